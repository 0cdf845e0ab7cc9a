#include "base/tz.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tzif.h"

#define ZONEINFO "/usr/share/zoneinfo"
#define FILE_MAX (512 * 1024)
#define DAY      86400

/* --- The calendar ----------------------------------------------------- */

/*
 * Years are counted from March, so that the odd day of a leap year is
 * the last, and in eras of 400 years, which are all alike.
 */
#define ERA_DAYS   146097
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
civil_days(int64_t year, int month, int day)
{
	int64_t m = (int64_t)month - 3, era, y;

	if (year > CIVIL_YEARS)
		year = CIVIL_YEARS;
	if (year < -CIVIL_YEARS)
		year = -CIVIL_YEARS;
	year += floor_div(m, 12);
	m -= floor_div(m, 12) * 12;
	era = floor_div(year, 400);
	y = year - era * 400;
	return era * ERA_DAYS + y * 365 + y / 4 - y / 100 + (153 * m + 2) / 5 +
	    day - 1 - EPOCH_DAYS;
}

static void
date_of_days(int64_t days, struct civil *out)
{
	int64_t era;
	int of_era, year, of_year, m; /* days, years, days, months */

	out->weekday = (int)((days % 7 + 11) % 7); /* day 0: a Thursday */
	days += EPOCH_DAYS;
	era = floor_div(days, ERA_DAYS);
	of_era = (int)(days - era * ERA_DAYS);
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	m = (5 * of_year + 2) / 153;
	out->day = of_year - (153 * m + 2) / 5 + 1;
	out->month = m < 10 ? m + 3 : m - 9;
	out->year = era * 400 + year + (out->month <= 2);
}

/* --- Clocks ----------------------------------------------------------- */

/* The number of the span that holds `t`. */
static size_t
find_span(const struct tz *tz, int64_t t)
{
	size_t from = 0, n = tz->count;

	while (n > 0) {
		size_t half = n / 2;

		if (tz->at[from + half] <= t) {
			from += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return from;
}

/* The same moment of the calendar's cycle, where changes are listed. */
static int64_t
listed(const struct tz *tz, int64_t t)
{
	int64_t end;

	if (!tz->periodic || t < (end = tz->at[tz->count - 1]))
		return t;
	/* t - end could overflow; the difference of remainders cannot. */
	t = (t % TZ_CYCLE - end % TZ_CYCLE + TZ_CYCLE) % TZ_CYCLE;
	return end - TZ_CYCLE + (t + TZ_CYCLE) % TZ_CYCLE;
}

void
tz_civil(const struct tz *tz, int64_t t, struct civil *out)
{
	const struct tz_type *type;
	int64_t days = floor_div(t, DAY);
	int second = (int)((t % DAY + DAY) % DAY);

	type = &tz->types[tz->type[find_span(tz, listed(tz, t))]];
	out->offset = type->offset;
	out->abbr = tz->abbrs + type->abbr;

	/* Split first: t + offset could overflow. */
	second += type->offset;
	for (; second < 0; second += DAY)
		days--;
	for (; second >= DAY; second -= DAY)
		days++;
	date_of_days(days, out);
	out->hour = second / 3600;
	out->minute = second / 60 % 60;
	out->second = second % 60;
}

int64_t
tz_unix(const struct tz *tz, const struct civil *c)
{
	int64_t local, back, t, before;
	size_t i;

	local = civil_days(c->year, c->month, c->day) * DAY +
	    (int64_t)c->hour * 3600 + (int64_t)c->minute * 60 + c->second;
	/* Far enough back that all spans around are listed. */
	t = local + 2 * TZ_OFFSET_MAX;
	back = t - listed(tz, t);
	local -= back;

	/* This span begins before any clock showed `local`. */
	i = find_span(tz, local - TZ_OFFSET_MAX);
	t = before = local - tz->types[tz->type[i]].offset;
	while (i < tz->count && t >= tz->at[i]) {
		before = t;
		t = local - tz->types[tz->type[++i]].offset;
	}
	/* Too late for the span before, too early for this: skipped. */
	if (i > 0 && t < tz->at[i - 1])
		t = before;
	return t + back;
}

/* --- Zones by name ---------------------------------------------------- */

const struct tz *
tz_utc(void)
{
	static const struct tz_type type = { .offset = 0, .abbr = 0 };
	static const uint8_t first = 0;
	static const struct tz utc = {
		.name = "UTC", .type = &first, .types = &type, .abbrs = "UTC"
	};

	return &utc;
}

/* A file below ZONEINFO, NUL-terminated; NULL if it cannot be read. */
static char *
slurp(struct arena *mem, const char *name, size_t *out)
{
	char path[sizeof(ZONEINFO) + 1 + TZ_NAME_MAX], *s = NULL;
	struct stat st;
	size_t len = 0;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", ZONEINFO, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) || st.st_size < 0 ||
	    st.st_size > FILE_MAX)
		goto out;
	s = arena_alloc(mem, (size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		n = read(fd, s + len, (size_t)st.st_size - len);
		if (n == 0 || (n == -1 && errno != EINTR))
			break;
		len += n > 0 ? (size_t)n : 0;
	}
	*out = len;
out:
	close(fd);
	return s;
}

/*
 * The names of zones begin with a capital; other files beside them
 * ("posixrules", "right/", "zone.tab") do not, or have a dot.
 */
static bool
name_is_sane(const char *name)
{
	static const char more[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_+-/";
	size_t len = strnlen(name, TZ_NAME_MAX + 1);

	return len > 0 && len <= TZ_NAME_MAX && name[0] >= 'A' &&
	    name[0] <= 'Z' && strspn(name, more) == len;
}

static bool
two_digits(const char **p, int max, int *out)
{
	const char *s = *p;

	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*out = (s[0] - '0') * 10 + (s[1] - '0');
	*p += 2;
	return *out <= max;
}

/* "GMT+8", "GMT+08", "GMT+0800", "GMT+08:00"; UTC likewise. */
static struct tz *
read_offset(const char *name)
{
	char abbr[sizeof("GMT+00:00")];
	int hours, minutes = 0, sign;
	const char *p;

	if (strncmp(name, "GMT", 3) != 0 && strncmp(name, "UTC", 3) != 0)
		return NULL;
	if (name[3] != '+' && name[3] != '-')
		return NULL;
	sign = name[3] == '-' ? -1 : 1;
	p = name + 4;
	if (p[0] >= '0' && p[0] <= '9' && (p[1] == '\0' || p[1] == ':'))
		hours = *p++ - '0';
	else if (!two_digits(&p, 23, &hours))
		return NULL;
	if (*p != '\0') {
		p += *p == ':';
		if (!two_digits(&p, 59, &minutes) || *p != '\0')
			return NULL;
	}
	snprintf(abbr, sizeof(abbr), "%.4s%02u:%02u", name,
	    (unsigned)hours % 100, (unsigned)minutes % 100);
	if (hours == 0 && minutes == 0)
		abbr[3] = '\0';
	return tzif_fixed(sign * (hours * 3600 + minutes * 60), abbr);
}

static struct tz *
load(const char *name)
{
	struct arena *mem;
	struct tz *tz;
	size_t len;
	char *file;

	tz = read_offset(name);
	if (tz == NULL && name_is_sane(name)) {
		mem = arena_new();
		if ((file = slurp(mem, name, &len)) != NULL)
			tz = tzif_read(file, len);
		arena_free(mem);
	}
	if (tz != NULL)
		snprintf(tz->name, sizeof(tz->name), "%s", name);
	return tz;
}

/* The last asked for is first; NULL from where it is still empty. */
static struct tz *cache[TZ_CACHED];

const struct tz *
tz_get(const char *name)
{
	struct tz *tz;
	size_t i = 0;

	if (strcmp(name, "UTC") == 0)
		return tz_utc();
	while (i < TZ_CACHED && cache[i] != NULL &&
	    strcmp(cache[i]->name, name) != 0)
		i++;
	if (i < TZ_CACHED && cache[i] != NULL)
		tz = cache[i];
	else if ((tz = load(name)) == NULL)
		return NULL;
	else if (i == TZ_CACHED)
		free(cache[--i]);
	memmove(cache + 1, cache, i * sizeof(cache[0]));
	cache[0] = tz;
	return tz;
}

/* --- What to offer ---------------------------------------------------- */

/*
 * Both are lines of: countries, coordinates, name, comment, with tabs
 * between.  The first has a place for every country, the second only
 * one for countries whose clocks have agreed since 1970.
 */
static const char *const lists[] = { "zone.tab", "zone1970.tab" };

static struct {
	struct arena *mem; /* NULL until they are read */
	const char **names;
	size_t count;
} offered;

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Cut the third field out of a line; NULL if that is no name. */
static char *
name_in_line(char *line)
{
	char *name;

	if (line[0] == '#' || (name = strchr(line, '\t')) == NULL ||
	    (name = strchr(name + 1, '\t')) == NULL)
		return NULL;
	name++;
	name[strcspn(name, "\t")] = '\0';
	return name_is_sane(name) ? name : NULL;
}

static size_t
unique(const char **names, size_t n)
{
	size_t kept = 0;

	qsort(names, n, sizeof(names[0]), compare_names);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(names[i], names[kept - 1]) != 0)
			names[kept++] = names[i];
	return kept;
}

static void
read_names(void)
{
	char *text = NULL, *line, *next;
	size_t len, lines = 1, n = 0;

	offered.mem = arena_new();
	for (size_t i = 0; i < NELEM(lists) && text == NULL; i++)
		text = slurp(offered.mem, lists[i], &len);
	for (const char *p = text; p != NULL && *p != '\0'; p++)
		lines += *p == '\n';
	offered.names = arena_array(
	    offered.mem, lines + 1, sizeof(offered.names[0]));
	for (line = text; line != NULL; line = next) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		if ((line = name_in_line(line)) != NULL)
			offered.names[n++] = line;
	}
	offered.names[n++] = "UTC";
	offered.count = unique(offered.names, n);
}

const char *const *
tz_names(size_t *n)
{
	if (offered.mem == NULL)
		read_names();
	*n = offered.count;
	return offered.names;
}

void
tz_close(void)
{
	for (size_t i = 0; i < TZ_CACHED; i++) {
		free(cache[i]);
		cache[i] = NULL;
	}
	arena_free(offered.mem);
	memset(&offered, 0, sizeof(offered));
}
