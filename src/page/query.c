/*
 * query.c - what the addresses of lists say.
 */
#include <string.h>

#include "base/tz.h"
#include "page/page.h"

bool
page_order(const char *sort, enum order *out)
{
	static const struct {
		const char *name;
		enum order order;
	} rows[] = {
		{ "", ORDER_UPDATED_DESC },
		{ "-updated", ORDER_UPDATED_DESC },
		{ "updated", ORDER_UPDATED_ASC },
		{ "best", ORDER_BEST },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		if (strcmp(rows[i].name, sort) == 0) {
			*out = rows[i].order;
			return true;
		}
	}
	return false;
}

bool
page_cursor(const char *after, int64_t *at, int64_t *id)
{
	const char *dash = strchr(after, '-');
	char first[24];
	size_t len;

	if (*after == '\0')
		return true;
	if (dash == NULL || (len = (size_t)(dash - after)) >= sizeof(first))
		return false;
	memcpy(first, after, len);
	first[len] = '\0';
	return parse_int(first, 1, INT64_MAX, at) &&
	    parse_int(dash + 1, 1, INT64_MAX, id);
}

const char *
page_place(struct ctx *cx, int64_t at, int64_t id)
{
	return arena_printf(cx->mem, "%lld-%lld", (long long)at, (long long)id);
}

void
page_zones(struct model *list)
{
	size_t n;
	const char *const *name = tz_names(&n);

	for (size_t i = 0; i < n; i++)
		model_put(model_row(list), name[i]);
}

/* Two or four digits as a number, -1 if they are none. */
static int
number(const char *s, size_t len)
{
	int n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		n = n * 10 + (s[i] - '0');
	}
	return n;
}

/* "2026-11-30"; a day that is in the calendar. */
static bool
read_day(const char *s, struct civil *c)
{
	struct civil back;

	if (strlen(s) < 10 || s[4] != '-' || s[7] != '-')
		return false;
	c->year = number(s, 4);
	c->month = number(s + 5, 2);
	c->day = number(s + 8, 2);
	if (c->year < 1970 || c->month < 1 || c->month > 12 || c->day < 1)
		return false;
	/* The 31st of a month of thirty days is another day than it says. */
	tz_civil(
	    tz_utc(), civil_days(c->year, c->month, c->day) * 86400, &back);
	return back.day == c->day;
}

bool
page_date(struct ctx *cx, const char *s, bool end, int64_t *out)
{
	const struct tz *tz = cx->tz != NULL ? cx->tz : tz_utc();
	struct civil c = { 0 };

	if (strlen(s) != 10 || !read_day(s, &c))
		return false;
	if (end)
		c.day++;
	*out = tz_unix(tz, &c);
	return true;
}

bool
page_moment(struct ctx *cx, const char *s, int64_t *out)
{
	const struct tz *tz = cx->tz != NULL ? cx->tz : tz_utc();
	size_t len = strlen(s);
	struct civil c = { 0 };

	if ((len != 16 && len != 19) || !read_day(s, &c) ||
	    (s[10] != 'T' && s[10] != ' ') || s[13] != ':' ||
	    (len == 19 && s[16] != ':'))
		return false;
	c.hour = number(s + 11, 2);
	c.minute = number(s + 14, 2);
	c.second = len == 19 ? number(s + 17, 2) : 0;
	if (c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 ||
	    c.second < 0 || c.second > 59)
		return false;
	*out = tz_unix(tz, &c);
	return true;
}

const char *
page_moment_text(struct ctx *cx, int64_t t)
{
	struct civil c;

	tz_civil(cx->tz != NULL ? cx->tz : tz_utc(), t, &c);
	return arena_printf(cx->mem, "%04d-%02d-%02dT%02d:%02d", (int)c.year,
	    c.month, c.day, c.hour, c.minute);
}
