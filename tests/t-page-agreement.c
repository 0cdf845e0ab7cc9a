/*
 * t-page-agreement.c - versions of agreements: published once, asked for
 * again.
 */
#include "browser.h"

#include <string.h>

#include "domain/act.h"
#include "domain/agreement.h"
#include "domain/catalogue.h"
#include "tap.h"

#define THIRD "/tickets/new?product_category_id=service&business_type_id="

static void
test_they_are_for_administrators(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	const struct agreement_version in = { .name_en = "x",
		.name_zh = "x",
		.content_en = "x",
		.content_zh = "x" };
	struct agreement_versions list;
	struct agreement_version v;
	int64_t id;

	for (size_t i = 0; i < NELEM(others); i++) {
		fixture_as(&cx, others[i]);
		ok(agreement_list(&cx, &list) == ERR_OK && list.count == 0);
		ok(agreement_get(&cx, 1, &v) == ERR_NOTFOUND);
		fixture_as(&cx, others[i]);
		ok(agreement_newest(&cx, AGREEMENT_TICKET, &v) == ERR_OK &&
		    v.id == 0);
		/* Past the question which is the newest. */
		ok(agreement_publish(&cx, &in, 0, &id) == ERR_DENIED);
	}
	get(YATING, "/admin/agreements");
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin/agreements/1");
	ok(seen.rc == ERR_NOTFOUND);
	get(ROOT, "/admin/agreements/1");
	ok(seen.status == 200);
	get(ROOT, "/admin/agreements/99");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
publish(const char *text)
{
	submit(ROOT, "/admin/agreements/new", "name_en", "Protocol", "name_zh",
	    "协议", "content_en", text, "content_zh", "内容", NULL);
}

static void
create(void)
{
	submit(MEI, "/tickets", "simple_description", "No light", "severity_id",
	    "general", "agreement", at("Agreement.id"), NULL);
}

static void
test_a_new_version_asks_again(void)
{
	const char *open;

	/* The first is accepted with the first ticket, and no more asked for.
	 */
	get(MEI, THIRD "consultation");
	is(at("Agreement.version"), "1");
	create();
	ok(seen.status == 303);
	get(MEI, THIRD "consultation");
	is(at("Agreement.id"), "");
	open = keep_page();

	get(ROOT, "/admin/agreements/new?type=0");
	is(at("F.name_en.v"), "Ticket Service Protocol");
	publish("Second words");
	ok(seen.status == 303);
	is(seen.location, "/admin/agreements?done=published");
	get(ROOT, "/admin/agreements");
	is(at("Type.0.V.0.version"), "2");
	is(at("Type.0.V.0.latest"), "1");
	is(at("Type.0.V.0.accepted"), "0");
	is(at("Type.0.V.1.version"), "1");
	is(at("Type.0.V.1.accepted"), "1");
	is(at("Type.0.V.1.latest"), "");

	/* A form that was open by then learns of it, with all that was typed.
	 */
	back_to(open);
	submit(MEI, "/tickets", "simple_description", "No light at all",
	    "severity_id", "general", NULL);
	ok(seen.status == 422);
	is(at("Agreement.version"), "2");
	is(at("F.simple_description.v"), "No light at all");
	ok(has("Second words"));
	create();
	ok(seen.status == 303);
	get(MEI, THIRD "consultation");
	is(at("Agreement.id"), "");
	get(ROOT, "/admin/agreements");
	is(at("Type.0.V.0.accepted"), "1");
	/* The old one can be read as it was. */
	get(ROOT, "/admin/agreements/1");
	is(at("V.version"), "1");
	is(at("V.latest"), "");
	ok(has("is used to solve your problem"));
}

/* To have ticked the box of one version is not to have read the next. */
static void
test_a_tick_is_for_one_version(void)
{
	const char *open;

	get(AISHA, THIRD "consultation");
	is(at("Agreement.version"), "2");
	open = keep_page();
	get(ROOT, "/admin/agreements/new?type=0");
	publish("Third words");
	back_to(open);
	submit(AISHA, "/tickets", "simple_description", "x", "severity_id",
	    "general", "agreement", at("Agreement.id"), NULL);
	ok(seen.status == 422);
	is(at("Agreement.version"), "3");
	ok(*at("F.agreement.e") != '\0');
	ok(!has("value=\"4\" checked"));
}

static void
test_two_at_once(void)
{
	const char *mine, *both;

	get(ROOT, "/admin/agreements/new?type=2");
	mine = keep_page();
	get(ROOT, "/admin/agreements/new?type=2");
	publish("Theirs");
	ok(seen.status == 303);
	back_to(mine);
	publish("Mine");
	ok(seen.status == 409);
	both = keep_page();
	is(at("F.content_en.v"), "Mine");
	is(at("Now.content_en"), "Theirs");
	back_to(both);
	publish("Mine, with theirs");
	ok(seen.status == 303);
	get(ROOT, "/admin/agreements");
	ok(strcmp(at("Type.1.V.0.version"), at("Type.1.V.1.version")) > 0);
}

static void
test_a_wrong_form_comes_back_whole(void)
{
	get(ROOT, "/admin/agreements/new?type=1");
	submit(ROOT, "/admin/agreements/new", "name_en", "<i>", "name_zh", "",
	    "content_en", "", "content_zh", "内容\n\n二", NULL);
	ok(seen.status == 422);
	is(at("Type"), "1");
	is(at("F.name_en.v"), "<i>");
	ok(*at("F.name_zh.e") != '\0' && *at("F.content_en.e") != '\0');
	is(at("F.content_zh.v"), "内容\n\n二");
	get(ROOT, "/admin/agreements/new?type=3");
	ok(seen.rc == ERR_INVALID);
}

static void
test_it_is_in_the_trail(void)
{
	struct audit_list l;

	fixture_as(&cx, ROOT);
	ok(audit_list(&cx,
	       &(struct audit_filter){ .event = "publishAgreement" }, 5,
	       &l) == ERR_OK &&
	    l.count >= 3);
	is(l.row[0].resource_type, "agreement");
}

int
main(void)
{
	browser_open();
	test_they_are_for_administrators();
	test_a_new_version_asks_again();
	test_a_tick_is_for_one_version();
	test_two_at_once();
	test_a_wrong_form_comes_back_whole();
	test_it_is_in_the_trail();
	browser_close();
	return tap_done();
}
