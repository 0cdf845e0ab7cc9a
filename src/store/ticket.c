/*
 * ticket.c - tickets: one, lists, counters, and the one UPDATE.
 */
#include "domain/clock.h"
#include "store/db.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* In the column order of TICKET_COLUMNS. */
static void
ticket_from_row(struct query *q, struct ticket *t)
{
	*t = (struct ticket){
		.id = db_int(q, 0),
		.account_id = db_int(q, 1),
		.submitter_id = db_int(q, 2),
		.assignee_id = db_int(q, 3),
		.status = (enum status)db_int(q, 4),
		.created_at = db_int(q, 5),
		.updated_at = db_int(q, 6),
		.accepted_at = db_int(q, 7),
		.pending_since = db_int(q, 8),
		.solved_at = db_int(q, 9),
		.closed_at = db_int(q, 10),
		.urged_at = db_int(q, 11),
		.urge_count = db_int(q, 12),
		.revision = db_int(q, 13),
		.message_count = db_int(q, 14),
		.note_count = db_int(q, 15),
		.case_type = (int)db_int(q, 16),
		.title = db_text(q, 17),
		.submitter = db_text(q, 18),
		.assignee = db_text(q, 19),
		.account = db_text(q, 20),
		.sub_type = db_text(q, 21),
		.product = db_text(q, 22),
		.problem_type = db_text(q, 23),
		.severity = db_text(q, 24),
		.region = db_text(q, 25),
		.product_id = db_text(q, 26),
		.problem_type_id = db_text(q, 27),
		.severity_id = db_text(q, 28),
		.first_response = db_int(q, 29),
		.resolution = db_int(q, 30),
		.remind_mail = "",
		.remind_mobile = "",
		.cc_email = "",
		.area_code = db_text(q, 32),
		.remind_time = db_text(q, 33),
		.submitter_email = "",
		.submitter_mobile = "",
		.submitter_area = db_text(q, 35),
		.paused_until = db_int(q, 36),
		.former = (enum status)db_int(q, 37),
		.region_id = db_text(q, 38),
		.reply = { db_int(q, 39), db_int(q, 40) },
		.solve = { db_int(q, 41), db_int(q, 42) },
		.answered_at = db_int(q, 43),
		.submitter_language = db_text(q, 44),
		.has_access = db_int(q, 45) != 0,
		.has_confided = db_int(q, 46) != 0,
	};
	t->contact = db_blob(q, 31, &t->contact_len);
	t->submitter_reach = db_blob(q, 34, &t->submitter_reach_len);
}

static enum err
none(struct ctx *cx, int64_t id)
{
	return err_fail(cx, ERR_NOTFOUND,
	    "no ticket %" PRId64 " for user %" PRId64, id, cx->actor);
}

enum err
store_ticket_get(struct ctx *cx, bool staff, int64_t id, struct ticket *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_TICKET_GET_STAFF : SQL_TICKET_GET_CUSTOMER);
	enum err rc;
	bool found;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, cx->lang);
	found = db_next(q);
	if (found)
		ticket_from_row(q, out);
	rc = db_done(q);
	return rc == ERR_OK && !found ? none(cx, id) : rc;
}

enum err
store_ticket_revision(struct ctx *cx, bool staff, int64_t id, int64_t *revision,
    int64_t *messages)
{
	struct query *q = db_query(cx,
	    staff ? SQL_TICKET_REVISION_STAFF : SQL_TICKET_REVISION_CUSTOMER);
	enum err rc;
	bool found;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	found = db_next(q);
	if (found) {
		*revision = db_int(q, 0);
		*messages = db_int(q, 1);
	}
	rc = db_done(q);
	return rc == ERR_OK && !found ? none(cx, id) : rc;
}

enum err
store_ticket_add(struct ctx *cx, int64_t id, const struct ticket_new *in,
    const struct sealed *contact, const char *sub_type, const char *title)
{
	struct query *q = db_query(cx, SQL_TICKET_ADD);
	int64_t added;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, sub_type);
	db_bind_text(q, 4, in->product_id);
	db_bind_text(q, 5, in->problem_type_id);
	db_bind_text(q, 6, in->severity_id);
	db_bind_text(q, 7, in->region_id);
	db_bind_text(q, 8, title);
	db_bind_int(q, 9, cx->now);
	db_bind_blob(q, 10, contact->bytes, contact->len);
	db_bind_text(q, 11, in->area_code);
	db_bind_text(q, 12, in->remind_time);
	db_next(q);
	added = db_changes(q);
	rc = db_done(q);
	if (rc == ERR_OK && added != 1)
		return err_fail(cx, ERR_DENIED,
		    "user %" PRId64 " is no customer any more", cx->actor);
	return rc;
}

static const enum sql change_by[MAY__MAX] = {
	[MAY_CUSTOMER] = SQL_TICKET_ACT_CUSTOMER,
	[MAY_STAFF] = SQL_TICKET_ACT_STAFF,
	[MAY_ASSIGNEE] = SQL_TICKET_ACT_ASSIGNEE,
	[MAY_HOLDER] = SQL_TICKET_ACT_HOLDER,
	[MAY_LEAD] = SQL_TICKET_ACT_LEAD,
	[MAY_SYSTEM] = SQL_TICKET_ACT_SYSTEM,
};

enum err
store_ticket_change(struct ctx *cx, struct ticket_change *c)
{
	struct query *q = db_query(cx, change_by[c->may]);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, c->ticket);
	db_bind_int(q, 3, c->from);
	db_bind_int(q, 4, c->to);
	db_bind_int(q, 5, cx->now);
	db_bind_int(q, 6, c->revision);
	db_bind_int(q, 7, c->visible);
	db_bind_int(q, 8, c->message);
	db_bind_int(q, 9, c->note);
	db_bind_int(q, 10, c->log);
	db_bind_int(q, 11, c->assignee);
	db_bind_int(q, 12, c->urge);
	db_bind_int(q, 13, c->seen);
	db_bind_int(q, 14, c->until);
	c->changed = db_next(q);
	if (c->changed) {
		c->message_number = db_int(q, 0);
		c->note_number = db_int(q, 1);
		c->log_number = db_int(q, 2);
	}
	/* RETURNING gives its rows before the statement is done. */
	while (db_next(q))
		continue;
	return db_done(q);
}

static struct query *
place_query(struct ctx *cx, enum sql id, int64_t ticket, const struct place *p)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 2, ticket);
	db_bind_text(q, 3, p->problem_type_id);
	db_bind_text(q, 4, p->severity_id);
	db_bind_text(q, 5, p->region_id);
	return q;
}

enum err
store_place_check(struct ctx *cx, int64_t ticket, const struct place *p,
    struct place_check *out)
{
	struct query *q = place_query(cx, SQL_PLACE_CHECK, ticket, p);

	*out = (struct place_check){ .found = db_next(q) };
	if (out->found) {
		out->case_type = (int)db_int(q, 0);
		out->region_ok = db_int(q, 1) != 0;
	}
	return db_done(q);
}

enum err
store_place_put(
    struct ctx *cx, int64_t ticket, const struct place *p, bool *changed)
{
	struct query *q = place_query(cx, SQL_PLACE_PUT, ticket, p);

	db_bind_int(q, 1, cx->actor);
	db_next(q);
	*changed = db_changes(q) == 1;
	return db_done(q);
}

enum err
store_ticket_due(struct ctx *cx, const struct waits *w, struct ticket_due *due,
    size_t max, size_t *n)
{
	static const enum verb verbs[] = { VERB_EXPIRE, VERB_WAKE,
		VERB_REMIND };
	struct query *q = db_query(cx, SQL_TICKET_DUE);

	db_bind_int(q, 1, cx->now - w->closes);
	db_bind_int(q, 2, cx->now);
	db_bind_int(q, 3, cx->now - w->reminds);
	db_bind_int(q, 4, cx->now - w->reminds_again);
	db_bind_int(q, 5, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		due[*n] = (struct ticket_due){ .id = db_int(q, 0),
			.status = (enum status)db_int(q, 1),
			.verb = verbs[db_int(q, 2)] };
	return db_done(q);
}

/* Whose tickets words are looked for in. */
enum { FIND_STAFF, FIND_MINE, FIND_ACCOUNT, FIND_GROUP, FIND__MAX };

/* Lists ------------------------------------------------------------------- */

/* What is due is known of what is open, and of interest to the staff: other
 * lists have no such order. */
#define OF_OPEN(scope)                                                         \
	[SCOPE_##scope] = { SQL_TICKET_LIST_##scope##_DOWN,                    \
		SQL_TICKET_LIST_##scope##_UP, SQL_TICKET_LIST_##scope##_DUE }
static const enum sql list_of[SCOPE__MAX][ORDER__MAX] = {
	[SCOPE_MINE] = { SQL_TICKET_LIST_MINE_DOWN, SQL_TICKET_LIST_MINE_UP,
	    SQL_TICKET_LIST_MINE_DOWN },
	[SCOPE_ACCOUNT] = { SQL_TICKET_LIST_ACCOUNT_DOWN,
	    SQL_TICKET_LIST_ACCOUNT_UP, SQL_TICKET_LIST_ACCOUNT_DOWN },
	[SCOPE_GROUP] = { SQL_TICKET_LIST_GROUP_DOWN, SQL_TICKET_LIST_GROUP_UP,
	    SQL_TICKET_LIST_GROUP_DOWN },
	OF_OPEN(UNASSIGNED),
	OF_OPEN(ASSIGNED),
	OF_OPEN(OPEN),
	OF_OPEN(STATE),
	OF_OPEN(URGED),
	[SCOPE_CUSTOMER] = { SQL_TICKET_LIST_CUSTOMER_DOWN,
	    SQL_TICKET_LIST_CUSTOMER_UP, SQL_TICKET_LIST_CUSTOMER_DOWN },
	OF_OPEN(LATE),
	[SCOPE_ALL] = { SQL_TICKET_LIST_ALL_DOWN, SQL_TICKET_LIST_ALL_UP,
	    SQL_TICKET_LIST_ALL_DOWN },
};

/* In the column order of LIST_COLUMNS. */
static void
row_from_row(struct query *q, struct ticket_row *r)
{
	*r = (struct ticket_row){
		.id = db_int(q, 0),
		.revision = db_int(q, 1),
		.created_at = db_int(q, 2),
		.updated_at = db_int(q, 3),
		.urge_count = db_int(q, 4),
		.urged_at = db_int(q, 5),
		.severity_rank = db_int(q, 6),
		.status = (enum status)db_int(q, 7),
		.last_type = (int)db_int(q, 8),
		.title = db_text(q, 9),
		.product = db_text(q, 10),
		.severity = db_text(q, 11),
		.submitter = db_text(q, 12),
		.assignee = db_text(q, 13),
		.account = db_text(q, 14),
		.last_by = db_text(q, 15),
		.last_mine = db_int(q, 16) != 0,
		.due_key = db_int(q, 17),
		.reply = { db_int(q, 18), db_int(q, 19) },
		.solve = { db_int(q, 20), db_int(q, 21) },
		.place = db_int(q, 22),
	};
}

/* The number in "TS-0000042", "ts-42" or "42"; 0 if it is none. */
static int64_t
number_in(const char *q)
{
	char *end;
	long long v;

	if ((q[0] == 'T' || q[0] == 't') && (q[1] == 'S' || q[1] == 's') &&
	    q[2] == '-')
		q += 3;
	if (*q < '0' || *q > '9' || strlen(q) > 15)
		return 0;
	v = strtoll(q, &end, 10);
	return *end == '\0' ? v : 0;
}

/* The order of a list that does not know the one that was asked for. */
static enum order
order_of(const struct ticket_filter *f)
{
	bool knows = true;

	if (f->order == ORDER_BEST)
		knows = *f->words != '\0';
	if (f->order == ORDER_DUE)
		knows = list_of[f->scope][ORDER_DUE] !=
		    list_of[f->scope][ORDER_UPDATED_DESC];
	return knows ? f->order : ORDER_UPDATED_DESC;
}

static bool
goes_down(enum order order)
{
	return order == ORDER_UPDATED_DESC || order == ORDER_BEST;
}

static void
bind_filter(
    struct query *q, struct ctx *cx, const struct ticket_filter *f, bool down)
{
	unsigned statuses = f->statuses != 0 ? f->statuses
					     : STATUSES_OPEN | STATUSES_ENDED;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, statuses);
	db_bind_int(q, 3, cx->lang);
	if (f->after_id != 0) {
		db_bind_int(q, 4, f->after_at);
		db_bind_int(q, 5, f->after_id);
	} else {
		db_bind_int(q, 4, down ? INT64_MAX : INT64_MIN);
		db_bind_int(q, 5, down ? INT64_MAX : INT64_MIN);
	}
	db_bind_int(q, 6, f->limit + 1); /* one more: is there a next? */
	db_bind_int(q, 9, f->from);
	db_bind_int(q, 10, f->to);
	db_bind_int(q, 11, f->submitter_id);
	if (f->scope == SCOPE_GROUP)
		db_bind_int(q, 12, f->group_id);
	db_bind_int(q, 13, f->account_id);
	db_bind_text(q, 14, f->product_id);
	db_bind_text(q, 15, f->severity_id);
	db_bind_int(q, 16, f->urged);
	for (int i = 0; i < TICKET_LABELS_MAX; i++)
		db_bind_int(q, 17 + i, f->labels[i]);
	db_bind_int(q, 22, f->queue);
	db_bind_int(q, 23, f->assignee_id);
}

/* With a word to look for, a scope is no more than a filter. */
static const unsigned char find_kind[SCOPE__MAX] = {
	[SCOPE_MINE] = FIND_MINE,
	[SCOPE_ACCOUNT] = FIND_ACCOUNT,
	[SCOPE_GROUP] = FIND_GROUP,
};

static const enum sql find_of[FIND__MAX][ORDER__MAX] = {
	[FIND_MINE] = { SQL_TICKET_FIND_MINE_DOWN, SQL_TICKET_FIND_MINE_UP,
	    SQL_TICKET_FIND_MINE_DOWN, SQL_TICKET_FIND_MINE_BEST },
	[FIND_ACCOUNT] = { SQL_TICKET_FIND_ACCOUNT_DOWN,
	    SQL_TICKET_FIND_ACCOUNT_UP, SQL_TICKET_FIND_ACCOUNT_DOWN,
	    SQL_TICKET_FIND_ACCOUNT_BEST },
	[FIND_GROUP] = { SQL_TICKET_FIND_GROUP_DOWN, SQL_TICKET_FIND_GROUP_UP,
	    SQL_TICKET_FIND_GROUP_DOWN, SQL_TICKET_FIND_GROUP_BEST },
	[FIND_STAFF] = { SQL_TICKET_FIND_STAFF_DOWN, SQL_TICKET_FIND_STAFF_UP,
	    SQL_TICKET_FIND_STAFF_DUE, SQL_TICKET_FIND_STAFF_BEST },
};

static struct ticket_filter
narrowed(struct ctx *cx, const struct ticket_filter *f)
{
	struct ticket_filter out = *f;
	unsigned only = STATUSES_OPEN;

	switch (f->scope) {
	case SCOPE_UNASSIGNED:
		only = S(STATUS_NEW);
		break;
	case SCOPE_ASSIGNED:
		out.assignee_id = cx->actor;
		break;
	case SCOPE_STATE:
		only = S(f->state);
		break;
	case SCOPE_URGED:
		out.urged = true;
		break;
	case SCOPE_OPEN:
	case SCOPE_CUSTOMER:
	case SCOPE_LATE:
		break;
	default:
		return out;
	}
	if (out.statuses == 0)
		out.statuses = only;
	else if ((out.statuses & only) == 0)
		out.limit = 0;
	else
		out.statuses &= only;
	return out;
}

/* Parts of tickets, the newest that the words are in, of which the list is
 * made: of a word that is everywhere, more would be of no use to anybody. */
#define PARTS_LOOKED_AT 2000

static struct query *
find_query(struct ctx *cx, const struct ticket_filter *f, enum order order)
{
	struct query *q = db_query(cx, find_of[find_kind[f->scope]][order]);

	bind_filter(q, cx, f, goes_down(order));
	db_bind_text(q, 7, f->words);
	db_bind_int(q, 8, number_in(f->q));
	if (find_kind[f->scope] == FIND_STAFF)
		db_bind_int(q, 25,
		    f->scope == SCOPE_LATE ? cx->now * CLOCK_KEY_STEP : 0);
	db_bind_int(q, 26, PARTS_LOOKED_AT);
	return q;
}

static struct query *
list_query(struct ctx *cx, const struct ticket_filter *f, enum order order)
{
	struct query *q = db_query(cx, list_of[f->scope][order]);

	bind_filter(q, cx, f, goes_down(order));
	if (f->scope == SCOPE_STATE)
		db_bind_int(q, 24, f->state);
	if (f->scope == SCOPE_LATE)
		db_bind_int(q, 25, cx->now * CLOCK_KEY_STEP);
	return q;
}

enum err
store_ticket_list(
    struct ctx *cx, const struct ticket_filter *f, struct ticket_list *out)
{
	enum order order = order_of(f);
	struct ticket_filter narrow;
	struct query *q;
	size_t limit = (size_t)f->limit;

	*out = (struct ticket_list){
		.item = arena_array(cx->mem, limit + 1, sizeof(*out->item)),
	};
	if (*f->words == '\0') {
		q = list_query(cx, f, order);
	} else {
		narrow = narrowed(cx, f);
		if (narrow.limit == 0)
			return ERR_OK;
		q = find_query(cx, &narrow, order);
	}
	while (out->count <= limit && db_next(q))
		row_from_row(q, &out->item[out->count++]);

	if (out->count > limit) {
		out->count = limit;
		out->next_at = out->item[limit - 1].place;
		out->next_id = out->item[limit - 1].id;
	}
	return db_done(q);
}

static struct query *
counts_query(struct ctx *cx, enum scope scope, int64_t group)
{
	struct query *q;

	switch (scope) {
	case SCOPE_MINE:
		q = db_query(cx, SQL_COUNTS_OF);
		db_bind_text(q, 1, "u");
		db_bind_int(q, 2, cx->actor);
		return q;
	case SCOPE_ACCOUNT:
		q = db_query(cx, SQL_COUNTS_ACCOUNT);
		db_bind_int(q, 1, cx->actor);
		return q;
	case SCOPE_GROUP:
		q = db_query(cx, SQL_COUNTS_GROUP);
		db_bind_int(q, 1, cx->actor);
		db_bind_int(q, 2, group);
		return q;
	case SCOPE_ASSIGNED:
		q = db_query(cx, SQL_COUNTS_STAFF);
		db_bind_int(q, 1, cx->actor);
		db_bind_text(q, 2, "s");
		db_bind_int(q, 3, cx->actor);
		return q;
	default:
		q = db_query(cx, SQL_COUNTS_PRODUCTS);
		db_bind_int(q, 1, cx->actor);
		return q;
	}
}

enum err
store_ticket_counts(
    struct ctx *cx, enum scope scope, int64_t group, struct ticket_counts *out)
{
	struct query *q = counts_query(cx, scope, group);

	memset(out, 0, sizeof(*out));
	while (db_next(q)) {
		int64_t status = db_int(q, 0);

		if (status < 0 || status > STATUS_CODE_MAX)
			continue;
		out->n[status] = db_int(q, 1);
		if (scope == SCOPE_URGED)
			out->n[status] = db_int(q, 2);
	}
	return db_done(q);
}

enum err
store_count_late(struct ctx *cx, int64_t max, int64_t *n)
{
	struct query *q = db_query(cx, SQL_COUNT_LATE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->now * CLOCK_KEY_STEP);
	db_bind_int(q, 3, max);
	*n = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_customer_open(struct ctx *cx, int64_t customer, int64_t *n)
{
	struct query *q = db_query(cx, SQL_COUNTS_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, customer);
	*n = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}
