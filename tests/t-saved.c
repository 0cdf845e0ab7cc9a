/*
 * t-saved.c - saved views: whose they are, and how a list opens with one.
 */
#include "domain/saved.h"

#include <stdlib.h>

#include "browser.h"
#include "fixture.h"
#include "tap.h"

static void
test_save_and_use(void)
{
	get(MEI, "/tickets?q=status:new+light");
	ok(strstr(at("Save"), "/views?q=status%3Anew%20light") != NULL ||
	    strstr(at("Save"), "/views?q=status%3Anew+light") != NULL);
	is(at("Saved.0.n"), "");
	get(MEI, "/views?q=status:new+light");
	is(at("Text"), "status:new light");
	ok(has("name=\"name\""));
	insist(MEI, "/views", "name", "My own", "q", "status:new light", NULL);
	is(seen.location, "/views?done=view_saved");
	get(MEI, "/views");
	is(at("Saved.0.n"), "My own");
	is(at("Saved.0.q"), "status:new light");
	ok(*at("Saved.0.del") != '\0' && *at("Text") == '\0');
	get(MEI, "/tickets?q=status:new+light");
	is(at("Saved.0.n"), "My own");
	is(at("Saved.0.on"), "1");
	is(at("Save"), "");
	get(OSCAR, "/tickets");
	is(at("Saved.0.n"), "");
	get(PRIYA, "/views");
	is(at("Saved.0.n"), "");
}

/* What is wrong comes back with what was typed. */
static void
test_wrong(void)
{
	insist(MEI, "/views", "name", "", "q", "is:x", NULL);
	ok(seen.status == 422);
	is(at("Text"), "is:x");
	ok(*at("F.name.e") != '\0');
	insist(MEI, "/views", "name", " ​", "q", "is:x", NULL);
	ok(seen.status == 422);
	insist(
	    OSCAR, "/views", "name", "a", "q", "is:x", "group_id", "1", NULL);
	ok(seen.status == 403);
	insist(MEI, "/views", "name", "a", "q", "is:x", "everyone", "1", NULL);
	ok(seen.status == 403);
}

static void
test_share(void)
{
	insist(AISHA, "/views", "name", "Ours", "q", "label:x", "group_id", "1",
	    NULL);
	is(seen.location, "/views?done=view_saved");
	get(MEI, "/views");
	is(at("Saved.1.n"), "Ours");
	is(at("Saved.1.group"), "storage");
	is(at("Saved.1.del"), "");
	get(OSCAR, "/views");
	is(at("Saved.0.n"), "");
	insist(MEI, "/views/2/delete", NULL);
	ok(seen.rc == ERR_NOTFOUND);
	insist(PRIYA, "/views", "name", "Late", "q", "is:late", "everyone", "1",
	    NULL);
	is(seen.location, "/views?done=view_saved");
	get(SIYUAN, "/agent/tickets");
	is(at("Saved.0.n"), "Late");
	get(MEI, "/tickets");
	ok(!has(">Late<"));
}

static void
test_first(void)
{
	insist(MEI, "/views/1/first", NULL);
	is(seen.location, "/views?done=saved");
	get(MEI, "/tickets");
	ok(seen.status == 303);
	get(MEI, seen.location);
	is(at("Q.text"), "status:new light");
	is(at("List.all"), "/tickets?q=");
	get(MEI, "/tickets?q=");
	ok(seen.status == 200);
	get(MEI, "/tickets?status=3");
	ok(seen.status == 200);
	insist(MEI, "/views/1/first", "off", "1", NULL);
	get(MEI, "/tickets");
	ok(seen.status == 200);
	is(at("List.all"), "/tickets");
	insist(WEN, "/views/1/first", NULL);
	ok(seen.rc == ERR_NOTFOUND);
	/* One that goes is nobody's first any more. */
	insist(MEI, "/views/1/first", NULL);
	insist(MEI, "/views/1/delete", NULL);
	is(seen.location, "/views?done=view_deleted");
	get(MEI, "/tickets");
	ok(seen.status == 200);
}

static void
test_no_more(void)
{
	for (int i = 0; i < SAVED_MAX; i++)
		insist(WEN, "/views", "name", "a", "q", "is:x", NULL);
	is(seen.location, "/views?done=view_saved");
	insist(WEN, "/views", "name", "a", "q", "is:x", NULL);
	ok(seen.status == 409);
	is(at("F.name.v"), "a");
}

int
main(void)
{
	browser_open();
	fixture_ticket(&cx);
	test_save_and_use();
	test_wrong();
	test_share();
	test_first();
	test_no_more();
	browser_close();
	return tap_done();
}
