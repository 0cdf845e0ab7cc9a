#include "base/utf8.h"

#include <string.h>

#include "base/err.h"

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

/* Are all eight bytes ASCII, and none NUL? */
static bool
is_ascii8(const unsigned char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	return ((w | (w - ONES)) & HIGHS) == 0;
}

/*
 * The multi-byte part of Unicode's table 3-7: for each range of lead
 * bytes the range of the second byte, which is narrower where it must
 * keep out overlong forms, surrogates, and what is above U+10FFFF.  All
 * later bytes are 80..BF.  The common leads come first.
 */
static const struct {
	unsigned char lead_min, lead_max;
	unsigned char next_min, next_max;
	unsigned char len; /* bytes of the whole */
} sequence[] = {
	{ 0xe1, 0xec, 0x80, 0xbf, 3 },
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
	{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
	{ 0xed, 0xed, 0x80, 0x9f, 3 },
	{ 0xee, 0xef, 0x80, 0xbf, 3 },
	{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
	{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

static bool
is_continuation(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of the well-formed multi-byte character at `s`, or 0. */
static size_t
sequence_len(const unsigned char *s, size_t len)
{
	for (size_t i = 0; i < NELEM(sequence); i++) {
		size_t n = sequence[i].len;

		if (s[0] < sequence[i].lead_min || s[0] > sequence[i].lead_max)
			continue;
		if (n > len || s[1] < sequence[i].next_min ||
		    s[1] > sequence[i].next_max)
			return 0;
		for (size_t k = 2; k < n; k++)
			if (!is_continuation(s[k]))
				return 0;
		return n;
	}
	return 0;
}

bool
utf8_valid(const char *str, size_t len)
{
	const unsigned char *s = (const unsigned char *)str;
	size_t n;

	while (len > 0) {
		if (len >= 8 && is_ascii8(s))
			n = 8;
		else if (*s < 0x80)
			n = *s != '\0' ? 1 : 0;
		else
			n = sequence_len(s, len);
		if (n == 0)
			return false;
		s += n;
		len -= n;
	}
	return true;
}

size_t
utf8_count(const char *s)
{
	size_t len = strlen(s), n = 0;

	for (size_t i = 0; i < len; i++)
		n += !is_continuation((unsigned char)s[i]);
	return n;
}

size_t
utf8_next(const char *str, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)str;
	size_t n = 1;
	uint32_t c = s[0];

	if (c == 0)
		return 0;
	while (n < 4 && is_continuation(s[n]))
		n++;
	if (n > 1)
		c &= 0x7fU >> n;
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (s[i] & 0x3f);
	*cp = c;
	return n;
}

char *
utf8_truncate(struct arena *mem, const char *s, size_t max)
{
	const char *p = s;
	uint32_t cp;
	size_t n;

	while (max-- > 0 && (n = utf8_next(p, &cp)) > 0)
		p += n;
	return arena_strndup(mem, s, (size_t)(p - s));
}

/*
 * What is not to be seen, in ascending order.  DECEIVES: in no text;
 * INVISIBLE: in no name, where it would make two names look alike.
 */
static const struct {
	uint32_t min, max;
	enum { DECEIVES, INVISIBLE } how;
} hidden[] = {
	{ 0x0000, 0x001f, DECEIVES },    /* C0 */
	{ 0x007f, 0x009f, DECEIVES },    /* DEL, C1 */
	{ 0x00ad, 0x00ad, INVISIBLE },   /* soft hyphen */
	{ 0x034f, 0x034f, INVISIBLE },   /* grapheme joiner */
	{ 0x061c, 0x061c, INVISIBLE },   /* Arabic letter mark */
	{ 0x115f, 0x1160, INVISIBLE },   /* Hangul fillers */
	{ 0x17b4, 0x17b5, INVISIBLE },   /* Khmer inherent vowels */
	{ 0x180e, 0x180e, INVISIBLE },   /* Mongolian vowel separator */
	{ 0x200b, 0x200f, INVISIBLE },   /* zero-width, joiners, marks */
	{ 0x2028, 0x2029, INVISIBLE },   /* line, paragraph separator */
	{ 0x202a, 0x202e, DECEIVES },    /* embeddings and overrides */
	{ 0x2060, 0x2064, INVISIBLE },   /* word joiner, operators */
	{ 0x2066, 0x2069, DECEIVES },    /* isolates */
	{ 0x206a, 0x206f, INVISIBLE },   /* deprecated format controls */
	{ 0x3164, 0x3164, INVISIBLE },   /* Hangul filler */
	{ 0xfeff, 0xfeff, INVISIBLE },   /* byte order mark */
	{ 0xffa0, 0xffa0, INVISIBLE },   /* half-width Hangul filler */
	{ 0xfff9, 0xfffb, INVISIBLE },   /* interlinear annotation */
	{ 0xe0000, 0xe007f, INVISIBLE }, /* tags */
};

static bool
is_hidden(uint32_t cp, bool in_name)
{
	if (cp >= 0x20 && cp < 0x7f)
		return false;
	for (size_t i = 0; i < NELEM(hidden) && cp >= hidden[i].min; i++)
		if (cp <= hidden[i].max)
			return in_name || hidden[i].how == DECEIVES;
	return false;
}

bool
utf8_deceives(uint32_t cp)
{
	return is_hidden(cp, false);
}

bool
utf8_plain(const char *s, bool multiline)
{
	uint32_t cp;
	size_t n;

	for (; (n = utf8_next(s, &cp)) > 0; s += n) {
		if (multiline && (cp == '\t' || cp == '\n'))
			continue;
		if (is_hidden(cp, !multiline))
			return false;
	}
	return true;
}

/* Unicode's White_Space. */
static bool
is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 ||
	    cp == 0xa0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) ||
	    cp == 0x2028 || cp == 0x2029 || cp == 0x202f || cp == 0x205f ||
	    cp == 0x3000;
}

char *
utf8_name(struct arena *mem, const char *s)
{
	char *out = arena_alloc(mem, strlen(s) + 1);
	char *p = out;
	bool gap = false;
	uint32_t cp;
	size_t n;

	for (; (n = utf8_next(s, &cp)) > 0; s += n) {
		if (is_space(cp)) {
			gap = p > out;
			continue;
		}
		if (gap)
			*p++ = ' ';
		gap = false;
		memcpy(p, s, n);
		p += n;
	}
	*p = '\0';
	return out;
}

bool
text_blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

char *
text_normalise(struct arena *mem, const char *s)
{
	char *out = arena_alloc(mem, strlen(s) + 1);
	char *p = out;

	for (; *s != '\0'; s++) {
		if (s[0] == '\r' && s[1] == '\n')
			continue;
		*p++ = *s == '\r' ? '\n' : *s;
	}
	*p = '\0';
	return out;
}
