/*
 * The input is a table.  What was read of it, written again and read again,
 * is the same.
 */
#include "base/csv.h"

#include "fuzz.h"

static void
check_row(struct arena *mem, const struct csv *c)
{
	struct csv again;
	struct buf b;

	buf_init(&b, mem);
	csv_put(&b, c->cell, c->n);
	csv_begin(&again, mem, b.s);
	/* A row of one empty cell is an empty line. */
	if (c->n == 1 && *c->cell[0] == '\0') {
		must(!csv_next(&again));
		return;
	}
	must(csv_next(&again) && !again.wrong && again.n == c->n);
	for (size_t i = 0; i < c->n; i++)
		must(strcmp(again.cell[i], c->cell[i]) == 0);
	must(!csv_next(&again));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *mem = fuzz_arena();
	char *text = arena_strndup(mem, (const char *)data, len);
	struct csv c;
	int64_t line = 0;

	if (!utf8_valid(text, strlen(text)))
		return 0;
	csv_begin(&c, mem, text);
	while (csv_next(&c)) {
		must(c.n >= 1 && c.n <= CSV_CELLS_MAX && c.line > line);
		line = c.line;
		if (!c.wrong)
			check_row(mem, &c);
	}
	return 0;
}
