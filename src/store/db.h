/*
 * db.h - prepared statements, without a word about which database.
 *
 *	struct query *q = db_query(cx, SQL_TICKET_GET);
 *	db_bind_int(q, 1, id);
 *	while (db_next(q))
 *		... db_int(q, 0) ... db_text(q, 3) ...
 *	return db_done(q);
 *
 * A query keeps its first error: binds and steps after it do nothing,
 * and db_done() reports it.  So there is one place to check, the last.
 */
#ifndef GUICHET_STORE_DB_H
#define GUICHET_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "store/sql.h"

struct query;

enum db_flags {
	DB_CREATE = 1 << 0, /* make the file if there is none */
	DB_TOOL = 1 << 1,   /* lifts what VACUUM INTO and migrations need */
	DB_FROZEN = 1 << 2, /* to read, of a file that nobody writes */
};

/*
 * Open the database; ":memory:" for tests.  Beside the file stands the
 * write lock, PATH.lock, unless it is frozen.  NULL, and *why in static memory,
 * if it fails.
 */
struct db *db_open_sqlite(const char *path, unsigned flags, const char **why);
void db_close(struct db *);

/* The statement is prepared at its first use and kept until db_close(). */
struct query *db_query(struct ctx *, enum sql);
void db_bind_int(struct query *, int param, int64_t);
void db_bind_null(struct query *, int param);
/* Borrowed until db_done(); NULL binds SQL's NULL. */
void db_bind_text(struct query *, int param, const char *);
void db_bind_blob(struct query *, int param, const void *, size_t len);

bool db_next(struct query *);               /* false: no row, or an error */
int64_t db_int(struct query *, int column); /* 0 where the column is NULL */
bool db_null(struct query *, int column);
/* Copied into cx->mem; "" where the column is NULL. */
const char *db_text(struct query *, int column);
/* Copied into cx->mem; NULL where the column is NULL. */
const void *db_blob(struct query *, int column, size_t *len);

/* A hash of 32 bytes; zeros where the column is something else. */
void db_hash(struct query *, int column, unsigned char out[32]);
/* Bind an int that is SQL's NULL when it is 0. */
void db_bind_id(struct query *, int param, int64_t);

int64_t db_changes(struct query *); /* rows that it changed */
enum err db_done(struct query *) MUST_CHECK;

/* Of common.c: the number of a query of one row at most; `none` without. */
enum err db_one_int(struct query *, int64_t none, int64_t *out) MUST_CHECK;
/* Run a statement that writes: did it change anything? */
enum err db_change(struct query *, bool *changed) MUST_CHECK;
/* The $1 of statements that let actor 0 do all: that is whoever runs the
 * command line, not somebody who came over the network and is nobody. */
int64_t db_manager(const struct ctx *);
/* "%words%" for LIKE, with the pattern's own signs taken literally; "" for
 * "". */
const char *db_pattern(struct ctx *, const char *words);

/* Run a statement that has no parameters and no rows. */
enum err db_run(struct ctx *, enum sql) MUST_CHECK;

/*
 * A snapshot: what is read until db_end() is one moment's truth.
 */
enum err db_begin_read(struct ctx *) MUST_CHECK;
/*
 * A transaction that writes.  Takes the write lock, which excludes every
 * other process of this database: waits for it without polling, at most
 * DB_LOCK_WAIT seconds, then ERR_BUSY (say "busy").
 */
#define DB_LOCK_WAIT 5
enum err db_begin_write(struct ctx *) MUST_CHECK;
/* Commit if rc is ERR_OK, roll back if not; the outcome of both. */
enum err db_end(struct ctx *, enum err rc) MUST_CHECK;
/* Is a transaction open? */
bool db_in_transaction(struct ctx *);
/* And is it one that writes? */
bool db_is_writing(struct ctx *);

/* Move the log into the file, as far as no reader is in the way; under
 * the write lock.  *pages is what is left in the log. */
enum err db_checkpoint(struct ctx *, int64_t *pages) MUST_CHECK;

/* For tools and tests: several statements at once, of constant text. */
enum err db_script(struct ctx *, const char *sql) MUST_CHECK;
/*
 * Inside a transaction: copy the database as that sees it into a new file,
 * which is the caller's to sync.  Writers go on meanwhile.
 */
enum err db_copy(struct ctx *, const char *path) MUST_CHECK;
/* PRAGMA quick_check (or, `whole`, integrity_check, which compares indexes
 * too) and foreign_key_check: how many rows of complaint. */
enum err db_check(struct ctx *, bool whole, void (*say)(void *, const char *),
    void *, int64_t *complaints) MUST_CHECK;
/* The plan of a statement, one step a line: for the tests. */
enum err db_plan(struct ctx *, enum sql, const char **out) MUST_CHECK;
/* Does every name of the statement exist?  Prepares it. */
enum err db_prove(struct ctx *, enum sql) MUST_CHECK;

#endif
