/*
 * saved.c - saved views of lists.
 */
#include "domain/saved.h"

#include "store/db.h"
#include "store/store.h"

static struct query *
by_actor(struct ctx *cx, enum sql id)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, cx->actor);
	return q;
}

enum err
store_saved_list(struct ctx *cx, struct saved_list *out)
{
	struct query *q = by_actor(cx, SQL_SAVED_LIST);
	size_t cap = 0;

	*out = (struct saved_list){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct saved){
			.id = db_int(q, 0),
			.name = db_text(q, 1),
			.query = db_text(q, 2),
			.mine = db_int(q, 3) != 0,
			.group = db_text(q, 4),
			.everyone = db_int(q, 5) != 0,
			.first = db_int(q, 6) != 0,
		};
	}
	return db_done(q);
}

enum err
store_saved_first(struct ctx *cx, const char **query)
{
	struct query *q = by_actor(cx, SQL_SAVED_FIRST);

	*query = db_next(q) ? db_text(q, 0) : "";
	return db_done(q);
}

enum err
store_saved_count(struct ctx *cx, int64_t *out)
{
	return db_one_int(by_actor(cx, SQL_SAVED_COUNT), 0, out);
}

enum err
store_saved_add(struct ctx *cx, const struct saved *s, int64_t *id)
{
	struct query *q = by_actor(cx, SQL_SAVED_ADD);

	db_bind_text(q, 2, s->name);
	db_bind_text(q, 3, s->query);
	db_bind_int(q, 4, s->group_id);
	db_bind_int(q, 5, s->everyone);
	db_bind_int(q, 6, cx->now);
	*id = db_next(q) ? db_int(q, 0) : 0;
	while (db_next(q))
		continue;
	return db_done(q);
}

enum err
store_saved_drop(struct ctx *cx, int64_t id, bool *changed)
{
	struct query *q = by_actor(cx, SQL_SAVED_DROP);

	db_bind_int(q, 2, id);
	return db_change(q, changed);
}

enum err
store_saved_choose(struct ctx *cx, int64_t id, bool *changed)
{
	struct query *q;

	if (id == 0)
		return db_change(by_actor(cx, SQL_SAVED_CHOOSE_NONE), changed);
	q = by_actor(cx, SQL_SAVED_CHOOSE);
	db_bind_int(q, 2, id);
	return db_change(q, changed);
}
