/*
 * The input is a file of a time zone.
 */
#include "base/err.h"
#include "base/tz.h"
#include "base/tzif.h"

#include "fuzz.h"

/* What a clock shows is a time of day, and comes back. */
static void
check_clock(const struct tz *tz, int64_t t)
{
	struct civil c, again;

	tz_civil(tz, t, &c);
	must(c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= 31);
	must(c.hour >= 0 && c.hour < 24 && c.minute >= 0 && c.minute < 60);
	must(c.second >= 0 && c.second < 60);
	must(c.weekday >= 0 && c.weekday < 7);
	must(c.offset >= -TZ_OFFSET_MAX && c.offset <= TZ_OFFSET_MAX);
	must(strlen(c.abbr) < 1000);
	if (c.year <= -CIVIL_YEARS || c.year >= CIVIL_YEARS)
		return;
	must(tz_unix(tz, &c) <= t);
	tz_civil(tz, tz_unix(tz, &c), &again);
	must(again.day == c.day && again.hour == c.hour);
	must(again.minute == c.minute && again.second == c.second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const int64_t times[] = { 0, 1, INT64_MIN, INT64_MAX, 4102444800,
		253402300799, -62135596800, -5000000000 };
	struct tz *tz = tzif_read(data, len);

	if (tz == NULL)
		return 0;
	for (size_t i = 0; i < NELEM(times); i++)
		check_clock(tz, times[i]);
	for (size_t i = 0; i < tz->count; i += 1 + tz->count / 100) {
		check_clock(tz, tz->at[i]);
		if (tz->at[i] > INT64_MIN)
			check_clock(tz, tz->at[i] - 1);
	}
	free(tz);
	return 0;
}
