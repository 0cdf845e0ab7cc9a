/*
 * helper.h - the life of a process that reads hostile bytes for others.
 *
 * It opens what it needs, fences itself in (no files, no network), and
 * then has a child for each question (base/ask.h), which has less still:
 * few system calls, seconds of processor time, a bound of memory.  What
 * it does to itself dies with it.
 */
#ifndef GUICHET_EDGE_HELPER_H
#define GUICHET_EDGE_HELPER_H

#include "base/ask.h"
#include "base/ctx.h"
#include "edge/worker.h"

#define HELPER_ANSWER_MAX 64

struct helper {
	const char *name;
	const char *const *calls; /* a child's; see base/sandbox.h */
	int seconds;              /* of processor time */
	size_t memory;            /* bytes of address space */
	size_t answer_len;        /* bytes, HELPER_ANSWER_MAX at most */

	/* In the child: answer a question.  The first byte must not be 0,
	 * which says that the child died over it. */
	void (*answer)(const struct question *, void *out);
};

/* Until it is told to leave; returns what to exit with. */
int helper_loop(struct worker *, struct ctx *, const struct helper *);

#endif
