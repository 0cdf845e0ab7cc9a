/*
 * agreement.c - versions of agreements, and who accepted them.
 */
#include "store/db.h"
#include "store/store.h"

static void
read_version(struct query *q, bool whole, struct agreement_version *out)
{
	*out = (struct agreement_version){
		.id = db_int(q, 0),
		.type = (enum agreement_type)db_int(q, 1),
		.version = db_int(q, 2),
		.published_at = db_int(q, 3),
		.accepted = db_int(q, 4),
		.latest = db_int(q, 5) != 0,
		.name_en = db_text(q, 6),
		.name_zh = db_text(q, 7),
		.content_en = whole ? db_text(q, 8) : "",
		.content_zh = whole ? db_text(q, 9) : "",
	};
}

enum err
store_agreement_list(struct ctx *cx, struct agreement_versions *out)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_LIST);
	size_t cap = 0;

	*out = (struct agreement_versions){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		read_version(q, false, &out->item[out->count++]);
	}
	return db_done(q);
}

static enum err
read_one(struct query *q, bool *found, struct agreement_version *out)
{
	*found = db_next(q);
	if (*found)
		read_version(q, true, out);
	return db_done(q);
}

enum err
store_agreement_get(
    struct ctx *cx, int64_t id, bool *found, struct agreement_version *out)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	return read_one(q, found, out);
}

enum err
store_agreement_newest(struct ctx *cx, enum agreement_type type, bool *found,
    struct agreement_version *out)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_NEWEST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, type);
	return read_one(q, found, out);
}

enum err
store_agreement_publish(struct ctx *cx, const struct agreement_version *in,
    int64_t version, int64_t *id)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_PUBLISH);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, in->type);
	db_bind_int(q, 3, version);
	db_bind_text(q, 4, in->name_en);
	db_bind_text(q, 5, in->name_zh);
	db_bind_text(q, 6, in->content_en);
	db_bind_text(q, 7, in->content_zh);
	db_bind_int(q, 8, cx->now);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}
