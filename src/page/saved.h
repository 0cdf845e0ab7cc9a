/*
 * saved.h - saved views beside the list that they are of.
 */
#ifndef GUICHET_PAGE_SAVED_H
#define GUICHET_PAGE_SAVED_H

#include "view/view.h"
#include "web/http.h"

/* Saved.N: .h its address, .n its name, .on it is what the list shows (`text`,
 * as of terms_write()); Save: where the text can be saved; Plain: the list
 * without any filter. */
enum err page_put_saved(
    struct ctx *, struct model *page, const char *text) MUST_CHECK;
/* The list was asked for without anything: *to is where the view stands with
 * which it opens, or NULL. */
enum err page_saved_first(
    struct ctx *, const struct req *, const char **to) MUST_CHECK;

#endif
