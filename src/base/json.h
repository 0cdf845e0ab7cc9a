/*
 * json.h - JSON, written.
 */
#ifndef GUICHET_BASE_JSON_H
#define GUICHET_BASE_JSON_H

#include "base/buf.h"

/* A string with its quotes.  What HTML or a script might take for its own
 * (<, >, &, U+2028, U+2029) is escaped too. */
void json_string(struct buf *, const char *utf8);

#endif
