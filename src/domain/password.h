/*
 * password.h - what a password must be like.
 *
 * Long, and not among the first that anyone tries.  No rule on kinds of
 * characters: a passphrase in small letters is fine.
 */
#ifndef GUICHET_DOMAIN_PASSWORD_H
#define GUICHET_DOMAIN_PASSWORD_H

#include "base/ctx.h"
#include "domain/user.h"

/*
 * Is this password allowed for him?  NULL, or the key of what is wrong:
 * "password_short" (*n is the least length), "password_long",
 * "password_common".  Of `who` name, display_name and email count.
 */
const char *password_wrong(const struct ctx *, const struct user *who,
    const char *password, bool two_factor, int64_t *n);
/* The fewest characters that it has. */
int64_t password_least(const struct ctx *, bool two_factor);

#endif
