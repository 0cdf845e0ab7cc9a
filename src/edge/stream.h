/*
 * stream.h - send what is made while it is sent.
 */
#ifndef GUICHET_EDGE_STREAM_H
#define GUICHET_EDGE_STREAM_H

#include "base/ctx.h"
#include "edge/exchange.h"
#include "web/http.h"

/*
 * Send a head and then all that the stream gives, in as much memory as one
 * piece of it takes.  Ends early if the reader is gone, if it takes longer
 * than server.stream_timeout, or if the stream fails: the connection is then
 * cut, so that nobody takes a part for the whole.
 */
void stream_send(
    struct ctx *, struct exchange *, const char *head, const struct stream *);

#endif
