#include "edge/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sysexits.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"

/* What a worker is born with may be anything: the supervisor's parent may
 * have ignored signals, and libfcgi takes those that are left alone. */
static const struct {
	int sig;
	void (*how)(int);
} disposition[] = {
	{ SIGHUP, SIG_DFL }, { SIGINT, SIG_DFL }, { SIGQUIT, SIG_DFL },
	{ SIGALRM, SIG_DFL }, { SIGTERM, SIG_DFL }, { SIGCHLD, SIG_DFL },
	{ SIGUSR2, SIG_DFL }, { SIGXCPU, SIG_DFL },
	{ SIGPIPE, SIG_IGN }, /* the write says so */
	{ SIGUSR1, SIG_IGN }, /* libfcgi would cut requests off */
};

int64_t
monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

bool
worker_init(struct worker *w)
{
	sigset_t set;

	for (size_t i = 0; i < NELEM(disposition); i++) {
		struct sigaction act = { .sa_handler = disposition[i].how };

		if (sigaction(disposition[i].sig, &act, NULL) != 0)
			return false;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_SETMASK, &set, NULL) != 0)
		return false;
	w->stop_fd = signalfd(-1, &set, SFD_CLOEXEC);
	return w->stop_fd >= 0;
}

/* From now on the supervisor may send the one that this one replaces. */
static void
become_ready(struct worker *w)
{
	const uint64_t one = 1;

	if (atomic_exchange(&w->slot->ready, true))
		return;
	worker_idle(w);
	atomic_store(&w->slot->requests, 0);
	if (write(w->bell_fd, &one, sizeof(one)) < 0)
		log_event(LOG_ERROR, "cannot ring the supervisor: %s",
		    strerror(errno));
}

/* Did accept() fail for this connection only? */
static bool
is_passing(int error)
{
	return error == EAGAIN || error == ECONNABORTED || error == EINTR;
}

int
worker_accept(struct worker *w, int *status)
{
	const struct timeval patience = { .tv_sec = w->patience };
	struct pollfd on[] = {
		{ .fd = w->stop_fd, .events = POLLIN },
		{ .fd = w->listen_fd, .events = POLLIN },
	};
	int fd;

	become_ready(w);
	/* The listener does not block: another worker may be quicker. */
	do {
		fd = -1;
		if (poll(on, NELEM(on), -1) < 0)
			continue;
		*status = EX_OK;
		if (on[0].revents != 0)
			return -1;
		fd = accept4(w->listen_fd, NULL, NULL, SOCK_CLOEXEC);
	} while (fd < 0 && is_passing(errno));

	if (fd < 0) {
		log_event(LOG_ERROR, "cannot accept: %s", strerror(errno));
		*status = EX_OSERR;
		return -1;
	}
	atomic_store(&w->slot->busy_since, monotonic_ms());
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

void
worker_at(struct worker *w, const char *what)
{
	size_t len = strnlen(what, sizeof(w->slot->what) - 1);

	memcpy(w->slot->what, what, len);
	w->slot->what[len] = '\0';
}

void
worker_idle(struct worker *w)
{
	w->slot->what[0] = '\0';
	atomic_fetch_add(&w->slot->requests, 1);
	atomic_store(&w->slot->busy_since, 0);
}
