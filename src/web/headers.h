/*
 * headers.h - what every answer says to browsers, whoever makes it.
 *
 * The program sends these with its pages, and nginx, whose configuration
 * is made from the same table, with its own: static files and errors.
 */
#ifndef GUICHET_WEB_HEADERS_H
#define GUICHET_WEB_HEADERS_H

#include <stddef.h>

struct header {
	const char *name;
	const char *value;
	/* Of a stored file; NULL: the same. */
	const char *blob_value;
};

extern const struct header PAGE_HEADERS[];
extern const size_t PAGE_HEADER_COUNT;

/* With https alone. */
extern const struct header HSTS_HEADER;

#endif
