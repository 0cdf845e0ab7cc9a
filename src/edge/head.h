/*
 * head.h - the header block of a response, written in one way only.
 *
 * Which headers there are is an enum, and a value is visible ASCII and
 * blanks: what came from outside can neither end a line nor name a header
 * of its own.  A value that is anything else spoils the whole head.
 */
#ifndef GUICHET_EDGE_HEAD_H
#define GUICHET_EDGE_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum header_name {
	HEADER_ALLOW,
	HEADER_CACHE_CONTROL,
	HEADER_CLEAR_SITE_DATA,
	HEADER_CONTENT_DISPOSITION,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_ETAG,
	HEADER_LOCATION,
	HEADER_RETRY_AFTER,
	HEADER_SET_COOKIE,
	HEADER_UPLOAD_LENGTH,
	HEADER_UPLOAD_OFFSET,
	HEADER_VARY,
	HEADER_X_ACCEL_BUFFERING,
	HEADER_X_ACCEL_REDIRECT,
	HEADER_X_REQUEST_ID,
	HEADER__MAX
};

struct head {
	struct buf out;
	const char *wrong; /* name of the header that is, or NULL */
};

void head_begin(struct head *, struct arena *, int status);
void head_put(struct head *, enum header_name, const char *value);
void head_put_int(struct head *, enum header_name, int64_t value);
/* What every answer carries: PAGE_HEADERS, and with https HSTS. */
void head_put_common(struct head *, bool https);
/* The block with its empty line, or NULL if a value was wrong. */
const char *head_end(struct head *);

#endif
