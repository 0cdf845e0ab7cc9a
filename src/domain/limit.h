/*
 * limit.h - limits as data: settings of guichet.conf that an administrator
 * may give another value, within bounds that the file and the program set.
 *
 * Those marked so in base/conf_table.c.  Their values stand in the database;
 * a process has settings of its own, in which they have taken the place of
 * the file's, and looks at each request whether they still are the latest.
 */
#ifndef GUICHET_DOMAIN_LIMIT_H
#define GUICHET_DOMAIN_LIMIT_H

#include "base/conf.h"
#include "base/ctx.h"

/* The settings of a process as they are now. */
struct limits {
	const struct conf *base; /* guichet.conf's */
	struct conf now;
	int64_t version; /* of the values in `now`; 0: none was read */
};

void limits_init(struct limits *, const struct conf *base);
/*
 * See to it that cx->conf has the latest values: one look at the database,
 * and another if they have changed, which *changed (or NULL) tells.
 */
enum err limits_refresh(
    struct ctx *, struct limits *, bool *changed) MUST_CHECK;

/* One limit, for the administrator's page. */
struct limit {
	const struct conf_key *key;
	const char *name;    /* "uploads.max_size" */
	int64_t value;       /* that counts */
	int64_t given;       /* by guichet.conf */
	int64_t least, most; /* that an administrator may set */
	bool set;            /* an administrator has: */
	int64_t changed_at;
	const char *changed_by;
	int64_t used; /* as its key in Lang.LimitUse says; -1: there
			 is nothing to count */
};

struct limit_list {
	struct limit *item;
	size_t count;
};

/* Nothing for who is no administrator. */
enum err limit_list(struct ctx *, struct limit_list *) MUST_CHECK;
/* ERR_NOTFOUND, likewise. */
enum err limit_get(struct ctx *, const char *name, struct limit *) MUST_CHECK;

/*
 * Give a limit a value, typed as in guichet.conf; "": that of guichet.conf
 * again.  `seen` is the value that was shown: if it is another by now,
 * ERR_CONFLICT, say "limit_changed".  ERR_INVALID, say "limit_range" or
 * "limit_form".
 */
enum err limit_set(
    struct ctx *, const char *name, const char *typed, int64_t seen) MUST_CHECK;

#endif
