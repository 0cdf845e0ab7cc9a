/*
 * mime.h - the headers that tell a multipart body apart.
 *
 * As RFC 7578 has them and browsers send them: UTF-8 as it is, `\"` and
 * `\\` and the escapes %22, %0D and %0A in quoted strings.  "filename*" is
 * not for forms, and ignored.
 */
#ifndef GUICHET_EDGE_MIME_H
#define GUICHET_EDGE_MIME_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/parse.h"

#define MIME_BOUNDARY_MAX 70 /* bytes; RFC 2046 */
#define MIME_HEADERS_MAX  16 /* of one part */

/* Valid UTF-8 without NUL, in the arena. */
struct mime_part {
	const char *name;     /* of the field */
	const char *filename; /* its last segment, "" if it has none;
				 NULL: the part is text, no file */
};

/* The boundary that a Content-Type gives, or NULL if it is not
   multipart/form-data, or gives none, two, or one that is not allowed. */
const char *mime_boundary(struct arena *, const char *content_type);

/*
 * Read the header of a part: `len` bytes, each line with its CRLF,
 * without the empty line.  PARSE_HEADER if it is malformed, has a line
 * too many, or names no field; PARSE_UNSUPPORTED if the part is a
 * multipart of its own or comes encoded; PARSE_NAME; PARSE_FILENAME.
 *
 * Sets *out whatever the outcome; out->name is NULL if it is not known.
 */
enum parse mime_part_read(struct arena *, const char *head, size_t len,
    struct mime_part *out) MUST_CHECK;

#endif
