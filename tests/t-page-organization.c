/*
 * t-page-organization.c - users, groups and accounts, managed by browser:
 * on the side of an account's administrator, and on that of the portal's.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/draft.h"
#include "domain/people.h"
#include "store/db.h"
#include "tap.h"

static int64_t storage = 1;

static const char *
path(const char *fmt, int64_t id)
{
	static char text[4][100];
	static int n;
	char *s = text[n++ % 4];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(s, sizeof(text[0]), fmt, (long long)id);
#pragma GCC diagnostic pop
	return s;
}

static struct user
user_of(int64_t id)
{
	struct user u = { 0 };

	fixture_as(&cx, NOBODY);
	ok(people_get(&cx, id, &u) == ERR_OK);
	return u;
}

/* The number at the end of where we were sent: /organization/users/7?… */
static int64_t
sent_to(const char *before)
{
	size_t len = strlen(before);

	ok(seen.status == 303);
	tap_ok(strncmp(seen.location, before, len) == 0, seen.location,
	    __FILE__, __LINE__);
	return strtoll(seen.location + len, NULL, 10);
}

/* What is wrong with the form is nothing beside that. */
static void
test_what_is_not_there_is_a_404(void)
{
	insist(LARS, "/organization/groups/999999", "name", "", NULL);
	ok(seen.rc == ERR_NOTFOUND && seen.status < 400);
	insist(LARS, "/organization/users/999999", "name", "", NULL);
	ok(seen.rc == ERR_NOTFOUND && seen.status < 400);
}

static void
test_who_sees_the_pages(void)
{
	static const char *const org[] = { "/organization",
		"/organization/users", "/organization/users/new",
		"/organization/groups", "/organization/groups/new",
		"/organization/policy", "/organization/privileges" };
	static const char *const admin[] = { "/admin/accounts",
		"/admin/accounts/new", "/admin/accounts/1", "/admin/users",
		"/admin/users/new", "/admin/groups", "/admin/groups/new" };
	static const struct {
		enum who_is who;
		enum err org, admin;
	} rows[] = {
		{ MEI, ERR_NOTFOUND, ERR_NOTFOUND },
		{ AISHA, ERR_NOTFOUND, ERR_NOTFOUND },
		{ LARS, ERR_OK, ERR_NOTFOUND },
		{ WEN, ERR_NOTFOUND, ERR_NOTFOUND },
		{ PRIYA, ERR_DENIED, ERR_DENIED },
		{ YATING, ERR_DENIED, ERR_DENIED },
		{ ROOT, ERR_DENIED, ERR_OK },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		for (size_t j = 0; j < NELEM(org); j++) {
			get(rows[i].who, org[j]);
			tap_ok(
			    seen.rc == rows[i].org, org[j], __FILE__, __LINE__);
		}
		for (size_t j = 0; j < NELEM(admin); j++) {
			get(rows[i].who, admin[j]);
			tap_ok(seen.rc == rows[i].admin, admin[j], __FILE__,
			    __LINE__);
		}
	}
	get(NOBODY, "/organization");
	is(seen.location, "/login?next=%2Forganization");
	get(LARS, "/home");
	ok(has("href=\"/organization\""));
	get(MEI, "/home");
	ok(!has("href=\"/organization\""));
}

static void
test_the_account_at_a_glance(void)
{
	get(LARS, "/organization");
	is(at("A.name"), "Lumen Retail");
	is(at("A.policy"), "");
	is(at("A.P.0"), "export");
	is(at("A.P.0.has"), "");
	is(at("A.P.1.has"), "1");
	is(at("Use.open"), "0");
	is(at("Use.users"), "4");
	is(at("Use.labels"), "0");
	is(at("Use.labelsMax"), "30");
	fixture_ticket(&cx);
	get(LARS, "/organization");
	is(at("Use.open"), "1");
}

static void
test_he_sees_his_users_alone(void)
{
	get(LARS, "/organization/users");
	is(at("Row.0.user"), "aisha");
	is(at("Row.1.user"), "lars");
	is(at("Row.1.boss"), "1");
	is(at("Row.3.user"), "oscar");
	is(at("Row.4.user"), "");
	get(LARS, "/organization/users?q=LINDQ");
	is(at("Row.0.user"), "oscar");
	is(at("Row.1.user"), "");
	get(LARS, "/organization/users?q=priya");
	is(at("Row.0.user"), "");
	get(LARS, "/organization/users?group=1");
	is(at("Row.0.user"), "aisha");
	is(at("Row.1.user"), "mei");
	is(at("Row.2.user"), "");
	is(at("Group.name"), "storage");
	/* Other accounts are not for him, whatever he asks for. */
	get(LARS, "/organization/users?account=2");
	is(at("Row.0.user"), "aisha");
	get(LARS, "/organization/users?state=x");
	ok(seen.rc == ERR_INVALID);
	for (enum who_is who = WEN; who <= ROOT; who++) {
		get(LARS, path("/organization/users/%lld", fixture_id(who)));
		ok(seen.rc == ERR_NOTFOUND);
	}
	get(LARS, "/organization/users/x");
	ok(seen.rc == ERR_NOTFOUND);
	get(LARS, "/organization/groups/999");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_page_by_page(void)
{
	int n = 0;
	char next[200] = "/admin/users";

	for (int i = 0; i < 30; i++) {
		struct user_new u = { .account_id = 1 };
		int64_t id;

		fixture_as(&cx, NOBODY);
		u.name = arena_printf(cx.mem, "zz%02d", i);
		ok(user_add(&cx, &u, &id) == ERR_OK);
	}
	do {
		get(ROOT, next);
		ok(seen.status == 200);
		for (int i = 0; i < 100; i++)
			n += *at(arena_printf(cx.mem, "Row.%d.id", i)) != '\0';
		snprintf(next, sizeof(next), "%s", at("List.next"));
	} while (*next != '\0');
	ok(n == 45); /* all that these tests have made */
	is(at("List.first"), "/admin/users");
}

static void
test_a_new_user(void)
{
	char drawn[100];
	struct user u;

	get(LARS, "/organization/users/new");
	ok(seen.rs.secret);
	snprintf(drawn, sizeof(drawn), "%s", at("Draw"));
	ok(strlen(drawn) >= 15 && has(drawn));
	submit(LARS, "/organization/users/new", "username", "nora", "password",
	    drawn, "name", "Nora Quist", "email", "nora@lumen.example",
	    "area_code", "47", "mobile", "91234567", "language", "en",
	    "time_zone", "Europe/Oslo", NULL);
	u = user_of(sent_to("/organization/users/"));
	is(u.name, "nora");
	is(u.account, "Lumen Retail");
	is(u.display_name, "Nora Quist");
	is(u.area_code, "47");
	is(u.time_zone, "Europe/Oslo");
	ok(u.must_change && !u.account_admin && u.role == ROLE_CUSTOMER);
	get(LARS, path("/organization/users/%lld?done=user_added", u.id));
	is(at("F.name.v"), "Nora Quist");
	ok(!has(drawn));
}

static void
test_a_wrong_user_comes_back(void)
{
	char drawn[100];

	get(LARS, "/organization/users/new");
	snprintf(drawn, sizeof(drawn), "%s", at("Draw"));
	submit(LARS, "/organization/users/new", "username", "a b", "password",
	    drawn, "name", "Nora <Q>", "email", "nora", "area_code", "47",
	    "mobile", "91234567", "account_admin", "1", "language", "zh-cn",
	    "time_zone", "Europe/Oslo", NULL);
	ok(seen.status == 422);
	is(at("F.username.v"), "a b");
	is(at("F.Errors.0.to"), "username");
	is(at("F.name.v"), "Nora <Q>");
	is(at("F.email.v"), "nora");
	is(at("F.mobile.v"), "91234567");
	is(at("F.account_admin.v"), "1");
	is(at("F.language.v"), "zh-cn");
	is(at("F.time_zone.v"), "Europe/Oslo");
	ok(!has(drawn) && strlen(at("Draw")) >= 15);
	ok(*at("F.Say") != '\0');
	submit(LARS, "/organization/users/new", "username", "MEI", "password",
	    at("Draw"), "name", "Another", NULL);
	ok(seen.status == 409);
	is(at("F.Errors.0.to"), "username");
	is(at("F.name.v"), "Another");
	submit(LARS, "/organization/users/new", "username", "short", "password",
	    "short", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "password");
	/* Neither a role nor another account is his to give. */
	get(LARS, "/organization/users/new");
	submit(LARS, "/organization/users/new", "username", "climber",
	    "password", at("Draw"), "role", "admin", "account", "晨光物流",
	    NULL);
	ok(user_of(sent_to("/organization/users/")).role == ROLE_CUSTOMER);
	get(LARS, "/organization/users?q=climber");
	is(at("Row.0.user"), "climber");
	post(LARS, "/organization/users/new", "username", "forged", NULL);
	ok(seen.status == 422);
}

static void
test_a_user_is_changed(void)
{
	const char *here = path("/organization/users/%lld", fixture_id(OSCAR));
	const char *page;

	get(LARS, here);
	is(at("U.user"), "oscar");
	page = keep_page();
	submit(LARS, here, "name", "Oscar L", "email", "oscar@lumen.example",
	    "area_code", "46", "mobile", "123", "language", "zh-cn",
	    "time_zone", "Europe/Stockholm", NULL);
	ok(sent_to("/organization/users/") == fixture_id(OSCAR));
	is(user_of(fixture_id(OSCAR)).email, "oscar@lumen.example");

	/* Another window had the page of before: what was typed stays. */
	back_to(page);
	submit(LARS, here, "name", "Oscar M", "email", "other@lumen.example",
	    "area_code", "46", "mobile", "123", NULL);
	ok(seen.status == 409);
	is(at("F.name.v"), "Oscar M");
	is(at("F.email.v"), "other@lumen.example");
	is(at("Now.0.v"), "Oscar L");
	is(at("Now.1.v"), "oscar@lumen.example");
	is(user_of(fixture_id(OSCAR)).email, "oscar@lumen.example");
	submit(LARS, here, "name", "Oscar M", "email", "other@lumen.example",
	    "area_code", "46", "mobile", "123", NULL);
	ok(seen.status == 303);
	is(user_of(fixture_id(OSCAR)).email, "other@lumen.example");

	get(LARS, here);
	submit(LARS, here, "name", "Oscar", "email", "x@y", "area_code", "x",
	    NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "area_code");
	is(at("F.email.v"), "x@y");
}

static void
test_a_right_taken_while_the_form_is_open(void)
{
	const char *here = path("/organization/users/%lld", fixture_id(OSCAR));
	struct user u;

	get(LARS, here);
	u = user_of(fixture_id(LARS));
	u.account_admin = false;
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	submit(LARS, here, "name", "Oscar N", NULL);
	ok(seen.rc == ERR_NOTFOUND);
	is(user_of(fixture_id(OSCAR)).display_name, "Oscar M");
	u = user_of(fixture_id(LARS));
	u.account_admin = true;
	ok(people_change(&cx, &u, NULL) == ERR_OK);
}

static void
test_a_user_is_disabled_and_enabled(void)
{
	const char *here = path("/organization/users/%lld", fixture_id(OSCAR));
	char off[100], on[100], reset[100];
	const char *page;

	snprintf(off, sizeof(off), "%s/disable", here);
	snprintf(on, sizeof(on), "%s/enable", here);
	snprintf(reset, sizeof(reset), "%s/password", here);
	get(LARS, here);
	page = keep_page();
	for (int i = 0; i < 2; i++) { /* a double click is one act */
		back_to(page);
		submit(LARS, off, NULL);
		ok(sent_to("/organization/users/") == fixture_id(OSCAR));
	}
	ok(user_of(fixture_id(OSCAR)).disabled);
	get(LARS, here);
	is(at("U.off"), "1");
	submit(LARS, on, NULL);
	ok(seen.status == 303);
	ok(!user_of(fixture_id(OSCAR)).disabled);

	get(LARS, here);
	submit(LARS, reset, "password", "short", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "password");
	is(at("F.name.v"), "Oscar M");
	submit(LARS, reset, "password", at("Draw"), NULL);
	ok(seen.status == 303);
	ok(user_of(fixture_id(OSCAR)).must_change);
}

static void
test_not_oneself(void)
{
	const char *here = path("/organization/users/%lld", fixture_id(LARS));
	char off[100];

	snprintf(off, sizeof(off), "%s/disable", here);
	get(LARS, here);
	is(at("U.me"), "1");
	ok(!has("/disable\"") && !has("/password\" novalidate"));
	get(LARS, path("/organization/users/%lld", fixture_id(OSCAR)));
	/* No page of his has that form. */
	insist(LARS, off, NULL);
	ok(seen.status == 409);
	ok(*at("F.Say") != '\0');
	ok(!user_of(fixture_id(LARS)).disabled);
	get(LARS, here);
	is(at("F.account_admin.v"), "1");
	/* The form as it stands but for the box. */
	insist(LARS, here, "stamp", at("Stamp"), "name", "Lars Holm", NULL);
	ok(seen.status == 409);
	ok(*at("F.Say") != '\0');
	is(at("Now.0.k"), ""); /* nobody else has changed anything */
	ok(user_of(fixture_id(LARS)).account_admin);
}

static void
test_a_second_factor_is_taken_away(void)
{
	const char *here = path("/organization/users/%lld", fixture_id(OSCAR));
	const char *totp = path(
	    "/organization/users/%lld/totp", fixture_id(OSCAR));

	get(LARS, here);
	is(at("U.totp"), "");
	insist(LARS, totp, NULL);
	ok(seen.rc == ERR_NOTFOUND);
	fixture_as(&cx, NOBODY);
	ok(db_script(&cx,
	       "INSERT INTO totp (user_id, sealed, created_at, confirmed_at)"
	       " SELECT id, x'00', 1, 1 FROM users WHERE name = 'oscar'") ==
	    ERR_OK);
	get(LARS, here);
	is(at("U.totp"), "1");
	submit(LARS, totp, NULL);
	ok(sent_to("/organization/users/") == fixture_id(OSCAR));
	get(LARS, here);
	is(at("U.totp"), "");
}

static void
test_groups(void)
{
	char here[60], add[100], rm[100], drop[100], list[100];
	int64_t id;

	get(LARS, "/organization/groups");
	is(at("Row.0.name"), "storage");
	is(at("Row.0.n"), "2");
	is(at("Row.1.name"), "");
	get(LARS, "/organization/groups/new");
	submit(LARS, "/organization/groups/new", "name", "Storage",
	    "group_operator", "1", NULL);
	ok(seen.status == 409);
	is(at("F.name.v"), "Storage");
	is(at("F.group_operator.v"), "1");
	submit(LARS, "/organization/groups/new", "name", "", NULL);
	ok(seen.status == 422);
	submit(LARS, "/organization/groups/new", "name", "Buyers",
	    "ticket_administrator", "1", NULL);
	id = sent_to("/organization/groups/");
	snprintf(
	    here, sizeof(here), "/organization/groups/%lld", (long long)id);
	snprintf(add, sizeof(add), "%s/add", here);
	snprintf(rm, sizeof(rm), "%s/remove", here);
	snprintf(drop, sizeof(drop), "%s/delete", here);
	snprintf(list, sizeof(list),
	    "/organization/users?q=o&group=%lld&state=active", (long long)id);

	get(LARS, here);
	is(at("U.ta"), "1");
	submit(LARS, add, "user", "wen", NULL); /* of another account */
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "user");
	is(at("F.user.v"), "wen");
	is(at("F.name.v"), "Buyers");
	submit(LARS, add, "user", "OSCAR ", NULL);
	ok(seen.status == 303);
	get(LARS, here);
	is(at("Row.0.user"), "oscar");
	is(at("U.n"), "1");
	submit(LARS, here, "name", "Purchase", NULL);
	ok(seen.status == 303);
	get(LARS, here);
	is(at("U.name"), "Purchase");
	is(at("U.ta"), "1"); /* the box was checked and stays */
	get(LARS, list);
	is(at("Row.0.user"), "oscar");
	get(LARS, here);
	submit(LARS, rm, "user_id", path("%lld", fixture_id(OSCAR)), NULL);
	ok(seen.status == 303);
	get(LARS, here);
	is(at("Row.0.user"), "");

	get(LARS, here);
	submit(LARS, drop, NULL);
	is(seen.location, "/organization/groups?done=group_deleted");
	get(LARS, here);
	ok(seen.rc == ERR_NOTFOUND);
	/* Whoever looks at its members is told, and loses no filter. */
	get(LARS, list);
	ok(seen.rc == ERR_OK && seen.status == 404);
	is(at("Gone"), "1");
	is(at("List.kept"), "/organization/users?q=o&state=active");
	get(LARS, at("List.kept"));
	is(at("Row.0.user"), "aisha");
	get(LARS, "/organization/users?group=999");
	ok(seen.status == 404);
	is(at("Gone"), "1");
}

static void
test_policy_and_privileges(void)
{
	get(LARS, "/organization/policy");
	submit(LARS, "/organization/policy", "policy", "on", NULL);
	is(seen.location, "/organization/policy?done=policy_on");
	get(MEI, "/home");
	is(at("User.Create"), "");
	get(LARS, "/organization/policy");
	is(at("A.policy"), "1");
	submit(LARS, "/organization/policy", "policy", "maybe", NULL);
	ok(seen.status == 422);
	submit(LARS, "/organization/policy", NULL);
	ok(seen.status == 422);
	submit(LARS, "/organization/policy", "policy", "off", NULL);
	is(seen.location, "/organization/policy?done=policy_off");
	get(MEI, "/home");
	is(at("User.Create"), "1");

	get(LARS, "/organization/privileges");
	submit(LARS, "/organization/privileges", "grant", "export", NULL);
	is(seen.location, "/organization/privileges?done=saved");
	get(LARS, "/organization/privileges");
	is(at("A.P.0.has"), "1");
	submit(LARS, "/organization/privileges", "revoke", "export", NULL);
	ok(seen.status == 303);
	get(LARS, "/organization/privileges");
	is(at("A.P.0.has"), "");
	submit(LARS, "/organization/privileges", "grant", "everything", NULL);
	ok(seen.status == 422);
	submit(LARS, "/organization/privileges", "grant", "export", "revoke",
	    "export", NULL);
	ok(seen.status == 422);
}

static void
test_accounts(void)
{
	char here[60], policy[100], priv[100];
	int64_t id;

	get(ROOT, "/admin/accounts");
	is(at("Row.0.name"), "Lumen Retail");
	is(at("Row.1.name"), "晨光物流");
	get(ROOT, "/admin/accounts?q=LUMEN");
	is(at("Row.1.name"), "");
	get(ROOT, "/admin/accounts/new");
	submit(ROOT, "/admin/accounts/new", "name", "lumen retail", NULL);
	ok(seen.status == 409);
	is(at("F.name.v"), "lumen retail");
	submit(ROOT, "/admin/accounts/new", "name", "Nova", NULL);
	id = sent_to("/admin/accounts/");
	snprintf(here, sizeof(here), "/admin/accounts/%lld", (long long)id);
	snprintf(policy, sizeof(policy), "%s/policy", here);
	snprintf(priv, sizeof(priv), "%s/privileges", here);
	get(ROOT, here);
	submit(ROOT, here, "name", "", NULL);
	ok(seen.status == 422);
	submit(ROOT, here, "name", "Nova Ltd", NULL);
	ok(sent_to("/admin/accounts/") == id);
	get(ROOT, here);
	is(at("A.name"), "Nova Ltd");
	submit(ROOT, policy, "policy", "on", NULL);
	ok(sent_to("/admin/accounts/") == id);
	get(ROOT, here);
	is(at("A.policy"), "1");
	submit(ROOT, priv, "grant", "createCase", NULL);
	ok(sent_to("/admin/accounts/") == id);
	get(ROOT, here);
	is(at("A.policy"), "");
	get(ROOT, "/admin/accounts/999");
	ok(seen.rc == ERR_NOTFOUND);

	/* Its administrator: no such account, then the right one. */
	get(ROOT, "/admin/users/new?account=Nova%20Ltd");
	is(at("F.account.v"), "Nova Ltd");
	submit(ROOT, "/admin/users/new", "username", "zhao", "password",
	    at("Draw"), "role", "customer", "account", "Novo", "account_admin",
	    "1", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "account");
	is(at("F.account_admin.v"), "1");
	submit(ROOT, "/admin/users/new", "username", "zhao", "password",
	    at("Draw"), "role", "customer", "account", "nova ltd", NULL);
	ok(user_of(sent_to("/admin/users/")).account_id == id);
	get(ROOT, path("/admin/users?account=%lld", id));
	is(at("Row.0.user"), "zhao");
	is(at("Row.0.boss"), "1");
	is(at("Row.1.user"), "");
	get(ROOT, "/admin/users?account=999&q=x");
	ok(seen.status == 404);
	is(at("List.kept"), "/admin/users?q=x");
	get(ROOT, path("/admin/users?account=%lld&group=999", id));
	ok(seen.status == 404);
	is(at("List.kept"), path("/admin/users?account=%lld", id));
	get(ROOT, "/admin/groups/new");
	submit(ROOT, "/admin/groups/new", "account", "Nowhere", "name",
	    "storage", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "account");
	submit(ROOT, "/admin/groups/new", "account", "Nova Ltd", "name",
	    "storage", NULL);
	ok(sent_to("/admin/groups/") > storage);
	get(ROOT, "/admin/groups?q=stor");
	is(at("Row.0.org"), "Lumen Retail");
	is(at("Row.1.org"), "Nova Ltd");
	get(ROOT, path("/admin/groups?account=%lld", id));
	is(at("Row.0.org"), "Nova Ltd");
	is(at("Row.1.org"), "");
}

static void
test_staff(void)
{
	const char *here;
	int64_t id;

	get(ROOT, "/admin/users/new");
	submit(ROOT, "/admin/users/new", "username", "hana", "password",
	    at("Draw"), "role", "agent", NULL);
	id = sent_to("/admin/users/");
	ok(user_of(id).role == ROLE_AGENT && user_of(id).account_id == 0);
	here = path("/admin/users/%lld", id);
	get(ROOT, here);
	submit(ROOT, here, "name", "Hana", "role", "lead", NULL);
	ok(seen.status == 303);
	ok(user_of(id).role == ROLE_LEAD);
	get(ROOT, here);
	submit(ROOT, here, "name", "Hana", "role", "customer", NULL);
	ok(seen.status == 422);
	submit(ROOT, here, "name", "Hana", "role", "boss", NULL);
	ok(seen.status == 422);
	get(ROOT, "/admin/users/new");
	submit(ROOT, "/admin/users/new", "username", "both", "password",
	    at("Draw"), "role", "agent", "account", "Lumen Retail", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "account");
	get(ROOT, "/admin/users?role=admin");
	is(at("Row.0.user"), "root");
	is(at("Row.1.user"), "");

	/* The last administrator stays what he is. */
	here = path("/admin/users/%lld", fixture_id(ROOT));
	get(ROOT, here);
	submit(ROOT, here, "name", "Root", "role", "lead", NULL);
	ok(seen.status == 409);
	is(at("F.role.v"), "lead");
	ok(user_of(fixture_id(ROOT)).role == ROLE_ADMIN);
}

static void
leave(enum who_is who, const char *form, const char *fields)
{
	fixture_as(&cx, who);
	ok(draft_put(&cx, form, fields) == ERR_OK);
}

/* What was sent when the session had ended is in its form after signing in,
 * and no longer once it was done. */
static void
test_what_was_left_comes_back(void)
{
	const char *mei = path("/organization/users/%lld", fixture_id(MEI));
	const char *group = path("/organization/groups/%lld", storage);
	const char *add = path("/organization/groups/%lld/add", storage);

	leave(LARS, "/organization/users/new",
	    "username=left&name=Left+%3CAlone%3E&account_admin=1");
	get(LARS, "/organization/users/new");
	is(at("F.Left"), "1");
	is(at("F.username.v"), "left");
	is(at("F.name.v"), "Left <Alone>");
	is(at("F.account_admin.v"), "1");
	submit(LARS, "/organization/users/new", "username", "left", "password",
	    at("Draw"), NULL);
	ok(seen.status == 303);
	get(LARS, "/organization/users/new");
	is(at("F.Left"), "");
	is(at("F.username.v"), "");

	leave(LARS, mei, "stamp=old&name=Mei+T&email=left%40lumen.example");
	get(LARS, mei);
	is(at("F.Left"), "1");
	is(at("F.name.v"), "Mei T");
	is(at("F.email.v"), "left@lumen.example");
	is(at("Now.0.v"), "Mei Tan"); /* he is not as he was */
	submit(LARS, mei, "name", "Mei T", "email", "left@lumen.example", NULL);
	ok(seen.status == 303);
	get(LARS, mei);
	is(at("F.Left"), "");
	is(at("F.email.v"), "left@lumen.example");

	leave(LARS, group, "name=Stores&group_operator=1");
	leave(LARS, add, "user=osc");
	get(LARS, group);
	is(at("F.Left"), "1");
	is(at("F.name.v"), "Stores");
	is(at("F.user.v"), "osc");
	leave(LARS, group, "");
	get(LARS, group);
	is(at("F.name.v"), "storage");
	is(at("F.user.v"), "osc");
	leave(LARS, add, "");

	leave(ROOT, "/admin/groups/new", "account=Nova&name=Shops");
	get(ROOT, "/admin/groups/new?account=Lumen");
	is(at("F.account.v"), "Nova");
	is(at("F.name.v"), "Shops");
	leave(ROOT, "/admin/accounts/new", "name=Half+a+na");
	get(ROOT, "/admin/accounts/new");
	is(at("F.name.v"), "Half a na");
	leave(ROOT, "/admin/accounts/1", "name=Lumen+R");
	get(ROOT, "/admin/accounts/1");
	is(at("F.name.v"), "Lumen R");
	is(at("A.name"), "Lumen Retail");
	leave(ROOT, "/admin/users/import", "csv=username%0Amei%0A");
	get(ROOT, "/admin/users/import");
	is(at("F.csv.v"), "username\nmei\n");
	is(at("Go"), "");
	/* Others have their own. */
	get(LARS, "/organization/groups/new");
	is(at("F.name.v"), "");
}

/* What is sensitive wants the password, and is done with it. */
static void
test_rights_want_a_password(void)
{
	struct user u = user_of(fixture_id(OSCAR));

	cx.proved = false;
	u.account_admin = true;
	fixture_as(&cx, ROOT);
	cx.proved = false;
	ok(people_get(&cx, fixture_id(OSCAR), &u) == ERR_OK);
	u.display_name = "Oscar L.";
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	/* Whoever gets his mail may get his account. */
	u.email = "theirs@lumen.example";
	ok(people_change(&cx, &u, NULL) == ERR_PROOF);
	u.email = user_of(fixture_id(OSCAR)).email;
	fixture_as(&cx, ROOT);
	cx.proved = false;
	u.account_admin = true;
	ok(people_change(&cx, &u, NULL) == ERR_PROOF);
	ok(people_reset(&cx, u.id, "quite another password", true) ==
	    ERR_PROOF);
	{
		struct user_group g;

		ok(group_get(&cx, 1, &g) == ERR_OK);
		g.ticket_administrator = !g.ticket_administrator;
		ok(group_change(&cx, &g, NULL) == ERR_PROOF);
		err_clear(&cx);
	}
	ok(people_disable(&cx, u.id, true) == ERR_PROOF);
	ok(people_disable(&cx, u.id, false) == ERR_PROOF);
	{
		struct user_new in = { .name = "staff", .role = ROLE_AGENT };
		int64_t id;

		ok(user_add(&cx, &in, &id) == ERR_PROOF);
		in = (struct user_new){
			.name = "boss", .account_id = 1, .account_admin = true
		};
		ok(user_add(&cx, &in, &id) == ERR_PROOF);
		in = (struct user_new){ .name = "plain", .account_id = 1 };
		ok(user_add(&cx, &in, &id) == ERR_OK);
	}
	cx.proved = true;
}

int
main(void)
{
	browser_open();
	test_who_sees_the_pages();
	test_what_is_not_there_is_a_404();
	test_the_account_at_a_glance();
	test_he_sees_his_users_alone();
	test_a_new_user();
	test_a_wrong_user_comes_back();
	test_a_user_is_changed();
	test_a_right_taken_while_the_form_is_open();
	test_a_user_is_disabled_and_enabled();
	test_not_oneself();
	test_a_second_factor_is_taken_away();
	test_groups();
	test_policy_and_privileges();
	test_accounts();
	test_staff();
	test_rights_want_a_password();
	test_what_was_left_comes_back();
	test_page_by_page();
	browser_close();
	return tap_done();
}
