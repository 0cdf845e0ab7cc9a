/*
 * http.h - a request and its response, whatever carried them.
 *
 * A request is read, decoded and checked once, by edge/request.c; what
 * stands in struct req is valid UTF-8 without NUL, and lives in the
 * arena of the request.  A handler writes no bytes and no headers: it
 * says in struct resp what to answer, so that a test sees its decision.
 */
#ifndef GUICHET_WEB_HTTP_H
#define GUICHET_WEB_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/ctx.h"
#include "base/param.h"
#include "base/sink.h"
#include "domain/session.h"
#include "domain/upload.h"

enum method { GET, POST, PATCH, METHOD__MAX };

#define PATH_ARGS_MAX 4

/* Where a request says that it comes from. */
enum site {
	SITE_SAME,    /* Sec-Fetch-Site or Origin says: from our own page */
	SITE_UNKNOWN, /* neither header: not a browser; the token decides */
	SITE_OTHER,   /* from a page of somebody else's */
};

/* What was wrong with the body; what was read before it stands in req. */
enum body {
	BODY_OK,
	BODY_MALFORMED, /* not what its Content-Type says: 400 */
	BODY_TEXT,      /* NUL or invalid UTF-8 in a field: 400 */
	BODY_TOO_MUCH,  /* more fields or text than any form of ours: 413 */
	BODY_TRUNCATED, /* ended too early: 400 */
	BODY_TYPE,      /* a Content-Type that no form sends: 415 */
};

/* The body of a RAW route: bytes, in a file. */
struct raw_body {
	int fd;       /* to read, from its begin; closed with the request */
	int64_t size; /* bytes */
};

/* Read-only for handlers. */
struct req {
	enum method method;
	bool head;                 /* HEAD: as GET, without the body */
	const char *path;          /* decoded, begins with '/' */
	const char *query;         /* as it came, without '?'; never NULL */
	const struct param *param; /* query string, then the body */
	size_t nparam, nquery; /* of which the first nquery are the query's */
	struct upload *file;   /* files of the body, in order; on disk */
	size_t nfile;
	const struct raw_body *raw; /* NULL: none came, or none is taken */
	enum body body;
	enum site site;
	const char *arg[PATH_ARGS_MAX]; /* what stood for each ":name" */

	const char *cookie_sid;    /* session token, or NULL */
	const char *cookie_lang;   /* of POST /preferences, or NULL */
	const char *cookie_theme;  /* likewise */
	const char *cookie_device; /* of a sign-in here, or NULL */
	const char *accept, *accept_language, *user_agent; /* never NULL */
	const char *if_none_match;                         /* or NULL */
	const char *fetch_dest;    /* Sec-Fetch-Dest, or NULL */
	const char *csrf_header;   /* X-CSRF-Token, or NULL */
	const char *upload_offset; /* Upload-Offset, or NULL */

	const struct session *session; /* who asks; NULL: nobody */
	bool token_ok; /* a POST carried this session's token; the router
			  fills it in, and arg above */
};

struct model;

/*
 * A body that is made while it is sent: what is too much to be held.  Only
 * routes flagged STREAM have one.
 *
 * Once status and headers have left, `pull` is called until it says *done or
 * fails; each time it puts something into the sink, which may take as long
 * as the reader likes.  What it allocates from cx->mem goes with the piece;
 * `state` stays.  To fail is to cut the download: there is no page any more.
 *
 * Rights that end meanwhile end the stream, as each piece is read by
 * statements that ask for them.  With `snapshot` all pieces are one moment's
 * truth: the database is read in one transaction, as long as that takes.
 * Without, a piece reads what it needs first, and puts it then.
 */
struct stream {
	enum err (*pull)(struct ctx *, void *state, struct sink *, bool *done);
	void *state; /* in memory of the request */
	bool snapshot;
};

struct resp {
	int status;          /* HTTP status, 200 at first; with an error, 400 or
				more: which of those that its code may mean */
	const char *page;    /* template, e.g. "ticket/show.cs" */
	struct model *model; /* what that template reads */
	bool etag;           /* the page may be answered 304 */
	bool secret;         /* it holds a secret: no-store, nowhere at all */
	const char *location; /* redirect to this path of ours, encoded */
	const char *type;     /* of body, or of the file */
	const char *body;
	size_t body_len;             /* bytes */
	const struct stream *stream; /* instead of body; NULL: none */
	const char *file;        /* SHA-256 in hex of a blob; nginx sends it */
	const char *file_suffix; /* of the small picture of it to send instead:
				    store/thumb.h */
	const char *file_name;   /* as the person knows it; of the body too, if
				    that is to be saved */
	bool file_inline;        /* shown, not saved: raster images only */
	const char *set_sid;     /* new session token; "" ends it */
	int64_t sid_lifetime;    /* seconds, of set_sid */
	const char *set_lang, *set_theme; /* cookies of a year; "" removes */
	const char *set_device;           /* likewise */
	bool clear_cache;                 /* sign-out: Clear-Site-Data */
	int retry_after; /* seconds, with 429 and 503; 0: none */
	/* What is left to do when the answer has been sent, and with what:
	 * nobody is told how it went, but the log. */
	enum err (*after)(struct ctx *, const char *);
	const char *after_what;
	/* Of an upload in chunks: Upload-Offset and Upload-Length, in bytes;
	 * sent if the length is not 0. */
	int64_t upload_offset, upload_length;
};

/* The value of a parameter, or NULL; the first, if it came twice. */
const char *req_param(const struct req *, const char *name);
/* Path argument n as a positive id; 0 if it is not one, or is written
 * otherwise than we write it ("007"). */
int64_t req_id(const struct req *, int n);
/* Path argument n as a ticket's id ("TS-0000042" → 42); 0 if not one. */
int64_t req_ticket(const struct req *, int n);
/* Digits only, no sign, no space, in [min, max]; false if not. */
bool parse_int(const char *, int64_t min, int64_t max, int64_t *out);

/* Does the browser want this as a part of a page or as code, rather than
 * to show or save it?  Attachments are not for that: ERR_DENIED. */
bool req_embeds(const struct req *);

/* Does somebody else's page ask for what is not his?  He may link to us,
 * but neither act through us nor take us apart: a bare ERR_DENIED. */
bool req_is_foreign(const struct req *);

/* 303 to a path of ours, as href.h makes them. */
void resp_redirect(struct resp *, const char *path);

#endif
