/*
 * bench-parsers - how fast untrusted bytes are read, and whether the time
 * grows with their number alone.
 *
 * One line a kind of input: MB/s of processor time at one size and at
 * eight times that size, and the second over the first: about 1 for a
 * parser that is linear.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/urlencoded.h"
#include "base/utf8.h"
#include "edge/cookie.h"
#include "edge/multipart.h"

#define BOUNDARY "----WebKitFormBoundary7MA4YWxkTrZu0gW4"
#define TYPE     "multipart/form-data; boundary=" BOUNDARY
#define PIECE    ((size_t)32 * 1024) /* of a body, as nginx hands it on */

static size_t taken;

static void
take_field(void *arg, const char *name, const char *value)
{
	(void)arg;
	taken += strlen(name) + strlen(value);
}

static bool
take_file(void *arg, const char *name, const char *filename)
{
	(void)arg, (void)name, (void)filename;
	return true;
}

static void
take_data(void *arg, const void *data, size_t len)
{
	(void)arg, (void)data;
	taken += len;
}

static void
take_end(void *arg, bool whole)
{
	(void)arg, (void)whole;
}

static const struct multipart_sink sink = {
	.field = take_field,
	.file_begin = take_file,
	.file_data = take_data,
	.file_end = take_end,
};

/* The input is a file's content. */
static void
run_multipart(struct arena *mem, const char *s, size_t len)
{
	static const char head[] =
	    "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"f\"; "
	    "filename=\"x\"\r\n\r\n";
	struct multipart *m = multipart_new(mem, TYPE, &sink, NULL);

	multipart_feed(m, head, sizeof(head) - 1);
	for (size_t at = 0; at < len; at += PIECE)
		multipart_feed(m, s + at, len - at < PIECE ? len - at : PIECE);
	multipart_feed(m, "\r\n--" BOUNDARY "--", sizeof(BOUNDARY) + 5);
	if (multipart_end(m) != PARSE_OK)
		abort();
}

static void
run_urlencoded(struct arena *mem, const char *s, size_t len)
{
	struct param *p;
	size_t n;

	taken += (size_t)urlencoded_read(mem, s, len, &p, &n) + n;
}

static void
run_cookie(struct arena *mem, const char *s, size_t len)
{
	bool twice;

	(void)len;
	taken += cookie_get(mem, s, "sid", &twice) != NULL;
}

static void
run_utf8(struct arena *mem, const char *s, size_t len)
{
	(void)mem;
	taken += utf8_valid(s, len);
}

static const struct {
	const char *what;
	void (*run)(struct arena *, const char *, size_t);
	const char *repeat; /* the input; NULL: random bytes */
	size_t size;        /* the smaller one, bytes */
} rows[] = {
	{ "file, random bytes", run_multipart, NULL, 1 << 20 },
	{ "file, zeros", run_multipart, "", 1 << 20 },
	{ "file, lines of text", run_multipart,
	    "2026-11-24T04:35:00Z gateway: connection refused by upstream\r\n",
	    1 << 20 },
	{ "file, CR", run_multipart, "\r", 1 << 20 },
	{ "file, CRLF", run_multipart, "\r\n", 1 << 20 },
	{ "file, beginnings of delimiters", run_multipart,
	    "\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW", 1 << 20 },
	{ "file, false delimiters", run_multipart, "\r\n--" BOUNDARY "-",
	    1 << 20 },
	{ "form, one text", run_urlencoded, "%E5%B7%A5%E5%8D%95+text",
	    1 << 16 },
	{ "form, too many names", run_urlencoded, "a=b&", 1 << 16 },
	{ "form, bad escapes", run_urlencoded, "%&", 1 << 16 },
	{ "cookies", run_cookie, "name=value; ", 1 << 13 },
	{ "cookies, no names", run_cookie, ";", 1 << 13 },
	{ "UTF-8, ASCII", run_utf8, "text", 1 << 16 },
	{ "UTF-8, Chinese", run_utf8, "工单，登录失败", 1 << 16 },
	{ "UTF-8, mixed", run_utf8, "r\xc3\xa9sum\xc3\xa9 工单 #42 ", 1 << 16 },
};

static char *
make_input(const char *repeat, size_t len)
{
	char *s = malloc(len + 1);
	size_t n = repeat != NULL && *repeat != '\0' ? strlen(repeat) : 1;

	if (s == NULL)
		abort();
	for (size_t i = 0; i < len; i++)
		s[i] = repeat != NULL ? repeat[i % n] : (char)rand();
	s[len] = '\0';
	return s;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* MB/s: the best of three measurements of a tenth of a second. */
static double
speed(size_t row, size_t len)
{
	struct arena *mem = arena_new();
	char *s = make_input(rows[row].repeat, len);
	double best = 0;

	for (int i = 0; i < 3; i++) {
		double start = now(), took, mb = 0;

		do {
			rows[row].run(mem, s, len);
			arena_reset(mem);
			mb += (double)len / 1e6;
			took = now() - start;
		} while (took < 0.1);
		if (mb / took > best)
			best = mb / took;
	}
	free(s);
	arena_free(mem);
	return best;
}

int
main(void)
{
	for (size_t i = 0; i < NELEM(rows); i++) {
		double small = speed(i, rows[i].size);
		double large = speed(i, rows[i].size * 8);

		printf("%-32s %8.0f MB/s %8.0f MB/s  %.2f\n", rows[i].what,
		    small, large, large / small);
	}
	return taken == 0;
}
