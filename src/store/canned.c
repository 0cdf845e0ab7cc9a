/*
 * canned.c - canned replies.
 */
#include <inttypes.h>

#include "store/db.h"
#include "store/store.h"

/* In the column order of CANNED_COLUMNS. */
static void
canned_from_row(struct query *q, struct canned *c)
{
	*c = (struct canned){
		.id = db_int(q, 0),
		.owner_id = db_int(q, 1),
		.name = db_text(q, 2),
		.content = { [LANG_EN] = db_text(q, 3),
		    [LANG_ZH] = db_text(q, 4) },
		.active = db_int(q, 5) != 0,
		.updated_at = db_int(q, 6),
	};
}

static enum err
read_list(struct ctx *cx, struct query *q, struct canned_list *out)
{
	size_t cap = 0;

	*out = (struct canned_list){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		canned_from_row(q, &out->item[out->count++]);
	}
	return db_done(q);
}

static enum err
read_one(struct ctx *cx, struct query *q, int64_t id, struct canned *out)
{
	bool found = db_next(q);
	enum err rc;

	if (found)
		canned_from_row(q, out);
	rc = db_done(q);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "no canned reply %" PRId64 " for user %" PRId64, id,
		    cx->actor);
	return rc;
}

enum err
store_canned_pick(struct ctx *cx, struct canned_list *out)
{
	struct query *q = db_query(cx, SQL_CANNED_PICK);

	db_bind_int(q, 1, cx->actor);
	return read_list(cx, q, out);
}

enum err
store_canned_use(struct ctx *cx, int64_t id, struct canned *out)
{
	struct query *q = db_query(cx, SQL_CANNED_USE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	return read_one(cx, q, id, out);
}

enum err
store_canned_list(struct ctx *cx, bool shared, struct canned_list *out)
{
	struct query *q = db_query(cx, SQL_CANNED_LIST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 3, shared);
	return read_list(cx, q, out);
}

enum err
store_canned_get(struct ctx *cx, bool shared, int64_t id, struct canned *out)
{
	struct query *q = db_query(cx, SQL_CANNED_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, shared);
	return read_one(cx, q, id, out);
}

enum err
store_canned_put(
    struct ctx *cx, bool shared, const struct canned *in, int64_t *id)
{
	bool made = in->id == 0;
	struct query *q = db_query(cx, made ? SQL_CANNED_ADD : SQL_CANNED_PUT);

	db_bind_int(q, 1, cx->actor);
	if (!made)
		db_bind_int(q, 2, in->id);
	db_bind_int(q, 3, shared);
	db_bind_text(q, 4, in->name);
	db_bind_text(q, 5, in->content[LANG_EN]);
	db_bind_text(q, 6, in->content[LANG_ZH]);
	db_bind_int(q, 7, in->active);
	db_bind_int(q, 8, cx->now);
	if (made) {
		*id = db_next(q) ? db_int(q, 0) : 0;
	} else {
		db_next(q);
		*id = db_changes(q) == 1 ? in->id : 0;
	}
	return db_done(q);
}
