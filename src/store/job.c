/*
 * job.c - what the jobs process did, and what is wanted of it.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_job_put(struct ctx *cx, const struct job *j)
{
	struct query *q = db_query(cx, SQL_JOB_PUT);
	bool changed;

	db_bind_text(q, 1, j->kind);
	db_bind_int(q, 2, j->every);
	db_bind_int(q, 3, j->started_at);
	db_bind_int(q, 4, j->took_ms);
	db_bind_text(q, 5, j->why);
	db_bind_int(q, 6, j->next_at);
	return db_change(q, &changed);
}

static struct job *
add(struct ctx *cx, struct job_list *out, size_t *cap)
{
	if (out->count == *cap)
		out->item = arena_grow(
		    cx->mem, out->item, cap, sizeof(*out->item));
	return &out->item[out->count++];
}

enum err
store_jobs_wanted(struct ctx *cx, struct job_list *out)
{
	struct query *q = db_query(cx, SQL_JOBS_WANTED);
	size_t cap = 0;

	*out = (struct job_list){ 0 };
	while (db_next(q))
		*add(cx, out, &cap) = (struct job){ .kind = db_text(q, 0) };
	return db_done(q);
}

enum err
store_jobs_taken(struct ctx *cx)
{
	return db_run(cx, SQL_JOBS_TAKEN);
}

enum err
store_job_list(struct ctx *cx, struct job_list *out)
{
	struct query *q = db_query(cx, SQL_JOB_LIST);
	size_t cap = 0;

	*out = (struct job_list){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q))
		*add(cx, out, &cap) = (struct job){
			.kind = db_text(q, 0),
			.every = db_int(q, 1),
			.started_at = db_int(q, 2),
			.took_ms = db_int(q, 3),
			.why = db_text(q, 4),
			.next_at = db_int(q, 5),
			.wanted_at = db_int(q, 6),
			.wanted_by = db_text(q, 7),
		};
	return db_done(q);
}

enum err
store_job_want(struct ctx *cx, const char *kind, bool *changed)
{
	struct query *q = db_query(cx, SQL_JOB_WANT);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, kind);
	db_bind_int(q, 3, cx->now);
	return db_change(q, changed);
}
