/*
 * How many tickets an account may have open: set by the administrator, told
 * before anybody types, and kept.
 */
#include "domain/quota.h"

#include <stdlib.h>

#include "browser.h"
#include "domain/ticket.h"
#include "tap.h"

static int64_t
lumen(void)
{
	struct ticket t;
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t.account_id;
}

static enum err
set(enum who_is who, int64_t account, const char *kind, int64_t total)
{
	fixture_as(&cx, who);
	return quota_set(&cx, account, kind, total);
}

/* Try to open a ticket; the page that comes is in `seen`. */
static void
create(enum who_is who, const char *kind, const char *text)
{
	get(who,
	    arena_printf(cx.mem,
		"/tickets/new?product_category_id=service&business_type_id=%s",
		kind));
	submit(who, "/tickets", "simple_description", text, "severity_id",
	    "general", "region_id", "default", "agreement", "1", NULL);
}

static void
test_none_is_no_limit(void)
{
	struct quota_list list;

	fixture_as(&cx, MEI);
	ok(quota_mine(&cx, &list) == ERR_OK && list.count == 0);
	get(MEI, "/tickets/new");
	is(at("Quota.all"), "");
	is(at("Quota.full"), "");
	create(MEI, "consultation", "One");
	ok(seen.status == 303);
}

static void
test_of_one_kind(int64_t account)
{
	struct quota_list list;

	ok(set(ROOT, account, "fault", 1) == ERR_OK);
	create(MEI, "fault", "First");
	ok(seen.status == 303);
	/* It counts for the whole account, and for this kind alone. */
	get(OSCAR, "/tickets/new?product_category_id=service");
	is(at("Type.1.end"), "1 of 1 open");
	is(at("Type.0.end"), "");
	get(OSCAR,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	is(at("Quota.kind"), "1 of 1 open");
	ok(strstr(at("Quota.full"),
	       "limit of 1 for open tickets of this kind") != NULL);
	create(OSCAR, "fault", "Words that stay");
	ok(seen.status == 409);
	ok(strstr(at("F.Say"), "limit of 1 for open tickets of this kind") !=
	    NULL);
	is(at("F.simple_description.v"), "Words that stay");
	create(OSCAR, "consultation", "Other");
	ok(seen.status == 303);
	create(WEN, "fault", "Elsewhere");
	ok(seen.status == 303);

	/* What is closed leaves room. */
	fixture_as(&cx, MEI);
	ok(quota_mine(&cx, &list) == ERR_OK && list.count == 1);
	ok(list.item[0].open == 1 && list.item[0].total == 1);
	get(MEI, "/tickets?status=0");
	{
		int64_t id = atoll(at("Row.0.id") + 3);

		while (id > 0) {
			struct ticket t;

			fixture_as(&cx, LARS);
			if (ticket_get(&cx, id, &t) == ERR_OK &&
			    t.case_type == 5)
				break;
			err_clear(&cx);
			id--;
		}
		fixture_as(&cx, LARS);
		ok(ticket_act(&cx, id, VERB_CANCEL,
		       &(struct act_input){ .text = "", .seen = -1 }) ==
		    ERR_OK);
	}
	create(OSCAR, "fault", "Now it goes");
	ok(seen.status == 303);
}

static void
test_of_all_kinds(int64_t account)
{
	struct quota_list list;

	ok(set(ROOT, account, "fault", QUOTA_NONE) == ERR_OK);
	ok(set(ROOT, account, "", 0) == ERR_OK);
	get(MEI, "/tickets/new");
	ok(strstr(at("Quota.full"), "limit of 0 for open tickets") != NULL);
	ok(has("note warn"));
	create(MEI, "consultation", "No more");
	ok(seen.status == 409);
	is(at("F.simple_description.v"), "No more");
	ok(set(ROOT, account, "", QUOTA_NONE) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(quota_mine(&cx, &list) == ERR_OK && list.count == 0);
}

static void
test_the_administrator_sets_it(int64_t account)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING };
	char address[60];

	snprintf(address, sizeof(address), "/admin/accounts/%d/quotas",
	    (int)account);
	get(ROOT, address);
	ok(seen.status == 200);
	is(at("Kind.0.name"), "Question");
	submit(
	    ROOT, address, "business_type_id", "fault", "total", "many", NULL);
	ok(seen.status == 422);
	is(at("F.total.v"), "many");
	is(at("F.total.e"),
	    "Please give a number from 0 to 65535, or nothing for no limit.");
	is(at("F.business_type_id.v"), "fault");
	submit(
	    ROOT, address, "business_type_id", "fault", "total", "65536", NULL);
	ok(seen.status == 422);
	submit(ROOT, address, "business_type_id", "none", "total", "5", NULL);
	ok(seen.status == 422);
	ok(*at("F.business_type_id.e") != '\0');
	submit(ROOT, address, "business_type_id", "fault", "total", "5", NULL);
	ok(seen.status == 303);
	get(ROOT, address);
	is(at("Quota.0.name"), "Fault");
	is(at("Quota.0.total"), "5");
	submit(ROOT, address, "business_type_id", "fault", "total", "-1", NULL);
	ok(seen.status == 303);
	get(ROOT, address);
	is(at("Quota.0.name"), "");
	get(ROOT, "/admin/accounts/999/quotas");
	ok(seen.rc == ERR_NOTFOUND);
	for (size_t i = 0; i < NELEM(others); i++)
		tap_ok(set(others[i], account, "", 1) != ERR_OK,
		    fixture_name[others[i]], __FILE__, __LINE__);
}

int
main(void)
{
	int64_t account;

	browser_open();
	account = lumen();
	test_none_is_no_limit();
	test_of_one_kind(account);
	test_of_all_kinds(account);
	test_the_administrator_sets_it(account);
	browser_close();
	return tap_done();
}
