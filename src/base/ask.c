#include "base/ask.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/err.h"

#define PATIENCE 20 /* seconds: more than a helper may take */

/* Room for the descriptors, as the kernel wants it. */
union control {
	struct cmsghdr align;
	char room[CMSG_SPACE(ASK_FDS * sizeof(int))];
};

static int
reach(const char *path)
{
	const struct timeval patience = { .tv_sec = PATIENCE };
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int conn;

	if (strlen(path) >= sizeof(to.sun_path))
		return -1;
	memcpy(to.sun_path, path, strlen(path) + 1);
	conn = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (conn == -1)
		return -1;
	setsockopt(conn, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(conn, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(conn, (const struct sockaddr *)&to, sizeof(to)) == 0)
		return conn;
	close(conn);
	return -1;
}

static bool
put(int conn, const struct question *q)
{
	struct iovec bytes = { (void *)(uintptr_t)q->bytes, q->len };
	union control control = { .room = { 0 } };
	struct msghdr msg = {
		.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control.room
	};
	struct cmsghdr *c = &control.align;
	size_t n = 0;

	while (n < ASK_FDS && q->fd[n] != -1)
		n++;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	memcpy(CMSG_DATA(c), q->fd, n * sizeof(int));
	msg.msg_controllen = CMSG_SPACE(n * sizeof(int));
	return sendmsg(conn, &msg, MSG_NOSIGNAL) == (ssize_t)q->len;
}

bool
ask(const char *socket, const struct question *q, void *answer, size_t len)
{
	int conn = reach(socket);
	bool good;

	if (conn == -1)
		return false;
	good = put(conn, q) &&
	    recv(conn, answer, len, MSG_WAITALL) == (ssize_t)len;
	close(conn);
	return good;
}

static void
take_descriptors(struct msghdr *msg, struct question *q)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(msg);
	size_t n;

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SCM_RIGHTS)
		return;
	n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	memcpy(q->fd, CMSG_DATA(c), (n < ASK_FDS ? n : ASK_FDS) * sizeof(int));
}

bool
ask_take(int conn, struct question *q)
{
	union control control;
	struct iovec bytes = { q->bytes, sizeof(q->bytes) };
	struct msghdr msg = { .msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = control.room,
		.msg_controllen = sizeof(control.room) };
	ssize_t n;

	for (size_t i = 0; i < ASK_FDS; i++)
		q->fd[i] = -1;
	do
		n = recvmsg(conn, &msg, MSG_CMSG_CLOEXEC);
	while (n == -1 && errno == EINTR);
	if (n <= 0)
		return false;
	q->len = (size_t)n;
	take_descriptors(&msg, q);
	return true;
}

void
ask_drop(struct question *q)
{
	for (size_t i = 0; i < ASK_FDS; i++) {
		if (q->fd[i] != -1)
			close(q->fd[i]);
		q->fd[i] = -1;
	}
}
