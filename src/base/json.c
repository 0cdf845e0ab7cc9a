#include "base/json.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

/* How the byte is written, or NULL: as it is. */
static const char *
short_form(char c)
{
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

void
json_string(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		const char *escape = short_form(*s);
		unsigned char c = (unsigned char)*s;

		if (escape != NULL)
			buf_puts(b, escape);
		else if (c < 0x20 || c == 0x7f || strchr("<>&", *s) != NULL)
			buf_printf(b, "\\u%04x", c);
		else if (strncmp(s, "\xe2\x80\xa8", 3) == 0 ||
		    strncmp(s, "\xe2\x80\xa9", 3) == 0) {
			buf_printf(b, "\\u%04x", 0x2000 + (s[2] & 0x3f));
			s += 2;
		} else
			buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

static void
put_name(struct json *j, const char *name)
{
	if (j->comma)
		buf_putc(&j->out, ',');
	j->comma = true;
	if (name != NULL) {
		json_string(&j->out, name);
		buf_putc(&j->out, ':');
	}
}

void
json_init(struct json *j, struct arena *mem)
{
	buf_init(&j->out, mem);
	j->comma = false;
}

void
json_open(struct json *j, const char *name, char bracket)
{
	put_name(j, name);
	buf_putc(&j->out, bracket);
	j->comma = false;
}

void
json_close(struct json *j, char bracket)
{
	buf_putc(&j->out, bracket);
	j->comma = true;
}

void
json_text(struct json *j, const char *name, const char *value)
{
	put_name(j, name);
	json_string(&j->out, value);
}

void
json_int(struct json *j, const char *name, int64_t value)
{
	put_name(j, name);
	buf_printf(&j->out, "%" PRId64, value);
}

void
json_bool(struct json *j, const char *name, bool value)
{
	put_name(j, name);
	buf_puts(&j->out, value ? "true" : "false");
}
