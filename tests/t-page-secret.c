/*
 * t-page-secret.c - authorizations and what is confided, through the pages.
 */
#include "browser.h"

#include <stdlib.h>

#include "domain/authorization.h"
#include "domain/catalogue.h"
#include "domain/draft.h"
#include "domain/ticket.h"
#include "tap.h"

#define SECRET "hunter2 <&> co"

static const char *
desk(int64_t id, const char *act)
{
	static char s[2][100];
	static int turn;

	turn = !turn;
	snprintf(s[turn], sizeof(s[turn]), "/agent/tickets/TS-%07lld%s",
	    (long long)id, act);
	return s[turn];
}

static const char *
mine(int64_t id, const char *act)
{
	return desk(id, act) + strlen("/agent");
}

static const char *
auth(int64_t id, const char *act)
{
	static char s[2][100];
	static int turn;

	turn = !turn;
	snprintf(s[turn], sizeof(s[turn]), "/authorizations/%lld%s",
	    (long long)id, act);
	return s[turn];
}

/* A ticket of mei's that priya has. */
static int64_t
ticket(void)
{
	int64_t id = fixture_ticket(&cx);

	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	ok(seen.status == 303);
	return id;
}

/* The newest authorization that mei sees. */
static int64_t
newest(void)
{
	get(MEI, "/authorizations");
	return atoll(at("Row.0.id"));
}

static int64_t
asked(int64_t t)
{
	get(PRIYA, desk(t, ""));
	is(at("Ask"), desk(t, "/authorization"));
	get(PRIYA, at("Ask"));
	submit(PRIYA, desk(t, "/authorization"), "resource_type_id", "1",
	    "visit_type_id", "1", "auth_describe", "To read the log",
	    "instance_name_1", "web-1", "region_id_1", "default", NULL);
	ok(seen.status == 303);
	return newest();
}

static const char *
agreement(void)
{
	return at("Agreement.id");
}

static int64_t
granted(int64_t t)
{
	int64_t id = asked(t);

	get(MEI, auth(id, ""));
	submit(MEI, auth(id, "/confirm"), "port_1", "22", "account_1", "root",
	    "password_1", SECRET, "auth_effective_time",
	    at("F.auth_effective_time.v"), "auth_expire_time",
	    at("F.auth_expire_time.v"), "agreement", agreement(), NULL);
	ok(seen.status == 303);
	return id;
}

static void
test_asked_granted_looked_at_taken_back(void)
{
	int64_t t = ticket(), id = granted(t);
	char what[40];

	get(MEI, auth(id, ""));
	is(at("Auth.s"), "1");
	ok(!has("hunter2"));
	is(at("May.confirm"), "");
	get(MEI, mine(t, ""));
	is(at("Access.0.s"), "1");
	is(at("Secret.0.v"), "");

	get(PRIYA, desk(t, ""));
	ok(!has("hunter2"));
	snprintf(what, sizeof(what), "authorization-%lld", (long long)id);
	is(at("Secret.0.v"), what);
	submit(PRIYA, desk(t, "/reveal"), "what", what, NULL);
	ok(seen.status == 200 && seen.rs.secret);
	is(at("D.0.was.password"), SECRET);
	is(at("D.0.was.account"), "root");
	ok(has("hunter2 &lt;&amp;&gt; co"));

	get(MEI, auth(id, ""));
	is(at("Look.0.ev"), "219");
	is(at("Look.0.by"), "Priya Nair");
	ok(!has("hunter2"));
	submit(MEI, auth(id, "/cancel"), NULL);
	ok(seen.status == 303);
	get(MEI, auth(id, ""));
	is(at("Auth.s"), "5");
	ok(*at("Auth.cleared") != '\0');
	get(PRIYA, desk(t, ""));
	is(at("Secret.0.v"), "");
}

static void
test_a_look_sent_twice_shows_nothing(void)
{
	int64_t t = ticket(), id = granted(t);
	const char *page;
	char what[40];

	snprintf(what, sizeof(what), "authorization-%lld", (long long)id);
	get(PRIYA, desk(t, ""));
	page = keep_page();
	submit(PRIYA, desk(t, "/reveal"), "what", what, NULL);
	ok(seen.status == 200);
	back_to(page);
	submit(PRIYA, desk(t, "/reveal"), "what", what, NULL);
	ok(seen.status == 303);
	/* The page anew lets her look again. */
	get(PRIYA, desk(t, ""));
	submit(PRIYA, desk(t, "/reveal"), "what", what, NULL);
	ok(seen.status == 200);
}

static void
test_others_look_at_nothing(void)
{
	static const enum who_is who[] = { SIYUAN, YATING, ROOT };
	int64_t t = ticket(), id = granted(t);
	char what[40];

	snprintf(what, sizeof(what), "authorization-%lld", (long long)id);
	for (size_t i = 0; i < NELEM(who); i++) {
		get(who[i], desk(t, ""));
		is(at("Secret.0.v"), "");
		post(who[i], desk(t, "/reveal"), "csrf_token", at("Csrf"),
		    "idempotency_key", "k", "revision", at("Revision"), "what",
		    what, NULL);
		ok(seen.rc == ERR_DENIED);
		is(seen.say, "not_holder");
	}
	get(PRIYA, desk(t, ""));
	post(PRIYA, desk(t, "/reveal"), "csrf_token", at("Csrf"),
	    "idempotency_key", "k", "revision", at("Revision"), "what",
	    "everything", NULL);
	ok(seen.rc == ERR_INVALID);
}

static void
test_a_wrong_request_comes_back_whole(void)
{
	int64_t t = ticket();

	get(PRIYA, desk(t, "/authorization"));
	submit(PRIYA, desk(t, "/authorization"), "resource_type_id", "2",
	    "visit_type_id", "1", "auth_describe", "", "instance_name_3",
	    "db-3", "region_id_3", "default", NULL);
	ok(seen.status == 422);
	is(seen.rs.page, "agent/authorization.cs");
	ok(*at("F.visit_type_id.e") != '\0');
	ok(*at("F.auth_describe.e") != '\0');
	is(at("P.2.name.v"), "db-3");
	is(at("P.2.region.v"), "default");
	is(at("More"), "1");
	get(SIYUAN, desk(t, "/authorization"));
	ok(seen.rc == ERR_DENIED);
}

static void
test_secrets_do_not_come_back(void)
{
	int64_t t = ticket(), id = asked(t);
	const struct draft *d;

	get(MEI, auth(id, ""));
	is(at("D.0.port.v"), "22");
	submit(MEI, auth(id, "/confirm"), "port_1", "2222", "account_1", "r00t",
	    "password_1", SECRET, "auth_effective_time", "now",
	    "auth_expire_time", "2026-03-01T09:00", NULL);
	ok(seen.status == 422);
	is(at("D.0.port.v"), "2222");
	is(at("F.auth_effective_time.v"), "now");
	ok(*at("F.auth_effective_time.e") != '\0');
	ok(*at("F.auth_expire_time.e") != '\0');
	ok(*at("F.agreement.e") != '\0');
	is(at("F.Lost"), "1");
	is(at("F.password_1.lost"), "1");
	ok(!has("hunter2") && !has("r00t"));
	ok(has("secrets: they are never kept"));

	/* Nor into a draft, whoever saves it. */
	post(MEI, "/drafts", "form", auth(id, "/confirm"), "port_1", "23",
	    "account_1", "r00t", "password_1", SECRET, NULL);
	ok(seen.status == 204);
	fixture_as(&cx, MEI);
	ok(draft_get(&cx, auth(id, "/confirm"), &d) == ERR_OK && d != NULL);
	is(d->fields, "port_1=23");
	get(MEI, auth(id, ""));
	is(at("D.0.port.v"), "23");
	ok(*at("F.Draft") != '\0');
}

static void
test_a_refusal_has_a_reason(void)
{
	int64_t t = ticket(), id = asked(t);

	get(MEI, "/home");
	ok(atoll(at("Access.0.id")) == id);
	get(MEI, auth(id, ""));
	submit(MEI, auth(id, "/reject"), "reject_reason", "", NULL);
	ok(seen.status == 422);
	ok(*at("F.reject_reason.e") != '\0');
	submit(MEI, auth(id, "/reject"), "reject_reason", "Not needed", NULL);
	ok(seen.status == 303);
	get(MEI, auth(id, ""));
	is(at("Auth.s"), "2");
	is(at("Auth.reason"), "Not needed");
	get(MEI, "/home");
	ok(atoll(at("Access.0.id")) != id);
	get(PRIYA, desk(t, ""));
	ok(has("Not needed"));
}

static void
test_what_comes_too_late_keeps_its_text(void)
{
	int64_t t = ticket(), id = asked(t);
	const char *page;
	char number[24];

	get(MEI, auth(id, ""));
	page = keep_page();
	snprintf(number, sizeof(number), "%lld", (long long)id);
	get(PRIYA, desk(t, ""));
	submit(PRIYA, desk(t, "/recall"), "authorization_id", number, NULL);
	ok(seen.status == 303);
	back_to(page);
	submit(
	    MEI, auth(id, "/reject"), "reject_reason", "A long reason", NULL);
	ok(seen.status == 409);
	ok(*at("F.Say") != '\0');
	is(at("Auth.s"), "4");
	ok(has("A long reason"));
}

static void
test_others_do_not_find_it(void)
{
	static const enum who_is who[] = { WEN, OSCAR };
	int64_t id = asked(ticket());

	for (size_t i = 0; i < NELEM(who); i++) {
		get(who[i], auth(id, ""));
		ok(seen.rc == ERR_NOTFOUND);
		get(who[i], "/account");
		post(who[i], auth(id, "/reject"), "csrf_token", at("Csrf"),
		    "idempotency_key", "k", "reject_reason", "x", NULL);
		ok(seen.rc == ERR_NOTFOUND);
		get(who[i], "/authorizations");
		is(at("Row.0.id"), "");
	}
	get(AISHA, "/authorizations?group=1");
	ok(has("status=0\">Waits for you</a>"));
	ok(has("status=-1\">Being prepared</a>"));
	ok(atoll(at("Row.0.id")) == id);
	get(WEN, "/authorizations?group=1");
	ok(seen.rc == ERR_NOTFOUND);
	get(LARS, "/authorizations?status=0");
	ok(atoll(at("Row.0.id")) == id);
	get(LARS, "/authorizations?status=-1");
	is(at("Row.0.id"), "");
	get(MEI, "/authorizations?status=9");
	ok(seen.rc == ERR_INVALID);
	get(AISHA, auth(id, ""));
	ok(*at("May.confirm") != '\0');
}

static void
test_what_is_confided(void)
{
	int64_t t = ticket();
	char token[100];

	get(MEI, mine(t, ""));
	submit(MEI, mine(t, "/messages"), "content", "", "confidential", SECRET,
	    NULL);
	ok(seen.status == 422);
	is(at("C.messages.confidential.lost"), "1");
	ok(!has("hunter2"));
	submit(MEI, mine(t, "/messages"), "content", "see there",
	    "confidential", SECRET, NULL);
	ok(seen.status == 303);
	get(MEI, mine(t, ""));
	ok(has("Something confidential came") && !has("hunter2"));

	get(YATING, desk(t, ""));
	is(at("Secret.0.v"), "");
	get(PRIYA, desk(t, ""));
	is(at("Secret.0.v"), "message-2");
	submit(PRIYA, desk(t, "/reveal"), "what", "message-2", NULL);
	ok(seen.status == 200 && seen.rs.secret);
	is(at("Text"), SECRET);
	get(MEI, mine(t, ""));
	ok(has("Read by Priya Nair"));
	submit(MEI, mine(t, "/close"), NULL);
	get(MEI, mine(t, ""));
	ok(has("was erased"));
	snprintf(token, sizeof(token), "%s", at("Csrf"));
	get(PRIYA, desk(t, ""));
	is(at("Secret.0.v"), "");

	/* What comes after the end says that the secret is not kept. */
	post(MEI, mine(t, "/messages"), "csrf_token", token, "idempotency_key",
	    "late", "revision", "1", "content", "one more", "confidential",
	    SECRET, NULL);
	ok(seen.status == 409);
	ok(has("one more") && !has("hunter2"));
	ok(has("secrets: they are never kept"));
}

static void
test_a_new_ticket_confides_too(void)
{
	int64_t t;

	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	submit(MEI, "/tickets", "simple_description", "", "severity_id",
	    "general", "confidential", SECRET, "agreement", "1", NULL);
	ok(seen.status == 422);
	is(at("F.confidential.lost"), "1");
	ok(!has("hunter2"));
	submit(MEI, "/tickets", "simple_description", "No water", "severity_id",
	    "general", "confidential", SECRET, "agreement", "1", NULL);
	ok(seen.status == 303);
	t = atoll(strstr(seen.location, "TS-") + 3);
	get(PRIYA, desk(t, ""));
	is(at("Secret.0.v"), "");
	submit(PRIYA, desk(t, "/take"), NULL);
	get(PRIYA, desk(t, ""));
	is(at("Secret.0.v"), "message-1");
}

int
main(void)
{
	browser_open();
	test_asked_granted_looked_at_taken_back();
	test_a_look_sent_twice_shows_nothing();
	test_others_look_at_nothing();
	test_a_wrong_request_comes_back_whole();
	test_secrets_do_not_come_back();
	test_a_refusal_has_a_reason();
	test_what_comes_too_late_keeps_its_text();
	test_others_do_not_find_it();
	test_what_is_confided();
	test_a_new_ticket_confides_too();
	browser_close();
	return tap_done();
}
