/*
 * t-page-limit.c - limits as data: who sets them, within what, and where
 * they count.
 */
#include "browser.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/first.h"
#include "domain/limit.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "store/store.h"
#include "tap.h"
#include "view/view.h"

/* A process: what a worker keeps. */
static struct limits mine;
static const struct conf *file; /* guichet.conf's */

/* The next request of this process. */
static void
request(enum who_is who)
{
	bool changed;

	fixture_as(&cx, who);
	if (limits_refresh(&cx, &mine, &changed) != ERR_OK ||
	    (changed && view_limits(&cx) != ERR_OK))
		abort();
}

static enum err
put(enum who_is who, const char *name, const char *typed)
{
	struct limit l;

	request(ROOT);
	if (limit_get(&cx, name, &l) != ERR_OK)
		abort();
	request(who);
	return limit_set(&cx, name, typed, l.value);
}

/* A file that no ticket has, and a ticket that waits. */
static void
use_some(void)
{
	const struct attachment a = { .id = "0123456789abcdef"
					    "0123456789abcdef",
		.sha256 = "0123456789abcdef0123456789abcdef"
			  "0123456789abcdef0123456789abcdef",
		.name = "a.txt",
		.type = "txt",
		.size = 9 };
	const struct act_input ask = { .text = "Since when?", .seen = -1 };
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_TAKE, &ask) == ERR_OK);
	ok(ticket_act(&cx, id, VERB_ASK, &ask) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(store_file_add(&cx, &a) == ERR_OK);
}

static void
test_they_are_for_administrators(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	struct limit_list list;
	bool changed = true;
	struct limit l;
	int64_t n;

	use_some();
	request(ROOT);
	ok(store_used_unbound(&cx, &n) == ERR_OK && n == 1);
	ok(store_used_volume(&cx, &n) == ERR_OK && n == 9);
	ok(store_used_waiting(&cx, &n) == ERR_OK && n == 1);
	ok(store_used_deleted(&cx, &n) == ERR_OK && n == 0);
	ok(limit_list(&cx, &list) == ERR_OK && list.count >= 13);
	ok(limit_get(&cx, "site.name", &l) == ERR_NOTFOUND);
	for (size_t i = 0; i < NELEM(others); i++) {
		request(others[i]);
		ok(limit_list(&cx, &list) == ERR_OK && list.count == 0);
		ok(limit_get(&cx, "tickets.page_size", &l) == ERR_NOTFOUND);
		request(others[i]);
		ok(limit_set(&cx, "tickets.page_size", "7", 25) ==
		    ERR_NOTFOUND);
		/* The statements themselves. */
		request(others[i]);
		ok(store_limit_put(&cx, "tickets.page_size", 7, &changed) ==
			ERR_OK &&
		    !changed);
		ok(store_used_unbound(&cx, &n) == ERR_OK && n == 0);
		ok(store_used_volume(&cx, &n) == ERR_OK && n == 0);
		ok(store_used_waiting(&cx, &n) == ERR_OK && n == 0);
	}
	ok(put(ROOT, "tickets.page_size", "9") == ERR_OK);
	for (size_t i = 0; i < NELEM(others); i++) {
		request(others[i]);
		ok(store_limit_drop(&cx, "tickets.page_size", &changed) ==
			ERR_OK &&
		    !changed);
	}
	ok(cx.conf->tickets_page_size == 9);
	ok(put(ROOT, "tickets.page_size", "") == ERR_OK);
	get(YATING, "/admin/limits");
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin/limits/tickets.page_size");
	ok(seen.rc == ERR_NOTFOUND);
}

/* That number, typed into the field of a limit. */
static enum err
put_number(const char *name, int64_t n)
{
	bool time = conf_key_find(name)->type == CONF_DURATION;
	char typed[32];

	snprintf(typed, sizeof(typed), "%" PRId64 "%s", n,
	    time && n != 0 ? "s" : "");
	return put(ROOT, name, typed);
}

/* Every limit, at its bounds and over them. */
static void
test_within_bounds(void)
{
	struct limit_list list;
	size_t n;

	request(ROOT);
	ok(limit_list(&cx, &list) == ERR_OK);
	n = list.count;
	for (size_t i = 0; i < n; i++) {
		char name[64];
		int64_t least, most;

		request(ROOT);
		ok(limit_list(&cx, &list) == ERR_OK);
		snprintf(name, sizeof(name), "%s", list.item[i].name);
		least = list.item[i].least;
		most = list.item[i].most;
		ok(put_number(name, most + 1) == ERR_INVALID);
		is(cx.say, "limit_range");
		if (least > 0)
			ok(put_number(name, least - 1) == ERR_INVALID);
		ok(put_number(name, most) == ERR_OK);
		request(ROOT);
		ok(conf_number(cx.conf, conf_key_find(name)) == most);
		ok(put_number(name, least) == ERR_OK);
		request(ROOT);
		ok(conf_number(cx.conf, conf_key_find(name)) == least);
		ok(put(ROOT, name, "") == ERR_OK);
		request(ROOT);
		ok(conf_number(cx.conf, conf_key_find(name)) ==
		    conf_number(file, conf_key_find(name)));
	}
	ok(put(ROOT, "uploads.max_size", "10 M") == ERR_INVALID);
	is(cx.say, "limit_form");
	ok(put(ROOT, "tickets.page_size", "7d") == ERR_INVALID);
	ok(put(ROOT, "tickets.page_size", "-7") == ERR_INVALID);
}

/* What guichet.conf gives is the end of it, also when it was changed after
 * the administrator. */
static void
test_never_above_the_ceiling(void)
{
	struct conf lower = *file;
	struct limits other;

	request(ROOT);
	ok(put(ROOT, "uploads.max_count", "6") == ERR_INVALID);
	ok(put(ROOT, "uploads.max_size", "11M") == ERR_INVALID);
	ok(put(ROOT, "uploads.max_count", "4") == ERR_OK);
	lower.uploads_max_count = lower.uploads_ceiling_count = 3;
	limits_init(&other, &lower);
	fixture_as(&cx, ROOT);
	ok(limits_refresh(&cx, &other, NULL) == ERR_OK);
	ok(cx.conf->uploads_max_count == 3);
	ok(put(ROOT, "uploads.max_count", "") == ERR_OK);
}

static void
test_every_process_learns_of_it(void)
{
	struct limits other;
	bool changed;

	limits_init(&other, file);
	fixture_as(&cx, ROOT);
	ok(limits_refresh(&cx, &other, &changed) == ERR_OK && changed);
	ok(limits_refresh(&cx, &other, &changed) == ERR_OK && !changed);
	ok(put(ROOT, "tickets.urge_grace", "45m") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(limits_refresh(&cx, &other, &changed) == ERR_OK && changed);
	ok(cx.conf->tickets_urge_grace == 45 * 60);
	ok(limits_refresh(&cx, &mine, &changed) == ERR_OK && changed);
	ok(cx.conf->tickets_urge_grace == 45 * 60);
	ok(put(ROOT, "tickets.urge_grace", "") == ERR_OK);
	request(MEI);
	ok(cx.conf->tickets_urge_grace == file->tickets_urge_grace);
}

/* A message can be withdrawn as long as the limit says: the trigger of the
 * database knows it, and does so after the next start, too. */
static void
test_the_database_knows(void)
{
	const struct act_input slip = { .text = "A slip", .seen = -1 };
	int64_t id;

	ok(put(ROOT, "tickets.withdraw_window", "1h") == ERR_OK);
	cx.conf = file;
	ok(first_settings(&cx) == ERR_OK);
	id = fixture_ticket(&cx);
	request(MEI);
	ok(ticket_act(&cx, id, VERB_MESSAGE, &slip) == ERR_OK);
	cx.now += 30 * 60;
	request(MEI);
	ok(message_withdraw(&cx, id, 2) == ERR_OK);
	request(MEI);
	ok(ticket_act(&cx, id, VERB_MESSAGE, &slip) == ERR_OK);
	ok(put(ROOT, "tickets.withdraw_window", "") == ERR_OK);
	cx.now += 30 * 60;
	request(MEI);
	ok(message_withdraw(&cx, id, 3) != ERR_OK);
}

static void
test_the_pages(void)
{
	const char *old;

	request(ROOT);
	get(ROOT, "/admin/limits");
	ok(seen.status == 200);
	is(at("Row.0.id"), "uploads.max_count");
	get(ROOT, "/admin/limits/uploads.max_size");
	is(at("L.value"), "10 MB");
	is(at("L.most"), "10 MB");
	is(at("F.value.v"), "");
	old = keep_page();
	submit(ROOT, "/admin/limits/uploads.max_size", "value", "11M", NULL);
	ok(seen.status == 422);
	is(at("F.value.v"), "11M");
	ok(*at("F.value.e") != '\0');
	submit(ROOT, "/admin/limits/uploads.max_size", "value", "3M", NULL);
	ok(seen.status == 303);
	is(seen.location, "/admin/limits?done=saved");

	/* Every page says so from the next request on. */
	request(ROOT);
	get(ROOT, "/admin/limits/uploads.max_size");
	is(at("L.value"), "3 MB");
	is(at("L.given"), "10 MB");
	is(at("L.by"), "root");
	is(at("F.value.v"), "3M");
	request(MEI);
	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	ok(has("3 MB"));
	ok(!has("10 MB"));

	/* Who had the old one before him is told. */
	back_to(old);
	submit(ROOT, "/admin/limits/uploads.max_size", "value", "4M", NULL);
	ok(seen.status == 409);
	is(at("F.value.v"), "4M");
	is(at("L.value"), "3 MB");
	submit(ROOT, "/admin/limits/uploads.max_size", "value", "", NULL);
	ok(seen.status == 303);
	request(ROOT);
	get(ROOT, "/admin/limits/uploads.max_size");
	is(at("L.value"), "10 MB");
	is(at("L.set"), "");
	get(ROOT, "/admin/limits/site.name");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_it_is_in_the_trail(void)
{
	struct audit_list l;

	ok(put(ROOT, "tickets.auto_close", "5d") == ERR_OK);
	request(ROOT);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "updateLimits" }, 5,
	       &l) == ERR_OK);
	is(l.row[0].resource_id, "tickets.auto_close");
	is(l.row[0].detail, "7d → 5d");
}

int
main(void)
{
	browser_open();
	file = cx.conf;
	limits_init(&mine, file);
	test_they_are_for_administrators();
	test_within_bounds();
	test_never_above_the_ceiling();
	test_every_process_learns_of_it();
	test_the_database_knows();
	test_the_pages();
	test_it_is_in_the_trail();
	cx.conf = file;
	browser_close();
	return tap_done();
}
