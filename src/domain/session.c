#include "domain/session.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/seen.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/user.h"
#include "store/store.h"

/* Failures in a row that cost nothing, and the longest wait after more. */
#define FREE_FAILURES 5
#define LONGEST_WAIT  300 /* seconds */

#define AGENT_MAX 200 /* bytes of a browser's name that are kept */

static int64_t
idle_limit(const struct ctx *cx, enum role role)
{
	return role == ROLE_CUSTOMER ? cx->conf->sessions_customer_idle
				     : cx->conf->sessions_staff_idle;
}

static int64_t
lifetime_limit(const struct ctx *cx, enum role role)
{
	return role == ROLE_CUSTOMER ? cx->conf->sessions_customer_lifetime
				     : cx->conf->sessions_staff_lifetime;
}

/* When the session came to its end, 0 if it goes on. */
static int64_t
end_of(struct ctx *cx, const struct session *s, const struct session_state *st)
{
	int64_t seen = st->seen_at, fresh, idle, old;

	if (st->ended_at != 0)
		return st->ended_at;
	fresh = cx->seen == NULL ? 0 : seen_get(cx->seen, s->id);
	if (fresh > seen)
		seen = fresh;
	idle = seen + idle_limit(cx, s->role);
	old = st->created_at + lifetime_limit(cx, s->role);
	if (old < idle)
		idle = old;
	return idle <= cx->now ? idle : 0;
}

enum err
session_find(
    struct ctx *cx, const char *token, struct session *out, int64_t *former)
{
	unsigned char hash[HASH_LEN];
	struct session_state st;
	int64_t ended;
	enum err rc;

	*former = 0;
	if (strlen(token) != TOKEN_LEN)
		return err_fail(
		    cx, ERR_LOGIN, "a token of %zu characters", strlen(token));
	sha256(token, TOKEN_LEN, hash);
	rc = store_session_find(cx, hash, &st, out);
	if (rc != ERR_OK)
		return rc;
	if (!st.found || st.disabled)
		return err_fail(cx, ERR_LOGIN, "no such session");
	ended = end_of(cx, out, &st);
	if (ended != 0) {
		if (ended > cx->now - cx->conf->sessions_parked_lifetime)
			*former = out->user_id;
		return err_fail(
		    cx, ERR_LOGIN, "session %" PRId64 " has ended", out->id);
	}
	cx->actor = out->user_id;
	cx->role = out->role;
	if (cx->seen != NULL)
		seen_put(cx->seen, out->id, cx->now);
	if (out->role != ROLE_CUSTOMER)
		return ERR_OK;
	return store_groups_operated(cx, &out->operated, &out->noperated);
}

/* How long the next attempt for this name has to wait. */
static enum err
wait_for(struct ctx *cx, const char *key, int64_t *seconds)
{
	int64_t count, last_at, wait = LONGEST_WAIT;
	enum err rc;

	*seconds = 0;
	rc = store_failure_get(cx, key, &count, &last_at);
	if (rc != ERR_OK || count < FREE_FAILURES)
		return rc;
	if (count - FREE_FAILURES < 8)
		wait = (int64_t)1 << (count - FREE_FAILURES);
	if (last_at + wait > cx->now)
		*seconds = last_at + wait - cx->now;
	return ERR_OK;
}

/* What an unknown name's password is compared with, so that it takes as
 * long; made at the first sign-in of the process, whoever it is. */
static const char *
hash_of_nobody(struct ctx *cx)
{
	static char nobody[256];

	if (nobody[0] == '\0')
		strncpy(nobody,
		    password_hash(cx->mem, crypto_random_token(cx->mem),
			(size_t)cx->conf->passwords_argon2_memory,
			(unsigned long long)cx->conf->passwords_argon2_passes),
		    sizeof(nobody) - 1);
	return nobody;
}

static enum err
note_failure(struct ctx *cx, const char *key)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_failure_put(cx, key);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_WARNING, "loginFailed", "user", key, "");
	return store_end(cx, rc);
}

static enum err
begin_session(struct ctx *cx, const struct user *u, const char *key,
    const char *rehash, const char *agent, const char *token)
{
	unsigned char hash[HASH_LEN];
	int64_t id;
	enum err rc;

	sha256(token, strlen(token), hash);
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_failure_clear(cx, key);
	if (rc == ERR_OK && rehash != NULL)
		rc = store_user_password(cx, u->id, rehash, u->must_change);
	if (rc == ERR_OK)
		rc = store_session_add(cx, hash, u->id, agent, &id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "login", "user", u->name, "");
	return store_end(cx, rc);
}

enum err
session_login(struct ctx *cx, const char *name, const char *password,
    const char *agent, const char **token, int64_t *lifetime)
{
	const size_t memory = (size_t)cx->conf->passwords_argon2_memory;
	const unsigned long long passes = (unsigned long long)
					      cx->conf->passwords_argon2_passes;
	const char *key = name_key(cx->mem, name), *stored, *hash, *nobody;
	const char *rehash = NULL;
	bool found, good;
	struct user u;
	enum err rc;

	rc = wait_for(cx, key, &cx->say_n);
	if (rc != ERR_OK)
		return rc;
	if (cx->say_n > 0)
		return err_say(cx, ERR_BUSY, "login_wait",
		    "too many failures for \"%s\"", key);
	rc = store_user_by_name(cx, key, &found, &u, &stored);
	if (rc != ERR_OK)
		return rc;

	nobody = hash_of_nobody(cx);
	hash = found && *stored != '\0' ? stored : nobody;
	good = strlen(password) <= PASSWORD_MAX &&
	    password_verify(hash, password) && found && !u.disabled;
	if (!good) {
		rc = note_failure(cx, key);
		return rc != ERR_OK
		    ? rc
		    : err_say(cx, ERR_LOGIN, "login_failed",
			  "wrong name or password for \"%s\"", key);
	}

	if (password_needs_rehash(stored, memory, passes))
		rehash = password_hash(cx->mem, password, memory, passes);
	cx->actor = u.id;
	cx->role = u.role;
	*token = crypto_random_token(cx->mem);
	*lifetime = lifetime_limit(cx, u.role);
	return begin_session(cx, &u, key, rehash,
	    arena_strndup(cx->mem, agent, strnlen(agent, AGENT_MAX)), *token);
}

enum err
session_end(struct ctx *cx, int64_t id, int64_t keep)
{
	int64_t changed = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = store_session_end(cx, cx->actor, id, keep, &changed);
	if (rc == ERR_OK && changed > 0)
		rc = audit_add(cx, RATING_NORMAL, "endSession", "session",
		    arena_printf(cx->mem, "%" PRId64, id), "");
	return act_end(cx, rc, id);
}

enum err
session_list(struct ctx *cx, int64_t current, struct session_list *out)
{
	enum err rc;

	rc = store_session_list(cx, cx->now - lifetime_limit(cx, cx->role),
	    cx->now - idle_limit(cx, cx->role), out);
	for (size_t i = 0; rc == ERR_OK && i < out->count; i++) {
		struct session_row *r = &out->item[i];
		int64_t seen = cx->seen == NULL ? 0 : seen_get(cx->seen, r->id);

		r->current = r->id == current;
		if (seen > r->seen_at)
			r->seen_at = seen;
	}
	return rc;
}
