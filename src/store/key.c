/*
 * key.c - access keys.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_key_list(struct ctx *cx, struct access_keys *out)
{
	struct query *q = db_query(cx, SQL_KEY_LIST);
	size_t cap = 0;

	*out = (struct access_keys){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct access_key){
			.id = db_int(q, 0),
			.access = db_text(q, 1),
			.name = db_text(q, 2),
			.created_at = db_int(q, 3),
			.used_at = db_int(q, 4),
		};
	}
	return db_done(q);
}

enum err
store_key_add(struct ctx *cx, const char *access, const char *name,
    const void *sealed, size_t len, int64_t max, int64_t *id)
{
	struct query *q = db_query(cx, SQL_KEY_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, access);
	db_bind_text(q, 3, name);
	db_bind_blob(q, 4, sealed, len);
	db_bind_int(q, 5, cx->now);
	db_bind_int(q, 6, max);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

/* In the column order of KEY_GET and KEY_FIND. */
static enum err
read_key(struct query *q, struct key_row *out)
{
	*out = (struct key_row){ 0 };
	if (db_next(q)) {
		out->found = true;
		out->user_id = db_int(q, 0);
		out->access = db_text(q, 1);
		out->sealed = db_blob(q, 2, &out->sealed_len);
		out->created_at = db_int(q, 3);
	}
	return db_done(q);
}

enum err
store_key_get(struct ctx *cx, int64_t id, struct key_row *out)
{
	struct query *q = db_query(cx, SQL_KEY_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	return read_key(q, out);
}

enum err
store_key_find(struct ctx *cx, const char *access, struct key_row *out)
{
	struct query *q = db_query(cx, SQL_KEY_FIND);

	db_bind_text(q, 1, access);
	return read_key(q, out);
}

enum err
store_key_drop(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_KEY_DROP);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_key_drop_all(struct ctx *cx, int64_t user)
{
	struct query *q = db_query(cx, SQL_KEY_DROP_ALL);

	db_bind_int(q, 1, user);
	db_next(q);
	return db_done(q);
}
