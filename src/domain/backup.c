#include "domain/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/act.h"
#include "store/blob.h"
#include "store/copy.h"
#include "store/migrate.h"

/* One in the making, and one that is being given up: no name of a backup
 * begins so. */
#define NEW_NAME ".new"
#define POOL     "pool"

#define FOLDER_MODE 0700
#define FILE_MODE   0600
#define POOL_MODE   0400

/* A backup in the making. */
struct making {
	struct ctx *cx;
	const struct backup_want *want;
	struct backup_done *done;
	const char *dir, *pool;
};

void
backup_pool_path(const char *pool, const char *hex, char *out)
{
	snprintf(
	    out, BACKUP_PATH_MAX, "%s/%.2s/%.2s/%s", pool, hex, hex + 2, hex);
}

/* The files ---------------------------------------------------------------- */

/* Of all that a row names, in the same snapshot as the database. */
static enum err
write_list(struct making *m, const char *path)
{
	/* Its texts go page by page: there may be a million. */
	struct ctx cx = *m->cx;
	char(*hex)[HEX_LEN] = arena_array(m->cx->mem, BLOB_PAGE, HEX_LEN);
	char after[HEX_LEN] = "";
	size_t n = 0;
	FILE *f;
	enum err rc;

	f = fopen(path, "wxe");
	if (f == NULL)
		return copy_failed(m->cx, "create", path);
	cx.mem = arena_new();
	do {
		rc = store_blob_list(&cx, after, hex, &n);
		for (size_t i = 0; rc == ERR_OK && i < n; i++)
			fprintf(f, "%s  ../" POOL "/%.2s/%.2s/%s\n", hex[i],
			    hex[i], hex[i] + 2, hex[i]);
		if (n > 0)
			memcpy(after, hex[n - 1], sizeof(after));
		if (rc != ERR_OK)
			rc = err_fail(m->cx, rc, "%s", cx.why);
		arena_reset(cx.mem);
	} while (rc == ERR_OK && n > 0);
	arena_free(cx.mem);
	if (fclose(f) == EOF && rc == ERR_OK)
		rc = copy_failed(m->cx, "write", path);
	return rc;
}

static void
complain(struct making *m, const char *hex, const char *what)
{
	char line[256];

	m->done->bad_blobs++;
	snprintf(line, sizeof(line), "the stored file %s %s", hex, what);
	m->want->complain(m->want->arg, line);
}

/* Under another name first: what stands in the pool is whole. */
static enum err
pool_put(struct making *m, const char *hex, const char *to)
{
	char from[BACKUP_PATH_MAX], new[BACKUP_PATH_MAX];
	struct copied got;
	enum err rc;

	backup_pool_path(m->cx->conf->blob_dir, hex, from);
	snprintf(new, sizeof(new), "%s/" NEW_NAME, m->pool);
	unlink(new);
	if (access(from, F_OK) == -1 && errno == ENOENT) {
		complain(m, hex, "is missing");
		return ERR_OK;
	}
	rc = copy_file(m->cx, from, new, POOL_MODE, &got);
	if (rc != ERR_OK)
		return rc;
	if (strcmp(got.sha256, hex) != 0) {
		complain(m, hex, "has changed");
		unlink(new);
		return ERR_OK;
	}
	if (rename(new, to) == -1)
		return copy_failed(m->cx, "name", to);
	m->done->new_blobs++;
	m->done->new_bytes += got.size;
	m->done->manifest.blobs++;
	m->done->manifest.blob_bytes += got.size;
	return ERR_OK;
}

static enum err
pool_add(struct making *m, const char *hex)
{
	char path[BACKUP_PATH_MAX], folder[BACKUP_PATH_MAX];
	struct stat st;
	enum err rc;

	backup_pool_path(m->pool, hex, path);
	if (stat(path, &st) == 0) {
		m->done->manifest.blobs++;
		m->done->manifest.blob_bytes += st.st_size;
		return ERR_OK;
	}
	snprintf(folder, sizeof(folder), "%s/%.2s", m->pool, hex);
	rc = copy_folder(m->cx, folder, FOLDER_MODE);
	snprintf(folder, sizeof(folder), "%s/%.2s/%.2s", m->pool, hex, hex + 2);
	if (rc == ERR_OK)
		rc = copy_folder(m->cx, folder, FOLDER_MODE);
	return rc == ERR_OK ? pool_put(m, hex, path) : rc;
}

static enum err
copy_blobs(struct making *m, const char *list)
{
	char line[256];
	FILE *f = fopen(list, "re");
	enum err rc = ERR_OK;

	if (f == NULL)
		return copy_failed(m->cx, "open", list);
	while (rc == ERR_OK && fgets(line, sizeof(line), f) != NULL) {
		line[HEX_LEN - 1] = '\0';
		rc = pool_add(m, line);
	}
	fclose(f);
	return rc;
}

/* The whole ---------------------------------------------------------------- */

/* The database, the list and the numbers: one moment. */
static enum err
take_snapshot(struct making *m, const char *new)
{
	struct ctx *cx = m->cx;
	struct manifest *f = &m->done->manifest;
	int64_t want;
	enum err rc;

	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = migrate_status(cx, &f->schema, &want);
	if (rc == ERR_OK)
		rc = store_row_counts(cx, &f->rows);
	if (rc == ERR_OK)
		rc = write_list(
		    m, arena_printf(cx->mem, "%s/blobs.sha256", new));
	if (rc == ERR_OK)
		rc = store_copy(
		    cx, arena_printf(cx->mem, "%s/guichet.db", new));
	return snapshot_end(cx, rc);
}

static enum err
copy_keys(struct making *m, const char *new)
{
	static const char *const name[] = { "secret.key", "vault.key" };
	struct ctx *cx = m->cx;
	struct copied got;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < NELEM(name); i++)
		rc = copy_file(cx,
		    arena_printf(
			cx->mem, "%s/%s", cx->conf->paths_data, name[i]),
		    arena_printf(cx->mem, "%s/%s", new, name[i]), FILE_MODE,
		    &got);
	return rc;
}

static enum err
describe(struct making *m, const char *new)
{
	struct ctx *cx = m->cx;
	struct manifest *f = &m->done->manifest;
	struct copied got;
	enum err rc;

	rc = copy_hash(cx, arena_printf(cx->mem, "%s/guichet.db", new), &got);
	f->database_sha256 = arena_strdup(cx->mem, got.sha256);
	f->database_size = got.size;
	if (rc == ERR_OK)
		rc = copy_hash(
		    cx, arena_printf(cx->mem, "%s/blobs.sha256", new), &got);
	f->list_sha256 = arena_strdup(cx->mem, got.sha256);
	f->format = 1;
	f->made_at = cx->now;
	f->version = PACKAGE_VERSION;
	f->keys = m->want->keys;
	return rc == ERR_OK ? manifest_write(cx, new, f) : rc;
}

static const char *
final_path(struct making *m, int64_t when)
{
	char name[BACKUP_NAME_LEN + 1];
	const time_t at = (time_t)when;
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(name, sizeof(name), "%Y%m%dT%H%M%SZ", &tm);
	return arena_printf(m->cx->mem, "%s/%s", m->dir, name);
}

/* Of two in the same second the later has the next one's name. */
static enum err
give_name(struct making *m, const char *new)
{
	for (int64_t at = m->cx->now; at < m->cx->now + 60; at++) {
		m->done->path = final_path(m, at);
		if (rename(new, m->done->path) == 0)
			return ERR_OK;
		if (errno != ENOTEMPTY && errno != EEXIST)
			break;
	}
	return copy_failed(m->cx, "name", m->done->path);
}

/* All of it is on the disk before it has its name, and the name before
 * anybody is told. */
static enum err
make(struct making *m, const char *new)
{
	struct ctx *cx = m->cx;
	enum err rc;

	rc = copy_folder(cx, new, FOLDER_MODE);
	if (rc == ERR_OK)
		rc = take_snapshot(m, new);
	if (rc == ERR_OK)
		rc = copy_blobs(
		    m, arena_printf(cx->mem, "%s/blobs.sha256", new));
	if (rc == ERR_OK && m->want->keys)
		rc = copy_keys(m, new);
	if (rc == ERR_OK)
		rc = describe(m, new);
	if (rc == ERR_OK)
		rc = copy_sync(cx, new);
	if (rc == ERR_OK)
		rc = give_name(m, new);
	return rc == ERR_OK ? copy_sync(cx, m->dir) : rc;
}

/* What one that was killed has left. */
static void
drop_folder(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(path);
}

static enum err
lock(struct ctx *cx, const char *path, int how, const char *busy, int *fd)
{
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd == -1)
		return copy_failed(cx, "open", path);
	if (flock(*fd, how) == -1)
		return err_fail(cx, ERR_BUSY, "%s \"%s\"", busy, path);
	return ERR_OK;
}

static void
unlock(int fd)
{
	if (fd != -1)
		close(fd);
}

/* Alone in the folder. */
static enum err
make_alone(struct making *m)
{
	struct ctx *cx = m->cx;
	const char *new = arena_printf(cx->mem, "%s/" NEW_NAME, m->dir);
	int blobs = -1;
	enum err rc;

	drop_folder(new);
	/* Until we let go of it nothing is collected: see blob_reap(). */
	rc = lock(cx, cx->conf->blob_dir, LOCK_SH, "cannot lock", &blobs);
	if (rc == ERR_OK)
		rc = make(m, new);
	unlock(blobs);
	if (rc != ERR_OK)
		drop_folder(new);
	if (rc == ERR_OK && m->want->keep > 0)
		rc = backup_prune(cx, m->dir, m->want->keep, &m->done->removed);
	return rc;
}

enum err
backup_make(
    struct ctx *cx, const struct backup_want *want, struct backup_done *done)
{
	struct making m = {
		.cx = cx,
		.want = want,
		.done = done,
		.dir = want->dir,
		.pool = arena_printf(cx->mem, "%s/" POOL, want->dir),
	};
	int folder = -1;
	enum err rc;

	*done = (struct backup_done){ 0 };
	rc = copy_folder(cx, m.dir, FOLDER_MODE);
	if (rc == ERR_OK)
		rc = copy_folder(cx, m.pool, FOLDER_MODE);
	if (rc == ERR_OK)
		rc = lock(cx, m.dir, LOCK_EX | LOCK_NB,
		    "another backup is being made in", &folder);
	if (rc == ERR_OK)
		rc = make_alone(&m);
	unlock(folder);
	return rc;
}
