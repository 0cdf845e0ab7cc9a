/*
 * label.c - labels of accounts, and of their tickets.
 */
#include "store/db.h"
#include "store/store.h"

/* Rows of id, name, colour and, where that is asked, the ticket. */
static enum err
read_labels(
    struct ctx *cx, struct query *q, bool tickets, struct label_list *out)
{
	size_t cap = 0;

	*out = (struct label_list){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct label){
			.id = db_int(q, 0),
			.name = db_text(q, 1),
			.color = db_text(q, 2),
			.ticket = tickets ? db_int(q, 3) : 0,
		};
	}
	return db_done(q);
}

static struct query *
by_actor(struct ctx *cx, enum sql id)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, cx->actor);
	return q;
}

/* Run it; *changed is how many rows it changed. */
static enum err
run(struct query *q, int64_t *changed)
{
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_labels(struct ctx *cx, struct label_list *out)
{
	return read_labels(cx, by_actor(cx, SQL_LABEL_LIST), false, out);
}

enum err
store_labels_of(
    struct ctx *cx, int64_t account, int64_t label, struct label_list *out)
{
	struct query *q = by_actor(cx, SQL_LABEL_LIST_STAFF);

	db_bind_int(q, 2, account);
	db_bind_int(q, 3, label);
	return read_labels(cx, q, false, out);
}

enum err
store_label_count(struct ctx *cx, int64_t *out)
{
	struct query *q = by_actor(cx, SQL_LABEL_COUNT);

	*out = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_label_taken(struct ctx *cx, const char *key, int64_t but, bool *out)
{
	struct query *q = by_actor(cx, SQL_LABEL_TAKEN);

	db_bind_text(q, 2, key);
	db_bind_int(q, 3, but);
	*out = db_next(q);
	return db_done(q);
}

enum err
store_label_add(struct ctx *cx, const char *name, const char *key,
    const char *color, int64_t *id)
{
	struct query *q = by_actor(cx, SQL_LABEL_ADD);
	enum err rc;

	db_bind_text(q, 2, name);
	db_bind_text(q, 3, key);
	db_bind_text(q, 4, color);
	db_bind_int(q, 5, cx->now);
	*id = db_next(q) ? db_int(q, 0) : 0;
	while (db_next(q))
		continue;
	rc = db_done(q);
	if (rc == ERR_OK && *id == 0)
		return err_say(
		    cx, ERR_DENIED, "denied", "labels are the customers'");
	return rc;
}

enum err
store_label_change(struct ctx *cx, int64_t id, const char *name,
    const char *key, const char *color, int64_t *changed)
{
	struct query *q = by_actor(cx, SQL_LABEL_CHANGE);

	db_bind_int(q, 2, id);
	db_bind_text(q, 3, name);
	db_bind_text(q, 4, key);
	db_bind_text(q, 5, color);
	return run(q, changed);
}

enum err
store_label_delete(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = by_actor(cx, SQL_LABEL_DELETE);

	db_bind_int(q, 2, id);
	return run(q, changed);
}

enum err
store_labels_of_ticket(
    struct ctx *cx, bool staff, int64_t ticket, struct label_list *out)
{
	struct query *q = by_actor(cx,
	    staff ? SQL_LABELS_OF_TICKET_STAFF : SQL_LABELS_OF_TICKET_CUSTOMER);

	db_bind_int(q, 2, ticket);
	return read_labels(cx, q, false, out);
}

enum err
store_labels_of_rows(
    struct ctx *cx, bool staff, const char *tickets, struct label_list *out)
{
	struct query *q = by_actor(
	    cx, staff ? SQL_LABELS_OF_ROWS_STAFF : SQL_LABELS_OF_ROWS_CUSTOMER);

	db_bind_text(q, 2, tickets);
	return read_labels(cx, q, true, out);
}

enum err
store_label_link(
    struct ctx *cx, int64_t ticket, int64_t label, int64_t *changed)
{
	struct query *q = by_actor(cx, SQL_LABEL_LINK);

	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, label);
	return run(q, changed);
}

enum err
store_label_unlink(
    struct ctx *cx, int64_t ticket, int64_t label, int64_t *changed)
{
	struct query *q = by_actor(cx, SQL_LABEL_UNLINK);

	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, label);
	return run(q, changed);
}
