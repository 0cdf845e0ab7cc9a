/*
 * transfer.c - rows of uploads in chunks.
 */
#include "store/db.h"
#include "store/store.h"

#include <string.h>

/* In the column order of TRANSFERS. */
static void
from_row(struct query *q, struct transfer *t)
{
	const void *hash;
	size_t len;

	*t = (struct transfer){
		.number = db_int(q, 0),
		.id = db_text(q, 1),
		.name = db_text(q, 2),
		.mark = db_text(q, 3),
		.size = db_int(q, 4),
		.came = db_int(q, 5),
		.file = db_text(q, 7),
	};
	hash = db_blob(q, 6, &len);
	/* Another program's state is no state: all is hashed again. */
	if (hash != NULL && len == sizeof(t->hash)) {
		memcpy(&t->hash, hash, len);
		t->settled = db_int(q, 8);
	} else {
		sha256_begin(&t->hash);
	}
}

static enum err
get_one(struct query *q, bool *found, struct transfer *out)
{
	*found = db_next(q);
	if (*found)
		from_row(q, out);
	return db_done(q);
}

enum err
store_transfer_get(
    struct ctx *cx, const char *id, bool *found, struct transfer *out)
{
	struct query *q = db_query(cx, SQL_TRANSFER_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	return get_one(q, found, out);
}

enum err
store_transfer_of(
    struct ctx *cx, int64_t number, bool *found, struct transfer *out)
{
	struct query *q = db_query(cx, SQL_TRANSFER_OF);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, number);
	return get_one(q, found, out);
}

enum err
store_transfer_list(struct ctx *cx, struct transfer **out, size_t *count)
{
	struct query *q = db_query(cx, SQL_TRANSFER_LIST);
	size_t cap = 0;

	*out = NULL;
	*count = 0;
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (*count == cap)
			*out = arena_grow(cx->mem, *out, &cap, sizeof(**out));
		from_row(q, &(*out)[(*count)++]);
	}
	return db_done(q);
}

enum err
store_transfer_open(struct ctx *cx, int64_t *count)
{
	struct query *q = db_query(cx, SQL_TRANSFER_OPEN);

	db_bind_int(q, 1, cx->actor);
	return db_one_int(q, 0, count);
}

enum err
store_transfer_add(struct ctx *cx, struct transfer *t)
{
	struct query *q = db_query(cx, SQL_TRANSFER_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, t->id);
	db_bind_text(q, 3, t->name);
	db_bind_text(q, 4, t->mark);
	db_bind_int(q, 5, t->size);
	db_bind_blob(q, 6, &t->hash, sizeof(t->hash));
	db_bind_int(q, 7, cx->now);
	return db_one_int(q, 0, &t->number);
}

enum err
store_transfer_grow(
    struct ctx *cx, const struct transfer *t, int64_t before, bool *changed)
{
	struct query *q = db_query(cx, SQL_TRANSFER_GROW);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, t->id);
	db_bind_int(q, 3, before);
	db_bind_int(q, 4, t->came);
	db_bind_blob(q, 5, &t->hash, sizeof(t->hash));
	db_bind_int(q, 6, cx->now);
	db_bind_int(q, 7, t->settled);
	return db_change(q, changed);
}

enum err
store_transfer_settle(
    struct ctx *cx, const struct transfer *t, int64_t before, bool *changed)
{
	struct query *q = db_query(cx, SQL_TRANSFER_SETTLE);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, t->id);
	db_bind_int(q, 3, before);
	db_bind_int(q, 4, t->settled);
	db_bind_blob(q, 5, &t->hash, sizeof(t->hash));
	return db_change(q, changed);
}

enum err
store_transfer_trust(struct ctx *cx)
{
	return db_run(cx, SQL_TRANSFER_TRUST);
}

enum err
store_transfer_keep(
    struct ctx *cx, const char *id, const char *file, bool *changed)
{
	struct query *q = db_query(cx, SQL_TRANSFER_KEEP);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	db_bind_text(q, 3, file);
	return db_change(q, changed);
}

enum err
store_transfer_drop(struct ctx *cx, const char *id, bool *changed)
{
	struct query *q = db_query(cx, SQL_TRANSFER_DROP);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	return db_change(q, changed);
}

enum err
store_transfer_known(struct ctx *cx, const char *id, bool *out)
{
	struct query *q = db_query(cx, SQL_TRANSFER_KNOWN);

	db_bind_text(q, 1, id);
	*out = db_next(q);
	return db_done(q);
}
