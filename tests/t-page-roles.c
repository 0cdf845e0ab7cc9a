/*
 * t-page-roles.c - what a group's roles and the ticket policy let people do,
 * page by page: the table of permissions with the user guide's examples, and
 * what becomes of a page that is open while a right is taken away.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/organization.h"
#include "domain/relation.h"
#include "domain/ticket.h"
#include "tap.h"

#define LUMEN "Lumen Retail"

static int64_t
group(const char *name, bool administrator, bool operates)
{
	int64_t id;

	fixture_as(&cx, NOBODY);
	ok(group_add(&cx, LUMEN, name, administrator, operates, &id) == ERR_OK);
	return id;
}

static void
enter(int64_t id, enum who_is who)
{
	fixture_as(&cx, NOBODY);
	ok(group_enter(&cx, id, fixture_name[who]) == ERR_OK);
}

static void
leave(int64_t id, enum who_is who)
{
	fixture_as(&cx, NOBODY);
	ok(group_leave(&cx, id, fixture_id(who)) == ERR_OK);
}

static void
drop(int64_t id)
{
	fixture_as(&cx, NOBODY);
	ok(group_delete(&cx, id) == ERR_OK);
}

static void
policy(bool on)
{
	struct account a;

	fixture_as(&cx, NOBODY);
	ok(account_find(&cx, LUMEN, &a) == ERR_OK);
	ok(account_policy(&cx, a.id, on) == ERR_OK);
}

static const char *
page_of(int64_t id, const char *act)
{
	static char text[4][100];
	static int n;
	char *s = text[n++ % 4];

	snprintf(
	    s, sizeof(text[0]), "/tickets/TS-%07lld%s", (long long)id, act);
	return s;
}

static const char *
list_of(int64_t group_id, const char *more)
{
	static char text[100];

	snprintf(text, sizeof(text), "/tickets?group=%lld%s",
	    (long long)group_id, more);
	return text;
}

static int64_t
messages_of(int64_t id)
{
	struct ticket t;

	fixture_as(&cx, PRIYA);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t.message_count;
}

static void
claim(bool good, enum who_is who, const char *what)
{
	char text[200];

	snprintf(text, sizeof(text), "%s: %s", fixture_name[who], what);
	tap_ok(good, text, __FILE__, __LINE__);
}

/* He sees the ticket and works on it, or it is not there for him. */
static void
test_works_on(enum who_is who, int64_t id, bool may)
{
	int64_t before = messages_of(id);

	get(who, page_of(id, ""));
	if (!may) {
		claim(seen.rc == ERR_NOTFOUND, who, "does not see it");
		insist(who, page_of(id, "/messages"), "content", "words",
		    "revision", "1", NULL);
		claim(seen.rc == ERR_NOTFOUND, who, "does not write");
		insist(who, page_of(id, "/cancel"), "revision", "1", NULL);
		claim(seen.rc == ERR_NOTFOUND, who, "does not withdraw it");
		claim(messages_of(id) == before, who, "nothing was written");
		return;
	}
	claim(seen.rc == ERR_OK && seen.status == 200, who, "sees it");
	submit(who, page_of(id, "/messages"), "content", "words", NULL);
	claim(seen.status == 303, who, "writes");
	claim(messages_of(id) == before + 1, who, "it was written");
	cx.now += 3600; /* an urge has its grace */
	get(who, page_of(id, ""));
	submit(who, page_of(id, "/urge"), NULL);
	claim(seen.status == 303, who, "urges");
	cx.now += 7200;
}

static bool
in_list(enum who_is who, const char *address, int64_t id)
{
	char name[40];

	get(who, address);
	snprintf(name, sizeof(name), "href=\"%s\"", page_of(id, ""));
	return seen.status == 200 && has(name);
}

/* The guide: A, who administers the account, and B and C of one group that
 * operates can each see and work on what the others open. */
static void
test_all_in_one_group(void)
{
	static const enum who_is abc[] = { LARS, MEI, OSCAR };
	int64_t id[3], ticket = group("ticket", false, true);

	for (size_t i = 0; i < NELEM(abc); i++) {
		enter(ticket, abc[i]);
		id[i] = fixture_ticket_of(&cx, abc[i]);
	}
	for (int on = 0; on <= 1; on++) {
		policy(on);
		for (size_t i = 0; i < NELEM(abc); i++)
			for (size_t j = 0; j < NELEM(abc); j++) {
				test_works_on(abc[i], id[j], true);
				claim(
				    in_list(abc[i], list_of(ticket, ""), id[j]),
				    abc[i], "has it in the group's list");
			}
	}
	policy(false);
	/* The right goes with the group, but for the account's. */
	drop(ticket);
	test_works_on(MEI, id[2], false);
	test_works_on(OSCAR, id[1], false);
	test_works_on(MEI, id[1], true);
	test_works_on(LARS, id[1], true);
}

/* The guide: A is in group 1 with B, and C in group 2 with B alone.  B works
 * on what both open, and they not on each other's. */
static void
test_two_groups_with_one_in_both(void)
{
	const enum who_is a = AISHA, b = MEI, c = OSCAR;
	int64_t one = group("group 1", false, true);
	int64_t two = group("group 2", false, true);
	int64_t of_a, of_b, of_c;

	enter(one, a);
	enter(one, b);
	enter(two, b);
	enter(two, c);
	of_a = fixture_ticket_of(&cx, a);
	of_b = fixture_ticket_of(&cx, b);
	of_c = fixture_ticket_of(&cx, c);
	test_works_on(b, of_a, true);
	test_works_on(b, of_c, true);
	test_works_on(a, of_b, true);
	test_works_on(c, of_b, true);
	test_works_on(a, of_c, false);
	test_works_on(c, of_a, false);
	/* B relates C's ticket to his own: A sees that, and no more. */
	fixture_as(&cx, b);
	ok(relation_add(&cx, of_b, of_c) == ERR_OK);
	for (size_t i = 0; i < 2; i++) {
		enum who_is who = i == 0 ? a : b;
		char href[100];

		get(who, page_of(of_b, ""));
		snprintf(href, sizeof(href), "href=\"%s\"", page_of(of_c, ""));
		claim(has(page_of(of_c, "") + strlen("/tickets/")), who,
		    "sees that it is related");
		claim(has(href) == (who == b), who, "has a way to it");
	}
	test_works_on(a, of_c, false);
	ok(in_list(b, list_of(two, ""), of_c));
	ok(!in_list(b, list_of(one, ""), of_c));
	ok(in_list(a, list_of(one, ""), of_b));
	ok(!in_list(a, list_of(one, ""), of_c));
	ok(!in_list(a, list_of(two, ""), of_c));
	ok(!in_list(a, "/tickets?q=light", of_c));
	drop(one);
	drop(two);
}

/* Ticket administrators open tickets whatever the policy says; others' are
 * not theirs without the operator's role. */
static void
test_ticket_administrators_work_on_their_own(void)
{
	int64_t buyers = group("buyers", true, false), id;

	enter(buyers, OSCAR);
	enter(buyers, MEI);
	id = fixture_ticket_of(&cx, MEI);
	test_works_on(OSCAR, id, false);
	get(OSCAR, list_of(buyers, ""));
	ok(seen.status == 404);
	ok(!in_list(OSCAR, "/tickets", id));
	policy(true);
	get(OSCAR, "/home");
	is(at("User.Create"), "1");
	get(AISHA, "/home"); /* who operates a group may not */
	is(at("User.Create"), "");
	id = fixture_ticket_of(&cx, OSCAR);
	test_works_on(OSCAR, id, true);
	policy(false);
	drop(buyers);
}

/* Both roles, from two groups: the union. */
static void
test_roles_of_several_groups_add_up(void)
{
	int64_t buyers = group("buyers", true, false);
	int64_t readers = group("readers", false, true);
	int64_t id = fixture_ticket_of(&cx, MEI);

	policy(true);
	enter(readers, OSCAR);
	enter(readers, MEI);
	test_works_on(OSCAR, id, true);
	get(OSCAR, "/home");
	is(at("User.Create"), "");
	enter(buyers, OSCAR);
	get(OSCAR, "/home");
	is(at("User.Create"), "1");
	test_works_on(OSCAR, id, true);
	leave(readers, OSCAR);
	test_works_on(OSCAR, id, false);
	/* A ticket of his own stays his. */
	id = fixture_ticket_of(&cx, OSCAR);
	leave(buyers, OSCAR);
	test_works_on(OSCAR, id, true);
	policy(false);
	drop(buyers);
	drop(readers);
}

#define TEXT "It stopped at noon.\nNothing else was changed <before>."

static void
test_the_policy_while_a_form_is_open(void)
{
	get(OSCAR,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	ok(seen.status == 200);
	policy(true);
	submit(OSCAR, "/tickets", "simple_description", TEXT, "severity_id",
	    "general", "cc_email", "boss@lumen.example", NULL);
	ok(seen.status == 403);
	is(at("F.simple_description.v"), TEXT);
	is(at("F.cc_email.v"), "boss@lumen.example");
	ok(strstr(at("F.Say"), "some users only") != NULL);
	ok(has("Nothing else was changed &lt;before&gt;."));
	policy(false);
	submit(OSCAR, "/tickets", "simple_description", TEXT, "severity_id",
	    "general", NULL);
	ok(seen.status == 303); /* once he may again */
}

static void
test_the_role_while_a_form_is_open(void)
{
	int64_t team = group("team", false, true);
	int64_t id = fixture_ticket_of(&cx, OSCAR);
	int64_t before;

	enter(team, AISHA);
	enter(team, OSCAR);
	before = messages_of(id);
	get(AISHA, page_of(id, ""));
	ok(seen.status == 200);
	leave(team, AISHA);
	submit(AISHA, page_of(id, "/messages"), "content", TEXT, NULL);
	/* The page of this error shows what was typed: tests/e2e/policy.py. */
	ok(seen.rc == ERR_NOTFOUND);
	ok(messages_of(id) == before);
	drop(team);
}

static void
test_the_group_while_a_list_is_filtered_by_it(void)
{
	int64_t team = group("team", false, true), id;

	enter(team, AISHA);
	enter(team, OSCAR);
	id = fixture_ticket_of(&cx, OSCAR);
	ok(in_list(AISHA, list_of(team, "&q=light&status=0"), id));
	drop(team);
	get(AISHA, list_of(team, "&q=light&status=0"));
	ok(seen.rc == ERR_OK && seen.status == 404);
	is(at("Group.Gone"), "1");
	is(at("List.kept"), "/tickets?q=light&status=0");
	ok(!has(page_of(id, "")));
	get(AISHA, at("List.kept"));
	ok(seen.status == 200);
	is(at("Q.q"), "light");
	ok(in_list(OSCAR, "/tickets", id));
	/* One that never was looks the same. */
	get(AISHA, "/tickets?group=4711&q=light&status=0");
	ok(seen.status == 404);
	is(at("List.kept"), "/tickets?q=light&status=0");
}

int
main(void)
{
	browser_open();
	test_all_in_one_group();
	test_two_groups_with_one_in_both();
	test_ticket_administrators_work_on_their_own();
	test_roles_of_several_groups_add_up();
	test_the_policy_while_a_form_is_open();
	test_the_role_while_a_form_is_open();
	test_the_group_while_a_list_is_filtered_by_it();
	browser_close();
	return tap_done();
}
