/*
 * t-page-account.c - profile, password, sessions, and files alone.
 */
#include "browser.h"

#include "base/filetype.h"
#include "domain/session.h"
#include "domain/user.h"
#include "tap.h"

static void
test_profile(void)
{
	get(MEI, "/account");
	ok(seen.status == 200);
	is(at("Me.user"), "mei");
	is(at("Me.account"), "Lumen Retail");
	is(at("F.name.v"), "Mei Tan");
	is(at("F.theme.v"), "auto");
	ok(has("<option value=\"Asia/Shanghai\""));

	submit(MEI, "/account", "name", "Mei Tan-Li", "email",
	    "mei@lumen.example", "mobile", "", "language", "zh-cn", "time_zone",
	    "Asia/Shanghai", "theme", "dark", NULL);
	ok(seen.status == 303);
	is(seen.location, "/account?done=saved");
	is(seen.rs.set_lang, "zh-cn");
	get(MEI, "/account");
	is(at("F.name.v"), "Mei Tan-Li");
	is(at("F.email.v"), "mei@lumen.example");
	is(at("F.time_zone.v"), "Asia/Shanghai");
	is(at("Page.Zone"), "Asia/Shanghai (UTC+8)");
	is(at("Page.Theme"), "dark");
}

static void
test_a_wrong_profile_comes_back(void)
{
	get(MEI, "/account");
	submit(MEI, "/account", "name", "", "email", "x", "language", "en",
	    "time_zone", "UTC", "theme", "auto", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "name");
	is(at("F.email.v"), "x");
	submit(MEI, "/account", "name", "Mei", "email", "x", "language", "en",
	    "time_zone", "UTC", "theme", "auto", NULL);
	ok(seen.status == 422);
	is(at("F.name.v"), "Mei");
	submit(MEI, "/account", "name", "Mei", "language", "en", "time_zone",
	    "No/Where", "theme", "auto", NULL);
	ok(seen.status == 422);
	ok(*at("F.Say") != '\0');
}

static void
test_a_new_address_asks_for_the_password(void)
{
	struct user u;

	fixture_as(&cx, MEI);
	ok(user_me(&cx, &u) == ERR_OK);
	cx.proved = false;
	u.display_name = "Mei T.";
	ok(user_profile(&cx, &u) == ERR_OK);
	u.email = "else@lumen.example";
	ok(user_profile(&cx, &u) == ERR_PROOF);
	err_clear(&cx);
	ok(user_me(&cx, &u) == ERR_OK);
	is(u.email, "mei@lumen.example");
}

static void
test_password(void)
{
	const char *page;

	get(MEI, "/account/password");
	is(at("Rule"), "A password has at least 15 characters.");
	page = keep_page();
	submit(MEI, "/account/password", "username", "mei", "password", "no",
	    "new_password", "another good one", "new_password_again",
	    "another good one", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "password");
	ok(!has("another good one"));
	back_to(page);
	submit(MEI, "/account/password", "password", FIXTURE_PASSWORD,
	    "new_password", "short", "new_password_again", "short", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "new_password");
	is(at("F.new_password.e"), "At least 15 characters.");
	back_to(page);
	submit(MEI, "/account/password", "password", FIXTURE_PASSWORD,
	    "new_password", "another good one", "new_password_again",
	    "another good two", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.to"), "new_password_again");
	/* Sent twice by a double click: changed once, and no complaint. */
	for (int i = 0; i < 2; i++) {
		back_to(page);
		submit(MEI, "/account/password", "password", FIXTURE_PASSWORD,
		    "new_password", "another good one", "new_password_again",
		    "another good one", NULL);
		ok(seen.status == 303);
		is(seen.location, "/account/password?done=password");
	}
	/* Sent once more with another one, it did not change to that. */
	back_to(page);
	submit(MEI, "/account/password", "password", "another good one",
	    "new_password", "yet another one", "new_password_again",
	    "yet another one", NULL);
	ok(seen.status == 409);
}

static void
test_sessions(void)
{
	const char *token;

	fixture_as(&cx, PRIYA);
	ok(fixture_login(&cx, "priya", FIXTURE_PASSWORD,
	       "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
	       &token) == ERR_OK);
	get(PRIYA, "/account/sessions");
	is(at("Session.0.on"), "Firefox on Linux");
	is(at("Session.0.here"), "");
	submit(PRIYA, "/account/sessions/end", "session", at("Session.0.id"),
	    NULL);
	ok(seen.status == 303);
	is(seen.location, "/account/sessions?done=session_ended");
	get(PRIYA, "/account/sessions");
	is(at("Session.0.id"), "");
	submit(PRIYA, "/account/sessions/end", NULL);
	ok(seen.rc == ERR_INVALID);
	get(PRIYA, "/account/sessions");
	submit(PRIYA, "/account/sessions/end", "all", "1", NULL);
	is(seen.location, "/account/sessions?done=sessions_ended");
}

static void
test_files(void)
{
	char name[100], id[33];

	fixture_ticket(&cx);
	get(MEI, "/home");
	attach("shot.png", tiny_png, tiny_png_len);
	post(MEI, "/attachments", "csrf_token", at("Csrf"), "idempotency_key",
	    "k1", "next", "/tickets", NULL);
	ok(seen.rc == ERR_OK && seen.status == 303);
	is(seen.location, "/tickets");

	get(MEI, "/tickets/TS-0000001");
	attach("shot one.png", tiny_png, tiny_png_len);
	submit(MEI, "/tickets/TS-0000001/messages", "content", "", NULL);
	ok(seen.status == 303);
	get(MEI, "/tickets/TS-0000001");
	snprintf(name, sizeof(name), "%s", at("Thread.1.F.0.h"));
	snprintf(id, sizeof(id), "%.32s", name + strlen("/attachments/"));
	ok(strstr(name, "/shot%20one.png") != NULL);

	get(MEI, "/attachments/00000000000000000000000000000000/image");
	ok(seen.rc == ERR_NOTFOUND);

	/* What a ticket holds is not taken back. */
	get(MEI, "/home");
	snprintf(name, sizeof(name), "/attachments/%s/delete", id);
	post(
	    MEI, name, "csrf_token", at("Csrf"), "idempotency_key", "k2", NULL);
	ok(seen.rc == ERR_DENIED);
	is(seen.say, "file_bound");
}

/* E17: nobody can say what a file is, and the form comes back with all. */
static void
test_files_that_cannot_be_checked(void)
{
	filetype_ask_at("/nonexistent/sniff.sock");
	get(MEI, "/tickets/TS-0000001");
	attach("shot two.png", tiny_png, tiny_png_len);
	submit(MEI, "/tickets/TS-0000001/messages", "content", "look at this",
	    NULL);
	ok(seen.status == 503);
	ok(has("could not be checked just now"));
	ok(has("look at this"));
	filetype_ask_at(NULL);
	attach("shot two.png", tiny_png, tiny_png_len);
	submit(MEI, "/tickets/TS-0000001/messages", "content", "look at this",
	    NULL);
	ok(seen.status == 303);
}

int
main(void)
{
	browser_open();
	test_profile();
	test_a_wrong_profile_comes_back();
	test_a_new_address_asks_for_the_password();
	test_password();
	test_sessions();
	test_files();
	test_files_that_cannot_be_checked();
	browser_close();
	return tap_done();
}
