/*
 * router.h - from a request to the handler that answers it.
 */
#ifndef GUICHET_WEB_ROUTER_H
#define GUICHET_WEB_ROUTER_H

#include "web/form.h"
#include "web/http.h"

typedef enum err handler_fn(struct ctx *, const struct req *, struct resp *);

/*
 * Who may ask.  Closed is the zero: no row without a policy is open.
 *
 * Nobody on a page of others is sent to /login.  A customer on a page of
 * the staff, or of those who administer accounts, gets the 404 of a page
 * that never was; staff on a customer's
 * ticket page are sent to their own view of it, on other pages of
 * customers it is 403.  Who must change his password, or needs a second
 * factor, is sent there from every page that is not for all or FIRST.
 */
enum who {
	WHO_NOBODY = 0, /* no one: a row that forgot its policy */
	WHO_ALL,        /* anyone, signed in or not */
	WHO_LOCAL,      /* whoever nginx lets through: loopback only */
	WHO_USER,       /* anyone signed in */
	WHO_CUSTOMER,
	WHO_MANAGER, /* customers who administer their account */
	WHO_STAFF,   /* agents, leads, administrators */
	WHO_LEAD,    /* leads, administrators */
	WHO_ADMIN,
	WHO__MAX
};

enum route_flags {
	UNKEYED = 1 << 0, /* a POST without token and key: the gate of Origin
			     and Sec-Fetch-Site alone guards it */
	FILES = 1 << 1,   /* the form may carry files */
	WRITES = 1 << 2,  /* a GET that writes: none but the export */
	FIRST = 1 << 3,   /* open while a first password must be changed, or
			     a second factor switched on */
	LOGIN = 1 << 4,   /* hashes passwords: nginx sends it to that pool */
	PROOF = 1 << 5,   /* the same, if it turns out to be sensitive: may be
			     ERR_PROOF, and comes again with the password */
	QUIET = 1 << 6,   /* an open page asks by itself: no sign that somebody
			     is there, the session goes on being idle */
	KEPT = 1 << 7,    /* a POST whose page brings back what was typed when
			     the session had ended: from a draft */
	RAW = 1 << 8,     /* the body is bytes, not a form: they come in a file,
			     and the token in X-CSRF-Token; there is no key */
	STREAM = 1 << 9,  /* may be long, and is made while it is sent: nginx
			     sends it to that pool */
};

struct route {
	enum method method;
	const char *path; /* ":x" stands for one segment */
	handler_fn *fn;
	enum who who;
	unsigned flags; /* enum route_flags */
	/* What may be asked or posted; NULL: nothing.  Any other name, or
	 * one that comes twice and is not repeatable, is a 400.  The hidden
	 * fields of a keyed POST, and "done" of a GET, need no row. */
	const struct schema *schema;
};

extern const struct route routes[];
extern const size_t nroutes;

/* The route that answers this method and path; NULL: 404, or 405 if
 * *other is set, to the route of another method.  Fills in rq->arg. */
const struct route *route_find(
    struct ctx *, struct req *, const struct route **other);

/*
 * Find the route, check what it needs, and run its handler.
 *
 * Only ERR_OK leaves *rs ready to send; for any other result the edge
 * renders the error page that belongs to the code and to rs->status, if
 * that is 400 or more (web/fail.h).
 *
 * A POST, or a part of a page, that a foreign page asks for is ERR_DENIED
 * before anything else is looked at.  A POST without rows of its own is
 * checked for its token here, all others by form_read().
 */
enum err dispatch(struct ctx *, struct req *, struct resp *) MUST_CHECK;

/* Keep what came with a form of that route as the user's draft; false if it
 * cannot be: nothing was typed, the route is not KEPT, it is too long. */
bool route_park(
    struct ctx *, const struct route *, const struct req *, int64_t user);

/* The address to go on to that a parameter "next" names: `next` itself if
 * it is a path of ours that answers to GET, else NULL. */
const char *route_next(const char *next);
/* The address of the page whose form posts to `path` (decoded). */
const char *route_page(struct ctx *, const char *path);

#endif
