/*
 * tap.h - the least that a unit test needs.
 */
#ifndef GUICHET_TESTS_TAP_H
#define GUICHET_TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

#define ok(cond)      tap_ok((cond), #cond, __FILE__, __LINE__)
#define is(got, want) tap_is((got), (want), #got, __FILE__, __LINE__)

static void
tap_ok(bool good, const char *what, const char *file, int line)
{
	tap_count++;
	tap_failed += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tap_count, what);
	if (!good)
		printf("# at %s:%d\n", file, line);
}

static inline void
tap_is(const char *got, const char *want, const char *what, const char *file,
    int line)
{
	bool good = strcmp(got, want) == 0;

	tap_ok(good, what, file, line);
	if (!good)
		printf("# got  \"%s\"\n# want \"%s\"\n", got, want);
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed == 0 ? 0 : 1;
}

#endif
