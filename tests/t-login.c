/*
 * Signing in: what slows down a guesser and not the owner, and what the
 * owner is told.
 */
#include "domain/login.h"

#include "domain/session.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

#define WRONG "a wrong password"

static struct ctx cx;

/* What the browser of a test keeps; "" is none. */
static char cookie[64], sid[64];

static enum err
login(const char *name, const char *password, const char *device)
{
	const struct login_try in = { .name = name,
		.password = password,
		.agent = "Test/1.0",
		.device = *device == '\0' ? NULL : device };
	struct login_done done;
	enum err rc;

	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	rc = login_password(&cx, &in, &done);
	if (rc == ERR_OK) {
		snprintf(cookie, sizeof(cookie), "%s", done.device);
		snprintf(sid, sizeof(sid), "%s", done.token);
	}
	return rc;
}

/* Guess until there is a wait; how often that was possible. */
static int
guess(const char *name, const char *device)
{
	int n = 0;

	while (n < 100 && login(name, WRONG, device) == ERR_LOGIN)
		n++;
	return n;
}

static void
test_the_owner_is_not_locked_out_where_he_is_known(void)
{
	char known[64], other[64];

	cx.peer = "192.0.2.1";
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_OK);
	ok(strlen(cookie) == 43);
	memcpy(known, cookie, sizeof(known));

	cx.peer = "198.51.100.1";
	ok(guess("mei", "") == 5);
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_BUSY);
	is(cx.say, "login_wait");
	ok(login("mei", FIXTURE_PASSWORD, known) == ERR_OK);
	is(cookie, known);
	/* His success frees his browser, not the guesser. */
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_BUSY);

	/* His own mistakes count where he makes them. */
	cx.peer = "192.0.2.1";
	ok(guess("mei", known) == 5);
	ok(login("mei", FIXTURE_PASSWORD, known) == ERR_BUSY);
	cx.now += 1;
	ok(login("mei", FIXTURE_PASSWORD, known) == ERR_OK);

	/* A browser that is known for one is not for another. */
	cx.now += 3601;
	cx.peer = "198.51.100.1";
	ok(guess("priya", "") == 5);
	ok(login("priya", FIXTURE_PASSWORD, known) == ERR_BUSY);
	cx.now += 3601;
	ok(login("priya", FIXTURE_PASSWORD, known) == ERR_OK);
	is(cookie, known); /* both are known in it now */
	memcpy(other, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 44);
	ok(login("mei", FIXTURE_PASSWORD, other) == ERR_OK);
	ok(strcmp(cookie, other) != 0); /* not ours: not taken over */
}

static void
test_waits_grow_up_to_a_cap_and_are_forgotten(void)
{
	cx.peer = "198.51.100.2";
	for (int i = 0; i < 5; i++)
		ok(login("nobody-here", WRONG, "") == ERR_LOGIN);
	for (int64_t wait = 1; wait < 1000; wait *= 2) {
		ok(login("nobody-here", WRONG, "") == ERR_BUSY);
		ok(cx.say_n == (wait > 128 ? 300 : wait));
		cx.now += cx.say_n - 1;
		ok(login("nobody-here", WRONG, "") == ERR_BUSY);
		cx.now += 1;
		ok(login("nobody-here", WRONG, "") == ERR_LOGIN);
	}
	cx.now += 3601;
	ok(guess("nobody-here", "") == 5);
}

static void
test_known_and_unknown_names_wait_alike(void)
{
	cx.peer = "198.51.100.3";
	cx.now += 3601;
	ok(guess("wen", "") == guess("no-such-name", ""));
}

static void
test_a_spray_is_slowed_down_by_its_address(void)
{
	static const char *const from[] = { "2001:db8:1:2::1",
		"2001:db8:1:2:9::7", "2001:db8:1:2:ffff::3" };
	char name[16];
	int n = 0;

	cx.now += 3601;
	for (; n < 100; n++) {
		cx.peer = from[n % 3];
		snprintf(name, sizeof(name), "user%d", n);
		if (login(name, WRONG, "") != ERR_LOGIN)
			break;
	}
	ok(n == 20);
	is(cx.say, "login_wait");
	/* From elsewhere one may still come. */
	cx.peer = "2001:db8:1:3::1";
	ok(login("user0", WRONG, "") == ERR_LOGIN);
	cx.peer = "2001:db8:1:2::1";
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_BUSY);
}

static void
test_networks(void)
{
	static const struct {
		const char *address, *network;
	} rows[] = {
		{ "192.0.2.7", "192.0.2.7" },
		{ "::ffff:192.0.2.7", "192.0.2.7" },
		{ "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002::/64" },
		{ "2001:db8:1:2::", "2001:0db8:0001:0002::/64" },
		{ "::1", "0000:0000:0000:0000::/64" },
		{ "unix:", "unix:" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(login_network(cx.mem, rows[i].address), rows[i].network);
	is(login_network(cx.mem, NULL), "");
}

/* The id of the session that was made last. */
static int64_t
session(enum who_is who)
{
	struct session s;
	int64_t former;

	fixture_as(&cx, NOBODY);
	ok(session_find(&cx, sid, &s, &former) == ERR_OK);
	fixture_as(&cx, who);
	return s.id;
}

static void
test_the_owner_sees_what_happened(void)
{
	struct login_events e;
	char known[64];
	int64_t first, here;

	cx.now += 3601;
	cx.peer = "192.0.2.9";
	fixture_as(&cx, ROOT);
	ok(user_set_password(&cx, "wen", FIXTURE_PASSWORD, false) == ERR_OK);
	ok(login("wen", FIXTURE_PASSWORD, "") == ERR_OK);
	memcpy(known, cookie, sizeof(known));
	first = session(WEN);
	/* The first browser of all is no news. */
	ok(login_news(&cx, 0, &e) == ERR_OK && e.count == 0);
	ok(login("wen", WRONG, known) == ERR_LOGIN);
	ok(login("wen", FIXTURE_PASSWORD, known) == ERR_OK);
	fixture_as(&cx, WEN);
	ok(login_news(&cx, 0, &e) == ERR_OK && e.count == 0);

	cx.peer = "203.0.113.5";
	ok(login("wen", FIXTURE_PASSWORD, "") == ERR_OK);
	here = session(WEN);
	/* It is said in the other browser, not in the new one. */
	ok(login_news(&cx, first, &e) == ERR_OK && e.count == 1);
	is(e.item[0].ip, "203.0.113.5");
	ok(e.item[0].fresh);
	ok(login_news(&cx, here, &e) == ERR_OK && e.count == 0);

	ok(login_history(&cx, &e) == ERR_OK);
	ok(e.item[0].outcome == LOGIN_GOOD && e.item[0].fresh);
	ok(e.item[1].outcome == LOGIN_GOOD && !e.item[1].fresh);
	ok(e.item[2].outcome == LOGIN_WRONG_PASSWORD && !e.item[2].fresh);
	ok(e.item[3].outcome == LOGIN_GOOD);
	is(e.item[3].agent, "Test/1.0");
	here = e.item[0].id;

	/* Another's are not his to see or to know. */
	fixture_as(&cx, OSCAR);
	ok(login_history(&cx, &e) == ERR_OK && e.count == 0);
	ok(login_news(&cx, 0, &e) == ERR_OK && e.count == 0);
	ok(login_news_known(&cx, here) == ERR_OK);
	/* Nor does he know what he has not been shown. */
	fixture_as(&cx, WEN);
	ok(login_news_known(&cx, here - 1) == ERR_OK);
	fixture_as(&cx, WEN);
	ok(login_news(&cx, first, &e) == ERR_OK && e.count == 1);
	ok(login_news_known(&cx, here) == ERR_OK);
	fixture_as(&cx, WEN);
	ok(login_news(&cx, first, &e) == ERR_OK && e.count == 0);
}

static void
test_a_new_password_trusts_no_other_browser(void)
{
	char one[64], two[64];
	char other[64];
	int64_t here;

	cx.now += 3601;
	cx.peer = "192.0.2.20";
	ok(login("priya", FIXTURE_PASSWORD, "") == ERR_OK);
	memcpy(other, cookie, sizeof(other));
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_OK);
	memcpy(one, cookie, sizeof(one));
	ok(login("mei", FIXTURE_PASSWORD, "") == ERR_OK);
	memcpy(two, cookie, sizeof(two));
	here = session(MEI);
	ok(user_password(
	       &cx, FIXTURE_PASSWORD, "another long password", here) == ERR_OK);
	cx.peer = "198.51.100.9";
	ok(guess("mei", one) == 5);
	ok(login("mei", "another long password", one) == ERR_BUSY);
	ok(login("mei", "another long password", two) == ERR_OK);
	/* Another's stay known. */
	ok(guess("priya", "") == 5);
	ok(login("priya", FIXTURE_PASSWORD, other) == ERR_OK);
}

/* What is typed as a name may be a password: the trail keeps names of
 * users alone. */
static void
test_the_trail_has_only_names_that_there_are(void)
{
	cx.now += 3601;
	cx.peer = "203.0.113.7";
	ok(login("Tr0ub4dor&3 in the wrong field", "x", "") == ERR_LOGIN);
	ok(login("MEI", "x", "") == ERR_LOGIN);
	ok(db_script(&cx,
	       "CREATE TEMP TABLE kept (n CHECK (n = 0));"
	       "INSERT INTO kept SELECT count(*) FROM audit"
	       " WHERE resource_id LIKE '%tr0ub%' OR detail LIKE '%tr0ub%';"
	       "INSERT INTO kept SELECT count(*) - 1 FROM (SELECT 1 FROM audit"
	       " WHERE event = 'loginFailed' AND resource_id = 'mei'"
	       " ORDER BY seq DESC LIMIT 1)") == ERR_OK);
}

int
main(void)
{
	fixture_open(&cx);
	test_the_owner_is_not_locked_out_where_he_is_known();
	test_waits_grow_up_to_a_cap_and_are_forgotten();
	test_known_and_unknown_names_wait_alike();
	test_a_spray_is_slowed_down_by_its_address();
	test_networks();
	test_the_owner_sees_what_happened();
	test_a_new_password_trusts_no_other_browser();
	test_the_trail_has_only_names_that_there_are();
	fixture_close(&cx);
	return tap_done();
}
