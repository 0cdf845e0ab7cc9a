#include "base/json.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

void
json_string(struct buf *out, const char *s)
{
	buf_putc(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20 || strchr("\"\\<>&", c) != NULL) {
			buf_printf(out, "\\u%04x", c);
		} else if (strncmp(s, "\xe2\x80\xa8", 3) == 0 ||
		    strncmp(s, "\xe2\x80\xa9", 3) == 0) {
			buf_puts(
			    out, s[2] == '\xa8' ? "\\u2028" : "\\u2029");
			s += 2;
		} else {
			buf_putc(out, *s);
		}
	}
	buf_putc(out, '"');
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
