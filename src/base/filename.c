#include <string.h>
#include <strings.h>

#include "base/filetype.h"
#include "base/utf8.h"

/* A longer extension is not worth keeping. */
#define EXTENSION_BYTES 16

/* Names that Windows gives to devices, with any extension. */
static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "CONIN$",
	"CONOUT$" };
/* And these with one digit behind; the small ones count. */
static const char *const ports[] = { "COM", "LPT" };
static const char *const digits[] = { "0", "1", "2", "3", "4", "5", "6", "7",
	"8", "9", "\xc2\xb9", "\xc2\xb2", "\xc2\xb3" };

static const char *
without_path(const char *name)
{
	const char *p;

	while ((p = strpbrk(name, "/\\")) != NULL)
		name = p + 1;
	return name;
}

/* Only what is to be seen. */
static char *
visible(struct arena *mem, const char *s)
{
	char *out = arena_alloc(mem, strlen(s) + 1), *p = out;
	char one[5];
	uint32_t cp;
	size_t n;

	for (; (n = utf8_next(s, &cp)) > 0; s += n) {
		memcpy(one, s, n);
		one[n] = '\0';
		if (!utf8_plain(one, false))
			continue;
		memcpy(p, s, n);
		p += n;
	}
	*p = '\0';
	return out;
}

static bool
is_device(const char *name)
{
	size_t len = strcspn(name, "."), n = NELEM(digits);

	while (len > 0 && name[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < NELEM(devices); i++)
		if (len == strlen(devices[i]) &&
		    strncasecmp(name, devices[i], len) == 0)
			return true;
	for (size_t i = 0; i < NELEM(ports) * n; i++)
		if (len == 3 + strlen(digits[i % n]) &&
		    strncasecmp(name, ports[i / n], 3) == 0 &&
		    strncmp(name + 3, digits[i % n], len - 3) == 0)
			return true;
	return false;
}

/* Cut the stem so that the whole fits. */
static char *
fit(struct arena *mem, char *name)
{
	const char *ext = filetype_extension(name);
	size_t keep, ext_len;

	if (strlen(name) <= FILENAME_BYTES)
		return name;
	if (ext == NULL || strlen(ext) > EXTENSION_BYTES)
		ext = "";
	else
		ext--; /* with its dot */
	ext_len = strlen(ext);
	keep = FILENAME_BYTES - ext_len;
	while (((unsigned char)name[keep] & 0xc0) == 0x80)
		keep--;
	return arena_printf(mem, "%.*s%s", (int)keep, name, ext);
}

static void
trim_end(char *s)
{
	size_t len = strlen(s);

	while (len > 0 && (s[len - 1] == '.' || s[len - 1] == ' '))
		s[--len] = '\0';
}

char *
filetype_name_clean(struct arena *mem, const char *name)
{
	char *s;

	if (!utf8_valid(name, strlen(name)))
		return NULL;
	s = utf8_name(mem, visible(mem, without_path(name)));
	trim_end(s);
	if (is_device(s))
		s = arena_printf(mem, "_%s", s);
	s = fit(mem, s);
	trim_end(s);
	return s[0] == '\0' ? NULL : s;
}
