/*
 * health.h - is this installation fit to serve?
 */
#ifndef GUICHET_DOMAIN_HEALTH_H
#define GUICHET_DOMAIN_HEALTH_H

#include "base/ctx.h"

/* How old the jobs process's last sign of life may be, in seconds. */
#define PROBE_MAX_AGE 90

struct health_row {
	const char *name; /* database, schema, jobs, blobs, disk */
	bool good;
	const char *detail;
};

#define HEALTH_MAX 8

struct health {
	struct health_row row[HEALTH_MAX];
	size_t count;
	bool good; /* every row is */
};

/* Never fails: what cannot be read is a row that is not good. */
void health_read(struct ctx *, struct health *);

/* For the overview: how many there are. */
struct totals {
	int64_t accounts, users[ROLE__MAX];
};
enum err health_totals(struct ctx *, struct totals *) MUST_CHECK;

#endif
