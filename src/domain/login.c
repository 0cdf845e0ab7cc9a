#include "domain/login.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/session.h"
#include "domain/totp.h"
#include "domain/user.h"
#include "store/store.h"

/* Failures that cost nothing: of a name or a device, and of an address,
 * behind which there may be a whole office. */
#define FREE_FAILURES         5
#define FREE_FAILURES_ADDRESS 20

#define LONGEST_WAIT 300  /* seconds */
#define FORGOTTEN    3600 /* seconds after the last failure */

/* Between password and code. */
#define STEP_LIFETIME 600 /* seconds */
#define STEP_TRIES    5

#define AGENT_MAX  200 /* bytes of a browser's name that are kept */
#define EVENTS_MAX 30

/* One attempt on its way. */
struct attempt {
	const struct login_try *in;
	const char *key;             /* of the name */
	const char *user;            /* whose it is; "" nobody's */
	unsigned char device[32];    /* hash of the cookie; zeros: none */
	bool has_device;             /* the cookie is one that we gave */
	int64_t device_id;           /* this user's, 0: not known to be */
	const char *counter, *where; /* the latter NULL: not counted */
	const char *agent;
};

const char *
login_network(struct arena *mem, const char *address)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	unsigned char a[16];

	if (address == NULL)
		return "";
	if (strchr(address, ':') == NULL ||
	    inet_pton(AF_INET6, address, a) != 1)
		return address;
	if (memcmp(a, mapped, sizeof(mapped)) == 0)
		return arena_printf(
		    mem, "%u.%u.%u.%u", a[12], a[13], a[14], a[15]);
	return arena_printf(mem, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64",
	    a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
}

/* From where, and which counters count. */
static enum err
begin(struct ctx *cx, const struct login_try *in, struct attempt *a)
{
	enum err rc;

	*a = (struct attempt){ .in = in,
		.key = name_key(cx->mem, in->name),
		.user = "",
		.agent = arena_strndup(
		    cx->mem, in->agent, strnlen(in->agent, AGENT_MAX)) };
	if (in->device != NULL && strlen(in->device) == TOKEN_LEN)
		sha256(in->device, TOKEN_LEN, a->device);
	rc = store_device_find(
	    cx, a->device, a->key, &a->has_device, &a->device_id);
	if (a->device_id != 0) {
		a->counter = arena_printf(cx->mem, "d:%" PRId64, a->device_id);
	} else {
		a->counter = arena_printf(cx->mem, "n:%s", a->key);
		a->where = arena_printf(
		    cx->mem, "a:%s", login_network(cx->mem, cx->peer));
	}
	return rc;
}

/* How long that counter asks to wait. */
static enum err
wait_for(struct ctx *cx, const char *counter, int64_t free, int64_t *seconds)
{
	int64_t count, last_at, wait = LONGEST_WAIT;
	enum err rc;

	if (counter == NULL)
		return ERR_OK;
	rc = store_failure_get(cx, counter, &count, &last_at);
	if (rc != ERR_OK || count < free)
		return rc;
	if (count - free < 8)
		wait = (int64_t)1 << (count - free);
	wait += last_at - cx->now;
	if (wait > *seconds)
		*seconds = wait;
	return ERR_OK;
}

static enum err
check_wait(struct ctx *cx, const struct attempt *a)
{
	int64_t seconds = 0;
	enum err rc;

	rc = wait_for(cx, a->counter, FREE_FAILURES, &seconds);
	if (rc == ERR_OK)
		rc = wait_for(cx, a->where, FREE_FAILURES_ADDRESS, &seconds);
	if (rc != ERR_OK || seconds == 0)
		return rc;
	rc = err_say(
	    cx, ERR_BUSY, "login_wait", "too many failures for \"%s\"", a->key);
	cx->say_n = seconds;
	return rc;
}

static enum err
add_event(struct ctx *cx, const struct attempt *a, enum login_outcome outcome,
    int64_t session)
{
	const struct login_event e = { .at = cx->now,
		.outcome = outcome,
		.ip = cx->peer == NULL ? "" : cx->peer,
		.agent = a->agent,
		.fresh = a->device_id == 0 };

	return store_login_event_add(cx, a->key, &e, session);
}

static enum err
note_failure(
    struct ctx *cx, const struct attempt *a, enum login_outcome outcome)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_failure_put(cx, a->counter, cx->now - FORGOTTEN);
	if (rc == ERR_OK && a->where != NULL)
		rc = store_failure_put(cx, a->where, cx->now - FORGOTTEN);
	if (rc == ERR_OK)
		rc = add_event(cx, a, outcome, 0);
	/* A name that is nobody's may be a password in the wrong field: the
	 * trail keeps it for ever. */
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_WARNING, "loginFailed", "user", a->user, "");
	return store_end(cx, rc);
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

/* The browser is known from now on.  Its cookie stays if it is one of
 * ours, so that two people at one browser are both known there; a value
 * that somebody made up is not taken over. */
static enum err
know_device(
    struct ctx *cx, struct attempt *a, int64_t user, const char **cookie)
{
	*cookie = a->in->device;
	if (!a->has_device) {
		*cookie = crypto_random_token(cx->mem);
		sha256(*cookie, TOKEN_LEN, a->device);
	}
	return store_device_put(cx, a->device, user, &a->device_id);
}

static enum err
add_session(struct ctx *cx, struct attempt *a, const struct user *u,
    enum login_outcome outcome, struct login_done *out)
{
	unsigned char hash[HASH_LEN];
	int64_t id, device;
	enum err rc;

	sha256(out->token, strlen(out->token), hash);
	rc = store_failure_clear(cx, a->counter);
	device = a->device_id;
	if (rc == ERR_OK)
		rc = know_device(cx, a, u->id, &out->device);
	if (rc == ERR_OK)
		rc = store_session_add(
		    cx, hash, u->id, a->agent, a->device_id, &id);
	if (rc == ERR_OK)
		rc = store_session_trim(
		    cx, u->id, cx->conf->sessions_max_count);
	a->device_id = device;
	if (rc == ERR_OK)
		rc = add_event(cx, a, outcome, id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "login", "user", u->name,
		    outcome == LOGIN_RECOVERY ? "recovery code" : "");
	return rc;
}

/* In the transaction. */
static enum err
begin_session(struct ctx *cx, struct attempt *a, const struct user *u,
    enum login_outcome outcome, struct login_done *out)
{
	cx->actor = u->id;
	cx->role = u->role;
	out->token = crypto_random_token(cx->mem);
	out->lifetime = session_lifetime(cx, u->role);
	return add_session(cx, a, u, outcome, out);
}

static enum err
begin_step(struct ctx *cx, const struct user *u, struct login_done *out)
{
	unsigned char hash[HASH_LEN];

	out->step = crypto_random_token(cx->mem);
	sha256(out->step, TOKEN_LEN, hash);
	return store_login_step_add(cx, hash, u->id);
}

/* The password was right. */
static enum err
go_on(struct ctx *cx, struct attempt *a, const struct user *u,
    const char *rehash, struct login_done *out)
{
	bool second;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	if (rehash != NULL)
		rc = store_user_password(cx, u->id, rehash, u->must_change, -1);
	if (rc == ERR_OK)
		rc = totp_is_on(cx, u->id, &second);
	if (rc == ERR_OK)
		rc = second ? begin_step(cx, u, out)
			    : begin_session(cx, a, u, LOGIN_GOOD, out);
	return store_end(cx, rc);
}

enum err
login_password(
    struct ctx *cx, const struct login_try *in, struct login_done *out)
{
	const size_t memory = (size_t)cx->conf->passwords_argon2_memory;
	const unsigned long long passes = (unsigned long long)
					      cx->conf->passwords_argon2_passes;
	const char *stored, *hash, *nobody, *rehash = NULL;
	struct attempt a;
	bool found, good;
	struct user u;
	enum err rc;

	*out = (struct login_done){ 0 };
	rc = begin(cx, in, &a);
	if (rc == ERR_OK)
		rc = check_wait(cx, &a);
	if (rc == ERR_OK)
		rc = store_user_by_name(cx, a.key, &found, &u, &stored);
	if (rc != ERR_OK)
		return rc;

	a.user = found ? u.name : "";
	nobody = hash_of_nobody(cx);
	hash = found && *stored != '\0' ? stored : nobody;
	good = strlen(in->password) <= PASSWORD_MAX &&
	    password_verify(hash, in->password) && found && !u.disabled;
	if (!good) {
		rc = note_failure(cx, &a, LOGIN_WRONG_PASSWORD);
		return rc != ERR_OK
		    ? rc
		    : err_say(cx, ERR_LOGIN, "login_failed",
			  "wrong name or password for \"%s\"", a.user);
	}
	if (password_needs_rehash(stored, memory, passes))
		rehash = password_hash(cx->mem, in->password, memory, passes);
	return go_on(cx, &a, &u, rehash, out);
}

static enum err
again(struct ctx *cx)
{
	return err_say(
	    cx, ERR_LOGIN, "login_again", "there is no such step any more");
}

/* Whose step it is. */
static enum err
find_step(struct ctx *cx, const char *step, unsigned char hash[HASH_LEN],
    struct user *u)
{
	int64_t user;
	bool found;
	enum err rc;

	if (strlen(step) != TOKEN_LEN)
		return again(cx);
	sha256(step, TOKEN_LEN, hash);
	rc = store_login_step_find(
	    cx, hash, cx->now - STEP_LIFETIME, STEP_TRIES, &user);
	if (rc == ERR_OK)
		rc = store_user_by_id(cx, user, &found, u, NULL);
	return rc == ERR_OK && !found ? again(cx) : rc;
}

/* In one transaction: the code is used up, and the session is there. */
static enum err
use_code(struct ctx *cx, struct attempt *a, const struct user *u,
    const char *code, const unsigned char step[HASH_LEN],
    struct login_done *out)
{
	enum totp_how how;
	int64_t changed;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = totp_use(cx, u->id, code, &how);
	if (rc == ERR_OK && how == TOTP_WRONG)
		rc = err_say(cx, ERR_LOGIN, "totp_wrong",
		    "a wrong code for \"%s\"", u->name);
	if (rc == ERR_OK)
		rc = store_login_step_drop(cx, step, &changed);
	if (rc == ERR_OK && changed == 0)
		rc = again(cx);
	if (rc == ERR_OK)
		rc = begin_session(cx, a, u,
		    how == TOTP_RECOVERY ? LOGIN_RECOVERY : LOGIN_GOOD, out);
	return store_end(cx, rc);
}

static enum err
note_wrong_code(
    struct ctx *cx, const struct attempt *a, const unsigned char step[HASH_LEN])
{
	enum err rc;

	rc = store_begin(cx);
	if (rc == ERR_OK)
		rc = store_end(cx, store_login_step_try(cx, step));
	return rc == ERR_OK ? note_failure(cx, a, LOGIN_WRONG_CODE) : rc;
}

enum err
login_code(struct ctx *cx, const char *step, const char *code,
    const struct login_try *in, struct login_done *out)
{
	unsigned char hash[HASH_LEN];
	struct login_try try = *in;
	struct attempt a;
	struct user u;
	enum err rc, noted;

	*out = (struct login_done){ 0 };
	rc = find_step(cx, step, hash, &u);
	if (rc != ERR_OK)
		return rc;
	try.name = u.name;
	rc = begin(cx, &try, &a);
	a.user = u.name;
	if (rc == ERR_OK)
		rc = check_wait(cx, &a);
	if (rc == ERR_OK)
		rc = use_code(cx, &a, &u, code, hash, out);
	if (rc != ERR_LOGIN)
		return rc;
	out->token = NULL;
	noted = note_wrong_code(cx, &a, hash);
	return noted == ERR_OK ? rc : noted;
}

/* Once more ---------------------------------------------------------------- */

static enum err
note_wrong_proof(struct ctx *cx, const char *counter, const char *name)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_failure_put(cx, counter, cx->now - FORGOTTEN);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_WARNING, "proofFailed", "user", name, "");
	return store_end(cx, rc);
}

static enum err
note_proof(struct ctx *cx, const char *counter, int64_t session)
{
	int64_t changed;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_session_prove(cx, session, &changed);
	if (rc == ERR_OK && changed == 0)
		rc = err_fail(cx, ERR_LOGIN, "the session has ended");
	if (rc == ERR_OK)
		rc = store_failure_clear(cx, counter);
	return store_end(cx, rc);
}

/* Which counter that session's wrong passwords have. */
static const char *
proof_counter(struct ctx *cx, int64_t session)
{
	return arena_printf(cx->mem, "s:%" PRId64, session);
}

/* Is it the actor's?  If not, `code`, and it counts. */
static enum err
check_present(
    struct ctx *cx, int64_t session, const char *password, enum err code)
{
	const char *counter = proof_counter(cx, session), *hash;
	int64_t wait = 0;
	struct user u;
	bool found;
	enum err rc;

	rc = wait_for(cx, counter, FREE_FAILURES, &wait);
	if (rc == ERR_OK)
		rc = store_user_by_id(cx, cx->actor, &found, &u, &hash);
	if (rc != ERR_OK)
		return rc;
	if (wait > 0) {
		rc = err_say(cx, code, "login_wait",
		    "too many wrong passwords in session %" PRId64, session);
		cx->say_n = wait;
		return rc;
	}
	if (found && strlen(password) <= PASSWORD_MAX &&
	    password_verify(hash, password))
		return ERR_OK;
	rc = note_wrong_proof(cx, counter, found ? u.name : "");
	return rc != ERR_OK ? rc
			    : err_say(cx, code, "password_wrong",
				  "the present password is another");
}

enum err
login_present(struct ctx *cx, int64_t session, const char *password)
{
	return check_present(cx, session, password, ERR_INVALID);
}

enum err
login_prove(struct ctx *cx, int64_t session, const char *password)
{
	enum err rc;

	rc = check_present(cx, session, password, ERR_PROOF);
	if (rc != ERR_OK)
		return rc;
	rc = note_proof(cx, proof_counter(cx, session), session);
	cx->proved = rc == ERR_OK;
	return rc;
}

/* What happened ------------------------------------------------------------ */

enum err
login_history(struct ctx *cx, struct login_events *out)
{
	return store_login_events(cx, EVENTS_MAX, out);
}

enum err
login_news(struct ctx *cx, int64_t current, struct login_events *out)
{
	return store_login_news(cx, current, out);
}

enum err
login_news_known(struct ctx *cx, int64_t id)
{
	int64_t changed = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = store_login_news_known(cx, id, &changed);
	if (rc == ERR_OK && changed > 0)
		rc = audit_add(
		    cx, RATING_NORMAL, "knowDevice", "user", NULL, "");
	return act_end(cx, rc, id);
}
