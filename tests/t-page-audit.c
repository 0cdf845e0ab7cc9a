/*
 * t-page-audit.c - /admin/audit: the trail, looked through, verified and
 * taken away as a table.
 */
#include "browser.h"

#include <stdlib.h>

#include "base/csv.h"
#include "domain/act.h"
#include "domain/queue.h"
#include "domain/ticket.h"
#include "store/db.h"
#include "tap.h"

/* Not even where a route forgot to ask. */
static void
test_the_trail_is_nothing_for_others(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	static const struct audit_filter asked[] = {
		{ .event = "" },
		{ .event = "createCase" },
		{ .event = "", .ticket = 1 },
		{ .event = "", .account = 1 },
		{ .event = "", .up = true, .at = 1, .seq = 1 },
	};
	struct audit_verdict v;
	struct audit_list l;

	for (size_t i = 0; i < NELEM(asked); i++) {
		for (size_t j = 0; j < NELEM(others); j++) {
			fixture_as(&cx, others[j]);
			ok(audit_list(&cx, &asked[i], 5, &l) == ERR_OK &&
			    l.count == 0);
			ok(others[j] == NOBODY || /* as the command line is */
			    audit_check(&cx, &v) == ERR_DENIED);
			err_clear(&cx);
		}
		fixture_as(&cx, ROOT);
		ok(audit_list(&cx, &asked[i], 5, &l) == ERR_OK && l.count > 0);
	}
}

static int64_t ticket;

static void
test_the_trail_newest_first(void)
{
	char href[80];

	ticket = fixture_ticket(&cx);
	cx.now += 86400;
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, ticket, VERB_TAKE,
	       &(struct act_input){ .text = "", .seen = -1 }) == ERR_OK);
	get(ROOT, "/admin/audit");
	ok(seen.status == 200);
	is(at("Row.0.event"), "takeCase");
	is(at("Row.0.by"), "priya");
	is(at("Row.0.x"), "status: 0 → 1");
	is(at("Row.1.event"), "createCase");
	is(at("Row.1.by"), "mei");
	is(at("Q.on"), "");
	ok(has("<b>Ticket taken</b>"));
	snprintf(
	    href, sizeof(href), "href=\"/agent/tickets/TS-%07d\"", (int)ticket);
	ok(has(href));
	ok(has("href=\"/admin/users?q=priya\""));
}

/* By what was done, by whom, to which ticket, of which account, and when;
 * and all that together. */
static void
test_looked_through(void)
{
	static const struct {
		const char *query, *event, *by;
	} rows[] = {
		{ "?event=createCase", "createCase", "mei" },
		{ "?user=PRIYA", "takeCase", "priya" },
		{ "?user=mei&event=createCase", "createCase", "mei" },
		{ "?user=mei&event=takeCase", "", "" },
		{ "?ticket=TS-0000001", "takeCase", "priya" },
		{ "?ticket=ts-1", "takeCase", "priya" },
		{ "?ticket=1&user=mei", "createCase", "mei" },
		{ "?ticket=777", "", "" },
		{ "?account=lumen%20retail", "takeCase", "priya" },
		{ "?account=Lumen%20Retail&event=createCase", "createCase",
		    "mei" },
		{ "?account=%E6%99%A8%E5%85%89%E7%89%A9%E6%B5%81", "createUser",
		    "" },
		{ "?to=2026-03-01&event=createCase", "createCase", "mei" },
		{ "?to=2026-02-01", "", "" },
		{ "?from=2026-03-02&to=2026-03-02", "takeCase", "priya" },
		{ "?from=2026-03-01&to=2026-03-01", "createCase", "mei" },
		{ "?from=2026-03-03", "", "" },
		{ "?from=2026-03-02&ticket=1&user=mei", "", "" },
	};
	char address[120];

	ok(ticket == 1);
	for (size_t i = 0; i < NELEM(rows); i++) {
		snprintf(
		    address, sizeof(address), "/admin/audit%s", rows[i].query);
		get(ROOT, address);
		ok(seen.rc == ERR_OK && seen.status == 200);
		is(at("Row.0.event"), rows[i].event);
		is(at("Row.0.by"), rows[i].by);
		is(at("Q.on"), "1");
	}
}

static void
test_what_is_mistyped_is_said_at_its_field(void)
{
	static const struct {
		const char *query, *path;
	} rows[] = {
		{ "?user=nobody-here", "F.user.e" },
		{ "?account=nowhere", "F.account.e" },
		{ "?ticket=TS-x", "F.ticket.e" },
		{ "?from=2026-02-30", "F.from.e" },
		{ "?to=yesterday", "F.to.e" },
	};
	char address[80];

	for (size_t i = 0; i < NELEM(rows); i++) {
		snprintf(
		    address, sizeof(address), "/admin/audit%s", rows[i].query);
		get(ROOT, address);
		ok(seen.rc == ERR_OK && seen.status == 422);
		ok(*at(rows[i].path) != '\0');
		is(at("Row.0.seq"), "");
	}
	get(ROOT, "/admin/audit?before=x");
	ok(seen.rc == ERR_INVALID);
	get(ROOT, "/admin/audit?event=x'%20OR%201");
	ok(seen.rc == ERR_INVALID);
}

/* Page after page to the end, and the same pages back. */
static void
test_page_by_page(void)
{
	int64_t first[20], n = 0;
	char next[200];

	for (int i = 0; i < 70; i++)
		fixture_ticket(&cx);
	snprintf(next, sizeof(next), "/admin/audit?event=createCase");
	do {
		get(ROOT, next);
		first[n] = strtoll(at("Row.0.seq"), NULL, 10);
		ok(n == 0 || first[n] < first[n - 1]);
		snprintf(next, sizeof(next), "%s", at("List.older"));
		n++;
	} while (*next != '\0' && n < 20);
	ok(n > 2 && n < 20);
	for (int64_t i = n - 2; i >= 0; i--) {
		snprintf(next, sizeof(next), "%s", at("List.newer"));
		get(ROOT, next);
		ok(strtoll(at("Row.0.seq"), NULL, 10) == first[i]);
	}
	is(at("List.newer"), "");
}

static void
test_verified_by_a_button(void)
{
	int64_t count, bad;
	char rows[24], head[80];

	ok(audit_verify(&cx, &count, &bad) == ERR_OK && bad == 0);
	get(ROOT, "/admin/audit");
	submit(ROOT, "/admin/audit/verify", NULL);
	ok(seen.status == 200);
	snprintf(rows, sizeof(rows), "%d", (int)count);
	is(at("Verdict.count"), rows);
	ok(strlen(at("Verdict.head")) == 64);
	is(at("Verdict.bad"), "");
	is(at("Row.0.event"), "verifyAudit");
	snprintf(head, sizeof(head), "%s", at("Verdict.head"));
	is(at("Row.0.x"), head);
	is(at("Row.0.hot"), "");
}

static void
test_tampering_is_told_in_words(void)
{
	ok(db_script(&cx,
	       "DROP TRIGGER audit_unchanged;"
	       "UPDATE audit SET actor_name = 'lars' WHERE seq = 3") == ERR_OK);
	get(ROOT, "/admin/audit");
	submit(ROOT, "/admin/audit/verify", NULL);
	is(at("Verdict.count"), "2");
	is(at("Verdict.bad"), "3");
	is(at("Verdict.cut"), "");
	ok(has("The trail was tampered with"));
	is(at("Row.0.event"), "verifyAudit");
	is(at("Row.0.hot"), "1");
	ok(db_script(&cx,
	       "DROP TRIGGER audit_stays;"
	       "UPDATE audit SET actor_name = 'mei' WHERE seq = 3;"
	       "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)") ==
	    ERR_OK);
}

static void
test_a_table_of_what_was_asked_for(void)
{
	struct csv csv;
	size_t n = 0;

	get(ROOT, "/admin/audit/export?event=takeCase&user=priya");
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(seen.rs.file_name, "audit.csv");
	csv_begin(&csv, cx.mem, seen.rs.body);
	ok(csv_next(&csv) && csv.n == 11);
	is(csv.cell[2], "event");
	while (csv_next(&csv)) {
		is(csv.cell[2], "takeCase");
		is(csv.cell[5], "priya");
		ok(strlen(csv.cell[10]) == 64);
		n++;
	}
	ok(n == 1);
	get(ROOT, "/admin/audit");
	is(at("Row.0.event"), "exportAudit");
	is(at("Row.0.id"), "1");
	is(at("Row.0.x"), "?event=takeCase&user=priya");
	get(ROOT, "/admin/audit/export?from=x");
	ok(seen.rc == ERR_INVALID);
}

/* What a spreadsheet would run is a text there. */
static void
test_a_table_runs_nothing(void)
{
	fixture_as(&cx, ROOT);
	ok(act_begin(&cx) == ERR_OK);
	ok(act_end(&cx,
	       audit_add(&cx, RATING_NORMAL, "createLabel", "label", "1",
		   "=HYPERLINK(\"http://x\")"),
	       0) == ERR_OK);
	get(ROOT, "/admin/audit/export?event=createLabel");
	ok(strstr(seen.rs.body, "'=HYPERLINK") != NULL);
	ok(strstr(seen.rs.body, ",=HYPERLINK") == NULL &&
	    strstr(seen.rs.body, "\"=HYPERLINK") == NULL);
}

/* A queue's row says who and what was in it, and is now. */
static void
test_a_queue_is_told_of_whole(void)
{
	struct audit_list l;
	int64_t id, members[] = { 0 };

	fixture_as(&cx, PRIYA);
	members[0] = cx.actor;
	fixture_as(&cx, ROOT);
	ok(queue_put(&cx,
	       &(struct queue_new){
		   .name = "First", .member = members, .nmember = 1 },
	       &id) == ERR_OK);
	ok(queue_put(&cx, &(struct queue_new){ .id = id, .name = "Second" },
	       &id) == ERR_OK);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "updateQueue" }, 1,
	       &l) == ERR_OK &&
	    l.count == 1);
	is(l.row[0].detail, "name: First → Second; members: priya → –");
	ok(audit_list(&cx, &(struct audit_filter){ .event = "createQueue" }, 1,
	       &l) == ERR_OK &&
	    l.count == 1);
	is(l.row[0].detail, "name: – → First; members: – → priya");
}

/* The events of the Cloud Trace Service, as the trail has them. */
static void
test_an_event_has_its_place(void)
{
	static const char *const cts[] = { "createCase", "deleteCase",
		"cancelCase", "closeCase", "createScores",
		"confirmAuthorizations", "rejectAuthorizations",
		"cancelAuthorizations" };

	for (size_t i = 0; i < NELEM(cts); i++)
		ok(audit_event_known(cts[i]));
	ok(act_begin(&cx) == ERR_OK);
	ok(act_end(&cx, audit_add(&cx, RATING_NORMAL, "sing", "song", "1", ""),
	       0) == ERR_FAULT);
	err_clear(&cx);
}

int
main(void)
{
	browser_open();
	test_the_trail_newest_first();
	test_looked_through();
	test_the_trail_is_nothing_for_others();
	test_what_is_mistyped_is_said_at_its_field();
	test_page_by_page();
	test_verified_by_a_button();
	test_a_table_of_what_was_asked_for();
	test_a_table_runs_nothing();
	test_a_queue_is_told_of_whole();
	test_an_event_has_its_place();
	test_tampering_is_told_in_words();
	browser_close();
	return tap_done();
}
