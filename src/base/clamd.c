#include "base/clamd.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define PIECE 65536 /* bytes of the file sent at once */

/* One question: a connection, and when it has to be over. */
struct talk {
	int conn;
	int64_t until; /* ms */
	char *text;
};

static int64_t
monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void
say(char text[CLAMD_TEXT], const char *s)
{
	snprintf(text, CLAMD_TEXT, "%s", s);
}

/* Wait until it can be read from or written to; false: the time is over. */
static bool
is_ready(const struct talk *t, short events)
{
	struct pollfd p = { .fd = t->conn, .events = events };
	int64_t left;
	int n;

	do {
		left = t->until - monotonic_ms();
		n = left <= 0 ? 0 : poll(&p, 1, (int)left);
	} while (n == -1 && errno == EINTR);
	return n == 1;
}

static bool
dial(struct talk *t, const struct clamd *c, char text[CLAMD_TEXT])
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };

	t->until = monotonic_ms() + (int64_t)c->timeout * 1000;
	t->text = text;
	t->conn = socket(
	    AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (t->conn == -1) {
		say(text, strerror(errno));
		return false;
	}
	if (strlen(c->socket) < sizeof(to.sun_path)) {
		memcpy(to.sun_path, c->socket, strlen(c->socket) + 1);
		if (connect(
			t->conn, (const struct sockaddr *)&to, sizeof(to)) == 0)
			return true;
	} else {
		errno = ENAMETOOLONG;
	}
	/* EAGAIN: so many wait already that it does not take one more. */
	say(text, strerror(errno));
	close(t->conn);
	return false;
}

static bool
put(const struct talk *t, const void *p, size_t len)
{
	const char *at = p;

	while (len > 0) {
		ssize_t n = send(t->conn, at, len, MSG_NOSIGNAL);

		if (n >= 0) {
			at += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN ? !is_ready(t, POLLOUT)
					   : errno != EINTR) {
			return false;
		}
	}
	return true;
}

/* A byte that nobody reads, and the descriptor with it. */
static bool
put_descriptor(const struct talk *t, int fd)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { .room = { 0 } };
	char nothing[1] = { 0 };
	struct iovec byte = { nothing, 1 };
	struct msghdr msg = { .msg_iov = &byte,
		.msg_iovlen = 1,
		.msg_control = control.room,
		.msg_controllen = sizeof(control.room) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(int));
	return is_ready(t, POLLOUT) &&
	    sendmsg(t->conn, &msg, MSG_NOSIGNAL) == 1;
}

/* Its answer, which ends with a NUL: what does not was broken off. */
static bool
take(const struct talk *t, char answer[CLAMD_TEXT])
{
	size_t len = 0;

	while (len < CLAMD_TEXT) {
		ssize_t n = recv(t->conn, answer + len, CLAMD_TEXT - len, 0);

		if (n > 0) {
			len += (size_t)n;
			if (memchr(answer, '\0', len) != NULL)
				return true;
		} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
			say(t->text, "it broke off");
			return false;
		} else if (!is_ready(t, POLLIN)) {
			say(t->text, "no answer in time");
			return false;
		}
	}
	say(t->text, "its answer is too long");
	return false;
}

static bool
ends_with(const char *s, const char *end)
{
	size_t len = strlen(s);

	return len >= strlen(end) && strcmp(s + len - strlen(end), end) == 0;
}

/* "stream: Win.Test.EICAR_HDB-1 FOUND" */
static enum clamd_answer
judge(const char *answer, char text[CLAMD_TEXT])
{
	const char *what = strstr(answer, ": ");
	size_t len;

	what = what == NULL ? answer : what + 2;
	say(text, what);
	if (strcmp(what, "OK") == 0)
		return CLAMD_CLEAN;
	if (strstr(what, "size limit exceeded") != NULL)
		return CLAMD_PARTLY;
	if (!ends_with(what, " FOUND"))
		return CLAMD_FAILED;
	len = strlen(what) - strlen(" FOUND");
	text[len] = '\0';
	/* With AlertExceedsMax its limits are alerts. */
	return strncmp(what, "Heuristics.Limits.", 18) == 0 ? CLAMD_PARTLY
							    : CLAMD_INFECTED;
}

static bool
put_piece(const struct talk *t, const unsigned char *p, size_t n)
{
	const unsigned char head[4] = { (unsigned char)(n >> 24),
		(unsigned char)(n >> 16), (unsigned char)(n >> 8),
		(unsigned char)n };

	return put(t, head, sizeof(head)) && put(t, p, n);
}

static bool
put_stream(const struct talk *t, int fd)
{
	unsigned char piece[PIECE];
	off_t at = 0;
	ssize_t n;

	if (!put(t, "zINSTREAM", sizeof("zINSTREAM")))
		return false;
	do {
		n = pread(fd, piece, sizeof(piece), at);
		/* None at the end is its end. */
		if (n == -1 || !put_piece(t, piece, (size_t)n))
			return false;
		at += n;
	} while (n > 0);
	return true;
}

static bool
put_file(const struct talk *t, int fd)
{
	return put(t, "zFILDES", sizeof("zFILDES")) && put_descriptor(t, fd);
}

typedef bool put_fn(const struct talk *, int fd);

static enum clamd_answer
ask(const struct clamd *c, put_fn *question, int fd, char text[CLAMD_TEXT])
{
	char answer[CLAMD_TEXT];
	enum clamd_answer a = CLAMD_SILENT;
	struct talk t;

	if (!dial(&t, c, text))
		return CLAMD_DOWN;
	say(text, "it broke off");
	/* One that has enough says why, and does not read to the end. */
	(void)!question(&t, fd);
	if (take(&t, answer))
		a = judge(answer, text);
	close(t.conn);
	return a;
}

enum clamd_answer
clamd_scan(const struct clamd *c, int fd, char text[CLAMD_TEXT])
{
	enum clamd_answer a = ask(c, put_file, fd, text);

	if (a == CLAMD_FAILED &&
	    (strstr(text, "UNKNOWN COMMAND") != NULL ||
		strstr(text, "escriptor") != NULL))
		a = ask(c, put_stream, fd, text);
	return a;
}

static bool
put_version(const struct talk *t, int fd)
{
	(void)fd;
	return put(t, "zVERSION", sizeof("zVERSION"));
}

enum clamd_answer
clamd_version(const struct clamd *c, char text[CLAMD_TEXT])
{
	enum clamd_answer a = ask(c, put_version, -1, text);

	if (a == CLAMD_FAILED && strncmp(text, "ClamAV ", 7) == 0)
		return CLAMD_CLEAN;
	return a;
}
