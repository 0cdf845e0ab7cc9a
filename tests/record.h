/*
 * record.h - a sink that writes down what the multipart parser says, one
 * line a part, so that two runs can be compared:
 *
 *	name=value
 *	name<filename>data		"<cut>" behind it if broken off,
 *					"<unwanted>" in place of the data
 *	!why where			the first fault
 *
 * What is not visible ASCII, and "%", is written as %XX.
 */
#ifndef GUICHET_TESTS_RECORD_H
#define GUICHET_TESTS_RECORD_H

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "edge/multipart.h"

struct record {
	const char *type;     /* Content-Type of the body */
	const char *unwanted; /* file name whose bytes are not taken, or NULL */
	size_t first, step;   /* bytes of the first piece, and of the others;
				 0: all that is left */
	struct buf text;      /* what was read */
	bool in_file;
};

static void
record_bytes(struct buf *b, const void *data, size_t len)
{
	static const char hex[] = "0123456789ABCDEF";
	const unsigned char *p = data;

	for (size_t i = 0; i < len; i++) {
		char c[3] = { '%', hex[p[i] >> 4], hex[p[i] & 0xf] };

		if (p[i] > ' ' && p[i] < 0x7f && p[i] != '%')
			buf_put(b, p + i, 1);
		else
			buf_put(b, c, 3);
	}
}

static void
record_field(void *arg, const char *name, const char *value)
{
	struct record *r = arg;

	record_bytes(&r->text, name, strlen(name));
	buf_puts(&r->text, "=");
	record_bytes(&r->text, value, strlen(value));
	buf_puts(&r->text, "\n");
}

static bool
record_begin(void *arg, const char *name, const char *filename)
{
	struct record *r = arg;
	bool wanted;

	wanted = r->unwanted == NULL || strcmp(r->unwanted, filename) != 0;
	record_bytes(&r->text, name, strlen(name));
	buf_puts(&r->text, "<");
	record_bytes(&r->text, filename, strlen(filename));
	buf_puts(&r->text, wanted ? ">" : "><unwanted>");
	if (r->in_file)
		abort(); /* the one before has not ended */
	r->in_file = true;
	return wanted;
}

static void
record_data(void *arg, const void *data, size_t len)
{
	struct record *r = arg;

	if (!r->in_file || len == 0)
		abort();
	record_bytes(&r->text, data, len);
}

static void
record_end(void *arg, bool whole)
{
	struct record *r = arg;

	if (!r->in_file)
		abort();
	r->in_file = false;
	buf_puts(&r->text, whole ? "\n" : "<cut>\n");
}

static const struct multipart_sink record_sink __attribute__((unused)) = {
	.field = record_field,
	.file_begin = record_begin,
	.file_data = record_data,
	.file_end = record_end,
};

/* Feed a piece in a block that ends with it, so that overruns are seen. */
static void
record_feed(struct multipart *m, const char *s, size_t len)
{
	char *block = malloc(len);

	if (block == NULL)
		abort();
	memcpy(block, s, len);
	multipart_feed(m, block, len);
	free(block);
}

/* Parse a body into record_sink or one that calls it.  Returns the record,
   or NULL if the type is refused. */
static const char *
record_run(struct record *r, struct arena *mem,
    const struct multipart_sink *sink, const char *body, size_t len)
{
	struct multipart *m = multipart_new(mem, r->type, sink, r);
	const char *where;
	enum parse why;

	if (m == NULL)
		return NULL;
	buf_init(&r->text, mem);
	for (size_t at = 0, n = r->first; at < len; at += n, n = r->step) {
		if (n == 0 || n > len - at)
			n = len - at;
		record_feed(m, body + at, n);
	}
	why = multipart_end(m);
	where = multipart_where(m);
	if (why != PARSE_OK)
		buf_printf(&r->text, "!%s ", parse_word(why));
	if (where != NULL)
		record_bytes(&r->text, where, strlen(where));
	if (why != PARSE_OK)
		buf_puts(&r->text, "\n");
	if (r->in_file)
		abort();
	return r->text.s;
}

#endif
