/*
 * t-worktime.c - the arithmetic of working time: by hand, and by laws that
 * hold whatever the calendar, the zone and the moment are.
 */
#include "domain/worktime.h"

#include <stdlib.h>

#include "base/err.h"
#include "tap.h"

#define MINUTE ((int64_t)60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static struct arena *mem;

static struct calendar
calendar(const char *zone, const char *weekday, const char *saturday)
{
	struct calendar c = { .zone = zone, .tz = tz_get(zone) };

	for (int i = 1; i <= 5; i++)
		ok(work_day_read(weekday, &c.week[i]));
	ok(work_day_read(saturday, &c.week[6]));
	return c;
}

/* "2026-03-02 10:00" by the clock of the calendar. */
static int64_t
when(const struct calendar *c, const char *s)
{
	struct civil civil = { .year = strtol(s, NULL, 10),
		.month = atoi(s + 5),
		.day = atoi(s + 8),
		.hour = atoi(s + 11),
		.minute = atoi(s + 14) };

	return tz_unix(c->tz, &civil);
}

static const char *
shown(const struct calendar *c, int64_t at)
{
	struct civil civil;

	tz_civil(c->tz, at, &civil);
	return arena_printf(mem, "%d-%02d-%02d %02d:%02d", (int)civil.year,
	    civil.month, civil.day, civil.hour, civil.minute);
}

static void
test_hours_are_read_and_written(void)
{
	static const struct {
		const char *in, *out; /* NULL: it is none */
	} rows[] = {
		{ "", "" },
		{ "  ", "" },
		{ "09:00-17:00", "09:00-17:00" },
		{ "09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00" },
		{ "09:00-12:00, 13:30-18:00 ", "09:00-12:00 13:30-18:00" },
		{ "00:00-24:00", "00:00-24:00" },
		{ "9:00-17:00", NULL },
		{ "09:00", NULL },
		{ "09:00-09:00", NULL },
		{ "17:00-09:00", NULL },
		{ "09:00-25:00", NULL },
		{ "09:00-24:01", NULL },
		{ "09:60-10:00", NULL },
		{ "09:00-12:00 11:00-13:00", NULL },
		{ "09:00-12:00 12:00-13:00", NULL },
		{ "09:00-12:0013:00-14:00", NULL },
		{ "09:00-12:00 x", NULL },
		{ "09:00_12:00", NULL },
		{ "01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 "
		  "09:00-10:00",
		    NULL },
	};
	struct work_day d;

	for (size_t i = 0; i < NELEM(rows); i++) {
		bool good = work_day_read(rows[i].in, &d);

		tap_ok(good == (rows[i].out != NULL), rows[i].in, __FILE__,
		    __LINE__);
		if (good)
			is(work_day_words(mem, &d), rows[i].out);
	}
}

static void
test_dates_are_read_and_written(void)
{
	static const char *const wrong[] = { "", "2026-2-01", "2026-02-29",
		"2026-13-01", "2026-00-10", "2026-04-31", "26-04-01",
		"2026/04/01", "2026-04-01x", "1969-01-01" };
	int64_t day;

	ok(work_date_read("1970-01-02", &day) && day == 1);
	ok(work_date_read("2028-02-29", &day));
	is(work_date_words(mem, day), "2028-02-29");
	for (size_t i = 0; i < NELEM(wrong); i++)
		tap_ok(!work_date_read(wrong[i], &day), wrong[i], __FILE__,
		    __LINE__);
}

/* 2026-03-02 is a Monday. */
static void
test_hours_add_up_over_nights_and_weekends(void)
{
	struct calendar c = calendar(
	    "Asia/Shanghai", "09:00-12:00 13:00-18:00", "");
	static const struct {
		const char *from;
		int64_t seconds;
		const char *to;
	} rows[] = {
		{ "2026-03-02 09:00", HOUR, "2026-03-02 10:00" },
		{ "2026-03-02 11:00", 2 * HOUR, "2026-03-02 14:00" },
		{ "2026-03-02 11:00", HOUR, "2026-03-02 12:00" },
		{ "2026-03-02 12:30", HOUR, "2026-03-02 14:00" },
		{ "2026-03-02 06:00", 8 * HOUR, "2026-03-02 18:00" },
		{ "2026-03-02 17:00", 2 * HOUR, "2026-03-03 10:00" },
		{ "2026-03-06 17:00", 2 * HOUR, "2026-03-09 10:00" },
		{ "2026-03-07 11:11", 30 * MINUTE, "2026-03-09 09:30" },
		{ "2026-03-06 18:00", 15 * MINUTE, "2026-03-09 09:15" },
		{ "2026-03-02 09:00", 40 * HOUR, "2026-03-06 18:00" },
		{ "2026-03-02 09:00", 41 * HOUR, "2026-03-09 10:00" },
		{ "2026-03-02 03:00", 0, "2026-03-02 03:00" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		int64_t from = when(&c, rows[i].from);
		int64_t to = work_add(&c, from, rows[i].seconds);

		is(shown(&c, to), rows[i].to);
		ok(work_between(&c, from, to) == rows[i].seconds);
	}
	/* Friday evening to Monday morning: nothing. */
	ok(work_between(&c, when(&c, "2026-03-06 18:00"),
	       when(&c, "2026-03-09 09:00")) == 0);
	ok(work_between(&c, when(&c, "2026-03-09 10:00"),
	       when(&c, "2026-03-06 17:00")) == -2 * HOUR);
}

static void
test_days_are_working_days(void)
{
	struct calendar c = calendar(
	    "Europe/Paris", "09:00-12:00 13:00-18:00", "10:00-14:00");
	static const struct {
		const char *from;
		int64_t days;
		const char *to;
	} rows[] = {
		{ "2026-03-02 10:15", 1, "2026-03-03 10:15" },
		{ "2026-03-02 10:15", 5, "2026-03-07 10:15" },
		{ "2026-03-02 17:00", 5, "2026-03-07 14:00" },
		{ "2026-03-02 09:30", 5, "2026-03-07 10:00" },
		{ "2026-03-02 17:00", 6, "2026-03-09 17:00" },
		{ "2026-03-08 23:00", 1, "2026-03-10 09:00" }, /* Sunday */
		{ "2026-03-02 20:00", 1, "2026-03-04 09:00" },
		{ "2026-03-02 12:30", 1, "2026-03-03 13:00" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(shown(&c,
		       work_add_days(&c, when(&c, rows[i].from), rows[i].days)),
		    rows[i].to);
	/* A promise of days and hours is both, one after the other. */
	is(shown(&c,
	       work_promise(&c, when(&c, "2026-03-02 10:00"), DAY + 3 * HOUR)),
	    "2026-03-03 14:00");
	ok(work_promise(&c, when(&c, "2026-03-02 10:00"), 8 * HOUR) ==
	    work_add(&c, when(&c, "2026-03-02 10:00"), 8 * HOUR));
}

/* Holidays are free; of two swapped days the Saturday is worked. */
static void
test_holidays_and_days_worked_instead(void)
{
	struct calendar c = calendar("Asia/Shanghai", "09:00-17:00", "");
	struct work_exception x[3] = { { .name = "清明节" }, { .name = "调休" },
		{ .name = "half" } };

	ok(work_date_read("2026-04-06", &x[0].day)); /* a Monday */
	ok(work_date_read("2026-04-11", &x[1].day)); /* a Saturday */
	ok(work_date_read("2026-04-15", &x[2].day));
	ok(work_day_read("09:00-17:00", &x[1].hours));
	ok(work_day_read("09:00-11:00", &x[2].hours));
	c.exception = x;
	c.nexception = 3;
	is(shown(&c, work_add(&c, when(&c, "2026-04-03 16:00"), 2 * HOUR)),
	    "2026-04-07 10:00");
	is(shown(&c, work_add_days(&c, when(&c, "2026-04-03 16:00"), 1)),
	    "2026-04-07 16:00");
	is(shown(&c, work_add(&c, when(&c, "2026-04-10 16:00"), 2 * HOUR)),
	    "2026-04-11 10:00");
	is(shown(&c, work_add_days(&c, when(&c, "2026-04-10 16:00"), 1)),
	    "2026-04-11 16:00");
	is(shown(&c, work_add(&c, when(&c, "2026-04-15 10:00"), 2 * HOUR)),
	    "2026-04-16 10:00");
	ok(work_between(&c, when(&c, "2026-04-06 00:00"),
	       when(&c, "2026-04-06 23:00")) == 0);
}

/* The clock of Paris jumps at 02:00 on 29 March, and back on 25 October. */
static void
test_changes_of_the_clock(void)
{
	struct calendar c = calendar("Europe/Paris", "09:00-17:00", "");
	struct calendar all = { .tz = c.tz };

	is(shown(&c, work_add(&c, when(&c, "2026-03-27 16:00"), 2 * HOUR)),
	    "2026-03-30 10:00");
	ok(work_add(&c, when(&c, "2026-03-27 16:00"), 2 * HOUR) -
		when(&c, "2026-03-27 16:00") ==
	    (24 + 24 + 24 - 6 - 1) * HOUR);
	for (int i = 0; i < 7; i++)
		ok(work_day_read("00:00-24:00", &all.week[i]));
	ok(work_between(&all, when(&all, "2026-03-29 00:00"),
	       when(&all, "2026-03-30 00:00")) == 23 * HOUR);
	ok(work_between(&all, when(&all, "2026-10-25 00:00"),
	       when(&all, "2026-10-26 00:00")) == 25 * HOUR);
	/* A night shift that the change falls into. */
	for (int i = 0; i < 7; i++)
		ok(work_day_read("01:30-04:00", &all.week[i]));
	ok(work_between(&all, when(&all, "2026-03-29 00:00"),
	       when(&all, "2026-03-30 00:00")) == HOUR + 30 * MINUTE);
	is(shown(&all, work_add(&all, when(&all, "2026-03-29 00:00"), HOUR)),
	    "2026-03-29 03:30");
}

static void
test_a_calendar_of_no_hours_never_stops(void)
{
	struct calendar c = { .zone = "" };

	ok(!calendar_works(&c));
	ok(work_add(&c, 1000, 5) == 1005);
	ok(work_between(&c, 1000, 1005) == 5);
	ok(work_add_days(&c, 1000, 2) == 1000 + 2 * DAY);
}

/* Laws ------------------------------------------------------------------- */

static uint64_t seed = 20261124;

static int64_t
draw(int64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)below);
}

static struct work_day
some_hours(void)
{
	struct work_day d = { .n = (size_t)draw(4) };
	int at = (int)draw(300);

	for (size_t i = 0; i < d.n; i++) {
		d.span[i].from = at;
		at += 1 + (int)draw(300);
		d.span[i].to = at;
		at += 1 + (int)draw(80);
	}
	return d;
}

static void
test_laws(void)
{
	static const char *const zones[] = { "UTC", "Asia/Shanghai",
		"Europe/Paris", "America/New_York", "Australia/Lord_Howe",
		"Pacific/Apia", "Asia/Kathmandu" };
	static struct work_exception x[40];
	int sums = 0, parts = 0, inverse = 0, order = 0, days = 0, n = 4000;

	for (int i = 0; i < n; i++) {
		struct calendar c = { .tz = tz_get(zones[draw(NELEM(zones))]) };
		int64_t t = 1767225600 + draw(2 * 365 * DAY), d0, t2;
		int64_t a = 1 + draw(40 * HOUR), b = 1 + draw(40 * HOUR);
		int64_t u = t + draw(40 * DAY), v = u + draw(40 * DAY);

		for (int w = 0; w < 7; w++)
			c.week[w] = some_hours();
		c.week[1].n = 1;
		c.week[1].span[0].from = 540;
		c.week[1].span[0].to = 1020;
		d0 = t / DAY;
		for (int k = 0; k < 40; k++) {
			d0 += 1 + draw(9);
			x[k].day = d0;
			x[k].hours = some_hours();
		}
		c.exception = x;
		c.nexception = 40;

		/* The whole is the sum of its parts. */
		sums += work_between(&c, t, u) + work_between(&c, u, v) ==
		    work_between(&c, t, v);
		parts += work_add(&c, work_add(&c, t, a), b) ==
		    work_add(&c, t, a + b);
		/* Adding is what counting undoes, and ends within hours. */
		inverse += work_between(&c, t, work_add(&c, t, a)) == a &&
		    work_between(&c, t, work_add(&c, t, a) - 1) == a - 1;
		/* Later stays later, and time never outruns the clock. */
		t2 = t + draw(DAY);
		order += work_add(&c, t, a) <= work_add(&c, t2, a) &&
		    work_add(&c, t, a) >= t + a &&
		    work_between(&c, t, u) <= u - t;
		days += work_add_days(&c, t, 2) > work_add_days(&c, t, 1) &&
		    work_add_days(&c, t, 1) > t &&
		    work_add_days(&c, t, 1) <= work_add_days(&c, t2, 1);
	}
	ok(sums == n);
	ok(parts == n);
	ok(inverse == n);
	ok(order == n);
	ok(days == n);
}

int
main(void)
{
	mem = arena_new();
	test_hours_are_read_and_written();
	test_dates_are_read_and_written();
	test_hours_add_up_over_nights_and_weekends();
	test_days_are_working_days();
	test_holidays_and_days_worked_instead();
	test_changes_of_the_clock();
	test_a_calendar_of_no_hours_never_stops();
	test_laws();
	tz_close();
	arena_free(mem);
	return tap_done();
}
