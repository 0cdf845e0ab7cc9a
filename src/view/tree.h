/*
 * tree.h - what the files of view/ know of each other: models are HDF
 * trees.
 */
#ifndef GUICHET_VIEW_TREE_H
#define GUICHET_VIEW_TREE_H

#include <ClearSilver.h>

#include "view/view.h"

/* The tree as ClearSilver knows it. */
HDF *model_hdf(struct model *);
/* Take out of the tree, and free, what a template's `set` put into it. */
void model_sweep(struct model *);

/* Translate once, at the border: text of the error, which it frees. */
const char *tree_error(struct arena *, NEOERR *);

/* What a language consists of; all of it in `top`. */
struct words {
	HDF *top; /* Lang.*, Site.* */
	HDF *lang;
	HDF *time; /* Lang.Time; NULL: none */
	/* Of Lang.Time; every time on a page names them. */
	const char *month[13], *weekday[7];
};
/* Read dir/lang/NAME.hdf. */
NEOERR *words_open(struct words *, const char *dir, const char *name);
void words_close(struct words *);

/* Every template that makes a page or a fragment; NULL at the end. */
extern const char *const view_pages[];

/* The text of a page; kept from page to page so that it seldom grows. */
struct out {
	char *s;         /* by malloc(), not NUL-terminated */
	size_t len, cap; /* bytes */
};

struct template
{
	const char *name;
	CSPARSE *cs;
};

/*
 * Parse t->name in the way that `base` says, which must outlive it; render
 * it with that model and those words; prove that it escapes.  NULL, or why
 * it did not go, in mem.
 */
const char *template_open(struct template *, HDF *base, struct arena *mem);
void template_close(struct template *);
const char *template_render(const struct template *, struct model *, HDF *words,
    struct out *, struct arena *mem);
const char *template_prove(
    const struct template *, struct out *, struct arena *mem);

/* view_open() with templates of one's own, for tests of this folder. */
struct view *view_open_pages(struct arena *mem, const struct conf *,
    const char *const *pages, const char **why);

/* What all pages share, below Site of both languages.  NULL, or why not. */
const char *site_fill(struct view *, struct arena *, const struct conf *);

/* The words of the language that cx speaks. */
const struct words *view_words(const struct view *, enum lang);

#endif
