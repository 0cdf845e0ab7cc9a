/*
 * buf.h - a string that grows, in an arena.
 *
 * The text is always NUL-terminated; `len` does not count the NUL.
 */
#ifndef GUICHET_BASE_BUF_H
#define GUICHET_BASE_BUF_H

#include <stddef.h>

#include "base/arena.h"

struct buf {
	struct arena *mem;
	char *s;
	size_t len, cap; /* bytes */
};

void buf_init(struct buf *, struct arena *);
void buf_put(struct buf *, const void *, size_t len);
void buf_puts(struct buf *, const char *);
void buf_putc(struct buf *, char);
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
