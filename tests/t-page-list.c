/*
 * t-page-list.c - the start page, lists with their filters, and drafts.
 */
#include "browser.h"

#include "base/conf.h"
#include "domain/catch_up.h"
#include "domain/draft.h"
#include "domain/ticket.h"
#include "store/db.h"
#include "tap.h"

static void
test_an_empty_list_says_what_to_do(void)
{
	get(WEN, "/tickets");
	ok(seen.status == 200);
	is(at("Row.0.id"), "");
	is(at("N.all"), "0");
	ok(has("<section class=\"box empty\">"));
	get(WEN, "/home");
	ok(has("<section class=\"box empty\">"));
}

static void
test_rows_and_counters(void)
{
	fixture_ticket(&cx);
	get(MEI, "/tickets");
	is(at("List.tab"), "all");
	is(at("Row.0.t"), "No light");
	is(at("Row.0.s"), "0");
	is(at("Row.0.me"), "1");
	is(at("N.all"), "1");
	is(at("N.open"), "1");
	is(at("N.0"), "1");
	is(at("N.3"), "");
	get(MEI, "/tickets?status=0&status=1&status=2&status=5&status=17");
	is(at("List.tab"), "open");
	is(at("Row.0.t"), "No light");
	get(MEI, "/tickets?status=3");
	is(at("List.tab"), "3");
	is(at("Row.0.t"), "");
	get(OSCAR, "/tickets");
	is(at("Row.0.t"), "");

	ok(has("<h1>My tickets</h1>"));
	get(LARS, "/tickets");
	is(at("Row.0.sub"), "Mei Tan");
	ok(has("<h1>All tickets</h1>") && !has("My tickets"));
	get(AISHA, "/tickets?group=1");
	is(at("Row.0.sub"), "Mei Tan");
	is(at("List.base"), "/tickets?group=1&");
	ok(has("href=\"/tickets?group=1&amp;status=17\""));
	get(OSCAR, "/tickets?group=1");
	ok(seen.status == 404);
	get(AISHA, "/tickets?group=2");
	ok(seen.status == 404);
}

static void
test_filters(void)
{
	get(MEI, "/tickets?q=light");
	is(at("Row.0.t"), "No light");
	is(at("Q.on"), "1");
	is(at("Row.0.T.0"), "No ");
	is(at("Row.0.T.1"), "light");
	is(at("Row.0.T.1.hit"), "1");
	ok(has("No <mark>light</mark></a>"));
	ok(has("stays dark.</p>") && has("value=\"best\""));
	/* Words of a message, in whatever order. */
	get(MEI, "/tickets?q=dark+lamp&sort=-updated");
	ok(has("The <mark>lamp</mark> stays <mark>dark</mark>."));
	get(MEI, "/tickets?q=dark+lamp&sort=best");
	is(at("Row.0.t"), "No light");
	get(MEI, "/tickets?sort=best");
	is(at("Row.0.t"), "No light");
	ok(!has("<mark>") && !has("value=\"best\""));
	get(OSCAR, "/tickets?q=light");
	is(at("Row.0.t"), "");
	/* A filter as text fills in the form, and the form says it as text. */
	get(MEI, "/tickets?q=status:new+light&sort=updated");
	is(at("Row.0.t"), "No light");
	is(at("Q.q"), "light");
	is(at("Q.status.0"), "0");
	is(at("Q.sort"), "updated");
	is(at("List.tab"), "0");
	is(at("Q.text"), "status:new light");
	get(MEI, "/tickets?q=status:closed");
	is(at("Row.0.t"), "");
	get(MEI, "/tickets?from=2026-03-01&q=lamp");
	is(at("Q.text"), "from:2026-03-01 lamp");
	get(MEI, "/tickets?q=after:2026-03-01+status:what");
	is(at("Row.0.t"), "No light");
	ok(has("id=\"q-e\"") && has("“status:what” has no such value"));
	get(MEI, "/tickets?q=colour:red");
	ok(has("There is no filter “colour:red”"));
	get(MEI, "/tickets?q=%22%20OR%20%2A");
	ok(seen.status == 200);
	is(at("Row.0.t"), "");
	get(MEI, "/tickets?q=%E4%BD%A0");
	is(at("Row.0.t"), "");
	get(MEI, "/tickets?from=2026-03-01&to=2026-03-01");
	is(at("Row.0.t"), "No light");
	get(MEI, "/tickets?from=2026-03-02");
	is(at("Row.0.t"), "");
	get(MEI, "/tickets?to=2026-02-28");
	is(at("Row.0.t"), "");
}

/* Who sees others' tickets chooses whose; nobody else has the choice. */
static void
test_by_who_submitted_it(void)
{
	char oscars[60], ids[24];

	fixture_ticket_of(&cx, OSCAR);
	snprintf(ids, sizeof(ids), "%d", (int)fixture_id(OSCAR));
	snprintf(oscars, sizeof(oscars), "/tickets?submitter=%s", ids);
	get(LARS, "/tickets");
	is(at("Submitter.0.n"), "Mei Tan");
	is(at("Submitter.1.n"), "Oscar Lindqvist");
	is(at("Submitter.1.v"), ids);
	is(at("Submitter.2.n"), "");
	get(LARS, oscars);
	is(at("Q.submitter"), ids);
	is(at("Q.on"), "1");
	is(at("Row.0.sub"), "Oscar Lindqvist");
	ok(!has("<span>Mei Tan</span>"));
	get(MEI, "/tickets");
	is(at("Submitter.0.n"), "");
	get(AISHA, "/tickets?group=1");
	is(at("Submitter.0.n"), "Mei Tan");
	is(at("Submitter.1.n"), "");
}

static void
test_wrong_filters_are_said(void)
{
	static const char *const wrong[] = { "/tickets?status=6",
		"/tickets?status=x", "/tickets?sort=price", "/tickets?after=1",
		"/tickets?after=x-1", "/tickets?group=x" };

	get(MEI, "/tickets?from=2026-02-31");
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("F.from.e"), "A date looks like 2026-11-30.");
	is(at("Q.from"), "2026-02-31");
	for (size_t i = 0; i < NELEM(wrong); i++) {
		get(MEI, wrong[i]);
		ok(seen.rc == ERR_INVALID);
		is(seen.say, "unknown_choice");
	}
	get(MEI, "/tickets?colour=red");
	ok(seen.rc == ERR_INVALID && seen.status == 400);
	get(MEI, "/tickets?q=a&q=b");
	ok(seen.rc == ERR_INVALID && seen.status == 400);
}

static void
test_pages_follow_each_other(void)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;
	const int size = conf->tickets_page_size;
	char next[200];

	for (int i = 0; i < 4; i++)
		fixture_ticket_of(&cx, OSCAR);
	conf->tickets_page_size = 3;
	get(OSCAR, "/tickets?q=light");
	ok(*at("Row.2.id") != '\0' && *at("Row.3.id") == '\0');
	is(at("List.first"), "");
	snprintf(next, sizeof(next), "%s", at("List.next"));
	ok(strncmp(next, "/tickets?q=light&after=", 23) == 0);
	get(OSCAR, next);
	ok(*at("Row.0.id") != '\0' && *at("Row.1.id") == '\0');
	is(at("List.first"), "/tickets?q=light");
	is(at("List.next"), "");
	get(OSCAR, "/tickets?sort=updated");
	ok(seen.status == 200);
	conf->tickets_page_size = size;
}

static void
test_home_says_what_needs_him(void)
{
	int64_t id = fixture_ticket(&cx);
	const struct act_input in = { .text = "Which lamp?", .seen = -1 };

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_TAKE,
	       &(struct act_input){ .text = "", .seen = -1 }) == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_ASK, &in) == ERR_OK);
	get(MEI, "/home");
	is(at("Hello"), "Hello, Mei Tan");
	is(at("Account"), "Lumen Retail");
	is(at("Need.0.s"), "17");
	is(at("Need.0.op"), "204");
	is(at("Need.0.by"), "Priya Nair");
	is(at("Open.0.s"), "0");
	ok(has("#answer\""));
}

static void
test_drafts(void)
{
	post(MEI, "/drafts", "form", "/tickets", "product_category_id",
	    "service", "business_type_id", "consultation", "simple_description",
	    "Half a\nstory", NULL);
	ok(seen.rc == ERR_OK && seen.status == 204);
	get(MEI, "/home");
	is(at("Draft.0.t"), "Half a");
	is(at("Draft.0.h"),
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	get(MEI, "/tickets/new");
	is(at("Sub.0.P.0.on"), "1");
	get(MEI, "/tickets/new?product_category_id=service");
	is(at("Type.0.on"), "1");
	get(MEI, "/home");
	get(MEI, at("Draft.0.h"));
	is(at("F.simple_description.v"), "Half a\nstory");
	ok(*at("F.Draft") != '\0');
	/* Of another kind of problem it is not the draft. */
	get(MEI,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	ok(strcmp(at("F.simple_description.v"), "Half a\nstory") != 0);

	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	submit(MEI, "/tickets", "simple_description", "A story", "severity_id",
	    "general", NULL);
	ok(seen.status == 303);
	get(MEI, "/home");
	is(at("Draft.0.t"), "");
}

static void
test_a_draft_is_deleted(void)
{
	char del[100];

	post(OSCAR, "/drafts", "form", "/tickets", "simple_description",
	    "No more", NULL);
	get(WEN, "/home");
	is(at("Draft.0.id"), "");
	get(OSCAR, "/home");
	snprintf(del, sizeof(del), "/drafts/%s/delete", at("Draft.0.id"));
	submit(OSCAR, del, NULL);
	ok(seen.status == 303);
	is(seen.location, "/home?done=draft_deleted");
	get(OSCAR, "/home");
	is(at("Draft.0.id"), "");
}

static void
test_drafts_are_for_forms_of_ours(void)
{
	static const char *const wrong[] = { "/login", "/home", "/drafts",
		"//evil.example", "tickets", "/tickets/x/y" };

	for (size_t i = 0; i < NELEM(wrong); i++) {
		post(MEI, "/drafts", "form", wrong[i], "content", "x", NULL);
		ok(seen.rc == ERR_INVALID);
	}
	post(MEI, "/drafts", "content", "x", NULL);
	ok(seen.rc == ERR_INVALID);
	post(MEI, "/drafts", "form", "/tickets/TS-0000001/messages", "content",
	    "more", "csrf_token", "secret", NULL);
	ok(seen.status == 204);
	get(MEI, "/tickets/TS-0000001");
	is(at("C.messages.content.v"), "more");
	ok(!has("secret"));
}

static void
test_no_draft_holds_a_password(void)
{
	const struct draft *d = NULL;

	post(MEI, "/drafts", "form", "/account/password", "password",
	    "s3cret one", "new_password", "s3cret two", NULL);
	ok(seen.status == 204);
	fixture_as(&cx, MEI);
	ok(draft_get(&cx, "/account/password", &d) == ERR_OK);
	ok(d == NULL);
	/* Nor what its form has not, whatever it may be. */
	post(MEI, "/drafts", "form", "/labels", "name", "Mine", "password_1",
	    "s3cret three", NULL);
	ok(seen.status == 204);
	fixture_as(&cx, MEI);
	ok(draft_get(&cx, "/labels", &d) == ERR_OK && d != NULL);
	is(d->fields, "name=Mine");
}

/* What is typed stands nowhere in the clear, opens for its user alone, and
 * what older versions left is sealed too. */
static void
test_drafts_are_sealed(void)
{
	const struct draft *d = NULL;

	post(MEI, "/drafts", "form", "/labels", "name", "Mine", NULL);
	ok(seen.status == 204);
	ok(db_script(&cx,
	       "CREATE TEMP TABLE is_sealed (n CHECK (n = 0));"
	       "INSERT INTO is_sealed SELECT count(*) FROM draft"
	       " WHERE fields <> '' OR instr(sealed, CAST('Mine' AS BLOB)) > 0"
	       " OR sealed IS NULL") == ERR_OK);
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "INSERT INTO draft (user_id, form, fields, sealed, saved_at)"
		   " SELECT %lld, '/labels', '', sealed, saved_at FROM draft"
		   " WHERE form = '/labels'",
		   (long long)fixture_id(AISHA))) == ERR_OK);
	fixture_as(&cx, AISHA);
	ok(draft_get(&cx, "/labels", &d) == ERR_OK && d == NULL);

	ok(db_script(&cx,
	       "UPDATE draft SET fields = 'name=Old', sealed = NULL"
	       " WHERE form = '/labels'") == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(catch_up(&cx) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(draft_get(&cx, "/labels", &d) == ERR_OK && d != NULL);
	is(d->fields, "name=Old");
	ok(db_script(&cx,
	       "INSERT INTO is_sealed SELECT count(*) FROM draft"
	       " WHERE fields <> ''") == ERR_OK);
}

int
main(void)
{
	browser_open();
	test_an_empty_list_says_what_to_do();
	test_rows_and_counters();
	test_filters();
	test_wrong_filters_are_said();
	test_pages_follow_each_other();
	test_home_says_what_needs_him();
	test_drafts();
	test_a_draft_is_deleted();
	test_drafts_are_for_forms_of_ours();
	test_no_draft_holds_a_password();
	test_drafts_are_sealed();
	test_by_who_submitted_it();
	browser_close();
	return tap_done();
}
