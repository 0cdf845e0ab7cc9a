/*
 * Tables as text: read as spreadsheets write them, and written so that they
 * run nothing.
 */
#include "base/csv.h"

#include <string.h>

#include "base/err.h"
#include "tap.h"

static struct arena *mem;

/* All rows in one line: cells in brackets, "!" at what is wrong. */
static const char *
read_all(const char *text)
{
	struct csv c;
	struct buf b;

	buf_init(&b, mem);
	csv_begin(&c, mem, text);
	while (csv_next(&c)) {
		buf_printf(&b, "%d", (int)c.line);
		for (size_t i = 0; !c.wrong && i < c.n; i++)
			buf_printf(&b, "[%s]", c.cell[i]);
		if (c.wrong)
			buf_putc(&b, '!');
	}
	return b.s == NULL ? "" : b.s;
}

static void
test_reads(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" },
		{ "a", "1[a]" },
		{ "a,b\nc,d\n", "1[a][b]2[c][d]" },
		{ "a,b\r\nc,d\r\n", "1[a][b]2[c][d]" },
		{ "a,b\rc,d", "1[a][b]2[c][d]" },
		{ "\xef\xbb\xbf"
		  "a,b",
		    "1[a][b]" },
		{ "a;b\n1,5;2", "1[a][b]2[1,5][2]" },
		{ "a\tb\n1,5\t2;3", "1[a][b]2[1,5][2;3]" },
		{ "\"a;b\",c", "1[a;b][c]" },
		{ ",,\n", "1[][][]" },
		{ "a,\n", "1[a][]" },
		{ "\n\na\n\nb", "3[a]5[b]" },
		{ "\"a\"\"b\",\"c\nd\"\ne", "1[a\"b][c\nd]3[e]" },
		{ "\"\"", "1[]" },
		/* Not well-formed: no guess is made. */
		{ "a,\"b\nc", "1!" },
		{ "a,\"b\"c\nd", "1!" },
		{ "a,b\"c\nd", "1!" },
		/* Guards go. */
		{ "'=1+1,'+1,'-1,'@a,'\t1", "1[=1+1][+1][-1][@a][\t1]" },
		{ "''=1,''a,'a,'", "1['=1]['a]['a][']" },
		{ "'\"a", "1!" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(read_all(rows[i].text), rows[i].want);
}

static void
test_too_many_cells(void)
{
	char text[CSV_CELLS_MAX + 2];

	memset(text, ',', sizeof(text));
	text[CSV_CELLS_MAX - 1] = '\0'; /* as many as there may be */
	ok(strchr(read_all(text), '!') == NULL);
	text[CSV_CELLS_MAX - 1] = ',';
	text[CSV_CELLS_MAX] = '\0';
	is(read_all(text), "1!");
}

static void
test_writes_what_runs_nothing(void)
{
	static const struct {
		const char *cell, *want;
	} rows[] = {
		{ "a", "a\r\n" },
		{ "", "\r\n" },
		{ "=1+1", "'=1+1\r\n" },
		{ "+86", "'+86\r\n" },
		{ "-1", "'-1\r\n" },
		{ "@a", "'@a\r\n" },
		{ "\ta", "\"'\ta\"\r\n" },
		{ "\ra", "\"'\ra\"\r\n" },
		{ "a=1", "a=1\r\n" },
		{ "a,b", "\"a,b\"\r\n" },
		{ "=\"a\"", "\"'=\"\"a\"\"\"\r\n" },
		{ "'a", "'a\r\n" },
		{ "'=a", "''=a\r\n" },
		{ "\xef\xbb\xbf"
		  "a",
		    "\"\xef\xbb\xbf"
		    "a\"\r\n" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct buf b;

		buf_init(&b, mem);
		csv_put(&b, &rows[i].cell, 1);
		is(b.s, rows[i].want);
	}
}

/* Whatever was written is read again as it was. */
static void
test_there_and_back(void)
{
	static const char signs[] = "=+-@\t\r\n'\",;a";
	const size_t n = sizeof(signs) - 1;

	for (size_t k = 0; k < n * n * n * n; k++) {
		char a[4] = { signs[k % n], signs[k / n % n] };
		char b[4] = { signs[k / n / n % n], signs[k / n / n / n] };
		const char *cell[] = { a, b, "end" };
		struct buf out;
		struct csv c;
		bool good;

		buf_init(&out, mem);
		/* The first row says what parts cells. */
		csv_put(&out, (const char *const[]){ "x", "y", "z" }, 3);
		csv_put(&out, cell, 3);
		csv_begin(&c, mem, out.s);
		good = csv_next(&c) && csv_next(&c) && !c.wrong && c.n == 3 &&
		    strcmp(c.cell[0], a) == 0 && strcmp(c.cell[1], b) == 0 &&
		    strcmp(c.cell[2], "end") == 0;
		if (!good)
			printf("# %s\n", out.s);
		if (!good || k == n * n * n * n - 1)
			ok(good);
		arena_reset(mem);
	}
}

int
main(void)
{
	mem = arena_new();
	test_reads();
	test_too_many_cells();
	test_writes_what_runs_nothing();
	test_there_and_back();
	arena_free(mem);
	return tap_done();
}
