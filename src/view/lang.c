/*
 * lang.c - every sentence that C puts on a page, from templates/lang/.
 */
#include "view/view.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "view/tree.h"

/* The text GROUP.N, "" if there is none. */
static const char *
item(HDF *lang, const char *group, int n)
{
	HDF *h = hdf_get_obj(lang, group);
	char key[12];

	snprintf(key, sizeof(key), "%d", n);
	return h == NULL ? "" : hdf_get_value(h, key, "");
}

NEOERR *
words_open(struct words *w, const char *dir, const char *name)
{
	char path[1024];
	NEOERR *e;
	int len;

	len = snprintf(path, sizeof(path), "%s/lang/%s.hdf", dir, name);
	if (len < 0 || (size_t)len >= sizeof(path))
		return nerr_raise(NERR_OUTOFRANGE, "the path is too long");
	e = hdf_init(&w->top);
	if (e == STATUS_OK)
		e = hdf_read_file(w->top, path);
	if (e != STATUS_OK)
		return nerr_pass(e);
	w->lang = hdf_get_obj(w->top, "Lang");
	if (w->lang == NULL)
		return nerr_raise(NERR_NOT_FOUND, "it has no Lang");
	w->time = hdf_get_obj(w->lang, "Time");
	for (int i = 0; i < 13; i++)
		w->month[i] = item(w->lang, "Time.Months", i);
	for (int i = 0; i < 7; i++)
		w->weekday[i] = item(w->lang, "Time.Weekdays", i);
	return STATUS_OK;
}

void
words_close(struct words *w)
{
	hdf_destroy(&w->top);
	w->lang = NULL;
}

const char *
lang_text(const struct ctx *cx, const char *group, const char *key)
{
	HDF *h = hdf_get_obj(view_words(cx->view, cx->lang)->lang, group);

	return h == NULL ? "" : hdf_get_value(h, key, "");
}

static void
put_slot(struct buf *b, const char *name, size_t len, const struct slot *slot,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(slot[i].name) == len &&
		    memcmp(slot[i].name, name, len) == 0) {
			buf_puts(b, slot[i].value);
			return;
		}
	}
}

const char *
lang_fill(
    struct ctx *cx, const char *text, const struct slot *slot, size_t nslot)
{
	const char *open, *end;
	struct buf b;

	if (strchr(text, '{') == NULL)
		return text;
	buf_init(&b, cx->mem);
	while ((open = strchr(text, '{')) != NULL &&
	    (end = strchr(open, '}')) != NULL) {
		buf_put(&b, text, (size_t)(open - text));
		put_slot(&b, open + 1, (size_t)(end - open) - 1, slot, nslot);
		text = end + 1;
	}
	buf_puts(&b, text);
	return b.s;
}
