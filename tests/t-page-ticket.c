/*
 * t-page-ticket.c - the main job, as the customer's pages go through it.
 */
#include "browser.h"

#include "tap.h"

static const char *
ticket(int64_t id, const char *act)
{
	static char s[100];

	snprintf(s, sizeof(s), "/tickets/TS-%07lld%s", (long long)id, act);
	return s;
}

static void
test_a_ticket_is_opened_in_three_steps(void)
{
	get(MEI, "/tickets/new");
	ok(seen.status == 200);
	is(at("Sub.0.P.0.id"), "service");
	ok(has("name=\"product_category_id\""));

	get(MEI, "/tickets/new?product_category_id=service");
	is(at("Type.0.id"), "consultation");

	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	ok(seen.status == 200 && !seen.rs.etag);
	ok(has("action=\"/tickets\""));
	is(at("Sev.0.end"), "first answer within 8 hours, in working hours");

	submit(MEI, "/tickets", "simple_description", "No <b>light</b>\r\nOff",
	    "severity_id", "general", "agreement", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 303);
	ok(strncmp(seen.location, "/tickets/TS-", 12) == 0);
	ok(strstr(seen.location, "?done=created") != NULL);

	get(MEI, seen.location);
	ok(seen.status == 200 && seen.rs.etag);
	ok(has("<h1>No &lt;b&gt;light&lt;/b&gt;</h1>"));
	ok(has("Your ticket is submitted."));
	is(at("Ticket.s"), "0");
	is(at("Thread.0.t"), "No <b>light</b>\nOff");
}

static void
test_an_unknown_choice_is_said_at_its_step(void)
{
	get(MEI, "/tickets/new?product_category_id=none");
	ok(seen.status == 422);
	is(seen.rs.page, "tickets/new1.cs");
	is(at("F.Errors.0.to"), "product_category_id");
	get(MEI, "/tickets/new?product_category_id=service&business_type_id=x");
	ok(seen.status == 422);
	is(seen.rs.page, "tickets/new2.cs");
}

static void
third_step(void)
{
	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
}

static void
test_nothing_typed_is_lost(void)
{
	third_step();
	attach("shot.png", tiny_png, tiny_png_len);
	submit(MEI, "/tickets", "simple_description", "A long\nstory",
	    "remind_mail", "nobody", "cc_email", "a@b.example, c", "area_code",
	    "x", "remind_mobile", "12-34", "remind_time", "08:00", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(seen.rs.page, "tickets/new3.cs");
	is(at("F.simple_description.v"), "A long\nstory");
	is(at("F.remind_mail.e"),
	    "An e-mail address looks like name@example.com.");
	ok(*at("F.cc_email.e") != '\0');
	ok(*at("F.area_code.e") != '\0');
	ok(*at("F.remind_mobile.e") != '\0');
	ok(*at("F.remind_time.e") != '\0');
	is(at("F.severity_id.e"), "Please choose how bad it is.");
	is(at("F.Kept.0.n"), "shot.png");
	is(at("Product.name"), "Our service");
	ok(has("name=\"accessory_ids\""));
	ok(has("<a href=\"#severity_id\">"));

	/* The file does not travel again: its box is checked. */
	submit(MEI, "/tickets", "simple_description", "A long\nstory",
	    "severity_id", "general", NULL);
	ok(seen.status == 303);
	get(MEI, seen.location);
	is(at("Thread.0.F.0.n"), "shot.png");
	ok(has("href=\"/attachments/"));
}

static void
test_all_complaints_come_at_once(void)
{
	get(OSCAR,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=fault");
	submit(OSCAR, "/tickets", "simple_description", "", "severity_id",
	    "general", "remind_mail", "nobody", NULL);
	ok(seen.status == 422);
	is(at("F.simple_description.e"), "Please fill this in.");
	ok(*at("F.remind_mail.e") != '\0');
	is(at("F.region_id.e"), "Please choose where the problem happens.");
	is(at("F.agreement.e"), "Please accept the agreement.");
}

static void
test_a_file_that_is_refused_is_named(void)
{
	third_step();
	attach("good.png", tiny_png, tiny_png_len);
	attach("bad.exe", "MZ", 2);
	attach("fake.png", "no picture", 10);
	submit(MEI, "/tickets", "simple_description", "x", "severity_id",
	    "general", NULL);
	ok(seen.status == 422);
	is(at("F.Kept.0.n"), "good.png");
	is(at("F.Kept.1.n"), "");
	ok(strstr(at("F.Errors.0.say"), "“bad.exe”") != NULL);
	ok(strstr(at("F.Errors.1.say"), "“fake.png”") != NULL);
	is(at("F.Errors.0.to"), "files");
	is(at("F.simple_description.v"), "x");
}

static void
test_sent_twice_opens_one(void)
{
	const char *page;
	char first[100];

	third_step();
	page = keep_page();
	for (int i = 0; i < 2; i++) {
		back_to(page);
		attach("shot.png", tiny_png, tiny_png_len);
		submit(MEI, "/tickets", "simple_description", "twice",
		    "severity_id", "general", NULL);
		ok(seen.status == 303);
		if (i == 0)
			snprintf(first, sizeof(first), "%s", seen.location);
	}
	is(seen.location, first);

	/* The same key for something else is no second sending. */
	back_to(page);
	submit(MEI, "/tickets", "simple_description", "another", "severity_id",
	    "general", NULL);
	ok(seen.rc == ERR_OK && seen.status == 409);
	is(at("F.simple_description.v"), "another");
	ok(*at("F.Say") != '\0');
	submit(MEI, "/tickets", "simple_description", "another", "severity_id",
	    "general", NULL);
	ok(seen.status == 303);
	ok(strcmp(seen.location, first) != 0);
}

/* The token of the form is of another session, or of none. */
static void
test_an_old_form_comes_back_whole(void)
{
	third_step();
	attach("shot.png", tiny_png, tiny_png_len);
	submit(OSCAR, "/tickets", "simple_description", "old", "severity_id",
	    "general", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("F.simple_description.v"), "old");
	is(at("F.Kept.0.n"), "shot.png");
	ok(strstr(at("F.Say"), "open too long") != NULL);
	submit(OSCAR, "/tickets", "simple_description", "old", "severity_id",
	    "general", "agreement", "1", NULL);
	ok(seen.status == 303);
}

static void
test_the_ticket_of_another_is_not_there(void)
{
	int64_t id = fixture_ticket(&cx);

	get(WEN, ticket(id, ""));
	ok(seen.rc == ERR_NOTFOUND);
	get(OSCAR, ticket(id, ""));
	ok(seen.rc == ERR_NOTFOUND);
	get(AISHA, ticket(id, ""));
	ok(seen.rc == ERR_OK);
	get(LARS, ticket(id, ""));
	ok(seen.rc == ERR_OK);
	get(PRIYA, ticket(id, ""));
	ok(seen.status == 303);
	ok(strncmp(seen.location, "/agent/tickets/", 15) == 0);
	get(NOBODY, ticket(id, ""));
	ok(strncmp(seen.location, "/login?next=", 12) == 0);
	get(MEI, "/tickets/TS-9999999");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_messages_go_to_and_fro(void)
{
	int64_t id = fixture_ticket(&cx);

	get(MEI, ticket(id, ""));
	attach("shot.png", tiny_png, tiny_png_len);
	submit(MEI, ticket(id, "/messages"), "content",
	    "See http://a.example/x.", NULL);
	ok(seen.status == 303);
	is(strchr(seen.location, '?'), "?done=sent");
	get(MEI, seen.location);
	is(at("Thread.1.by"), "Mei Tan");
	is(at("Thread.1.me"), "1");
	is(at("Thread.1.F.0.n"), "shot.png");
	is(at("Thread.1.Seg.1.u"), "http://a.example/x");
	ok(has("<a href=\"http://a.example/x\" rel="));

	/* Empty: said at the field, on the same page. */
	submit(MEI, ticket(id, "/messages"), "content", " \n", NULL);
	ok(seen.status == 422);
	is(seen.rs.page, "ticket/show.cs");
	is(at("F.Errors.0.to"), "content");
	is(at("C.messages.content.e"),
	    "Please write a message or attach a file.");

	/* Taken back, while that is possible. */
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/messages/2/withdraw"), NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Thread.1.k"), "gone");
	is(at("Thread.1.F.0.n"), "");
}

static void
test_an_engineer_answers_and_the_customer_closes(void)
{
	int64_t id = fixture_ticket(&cx);
	char desk[100];

	snprintf(desk, sizeof(desk), "/agent%s", ticket(id, ""));
	get(PRIYA, desk);
	ok(seen.status == 200);
	snprintf(desk, sizeof(desk), "/agent%s", ticket(id, "/take"));
	submit(PRIYA, desk, NULL);
	ok(seen.status == 303);
	get(PRIYA, seen.location);
	is(at("Ticket.s"), "1");
	snprintf(desk, sizeof(desk), "/agent%s", ticket(id, "/note"));
	submit(PRIYA, desk, "content", "a loose wire?", NULL);
	ok(seen.status == 303);
	get(PRIYA, seen.location);
	is(at("Thread.2.k"), "internal");
	snprintf(desk, sizeof(desk), "/agent%s", ticket(id, "/resolve"));
	submit(PRIYA, desk, "content", "A new bulb.", NULL);
	ok(seen.status == 303);

	get(MEI, ticket(id, ""));
	is(at("Ticket.s"), "2");
	ok(!has("a loose wire?"));
	is(at("Step.3.c"), "now");
	submit(MEI, ticket(id, "/close"), "satisfaction_1", "5", "judgement",
	    "Quick", NULL);
	ok(seen.status == 303);
	is(strchr(seen.location, '?'), "?done=closed");
	get(MEI, seen.location);
	is(at("Ticket.s"), "3");
	is(at("Score.0.v"), "5");
	is(at("Score.said"), "Quick");
	is(at("May.messages"), "");

	/* He thinks again, while that is possible. */
	is(at("C.score.judgement.v"), "Quick");
	submit(MEI, ticket(id, "/score"), "satisfaction_1", "3", "judgement",
	    "On reflection", NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Score.0.v"), "3");
	is(at("Score.said"), "On reflection");
	cx.now += 20 * 24 * 3600;
	get(MEI, ticket(id, ""));
	is(at("May.score"), "");
	cx.now -= 20 * 24 * 3600;
}

static void
test_a_form_that_came_too_late_keeps_its_text(void)
{
	int64_t id = fixture_ticket(&cx);
	const char *page;

	get(MEI, ticket(id, ""));
	page = keep_page();
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/cancel"), "operate_desc", "", NULL);
	ok(seen.status == 303);

	back_to(page);
	submit(MEI, ticket(id, "/messages"), "content", "One more thing", NULL);
	ok(seen.rc == ERR_OK && seen.status == 409);
	is(seen.rs.page, "ticket/conflict.cs");
	is(at("Typed.0"), "One more thing");
	is(at("Typed.0.k"), "Message");
	is(at("New.0.ev"), "4");
	ok(has("One more thing"));
}

static void
test_a_stale_reply_is_shown_what_came(void)
{
	int64_t id = fixture_ticket(&cx);
	const char *page;
	char reply[100];

	snprintf(reply, sizeof(reply), "/agent%s", ticket(id, ""));
	get(PRIYA, reply);
	page = keep_page();
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/messages"), "content", "And also", NULL);
	ok(seen.status == 303);

	back_to(page);
	snprintf(reply, sizeof(reply), "/agent%s", ticket(id, "/reply"));
	submit(PRIYA, reply, "content", "Try this", NULL);
	ok(seen.rc == ERR_OK && seen.status == 409);
	is(seen.rs.page, "agent/stale.cs");
	is(at("New.0.t"), "And also");
	is(at("C.reply.content.v"), "Try this");
	is(at("Seen"), "2");
	submit(PRIYA, reply, "content", "Try this", NULL);
	ok(seen.status == 303);
}

static void
test_polling_costs_nothing_when_nothing_is_new(void)
{
	int64_t id = fixture_ticket(&cx);
	char poll[100];

	get(MEI, ticket(id, ""));
	snprintf(poll, sizeof(poll), "%s?since=%s", ticket(id, "/poll"),
	    at("Revision"));
	get(MEI, poll);
	ok(seen.status == 304 && *seen.body == '\0');
	get(MEI, ticket(id, "/poll?since=0"));
	ok(seen.status == 200);
	ok(has("id=\"thread\""));
	get(WEN, poll);
	ok(seen.rc == ERR_NOTFOUND);
}

int
main(void)
{
	browser_open();
	test_a_ticket_is_opened_in_three_steps();
	test_an_unknown_choice_is_said_at_its_step();
	test_nothing_typed_is_lost();
	test_all_complaints_come_at_once();
	test_a_file_that_is_refused_is_named();
	test_sent_twice_opens_one();
	test_an_old_form_comes_back_whole();
	test_the_ticket_of_another_is_not_there();
	test_messages_go_to_and_fro();
	test_an_engineer_answers_and_the_customer_closes();
	test_a_form_that_came_too_late_keeps_its_text();
	test_a_stale_reply_is_shown_what_came();
	test_polling_costs_nothing_when_nothing_is_new();
	browser_close();
	return tap_done();
}
