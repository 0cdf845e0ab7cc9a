/*
 * t-canned.c - canned replies: whose they are, and their variables.
 */
#include "domain/canned.h"

#include <stdlib.h>

#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;

static enum err
put(enum who_is who, bool shared, struct canned c, int64_t *id)
{
	fixture_as(&cx, who);
	return canned_put(&cx, shared, &c, id);
}

static struct canned
text(int64_t id, const char *name, const char *en, const char *zh)
{
	return (struct canned){
		.id = id, .name = name, .content = { en, zh }, .active = true
	};
}

static bool
may_use(enum who_is who, int64_t id)
{
	struct canned_list l;
	struct canned c;
	bool listed = false, got;

	fixture_as(&cx, who);
	ok(canned_pick(&cx, &l) == ERR_OK);
	for (size_t i = 0; i < l.count; i++)
		listed |= l.item[i].id == id;
	got = canned_use(&cx, id, &c) == ERR_OK;
	ok(got == listed);
	return got;
}

static void
test_everybodys_and_ones_own(void)
{
	int64_t all, hers, got;
	struct canned_list l;
	struct canned c;

	ok(put(ROOT, true, text(0, "Greeting", "Hello", "您好"), &all) ==
	    ERR_OK);
	ok(put(PRIYA, false, text(0, "Mine", "Ciao", ""), &hers) == ERR_OK);
	ok(may_use(PRIYA, all) && may_use(SIYUAN, all) && may_use(YATING, all));
	ok(may_use(PRIYA, hers));
	ok(!may_use(SIYUAN, hers) && !may_use(YATING, hers));
	ok(!may_use(ROOT, hers) && !may_use(MEI, hers) && !may_use(MEI, all));

	/* Only the administrator changes everybody's, only she hers. */
	ok(put(PRIYA, true, text(all, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(YATING, true, text(all, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(YATING, true, text(0, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(MEI, false, text(0, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(SIYUAN, false, text(hers, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(ROOT, true, text(hers, "X", "x", ""), &got) == ERR_NOTFOUND);
	ok(put(ROOT, false, text(all, "X", "x", ""), &got) == ERR_NOTFOUND);
	fixture_as(&cx, SIYUAN);
	ok(canned_get(&cx, false, hers, &c) == ERR_NOTFOUND);
	fixture_as(&cx, PRIYA);
	ok(canned_get(&cx, true, all, &c) == ERR_NOTFOUND);
	ok(canned_list(&cx, true, &l) == ERR_OK && l.count == 0);
	ok(canned_list(&cx, false, &l) == ERR_OK && l.count == 1);
	is(l.item[0].name, "Mine");

	ok(put(ROOT, true, text(all, "Greeting 2", "Hello there", ""), &got) ==
	    ERR_OK);
	fixture_as(&cx, ROOT);
	ok(canned_get(&cx, true, all, &c) == ERR_OK);
	is(c.name, "Greeting 2");
	is(c.content[LANG_ZH], "");
}

static void
test_what_is_not_in_use_is_not_offered(void)
{
	struct canned c = text(0, "Old", "x", "");
	struct canned_list l;
	int64_t id;

	c.active = false;
	ok(put(PRIYA, false, c, &id) == ERR_OK);
	ok(!may_use(PRIYA, id));
	fixture_as(&cx, PRIYA);
	ok(canned_list(&cx, false, &l) == ERR_OK && l.count == 2);
	ok(!l.item[1].active);
}

static void
test_what_is_refused(void)
{
	static const struct {
		const char *name, *en, *zh, *say;
	} rows[] = {
		{ " ", "x", "", "name_invalid" },
		{ "n", "", " \n", "canned_empty" },
		{ "n", "Dear {customer.nam}", "", "variable_unknown" },
		{ "n", "x", "{ticket.price}", "variable_unknown" },
	};
	int64_t id;

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(put(PRIYA, false,
		       text(0, rows[i].name, rows[i].en, rows[i].zh),
		       &id) == ERR_INVALID);
		is(cx.say, rows[i].say);
	}
	/* Braces of other kinds mean nothing. */
	ok(put(PRIYA, false,
	       text(0, "json", "{\"a\": 1} {a} {} {.} {a.b c} {", ""),
	       &id) == ERR_OK);
}

static void
test_variables_are_filled_in(void)
{
	static const struct {
		const char *in, *out, *left;
	} rows[] = {
		{ "Dear {customer.name},", "Dear Mei Tan,", NULL },
		{ "{ticket.number}: {ticket.title} ({ticket.product})",
		    "TS-0000001: No light (Our service)", NULL },
		{ "{customer.account} {ticket.type} {ticket.severity}",
		    "Lumen Retail Question General", NULL },
		{ "{agent.name}", "Priya", NULL },
		{ "ring {customer.mobile} in {ticket.region}",
		    "ring {customer.mobile} in {ticket.region}",
		    "customer.mobile" },
		{ "", "", NULL },
		{ "{{customer.name}}", "{Mei Tan}", NULL },
		{ "{nothing} {customer.name", "{nothing} {customer.name",
		    NULL },
	};
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	fixture_as(&cx, PRIYA);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *got = canned_fill(&cx, rows[i].in, &t, "Priya");
		const char *left = canned_left(got);

		is(got, rows[i].out);
		is(left != NULL ? left : "none",
		    rows[i].left != NULL ? rows[i].left : "none");
	}
}

static void
test_a_variable_that_is_left_is_not_sent(void)
{
	static const enum verb verbs[] = { VERB_REPLY, VERB_ASK, VERB_RESOLVE };
	const struct act_input in = { .text = "Dear {customer.name}",
		.seen = -1 };
	const struct act_input json = { .text = "use {name}", .seen = -1 };
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_REPLY, &json) == ERR_OK);
	for (size_t i = 0; i < NELEM(verbs); i++) {
		fixture_as(&cx, PRIYA);
		ok(ticket_act(&cx, id, verbs[i], &in) == ERR_INVALID);
		is(cx.say, "variable_left");
	}
	/* A note, and what customers write, is their own affair. */
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_NOTE, &in) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_MESSAGE, &in) == ERR_OK);
}

static void
test_the_language_is_the_customers(void)
{
	static const struct {
		const char *his;
		enum lang mine, want;
	} rows[] = {
		{ "zh-cn", LANG_EN, LANG_ZH },
		{ "en", LANG_ZH, LANG_EN },
		{ "", LANG_ZH, LANG_ZH },
		{ "", LANG_EN, LANG_EN },
	};
	struct canned both = text(1, "n", "Hello", "您好");
	struct canned one = text(1, "n", "Hello", "");
	enum lang lang = LANG_ZH;

	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct ticket t = { .submitter_language = rows[i].his };

		cx.lang = rows[i].mine;
		ok(canned_language(&cx, &t) == rows[i].want);
	}
	cx.lang = LANG_EN;
	is(canned_text(&both, &lang), "您好");
	ok(lang == LANG_ZH);
	is(canned_text(&one, &lang), "Hello");
	ok(lang == LANG_EN);
}

int
main(void)
{
	fixture_open(&cx);
	test_everybodys_and_ones_own();
	test_what_is_not_in_use_is_not_offered();
	test_what_is_refused();
	test_variables_are_filled_in();
	test_a_variable_that_is_left_is_not_sent();
	test_the_language_is_the_customers();
	fixture_close(&cx);
	return tap_done();
}
