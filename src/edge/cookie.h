/*
 * cookie.h - one cookie out of the header that carries them all.
 */
#ifndef GUICHET_EDGE_COOKIE_H
#define GUICHET_EDGE_COOKIE_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * The value of the cookie `name` in a Cookie header (NULL: no header), as
 * a copy; NULL if there is none, or if its value has a byte that RFC 6265
 * does not allow there.  Quotes are such bytes: we never send them.
 *
 * A name that comes more than once sets *twice and gives NULL as well:
 * somebody planted the second, and which of them is ours is not to be
 * guessed.  Other cookies, well-formed or not, change nothing.
 */
const char *cookie_get(
    struct arena *, const char *header, const char *name, bool *twice);

#endif
