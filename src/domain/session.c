#include "domain/session.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/seen.h"
#include "domain/act.h"
#include "domain/totp.h"
#include "store/store.h"

static int64_t
idle_limit(const struct ctx *cx, enum role role)
{
	return role == ROLE_CUSTOMER ? cx->conf->sessions_customer_idle
				     : cx->conf->sessions_staff_idle;
}

int64_t
session_lifetime(const struct ctx *cx, enum role role)
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
	old = st->created_at + session_lifetime(cx, s->role);
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
	out->must_enrol = !out->two_factor && totp_must(cx, out->role);
	cx->proved = st.proved_at > cx->now - cx->conf->sessions_proof_lifetime;
	if (out->role != ROLE_CUSTOMER)
		return ERR_OK;
	return store_groups_operated(cx, &out->operated, &out->noperated);
}

void
session_used(struct ctx *cx, const struct session *s)
{
	if (cx->seen != NULL)
		seen_put(cx->seen, s->id, cx->now);
}

enum err
proof_check(struct ctx *cx)
{
	/* Whoever runs the command line has no password to give. */
	bool shell = cx->actor == 0 && cx->peer == NULL;

	return cx->proved || shell
	    ? ERR_OK
	    : err_fail(cx, ERR_PROOF, "the password is wanted");
}

enum err
session_renew(struct ctx *cx, int64_t id, const char **token)
{
	unsigned char hash[HASH_LEN];
	int64_t changed;
	enum err rc;

	*token = crypto_random_token(cx->mem);
	sha256(*token, TOKEN_LEN, hash);
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_session_renew(cx, id, hash, &changed);
	if (rc == ERR_OK && changed == 0)
		rc = err_fail(
		    cx, ERR_LOGIN, "session %" PRId64 " has ended", id);
	return store_end(cx, rc);
}

enum err
session_end(struct ctx *cx, int64_t id, int64_t keep)
{
	int64_t changed = 0;
	enum err rc = ERR_OK;

	if (id == 0)
		rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = store_session_end(cx, cx->actor, id, keep, &changed);
	/* Whoever ends all trusts no other browser. */
	if (rc == ERR_OK && changed > 0 && id == 0)
		rc = store_device_forget(cx, cx->actor, keep);
	if (rc == ERR_OK && changed > 0)
		rc = audit_add(cx, RATING_NORMAL, "endSession", "session",
		    arena_printf(cx->mem, "%" PRId64, id), "");
	return act_end(cx, rc, id);
}

enum err
session_list(struct ctx *cx, int64_t current, struct session_list *out)
{
	enum err rc;

	rc = store_session_list(cx, cx->now - session_lifetime(cx, cx->role),
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
