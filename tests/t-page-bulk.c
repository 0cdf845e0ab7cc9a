/*
 * t-page-bulk.c - one act on many tickets; presence; texts to insert; the
 * administrator's pages of the desk.
 */
#include "browser.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/there.h"
#include "domain/act.h"
#include "domain/queue.h"
#include "domain/ticket.h"
#include "store/db.h"
#include "tap.h"

/* Good for some calls. */
static const char *
name_of(int64_t id)
{
	static char s[8][20];
	static int n;

	n = (n + 1) % 8;
	snprintf(s[n], sizeof(s[n]), "TS-%07lld", (long long)id);
	return s[n];
}

static const char *
desk(int64_t id, const char *rest)
{
	static char s[100];

	snprintf(s, sizeof(s), "/agent/tickets/%s%s", name_of(id), rest);
	return s;
}

/* Select tickets in the queue and go on. */
static void
choose(enum who_is who, const char *action, int64_t a, int64_t b, int64_t c)
{
	get(who, "/agent/tickets");
	ok(seen.status == 200);
	post(who, "/agent/tickets", "csrf_token", at("Csrf"), "idempotency_key",
	    at("BulkKey"), "action", action, "ticket", name_of(a), "ticket",
	    name_of(b), "ticket", name_of(c), NULL);
}

static enum status
status_of(int64_t id)
{
	struct ticket t = { 0 };

	fixture_as(&cx, ROOT);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t.status;
}

static int64_t
audited(const char *event)
{
	struct audit_list l = { 0 };
	int64_t n = 0;

	fixture_as(&cx, ROOT);
	ok(audit_list(&cx, &(struct audit_filter){ .event = event }, 200, &l) ==
	    ERR_OK);
	for (size_t i = 0; i < l.count; i++)
		n++;
	return n;
}

static void
test_review_says_what_will_happen_and_what_not(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);
	int64_t taken = fixture_ticket(&cx);

	get(SIYUAN, desk(taken, ""));
	submit(SIYUAN, desk(taken, "/take"), NULL);
	choose(PRIYA, "take", a, b, taken);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(seen.rs.page, "agent/bulk.cs");
	is(at("N"), "2");
	is(at("Do.0.id"), name_of(a));
	is(at("Do.1.id"), name_of(b));
	is(at("Skip.0.id"), name_of(taken));
	is(at("Skip.0.why"), "Somebody else has taken this ticket already.");
	is(at("Item.0.id"), "");
	/* Nothing is done yet. */
	ok(status_of(a) == STATUS_NEW && status_of(b) == STATUS_NEW);
}

static void
test_the_act_is_done_ticket_by_ticket(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);
	int64_t c = fixture_ticket(&cx), before = audited("takeCase");
	const char *page, *done;

	choose(PRIYA, "take", a, b, c);
	page = keep_page();
	/* Meanwhile another one takes the second. */
	get(SIYUAN, desk(b, ""));
	submit(SIYUAN, desk(b, "/take"), NULL);
	back_to(page);
	submit(PRIYA, "/agent/tickets", NULL);
	ok(seen.rc == ERR_OK && seen.status == 200);
	done = keep_page();
	is(at("Item.0.id"), name_of(a));
	is(at("Item.0.why"), "");
	is(at("Item.0.own"), "Priya Nair");
	is(at("Item.1.id"), name_of(b));
	is(at("Item.1.why"), "Somebody else has taken this ticket already.");
	is(at("Item.2.why"), "");
	ok(status_of(a) == STATUS_PROCESSING &&
	    status_of(c) == STATUS_PROCESSING);
	/* Each is in the trail. */
	ok(audited("takeCase") == before + 3);

	/* Sent again, nothing is done a second time. */
	back_to(page);
	submit(PRIYA, "/agent/tickets", NULL);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("Item.0.why"), "");
	is(at("Item.2.why"), "");
	ok(audited("takeCase") == before + 3);
	(void)done;
}

/* One key, other fields: that is another act, and is refused. */
static void
test_a_key_is_for_one_act(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);

	choose(PRIYA, "take", a, a, a);
	is(at("Do.1.id"), ""); /* named once is enough */
	post(PRIYA, "/agent/tickets", "csrf_token", at("Csrf"),
	    "idempotency_key", at("Key"), "action", "note", "confirmed", "1",
	    "content", "one", "ticket",
	    arena_printf(cx.mem, "TS-%lld", (long long)a), NULL);
	ok(*at("Item.0.why") != '\0'); /* and by its one name */
	choose(PRIYA, "take", a, a, a);
	submit(PRIYA, "/agent/tickets", NULL);
	is(at("Item.0.why"), "");
	choose(PRIYA, "note", a, b, b);
	post(PRIYA, "/agent/tickets", "csrf_token", at("Csrf"),
	    "idempotency_key", at("Key"), "action", "note", "confirmed", "1",
	    "content", "one", "ticket", name_of(a), NULL);
	is(at("Item.0.why"), "");
	get(PRIYA, desk(a, ""));
	ok(has("one"));
}

static void
test_what_the_act_needs_comes_back(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);
	char to[24];

	choose(YATING, "assign", a, b, b);
	ok(*at("Staff.0.id") != '\0');
	submit(YATING, "/agent/tickets", "operate_desc", "mind her", NULL);
	ok(seen.status == 422);
	is(at("F.operate_desc.v"), "mind her");
	ok(*at("F.assignee_id.e") != '\0');
	is(at("Do.0.id"), name_of(a));
	is(at("Do.1.id"), name_of(b));
	ok(status_of(a) == STATUS_NEW);

	snprintf(to, sizeof(to), "%lld", (long long)fixture_id(SIYUAN));
	submit(YATING, "/agent/tickets", "operate_desc", "mind her",
	    "assignee_id", to, NULL);
	ok(seen.status == 200);
	is(at("Item.0.own"), "陈思远");
	is(at("Item.1.own"), "陈思远");
	get(SIYUAN, desk(b, ""));
	ok(has("mind her"));

	choose(SIYUAN, "pause", a, b, b);
	submit(SIYUAN, "/agent/tickets", "until", "2001-01-01", NULL);
	ok(seen.status == 422);
	ok(*at("F.until.e") != '\0');
	submit(SIYUAN, "/agent/tickets", "until", "2099-01-01", NULL);
	ok(status_of(a) == STATUS_PAUSED && status_of(b) == STATUS_PAUSED);

	choose(SIYUAN, "note", a, b, b);
	submit(SIYUAN, "/agent/tickets", "content", " ", NULL);
	ok(seen.status == 422 && *at("F.content.e") != '\0');
	choose(YATING, "invalidate", a, b, b);
	is(at("Do.0.id"), ""); /* what is paused must be resumed first */
	is(at("Skip.1.id"), name_of(b));
}

static void
test_what_is_not_ones_own_is_left_out(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);

	get(SIYUAN, desk(a, ""));
	submit(SIYUAN, desk(a, "/take"), NULL);
	choose(PRIYA, "release", a, b, 999999);
	is(at("Do.0.id"), "");
	is(at("Skip.0.why"),
	    "Only the engineer who works on the ticket can do this.");
	is(at("Skip.2.why"), "There is no such ticket.");
	/* And if he posts it all the same? */
	post(PRIYA, "/agent/tickets", "csrf_token", at("Csrf"),
	    "idempotency_key", "k77", "action", "invalidate", "confirmed", "1",
	    "operate_desc", "x", "ticket", name_of(b), NULL);
	ok(*at("Item.0.why") != '\0');
	ok(status_of(b) == STATUS_NEW);
	choose(PRIYA, "reply", a, b, b);
	ok(seen.status == 422);
	get(PRIYA, "/agent/tickets");
	post(PRIYA, "/agent/tickets", "csrf_token", at("Csrf"),
	    "idempotency_key", at("BulkKey"), "action", "take", NULL);
	ok(seen.status == 422);
	is(at("F.Errors.0.say"), "Select at least one ticket.");
}

static void
test_customers_have_no_bulk(void)
{
	post(MEI, "/agent/tickets", "action", "take", NULL);
	ok(seen.rc == ERR_NOTFOUND);
}

/* Presence ----------------------------------------------------------------- */

static void
test_who_else_is_there(void)
{
	char path[] = "/tmp/guichet-there-XXXXXX", address[120];
	int64_t id = fixture_ticket(&cx);
	int fd = mkstemp(path);

	close(fd);
	cx.there = there_open(path);
	ok(cx.there != NULL);
	get(PRIYA, desk(id, ""));
	is(at("There"), "");
	get(SIYUAN, desk(id, ""));
	is(at("There.0"), "Priya Nair is looking at this");
	is(at("There.0.w"), "");
	ok(has("is looking at this"));

	/* She writes: his page learns of it, and only then. */
	snprintf(address, sizeof(address), "/poll?since=%s&writing=1",
	    at("Revision"));
	get(PRIYA, desk(id, address));
	ok(seen.status == 200); /* he came meanwhile */
	is(at("There.0"), "陈思远 is looking at this");
	get(SIYUAN, desk(id, "/poll?since=1"));
	is(at("There.0.w"), "1");
	ok(has("is writing"));
	snprintf(address, sizeof(address), "/poll?since=%s&there=%s",
	    at("Revision"), at("There"));
	get(SIYUAN, desk(id, address));
	ok(seen.status == 304);

	/* In the queue too; and after a while she has gone. */
	get(YATING, "/agent/tickets?q=No");
	ok(has("Priya Nair"));
	cx.now += THERE_TTL;
	get(SIYUAN, desk(id, ""));
	is(at("There"), "");
	/* A customer is nowhere, and sees nobody. */
	get(PRIYA, desk(id, ""));
	snprintf(address, sizeof(address), "/tickets/%s", name_of(id));
	get(MEI, address);
	ok(seen.status == 200 && !has("is looking at this"));
	get(SIYUAN, desk(id, ""));
	is(at("There.1"), "");
	there_close(cx.there);
	cx.there = NULL;
	unlink(path);
}

/* Canned replies ----------------------------------------------------------- */

static void
test_a_text_is_inserted(void)
{
	int64_t id = fixture_ticket(&cx);
	char address[60];

	get(PRIYA, "/agent/replies/new");
	is(at("F.active.v"), "1");
	submit(PRIYA, "/agent/replies", "name", "Hello", "content_en",
	    "Dear {customer.name} of {customer.mobile}", NULL);
	ok(seen.status == 303);
	get(PRIYA, "/agent/replies");
	is(at("Row.0.name"), "Hello");
	get(PRIYA, desk(id, ""));
	is(at("Canned.Own.0.name"), "Hello");
	snprintf(address, sizeof(address), "?canned=%s", at("Canned.Own.0.id"));
	get(PRIYA, desk(id, address));
	is(at("C.reply.content.v"), "Dear Mei Tan of {customer.mobile}");
	is(at("Canned.left"), "1");
	/* It is not sent so. */
	submit(PRIYA, desk(id, "/reply"), "content", at("C.reply.content.v"),
	    NULL);
	ok(seen.status == 422);
	is(at("C.reply.content.v"), "Dear Mei Tan of {customer.mobile}");
	ok(*at("C.reply.content.e") != '\0');
	is(at("F.Errors.0.to"), "reply");

	/* Another agent has no such text. */
	get(SIYUAN, desk(id, address));
	ok(seen.rc == ERR_NOTFOUND);
	/* Behind what is written already. */
	post(PRIYA, "/drafts", "form", desk(id, "/reply"), "content",
	    "Good morning", NULL);
	get(PRIYA, desk(id, address));
	is(at("C.reply.content.v"),
	    "Good morning\n\nDear Mei Tan of {customer.mobile}");
}

/* Without script, too, what is written already stays. */
static void
test_a_text_is_inserted_behind_what_is_written(void)
{
	int64_t id = fixture_ticket(&cx);
	char canned[24];

	get(PRIYA, desk(id, ""));
	snprintf(canned, sizeof(canned), "%s", at("Canned.Own.0.id"));
	attach("a.png", tiny_png, tiny_png_len);
	submit(PRIYA, desk(id, "/reply"), "content", "Good morning", "canned",
	    canned, "insert", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("C.reply.content.v"),
	    "Good morning\n\nDear Mei Tan of {customer.mobile}");
	is(at("Canned.chosen"), canned);
	is(at("C.reply.Kept.0.n"), "a.png");
	is(at("F.Say"), "");
	ok(status_of(id) == STATUS_NEW);
	/* One that is there no more takes nothing with it. */
	submit(PRIYA, desk(id, "/reply"), "content", "Good morning", "canned",
	    "999", "insert", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("C.reply.content.v"), "Good morning");
	ok(*at("F.Say") != '\0');
	submit(PRIYA, desk(id, "/reply"), "content", "Good morning", NULL);
	ok(seen.status == 303);
}

/* What was sent when the session had ended is in its form again. */
static void
test_a_text_that_was_left_comes_back(void)
{
	char one[60];

	post(PRIYA, "/drafts", "form", "/agent/replies", "name", "Left",
	    "content_en", "\n one <b>\n", NULL);
	get(PRIYA, "/agent");
	is(at("Draft.0.h"), "/agent/replies/new");
	is(at("Draft.0.t"), "one <b>");
	get(PRIYA, "/agent/replies/new");
	is(at("F.Left"), "1");
	is(at("F.name.v"), "Left");
	is(at("F.content_en.v"), "\n one <b>\n");
	is(at("F.active.v"), "");
	submit(
	    PRIYA, "/agent/replies", "name", "Left", "content_en", "One", NULL);
	ok(seen.status == 303);
	get(PRIYA, "/agent/replies/new");
	is(at("F.Left"), "");
	is(at("F.active.v"), "1");

	get(PRIYA, "/agent/replies");
	snprintf(one, sizeof(one), "/agent/replies/%s", at("Row.1.id"));
	post(PRIYA, "/drafts", "form", one, "name", "Left", "content_zh", "一",
	    NULL);
	get(PRIYA, one);
	is(at("F.Left"), "1");
	is(at("F.content_en.v"), "");
	is(at("F.content_zh.v"), "一");
	/* A mistake in it is told in the form, and not what was left before. */
	submit(PRIYA, one, "name", "", "content_zh", "二", NULL);
	ok(seen.status == 422);
	is(at("F.Left"), "");
	is(at("F.content_zh.v"), "二");
}

static void
test_a_text_is_looked_at_before_it_is_kept(void)
{
	get(ROOT, "/admin/replies/new");
	submit(ROOT, "/admin/replies", "name", "For all", "content_zh",
	    "{customer.name}，您好", "preview", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("Preview.zh"), "Mei Tan，您好");
	is(at("F.content_zh.v"), "{customer.name}，您好");
	get(ROOT, "/admin/replies");
	is(at("Row.0.name"), "");

	get(ROOT, "/admin/replies/new");
	submit(ROOT, "/admin/replies", "name", "For all", "content_zh",
	    "{customer.nome}", NULL);
	ok(seen.status == 422);
	ok(*at("F.content_zh.e") != '\0');
	submit(ROOT, "/admin/replies", "name", "For all", "content_zh",
	    "{customer.name}，您好", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/replies");
	is(at("Row.0.name"), "For all");
	get(PRIYA, "/admin/replies");
	ok(seen.rc == ERR_DENIED);
}

/* The customer's card -------------------------------------------------------
 */

static void
test_the_customers_card(void)
{
	int64_t id = fixture_ticket_of(&cx, WEN);
	int64_t other = fixture_ticket_of(&cx, WEN);
	int64_t done = fixture_ticket_of(&cx, WEN);
	char address[60];

	get(PRIYA, desk(done, ""));
	submit(PRIYA, desk(done, "/take"), NULL);
	snprintf(address, sizeof(address), "/tickets/%s", name_of(done));
	get(WEN, address);
	snprintf(address, sizeof(address), "/tickets/%s/close", name_of(done));
	submit(WEN, address, "satisfaction_1", "5", "satisfaction_3", "4",
	    "judgement", "Quick", NULL);
	ok(seen.status == 303);
	get(PRIYA, desk(id, ""));
	is(at("Cust.open"), "2");
	is(at("Cust.Other.0.id"), name_of(other));
	is(at("Cust.Other.1.id"), "");
	is(at("Cust.Score.0.v"), "9 of 10");
	is(at("Cust.Score.0.said"), "Quick");
	snprintf(address, sizeof(address), "/agent/tickets?account=%s",
	    at("Cust.account"));
	get(PRIYA, address);
	is(at("Row.0.org"), "晨光物流");
	is(at("Row.2.id"), "");
}

/* Administration ------------------------------------------------------------
 */

static void
test_the_calendar_is_edited(void)
{
	get(ROOT, "/admin/calendar");
	is(at("F.hours_1.v"), "09:00-17:00");
	is(at("F.hours_0.v"), "");
	is(at("Promise.3.on"), "1");
	post(ROOT, "/admin/calendar", "csrf_token", at("Csrf"),
	    "idempotency_key", at("Key"), "zone", "Asia/Shanghai", "hours_1",
	    "9-17", "hours_2", "10:00-12:00", "around", "urgent", NULL);
	ok(seen.status == 422);
	is(at("F.hours_1.v"), "9-17");
	ok(*at("F.hours_1.e") != '\0');
	is(at("F.hours_2.v"), "10:00-12:00");
	is(at("F.zone.v"), "Asia/Shanghai");
	is(at("Promise.2.on"), "1");
	is(at("Promise.3.on"), "");
	post(ROOT, "/admin/calendar", "csrf_token", at("Csrf"),
	    "idempotency_key", at("Key"), "zone", "Asia/Shanghai", "hours_1",
	    "09:00-12:00, 13:00-18:00", "around", "critical", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/calendar");
	is(at("F.hours_1.v"), "09:00-12:00 13:00-18:00");
	is(at("F.hours_2.v"), "");
	is(at("F.zone.v"), "Asia/Shanghai");

	submit(ROOT, "/admin/calendar/days", "day", "2026-02-30", "name",
	    "Christmas", NULL);
	ok(seen.status == 422);
	is(at("D.name.v"), "Christmas");
	ok(*at("D.day.e") != '\0');
	submit(ROOT, "/admin/calendar/days", "day", "2026-12-25", "name",
	    "Christmas", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/calendar");
	is(at("Day.0.day"), "2026-12-25");
	is(at("Day.0.wd"), "Friday");
	submit(ROOT, "/admin/calendar/days/20261225/delete", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/calendar");
	is(at("Day.0.day"), "");
	get(YATING, "/admin/calendar");
	ok(seen.rc == ERR_DENIED);
}

static void
test_queues_are_edited(void)
{
	char priya[24], address[60];

	snprintf(priya, sizeof(priya), "%lld", (long long)fixture_id(PRIYA));
	get(ROOT, "/admin/queues/new");
	submit(
	    ROOT, "/admin/queues", "member", priya, "product", "service", NULL);
	ok(seen.status == 422);
	ok(*at("F.name.e") != '\0');
	is(at("Product.0.on"), "1");
	post(ROOT, "/admin/queues", "csrf_token", at("Csrf"), "idempotency_key",
	    at("Key"), "name", "Storage", "member", priya, "product", "service",
	    NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/queues");
	is(at("Row.0.name"), "Storage");
	is(at("Row.0.M.0"), "Priya Nair");
	is(at("Row.0.P.0"), "Our service");
	snprintf(address, sizeof(address), "/admin/queues/%s", at("Row.0.id"));
	get(PRIYA, "/agent/tickets?queue=mine");
	is(at("Queue.0.name"), "Storage");
	ok(*at("Row.0.id") != '\0');
	is(at("View"), "");
	get(SIYUAN, "/agent/tickets?queue=mine");
	is(at("Row.0.id"), "");
	/* What nobody can choose any more stays in it. */
	fixture_as(&cx, ROOT);
	ok(db_script(&cx,
	       "UPDATE product SET active = 0 WHERE id = 'service';"
	       "UPDATE users SET disabled_at = 1 WHERE name = 'priya'") ==
	    ERR_OK);
	get(ROOT, address);
	is(at("Product.0.id"), "service");
	is(at("Product.0.on"), "1");
	is(at("Product.0.off"), "1");
	submit(ROOT, address, "name", "Storage", NULL);
	ok(seen.status == 303);
	ok(db_script(&cx,
	       "UPDATE product SET active = 1;"
	       "UPDATE users SET disabled_at = NULL") == ERR_OK);
	get(ROOT, "/admin/queues");
	is(at("Row.0.M.0"), "Priya Nair");
	is(at("Row.0.P.0"), "Our service");
	get(ROOT, address);
	is(at("F.name.v"), "Storage");
	post(ROOT, address, "csrf_token", at("Csrf"), "idempotency_key",
	    at("Key"), "name", "Storage 2", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/queues");
	is(at("Row.0.name"), "Storage 2");
	is(at("Row.0.M.0"), "");
	get(ROOT, address);
	snprintf(address, sizeof(address), "/admin/queues/%s/delete", at("Id"));
	submit(ROOT, address, NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/queues");
	is(at("Row.0.name"), "");
}

/* A partner's hours are said to whom he supports. */
static void
test_a_queue_may_be_a_partners(void)
{
	char ticket[60], address[60];

	snprintf(ticket, sizeof(ticket), "/tickets/TS-%07lld",
	    (long long)fixture_ticket(&cx));
	get(MEI, ticket);
	is(at("Fact.partner"), "");
	get(ROOT, "/admin/queues/new");
	submit(ROOT, "/admin/queues", "name", "Harbour", "product", "service",
	    "ownership", "1", "zone", "Asia/Shanghai", "days", "9", "hours",
	    "8", NULL);
	ok(seen.status == 422 && *at("F.days.e") != '\0');
	is(at("F.zone.v"), "Asia/Shanghai");
	submit(ROOT, "/admin/queues", "name", "Harbour", "product", "service",
	    "ownership", "1", "zone", "Mars/Crater", "days", "5", "hours", "8",
	    NULL);
	ok(seen.status == 422 && *at("F.days.e") != '\0');
	submit(ROOT, "/admin/queues", "name", "Harbour", "product", "service",
	    "ownership", "1", "zone", "Asia/Shanghai", "days", "5", "hours",
	    "8", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/queues");
	is(at("Row.0.own"), "1");
	snprintf(address, sizeof(address), "/admin/queues/%s", at("Row.0.id"));
	get(MEI, ticket);
	is(at("Fact.partner"), "Harbour");
	is(at("Fact.window"), "5 days a week, 8 hours a day (Asia/Shanghai)");
	get(ROOT, address);
	is(at("F.zone.v"), "Asia/Shanghai");
	submit(ROOT, address, "name", "Harbour", "product", "service",
	    "ownership", "0", "zone", "Asia/Shanghai", "days", "5", "hours",
	    "8", NULL);
	get(MEI, ticket);
	is(at("Fact.partner"), "");
	get(ROOT, address);
	snprintf(address, sizeof(address), "/admin/queues/%s/delete", at("Id"));
	submit(ROOT, address, NULL);
	ok(seen.status == 303);
}

/* A page of another session comes back with all that it had: sent again as it
 * stands it does what it was to do. */
static void
test_an_old_token_loses_nothing(void)
{
	int64_t id = fixture_ticket(&cx);
	char priya[24], address[60];

	post(PRIYA, "/agent/tickets", "csrf_token", "old", "idempotency_key",
	    "k1", "action", "note", "ticket", name_of(id), "content",
	    "long and dear", "confirmed", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("F.content.v"), "long and dear");
	is(at("Do.0.id"), name_of(id));
	submit(PRIYA, "/agent/tickets", "content", at("F.content.v"), NULL);
	ok(seen.status == 200);
	get(PRIYA, desk(id, ""));
	ok(has("long and dear"));

	snprintf(priya, sizeof(priya), "%lld", (long long)fixture_id(PRIYA));
	post(ROOT, "/admin/queues", "csrf_token", "old", "idempotency_key",
	    "k2", "name", "Disks", "member", priya, "product", "service", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("F.name.v"), "Disks");
	is(at("Product.0.on"), "1");
	for (int i = 0; i < 9; i++) {
		snprintf(address, sizeof(address), "Staff.%d.id", i);
		if (strcmp(at(address), priya) == 0)
			break;
	}
	is(at(address), priya);
	memcpy(strrchr(address, '.'), ".on", 4);
	is(at(address), "1");

	post(ROOT, "/admin/calendar", "csrf_token", "old", "idempotency_key",
	    "k3", "zone", "UTC", "hours_1", "10:00-12:00", "around", "urgent",
	    NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("F.hours_1.v"), "10:00-12:00");
	is(at("Promise.2.on"), "1");
	is(at("Promise.3.on"), "");

	post(PRIYA, "/agent/replies", "csrf_token", "old", "idempotency_key",
	    "k4", "name", "Hello", "content_en", "Hello", "preview", "1", NULL);
	ok(seen.rc == ERR_OK && seen.status == 422);
	is(at("Preview.en"), "Hello");
}

/* Kept to his queues, he sees no more what he gives away. */
static void
test_what_he_gives_away_he_sees_no_more(void)
{
	int64_t id = fixture_ticket(&cx), queue = 0;
	char siyuan[24];

	snprintf(siyuan, sizeof(siyuan), "%lld", (long long)fixture_id(SIYUAN));
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/take"), NULL);
	fixture_as(&cx, NOBODY);
	ok(queue_add(&cx, "Others", &queue) == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(queue_take_product(&cx, "Others", "service") == ERR_OK);
	ok(db_script(&cx,
	       "UPDATE setting SET value = 1"
	       " WHERE name = 'own_queues_only'") == ERR_OK);
	get(PRIYA, desk(id, ""));
	submit(PRIYA, desk(id, "/assign"), "assignee_id", siyuan, NULL);
	ok(seen.status == 303);
	is(seen.location, "/agent/tickets?done=assigned");
	ok(db_script(&cx,
	       "UPDATE setting SET value = 0"
	       " WHERE name = 'own_queues_only'") == ERR_OK);
}

/* What was done, and that alone, is taken back at once. */
static void
test_what_was_done_is_undone(void)
{
	int64_t a = fixture_ticket(&cx), b = fixture_ticket(&cx);
	int64_t c = fixture_ticket(&cx);
	const char *page;

	choose(PRIYA, "take", a, b, c);
	page = keep_page();
	get(SIYUAN, desk(b, ""));
	submit(SIYUAN, desk(b, "/take"), NULL);
	back_to(page);
	submit(PRIYA, "/agent/tickets", NULL);
	is(at("Undo"), "release");
	submit(PRIYA, "/agent/tickets", NULL);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("Item.0.id"), name_of(a));
	is(at("Item.1.id"), name_of(c));
	is(at("Undo"), "take");
	ok(status_of(a) == STATUS_NEW && status_of(c) == STATUS_NEW);
	ok(status_of(b) == STATUS_PROCESSING);
	/* What a lead gives back was another's: taking it is no undoing. */
	choose(YATING, "release", b, 0, 0);
	submit(YATING, "/agent/tickets", NULL);
	is(at("Item.0.why"), "");
	is(at("Undo"), "");
	ok(status_of(b) == STATUS_NEW);
}

static void
test_nothing_was_done_is_said(void)
{
	int64_t a = fixture_ticket(&cx);

	choose(PRIYA, "resume", a, 0, 0);
	ok(has("Nothing was done"));
}

int
main(void)
{
	browser_open();
	test_review_says_what_will_happen_and_what_not();
	test_the_act_is_done_ticket_by_ticket();
	test_what_was_done_is_undone();
	test_nothing_was_done_is_said();
	test_a_key_is_for_one_act();
	test_what_the_act_needs_comes_back();
	test_what_is_not_ones_own_is_left_out();
	test_customers_have_no_bulk();
	test_who_else_is_there();
	test_a_text_is_inserted();
	test_a_text_is_inserted_behind_what_is_written();
	test_a_text_that_was_left_comes_back();
	test_a_text_is_looked_at_before_it_is_kept();
	test_the_customers_card();
	test_the_calendar_is_edited();
	test_queues_are_edited();
	test_a_queue_may_be_a_partners();
	test_an_old_token_loses_nothing();
	test_what_he_gives_away_he_sees_no_more();
	browser_close();
	return tap_done();
}
