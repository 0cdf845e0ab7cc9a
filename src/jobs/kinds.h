/*
 * kinds.h - what has to happen again and again, without anyone asking.
 */
#ifndef GUICHET_JOBS_KINDS_H
#define GUICHET_JOBS_KINDS_H

#include <stddef.h>

#include "base/ctx.h"

struct job_kind {
	const char *name;
	int every; /* seconds */
	enum err (*run)(struct ctx *);
};

extern const struct job_kind job_kinds[];
extern const size_t njob_kinds;

#define JOBS_MAX    16
#define JOB_WHY_MAX 200 /* bytes */

/* What the process knows of itself; zeros at first. */
struct jobs {
	struct job_state {
		int64_t next_at, started_at, took_ms;
		char why[JOB_WHY_MAX]; /* "" it did not fail */
	} state[JOBS_MAX];
	int64_t noted_at; /* when all that was written down */
};

/*
 * Run those that are due, or wanted now by an administrator, and note that
 * from time to time.  A kind that fails is logged and tried again at its
 * next time.
 */
void jobs_run_due(struct ctx *, struct jobs *);

#endif
