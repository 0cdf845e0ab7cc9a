/*
 * t-page-totp.c - the second factor as a person meets it.
 */
#include "browser.h"

#include <string.h>

#include "base/conf.h"
#include "base/totp.h"
#include "tap.h"

static unsigned char secret[TOTP_SECRET_LEN];

static const char *
code(void)
{
	static char out[8];

	snprintf(out, sizeof(out), "%06u",
	    (unsigned)hotp(
		secret, sizeof(secret), (uint64_t)cx.now / TOTP_PERIOD, 6));
	return out;
}

static void
test_switches_it_on(void)
{
	const char *page;
	char first[20];
	size_t len;

	get(MEI, "/account/totp");
	ok(seen.status == 200 && !has("<svg class=\"qr\""));
	submit(MEI, "/account/totp", "action", "start", NULL);
	ok(seen.status == 303);
	is(seen.location, "/account/totp");
	get(MEI, "/account/totp");
	ok(seen.rs.secret);
	ok(has("<svg class=\"qr\"") && has(at("Totp.secret")));
	ok(strncmp(at("Totp.uri"), "otpauth://totp/Guichet:mei?", 27) == 0);
	ok(unbase32(at("Totp.secret"), secret, sizeof(secret), &len));

	page = keep_page();
	submit(MEI, "/account/totp", "action", "confirm", "totp", "", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "totp");
	back_to(page);
	submit(
	    MEI, "/account/totp", "action", "confirm", "totp", "000000", NULL);
	ok(seen.status == 422 && !has("000000"));
	is(at("F.totp.e"),
	    "This code is not right. Take the one that your app shows now.");
	ok(has("<svg class=\"qr\""));
	/* Twice by a double click: the codes are there all the same. */
	for (int i = 0; i < 2; i++) {
		back_to(page);
		submit(MEI, "/account/totp", "action", "confirm", "totp",
		    code(), NULL);
		ok(seen.status == 200 && seen.rs.secret);
		ok(strlen(at("Code.9")) == 19 && has(at("Code.9")));
		if (i == 0)
			snprintf(first, sizeof(first), "%s", at("Code.0"));
		is(at("Code.0"), first);
	}
	get(MEI, "/account/totp");
	is(at("Totp.left"), "10");
	is(at("Code.0"), "");
	submit(MEI, "/account/totp", "action", "dance", NULL);
	ok(seen.status == 422);
	cx.now += 30;
}

static void
test_signs_in_in_two_steps(void)
{
	const char *page;

	get(NOBODY, "/login?next=/tickets");
	submit(NOBODY, "/login", "username", "mei", "password", "no", NULL);
	ok(seen.status == 422 && !has("name=\"totp\""));
	submit(NOBODY, "/login", "username", "mei", "password",
	    FIXTURE_PASSWORD, NULL);
	ok(seen.status == 200 && seen.rs.set_sid == NULL);
	ok(has("name=\"totp\"") && !has("name=\"password\""));
	ok(has("name=\"next\" value=\"/tickets\""));
	ok(strlen(at("Step")) == 43);
	page = keep_page();
	submit(NOBODY, "/login", "totp", "", NULL);
	ok(seen.status == 422 && has("name=\"step\""));
	back_to(page);
	submit(NOBODY, "/login", "totp", "000000", NULL);
	ok(seen.status == 422 && seen.rs.set_sid == NULL);
	is(at("F.Errors.0.to"), "totp");
	submit(NOBODY, "/login", "totp", code(), NULL);
	ok(seen.status == 303 && seen.rs.set_sid != NULL);
	is(seen.location, "/tickets");
	back_to(page);
	submit(NOBODY, "/login", "totp", code(), NULL);
	ok(seen.status == 422 && has("name=\"password\""));
	is(at("F.Say"),
	    "That took too long, or too many codes were wrong. Please begin "
	    "again.");
	is(at("Next"), "/tickets");
	cx.now += 30;
	/* Both at once, for programs. */
	post(NOBODY, "/login", "username", "mei", "password", FIXTURE_PASSWORD,
	    "totp", code(), NULL);
	ok(seen.status == 303 && seen.rs.set_sid != NULL);
	post(NOBODY, "/login", "username", "mei", "password", FIXTURE_PASSWORD,
	    "totp", code(), NULL);
	ok(seen.status == 422 && seen.rs.set_sid == NULL);
}

static void
test_switches_it_off(void)
{
	get(MEI, "/account/totp");
	submit(MEI, "/account/totp", "action", "codes", NULL);
	ok(seen.status == 200 && strlen(at("Code.0")) == 19);
	get(MEI, "/account/totp");
	submit(MEI, "/account/totp", "action", "off", NULL);
	is(seen.location, "/account/totp?done=totp_off");
	get(MEI, "/account/totp");
	is(at("Totp.on"), "");
	get(NOBODY, "/login");
	submit(NOBODY, "/login", "username", "mei", "password",
	    FIXTURE_PASSWORD, NULL);
	ok(seen.status == 303);
}

static void
test_who_must_is_led_there(void)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;

	conf->passwords_two_factor = CONF_FACTOR_STAFF;
	must_enrol = true;
	get(PRIYA, "/agent");
	ok(seen.status == 303);
	is(seen.location, "/account/totp");
	get(PRIYA, "/account/totp");
	ok(seen.status == 200);
	is(at("Totp.must"), "1");
	get(PRIYA, "/help");
	ok(seen.status == 200);
	get(PRIYA, "/account");
	is(seen.location, "/account/totp");
	/* What he was writing waits in its form, or is there to be copied. */
	must_enrol = false;
	get(PRIYA, "/agent/replies/new");
	must_enrol = true;
	submit(PRIYA, "/agent/replies", "name", "Hello", "content_en",
	    "We look into it.", NULL);
	ok(seen.status == 303);
	is(seen.location, "/account/totp?done=waits");
	must_enrol = false;
	get(PRIYA, "/agent/replies/new");
	is(at("F.content_en.v"), "We look into it.");
	get(ROOT, "/admin/queues/new");
	must_enrol = true;
	submit(ROOT, "/admin/queues", "name", "Night", NULL);
	ok(seen.rc == ERR_CONFLICT);
	is(seen.say, "first_account");
	must_enrol = false;
	conf->passwords_two_factor = CONF_FACTOR_OPTIONAL;
}

int
main(void)
{
	browser_open();
	test_switches_it_on();
	test_signs_in_in_two_steps();
	test_switches_it_off();
	test_who_must_is_led_there();
	browser_close();
	return tap_done();
}
