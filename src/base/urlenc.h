/*
 * urlenc.h - text into a component of an address.
 */
#ifndef GUICHET_BASE_URLENC_H
#define GUICHET_BASE_URLENC_H

#include "base/arena.h"

/*
 * Percent-encode every byte but letters, digits and "-._~" (RFC 3986's
 * unreserved), so that the result fits a path segment, a name or value
 * of a query, and an RFC 8187 parameter ("filename*=UTF-8''...") alike.
 */
char *url_encode(struct arena *, const char *);

#endif
