/*
 * ctx.h - what every call below the web edge needs to know.
 *
 * The web edge makes one per request, the job runner one per job, a
 * test one per test.  Nothing reachable from here knows about HTTP.
 */
#ifndef GUICHET_BASE_CTX_H
#define GUICHET_BASE_CTX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct conf;
struct db;
struct keys;
struct limits;
struct tz;
struct view;
struct seen;
struct there;
struct marks;

/* The two languages of pages and of the catalogue. */
enum lang { LANG_EN, LANG_ZH, LANG__MAX };

/* Stored in the database: never renumber. */
enum role {
	ROLE_CUSTOMER = 0,
	ROLE_AGENT = 1,
	ROLE_LEAD = 2,
	ROLE_ADMIN = 3,
	ROLE__MAX
};

/*
 * The key that a form carries so that sending it twice acts once.
 * form_read() fills it in; act_begin() refuses to write without it.
 */
struct op {
	const char *form;       /* address that the form posts to */
	const char *key;        /* NULL: this call needs none (a job, a tool) */
	unsigned char hash[32]; /* of the form's fields, keyed */
	bool needed;            /* a web form acts: no key, no act */
	bool replayed;          /* set by act_begin(): it was done before */
	int64_t result;         /* what that act made, or this one */
};

struct ctx {
	struct arena *mem;       /* dies with the request or job */
	struct db *db;           /* lives as long as the process */
	const struct conf *conf; /* settings; as long as the process */
	struct limits *limits;   /* that conf is made of; or NULL */
	const struct keys *keys; /* secret keys; as long as the process */
	struct seen *seen;       /* when sessions were last used; or NULL */
	struct there *there;     /* who is at which ticket; or NULL */
	struct marks *marks;     /* how far users have read; or NULL */
	int64_t now;             /* Unix seconds, read once */
	int64_t actor;           /* user id of who asks; 0 is nobody */
	enum role role;          /* of the actor, as read with the session */
	bool proved;             /* he gave his password not long ago */
	struct view *view;       /* templates; as long as the process */
	enum lang lang;          /* in which the answer is written */
	const struct tz *tz;     /* of the times in it; NULL: UTC */
	const char *peer;        /* address the request came from, or NULL */
	const char *request_id;  /* in the log, on error pages; or NULL */
	struct op op;
	unsigned snapshots; /* begun and not yet ended */

	const char *why;   /* set by err_fail(), else NULL */
	const char *where; /* "file:line" of that call */
	const char *say;   /* key of a sentence for the person, or NULL */
	int64_t say_n;     /* number for that sentence */
};

/* Is the actor one of those who answer tickets? */
static inline bool
is_staff(const struct ctx *cx)
{
	return cx->role >= ROLE_AGENT;
}

/*
 * Record why we fail, and return `code` so that a caller can write
 *
 *	return err_fail(cx, ERR_NOTFOUND, "ticket %" PRId64, id);
 *
 * The first record wins: callers that pass an error up add nothing.
 */
#define STR1_(x) #x
#define STR_(x)  STR1_(x)
#define err_fail(cx, code, ...)                                                \
	err_fail_at(                                                           \
	    (cx), (code), NULL, __FILE__ ":" STR_(__LINE__), __VA_ARGS__)
/*
 * The same, with the key under Lang.Say of a sentence for the person,
 * such as "urge_too_soon".
 */
#define err_say(cx, code, say, ...)                                            \
	err_fail_at(                                                           \
	    (cx), (code), (say), __FILE__ ":" STR_(__LINE__), __VA_ARGS__)
enum err err_fail_at(struct ctx *, enum err code, const char *say,
    const char *where, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* Forget a recorded failure that the caller has dealt with. */
void err_clear(struct ctx *);

#endif
