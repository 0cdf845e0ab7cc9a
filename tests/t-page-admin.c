/*
 * t-page-admin.c - the administrator's pages.
 */
#include "browser.h"

#include "tap.h"

static void
test_the_installation_at_a_glance(void)
{
	get(ROOT, "/admin");
	ok(seen.status == 200);
	is(at("N.accounts"), "2");
	is(at("N.staff"), "4");
	is(at("Check.0"), "database");
	get(PRIYA, "/admin");
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_it_is_for_administrators(void)
{
	static const char *const pages[] = { "/admin", "/admin/audit" };

	for (size_t i = 0; i < NELEM(pages); i++) {
		get(MEI, pages[i]);
		ok(seen.rc == ERR_NOTFOUND);
		get(YATING, pages[i]);
		ok(seen.rc == ERR_DENIED);
	}
}

int
main(void)
{
	browser_open();
	test_the_installation_at_a_glance();
	test_it_is_for_administrators();
	browser_close();
	return tap_done();
}
