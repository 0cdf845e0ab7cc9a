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

/*
 * Run those that are due.  next[] has one time a kind, zeros at first;
 * a kind that fails is logged and tried again at its next time.
 */
void jobs_run_due(struct ctx *, int64_t next[]);

#endif
