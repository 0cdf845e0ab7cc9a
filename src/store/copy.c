#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum err
copy_failed(struct ctx *cx, const char *what, const char *path)
{
	const int e = errno;
	const enum err code = e == ENOSPC || e == EDQUOT ? ERR_BUSY
	    : e == ENOENT                                ? ERR_NOTFOUND
							 : ERR_FAULT;

	return err_fail(
	    cx, code, "cannot %s \"%s\": %s", what, path, strerror(e));
}

static bool
write_all(int fd, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* All of `in`, hashed; to `out` too, unless that is -1. */
static enum err
stream(struct ctx *cx, int in, const char *from, int out, const char *to,
    struct copied *done)
{
	char part[128 * 1024];
	unsigned char hash[HASH_LEN];
	struct sha256 h;
	ssize_t n;

	sha256_begin(&h);
	done->size = 0;
	while ((n = read(in, part, sizeof(part))) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return copy_failed(cx, "read", from);
		sha256_put(&h, part, (size_t)n);
		done->size += n;
		if (out != -1 && !write_all(out, part, (size_t)n))
			return copy_failed(cx, "write", to);
	}
	sha256_end(&h, hash);
	crypto_hex(hash, sizeof(hash), done->sha256);
	return ERR_OK;
}

static int
create(const char *to, mode_t mode)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	/* Whatever the umask is. */
	if (fd != -1 && fchmod(fd, mode) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

enum err
copy_file(struct ctx *cx, const char *from, const char *to, mode_t mode,
    struct copied *done)
{
	int in, out;
	enum err rc;

	in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (in == -1)
		return copy_failed(cx, "open", from);
	out = create(to, mode);
	if (out == -1) {
		rc = copy_failed(cx, "create", to);
	} else {
		rc = stream(cx, in, from, out, to, done);
		if (close(out) == -1 && rc == ERR_OK)
			rc = copy_failed(cx, "write", to);
		if (rc != ERR_OK)
			unlink(to);
	}
	close(in);
	return rc;
}

enum err
copy_hash(struct ctx *cx, const char *path, struct copied *done)
{
	int in = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum err rc;

	if (in == -1)
		return copy_failed(cx, "open", path);
	rc = stream(cx, in, path, -1, NULL, done);
	close(in);
	return rc;
}

enum err
copy_text(struct ctx *cx, const char *text, const char *to, mode_t mode)
{
	int out = create(to, mode);
	enum err rc = ERR_OK;

	if (out == -1)
		return copy_failed(cx, "create", to);
	if (!write_all(out, text, strlen(text)))
		rc = copy_failed(cx, "write", to);
	if (close(out) == -1 && rc == ERR_OK)
		rc = copy_failed(cx, "write", to);
	return rc;
}

enum err
copy_folder(struct ctx *cx, const char *path, mode_t mode)
{
	if (mkdir(path, mode) == 0 ? chmod(path, mode) == -1 : errno != EEXIST)
		return copy_failed(cx, "create folder", path);
	return ERR_OK;
}

enum err
copy_sync(struct ctx *cx, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err rc = ERR_OK;

	if (fd == -1)
		return copy_failed(cx, "open", path);
	if (syncfs(fd) == -1)
		rc = copy_failed(cx, "sync", path);
	close(fd);
	return rc;
}
