#include "base/buf.h"

#include <stdarg.h>
#include <string.h>

#define FIRST_SIZE ((size_t)256)

void
buf_init(struct buf *b, struct arena *mem)
{
	*b = (struct buf){ .mem = mem, .cap = FIRST_SIZE };
	b->s = arena_alloc(mem, b->cap);
}

void
buf_put(struct buf *b, const void *p, size_t len)
{
	if (len >= b->cap - b->len) {
		size_t cap = (b->len + len + 1) * 2;
		char *s = arena_alloc(b->mem, cap);

		memcpy(s, b->s, b->len);
		b->s = s;
		b->cap = cap;
	}
	memcpy(b->s + b->len, p, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_puts(b, arena_vprintf(b->mem, fmt, ap));
	va_end(ap);
}
