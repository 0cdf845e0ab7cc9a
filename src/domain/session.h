/*
 * session.h - who is signed in.
 *
 * A session is 32 random bytes that a cookie carries; the database knows
 * their SHA-256 only.  Role and name are read anew with each request, so
 * that a right that is taken away is gone with the next one.
 */
#ifndef GUICHET_DOMAIN_SESSION_H
#define GUICHET_DOMAIN_SESSION_H

#include "base/ctx.h"

struct group_ref {
	int64_t id;
	const char *name;
};

/* Of the signed-in user; strings are in the request's arena, never NULL. */
struct session {
	int64_t id;
	int64_t user_id;
	int64_t account_id; /* 0: our own staff */
	enum role role;
	bool account_admin;
	bool must_change; /* only /account/password is open */
	bool two_factor;  /* it is switched on */
	bool must_enrol;  /* only /account/totp is open */
	bool shortcuts;
	const char *name; /* to sign in with */
	const char *display_name;
	const char *account_name;         /* "" for staff */
	const char *language;             /* "", "en", "zh-cn" */
	const char *time_zone;            /* "" : as the site is set */
	const char *theme;                /* "", "light", "dark" */
	const struct group_ref *operated; /* groups with the operator's role */
	size_t noperated;
};

/* A row of the list of one's own sessions. */
struct session_row {
	int64_t id, created_at, seen_at;
	const char *ip, *agent;
	bool current;
};

struct session_list {
	struct session_row *item;
	size_t count;
};

/*
 * Find the session of a cookie's token and set cx->actor, cx->role and
 * cx->proved.
 *
 * ERR_LOGIN if there is none that counts: unknown, ended, idle or old
 * beyond the limits of the configuration, or the user is disabled.  Then
 * *former is the user whose session it was if it ended less than a day
 * ago, else 0: what he posted may be kept for him.
 */
enum err session_find(struct ctx *, const char *token, struct session *out,
    int64_t *former) MUST_CHECK;

/* How long a session of that role lives at most, in seconds. */
int64_t session_lifetime(const struct ctx *, enum role);

/* Somebody is there: it is idle from now on only. */
void session_used(struct ctx *, const struct session *);

/* Before something sensitive: ERR_PROOF if the actor has not given his
 * password for a while.  What shows errors then asks for it, and sends the
 * same form again with the answer (login_prove()). */
enum err proof_check(struct ctx *) MUST_CHECK;

/* Another token for one's own session: whoever has a copy of the cookie is
 * outside.  ERR_LOGIN if it has ended. */
enum err session_renew(struct ctx *, int64_t id, const char **token) MUST_CHECK;
/* End one's own session `id`, or all but `keep` if id is 0: that is
 * ERR_PROOF without one. */
enum err session_end(struct ctx *, int64_t id, int64_t keep) MUST_CHECK;
enum err session_list(
    struct ctx *, int64_t current, struct session_list *) MUST_CHECK;

#endif
