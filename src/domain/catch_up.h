/*
 * catch_up.h - what older versions have left is made as this one has it.
 */
#ifndef GUICHET_DOMAIN_CATCH_UP_H
#define GUICHET_DOMAIN_CATCH_UP_H

#include "base/ctx.h"

#define CATCH_UP_MAX 200 /* in a transaction: others want to write too */

/*
 * All of it, after a migration; nothing where it is done already.  Each part
 * is a function of the noun that it is about, that does up to CATCH_UP_MAX of
 * them in a transaction of its own and says how many there were.
 */
enum err catch_up(struct ctx *) MUST_CHECK;

#endif
