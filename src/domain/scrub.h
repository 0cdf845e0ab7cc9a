/*
 * scrub.h - stored files are read again, a few at a time, and hashed: disks
 * forget.
 */
#ifndef GUICHET_DOMAIN_SCRUB_H
#define GUICHET_DOMAIN_SCRUB_H

#include "base/ctx.h"
#include "store/store.h"

/* A job: so many files that all have been looked at in storage.scrub_days. */
enum err scrub_run(struct ctx *) MUST_CHECK;
#define SCRUB_EVERY 60 /* seconds */

/* Is the blob what its name says? */
enum blob_state { BLOB_GOOD, BLOB_MISSING, BLOB_CHANGED, BLOB_UNREAD };
enum blob_state scrub_look(struct ctx *, const char *sha256, int64_t *size);

/* The sentence for the log: what is wrong with it, and which tickets have
 * it. */
const char *scrub_words(
    struct ctx *, const char *sha256, enum blob_state) MUST_CHECK;

/* How many were bad when last looked at, and the end of the last round. */
enum err scrub_state(struct ctx *, int64_t *bad, int64_t *ended_at) MUST_CHECK;

/* ERR_FAULT, say "file_damaged", for a blob that is known to be bad. */
enum err scrub_known(struct ctx *, const char *sha256) MUST_CHECK;

#endif
