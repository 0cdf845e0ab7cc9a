/*
 * "tz-print DIR" writes what our clocks show at chosen instants, for
 * check-tz.sh; without DIR it says how long a conversion takes.
 */
#include "base/tz.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/err.h"

#define DAY   86400
#define Y1900 INT64_C(-2208988800)
#define Y2101 INT64_C(4133980800)

static void
print_at(const char *zone, const struct tz *tz, int64_t t, FILE *at)
{
	struct civil c;
	int off;

	tz_civil(tz, t, &c);
	off = abs(c.offset);
	fprintf(at, "@%" PRId64 "\n", t);
	printf("%s %04" PRId64 "-%02d-%02d %02d:%02d:%02d %d "
	       "%c%02d:%02d:%02d %s\n",
	    zone, c.year, c.month, c.day, c.hour, c.minute, c.second, c.weekday,
	    c.offset < 0 ? '-' : '+', off / 3600, off / 60 % 60, off % 60,
	    c.abbr);
}

static bool
same_clock(const struct tz *tz, int64_t a, int64_t b)
{
	struct civil x, y;

	tz_civil(tz, a, &x);
	tz_civil(tz, b, &y);
	return x.offset == y.offset && strcmp(x.abbr, y.abbr) == 0;
}

/* tz_unix() undoes tz_civil(), but for times that came before. */
static bool
comes_back(const struct tz *tz, int64_t t)
{
	struct civil c, again;
	int64_t back;

	tz_civil(tz, t, &c);
	back = tz_unix(tz, &c);
	tz_civil(tz, back, &again);
	return back <= t && back > t - 2 * DAY && again.year == c.year &&
	    again.month == c.month && again.day == c.day &&
	    again.hour == c.hour && again.minute == c.minute &&
	    again.second == c.second && (back == t || again.offset > c.offset);
}

/*
 * From 1900 to 2101: some sixty instants in even steps, and the last
 * second before each change of the clock and the first after it.
 */
static bool
print_zone(const char *name, FILE *at)
{
	const int64_t step = (Y2101 - Y1900) / 60 - 12345, look = 5 * DAY;
	const struct tz *tz = tz_get(name);

	if (tz == NULL)
		return false;
	for (int64_t t = Y1900; t < Y2101; t += step)
		print_at(name, tz, t, at);
	for (int64_t t = Y1900; t < Y2101; t += look) {
		int64_t from = t, to = t + look;

		if (!comes_back(tz, t))
			return false;
		if (same_clock(tz, from, to))
			continue;
		while (to - from > 1) {
			int64_t mid = from + (to - from) / 2;

			if (same_clock(tz, from, mid))
				from = mid;
			else
				to = mid;
		}
		print_at(name, tz, from, at);
		print_at(name, tz, to, at);
		if (!comes_back(tz, from) || !comes_back(tz, to))
			return false;
	}
	return true;
}

/* For each name on stdin; the instants of the Nth go to dir/N. */
static int
print_zones(const char *dir)
{
	char name[200], path[1000];
	int n = 0;

	while (fgets(name, sizeof(name), stdin) != NULL) {
		bool good;
		FILE *at;

		name[strcspn(name, "\n")] = '\0';
		snprintf(path, sizeof(path), "%s/%d", dir, ++n);
		if ((at = fopen(path, "w")) == NULL)
			return 1;
		good = print_zone(name, at);
		if (fclose(at) != 0 || !good) {
			fprintf(stderr, "t-tz: \"%s\" is wrong\n", name);
			return 1;
		}
	}
	return 0;
}

static int
bench(void)
{
	static const char *const zones[] = { "UTC", "GMT+8", "Asia/Shanghai",
		"Europe/Berlin", "Australia/Lord_Howe" };
	const int rounds = 20000000;
	struct timespec a, b;
	int64_t sum = 0;
	struct civil c;

	for (size_t z = 0; z < NELEM(zones); z++) {
		const struct tz *tz = tz_get(zones[z]);

		for (int what = 0; what < 2; what++) {
			clock_gettime(CLOCK_MONOTONIC, &a);
			for (int i = 0; i < rounds; i++) {
				tz_civil(tz, (int64_t)i * 211, &c);
				sum += c.second;
				if (what == 1)
					sum += tz_unix(tz, &c);
			}
			clock_gettime(CLOCK_MONOTONIC, &b);
			printf("%-20s %-17s %5.1f ns\n", zones[z],
			    what == 0 ? "tz_civil" : "tz_civil, tz_unix",
			    ((double)(b.tv_sec - a.tv_sec) * 1e9 +
				(double)(b.tv_nsec - a.tv_nsec)) /
				rounds);
		}
	}
	return sum == 42;
}

int
main(int argc, char **argv)
{
	return argc == 2 ? print_zones(argv[1]) : bench();
}
