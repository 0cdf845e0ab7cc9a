/*
 * login.h - signing in: password, device, and what slows down a guesser.
 *
 * Failures are counted by name and by address, and cost nothing at first
 * and then a wait that doubles.  A browser in which this user signed in
 * before has a counter of its own instead: it is slowed down by nobody
 * else's guesses.  Known and unknown names go the same way.
 */
#ifndef GUICHET_DOMAIN_LOGIN_H
#define GUICHET_DOMAIN_LOGIN_H

#include "base/ctx.h"

struct login_try {
	const char *name, *password;
	const char *agent;  /* what the browser calls itself */
	const char *device; /* value of its cookie, or NULL */
};

struct login_done {
	const char *token;  /* of the session's cookie; NULL: a code is
			       wanted first */
	int64_t lifetime;   /* of it, seconds */
	const char *device; /* value of the device's cookie */
	const char *step;   /* what the form with the code carries */
};

/*
 * Check name and password and begin a session; or, for who has a second
 * factor, the step to login_code(), which is no session.
 *
 * ERR_LOGIN (say "login_failed"), or ERR_BUSY (say "login_wait",
 * cx->say_n seconds) after too many failures.
 */
enum err login_password(
    struct ctx *, const struct login_try *, struct login_done *) MUST_CHECK;

/*
 * The code, after the password: a session begins.  in: agent and device.
 *
 * ERR_LOGIN, say "totp_wrong", or "login_again" if the step does not count
 * any more: ten minutes went by, or five codes were wrong; and ERR_BUSY as
 * above.
 */
enum err login_code(struct ctx *, const char *step, const char *code,
    const struct login_try *in, struct login_done *) MUST_CHECK;

/*
 * The password once more, in that session of the actor's: sets cx->proved.
 *
 * ERR_PROOF: say "password_wrong", or "login_wait" (cx->say_n seconds)
 * after too many failures in this session.
 */
enum err login_prove(
    struct ctx *, int64_t session, const char *password) MUST_CHECK;

/* The same where it is a field of the form: ERR_INVALID, and no proof. */
enum err login_present(
    struct ctx *, int64_t session, const char *password) MUST_CHECK;

/* Stored in the database: never renumber. */
enum login_outcome {
	LOGIN_GOOD = 0,
	LOGIN_WRONG_PASSWORD = 1,
	LOGIN_WRONG_CODE = 2,
	LOGIN_RECOVERY = 3, /* good, by a recovery code */
};

struct login_event {
	int64_t id, at;
	enum login_outcome outcome;
	const char *ip, *agent;
	bool fresh; /* from a device that was not known */
};

struct login_events {
	struct login_event *item;
	size_t count;
};

/* The actor's own sign-ins, good and bad, newest first. */
enum err login_history(struct ctx *, struct login_events *) MUST_CHECK;
/* Those from an unknown device that he has not been told of, or has not
 * yet said to know; but not the one that began session `current`. */
enum err login_news(
    struct ctx *, int64_t current, struct login_events *) MUST_CHECK;
/* He knows them all, up to that one. */
enum err login_news_known(struct ctx *, int64_t id) MUST_CHECK;

/* The network that an address counts as: itself, or 64 bits of IPv6. */
const char *login_network(struct arena *, const char *address);

#endif
