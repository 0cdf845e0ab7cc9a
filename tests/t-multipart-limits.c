#include "edge/multipart.h"

#include "base/buf.h"
#include "edge/mime.h"

#include "multipart.h"
#include "tap.h"

/* Counts what arrives; the record would be too long to read. */
struct count {
	size_t field, value, begin, data, end;
	const char *last; /* name of the last field or file */
};

static void
count_field(void *arg, const char *name, const char *value)
{
	struct count *c = arg;

	c->field++;
	c->value += strlen(value);
	c->last = name;
}

static bool
count_begin(void *arg, const char *name, const char *filename)
{
	struct count *c = arg;

	(void)filename;
	c->begin++;
	c->last = name;
	return true;
}

static void
count_data(void *arg, const void *data, size_t len)
{
	struct count *c = arg;

	(void)data;
	c->data += len;
}

static void
count_end(void *arg, bool whole)
{
	struct count *c = arg;

	c->end += whole;
}

static const struct multipart_sink count_sink = {
	.field = count_field,
	.file_begin = count_begin,
	.file_data = count_data,
	.file_end = count_end,
};

static enum parse
count_pieces(struct arena *mem, struct count *c, const struct buf *b, size_t n)
{
	struct multipart *m = multipart_new(mem, TYPE, &count_sink, c);

	*c = (struct count){ .last = "" };
	for (size_t at = 0; at < b->len; at += n)
		multipart_feed(m, b->s + at, b->len - at < n ? b->len - at : n);
	return multipart_end(m);
}

/* What the pieces are must not matter here either. */
static enum parse
count_all(struct arena *mem, struct count *c, const struct buf *b)
{
	struct count whole;
	enum parse rc = count_pieces(mem, &whole, b, b->len);

	for (size_t n = 1; n <= 7; n += 6) {
		ok(count_pieces(mem, c, b, n) == rc);
		ok(c->field == whole.field && c->value == whole.value &&
		    c->begin == whole.begin && c->end == whole.end &&
		    c->data == whole.data && strcmp(c->last, whole.last) == 0);
	}
	return rc;
}

static void
put_run(struct buf *b, char c, size_t n)
{
	char *s = arena_alloc(b->mem, n + 1);

	memset(s, c, n);
	buf_put(b, s, n);
}

static void
test_cuts_a_field_that_is_too_long(struct arena *mem)
{
	struct count c;
	struct buf b;

	buf_init(&b, mem);
	buf_puts(&b, FIELD("a"));
	put_run(&b, 'x', MULTIPART_FIELD_MAX);
	buf_puts(&b, "\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_OK);
	ok(c.field == 1 && c.value == MULTIPART_FIELD_MAX);

	b.len = 0;
	buf_puts(&b, FIELD("a"));
	put_run(&b, 'x', MULTIPART_FIELD_MAX - 1);
	buf_puts(&b, "单\r\n" FIELD("b") "2\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_FIELD_TOO_LONG);
	/* Between characters; and what comes behind is not lost. */
	ok(c.field == 2 && c.value == MULTIPART_FIELD_MAX - 1 + 1);
	is(c.last, "b");

	b.len = 0;
	buf_puts(&b, FIELD("a"));
	put_run(&b, 'x', MULTIPART_FIELD_MAX - 3);
	buf_puts(&b, "\xf0\x9f\x98\x80\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_FIELD_TOO_LONG);
	ok(c.field == 1 && c.value == MULTIPART_FIELD_MAX - 3);
	arena_reset(mem);
}

static void
test_cuts_where_all_text_is_too_long(struct arena *mem)
{
	struct count c;
	struct buf b;

	/* Four fields with their names fill it to the last byte. */
	buf_init(&b, mem);
	for (int i = 0; i < 4; i++) {
		buf_puts(&b, FIELD("a"));
		put_run(&b, 'x', MULTIPART_FIELD_MAX - 1);
		buf_puts(&b, "\r\n");
	}
	buf_puts(&b, FIELD("") "\r\n" UPLOAD("f", "x") "1\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_OK);
	ok(c.field == 5 && c.value + 4 == MULTIPART_TEXT_MAX);

	b.len -= strlen(UPLOAD("f", "x") "1\r\n" END);
	buf_puts(&b, FIELD("") "1\r\n" UPLOAD("f", "x") "1\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_TOO_LONG);
	ok(c.field == 6 && c.value + 4 == MULTIPART_TEXT_MAX);
	ok(c.begin == 1 && c.data == 1);

	b.len -= strlen(FIELD("") "1\r\n" UPLOAD("f", "x") "1\r\n" END);
	buf_puts(&b, FIELD("z") "\r\n" UPLOAD("f", "x") "1\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_TOO_LONG);
	ok(c.field == 5 && c.begin == 1 && c.data == 1);
	arena_reset(mem);
}

static void
test_keeps_so_many_fields_files_and_parts(struct arena *mem)
{
	struct count c;
	struct buf b;

	buf_init(&b, mem);
	for (int i = 0; i < MULTIPART_FIELDS_MAX; i++)
		buf_puts(&b, FIELD("a") "1\r\n");
	for (int i = 0; i < MULTIPART_FILES_MAX; i++)
		buf_puts(&b, UPLOAD("f", "x") "1\r\n" UPLOAD("f", "") "\r\n");
	buf_puts(&b, END);
	ok(count_all(mem, &c, &b) == PARSE_OK);
	ok(c.field == MULTIPART_FIELDS_MAX);
	ok(c.begin == MULTIPART_FILES_MAX && c.end == MULTIPART_FILES_MAX);

	b.len -= strlen(END);
	buf_puts(&b, UPLOAD("f", "y") "1\r\n" FIELD("b") "1\r\n");
	buf_puts(&b, UPLOAD("f", "y") "\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_TOO_MANY);
	ok(c.field == MULTIPART_FIELDS_MAX);
	ok(c.begin == MULTIPART_FILES_MAX && c.end == MULTIPART_FILES_MAX);
	ok(c.data == MULTIPART_FILES_MAX);

	b.len = 0;
	buf_puts(&b, FIELD("a") "1\r\n");
	for (int i = 1; i < MULTIPART_PARTS_MAX; i++)
		buf_puts(&b, UPLOAD("f", "") "\r\n");
	buf_puts(&b, END);
	ok(count_all(mem, &c, &b) == PARSE_OK);
	b.len -= strlen(END);
	buf_puts(&b, FIELD("b") "1\r\n");
	ok(count_all(mem, &c, &b) == PARSE_TOO_MANY);
	ok(c.field == 1);
	arena_reset(mem);
}

static void
test_keeps_a_header_within_its_size(struct arena *mem)
{
	/* Lines of the header but the empty one; what pads them. */
	const size_t fixed = strlen(HEAD("; name=a") "X: \r\n") -
	    strlen("--b\r\n");
	struct count c;
	struct buf b;

	for (size_t over = 0; over < 2; over++) {
		buf_init(&b, mem);
		buf_puts(&b, HEAD("; name=a") "X: ");
		put_run(&b, 'x', MULTIPART_HEAD_MAX - 2 - fixed + over);
		buf_puts(&b, "\r\n\r\n1\r\n" FIELD("b") "2\r\n" END);
		ok(count_all(mem, &c, &b) == (over ? PARSE_HEADER : PARSE_OK));
		ok(c.field == 2 - over);
		is(c.last, "b");
	}
	for (int over = 0; over < 2; over++) {
		b.len = 0;
		buf_puts(&b, HEAD("; name=a"));
		for (int i = 1; i < MIME_HEADERS_MAX + over; i++)
			buf_puts(&b, "X: x\r\n");
		buf_puts(&b, "\r\n1\r\n" END);
		ok(count_all(mem, &c, &b) == (over ? PARSE_HEADER : PARSE_OK));
	}
	arena_reset(mem);
}

static void
test_passes_a_long_preamble(struct arena *mem)
{
	struct count c;
	struct buf b;

	buf_init(&b, mem);
	for (int i = 0; i < 512 * 1024; i++)
		buf_puts(&b, "\r\n");
	buf_puts(&b, FIELD("a") "1\r\n" END);
	ok(count_all(mem, &c, &b) == PARSE_OK);
	ok(c.field == 1);
	arena_reset(mem);
}

/* An arena that is asked for more than its cap ends the program. */
static void
test_holds_less_than_the_file(struct arena *mem)
{
	const size_t block = 64 * 1024;
	struct count c = { .last = "" };
	struct multipart *m = multipart_new(mem, TYPE, &count_sink, &c);
	char *s = arena_alloc(mem, block);
	size_t sent = 0;

	for (size_t i = 0; i < block; i++)
		s[i] = "\r\n--c 0123456789"[i % 15];
	multipart_feed(m, UPLOAD("f", "x"), strlen(UPLOAD("f", "x")));
	for (; sent <= ARENA_CAP; sent += block)
		multipart_feed(m, s, block);
	multipart_feed(m, "\r\n" END, strlen("\r\n" END));
	ok(multipart_end(m) == PARSE_OK);
	ok(c.begin == 1 && c.end == 1 && c.data == sent);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_cuts_a_field_that_is_too_long(mem);
	test_cuts_where_all_text_is_too_long(mem);
	test_keeps_so_many_fields_files_and_parts(mem);
	test_keeps_a_header_within_its_size(mem);
	test_passes_a_long_preamble(mem);
	test_holds_less_than_the_file(mem);
	arena_free(mem);
	return tap_done();
}
