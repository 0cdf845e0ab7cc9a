/*
 * scan.h - rows of the virus scan: the queue, its verdicts, the quarantine.
 *
 * As in store.h: rows in, structs out.  domain/scan.h has the rules.  The
 * verdict goes to all files with those bytes that wait for one.
 */
#ifndef GUICHET_STORE_SCAN_H
#define GUICHET_STORE_SCAN_H

#include "base/crypto.h"
#include "domain/scan.h"
#include "store/store.h"

struct scan_job {
	char sha256[HEX_LEN];
	int64_t size;
	int tries; /* before this one */
};
/* What of infected bytes is told where. */
struct scan_find {
	const char *id, *name, *owner;
	int64_t ticket; /* 0: unbound */
	bool note;
};
enum err store_scan_next(
    struct ctx *, bool *found, struct scan_job *) MUST_CHECK;
/* *changed false: somebody else has it. */
enum err store_scan_claim(
    struct ctx *, const char *sha256, int64_t until, bool *changed) MUST_CHECK;
enum err store_scan_let_go(
    struct ctx *, const char *sha256, int64_t at) MUST_CHECK;
enum err store_scan_clean(struct ctx *, const char *sha256) MUST_CHECK;
/* at 0: not again; unscanned: it is none of those that are pending. */
enum err store_scan_again(
    struct ctx *, const char *sha256, int64_t at, bool unscanned) MUST_CHECK;
enum err store_scan_found_in(struct ctx *, const char *sha256,
    struct scan_find **out, size_t *n) MUST_CHECK;
enum err store_scan_infected(
    struct ctx *, const char *sha256, const char *found) MUST_CHECK;
enum err store_scan_tell(
    struct ctx *, int64_t ticket, bool visible, struct log_new *log) MUST_CHECK;
enum err store_scan_anew(struct ctx *, int64_t since) MUST_CHECK;
/* *found: NULL if nothing was found in such bytes before. */
enum err store_infected_get(
    struct ctx *, const char *sha256, const char **found) MUST_CHECK;
struct infected {
	const char *sha256;
};
enum err store_infected_kept(
    struct ctx *, int64_t before, struct infected **out, size_t *n) MUST_CHECK;
enum err store_infected_removed(struct ctx *, const char *sha256) MUST_CHECK;
enum err store_scanner_get(struct ctx *, struct scanner *) MUST_CHECK;
enum err store_scanner_put(struct ctx *, const struct scanner *) MUST_CHECK;
enum err store_scan_counts(struct ctx *, struct scan_counts *) MUST_CHECK;

#endif
