/*
 * frame.h - what every page has around it: who is signed in, the language,
 * the theme, the zone, and what was just done.
 */
#ifndef GUICHET_VIEW_FRAME_H
#define GUICHET_VIEW_FRAME_H

#include "view/view.h"
#include "web/fail.h"

/* Times are in the zone of whoever asks from here on: sets cx->tz. */
void view_zone(struct ctx *, const struct req *);

/*
 * A model with the names that layout/head.cs and foot.cs read, but for
 * User.Create; and view_zone().
 */
struct model *view_frame(struct ctx *, const struct req *);

/* The page of an error: rs->page, its model, and the status. */
void view_error(
    struct ctx *, const struct req *, const struct fail *, struct resp *);

/* The page that asks for the password before the form goes on. */
void view_proof(
    struct ctx *, const struct req *, const struct proof *, struct resp *);

/*
 * Texts that were typed and have no form to go back into: rows of list with
 * the text as value and .k, the field's name in words.
 */
void model_put_typed(
    struct ctx *, struct model *list, const struct param *, size_t n);

#endif
