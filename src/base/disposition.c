#include "base/disposition.h"

#include <string.h>

#include "base/buf.h"
#include "base/urlenc.h"
#include "base/utf8.h"

static const char *
safe_name(struct arena *mem, const char *s)
{
	struct buf b;
	uint32_t cp;
	size_t n;

	if (s[strspn(s, ".")] == '\0')
		return "file";
	buf_init(&b, mem);
	for (; (n = utf8_next(s, &cp)) > 0; s += n)
		if (utf8_deceives(cp) || cp == '/' || cp == '\\')
			buf_putc(&b, '_');
		else
			buf_put(&b, s, n);
	return b.s;
}

/* For old readers.  Some of them decode "%", and stop at any quote. */
static const char *
ascii_name(struct arena *mem, const char *s)
{
	struct buf b;
	uint32_t cp;
	size_t n;

	buf_init(&b, mem);
	for (; (n = utf8_next(s, &cp)) > 0; s += n)
		if (cp > '~' || cp == '"' || cp == '%')
			buf_putc(&b, '_');
		else
			buf_put(&b, s, n);
	return b.s;
}

char *
disposition(struct arena *mem, bool inline_, const char *name)
{
	const char *s = safe_name(mem, name);

	return arena_printf(mem, "%s; filename=\"%s\"; filename*=UTF-8''%s",
	    inline_ ? "inline" : "attachment", ascii_name(mem, s),
	    url_encode(mem, s));
}
