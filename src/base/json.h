/*
 * json.h - write JSON text, in order, into an arena.
 *
 * What it writes may stand in HTML too: <, > and & are escaped, and the
 * two line ends that JavaScript knows and JSON does not.
 */
#ifndef GUICHET_BASE_JSON_H
#define GUICHET_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A string with its quotes, wherever it is to stand. */
void json_string(struct buf *, const char *);

struct json {
	struct buf out; /* the text so far */
	bool comma;     /* before the next member */
};

void json_init(struct json *, struct arena *);
/* bracket is { or [; name is NULL outside of an object. */
void json_open(struct json *, const char *name, char bracket);
void json_close(struct json *, char bracket);
/* The value is valid UTF-8. */
void json_text(struct json *, const char *name, const char *value);
void json_int(struct json *, const char *name, int64_t value);
void json_bool(struct json *, const char *name, bool value);

#endif
