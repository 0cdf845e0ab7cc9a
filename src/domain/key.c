#include "domain/key.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/session.h"
#include "domain/vault.h"
#include "store/store.h"

#define SHOWN_AGAIN 120 /* seconds */

/* The secret's place: it opens for this key of this user alone. */
static struct vault_place
place_of(struct ctx *cx, int64_t user, const char *access)
{
	return (struct vault_place){ VAULT_USER, user,
		arena_printf(cx->mem, "key_%s", access) };
}

enum err
key_list(struct ctx *cx, struct access_keys *out)
{
	return store_key_list(cx, out);
}

static const char *
new_access(struct ctx *cx)
{
	static const char sign[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char bytes[ACCESS_LEN];
	char *out = arena_alloc(cx->mem, ACCESS_LEN + 1);

	crypto_random(bytes, sizeof(bytes));
	for (int i = 0; i < ACCESS_LEN; i++)
		out[i] = sign[bytes[i] & 31];
	out[ACCESS_LEN] = '\0';
	return out;
}

static enum err
add(struct ctx *cx, const char *name, const char **access, const char **secret,
    int64_t *id)
{
	struct vault_place at;
	const void *sealed;
	size_t len;
	enum err rc;

	*access = new_access(cx);
	*secret = crypto_random_token(cx->mem);
	at = place_of(cx, cx->actor, *access);
	rc = vault_seal(cx, &at, *secret, &sealed, &len);
	if (rc == ERR_OK)
		rc = store_key_add(
		    cx, *access, name, sealed, len, ACCESS_KEYS_MAX, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_say(cx, ERR_CONFLICT, "keys_many",
		    "there are as many keys as one may have");
	cx->say_n = ACCESS_KEYS_MAX;
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "createAccessKey",
		    "accessKey", *access, "");
	return rc;
}

/* Of the same form again. */
static enum err
same(struct ctx *cx, const char **access, const char **secret)
{
	struct key_row row;
	struct vault_place at;
	enum err rc;

	rc = store_key_get(cx, cx->op.result, &row);
	if (rc != ERR_OK || !row.found ||
	    row.created_at <= cx->now - SHOWN_AGAIN)
		return rc;
	*access = row.access;
	at = place_of(cx, cx->actor, row.access);
	return vault_unseal(cx, &at, row.sealed, row.sealed_len, secret);
}

enum err
key_add(
    struct ctx *cx, const char *name, const char **access, const char **secret)
{
	int64_t id = 0;
	enum err rc;

	*access = *secret = "";
	name = utf8_name(cx->mem, name);
	if (!name_good(name))
		return err_say(cx, ERR_INVALID, "name_invalid", "a wrong name");
	rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = cx->op.replayed ? same(cx, access, secret)
				     : add(cx, name, access, secret, &id);
	return act_end(cx, rc, id);
}

enum err
key_remove(struct ctx *cx, int64_t id)
{
	struct key_row row = { 0 };
	int64_t changed;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = store_key_get(cx, id, &row);
		if (rc == ERR_OK)
			rc = store_key_drop(cx, id, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_fail(cx, ERR_NOTFOUND, "no key %" PRId64, id);
		if (rc == ERR_OK)
			rc = audit_add(cx, RATING_NORMAL, "deleteAccessKey",
			    "accessKey", row.access, "");
	}
	return act_end(cx, rc, id);
}

enum err
key_find(struct ctx *cx, const char *access, int64_t *user, const char **secret)
{
	struct key_row row;
	struct vault_place at;
	enum err rc;

	rc = store_key_find(cx, access, &row);
	if (rc == ERR_OK && !row.found)
		rc = err_fail(cx, ERR_NOTFOUND, "no such access key");
	if (rc != ERR_OK)
		return rc;
	*user = row.user_id;
	at = place_of(cx, row.user_id, row.access);
	return vault_unseal(cx, &at, row.sealed, row.sealed_len, secret);
}
