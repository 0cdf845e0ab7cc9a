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
struct slot {
	_Atomic(int64_t) busy_since; /* monotonic seconds; 0: idle */
	_Atomic(uint64_t) requests;  /* answered so far */
	atomic_bool ready;           /* it has come to accept */
	char what[WORKER_WHAT_MAX];  /* the request it is at, for the log */
};

struct worker {
	const char *pool; /* name, for the log */
	int listen_fd;    /* O_NONBLOCK */
	int stop_fd;      /* readable when it is time to leave */
	int bell_fd;      /* an eventfd that wakes the supervisor */
	int patience;     /* seconds that a peer may be silent in a request */
	struct slot *slot;
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

/* Seconds of a clock that nobody sets. */
int64_t monotonic_seconds(void);

#endif
