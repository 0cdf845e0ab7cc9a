/*
 * restore.c - is a backup whole, and the way back.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/backup.h"
#include "store/blob.h"
#include "store/copy.h"
#include "store/db.h"
#include "store/migrate.h"

#define DB_MODE  0640
#define KEY_MODE 0600

/* Verify ------------------------------------------------------------------- */

/* A backup that is looked at. */
struct looking {
	struct ctx *cx;
	const char *path, *pool;
	complain_fn *complain;
	void *arg;
};

static void
say(struct looking *l, const char *line)
{
	l->complain(l->arg, line);
}

static enum err
look_at_file(struct looking *l, const char *name, const char *sha256)
{
	struct copied got;
	enum err rc;

	rc = copy_hash(
	    l->cx, arena_printf(l->cx->mem, "%s/%s", l->path, name), &got);
	if (rc == ERR_OK && strcmp(got.sha256, sha256) != 0)
		say(l,
		    arena_printf(l->cx->mem,
			"%s is not what was written: its hash is another",
			name));
	return rc;
}

static void
compare(struct looking *l, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		say(l,
		    arena_printf(l->cx->mem,
			"there are %" PRId64 " %s, the manifest says %" PRId64,
			got, what, want));
}

static enum err
look_at_rows(struct looking *l, const struct manifest *m)
{
	struct ctx *cx = l->cx;
	struct row_counts n = { 0 };
	int64_t schema = 0, want = 0, count, bad = 0;
	enum err rc;

	rc = db_check(cx, true, l->complain, l->arg, &count);
	if (rc == ERR_OK)
		rc = migrate_status(cx, &schema, &want);
	compare(l, "steps of the schema", schema, m->schema);
	if (rc == ERR_OK && schema > want)
		return err_fail(cx, ERR_CONFLICT,
		    "it has schema %" PRId64 ", this program knows %" PRId64,
		    schema, want);
	if (rc == ERR_OK)
		rc = store_row_counts(cx, &n);
	compare(l, "tickets", n.tickets, m->rows.tickets);
	compare(l, "messages", n.messages, m->rows.messages);
	compare(l, "attachments", n.attachments, m->rows.attachments);
	compare(l, "users", n.users, m->rows.users);
	compare(l, "rows of the audit trail", n.audit, m->rows.audit);
	if (rc == ERR_OK)
		rc = audit_verify(cx, &count, &bad);
	if (rc == ERR_OK && bad != 0)
		say(l,
		    arena_printf(cx->mem,
			"row %" PRId64 " of the audit trail was tampered with",
			bad));
	return rc;
}

static void
look_at_blob(struct looking *l, const char *hex)
{
	char path[BACKUP_PATH_MAX], line[256];
	struct copied got = { .sha256 = "" };
	enum err rc;

	backup_pool_path(l->pool, hex, path);
	rc = copy_hash(l->cx, path, &got);
	err_clear(l->cx);
	if (rc == ERR_OK && strcmp(got.sha256, hex) == 0)
		return;
	snprintf(line, sizeof(line), "the stored file %s %s", hex,
	    rc == ERR_OK             ? "has changed"
		: rc == ERR_NOTFOUND ? "is missing"
				     : "cannot be read");
	say(l, line);
}

/* Those of the rows, whatever the list says. */
static enum err
look_at_blobs(struct looking *l, const struct manifest *m)
{
	char(*hex)[HEX_LEN] = arena_array(l->cx->mem, BLOB_PAGE, HEX_LEN);
	struct looking page = *l;
	struct ctx cx = *l->cx;
	char after[HEX_LEN] = "";
	int64_t count = 0;
	size_t n = 0;
	enum err rc;

	page.cx = &cx;
	cx.mem = arena_new();
	do {
		rc = store_blob_list(&cx, after, hex, &n);
		for (size_t i = 0; rc == ERR_OK && i < n; i++)
			look_at_blob(&page, hex[i]);
		if (n > 0)
			memcpy(after, hex[n - 1], sizeof(after));
		count += (int64_t)n;
		if (rc != ERR_OK)
			rc = err_fail(l->cx, rc, "%s", cx.why);
		arena_reset(cx.mem);
	} while (rc == ERR_OK && n > 0);
	arena_free(cx.mem);
	if (count < m->blobs)
		compare(l, "stored files", count, m->blobs);
	return rc;
}

static const char *
pool_of(struct ctx *cx, const char *path)
{
	return arena_printf(cx->mem, "%s/../pool", path);
}

enum err
backup_verify(struct ctx *cx, const char *path, complain_fn *complain,
    void *arg, struct manifest *m)
{
	struct looking l = { cx, path, pool_of(cx, path), complain, arg };
	const char *why;
	enum err rc;

	rc = manifest_read(cx, path, m);
	if (rc == ERR_OK)
		rc = look_at_file(&l, "guichet.db", m->database_sha256);
	if (rc == ERR_OK)
		rc = look_at_file(&l, "blobs.sha256", m->list_sha256);
	if (rc != ERR_OK)
		return rc;
	cx->db = db_open_sqlite(
	    arena_printf(cx->mem, "%s/guichet.db", path), DB_FROZEN, &why);
	if (cx->db == NULL)
		return err_fail(cx, ERR_FAULT,
		    "cannot open the database of \"%s\": %s", path, why);
	rc = look_at_rows(&l, m);
	if (rc == ERR_OK)
		rc = look_at_blobs(&l, m);
	db_close(cx->db);
	cx->db = NULL;
	return rc;
}

/* Restore ------------------------------------------------------------------ */

static bool
has_entries(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *e;
	bool any = false;

	if (d == NULL)
		return errno != ENOENT;
	while (!any && (e = readdir(d)) != NULL)
		any = strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0;
	closedir(d);
	return any;
}

static enum err
want_empty(struct ctx *cx, const struct manifest *m)
{
	const struct conf *conf = cx->conf;
	const char *full = NULL;

	if (access(conf->db_file, F_OK) == 0)
		full = "a database";
	else if (has_entries(conf->blob_dir))
		full = "stored files";
	else if (m->keys &&
	    access(arena_printf(cx->mem, "%s/vault.key", conf->paths_data),
		F_OK) == 0)
		full = "a vault.key";
	if (full == NULL)
		return ERR_OK;
	return err_fail(cx, ERR_CONFLICT,
	    "\"%s\" has %s already: restore into an empty folder",
	    conf->paths_data, full);
}

/* A copy that must have this hash; "" any. */
static enum err
fetch(struct ctx *cx, const char *from, const char *to, mode_t mode,
    const char *sha256)
{
	struct copied got;
	enum err rc;

	rc = copy_file(cx, from, to, mode, &got);
	if (rc == ERR_OK && *sha256 != '\0' && strcmp(got.sha256, sha256) != 0)
		rc = err_fail(cx, ERR_FAULT, "\"%s\" has changed", from);
	if (rc != ERR_OK)
		unlink(to);
	return rc;
}

static enum err
restore_blob(struct ctx *cx, const char *pool, const char *hex)
{
	static const struct timespec when[2] = { { .tv_nsec = UTIME_NOW },
		{ .tv_sec = BLOB_TIME } };
	const char *blobs = cx->conf->blob_dir;
	char from[BACKUP_PATH_MAX], to[BACKUP_PATH_MAX];
	enum err rc;

	snprintf(to, sizeof(to), "%s/%.2s", blobs, hex);
	rc = copy_folder(cx, to, BLOB_FOLDER_MODE);
	snprintf(to, sizeof(to), "%s/%.2s/%.2s", blobs, hex, hex + 2);
	if (rc == ERR_OK)
		rc = copy_folder(cx, to, BLOB_FOLDER_MODE);
	backup_pool_path(pool, hex, from);
	backup_pool_path(blobs, hex, to);
	if (rc == ERR_OK)
		rc = fetch(cx, from, to, BLOB_FILE_MODE, hex);
	if (rc == ERR_OK && utimensat(AT_FDCWD, to, when, 0) == -1)
		rc = copy_failed(cx, "set time of", to);
	return rc;
}

static enum err
restore_blobs(struct ctx *cx, const char *path)
{
	const char *list = arena_printf(cx->mem, "%s/blobs.sha256", path);
	const char *pool = pool_of(cx, path);
	char line[256];
	FILE *f = fopen(list, "re");
	enum err rc = ERR_OK;

	if (f == NULL)
		return copy_failed(cx, "open", list);
	while (rc == ERR_OK && fgets(line, sizeof(line), f) != NULL) {
		if (strspn(line, "0123456789abcdef") != HEX_LEN - 1) {
			rc = err_fail(
			    cx, ERR_FAULT, "\"%s\" has a bad line", list);
			break;
		}
		line[HEX_LEN - 1] = '\0';
		rc = restore_blob(cx, pool, line);
	}
	fclose(f);
	return rc;
}

static enum err
restore_keys(struct ctx *cx, const char *path)
{
	static const char *const name[] = { "secret.key", "vault.key" };
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < NELEM(name); i++)
		rc = fetch(cx, arena_printf(cx->mem, "%s/%s", path, name[i]),
		    arena_printf(
			cx->mem, "%s/%s", cx->conf->paths_data, name[i]),
		    KEY_MODE, "");
	return rc;
}

enum err
backup_restore(struct ctx *cx, const char *path, struct manifest *m)
{
	const char *to = cx->conf->db_file;
	const char *new = arena_printf(cx->mem, "%s.new", to);
	enum err rc;

	rc = manifest_read(cx, path, m);
	if (rc == ERR_OK)
		rc = want_empty(cx, m);
	if (rc == ERR_OK)
		rc = restore_blobs(cx, path);
	if (rc == ERR_OK && m->keys)
		rc = restore_keys(cx, path);
	if (rc != ERR_OK)
		return rc;
	unlink(new);
	rc = fetch(cx, arena_printf(cx->mem, "%s/guichet.db", path), new,
	    DB_MODE, m->database_sha256);
	if (rc == ERR_OK)
		rc = copy_sync(cx, cx->conf->paths_data);
	if (rc == ERR_OK && rename(new, to) == -1)
		rc = copy_failed(cx, "name", to);
	return rc == ERR_OK ? copy_sync(cx, cx->conf->paths_data) : rc;
}
