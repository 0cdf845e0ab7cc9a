/*
 * urlencoded.h - the text of an address or of a plain form, decoded once.
 */
#ifndef GUICHET_BASE_URLENCODED_H
#define GUICHET_BASE_URLENCODED_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/parse.h"

/* The most parameters and the most bytes (encoded) of one text. */
#define URLENCODED_PARAMS_MAX 200
#define URLENCODED_BYTES_MAX  ((size_t)1024 * 1024)

/*
 * Read application/x-www-form-urlencoded: pairs between "&", in order,
 * duplicates kept, "a" as "a=", empty pairs skipped, "+" a space.
 *
 * Whatever the outcome, *out and *nout are set: to the pairs that are
 * right, or, after PARSE_TOO_MANY, to the first of them; to none after
 * PARSE_TOO_LONG.
 */
enum parse urlencoded_read(struct arena *, const char *s, size_t len,
    struct param **out, size_t *nout) MUST_CHECK;

/*
 * The path of a request, decoded ("+" stays what it is), or NULL if it is
 * none: it does not begin with "/"; it has a bad escape, invalid UTF-8 or
 * a control character; an encoded "/"; an empty segment before the last,
 * or one that is "." or "..".
 */
const char *path_decode(struct arena *, const char *s, size_t len);

#endif
