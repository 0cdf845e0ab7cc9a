/*
 * scan.h - the virus scan: which files may be sent, and how they come to
 * be scanned.
 *
 * Each file begins as pending.  The jobs process asks clamd, so that no
 * page waits for it, and the verdict goes to every file of the same bytes.
 * Infected bytes stay where they are, but nothing reads them any more: no
 * page, archive or backup; and a sweep removes them after scan.quarantine.
 */
#ifndef GUICHET_DOMAIN_SCAN_H
#define GUICHET_DOMAIN_SCAN_H

#include "domain/attachment.h"

/* What is shown of a file. */
enum file_state {
	FILE_PLAIN,     /* nothing: clean, or nobody scans */
	FILE_PENDING,   /* wait: it is not sent yet */
	FILE_UNSCANNED, /* sent, with a word of warning */
	FILE_HELD,      /* not scanned and not sent */
	FILE_INFECTED,  /* not sent, ever */
};

enum file_state scan_state(const struct ctx *, const struct attachment *);
/* May this file be sent to whoever may see it?  Everything that sends the
 * bytes of a file asks: one by one, in archives, made smaller or to read. */
bool scan_lets_pass(const struct ctx *, const struct attachment *);
/* The same: ERR_CONFLICT, say "file_pending", "file_held" or
 * "file_infected". */
enum err scan_gate(struct ctx *, const struct attachment *) MUST_CHECK;

/* Some of what waits for the scanner: a few seconds' worth. */
enum err scan_some(struct ctx *) MUST_CHECK;
/* Remove the bytes of what was infected long ago. */
enum err scan_sweep(struct ctx *) MUST_CHECK;

/* The scanner, as it was seen last. */
struct scanner {
	int64_t seen_at; /* 0: never */
	bool up;
	const char *version; /* and that of the signatures; "" unknown */
	const char *why;     /* it is not up */
};
struct scan_counts {
	int64_t waiting, oldest; /* when that came which waits longest, or 0 */
	int64_t unscanned, infected;
};
enum err scan_health(
    struct ctx *, struct scanner *, struct scan_counts *) MUST_CHECK;

#endif
