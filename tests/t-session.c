/*
 * Signing in, and what ends a session.
 */
#include "domain/session.h"

#include "base/conf.h"
#include "base/seen.h"
#include "domain/act.h"
#include "domain/login.h"
#include "domain/password.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;

/* Sign in; the token lives as long as the test. */
static enum err
login(const char *name, const char *password, char token[64])
{
	const char *t = "";
	enum err rc;

	fixture_as(&cx, NOBODY);
	rc = fixture_login(&cx, name, password, "Test/1.0", &t);
	snprintf(token, 64, "%s", t);
	return rc;
}

static enum err
find(const char *token, struct session *s, int64_t *former)
{
	fixture_as(&cx, NOBODY);
	return session_find(&cx, token, s, former);
}

static void
test_sign_in_by_any_case_of_the_name(void)
{
	struct session s;
	char token[64];
	int64_t former;

	ok(login("MEI", FIXTURE_PASSWORD, token) == ERR_OK);
	ok(strlen(token) == 43);
	ok(find(token, &s, &former) == ERR_OK);
	is(s.display_name, "Mei Tan");
	is(s.account_name, "Lumen Retail");
	ok(cx.actor == fixture_id(MEI) && cx.role == ROLE_CUSTOMER);
	ok(s.noperated == 1);
	is(s.operated[0].name, "storage");
}

static void
test_the_token_is_nowhere_in_the_database(void)
{
	struct session s;
	char token[64], other[64];
	int64_t former;

	ok(login("mei", FIXTURE_PASSWORD, token) == ERR_OK);
	ok(login("mei", FIXTURE_PASSWORD, other) == ERR_OK);
	ok(strcmp(token, other) != 0);
	token[0] = token[0] == 'A' ? 'B' : 'A';
	ok(find(token, &s, &former) == ERR_LOGIN && former == 0);
	ok(find("", &s, &former) == ERR_LOGIN);
}

static void
test_wrong_passwords_and_unknown_names_are_one(void)
{
	char token[64];

	ok(login("mei", "correct horse batterx", token) == ERR_LOGIN);
	is(cx.say, "login_failed");
	ok(login("nobody-here", FIXTURE_PASSWORD, token) == ERR_LOGIN);
	is(cx.say, "login_failed");
	/* Without a password nobody can sign in. */
	ok(login("oscar", "", token) == ERR_LOGIN);
	is(cx.say, "login_failed");
}

static void
test_failures_slow_down_and_do_not_lock_out(void)
{
	char token[64];

	for (int i = 0; i < 6; i++) {
		cx.now += 10;
		ok(login("wen", "a wrong password", token) == ERR_LOGIN);
	}
	ok(login("wen", "a wrong password", token) == ERR_BUSY);
	is(cx.say, "login_wait");
	ok(cx.say_n == 2);
	cx.now += 2;
	ok(login("wen", "a wrong password", token) == ERR_LOGIN);
	/* Other names are not slowed down. */
	ok(login("mei", FIXTURE_PASSWORD, token) == ERR_OK);
}

static void
test_a_session_ends_when_idle_or_old(void)
{
	struct session s;
	char token[64];
	int64_t former, start = cx.now;

	ok(login("priya", FIXTURE_PASSWORD, token) == ERR_OK);
	cx.now += cx.conf->sessions_staff_idle - 1;
	ok(find(token, &s, &former) == ERR_OK);
	cx.now += 1;
	/* Without shared memory the last use is what the database says. */
	ok(find(token, &s, &former) == ERR_LOGIN);
	ok(former == fixture_id(PRIYA));
	cx.now += cx.conf->sessions_parked_lifetime;
	ok(find(token, &s, &former) == ERR_LOGIN && former == 0);

	cx.seen = seen_open(arena_printf(cx.mem, "%s/seen", cx.conf->run_dir));
	ok(cx.seen != NULL);
	ok(login("priya", FIXTURE_PASSWORD, token) == ERR_OK);
	start = cx.now;
	while (cx.now < start + cx.conf->sessions_staff_lifetime) {
		if (find(token, &s, &former) != ERR_OK)
			break;
		session_used(&cx, &s);
		cx.now += cx.conf->sessions_staff_idle - 1;
	}
	ok(cx.now >= start + cx.conf->sessions_staff_lifetime);
	ok(find(token, &s, &former) == ERR_LOGIN);

	/* That an open page asks keeps nothing alive. */
	ok(login("priya", FIXTURE_PASSWORD, token) == ERR_OK);
	cx.now += cx.conf->sessions_staff_idle - 1;
	ok(find(token, &s, &former) == ERR_OK);
	cx.now += 1;
	ok(find(token, &s, &former) == ERR_LOGIN);
}

static void
test_what_ends_sessions(void)
{
	struct session s, other;
	struct session_list list;
	const char *renewed;
	char one[64], two[64];
	int64_t former;

	ok(login("mei", FIXTURE_PASSWORD, one) == ERR_OK);
	ok(login("mei", FIXTURE_PASSWORD, two) == ERR_OK);
	ok(find(two, &other, &former) == ERR_OK);
	ok(find(one, &s, &former) == ERR_OK);
	ok(session_list(&cx, s.id, &list) == ERR_OK);
	ok(list.count >= 2);
	/* Nobody ends another's. */
	fixture_as(&cx, OSCAR);
	ok(session_end(&cx, s.id, 0) == ERR_OK);
	ok(find(one, &s, &former) == ERR_OK);
	/* To end all asks for the password if it was long ago. */
	cx.now += cx.conf->sessions_proof_lifetime;
	ok(find(one, &s, &former) == ERR_OK && !cx.proved);
	ok(session_end(&cx, 0, s.id) == ERR_PROOF);
	err_clear(&cx);
	ok(find(two, &s, &former) == ERR_OK);
	ok(login_prove(&cx, s.id, "another one") == ERR_PROOF);
	is(cx.say, "password_wrong");
	err_clear(&cx);
	/* Nobody's password opens another's session. */
	fixture_as(&cx, PRIYA);
	cx.proved = false;
	ok(login_prove(&cx, s.id, FIXTURE_PASSWORD) == ERR_LOGIN);
	ok(!cx.proved);
	ok(find(two, &s, &former) == ERR_OK && !cx.proved);
	ok(login_prove(&cx, s.id, FIXTURE_PASSWORD) == ERR_OK);
	ok(find(two, &s, &former) == ERR_OK && cx.proved);
	/* That session's, and no other. */
	ok(find(one, &s, &former) == ERR_OK && !cx.proved);
	ok(login_prove(&cx, s.id, FIXTURE_PASSWORD) == ERR_OK);
	/* His own, one and all but this. */
	ok(session_end(&cx, other.id, 0) == ERR_OK);
	ok(find(two, &s, &former) == ERR_LOGIN && former == fixture_id(MEI));
	/* What has ended is not proved any more. */
	fixture_as(&cx, MEI);
	ok(login_prove(&cx, other.id, FIXTURE_PASSWORD) == ERR_LOGIN);
	ok(login("mei", FIXTURE_PASSWORD, two) == ERR_OK);
	ok(find(one, &s, &former) == ERR_OK);
	cx.proved = true;
	ok(session_end(&cx, 0, s.id) == ERR_OK);
	ok(find(one, &s, &former) == ERR_OK);
	ok(find(two, &s, &former) == ERR_LOGIN);
	/* With another token the old one is good no more; and not another's. */
	ok(find(one, &s, &former) == ERR_OK);
	fixture_as(&cx, OSCAR);
	ok(session_renew(&cx, s.id, &renewed) == ERR_LOGIN);
	fixture_as(&cx, MEI);
	ok(session_renew(&cx, s.id, &renewed) == ERR_OK);
	snprintf(one, sizeof(one), "%s", renewed);
	ok(find(one, &s, &former) == ERR_OK);
	ok(session_end(&cx, s.id, 0) == ERR_OK);
	ok(session_renew(&cx, s.id, &renewed) == ERR_LOGIN);
	ok(login("mei", FIXTURE_PASSWORD, one) == ERR_OK);
	/* A changed password ends the others, a disabled user all. */
	ok(login("mei", FIXTURE_PASSWORD, two) == ERR_OK);
	ok(find(two, &other, &former) == ERR_OK);
	ok(user_password(&cx, FIXTURE_PASSWORD, "another long password",
	       other.id) == ERR_OK);
	ok(find(one, &s, &former) == ERR_LOGIN);
	ok(find(two, &s, &former) == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(user_disable(&cx, "mei", true) == ERR_OK);
	ok(find(two, &s, &former) == ERR_LOGIN && former == 0);
	ok(login("mei", "another long password", one) == ERR_LOGIN);
	ok(user_disable(&cx, "mei", false) == ERR_OK);
	ok(login("mei", "another long password", one) == ERR_OK);
}

static void
test_one_session_too_many_ends_the_oldest(void)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;
	char first[64], second[64], third[64], other[64];
	struct session s;
	int64_t former;

	conf->sessions_max_count = 2;
	ok(login("priya", FIXTURE_PASSWORD, other) == ERR_OK);
	ok(login("mei", FIXTURE_PASSWORD, first) == ERR_OK);
	ok(login("mei", FIXTURE_PASSWORD, second) == ERR_OK);
	ok(find(first, &s, &former) == ERR_OK);
	ok(login("mei", FIXTURE_PASSWORD, third) == ERR_OK);
	ok(find(first, &s, &former) == ERR_LOGIN && former == fixture_id(MEI));
	ok(find(second, &s, &former) == ERR_OK);
	ok(find(third, &s, &former) == ERR_OK);
	ok(find(other, &s, &former) == ERR_OK);
	conf->sessions_max_count = 50;
}

static void
test_passwords(void)
{
	static const struct {
		const char *password, *wrong;
	} rows[] = {
		{ "fourteen chars", "password_short" },
		{ "fifteen  chars.", NULL },
		{ "十五个字的密码也是可以用的吧啊", NULL },
		{ "aaaaaaaaaaaaaaaaaaaa", "password_common" },
		{ "abcdefghijklmnopqrst", "password_common" },
		{ "1234567890123456789", "password_common" },
		{ "alllowercaseisquiteallowed", NULL },
		{ "correct horse battery staple", NULL },
		{ "the password of my aunt", NULL },
		{ "Guichet2026Guichet2026", "password_common" },
		{ "P@ssw0rd-Pa55word!", "password_common" },
		{ "qwertyuiop-1234567890", "password_common" },
		{ "Mei.Tan Mei.Tan Mei.Tan", "password_common" },
		{ "t4n-m31-2026-2027!", "password_common" },
		{ "mei.tan.lumen mei.tan.lumen 1", "password_common" },
		{ "31415926535897932", NULL }, /* no words, no rule */
	};
	const struct user who = { .name = "mei",
		.display_name = "Mei Tan",
		.email = "mei.tan.lumen@lumen.example" };
	int64_t n;

	fixture_as(&cx, MEI);
	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *wrong = password_wrong(
		    &cx, &who, rows[i].password, false, &n);

		is(wrong == NULL ? "" : wrong,
		    rows[i].wrong == NULL ? "" : rows[i].wrong);
	}
	ok(user_password(&cx, "not the present one", "another long one", 0) ==
	    ERR_INVALID);
	is(cx.say, "password_wrong");
	for (int i = 0; i < 20; i++) {
		fixture_as(&cx, MEI);
		ok(user_password(&cx, "a guess", "another long one", 0) ==
		    ERR_INVALID);
	}
	/* He who guesses waits, even with the right one. */
	is(cx.say, "login_wait");
	fixture_as(&cx, MEI);
	ok(user_password(&cx, FIXTURE_PASSWORD, "another long one", 0) ==
	    ERR_INVALID);
	is(cx.say, "login_wait");
}

int
main(void)
{
	fixture_open(&cx);
	test_sign_in_by_any_case_of_the_name();
	test_the_token_is_nowhere_in_the_database();
	test_wrong_passwords_and_unknown_names_are_one();
	test_failures_slow_down_and_do_not_lock_out();
	test_one_session_too_many_ends_the_oldest();
	test_passwords();
	test_a_session_ends_when_idle_or_old();
	test_what_ends_sessions();
	seen_close(cx.seen);
	fixture_close(&cx);
	return tap_done();
}
