/*
 * t-page-feedback.c - /feedback and /admin/feedback: a report is sent once,
 * nothing typed is lost on the way, and an administrator answers it.
 */
#include "browser.h"

#include <string.h>

#include "domain/feedback.h"
#include "tap.h"

#define HERE "/feedback"

/* All that a report needs beside its files. */
#define WORDS                                                                  \
	"type", "infringement", "title", "Storage; https://shop.example/",     \
	    "content", "They sell our bag.", "ip_type", "trademark",           \
	    "ip_number", "018123456", "ip_content", "The sign",                \
	    "contacts_id_type", "10", "contacts_name", "Ines Vidal",           \
	    "contacts_company_name", "Brand GmbH", "contacts_mobile",          \
	    "+49 30 123456", "contacts_address", "Hafenstrasse 1"

static void
attach_both(void)
{
	attach_as("files", "bag.png", tiny_png, tiny_png_len);
	attach_as("contacts_id_files", "me.png", tiny_png, tiny_png_len);
}

/* Of mei's; its address. */
static const char *
report(void)
{
	get(MEI, HERE);
	attach_both();
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 303);
	return seen.location;
}

static void
test_says_thank_you(void)
{
	get(MEI, HERE);
	ok(seen.status == 200);
	is(at("F.contacts_name.v"), "Mei Tan");
	is(report(), "/feedback/1?done=reported");
	get(MEI, "/feedback/1?done=reported");
	ok(seen.status == 200);
	is(at("Report.n"), "FB-0000001");
	is(at("Report.s"), "0");
	is(at("Report.F.0.n"), "bag.png");
	is(at("Report.Id.0.n"), "me.png");
	is(at("Report.c.company"), "Brand GmbH");
	ok(has("Thank you"));
	get(MEI, HERE);
	is(at("Row.0.n"), "FB-0000001");
}

static void
test_is_nobody_elses(void)
{
	static const enum who_is others[] = { OSCAR, AISHA, LARS, WEN };

	for (size_t i = 0; i < NELEM(others); i++) {
		get(others[i], "/feedback/1");
		ok(seen.rc == ERR_NOTFOUND);
		get(others[i], HERE);
		is(at("Row.0.n"), "");
	}
	get(PRIYA, "/admin/feedback/1");
	ok(seen.rc == ERR_DENIED);
	get(PRIYA, "/feedback/1");
	ok(seen.rc == ERR_DENIED);
}

static void
test_keeps_what_was_typed(void)
{
	/* The evidence is good and stays; the rest is complained of. */
	get(MEI, HERE);
	attach_as("files", "bag.png", tiny_png, tiny_png_len);
	submit(MEI, HERE, "type", "infringement", "title", "A; b",
	    "contacts_mobile", "twelve", "contacts_id_type", "10",
	    "contacts_other_way", "By fax", "contacts_name", "Ines", NULL);
	ok(seen.status == 422);
	is(at("F.title.v"), "A; b");
	is(at("F.contacts_other_way.v"), "By fax");
	is(at("F.contacts_mobile.v"), "twelve");
	ok(*at("F.contacts_mobile.e") != '\0');
	ok(*at("F.content.e") != '\0');
	ok(*at("F.ip_type.e") != '\0' && *at("F.ip_content.e") != '\0');
	ok(*at("F.contacts_company_name.e") != '\0');
	is(at("F.Kept.0.n"), "bag.png");
	is(at("F.files.e"), "");
	is(at("F.Id.Kept.0.n"), "");
	ok(*at("F.Id.files.e") != '\0');

	/* With what lacked it goes, and takes the file kept before. */
	attach_as("contacts_id_files", "me.png", tiny_png, tiny_png_len);
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 303);
	get(MEI, seen.location);
	is(at("Report.F.0.n"), "bag.png");
	is(at("Report.F.1.n"), "");

	/* Where it is not about a right, none is asked for. */
	get(MEI, HERE);
	attach_both();
	submit(MEI, HERE, "type", "illegal", "title", "A; b", "content", "x",
	    "contacts_mobile", "123", "contacts_id_type", "20", "contacts_name",
	    "Ines", NULL);
	ok(seen.status == 303);
}

static void
test_a_refused_file_keeps_the_others(void)
{
	get(MEI, HERE);
	attach_as("files", "bag.exe", "MZ", 2);
	attach_as("contacts_id_files", "me.png", tiny_png, tiny_png_len);
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 422);
	ok(*at("F.files.e") != '\0');
	is(at("F.Errors.0.to"), "files");
	is(at("F.Errors.1.to"), "");
	is(at("F.Id.Kept.0.n"), "me.png");
	is(at("F.content.v"), "They sell our bag.");
}

static void
test_takes_three_files(void)
{
	get(MEI, HERE);
	attach_both();
	attach_as("files", "2.png", tiny_png, tiny_png_len);
	attach_as("files", "3.png", tiny_png, tiny_png_len);
	attach_as("files", "4.png", tiny_png, tiny_png_len);
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 422);
	is(at("F.Kept.2.n"), "3.png");
	is(at("F.Kept.3.n"), "");
	is(at("F.Id.files.e"), "");
	ok(strstr(at("F.files.e"), "3") != NULL);
}

static void
test_acts_once(void)
{
	char first[100];
	const char *page;

	get(MEI, HERE);
	page = keep_page();
	attach_both();
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 303);
	snprintf(first, sizeof(first), "%s", seen.location);
	back_to(page);
	attach_both();
	submit(MEI, HERE, WORDS, NULL);
	ok(seen.status == 303);
	is(seen.location, first);
}

static void
test_the_administrator_answers(void)
{
	const char *page;

	get(ROOT, "/admin");
	ok(strcmp(at("N.reports"), "1") == 0);
	get(ROOT, "/admin/feedback?type=infringement");
	is(at("Row.0.type"), "infringement");
	get(ROOT, "/admin/feedback?state=3");
	is(at("Row.0.id"), "");
	get(ROOT, "/admin/feedback?state=9");
	ok(seen.rc == ERR_INVALID);
	get(ROOT, "/admin/feedback/1");
	is(at("Report.c.name"), "Ines Vidal");
	is(at("Next.0.on"), "1");
	is(at("Log.0.came"), "1");
	page = keep_page();
	submit(ROOT, "/admin/feedback/1", "state", "2", "note", "", NULL);
	ok(seen.status == 422);
	ok(*at("F.note.e") != '\0');
	is(at("Next.2.on"), "1");
	submit(ROOT, "/admin/feedback/1", "state", "1", "note", "I ask.", NULL);
	ok(seen.status == 303);
	/* Who saw less is told, and keeps his words. */
	back_to(page);
	submit(
	    ROOT, "/admin/feedback/1", "state", "3", "note", "Not ours.", NULL);
	ok(seen.status == 409);
	is(at("F.note.v"), "Not ours.");
	is(at("Log.0.x"), "I ask.");
	submit(
	    ROOT, "/admin/feedback/1", "state", "3", "note", "Not ours.", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/feedback?state=3");
	is(at("Row.0.id"), "1");
	get(MEI, "/feedback/1");
	is(at("Report.s"), "3");
	ok(!has("Not ours."));
}

int
main(void)
{
	browser_open();
	test_says_thank_you();
	test_is_nobody_elses();
	test_the_administrator_answers();
	test_keeps_what_was_typed();
	test_a_refused_file_keeps_the_others();
	test_takes_three_files();
	test_acts_once();
	browser_close();
	return tap_done();
}
