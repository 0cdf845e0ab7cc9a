#include "base/json.h"

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
