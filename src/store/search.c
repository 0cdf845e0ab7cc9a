/*
 * search.c - the rows of the table that the search looks into.
 */
#include "store/search.h"

#include "base/log.h"
#include "store/db.h"
#include "store/store.h"

static struct query *
part_query(struct ctx *cx, enum sql id, const struct search_part *p)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, p->ticket);
	db_bind_int(q, 2, p->part);
	return q;
}

static enum err
run(struct ctx *cx, enum sql id, const struct search_part *p)
{
	bool changed;

	return db_change(part_query(cx, id, p), &changed);
}

/*
 * FTS5 notices that what is taken out was never put in when its sums do not
 * come out.  That must not keep anybody from writing: the index is then made
 * anew by the jobs process.
 */
static enum err
put_out(struct ctx *cx, const struct search_part *p)
{
	enum err rc = db_run(cx, SQL_SEARCH_TRY);

	if (rc != ERR_OK)
		return rc;
	if (run(cx, SQL_SEARCH_PUT_OUT, p) != ERR_OK) {
		log_failure(LOG_ERROR, cx);
		err_clear(cx);
		rc = db_run(cx, SQL_SEARCH_UNDO);
		if (rc == ERR_OK)
			rc = db_run(cx, SQL_SEARCH_WANT);
	}
	return rc == ERR_OK ? db_run(cx, SQL_SEARCH_TRIED) : rc;
}

enum err
store_search_change(struct ctx *cx, int64_t ticket, int64_t number)
{
	int64_t part = (number - 1) / SEARCH_PART;
	const struct search_part p = { ticket,
		part < SEARCH_PARTS ? part : SEARCH_PARTS - 1 };
	bool known;
	enum err rc;

	rc = db_change(part_query(cx, SQL_SEARCH_DUE_KNOWN, &p), &known);
	if (rc != ERR_OK || known)
		return rc;
	rc = run(cx, SQL_SEARCH_DUE_ADD, &p);
	return rc == ERR_OK ? put_out(cx, &p) : rc;
}

enum err
store_search_change_all(struct ctx *cx, int64_t ticket)
{
	struct query *q = db_query(cx, SQL_SEARCH_PARTS);
	int64_t last;
	enum err rc;

	db_bind_int(q, 1, ticket);
	rc = db_one_int(q, -1, &last);
	for (int64_t i = 0; rc == ERR_OK && i <= last && i < SEARCH_PARTS; i++)
		rc = store_search_change(cx, ticket, i * SEARCH_PART + 1);
	return rc;
}

#define SOME 64

static enum err
list(struct ctx *cx, int state, struct search_part p[], size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_SEARCH_DUE_LIST);

	db_bind_int(q, 1, state);
	db_bind_int(q, 2, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		p[*n] = (struct search_part){ db_int(q, 0), db_int(q, 1) };
	return db_done(q);
}

static enum err
put_in(struct ctx *cx, const struct search_part p[], size_t n)
{
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = run(cx, SQL_SEARCH_PUT_IN, &p[i]);
		if (rc == ERR_OK)
			rc = run(cx, SQL_SEARCH_DUE_DROP, &p[i]);
	}
	return rc;
}

enum err
store_search_settle(struct ctx *cx)
{
	struct search_part p[SOME];
	size_t n = SOME;
	enum err rc = ERR_OK;

	while (rc == ERR_OK && n == SOME) {
		rc = list(cx, 0, p, SOME, &n);
		if (rc == ERR_OK)
			rc = put_in(cx, p, n);
	}
	return rc;
}

enum err
store_search_due(struct ctx *cx, struct search_part p[], size_t max, size_t *n)
{
	return list(cx, 1, p, max, n);
}

enum err
store_search_put(struct ctx *cx, const struct search_part p[], size_t n)
{
	return put_in(cx, p, n);
}

enum err
store_search_wanted(struct ctx *cx, bool *wanted)
{
	struct query *q = db_query(cx, SQL_SEARCH_WANTED);

	*wanted = db_next(q);
	return db_done(q);
}

enum err
store_search_empty(struct ctx *cx)
{
	enum err rc = db_run(cx, SQL_SEARCH_EMPTY);

	if (rc == ERR_OK)
		rc = db_run(cx, SQL_SEARCH_TAKEN);

	return rc == ERR_OK ? db_run(cx, SQL_SEARCH_DUE_ALL) : rc;
}

enum err
store_search_check(struct ctx *cx, int64_t *due, int64_t *words)
{
	enum err rc = db_run(cx, SQL_SEARCH_CHECK);

	if (rc == ERR_OK)
		rc = db_one_int(db_query(cx, SQL_SEARCH_DUE_COUNT), 0, due);
	return rc == ERR_OK
	    ? db_one_int(db_query(cx, SQL_SEARCH_WORDS), 0, words)
	    : rc;
}

enum err
store_search_next(struct ctx *cx, int64_t *ticket, int64_t *parts)
{
	struct query *q = db_query(cx, SQL_SEARCH_PART_NEXT);

	db_bind_int(q, 1, *ticket);
	*ticket = *parts = 0;
	if (db_next(q)) {
		*ticket = db_int(q, 0);
		*parts = db_int(q, 1) + 1;
	}
	return db_done(q);
}

enum err
store_search_part(struct ctx *cx, const struct search_part *p, bool *found,
    const char *text[SEARCH_COLUMNS])
{
	struct query *q = part_query(cx, SQL_SEARCH_PART_TEXTS, p);

	*found = db_next(q);
	for (int i = 0; *found && i < SEARCH_COLUMNS; i++)
		text[i] = db_text(q, i + 1);
	return db_done(q);
}

enum err
store_search_has(
    struct ctx *cx, const struct search_part *p, const char *words, bool *found)
{
	struct query *q = db_query(cx, SQL_SEARCH_PART_HAS);

	db_bind_text(q, 1, words);
	db_bind_int(q, 2, p->ticket * SEARCH_PARTS + p->part);
	*found = db_next(q);
	return db_done(q);
}

enum err
store_search_texts(struct ctx *cx, bool staff, int64_t ticket, int64_t limit,
    struct search_texts *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_SEARCH_TEXTS_STAFF : SQL_SEARCH_TEXTS_CUSTOMER);
	size_t cap = 0;

	*out = (struct search_texts){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, limit);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct search_text){
			.number = db_int(q, 0),
			.note = db_int(q, 1) != 0,
			.text = db_text(q, 2),
		};
	}
	return db_done(q);
}
