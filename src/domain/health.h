/*
 * health.h - is this installation fit to serve?
 */
#ifndef GUICHET_DOMAIN_HEALTH_H
#define GUICHET_DOMAIN_HEALTH_H

#include "domain/scan.h"

/* How old the jobs process's last sign of life may be, in seconds. */
#define PROBE_MAX_AGE 90

struct health_row {
	const char *name; /* database, schema, jobs, blobs, disk; and wal, keys,
			     clock, space, ballast, scrub, fence, scan */
	bool good;
	const char *detail; /* for who watches from outside */
};

#define HEALTH_MAX 20

struct health {
	struct health_row row[HEALTH_MAX];
	size_t count;
	bool good; /* every row is */
};

/* Never fails: what cannot be read is a row that is not good. */
void health_read(struct ctx *, struct health *);

/*
 * More of it, for an administrator: the checks besides that no request
 * depends on, and figures.  Sizes are in bytes; -1 where one cannot be read.
 */
struct health_figures {
	int64_t database, wal, disk_free;
	int64_t schema;
	const struct scanner *scanner; /* NULL: nobody scans */
	struct scan_counts scan;
	const char *fence; /* what holds this process, or NULL: nothing */
	int64_t probe_at;  /* when the jobs process was last seen; 0 never */
	/* When all stored files had been looked at for the last time. */
	int64_t scrubbed_at;
};
void health_more(struct ctx *, struct health *, struct health_figures *);

/* For the overview: how many there are. */
struct totals {
	int64_t accounts, users[ROLE__MAX];
};
enum err health_totals(struct ctx *, struct totals *) MUST_CHECK;

#endif
