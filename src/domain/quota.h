/*
 * quota.h - how many tickets an account may have open at a time.
 */
#ifndef GUICHET_DOMAIN_QUOTA_H
#define GUICHET_DOMAIN_QUOTA_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

#define QUOTA_NONE (-1) /* no limit */
#define QUOTA_MAX  65535

struct quota {
	const char *problem_type_id; /* "" all kinds together */
	const char *name, *product;  /* of that kind; "" where it is all */
	int64_t total, open;
};

struct quota_list {
	struct quota *item;
	size_t count;
};

/* Those of the actor's own account. */
enum err quota_mine(struct ctx *, struct quota_list *) MUST_CHECK;
/* Of these the one for that kind of problem ("" all together), or NULL. */
const struct quota *quota_find(
    const struct quota_list *, const char *problem_type_id);

/* Within the act that opens a ticket: ERR_CONFLICT (say "quota_full", say_n
 * the limit) if the account has as many open as it may, of that kind or
 * altogether. */
enum err quota_check(struct ctx *, const char *problem_type_id) MUST_CHECK;

/* For an administrator: those of an account, and a new one for a kind of
 * problem; QUOTA_NONE takes it away.  ERR_INVALID: "quota_range",
 * "unknown_choice". */
enum err quota_of(
    struct ctx *, int64_t account, struct quota_list *) MUST_CHECK;
enum err quota_set(struct ctx *, int64_t account, const char *problem_type_id,
    int64_t total) MUST_CHECK;
/* Every kind of problem there is: only the names count. */
enum err quota_kinds(struct ctx *, struct quota_list *) MUST_CHECK;

#endif
