/*
 * job.h - what the jobs process does, as an administrator sees it.
 *
 * The process keeps its own time and notes what it did every few seconds; a
 * kind that is wanted now it finds here, within about a second.
 */
#ifndef GUICHET_DOMAIN_JOB_H
#define GUICHET_DOMAIN_JOB_H

#include "base/ctx.h"

struct job {
	const char *kind;
	int64_t every; /* seconds between two runs */
	int64_t started_at, took_ms, next_at;
	const char *why;       /* it failed: for the log; "" it did not */
	int64_t wanted_at;     /* 0: it is not */
	const char *wanted_by; /* "" likewise */
};

struct job_list {
	struct job *item;
	size_t count;
};

/* By the jobs process: what its kinds did last. */
enum err job_note(struct ctx *, const struct job *, size_t n) MUST_CHECK;
/* The same: the kinds that are wanted now, and are so no more. */
enum err job_take_wanted(struct ctx *, struct job_list *) MUST_CHECK;

/* By name, for an administrator; nothing for anybody else. */
enum err job_list(struct ctx *, struct job_list *) MUST_CHECK;
/* He wants it now.  ERR_NOTFOUND if there is no such kind, or it is not for
 * him. */
enum err job_want(struct ctx *, const char *kind) MUST_CHECK;

#endif
