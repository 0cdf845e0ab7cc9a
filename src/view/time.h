/*
 * time.h - times, durations and sizes in words, and names in two letters.
 *
 * Times are Unix seconds and are written in the zone cx->tz and the
 * language of cx; what they are near to is cx->now.  A time of 0 is none
 * and yields no node, and "" as words.
 */
#ifndef GUICHET_VIEW_TIME_H
#define GUICHET_VIEW_TIME_H

#include "view/view.h"

/*
 * A time for the macro when(): the node's value is words such as
 * "3 hours ago", .i is ISO 8601 in UTC, and .f the whole local time.
 */
#define model_time(cx, m, name, t)                                             \
	model_put_time((cx), (t) != 0 ? model_at(m, name) : NULL, (t))
void model_put_time(struct ctx *, struct model *, int64_t);
/* The same with the time of day as value, "08:42": for what stands below
 * the heading of its day. */
void model_put_clock(struct ctx *, struct model *, int64_t);

/* "just now", "3 hours ago", "yesterday 08:42", "23 Nov 08:42",
 * "23 Nov 2025"; to come: "today 16:40", "tomorrow 08:00", ... */
const char *time_words(struct ctx *, int64_t);
/* "23 Nov 08:42", with the year if it is another one. */
const char *time_date_clock(struct ctx *, int64_t);
/* "23 Nov", likewise. */
const char *time_date(struct ctx *, int64_t);
/* "08:42" */
const char *time_clock(struct ctx *, int64_t);
/* "Monday 23 November 2026, 08:42 UTC+1" */
const char *time_full(struct ctx *, int64_t);
/* "2026-11-23T07:42:00Z" */
const char *time_iso(struct ctx *, int64_t);
/* The heading of a day: "Monday 23 Nov", with the year if it is another. */
const char *time_heading(struct ctx *, int64_t);
/* 0 is Sunday. */
const char *time_weekday(struct ctx *, int);
/* The same number for all times of one local day, growing day by day. */
int64_t time_day(struct ctx *, int64_t);

/* "15 minutes", "4 hours", "1 day"; what is over is rounded up. */
const char *duration_words(struct ctx *, int64_t seconds);
/* "412 KB", "8.4 MB"; rounded up, so that what is over a limit looks so. */
const char *size_words(struct ctx *, int64_t bytes);
/* "Europe/Paris (UTC+1)", as it is now. */
const char *zone_words(struct ctx *, const char *zone);

/* For an avatar: "MT" of "Mei Tan", the first character of a Chinese name. */
const char *initials(struct arena *, const char *name);
/* "PNG" of "screen.png"; "" if the name has no short extension. */
const char *extension(struct arena *, const char *name);

#endif
