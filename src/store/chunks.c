#include "store/chunks.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "chunks-"
#define PIECE  ((size_t)128 * 1024) /* bytes read at once */

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

enum err
chunks_open(struct ctx *cx, const char *dir, const char *id, struct chunks *out)
{
	const char *path = arena_printf(cx->mem, "%s/" PREFIX "%s", dir, id);
	struct stat st;
	int fd;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1)
		return fail(cx, "open", path);
	arena_defer_close(cx->mem, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) == -1)
		return errno == EWOULDBLOCK
		    ? err_say(cx, ERR_BUSY, "upload_busy",
			  "another chunk of \"%s\" comes", path)
		    : fail(cx, "lock", path);
	if (fstat(fd, &st) == -1)
		return fail(cx, "look at", path);
	*out = (struct chunks){ fd, path, st.st_size };
	return ERR_OK;
}

void
chunks_release(struct chunks *c)
{
	(void)flock(c->fd, LOCK_UN);
}

/* Whoever writes has the flock() of the file; who puts it to the disk has a
 * lock of the other kind, so that neither waits for the other. */
enum err
chunks_watch(struct ctx *cx, const char *dir, const char *id, bool *found,
    struct chunks *out)
{
	const char *path = arena_printf(cx->mem, "%s/" PREFIX "%s", dir, id);
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct stat st;
	int fd;

	*found = false;
	fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1)
		return errno == ENOENT ? ERR_OK : fail(cx, "open", path);
	arena_defer_close(cx->mem, fd);
	if (fcntl(fd, F_OFD_SETLK, &lock) == -1)
		return errno == EAGAIN || errno == EACCES
		    ? ERR_OK
		    : fail(cx, "lock", path);
	if (fstat(fd, &st) == -1)
		return fail(cx, "look at", path);
	*found = true;
	*out = (struct chunks){ fd, path, st.st_size };
	return ERR_OK;
}

/* The next piece of a file, all of `want`, at `at`. */
static enum err
read_piece(struct ctx *cx, int fd, int64_t at, char *piece, size_t want)
{
	size_t have = 0;

	while (have < want) {
		ssize_t n = pread(
		    fd, piece + have, want - have, at + (int64_t)have);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return err_fail(cx, ERR_FAULT, "cannot read: %s",
			    n == 0 ? "it ended early" : strerror(errno));
		have += (size_t)n;
	}
	return ERR_OK;
}

static enum err
write_piece(
    struct ctx *cx, struct chunks *c, int64_t at, const char *piece, size_t len)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = pwrite(
		    c->fd, piece + done, len - done, at + (int64_t)done);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return fail(cx, "write", c->path);
		done += (size_t)n;
	}
	return ERR_OK;
}

static size_t
piece_of(int64_t left)
{
	return left < (int64_t)PIECE ? (size_t)left : PIECE;
}

enum err
chunks_put(struct ctx *cx, struct chunks *c, int64_t at, int from, int64_t len)
{
	char *piece = arena_alloc(cx->mem, PIECE);
	enum err rc = ERR_OK;

	for (int64_t done = 0; rc == ERR_OK && done < len;) {
		size_t n = piece_of(len - done);

		rc = read_piece(cx, from, done, piece, n);
		if (rc == ERR_OK)
			rc = write_piece(cx, c, at + done, piece, n);
		done += (int64_t)n;
	}
	return rc;
}

enum err
chunks_hash(struct ctx *cx, const struct chunks *c, int64_t begin, int64_t end,
    struct sha256 *hash)
{
	char *piece = arena_alloc(cx->mem, PIECE);
	enum err rc = ERR_OK;

	while (rc == ERR_OK && begin < end) {
		size_t n = piece_of(end - begin);

		rc = read_piece(cx, c->fd, begin, piece, n);
		if (rc == ERR_OK)
			sha256_put(hash, piece, n);
		begin += (int64_t)n;
	}
	return rc;
}

enum err
chunks_sync(struct ctx *cx, const struct chunks *c)
{
	return fdatasync(c->fd) == -1 ? fail(cx, "sync", c->path) : ERR_OK;
}

enum err
chunks_remove(struct ctx *cx, const char *dir, const char *id)
{
	const char *path = arena_printf(cx->mem, "%s/" PREFIX "%s", dir, id);

	if (unlink(path) == -1 && errno != ENOENT)
		return fail(cx, "remove", path);
	return ERR_OK;
}

static bool
is_old(int dir_fd, const char *name, int64_t before)
{
	struct stat st;

	return strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
	    fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_mtime < before;
}

enum err
chunks_sweep(struct ctx *cx, const char *dir, int64_t age,
    enum err (*known)(struct ctx *, const char *id, bool *))
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	enum err rc = ERR_OK;

	if (d == NULL)
		return fail(cx, "open", dir);
	while (rc == ERR_OK && (e = readdir(d)) != NULL) {
		bool wanted = true;

		if (!is_old(dirfd(d), e->d_name, cx->now - age))
			continue;
		rc = known(cx, e->d_name + strlen(PREFIX), &wanted);
		if (rc == ERR_OK && !wanted)
			(void)unlinkat(dirfd(d), e->d_name, 0);
	}
	closedir(d);
	return rc;
}
