/*
 * process.h - a worker as its supervisor sees it: begun, told to leave,
 * killed, and mentioned in the log.
 */
#ifndef GUICHET_EDGE_PROCESS_H
#define GUICHET_EDGE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/log.h"
#include "edge/worker.h"

#define NEVER INT64_MAX

/* What workers are born with. */
struct birth {
	const struct pool *pool;
	int listen_fd, bell_fd;
	bool dumpable; /* may leave core dumps, and be traced */
};

struct process {
	pid_t pid; /* 0: there is none */
	const struct pool *pool;
	struct worker_slot *slot;
	int64_t started; /* monotonic_ms(), as all times here */
	int64_t kill_at; /* 0: not told to leave; NEVER: killed */
	unsigned generation;
};

/* Fork a worker, which has nothing but what `birth` gives it; false if
 * there is no process to be had. */
bool process_start(
    struct process *, const struct birth *, struct worker_slot *);
bool process_ready(const struct process *); /* it has come to accept */

/* Once only; it is given `drain` seconds. */
void process_tell(struct process *, int drain);
void process_kill(struct process *);
/* Kill it if it is late, or hangs at a request. */
void process_check(struct process *);

/* Log a sentence about it, or its end, with the status of waitpid(). */
#define process_say(level, p, sentence)                                        \
	process_say_at((level), (p), __FILE__ ":" STR_(__LINE__), (sentence))
void process_say_at(enum log_level, const struct process *, const char *where,
    const char *sentence);
void process_say_end(const struct process *, int status);

#endif
