#include "base/words.h"

#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/fold.h"
#include "base/utf8.h"

enum kind {
	LETTER,    /* of a word */
	SINGLE,    /* a word by itself */
	SEPARATOR, /* between words */
	UNSEEN,    /* neither ends a word nor is part of it */
};

/*
 * What characters beyond ASCII are, if not letters, in their order.  The
 * blocks of Unicode 14.
 */
static const struct range {
	uint32_t first, last;
	enum kind kind;
} ranges[] = {
	{ 0x0080, 0x00A9, SEPARATOR },
	{ 0x00AB, 0x00AC, SEPARATOR },
	{ 0x00AD, 0x00AD, UNSEEN }, /* soft hyphen */
	{ 0x00AE, 0x00B1, SEPARATOR },
	{ 0x00B4, 0x00B4, SEPARATOR },
	{ 0x00B6, 0x00B8, SEPARATOR },
	{ 0x00BB, 0x00BB, SEPARATOR },
	{ 0x00BF, 0x00BF, SEPARATOR },
	{ 0x00D7, 0x00D7, SEPARATOR },
	{ 0x00F7, 0x00F7, SEPARATOR },
	{ 0x02C2, 0x02C5, SEPARATOR },
	{ 0x02D2, 0x02DF, SEPARATOR },
	{ 0x0300, 0x036F, UNSEEN }, /* accents */
	{ 0x055A, 0x055F, SEPARATOR },
	{ 0x0589, 0x058A, SEPARATOR },
	{ 0x060C, 0x060D, SEPARATOR },
	{ 0x061B, 0x061F, SEPARATOR },
	{ 0x0640, 0x0640, UNSEEN }, /* stretches a line */
	{ 0x064B, 0x0652, UNSEEN }, /* vowel marks of Arabic */
	{ 0x066A, 0x066D, SEPARATOR },
	{ 0x06D4, 0x06D4, SEPARATOR },
	{ 0x0964, 0x0965, SEPARATOR },
	{ 0x0E00, 0x0EFF, SINGLE }, /* Thai, Lao */
	{ 0x1000, 0x109F, SINGLE }, /* Myanmar */
	{ 0x1100, 0x11FF, SINGLE }, /* Hangul, letter by letter */
	{ 0x1780, 0x17FF, SINGLE }, /* Khmer */
	{ 0x1AB0, 0x1AFF, UNSEEN },
	{ 0x1DC0, 0x1DFF, UNSEEN },
	{ 0x2000, 0x200A, SEPARATOR },
	{ 0x200B, 0x200F, UNSEEN }, /* zero width, marks of direction */
	{ 0x2010, 0x2029, SEPARATOR },
	{ 0x202A, 0x202E, UNSEEN },
	{ 0x202F, 0x205F, SEPARATOR },
	{ 0x2060, 0x206F, UNSEEN },
	{ 0x207A, 0x207E, SEPARATOR },
	{ 0x208A, 0x208E, SEPARATOR },
	{ 0x20A0, 0x20CF, SINGLE }, /* currencies */
	{ 0x20D0, 0x20FF, UNSEEN },
	{ 0x2100, 0x214F, SINGLE }, /* degrees, trade marks */
	{ 0x2190, 0x25FF, SEPARATOR },
	{ 0x2600, 0x27BF, SINGLE }, /* emoji */
	{ 0x27C0, 0x2AFF, SEPARATOR },
	{ 0x2B00, 0x2BFF, SINGLE }, /* emoji */
	{ 0x2E00, 0x2E7F, SEPARATOR },
	{ 0x2E80, 0x2FEF, SINGLE }, /* radicals */
	{ 0x2FF0, 0x3004, SEPARATOR },
	{ 0x3005, 0x3007, SINGLE },
	{ 0x3008, 0x3020, SEPARATOR },
	{ 0x3021, 0x3029, SINGLE },
	{ 0x302A, 0x302F, UNSEEN },
	{ 0x3030, 0x3030, SEPARATOR },
	{ 0x3031, 0x303C, SINGLE },
	{ 0x303D, 0x303F, SEPARATOR },
	{ 0x3040, 0x309F, SINGLE }, /* Hiragana */
	{ 0x30A0, 0x30A0, SEPARATOR },
	{ 0x30A1, 0x30FA, SINGLE }, /* Katakana */
	{ 0x30FB, 0x30FB, SEPARATOR },
	{ 0x30FC, 0x9FFF, SINGLE }, /* …, Han */
	{ 0xA960, 0xA97F, SINGLE },
	{ 0xAC00, 0xD7FF, SINGLE }, /* Hangul */
	{ 0xE000, 0xF8FF, SEPARATOR },
	{ 0xF900, 0xFAFF, SINGLE }, /* Han once more */
	{ 0xFE00, 0xFE0F, UNSEEN }, /* how an emoji looks */
	{ 0xFE10, 0xFE1F, SEPARATOR },
	{ 0xFE20, 0xFE2F, UNSEEN },
	{ 0xFE30, 0xFE6F, SEPARATOR },
	{ 0xFEFF, 0xFEFF, UNSEEN },
	{ 0xFF5F, 0xFF65, SEPARATOR },
	{ 0xFF66, 0xFFDC, SINGLE }, /* half width */
	{ 0xFFE0, 0xFFFF, SEPARATOR },
	{ 0x1F000, 0x1F3FA, SINGLE },
	{ 0x1F3FB, 0x1F3FF, UNSEEN }, /* skin */
	{ 0x1F400, 0x1FAFF, SINGLE },
	{ 0x20000, 0x3FFFF, SINGLE }, /* Han, the rare ones */
	{ 0xE0000, 0xE0FFF, UNSEEN },
};

static enum kind
kind_of(uint32_t cp)
{
	size_t low = 0, high = NELEM(ranges);

	if (cp < 0x80)
		return cp == (uint32_t)WORDS_EDGE[0] ? SINGLE
		    : (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
			(cp >= 'a' && cp <= 'z')
		    ? LETTER
		    : SEPARATOR;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (cp > ranges[mid].last)
			low = mid + 1;
		else if (cp < ranges[mid].first)
			high = mid;
		else
			return ranges[mid].kind;
	}
	return LETTER;
}

/* "Ａ１" are "A1" on a keyboard that writes them as wide as Han. */
static uint32_t
narrow(uint32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

static size_t
put_char(char *out, uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

static void
add(struct word *w, const char *s, size_t len)
{
	if (w->len + len > WORD_BYTES)
		return;
	memcpy(w->s + w->len, s, len);
	w->len += len;
}

/* A letter without its case and its accents. */
static void
add_letter(struct word *w, uint32_t cp)
{
	const char *to = cp < 0x80 ? NULL : fold_char(cp);
	char own[4];
	size_t n;

	if (to == NULL) {
		if (cp >= 'A' && cp <= 'Z')
			cp += 'a' - 'A';
		add(w, own, put_char(own, cp));
		return;
	}
	for (; (n = utf8_next(to, &cp)) > 0; to += n)
		if (kind_of(cp) != UNSEEN)
			add(w, to, n);
}

/* The character at text[at], of `left` bytes; its length. */
static size_t
char_at(const char *text, size_t left, uint32_t *cp)
{
	static const unsigned char lengths[16] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 2, 2, 3, 4 };
	char piece[5] = "";
	size_t n = lengths[(unsigned char)*text >> 4];

	if (n > left)
		n = left;
	memcpy(piece, text, n);
	if (utf8_next(piece, cp) == 0)
		*cp = 0;
	return n;
}

bool
words_next(const char *text, size_t len, size_t *at, struct word *w)
{
	w->len = 0;
	w->single = false;
	while (*at < len) {
		uint32_t cp;
		size_t n = char_at(text + *at, len - *at, &cp);
		enum kind kind;

		cp = narrow(cp);
		kind = kind_of(cp);
		if (w->len > 0 && (kind == SINGLE || kind == SEPARATOR))
			break;
		if (w->len == 0)
			w->begin = *at;
		*at += n;
		if (kind == LETTER) {
			add_letter(w, cp);
		} else if (kind == SINGLE) {
			w->len = put_char(w->s, cp);
			w->single = true;
		} else {
			continue;
		}
		w->end = *at;
		if (w->single)
			break;
	}
	w->s[w->len] = '\0';
	return w->len > 0;
}
