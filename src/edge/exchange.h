/*
 * exchange.h - one request as bytes in, one response as bytes out.
 *
 * What answers a request knows no more of the transport than this, so
 * that a test or a fuzzer can drive the very same code from memory.
 * edge/fcgi.c makes exchanges of FastCGI connections.
 */
#ifndef GUICHET_EDGE_EXCHANGE_H
#define GUICHET_EDGE_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A transport puts this first into a struct of its own. */
struct exchange {
	/* What is wrong with the variables, for the log, or NULL.  The
	 * answer to a fault is 400, whatever else was asked. */
	const char *fault;

	/* A variable of the request (RFC 3875), or NULL.  It lives until
	 * the answer is complete. */
	const char *(*param)(const struct exchange *, const char *name);

	/* The next bytes of the body, as many as asked for; fewer only at
	 * its end; -1 if the body broke off. */
	ssize_t (*read)(struct exchange *, void *, size_t len);

	/* False if nobody listens any more: there is no point in going on. */
	bool (*write)(struct exchange *, const void *, size_t len);
	/* Let go what is held back; likewise. */
	bool (*flush)(struct exchange *);

	/* All is said: nobody waits any more.  Nothing of the request can be
	 * asked for from then on.  NULL: it makes no difference. */
	void (*done)(struct exchange *);

	/* What was sent is not all there should be: the transport ends in
	 * a way that tells the reader so. */
	bool cut;
};

/*
 * Send a response whole: the header block, which ends with an empty line,
 * and the body.
 */
bool exchange_send(
    struct exchange *, const char *head, const void *body, size_t len);

/* What the server keeps between requests: defined by who answers. */
struct server;

typedef void answer_fn(struct server *, struct exchange *);

/* Answer one request; never fails, since there is nobody to tell. */
answer_fn answer;

#endif
