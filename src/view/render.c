/*
 * render.c - what a worker has of templates and words, and a page of it.
 */
#include "view/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "view/tree.h"

static const char *const lang_files[LANG__MAX] = {
	[LANG_EN] = "en",
	[LANG_ZH] = "zh-cn",
};

struct view {
	struct arena *mem;
	HDF *base;
	struct words words[LANG__MAX];
	struct template *template;
	size_t n;
	struct out out;
};

const struct words *
view_words(const struct view *v, enum lang lang)
{
	return &v->words[lang];
}

static const char *
open_templates(struct view *v, const char *const *pages)
{
	size_t n = 0;

	while (pages[n] != NULL)
		n++;
	v->template = arena_array(v->mem, n, sizeof(*v->template));
	while (v->n < n) {
		struct template *t = &v->template[v->n];
		const char *why;

		t->name = pages[v->n++];
		why = template_open(t, v->base, v->mem);
		if (why == NULL)
			why = template_prove(t, &v->out, v->mem);
		if (why != NULL)
			return why;
	}
	return NULL;
}

static const char *
open_words(struct view *v, const char *folder)
{
	for (enum lang l = 0; l < LANG__MAX; l++) {
		NEOERR *e = words_open(&v->words[l], folder, lang_files[l]);

		if (e != STATUS_OK)
			return arena_printf(v->mem,
			    "cannot read %s/lang/%s.hdf: %s", folder,
			    lang_files[l], tree_error(v->mem, e));
	}
	return NULL;
}

static const char *
open_base(struct view *v, const char *folder)
{
	NEOERR *e;

	e = hdf_init(&v->base);
	if (e == STATUS_OK)
		e = hdf_set_value(v->base, "Config.VarEscapeMode", "html");
	if (e == STATUS_OK)
		e = hdf_set_value(v->base, "hdf.loadpaths.0", folder);
	return e == STATUS_OK ? NULL : tree_error(v->mem, e);
}

struct view *
view_open_pages(struct arena *mem, const struct conf *conf,
    const char *const *pages, const char **why)
{
	struct view *v = arena_alloc(mem, sizeof(*v));

	v->mem = mem;
	*why = open_base(v, conf->template_dir);
	if (*why == NULL)
		*why = open_words(v, conf->template_dir);
	if (*why == NULL)
		*why = site_fill(v, mem, conf);
	if (*why == NULL)
		*why = open_templates(v, pages);
	if (*why == NULL)
		return v;
	view_close(v);
	return NULL;
}

struct view *
view_open(struct arena *mem, const struct conf *conf, const char **why)
{
	return view_open_pages(mem, conf, view_pages, why);
}

void
view_close(struct view *v)
{
	if (v == NULL)
		return;
	for (size_t i = 0; i < v->n; i++)
		template_close(&v->template[i]);
	for (enum lang l = 0; l < LANG__MAX; l++)
		words_close(&v->words[l]);
	hdf_destroy(&v->base);
	free(v->out.s);
	*v = (struct view){ 0 };
}

static const struct template *
find(const struct view *v, const char *page)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->template[i].name, page) == 0)
			return &v->template[i];
	return NULL;
}

enum err
view_render(struct ctx *cx, struct resp *rs)
{
	struct view *v = cx->view;
	const struct template *t = find(v, rs->page);
	const char *why;

	if (t == NULL)
		return err_fail(
		    cx, ERR_FAULT, "there is no template \"%s\"", rs->page);
	why = template_render(
	    t, rs->model, v->words[cx->lang].top, &v->out, cx->mem);
	if (why != NULL)
		return err_fail(
		    cx, ERR_FAULT, "cannot render \"%s\": %s", rs->page, why);

	rs->type = "text/html; charset=utf-8";
	rs->body_len = v->out.len;
	rs->body = arena_strndup(cx->mem, v->out.s, v->out.len);
	return ERR_OK;
}
