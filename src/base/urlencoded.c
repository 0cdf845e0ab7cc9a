#include "base/urlencoded.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte that `s`, at a "%", stands for; -1 if it stands for none. */
static int
escaped_byte(const char *s, const char *end)
{
	int hi, lo;

	if (end - s < 3)
		return -1;
	hi = hex_digit(s[1]);
	lo = hex_digit(s[2]);
	return hi == -1 || lo == -1 ? -1 : hi << 4 | lo;
}

/*
 * Decode into `out`, which takes as many bytes as there are encoded and
 * a NUL, and check what comes out.  *next is moved behind that NUL.
 */
static enum parse
decode(const char *s, const char *end, char plus, char *out, char **next)
{
	char *p = out;

	while (s < end) {
		int c = *s == '+' ? plus : *s;

		if (*s == '%') {
			c = escaped_byte(s, end);
			if (c == -1)
				return PARSE_BAD_ESCAPE;
			s += 2;
		}
		s++;
		*p++ = (char)c;
	}
	*p = '\0';
	*next = p + 1;
	if (utf8_valid(out, (size_t)(p - out)))
		return PARSE_OK;
	return memchr(out, '\0', (size_t)(p - out)) ? PARSE_NUL : PARSE_UTF8;
}

/* One pair from s to end; its bytes go to *text, which moves on. */
static enum parse
read_pair(const char *s, const char *end, char **text, struct param *out)
{
	const char *eq = memchr(s, '=', (size_t)(end - s));
	char *name = *text, *value, *next;
	enum parse rc;

	rc = decode(s, eq != NULL ? eq : end, ' ', name, &value);
	if (rc != PARSE_OK)
		return rc;
	*out = (struct param){ .name = name, .value = "" };
	if (eq == NULL) {
		*text = value;
		return PARSE_OK;
	}
	rc = decode(eq + 1, end, ' ', value, &next);
	if (rc != PARSE_OK)
		return rc;
	out->value = value;
	*text = next;
	return PARSE_OK;
}

enum parse
urlencoded_read(struct arena *mem, const char *s, size_t len,
    struct param **out, size_t *nout)
{
	const char *end = s + len, *amp;
	enum parse first = PARSE_OK, rc;
	size_t n = 0, max;
	struct param *param;
	char *text;

	*out = NULL;
	*nout = 0;
	if (len > URLENCODED_BYTES_MAX)
		return PARSE_TOO_LONG;

	/* A pair takes a byte at least, and an "&" from the next. */
	max = (len + 1) / 2;
	if (max > URLENCODED_PARAMS_MAX)
		max = URLENCODED_PARAMS_MAX;
	param = arena_array(mem, max, sizeof(*param));
	/* Decoding never lengthens, and "=" and "&" make room for NULs. */
	text = arena_alloc(mem, len + 1);
	while (s < end) {
		amp = memchr(s, '&', (size_t)(end - s));
		if (amp == NULL)
			amp = end;
		if (amp > s && n == max) {
			rc = PARSE_TOO_MANY;
			amp = end;
		} else if (amp > s) {
			rc = read_pair(s, amp, &text, &param[n]);
			n += rc == PARSE_OK;
		} else {
			rc = PARSE_OK;
		}
		if (first == PARSE_OK)
			first = rc;
		s = amp < end ? amp + 1 : end;
	}
	*out = param;
	*nout = n;
	return first;
}

/* `s` begins with "/"; is each segment a name, but that the last may be empty?
 */
static bool
segments_ok(const char *s)
{
	size_t n;

	while (*s == '/') {
		s++;
		n = strcspn(s, "/");
		if (n == 0 && *s == '/')
			return false;
		if ((n == 1 && s[0] == '.') ||
		    (n == 2 && s[0] == '.' && s[1] == '.'))
			return false;
		s += n;
	}
	return true;
}

static bool
has_control(const char *s)
{
	uint32_t cp;
	size_t n;

	for (; (n = utf8_next(s, &cp)) > 0; s += n)
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
			return true;
	return false;
}

static size_t
count_slashes(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += s[i] == '/';
	return n;
}

const char *
path_decode(struct arena *mem, const char *s, size_t len)
{
	char *path = arena_alloc(mem, len + 1);
	char *next;

	if (len == 0 || *s != '/' ||
	    decode(s, s + len, '+', path, &next) != PARSE_OK)
		return NULL;
	if (count_slashes(s, len) != count_slashes(path, strlen(path)))
		return NULL;
	return segments_ok(path) && !has_control(path) ? path : NULL;
}
