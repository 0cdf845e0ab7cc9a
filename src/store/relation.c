/*
 * relation.c - which tickets were said to belong together.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_relations(
    struct ctx *cx, bool staff, int64_t ticket, struct relation_list *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_RELATION_LIST_STAFF : SQL_RELATION_LIST_CUSTOMER);
	size_t cap = 0;

	*out = (struct relation_list){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct relation){
			.id = db_int(q, 0),
			.status = (int)db_int(q, 1),
			.title = db_text(q, 2),
			.submitter = db_text(q, 3),
			.open = db_int(q, 4) != 0,
		};
	}
	return db_done(q);
}

static struct query *
pair(struct ctx *cx, enum sql id, int64_t ticket, int64_t related)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, related);
	return q;
}

enum err
store_relation_add(struct ctx *cx, int64_t ticket, int64_t related)
{
	struct query *q = pair(cx, SQL_RELATION_ADD, ticket, related);
	int64_t changed;
	enum err rc;

	db_bind_int(q, 4, cx->now);
	db_next(q);
	changed = db_changes(q);
	rc = db_done(q);
	if (rc == ERR_OK && changed != 1)
		return err_say(cx, ERR_DENIED, "denied",
		    "one of the two tickets is not his");
	return rc;
}

enum err
store_relation_drop(
    struct ctx *cx, int64_t ticket, int64_t related, int64_t *changed)
{
	struct query *q = pair(cx, SQL_RELATION_DROP, ticket, related);

	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}
