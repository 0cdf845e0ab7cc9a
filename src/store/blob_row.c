/*
 * blob_row.c - what the database knows of stored files: which are named,
 * which are waste, which have changed.
 */
#include <stdio.h>

#include "base/crypto.h"
#include "store/db.h"
#include "store/store.h"

enum err
store_blob_list(
    struct ctx *cx, const char *after, char (*hex)[HEX_LEN], size_t *n)
{
	struct query *q = db_query(cx, SQL_BLOB_LIST);

	db_bind_text(q, 1, after);
	for (*n = 0; *n < BLOB_PAGE && db_next(q); ++*n)
		snprintf(hex[*n], HEX_LEN, "%s", db_text(q, 0));
	return db_done(q);
}

enum err
store_blob_used(struct ctx *cx, const char *sha256, bool *out)
{
	struct query *q = db_query(cx, SQL_BLOB_USED);

	db_bind_text(q, 1, sha256);
	*out = db_next(q);
	return db_done(q);
}

enum err
store_blob_bytes(struct ctx *cx, int64_t *bytes)
{
	return db_one_int(db_query(cx, SQL_BLOB_BYTES), 0, bytes);
}

enum err
store_blob_tickets(
    struct ctx *cx, const char *sha256, int64_t id[], size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_BLOB_TICKETS);

	db_bind_text(q, 1, sha256);
	db_bind_int(q, 2, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		id[*n] = db_int(q, 0);
	return db_done(q);
}

/* Waste -------------------------------------------------------------------- */

enum err
store_waste_add(struct ctx *cx, const char *sha256)
{
	struct query *q = db_query(cx, SQL_WASTE_ADD);
	bool changed;

	db_bind_text(q, 1, sha256);
	db_bind_int(q, 2, cx->now);
	return db_change(q, &changed);
}

enum err
store_waste_list(
    struct ctx *cx, int64_t before, char (*hex)[HEX_LEN], size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_WASTE_LIST);

	db_bind_int(q, 1, before);
	db_bind_int(q, 2, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		snprintf(hex[*n], HEX_LEN, "%s", db_text(q, 0));
	return db_done(q);
}

enum err
store_waste_drop(struct ctx *cx, const char *sha256)
{
	struct query *q = db_query(cx, SQL_WASTE_DROP);
	bool changed;

	db_bind_text(q, 1, sha256);
	return db_change(q, &changed);
}

/* Scrub -------------------------------------------------------------------- */

enum err
store_scrub_get(struct ctx *cx, struct scrub *out)
{
	struct query *q = db_query(cx, SQL_SCRUB_GET);

	*out = (struct scrub){ .place = "" };
	if (db_next(q))
		*out = (struct scrub){ db_text(q, 0), db_int(q, 1),
			db_int(q, 2), db_int(q, 3) };
	return db_done(q);
}

enum err
store_scrub_put(struct ctx *cx, const struct scrub *s)
{
	struct query *q = db_query(cx, SQL_SCRUB_PUT);
	bool changed;

	db_bind_text(q, 1, s->place);
	db_bind_int(q, 2, s->begun_at);
	db_bind_int(q, 3, s->ended_at);
	db_bind_int(q, 4, s->bytes);
	return db_change(q, &changed);
}

enum err
store_bad_put(struct ctx *cx, const char *sha256, bool bad)
{
	struct query *q = db_query(cx, bad ? SQL_BAD_PUT : SQL_BAD_DROP);
	bool changed;

	db_bind_text(q, 1, sha256);
	if (bad)
		db_bind_int(q, 2, cx->now);
	return db_change(q, &changed);
}

enum err
store_bad_get(struct ctx *cx, const char *sha256, bool *bad)
{
	struct query *q = db_query(cx, SQL_BAD_GET);

	db_bind_text(q, 1, sha256);
	*bad = db_next(q);
	return db_done(q);
}

enum err
store_bad_count(struct ctx *cx, int64_t *n)
{
	return db_one_int(db_query(cx, SQL_BAD_COUNT), 0, n);
}
