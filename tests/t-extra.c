/*
 * Extra fields of problem types: what they are, what is a value, and who
 * fills them in.
 */
#include "domain/extra.h"

#include "domain/message.h"
#include "domain/organization.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static const struct extra_new_item sizes[] = { { "s", "Small", "小" },
	{ "m", "Medium", "中" }, { "l", "Large", "大" } };

/* A field that is right, of that key and type. */
static struct extra_new
field(const char *key, enum extra_type type)
{
	const bool items = type == EXTRA_ONE_OF || type == EXTRA_SOME_OF;

	return (struct extra_new){ .problem_type_id = "consultation",
		.key = key,
		.type = type,
		.name_en = "Name",
		.name_zh = "名称",
		.desc_en = "",
		.desc_zh = "",
		.tips_en = "",
		.tips_zh = "",
		.default_value = "",
		.min = "",
		.max = "",
		.item = sizes,
		.nitem = items ? NELEM(sizes) : 0 };
}

static void
define(const struct extra_new *in)
{
	fixture_as(&cx, ROOT);
	ok(store_begin(&cx) == ERR_OK);
	ok(store_end(&cx, extra_define(&cx, in)) == ERR_OK);
}

/* One field of that type, and what comes of a value. */
static const char *
said(struct extra x, const char *value)
{
	const struct param p = { "extends_x", value };
	const struct extra_list one = { &x, 1 };
	struct extra_value v;
	bool good;

	x.key = "x";
	good = extra_read(&cx, &one, &p, 1, &v);
	ok(good == (v.say == NULL));
	return v.say == NULL ? "" : v.say;
}

static void
test_each_type_knows_its_values(void)
{
	static const struct {
		enum extra_type type;
		const char *value, *say;
	} rows[] = {
		{ EXTRA_TEXT, "anything <at> all", "" },
		{ EXTRA_TEXT, "one\xe2\x80\xaetwo", "invalid" },
		{ EXTRA_NUMBER, "12", "" },
		{ EXTRA_NUMBER, "-12.50", "" },
		{ EXTRA_NUMBER, "1e3", "number_invalid" },
		{ EXTRA_NUMBER, "0x10", "number_invalid" },
		{ EXTRA_NUMBER, "12.", "number_invalid" },
		{ EXTRA_NUMBER, ".5", "number_invalid" },
		{ EXTRA_NUMBER, "-", "number_invalid" },
		{ EXTRA_NUMBER, "1234567890123456", "number_invalid" },
		{ EXTRA_NUMBER, "nan", "number_invalid" },
		{ EXTRA_ONE_OF, "m", "" },
		{ EXTRA_ONE_OF, "", "" },
		{ EXTRA_ONE_OF, "x", "unknown_choice" },
		{ EXTRA_ONE_OF, "s m", "unknown_choice" },
		{ EXTRA_SOME_OF, "l", "" },
		{ EXTRA_SOME_OF, "xl", "unknown_choice" },
		{ EXTRA_DATE, "2026-02-28", "" },
		{ EXTRA_DATE, "2024-02-29", "" },
		{ EXTRA_DATE, "2026-02-29", "date_invalid" },
		{ EXTRA_DATE, "1900-02-29", "date_invalid" },
		{ EXTRA_DATE, "2026-13-01", "date_invalid" },
		{ EXTRA_DATE, "2026-04-31", "date_invalid" },
		{ EXTRA_DATE, "0000-01-01", "date_invalid" },
		{ EXTRA_DATE, "28.2.2026", "date_invalid" },
		{ EXTRA_DATE, "2026-2-28", "date_invalid" },
		{ EXTRA_LONG_TEXT, "one\ntwo", "" },
		{ EXTRA_BOOLEAN, "1", "" },
		{ EXTRA_BOOLEAN, "0", "" },
		{ EXTRA_BOOLEAN, "2", "unknown_choice" },
		{ EXTRA_BOOLEAN, "yes", "too_long" },
		{ EXTRA_EMAIL, "mei@lumen.example", "" },
		{ EXTRA_EMAIL, "mei", "email_invalid" },
		{ EXTRA_PHONE, "+86 (10) 1234-5678", "" },
		{ EXTRA_PHONE, "call me", "phone_invalid" },
		{ EXTRA_PHONE, "+-", "phone_invalid" },
		{ EXTRA_URL, "https://a.example/x?y=1", "" },
		{ EXTRA_URL, "http://a", "" },
		{ EXTRA_URL, "javascript:alert(1)", "url_invalid" },
		{ EXTRA_URL, "https://", "url_invalid" },
		{ EXTRA_URL, "https:///etc", "url_invalid" },
		{ EXTRA_URL, "https://a b", "url_invalid" },
		{ EXTRA_TIME, "09:30", "" },
		{ EXTRA_TIME, "23:59", "" },
		{ EXTRA_TIME, "24:00", "time_invalid" },
		{ EXTRA_TIME, "9:30", "time_invalid" },
		{ EXTRA_TIME, "09:60", "time_invalid" },
	};
	struct extra_item item[] = { { "s", "" }, { "m", "" }, { "l", "" } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct extra x = { .type = rows[i].type,
			.min = "",
			.max = "",
			.item = item,
			.nitem = NELEM(item) };

		tap_is(said(x, rows[i].value), rows[i].say, rows[i].value,
		    __FILE__, __LINE__);
	}
}

static void
test_bounds_and_lengths(void)
{
	struct extra x = { .type = EXTRA_NUMBER, .min = "-1", .max = "10" };

	is(said(x, "-1"), "");
	is(said(x, "-1.5"), "extra_low");
	is(said(x, "9.99"), "");
	is(said(x, "11"), "extra_high");
	x = (struct extra){
		.type = EXTRA_DATE, .min = "2026-01-01", .max = ""
	};
	is(said(x, "2025-12-31"), "extra_low");
	is(said(x, "2026-01-01"), "");
	x = (struct extra){ .type = EXTRA_TIME, .min = "", .max = "18:00" };
	is(said(x, "18:01"), "extra_high");
	is(said(x, "18:00"), "");

	x = (struct extra){ .type = EXTRA_TEXT, .length = 3 };
	is(said(x, "一二三"), "");
	is(said(x, "一二三四"), "too_long");
	x.required = true;
	is(said(x, "  "), "required");
	x.type = EXTRA_ONE_OF;
	is(said(x, ""), "choose_one");
	/* What is sealed already was not shown, and stays. */
	x = (struct extra){ .type = EXTRA_TEXT, .required = true };
	x.sealed = true;
	is(said(x, ""), "");
}

static void
test_several_values_stand_a_line_each(void)
{
	struct extra_item item[] = { { "s", "" }, { "m", "" }, { "l", "" } };
	struct extra x = { .type = EXTRA_SOME_OF,
		.key = "x",
		.item = item,
		.nitem = NELEM(item) };
	const struct extra_list one = { &x, 1 };
	const struct param p[] = { { "extends_x", "s" }, { "extends_xx", "m" },
		{ "extends_x", " l " }, { "extends_x", "s" },
		{ "extends_x", "" } };
	struct extra_value v;

	ok(extra_read(&cx, &one, p, NELEM(p), &v));
	is(v.value, "s\nl");
	/* Of a field that has one value the first counts. */
	x.type = EXTRA_ONE_OF;
	ok(extra_read(&cx, &one, p, NELEM(p), &v));
	is(v.value, "s");
}

static const char *
wrong(struct extra_new in)
{
	const char *say = extra_wrong(&cx, &in);

	return say == NULL ? "" : say;
}

static void
test_a_field_is_defined_whole(void)
{
	static const struct extra_new_item twice[] = { { "s", "Small", "小" },
		{ "s", "Same", "同" } };
	struct extra_new in;

	for (int t = 0; t < EXTRA__MAX; t++)
		is(wrong(field("k", (enum extra_type)t)), "");
	is(wrong(field("", EXTRA_TEXT)), "extra_key");
	is(wrong(field("a.b", EXTRA_TEXT)), "extra_key");
	is(wrong(field("k", EXTRA__MAX)), "extra_type");
	in = field("k", EXTRA_TEXT);
	in.name_zh = "";
	is(wrong(in), "extra_name");
	in = field("k", EXTRA_ONE_OF);
	in.nitem = 0;
	is(wrong(in), "extra_items");
	in.item = twice;
	in.nitem = 2;
	is(wrong(in), "extra_items");
	in = field("k", EXTRA_TEXT);
	in.nitem = 1;
	is(wrong(in), "extra_items");
	in = field("k", EXTRA_NUMBER);
	in.min = "2";
	in.max = "10";
	is(wrong(in), "");
	in.min = "11";
	is(wrong(in), "extra_bounds");
	in.min = "low";
	is(wrong(in), "extra_bounds");
	in = field("k", EXTRA_TEXT);
	in.max = "9";
	is(wrong(in), "extra_bounds");
	in = field("k", EXTRA_BOOLEAN);
	in.default_value = "maybe";
	is(wrong(in), "extra_default");
	in = field("k", EXTRA_TEXT);
	in.sensitive = true;
	is(wrong(in), "extra_sensitive");
	is(wrong(field("secret_k", EXTRA_TEXT)), "extra_sensitive");
	in.key = "secret_k";
	is(wrong(in), "");
	in.default_value = "told";
	is(wrong(in), "extra_default");
}

/* The value that the actor sees in a field; "-" if he sees no such field. */
static const char *
value_of(enum who_is who, int64_t ticket, const char *key)
{
	struct extra_list list;

	fixture_as(&cx, who);
	if (extra_of_ticket(&cx, ticket, &list) != ERR_OK)
		return "?";
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.item[i].key, key) == 0)
			return list.item[i].value;
	return "-";
}

static int64_t
create(enum who_is who, const struct param *p, size_t n, enum err want)
{
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = "general",
		.region_id = "",
		.description = "No light",
		.remind_mail = "",
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "",
		.cc_email = "",
		.agreement_id = 1,
		.extra = p,
		.nextra = n,
	};
	int64_t id = 0;

	fixture_as(&cx, who);
	ok(ticket_create(&cx, &in, &id) == want);
	return id;
}

static enum err
change(enum who_is who, int64_t ticket, const char *name, const char *value)
{
	const struct param p[] = { { name, value }, { "extends_room", "12" } };

	fixture_as(&cx, who);
	return extra_change(&cx, ticket, 0, 0, p, NELEM(p));
}

static void
test_a_ticket_is_opened_with_them(void)
{
	const struct param good[] = { { "extends_room", "12" },
		{ "extends_colour", "s" }, { "extends_colour", "l" },
		{ "extends_internal", "x" } };
	const struct param bad[] = { { "extends_room", "cellar" } };
	struct extra_new in = field("room", EXTRA_NUMBER);
	struct thread th;
	int64_t id;

	in.required = true;
	in.position = 1;
	define(&in);
	in = field("colour", EXTRA_SOME_OF);
	in.position = 2;
	define(&in);
	in = field("internal", EXTRA_TEXT);
	in.hidden = true;
	define(&in);

	create(MEI, NULL, 0, ERR_INVALID);
	is(cx.say, "required");
	create(MEI, bad, NELEM(bad), ERR_INVALID);
	is(cx.say, "number_invalid");
	id = create(MEI, good, NELEM(good), ERR_OK);
	is(value_of(MEI, id, "room"), "12");
	is(value_of(MEI, id, "colour"), "s\nl");
	/* What is not shown to him he does not fill in either. */
	is(value_of(MEI, id, "internal"), "-");
	is(value_of(PRIYA, id, "internal"), "");

	/* Other kinds of problems do not ask for it. */
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK && th.nlog == 1);
}

/* Who sees them and fills them in anew. */
static void
test_rights(void)
{
	static const struct {
		enum who_is who;
		bool may;
	} rows[] = { { MEI, true }, { OSCAR, false }, { AISHA, true },
		{ LARS, true }, { WEN, false }, { PRIYA, true },
		{ YATING, true }, { ROOT, true } };
	const struct param p[] = { { "extends_room", "12" } };
	int64_t id = create(MEI, p, 1, ERR_OK);
	struct extra_list list;

	for (size_t i = 0; i < NELEM(rows); i++) {
		enum err want = rows[i].may ? ERR_OK : ERR_NOTFOUND;

		tap_ok(change(rows[i].who, id, "extends_colour",
			   i % 2 == 0 ? "s" : "l") == want,
		    fixture_name[rows[i].who], __FILE__, __LINE__);
		is(value_of(rows[i].who, id, "room"), rows[i].may ? "12" : "-");
	}
	/* The statements decide, whatever the session believed. */
	fixture_as(&cx, WEN);
	cx.role = ROLE_ADMIN;
	ok(extra_of_ticket(&cx, id, &list) == ERR_OK && list.count == 0);
	ok(extra_change(&cx, id, 0, 0, p, 1) == ERR_NOTFOUND);
	fixture_as(&cx, MEI);
	cx.role = ROLE_AGENT;
	ok(extra_of_ticket(&cx, id, &list) == ERR_OK && list.count == 0);
	fixture_as(&cx, MEI);
	cx.role = ROLE_AGENT;
	ok(extra_fields(&cx, "consultation", &list) == ERR_OK &&
	    list.count == 0);
	/* Each of the writes, though the one before it let him pass. */
	fixture_as(&cx, OSCAR);
	ok(extra_fields(&cx, "consultation", &list) == ERR_OK);
	ok(store_begin(&cx) == ERR_OK);
	for (int staff = 0; staff < 2; staff++) {
		ok(store_extra_put(&cx, staff, id, &list.item[0], "13", 0) ==
		    ERR_DENIED);
		err_clear(&cx);
		ok(store_extra_put(&cx, staff, id, &list.item[0], "", 0) ==
		    ERR_OK);
	}
	ok(store_end(&cx, ERR_OK) == ERR_OK);
	is(value_of(MEI, id, "room"), "12");
}

static void
test_a_change_is_known(void)
{
	const struct param p[] = { { "extends_room", "12" } };
	int64_t id = create(MEI, p, 1, ERR_OK);
	struct extra_list list;
	struct ticket t, now;
	struct thread th;
	int64_t revision;

	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	cx.now += 60;
	ok(change(MEI, id, "extends_colour", "m") == ERR_OK);
	is(value_of(PRIYA, id, "colour"), "m");
	/* Left empty, it goes. */
	ok(change(MEI, id, "extends_colour", "") == ERR_OK);
	is(value_of(PRIYA, id, "colour"), "");
	ok(change(MEI, id, "extends_colour", "xl") == ERR_INVALID);
	is(cx.say, "unknown_choice");
	/* The staff fill in what customers do not see: not even that. */
	fixture_as(&cx, MEI);
	ok(ticket_revision(&cx, id, &revision) == ERR_OK);
	ok(change(PRIYA, id, "extends_internal", "rack 7") == ERR_OK);
	is(value_of(YATING, id, "internal"), "rack 7");
	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &now) == ERR_OK && now.revision == revision);
	is(value_of(MEI, id, "internal"), "-");
	ok(change(MEI, id, "extends_colour", "") == ERR_OK);
	is(value_of(PRIYA, id, "internal"), "rack 7");

	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	/* Two changes; the third said what was so already. */
	ok(th.nlog == 3 && th.log[2].type == 226);
	/* A page of before is stale. */
	ok(extra_change(&cx, id, t.revision, 0, p, 1) == ERR_CONFLICT);
	is(cx.say, "state_changed");
	fixture_as(&cx, MEI);
	ok(extra_change(&cx, id, 0, 9, p, 1) == ERR_INVALID);
	fixture_as(&cx, MEI);
	ok(extra_change(&cx, id, 0, 1, p, 1) == ERR_OK);

	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CANCEL,
	       &(struct act_input){ .text = "", .seen = -1 }) == ERR_OK);
	ok(change(MEI, id, "extends_colour", "m") == ERR_CONFLICT);
	is(cx.say, "wrong_state");

	/* A field that is not offered any more is still to be read. */
	{
		struct extra_new in = field("room", EXTRA_NUMBER);

		in.inactive = true;
		define(&in);
	}
	is(value_of(MEI, id, "room"), "12");
	fixture_as(&cx, MEI);
	ok(extra_of_ticket(&cx, id, &list) == ERR_OK);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.item[i].key, "room") == 0)
			ok(!list.item[i].asked);
}

/* Shown to him? */
static enum err
reveal(enum who_is who, int64_t id, const char **text)
{
	fixture_as(&cx, who);
	return extra_reveal(&cx, id, "secret_pin", text);
}

static void
test_what_is_sensitive_is_for_the_assignee(void)
{
	static const enum who_is others[] = { MEI, LARS, SIYUAN, YATING, ROOT };
	const struct param p[] = { { "extends_secret_pin", "4711-Zebra" } };
	const struct act_input plain = { .text = "why", .seen = -1 };
	struct extra_new in = field("secret_pin", EXTRA_TEXT);
	struct thread th;
	const char *text;
	int64_t id;

	in.sensitive = true;
	define(&in);
	id = create(MEI, p, 1, ERR_OK);
	is(value_of(MEI, id, "secret_pin"), "");
	is(value_of(PRIYA, id, "secret_pin"), "");

	ok(reveal(PRIYA, id, &text) == ERR_DENIED);
	is(cx.say, "not_holder");
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_TAKE, &plain) == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_OK);
	is(text, "4711-Zebra");
	for (size_t i = 0; i < NELEM(others); i++)
		tap_ok(reveal(others[i], id, &text) == ERR_DENIED,
		    fixture_name[others[i]], __FILE__, __LINE__);
	/* Each look is in the log, for both sides. */
	fixture_as(&cx, PRIYA);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	ok(th.log[th.nlog - 1].type == LOG_REVEAL);
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	ok(th.log[th.nlog - 1].type == LOG_REVEAL);

	/* Left empty it stays; another one takes its place. */
	fixture_as(&cx, MEI);
	ok(extra_change(&cx, id, 0, 0, NULL, 0) == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_OK);
	is(text, "4711-Zebra");
	ok(change(MEI, id, "extends_secret_pin", "0815") == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_OK);
	is(text, "0815");

	/* It goes when the ticket ends, and another one can come when that is
	 * opened again. */
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CLOSE, &plain) == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_DENIED);
	fixture_as(&cx, YATING);
	ok(ticket_act(&cx, id, VERB_REOPEN, &plain) == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_NOTFOUND);
	is(cx.say, "secret_gone");
	ok(change(MEI, id, "extends_secret_pin", "anew") == ERR_OK);
	ok(reveal(PRIYA, id, &text) == ERR_OK);
	is(text, "anew");
}

/* More and longer values than any field has, one request's worth. */
static void
test_many_values_cost_no_more_than_they_are(void)
{
	struct extra x = { .type = EXTRA_SOME_OF, .key = "x" };
	const struct extra_list one = { &x, 1 };
	struct param p[200];
	struct extra_value v;

	fixture_as(&cx, MEI);
	for (size_t i = 0; i < NELEM(p); i++)
		p[i] = (struct param){ "extends_x",
			arena_printf(cx.mem, "%02500d", (int)i) };
	ok(!extra_read(&cx, &one, p, NELEM(p), &v));
	ok(strlen(v.value) <= (EXTRA_ITEMS_MAX + 1) * (size_t)2501);
}

int
main(void)
{
	fixture_open(&cx);
	test_each_type_knows_its_values();
	test_bounds_and_lengths();
	test_several_values_stand_a_line_each();
	test_a_field_is_defined_whole();
	test_a_ticket_is_opened_with_them();
	test_rights();
	test_a_change_is_known();
	test_what_is_sensitive_is_for_the_assignee();
	test_many_values_cost_no_more_than_they_are();
	fixture_close(&cx);
	return tap_done();
}
