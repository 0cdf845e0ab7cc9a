/*
 * calendar.h - the working hours of the installation, by which the clocks
 * of tickets run.
 */
#ifndef GUICHET_DOMAIN_CALENDAR_H
#define GUICHET_DOMAIN_CALENDAR_H

#include "base/ctx.h"
#include "domain/worktime.h"

/* The one there is; hours that make no sense count as none. */
enum err calendar_get(struct ctx *, struct calendar *) MUST_CHECK;

/* What a severity promises, and whether its clock knows the calendar. */
struct promise {
	const char *id, *name;
	int64_t first_response, resolution; /* seconds */
	bool around_the_clock;
};
struct promises {
	struct promise *item;
	size_t count;
};
enum err calendar_promises(struct ctx *, struct promises *) MUST_CHECK;

struct calendar_new {
	const char *zone;          /* "" that of the site */
	const char *hours[7];      /* 0 is Sunday */
	const char *const *around; /* severities that run around the clock */
	size_t naround;
};
/*
 * For administrators.  ERR_INVALID, say "hours_invalid" (cx->say_n is the
 * weekday), "hours_none" if nobody works at all, "zone_unknown".  The due
 * times of open tickets follow within a minute or so.
 */
enum err calendar_put(struct ctx *, const struct calendar_new *) MUST_CHECK;

/* A day unlike its weekday; "" as hours is a holiday.  ERR_INVALID, say
 * "date_invalid" or "day_hours_invalid". */
enum err calendar_day_put(struct ctx *, const char *day, const char *hours,
    const char *name) MUST_CHECK;
/* ERR_NOTFOUND if it is none. */
enum err calendar_day_drop(struct ctx *, const char *day) MUST_CHECK;

#endif
