/*
 * draft.h - drafts as templates read them.
 */
#ifndef GUICHET_VIEW_DRAFT_H
#define GUICHET_VIEW_DRAFT_H

#include "domain/draft.h"
#include "view/view.h"

/* Rows of list: .h the page to go on, .t its first words, .at, .id, and
 * .del, the key of the form that deletes it. */
void model_put_drafts(struct ctx *, const struct session *, struct model *list,
    const struct draft_list *);

/* The address of the page with the form that posts to `form`, as far as
 * these fields have filled it in. */
const char *draft_page(
    struct ctx *, const char *form, const struct param *, size_t n);

/* All that a draft has. */
void draft_params(
    struct ctx *, const char *fields, struct param **out, size_t *n);
/* One value of a draft's fields, "" if it has none. */
const char *draft_value(struct ctx *, const char *fields, const char *name);

#endif
