/*
 * db_sqlite.c - db.h on SQLite.  The only door to sqlite3.h.
 */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store/lock.h"
#include "store/search_sqlite.h"

#define PARAMS_MAX 32

struct query {
	sqlite3_stmt *stmt; /* NULL until first used */
	struct ctx *cx;     /* of the use in progress */
	enum sql id;
	enum err err;              /* the first one */
	int param[PARAMS_MAX + 1]; /* SQLite's index of "$n", 0: none */
};

struct db {
	sqlite3 *conn;
	int lock; /* -1: a database in memory */
	bool locked;
	bool writing; /* in a transaction of db_begin_write() */
	struct query query[SQL__MAX];
};

static enum err
translate(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return ERR_CONFLICT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_FULL:
		return ERR_BUSY;
	default:
		return ERR_FAULT;
	}
}

static enum err
fail(struct ctx *cx, const char *text)
{
	sqlite3 *conn = cx->db->conn;
	int rc = sqlite3_extended_errcode(conn);

	return err_say(cx, translate(rc),
	    (rc & 0xff) == SQLITE_FULL ? "disk_full" : NULL,
	    "%s (%d) in \"%.200s\"", sqlite3_errmsg(conn), rc, text);
}

static void
query_fail(struct query *q)
{
	if (q->err == ERR_OK)
		q->err = fail(q->cx, sql_name[q->id]);
}

/* What must hold on every connection; a value that reads back otherwise
 * than it was set is an error. */
static const struct {
	const char *set, *get, *want;
} pragmas[] = {
	{ "PRAGMA synchronous = FULL", "PRAGMA synchronous", "2" },
	{ "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1" },
	{ "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0" },
	{ "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1" },
	{ "PRAGMA mmap_size = 0", NULL, NULL },
	{ "PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint", "0" },
	/* What is deleted is overwritten with zeros: see domain/vault.h. */
	{ "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1" },
	{ "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" },
};

static const struct {
	int id, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 },
	{ SQLITE_LIMIT_SQL_LENGTH, 256 * 1024 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 60 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 400 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 5 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
};

static bool
reads_back(sqlite3 *conn, const char *sql, const char *want)
{
	sqlite3_stmt *st = NULL;
	const char *got = NULL;
	bool good;

	if (sqlite3_prepare_v2(conn, sql, -1, &st, NULL) != SQLITE_OK)
		return false;
	if (sqlite3_step(st) == SQLITE_ROW)
		got = (const char *)sqlite3_column_text(st, 0);
	good = got != NULL && strcmp(got, want) == 0;
	sqlite3_finalize(st);
	return good;
}

static bool
set_up(sqlite3 *conn, unsigned flags, bool in_file)
{
	if (sqlite3_busy_timeout(conn, DB_LOCK_WAIT * 1000) != SQLITE_OK)
		return false;
	if (!search_register(conn))
		return false;
	if (in_file && !reads_back(conn, "PRAGMA journal_mode = WAL", "wal"))
		return false;
	for (size_t i = 0; i < NELEM(pragmas); i++) {
		if (sqlite3_exec(conn, pragmas[i].set, NULL, NULL, NULL) !=
		    SQLITE_OK)
			return false;
		if (pragmas[i].get != NULL &&
		    !reads_back(conn, pragmas[i].get, pragmas[i].want))
			return false;
	}
	for (size_t i = 0; i < NELEM(limits); i++)
		if (!(flags & DB_TOOL))
			sqlite3_limit(conn, limits[i].id, limits[i].value);
	sqlite3_db_config(conn, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(conn, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return true;
}

/* The address of a file that nobody writes: SQLite looks for no log and
 * makes no file beside it. */
static void
frozen_address(const char *path, char *out, size_t cap)
{
	size_t n = (size_t)snprintf(out, cap, "file:");

	for (; *path != '\0' && n + 16 < cap; path++)
		n += (size_t)snprintf(out + n, cap - n,
		    strchr("%?#", *path) == NULL ? "%c" : "%%%02X", *path);
	snprintf(out + n, cap - n, "?immutable=1");
}

static int
open_file(const char *path, unsigned flags, bool in_memory, sqlite3 **out)
{
	int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	    (flags & DB_CREATE || in_memory ? SQLITE_OPEN_CREATE : 0);
	char address[3 * 1024];

	if (!(flags & DB_FROZEN))
		return sqlite3_open_v2(path, out, how, NULL);
	frozen_address(path, address, sizeof(address));
	return sqlite3_open_v2(address, out,
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
}

struct db *
db_open_sqlite(const char *path, unsigned flags, const char **why)
{
	static char message[256];
	bool in_memory = strcmp(path, ":memory:") == 0;
	bool in_file = !in_memory && !(flags & DB_FROZEN);
	struct db *db;
	char lock[1024];

	*why = "out of memory";
	db = calloc(1, sizeof(*db));
	if (db == NULL)
		return NULL;
	db->lock = -1;
	if (open_file(path, flags, in_memory, &db->conn) != SQLITE_OK ||
	    !set_up(db->conn, flags, in_file)) {
		snprintf(
		    message, sizeof(message), "%s", sqlite3_errmsg(db->conn));
		*why = message;
		db_close(db);
		return NULL;
	}
	if (in_file) {
		snprintf(lock, sizeof(lock), "%s.lock", path);
		db->lock = lock_open(lock);
		if (db->lock == -1) {
			*why = "cannot open its lock file";
			db_close(db);
			return NULL;
		}
	}
	return db;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (int i = 0; i < SQL__MAX; i++)
		sqlite3_finalize(db->query[i].stmt);
	sqlite3_close(db->conn);
	if (db->lock != -1)
		close(db->lock);
	free(db);
}

static void
prepare(struct query *q)
{
	char name[16];

	if (sqlite3_prepare_v3(q->cx->db->conn, sql_text[q->id], -1,
		SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL) != SQLITE_OK) {
		query_fail(q);
		return;
	}
	/* SQLite numbers "$2" by where it first stands, so ask by name. */
	for (int i = 1; i <= PARAMS_MAX; i++) {
		snprintf(name, sizeof(name), "$%d", i);
		q->param[i] = sqlite3_bind_parameter_index(q->stmt, name);
	}
}

struct query *
db_query(struct ctx *cx, enum sql id)
{
	struct query *q = &cx->db->query[id];

	assert(q->cx == NULL); /* not inside its own loop */
	q->cx = cx;
	q->id = id;
	q->err = ERR_OK;
	if (q->stmt == NULL)
		prepare(q);
	return q;
}

/* A parameter that the statement does not name is our mistake. */
static int
param_index(struct query *q, int param)
{
	assert(param >= 1 && param <= PARAMS_MAX && q->param[param] != 0);
	return q->param[param];
}

void
db_bind_int(struct query *q, int param, int64_t v)
{
	if (q->err == ERR_OK &&
	    sqlite3_bind_int64(q->stmt, param_index(q, param), v) != SQLITE_OK)
		query_fail(q);
}

void
db_bind_null(struct query *q, int param)
{
	if (q->err == ERR_OK &&
	    sqlite3_bind_null(q->stmt, param_index(q, param)) != SQLITE_OK)
		query_fail(q);
}

void
db_bind_text(struct query *q, int param, const char *s)
{
	if (q->err == ERR_OK &&
	    sqlite3_bind_text(q->stmt, param_index(q, param), s, -1,
		SQLITE_STATIC) != SQLITE_OK)
		query_fail(q);
}

void
db_bind_blob(struct query *q, int param, const void *p, size_t len)
{
	if (q->err == ERR_OK &&
	    sqlite3_bind_blob64(q->stmt, param_index(q, param), p, len,
		SQLITE_STATIC) != SQLITE_OK)
		query_fail(q);
}

bool
db_next(struct query *q)
{
	if (q->err != ERR_OK)
		return false;
	switch (sqlite3_step(q->stmt)) {
	case SQLITE_ROW:
		return true;
	case SQLITE_DONE:
		return false;
	default:
		query_fail(q);
		return false;
	}
}

int64_t
db_int(struct query *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

bool
db_null(struct query *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

const char *
db_text(struct query *q, int column)
{
	const char *s = (const char *)sqlite3_column_text(q->stmt, column);

	if (s == NULL || *s == '\0')
		return "";
	return arena_strndup(
	    q->cx->mem, s, (size_t)sqlite3_column_bytes(q->stmt, column));
}

const void *
db_blob(struct query *q, int column, size_t *len)
{
	const void *p = sqlite3_column_blob(q->stmt, column);

	*len = (size_t)sqlite3_column_bytes(q->stmt, column);
	if (p == NULL)
		return NULL;
	return memcpy(arena_alloc(q->cx->mem, *len), p, *len);
}

void
db_hash(struct query *q, int column, unsigned char out[32])
{
	const void *p = sqlite3_column_blob(q->stmt, column);

	memset(out, 0, 32);
	if (p != NULL && sqlite3_column_bytes(q->stmt, column) == 32)
		memcpy(out, p, 32);
}

void
db_bind_id(struct query *q, int param, int64_t v)
{
	if (v == 0)
		db_bind_null(q, param);
	else
		db_bind_int(q, param, v);
}

int64_t
db_changes(struct query *q)
{
	return q->err == ERR_OK ? sqlite3_changes64(q->cx->db->conn) : 0;
}

enum err
db_done(struct query *q)
{
	if (q->stmt != NULL) {
		sqlite3_reset(q->stmt);
		sqlite3_clear_bindings(q->stmt);
	}
	q->cx = NULL;
	return q->err;
}

enum err
db_run(struct ctx *cx, enum sql id)
{
	struct query *q = db_query(cx, id);

	while (db_next(q))
		continue;
	return db_done(q);
}

bool
db_in_transaction(struct ctx *cx)
{
	return sqlite3_get_autocommit(cx->db->conn) == 0;
}

enum err
db_begin_read(struct ctx *cx)
{
	return db_run(cx, SQL_BEGIN_READ);
}

static void
unlock(struct db *db)
{
	if (db->locked)
		lock_release(db->lock);
	db->locked = false;
}

static enum err
lock(struct ctx *cx)
{
	struct db *db = cx->db;

	if (db->lock != -1 && !lock_take(db->lock, DB_LOCK_WAIT))
		return err_say(cx, ERR_BUSY, "busy",
		    "another writer held the database for %d seconds",
		    DB_LOCK_WAIT);
	db->locked = db->lock != -1;
	return ERR_OK;
}

enum err
db_begin_write(struct ctx *cx)
{
	enum err rc;

	rc = lock(cx);
	if (rc != ERR_OK)
		return rc;
	rc = db_run(cx, SQL_BEGIN_WRITE);
	if (rc != ERR_OK)
		unlock(cx->db);
	cx->db->writing = rc == ERR_OK;
	return rc;
}

bool
db_is_writing(struct ctx *cx)
{
	return cx->db->writing && db_in_transaction(cx);
}

enum err
db_end(struct ctx *cx, enum err rc)
{
	enum err ended;

	cx->db->writing = false;
	if (!db_in_transaction(cx)) {
		/* SQLite rolled back by itself: a full disk, say. */
		unlock(cx->db);
		return rc != ERR_OK
		    ? rc
		    : err_fail(cx, ERR_FAULT, "the transaction is gone");
	}
	ended = db_run(cx, rc == ERR_OK ? SQL_COMMIT : SQL_ROLLBACK);
	if (rc == ERR_OK && ended != ERR_OK) {
		rc = ended;
		if (db_in_transaction(cx) && db_run(cx, SQL_ROLLBACK) != ERR_OK)
			rc = ERR_FAULT;
	}
	unlock(cx->db);
	return rc;
}

enum err
db_checkpoint(struct ctx *cx, int64_t *pages)
{
	int left = 0, moved = 0;
	enum err rc;

	rc = lock(cx);
	if (rc != ERR_OK)
		return rc;
	if (sqlite3_wal_checkpoint_v2(cx->db->conn, NULL,
		SQLITE_CHECKPOINT_PASSIVE, &left, &moved) != SQLITE_OK)
		rc = fail(cx, "checkpoint");
	/* All moved: empty the log too, unless a reader is just in it. */
	if (rc == ERR_OK && left > 0 && left == moved) {
		sqlite3_busy_timeout(cx->db->conn, 0);
		sqlite3_wal_checkpoint_v2(cx->db->conn, NULL,
		    SQLITE_CHECKPOINT_TRUNCATE, &left, &moved);
		sqlite3_busy_timeout(cx->db->conn, DB_LOCK_WAIT * 1000);
	}
	unlock(cx->db);
	*pages = left - moved;
	return rc;
}

/* Pages in a step: what is read between two looks at the clock. */
#define COPY_PAGES 256

/*
 * Page by page, all of our own snapshot, however long it takes: because we
 * are in a transaction, SQLite does not begin anew when others write, and
 * they are not kept waiting.  Nothing of the copy is journalled; it is worth
 * nothing before it is whole.
 */
static int
copy_pages(sqlite3 *to, sqlite3 *from, int fd)
{
	sqlite3_backup *b;
	int rc;

	rc = sqlite3_exec(to,
	    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL,
	    NULL);
	b = rc == SQLITE_OK ? sqlite3_backup_init(to, "main", from, "main")
			    : NULL;
	if (b == NULL)
		return rc == SQLITE_OK ? sqlite3_errcode(to) : rc;
	/* The disk begins at once: all of it at the end would keep those
	 * waiting who sync a line. */
	do {
		rc = sqlite3_backup_step(b, COPY_PAGES);
		sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	} while (rc == SQLITE_OK);
	return sqlite3_backup_finish(b);
}

enum err
db_copy(struct ctx *cx, const char *path)
{
	sqlite3 *to = NULL;
	enum err rc = ERR_OK;
	int done, fd;

	assert(db_in_transaction(cx));
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1)
		return err_fail(cx, errno == ENOSPC ? ERR_BUSY : ERR_FAULT,
		    "cannot create \"%s\": %s", path, strerror(errno));
	done = sqlite3_open_v2(path, &to,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
	    NULL);
	if (done == SQLITE_OK)
		done = copy_pages(to, cx->db->conn, fd);
	/* One file, that can be read where nothing can be written. */
	if (done == SQLITE_OK &&
	    !reads_back(to, "PRAGMA journal_mode = DELETE", "delete"))
		done = SQLITE_ERROR;
	if (done != SQLITE_OK)
		rc = err_fail(cx, translate(done),
		    "cannot copy the database to \"%s\": %s (%d)", path,
		    sqlite3_errstr(done), done);
	sqlite3_close(to);
	close(fd);
	return rc;
}

enum err
db_script(struct ctx *cx, const char *sql)
{
	if (sqlite3_exec(cx->db->conn, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fail(cx, sql);
	return ERR_OK;
}

enum err
db_check(struct ctx *cx, bool whole, void (*say)(void *, const char *),
    void *arg, int64_t *complaints)
{
	const enum sql how[] = { whole ? SQL_INTEGRITY_CHECK : SQL_QUICK_CHECK,
		SQL_FOREIGN_KEY_CHECK };
	enum err rc = ERR_OK;

	*complaints = 0;
	for (size_t i = 0; i < NELEM(how) && rc == ERR_OK; i++) {
		struct query *q = db_query(cx, how[i]);

		while (db_next(q)) {
			const char *line = db_text(q, 0);

			if (strcmp(line, "ok") == 0)
				continue;
			say(arg, line);
			(*complaints)++;
		}
		rc = db_done(q);
	}
	return rc;
}

enum err
db_plan(struct ctx *cx, enum sql id, const char **out)
{
	char *text = arena_printf(
	    cx->mem, "EXPLAIN QUERY PLAN %s", sql_text[id]);
	sqlite3_stmt *st = NULL;
	const char *plan = "";

	if (sqlite3_prepare_v2(cx->db->conn, text, -1, &st, NULL) != SQLITE_OK)
		return fail(cx, sql_name[id]);
	while (sqlite3_step(st) == SQLITE_ROW)
		plan = arena_printf(cx->mem, "%s%s\n", plan,
		    (const char *)sqlite3_column_text(st, 3));
	sqlite3_finalize(st);
	*out = plan;
	return ERR_OK;
}

enum err
db_prove(struct ctx *cx, enum sql id)
{
	return db_done(db_query(cx, id));
}
