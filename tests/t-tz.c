#include "base/tz.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/tzif.h"

#include "tap.h"

#define DAY 86400
#define NOW INT64_C(1760000000) /* 2025-10-09 */

/* "2024-03-31 03:00:00 +120 CEST", the offset in minutes, if exact. */
static const char *
show(const struct tz *tz, int64_t t)
{
	static char s[100];
	struct civil c;

	tz_civil(tz, t, &c);
	if (c.offset % 60 != 0)
		snprintf(s, sizeof(s),
		    "%04" PRId64 "-%02d-%02d %02d:%02d:%02d %+ds %s", c.year,
		    c.month, c.day, c.hour, c.minute, c.second, c.offset,
		    c.abbr);
	else
		snprintf(s, sizeof(s),
		    "%04" PRId64 "-%02d-%02d %02d:%02d:%02d %+d %s", c.year,
		    c.month, c.day, c.hour, c.minute, c.second, c.offset / 60,
		    c.abbr);
	return s;
}

/* Rows made with: TZ=zone date -d @t '+%F %T %::z %Z' */
static const struct row {
	const char *zone;
	int64_t t;
	const char *want;
} rows[] = {
	{ "UTC", 0, "1970-01-01 00:00:00 +0 UTC" },
	{ "UTC", -1, "1969-12-31 23:59:59 +0 UTC" },
	{ "UTC", 951782400, "2000-02-29 00:00:00 +0 UTC" },
	{ "UTC", 4107542400, "2100-03-01 00:00:00 +0 UTC" },
	{ "UTC", 253402300799, "9999-12-31 23:59:59 +0 UTC" },
	{ "UTC", -62135596800, "0001-01-01 00:00:00 +0 UTC" },

	/* Summer time begins and ends, north and south. */
	{ "Europe/Berlin", 1711846799, "2024-03-31 01:59:59 +60 CET" },
	{ "Europe/Berlin", 1711846800, "2024-03-31 03:00:00 +120 CEST" },
	{ "Europe/Berlin", 1729990799, "2024-10-27 02:59:59 +120 CEST" },
	{ "Europe/Berlin", 1729990800, "2024-10-27 02:00:00 +60 CET" },
	{ "America/New_York", 1710053999, "2024-03-10 01:59:59 -300 EST" },
	{ "America/New_York", 1710054000, "2024-03-10 03:00:00 -240 EDT" },
	{ "Australia/Sydney", 1712419199, "2024-04-07 02:59:59 +660 AEDT" },
	{ "Australia/Sydney", 1712419200, "2024-04-07 02:00:00 +600 AEST" },
	{ "Australia/Sydney", 1728143999, "2024-10-06 01:59:59 +600 AEST" },
	{ "Australia/Sydney", 1728144000, "2024-10-06 03:00:00 +660 AEDT" },
	/* By half an hour. */
	{ "Australia/Lord_Howe", 1712415599, "2024-04-07 01:59:59 +660 +11" },
	{ "Australia/Lord_Howe", 1712415600, "2024-04-07 01:30:00 +630 +1030" },
	/* In law, Ireland's winter is the exception. */
	{ "Europe/Dublin", 1720000000, "2024-07-03 10:46:40 +60 IST" },
	{ "Europe/Dublin", 1704067200, "2024-01-01 00:00:00 +0 GMT" },
	{ "Europe/Dublin", 4118000000, "2100-06-30 01:53:20 +60 IST" },
	{ "Europe/Dublin", 4102444800, "2100-01-01 00:00:00 +0 GMT" },

	/* A day that was skipped, and the earliest clock. */
	{ "Pacific/Kiritimati", 788867999, "1994-12-30 23:59:59 -600 -10" },
	{ "Pacific/Kiritimati", 788868000, "1995-01-01 00:00:00 +840 +14" },
	{ "Pacific/Kiritimati", 1700000000, "2023-11-15 12:13:20 +840 +14" },
	{ "Pacific/Apia", 1325239199, "2011-12-29 23:59:59 -600 -10" },
	{ "Pacific/Apia", 1325239200, "2011-12-31 00:00:00 +840 +14" },
	{ "Asia/Shanghai", NOW, "2025-10-09 16:53:20 +480 CST" },
	{ "Asia/Kathmandu", NOW, "2025-10-09 14:38:20 +345 +0545" },

	/* By the sun, before there were zones. */
	{ "Asia/Shanghai", -2200000000, "1900-04-15 08:59:03 +29143s LMT" },
	{ "America/New_York", -3000000000, "1874-12-07 13:43:58 -17762s LMT" },

	/* By the rule for years to come. */
	{ "Europe/Berlin", 4118000000, "2100-06-30 02:53:20 +120 CEST" },
	{ "Europe/Berlin", 4102444800, "2100-01-01 01:00:00 +60 CET" },
	{ "Australia/Sydney", 4102444800, "2100-01-01 11:00:00 +660 AEDT" },
	{ "Australia/Sydney", 4118000000, "2100-06-30 10:53:20 +600 AEST" },
	{ "America/New_York", 253388000000, "9999-07-19 07:33:20 -240 EDT" },

	/* The API's names. */
	{ "GMT+8", NOW, "2025-10-09 16:53:20 +480 GMT+08:00" },
	{ "GMT+08:00", NOW, "2025-10-09 16:53:20 +480 GMT+08:00" },
	{ "GMT-5", NOW, "2025-10-09 03:53:20 -300 GMT-05:00" },
	{ "GMT+5:45", NOW, "2025-10-09 14:38:20 +345 GMT+05:45" },
	{ "UTC+0130", NOW, "2025-10-09 10:23:20 +90 UTC+01:30" },
	{ "GMT+0", NOW, "2025-10-09 08:53:20 +0 GMT" },
	{ "GMT", NOW, "2025-10-09 08:53:20 +0 GMT" },
	/* Not of the API but of POSIX, where + is west. */
	{ "Etc/GMT+8", NOW, "2025-10-09 00:53:20 -480 -08" },
};

static void
test_shows_what_the_clock_shows(void)
{
	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct tz *tz = tz_get(rows[i].zone);

		tap_is(tz == NULL ? "no such zone" : show(tz, rows[i].t),
		    rows[i].want, rows[i].zone, __FILE__, __LINE__);
	}
}

static void
test_knows_the_days_of_the_week(void)
{
	struct civil c;

	tz_civil(tz_utc(), 0, &c);
	ok(c.weekday == 4);
	tz_civil(tz_utc(), -3 * DAY, &c);
	ok(c.weekday == 1);
	tz_civil(tz_utc(), NOW, &c);
	ok(c.weekday == 4);
	tz_civil(tz_get("Pacific/Kiritimati"), NOW + 3 * 3600, &c);
	ok(c.weekday == 5);
}

static int64_t
unix_at(const char *zone, int64_t year, int month, int day, int hour, int min)
{
	struct civil c = { .year = year,
		.month = month,
		.day = day,
		.hour = hour,
		.minute = min };

	return tz_unix(tz_get(zone), &c);
}

static void
test_skipped_times_move_forward(void)
{
	ok(unix_at("Europe/Berlin", 2024, 3, 31, 1, 59) == 1711846740);
	ok(unix_at("Europe/Berlin", 2024, 3, 31, 2, 0) == 1711846800);
	ok(unix_at("Europe/Berlin", 2024, 3, 31, 2, 30) == 1711848600);
	ok(unix_at("Europe/Berlin", 2024, 3, 31, 3, 0) == 1711846800);
	ok(unix_at("Australia/Lord_Howe", 2024, 10, 6, 2, 10) ==
	    1728142200 + 600);
	/* A whole day of Samoa, and a change far ahead. */
	ok(unix_at("Pacific/Apia", 2011, 12, 30, 12, 0) ==
	    1325239200 + 12 * 3600);
	ok(unix_at("Europe/Berlin", 2500, 3, 28, 2, 30) ==
	    unix_at("Europe/Berlin", 2500, 3, 28, 3, 30));
}

static void
test_times_that_come_twice_are_the_first(void)
{
	ok(unix_at("Europe/Berlin", 2024, 10, 27, 1, 59) == 1729987140);
	ok(unix_at("Europe/Berlin", 2024, 10, 27, 2, 30) == 1729989000);
	ok(unix_at("Europe/Berlin", 2024, 10, 27, 3, 0) == 1729994400);
	ok(unix_at("Europe/Dublin", 2024, 10, 27, 1, 30) == 1729989000);
	ok(unix_at("Australia/Lord_Howe", 2024, 4, 7, 1, 45) == 1712414700);
}

static void
test_values_out_of_range_carry_over(void)
{
	ok(unix_at("UTC", 2024, 3, 0, 0, 0) ==
	    unix_at("UTC", 2024, 2, 29, 0, 0));
	ok(unix_at("UTC", 2024, 14, 1, 0, 0) ==
	    unix_at("UTC", 2025, 2, 1, 0, 0));
	ok(unix_at("UTC", 2024, -11, 1, 24, 90) ==
	    unix_at("UTC", 2023, 1, 2, 1, 30));
	ok(civil_days(1970, 1, 1) == 0 && civil_days(2000, 3, 1) == 11017);
	ok(civil_days(INT64_MAX, 12, 31) == civil_days(CIVIL_YEARS, 12, 31));
	ok(civil_days(INT64_MIN, 1, 1) == civil_days(-CIVIL_YEARS, 1, 1));
}

/* Every day of the years 1 to 9999, against the plain rule. */
static void
test_calendar_counts_like_a_calendar(void)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	int64_t days = civil_days(1, 1, 1), wrong = 0;
	struct civil c;

	ok(days * DAY == -62135596800);
	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++) {
			int n = lengths[m - 1];

			n += m == 2 && y % 4 == 0 &&
			    (y % 100 != 0 || y % 400 == 0);
			for (int d = 1; d <= n; d++, days++) {
				tz_civil(tz_utc(), days * DAY, &c);
				wrong += c.year != y || c.month != m ||
				    c.day != d || civil_days(y, m, d) != days;
			}
		}
	ok(wrong == 0);
	ok(days == civil_days(10000, 1, 1));
}

static void
test_any_number_is_a_time(void)
{
	static const char *const zones[] = { "UTC", "Europe/Dublin",
		"Pacific/Kiritimati", "GMT-12" };
	static const int64_t times[] = { INT64_MIN, INT64_MIN + 1, INT64_MAX,
		INT64_MAX - 1, INT64_MIN / 2, INT64_MAX / 2 };
	int bad = 0;
	struct civil c;

	for (size_t z = 0; z < NELEM(zones); z++)
		for (size_t i = 0; i < NELEM(times); i++) {
			tz_civil(tz_get(zones[z]), times[i], &c);
			bad += c.month < 1 || c.month > 12 || c.day < 1 ||
			    c.day > 31 || c.hour < 0 || c.hour > 23 ||
			    c.weekday < 0 || c.weekday > 6;
		}
	ok(bad == 0);
	tz_civil(tz_get("Europe/Dublin"), INT64_MAX, &c);
	ok(c.year == 292277026596);
}

static void
test_refuses_what_is_no_zone(void)
{
	static const char *const names[] = { "", "Mars/Olympus", "../../etc",
		"Europe/../Europe/Berlin", "/etc/localtime",
		"/usr/share/zoneinfo/UTC", "Europe/", "Europe",
		"Europe//Berlin ", "europe/berlin", "Europe/Berlin\n",
		"Europe/Ber\x01lin", "zone.tab", "tzdata.zi", "leapseconds",
		"posixrules", "localtime", "right/Europe/Berlin", "right/UTC",
		":UTC", "GMT+", "GMT+24", "GMT+8:", "GMT+8:60", "GMT+08:000",
		"GMT+800", "GMT++8", "GMT 8", "GMT+8 ", "UTC+\xd9\xa8" };
	char longest[200] = "Europe/";

	memset(longest + 7, 'A', sizeof(longest) - 8);
	ok(tz_get(longest) == NULL);
	for (size_t i = 0; i < NELEM(names); i++)
		tap_ok(tz_get(names[i]) == NULL, "no zone", __FILE__, __LINE__);
}

static void
test_offers_only_zones_that_there_are(void)
{
	size_t n, missing = 0, unsorted = 0;
	const char *const *names = tz_names(&n);
	bool utc = false, shanghai = false;

	for (size_t i = 0; i < n; i++) {
		missing += tz_get(names[i]) == NULL;
		unsorted += i > 0 && strcmp(names[i - 1], names[i]) >= 0;
		utc |= strcmp(names[i], "UTC") == 0;
		shanghai |= strcmp(names[i], "Asia/Shanghai") == 0;
	}
	ok(n > 300 && utc && shanghai);
	ok(missing == 0);
	ok(unsorted == 0);
}

static void
test_keeps_the_zones_last_asked_for(void)
{
	size_t n;
	const char *const *names = tz_names(&n);
	const struct tz *berlin = tz_get("Europe/Berlin");

	for (size_t i = 0; i < n && i < TZ_CACHED - 1; i++)
		tz_get(names[i]);
	ok(tz_get("Europe/Berlin") == berlin);
	for (size_t i = 0; i < n; i++) {
		tz_get(names[i]);
		tz_get("Europe/Berlin");
	}
	ok(tz_get("Europe/Berlin") == berlin);
	for (size_t i = 0; i < n; i++)
		tz_get(names[i]);
	is(show(tz_get("Europe/Berlin"), 0), "1970-01-01 01:00:00 +60 CET");
}

/* --- Files of our own making ------------------------------------------- */

static unsigned char file[600];

static size_t
put(size_t at, uint64_t v, int bytes)
{
	while (bytes-- > 0)
		file[at++] = (unsigned char)(v >> (8 * bytes));
	return at;
}

static size_t
put_header(size_t at, unsigned changes, unsigned types, unsigned chars)
{
	memset(file + at, 0, 44);
	memcpy(file + at, "TZif2", 5);
	put(at + 32, changes, 4);
	put(at + 36, types, 4);
	put(at + 40, chars, 4);
	return at + 44;
}

/* A change in 2001 from LMT (0) to XYZ (+1 h), then the footer. */
static struct tz *
zone_with(const char *footer)
{
	size_t at = put_header(put_header(0, 0, 0, 0), 1, 2, 8);

	at = put(at, 1000000000, 8);
	at = put(at, 1, 1);
	at = put(at, 0, 6);
	at = put(at, 3600, 4);
	at = put(at, 4, 2);
	memcpy(file + at, "LMT\0XYZ", 8);
	at += 8;
	at += (size_t)snprintf(
	    (char *)file + at, sizeof(file) - at, "\n%s\n", footer);
	return tzif_read(file, at);
}

static void
test_reads_footers(void)
{
	static const struct row footers[] = {
		{ "", 2000000000, "2033-05-18 04:33:20 +60 XYZ" },
		{ "XYZ-1", 2000000000, "2033-05-18 04:33:20 +60 XYZ" },
		{ "XYZ-1", 999999999, "2001-09-09 01:46:39 +0 LMT" },
		/* Summer all the year, as RFC 8536 writes it. */
		{ "XXX3EDT4,0/0,J365/23", 4102444800,
		    "2099-12-31 20:00:00 -240 EDT" },
		{ "XXX3EDT4,0/0,J365/23", 4118000000,
		    "2100-06-29 20:53:20 -240 EDT" },
		/* Days by number: February 29 counts, or does not. */
		{ "AAA0BBB,60,J90", 1709258399, "2024-03-01 01:59:59 +0 AAA" },
		{ "AAA0BBB,60,J90", 1709258400, "2024-03-01 03:00:00 +60 BBB" },
		{ "AAA0BBB,60,J90", 1677722399, "2023-03-02 01:59:59 +0 AAA" },
		{ "AAA0BBB,60,J90", 1677722400, "2023-03-02 03:00:00 +60 BBB" },
		{ "AAA0BBB,60,J90", 1711846799, "2024-03-31 01:59:59 +60 BBB" },
		{ "AAA0BBB,60,J90", 1711846800, "2024-03-31 01:00:00 +0 AAA" },
		/* Far times of day, as in Greenland and Gaza. */
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 4109878800,
		    "2100-03-28 00:00:00 -60 -01" },
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1711756800 - 1,
		    "2024-03-30 01:59:59 +120 EET" },
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1711756800,
		    "2024-03-30 03:00:00 +180 EEST" },
	};

	for (size_t i = 0; i < NELEM(footers); i++) {
		struct tz *tz = zone_with(footers[i].zone);

		tap_is(tz == NULL ? "refused" : show(tz, footers[i].t),
		    footers[i].want, footers[i].zone, __FILE__, __LINE__);
		free(tz);
	}
}

static void
test_refuses_broken_footers(void)
{
	static const char *const footers[] = { "X", "XY-1", "XYZ", "XYZ-25",
		"XYZ-1ABC", "XYZ-1ABC,", "XYZ-1ABC,M3.5.0", "XYZ-1ABC,M3.5.0,",
		"XYZ-1ABC,M13.5.0,M10.5.0", "XYZ-1ABC,M3.6.0,M10.5.0",
		"XYZ-1ABC,M3.5.7,M10.5.0", "XYZ-1ABC,J0,J1", "XYZ-1ABC,366,1",
		"XYZ-1ABC,M3.5.0/168,M10.5.0", "XYZ-1ABC,M3.5.0,M10.5.0x",
		"<XYZ-1", "<X\"Z>-1", "XYZ-1:60", "XYZ-99999999999999999999",
		"ABCDEFGHIJKLMNOP-1" };

	for (size_t i = 0; i < NELEM(footers); i++)
		tap_ok(zone_with(footers[i]) == NULL, footers[i], __FILE__,
		    __LINE__);
}

/* Whatever bytes are wrong, we say no or show some time. */
static void
test_broken_files_do_no_harm(void)
{
	static unsigned char broken[sizeof(file)];
	uint32_t seed = 1;
	int taken = 0;
	size_t len;

	free(zone_with("AAA0BBB,M3.5.0,M10.5.0"));
	len = 44 + 44 + 9 + 12 + 8 + 24;
	for (size_t i = 0; i < len; i++)
		ok(tzif_read(file, i) == NULL);
	for (int i = 0; i < 20000; i++) {
		struct tz *tz;

		memcpy(broken, file, len);
		for (int j = 0; j <= i % 4; j++) {
			seed = seed * 1664525 + 1013904223;
			broken[(seed >> 8) % len] = (unsigned char)(seed >> 24);
		}
		if ((tz = tzif_read(broken, len)) == NULL)
			continue;
		taken += strlen(show(tz, NOW)) > 0;
		show(tz, INT64_MAX);
		show(tz, INT64_MIN);
		free(tz);
	}
	ok(taken > 100 && taken < 19900);
}

int
main(void)
{
	test_shows_what_the_clock_shows();
	test_knows_the_days_of_the_week();
	test_skipped_times_move_forward();
	test_times_that_come_twice_are_the_first();
	test_values_out_of_range_carry_over();
	test_calendar_counts_like_a_calendar();
	test_any_number_is_a_time();
	test_refuses_what_is_no_zone();
	test_offers_only_zones_that_there_are();
	test_keeps_the_zones_last_asked_for();
	test_reads_footers();
	test_refuses_broken_footers();
	test_broken_files_do_no_harm();
	tz_close();
	return tap_done();
}
