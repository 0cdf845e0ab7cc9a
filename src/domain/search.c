#include "domain/search.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/words.h"
#include "domain/act.h"
#include "store/store.h"

/* What is typed ------------------------------------------------------------ */

#define TERM_WORDS 16 /* of a phrase */

struct term {
	const char *text; /* as it was typed, without its marks */
	size_t len;
	struct word word[TERM_WORDS];
	size_t nword;
	bool prefix; /* the last word may go on */
};

struct terms {
	struct term term[SEARCH_TERMS];
	size_t n;
};

/* The bytes of a quotation mark at s, 0 if there is none. */
static size_t
quote_at(const char *s)
{
	static const char *const marks[] = { "\"", "\xe2\x80\x9c", /* “ */
		"\xe2\x80\x9d",                                    /* ” */
		"\xe3\x80\x8c", "\xe3\x80\x8d",                    /* 「」 */
		"\xef\xbc\x82" };                                  /* ＂ */

	for (size_t i = 0; i < NELEM(marks); i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static bool
is_space(const char *s, size_t *len)
{
	static const char wide[] = "\xe3\x80\x80";

	*len = strncmp(s, wide, 3) == 0 ? 3 : 1;
	return *len == 3 || *s == ' ' || *s == '\t' || *s == '\n';
}

/* One or two letters begin too much to be meant as a beginning. */
static bool
may_go_on(const struct word *w)
{
	return !w->single && utf8_count(w->s) >= 3;
}

static void
add_term(struct terms *t, const char *s, size_t len, bool quoted)
{
	struct term *term = &t->term[t->n];
	size_t at = 0;

	if (t->n == SEARCH_TERMS)
		return;
	*term = (struct term){ .text = s, .len = len };
	while (term->nword < TERM_WORDS &&
	    words_next(s, len, &at, &term->word[term->nword]))
		term->nword++;
	if (term->nword == 0)
		return;
	/* No more of it than was read. */
	if (term->nword == TERM_WORDS)
		term->len = term->word[TERM_WORDS - 1].end;
	term->prefix = !quoted && may_go_on(&term->word[term->nword - 1]);
	t->n++;
}

static void
read_terms(const char *s, struct terms *t)
{
	t->n = 0;
	while (*s != '\0') {
		size_t quote = quote_at(s), len = 0, n;

		s += quote;
		if (quote == 0 && is_space(s, &n)) {
			s += n;
			continue;
		}
		while (s[len] != '\0' && quote_at(s + len) == 0 &&
		    (quote > 0 || !is_space(s + len, &n)))
			len++;
		add_term(t, s, len, quote > 0);
		s += len;
		if (quote > 0)
			s += quote_at(s);
	}
}

/*
 * Each term a phrase in quotation marks, of words that have no mark in them:
 * whatever is typed, FTS5 reads phrases and stars.
 */
const char *
search_words(struct arena *mem, const char *typed)
{
	struct terms *t = arena_alloc(mem, sizeof(*t));
	struct buf b;

	buf_init(&b, mem);
	read_terms(typed, t);
	for (size_t i = 0; i < t->n; i++) {
		const struct term *term = &t->term[i];

		buf_puts(&b, i > 0 ? " AND \"" : "\"");
		for (size_t k = 0; k < term->nword; k++) {
			buf_puts(&b, k > 0 ? " " : "");
			buf_puts(&b, term->word[k].s);
		}
		buf_puts(&b, term->prefix ? "\"*" : "\"");
	}
	return b.len > 0 ? b.s : "";
}

/* Where it stands ---------------------------------------------------------- */

#define HITS_MAX 200 /* marked in a text */

struct hit {
	size_t begin, end;
};

struct hits {
	struct hit hit[HITS_MAX];
	size_t n;
	unsigned terms; /* bit (1 << i): term i is there */
};

static bool
is_word(const struct term *t, size_t k, const struct word *w)
{
	const struct word *want = &t->word[k];

	if (t->prefix && k == t->nword - 1)
		return strncmp(w->s, want->s, want->len) == 0;
	return strcmp(w->s, want->s) == 0;
}

/* Does the term stand at `at`, where `first` is the word? */
static bool
stands_at(const struct term *t, const char *s, size_t len,
    const struct word *first, size_t at, size_t *end)
{
	struct word w = *first;

	for (size_t k = 0; k < t->nword; k++) {
		if (k > 0 && !words_next(s, len, &at, &w))
			return false;
		if (!is_word(t, k, &w))
			return false;
	}
	*end = w.end;
	return true;
}

static void
add_hit(struct hits *h, size_t begin, size_t end)
{
	struct hit *last = h->n > 0 ? &h->hit[h->n - 1] : NULL;

	if (last != NULL && begin < last->end) {
		if (end > last->end)
			last->end = end;
	} else if (h->n < HITS_MAX) {
		h->hit[h->n++] = (struct hit){ begin, end };
	}
}

static void
find_hits(const struct terms *t, const char *s, struct hits *h)
{
	size_t len = strlen(s), at = 0, end;
	struct word w;

	h->n = 0;
	h->terms = 0;
	while (words_next(s, len, &at, &w))
		for (size_t i = 0; i < t->n; i++) {
			if (!stands_at(&t->term[i], s, len, &w, at, &end))
				continue;
			h->terms |= 1U << i;
			add_hit(h, w.begin, end);
		}
}

/* The line --------------------------------------------------------------- */

#define BEFORE 30 /* characters before the first hit */
#define LINE   90 /* characters in all */

static size_t
forward(const char *s, size_t at, size_t chars)
{
	uint32_t cp;
	size_t n;

	for (; chars > 0 && (n = utf8_next(s + at, &cp)) > 0; chars--)
		at += n;
	return at;
}

static size_t
backward(const char *s, size_t at, size_t chars)
{
	for (; chars > 0 && at > 0; chars--)
		do
			at--;
		while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80);
	return at;
}

static void
add_piece(
    struct arena *mem, struct excerpt *e, const char *s, size_t len, bool hit)
{
	char *text;

	if (len == 0)
		return;
	text = arena_strndup(mem, s, len);
	for (char *p = text; *p != '\0'; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	e->piece[e->count++] = (struct excerpt_piece){ text, hit };
}

/* The pieces of s[from, to). */
static void
cut_line(struct arena *mem, struct excerpt *e, const char *s,
    const struct hits *h, size_t from, size_t to)
{
	size_t at = from;

	e->piece = arena_array(mem, 2 * h->n + 3, sizeof(*e->piece));
	e->count = 0;
	if (from > 0)
		add_piece(mem, e, "\xe2\x80\xa6", 3, false);
	for (size_t i = 0; i < h->n && h->hit[i].end <= to; i++) {
		if (h->hit[i].begin < at)
			continue;
		add_piece(mem, e, s + at, h->hit[i].begin - at, false);
		add_piece(mem, e, s + h->hit[i].begin,
		    h->hit[i].end - h->hit[i].begin, true);
		at = h->hit[i].end;
	}
	add_piece(mem, e, s + at, to - at, false);
	if (s[to] != '\0')
		add_piece(mem, e, "\xe2\x80\xa6", 3, false);
}

void
search_mark(
    struct arena *mem, const char *text, const char *typed, struct excerpt *e)
{
	struct terms *t = arena_alloc(mem, sizeof(*t));
	struct hits *h = arena_alloc(mem, sizeof(*h));

	*e = (struct excerpt){ 0 };
	read_terms(typed, t);
	find_hits(t, text, h);
	cut_line(mem, e, text, h, 0, strlen(text));
}

static int
bits(unsigned n)
{
	return __builtin_popcount(n);
}

#define TEXTS_MAX 100 /* looked at, the newest messages and notes */

enum err
search_excerpt(
    struct ctx *cx, int64_t ticket, const char *typed, struct excerpt *e)
{
	struct terms *t = arena_alloc(cx->mem, sizeof(*t));
	struct hits *h = arena_alloc(cx->mem, sizeof(*h));
	const struct search_text *best = NULL;
	struct search_texts texts;
	int most = 0;
	enum err rc;

	*e = (struct excerpt){ 0 };
	read_terms(typed, t);
	rc = store_search_texts(cx, is_staff(cx), ticket, TEXTS_MAX, &texts);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < texts.count; i++) {
		find_hits(t, texts.item[i].text, h);
		if (bits(h->terms) > most) {
			most = bits(h->terms);
			best = &texts.item[i];
		}
	}
	if (best == NULL)
		return ERR_OK;
	find_hits(t, best->text, h);
	e->number = best->number;
	e->note = best->note;
	most = (int)backward(best->text, h->hit[0].begin, BEFORE);
	cut_line(cx->mem, e, best->text, h, (size_t)most,
	    forward(best->text, (size_t)most, LINE));
	return ERR_OK;
}

/* The index ---------------------------------------------------------------- */

enum err
search_begin(struct ctx *cx)
{
	enum err rc = store_begin(cx);

	return rc == ERR_OK ? store_end(cx, store_search_empty(cx)) : rc;
}

enum err
search_fill_some(struct ctx *cx, size_t *n)
{
	struct search_part p[CATCH_UP_MAX];
	enum err rc;

	*n = 0;
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_search_due(cx, p, CATCH_UP_MAX, n);
	if (rc == ERR_OK)
		rc = store_search_put(cx, p, *n);
	return store_end(cx, rc);
}

#define TIMES 10 /* a run of the job */

enum err
search_catch_up(struct ctx *cx)
{
	size_t n = CATCH_UP_MAX;
	bool wanted;
	enum err rc;

	rc = store_search_wanted(cx, &wanted);
	if (rc == ERR_OK && wanted)
		rc = search_begin(cx);
	for (int i = 0; rc == ERR_OK && i < TIMES && n == CATCH_UP_MAX; i++)
		rc = search_fill_some(cx, &n);
	return rc;
}

/* Words of a part that are looked for; all are counted. */
#define LOOKED_FOR 8

/* Count the words of a text, and choose some that stand all over it. */
static void
count_words(
    const char *text, int64_t *n, struct word some[LOOKED_FOR], size_t *nsome)
{
	size_t len = strlen(text), at = 0, next = 0;
	struct word w;

	*nsome = 0;
	while (words_next(text, len, &at, &w)) {
		++*n;
		if (*nsome == LOOKED_FOR || w.begin < next ||
		    strcmp(w.s, WORDS_EDGE) == 0)
			continue;
		some[(*nsome)++] = w;
		next = w.begin + len / LOOKED_FOR;
	}
}

static enum err
verify_part(
    struct ctx *cx, const struct search_part *p, struct search_report *r)
{
	const char *text[SEARCH_COLUMNS];
	struct word some[LOOKED_FOR];
	bool there, whole = true;
	size_t n;
	enum err rc;

	rc = store_search_part(cx, p, &there, text);
	if (rc != ERR_OK || !there)
		return rc;
	r->parts++;
	for (int i = 0; rc == ERR_OK && i < SEARCH_COLUMNS; i++) {
		count_words(text[i], &r->words, some, &n);
		for (size_t k = 0; rc == ERR_OK && whole && k < n; k++)
			rc = store_search_has(cx, p,
			    arena_printf(cx->mem, "\"%s\"", some[k].s), &whole);
	}
	if (!whole && r->missing++ == 0)
		r->first = p->ticket;
	return rc;
}

/* Each ticket in memory of its own. */
static enum err
verify_ticket(struct ctx *cx, int64_t *ticket, struct search_report *r)
{
	struct arena *keep = cx->mem;
	int64_t parts = 0;
	enum err rc;

	cx->mem = arena_new();
	rc = store_search_next(cx, ticket, &parts);
	for (int64_t i = 0; rc == ERR_OK && i < parts; i++)
		rc = verify_part(cx, &(struct search_part){ *ticket, i }, r);
	if (cx->why != NULL)
		cx->why = arena_strdup(keep, cx->why);
	arena_free(cx->mem);
	cx->mem = keep;
	return rc;
}

enum err
search_verify(struct ctx *cx, struct search_report *r)
{
	int64_t ticket = 0, words = 0;
	enum err rc;

	*r = (struct search_report){ 0 };
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_search_check(cx, &r->due, &words);
	do {
		if (rc == ERR_OK)
			rc = verify_ticket(cx, &ticket, r);
	} while (rc == ERR_OK && ticket != 0);
	r->extra = words - r->words;
	return store_end(cx, rc);
}
