/*
 * fcgi.h - exchanges over FastCGI.  The only door to libfcgi.
 */
#ifndef GUICHET_EDGE_FCGI_H
#define GUICHET_EDGE_FCGI_H

#include "edge/exchange.h"
#include "edge/worker.h"

/*
 * Answer requests, one at a time, until the worker is to leave; the exit
 * status.  A request in flight is finished first.
 */
int fcgi_loop(struct worker *, answer_fn *, struct server *);

#endif
