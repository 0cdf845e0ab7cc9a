#include "edge/mime.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* Bytes from `s` up to `end`; no NUL behind them. */
struct span {
	const char *s, *end;
};

struct attribute {
	struct span key, value; /* value without its quotes */
	bool quoted;
};

static size_t
span_len(struct span a)
{
	return (size_t)(a.end - a.s);
}

static bool
span_is(struct span a, const char *word)
{
	return span_len(a) == strlen(word) &&
	    strncasecmp(a.s, word, span_len(a)) == 0;
}

static bool
span_begins(struct span a, const char *word)
{
	size_t len = strlen(word);

	return span_len(a) >= len && strncasecmp(a.s, word, len) == 0;
}

/* RFC 9110's tchar. */
static bool
is_token_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

/* What browsers leave unquoted is not always a token: "a/b", UTF-8. */
static bool
is_bare_char(char c)
{
	unsigned char u = (unsigned char)c;

	return u > ' ' && u != 0x7f && c != ';' && c != '"';
}

static struct span
take_while(struct span *rest, bool (*is)(char))
{
	struct span taken = { rest->s, rest->s };

	while (rest->s < rest->end && is(*rest->s))
		rest->s++;
	taken.end = rest->s;
	return taken;
}

static void
skip_blanks(struct span *rest)
{
	while (rest->s < rest->end && (*rest->s == ' ' || *rest->s == '\t'))
		rest->s++;
}

static bool
take_char(struct span *rest, char c)
{
	if (rest->s == rest->end || *rest->s != c)
		return false;
	rest->s++;
	return true;
}

/* Behind the opening quote, up to the closing one and over it. */
static bool
take_quoted(struct span *rest, struct span *out)
{
	out->s = rest->s;
	for (; rest->s < rest->end; rest->s++) {
		if (*rest->s == '"') {
			out->end = rest->s++;
			return true;
		}
		if (*rest->s == '\\' && rest->end - rest->s > 1 &&
		    (rest->s[1] == '"' || rest->s[1] == '\\'))
			rest->s++;
	}
	return false;
}

/*
 * The next `; key=value` of a header.  False at its end or where it is
 * malformed, which *rest then tells: it is used up, or not.
 */
static bool
take_attribute(struct span *rest, struct attribute *out)
{
	struct span r = *rest;

	skip_blanks(&r);
	if (r.s == r.end)
		*rest = r;
	if (!take_char(&r, ';'))
		return false;
	skip_blanks(&r);
	if (r.s == r.end) {
		*rest = r; /* the last ";" had nothing behind it */
		return false;
	}
	out->key = take_while(&r, is_token_char);
	if (span_len(out->key) == 0 || !take_char(&r, '='))
		return false;
	out->quoted = take_char(&r, '"');
	if (out->quoted) {
		if (!take_quoted(&r, &out->value))
			return false;
	} else {
		out->value = take_while(&r, is_bare_char);
		if (span_len(out->value) == 0)
			return false;
	}
	*rest = r;
	return true;
}

/* How many bytes at `s` stand for one other byte, *c; 0: for themselves. */
static size_t
escape_len(const char *s, const char *end, char *c)
{
	static const struct {
		const char *from;
		char to;
	} rows[] = {
		{ "\\\"", '"' },
		{ "\\\\", '\\' },
		{ "%22", '"' },
		{ "%0D", '\r' },
		{ "%0A", '\n' },
	};
	struct span rest = { s, end };

	for (size_t i = 0; i < NELEM(rows); i++)
		if (span_begins(rest, rows[i].from)) {
			*c = rows[i].to;
			return strlen(rows[i].from);
		}
	return 0;
}

/* The value as text, or NULL if it is none. */
static const char *
attribute_text(struct arena *mem, const struct attribute *at)
{
	const char *s = at->value.s, *end = at->value.end;
	char *out = arena_alloc(mem, span_len(at->value) + 1), *p = out;

	while (s < end) {
		size_t n = 0;

		if (at->quoted && (*s == '\\' || *s == '%'))
			n = escape_len(s, end, p);
		if (n == 0) {
			*p = *s;
			n = 1;
		}
		s += n;
		p++;
	}
	*p = '\0';
	return utf8_valid(out, (size_t)(p - out)) ? out : NULL;
}

/* Behind the last slash of either kind: some send the whole path. */
static const char *
last_segment(const char *s)
{
	const char *last = s;

	for (; *s != '\0'; s++)
		if (*s == '/' || *s == '\\')
			last = s + 1;
	return last;
}

/* RFC 2046's bchars, of which the last must not be a space. */
static bool
is_boundary(struct span a)
{
	size_t n = span_len(a);

	if (n == 0 || n > MIME_BOUNDARY_MAX || a.end[-1] == ' ')
		return false;
	for (const char *p = a.s; p < a.end; p++)
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z') &&
		    !(*p >= '0' && *p <= '9') &&
		    (*p == '\0' || strchr("'()+_,-./:=? ", *p) == NULL))
			return false;
	return true;
}

/* "type/subtype", or a disposition: what stands before the attributes. */
static bool
is_type_char(char c)
{
	return is_token_char(c) || c == '/';
}

const char *
mime_boundary(struct arena *mem, const char *content_type)
{
	struct span rest = { content_type, strchr(content_type, '\0') };
	const char *boundary = NULL;
	struct attribute at;

	skip_blanks(&rest);
	if (!span_is(take_while(&rest, is_type_char), "multipart/form-data"))
		return NULL;
	while (take_attribute(&rest, &at)) {
		if (!span_is(at.key, "boundary"))
			continue;
		if (boundary != NULL || !is_boundary(at.value))
			return NULL;
		boundary = arena_strndup(mem, at.value.s, span_len(at.value));
	}
	return rest.s == rest.end ? boundary : NULL;
}

/* The headers that we read; an empty span is one that did not come. */
enum header { H_DISPOSITION, H_TYPE, H_ENCODING, H__MAX };

static const char *const header_name[H__MAX] = {
	[H_DISPOSITION] = "content-disposition",
	[H_TYPE] = "content-type",
	[H_ENCODING] = "content-transfer-encoding",
};

static bool
keep_header(struct span name, struct span value, struct span found[H__MAX])
{
	for (int h = 0; h < H__MAX; h++) {
		if (!span_is(name, header_name[h]))
			continue;
		if (found[h].s != NULL)
			return false;
		found[h] = value;
	}
	return true;
}

/* "Name: value" without its CRLF. */
static bool
read_line(struct span line, struct span found[H__MAX])
{
	struct span name = take_while(&line, is_token_char);

	if (span_len(name) == 0 || !take_char(&line, ':'))
		return false;
	if (memchr(line.s, '\r', span_len(line)) != NULL ||
	    memchr(line.s, '\n', span_len(line)) != NULL)
		return false;
	skip_blanks(&line);
	return keep_header(name, line, found);
}

static bool
read_lines(struct span head, struct span found[H__MAX])
{
	for (int n = 0; head.s < head.end; n++) {
		const char *crlf = memmem(head.s, span_len(head), "\r\n", 2);

		if (crlf == NULL || n == MIME_HEADERS_MAX ||
		    !read_line((struct span){ head.s, crlf }, found))
			return false;
		head.s = crlf + 2;
	}
	return true;
}

static enum parse
read_disposition(struct arena *mem, struct span rest, struct mime_part *out)
{
	bool has_name = false, has_filename = false, bad_filename = false;
	struct attribute at;

	if (!span_is(take_while(&rest, is_token_char), "form-data"))
		return PARSE_HEADER;
	while (take_attribute(&rest, &at)) {
		if (span_is(at.key, "name")) {
			if (has_name)
				return PARSE_HEADER;
			has_name = true;
			out->name = attribute_text(mem, &at);
		} else if (span_is(at.key, "filename")) {
			if (has_filename)
				return PARSE_HEADER;
			has_filename = true;
			out->filename = attribute_text(mem, &at);
			bad_filename = out->filename == NULL;
		}
	}
	if (rest.s != rest.end || !has_name)
		return PARSE_HEADER;
	if (out->name == NULL)
		return PARSE_NAME;
	if (bad_filename)
		return PARSE_FILENAME;
	if (has_filename)
		out->filename = last_segment(out->filename);
	return PARSE_OK;
}

static bool
is_encoded(struct span encoding)
{
	struct span word = take_while(&encoding, is_token_char);

	skip_blanks(&encoding);
	return span_len(encoding) > 0 ||
	    !(span_is(word, "binary") || span_is(word, "8bit") ||
		span_is(word, "7bit"));
}

enum parse
mime_part_read(
    struct arena *mem, const char *head, size_t len, struct mime_part *out)
{
	struct span found[H__MAX] = { { NULL, NULL } };
	enum parse rc;

	*out = (struct mime_part){ .name = NULL };
	if (!read_lines((struct span){ head, head + len }, found) ||
	    found[H_DISPOSITION].s == NULL)
		return PARSE_HEADER;
	rc = read_disposition(mem, found[H_DISPOSITION], out);
	if (rc != PARSE_OK)
		return rc;
	if (found[H_ENCODING].s != NULL && is_encoded(found[H_ENCODING]))
		return PARSE_UNSUPPORTED;
	/* A file may be a multipart of its own: a saved web page is. */
	if (out->filename == NULL && found[H_TYPE].s != NULL &&
	    span_begins(found[H_TYPE], "multipart/"))
		return PARSE_UNSUPPORTED;
	return PARSE_OK;
}
