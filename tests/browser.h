/*
 * browser.h - a browser without a network: pages are asked for, and their
 * forms sent as they stand in the HTML, by the people of fixture.h.
 *
 * What templates, routes and handlers must agree on - addresses, names of
 * fields, hidden keys - is thereby tested with every page.
 */
#ifndef GUICHET_TESTS_BROWSER_H
#define GUICHET_TESTS_BROWSER_H

#include "fixture.h"
#include "web/http.h"

/* What the last request came to.  Strings live until the next. */
struct seen {
	enum err rc;
	int status;
	const char *location; /* "" none */
	const char *body;     /* rendered; "" none */
	struct resp rs;       /* model and all */
	const char *say;      /* of an error; "" none */
	const char *sent;     /* what streamed, with a NUL behind */
	size_t sent_len;
	enum err sent_rc; /* how that ended */
};
extern struct seen seen;
extern struct ctx cx;

/* Called before each piece of what streams but the first; NULL: nothing. */
extern void (*between_pieces)(void);

/* Whoever asks next needs a second factor, and has none. */
extern bool must_enrol;
/* What is left to do after an answer is done. */
extern bool settles;

void browser_open(void);
void browser_close(void);

/* Ask for an address, with its query. */
void get(enum who_is, const char *address);
/*
 * Send the form of the last page whose action that is: its hidden fields,
 * and these names and values, NULL at the end.
 */
void submit(enum who_is, const char *action, ...) __attribute__((sentinel));
/* The next submit() brings this file too. */
void attach(const char *name, const void *bytes, size_t len);
/* The same of a field that is not "files". */
void attach_as(
    const char *field, const char *name, const void *bytes, size_t len);
/* Send without a form: no token, no key, unless among the pairs. */
void post(enum who_is, const char *action, ...) __attribute__((sentinel));

/* Send a chunk of an upload, from that byte on, with his token. */
void patch(enum who_is, const char *address, const char *offset,
    const void *bytes, size_t len);

/* Send what no page offers him, as one would who knows how forms are made:
 * with his token and a key. */
void insist(enum who_is, const char *action, ...) __attribute__((sentinel));

/* Keep the last page open, and go on with it later. */
const char *keep_page(void);
void back_to(const char *page);

/* The value at a path of the last page's model, or "". */
const char *at(const char *path);
/* Is this in the last page's HTML? */
bool has(const char *html);

/* The smallest PNG there is. */
extern const unsigned char tiny_png[];
extern const size_t tiny_png_len;

#endif
