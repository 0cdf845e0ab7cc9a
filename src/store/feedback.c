/*
 * feedback.c - reports of infringement and of illegal content.
 */
#include <inttypes.h>

#include "store/db.h"
#include "store/store.h"

/* In the column order of FEEDBACK_COLUMNS. */
static void
row_from(struct query *q, struct feedback_row *r)
{
	*r = (struct feedback_row){
		.id = db_int(q, 0),
		.type = db_text(q, 1),
		.state = (enum feedback_state)db_int(q, 2),
		.title = db_text(q, 3),
		.revision = db_int(q, 4),
		.created_at = db_int(q, 5),
		.updated_at = db_int(q, 6),
		.author = db_text(q, 7),
		.account = db_text(q, 8),
		.content = db_text(q, 9),
		.ip_type = db_text(q, 10),
		.ip_area = db_text(q, 11),
		.ip_number = db_text(q, 12),
		.ip_content = db_text(q, 13),
		.id_type = db_int(q, 14),
	};
	r->sealed = db_blob(q, 15, &r->sealed_len);
}

enum err
store_feedback_add(
    struct ctx *cx, int64_t id, const struct feedback_row *r, bool *added)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, r->type);
	db_bind_text(q, 4, r->title);
	db_bind_text(q, 5, r->content);
	db_bind_text(q, 6, r->ip_type);
	db_bind_text(q, 7, r->ip_area);
	db_bind_text(q, 8, r->ip_number);
	db_bind_text(q, 9, r->ip_content);
	db_bind_int(q, 10, r->id_type);
	db_bind_blob(q, 11, r->sealed, r->sealed_len);
	db_bind_int(q, 12, cx->now);
	return db_change(q, added);
}

enum err
store_feedback_get(
    struct ctx *cx, bool admin, int64_t id, struct feedback_row *out)
{
	struct query *q = db_query(
	    cx, admin ? SQL_FEEDBACK_GET_ADMIN : SQL_FEEDBACK_GET_CUSTOMER);
	bool found;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	found = db_next(q);
	if (found)
		row_from(q, out);
	rc = db_done(q);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "no report %" PRId64 " for user %" PRId64, id, cx->actor);
	return rc;
}

enum err
store_feedback_list(struct ctx *cx, bool admin, const struct feedback_filter *f,
    struct feedback_rows *out)
{
	struct query *q = db_query(
	    cx, admin ? SQL_FEEDBACK_LIST_ADMIN : SQL_FEEDBACK_LIST_CUSTOMER);
	size_t cap = 0;

	*out = (struct feedback_rows){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, f->before);
	db_bind_text(q, 3, f->type);
	db_bind_int(q, 4, f->states);
	db_bind_int(q, 5, f->limit);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		row_from(q, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_feedback_counts(struct ctx *cx, struct feedback_counts *out)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_COUNTS);

	*out = (struct feedback_counts){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		int64_t state = db_int(q, 0);

		if (state >= 0 && state < FEEDBACK__MAX)
			out->n[state] = db_int(q, 1);
	}
	return db_done(q);
}

enum err
store_feedback_change(struct ctx *cx, int64_t id, int64_t revision,
    enum feedback_state to, bool *changed)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_CHANGE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, revision);
	db_bind_int(q, 4, to);
	db_bind_int(q, 5, cx->now);
	return db_change(q, changed);
}

enum err
store_feedback_log_add(
    struct ctx *cx, int64_t id, const struct feedback_event *e)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_LOG_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, e->number);
	db_bind_int(q, 4, e->from);
	db_bind_int(q, 5, e->to);
	db_bind_text(q, 6, e->note);
	db_bind_int(q, 7, cx->now);
	db_next(q);
	return db_done(q);
}

enum err
store_feedback_log(struct ctx *cx, int64_t id, struct feedback_history *out)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_LOG_LIST);
	size_t cap = 0;

	*out = (struct feedback_history){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct feedback_event){
			.number = db_int(q, 0),
			.user_id = db_int(q, 1),
			.user = db_text(q, 2),
			.from = (enum feedback_state)db_int(q, 3),
			.to = (enum feedback_state)db_int(q, 4),
			.note = db_text(q, 5),
			.at = db_int(q, 6),
		};
	}
	return db_done(q);
}

enum err
store_feedback_file_bind(struct ctx *cx, const char *file, int64_t id,
    enum feedback_part part, int64_t position, bool *changed)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_FILE_BIND);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, file);
	db_bind_int(q, 3, id);
	db_bind_int(q, 4, part);
	db_bind_int(q, 5, position);
	return db_change(q, changed);
}

enum err
store_feedback_purge_list(struct ctx *cx, int64_t finished_before, int64_t id[],
    size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_FEEDBACK_PURGE_LIST);

	db_bind_int(q, 1, finished_before);
	db_bind_int(q, 2, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		id[*n] = db_int(q, 0);
	return db_done(q);
}

/* The mark first: without it the database lets nothing go. */
enum err
store_feedback_purge(struct ctx *cx, int64_t id)
{
	static const enum sql steps[] = {
		SQL_FEEDBACK_PURGE_FILES,
		SQL_FEEDBACK_PURGE_LOG,
		SQL_FEEDBACK_PURGE,
	};
	struct query *q = db_query(cx, SQL_FEEDBACK_PURGE_BEGIN);
	enum err rc;

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
