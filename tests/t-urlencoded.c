#include "base/urlencoded.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/urlenc.h"

#include "tap.h"

/* What was read, as "name=value;" each; the input's block ends with it. */
static enum parse
read_text(struct arena *mem, const char *s, size_t len, const char **out)
{
	char *block = malloc(len > 0 ? len : 1);
	struct param *p;
	struct buf b;
	enum parse rc;
	size_t n;

	memcpy(block, s, len);
	rc = urlencoded_read(mem, block, len, &p, &n);
	free(block); /* nothing may point into it */
	buf_init(&b, mem);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s=%s;", p[i].name, p[i].value);
	*out = b.s;
	return rc;
}

static void
test_reads_pairs_in_order(struct arena *mem)
{
	static const struct {
		const char *s, *want;
		enum parse rc;
	} rows[] = {
		{ "", "", PARSE_OK }, { "a=1", "a=1;", PARSE_OK },
		{ "a=1&b=2&a=3", "a=1;b=2;a=3;", PARSE_OK },
		{ "a[]=1", "a[]=1;", PARSE_OK }, { "a", "a=;", PARSE_OK },
		{ "a&b", "a=;b=;", PARSE_OK }, { "a=", "a=;", PARSE_OK },
		{ "=1", "=1;", PARSE_OK }, { "=", "=;", PARSE_OK },
		{ "&&&", "", PARSE_OK }, { "&a=1&&b=2&", "a=1;b=2;", PARSE_OK },
		{ "a=b=c", "a=b=c;", PARSE_OK },
		{ "a=1;b=2", "a=1;b=2;", PARSE_OK }, /* one pair */
		{ "a+b=c+d", "a b=c d;", PARSE_OK },
		{ "a=%2b%2B%26%3d%25", "a=++&=%;", PARSE_OK },
		{ "%61=%E5%b7%A5", "a=工;", PARSE_OK },
		{ "a=\xe5\xb7\xa5", "a=工;", PARSE_OK },
		{ "a=%0D%0A", "a=\r\n;", PARSE_OK },
		/* What is wrong is left out, and what is right is kept. */
		{ "a=%", "", PARSE_BAD_ESCAPE },
		{ "a=%4", "", PARSE_BAD_ESCAPE },
		{ "x=1&a=%zz&y=2", "x=1;y=2;", PARSE_BAD_ESCAPE },
		{ "a=%4g", "", PARSE_BAD_ESCAPE },
		{ "a=%u0041", "", PARSE_BAD_ESCAPE },
		{ "%=1", "", PARSE_BAD_ESCAPE },
		{ "a=%&1=2", "1=2;", PARSE_BAD_ESCAPE },
		{ "a=%+1", "", PARSE_BAD_ESCAPE },
		{ "a=%00&b=2", "b=2;", PARSE_NUL },
		{ "a%00b=1", "", PARSE_NUL }, { "a=%c0%bc", "", PARSE_UTF8 },
		{ "a=%ed%a0%80", "", PARSE_UTF8 },
		{ "a=%f4%90%80%80", "", PARSE_UTF8 },
		{ "a=%ff", "", PARSE_UTF8 }, { "a=%e5%b7", "", PARSE_UTF8 },
		{ "%ff=1", "", PARSE_UTF8 },
		{ "a=%00&b=%", "", PARSE_NUL }, /* the first counts */
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *got;
		enum parse rc;

		rc = read_text(mem, rows[i].s, strlen(rows[i].s), &got);
		tap_ok(rc == rows[i].rc, rows[i].s, __FILE__, __LINE__);
		is(got, rows[i].want);
	}
}

static void
test_a_raw_nul_is_seen(struct arena *mem)
{
	const char *got;

	ok(read_text(mem, "a=1\0002&b=2", 9, &got) == PARSE_NUL);
	is(got, "b=2;");
}

static void
test_keeps_two_hundred(struct arena *mem)
{
	struct buf b;
	struct param *p;
	size_t n;

	buf_init(&b, mem);
	for (int i = 0; i < URLENCODED_PARAMS_MAX; i++)
		buf_printf(&b, "&p%d&", i);
	ok(urlencoded_read(mem, b.s, b.len, &p, &n) == PARSE_OK);
	ok(n == URLENCODED_PARAMS_MAX);

	buf_puts(&b, "one=more");
	ok(urlencoded_read(mem, b.s, b.len, &p, &n) == PARSE_TOO_MANY);
	ok(n == URLENCODED_PARAMS_MAX);
	is(p[0].name, "p0");
	is(p[n - 1].name, "p199");
}

static void
test_refuses_a_text_too_long(struct arena *mem)
{
	char *s = arena_alloc(mem, URLENCODED_BYTES_MAX + 1);
	struct param *p;
	size_t n;

	memset(s, 'a', URLENCODED_BYTES_MAX + 1);
	ok(urlencoded_read(mem, s, URLENCODED_BYTES_MAX, &p, &n) == PARSE_OK);
	ok(n == 1 && strlen(p[0].name) == URLENCODED_BYTES_MAX);
	ok(urlencoded_read(mem, s, URLENCODED_BYTES_MAX + 1, &p, &n) ==
	    PARSE_TOO_LONG);
	ok(n == 0);
}

static void
test_decodes_a_path(struct arena *mem)
{
	static const struct {
		const char *s, *want; /* NULL: none */
	} rows[] = {
		{ "/", "/" },
		{ "/tickets/TS-0000001", "/tickets/TS-0000001" },
		{ "/tickets/", "/tickets/" },
		{ "/a+b", "/a+b" },
		{ "/a%20b", "/a b" },
		{ "/%E5%B7%A5%e5%8d%95.png", "/工单.png" },
		{ "/.well-known", "/.well-known" },
		{ "/...", "/..." },
		{ "/a../b", "/a../b" },
		{ "/a%5cb", "/a\\b" },
		{ "/a%25b", "/a%b" },
		{ "/a%252e", "/a%2e" }, /* once, not twice */
		{ "", NULL },
		{ "a", NULL },
		{ "*", NULL },
		{ "%2f", NULL },
		{ "//", NULL },
		{ "//a", NULL },
		{ "/a//b", NULL },
		{ "/a//", NULL },
		{ "/a%2Fb", NULL },
		{ "/a/%2f", NULL },
		{ "/.", NULL },
		{ "/..", NULL },
		{ "/./a", NULL },
		{ "/a/../b", NULL },
		{ "/a/..", NULL },
		{ "/%2e%2E/b", NULL },
		{ "/.%2e", NULL },
		{ "/a%", NULL },
		{ "/a%4", NULL },
		{ "/a%zz", NULL },
		{ "/a%00b", NULL },
		{ "/a%0ab", NULL },
		{ "/a\tb", NULL },
		{ "/a%7f", NULL },
		{ "/a%c2%85", NULL }, /* U+0085 */
		{ "/a%c2%a0", "/a\xc2\xa0" },
		{ "/%c0%af", NULL },
		{ "/%ff", NULL },
		{ "/\xe5\xb7", NULL },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *s = rows[i].s, *want = rows[i].want;
		const char *got = path_decode(mem, s, strlen(s));

		tap_ok(got == NULL ? want == NULL
				   : want != NULL && strcmp(got, want) == 0,
		    *s != '\0' ? s : "(empty)", __FILE__, __LINE__);
	}
	ok(path_decode(mem, "/a\0b", 4) == NULL);
}

static void
test_encodes_what_is_reserved(struct arena *mem)
{
	is(url_encode(mem, ""), "");
	is(url_encode(mem, "azAZ09-._~"), "azAZ09-._~");
	is(url_encode(mem, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\x7f"),
	    "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40"
	    "%5B%5C%5D%5E%60%7B%7C%7D%7F");
	is(url_encode(mem, "工\r\n"), "%E5%B7%A5%0D%0A");
}

static void
test_what_is_encoded_is_read_back(struct arena *mem)
{
	char all[256], *s;
	struct param *p;
	size_t n;

	for (int i = 0; i < 127; i++)
		all[i] = (char)(i + 1);
	strcpy(all + 127, "工单\xf0\x9f\x98\x80");
	s = arena_printf(
	    mem, "%s=%s", url_encode(mem, all), url_encode(mem, all));
	ok(urlencoded_read(mem, s, strlen(s), &p, &n) == PARSE_OK);
	ok(n == 1);
	is(p[0].name, all);
	is(p[0].value, all);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_reads_pairs_in_order(mem);
	test_a_raw_nul_is_seen(mem);
	test_keeps_two_hundred(mem);
	test_refuses_a_text_too_long(mem);
	test_decodes_a_path(mem);
	test_encodes_what_is_reserved(mem);
	test_what_is_encoded_is_read_back(mem);
	arena_free(mem);
	return tap_done();
}
