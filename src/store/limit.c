/*
 * limit.c - limits that an administrator set, and what is used of them.
 */
#include "domain/state.h"
#include "store/db.h"
#include "store/store.h"

#define DAY ((int64_t)24 * 60 * 60)

enum err
store_limit_version(struct ctx *cx, int64_t *out)
{
	return db_one_int(db_query(cx, SQL_LIMIT_VERSION), 0, out);
}

enum err
store_limit_values(struct ctx *cx, struct limit_values *out)
{
	struct query *q = db_query(cx, SQL_LIMIT_VALUES);
	size_t cap = 0;

	*out = (struct limit_values){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct limit_value){
			.name = db_text(q, 0),
			.value = db_int(q, 1),
			.changed_at = db_int(q, 2),
			.changed_by = db_text(q, 3),
		};
	}
	return db_done(q);
}

enum err
store_limit_may(struct ctx *cx, bool *out)
{
	struct query *q = db_query(cx, SQL_LIMIT_MAY);
	int64_t may;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	rc = db_one_int(q, 0, &may);
	*out = rc == ERR_OK && may != 0;
	return rc;
}

enum err
store_limit_put(struct ctx *cx, const char *name, int64_t value, bool *changed)
{
	struct query *q = db_query(cx, SQL_LIMIT_PUT);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, name);
	db_bind_int(q, 3, value);
	db_bind_int(q, 4, cx->now);
	return db_change(q, changed);
}

enum err
store_limit_drop(struct ctx *cx, const char *name, bool *changed)
{
	struct query *q = db_query(cx, SQL_LIMIT_DROP);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, name);
	return db_change(q, changed);
}

enum err
store_used_volume(struct ctx *cx, int64_t *out)
{
	struct query *q = db_query(cx, SQL_USED_VOLUME);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->now - cx->now % DAY);
	return db_one_int(q, 0, out);
}

enum err
store_used_unbound(struct ctx *cx, int64_t *out)
{
	struct query *q = db_query(cx, SQL_USED_UNBOUND);

	db_bind_int(q, 1, cx->actor);
	return db_one_int(q, 0, out);
}

static enum err
in_states(struct ctx *cx, unsigned states, int64_t *out)
{
	struct query *q = db_query(cx, SQL_USED_IN_STATES);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, states);
	return db_one_int(q, 0, out);
}

enum err
store_used_waiting(struct ctx *cx, int64_t *out)
{
	return in_states(cx, S(STATUS_CONFIRM) | S(STATUS_FEEDBACK), out);
}

enum err
store_used_deleted(struct ctx *cx, int64_t *out)
{
	return in_states(cx, S(STATUS_DELETED), out);
}
