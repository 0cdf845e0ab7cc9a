/*
 * tz.h - the calendar, and the clock of any place.
 *
 * Times are Unix seconds everywhere; only what a person reads or types
 * goes through here.  The calendar is the Gregorian one, carried back
 * before 1582 as ISO 8601 does.  Nothing here looks at TZ or calls the
 * C library's time functions, so that one process serves every zone.
 */
#ifndef GUICHET_BASE_TZ_H
#define GUICHET_BASE_TZ_H

#include <stddef.h>
#include <stdint.h>

struct tz;

/* A moment as a calendar and a clock on the wall show it. */
struct civil {
	int64_t year;
	int month, day;           /* 1..12, 1..31 */
	int hour, minute, second; /* 0..23, 0..59, 0..59 */
	int weekday;              /* 0 is Sunday */
	int offset;               /* seconds east of UTC */
	const char *abbr;         /* "CET"; lives as long as its zone */
};

/*
 * The zone of that name, or NULL if there is none.  Names are those of
 * the tz database ("Asia/Shanghai"), and fixed offsets as the JSON API
 * writes them: "GMT+8", "GMT+08:00", "GMT-0530", "UTC+1", where + is
 * east.  Any text is safe to ask for.
 *
 * The last TZ_CACHED zones asked for are kept, so a zone is good until
 * that many others have been asked for: do not keep it beyond a request.
 */
#define TZ_CACHED 64
const struct tz *tz_get(const char *name);

/* Always there, and good for ever. */
const struct tz *tz_utc(void);

/*
 * What to offer in a form: a place for every country and zone, sorted,
 * and "UTC".  Kept for the process.
 */
const char *const *tz_names(size_t *n);

/* Forget all zones and names. */
void tz_close(void);

/* Any time that there is; pure, about 20 ns. */
void tz_civil(const struct tz *, int64_t unix_seconds, struct civil *out);

/*
 * When that clock showed that time.  Reads year to second; values out
 * of range carry over (day 0 is the last of the month before).  A time
 * that a change of clocks skips moves forward by as much as the clocks
 * did; of a time that comes twice it is the first.  The result is exact
 * for years within CIVIL_YEARS of 0 and is that of the last such year
 * beyond.
 */
int64_t tz_unix(const struct tz *, const struct civil *);

/* Days since 1970-01-01, with values as for tz_unix(). */
#define CIVIL_YEARS 1000000000
int64_t civil_days(int64_t year, int month, int day);

#endif
