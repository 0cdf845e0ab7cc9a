/*
 * new.h - the steps of a new ticket: for the form itself, for what comes back
 * of it, and for the administrator who looks at it.
 */
#ifndef GUICHET_PAGE_NEW_H
#define GUICHET_PAGE_NEW_H

#include "domain/catalogue.h"
#include "page/page.h"

#define NEW_POST  "/tickets"
#define NEW_FAULT 5 /* case_type: needs a region */

/* That one of them, or NULL. */
const struct choice *new_find(const struct choices *, const char *id);
void new_put_choice(struct model *row, const struct choice *);

/* The first step and the second; chosen: what was asked for and is none of
 * them, or "". */
enum err new_show_products(struct ctx *, const struct choices *,
    const char *chosen, struct resp *) MUST_CHECK;
enum err new_show_types(struct ctx *, const struct choice *product,
    const struct choices *, const char *chosen, struct resp *) MUST_CHECK;

/* Everything that the third step offers beside what was typed. */
enum err new_put_offers(
    struct ctx *, const struct req *, struct model *) MUST_CHECK;
/* A form not begun yet: the template of the problem, and his own contact.
 * t: the ticket that it follows; id 0: none. */
enum err new_prefill(struct ctx *, struct form *, const char *type,
    const struct ticket *t) MUST_CHECK;
/* The ticket that this one follows, if he still sees it; *t may be NULL. */
enum err new_put_related(struct ctx *, struct model *, const char *typed,
    struct ticket *t) MUST_CHECK;
void new_put_form(
    struct ctx *, struct model *, const struct form *, const struct taken *);

#endif
