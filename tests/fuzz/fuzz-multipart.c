/*
 * Two bytes say in which pieces the body comes, a line gives its type (or
 * none: boundary "b"), and the rest is the body.
 */
#include "../multipart.h"
#include "../record.h"

#include "fuzz.h"

static size_t nfield, nfile, text;

static void
take_field(void *arg, const char *name, const char *value)
{
	must_be_text(name);
	must_be_text(value);
	must(strlen(value) <= MULTIPART_FIELD_MAX);
	text += strlen(name) + strlen(value);
	nfield++;
	record_field(arg, name, value);
}

static bool
take_file(void *arg, const char *name, const char *filename)
{
	must_be_text(name);
	must_be_text(filename);
	must(strpbrk(filename, "/\\") == NULL);
	nfile++;
	return record_begin(arg, name, filename);
}

static const struct multipart_sink sink = {
	.field = take_field,
	.file_begin = take_file,
	.file_data = record_data,
	.file_end = record_end,
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *mem = fuzz_arena();
	struct record r = { .type = TYPE };
	const char *s = (const char *)data, *line, *whole, *pieces;
	size_t first, step;

	if (len < 3 || (line = memchr(s + 2, '\n', len - 2)) == NULL)
		return 0;
	first = data[0];
	step = data[1];
	if (line > s + 2)
		r.type = arena_strndup(mem, s + 2, (size_t)(line - s) - 2);
	line++;
	len -= (size_t)(line - s);

	nfield = nfile = text = 0;
	whole = record_run(&r, mem, &sink, line, len);
	if (whole == NULL)
		return 0;
	must(nfield <= MULTIPART_FIELDS_MAX && nfile <= MULTIPART_FILES_MAX);
	must(text <= MULTIPART_TEXT_MAX);
	r.first = first;
	r.step = step;
	pieces = record_run(&r, mem, &sink, line, len);
	must(strcmp(whole, pieces) == 0);
	return 0;
}
