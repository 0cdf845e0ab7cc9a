/*
 * purge.c - the end of a ticket and of all that belongs to it.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_purge_list(
    struct ctx *cx, int64_t deleted_before, int64_t id[], size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_PURGE_LIST);

	db_bind_int(q, 1, deleted_before);
	db_bind_int(q, 2, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		id[*n] = db_int(q, 0);
	return db_done(q);
}

/*
 * The mark first: without it the database lets nothing go.  What points to
 * the ticket goes before it; a table that says ON DELETE CASCADE goes with
 * it and is not named here.
 */
enum err
store_purge(struct ctx *cx, int64_t id)
{
	static const enum sql steps[] = {
		SQL_PURGE_DRAFTS,
		SQL_PURGE_FILES,
		SQL_PURGE_MESSAGES,
		SQL_PURGE_NOTES,
		SQL_PURGE_LOG,
		SQL_PURGE_SCORE,
		SQL_PURGE_SECRET_LOG,
		SQL_PURGE_TICKET,
	};
	struct query *q;
	enum err rc;

	rc = store_search_change_all(cx, id);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_PURGE_BEGIN);
	db_bind_int(q, 1, id);
	db_bind_int(q, 2, cx->now);
	db_next(q);
	rc = db_done(q);
	for (size_t i = 0; rc == ERR_OK && i < NELEM(steps); i++) {
		q = db_query(cx, steps[i]);
		db_bind_int(q, 1, id);
		db_next(q);
		rc = db_done(q);
	}
	return rc;
}
