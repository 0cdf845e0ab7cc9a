/*
 * t-page-admin.c - the administrator's pages.
 */
#include "browser.h"

#include <stdlib.h>

#include "domain/act.h"
#include "domain/ticket.h"
#include "tap.h"

static void
test_the_installation_at_a_glance(void)
{
	get(ROOT, "/admin");
	ok(seen.status == 200);
	is(at("N.accounts"), "2");
	is(at("N.staff"), "4");
	is(at("Check.0"), "database");
	get(PRIYA, "/admin");
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_it_is_for_administrators(void)
{
	static const char *const pages[] = { "/admin", "/admin/audit" };

	for (size_t i = 0; i < NELEM(pages); i++) {
		get(MEI, pages[i]);
		ok(seen.rc == ERR_NOTFOUND);
		get(YATING, pages[i]);
		ok(seen.rc == ERR_DENIED);
	}
}

/* Not even where a route forgot to ask. */
static void
test_the_trail_is_nothing_for_others(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	static const struct {
		const char *event, *user;
	} asked[] = { { "", "" }, { "createCase", "" }, { "", "mei" } };
	struct audit_list l;

	for (size_t i = 0; i < NELEM(asked); i++) {
		for (size_t j = 0; j < NELEM(others); j++) {
			fixture_as(&cx, others[j]);
			ok(audit_list(&cx, 0, asked[i].event, asked[i].user, 5,
			       &l) == ERR_OK &&
			    l.count == 0);
		}
		fixture_as(&cx, ROOT);
		ok(audit_list(&cx, 0, asked[i].event, asked[i].user, 5, &l) ==
			ERR_OK &&
		    l.count > 0);
	}
}

static void
test_the_trail_newest_first(void)
{
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_TAKE,
	       &(struct act_input){ .text = "", .seen = -1 }) == ERR_OK);
	get(ROOT, "/admin/audit");
	ok(seen.status == 200);
	is(at("Row.0.event"), "takeCase");
	is(at("Row.0.by"), "priya");
	is(at("Row.1.event"), "createCase");
	is(at("Row.1.by"), "mei");
	is(at("Q.on"), "");
}

static void
test_of_one_kind_and_one_person(void)
{
	static const struct {
		const char *query, *event, *by;
	} rows[] = {
		{ "?event=createCase", "createCase", "mei" },
		{ "?user=PRIYA", "takeCase", "priya" },
		{ "?user=mei&event=createCase", "createCase", "mei" },
		{ "?user=mei&event=takeCase", "", "" },
		{ "?user=nobody-here", "", "" },
		{ "?event=x'%20OR%201", "", "" },
	};
	char address[100];

	for (size_t i = 0; i < NELEM(rows); i++) {
		snprintf(
		    address, sizeof(address), "/admin/audit%s", rows[i].query);
		get(ROOT, address);
		ok(seen.rc == ERR_OK && seen.status == 200);
		is(at("Row.0.event"), rows[i].event);
		is(at("Row.0.by"), rows[i].by);
		is(at("Q.on"), "1");
	}
	get(ROOT, "/admin/audit?before=x");
	ok(seen.rc == ERR_INVALID);
}

static void
test_page_by_page(void)
{
	char next[200];
	int64_t last = INT64_MAX, n = 0;

	for (int i = 0; i < 30; i++)
		fixture_ticket(&cx);
	snprintf(next, sizeof(next), "/admin/audit");
	do {
		get(ROOT, next);
		ok(strtoll(at("Row.0.seq"), NULL, 10) < last);
		last = strtoll(at("Row.0.seq"), NULL, 10);
		snprintf(next, sizeof(next), "%s", at("List.next"));
		n++;
	} while (*next != '\0' && n < 100);
	ok(n > 1 && n < 100);
	is(at("List.first"), "/admin/audit");
}

int
main(void)
{
	browser_open();
	test_the_installation_at_a_glance();
	test_it_is_for_administrators();
	test_the_trail_newest_first();
	test_the_trail_is_nothing_for_others();
	test_of_one_kind_and_one_person();
	test_page_by_page();
	browser_close();
	return tap_done();
}
