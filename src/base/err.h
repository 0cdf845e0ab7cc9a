/*
 * err.h - what can go wrong, as the caller needs to know it.
 *
 * A code says how the caller may react; the sentence for the log is
 * recorded once, where the failure happened, by err_fail().
 */
#ifndef GUICHET_BASE_ERR_H
#define GUICHET_BASE_ERR_H

enum err {
	ERR_OK = 0,
	ERR_INVALID,  /* the input breaks a rule: 422, or 400 at the edge */
	ERR_LOGIN,    /* we do not know who asks: 401 or /login */
	ERR_DENIED,   /* we know, and they may not: 403 */
	ERR_PROOF,    /* his session, but is it still he?  403 and a form */
	ERR_NOTFOUND, /* no such thing, or not for them: 404 */
	ERR_CONFLICT, /* someone else was first: 409 */
	ERR_TOOBIG,   /* over a limit: 413 */
	ERR_BUSY,     /* try again in a moment: 503 */
	ERR_FAULT,    /* ours to fix; the log says what: 500 */
	ERR__MAX
};

#define NELEM(a) (sizeof(a) / sizeof((a)[0]))

#define MUST_CHECK __attribute__((warn_unused_result))

#endif
