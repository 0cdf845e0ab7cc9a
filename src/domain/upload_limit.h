/*
 * upload_limit.h - limits of files for some: the users of a role, the tickets
 * of a kind of problem.
 *
 * What is set for a kind of problem counts before what is set for a role, and
 * that before what counts for everybody (domain/limit.h); nothing is over the
 * ceilings of guichet.conf.  Whoever reads limits of uploads reads them of
 * cx->conf, after upload_limit_apply().
 */
#ifndef GUICHET_DOMAIN_UPLOAD_LIMIT_H
#define GUICHET_DOMAIN_UPLOAD_LIMIT_H

#include <stddef.h>

#include "base/ctx.h"

#define UPLOAD_TYPES_MAX 400 /* characters */

/* The values of one, in this order. */
enum upload_value {
	UPLOAD_COUNT,
	UPLOAD_SIZE,
	UPLOAD_CHUNKED,
	UPLOAD_VOLUME,
	UPLOAD__MAX
};

struct upload_limit {
	const char *scope;          /* "role-0", "type-ID" */
	const char *name, *product; /* of a kind of problem, or "" */
	int64_t value[UPLOAD__MAX]; /* -1: as for everybody */
	const char *types;          /* "": likewise */
};

struct upload_limit_list {
	struct upload_limit *item;
	size_t count;
};

/* The key of guichet.conf that value i overrides: "uploads.max_count". */
const char *upload_limit_key(enum upload_value);

/*
 * From here on cx->conf has the limits that count for the actor, in a form
 * about that kind of problem (may be "" or unknown) or that ticket (or 0).
 */
enum err upload_limit_apply(
    struct ctx *, const char *problem_type_id, int64_t ticket) MUST_CHECK;

/* For an administrator, others get none: those that are set. */
enum err upload_limit_list(struct ctx *, struct upload_limit_list *) MUST_CHECK;
/*
 * Set one, values typed as in guichet.conf, "" as for everybody; where all
 * are, it is removed.  *wrong is the value that is (UPLOAD__MAX: the types)
 * with ERR_INVALID, say "limit_form", "limit_range", "limit_types" or, with
 * *wrong -1, "unknown_choice".
 */
enum err upload_limit_set(struct ctx *, const char *scope,
    const char *const typed[UPLOAD__MAX], const char *types,
    int *wrong) MUST_CHECK;

#endif
