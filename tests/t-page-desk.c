/*
 * t-page-desk.c - the staff's pages: dashboard, queue, ticket, acts.
 */
#include "browser.h"

#include <stdlib.h>

#include "base/conf.h"
#include "base/seen.h"
#include "domain/label.h"
#include "domain/ticket.h"
#include "store/db.h"
#include "tap.h"
#include "web/href.h"

static const char *
desk(int64_t id, const char *act)
{
	static char s[100];

	snprintf(
	    s, sizeof(s), "/agent/tickets/TS-%07lld%s", (long long)id, act);
	return s;
}

static void
test_customers_find_nothing_here(void)
{
	static const char *const pages[] = { "/agent", "/agent/tickets",
		"/agent/tickets/TS-0000001", "/agent/tickets/TS-0000001/poll" };

	for (size_t i = 0; i < NELEM(pages); i++) {
		get(MEI, pages[i]);
		ok(seen.rc == ERR_NOTFOUND);
		get(NOBODY, pages[i]);
		ok(seen.status == 303);
	}
}

static void
test_the_dashboard_counts(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, "/agent");
	ok(seen.status == 200);
	is(at("V.none"), "1");
	is(at("V.mine"), "0");
	is(at("New.0.t"), "No light");
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	get(PRIYA, "/agent");
	is(at("V.none"), "0");
	is(at("V.mine"), "1");
	is(at("Mine.0.t"), "No light");
	get(SIYUAN, "/agent");
	is(at("V.mine"), "0");
	is(at("V.open"), "1");
}

static void
test_views_of_the_queue(void)
{
	static const struct {
		const char *query, *view, *first;
	} rows[] = {
		{ "", "open", "TS-0000001" },
		{ "?sort=due", "open", "TS-0000001" },
		{ "?sort=-updated", "open", "TS-0000002" },
		{ "?assignee=me", "mine", "TS-0000001" },
		{ "?assignee=none", "none", "TS-0000002" },
		{ "?urged=1", "urged", "" },
		{ "?status=5", "hold", "" },
		{ "?due=late", "late", "" },
		{ "?due=late&assignee=me", "", "" },
		{ "?status=1", "", "TS-0000001" },
		{ "?status=17&assignee=me", "waiting", "" },
		{ "?q=TS-0000001", "open", "TS-0000001" },
		{ "?severity=critical", "open", "" },
		{ "?sort=updated", "open", "TS-0000001" },
	};
	char address[100];

	fixture_ticket(&cx);
	for (size_t i = 0; i < NELEM(rows); i++) {
		snprintf(address, sizeof(address), "/agent/tickets%s",
		    rows[i].query);
		get(PRIYA, address);
		ok(seen.rc == ERR_OK && seen.status == 200);
		is(at("View"), rows[i].view);
		is(at("Row.0.id"), rows[i].first);
	}
	get(PRIYA, "/agent/tickets");
	/* It is Sunday: the eight hours are Monday's. */
	is(at("Row.1.due"), "answer in 32 hours");
	is(at("Row.1.due.k"), "");
	is(at("Row.0.org"), "Lumen Retail");
	is(at("Row.0.own"), "Priya Nair");
}

static void
test_search(void)
{
	const struct act_input note = { .text = "the vendor has the lamp",
		.seen = -1 };

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, 1, VERB_NOTE, &note) == ERR_OK);
	get(PRIYA, "/agent/search");
	ok(seen.status == 200 && !has("<mark>"));
	is(at("Row.0.id"), "");
	get(PRIYA, "/agent/search?q=vendor");
	is(at("Row.0.id"), "TS-0000001");
	is(at("Row.1.id"), "");
	is(at("Row.0.note"), "1");
	ok(has("href=\"/agent/tickets/TS-0000001#n1\""));
	ok(has("the <mark>vendor</mark> has the lamp"));
	get(PRIYA, "/agent/search?q=nothing-like-it");
	ok(seen.status == 200 && has("class=\"box empty\""));
	get(PRIYA, "/agent/search?q=lamp&after=x");
	ok(seen.rc == ERR_INVALID);
	get(PRIYA, "/agent/tickets?q=vendor");
	is(at("Row.0.id"), "TS-0000001");
	ok(has("<mark>vendor</mark>"));
	get(PRIYA, "/agent/tickets?q=vendor&sort=due");
	is(at("Row.0.id"), "TS-0000001");
	get(PRIYA, "/agent/tickets?q=is:mine+vendor");
	is(at("Row.0.id"), "TS-0000001");
	is(at("View"), "mine");
	is(at("Q.text"), "is:mine vendor");
	get(PRIYA, "/agent/tickets?q=is:unassigned+vendor");
	is(at("Row.0.id"), "");
	get(PRIYA, "/agent/tickets?q=after:2026-03-02");
	is(at("Row.0.id"), "");
	get(PRIYA, "/agent/tickets?q=before:2026-03-02");
	is(at("Q.to"), "2026-03-01");
	ok(has("name=\"to\" value=\"2026-03-01\""));
	get(PRIYA, "/agent/tickets?from=2026-02-30");
	ok(seen.rc == ERR_INVALID);
	get(PRIYA, "/agent/tickets?q=vendor&status=5");
	is(at("Row.0.id"), "");
}

static void
test_wrong_queries_are_said(void)
{
	static const char *const wrong[] = { "?status=99", "?assignee=you",
		"?sort=soon", "?after=0-0", "?account=x", "?queue=others",
		"?due=x" };
	char address[100];

	for (size_t i = 0; i < NELEM(wrong); i++) {
		snprintf(
		    address, sizeof(address), "/agent/tickets%s", wrong[i]);
		get(PRIYA, address);
		ok(seen.rc == ERR_INVALID);
		is(seen.say, "unknown_choice");
	}
}

static void
test_who_is_late_sees_who_has_it(void)
{
	int64_t id = fixture_ticket(&cx);
	const char *page;

	get(SIYUAN, desk(id, ""));
	page = keep_page();
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	back_to(page);
	submit(SIYUAN, desk(id, "/take"), NULL);
	ok(seen.rc == ERR_OK && seen.status == 409);
	is(seen.rs.page, "ticket/conflict.cs");
	is(at("Act"), "take");
	is(at("New.0.ev"), "200");
	is(at("New.0.by"), "Priya Nair");
	ok(*at("F.Say") != '\0');
}

static void
test_who_has_no_telephone_has_none(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	is(at("Cust.name"), "Mei Tan");
	is(at("Cust.mobile"), "");
}

static void
test_a_ticket_is_handed_over(void)
{
	int64_t id = fixture_ticket(&cx);
	char to[24];

	get(PRIYA, desk(id, ""));
	is(at("May.assign"), "");
	submit(PRIYA, desk(id, "/take"), NULL);
	get(PRIYA, desk(id, ""));
	ok(*at("May.assign") != '\0');
	is(at("Staff.0.name"), "周雅婷");
	is(at("Staff.1.name"), "陈思远");
	is(at("Staff.2.name"), "");

	submit(PRIYA, desk(id, "/assign"), "operate_desc", "mind her", NULL);
	ok(seen.status == 422);
	is(seen.rs.page, "ticket/conflict.cs");
	is(at("C.assign.operate_desc.v"), "mind her");
	ok(*at("C.assign.assignee_id.e") != '\0');

	get(PRIYA, desk(id, ""));
	snprintf(to, sizeof(to), "%lld", (long long)fixture_id(SIYUAN));
	submit(PRIYA, desk(id, "/assign"), "assignee_id", to, "operate_desc",
	    "mind her", NULL);
	ok(seen.status == 303);
	get(SIYUAN, desk(id, ""));
	ok(*at("May.resolve") != '\0');
}

static void
test_a_ticket_rests_until_a_day(void)
{
	static const char *const wrong[] = { "", "soon", "2001-01-01" };
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	for (size_t i = 0; i < NELEM(wrong); i++) {
		get(PRIYA, desk(id, ""));
		submit(PRIYA, desk(id, "/pause"), "until", wrong[i],
		    "operate_desc", "A part is ordered", NULL);
		ok(seen.status == 422);
		ok(*at("C.pause.until.e") != '\0');
		is(at("C.pause.until.v"), wrong[i]);
		is(at("C.pause.operate_desc.v"), "A part is ordered");
	}
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/pause"), "until", "2099-01-01", NULL);
	ok(seen.status == 303);
	get(PRIYA, desk(id, ""));
	is(at("Ticket.s"), "5");
	is(at("May.pause"), "");
	submit(PRIYA, desk(id, "/resume"), NULL);
	get(PRIYA, desk(id, ""));
	is(at("Ticket.s"), "1");
	submit(PRIYA, desk(id, "/release"), NULL);
	get(SIYUAN, desk(id, ""));
	is(at("Ticket.s"), "0");
	ok(*at("May.take") != '\0');
}

static void
test_a_lead_refuses_and_opens_again(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	is(at("May.invalidate"), "");
	get(YATING, desk(id, ""));
	submit(YATING, desk(id, "/invalidate"), NULL);
	ok(seen.status == 422);
	ok(*at("C.invalidate.operate_desc.e") != '\0');
	get(YATING, desk(id, ""));
	submit(YATING, desk(id, "/invalidate"), "operate_desc", "spam", NULL);
	ok(seen.status == 303);
	get(YATING, desk(id, ""));
	is(at("Ticket.s"), "12");
	is(at("May.reopen"), "");
}

static void
test_an_open_page_is_no_sign_of_life(void)
{
	const int64_t session = 1000 + PRIYA; /* as browser.c has it */
	int64_t id = fixture_ticket(&cx);

	cx.seen = seen_open(arena_printf(cx.mem, "%s/seen", cx.conf->run_dir));
	ok(cx.seen != NULL);
	get(PRIYA, desk(id, "/poll?since=0"));
	ok(seen.status == 200);
	ok(seen_get(cx.seen, session) == 0);
	get(PRIYA, desk(id, ""));
	ok(seen_get(cx.seen, session) == cx.now);
	seen_close(cx.seen);
	cx.seen = NULL;
}

static void
test_a_pause_ends_with_the_day_of_who_sets_it(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	fixture_as(&cx, PRIYA);
	ok(db_script(&cx,
	       "UPDATE users SET time_zone = 'America/Los_Angeles'"
	       " WHERE name = 'priya'") == ERR_OK);
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/pause"), "until", "2026-03-02", NULL);
	ok(seen.status == 303);
	fixture_as(&cx, PRIYA);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	ok(t.paused_until == 1772438400); /* 2026-03-02 00:00 UTC-8 */
	ok(db_script(&cx, "UPDATE users SET time_zone = ''") == ERR_OK);
}

static void
test_a_lead_finds_and_restores_what_was_deleted(void)
{
	int64_t id = fixture_ticket(&cx);
	char address[60];

	snprintf(address, sizeof(address), "/tickets/TS-%07lld", (long long)id);
	get(MEI, address);
	submit(MEI, arena_printf(cx.mem, "%s/cancel", address), NULL);
	get(MEI, address);
	submit(MEI, arena_printf(cx.mem, "%s/delete", address), NULL);
	ok(seen.status == 303);
	get(PRIYA, "/agent/tickets?status=13");
	is(at("Row.0.t"), "No light");
	get(PRIYA, desk(id, ""));
	is(at("May.restore"), "");
	get(YATING, desk(id, ""));
	submit(YATING, desk(id, "/restore"), NULL);
	ok(seen.status == 303);
	get(MEI, address);
	is(at("Ticket.s"), "4");
}

static void
test_a_ticket_moves_in_the_catalogue(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, "/reclassify"));
	ok(seen.rc == ERR_DENIED);
	get(YATING, desk(id, ""));
	ok(has("/reclassify\""));
	get(YATING, desk(id, "/reclassify"));
	is(at("C.reclassify.business_type_id.v"), "consultation");
	is(at("Type.0.group"), "Our service");
	is(at("Type.1.group"), "");
	submit(YATING, desk(id, "/reclassify"), "business_type_id", "fault",
	    "severity_id", "critical", "operate_desc", "it is down", NULL);
	ok(seen.status == 422);
	ok(*at("C.reclassify.region_id.e") != '\0');
	is(at("C.reclassify.business_type_id.v"), "fault");
	is(at("C.reclassify.operate_desc.v"), "it is down");
	submit(YATING, desk(id, "/reclassify"), "business_type_id", "fault",
	    "severity_id", "critical", "region_id", "default", "operate_desc",
	    "it is down", NULL);
	ok(seen.status == 303);
	get(MEI, arena_printf(cx.mem, "/tickets/TS-%07lld", (long long)id));
	is(at("Fact.severity"), "Critical");
	ok(has("it is down"));
}

/* The customer was quicker: his closing counts, her words come back. */
static void
test_a_solution_that_comes_too_late_is_kept(void)
{
	int64_t id = fixture_ticket(&cx);
	char customers[60];
	const char *page;

	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	get(PRIYA, desk(id, ""));
	page = keep_page();
	snprintf(
	    customers, sizeof(customers), "/tickets/TS-%07lld", (long long)id);
	get(MEI, customers);
	snprintf(customers, sizeof(customers), "/tickets/TS-%07lld/close",
	    (long long)id);
	submit(MEI, customers, NULL);
	ok(seen.status == 303);
	back_to(page);
	submit(PRIYA, desk(id, "/resolve"), "content", "A new bulb", NULL);
	ok(seen.rc == ERR_OK && seen.status == 409);
	is(at("Typed.0"), "A new bulb");
	get(PRIYA, desk(id, ""));
	is(at("Ticket.s"), "3");
	ok(!has("A new bulb"));
}

static void
test_only_the_assignee_resolves(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	get(SIYUAN, desk(id, ""));
	is(at("May.resolve"), "");
	ok(*at("May.reply") != '\0');
	get(YATING, desk(id, ""));
	ok(*at("May.resolve") != '\0');

	/* Whoever posts all the same gets his text back. */
	get(PRIYA, desk(id, ""));
	submit(SIYUAN, desk(id, "/resolve"), "content", "done", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422); /* her token */
	get(SIYUAN, desk(id, ""));
	post(SIYUAN, desk(id, "/resolve"), "csrf_token", at("Csrf"),
	    "idempotency_key", "k1", "revision", at("Revision"), "seen", "1",
	    "content", "done", NULL);
	ok(seen.rc == ERR_OK && seen.status == 403);
	is(at("Typed.0"), "done");
}

static void
test_an_empty_note_is_said_in_its_fold(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/note"), "content", "", NULL);
	ok(seen.status == 422);
	is(seen.rs.page, "agent/ticket.cs");
	is(at("Compose"), "note");
	is(at("F.Errors.0.to"), "note");
	ok(*at("C.note.content.e") != '\0');
	is(at("C.reply.content.e"), "");
}

static void
test_the_desk_sees_the_customer(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	is(at("Cust.name"), "Mei Tan");
	is(at("Cust.org"), "Lumen Retail");
	is(at("Ticket.due"), "answer in 32 hours");
	is(at("Ticket.rdue"), "solution in 8 days");
	is(at("Thread.0.org"), "Lumen Retail");
	is(at("Step.0"), "");
	is(at("Seen"), "1");
}

static void
test_drafts_come_back_into_their_form(void)
{
	int64_t id = fixture_ticket(&cx);

	post(PRIYA, "/drafts", "form", desk(id, "/reply"), "seen", "1",
	    "content", "Half an answer", NULL);
	ok(seen.status == 204);
	get(PRIYA, desk(id, ""));
	is(at("C.reply.content.v"), "Half an answer");
	is(at("C.reply.Draft"), "just now");
	is(at("C.note.content.v"), "");
	get(SIYUAN, desk(id, ""));
	is(at("C.reply.content.v"), "");
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/reply"), "content", "An answer", NULL);
	ok(seen.status == 303);
	is(strchr(seen.location, '?'), "?done=replied");
	get(PRIYA, seen.location);
	is(at("C.reply.content.v"), "");
	is(at("Ticket.s"), "1");
}

/* A label is its account's own: one at a row leads to all that have it, and
 * there the others of the account are to be chosen. */
static void
test_by_label(void)
{
	int64_t id = fixture_ticket(&cx), label = 0, other = 0;
	char href[60];

	fixture_ticket(&cx);
	fixture_as(&cx, MEI);
	ok(label_create(&cx, "Checkout", "#B42318", &label) == ERR_OK);
	ok(label_create(&cx, "Unused", "#B42318", &other) == ERR_OK);
	ok(label_link(&cx, id, &label, 1) == ERR_OK);
	snprintf(href, sizeof(href), "/agent/tickets?label=%d", (int)label);
	get(PRIYA, "/agent/tickets");
	is(at("Label.0.name"), "");
	ok(has(href));
	get(PRIYA, href);
	ok(seen.status == 200);
	is(at("Row.0.id"), href_ticket_name(cx.mem, id));
	is(at("Row.1.id"), "");
	is(at("Label.0.name"), "Checkout");
	is(at("Label.1.name"), ""); /* it stands on no ticket */
	is(at("Q.on"), "1");
	get(PRIYA, "/agent/tickets?account=1");
	is(at("Label.0.name"), "Checkout");
	get(PRIYA, "/agent/tickets?label=999");
	is(at("Row.0.id"), "");
	get(PRIYA, "/agent/tickets?label=x");
	ok(seen.rc == ERR_INVALID);
}

int
main(void)
{
	browser_open();
	test_customers_find_nothing_here();
	test_the_dashboard_counts();
	test_views_of_the_queue();
	test_search();
	test_wrong_queries_are_said();
	test_who_is_late_sees_who_has_it();
	test_who_has_no_telephone_has_none();
	test_a_ticket_is_handed_over();
	test_a_ticket_rests_until_a_day();
	test_a_lead_refuses_and_opens_again();
	test_an_open_page_is_no_sign_of_life();
	test_a_pause_ends_with_the_day_of_who_sets_it();
	test_a_lead_finds_and_restores_what_was_deleted();
	test_a_ticket_moves_in_the_catalogue();
	test_a_solution_that_comes_too_late_is_kept();
	test_only_the_assignee_resolves();
	test_an_empty_note_is_said_in_its_fold();
	test_the_desk_sees_the_customer();
	test_drafts_come_back_into_their_form();
	test_by_label();
	browser_close();
	return tap_done();
}
