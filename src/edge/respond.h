/*
 * respond.h - from what a handler decided to the bytes of the response.
 */
#ifndef GUICHET_EDGE_RESPOND_H
#define GUICHET_EDGE_RESPOND_H

#include "edge/exchange.h"
#include "web/http.h"

/*
 * Write the response: its page must have been rendered.  What cannot be
 * written as a header is a fault of ours: it is logged, and the plain page
 * below goes out.  *rs says afterwards what was sent.
 */
void respond(
    struct ctx *, struct exchange *, const struct req *, struct resp *);

/* Make *rs the page for when pages cannot be rendered: constant text, in
 * both languages. */
void respond_plainly(struct ctx *, struct resp *);

#endif
