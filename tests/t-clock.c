/*
 * t-clock.c - when answers and solutions are due, and the queue's order.
 */
#include "domain/clock.h"

#include <stdlib.h>

#include "base/conf.h"
#include "base/tz.h"
#include "domain/calendar.h"
#include "domain/catch_up.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

#define HOUR ((int64_t)60 * 60)
#define DAY  (24 * HOUR)

/* Monday 2 March 2026, 09:00 UTC: the fixture's calendar opens. */
#define MONDAY ((int64_t)1772442000)

static struct ctx cx;

static int64_t
ticket_of(const char *severity)
{
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = severity,
		.region_id = "",
		.description = "No light",
		.remind_mail = "",
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "",
		.cc_email = "",
		.agreement_id = 1,
	};
	int64_t id = 0;

	fixture_as(&cx, MEI);
	ok(ticket_create(&cx, &in, &id) == ERR_OK);
	return id;
}

static enum err
act(enum who_is who, int64_t id, enum verb v, const char *text)
{
	const struct act_input in = { .text = text, .seen = -1 };

	fixture_as(&cx, who);
	return ticket_act(&cx, id, v, &in);
}

static struct ticket
read_ticket(int64_t id)
{
	struct ticket t = { 0 };

	fixture_as(&cx, ROOT);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t;
}

static void
test_promises_are_working_time(void)
{
	static const struct {
		const char *severity;
		int64_t reply, solve; /* after Monday, 09:00 */
	} rows[] = {
		{ "general", 8 * HOUR, 7 * DAY },
		{ "important", 4 * HOUR, 3 * DAY },
		{ "urgent", HOUR, DAY },
		{ "critical", HOUR / 4, 4 * HOUR },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct ticket t;

		cx.now = MONDAY;
		t = read_ticket(ticket_of(rows[i].severity));
		ok(t.reply.at == MONDAY + rows[i].reply);
		ok(t.solve.at == MONDAY + rows[i].solve);
		ok(t.reply.warn == MONDAY + rows[i].reply * 3 / 4);
		ok(t.answered_at == 0);

		/* On the Saturday before: only the critical cannot wait. */
		cx.now = MONDAY - 2 * DAY;
		t = read_ticket(ticket_of(rows[i].severity));
		if (strcmp(rows[i].severity, "critical") == 0)
			ok(t.reply.at == cx.now + HOUR / 4);
		else
			ok(t.reply.at == MONDAY + rows[i].reply);
	}
}

/* Late on a Friday, urgent: an hour, and a day. */
static void
test_due_times_jump_over_the_weekend(void)
{
	struct ticket t;
	int64_t id;

	cx.now = MONDAY + 4 * DAY + 7 * HOUR + 1800; /* Friday 16:30 */
	id = ticket_of("urgent");
	t = read_ticket(id);
	ok(t.reply.at == MONDAY + 7 * DAY + 1800);
	ok(t.solve.at == MONDAY + 7 * DAY + 7 * HOUR + 1800);
	/* Nothing is recomputed on Saturday: it is simply not due yet. */
	cx.now = MONDAY + 5 * DAY;
	ok(t.reply.at > cx.now && t.reply.warn > cx.now);
}

static void
test_an_answer_ends_the_first_clock(void)
{
	struct ticket t;
	int64_t id;

	cx.now = MONDAY;
	id = ticket_of("urgent");
	cx.now += 600;
	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	t = read_ticket(id);
	ok(t.reply.at == MONDAY + HOUR); /* taking is no answer */
	ok(act(PRIYA, id, VERB_NOTE, "hm") == ERR_OK);
	ok(read_ticket(id).reply.at == MONDAY + HOUR);
	ok(act(PRIYA, id, VERB_REPLY, "I look into it") == ERR_OK);
	t = read_ticket(id);
	ok(t.reply.at == 0 && t.answered_at == MONDAY + 600);
	ok(t.solve.at == MONDAY + DAY);

	/* The customer writes: twice the time of the first.  His second
	 * message does not move it. */
	cx.now += 600;
	ok(act(MEI, id, VERB_MESSAGE, "Well?") == ERR_OK);
	cx.now += 600;
	ok(act(MEI, id, VERB_MESSAGE, "Hello?") == ERR_OK);
	t = read_ticket(id);
	ok(t.reply.at == MONDAY + 1200 + 2 * HOUR);
	ok(act(PRIYA, id, VERB_REPLY, "Soon") == ERR_OK);
	ok(read_ticket(id).reply.at == 0);
}

static void
test_a_message_taken_back_wants_no_answer(void)
{
	int64_t id;

	cx.now = MONDAY;
	id = ticket_of("urgent");
	ok(act(PRIYA, id, VERB_REPLY, "Yes?") == ERR_OK);
	cx.now += 60;
	ok(act(MEI, id, VERB_MESSAGE, "oops") == ERR_OK);
	ok(read_ticket(id).reply.at == cx.now + 2 * HOUR);
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, id, 3) == ERR_OK);
	ok(read_ticket(id).reply.at == 0);
}

/* The states in which the clock stands, and how the ticket comes back. */
static void
test_clocks_stand_still(void)
{
	static const struct {
		enum verb stop, go;
		enum who_is who;
		bool answer; /* what comes back wants an answer */
	} rows[] = {
		{ VERB_ASK, VERB_MESSAGE, MEI, true },
		{ VERB_RESOLVE, VERB_REJECT, MEI, true },
		{ VERB_PAUSE, VERB_RESUME, PRIYA, false },
		{ VERB_PAUSE, VERB_MESSAGE, MEI, true },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct ticket t;
		int64_t id;

		cx.now = MONDAY;
		id = ticket_of("important");
		ok(act(PRIYA, id, VERB_REPLY, "I see") == ERR_OK);
		cx.now += HOUR;
		ok(act(PRIYA, id, rows[i].stop, "x") == ERR_OK);
		t = read_ticket(id);
		ok(t.reply.at == 0 && t.solve.at == 0);
		/* Five hours and a night of it: five working hours. */
		cx.now += DAY - 3 * HOUR; /* Tuesday 07:00 */
		cx.now += 2 * HOUR;
		ok(act(rows[i].who, id, rows[i].go, "y") == ERR_OK);
		t = read_ticket(id);
		/* Due on Thursday 09:00; it stood from 10:00 to 17:00. */
		ok(t.solve.at == MONDAY + 3 * DAY + 7 * HOUR);
		if (rows[i].answer)
			ok(t.reply.at == cx.now + 8 * HOUR);
		else
			ok(t.reply.at == 0);
	}
}

static void
test_what_ends_owes_nothing_until_it_is_reopened(void)
{
	struct ticket t;
	int64_t id;

	cx.now = MONDAY;
	id = ticket_of("critical");
	ok(act(PRIYA, id, VERB_REPLY, "x") == ERR_OK);
	cx.now += HOUR;
	ok(act(MEI, id, VERB_CLOSE, "") == ERR_OK);
	ok(read_ticket(id).solve.at == 0);
	cx.now += 3 * HOUR;
	ok(act(YATING, id, VERB_REOPEN, "again") == ERR_OK);
	t = read_ticket(id);
	ok(t.solve.at == MONDAY + 7 * HOUR);
	ok(t.reply.at == 0);
}

static void
test_another_severity_is_another_promise(void)
{
	struct act_input in = { .text = "",
		.seen = -1,
		.place = { "consultation", "urgent", "" } };
	struct ticket t;
	int64_t id;

	cx.now = MONDAY;
	id = ticket_of("general");
	cx.now += 60;
	fixture_as(&cx, YATING);
	ok(ticket_act(&cx, id, VERB_RECLASSIFY, &in) == ERR_OK);
	t = read_ticket(id);
	ok(t.reply.at == MONDAY + HOUR && t.solve.at == MONDAY + DAY);
}

/* The queue -------------------------------------------------------------- */

static struct ticket_list
queue(enum scope scope, int64_t limit, int64_t at, int64_t id)
{
	const struct ticket_filter f = { .scope = scope,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.order = ORDER_DUE,
		.limit = limit,
		.after_at = at,
		.after_id = id };
	struct ticket_list l = { 0 };

	fixture_as(&cx, PRIYA);
	ok(ticket_list(&cx, &f, &l) == ERR_OK);
	return l;
}

static void
fresh(void)
{
	fixture_close(&cx);
	fixture_open(&cx);
	cx.now = MONDAY;
}

static void
test_what_is_due_first_comes_first(void)
{
	struct ticket_list l;
	int64_t general, critical, urged, waiting, same[2];

	fresh();
	general = ticket_of("general");
	critical = ticket_of("critical");
	same[0] = ticket_of("important");
	same[1] = ticket_of("important");
	urged = ticket_of("important");
	waiting = ticket_of("critical");
	ok(act(PRIYA, waiting, VERB_TAKE, "") == ERR_OK);
	ok(act(PRIYA, waiting, VERB_ASK, "?") == ERR_OK);
	cx.now += HOUR;
	ok(act(MEI, urged, VERB_URGE, "") == ERR_OK);

	l = queue(SCOPE_OPEN, 50, 0, 0);
	ok(l.count == 6);
	ok(l.item[0].id == critical);
	ok(l.item[1].id == urged); /* of the three due at the same time */
	ok(l.item[2].id == same[0] && l.item[3].id == same[1]);
	ok(l.item[4].id == general);
	ok(l.item[5].id == waiting); /* its clock stands */
	ok(l.item[5].reply.at == 0 && l.item[5].solve.at == 0);
	ok(queue(SCOPE_URGED, 50, 0, 0).count == 1);
	ok(queue(SCOPE_ASSIGNED, 50, 0, 0).count == 1);
	ok(queue(SCOPE_UNASSIGNED, 50, 0, 0).count == 5);
}

/* Overdue is what was due by now; what stands still never is. */
static void
test_what_is_late(void)
{
	int64_t critical, waiting, n = -1;

	fresh();
	critical = ticket_of("critical");
	waiting = ticket_of("critical");
	ticket_of("general");
	ok(act(PRIYA, waiting, VERB_TAKE, "") == ERR_OK);
	ok(act(PRIYA, waiting, VERB_ASK, "?") == ERR_OK);
	cx.now = MONDAY + HOUR / 4;
	ok(queue(SCOPE_LATE, 50, 0, 0).count == 0);
	cx.now++;
	ok(queue(SCOPE_LATE, 50, 0, 0).count == 1);
	ok(queue(SCOPE_LATE, 50, 0, 0).item[0].id == critical);
	cx.now = MONDAY + 9 * HOUR;
	fixture_as(&cx, PRIYA);
	ok(ticket_count_late(&cx, 100, &n) == ERR_OK && n == 2);
	fixture_as(&cx, PRIYA);
	ok(ticket_count_late(&cx, 1, &n) == ERR_OK && n == 1);
	fixture_as(&cx, MEI);
	ok(ticket_count_late(&cx, 100, &n) == ERR_OK && n == 0);
}

/* Page by page it is the same list, though many are due at one time. */
static void
test_paging_by_what_is_due(void)
{
	static const char *const severities[] = { "general", "critical",
		"urgent" };
	struct ticket_list all, l;
	int64_t at = 0, id = 0;
	size_t n = 0;
	bool same = true;

	fresh();
	for (int i = 0; i < 40; i++) {
		cx.now = MONDAY + i / 10;
		ticket_of(severities[i % 3]);
	}
	all = queue(SCOPE_OPEN, 100, 0, 0);
	ok(all.count == 40 && all.next_id == 0);
	for (size_t i = 1; i < all.count; i++)
		same &= all.item[i - 1].due_key <= all.item[i].due_key;
	ok(same);
	for (int page = 0; page < 20; page++) {
		int64_t ids[40];

		for (size_t i = 0; i < 40; i++)
			ids[i] = all.item[i].id;
		l = queue(SCOPE_OPEN, 7, at, id);
		for (size_t i = 0; i < l.count; i++, n++)
			same &= n < 40 && l.item[i].id == ids[n];
		if (l.next_id == 0)
			break;
		at = l.next_at;
		id = l.next_id;
		all = queue(SCOPE_OPEN, 100, 0, 0);
	}
	ok(same && n == 40);
}

/* The calendar ----------------------------------------------------------- */

static void
test_a_holiday_moves_what_is_due(void)
{
	const struct calendar_new hours = { .zone = "Asia/Shanghai",
		.hours = { "", "10:00-12:00", "10:00-12:00", "10:00-12:00",
		    "10:00-12:00", "10:00-12:00", "" } };
	int64_t id;

	fresh();
	id = ticket_of("important");
	ok(read_ticket(id).reply.at == MONDAY + 4 * HOUR);
	fixture_as(&cx, ROOT);
	ok(calendar_day_put(&cx, "2026-03-02", "", "Holiday") == ERR_OK);
	/* By the job, and not before: nothing else has happened. */
	ok(read_ticket(id).reply.at == MONDAY + 4 * HOUR);
	fixture_as(&cx, NOBODY);
	ok(clock_catch_up(&cx) == ERR_OK);
	ok(read_ticket(id).reply.at == MONDAY + DAY + 4 * HOUR);

	fixture_as(&cx, ROOT);
	ok(calendar_day_drop(&cx, "2026-03-02") == ERR_OK);
	fixture_as(&cx, ROOT);
	ok(calendar_day_drop(&cx, "2026-03-02") == ERR_NOTFOUND);
	fixture_as(&cx, ROOT);
	ok(calendar_put(&cx, &hours) == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(clock_catch_up(&cx) == ERR_OK);
	/* 17:00 there: two hours on Tuesday, two on Wednesday. */
	ok(read_ticket(id).reply.at == MONDAY + DAY + 19 * HOUR);
}

static void
test_only_the_administrator_changes_the_calendar(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	const struct calendar_new in = { .zone = "",
		.hours = { "", "09:00-17:00", "", "", "", "", "" } };
	struct calendar c;

	fresh();
	for (size_t i = 0; i < NELEM(others); i++) {
		fixture_as(&cx, others[i]);
		ok(calendar_put(&cx, &in) == ERR_DENIED);
		fixture_as(&cx, others[i]);
		ok(calendar_day_put(&cx, "2026-05-01", "", "") == ERR_DENIED);
		fixture_as(&cx, others[i]);
		ok(calendar_day_drop(&cx, "2026-05-01") == ERR_DENIED);
	}
	fixture_as(&cx, ROOT);
	ok(calendar_get(&cx, &c) == ERR_OK);
	ok(c.nexception == 0 && c.week[2].n == 1);
}

static void
test_hours_that_are_none_are_refused(void)
{
	struct calendar_new in = { .zone = "Mars/Olympus",
		.hours = { "", "", "", "", "", "", "" } };

	fixture_as(&cx, ROOT);
	ok(calendar_put(&cx, &in) == ERR_INVALID);
	is(cx.say, "zone_unknown");
	in.zone = "";
	fixture_as(&cx, ROOT);
	ok(calendar_put(&cx, &in) == ERR_INVALID);
	is(cx.say, "hours_none");
	in.hours[3] = "9-17";
	fixture_as(&cx, ROOT);
	ok(calendar_put(&cx, &in) == ERR_INVALID);
	is(cx.say, "hours_invalid");
	ok(cx.say_n == 3);
	fixture_as(&cx, ROOT);
	ok(calendar_day_put(&cx, "2026-02-30", "", "") == ERR_INVALID);
	is(cx.say, "date_invalid");
	fixture_as(&cx, ROOT);
	ok(calendar_day_put(&cx, "2026-02-03", "x", "") == ERR_INVALID);
	is(cx.say, "day_hours_invalid");
}

/* Which severities know the calendar is the administrator's to say. */
static void
test_around_the_clock(void)
{
	static const char *const around[] = { "urgent" };
	const struct calendar_new in = { .zone = "",
		.hours = { "", "09:00-17:00", "09:00-17:00", "09:00-17:00",
		    "09:00-17:00", "09:00-17:00", "" },
		.around = around,
		.naround = 1 };
	struct promises p;

	fresh();
	cx.now = MONDAY - DAY;
	fixture_as(&cx, ROOT);
	ok(calendar_promises(&cx, &p) == ERR_OK);
	ok(p.count == 4 && p.item[3].around_the_clock &&
	    !p.item[0].around_the_clock);
	fixture_as(&cx, ROOT);
	ok(calendar_put(&cx, &in) == ERR_OK);
	ok(read_ticket(ticket_of("urgent")).reply.at == cx.now + HOUR);
	ok(read_ticket(ticket_of("critical")).reply.at == MONDAY + HOUR / 4);
}

/* A database from before: its tickets have no times until they are made. */
static void
test_tickets_that_exist_get_their_times(void)
{
	int64_t id;

	fresh();
	id = ticket_of("general");
	for (int i = 0; i < 500; i++)
		ticket_of("urgent");
	ok(db_script(&cx,
	       "UPDATE ticket SET reply_due = NULL, solve_due = NULL,"
	       " due_key = 4503599627370495, clock_version = 0") == ERR_OK);
	ok(read_ticket(id).reply.at == 0);
	fixture_as(&cx, NOBODY);
	ok(catch_up(&cx) == ERR_OK);
	ok(read_ticket(id).reply.at == MONDAY + 8 * HOUR);
	ok(read_ticket(id + 500).reply.at == MONDAY + HOUR);
	ok(queue(SCOPE_OPEN, 600, 0, 0).item[500].id == id);
}

int
main(void)
{
	fixture_open(&cx);
	test_promises_are_working_time();
	test_due_times_jump_over_the_weekend();
	test_an_answer_ends_the_first_clock();
	test_a_message_taken_back_wants_no_answer();
	test_clocks_stand_still();
	test_what_ends_owes_nothing_until_it_is_reopened();
	test_another_severity_is_another_promise();
	test_what_is_due_first_comes_first();
	test_what_is_late();
	test_paging_by_what_is_due();
	test_a_holiday_moves_what_is_due();
	test_only_the_administrator_changes_the_calendar();
	test_hours_that_are_none_are_refused();
	test_around_the_clock();
	test_tickets_that_exist_get_their_times();
	tz_close();
	fixture_close(&cx);
	return tap_done();
}
