#include "page/terms.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/tz.h"
#include "domain/catalogue.h"
#include "domain/label.h"
#include "domain/name.h"
#include "page/page.h"
#include "page/saved.h"

#define PARAMS_MAX 64

/* Reading ------------------------------------------------------------------ */

struct reader {
	struct ctx *cx;
	const struct term_list *list;
	struct terms *out;
	struct param *param;
	size_t nparam;
	struct buf words;
};

static void
put_param(struct reader *r, const char *name, const char *value)
{
	if (r->nparam < PARAMS_MAX)
		r->param[r->nparam++] = (struct param){ name, value };
}

static void
put_fault(struct reader *r, const char *say, const char *text)
{
	if (r->out->nfault < TERM_FAULTS_MAX)
		r->out->fault[r->out->nfault++] = (struct term_fault){ say,
			text };
}

static void
put_words(struct reader *r, const char *s, size_t len)
{
	if (r->words.len > 0)
		buf_putc(&r->words, ' ');
	buf_put(&r->words, s, len);
}

/* The value that a free row has for this text; NULL if none. */
static enum err
look_up(
    struct ctx *cx, const struct term *t, const char *text, const char **value)
{
	*value = text;
	return t->find != NULL ? t->find(cx, text, value) : ERR_OK;
}

/* One that is written "key:text", from s on for len bytes. */
static enum err
read_term(struct reader *r, const char *key, const char *text, const char *s,
    size_t len)
{
	bool known = false, taken = false;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < r->list->count; i++) {
		const struct term *t = &r->list->item[i];
		const char *value = NULL;

		if (strcasecmp(t->key, key) != 0)
			continue;
		known = true;
		if (t->text == NULL && !taken)
			rc = look_up(r->cx, t, text, &value);
		else if (t->text != NULL && strcasecmp(t->text, text) == 0)
			value = t->value;
		if (rc == ERR_OK && value != NULL) {
			put_param(r, t->param, value);
			taken = true;
		}
	}
	if (!known)
		put_words(r, s, len);
	if (!taken)
		put_fault(r, known ? "term_value" : "term_key",
		    arena_strndup(r->cx->mem, s, len));
	return rc;
}

/* The length of a key at s with its colon; 0 if what stands there is none:
 * "10:30" and "http://a" are words. */
static size_t
key_at(const char *s)
{
	size_t len = strspn(s,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (len == 0 || len > 20 || s[len] != ':' || s[len + 1] == '\0' ||
	    strchr(" /:", s[len + 1]) != NULL)
		return 0;
	return len + 1;
}

/* The bytes of a word, or of what stands in quotation marks. */
static size_t
word_at(const char *s)
{
	size_t len;

	if (*s != '"')
		return strcspn(s, " \"");
	len = 1 + strcspn(s + 1, "\"");
	return s[len] == '"' ? len + 1 : len;
}

static const char *
unquoted(struct arena *mem, const char *s, size_t len)
{
	if (len >= 2 && s[0] == '"' && s[len - 1] == '"')
		return arena_strndup(mem, s + 1, len - 2);
	return arena_strndup(mem, s, len);
}

static enum err
read_text(struct reader *r, const char *s)
{
	enum err rc = ERR_OK;

	while (rc == ERR_OK && *(s += strspn(s, " ")) != '\0') {
		size_t key = key_at(s);
		size_t len = key + word_at(s + key);

		if (key > 0)
			rc = read_term(r, arena_strndup(r->cx->mem, s, key - 1),
			    unquoted(r->cx->mem, s + key, len - key), s, len);
		else
			put_words(r, s, len);
		s += len;
	}
	return rc;
}

/* What was written takes the place of what the form had for it: it was typed
 * after that. */
static bool
is_written(const struct reader *r, size_t written, const char *name)
{
	for (size_t i = 0; i < written; i++)
		if (strcmp(r->param[i].name, name) == 0)
			return true;
	return false;
}

enum err
terms_read(struct ctx *cx, const struct req *rq, const struct term_list *list,
    struct terms *out)
{
	const char *q = req_param(rq, "q");
	struct reader r = { .cx = cx, .list = list, .out = out };
	struct req *copy;
	size_t written;
	enum err rc;

	*out = (struct terms){ .rq = rq };
	if (q == NULL || strchr(q, ':') == NULL)
		return ERR_OK;
	r.param = arena_array(cx->mem, PARAMS_MAX, sizeof(*r.param));
	buf_init(&r.words, cx->mem);
	rc = read_text(&r, q);
	if (rc != ERR_OK)
		return rc;
	written = r.nparam;
	put_param(&r, "q", r.words.len > 0 ? r.words.s : "");
	for (size_t i = 0; i < rq->nparam; i++)
		if (strcmp(rq->param[i].name, "q") != 0 &&
		    !is_written(&r, written, rq->param[i].name))
			put_param(&r, rq->param[i].name, rq->param[i].value);
	copy = arena_alloc(cx->mem, sizeof(*copy));
	*copy = *rq;
	copy->param = r.param;
	copy->nparam = copy->nquery = r.nparam;
	out->rq = copy;
	return ERR_OK;
}

/* Writing ------------------------------------------------------------------ */

static bool
has_param(const struct req *rq, const char *name, const char *value)
{
	for (size_t i = 0; i < rq->nparam; i++)
		if (strcmp(rq->param[i].name, name) == 0 &&
		    strcmp(rq->param[i].value, value) == 0)
			return true;
	return false;
}

/* Does the request have all that this key and text stand for? */
static bool
has_all(
    const struct req *rq, const struct term_list *list, const struct term *like)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct term *t = &list->item[i];

		if (t->text != NULL && strcmp(t->key, like->key) == 0 &&
		    strcmp(t->text, like->text) == 0 &&
		    !has_param(rq, t->param, t->value))
			return false;
	}
	return true;
}

static void
put_term(struct buf *b, const char *key, const char *text)
{
	bool quote = strchr(text, ' ') != NULL;

	if (b->len > 0)
		buf_putc(b, ' ');
	buf_printf(b, quote ? "%s:\"" : "%s:", key);
	/* A mark in a value could not be read again. */
	for (; *text != '\0'; text++)
		if (*text != '"')
			buf_putc(b, *text);
	if (quote)
		buf_putc(b, '"');
}

struct writer {
	struct ctx *cx;
	const struct req *rq;
	const struct term_list *list;
	bool done[PARAMS_MAX];
	struct buf b;
};

/* All parameters that the key and text of `like` stand for. */
static void
mark_done(struct writer *w, const struct term *like)
{
	for (size_t i = 0; i < w->rq->nparam && i < PARAMS_MAX; i++)
		for (size_t k = 0; k < w->list->count; k++) {
			const struct term *t = &w->list->item[k];

			if (t->text != NULL && strcmp(t->key, like->key) == 0 &&
			    strcmp(t->text, like->text) == 0 &&
			    strcmp(t->param, w->rq->param[i].name) == 0 &&
			    strcmp(t->value, w->rq->param[i].value) == 0)
				w->done[i] = true;
		}
}

static enum err
write_param(struct writer *w, size_t n)
{
	const struct param *p = &w->rq->param[n];
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && !w->done[n] && i < w->list->count;
	     i++) {
		const struct term *t = &w->list->item[i];
		const char *name = p->value;

		if (strcmp(t->param, p->name) != 0)
			continue;
		if (t->text != NULL) {
			if (strcmp(t->value, p->value) != 0 ||
			    !has_all(w->rq, w->list, t))
				continue;
			put_term(&w->b, t->key, t->text);
			mark_done(w, t);
			continue;
		}
		if (t->name != NULL)
			rc = t->name(w->cx, p->value, &name);
		if (rc == ERR_OK && name != NULL)
			put_term(&w->b, t->key, name);
		w->done[n] = true;
	}
	return rc;
}

enum err
terms_write(struct ctx *cx, const struct req *rq, const struct term_list *list,
    const char **out)
{
	struct writer *w = arena_alloc(cx->mem, sizeof(*w));
	const char *q = req_param(rq, "q");
	enum err rc = ERR_OK;

	*w = (struct writer){ .cx = cx, .rq = rq, .list = list };
	buf_init(&w->b, cx->mem);
	for (size_t i = 0; rc == ERR_OK && i < rq->nparam && i < PARAMS_MAX;
	     i++)
		if (*rq->param[i].value != '\0')
			rc = write_param(w, i);
	if (rc == ERR_OK && q != NULL && *q != '\0')
		buf_printf(&w->b, w->b.len > 0 ? " %s" : "%s", q);
	*out = w->b.len > 0 ? w->b.s : "";
	return rc;
}

enum err
terms_show(struct ctx *cx, struct model *page, const struct terms *t,
    const struct term_list *list)
{
	const char *text;
	enum err rc;

	for (size_t i = 0; i < t->nfault; i++) {
		const struct slot slot = { "text", t->fault[i].text };

		model_put(model_row(model_at(page, "Fault")),
		    lang_say(cx, t->fault[i].say, 0, &slot, 1));
	}
	rc = terms_write(cx, t->rq, list, &text);
	if (rc != ERR_OK)
		return rc;
	model_text(page, "Q.text", text);
	return page_put_saved(cx, page, text);
}

/* What rows look up -------------------------------------------------------- */

static const char *
day_from(struct ctx *cx, const char *s, int days)
{
	struct civil c;
	int64_t t;

	if (!page_date(cx, s, false, &t))
		return NULL;
	/* From noon: no change of the clock moves it to another day. */
	tz_civil(cx->tz != NULL ? cx->tz : tz_utc(),
	    t + 43200 + (int64_t)days * 86400, &c);
	return arena_printf(
	    cx->mem, "%04d-%02d-%02d", (int)c.year, c.month, c.day);
}

enum err
term_day(struct ctx *cx, const char *name, const char **value)
{
	*value = day_from(cx, name, 0);
	return ERR_OK;
}

enum err
term_day_before(struct ctx *cx, const char *name, const char **value)
{
	*value = day_from(cx, name, -1);
	return ERR_OK;
}

enum err
term_day_after(struct ctx *cx, const char *value, const char **name)
{
	*name = day_from(cx, value, 1);
	return ERR_OK;
}

/* By its id, or its name however it is written. */
static const char *
choice_of(struct ctx *cx, const struct choices *list, const char *name)
{
	const char *key = name_key(cx->mem, name);

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i].id, name) == 0 ||
		    strcmp(name_key(cx->mem, list->item[i].name), key) == 0)
			return list->item[i].id;
	return NULL;
}

enum err
term_product(struct ctx *cx, const char *name, const char **value)
{
	struct choices list;
	enum err rc = catalogue_products(cx, &list);

	*value = rc == ERR_OK ? choice_of(cx, &list, name) : NULL;
	return rc;
}

enum err
term_severity(struct ctx *cx, const char *name, const char **value)
{
	struct choices list;
	enum err rc = catalogue_severities(cx, &list);

	*value = rc == ERR_OK ? choice_of(cx, &list, name) : NULL;
	return rc;
}

enum err
term_label(struct ctx *cx, const char *name, const char **value)
{
	const char *key = name_key(cx->mem, name);
	struct label_list list;
	enum err rc = label_list(cx, &list);

	*value = NULL;
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
		if (strcmp(name_key(cx->mem, list.item[i].name), key) == 0)
			*value = arena_printf(
			    cx->mem, "%lld", (long long)list.item[i].id);
	return rc;
}

enum err
term_label_name(struct ctx *cx, const char *value, const char **name)
{
	struct label_list list;
	int64_t id;
	enum err rc = label_list(cx, &list);

	*name = NULL;
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
		if (parse_int(value, 1, INT64_MAX, &id) &&
		    list.item[i].id == id)
			*name = list.item[i].name;
	return rc;
}
