#include "view/time.h"

#include <string.h>

#include "base/tz.h"
#include "view/tree.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static void
civil(struct ctx *cx, int64_t t, struct civil *out)
{
	tz_civil(cx->tz != NULL ? cx->tz : tz_utc(), t, out);
}

/* n with at least `width` digits, right before `end`; returns its start. */
static char *
digits(char *end, int64_t n, int width)
{
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	for (; u > 0 || width > 0; u /= 10, width--)
		*--end = (char)('0' + u % 10);
	if (n < 0)
		*--end = '-';
	return end;
}

static const char *
number(struct arena *mem, int64_t n)
{
	char *s = arena_alloc(mem, 24);

	return digits(s + 23, n, 1);
}

static const char *
hh_mm(struct arena *mem, const struct civil *c)
{
	char *s = arena_alloc(mem, 6);

	digits(s + 2, c->hour, 2);
	s[2] = ':';
	digits(s + 5, c->minute, 2);
	return s;
}

/* "UTC", "UTC+1", "UTC-3:30" */
static const char *
offset_words(struct arena *mem, int offset)
{
	int minutes = (offset < 0 ? -offset : offset) / MINUTE;
	char *s = arena_alloc(mem, 16), *end = s + 15;

	if (minutes % 60 != 0) {
		end = digits(end, minutes % 60, 2);
		*--end = ':';
	}
	if (minutes != 0) {
		end = digits(end, minutes / 60, 1);
		*--end = offset < 0 ? '-' : '+';
	}
	end -= 3;
	return memcpy(end, "UTC", 3);
}

static const char *
pattern(const struct ctx *cx, const char *key)
{
	HDF *time = view_words(cx->view, cx->lang)->time;

	return time == NULL ? "" : hdf_get_value(time, key, "");
}

/* A pattern with everything that one of Lang.Time may name. */
static const char *
format(struct ctx *cx, const char *key, const struct civil *c)
{
	const struct words *w = view_words(cx->view, cx->lang);
	const struct slot slot[] = {
		{ "day", number(cx->mem, c->day) },
		{ "month", w->month[c->month] },
		{ "time", hh_mm(cx->mem, c) },
		{ "year", number(cx->mem, c->year) },
		{ "weekday", w->weekday[c->weekday] },
		{ "zone", offset_words(cx->mem, c->offset) },
	};

	return lang_fill(cx, pattern(cx, key), slot, NELEM(slot));
}

const char *
time_weekday(struct ctx *cx, int n)
{
	return view_words(cx->view, cx->lang)->weekday[n];
}

/* "1 hour ago" or "{n} hours ago" */
static const char *
count(struct ctx *cx, const char *one, const char *many, int64_t n)
{
	const struct slot slot = { "n", number(cx->mem, n) };

	if (n == 1)
		return pattern(cx, one);
	return lang_fill(cx, pattern(cx, many), &slot, 1);
}

static const char *
dated(struct ctx *cx, int64_t t, const char *this_year, const char *other_year)
{
	struct civil c, now;

	if (t == 0)
		return "";
	civil(cx, t, &c);
	civil(cx, cx->now, &now);
	return format(cx, c.year == now.year ? this_year : other_year, &c);
}

const char *
time_date_clock(struct ctx *cx, int64_t t)
{
	return dated(cx, t, "DayTime", "DayYearTime");
}

const char *
time_date(struct ctx *cx, int64_t t)
{
	return dated(cx, t, "Day", "DayYear");
}

const char *
time_heading(struct ctx *cx, int64_t t)
{
	return dated(cx, t, "Divider", "DividerYear");
}

const char *
time_words(struct ctx *cx, int64_t t)
{
	int64_t age = cx->now - t;
	int64_t days;
	struct civil c;

	if (t == 0)
		return "";
	/* The clock of another process may be a little ahead. */
	if (age > -MINUTE && age < MINUTE)
		return pattern(cx, "Now");
	if (age > 0 && age < HOUR)
		return count(cx, "MinAgo", "MinsAgo", age / MINUTE);
	if (age > 0 && age < DAY / 2)
		return count(cx, "HourAgo", "HoursAgo", age / HOUR);

	days = time_day(cx, t) - time_day(cx, cx->now);
	if (days < -1 || days > 1)
		return age > 0 ? dated(cx, t, "DayTime", "DayYear")
			       : time_date_clock(cx, t);
	civil(cx, t, &c);
	return format(cx,
	    days == 0       ? "Today"
		: days == 1 ? "Tomorrow"
			    : "Yesterday",
	    &c);
}

const char *
time_clock(struct ctx *cx, int64_t t)
{
	struct civil c;

	if (t == 0)
		return "";
	civil(cx, t, &c);
	return hh_mm(cx->mem, &c);
}

const char *
time_full(struct ctx *cx, int64_t t)
{
	struct civil c;

	if (t == 0)
		return "";
	civil(cx, t, &c);
	return format(cx, "Full", &c);
}

const char *
time_iso(struct ctx *cx, int64_t t)
{
	char *s = arena_alloc(cx->mem, 48), *p = s + 47;
	struct civil c;

	tz_civil(tz_utc(), t, &c);
	*--p = 'Z';
	p = digits(p, c.second, 2);
	*--p = ':';
	p = digits(p, c.minute, 2);
	*--p = ':';
	p = digits(p, c.hour, 2);
	*--p = 'T';
	p = digits(p, c.day, 2);
	*--p = '-';
	p = digits(p, c.month, 2);
	*--p = '-';
	return digits(p, c.year, 4);
}

int64_t
time_day(struct ctx *cx, int64_t t)
{
	struct civil c;

	civil(cx, t, &c);
	return civil_days(c.year, c.month, c.day);
}

void
model_put_time(struct ctx *cx, struct model *m, int64_t t)
{
	if (m == NULL)
		return;
	model_put(m, time_words(cx, t));
	model_text(m, "i", time_iso(cx, t));
	model_text(m, "f", time_full(cx, t));
}

void
model_put_clock(struct ctx *cx, struct model *m, int64_t t)
{
	model_put(m, time_clock(cx, t));
	model_text(m, "i", time_iso(cx, t));
}

const char *
duration_words(struct ctx *cx, int64_t s)
{
	static const struct {
		int64_t unit, least; /* seconds */
		const char *one, *many;
	} rows[] = {
		{ DAY, 2 * DAY, "Dayspan", "Days" },
		{ HOUR, 2 * HOUR, "Hour", "Hours" },
		{ MINUTE, 2 * MINUTE, "Min", "Mins" },
	};

	if (s < 0)
		s = 0;
	for (size_t i = 0; i < NELEM(rows); i++)
		if (s >= rows[i].least || (s > 0 && s % rows[i].unit == 0))
			return count(cx, rows[i].one, rows[i].many,
			    s / rows[i].unit + (s % rows[i].unit != 0));
	return count(cx, "Sec", "Secs", s);
}

const char *
zone_words(struct ctx *cx, const char *zone)
{
	const struct tz *tz = tz_get(zone);
	const char *offset;
	struct civil c;

	tz_civil(tz != NULL ? tz : tz_utc(), cx->now, &c);
	offset = offset_words(cx->mem, c.offset);
	if (tz == NULL || strcmp(zone, offset) == 0)
		return offset;
	return arena_printf(cx->mem, "%s (%s)", zone, offset);
}
