/*
 * touch.c - the one UPDATE of acts beside the state machine.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_ticket_touch(struct ctx *cx, bool staff, int64_t id,
    const struct touch *how, bool *changed, int64_t *log_number)
{
	struct query *q = db_query(
	    cx, staff ? SQL_TICKET_TOUCH_STAFF : SQL_TICKET_TOUCH_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, how->from);
	db_bind_int(q, 4, how->revision);
	db_bind_int(q, 5, how->activity);
	db_bind_int(q, 6, !how->hidden);
	db_bind_int(q, 7, cx->now);
	db_bind_int(q, 8, (int64_t)how->log);
	*changed = db_next(q);
	if (*changed)
		*log_number = db_int(q, 0);
	/* RETURNING gives its rows before the statement is done. */
	while (db_next(q))
		continue;
	return db_done(q);
}
