/*
 * worker.h - one process of a pool, as it sees itself.
 *
 * A worker takes connections from a listener that it shares with the
 * others of its pool, answers one at a time, and leaves when it is told
 * to (SIGTERM).  That signal is blocked: it interrupts no request, but
 * makes worker_accept() say that it is time to go.
 *
 * What it does stands in a slot of memory that it shares with the
 * supervisor, which kills who hangs and tells what a dead one was at.
 */
#ifndef GUICHET_EDGE_WORKER_H
#define GUICHET_EDGE_WORKER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define WORKER_WHAT_MAX 64 /* bytes, with the NUL */

/* Written by the worker, read by the supervisor, which believes no more
 * of it than it must: a worker may be anything's victim. */
struct worker_slot {
	_Atomic(int64_t) busy_since; /* monotonic_ms(); 0: idle */
	_Atomic(uint64_t) requests;  /* answered so far */
	atomic_bool ready;           /* it has come to accept */
	char what[WORKER_WHAT_MAX];  /* the request it is at, for the log */
};

struct worker {
	int listen_fd; /* O_NONBLOCK */
	int stop_fd;   /* readable when it is time to leave */
	int bell_fd;   /* an eventfd that wakes the supervisor */
	int patience;  /* seconds that a peer may be silent in a request */
	struct worker_slot *slot;
};

struct pool {
	const char *name; /* for the log */
	const char *socket_path;
	int workers;
	int backlog;
	int request_timeout; /* seconds; 0: no limit */
	bool is_private;     /* only our own user may connect */

	/* The life of a worker; returns its exit status.  One of
	 * <sysexits.h>, before all workers have come to accept for the
	 * first time, means that there is no point in trying again. */
	int (*run)(struct worker *, void *arg);
	void *arg;
};

/* Set up signals and stop_fd in a process that is to be a worker; false
 * and errno if that fails.  The other members are the caller's. */
bool worker_init(struct worker *);

/*
 * Wait for a connection, be busy with it, and return its descriptor,
 * which is the caller's to close.  A read from it fails after
 * so much silence as the worker has patience.  -1 if the worker is to leave:
 * *status is what to exit with.
 */
int worker_accept(struct worker *, int *status);
/* Name the request for the log; cut to WORKER_WHAT_MAX. */
void worker_at(struct worker *, const char *what);
/* The request is answered. */
void worker_idle(struct worker *);

/* Milliseconds of a clock that nobody sets. */
int64_t monotonic_ms(void);

#endif
