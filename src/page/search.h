/*
 * search.h - where in a ticket of a list the words stand that were asked for.
 */
#ifndef GUICHET_PAGE_SEARCH_H
#define GUICHET_PAGE_SEARCH_H

#include "domain/search.h"
#include "domain/ticket.h"
#include "view/view.h"

/* T.N the title and X.N a line of a text, in pieces, .hit where it is one of
 * the words; note: the line is of an internal note,
 * to: "#m3", its place in the thread.  Nothing without q. */
enum err page_put_found(struct ctx *, struct model *row,
    const struct ticket_row *, const char *q) MUST_CHECK;

#endif
