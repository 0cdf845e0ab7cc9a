/*
 * Accounts and groups: what a role, a privilege and the policy change.
 */
#include "domain/organization.h"

#include "domain/act.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/store.h"
#include "tap.h"

#define LUMEN     "Lumen Retail"
#define CHENGUANG "晨光物流"

static struct ctx cx;

/* Open a ticket, or try to. */
static enum err
create(enum who_is who)
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
	};
	int64_t id;

	fixture_as(&cx, who);
	return ticket_create(&cx, &in, &id);
}

/* The page asks first, and the act asks again. */
static bool
may_create(enum who_is who)
{
	bool may = false;
	enum err rc;

	fixture_as(&cx, who);
	ok(ticket_may_create(&cx, &may) == ERR_OK);
	rc = create(who);
	ok(rc == (may ? ERR_OK : ERR_DENIED));
	if (!may)
		is(cx.say, "may_not_create");
	return may;
}

static bool
sees(enum who_is who, int64_t id)
{
	struct ticket t;

	fixture_as(&cx, who);
	return ticket_get(&cx, id, &t) == ERR_OK;
}

static void
group(const char *account, const char *name, bool administrator, bool operates)
{
	int64_t id;

	fixture_as(&cx, NOBODY);
	ok(group_add(&cx, account, name, administrator, operates, &id) ==
	    ERR_OK);
	ok(id != 0);
}

static enum err
join(const char *account, const char *name, enum who_is who)
{
	fixture_as(&cx, NOBODY);
	return group_join(&cx, account, name, fixture_name[who]);
}

static enum err
grant(const char *name, enum privilege p, bool granted)
{
	struct account a;
	enum err rc;

	rc = account_find(&cx, name, &a);
	return rc == ERR_OK ? account_grant(&cx, a.id, p, granted) : rc;
}

static enum err
switch_policy(const char *name, bool on)
{
	struct account a;
	enum err rc;

	rc = account_find(&cx, name, &a);
	return rc == ERR_OK ? account_policy(&cx, a.id, on) : rc;
}

static void
policy(const char *account, bool on)
{
	fixture_as(&cx, NOBODY);
	ok(switch_policy(account, on) == ERR_OK);
}

static struct account
account(const char *name)
{
	struct account_list l = { 0 };

	fixture_as(&cx, NOBODY);
	ok(account_list(&cx, name, &l) == ERR_OK && l.count == 1);
	return l.item[0];
}

/* The newest row of the audit trail says this. */
static void
last_audit(const char *event, const char *resource, const char *detail)
{
	struct audit_row *r;
	unsigned char hash[32];
	int64_t seq;
	size_t n;

	ok(store_audit_last(&cx, &seq, hash) == ERR_OK);
	ok(store_audit_walk(&cx, seq - 1, &r, &n) == ERR_OK && n == 1);
	is(r[0].event, event);
	is(r[0].resource_id, resource);
	is(r[0].detail, detail);
}

static void
test_the_policy_decides_who_opens_tickets(void)
{
	static const struct {
		enum who_is who;
		bool off, on;
	} rows[] = {
		{ MEI, true, false },
		{ OSCAR, true, true },  /* in a group of administrators */
		{ AISHA, true, false }, /* operates a group: not enough */
		{ LARS, true, true },   /* administers the account */
		{ WEN, true, true },    /* of another account */
		{ PRIYA, false, false },
		{ ROOT, false, false },
	};

	group(LUMEN, "buyers", true, false);
	ok(join(NULL, "buyers", OSCAR) == ERR_OK);
	for (int on = 0; on <= 1; on++) {
		policy(LUMEN, on);
		for (size_t i = 0; i < NELEM(rows); i++)
			tap_ok(may_create(rows[i].who) ==
				(on ? rows[i].on : rows[i].off),
			    fixture_name[rows[i].who], __FILE__, __LINE__);
	}
	ok(join(NULL, "buyers", MEI) == ERR_OK);
	ok(may_create(MEI));
	policy(LUMEN, false);
	ok(may_create(AISHA));
	fixture_as(&cx, NOBODY);
	ok(user_disable(&cx, fixture_name[AISHA], true) == ERR_OK);
	ok(!may_create(AISHA));
	fixture_as(&cx, NOBODY);
	ok(user_disable(&cx, fixture_name[AISHA], false) == ERR_OK);
}

static void
test_the_privilege_to_create_is_the_policy(void)
{
	fixture_as(&cx, NOBODY);
	ok(grant(LUMEN, PRIVILEGE_CREATE, false) == ERR_OK);
	ok(account(LUMEN).policy && !account(LUMEN).has[PRIVILEGE_CREATE]);
	ok(!may_create(AISHA));
	ok(may_create(WEN));
	fixture_as(&cx, NOBODY);
	ok(grant(LUMEN, PRIVILEGE_CREATE, true) == ERR_OK);
	ok(!account(LUMEN).policy && account(LUMEN).has[PRIVILEGE_CREATE]);
	ok(may_create(AISHA));
	policy(LUMEN, true);
	ok(!account(LUMEN).has[PRIVILEGE_CREATE]);
	policy(LUMEN, false);
}

/* Each switch moves itself alone, and in one account alone. */
static void
test_privileges_are_apart(void)
{
	for (int p = 0; p < PRIVILEGE__MAX; p++) {
		bool was = account(LUMEN).has[p];

		fixture_as(&cx, NOBODY);
		for (int twice = 0; twice < 2; twice++)
			ok(grant(LUMEN, (enum privilege)p, !was) == ERR_OK);
		for (int other = 0; other < PRIVILEGE__MAX; other++) {
			bool created = other == PRIVILEGE_CREATE;

			ok(account(CHENGUANG).has[other] == created);
			ok(account(LUMEN).has[other] ==
			    (created != (other == p)));
		}
		fixture_as(&cx, NOBODY);
		ok(grant(LUMEN, (enum privilege)p, was) == ERR_OK);
	}
}

/* A, B and C of one group that operates each see what the others open;
 * who shares another group with one of them sees only his. */
static void
test_operators_see_their_group_whatever_the_policy(void)
{
	int64_t of_mei, of_oscar, of_lars;

	group(LUMEN, "one", false, true);
	group(LUMEN, "two", false, true);
	group(LUMEN, "three", true, false);
	ok(join(NULL, "one", MEI) == ERR_OK);
	ok(join(NULL, "one", OSCAR) == ERR_OK);
	ok(join(NULL, "two", OSCAR) == ERR_OK);
	ok(join(NULL, "two", AISHA) == ERR_OK);
	ok(join(NULL, "three", MEI) == ERR_OK);
	ok(join(NULL, "three", LARS) == ERR_OK);
	of_mei = fixture_ticket(&cx);
	of_oscar = fixture_ticket_of(&cx, OSCAR);
	of_lars = fixture_ticket_of(&cx, LARS);
	for (int on = 0; on <= 1; on++) {
		policy(LUMEN, on);
		ok(sees(OSCAR, of_mei) && sees(MEI, of_oscar));
		ok(sees(AISHA, of_oscar));
		/* "storage" of the cast joins those two. */
		ok(sees(AISHA, of_mei));
		/* The role of ticket administrators is no such right. */
		ok(!sees(MEI, of_lars) && !sees(OSCAR, of_lars));
		ok(sees(LARS, of_mei) && sees(LARS, of_oscar));
		ok(!sees(WEN, of_mei) && !sees(WEN, of_lars));
	}
	policy(LUMEN, false);
}

static void
test_a_group_is_found_in_its_account(void)
{
	int64_t of_mei = fixture_ticket(&cx);
	int64_t of_wen;

	group(CHENGUANG, "storage", false, true);
	ok(join(NULL, "storage", WEN) == ERR_OK);
	of_wen = fixture_ticket_of(&cx, WEN);
	ok(!sees(WEN, of_mei) && !sees(AISHA, of_wen));
	ok(join(CHENGUANG, " Storage", WEN) == ERR_OK); /* again is well */
	ok(join(LUMEN, "storage", WEN) == ERR_NOTFOUND);
	ok(join(CHENGUANG, "storage", MEI) == ERR_NOTFOUND);
	ok(join("Nowhere", "storage", MEI) == ERR_NOTFOUND);
	ok(join("", "storage", MEI) == ERR_NOTFOUND);
	ok(join(NULL, "no such", MEI) == ERR_NOTFOUND);
	ok(join(NULL, "storage", PRIYA) == ERR_NOTFOUND);
	ok(join(NULL, "storage", NOBODY) == ERR_NOTFOUND);
	ok(join(LUMEN, "storage", PRIYA) == ERR_NOTFOUND);
	ok(!sees(WEN, of_mei) && !sees(AISHA, of_wen));
}

static void
test_groups_are_listed_with_their_members(void)
{
	struct user_group_list l;
	size_t all;

	group("Nova", "empty", true, true);
	group("Nova", "also empty", false, false);
	fixture_as(&cx, NOBODY);
	ok(group_list(&cx, "nova ", &l) == ERR_OK && l.count == 2);
	is(l.item[0].name, "also empty");
	ok(l.item[0].nmember == 0 && !l.item[0].ticket_administrator &&
	    !l.item[0].group_operator);
	is(l.item[1].account, "Nova");
	ok(l.item[1].ticket_administrator && l.item[1].group_operator);
	ok(group_list(&cx, CHENGUANG, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].nmember == 1);
	is(l.item[0].member[0], "wen");
	ok(group_list(&cx, LUMEN, &l) == ERR_OK && l.count > 1);
	for (size_t i = 0; i < l.count; i++)
		if (strcmp(l.item[i].name, "storage") == 0) {
			ok(l.item[i].nmember == 2);
			is(l.item[i].member[0], "aisha");
			is(l.item[i].member[1], "mei");
		}
	all = l.count + 3;
	ok(group_list(&cx, NULL, &l) == ERR_OK && l.count == all);
	ok(group_list(&cx, "Nowhere", &l) == ERR_NOTFOUND);
}

static void
test_what_is_there_stays(void)
{
	struct account_list l;
	int64_t id;

	fixture_as(&cx, NOBODY);
	ok(group_add(&cx, "LUMEN retail", " Storage ", true, true, &id) ==
	    ERR_CONFLICT);
	fixture_as(&cx, NOBODY);
	ok(group_add(&cx, LUMEN, " ", true, true, &id) == ERR_INVALID);
	fixture_as(&cx, NOBODY);
	ok(group_add(&cx, "Other", "\n", true, true, &id) == ERR_INVALID);
	/* The switches make no account. */
	fixture_as(&cx, NOBODY);
	ok(switch_policy("Other", true) == ERR_NOTFOUND);
	fixture_as(&cx, NOBODY);
	ok(grant("", PRIVILEGE_EXPORT, true) == ERR_NOTFOUND);
	fixture_as(&cx, NOBODY);
	ok(account_list(&cx, NULL, &l) == ERR_OK && l.count == 3);
	for (size_t i = 0; i < l.count; i++)
		ok(!l.item[i].has[PRIVILEGE_EXPORT] && !l.item[i].policy);
}

static void
test_each_act_is_in_the_audit_trail(void)
{
	int64_t count, bad;

	policy(LUMEN, true);
	last_audit("switchPolicy", LUMEN, "on");
	policy("lumen RETAIL", false);
	last_audit("switchPolicy", LUMEN, "off");
	ok(grant(LUMEN, PRIVILEGE_ASSUME, true) == ERR_OK);
	last_audit("grantPrivilege", LUMEN, "assumeCaseAll");
	ok(grant(LUMEN, PRIVILEGE_ASSUME, false) == ERR_OK);
	last_audit("revokePrivilege", LUMEN, "assumeCaseAll");
	group(LUMEN, "audited", false, false);
	last_audit("createGroup", "audited", "");
	ok(join(NULL, "audited", LARS) == ERR_OK);
	last_audit("addGroupMember", "audited", "lars");
	ok(audit_verify(&cx, &count, &bad) == ERR_OK && bad == 0);
}

int
main(void)
{
	fixture_open(&cx);
	test_privileges_are_apart();
	test_the_policy_decides_who_opens_tickets();
	test_the_privilege_to_create_is_the_policy();
	test_operators_see_their_group_whatever_the_policy();
	test_a_group_is_found_in_its_account();
	test_groups_are_listed_with_their_members();
	test_what_is_there_stays();
	test_each_act_is_in_the_audit_trail();
	fixture_close(&cx);
	return tap_done();
}
