#include "domain/worktime.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define MINUTE     ((int64_t)60)
#define DAY        (24 * 60 * MINUTE)
#define MIDNIGHT   (24 * 60) /* minutes */
#define DAYS_AHEAD 4000 /* where nobody works for that long, stop looking */

/* Reading ----------------------------------------------------------------- */

static int
digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* "09:30" in minutes; -1 if it is none.  Reads no further than it must. */
static int
clock_read(const char *s)
{
	int hour = digits(s, 2), minute;

	if (hour < 0 || s[2] != ':')
		return -1;
	minute = digits(s + 3, 2);
	if (minute < 0 || minute > 59 || hour > 24 ||
	    hour * 60 + minute > MIDNIGHT)
		return -1;
	return hour * 60 + minute;
}

#define SPAN_LEN 11 /* "09:00-12:00" */

bool
work_day_read(const char *s, struct work_day *out)
{
	struct work_day d = { .n = 0 };
	int from, to, before = -1;

	for (;;) {
		s += strspn(s, " ,;");
		if (*s == '\0')
			break;
		if (d.n == WORK_SPANS || strnlen(s, SPAN_LEN) < SPAN_LEN ||
		    s[5] != '-')
			return false;
		from = clock_read(s);
		to = clock_read(s + 6);
		if (from < 0 || to <= from || from <= before)
			return false;
		d.span[d.n].from = from;
		d.span[d.n++].to = before = to;
		s += SPAN_LEN;
		if (*s != '\0' && strchr(" ,;", *s) == NULL)
			return false;
	}
	*out = d;
	return true;
}

const char *
work_day_words(struct arena *mem, const struct work_day *d)
{
	struct buf b;

	buf_init(&b, mem);
	for (size_t i = 0; i < d->n; i++)
		buf_puts(&b,
		    arena_printf(mem, "%s%02d:%02d-%02d:%02d", i > 0 ? " " : "",
			d->span[i].from / 60, d->span[i].from % 60,
			d->span[i].to / 60, d->span[i].to % 60));
	return b.len > 0 ? b.s : "";
}

bool
work_date_read(const char *s, int64_t *day)
{
	struct civil c;
	int year, month, date;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	year = digits(s, 4);
	month = digits(s + 5, 2);
	date = digits(s + 8, 2);
	if (year < 1970 || month < 1 || month > 12 || date < 1)
		return false;
	*day = civil_days(year, month, date);
	tz_civil(tz_utc(), *day * DAY, &c);
	return c.day == date; /* not the 31st of a month of thirty days */
}

const char *
work_date_words(struct arena *mem, int64_t day)
{
	struct civil c;

	tz_civil(tz_utc(), day * DAY, &c);
	return arena_printf(mem, "%04d-%02d-%02d", (int)c.year, c.month, c.day);
}

/* Days -------------------------------------------------------------------- */

static const struct tz *
zone(const struct calendar *c)
{
	return c->tz != NULL ? c->tz : tz_utc();
}

bool
calendar_works(const struct calendar *c)
{
	for (int i = 0; i < 7; i++)
		if (c->week[i].n > 0)
			return true;
	return false;
}

static int
by_day(const void *key, const void *item)
{
	const int64_t day = *(const int64_t *)key;
	const struct work_exception *x = item;

	return (day > x->day) - (day < x->day);
}

static const struct work_day *
hours_of(const struct calendar *c, int64_t day)
{
	const struct work_exception *x = NULL;

	if (c->nexception > 0)
		x = bsearch(&day, c->exception, c->nexception,
		    sizeof(*c->exception), by_day);
	/* 1970-01-01 was a Thursday. */
	return x != NULL ? &x->hours : &c->week[((day + 4) % 7 + 7) % 7];
}

static int64_t
day_at(const struct calendar *c, int64_t at)
{
	struct civil civil;

	tz_civil(zone(c), at, &civil);
	return civil_days(civil.year, civil.month, civil.day);
}

/* When the clock shows that many minutes of that day. */
static int64_t
moment(const struct calendar *c, int64_t day, int minutes)
{
	struct civil on;

	tz_civil(tz_utc(), day * DAY, &on);
	on.minute = minutes; /* carries over */
	return tz_unix(zone(c), &on);
}

/* The part of the nth span of a day that is not before `from`. */
struct piece {
	int64_t from, to;
};

static struct piece
piece_of(const struct calendar *c, int64_t day, const struct work_day *d,
    size_t i, int64_t from)
{
	struct piece p = { moment(c, day, d->span[i].from),
		moment(c, day, d->span[i].to) };

	if (p.from < from)
		p.from = from;
	if (p.to < p.from)
		p.to = p.from;
	return p;
}

/* Spans of time ----------------------------------------------------------- */

int64_t
work_between(const struct calendar *c, int64_t a, int64_t b)
{
	int64_t sum = 0, last;

	if (b < a)
		return -work_between(c, b, a);
	if (!calendar_works(c))
		return b - a;
	last = day_at(c, b);
	for (int64_t day = day_at(c, a); day <= last; day++) {
		const struct work_day *d = hours_of(c, day);

		for (size_t i = 0; i < d->n; i++) {
			struct piece p = piece_of(c, day, d, i, a);

			if (p.to > b)
				p.to = b;
			if (p.to > p.from)
				sum += p.to - p.from;
		}
	}
	return sum;
}

int64_t
work_add(const struct calendar *c, int64_t at, int64_t seconds)
{
	int64_t day = day_at(c, at);

	if (seconds <= 0)
		return at;
	if (!calendar_works(c))
		return at + seconds;
	for (int n = 0; n < DAYS_AHEAD; n++, day++) {
		const struct work_day *d = hours_of(c, day);

		for (size_t i = 0; i < d->n; i++) {
			struct piece p = piece_of(c, day, d, i, at);

			if (seconds <= p.to - p.from)
				return p.from + seconds;
			seconds -= p.to - p.from;
		}
	}
	return moment(c, day, 0);
}

/* The first moment from `at` on at which somebody works, and its day. */
static int64_t
work_start(const struct calendar *c, int64_t at, int64_t *day)
{
	*day = day_at(c, at);
	for (int n = 0; n < DAYS_AHEAD; n++, ++*day) {
		const struct work_day *d = hours_of(c, *day);

		for (size_t i = 0; i < d->n; i++) {
			struct piece p = piece_of(c, *day, d, i, at);

			if (p.to > p.from)
				return p.from;
		}
	}
	return at;
}

/* That time of day on that day, or the next one at which somebody works. */
static int64_t
nearest(const struct calendar *c, int64_t day, int minutes, int seconds)
{
	const struct work_day *d = hours_of(c, day);

	for (size_t i = 0; i < d->n; i++) {
		if (minutes < d->span[i].from)
			return moment(c, day, d->span[i].from);
		if (minutes < d->span[i].to)
			return moment(c, day, minutes) + seconds;
	}
	return moment(c, day, d->span[d->n - 1].to);
}

int64_t
work_add_days(const struct calendar *c, int64_t at, int64_t days)
{
	struct civil clock;
	int64_t day, start;

	if (days <= 0)
		return at;
	if (!calendar_works(c))
		return at + days * DAY;
	start = work_start(c, at, &day);
	tz_civil(zone(c), start, &clock);
	for (int n = 0; days > 0 && n < DAYS_AHEAD; n++)
		if (hours_of(c, ++day)->n > 0)
			days--;
	if (hours_of(c, day)->n == 0)
		return moment(c, day, 0);
	return nearest(c, day, clock.hour * 60 + clock.minute, clock.second);
}

int64_t
work_promise(const struct calendar *c, int64_t at, int64_t seconds)
{
	return work_add(c, work_add_days(c, at, seconds / DAY), seconds % DAY);
}
