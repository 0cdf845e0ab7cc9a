#include "base/ctx.h"

#include <stdarg.h>
#include <stddef.h>

enum err
err_fail_at(struct ctx *cx, enum err code, const char *say, const char *where,
    const char *fmt, ...)
{
	va_list ap;

	if (cx->why != NULL)
		return code;
	va_start(ap, fmt);
	cx->why = arena_vprintf(cx->mem, fmt, ap);
	va_end(ap);
	cx->where = where;
	cx->say = say;
	return code;
}

void
err_clear(struct ctx *cx)
{
	cx->why = cx->where = cx->say = NULL;
	cx->say_n = 0;
}
