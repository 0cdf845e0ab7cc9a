/*
 * Relations and contact of a ticket: the limits, and who may.
 */
#include "domain/relation.h"

#include <inttypes.h>

#include "domain/contact.h"
#include "domain/message.h"
#include "domain/organization.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static enum err
add(enum who_is who, int64_t ticket, int64_t related)
{
	fixture_as(&cx, who);
	return relation_add(&cx, ticket, related);
}

static size_t
count(enum who_is who, int64_t ticket, struct relation_list *list)
{
	fixture_as(&cx, who);
	ok(relation_list(&cx, ticket, list) == ERR_OK);
	return list->count;
}

static enum err
act(enum who_is who, int64_t ticket, enum verb v)
{
	fixture_as(&cx, who);
	return ticket_act(
	    &cx, ticket, v, &(struct act_input){ .text = "", .seen = -1 });
}

static void
test_what_is_typed_names_a_ticket(void)
{
	static const struct {
		const char *typed;
		int64_t id;
	} rows[] = { { "TS-0000042", 42 }, { "ts-42", 42 }, { "42", 42 },
		{ " #42 ", 42 }, { "http://a.example/tickets/TS-0000042", 42 },
		{ "/agent/tickets/TS-0000042", 42 }, { "", 0 }, { "TS-", 0 },
		{ "TS-4x", 0 }, { "4 2", 0 }, { "-42", 0 },
		{ "9999999999999999", 0 } };

	for (size_t i = 0; i < NELEM(rows); i++)
		tap_ok(relation_number(rows[i].typed) == rows[i].id,
		    rows[i].typed, __FILE__, __LINE__);
}

static void
test_three_and_not_itself(void)
{
	int64_t t = fixture_ticket(&cx), other[4], wens;
	struct relation_list list;
	struct thread th;

	for (int i = 0; i < 4; i++)
		other[i] = fixture_ticket(&cx);
	ok(add(MEI, t, t) == ERR_INVALID);
	is(cx.say, "relation_self");
	ok(add(MEI, t, 999999) == ERR_INVALID);
	is(cx.say, "relation_unknown");
	wens = fixture_ticket_of(&cx, WEN);
	ok(add(MEI, t, wens) == ERR_INVALID);
	is(cx.say, "relation_unknown");
	for (int i = 0; i < 3; i++)
		ok(add(MEI, t, other[i]) == ERR_OK);
	ok(add(MEI, t, other[0]) == ERR_INVALID);
	is(cx.say, "relation_there");
	ok(add(MEI, t, other[3]) == ERR_CONFLICT);
	is(cx.say, "relations_many");

	ok(count(MEI, t, &list) == 3);
	ok(list.item[0].id == other[0] && list.item[0].open);
	is(list.item[0].title, "No light");
	is(list.item[0].submitter, "Mei Tan");
	/* It is shown where it was declared. */
	ok(count(MEI, other[0], &list) == 0);

	/* What was deleted is not shown, and leaves room. */
	ok(act(MEI, other[0], VERB_CANCEL) == ERR_OK);
	ok(act(MEI, other[0], VERB_DELETE) == ERR_OK);
	ok(count(MEI, t, &list) == 2);
	ok(count(PRIYA, t, &list) == 2);
	ok(add(MEI, t, other[0]) == ERR_INVALID);
	is(cx.say, "relation_unknown");
	ok(add(MEI, t, other[3]) == ERR_OK);

	fixture_as(&cx, MEI);
	ok(relation_remove(&cx, t, other[3]) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(relation_remove(&cx, t, other[3]) == ERR_OK);
	ok(count(MEI, t, &list) == 2);
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, t, 0, 50, &th) == ERR_OK);
	ok(th.nlog == 6 && th.log[4].type == 224 && th.log[5].type == 225);
	is(th.log[4].description,
	    arena_printf(cx.mem, TICKET_NAME_FMT, other[3]));
}

/*
 * The guide: A is in group 1 with B, C only in group 2 with B.  B relates
 * C's ticket; A sees that it is related, and cannot open it.
 */
static void
test_seen_but_not_opened(void)
{
	static const struct user_new b = { .name = "bo",
		.display_name = "Bo",
		.account = "Lumen Retail",
		.role = ROLE_CUSTOMER };
	int64_t a_ticket = fixture_ticket(&cx), c_ticket, group, bo;
	struct relation_list list;
	struct ticket t;

	c_ticket = fixture_ticket_of(&cx, OSCAR);
	fixture_as(&cx, ROOT);
	ok(user_add(&cx, &b, &bo) == ERR_OK);
	ok(group_join(&cx, NULL, "storage", "bo") == ERR_OK);
	ok(group_add(&cx, "Lumen Retail", "other", false, true, &group) ==
	    ERR_OK);
	ok(group_join(&cx, NULL, "other", "bo") == ERR_OK);
	ok(group_join(&cx, NULL, "other", "oscar") == ERR_OK);

	ok(add(MEI, a_ticket, c_ticket) == ERR_INVALID);
	fixture_as(&cx, MEI);
	cx.actor = bo;
	ok(relation_add(&cx, a_ticket, c_ticket) == ERR_OK);
	ok(count(MEI, a_ticket, &list) == 1);
	ok(list.item[0].id == c_ticket && !list.item[0].open);
	is(list.item[0].submitter, "Oscar Lindqvist");
	ok(ticket_get(&cx, c_ticket, &t) == ERR_NOTFOUND);
	ok(count(PRIYA, a_ticket, &list) == 1 && list.item[0].open);
	ok(count(OSCAR, a_ticket, &list) == 0);
}

static void
test_rights(void)
{
	static const struct {
		enum who_is who;
		bool may;
	} rows[] = { { MEI, true }, { AISHA, true }, { LARS, true },
		{ WEN, false }, { PRIYA, false } };
	int64_t t = fixture_ticket(&cx), other = fixture_ticket(&cx), changed;
	struct relation_list list;
	int64_t wens = fixture_ticket_of(&cx, WEN);

	for (size_t i = 0; i < NELEM(rows); i++) {
		enum err rc = add(rows[i].who, t, other);

		tap_ok((rc == ERR_OK) == rows[i].may, fixture_name[rows[i].who],
		    __FILE__, __LINE__);
		fixture_as(&cx, rows[i].who);
		rc = relation_remove(&cx, t, other);
		ok(rows[i].who == WEN ? rc == ERR_NOTFOUND : rc == ERR_OK);
	}
	/* The statements decide. */
	ok(add(MEI, t, other) == ERR_OK);
	fixture_as(&cx, WEN);
	ok(store_begin(&cx) == ERR_OK);
	ok(store_relation_drop(&cx, t, other, &changed) == ERR_OK &&
	    changed == 0);
	ok(store_relation_add(&cx, wens, other) == ERR_DENIED);
	err_clear(&cx);
	ok(store_relation_add(&cx, t, wens) == ERR_DENIED);
	err_clear(&cx);
	for (int staff = 0; staff < 2; staff++)
		ok(store_relations(&cx, staff, t, &list) == ERR_OK &&
		    list.count == 0);
	ok(store_end(&cx, ERR_OK) == ERR_OK);
	ok(count(MEI, t, &list) == 1);
}

static const struct contact none = { "", "", "", "", "" };

static enum err
contact(enum who_is who, int64_t ticket, struct contact c)
{
	fixture_as(&cx, who);
	return contact_change(&cx, ticket, 0, &c);
}

static int
last_log(int64_t ticket)
{
	struct thread th;

	fixture_as(&cx, MEI);
	ok(thread_get(&cx, ticket, 0, 50, &th) == ERR_OK);
	return th.log[th.nlog - 1].type;
}

static void
test_contact(void)
{
	static const enum who_is may[] = { MEI, AISHA, LARS };
	int64_t id = fixture_ticket(&cx), revision;
	struct contact c = none;
	struct ticket t;

	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	revision = t.revision;
	c.mail = "mei@lumen.example";
	c.area = "65";
	c.mobile = "91234567";
	c.time = "09:00-12:00";
	c.cc = "a@b.example, c@d.example";
	for (size_t i = 0; i < NELEM(may); i++)
		ok(contact(may[i], id, c) == ERR_OK);
	ok(last_log(id) == 114);
	fixture_as(&cx, PRIYA);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	is(t.remind_mail, "mei@lumen.example");
	is(t.remind_time, "09:00-12:00");
	is(t.cc_email, "a@b.example, c@d.example");
	ok(contact(OSCAR, id, c) == ERR_NOTFOUND);
	ok(contact(WEN, id, c) == ERR_NOTFOUND);
	/* The staff read it; it is not theirs to change. */
	ok(contact(PRIYA, id, none) == ERR_DENIED);
	ok(contact(ROOT, id, none) == ERR_DENIED);

	fixture_as(&cx, MEI);
	ok(contact_change(&cx, id, revision, &c) == ERR_CONFLICT);
	is(cx.say, "state_changed");
	ok(contact(MEI, id, none) == ERR_OK);
	ok(last_log(id) == 115);
	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	is(t.remind_mail, "");
	is(t.remind_mobile, "");

	ok(act(MEI, id, VERB_CANCEL) == ERR_OK);
	ok(contact(MEI, id, c) == ERR_CONFLICT);
	is(cx.say, "wrong_state");
}

static void
test_contact_is_checked(void)
{
	static const struct {
		struct contact c;
		const char *say;
	} rows[] = {
		{ { "mei", "", "", "", "" }, "email_invalid" },
		{ { "", "a@b.example; c", "", "", "" }, "email_invalid" },
		{ { "", "a@b a@b a@b a@b a@b a@b a@b a@b a@b a@b a@b.example",
		      "", "", "" },
		    "emails_many" },
		{ { "", "", "+86", "139", "" }, "area_invalid" },
		{ { "", "", "86", "1-3", "" }, "mobile_invalid" },
		{ { "", "", "86", "139", "noon" }, "unknown_choice" },
	};
	int64_t id = fixture_ticket(&cx);

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(contact(MEI, id, rows[i].c) == ERR_INVALID);
		is(cx.say, rows[i].say);
	}
}

int
main(void)
{
	fixture_open(&cx);
	test_what_is_typed_names_a_ticket();
	test_three_and_not_itself();
	test_seen_but_not_opened();
	test_rights();
	test_contact();
	test_contact_is_checked();
	fixture_close(&cx);
	return tap_done();
}
