#include "store/scan.h"

#include <stdio.h>

#include "store/db.h"

static enum err
finish(struct query *q)
{
	/* RETURNING gives its rows before the statement is done. */
	while (db_next(q))
		continue;
	return db_done(q);
}

static struct query *
of_bytes(struct ctx *cx, enum sql id, const char *sha256)
{
	struct query *q = db_query(cx, id);

	db_bind_text(q, 1, sha256);
	return q;
}

enum err
store_scan_next(struct ctx *cx, bool *found, struct scan_job *out)
{
	struct query *q = db_query(cx, SQL_SCAN_NEXT);

	db_bind_int(q, 1, cx->now);
	*found = db_next(q);
	if (*found) {
		snprintf(out->sha256, sizeof(out->sha256), "%s", db_text(q, 0));
		out->size = db_int(q, 1);
		out->tries = (int)db_int(q, 2);
	}
	return db_done(q);
}

enum err
store_scan_claim(
    struct ctx *cx, const char *sha256, int64_t until, bool *changed)
{
	struct query *q = of_bytes(cx, SQL_SCAN_CLAIM, sha256);

	db_bind_int(q, 2, until);
	db_bind_int(q, 3, cx->now);
	return db_change(q, changed);
}

enum err
store_scan_let_go(struct ctx *cx, const char *sha256, int64_t at)
{
	struct query *q = of_bytes(cx, SQL_SCAN_LET_GO, sha256);

	db_bind_int(q, 2, at);
	return finish(q);
}

enum err
store_scan_clean(struct ctx *cx, const char *sha256)
{
	return finish(of_bytes(cx, SQL_SCAN_CLEAN, sha256));
}

enum err
store_scan_again(struct ctx *cx, const char *sha256, int64_t at, bool unscanned)
{
	struct query *q = of_bytes(cx, SQL_SCAN_AGAIN, sha256);

	db_bind_int(q, 2, at);
	db_bind_int(q, 3, unscanned);
	return finish(q);
}

enum err
store_scan_found_in(
    struct ctx *cx, const char *sha256, struct scan_find **out, size_t *n)
{
	struct query *q = of_bytes(cx, SQL_SCAN_FOUND_IN, sha256);
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (db_next(q)) {
		if (*n == cap)
			*out = arena_grow(cx->mem, *out, &cap, sizeof(**out));
		(*out)[(*n)++] = (struct scan_find){
			.id = db_text(q, 0),
			.name = db_text(q, 1),
			.ticket = db_int(q, 2),
			.note = db_int(q, 3) != 0,
			.owner = db_text(q, 4),
		};
	}
	return db_done(q);
}

enum err
store_scan_infected(struct ctx *cx, const char *sha256, const char *found)
{
	struct query *q;
	enum err rc;

	rc = finish(of_bytes(cx, SQL_SCAN_INFECTED, sha256));
	if (rc != ERR_OK)
		return rc;
	q = of_bytes(cx, SQL_INFECTED_PUT, sha256);
	db_bind_text(q, 2, found);
	db_bind_int(q, 3, cx->now);
	return finish(q);
}

enum err
store_scan_tell(
    struct ctx *cx, int64_t ticket, bool visible, struct log_new *log)
{
	struct query *q = db_query(cx, SQL_SCAN_TELL);

	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, visible);
	if (db_next(q)) {
		log->number = db_int(q, 0);
		log->from_status = log->to_status = (int)db_int(q, 1);
	}
	return finish(q);
}

enum err
store_scan_anew(struct ctx *cx, int64_t since)
{
	struct query *q = db_query(cx, SQL_SCAN_ANEW);

	db_bind_int(q, 1, since);
	db_bind_int(q, 2, cx->now);
	return finish(q);
}

enum err
store_infected_get(struct ctx *cx, const char *sha256, const char **found)
{
	struct query *q = of_bytes(cx, SQL_INFECTED_GET, sha256);

	*found = db_next(q) ? db_text(q, 0) : NULL;
	return db_done(q);
}

enum err
store_infected_kept(
    struct ctx *cx, int64_t before, struct infected **out, size_t *n)
{
	struct query *q = db_query(cx, SQL_INFECTED_KEPT);
	size_t cap = 0;

	db_bind_int(q, 1, before);
	*out = NULL;
	*n = 0;
	while (db_next(q)) {
		if (*n == cap)
			*out = arena_grow(cx->mem, *out, &cap, sizeof(**out));
		(*out)[(*n)++] = (struct infected){
			.sha256 = db_text(q, 0),
		};
	}
	return db_done(q);
}

enum err
store_infected_removed(struct ctx *cx, const char *sha256)
{
	struct query *q = of_bytes(cx, SQL_INFECTED_REMOVED, sha256);

	db_bind_int(q, 2, cx->now);
	return finish(q);
}

enum err
store_scanner_get(struct ctx *cx, struct scanner *out)
{
	struct query *q = db_query(cx, SQL_SCANNER_GET);

	*out = (struct scanner){ .version = "", .why = "" };
	if (db_next(q)) {
		out->seen_at = db_int(q, 0);
		out->up = db_int(q, 1) != 0;
		out->version = db_text(q, 2);
		out->why = db_text(q, 3);
	}
	return db_done(q);
}

enum err
store_scanner_put(struct ctx *cx, const struct scanner *s)
{
	struct query *q = db_query(cx, SQL_SCANNER_PUT);

	db_bind_int(q, 1, s->seen_at);
	db_bind_int(q, 2, s->up);
	db_bind_text(q, 3, s->version);
	db_bind_text(q, 4, s->why);
	return finish(q);
}

enum err
store_scan_counts(struct ctx *cx, struct scan_counts *out)
{
	struct query *q = db_query(cx, SQL_SCAN_COUNTS);

	*out = (struct scan_counts){ 0 };
	if (db_next(q)) {
		out->waiting = db_int(q, 0);
		out->oldest = db_int(q, 1);
		out->unscanned = db_int(q, 2);
		out->infected = db_int(q, 3);
	}
	return db_done(q);
}
