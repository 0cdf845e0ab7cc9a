/*
 * server.h - what a worker keeps from one request to the next.
 */
#ifndef GUICHET_EDGE_SERVER_H
#define GUICHET_EDGE_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "edge/exchange.h"

struct arena;
struct conf;
struct db;
struct keys;
struct limits;
struct seen;
struct there;
struct marks;
struct view;

/* Whoever makes one owns what it points to; answer() resets `mem`. */
struct server {
	struct arena *mem; /* of the request at hand */
	const struct conf *conf;
	struct limits *limits; /* take the place of conf; NULL: none do */
	struct db *db;
	const struct keys *keys;
	struct view *view;
	struct seen *seen;      /* or NULL */
	struct there *there;    /* or NULL */
	struct marks *marks;    /* or NULL */
	bool streams;           /* one of the pool that may take long */
	int64_t (*clock)(void); /* Unix seconds; NULL: the system's */
};

#endif
