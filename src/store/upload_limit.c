/*
 * upload_limit.c - limits of files for a role or a kind of problem.
 */
#include "domain/upload_limit.h"

#include "store/db.h"
#include "store/store.h"

static enum err
read_rows(struct ctx *cx, struct query *q, struct upload_limit_list *out)
{
	size_t cap = 0;

	*out = (struct upload_limit_list){ 0 };
	while (db_next(q)) {
		struct upload_limit *l;

		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		l = &out->item[out->count++];
		*l = (struct upload_limit){
			.scope = db_text(q, 0),
			.name = db_text(q, 1),
			.product = db_text(q, 2),
			.types = db_text(q, 3),
		};
		for (int i = 0; i < UPLOAD__MAX; i++)
			l->value[i] = db_null(q, 4 + i) ? -1 : db_int(q, 4 + i);
	}
	return db_done(q);
}

enum err
store_upload_limit_mine(struct ctx *cx, const char *problem_type_id,
    int64_t ticket, struct upload_limit_list *out)
{
	struct query *q = db_query(cx, SQL_UPLOAD_LIMIT_MINE);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, problem_type_id);
	db_bind_int(q, 3, ticket);
	return read_rows(cx, q, out);
}

enum err
store_upload_limit_list(struct ctx *cx, struct upload_limit_list *out)
{
	struct query *q = db_query(cx, SQL_UPLOAD_LIMIT_LIST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->lang == LANG_ZH);
	return read_rows(cx, q, out);
}

static void
bind_value(struct query *q, int param, int64_t value)
{
	if (value < 0)
		db_bind_null(q, param);
	else
		db_bind_int(q, param, value);
}

enum err
store_upload_limit_put(
    struct ctx *cx, const struct upload_limit *l, bool *changed)
{
	struct query *q = db_query(cx, SQL_UPLOAD_LIMIT_PUT);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, l->scope);
	for (int i = 0; i < UPLOAD__MAX; i++)
		bind_value(q, 3 + i, l->value[i]);
	db_bind_text(q, 7, *l->types == '\0' ? NULL : l->types);
	db_bind_int(q, 8, cx->now);
	return db_change(q, changed);
}

enum err
store_upload_limit_drop(struct ctx *cx, const char *scope, bool *changed)
{
	struct query *q = db_query(cx, SQL_UPLOAD_LIMIT_DROP);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, scope);
	return db_change(q, changed);
}
