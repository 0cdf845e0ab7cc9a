/*
 * t-page-login.c - who comes in, where he lands, and how he leaves.
 */
#include "browser.h"

#include "domain/session.h"
#include "tap.h"

static void
test_everyone_has_a_start(void)
{
	static const struct {
		enum who_is who;
		const char *start;
	} rows[] = { { NOBODY, "/login" }, { MEI, "/home" }, { LARS, "/home" },
		{ PRIYA, "/agent" }, { YATING, "/agent" }, { ROOT, "/admin" } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		get(rows[i].who, "/");
		ok(seen.status == 303);
		is(seen.location, rows[i].start);
	}
}

static void
test_signs_in_and_goes_on(void)
{
	static const struct {
		const char *next, *location;
	} rows[] = {
		{ "", "/" },
		{ "/tickets?status=2", "/tickets?status=2" },
		{ "//evil.example", "/" },
		{ "https://evil.example/", "/" },
		{ "/\\evil.example", "/" },
		{ "/no-such-page", "/" },
		{ "/logout", "/" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		get(NOBODY, "/login");
		ok(seen.status == 200 && has("action=\"/login\""));
		submit(NOBODY, "/login", "username", "Mei", "password",
		    FIXTURE_PASSWORD, "next", rows[i].next, NULL);
		ok(seen.status == 303);
		is(seen.location, rows[i].location);
		ok(seen.rs.set_sid != NULL && seen.rs.sid_lifetime > 0);
	}
}

static void
test_the_form_keeps_where_to_go(void)
{
	get(NOBODY, "/login?next=%2Ftickets%2Fnew");
	ok(has("name=\"next\" value=\"/tickets/new\""));
	submit(NOBODY, "/login", "username", "mei", "password", "wrong", NULL);
	ok(seen.status == 422);
	is(at("Next"), "/tickets/new");
	is(at("F.username.v"), "mei");
	is(at("F.Say"), "User name or password is wrong.");
	ok(!has("wrong\""));
	get(NOBODY, "/login?next=//evil.example");
	is(at("Next"), "");
	get(NOBODY, "/login?kept=1");
	is(at("Kept"), "1");
	ok(has("What you wrote is kept"));
	get(NOBODY, "/login?next=/tickets/new&kept=files");
	ok(has("must be added again"));
	/* That is still so after a wrong password. */
	submit(NOBODY, "/login", "username", "mei", "password", "wrong", NULL);
	ok(seen.status == 422);
	ok(has("must be added again"));
	get(MEI, "/login?next=/tickets");
	is(seen.location, "/tickets");
}

static void
test_an_unknown_name_reads_like_a_wrong_password(void)
{
	get(NOBODY, "/login");
	submit(
	    NOBODY, "/login", "username", "nobody-here", "password", "x", NULL);
	ok(seen.status == 422);
	is(at("F.Say"), "User name or password is wrong.");
	get(NOBODY, "/login");
	submit(NOBODY, "/login", "username", "", "password", "", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "username");
	is(at("F.Errors.1.to"), "password");
}

static void
test_too_many_attempts_have_to_wait(void)
{
	for (int i = 0; i < 20 && seen.status != 429; i++) {
		get(NOBODY, "/login");
		submit(NOBODY, "/login", "username", "priya", "password", "no",
		    NULL);
	}
	ok(seen.rc == ERR_OK && seen.status == 429);
	ok(seen.rs.retry_after > 0);
	ok(strncmp(at("F.Say"), "Too many attempts. Try again in ", 32) == 0);
}

static void
test_signs_out(void)
{
	get(MEI, "/home");
	submit(MEI, "/logout", NULL);
	/* The session of these tests is in no table: what counts is that the
	 * browser forgets it. */
	ok(seen.status == 303 || seen.rc == ERR_NOTFOUND);
	if (seen.status == 303) {
		is(seen.location, "/login?done=signed_out");
		is(seen.rs.set_sid, "");
		ok(seen.rs.clear_cache);
	}
	post(MEI, "/logout", NULL);
	ok(seen.rc == ERR_INVALID);
	is(seen.say, "form_old");
}

static void
test_preferences(void)
{
	get(NOBODY, "/login?next=/tickets");
	ok(has("name=\"next\" value=\"/login?next=/tickets\""));
	submit(
	    NOBODY, "/preferences", "language", "zh-cn", "theme", "dark", NULL);
	is(seen.rs.set_lang, "zh-cn");
	is(seen.rs.set_theme, "dark");
	is(seen.location, "/login?next=/tickets");

	get(MEI, "/home");
	submit(MEI, "/preferences", "language", "en", "theme", "auto", NULL);
	is(seen.rs.set_theme, "");
	is(seen.location, "/home");
	post(MEI, "/preferences", "language", "xx", NULL);
	ok(seen.rc == ERR_INVALID);
	post(MEI, "/preferences", "theme", "blue", NULL);
	ok(seen.rc == ERR_INVALID);
	get(MEI, "/preferences");
	ok(seen.rc == ERR_NOTFOUND && seen.status == 405);
}

static void
test_frame(void)
{
	get(MEI, "/home?done=saved");
	is(at("Page.Done"), "saved");
	is(at("Page.Here"), "/home");
	is(at("User.Name"), "Mei Tan");
	is(at("User.Create"), "1");
	is(at("User.Staff"), "");
	ok(has("<title>Home – Guichet</title>"));
	get(MEI, "/home?done=<script>");
	is(at("Page.Done"), "");
	get(MEI, "/home?done=created.x");
	is(at("Page.Done"), "");
	get(AISHA, "/home");
	is(at("User.Tgo.0.Id"), "1");
	get(PRIYA, "/help");
	is(at("User.Staff"), "1");
	ok(has("A password has at least 15 characters."));
	ok(has("With a second factor 8 characters are enough."));
	get(NOBODY, "/help");
	ok(seen.status == 200 && !has("/logout"));
	is(at("Hours.0.day"), "Monday");
	is(at("Hours.0.h"), "09:00-17:00");
	is(at("Promise.0.name"), "General");
	is(at("Promise.0.first"), "8 hours");
	is(at("Promise.3.on"), "1");
}

static void
test_health(void)
{
	get(NOBODY, "/healthz");
	is(seen.body, "ok\n");
	get(NOBODY, "/readyz");
	/* No jobs process has written its probe. */
	ok(seen.status == 503);
	ok(has("ok database"));
	ok(has("bad jobs"));
}

static void
test_the_other_language(void)
{
	cx.lang = LANG_ZH;
	get(NOBODY, "/login");
	ok(has("<html lang=\"zh-Hans\">"));
	submit(NOBODY, "/login", "username", "", "password", "", NULL);
	ok(!has("Please fill this in."));
	cx.lang = LANG_EN;
}

int
main(void)
{
	browser_open();
	test_everyone_has_a_start();
	test_signs_in_and_goes_on();
	test_the_form_keeps_where_to_go();
	test_an_unknown_name_reads_like_a_wrong_password();
	test_too_many_attempts_have_to_wait();
	test_signs_out();
	test_preferences();
	test_frame();
	test_health();
	test_the_other_language();
	browser_close();
	return tap_done();
}
