/*
 * worktime.h - the arithmetic of working time.
 *
 * A calendar says at which hours of which days people work, by the clock of
 * one place.  Nothing here reads a clock, a setting or a database.  Times
 * are Unix seconds; a day of a calendar is civil_days() of base/tz.h.
 */
#ifndef GUICHET_DOMAIN_WORKTIME_H
#define GUICHET_DOMAIN_WORKTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/tz.h"

#define WORK_SPANS 4

/* Hours of one day: from and to in minutes since midnight, in order, none
 * within another.  No span: nobody works. */
struct work_day {
	struct {
		int from, to;
	} span[WORK_SPANS];
	size_t n;
};

/* A day that is not as its weekday: a holiday, or a day worked instead. */
struct work_exception {
	int64_t day;
	struct work_day hours;
	const char *name;
};

struct calendar {
	const char *zone;                 /* name; "": that of the site */
	const struct tz *tz;              /* of that name; NULL: UTC */
	struct work_day week[7];          /* 0 is Sunday */
	struct work_exception *exception; /* sorted by day */
	size_t nexception;
};

/* "09:00-12:00 13:30-18:00", "" for a free day; false if it is no such
 * thing.  Midnight at the end is 24:00. */
bool work_day_read(const char *, struct work_day *out);
const char *work_day_words(struct arena *, const struct work_day *);
/* "2026-12-25" as a day; false if there is no such day. */
bool work_date_read(const char *, int64_t *day);
const char *work_date_words(struct arena *, int64_t day);

/* Does it have any hours in a week?  All below need that: a calendar of
 * none is one that never stops. */
bool calendar_works(const struct calendar *);

/* Working seconds from a to b; below 0 if b is before a. */
int64_t work_between(const struct calendar *, int64_t a, int64_t b);
/* The first moment by which that many working seconds have gone by. */
int64_t work_add(const struct calendar *, int64_t at, int64_t seconds);
/*
 * The same time of day, so many working days later; where nobody works at
 * that time, the next time that somebody does, at most the end of that day.
 * What begins outside the hours begins with the next.
 */
int64_t work_add_days(const struct calendar *, int64_t at, int64_t days);
/* Whole days of 24 hours as working days, the rest as working time. */
int64_t work_promise(const struct calendar *, int64_t at, int64_t seconds);

#endif
