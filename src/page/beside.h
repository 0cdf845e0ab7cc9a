/*
 * beside.h - what stands beside a ticket at the desk: its customer, who
 * else is there, and texts to insert.
 */
#ifndef GUICHET_PAGE_BESIDE_H
#define GUICHET_PAGE_BESIDE_H

#include "page/show.h"

/* For every page of a ticket at the desk, within its snapshot. */
enum err beside_read(
    struct ctx *, struct resp *, const struct shown *) MUST_CHECK;
/* Put a canned reply into the reply, behind what may be written there
 * already.  ERR_NOTFOUND if there is none for the actor. */
enum err beside_canned(struct ctx *, const struct req *, struct resp *,
    const struct shown *, int64_t canned) MUST_CHECK;

#endif
