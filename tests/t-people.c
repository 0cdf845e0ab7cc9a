/*
 * Who manages whom: users, groups and accounts, seen and changed by
 * everybody who might try.
 */
#include "domain/people.h"

#include <string.h>

#include "domain/act.h"
#include "domain/session.h"
#include "fixture.h"
#include "store/store.h"
#include "tap.h"

#define LUMEN "Lumen Retail"

static struct ctx cx;
static int64_t lumen, chenguang, storage;

/* A new request of this person. */
static struct ctx *
as(enum who_is who)
{
	fixture_as(&cx, who);
	/* Over the network nobody is nobody. */
	cx.peer = who == NOBODY ? "192.0.2.7" : NULL;
	return &cx;
}

static struct ctx *
as_operator(void)
{
	fixture_as(&cx, NOBODY);
	cx.peer = NULL;
	return &cx;
}

static struct user
user_of(enum who_is who)
{
	struct user u = { 0 };

	ok(people_get(as_operator(), fixture_id(who), &u) == ERR_OK);
	return u;
}

/* Who manages mei, wen and priya: one of each kind. */
static const struct {
	enum who_is who;
	bool mei, wen, priya;
} managers[] = {
	{ NOBODY, false, false, false },
	{ MEI, false, false, false }, /* not even herself */
	{ OSCAR, false, false, false },
	{ AISHA, false, false, false }, /* operates a group */
	{ LARS, true, false, false },   /* administers the account */
	{ WEN, false, false, false },
	{ PRIYA, false, false, false },
	{ YATING, false, false, false },
	{ ROOT, true, true, true },
};

static void
claim(bool good, enum who_is who, const char *what)
{
	tap_ok(good, arena_printf(cx.mem, "%s: %s", fixture_name[who], what),
	    __FILE__, __LINE__);
}

static bool
manages(size_t row, enum who_is whom)
{
	return whom == MEI ? managers[row].mei
	    : whom == WEN  ? managers[row].wen
			   : managers[row].priya;
}

static enum err
change(enum who_is who, enum who_is whom, const char *email)
{
	struct user u = user_of(whom);

	u.email = email;
	u.display_name = "Somebody";
	/* Strings of the request before are gone with the next. */
	u.area_code = u.mobile = u.language = u.time_zone = "";
	return people_change(as(who), &u, NULL);
}

static void
test_users_are_there_for_who_manages_them(void)
{
	static const enum who_is whom[] = { MEI, WEN, PRIYA };

	for (size_t i = 0; i < NELEM(managers); i++)
		for (size_t j = 0; j < NELEM(whom); j++) {
			enum who_is who = managers[i].who;
			int64_t id = fixture_id(whom[j]);
			enum err want = manages(i, whom[j]) ? ERR_OK
							    : ERR_NOTFOUND;
			struct user_group_list g;
			struct user u;

			claim(people_get(as(who), id, &u) == want, who, "get");
			claim(people_groups(as(who), id, &g) == ERR_OK &&
				(g.count > 0) ==
				    (whom[j] == MEI && want == ERR_OK),
			    who, "groups");
			claim(change(who, whom[j], "new@lumen.example") == want,
			    who, "change");
			claim(people_disable(as(who), id, true) == want, who,
			    "disable");
			claim(people_disable(as(who), id, false) == want, who,
			    "enable");
			claim(people_reset(as(who), id,
				  "quite another password", true) == want,
			    who, "reset");
			if (want == ERR_OK)
				continue;
			u = user_of(whom[j]);
			claim(!u.disabled, who, "nothing was done");
		}
}

static bool
has_user(const struct user_list *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->item[i].name, name) == 0)
			return true;
	return false;
}

static void
test_lists_hold_no_others(void)
{
	struct user_filter f = {
		.q = "", .after = "", .any_role = true, .limit = 100
	};
	struct user_list l;

	for (size_t i = 0; i < NELEM(managers); i++) {
		enum who_is who = managers[i].who;

		f.account_id = f.group_id = 0;
		ok(people_page(as(who), &f, &l) == ERR_OK);
		claim(has_user(&l, "mei") == managers[i].mei &&
			has_user(&l, "wen") == managers[i].wen &&
			has_user(&l, "priya") == managers[i].priya,
		    who, "all users");
		f.account_id = chenguang;
		claim(people_page(as(who), &f, &l) ==
			(managers[i].wen ? ERR_OK : ERR_NOTFOUND),
		    who, "users of the other account");
		f.account_id = 0;
		f.group_id = storage;
		claim(people_page(as(who), &f, &l) ==
			(managers[i].mei ? ERR_OK : ERR_NOTFOUND),
		    who, "users of the group");
		ok(store_user_page(as(who), &f, &l) == ERR_OK);
		claim((l.count == 2) == managers[i].mei, who, "by the store");
		f.group_id = 0;
		f.account_id = chenguang;
		ok(store_user_page(as(who), &f, &l) == ERR_OK);
		claim((l.count > 0) == managers[i].wen, who, "by the store");
		ok(user_list(as(who), &l) == ERR_OK);
		claim(has_user(&l, "mei") == managers[i].mei &&
			has_user(&l, "priya") == managers[i].priya,
		    who, "user list");
	}
}

static size_t
found(const char *q, enum user_state state, int role)
{
	const struct user_filter f = { .q = q,
		.after = "",
		.state = state,
		.any_role = role < 0,
		.role = role < 0 ? ROLE_CUSTOMER : (enum role)role,
		.limit = 100 };
	struct user_list l;

	ok(people_page(as(ROOT), &f, &l) == ERR_OK);
	return l.count;
}

static void
test_users_are_found(void)
{
	ok(found("MEI", USERS_ALL, -1) == 1);
	ok(found("lindqvist", USERS_ALL, -1) == 1);
	ok(found("%", USERS_ALL, -1) == 0);
	ok(found("", USERS_ALL, -1) == 9);
	ok(found("", USERS_ALL, ROLE_AGENT) == 2);
	ok(found("", USERS_ALL, ROLE_ADMIN) == 1);
	ok(people_disable(as(ROOT), fixture_id(OSCAR), true) == ERR_OK);
	ok(found("", USERS_DISABLED, -1) == 1);
	ok(found("", USERS_ACTIVE, -1) == 8);
	ok(people_disable(as(ROOT), fixture_id(OSCAR), false) == ERR_OK);
}

static void
test_page_by_page(void)
{
	struct user_filter f = {
		.q = "", .after = "", .any_role = true, .limit = 2
	};
	struct user_list l;
	char last[65] = "";
	size_t n = 0;

	do {
		f.after = last;
		ok(people_page(as(ROOT), &f, &l) == ERR_OK);
		ok(l.count > 0 && strcmp(l.item[0].name, last) > 0);
		n += l.count;
		snprintf(last, sizeof(last), "%s", l.item[l.count - 1].name);
	} while (l.more);
	ok(n == 9);
}

static void
test_groups_are_there_for_who_manages_them(void)
{
	struct groups_asked f = { .q = "", .after = "", .limit = 100 };

	for (size_t i = 0; i < NELEM(managers); i++) {
		enum who_is who = managers[i].who;
		bool may = managers[i].mei;
		enum err want = may ? ERR_OK : ERR_NOTFOUND;
		struct user_group g = { .account_id = lumen, .name = "fresh" };
		struct user_group_list l;
		int64_t id = 0;

		claim(group_get(as(who), storage, &g) == want, who, "get");
		f.account_id = 0;
		ok(group_page(as(who), &f, &l) == ERR_OK);
		claim((l.count > 0) == may, who, "list of groups");
		f.account_id = lumen;
		ok(group_page(as(who), &f, &l) == ERR_OK);
		claim((l.count > 0) == may, who, "groups of the account");
		ok(store_group_list(as(who), 0, &l) == ERR_OK);
		claim((l.count > 0) == may, who, "groups with members");

		g = (struct user_group){ .account_id = lumen, .name = "fresh" };
		claim(group_new(as(who), &g, &id) == want, who, "new");
		if (!may) /* one to try with */
			ok(group_new(as_operator(), &g, &id) == ERR_OK);
		g.id = id;
		g.name = "renamed";
		g.group_operator = true;
		claim(group_change(as(who), &g, NULL) == want, who, "change");
		claim(group_enter(as(who), id, "oscar") == want, who, "add");
		ok(group_get(as_operator(), id, &g) == ERR_OK);
		claim((g.nmember == 1) == may && g.group_operator == may, who,
		    "as it should be");
		if (!may)
			ok(group_enter(as_operator(), id, "oscar") == ERR_OK);
		claim(group_leave(as(who), id, fixture_id(OSCAR)) == want, who,
		    "remove");
		claim(group_delete(as(who), id) == want, who, "delete");
		if (!may)
			ok(group_delete(as_operator(), id) == ERR_OK);
	}
}

/* The statements by themselves, whatever the domain asks before. */
static void
test_the_statements_refuse_too(void)
{
	const struct user_group g = {
		.id = storage, .account_id = lumen, .name = "taken over"
	};
	const enum who_is others[] = { NOBODY, MEI, AISHA, WEN, PRIYA, YATING };

	for (size_t i = 0; i < NELEM(others); i++) {
		enum who_is who = others[i];
		struct user u = user_of(MEI);
		bool changed;
		int64_t id;

#define REFUSED(call)                                                          \
	ok(store_begin(as(who)) == ERR_OK);                                    \
	claim((call) == ERR_OK && !changed, who, #call);                       \
	ok(store_end(&cx, ERR_DENIED) == ERR_DENIED)
		u.name = u.display_name = u.email = u.area_code = u.mobile =
		    u.language = u.time_zone = u.theme = "x";
		REFUSED(store_user_change(&cx, &u, &changed));
		REFUSED(store_user_disable(&cx, u.id, true, &changed));
		REFUSED(store_user_reset(&cx, u.id, "", true, &changed));
		REFUSED(store_group_change(&cx, &g, "x", &changed));
		REFUSED(store_group_delete(&cx, storage, &changed));
		REFUSED(store_group_member(
		    &cx, storage, fixture_id(OSCAR), true, &changed));
		REFUSED(store_group_member(
		    &cx, storage, fixture_id(MEI), false, &changed));
		REFUSED(store_account_rename(&cx, lumen, "x", "x", &changed));
		for (int p = 0; p < PRIVILEGE__MAX; p++) {
			REFUSED(store_account_grant(
			    &cx, lumen, (enum privilege)p, true, &changed));
		}
#undef REFUSED
		ok(store_begin(as(who)) == ERR_OK);
		ok(store_user_add(&cx, &u, "x", "", &id) == ERR_OK && id == 0);
		ok(store_group_add(&cx, lumen, &g, "x", &id) == ERR_OK &&
		    id == 0);
		ok(store_account_add(&cx, "x", "x", &id) == ERR_OK && id == 0);
		ok(store_end(&cx, ERR_DENIED) == ERR_DENIED);
	}
	/* An administrator of an account makes and renames none. */
	for (int i = 0; i < 2; i++) {
		bool changed = false;
		int64_t id = 0;

		ok(store_begin(as(LARS)) == ERR_OK);
		ok((i == 0 ? store_account_add(&cx, "x", "x", &id)
			   : store_account_rename(
				 &cx, lumen, "x", "x", &changed)) == ERR_OK);
		ok(id == 0 && !changed);
		ok(store_end(&cx, ERR_DENIED) == ERR_DENIED);
	}
}

static void
test_accounts_are_there_for_who_manages_them(void)
{
	for (size_t i = 0; i < NELEM(managers); i++) {
		enum who_is who = managers[i].who;
		enum err want = managers[i].mei ? ERR_OK : ERR_NOTFOUND;
		struct account_list l;
		struct account_use use;
		struct account a;
		int64_t id;

		claim(account_get(as(who), lumen, &a) == want, who, "get");
		claim(account_get(as(who), chenguang, &a) ==
			(managers[i].wen ? ERR_OK : ERR_NOTFOUND),
		    who, "get the other");
		ok(account_use(as(who), lumen, &use) == ERR_OK);
		claim((use.users == 4) == managers[i].mei, who, "use");
		ok(account_page(as(who), "", "", 10, &l) == ERR_OK);
		claim((l.count == 2) == (who == ROOT), who, "list");
		ok(account_list(as(who), NULL, &l) == ERR_OK);
		claim(l.count ==
			(size_t)managers[i].mei + (size_t)managers[i].wen,
		    who, "those that he manages");
		claim(account_policy(as(who), lumen, true) == want, who,
		    "policy");
		claim(account_policy(as_operator(), lumen, false) == ERR_OK,
		    who, "back");
		for (int p = 0; p < PRIVILEGE__MAX; p++) {
			bool was;

			ok(account_get(as_operator(), lumen, &a) == ERR_OK);
			was = a.has[p];
			claim(account_grant(as(who), lumen, (enum privilege)p,
				  !was) == want,
			    who, privilege_word[p]);
			ok(account_get(as_operator(), lumen, &a) == ERR_OK);
			claim((a.has[p] != was) == (want == ERR_OK), who,
			    "is as it should be");
			ok(account_grant(as_operator(), lumen,
			       (enum privilege)p, was) == ERR_OK);
		}
		claim((account_add(as(who), "Fresh", &id) == ERR_OK) ==
			(who == ROOT),
		    who, "new account");
		claim((account_rename(as(who), chenguang, "晨光物流") ==
			  ERR_OK) == (who == ROOT),
		    who, "rename");
		if (who == ROOT)
			ok(account_rename(as(who), id, LUMEN) == ERR_CONFLICT &&
			    strcmp(cx.say, "name_taken") == 0);
	}
}

static void
test_who_adds_whom(void)
{
	for (size_t i = 0; i < NELEM(managers); i++) {
		static const struct {
			enum role role;
			bool lumen;
		} kinds[] = { { ROLE_CUSTOMER, true }, { ROLE_CUSTOMER, false },
			{ ROLE_AGENT, false }, { ROLE_ADMIN, false } };

		for (size_t k = 0; k < NELEM(kinds); k++) {
			enum who_is who = managers[i].who;
			bool customer = kinds[k].role == ROLE_CUSTOMER;
			struct user_new u = { .role = kinds[k].role };
			bool may = customer ? (kinds[k].lumen ? managers[i].mei
							      : managers[i].wen)
					    : managers[i].priya;
			int64_t id;
			enum err rc;

			as(who);
			u.name = arena_printf(
			    cx.mem, "new-%d-%d", (int)i, (int)k);
			u.account_id = !customer ? 0
			    : kinds[k].lumen     ? lumen
						 : chenguang;
			rc = user_add(&cx, &u, &id);
			claim(rc == (may ? ERR_OK : ERR_DENIED), who, u.name);
			if (may)
				ok(people_disable(as_operator(), id, true) ==
				    ERR_OK);
		}
	}
	/* Nor does he make an account by naming one. */
	{
		const struct user_new u = { .name = "sneaky",
			.account = "Of my own" };
		int64_t id;

		ok(user_add(as(LARS), &u, &id) == ERR_DENIED);
	}
}

/* A right that is taken away is gone at once. */
static void
test_a_former_administrator_manages_nobody(void)
{
	struct user u = user_of(LARS);
	struct user got;

	ok(people_disable(as_operator(), u.id, true) == ERR_OK);
	ok(people_get(as(LARS), fixture_id(MEI), &got) == ERR_NOTFOUND);
	ok(account_policy(as(LARS), lumen, true) == ERR_NOTFOUND);
	ok(people_disable(as_operator(), u.id, false) == ERR_OK);
	u = user_of(LARS);
	u.account_admin = false;
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	ok(people_get(as(LARS), fixture_id(MEI), &got) == ERR_NOTFOUND);
	u = user_of(LARS);
	u.account_admin = true;
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	ok(people_get(as(LARS), fixture_id(MEI), &got) == ERR_OK);
}

static enum err
set_admin(enum who_is who, enum who_is whom, bool on)
{
	struct user u;

	ok(people_get(as_operator(), fixture_id(whom), &u) == ERR_OK);
	fixture_as(&cx, who);
	ok(people_get(&cx, fixture_id(whom), &u) == ERR_OK);
	u.account_admin = on;
	return people_change(&cx, &u, NULL);
}

static enum err
set_role(enum who_is whom, enum role role)
{
	struct user u;

	fixture_as(&cx, ROOT);
	ok(people_get(&cx, fixture_id(whom), &u) == ERR_OK);
	u.role = role;
	return people_change(&cx, &u, NULL);
}

static void
test_the_last_of_his_kind_stays(void)
{
	ok(set_admin(LARS, LARS, false) == ERR_CONFLICT);
	is(cx.say, "last_of_kind");
	ok(user_of(LARS).account_admin);
	ok(set_admin(LARS, OSCAR, true) == ERR_OK);
	/* One who cannot sign in is none. */
	ok(people_disable(as(LARS), fixture_id(OSCAR), true) == ERR_OK);
	ok(set_admin(LARS, LARS, false) == ERR_CONFLICT);
	ok(people_disable(as(LARS), fixture_id(OSCAR), false) == ERR_OK);
	ok(set_admin(LARS, LARS, false) == ERR_OK);
	ok(set_admin(OSCAR, LARS, true) == ERR_OK);
	ok(set_admin(LARS, OSCAR, false) == ERR_OK);
	/* One of another account is none either. */
	ok(set_admin(ROOT, WEN, true) == ERR_OK);
	ok(set_admin(LARS, LARS, false) == ERR_CONFLICT);
	ok(set_admin(ROOT, WEN, false) == ERR_OK);

	ok(set_role(ROOT, ROLE_LEAD) == ERR_CONFLICT);
	is(cx.say, "last_of_kind");
	ok(set_role(YATING, ROLE_ADMIN) == ERR_OK);
	ok(people_disable(as(ROOT), fixture_id(YATING), true) == ERR_OK);
	ok(set_role(ROOT, ROLE_LEAD) == ERR_CONFLICT);
	ok(set_role(YATING, ROLE_LEAD) == ERR_OK);
	ok(people_disable(as(ROOT), fixture_id(YATING), false) == ERR_OK);

	for (int i = 0; i < 2; i++) {
		enum who_is who = i == 0 ? ROOT : LARS;

		ok(people_disable(as(who), fixture_id(who), true) ==
		    ERR_CONFLICT);
		is(cx.say, "not_yourself");
		ok(people_reset(as(who), fixture_id(who),
		       "quite another password", true) == ERR_CONFLICT);
		is(cx.say, "not_yourself");
	}
}

static void
test_staff_and_customers_stay_apart(void)
{
	ok(set_role(MEI, ROLE_AGENT) == ERR_INVALID);
	ok(set_role(PRIYA, ROLE_CUSTOMER) == ERR_INVALID);
	ok(set_admin(ROOT, PRIYA, true) == ERR_INVALID);
	ok(set_role(PRIYA, ROLE_LEAD) == ERR_OK);
	ok(set_role(PRIYA, ROLE_AGENT) == ERR_OK);
	/* A group has members of its own account. */
	ok(group_enter(as(ROOT), storage, "wen") == ERR_INVALID);
	is(cx.say, "member_unknown");
	ok(group_enter(as(ROOT), storage, "priya") == ERR_INVALID);
	ok(group_enter(as(LARS), storage, "no-one") == ERR_INVALID);
	/* Looks the same: whoever manages one account learns no names. */
	ok(group_enter(as(LARS), storage, "wen") == ERR_INVALID);
	is(cx.say, "member_unknown");
}

static void
test_two_who_change_the_same(void)
{
	struct user u = user_of(MEI);
	struct user_group g;
	char stamp[64];

	snprintf(stamp, sizeof(stamp), "%s", people_stamp(&cx, &u));
	u.email = "first@lumen.example";
	ok(people_change(&cx, &u, stamp) == ERR_OK);
	as(LARS);
	ok(people_get(&cx, fixture_id(MEI), &u) == ERR_OK);
	u.email = "second@lumen.example";
	ok(people_change(&cx, &u, stamp) == ERR_CONFLICT);
	is(cx.say, "changed_meanwhile");
	is(user_of(MEI).email, "first@lumen.example");

	ok(group_get(as(LARS), storage, &g) == ERR_OK);
	snprintf(stamp, sizeof(stamp), "%s", group_stamp(&cx, &g));
	g.ticket_administrator = true;
	ok(group_change(&cx, &g, stamp) == ERR_OK);
	as(LARS);
	g.name = "depot";
	ok(group_change(&cx, &g, stamp) == ERR_CONFLICT);
	is(cx.say, "changed_meanwhile");
	as(LARS);
	g.name = "storage";
	g.ticket_administrator = false;
	ok(group_change(&cx, &g, NULL) == ERR_OK);
}

/* The newest rows of the trail, one word each, newest first. */
static const char *
trail(size_t many)
{
	static char text[300];
	struct audit_list l;

	ok(audit_list(as(ROOT), &(struct audit_filter){ .event = "" },
	       (int64_t)many, &l) == ERR_OK);
	*text = '\0';
	for (size_t i = 0; i < l.count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%s %s %s;", l.row[i].event, l.row[i].resource_id,
		    l.row[i].detail);
	return text;
}

static void
test_each_act_leaves_a_row(void)
{
	struct user_group g = { .account_id = lumen, .name = "Trail" };
	struct user u;
	int64_t id;

	ok(group_new(as(LARS), &g, &g.id) == ERR_OK);
	is(trail(1), "createGroup Trail ;");
	g.group_operator = true;
	ok(group_change(as(LARS), &g, NULL) == ERR_OK);
	is(trail(1), "updateGroup Trail groupOperator;");
	g.name = "Path";
	ok(group_change(as(LARS), &g, NULL) == ERR_OK);
	is(trail(1), "updateGroup Path groupOperator (was Trail);");
	g.name = "Trail";
	ok(group_change(as(LARS), &g, NULL) == ERR_OK);
	ok(group_enter(as(LARS), g.id, "mei") == ERR_OK);
	ok(group_enter(as(LARS), g.id, "MEI") == ERR_OK); /* again: no row */
	ok(group_leave(as(LARS), g.id, fixture_id(MEI)) == ERR_OK);
	ok(group_leave(as(LARS), g.id, fixture_id(MEI)) == ERR_OK);
	is(trail(2), "removeGroupMember Trail mei;addGroupMember Trail mei;");
	ok(group_delete(as(LARS), g.id) == ERR_OK);
	is(trail(1), "deleteGroup Trail 0;");
	as(LARS);
	ok(people_get(&cx, fixture_id(MEI), &u) == ERR_OK);
	u.mobile = "13800138000";
	u.language = "en";
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	is(trail(1), "updateUser mei mobile language;");
	ok(people_reset(as(LARS), u.id, "quite another password", true) ==
	    ERR_OK);
	is(trail(1), "resetPassword mei ;");
	ok(people_disable(as(LARS), fixture_id(MEI), true) == ERR_OK);
	ok(people_disable(as(LARS), fixture_id(MEI), false) == ERR_OK);
	is(trail(2), "enableUser mei ;disableUser mei ;");
	ok(account_add(as(ROOT), "Trail Ltd", &id) == ERR_OK);
	ok(account_rename(as(ROOT), id, "Trail Inc") == ERR_OK);
	is(trail(2),
	    "updateAccount Trail Inc Trail Ltd;createAccount Trail Ltd ;");
}

static void
test_sessions_end_with_the_right_to_sign_in(void)
{
	for (int i = 0; i < 2; i++) {
		int64_t former;
		struct session se;
		char token[64];
		const char *t;

		ok(people_reset(as(LARS), fixture_id(MEI), FIXTURE_PASSWORD,
		       false) == ERR_OK);
		ok(fixture_login(as(NOBODY), "mei", FIXTURE_PASSWORD, "", &t) ==
		    ERR_OK);
		snprintf(token, sizeof(token), "%s", t);
		ok(session_find(as(NOBODY), token, &se, &former) == ERR_OK &&
		    !se.must_change);
		if (i == 0)
			ok(people_disable(as(LARS), fixture_id(MEI), true) ==
			    ERR_OK);
		else
			ok(people_reset(as(LARS), fixture_id(MEI),
			       "quite another password", true) == ERR_OK);
		ok(session_find(as(NOBODY), token, &se, &former) == ERR_LOGIN);
		ok(people_disable(as(LARS), fixture_id(MEI), false) == ERR_OK);
		/* Enabled again he signs in again. */
		ok(session_find(as(NOBODY), token, &se, &former) == ERR_LOGIN);
	}
	ok(user_of(MEI).must_change);
}

static void
test_wrong_users_are_refused(void)
{
	static const struct {
		struct user_new u;
		const char *say;
	} rows[] = {
		{ { .name = "mei" }, "name_taken" },
		{ { .name = "MEI" }, "name_taken" },
		{ { .name = "a b" }, "username_invalid" },
		{ { .name = "" }, "username_invalid" },
		{ { .name = "ok1", .email = "x" }, "email_invalid" },
		{ { .name = "ok2", .area_code = "+86" }, "area_invalid" },
		{ { .name = "ok3", .area_code = "86861" }, "area_invalid" },
		{ { .name = "ok4", .language = "fr" }, "unknown_choice" },
		{ { .name = "ok5", .time_zone = "No/Where" },
		    "unknown_choice" },
		{ { .name = "ok6", .password = "short" }, "password_short" },
		{ { .name = "ok7", .role = ROLE_AGENT }, "account_needed" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct user_new u = rows[i].u;
		int64_t id;

		u.account_id = lumen;
		ok(user_add(as(LARS), &u, &id) != ERR_OK && id == 0);
		is(cx.say, rows[i].say);
	}
}

int
main(void)
{
	struct user_group_list l;
	struct account a;

	fixture_open(&cx);
	ok(account_find(&cx, LUMEN, &a) == ERR_OK);
	lumen = a.id;
	ok(account_find(&cx, "晨光物流", &a) == ERR_OK);
	chenguang = a.id;
	ok(group_list(&cx, LUMEN, &l) == ERR_OK && l.count == 1);
	storage = l.item[0].id;
	test_users_are_found();
	test_page_by_page();
	test_lists_hold_no_others();
	test_accounts_are_there_for_who_manages_them();
	test_users_are_there_for_who_manages_them();
	test_groups_are_there_for_who_manages_them();
	test_the_statements_refuse_too();
	test_who_adds_whom();
	test_a_former_administrator_manages_nobody();
	test_the_last_of_his_kind_stays();
	test_staff_and_customers_stay_apart();
	test_two_who_change_the_same();
	test_each_act_leaves_a_row();
	test_sessions_end_with_the_right_to_sign_in();
	test_wrong_users_are_refused();
	fixture_close(&cx);
	return tap_done();
}
