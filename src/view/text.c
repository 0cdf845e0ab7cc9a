#include "view/text.h"

#include <string.h>

#include "base/utf8.h"

/* What an address begins with; `colon` of its bytes stand before the ":". */
static const struct {
	const char *text;
	size_t len, colon;
} schemes[] = {
	{ "https://", 8, 5 },
	{ "http://", 7, 4 },
	{ "mailto:", 7, 6 },
};

/* A message of links only must not become a page of links only. */
#define LINKS_MAX    200
#define LINK_LEN_MAX 2000 /* bytes */
#define MAIL_LEN_MAX 320

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

static bool
begins(const char *s, const char *word)
{
	while (*word != '\0' && lower(*s) == *word) {
		s++;
		word++;
	}
	return *word == '\0';
}

static bool
is_word(char c)
{
	c = lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool
text_is_cjk(uint32_t cp)
{
	return (cp >= 0x2e80 && cp <= 0x2fff) ||
	    (cp >= 0x3040 && cp <= 0x9fff) || (cp >= 0xac00 && cp <= 0xd7af) ||
	    (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0x20000 && cp <= 0x3ffff);
}

/*
 * May this character stand in an address?  Not white space, controls, what
 * encloses addresses in ASCII, or the punctuation of Chinese and Japanese,
 * which follows them without a space: U+2010 to U+206F, U+3000 to U+303F
 * and the full-width forms.
 */
static bool
in_link(uint32_t cp)
{
	if (cp <= 0x20 || cp == '<' || cp == '>' || cp == '"' || cp == '`' ||
	    cp == '\\' || cp == '^' || cp == '{' || cp == '|' || cp == '}')
		return false;
	return !(cp >= 0x7f && cp <= 0xbf) && !(cp >= 0x2000 && cp <= 0x206f) &&
	    !(cp >= 0x3000 && cp <= 0x303f) &&
	    !(cp >= 0xff00 && cp <= 0xffef) && !utf8_deceives(cp);
}

/*
 * The bytes from s that may belong to an address.  Chinese, Japanese and
 * Korean follow it without a space, and so end it, unless they are the
 * name of its host.
 */
static size_t
run(const char *s, size_t scheme)
{
	size_t max = s[scheme - 1] == '/' ? LINK_LEN_MAX : MAIL_LEN_MAX;
	size_t len = scheme, n;
	bool host_is_cjk;
	uint32_t cp;

	host_is_cjk = utf8_next(s + len, &cp) != 0 && text_is_cjk(cp);
	while (len < max && (n = utf8_next(s + len, &cp)) != 0 && in_link(cp)) {
		if (cp == '/')
			host_is_cjk = false;
		if (!host_is_cjk && text_is_cjk(cp))
			break;
		len += n;
	}
	return len;
}

/*
 * Take off what belongs to the sentence: punctuation at the end, and a
 * bracket that was not opened inside, "(see https://a.example/x)".
 */
static size_t
trim(const char *s, size_t len)
{
	int round = 0, square = 0; /* brackets opened and not closed */

	for (size_t i = 0; i < len; i++) {
		round += (s[i] == '(') - (s[i] == ')');
		square += (s[i] == '[') - (s[i] == ']');
	}
	for (; len > 0; len--) {
		char c = s[len - 1];

		if (c == ')' && round < 0)
			round++;
		else if (c == ']' && square < 0)
			square++;
		else if (c == '(')
			round--;
		else if (c == '[')
			square--;
		else if (strchr(".,;:!?'*_~", c) == NULL)
			break;
	}
	return len;
}

/* Is what follows the scheme enough of an address? */
static bool
is_whole(const char *s, size_t scheme, size_t len)
{
	const char *at;

	if (len <= scheme)
		return false;
	if (s[scheme - 1] == '/') /* of "://": a host begins */
		return is_word(s[scheme]) || s[scheme] == '[' ||
		    (unsigned char)s[scheme] >= 0x80;
	at = memchr(s + scheme, '@', len - scheme);
	return at != NULL && at > s + scheme && at < s + len - 1;
}

/* The scheme of which this is the colon, not before `from`: its start, and
 * its length in *len; NULL if it is none. */
static const char *
scheme_at(const char *from, const char *colon, size_t *len)
{
	for (size_t i = 0; i < NELEM(schemes); i++) {
		const char *s = colon - schemes[i].colon;

		if ((size_t)(colon - from) < schemes[i].colon ||
		    !begins(s, schemes[i].text))
			continue;
		*len = schemes[i].len;
		return s > from && is_word(s[-1]) ? NULL : s;
	}
	return NULL;
}

const char *
text_link(const char *from, size_t *len)
{
	/* Colons are rare, and strchr() is quick. */
	for (const char *colon = from; (colon = strchr(colon, ':')) != NULL;
	     colon++) {
		size_t scheme = 0;
		const char *s = scheme_at(from, colon, &scheme);

		if (s == NULL)
			continue;
		*len = trim(s, run(s, scheme));
		if (is_whole(s, scheme, *len))
			return s;
	}
	return NULL;
}

static void
put_segment(struct model *list, const char *text, const char *href)
{
	struct model *row = model_row(list);

	model_text(row, "t", text);
	if (href != NULL)
		model_text(row, "u", href);
}

void
model_put_message(struct model *m, struct arena *mem, const char *text)
{
	const char *link;
	struct model *list;
	size_t len;

	link = text_link(text, &len);
	if (link == NULL) {
		model_text(m, "t", text);
		return;
	}
	list = model_at(m, "Seg");
	for (int n = 0; link != NULL && n < LINKS_MAX; n++) {
		const char *href = arena_strndup(mem, link, len);

		if (link > text)
			put_segment(list,
			    arena_strndup(mem, text, (size_t)(link - text)),
			    NULL);
		put_segment(list, href, href);
		text = link + len;
		link = text_link(text, &len);
	}
	if (*text != '\0')
		put_segment(list, text, NULL);
}
