#include "domain/totp.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/totp.h"
#include "base/urlenc.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/people.h"
#include "domain/session.h"
#include "domain/vault.h"
#include "store/store.h"

#define RECOVERY_BYTES 10  /* 80 bits */
#define SHOWN_AGAIN    120 /* seconds */
#define CODE_MAX       32

static const char *
user_text(struct ctx *cx, int64_t user)
{
	return arena_printf(cx->mem, "%" PRId64, user);
}

static struct vault_place
place_of(int64_t user)
{
	return (struct vault_place){ VAULT_USER, user, "totp" };
}

static enum err
unseal(struct ctx *cx, int64_t user, const struct totp_row *row,
    const char **secret)
{
	const struct vault_place at = place_of(user);

	return vault_unseal(cx, &at, row->sealed, row->sealed_len, secret);
}

/* What authenticator apps read. */
static const char *
uri_of(struct ctx *cx, const char *name, const char *secret)
{
	const char *site = url_encode(cx->mem, cx->conf->site_name);

	return arena_printf(cx->mem,
	    "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1"
	    "&digits=%d&period=%d",
	    site, url_encode(cx->mem, name), secret, site, TOTP_DIGITS,
	    TOTP_PERIOD);
}

bool
totp_must(const struct ctx *cx, enum role role)
{
	return role != ROLE_CUSTOMER &&
	    cx->conf->passwords_two_factor == CONF_FACTOR_STAFF;
}

enum err
totp_get(struct ctx *cx, struct totp *out)
{
	struct totp_row row;
	struct user u;
	enum err rc;

	*out = (struct totp){ .must = totp_must(cx, cx->role) };
	rc = store_totp_get(cx, cx->actor, &row);
	if (rc == ERR_OK)
		rc = store_recovery_left(cx, cx->actor, &out->left);
	if (rc != ERR_OK || !row.found)
		return rc;
	out->on = row.confirmed_at != 0;
	out->since = row.confirmed_at;
	if (out->on || !cx->proved)
		return ERR_OK;
	rc = user_me(cx, &u);
	if (rc == ERR_OK)
		rc = unseal(cx, cx->actor, &row, &out->secret);
	if (rc == ERR_OK)
		out->uri = uri_of(cx, u.name, out->secret);
	return rc;
}

enum err
totp_is_on(struct ctx *cx, int64_t user, bool *on)
{
	struct totp_row row;
	enum err rc;

	rc = store_totp_get(cx, user, &row);
	*on = rc == ERR_OK && row.found && row.confirmed_at != 0;
	return rc;
}

/* Switching on --------------------------------------------------------------
 */

enum err
totp_begin(struct ctx *cx)
{
	const struct vault_place at = place_of(cx->actor);
	unsigned char secret[TOTP_SECRET_LEN];
	const void *sealed;
	int64_t changed;
	size_t len;
	enum err rc;

	rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	crypto_random(secret, sizeof(secret));
	rc = vault_seal(
	    cx, &at, base32(cx->mem, secret, sizeof(secret)), &sealed, &len);
	crypto_wipe(secret, sizeof(secret));
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = store_totp_put(cx, sealed, len, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_say(cx, ERR_CONFLICT, "totp_on",
			    "there is a second factor");
	}
	return act_end(cx, rc, 0);
}

/* Bytes as four groups of four characters. */
static void
write_code(struct ctx *cx, const unsigned char *bytes, char *out)
{
	const char *s = base32(cx->mem, bytes, RECOVERY_BYTES);

	for (int i = 0; i < RECOVERY_LEN; i++)
		out[i] = i % 5 == 4 ? '-' : s[i - i / 5];
	out[RECOVERY_LEN] = '\0';
}

static void
hash_code(int64_t user, const unsigned char *bytes, unsigned char out[HASH_LEN])
{
	struct sha256 h;

	sha256_begin(&h);
	sha256_put(&h, &user, sizeof(user));
	sha256_put(&h, bytes, RECOVERY_BYTES);
	sha256_end(&h, out);
}

/*
 * Code n of this form.  It comes of the form's key, so that a form sent
 * twice by a double click, whose first answer nobody saw, shows the same.
 */
static void
draw_code(struct ctx *cx, int n, unsigned char out[HASH_LEN])
{
	if (cx->op.key == NULL)
		crypto_random(out, HASH_LEN);
	else
		hmac(cx->keys->op, out, "recovery", user_text(cx, cx->actor),
		    cx->op.key, arena_printf(cx->mem, "%d", n), NULL);
}

/* Ten new ones, instead of those that there are; or those of the same form
 * again, which are there already. */
static enum err
new_codes(struct ctx *cx, struct recovery *out)
{
	unsigned char bytes[HASH_LEN], hash[HASH_LEN];
	enum err rc = ERR_OK;

	if (!cx->op.replayed)
		rc = store_recovery_drop(cx, cx->actor);
	for (int i = 0; rc == ERR_OK && i < RECOVERY_CODES; i++) {
		draw_code(cx, i, bytes);
		write_code(cx, bytes, out->code[i]);
		hash_code(cx->actor, bytes, hash);
		if (!cx->op.replayed)
			rc = store_recovery_add(cx, cx->actor, hash);
	}
	out->known = true;
	crypto_wipe(bytes, sizeof(bytes));
	return rc;
}

/* Of a form that was sent before.  Its result is when that was. */
static enum err
same_codes(struct ctx *cx, struct recovery *out)
{
	out->known = false;
	return cx->op.result > cx->now - SHOWN_AGAIN ? new_codes(cx, out)
						     : ERR_OK;
}

static enum err
confirm(struct ctx *cx, const char *code, int64_t keep, struct recovery *out)
{
	unsigned char secret[TOTP_SECRET_LEN];
	int64_t step = 0, changed = 0;
	struct totp_row row;
	const char *text;
	size_t len;
	enum err rc;

	rc = store_totp_get(cx, cx->actor, &row);
	if (rc != ERR_OK)
		return rc;
	if (!row.found || row.confirmed_at != 0)
		return err_say(cx, ERR_CONFLICT,
		    row.found ? "totp_on" : "totp_none",
		    "no secret waits to be confirmed");
	rc = unseal(cx, cx->actor, &row, &text);
	if (rc != ERR_OK)
		return rc;
	if (unbase32(text, secret, sizeof(secret), &len))
		step = totp_step(secret, len, cx->now, row.last_step, code);
	crypto_wipe(secret, sizeof(secret));
	if (step == 0)
		return err_say(cx, ERR_INVALID, "totp_wrong", "a wrong code");
	rc = store_totp_confirm(cx, step, &changed);
	if (rc == ERR_OK)
		rc = new_codes(cx, out);
	if (rc == ERR_OK)
		rc = store_session_end(cx, cx->actor, 0, keep, &changed);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "enableTotp", "user", NULL, "");
	return rc;
}

/* Without what people write between the digits, in one case. */
static const char *
plain_code(struct ctx *cx, const char *code)
{
	char *out = arena_alloc(cx->mem, CODE_MAX + 1);
	size_t n, len = 0;
	uint32_t cp;

	for (; (n = utf8_next(code, &cp)) > 0; code += n) {
		bool filler = cp == ' ' || cp == '-' || cp == '\t' ||
		    cp == 0xa0 || (cp >= 0x2000 && cp <= 0x2015) ||
		    cp == 0x2212 || cp == 0x3000;

		if (filler)
			continue;
		if (cp >= 0xff10 && cp <= 0xff19) /* full width */
			cp = cp - 0xff10 + '0';
		if (cp >= 'a' && cp <= 'z')
			cp -= 'a' - 'A';
		if (cp >= 0x80 || len == CODE_MAX)
			return "";
		out[len++] = (char)cp;
	}
	out[len] = '\0';
	return out;
}

enum err
totp_confirm(struct ctx *cx, const char *code, int64_t keep_session,
    struct recovery *out)
{
	enum err rc;

	*out = (struct recovery){ 0 };
	rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = cx->op.replayed
		    ? same_codes(cx, out)
		    : confirm(cx, plain_code(cx, code), keep_session, out);
	return act_end(cx, rc, cx->now);
}

enum err
totp_recovery(struct ctx *cx, struct recovery *out)
{
	struct totp_row row;
	enum err rc;

	*out = (struct recovery){ 0 };
	rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc != ERR_OK)
		return rc;
	if (cx->op.replayed)
		return act_end(cx, same_codes(cx, out), 0);
	rc = store_totp_get(cx, cx->actor, &row);
	if (rc == ERR_OK && (!row.found || row.confirmed_at == 0))
		rc = err_say(
		    cx, ERR_CONFLICT, "totp_none", "there is no second factor");
	if (rc == ERR_OK)
		rc = new_codes(cx, out);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "renewRecoveryCodes", "user", NULL, "");
	return act_end(cx, rc, cx->now);
}

/* Switching off -------------------------------------------------------------
 */

/* In the transaction: the secret, the codes, and the password that only did
 * beside them. */
static enum err
drop_rest(struct ctx *cx, int64_t user, int64_t keep)
{
	int64_t ended;
	enum err rc;

	rc = store_recovery_drop(cx, user);
	if (rc == ERR_OK)
		rc = store_user_short(cx, user);
	if (rc == ERR_OK)
		rc = store_session_end(cx, user, 0, keep, &ended);
	return rc;
}

static enum err
drop(struct ctx *cx, int64_t user, int64_t keep, int64_t *changed)
{
	enum err rc;

	rc = store_totp_drop(cx, user, changed);
	return rc == ERR_OK ? drop_rest(cx, user, keep) : rc;
}

enum err
totp_off(struct ctx *cx, int64_t keep_session)
{
	int64_t changed = 0;
	enum err rc;

	if (totp_must(cx, cx->role))
		return err_say(cx, ERR_DENIED, "totp_must",
		    "the settings want a second factor");
	rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc != ERR_OK)
		return rc;
	if (!cx->op.replayed)
		rc = drop(cx, cx->actor, keep_session, &changed);
	if (rc == ERR_OK && changed > 0)
		rc = audit_add(
		    cx, RATING_WARNING, "disableTotp", "user", NULL, "");
	return act_end(cx, rc, 0);
}

static enum err
reset(struct ctx *cx, int64_t id)
{
	struct user u;
	bool changed;
	enum err rc;

	rc = people_get(cx, id, &u);
	if (rc == ERR_OK)
		rc = store_totp_reset(cx, id, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "user \"%s\" has no second factor", u.name);
	if (rc == ERR_OK)
		rc = drop_rest(cx, id, 0);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_WARNING, "resetTotp", "user", u.name, "");
	return rc;
}

enum err
totp_reset(struct ctx *cx, int64_t id)
{
	enum err rc;

	rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = reset(cx, id);
	return act_end(cx, rc, id);
}

/* Using it ------------------------------------------------------------------
 */

/* As it was shown; a few signs that it does not have are meant as those
 * that look like them. */
static bool
read_recovery(const char *code, unsigned char out[RECOVERY_BYTES])
{
	static const struct {
		char typed, meant;
	} rows[] = { { '0', 'O' }, { '1', 'I' }, { '8', 'B' } };
	char s[CODE_MAX + 1];
	size_t len;

	memcpy(s, code, strlen(code) + 1);
	for (char *p = s; *p != '\0'; p++)
		for (size_t i = 0; i < NELEM(rows); i++)
			if (*p == rows[i].typed)
				*p = rows[i].meant;
	return unbase32(s, out, RECOVERY_BYTES, &len) && len == RECOVERY_BYTES;
}

static enum err
use_recovery(struct ctx *cx, int64_t user, const char *code, enum totp_how *how)
{
	unsigned char bytes[RECOVERY_BYTES], hash[HASH_LEN];
	int64_t changed;
	enum err rc;

	if (!read_recovery(code, bytes))
		return ERR_OK;
	hash_code(user, bytes, hash);
	rc = store_recovery_use(cx, user, hash, &changed);
	if (rc == ERR_OK && changed > 0)
		*how = TOTP_RECOVERY;
	return rc;
}

enum err
totp_use(struct ctx *cx, int64_t user, const char *code, enum totp_how *how)
{
	unsigned char secret[TOTP_SECRET_LEN];
	int64_t step, changed;
	struct totp_row row;
	const char *text;
	size_t len;
	enum err rc;

	*how = TOTP_WRONG;
	code = plain_code(cx, code);
	rc = store_totp_get(cx, user, &row);
	if (rc != ERR_OK || !row.found || row.confirmed_at == 0)
		return rc;
	if (strlen(code) != TOTP_DIGITS)
		return use_recovery(cx, user, code, how);
	rc = unseal(cx, user, &row, &text);
	if (rc != ERR_OK || !unbase32(text, secret, sizeof(secret), &len))
		return rc;
	step = totp_step(secret, len, cx->now, row.last_step, code);
	crypto_wipe(secret, sizeof(secret));
	if (step == 0)
		return ERR_OK;
	rc = store_totp_use(cx, user, step, &changed);
	if (rc == ERR_OK && changed > 0)
		*how = TOTP_CODE;
	return rc;
}
