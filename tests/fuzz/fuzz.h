/*
 * fuzz.h - what every libFuzzer target needs.
 */
#ifndef GUICHET_TESTS_FUZZ_FUZZ_H
#define GUICHET_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* A property that holds for every input. */
#define must(cond)                                                             \
	do {                                                                   \
		if (!(cond)) {                                                 \
			fprintf(                                               \
			    stderr, "%s:%d: %s\n", __FILE__, __LINE__, #cond); \
			abort();                                               \
		}                                                              \
	} while (0)

/* Emptied for each input. */
static inline struct arena *
fuzz_arena(void)
{
	static struct arena *mem;

	if (mem == NULL)
		mem = arena_new();
	arena_reset(mem);
	return mem;
}

static inline void
must_be_text(const char *s)
{
	must(s != NULL && utf8_valid(s, strlen(s)));
}

#endif
