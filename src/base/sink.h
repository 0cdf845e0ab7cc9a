/*
 * sink.h - where bytes go that are made piece by piece, and sent or kept
 * as they come: whoever makes them holds no more than a piece.
 */
#ifndef GUICHET_BASE_SINK_H
#define GUICHET_BASE_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"

/* Whoever owns one puts this first into a struct of its own. */
struct sink {
	/* False if there is no point in going on. */
	bool (*put)(struct sink *, const void *, size_t len);
	bool broken; /* it said so once: nothing is put any more */
};

/* ERR_BUSY once it is broken: whose end it is knows why. */
enum err sink_put(
    struct ctx *, struct sink *, const void *, size_t len) MUST_CHECK;

#endif
