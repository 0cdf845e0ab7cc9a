/*
 * collect.h - the end of stored files that nobody names any more.
 *
 * A blob goes when no row has named it for storage.gc_delay, and never while
 * a backup is made.  Against an upload of the same bytes in the same moment:
 *
 *	upload			collector, in a transaction that writes
 *	1 link, or touch	A is it waste of that age?
 *	2 insert the row	B does no row name it?
 *				C is it untouched for that long?
 *				D unlink
 *
 * 1 and C, D exclude each other by a lock on the blob's folder: either the
 * blob is touched before C, and stays at least as long again, or it is linked
 * anew after D.  2 and A, B exclude each other by the write lock, and with
 * the row goes the blob's mark as waste (a trigger).
 */
#ifndef GUICHET_DOMAIN_COLLECT_H
#define GUICHET_DOMAIN_COLLECT_H

#include "base/ctx.h"

/* Mark what is not named in a part of the folders, 0 to COLLECT_PARTS - 1,
 * and remove what has been marked long enough, wherever it is. */
#define COLLECT_PARTS 16
enum err collect_part(struct ctx *, unsigned part) MUST_CHECK;

/* A job: that of one part after the other. */
#define COLLECT_EVERY 60 /* seconds */
enum err collect_run(struct ctx *) MUST_CHECK;

#endif
