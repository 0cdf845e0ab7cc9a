/*
 * multipart-dump - say what is in the multipart bodies on standard input.
 *
 * Each is a line "TYPE BODY STEP", the lengths of its Content-Type and of
 * itself in bytes and of the pieces to feed it in (0: whole), and then
 * the two.  The answer is the record of record.h, or "!refused", and a
 * line with a dot.  For multipart-oracle.py.
 */
#include <stdio.h>

#include "record.h"

static char *
read_bytes(struct arena *mem, size_t len)
{
	char *s = arena_alloc(mem, len + 1);

	if (fread(s, 1, len, stdin) != len)
		exit(1);
	return s;
}

int
main(void)
{
	struct arena *mem = arena_new();
	size_t type_len, len, step;

	while (scanf("%zu %zu %zu", &type_len, &len, &step) == 3 &&
	    getchar() == '\n') {
		struct record r = { .first = step, .step = step };
		const char *body, *got;

		r.type = read_bytes(mem, type_len);
		body = read_bytes(mem, len);
		got = record_run(&r, mem, &record_sink, body, len);
		printf("%s.\n", got != NULL ? got : "!refused\n");
		arena_reset(mem);
	}
	arena_free(mem);
	return feof(stdin) ? 0 : 1;
}
