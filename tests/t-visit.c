/*
 * How far users have read: what is marked as new, for whom, and that pages
 * write no database for it.
 */
#include "browser.h"

#include <inttypes.h>

#include "base/conf.h"
#include "base/marks.h"
#include "domain/ticket.h"
#include "domain/visit.h"
#include "tap.h"

static const char *
ticket(int64_t id, const char *end)
{
	static char s[4][80];
	static int n;

	n = (n + 1) % 4;
	snprintf(s[n], sizeof(s[n]), "/tickets/" TICKET_NAME_FMT "%s", id, end);
	return s[n];
}

static const char *
desk(int64_t id, const char *end)
{
	static char s[90];

	snprintf(s, sizeof(s), "/agent%s", ticket(id, end));
	return s;
}

static void
act(enum who_is who, int64_t id, enum verb v, const char *text)
{
	fixture_as(&cx, who);
	ok(ticket_act(&cx, id, v,
	       &(struct act_input){ .text = text, .seen = -1 }) == ERR_OK);
}

struct seen_mark {
	int64_t user, ticket, number, at;
	int count;
};

static void
note(void *arg, int64_t user, int64_t t, int64_t number, int64_t at)
{
	struct seen_mark *m = arg;

	*m = (struct seen_mark){ user, t, number, at, m->count + 1 };
}

static void
test_marks(void)
{
	struct marks *m = cx.marks;
	struct seen_mark got = { .count = 0 };

	ok(marks_get(m, 1, 2) == 0);
	marks_put(m, 1, 2, 3, FIXTURE_NOW);
	ok(marks_get(m, 1, 2) == 3);
	ok(marks_get(m, 2, 1) == 0);
	marks_put(m, 1, 2, 7, FIXTURE_NOW + 1);
	ok(marks_get(m, 1, 2) == 7);
	/* What cannot be kept is not. */
	marks_put(m, 1, 2, 70000, FIXTURE_NOW);
	marks_put(m, 1, INT64_C(1) << 40, 1, FIXTURE_NOW);
	marks_put(m, -1, 2, 1, FIXTURE_NOW);
	ok(marks_get(m, 1, 2) == 7);
	ok(marks_get(m, 1, INT64_C(1) << 40) == 0);
	marks_walk(m, FIXTURE_NOW, note, &got);
	ok(got.count == 1 && got.user == 1 && got.ticket == 2 &&
	    got.number == 7 && got.at == FIXTURE_NOW + 1);
	got.count = 0;
	marks_walk(m, FIXTURE_NOW + 2, note, &got);
	ok(got.count == 0);
	/* Many: whatever is still there is right. */
	for (int64_t i = 1; i <= 100000; i++)
		marks_put(m, i % 100 + 1, i, i % 1000 + 1, FIXTURE_NOW);
	got.count = 0;
	for (int64_t i = 1; i <= 100000; i++) {
		int64_t n = marks_get(m, i % 100 + 1, i);

		got.count += n != 0 && n != i % 1000 + 1;
	}
	ok(got.count == 0);
}

/* Is the ticket new in mei's list? */
static bool
is_new(enum who_is who)
{
	get(who, "/tickets");
	return *at("Row.0.u") != '\0';
}

static void
test_what_the_staff_wrote_is_new(void)
{
	int64_t id = fixture_ticket(&cx);

	get(MEI, ticket(id, ""));
	is(at("Thread.0.new"), "");
	ok(!is_new(MEI));
	/* Her own words are not new to her, nor what the desk notes. */
	act(MEI, id, VERB_MESSAGE, "And more");
	act(PRIYA, id, VERB_TAKE, "");
	act(PRIYA, id, VERB_NOTE, "hm");
	ok(!is_new(MEI));
	act(PRIYA, id, VERB_REPLY, "Hello");
	ok(is_new(MEI));
	ok(has("class=\"subj dot\""));
	get(MEI, "/home");
	is(at("Open.0.u"), "1");

	/* The page says from where on, once. */
	get(MEI, ticket(id, ""));
	is(at("Thread.1.new"), "");
	is(at("Thread.3.t"), "Hello");
	is(at("Thread.3.new"), "1");
	ok(has("id=\"fresh\""));
	ok(!is_new(MEI));
	get(MEI, ticket(id, ""));
	is(at("Thread.3.new"), "");

	/* For others it stays new: they have not been there. */
	ok(is_new(LARS));
	/* Taken back, it is nothing. */
	act(PRIYA, id, VERB_REPLY, "One more");
	ok(is_new(MEI));
}

static void
test_polling_counts_when_it_is_shown(void)
{
	int64_t id = fixture_ticket(&cx);

	get(MEI, ticket(id, ""));
	act(PRIYA, id, VERB_REPLY, "Hello");
	get(MEI, ticket(id, "/poll?since=0"));
	ok(seen.status == 200);
	is(at("Thread.1.new"), "");
	is(at("Thread.2.new"), "");
	ok(is_new(MEI));
	get(MEI, ticket(id, "/poll?since=0&shown=1"));
	is(at("Thread.2.new"), ""); /* it would come to stand elsewhere */
	ok(!is_new(MEI));
	act(PRIYA, id, VERB_REPLY, "Again");
	get(MEI, ticket(id, "/poll?since=0"));
	ok(is_new(MEI));
	/* Nothing new since, but now there are eyes. */
	{
		char poll[60];

		snprintf(poll, sizeof(poll), "/poll?since=%s&shown=1",
		    at("Revision"));
		get(MEI, ticket(id, ""));
		act(PRIYA, id, VERB_REPLY, "Once more");
		get(MEI, ticket(id, "/poll?since=0"));
		snprintf(poll, sizeof(poll), "/poll?since=%s&shown=1",
		    at("Revision"));
		ok(is_new(MEI));
		get(MEI, ticket(id, poll));
		ok(seen.status == 304);
		ok(!is_new(MEI));
	}
}

static bool
is_new_at_the_desk(enum who_is who, const char *view)
{
	get(who, view);
	return *at("Row.0.u") != '\0';
}

static void
test_at_the_desk(void)
{
	int64_t id = fixture_ticket(&cx);

	/* What nobody has is not new to everybody. */
	ok(!is_new_at_the_desk(PRIYA, "/agent/tickets?assignee=none"));
	get(PRIYA, desk(id, ""));
	act(PRIYA, id, VERB_TAKE, "");
	ok(!is_new_at_the_desk(PRIYA, "/agent/tickets?assignee=me"));
	cx.now++;
	act(MEI, id, VERB_MESSAGE, "Still dark");
	ok(is_new_at_the_desk(PRIYA, "/agent/tickets?assignee=me"));
	get(PRIYA, desk(id, ""));
	ok(has("id=\"fresh\""));
	ok(!is_new_at_the_desk(PRIYA, "/agent/tickets?assignee=me"));
}

/* Memory is written down, and what is written counts without it. */
static void
test_it_is_kept(void)
{
	int64_t id = fixture_ticket(&cx), number;
	struct marks *m = cx.marks;

	get(MEI, ticket(id, ""));
	fixture_as(&cx, NOBODY);
	ok(visit_flush(&cx) == ERR_OK);
	act(PRIYA, id, VERB_REPLY, "Hello");
	cx.marks = NULL;
	fixture_as(&cx, MEI);
	ok(visit_last(&cx, id, &number) == ERR_OK && number == 1);
	ok(is_new(MEI));
	cx.marks = m;
	get(MEI, ticket(id, ""));
	cx.marks = NULL;
	ok(is_new(MEI));
	cx.marks = m;
	fixture_as(&cx, NOBODY);
	ok(visit_flush(&cx) == ERR_OK);
	cx.marks = NULL;
	ok(!is_new(MEI));
	cx.marks = m;
	/* What is gone is no trouble. */
	marks_put(m, fixture_id(MEI), 999999, 1, cx.now);
	fixture_as(&cx, NOBODY);
	ok(visit_flush(&cx) == ERR_OK);
}

int
main(void)
{
	const char *path;

	browser_open();
	path = arena_printf(cx.mem, "%s/marks", cx.conf->run_dir);
	cx.marks = marks_open(path);
	ok(cx.marks != NULL);
	test_what_the_staff_wrote_is_new();
	test_polling_counts_when_it_is_shown();
	test_at_the_desk();
	test_it_is_kept();
	marks_close(cx.marks);
	remove(arena_printf(cx.mem, "%s/marks", cx.conf->run_dir));
	cx.marks = marks_open(
	    arena_printf(cx.mem, "%s/marks", cx.conf->run_dir));
	test_marks();
	marks_close(cx.marks);
	browser_close();
	return tap_done();
}
