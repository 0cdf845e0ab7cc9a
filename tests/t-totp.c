/*
 * The second factor: the vectors of the RFCs, and what a code is good for.
 */
#include "base/totp.h"

#include "base/conf.h"
#include "base/crypto.h"
#include "base/qr.h"
#include "domain/login.h"
#include "domain/session.h"
#include "domain/totp.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;

static const char *
hex_of(const unsigned char *p, size_t len)
{
	char *out = arena_alloc(cx.mem, 2 * len + 1);

	crypto_hex(p, len, out);
	return out;
}

static void
test_sha1(void)
{
	unsigned char h[SHA1_LEN];
	char *million = arena_alloc(cx.mem, 1000000);

	sha1("", 0, h);
	is(hex_of(h, 20), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	sha1("abc", 3, h);
	is(hex_of(h, 20), "a9993e364706816aba3e25717850c26c9cd0d89d");
	sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, h);
	is(hex_of(h, 20), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	memset(million, 'a', 1000000);
	sha1(million, 1000000, h);
	is(hex_of(h, 20), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

/* RFC 2202. */
static void
test_hmac(void)
{
	unsigned char h[SHA1_LEN], key[80];

	memset(key, 0x0b, 20);
	hmac_sha1(key, 20, "Hi There", 8, h);
	is(hex_of(h, 20), "b617318655057264e28bc0b6fb378c8ef146be00");
	hmac_sha1("Jefe", 4, "what do ya want for nothing?", 28, h);
	is(hex_of(h, 20), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
	memset(key, 0xaa, 80);
	hmac_sha1(key, 80,
	    "Test Using Larger Than Block-Size Key - Hash Key First", 54, h);
	is(hex_of(h, 20), "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

static void
test_codes(void)
{
	static const char secret[] = "12345678901234567890";
	/* RFC 4226, appendix D. */
	static const uint32_t six[] = { 755224, 287082, 359152, 969429, 338314,
		254676, 287922, 162583, 399871, 520489 };
	/* RFC 6238, appendix B. */
	static const struct {
		int64_t at;
		uint32_t code;
	} eight[] = { { 59, 94287082 }, { 1111111109, 7081804 },
		{ 1111111111, 14050471 }, { 1234567890, 89005924 },
		{ 2000000000, 69279037 }, { 20000000000, 65353130 } };

	for (size_t i = 0; i < NELEM(six); i++)
		ok(hotp(secret, 20, i, 6) == six[i]);
	for (size_t i = 0; i < NELEM(eight); i++)
		ok(hotp(secret, 20, (uint64_t)eight[i].at / TOTP_PERIOD, 8) ==
		    eight[i].code);

	/* 755224 is step 0; 287082 step 1, and so on. */
	ok(totp_step(secret, 20, 59, 0, "287082") == 1);
	ok(totp_step(secret, 20, 89, 0, "287082") == 1);
	ok(totp_step(secret, 20, 90, 0, "287082") == 0); /* two late */
	ok(totp_step(secret, 20, 30, 0, "359152") == 2);
	ok(totp_step(secret, 20, 29, 0, "359152") == 0); /* two early */
	ok(totp_step(secret, 20, 59, 1, "287082") == 0); /* used */
	ok(totp_step(secret, 20, 59, 2, "287082") == 0); /* earlier */
	ok(totp_step(secret, 20, 59, 0, "287083") == 0);
	ok(totp_step(secret, 20, 59, 0, "28708") == 0);
	ok(totp_step(secret, 20, 59, 0, "2870820") == 0);
	/* A leading zero is a digit. */
	ok(totp_step(secret, 20, 1111111109, 0, "081804") == 37037036);
	ok(totp_step(secret, 20, 1111111109, 0, "81804") == 0);
}

/* RFC 4648. */
static void
test_base32(void)
{
	static const struct {
		const char *plain, *text;
	} rows[] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" },
		{ "foo", "MZXW6" }, { "foob", "MZXW6YQ" },
		{ "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
	char out[8];
	size_t len;

	for (size_t i = 0; i < NELEM(rows); i++) {
		is(base32(cx.mem, rows[i].plain, strlen(rows[i].plain)),
		    rows[i].text);
		ok(unbase32(rows[i].text, out, sizeof(out), &len));
		ok(len == strlen(rows[i].plain) &&
		    memcmp(out, rows[i].plain, len) == 0);
	}
	ok(!unbase32("MZXW1", out, sizeof(out), &len));
	ok(!unbase32("mzxw6", out, sizeof(out), &len));
	ok(!unbase32("MZXW6YTBOI", out, 5, &len));
}

static void
test_qr(void)
{
	int size;
	const char *path = qr_path(cx.mem, "otpauth://totp/x", &size);
	char *big = arena_alloc(cx.mem, 4000);

	/* Version 2, 25 modules, with the corner of a finder in each. */
	ok(path != NULL && size == 25 + 8);
	ok(strncmp(path, "M4 4h7v1h-7z", 12) == 0);
	ok(strstr(path, "M22 4h7v1h-7z") != NULL);
	ok(strstr(path, "M4 22h7v1h-7z") != NULL);
	memset(big, 'x', 3999);
	big[3999] = '\0';
	ok(qr_path(cx.mem, big, &size) == NULL);
}

/* Enrolment and signing in --------------------------------------------------
 */

static unsigned char secret[TOTP_SECRET_LEN];
static char recovery[RECOVERY_CODES][RECOVERY_LEN + 1];

static const char *
code_at(int64_t at)
{
	static char code[8];

	snprintf(code, sizeof(code), "%06u",
	    (unsigned)hotp(secret, sizeof(secret), (uint64_t)at / 30, 6));
	return code;
}

static void
begin(enum who_is who, const char *key)
{
	fixture_as(&cx, who);
	cx.op.key = key;
}

static void
test_a_secret_counts_once_it_was_used(void)
{
	struct recovery r;
	struct totp t;
	size_t len;
	bool on;

	begin(MEI, NULL);
	ok(totp_get(&cx, &t) == ERR_OK && !t.on && t.secret == NULL);
	cx.proved = false;
	ok(totp_confirm(&cx, "123456", 0, &r) == ERR_PROOF);
	err_clear(&cx);
	cx.proved = true;
	ok(totp_confirm(&cx, "123456", 0, &r) == ERR_CONFLICT);
	is(cx.say, "totp_none");
	begin(MEI, NULL);
	cx.proved = false;
	ok(totp_begin(&cx) == ERR_PROOF);
	begin(MEI, NULL);
	ok(totp_begin(&cx) == ERR_OK);
	ok(totp_get(&cx, &t) == ERR_OK && !t.on);
	ok(strlen(t.secret) == 32);
	ok(strncmp(t.uri, "otpauth://totp/Guichet:mei?secret=", 34) == 0);
	ok(unbase32(t.secret, secret, sizeof(secret), &len) && len == 20);
	/* Not for who has not given the password. */
	cx.proved = false;
	ok(totp_get(&cx, &t) == ERR_OK && t.secret == NULL);
	ok(totp_is_on(&cx, fixture_id(MEI), &on) == ERR_OK && !on);

	begin(MEI, "k1");
	ok(totp_confirm(&cx, "000000", 0, &r) == ERR_INVALID);
	is(cx.say, "totp_wrong");
	begin(MEI, "k1");
	ok(totp_confirm(&cx, code_at(cx.now - 60), 0, &r) == ERR_INVALID);
	begin(MEI, "k1");
	ok(totp_confirm(&cx, code_at(cx.now), 0, &r) == ERR_OK);
	memcpy(recovery, r.code, sizeof(recovery));
	ok(strlen(recovery[0]) == 19 && recovery[0][4] == '-');
	ok(strcmp(recovery[0], recovery[9]) != 0);
	/* Sent twice: the same codes, as long as that may be a double click. */
	begin(MEI, "k1");
	ok(totp_confirm(&cx, code_at(cx.now), 0, &r) == ERR_OK && r.known);
	ok(memcmp(recovery, r.code, sizeof(recovery)) == 0);
	begin(MEI, "k1");
	cx.now += 121;
	ok(totp_confirm(&cx, code_at(cx.now), 0, &r) == ERR_OK && !r.known);
	is(r.code[0], "");

	begin(MEI, NULL);
	ok(totp_get(&cx, &t) == ERR_OK && t.on && t.left == 10);
	ok(t.secret == NULL);
	ok(totp_begin(&cx) == ERR_CONFLICT);
	is(cx.say, "totp_on");
}

static char step[64], token[64];

static enum err
password(void)
{
	const struct login_try in = {
		.name = "mei", .password = FIXTURE_PASSWORD, .agent = "T"
	};
	struct login_done done;
	enum err rc;

	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	rc = login_password(&cx, &in, &done);
	if (rc != ERR_OK)
		return rc;
	ok(done.token == NULL && cx.actor == 0);
	snprintf(step, sizeof(step), "%s", done.step);
	return rc;
}

static enum err
code(const char *text)
{
	const struct login_try in = { .agent = "T" };
	struct login_done done;
	enum err rc;

	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	rc = login_code(&cx, step, text, &in, &done);
	snprintf(token, sizeof(token), "%s",
	    rc == ERR_OK && done.token != NULL ? done.token : "");
	return rc;
}

/* Both, with a pause after it in which failures are forgotten. */
static enum err
both(const char *text)
{
	char kept[64]; /* the text may be of the request before */
	enum err rc;

	snprintf(kept, sizeof(kept), "%s", text);
	rc = password();
	if (rc == ERR_OK)
		rc = code(kept);
	cx.now += 3700;
	return rc;
}

static void
test_signing_in_takes_both(void)
{
	struct session s;
	int64_t former;
	char first[8];

	cx.now += 3700;
	ok(password() == ERR_OK);
	ok(code("000000") == ERR_LOGIN);
	is(cx.say, "totp_wrong");
	is(token, "");
	memcpy(first, code_at(cx.now), 7);
	ok(code(first) == ERR_OK);
	ok(session_find(&cx, token, &s, &former) == ERR_OK && s.two_factor);
	/* Neither the step nor the code does twice. */
	ok(code(first) == ERR_LOGIN);
	is(cx.say, "login_again");
	ok(password() == ERR_OK);
	ok(code(first) == ERR_LOGIN);
	is(cx.say, "totp_wrong");
	/* Nor an earlier one, if the clock went back. */
	cx.now -= 3600;
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	cx.now += 3600 + 3700;

	ok(both(arena_printf(cx.mem, " %.3s - %.3s\t", code_at(cx.now),
	       code_at(cx.now) + 3)) == ERR_OK);
	ok(both(code_at(cx.now - 30)) == ERR_OK);
	ok(both(code_at(cx.now + 30)) == ERR_OK);
	ok(both(code_at(cx.now - 60)) == ERR_LOGIN);
	ok(both(code_at(cx.now + 60)) == ERR_LOGIN);
	ok(both("") == ERR_LOGIN);
}

static void
test_a_step_ends(void)
{
	ok(password() == ERR_OK);
	cx.now += 600;
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	is(cx.say, "login_again");
	cx.now += 3700;
	ok(password() == ERR_OK);
	for (int i = 0; i < 5; i++)
		ok(code("000000") == ERR_LOGIN);
	/* The name waits, as for wrong passwords; and the step is used up. */
	ok(password() == ERR_BUSY);
	cx.now += 1;
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	is(cx.say, "login_again");
	/* The right password alone does not free the counter. */
	ok(password() == ERR_OK);
	ok(code("000000") == ERR_LOGIN);
	ok(code("000000") == ERR_BUSY);
	is(cx.say, "login_wait");
	cx.now += 3700;

	/* Who was disabled meanwhile stays outside. */
	ok(password() == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(user_disable(&cx, "mei", true) == ERR_OK);
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	is(cx.say, "login_again");
	fixture_as(&cx, NOBODY);
	ok(user_disable(&cx, "mei", false) == ERR_OK);

	/* A new password ends it. */
	ok(password() == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(user_set_password(&cx, "mei", FIXTURE_PASSWORD, false) == ERR_OK);
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	is(cx.say, "login_again");
	step[0] = '\0';
	ok(code(code_at(cx.now)) == ERR_LOGIN);
	cx.now += 3700;
}

static void
test_each_recovery_code_does_once(void)
{
	struct login_events e;
	struct recovery r;
	char lower[20];
	struct totp t;

	ok(both(recovery[3]) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(login_history(&cx, &e) == ERR_OK &&
	    e.item[0].outcome == LOGIN_RECOVERY);
	ok(totp_get(&cx, &t) == ERR_OK && t.left == 9);
	ok(both(recovery[3]) == ERR_LOGIN);
	/* However it is written. */
	for (int i = 0; i < 20; i++)
		lower[i] = recovery[4][i] >= 'A' && recovery[4][i] <= 'Z'
		    ? (char)(recovery[4][i] + 32)
		    : recovery[4][i] == 'B' ? '8'
		    : recovery[4][i] == '-' ? ' '
					    : recovery[4][i];
	ok(both(lower) == ERR_OK);
	ok(both("AAAA-AAAA-AAAA-AAAA") == ERR_LOGIN);

	begin(MEI, NULL);
	cx.proved = false;
	ok(totp_recovery(&cx, &r) == ERR_PROOF);
	begin(MEI, NULL);
	ok(totp_recovery(&cx, &r) == ERR_OK);
	ok(both(recovery[5]) == ERR_LOGIN);
	ok(both(r.code[5]) == ERR_OK);
	/* They are nobody else's. */
	begin(WEN, NULL);
	ok(totp_recovery(&cx, &r) == ERR_CONFLICT);
}

static void
test_a_short_password_needs_the_second_factor(void)
{
	struct user u;

	begin(PRIYA, NULL);
	ok(user_password(&cx, FIXTURE_PASSWORD, "8 char.s", 0) == ERR_INVALID);
	is(cx.say, "password_short");
	begin(MEI, NULL);
	ok(user_password(&cx, FIXTURE_PASSWORD, "7 chars", 0) == ERR_INVALID);
	ok(cx.say_n == 8);
	begin(MEI, NULL);
	ok(user_password(&cx, FIXTURE_PASSWORD, "8 char.s", 0) == ERR_OK);
	ok(user_me(&cx, &u) == ERR_OK && !u.must_change);
	cx.proved = false;
	ok(totp_off(&cx, 0) == ERR_PROOF);
	begin(MEI, NULL);
	ok(totp_off(&cx, 0) == ERR_OK);
	ok(user_me(&cx, &u) == ERR_OK && u.must_change);
	begin(MEI, NULL);
	ok(user_password(&cx, "8 char.s", FIXTURE_PASSWORD, 0) == ERR_OK);
	ok(user_me(&cx, &u) == ERR_OK && !u.must_change);
}

static void
test_the_staff_may_have_to(void)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;
	struct recovery r;
	struct session s;
	const char *sid;
	struct totp t;
	int64_t former;
	size_t len;

	conf->passwords_two_factor = CONF_FACTOR_STAFF;
	fixture_as(&cx, NOBODY);
	ok(fixture_login(&cx, "priya", FIXTURE_PASSWORD, "T", &sid) == ERR_OK);
	ok(session_find(&cx, sid, &s, &former) == ERR_OK && s.must_enrol);
	ok(totp_begin(&cx) == ERR_OK);
	ok(totp_get(&cx, &t) == ERR_OK && t.must);
	ok(unbase32(t.secret, secret, sizeof(secret), &len));
	ok(totp_confirm(&cx, code_at(cx.now), s.id, &r) == ERR_OK);
	ok(session_find(&cx, sid, &s, &former) == ERR_OK && !s.must_enrol);
	ok(totp_off(&cx, s.id) == ERR_DENIED);
	is(cx.say, "totp_must");
	err_clear(&cx);
	ok(fixture_login(&cx, "mei", FIXTURE_PASSWORD, "T", &sid) == ERR_OK);
	ok(session_find(&cx, sid, &s, &former) == ERR_OK && !s.must_enrol);
	conf->passwords_two_factor = CONF_FACTOR_OPTIONAL;

	fixture_as(&cx, NOBODY);
	ok(totp_reset(&cx, fixture_id(MEI)) == ERR_NOTFOUND);
	/* Not by himself, nor by somebody who does not manage him. */
	static const enum who_is others[] = { PRIYA, YATING, LARS, MEI };
	for (size_t i = 0; i < NELEM(others); i++) {
		fixture_as(&cx, others[i]);
		ok(totp_reset(&cx, fixture_id(PRIYA)) == ERR_NOTFOUND);
	}
	fixture_as(&cx, ROOT);
	cx.proved = false;
	ok(totp_reset(&cx, fixture_id(PRIYA)) == ERR_PROOF);
	fixture_as(&cx, ROOT);
	ok(totp_reset(&cx, fixture_id(PRIYA)) == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(fixture_login(&cx, "priya", FIXTURE_PASSWORD, "T", &sid) == ERR_OK);
}

int
main(void)
{
	fixture_open(&cx);
	test_sha1();
	test_hmac();
	test_codes();
	test_base32();
	test_qr();
	test_a_secret_counts_once_it_was_used();
	test_signing_in_takes_both();
	test_a_step_ends();
	test_each_recovery_code_does_once();
	test_a_short_password_needs_the_second_factor();
	test_the_staff_may_have_to();
	fixture_close(&cx);
	return tap_done();
}
