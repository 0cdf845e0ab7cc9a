#include "edge/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"

/* The code of a system call that failed. */
static enum err
code_of(int error)
{
	return error == EACCES || error == EPERM || error == EROFS ? ERR_DENIED
								   : ERR_FAULT;
}

static enum err
make_folder_of(struct ctx *cx, const char *path)
{
	char *folder = arena_strdup(cx->mem, path);
	char *slash = strrchr(folder, '/');

	if (slash == NULL || slash == folder)
		return ERR_OK;
	*slash = '\0';
	if (mkdir(folder, 0750) != 0 && errno != EEXIST)
		return err_fail(cx, code_of(errno),
		    "cannot make the folder \"%s\": %s", folder,
		    strerror(errno));
	return ERR_OK;
}

/* Take away what stands at the address, if nobody does. */
static enum err
clear(struct ctx *cx, const struct sockaddr_un *sun)
{
	const char *path = sun->sun_path;
	struct stat st;
	int fd, rc, error;

	if (lstat(path, &st) != 0) {
		if (errno == ENOENT)
			return ERR_OK;
		return err_fail(cx, code_of(errno), "cannot look at \"%s\": %s",
		    path, strerror(errno));
	}
	if (!S_ISSOCK(st.st_mode))
		return err_fail(
		    cx, ERR_CONFLICT, "\"%s\" is in the way: no socket", path);

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return err_fail(
		    cx, ERR_FAULT, "cannot make a socket: %s", strerror(errno));
	rc = connect(fd, (const struct sockaddr *)sun, sizeof(*sun));
	error = errno;
	close(fd);
	/* EAGAIN: somebody is there, and busy. */
	if (rc == 0 || error == EAGAIN)
		return err_fail(
		    cx, ERR_BUSY, "another program listens on \"%s\"", path);
	if (error != ECONNREFUSED)
		return err_fail(cx, code_of(error),
		    "cannot tell who listens on \"%s\": %s", path,
		    strerror(error));
	if (unlink(path) != 0 && errno != ENOENT)
		return err_fail(cx, code_of(errno),
		    "cannot remove the old socket \"%s\": %s", path,
		    strerror(errno));
	return ERR_OK;
}

enum err
listen_open(struct ctx *cx, const char *path, int backlog, int *out)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	mode_t mask;
	enum err rc;
	int fd, bound;

	if (strlen(path) >= sizeof(sun.sun_path))
		return err_fail(cx, ERR_INVALID,
		    "the path of a socket has %zu bytes at most: \"%s\"",
		    sizeof(sun.sun_path) - 1, path);
	memcpy(sun.sun_path, path, strlen(path) + 1);
	rc = make_folder_of(cx, path);
	if (rc == ERR_OK)
		rc = clear(cx, &sun);
	if (rc != ERR_OK)
		return rc;

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return err_fail(
		    cx, ERR_FAULT, "cannot make a socket: %s", strerror(errno));
	/* By umask, since chmod() would leave a moment with another mode. */
	mask = umask(0117);
	bound = bind(fd, (const struct sockaddr *)&sun, sizeof(sun));
	umask(mask);
	if (bound != 0 || listen(fd, backlog) != 0) {
		rc = err_fail(cx, code_of(errno), "cannot listen on \"%s\": %s",
		    path, strerror(errno));
		close(fd);
		return rc;
	}
	*out = fd;
	return ERR_OK;
}

/* Say who has the lock, as far as the file tells. */
static enum err
taken(struct ctx *cx, int fd, const char *path)
{
	char pid[24] = "";
	ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

	return err_fail(cx, ERR_BUSY,
	    "another guichet (process %ld) runs here already: it holds \"%s\"",
	    n > 0 ? strtol(pid, NULL, 10) : 0L, path);
}

enum err
pidfile_open(struct ctx *cx, const char *path, int *out)
{
	char pid[24];
	ssize_t n;
	enum err rc;
	int fd;

	rc = make_folder_of(cx, path);
	if (rc != ERR_OK)
		return rc;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		return err_fail(cx, code_of(errno), "cannot open \"%s\": %s",
		    path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		rc = errno == EWOULDBLOCK
		    ? taken(cx, fd, path)
		    : err_fail(cx, ERR_FAULT, "cannot lock \"%s\": %s", path,
			  strerror(errno));
		close(fd);
		return rc;
	}
	n = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n) {
		rc = err_fail(cx, ERR_FAULT, "cannot write to \"%s\": %s", path,
		    strerror(errno));
		close(fd);
		return rc;
	}
	*out = fd;
	return ERR_OK;
}

void
pidfile_close(int fd)
{
	if (ftruncate(fd, 0) != 0)
		log_event(LOG_WARNING,
		    "cannot empty the file of our process "
		    "id: %s",
		    strerror(errno));
	close(fd);
}
