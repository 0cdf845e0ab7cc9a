/*
 * fake-exchange.h - a browser and a web server in memory, for tests.
 *
 *	fake_begin(&f, "POST", "/tickets");
 *	fake_as(&f, token);
 *	fake_field(&f, "content", "hello");
 *	fake_file(&f, "files", "a.png", bytes, len);
 *	fake_send(&f, &server);
 *	ok(f.status == 303);
 *	is(fake_header(&f, "Location"), "/tickets/TS-0000001?done=created");
 *
 * A request comes as from our own page, unless fake_param() says else.
 */
#ifndef GUICHET_TESTS_FAKE_EXCHANGE_H
#define GUICHET_TESTS_FAKE_EXCHANGE_H

#include <stdint.h>

#include "base/buf.h"
#include "edge/exchange.h"
#include "edge/server.h"

#define FAKE_PARAMS 64

struct fake {
	struct exchange x; /* first */
	struct arena *mem; /* of the request and its response */
	struct {
		const char *name, *value;
	} param[FAKE_PARAMS];
	size_t nparam;
	struct buf body;
	size_t at;           /* bytes of it that were read */
	int64_t breaks;      /* where it breaks off; -1: nowhere */
	size_t leaves_after; /* bytes of the response; 0: stays to its end */
	bool multipart;      /* fields come as parts */
	bool typed;          /* fake_body() said what it is */

	struct buf out;
	int status;
	const char *head; /* of the response, line by line */
	const char *page; /* its body */
	size_t page_len;
};

/* Begin a request; forget the one before. */
void fake_begin(struct fake *, const char *method, const char *uri);
/* A variable of FastCGI; NULL takes it away. */
void fake_param(struct fake *, const char *name, const char *value);
/* As whom: a session's token, or NULL for nobody. */
void fake_as(struct fake *, const char *token);

/* A body of any kind. */
void fake_body(struct fake *, const char *type, const void *, size_t len);
/* Fields and files of a form: urlencoded, until fake_multipart() or the
 * first file. */
void fake_multipart(struct fake *);
void fake_field(struct fake *, const char *name, const char *value);
void fake_file(struct fake *, const char *name, const char *filename,
    const void *, size_t len);

/* Complete the body, for those who read it without fake_send(). */
void fake_end(struct fake *);
/* Have it answered, and take the response apart. */
void fake_send(struct fake *, struct server *);
/* The header's value, "" if it did not come; the nth of that name. */
const char *fake_header(struct fake *, const char *name);
const char *fake_header_n(struct fake *, const char *name, int n);
/* What stands between these two in the page, or "". */
const char *fake_between(struct fake *, const char *before, const char *after);
void fake_free(struct fake *);

#endif
