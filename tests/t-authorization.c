/*
 * Authorizations: who may ask, grant, look and take back; what is wiped.
 */
#include "domain/authorization.h"

#include "base/conf.h"
#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/vault.h"
#include "fixture.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

#define SECRET "hunter2 &co"

static struct ctx cx;

static bool
says(const char *key)
{
	return cx.say != NULL && strcmp(cx.say, key) == 0;
}

static enum err
act(enum who_is who, int64_t ticket, enum verb v, const char *text)
{
	const struct act_input in = { .text = text, .seen = -1 };

	fixture_as(&cx, who);
	return ticket_act(&cx, ticket, v, &in);
}

/* A ticket of mei's that priya has. */
static int64_t
ticket(void)
{
	int64_t id = fixture_ticket(&cx);

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	return id;
}

static const struct auth_new ssh = { .resource = 1,
	.visit = 1,
	.describe = "To look at the log",
	.place = { { -1, "web-1", "" }, { -1, "web-2", "default" },
	    { -1, "", "" }, { -1, "", "" }, { -1, "", "" } } };

static enum err
ask(enum who_is who, int64_t t, int64_t *id)
{
	fixture_as(&cx, who);
	return authorization_request(&cx, t, &ssh, id);
}

static struct auth_grant
grant(void)
{
	struct agreement a = { 0 };
	struct auth_grant g = {
		.from = cx.now, .to = cx.now + 3600, .agency = ""
	};

	ok(authorization_agreement(&cx, &a) == ERR_OK && a.id > 0);
	g.agreement_id = a.id;
	for (size_t i = 0; i < AUTH_DETAILS_MAX; i++)
		g.key[i] = (struct auth_key){ 22, "root", SECRET };
	g.key[2].password = g.key[3].password = g.key[4].password = "";
	return g;
}

static enum err
confirm(enum who_is who, int64_t id)
{
	struct auth_grant g;

	fixture_as(&cx, who);
	g = grant();
	return authorization_confirm(&cx, id, &g);
}

static enum err
look(enum who_is who, int64_t t, int64_t id, struct authorization *z)
{
	fixture_as(&cx, who);
	return authorization_reveal(&cx, t, id, z);
}

static enum auth_status
status(int64_t id)
{
	struct authorization z = { .status = AUTH_INITIAL };

	fixture_as(&cx, MEI);
	ok(authorization_get(&cx, id, &z) == ERR_OK);
	return z.status;
}

/* Does the vault have anything of it? */
static bool
is_kept(int64_t id)
{
	const struct vault_place at = { VAULT_AUTHORIZATION, id, "password_1" };
	const char *plain;

	fixture_as(&cx, MEI);
	return vault_get(&cx, &at, &plain) == ERR_OK;
}

/* One that is granted. */
static int64_t
granted(int64_t t)
{
	int64_t id = 0;

	ok(ask(PRIYA, t, &id) == ERR_OK);
	ok(confirm(MEI, id) == ERR_OK);
	return id;
}

static void
test_the_table_is_that_of_the_database(void)
{
	bool table[10][10] = { { false } }, same = true;
	char sql[200];

	for (int a = 0; a < AUTH_ACT__MAX; a++)
		for (int s = AUTH_CODE_MIN; s <= AUTH_CODE_MAX; s++)
			if (auth_rules[a].to >= AUTH_CODE_MIN &&
			    auth_rules[a].from & A(s))
				table[s + 1][auth_rules[a].to + 1] = true;
	for (int from = 0; from < 9; from++)
		for (int to = 0; to < 9; to++) {
			/* Fails if the row is there and should not, or not
			 * and should. */
			snprintf(sql, sizeof(sql),
			    "CREATE TEMP TABLE t%d_%d (n CHECK (n = %d));"
			    "INSERT INTO t%d_%d SELECT count(*)"
			    " FROM authorization_transition"
			    " WHERE from_status = %d AND to_status = %d",
			    from, to, table[from][to], from, to, from - 1,
			    to - 1);
			if (db_script(&cx, sql) != ERR_OK)
				same = false;
		}
	ok(same);
}

static void
test_the_trigger_refuses_what_is_not_in_it(void)
{
	int64_t t = ticket(), id;

	ok(ask(PRIYA, t, &id) == ERR_OK);
	ok(db_script(&cx, "UPDATE authorization SET status = 5") != ERR_OK);
	ok(db_script(&cx, "UPDATE authorization SET status = 6") != ERR_OK);
	ok(db_script(&cx,
	       "INSERT INTO authorization SELECT 999, ticket_id, account_id,"
	       " submitter_id, requested_by, 1, 1, 1, '', 0, 0, NULL, NULL, 1,"
	       " 2, NULL, '', '', NULL FROM authorization LIMIT 1") != ERR_OK);
}

static void
test_who_may_ask(void)
{
	static const struct {
		enum who_is who;
		enum err rc;
	} rows[] = {
		{ MEI, ERR_DENIED },
		{ AISHA, ERR_DENIED },
		{ LARS, ERR_DENIED },
		{ OSCAR, ERR_NOTFOUND },
		{ WEN, ERR_NOTFOUND },
		{ SIYUAN, ERR_DENIED },
		{ PRIYA, ERR_OK },
		{ YATING, ERR_OK },
		{ ROOT, ERR_OK },
	};
	int64_t t = ticket(), id;

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(ask(rows[i].who, t, &id) == rows[i].rc);
		ok((id != 0) == (rows[i].rc == ERR_OK));
	}
	t = fixture_ticket(&cx);
	ok(ask(YATING, t, &id) == ERR_CONFLICT && says("wrong_state"));
}

static void
test_what_is_asked_is_kept(void)
{
	int64_t t = ticket(), id;
	struct authorization z;

	ok(ask(PRIYA, t, &id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_get(&cx, id, &z) == ERR_OK);
	ok(z.ticket_id == t && z.status == AUTH_ASKED && z.ndetail == 2);
	ok(z.resource == 1 && z.visit == 1);
	is(z.describe, "To look at the log");
	is(z.requester, "Priya Nair");
	is(z.detail[0].instance, "web-1");
	is(z.detail[1].region, "Default site");
	ok(z.detail[0].type == 1);
}

static void
test_wrong_requests(void)
{
	struct auth_new in = ssh;
	struct auth_wrongs w;
	int64_t t = ticket(), id;

	fixture_as(&cx, PRIYA);
	in.visit = 4;
	authorization_check_new(&cx, &in, &w);
	ok(w.count == 1);
	is(w.item[0].field, "visit_type_id");
	in = ssh;
	in.describe = " \n";
	in.place[0].instance = "";
	in.place[2].type = 1;
	authorization_check_new(&cx, &in, &w);
	ok(w.count == 3);
	is(w.item[1].field, "instance_name_1");
	is(w.item[2].field, "instance_name_3");
	ok(authorization_request(&cx, t, &in, &id) == ERR_INVALID);
	in = ssh;
	in.place[0].region_id = "nowhere";
	fixture_as(&cx, PRIYA);
	ok(authorization_request(&cx, t, &in, &id) == ERR_INVALID);
	ok(says("unknown_choice"));
}

/* All that customers can do with it, by everyone. */
static void
test_who_may_answer(void)
{
	static const struct {
		enum who_is who;
		enum err rc;
	} rows[] = {
		{ WEN, ERR_NOTFOUND }, { OSCAR, ERR_NOTFOUND },
		{ PRIYA, ERR_DENIED }, { YATING, ERR_DENIED },
		{ ROOT, ERR_DENIED }, { MEI, ERR_OK },
		{ AISHA, ERR_OK }, /* operates a group of hers */
		{ LARS, ERR_OK },  /* administers the account */
	};
	struct authorization z;
	int64_t t = ticket(), id;

	for (size_t i = 0; i < NELEM(rows); i++) {
		enum who_is who = rows[i].who;
		enum err rc = rows[i].rc;

		ok(ask(PRIYA, t, &id) == ERR_OK);
		fixture_as(&cx, who);
		ok(authorization_get(&cx, id, &z) ==
		    (rc == ERR_DENIED ? ERR_OK : rc));
		fixture_as(&cx, who);
		ok(authorization_reject(&cx, id, "no need") == rc);
		ok(status(id) == (rc == ERR_OK ? AUTH_REJECTED : AUTH_ASKED));
		ok(ask(PRIYA, t, &id) == ERR_OK);
		ok(confirm(who, id) == rc);
		ok(status(id) == (rc == ERR_OK ? AUTH_GIVEN : AUTH_ASKED));
		ok(is_kept(id) == (rc == ERR_OK));
		if (rc != ERR_OK)
			ok(confirm(MEI, id) == ERR_OK);
		fixture_as(&cx, who);
		ok(authorization_cancel(&cx, id) == rc);
		ok(status(id) == (rc == ERR_OK ? AUTH_CANCELLED : AUTH_GIVEN));
		ok(is_kept(id) == (rc != ERR_OK));
	}
}

static void
test_only_who_has_the_ticket_sees_it(void)
{
	static const struct {
		enum who_is who;
		enum err rc;
	} rows[] = {
		{ MEI, ERR_DENIED },
		{ AISHA, ERR_DENIED },
		{ LARS, ERR_DENIED },
		{ OSCAR, ERR_NOTFOUND },
		{ WEN, ERR_NOTFOUND },
		{ SIYUAN, ERR_DENIED }, /* an agent */
		{ YATING, ERR_DENIED }, /* a lead */
		{ ROOT, ERR_DENIED },
		{ PRIYA, ERR_OK },
	};
	int64_t t = ticket(), id = granted(t);
	struct authorization z;
	struct act_input to = { .text = "", .seen = -1 };

	for (size_t i = 0; i < NELEM(rows); i++) {
		z = (struct authorization){ .ndetail = 0 };
		ok(look(rows[i].who, t, id, &z) == rows[i].rc);
		if (rows[i].rc == ERR_OK)
			break;
		ok(z.detail[0].password == NULL);
	}
	ok(z.ndetail == 2);
	is(z.detail[0].password, SECRET);
	is(z.detail[1].account, "root");
	is(z.detail[1].port, "22");

	/* By another's ticket it is not found. */
	ok(look(PRIYA, ticket(), id, &z) == ERR_NOTFOUND);

	/* Handed over, it is the other's to see. */
	fixture_as(&cx, PRIYA);
	to.assignee = fixture_id(YATING);
	ok(ticket_act(&cx, t, VERB_ASSIGN, &to) == ERR_OK);
	ok(look(PRIYA, t, id, &z) == ERR_DENIED && says("not_holder"));
	ok(look(YATING, t, id, &z) == ERR_OK);
	is(z.detail[0].password, SECRET);
}

/* The statements alone, whatever C has asked before. */
static void
test_the_statements_refuse_by_themselves(void)
{
	int64_t t = ticket(), id = granted(t);
	enum who_is wrong[] = { MEI, AISHA, LARS, WEN, SIYUAN, YATING, ROOT };
	bool held = false, changed;
	const struct auth_change c = { .may = MAY_CUSTOMER,
		.id = id,
		.from = A(AUTH_GIVEN),
		.to = AUTH_CANCELLED,
		.ticket = STATUSES_OPEN };
	int64_t hold;

	for (size_t i = 0; i < NELEM(wrong); i++) {
		fixture_as(&cx, wrong[i]);
		ok(store_auth_hold(&cx, id, &held) == ERR_OK && !held);
		ok(store_confidential_hold(&cx, t, 1, &hold) == ERR_OK &&
		    hold == 0);
	}
	fixture_as(&cx, PRIYA);
	ok(store_auth_hold(&cx, id, &held) == ERR_OK && held);
	ok(store_auth_change(&cx, &c, &changed) == ERR_OK && !changed);
	fixture_as(&cx, OSCAR);
	ok(store_auth_change(&cx, &c, &changed) == ERR_OK && !changed);
	fixture_as(&cx, MEI);
	cx.now += 3600;
	fixture_as(&cx, PRIYA);
	ok(store_auth_hold(&cx, id, &held) == ERR_OK && !held);
	cx.now -= 3601;
	fixture_as(&cx, PRIYA);
	ok(store_auth_hold(&cx, id, &held) == ERR_OK && !held);
	cx.now++;
}

static void
test_each_look_is_in_its_history(void)
{
	int64_t t = ticket(), id = granted(t), seq;
	struct authorization z;
	struct secret_history h;
	unsigned char hash[32];
	struct ticket before, after;

	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, t, &before) == ERR_OK);
	ok(look(PRIYA, t, id, &z) == ERR_OK);
	ok(look(PRIYA, t, id, &z) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_history(&cx, id, &h) == ERR_OK && h.count == 4);
	ok(h.item[0].type == LOG_AUTH_REQUEST &&
	    h.item[1].type == LOG_AUTH_CONFIRM &&
	    h.item[2].type == LOG_REVEAL && h.item[3].type == LOG_REVEAL);
	is(h.item[3].user, "Priya Nair");
	/* It does not stir her lists. */
	ok(ticket_get(&cx, t, &after) == ERR_OK);
	ok(before.revision == after.revision);
	fixture_as(&cx, OSCAR);
	ok(authorization_history(&cx, id, &h) == ERR_OK && h.count == 0);
	fixture_as(&cx, ROOT);
	ok(store_audit_last(&cx, &seq, hash) == ERR_OK && seq > 0);
	ok(db_script(&cx,
	       "CREATE TEMP TABLE looked (n CHECK (n >= 2));"
	       "INSERT INTO looked SELECT count(*) FROM audit WHERE event ="
	       " 'revealSecret' AND resource_type = 'authorization'"
	       " AND rating = 'warning'") == ERR_OK);
}

static void
test_a_look_twice_by_one_form_opens_nothing(void)
{
	int64_t t = ticket(), id = granted(t);
	struct authorization z = { .ndetail = 0 };

	fixture_as(&cx, PRIYA);
	cx.op.key = "once";
	ok(authorization_reveal(&cx, t, id, &z) == ERR_OK && z.ndetail == 2);
	fixture_as(&cx, PRIYA);
	cx.op.key = "once";
	z = (struct authorization){ .ndetail = 0 };
	ok(authorization_reveal(&cx, t, id, &z) == ERR_OK && z.ndetail == 0);
	ok(cx.op.replayed);
}

static void
test_wrong_grants(void)
{
	int64_t t = ticket(), id;
	struct authorization z;
	struct auth_grant g;
	struct auth_wrongs w;
	char longer[AUTH_PASSWORD_MAX + 2];

	memset(longer, 'x', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	ok(ask(PRIYA, t, &id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_get(&cx, id, &z) == ERR_OK);
	g = grant();
	ok(authorization_check_grant(&cx, &z, &g, &w) == ERR_OK &&
	    w.count == 0);
	g.key[0] = (struct auth_key){ 0, "", "" };
	g.key[1].port = 65536;
	g.key[1].password = longer;
	g.agreement_id = 0;
	g.to = g.from;
	ok(authorization_check_grant(&cx, &z, &g, &w) == ERR_OK);
	ok(w.count == 7);
	is(w.item[0].field, "port_1");
	is(w.item[4].field, "password_2");
	is(w.item[4].say, "too_long");
	is(w.item[6].field, "agreement");
	ok(authorization_confirm(&cx, id, &g) == ERR_INVALID);
	ok(!is_kept(id) && status(id) == AUTH_ASKED);

	fixture_as(&cx, MEI);
	g = grant();
	g.to = cx.now + AUTH_SPAN_MAX + 1;
	ok(authorization_check_grant(&cx, &z, &g, &w) == ERR_OK &&
	    w.count == 1);
	is(w.item[0].say, "auth_long");
	g.to = cx.now;
	ok(authorization_check_grant(&cx, &z, &g, &w) == ERR_OK &&
	    w.count == 1);
	is(w.item[0].say, "auth_past");
	ok(authorization_reject(&cx, id, " ") == ERR_INVALID);
	ok(says("reason_needed"));
}

static void
test_acts_that_come_too_late(void)
{
	int64_t t = ticket(), id = granted(t);

	ok(confirm(MEI, id) == ERR_CONFLICT && says("auth_state"));
	fixture_as(&cx, MEI);
	ok(authorization_reject(&cx, id, "late") == ERR_CONFLICT);
	fixture_as(&cx, MEI);
	ok(authorization_cancel(&cx, id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_cancel(&cx, id) == ERR_CONFLICT);
	fixture_as(&cx, PRIYA);
	ok(authorization_recall(&cx, t, id) == ERR_CONFLICT);
}

static void
test_who_may_recall(void)
{
	int64_t t = ticket(), id;

	ok(ask(PRIYA, t, &id) == ERR_OK);
	fixture_as(&cx, SIYUAN);
	ok(authorization_recall(&cx, t, id) == ERR_DENIED);
	fixture_as(&cx, MEI);
	ok(authorization_recall(&cx, t, id) == ERR_DENIED);
	fixture_as(&cx, PRIYA);
	ok(authorization_recall(&cx, t, id) == ERR_OK);
	ok(status(id) == AUTH_RECALLED);
	id = granted(t);
	fixture_as(&cx, YATING);
	ok(authorization_recall(&cx, t, id) == ERR_OK);
	ok(status(id) == AUTH_RECALLED && !is_kept(id));
}

static void
test_it_ends_with_its_ticket(void)
{
	static const struct {
		enum who_is who;
		enum verb verb;
	} rows[] = { { MEI, VERB_CLOSE }, { YATING, VERB_INVALIDATE } };
	struct authorization z;

	for (size_t i = 0; i < NELEM(rows); i++) {
		int64_t t = ticket(), given = granted(t), asked;

		ok(ask(PRIYA, t, &asked) == ERR_OK);
		ok(act(rows[i].who, t, rows[i].verb, "why") == ERR_OK);
		ok(status(given) == AUTH_EXPIRED && !is_kept(given));
		ok(status(asked) == AUTH_EXPIRED);
		fixture_as(&cx, MEI);
		ok(authorization_get(&cx, given, &z) == ERR_OK &&
		    z.cleared_at == cx.now);
		ok(look(PRIYA, t, given, &z) == ERR_CONFLICT);
	}
}

static void
test_its_time_runs_out(void)
{
	int64_t t = ticket(), id = granted(t), now = cx.now;
	struct authorization z;

	cx.now = now + 3600;
	ok(look(PRIYA, t, id, &z) == ERR_CONFLICT && says("auth_span"));
	cx.now = now + 3599;
	fixture_as(&cx, NOBODY);
	ok(authorization_run_out(&cx) == ERR_OK);
	ok(status(id) == AUTH_GIVEN);
	cx.now = now + 3600;
	fixture_as(&cx, NOBODY);
	ok(authorization_run_out(&cx) == ERR_OK);
	ok(status(id) == AUTH_EXPIRED && !is_kept(id));
	cx.now = now;
}

static void
test_lists(void)
{
	struct auth_filter f = { .scope = SCOPE_MINE, .limit = 2 };
	struct auth_list l;
	int64_t t = ticket(), id, other;

	for (int i = 0; i < 3; i++)
		ok(ask(PRIYA, t, &id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count == 2);
	ok(l.item[0].id == id && l.next == l.item[1].id);
	f.before = l.next;
	f.statuses = A(AUTH_ASKED);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.item[0].id < id - 1);
	f = (struct auth_filter){ .scope = SCOPE_MINE,
		.statuses = A(AUTH_DISAPPROVED),
		.limit = 10 };
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count == 0);

	f = (struct auth_filter){ .scope = SCOPE_ACCOUNT, .limit = 10 };
	fixture_as(&cx, LARS);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count > 0);
	fixture_as(&cx, MEI);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	f.scope = SCOPE_GROUP;
	f.group_id = 1;
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count > 0);
	fixture_as(&cx, AISHA);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count > 0);
	fixture_as(&cx, WEN);
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	f.scope = SCOPE_MINE;
	ok(authorization_list(&cx, &f, &l) == ERR_OK && l.count == 0);

	fixture_as(&cx, MEI);
	ok(authorization_of_ticket(&cx, t, &l) == ERR_OK && l.count == 3);
	fixture_as(&cx, OSCAR);
	ok(authorization_of_ticket(&cx, t, &l) == ERR_OK && l.count == 0);
	other = fixture_ticket_of(&cx, WEN);
	fixture_as(&cx, SIYUAN);
	ok(authorization_of_ticket(&cx, t, &l) == ERR_OK && l.count == 3);
	ok(authorization_of_ticket(&cx, other, &l) == ERR_OK && l.count == 0);
}

/* What is confided -------------------------------------------------------- */

static enum err
say_it(enum who_is who, int64_t t, const char *secret)
{
	const struct act_input in = {
		.text = "see below", .confidential = secret, .seen = -1
	};

	fixture_as(&cx, who);
	return ticket_act(&cx, t, VERB_MESSAGE, &in);
}

static void
test_what_is_confided_is_for_who_has_the_ticket(void)
{
	static const enum who_is wrong[] = { MEI, AISHA, LARS, SIYUAN, YATING,
		ROOT };
	int64_t t = ticket();
	struct confided_list l;
	const char *text;

	ok(say_it(MEI, t, "PIN 4711") == ERR_OK);
	for (size_t i = 0; i < NELEM(wrong); i++) {
		fixture_as(&cx, wrong[i]);
		ok(confidential_reveal(&cx, t, 2, &text) == ERR_DENIED);
		is(text, "");
	}
	fixture_as(&cx, WEN);
	ok(confidential_reveal(&cx, t, 2, &text) == ERR_NOTFOUND);
	fixture_as(&cx, PRIYA);
	ok(confidential_reveal(&cx, t, 1, &text) == ERR_NOTFOUND);
	ok(says("secret_gone"));
	fixture_as(&cx, PRIYA);
	ok(confidential_reveal(&cx, t, 2, &text) == ERR_OK);
	is(text, "PIN 4711");

	fixture_as(&cx, MEI);
	ok(confidential_list(&cx, t, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].message == 2 && l.item[0].looks.count == 1);
	is(l.item[0].looks.item[0].user, "Priya Nair");
	fixture_as(&cx, OSCAR);
	ok(confidential_list(&cx, t, &l) == ERR_OK && l.count == 0);

	/* And not of a ticket opened again. */
	ok(act(MEI, t, VERB_CLOSE, "") == ERR_OK);
	ok(act(YATING, t, VERB_REOPEN, "again") == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(confidential_reveal(&cx, t, 2, &text) == ERR_NOTFOUND);
	ok(says("secret_gone"));
	fixture_as(&cx, MEI);
	ok(confidential_list(&cx, t, &l) == ERR_OK &&
	    l.item[0].cleared_at == cx.now);
	ok(say_it(MEI, t, "PIN 4712") == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(confidential_reveal(&cx, t, 3, &text) == ERR_OK);
	is(text, "PIN 4712");
}

static void
test_a_withdrawn_message_takes_it_along(void)
{
	int64_t t = ticket();
	const char *text;

	ok(say_it(MEI, t, "PIN 4711") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, t, 2) == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(confidential_reveal(&cx, t, 2, &text) == ERR_NOTFOUND);
}

static void
test_it_has_its_length(void)
{
	int64_t t = ticket();
	char longer[CONFIDENTIAL_MAX + 2];
	struct confided_list l;

	memset(longer, 'x', sizeof(longer));
	longer[CONFIDENTIAL_MAX + 1] = '\0';
	ok(say_it(MEI, t, longer) == ERR_INVALID && says("too_long"));
	longer[CONFIDENTIAL_MAX] = '\0';
	ok(say_it(MEI, t, longer) == ERR_OK);
	ok(say_it(MEI, t, " \n") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(confidential_list(&cx, t, &l) == ERR_OK && l.count == 1);
}

static void
test_a_purge_takes_all_of_it(void)
{
	int64_t t = ticket(), id = granted(t), now = cx.now;
	struct authorization z;

	ok(say_it(MEI, t, "PIN 4711") == ERR_OK);
	ok(act(MEI, t, VERB_CLOSE, "") == ERR_OK);
	ok(act(MEI, t, VERB_DELETE, "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(authorization_get(&cx, id, &z) == ERR_NOTFOUND);
	cx.now += (int64_t)400 * 86400;
	fixture_as(&cx, NOBODY);
	ok(ticket_purge(&cx) == ERR_OK);
	cx.now = now;
	fixture_as(&cx, ROOT);
	ok(authorization_get(&cx, id, &z) == ERR_NOTFOUND);
	ok(db_script(&cx,
	       "CREATE TEMP TABLE purged (n CHECK (n = 0));"
	       "INSERT INTO purged SELECT count(*) FROM vault JOIN vault_key k"
	       " USING (kind, owner_id) WHERE k.wrapped = zeroblob(80)") ==
	    ERR_OK);
}

/* The last of all, with something confided, purged; then another's. */
static void
test_numbers_of_purged_ones_do_not_come_again(void)
{
	const struct act_input in = {
		.text = "x", .seen = -1, .confidential = SECRET
	};
	int64_t t = ticket(), id, other, again;
	struct secret_history history;

	ok(ask(PRIYA, t, &id) == ERR_OK && confirm(MEI, id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, t, VERB_MESSAGE, &in) == ERR_OK);
	ok(act(MEI, t, VERB_CLOSE, "") == ERR_OK);
	ok(act(MEI, t, VERB_DELETE, "") == ERR_OK);
	cx.now += cx.conf->tickets_retention;
	fixture_as(&cx, NOBODY);
	ok(ticket_purge(&cx) == ERR_OK);

	other = fixture_ticket_of(&cx, WEN);
	fixture_as(&cx, WEN);
	ok(ticket_act(&cx, other, VERB_MESSAGE, &in) == ERR_OK);
	ok(act(PRIYA, other, VERB_TAKE, "") == ERR_OK);
	ok(ask(PRIYA, other, &again) == ERR_OK && again > id);
	ok(confirm(WEN, again) == ERR_OK);
	fixture_as(&cx, WEN);
	ok(authorization_history(&cx, again, &history) == ERR_OK);
	ok(history.count == 2);
	/* Nothing tells of the purged one any more. */
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "CREATE TEMP TABLE gone (n CHECK (n = 0));"
		   "INSERT INTO gone SELECT count(*) FROM secret_log"
		   " WHERE kind = 1 AND owner_id = %lld",
		   (long long)id)) == ERR_OK);
	cx.now = FIXTURE_NOW;
}

int
main(void)
{
	fixture_open(&cx);
	test_the_table_is_that_of_the_database();
	test_who_may_ask();
	test_what_is_asked_is_kept();
	test_wrong_requests();
	test_who_may_answer();
	test_only_who_has_the_ticket_sees_it();
	test_the_statements_refuse_by_themselves();
	test_each_look_is_in_its_history();
	test_a_look_twice_by_one_form_opens_nothing();
	test_wrong_grants();
	test_acts_that_come_too_late();
	test_who_may_recall();
	test_it_ends_with_its_ticket();
	test_its_time_runs_out();
	test_lists();
	test_what_is_confided_is_for_who_has_the_ticket();
	test_a_withdrawn_message_takes_it_along();
	test_it_has_its_length();
	test_a_purge_takes_all_of_it();
	test_numbers_of_purged_ones_do_not_come_again();
	test_the_trigger_refuses_what_is_not_in_it();
	fixture_close(&cx);
	return tap_done();
}
