/*
 * view.h - what templates read, and the pages that they make of it.  The
 * only door to ClearSilver.
 *
 * Code fills a tree of names, the model; only a template writes HTML.
 */
#ifndef GUICHET_VIEW_VIEW_H
#define GUICHET_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "web/form.h"
#include "web/http.h"

/* The longest page, in bytes. */
#define VIEW_PAGE_MAX ((size_t)2 * 1024 * 1024)

/*
 * Read both languages, parse every template once, and prove of each that
 * it escapes what it shows.  Once, before the workers are born.  What the
 * pages say of limits is that of the settings, of which nothing is kept.
 *
 * NULL if anything is missing or wrong; *why is then one sentence.  The
 * view needs `mem` until it is closed.
 */
struct view *view_open(
    struct arena *mem, const struct conf *, const char **why);
void view_close(struct view *);
/* The limits are others now: what the pages say of them is that of
 * cx->conf. */
enum err view_limits(struct ctx *) MUST_CHECK;
/* The same for one page, where cx->conf is another than it usually is. */
void model_put_uploads(
    struct ctx *, struct model *page, const struct conf *usual);

/*
 * Render rs->page with rs->model in the language of cx, by cx->view, into
 * rs->body, in cx->mem.  ERR_FAULT if the template is unknown, fails, or
 * makes more than VIEW_PAGE_MAX.
 */
enum err view_render(struct ctx *, struct resp *) MUST_CHECK;

/*
 * A node of the tree: a value, and named nodes below it.
 *
 * The tree lives in the arena, and so must everything put into it: values
 * are borrowed, not copied.  Names are literals (the "" before them makes
 * sure), so that what people type can never become one; a name may lead
 * down by dots.  Setting a value again replaces it.
 */
struct model;

struct model *model_new(struct ctx *);
#define model_at(m, name)          model_node((m), "" name, sizeof(name) - 1)
#define model_text(m, name, value) model_put(model_at(m, name), (value))
#define model_int(m, name, value)  model_put_int(model_at(m, name), (value))
/* "1", or no node at all. */
#define model_flag(m, name, value)                                             \
	do {                                                                   \
		if (value)                                                     \
			model_put(model_at(m, name), "1");                     \
	} while (0)

/* The next row of a list: "0", "1", and so on. */
struct model *model_row(struct model *list);
/* The value at a path, or "": for tests, and for templates' choices. */
const char *model_get(struct model *, const char *path);

/* What the macros above are made of; NULL counts as "". */
struct model *model_node(struct model *, const char *name, size_t len);
void model_put(struct model *, const char *value);
void model_put_int(struct model *, int64_t value);

/* A value for a {placeholder} of a sentence. */
struct slot {
	const char *name, *value;
};

/* The text Lang.GROUP.KEY, "" if there is none. */
const char *lang_text(const struct ctx *, const char *group, const char *key);
/* That text with its placeholders filled; one that no slot names goes. */
const char *lang_fill(
    struct ctx *, const char *text, const struct slot *, size_t n);
/*
 * The sentence Lang.Say.KEY with its one number: {n}, {max} and {min} as
 * a number, {at} as a time, {wait} as a duration, {size} as a size; slots
 * for the rest, or instead of these.
 */
const char *lang_say(struct ctx *, const char *key, int64_t n,
    const struct slot *, size_t nslot);

/*
 * Show a form again.  At `at` each field becomes a node with .v, as it was
 * typed (but for secrets: .lost says that there was one, and F.Lost that there
 * was any), and .e, the complaint; on the page, below
 * F.Errors, each complaint a row with .to, the id of the control, and .say;
 * and F.Say is what there is to say of the form as a whole.
 *
 * The control's id is the field's name, if `ids` does not name another.
 */
void model_put_form(struct ctx *, struct model *page, struct model *at,
    const struct form *, const struct slot *ids, size_t nids);

/* What a field is called where it is filled in, or NULL. */
const char *field_label(const struct ctx *, const char *name);

/* A complaint that no field of a schema owns: a row of F.Errors. */
void model_put_error(struct model *page, const char *to, const char *say);

#endif
