/*
 * quota.c - how many tickets accounts may have open.
 */
#include "store/db.h"
#include "store/store.h"

static enum err
read_quotas(struct ctx *cx, struct query *q, struct quota_list *out)
{
	size_t cap = 0;

	*out = (struct quota_list){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct quota){
			.problem_type_id = db_text(q, 0),
			.name = db_text(q, 1),
			.product = db_text(q, 2),
			.total = db_int(q, 3),
			.open = db_int(q, 4),
		};
	}
	return db_done(q);
}

enum err
store_quotas_mine(struct ctx *cx, struct quota_list *out)
{
	struct query *q = db_query(cx, SQL_QUOTA_MINE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->lang);
	return read_quotas(cx, q, out);
}

enum err
store_quotas_of(struct ctx *cx, int64_t account, struct quota_list *out)
{
	struct query *q = db_query(cx, SQL_QUOTA_LIST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->lang);
	db_bind_int(q, 3, account);
	return read_quotas(cx, q, out);
}

enum err
store_quota_kinds(struct ctx *cx, struct quota_list *out)
{
	struct query *q = db_query(cx, SQL_QUOTA_KINDS);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->lang);
	return read_quotas(cx, q, out);
}

enum err
store_quota_put(struct ctx *cx, int64_t account, const char *kind,
    int64_t total, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_QUOTA_PUT);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, account);
	db_bind_text(q, 3, kind);
	db_bind_int(q, 4, total);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_quota_drop(
    struct ctx *cx, int64_t account, const char *kind, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_QUOTA_DROP);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, account);
	db_bind_text(q, 3, kind);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}
