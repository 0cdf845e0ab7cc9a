/*
 * fcgi-client.h - what nginx says to a worker, said by a test.
 *
 *	struct reply r;
 *
 *	if (fcgi_ask(mem, path, FCGI_GET("/tickets/1"), NULL, 0, &r) &&
 *	    r.status == 200) ...
 *
 * Everything lives in the arena.
 */
#ifndef GUICHET_TESTS_FCGI_CLIENT_H
#define GUICHET_TESTS_FCGI_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct reply {
	bool whole;       /* it ended as the protocol wants it */
	unsigned app;     /* the exit status in its end */
	int status;       /* of the Status header; 200 if there is none */
	const char *head; /* the header block, without the empty line */
	const char *body; /* NUL-terminated */
	size_t body_len;  /* bytes */
};

/* Variables are a list of names and values that ends with a NULL. */
#define FCGI_GET(uri)                                                          \
	(const char *const[])                                                  \
	{                                                                      \
		"REQUEST_METHOD", "GET", "REQUEST_URI", (uri),                 \
		    "SERVER_PROTOCOL", "HTTP/1.1", NULL                        \
	}

/* Seconds of silence after which nobody waits for an answer. */
#define FCGI_PATIENCE 20

/* Ask and wait for the end; false if nobody listens or the answer broke
 * off. */
bool fcgi_ask(struct arena *, const char *path, const char *const *vars,
    const void *body, size_t len, struct reply *);

/* The same in parts.  -1: nobody listens. */
int fcgi_connect(const char *path);
void fcgi_put_begin(struct buf *, unsigned role, bool keep);
void fcgi_put_vars(struct buf *, const char *const *vars);
void fcgi_put_body(struct buf *, const void *, size_t len);
/* False if the other end is gone. */
bool fcgi_send(int fd, const void *, size_t len);
bool fcgi_receive(struct arena *, int fd, struct reply *);

/* The value of a header, or NULL. */
const char *reply_header(struct arena *, const struct reply *, const char *);

#endif
