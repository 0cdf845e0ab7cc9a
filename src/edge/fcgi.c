#include "edge/fcgi.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sysexits.h>

#include <fastcgi.h>
#include <fcgiapp.h>

#include "base/log.h"
#include "edge/env.h"

#define SPOIL_PATIENCE 45 /* seconds: nginx waits 30 for a reader */
#define PIECE          ((size_t)1 << 30) /* libfcgi counts in int */

struct connection {
	struct exchange x; /* first: an exchange is one of these */
	FCGX_Request f;
	struct env env;
	bool ended;
};

static const char *
param(const struct exchange *x, const char *name)
{
	return env_get(&((const struct connection *)x)->env, name);
}

static ssize_t
read_body(struct exchange *x, void *buf, size_t len)
{
	FCGX_Stream *in = ((struct connection *)x)->f.in;
	int n;

	n = FCGX_GetStr(buf, (int)(len < PIECE ? len : PIECE), in);
	return FCGX_GetError(in) == 0 ? n : -1;
}

static bool
write_out(struct exchange *x, const void *data, size_t len)
{
	FCGX_Stream *out = ((struct connection *)x)->f.out;
	const char *p = data;

	while (len > 0) {
		int n = (int)(len < PIECE ? len : PIECE);

		if (FCGX_PutStr(p, n, out) != n)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return FCGX_GetError(out) == 0;
}

static bool
flush(struct exchange *x)
{
	return FCGX_FFlush(((struct connection *)x)->f.out) == 0;
}

/*
 * Read the head of the request that comes over fd; false if there is
 * none.
 *
 * libfcgi is not left to accept by itself, although that means to fill
 * in two of its members: its accept() has a moment in which a signal to
 * leave is overlooked until somebody else calls, and no time limit.
 */
static bool
begin(struct connection *c, int fd)
{
	c->ended = false;
	c->f.ipcFd = fd;
	c->f.keepConnection = 1; /* or FCGX_Accept_r() would close it first */
	if (FCGX_Accept_r(&c->f) != 0)
		return false;
	c->x.cut = false;
	c->x.fault = env_read(&c->env, c->f.envp);
	return true;
}

/*
 * nginx takes a connection that closes for the end of what it passes on, and
 * tells the reader that this was all; a record that is none makes it cut the
 * reader's connection too.  libfcgi writes whole records, so that this one
 * stands where the next would begin.
 */
static void
spoil(int fd)
{
	static const unsigned char no_record[FCGI_HEADER_LEN] = { 0xff };
	const struct timeval patience = { .tv_sec = SPOIL_PATIENCE };

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (send(fd, no_record, sizeof(no_record), MSG_NOSIGNAL) == -1)
		log_event(LOG_DEBUG, "cannot cut: %s", strerror(errno));
}

static void
end(struct connection *c)
{
	if (c->ended)
		return;
	c->ended = true;
	if (c->x.cut) {
		spoil(c->f.ipcFd);
		FCGX_Free(&c->f, 1);
		return;
	}
	/*
	 * On closing, libfcgi waits for a peer that may be sending still.
	 * One that has said all need not be waited for: a worker that
	 * goes on at once serves a quarter more requests.
	 */
	if (c->f.in != NULL && FCGX_GetChar(c->f.in) == EOF &&
	    FCGX_GetError(c->f.in) == 0)
		FCGX_Detach(&c->f);
	FCGX_Finish_r(&c->f);
	FCGX_Free(&c->f, 1); /* even if the peer asked to keep it open */
}

static void
done(struct exchange *x)
{
	end((struct connection *)x);
}

int
fcgi_loop(struct worker *w, answer_fn *fn, struct server *server)
{
	struct connection c = { .x = { .param = param,
				    .read = read_body,
				    .write = write_out,
				    .flush = flush,
				    .done = done } };
	int fd, status;

	/* No listener: see begin(). */
	if (FCGX_Init() != 0 ||
	    FCGX_InitRequest(&c.f, -1, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_event(LOG_ERROR, "cannot start libfcgi");
		return EX_SOFTWARE;
	}
	while ((fd = worker_accept(w, &status)) >= 0) {
		if (!begin(&c, fd)) {
			log_event(
			    LOG_WARNING, "a connection without a request");
		} else if (c.f.role != FCGI_RESPONDER) {
			log_event(LOG_WARNING, "a request for another role, %d",
			    c.f.role);
			FCGX_SetExitStatus(EX_UNAVAILABLE, c.f.out);
		} else {
			const char *id = env_get(&c.env, "REQUEST_ID");

			worker_at(w, id != NULL ? id : "");
			fn(server, &c.x);
		}
		end(&c);
		worker_idle(w);
	}
	return status;
}
