#include "store/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_PREFIX ".new-"
#define PATH_SIZE   4096

/* For the owner to read and for nginx, which is of the group. */
#define BLOB_MODE BLOB_FILE_MODE
#define DIR_MODE  BLOB_FOLDER_MODE

static enum err
fail(struct ctx *cx, const char *what, const char *path)
{
	int e = errno;

	if (e == ENOSPC || e == EDQUOT)
		return err_say(cx, ERR_BUSY, "disk_full",
		    "cannot %s \"%s\": %s", what, path, strerror(e));
	return err_fail(
	    cx, ERR_FAULT, "cannot %s \"%s\": %s", what, path, strerror(e));
}

static void
temp_drop(void *arg)
{
	struct blob_temp *t = arg;

	close(t->fd);
	unlink(t->path);
}

enum err
blob_temp_open(struct ctx *cx, const char *tmp_dir, struct blob_temp **out)
{
	struct blob_temp *t = arena_alloc(cx->mem, sizeof(*t));
	char *path = arena_printf(cx->mem, "%s/" TEMP_PREFIX "XXXXXX", tmp_dir);

	t->fd = mkostemp(path, O_CLOEXEC);
	if (t->fd == -1)
		return fail(cx, "create", path);
	t->path = path;
	sha256_begin(&t->hash);
	arena_defer(cx->mem, temp_drop, t);
	*out = t;
	return ERR_OK;
}

enum err
blob_temp_put(struct ctx *cx, struct blob_temp *t, const void *p, size_t len)
{
	const char *at = p;
	size_t left = len;

	while (left > 0) {
		ssize_t n = write(t->fd, at, left);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return fail(cx, "write", t->path);
		at += n;
		left -= (size_t)n;
	}
	sha256_put(&t->hash, p, len);
	t->size += (int64_t)len;
	return ERR_OK;
}

void
blob_temp_end(struct blob_temp *t, char hex[HEX_LEN])
{
	unsigned char hash[HASH_LEN];

	sha256_end(&t->hash, hash);
	crypto_hex(hash, sizeof(hash), hex);
}

const char *
blob_path(struct arena *mem, const char *sha256)
{
	if (strlen(sha256) != HEX_LEN - 1 ||
	    strspn(sha256, "0123456789abcdef") != HEX_LEN - 1)
		return NULL;
	return arena_printf(mem, "%.2s/%.2s/%s", sha256, sha256 + 2, sha256);
}

/* Below DIR, as an absolute or relative path to use; or NULL. */
static char *
whole_path(struct ctx *cx, const char *dir, const char *sha256)
{
	const char *path = blob_path(cx->mem, sha256);

	return path == NULL ? NULL : arena_printf(cx->mem, "%s/%s", dir, path);
}

static enum err
make_dir(struct ctx *cx, const char *path)
{
	if (mkdir(path, DIR_MODE) == 0) {
		/* Whatever the umask was. */
		if (chmod(path, DIR_MODE) == -1)
			return fail(cx, "set mode of", path);
	} else if (errno != EEXIST) {
		return fail(cx, "create", path);
	}
	return ERR_OK;
}

static enum err
sync_dir(struct ctx *cx, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err rc = ERR_OK;

	if (fd == -1)
		return fail(cx, "open", path);
	if (fsync(fd) == -1)
		rc = fail(cx, "sync", path);
	close(fd);
	return rc;
}

/*
 * Under a lock that keeps blob_reap() off.  A blob that is there already is
 * touched, so that it counts as kept now: not its time of change, which
 * would tell others that somebody has sent the same.
 */
static enum err
link_in(struct ctx *cx, const char *folder, const char *temp, const char *path)
{
	static const struct timespec touch[2] = { { .tv_nsec = UTIME_NOW },
		{ .tv_nsec = UTIME_OMIT } };
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err rc = ERR_OK;

	if (fd == -1)
		return fail(cx, "open", folder);
	if (flock(fd, LOCK_SH) == -1)
		rc = fail(cx, "lock", folder);
	else if (link(temp, path) == -1 &&
	    (errno != EEXIST || utimensat(AT_FDCWD, path, touch, 0) == -1))
		rc = fail(cx, "link", path);
	close(fd);
	return rc;
}

enum err
blob_commit(struct ctx *cx, const char *dir, int fd, const char *temp,
    const char *sha256)
{
	static const struct timespec when[2] = { { .tv_nsec = UTIME_NOW },
		{ .tv_sec = BLOB_TIME } };
	const char *path = whole_path(cx, dir, sha256);
	const char *outer, *inner;
	enum err rc;

	if (path == NULL)
		return err_fail(cx, ERR_FAULT, "no hash: \"%s\"", sha256);
	outer = arena_printf(cx->mem, "%s/%.2s", dir, sha256);
	inner = arena_printf(cx->mem, "%s/%.2s", outer, sha256 + 2);

	if (fchmod(fd, BLOB_MODE) == -1)
		return fail(cx, "set mode of", temp);
	if (fsync(fd) == -1)
		return fail(cx, "sync", temp);
	rc = make_dir(cx, outer);
	if (rc == ERR_OK)
		rc = make_dir(cx, inner);
	if (rc != ERR_OK)
		return rc;
	rc = link_in(cx, inner, temp, path);
	if (rc != ERR_OK)
		return rc;
	/* Not before it: a temporary file of that age would be swept. */
	if (futimens(fd, when) == -1)
		return fail(cx, "set time of", path);

	/* All three, also where somebody else made the folder or the
	 * link: he may not have come to his own fsync() yet. */
	rc = sync_dir(cx, inner);
	if (rc == ERR_OK)
		rc = sync_dir(cx, outer);
	if (rc == ERR_OK)
		rc = sync_dir(cx, dir);
	return rc;
}

bool
blob_exists(struct ctx *cx, const char *dir, const char *sha256)
{
	const char *path = whole_path(cx, dir, sha256);

	return path != NULL && access(path, F_OK) == 0;
}

enum err
blob_open(struct ctx *cx, const char *dir, const char *sha256, int *fd)
{
	const char *path = whole_path(cx, dir, sha256);
	int n;

	if (path == NULL)
		return err_fail(cx, ERR_NOTFOUND, "no hash: \"%s\"", sha256);
	n = open(path, O_RDONLY | O_CLOEXEC);
	if (n == -1 && errno == ENOENT)
		return err_fail(cx, ERR_NOTFOUND, "no blob \"%s\"", path);
	if (n == -1)
		return fail(cx, "open", path);
	arena_defer_close(cx->mem, n);
	*fd = n;
	return ERR_OK;
}

enum err
blob_remove(struct ctx *cx, const char *dir, const char *sha256)
{
	const char *path = whole_path(cx, dir, sha256);

	if (path == NULL)
		return err_fail(cx, ERR_FAULT, "no hash: \"%s\"", sha256);
	if (unlink(path) == -1 && errno != ENOENT)
		return fail(cx, "remove", path);
	return ERR_OK;
}

bool
blob_lock(const char *dir, int *fd)
{
	*fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd == -1)
		return false;
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	close(*fd);
	return false;
}

void
blob_unlock(int fd)
{
	close(fd);
}

enum err
blob_reap(struct ctx *cx, const char *dir, const char *sha256, int64_t before,
    bool *gone)
{
	const char *path = whole_path(cx, dir, sha256);
	const char *folder;
	struct stat st;
	enum err rc = ERR_OK;
	int fd;

	*gone = false;
	if (path == NULL)
		return err_fail(cx, ERR_FAULT, "no hash: \"%s\"", sha256);
	folder = arena_printf(cx->mem, "%s/%.2s/%.2s", dir, sha256, sha256 + 2);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1) {
		*gone = errno == ENOENT;
		return *gone ? ERR_OK : fail(cx, "open", folder);
	}
	if (flock(fd, LOCK_EX) == -1)
		rc = fail(cx, "lock", folder);
	else if (stat(path, &st) == -1)
		*gone = errno == ENOENT;
	/* When it was linked or touched last; nobody can set that time. */
	else if (st.st_ctime < before)
		*gone = unlink(path) == 0;
	close(fd);
	return rc;
}

/* The third level: files. */
static void
walk_files(const char *folder, const char *prefix,
    void (*fn)(void *, const struct blob_file *), void *arg)
{
	DIR *d = opendir(folder);
	const struct dirent *e;
	char path[PATH_SIZE + 256];
	struct stat st;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		struct blob_file f = {
			.name = e->d_name,
			.path = path,
			.is_blob = strlen(e->d_name) == HEX_LEN - 1 &&
			    strspn(e->d_name, "0123456789abcdef") ==
				HEX_LEN - 1 &&
			    strncmp(e->d_name, prefix, 4) == 0,
		};

		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0 ||
		    fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) ==
			-1)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		f.mode = st.st_mode & 07777;
		f.size = (int64_t)st.st_size;
		f.is_blob &= S_ISREG(st.st_mode);
		fn(arg, &f);
	}
	closedir(d);
}

/* False: there is none. */
static bool
walk_folder(
    const char *path, void (*fn)(void *, const struct blob_file *), void *arg)
{
	struct blob_file f = { .path = path, .is_folder = true };
	struct stat st;

	if (stat(path, &st) == -1)
		return false;
	f.name = strrchr(path, '/') + 1;
	f.mode = st.st_mode & 07777;
	fn(arg, &f);
	return true;
}

void
blob_walk(const char *dir, unsigned first,
    void (*fn)(void *, const struct blob_file *), void *arg)
{
	char path[PATH_SIZE], prefix[8];

	snprintf(path, sizeof(path), "%s/%02x", dir, first);
	if (!walk_folder(path, fn, arg))
		return;
	for (unsigned second = 0; second < 256; second++) {
		snprintf(
		    path, sizeof(path), "%s/%02x/%02x", dir, first, second);
		snprintf(
		    prefix, sizeof(prefix), "%02x%02x", first & 0xff, second);
		if (walk_folder(path, fn, arg))
			walk_files(path, prefix, fn, arg);
	}
}

static bool
is_stale(int dir_fd, const char *name, int64_t before)
{
	struct stat st;

	return strncmp(name, TEMP_PREFIX, strlen(TEMP_PREFIX)) == 0 &&
	    fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_mtime < before;
}

enum err
blob_sweep(struct ctx *cx, const char *tmp_dir, int64_t age, int64_t *removed)
{
	DIR *d = opendir(tmp_dir);
	const struct dirent *e;

	if (d == NULL)
		return fail(cx, "open", tmp_dir);
	*removed = 0;
	while ((e = readdir(d)) != NULL)
		if (is_stale(dirfd(d), e->d_name, cx->now - age) &&
		    unlinkat(dirfd(d), e->d_name, 0) == 0)
			++*removed;
	closedir(d);
	return ERR_OK;
}
