/*
 * t-queue.c - queues of agents, and what agents read who are kept to them.
 */
#include "domain/queue.h"

#include <stdlib.h>

#include "base/conf.h"
#include "domain/attachment.h"
#include "domain/first.h"
#include "domain/message.h"
#include "domain/relation.h"
#include "domain/score.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static int64_t
make(const char *name, enum who_is member, const char *product)
{
	int64_t id = 0;

	fixture_as(&cx, NOBODY);
	ok(queue_add(&cx, name, &id) == ERR_OK);
	fixture_as(&cx, NOBODY);
	if (member != NOBODY)
		ok(queue_join(&cx, name, fixture_name[member]) == ERR_OK);
	fixture_as(&cx, NOBODY);
	if (product != NULL)
		ok(queue_take_product(&cx, name, product) == ERR_OK);
	return id;
}

/* The setting, as a start of the portal copies it. */
static void
keep_to_queues(bool on)
{
	fixture_as(&cx, NOBODY);
	((struct conf *)(uintptr_t)cx.conf)->tickets_own_queues_only = on;
	ok(first_settings(&cx) == ERR_OK);
}

static size_t
count(enum who_is who, enum scope scope, int64_t queue)
{
	const struct ticket_filter f = { .scope = scope,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.order = ORDER_DUE,
		.queue = queue,
		.limit = 100 };
	struct ticket_list l = { 0 };

	fixture_as(&cx, who);
	ok(ticket_list(&cx, &f, &l) == ERR_OK);
	return l.count;
}

static int64_t
counted(enum who_is who, enum scope scope)
{
	struct ticket_counts n = { { 0 } };
	int64_t sum = 0;

	fixture_as(&cx, who);
	ok(ticket_counts(&cx, scope, 0, &n) == ERR_OK);
	for (int i = 0; i <= STATUS_CODE_MAX; i++)
		sum += S(i) & STATUSES_OPEN ? n.n[i] : 0;
	return sum;
}

/* May he read it, by every statement that reads one? */
static bool
reads(enum who_is who, int64_t id)
{
	const struct act_input note = { .text = "x", .seen = -1 };
	struct ticket t;
	struct thread th;
	struct score s;
	int64_t revision;
	int yes = 0;

	fixture_as(&cx, who);
	yes += ticket_get(&cx, id, &t) == ERR_OK;
	fixture_as(&cx, who);
	yes += ticket_revision(&cx, id, &revision) == ERR_OK;
	fixture_as(&cx, who);
	yes += thread_get(&cx, id, 0, 50, &th) == ERR_OK && th.nmessage > 0 &&
	    th.nlog > 0;
	fixture_as(&cx, who);
	yes += score_get(&cx, id, &s) == ERR_OK;
	fixture_as(&cx, who);
	yes += ticket_act(&cx, id, VERB_NOTE, &note) == ERR_OK;
	ok(yes == 5 || yes == 0 || (yes == 1 && s.given == false));
	return yes == 5;
}

static void
test_queues_are_listed(void)
{
	struct queue_list l;

	make("Storage", PRIYA, "service");
	make("账务", NOBODY, NULL);
	fixture_ticket(&cx);
	fixture_as(&cx, PRIYA);
	ok(queue_list(&cx, &l) == ERR_OK && l.count == 2);
	is(l.item[0].name, "Storage");
	ok(l.item[0].mine && l.item[0].open == 1);
	ok(!l.item[1].mine && l.item[1].open == 0);
	fixture_as(&cx, MEI);
	ok(queue_list(&cx, &l) == ERR_OK && l.count == 0);
	fixture_as(&cx, ROOT);
	ok(queue_list_all(&cx, &l) == ERR_OK && l.count == 2);
	ok(l.item[0].nmember == 1 && l.item[0].nproduct == 1);
	is(l.item[0].member[0].display_name, "Priya Nair");
	is(l.item[0].product[0].name, "Our service");
	/* Who is in it is for administrators. */
	fixture_as(&cx, YATING);
	ok(queue_list_all(&cx, &l) == ERR_OK);
	ok(l.count == 2 && l.item[0].nmember == 0);
}

static void
test_the_list_of_a_queue(void)
{
	int64_t other;
	struct queue_list l;

	fixture_as(&cx, PRIYA);
	ok(queue_list(&cx, &l) == ERR_OK);
	other = l.item[1].id;
	ok(count(PRIYA, SCOPE_OPEN, l.item[0].id) == 1);
	ok(count(PRIYA, SCOPE_OPEN, other) == 0);
	ok(count(PRIYA, SCOPE_OPEN, QUEUE_MINE) == 1);
	ok(count(SIYUAN, SCOPE_OPEN, QUEUE_MINE) == 0);
	ok(count(SIYUAN, SCOPE_OPEN, QUEUE_ANY) == 1);
}

/* By default queues only sort. */
static void
test_every_agent_reads_every_ticket(void)
{
	int64_t id = fixture_ticket(&cx);

	ok(reads(PRIYA, id) && reads(SIYUAN, id) && reads(YATING, id));
	ok(counted(SIYUAN, SCOPE_OPEN) == 2);
}

static void
test_agents_who_are_kept_to_their_queues(void)
{
	const struct act_input none = { .text = "", .seen = -1 };
	const struct act_input to = {
		.text = "", .seen = -1, .assignee = fixture_id(SIYUAN)
	};
	int64_t id = fixture_ticket(&cx), his;

	keep_to_queues(true);
	ok(reads(PRIYA, id));   /* it is her queue's */
	ok(!reads(SIYUAN, id)); /* he is in none */
	ok(reads(YATING, id));  /* a lead */
	ok(reads(ROOT, id));
	ok(count(SIYUAN, SCOPE_OPEN, QUEUE_ANY) == 0);
	ok(count(SIYUAN, SCOPE_UNASSIGNED, QUEUE_ANY) == 0);
	ok(count(SIYUAN, SCOPE_ALL, QUEUE_ANY) == 0);
	ok(count(PRIYA, SCOPE_OPEN, QUEUE_ANY) == 3);
	ok(counted(SIYUAN, SCOPE_OPEN) == 0);
	ok(counted(PRIYA, SCOPE_OPEN) == 3);
	fixture_as(&cx, SIYUAN);
	ok(ticket_act(&cx, id, VERB_TAKE, &none) == ERR_NOTFOUND);

	/* What was given to him he reads. */
	his = fixture_ticket(&cx);
	fixture_as(&cx, YATING);
	ok(ticket_act(&cx, his, VERB_ASSIGN, &to) == ERR_OK);
	ok(reads(SIYUAN, his));
	ok(count(SIYUAN, SCOPE_ASSIGNED, QUEUE_ANY) == 1);
	ok(!reads(SIYUAN, id));
	keep_to_queues(false);
	ok(reads(SIYUAN, id));
}

/* The statements themselves, without the one that is asked before them. */
static int
statements(enum who_is who, int64_t id, const char *file)
{
	struct ticket_change c = { .may = MAY_STAFF,
		.ticket = id,
		.from = STATUSES_ALL,
		.to = STATE_KEEP,
		.seen = -1,
		.log = LOG_NOTE };
	struct messages m = { 0 }, n = { 0 };
	struct logs g = { 0 };
	struct files f = { 0 };
	struct attachment a;
	struct score s = { 0 };
	int yes = 0;

	fixture_as(&cx, who);
	ok(store_messages(&cx, true, id, 10, 10, &m) == ERR_OK);
	yes += m.count > 0;
	ok(store_notes(&cx, id, 0, 10, &n) == ERR_OK);
	yes += n.count > 0;
	ok(store_logs(&cx, true, id, &g) == ERR_OK);
	yes += g.count > 0;
	ok(store_files(&cx, true, id, &f) == ERR_OK);
	yes += f.count > 0;
	yes += store_file_get(&cx, true, file, &a) == ERR_OK;
	ok(store_score_get(&cx, true, id, &s) == ERR_OK);
	yes += s.given;
	ok(store_begin(&cx) == ERR_OK);
	ok(store_ticket_change(&cx, &c) == ERR_OK);
	yes += c.changed;
	ok(store_end(&cx, ERR_FAULT) == ERR_FAULT);
	return yes;
}

static void
test_each_statement_keeps_them_apart(void)
{
	static const char file[] = "0123456789abcdef0123456789abcdef";
	const struct act_input note = { .text = "x", .seen = -1 };
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_NOTE, &note) == ERR_OK);
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "INSERT INTO attachment (id, sha256, name, type, size,"
		   " owner_id, created_at, ticket_id, message_number)"
		   " VALUES ('%s', '%s%s', 'a.txt', 'txt', 1, 1, 1, %d, 1);"
		   "INSERT INTO score (ticket_id, user_id, created_at,"
		   " updated_at) VALUES (%d, 1, 1, 1)",
		   file, file, file, (int)id, (int)id)) == ERR_OK);
	ok(statements(SIYUAN, id, file) == 7);
	keep_to_queues(true);
	ok(statements(PRIYA, id, file) == 7);
	ok(statements(YATING, id, file) == 7);
	ok(statements(SIYUAN, id, file) == 0);
	ok(statements(MEI, id, file) == 0);
	keep_to_queues(false);
}

/* Of a ticket that is related to one of his he learns that it is there, and
 * no word of it; and how many others there are, not at all. */
static void
test_what_is_beside_a_ticket_of_his(void)
{
	int64_t id = fixture_ticket(&cx), other = fixture_ticket(&cx);
	struct act_input to = { .seen = -1 };
	struct relation_list l;
	int64_t all = 0, n = 0;

	fixture_as(&cx, MEI);
	ok(relation_add(&cx, id, other) == ERR_OK);
	to.assignee = fixture_id(SIYUAN);
	fixture_as(&cx, YATING);
	ok(ticket_act(&cx, id, VERB_ASSIGN, &to) == ERR_OK);

	fixture_as(&cx, SIYUAN);
	ok(relation_list(&cx, id, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].open && *l.item[0].title != '\0');
	ok(ticket_open_of(&cx, fixture_id(MEI), &all) == ERR_OK && all >= 2);
	keep_to_queues(true);
	fixture_as(&cx, SIYUAN);
	ok(relation_list(&cx, id, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].id == other && !l.item[0].open);
	is(l.item[0].title, "");
	is(l.item[0].submitter, "");
	ok(ticket_open_of(&cx, fixture_id(MEI), &n) == ERR_OK && n < all);
	fixture_as(&cx, PRIYA);
	ok(relation_list(&cx, id, &l) == ERR_OK && l.item[0].open);
	is(l.item[0].submitter, "Mei Tan");
	ok(ticket_open_of(&cx, fixture_id(MEI), &n) == ERR_OK && n == all);
	keep_to_queues(false);
}

/* A product that nobody answers for is everybody's: nothing is lost. */
static void
test_a_product_of_no_queue_is_everybodys(void)
{
	struct queue_list l;
	int64_t id = fixture_ticket(&cx);

	keep_to_queues(true);
	ok(!reads(SIYUAN, id));
	fixture_as(&cx, ROOT);
	ok(queue_list_all(&cx, &l) == ERR_OK);
	for (size_t i = 0; i < l.count; i++) {
		cx.op = (struct op){ 0 };
		ok(queue_drop(&cx, l.item[i].id) == ERR_OK);
	}
	ok(reads(SIYUAN, id));
	keep_to_queues(false);
}

static void
test_only_administrators_change_queues(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING };
	const int64_t member[] = { fixture_id(PRIYA) };
	int64_t id = make("Networks", SIYUAN, "service");
	struct queue_new in = {
		.id = id, .name = "Mine", .member = member, .nmember = 1
	};
	struct queue_list l;
	int64_t got;

	for (size_t i = 0; i < NELEM(others); i++) {
		in.id = id;
		fixture_as(&cx, others[i]);
		ok(queue_put(&cx, &in, &got) == ERR_NOTFOUND);
		in.id = 0;
		fixture_as(&cx, others[i]);
		ok(queue_put(&cx, &in, &got) == ERR_DENIED);
		fixture_as(&cx, others[i]);
		ok(queue_drop(&cx, id) == ERR_NOTFOUND);
	}
	fixture_as(&cx, ROOT);
	ok(queue_list_all(&cx, &l) == ERR_OK && l.count == 1);
	is(l.item[0].name, "Networks");
	ok(l.item[0].nmember == 1 &&
	    l.item[0].member[0].id == fixture_id(SIYUAN));

	in.id = id;
	fixture_as(&cx, ROOT);
	ok(queue_put(&cx, &in, &got) == ERR_OK && got == id);
	fixture_as(&cx, ROOT);
	ok(queue_list_all(&cx, &l) == ERR_OK && l.count == 1);
	is(l.item[0].name, "Mine");
	ok(l.item[0].member[0].id == fixture_id(PRIYA));
	ok(l.item[0].nproduct == 0);
}

static void
test_what_is_no_queue(void)
{
	const struct queue_new blank = { .name = " " },
			       again = { .name = "MINE" };
	const int64_t customer[] = { fixture_id(MEI), fixture_id(ROOT) };
	const struct queue_new odd = {
		.name = "Odd", .member = customer, .nmember = 2
	};
	struct queue_list l;
	int64_t id;

	fixture_as(&cx, ROOT);
	ok(queue_put(&cx, &blank, &id) == ERR_INVALID);
	is(cx.say, "name_invalid");
	fixture_as(&cx, ROOT);
	ok(queue_put(&cx, &again, &id) == ERR_CONFLICT);
	is(cx.say, "queue_exists");
	/* Only agents and leads come into one. */
	fixture_as(&cx, ROOT);
	ok(queue_put(&cx, &odd, &id) == ERR_OK);
	fixture_as(&cx, ROOT);
	ok(queue_list_all(&cx, &l) == ERR_OK);
	for (size_t i = 0; i < l.count; i++)
		ok(strcmp(l.item[i].name, "Odd") != 0 ||
		    l.item[i].nmember == 0);
	fixture_as(&cx, NOBODY);
	ok(queue_join(&cx, "Odd", "mei") == ERR_INVALID);
	fixture_as(&cx, NOBODY);
	ok(queue_join(&cx, "None", "priya") == ERR_NOTFOUND);
	fixture_as(&cx, NOBODY);
	ok(queue_take_product(&cx, "Odd", "nothing") == ERR_NOTFOUND);
	fixture_as(&cx, NOBODY);
	ok(queue_take_product(&cx, "Odd", "我们的服务") == ERR_OK);
}

/* The counters by product are what counting would find. */
static void
test_counters_are_right(void)
{
	const struct act_input none = { .text = "", .seen = -1 };
	int64_t urged = counted(PRIYA, SCOPE_URGED), id, all;

	all = counted(PRIYA, SCOPE_OPEN);
	ok(all == (int64_t)count(PRIYA, SCOPE_OPEN, QUEUE_ANY));
	id = fixture_ticket(&cx);
	cx.now += 7200;
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_URGE, &none) == ERR_OK);
	ok(counted(PRIYA, SCOPE_OPEN) == all + 1);
	ok(counted(PRIYA, SCOPE_URGED) == urged + 1);
	cx.now += 7200;
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_URGE, &none) == ERR_OK);
	ok(counted(PRIYA, SCOPE_URGED) == urged + 1);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CANCEL, &none) == ERR_OK);
	ok(counted(PRIYA, SCOPE_OPEN) == all);
	ok(counted(PRIYA, SCOPE_URGED) == urged);
	ok(count(PRIYA, SCOPE_URGED, QUEUE_ANY) == (size_t)urged);
}

static int64_t
wrong_counters(void)
{
	struct query *q = db_query(&cx, SQL_COUNTS_CHECK);
	int64_t n = db_next(q) ? db_int(q, 0) : -1;

	ok(db_done(q) == ERR_OK);
	return n;
}

/* `guichet check` sees a counter that is wrong. */
static void
test_wrong_counters_are_found(void)
{
	ok(wrong_counters() == 0);
	ok(db_script(&cx,
	       "UPDATE product_count SET urged = urged + 1"
	       " WHERE status = 0") == ERR_OK);
	ok(wrong_counters() == 1);
	ok(db_script(&cx,
	       "UPDATE product_count SET urged = urged - 1"
	       " WHERE status = 0") == ERR_OK);
}

static void
test_each_knows_which_are_his(void)
{
	struct queue_list l;
	int64_t id = make("Whose", PRIYA, NULL);

	for (enum who_is who = PRIYA; who <= SIYUAN; who++) {
		fixture_as(&cx, who);
		ok(queue_list(&cx, &l) == ERR_OK);
		for (size_t i = 0; i < l.count; i++)
			if (l.item[i].id == id)
				ok(l.item[i].mine == (who == PRIYA));
	}
}

int
main(void)
{
	fixture_open(&cx);
	test_queues_are_listed();
	test_the_list_of_a_queue();
	test_every_agent_reads_every_ticket();
	test_agents_who_are_kept_to_their_queues();
	test_each_statement_keeps_them_apart();
	test_what_is_beside_a_ticket_of_his();
	test_a_product_of_no_queue_is_everybodys();
	test_only_administrators_change_queues();
	test_what_is_no_queue();
	test_counters_are_right();
	test_wrong_counters_are_found();
	test_each_knows_which_are_his();
	fixture_close(&cx);
	return tap_done();
}
