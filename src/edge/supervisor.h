/*
 * supervisor.h - keep pools of workers running.  Knows nothing of HTTP.
 *
 * The supervisor binds each pool's socket and forks its workers, which
 * inherit the listener; it reads nothing that comes from outside.  No
 * request is its business, so hardly anything can bring it down, and the
 * death of a worker is an everyday event:
 *
 *   who dies       is replaced at once, in 50 ms if that happens again and
 *                  again; workers that die before they come to accept are
 *                  tried ever more slowly, up to every 5 s
 *   who hangs      at one request for longer than the pool allows, or is
 *                  stopped, is killed and replaced
 *   SIGHUP         replaces all, one at a time: an old worker is told to
 *                  leave when the new one accepts, so that nobody waits.
 *                  If a new one dies before that, the old ones stay
 *   SIGTERM, INT   tells all workers to leave, which they do after the
 *                  request they are at; kills who does not in time
 *   kill -9        workers whose supervisor is gone leave likewise
 *
 * A worker has its own process group, so that Ctrl-C reaches only the
 * supervisor.  It starts with four descriptors: the listener is 0, as
 * FastCGI has it, 1 and 2 are the supervisor's, 3 is the bell; whatever
 * else is needed it opens itself.  To change its user is to lose the
 * signal that tells it of the supervisor's death: drop rights before.
 */
#ifndef GUICHET_EDGE_SUPERVISOR_H
#define GUICHET_EDGE_SUPERVISOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"
#include "edge/worker.h"

struct supervisor {
	const char *pidfile; /* locked: one supervisor for each */
	const struct pool *pool;
	size_t npools;
	int drain;     /* seconds that a worker has to finish a request */
	bool dumpable; /* workers may leave core dumps, and be traced */

	/* Called on SIGHUP; false: keep the workers.  NULL: none. */
	bool (*reload)(void *arg);
	void *arg;
};

/*
 * Run until SIGTERM or SIGINT; returns what to exit with.  If it is not
 * EX_OK, cx->why says why: EX_TEMPFAIL, another supervisor has the lock,
 * or somebody listens at a socket; EX_UNAVAILABLE, what stands there is no
 * socket; EX_CANTCREAT, EX_NOPERM, EX_CONFIG, EX_OSERR; or the status of a
 * worker that could not begin.
 */
int supervisor_run(struct ctx *, const struct supervisor *) MUST_CHECK;

#endif
