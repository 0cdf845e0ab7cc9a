/*
 * audit.c - rows of the audit trail.
 */
#include <inttypes.h>

#include "store/db.h"
#include "store/store.h"

static enum err
last(struct ctx *cx, enum sql sql, int64_t *seq, unsigned char hash[32])
{
	struct query *q = db_query(cx, sql);

	*seq = 0;
	for (int i = 0; i < 32; i++)
		hash[i] = 0;
	if (db_next(q)) {
		*seq = db_int(q, 0);
		db_hash(q, 1, hash);
	}
	return db_done(q);
}

enum err
store_audit_last(struct ctx *cx, int64_t *seq, unsigned char hash[32])
{
	return last(cx, SQL_AUDIT_LAST, seq, hash);
}

enum err
store_audit_head(struct ctx *cx, int64_t *seq, unsigned char hash[32])
{
	return last(cx, SQL_AUDIT_HEAD, seq, hash);
}

enum err
store_audit_add(struct ctx *cx, const struct audit_row *r)
{
	struct query *q = db_query(cx, SQL_AUDIT_ADD);

	db_bind_int(q, 1, r->seq);
	db_bind_int(q, 2, r->at);
	db_bind_text(q, 3, r->event);
	db_bind_text(q, 4, r->resource_type);
	db_bind_text(q, 5, r->resource_id);
	db_bind_int(q, 6, r->actor_id);
	db_bind_text(q, 7, r->actor_name);
	db_bind_text(q, 8, r->ip);
	db_bind_text(q, 9, r->request_id);
	db_bind_text(q, 10, r->rating);
	db_bind_text(q, 11, r->detail);
	db_bind_blob(q, 12, r->hash, sizeof(r->hash));
	db_next(q);
	return db_done(q);
}

/* All rows of a query, in the column order of AUDIT_WALK. */
static enum err
read_rows(struct ctx *cx, struct query *q, struct audit_row **out, size_t *n)
{
	struct audit_row *r = NULL;
	size_t cap = 0;

	*n = 0;
	while (db_next(q)) {
		if (*n == cap)
			r = arena_grow(cx->mem, r, &cap, sizeof(*r));
		r[*n] = (struct audit_row){
			.seq = db_int(q, 0),
			.at = db_int(q, 1),
			.event = db_text(q, 2),
			.resource_type = db_text(q, 3),
			.resource_id = db_text(q, 4),
			.actor_id = db_int(q, 5),
			.actor_name = db_text(q, 6),
			.ip = db_text(q, 7),
			.request_id = db_text(q, 8),
			.rating = db_text(q, 9),
			.detail = db_text(q, 10),
		};
		db_hash(q, 11, r[*n].hash);
		(*n)++;
	}
	*out = r;
	return db_done(q);
}

enum err
store_audit_walk(struct ctx *cx, int64_t seq, struct audit_row **out, size_t *n)
{
	struct query *q = db_query(cx, SQL_AUDIT_WALK);

	db_bind_int(q, 1, seq);
	return read_rows(cx, q, out, n);
}

/* What the rows are found by. */
static enum sql
statement(const struct audit_filter *f)
{
	return f->ticket != 0
	    ? f->up ? SQL_AUDIT_LIST_CASE_UP : SQL_AUDIT_LIST_CASE_DOWN
	    : f->actor != 0
	    ? f->up ? SQL_AUDIT_LIST_ACTOR_UP : SQL_AUDIT_LIST_ACTOR_DOWN
	    : f->account != 0
	    ? f->up ? SQL_AUDIT_LIST_ACCOUNT_UP : SQL_AUDIT_LIST_ACCOUNT_DOWN
	    : *f->event != '\0'
	    ? f->up ? SQL_AUDIT_LIST_EVENT_UP : SQL_AUDIT_LIST_EVENT_DOWN
	    : f->up ? SQL_AUDIT_LIST_ALL_UP
		    : SQL_AUDIT_LIST_ALL_DOWN;
}

enum err
store_audit_list(struct ctx *cx, const struct audit_filter *f, int64_t limit,
    struct audit_row **out, size_t *n)
{
	struct query *q = db_query(cx, statement(f));

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, f->at);
	db_bind_int(q, 3, f->seq);
	db_bind_int(q, 4, limit);
	db_bind_text(q, 5, f->event);
	db_bind_int(q, 6, f->actor);
	db_bind_text(q, 7,
	    f->ticket == 0 ? ""
			   : arena_printf(cx->mem, TICKET_NAME_FMT, f->ticket));
	db_bind_int(q, 8, f->account);
	db_bind_int(q, 9, f->from);
	db_bind_int(q, 10, f->to);
	return read_rows(cx, q, out, n);
}

enum err
store_audit_newest(struct ctx *cx, int64_t *at)
{
	return db_one_int(db_query(cx, SQL_AUDIT_NEWEST), 0, at);
}
