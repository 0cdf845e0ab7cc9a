/*
 * tzif.h - the inside of a zone, and how it is read from a file.
 *
 * For tz.c and its tests only.
 */
#ifndef GUICHET_BASE_TZIF_H
#define GUICHET_BASE_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TZ_NAME_MAX 64

/* The calendar repeats, weekdays and all, after 400 years. */
#define TZ_CYCLE ((int64_t)146097 * 86400) /* seconds */

/* No clock on earth is further from UTC than this, in seconds. */
#define TZ_OFFSET_MAX (26 * 3600)

struct tz_type {
	int32_t offset; /* seconds east of UTC */
	uint16_t abbr;  /* where in abbrs */
};

/*
 * Time is cut into count + 1 spans, in each of which the clock keeps
 * one type: span i begins at at[i - 1] and ends before at[i].  The
 * first span has no beginning and the last no end, unless the zone is
 * periodic: then the TZ_CYCLE before the last change repeats for ever.
 */
struct tz {
	char name[TZ_NAME_MAX + 1];
	bool periodic;
	size_t count;                /* changes of the clock */
	const int64_t *at;           /* their Unix seconds, ascending */
	const uint8_t *type;         /* of each span, an index of types */
	const struct tz_type *types; /* of the clock */
	const char *abbrs;           /* NUL-terminated, one after another */
};

/*
 * The zone that a TZif file (RFC 8536, version 2 and later) describes;
 * free() it.  NULL if the bytes are anything else, or count leap
 * seconds, which Unix time does not.
 */
struct tz *tzif_read(const void *bytes, size_t len);

/* A zone of one type; free() it.  `abbr` is copied. */
struct tz *tzif_fixed(int offset, const char *abbr);

#endif
