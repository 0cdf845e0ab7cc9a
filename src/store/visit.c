/*
 * visit.c - how far each user has read each ticket.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_visit_get(struct ctx *cx, int64_t ticket, int64_t *number)
{
	struct query *q = db_query(cx, SQL_VISIT_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	*number = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_visit_put(
    struct ctx *cx, int64_t user, int64_t ticket, int64_t number, int64_t at)
{
	struct query *q = db_query(cx, SQL_VISIT_PUT);

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, number);
	db_bind_int(q, 4, at);
	db_next(q);
	return db_done(q);
}

enum err
store_unread(struct ctx *cx, bool staff, const char *tickets,
    struct unread **out, size_t *n)
{
	struct query *q = db_query(
	    cx, staff ? SQL_UNREAD_STAFF : SQL_UNREAD_CUSTOMER);
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, tickets);
	while (db_next(q)) {
		if (*n == cap)
			*out = arena_grow(cx->mem, *out, &cap, sizeof(**out));
		(*out)[(*n)++] = (struct unread){
			.ticket = db_int(q, 0),
			.number = db_int(q, 1),
		};
	}
	return db_done(q);
}
