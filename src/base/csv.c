#include "base/csv.h"

#include <string.h>

#define BOM "\xef\xbb\xbf" /* byte order mark */

/* Reading ----------------------------------------------------------------- */

static char
find_part(const char *s)
{
	bool quoted = false;

	for (; *s != '\0' && (quoted || (*s != '\n' && *s != '\r')); s++)
		if (*s == '"')
			quoted = !quoted;
		else if (!quoted && strchr(",;\t", *s) != NULL)
			return *s;
	return ',';
}

void
csv_begin(struct csv *c, struct arena *mem, const char *text)
{
	if (strncmp(text, BOM, 3) == 0)
		text += 3;
	*c = (struct csv){
		.mem = mem, .at = text, .part = find_part(text), .next = 1
	};
}

/* Does a spreadsheet take a cell that begins so for more than text? */
static bool
is_odd(char c)
{
	return c != '\0' && strchr("=+-@\t\r", c) != NULL;
}

/* A cell that has a guard, or looks as if it had one. */
static bool
is_guarded(const char *s)
{
	return s[0] == '\'' && (is_odd(s[1]) || s[1] == '\'');
}

/* A cell in quotes; c->at stands behind the first one. */
static const char *
read_quoted(struct csv *c)
{
	struct buf b;

	buf_init(&b, c->mem);
	for (; *c->at != '\0'; c->at++) {
		if (*c->at == '"') {
			if (c->at[1] != '"') {
				c->at++;
				return b.s;
			}
			c->at++;
		}
		c->next += *c->at == '\n';
		buf_putc(&b, *c->at);
	}
	c->wrong = true;
	return "";
}

static const char *
read_plain(struct csv *c)
{
	const char end[] = { c->part, '\n', '\r', '"', '\0' };
	size_t len = strcspn(c->at, end);
	const char *s = arena_strndup(c->mem, c->at, len);

	c->at += len;
	return s;
}

static void
read_cell(struct csv *c)
{
	const char *s;

	if (*c->at == '"') {
		c->at++;
		s = read_quoted(c);
	} else {
		s = read_plain(c);
	}
	if (*c->at != '\0' && *c->at != c->part && *c->at != '\n' &&
	    *c->at != '\r')
		c->wrong = true;
	c->cell[c->n++] = is_guarded(s) ? s + 1 : s;
}

/* LF, CRLF, or a CR alone. */
static void
skip_end(struct csv *c)
{
	if (*c->at == '\r')
		c->at++;
	if (*c->at == '\n')
		c->at++;
}

bool
csv_next(struct csv *c)
{
	while (*c->at == '\n' || *c->at == '\r') {
		skip_end(c);
		c->next++;
	}
	c->line = c->next;
	c->n = 0;
	if (*c->at == '\0' || c->wrong)
		return false;
	for (;;) {
		read_cell(c);
		if (c->wrong || *c->at != c->part)
			break;
		if (c->n == CSV_CELLS_MAX) {
			c->wrong = true;
			break;
		}
		c->at++;
	}
	if (!c->wrong && *c->at != '\0') {
		skip_end(c);
		c->next++;
	}
	return true;
}

/* Writing ----------------------------------------------------------------- */

static void
put_cell(struct buf *b, const char *s)
{
	bool guard = is_odd(*s) || is_guarded(s);
	/* At the beginning of a table a bare mark would be skipped. */
	bool quote = s[strcspn(s, ",;\t\"\r\n")] != '\0' ||
	    strncmp(s, BOM, 3) == 0;

	if (quote)
		buf_putc(b, '"');
	if (guard)
		buf_putc(b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_putc(b, '"');
		buf_putc(b, *s);
	}
	if (quote)
		buf_putc(b, '"');
}

void
csv_put(struct buf *b, const char *const *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		put_cell(b, cell[i]);
	}
	buf_puts(b, "\r\n");
}
