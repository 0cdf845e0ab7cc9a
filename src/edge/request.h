/*
 * request.h - the bytes of a request, read, decoded and checked once.
 */
#ifndef GUICHET_EDGE_REQUEST_H
#define GUICHET_EDGE_REQUEST_H

#include "edge/exchange.h"
#include "web/http.h"

/* The most text of a form, in bytes as sent. */
#define BODY_TEXT_MAX ((size_t)512 * 1024)

/*
 * Everything but the body.  Returns NULL, or what is wrong with it, for the
 * log: the answer is then *status, 400 for an address that we would not
 * read and 405 for a method that we do not know (METHOD__MAX), and *rq is
 * complete all the same, as of "/".
 *
 * Strings of headers live as long as the exchange.
 */
const char *request_head(
    struct ctx *, struct exchange *, struct req *, int *status) MUST_CHECK;

/*
 * The body, to its end whatever it is, so that the client gets to read
 * its answer.  That of a GET, or of a form from a foreign page, is dropped.
 *
 * Text is always kept; what is wrong with the body is in rq->body.  Files
 * are kept on disk if a route takes files, somebody is signed in
 * (rq->session), and the form is from a page of ours: by its site, or by
 * a token that came before the file.  ERR_BUSY, ERR_FAULT: the disk.
 */
enum err request_body(struct ctx *, struct exchange *, struct req *) MUST_CHECK;

/* The same for a RAW route, whose body is bytes: rq->raw.  It is read only
 * of somebody who is signed in and has a token. */
enum err request_raw(struct ctx *, struct exchange *, struct req *) MUST_CHECK;

/* The language that the browser asks for first of those that we have;
 * false if it asks for none of them. */
bool language_asked(const char *accept_language, enum lang *out);

/* Names of our cookies: with https they bind to the host. */
enum cookie {
	COOKIE_SESSION,
	COOKIE_LANG,
	COOKIE_THEME,
	COOKIE_DEVICE,
	COOKIE__MAX
};
const char *cookie_name(enum cookie, bool https);

#endif
