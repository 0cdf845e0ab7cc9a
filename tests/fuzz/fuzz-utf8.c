/*
 * The input is a text, and perhaps the name of a file.
 */
#include "base/disposition.h"

#include "fuzz.h"

/* UTF-8 as RFC 3629 tells it: decode, and see whether it had to be so long. */
static bool
reference(const uint8_t *s, size_t len)
{
	static const uint32_t least[] = { 0, 1, 0x80, 0x800, 0x10000 };

	while (len > 0) {
		size_t n = *s < 0x80 ? 1
		    : *s < 0xc0      ? 0
		    : *s < 0xe0      ? 2
		    : *s < 0xf0      ? 3
		    : *s < 0xf8      ? 4
				     : 0;
		uint32_t cp = n == 1 ? *s : *s & (0x7fU >> n);

		if (n == 0 || n > len)
			return false;
		for (size_t i = 1; i < n; i++) {
			if (s[i] >> 6 != 2)
				return false;
			cp = cp * 64 + s[i] % 64;
		}
		if (cp < least[n] || cp > 0x10ffff || cp >> 11 == 0x1b)
			return false;
		s += n;
		len -= n;
	}
	return true;
}

static void
check_truncate(struct arena *mem, const char *s, size_t count)
{
	for (size_t max = 0; max < 4; max++) {
		const char *cut = utf8_truncate(mem, s, max);

		must_be_text(cut);
		must(utf8_count(cut) == (max < count ? max : count));
		must(strncmp(s, cut, strlen(cut)) == 0);
	}
	must(strcmp(utf8_truncate(mem, s, count), s) == 0);
}

static void
check_count(const char *s)
{
	size_t n, len = 0, count = 0;
	uint32_t cp;

	while ((n = utf8_next(s + len, &cp)) > 0) {
		must(cp > 0 && cp <= 0x10ffff);
		len += n;
		count++;
	}
	must(len == strlen(s) && count == utf8_count(s));
}

static void
check_names(struct arena *mem, const char *s)
{
	const char *name = utf8_name(mem, s), *text = text_normalise(mem, s);

	must_be_text(name);
	must(strcmp(utf8_name(mem, name), name) == 0);
	must(strstr(name, "  ") == NULL && strpbrk(name, "\t\n\r") == NULL);
	must_be_text(text);
	must(strchr(text, '\r') == NULL);
	must(strcmp(text_normalise(mem, text), text) == 0);
	/* What may stand in a line may stand in a text. */
	must(!utf8_plain(s, false) || utf8_plain(s, true));
}

static void
check_disposition(struct arena *mem, const char *s)
{
	const char *d = disposition(mem, false, s), *quoted;

	for (const char *p = d; *p != '\0'; p++)
		must(*p >= ' ' && *p <= '~' && *p != '\\');
	quoted = strchr(d, '"') + 1;
	must(strchr(quoted, '"') == strrchr(d, '"'));
	must(strncmp(strrchr(d, '"'), "\"; filename*=UTF-8''", 20) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *mem = fuzz_arena();
	const char *s = arena_strndup(mem, (const char *)data, len);
	bool valid = utf8_valid((const char *)data, len);

	must(valid == reference(data, len));
	if (!valid) {
		uint32_t cp;

		/* Still it must end, within the text. */
		for (size_t n; (n = utf8_next(s, &cp)) > 0; s += n)
			continue;
		return 0;
	}
	check_count(s);
	check_truncate(mem, s, utf8_count(s));
	check_names(mem, s);
	check_disposition(mem, s);
	return 0;
}
