/*
 * small.c - the small words of a page: sizes, initials, extensions.
 */
#include "view/time.h"

#include <string.h>

#include "base/utf8.h"
#include "view/text.h"

#define KB ((int64_t)1024)

const char *
size_words(struct ctx *cx, int64_t bytes)
{
	static const struct {
		int64_t unit, decimals;
		const char *key;
	} rows[] = {
		{ KB * KB * KB, 10, "GB" },
		{ KB * KB, 10, "MB" },
		{ KB, 1, "KB" },
		{ 1, 1, "B" },
	};
	struct slot slot = { "n", "0" };
	size_t i = 0;
	int64_t n;

	if (bytes < 0)
		bytes = 0;
	/* 1023.5 KB are 1 MB, as that is what they are rounded to. */
	while (i < NELEM(rows) - 1 && bytes <= rows[i].unit - rows[i].unit / KB)
		i++;
	n = bytes / rows[i].unit * rows[i].decimals +
	    (bytes % rows[i].unit * rows[i].decimals + rows[i].unit - 1) /
		rows[i].unit;
	if (n % rows[i].decimals != 0)
		slot.value = arena_printf(cx->mem, "%lld.%lld",
		    (long long)(n / 10), (long long)(n % 10));
	else
		slot.value = arena_printf(
		    cx->mem, "%lld", (long long)(n / rows[i].decimals));
	return lang_fill(cx, lang_text(cx, "Size", rows[i].key), &slot, 1);
}

/* Something that can begin a word: no punctuation of ASCII, no space. */
static bool
is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		    (cp >= 'a' && cp <= 'z');
	return cp >= 0xc0 && !utf8_deceives(cp);
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c;
}

/* The character at p, `len` bytes long, as a capital if it has one in
 * ASCII or Latin-1; returns its bytes. */
static size_t
put_capital(char *out, const char *p, size_t len, uint32_t cp)
{
	memcpy(out, p, len);
	if (len == 1)
		out[0] = upper(out[0]);
	else if (cp >= 0xe0 && cp <= 0xfe && cp != 0xf7)
		out[1] = (char)(out[1] - 0x20);
	return len;
}

const char *
initials(struct arena *mem, const char *name)
{
	char *out = arena_alloc(mem, 9), *o = out;
	bool inside = false;
	uint32_t cp;
	size_t len;
	int words = 0;

	for (const char *p = name; (len = utf8_next(p, &cp)) != 0; p += len) {
		bool begins = !inside && is_letter(cp);

		inside = (inside || begins) && cp != ' ' && cp != '-' &&
		    cp != '.';
		if (!begins)
			continue;
		o += put_capital(o, p, len, cp);
		if (++words == 2 || text_is_cjk(cp))
			break;
	}
	return words > 0 ? out : "?";
}

const char *
extension(struct arena *mem, const char *name)
{
	const char *dot = strrchr(name, '.');
	char *out;
	size_t len;

	if (dot == NULL || dot == name)
		return "";
	len = strspn(dot + 1,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	if (len == 0 || len > 5 || dot[1 + len] != '\0')
		return "";
	out = arena_strndup(mem, dot + 1, len);
	for (char *p = out; *p != '\0'; p++)
		*p = upper(*p);
	return out;
}
