#include "domain/vault.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "store/store.h"

#define KEY_LEN 32
#define ID_LEN  sizeof(((struct vault_key *)0)->id)

/* The text that a sealed value is bound to. */
static const char *
about(struct ctx *cx, const struct vault_place *at)
{
	return arena_printf(
	    cx->mem, "%d/%" PRId64 "/%s", (int)at->kind, at->id, at->field);
}

static const struct vault_key *
find_key(const struct ctx *cx, const void *id)
{
	for (size_t i = 0; i < cx->keys->nvault; i++)
		if (memcmp(cx->keys->vault[i].id, id, ID_LEN) == 0)
			return &cx->keys->vault[i];
	return NULL;
}

/* The id of the key of the installation, and what is sealed under it. */
static void *
wrap(struct ctx *cx, const struct vault_place *at, const void *p, size_t len,
    size_t *out_len)
{
	const struct vault_key *k = &cx->keys->vault[0];
	unsigned char *out;

	*out_len = ID_LEN + SEAL_LEN + len;
	out = arena_alloc(cx->mem, *out_len);
	memcpy(out, k->id, ID_LEN);
	crypto_seal(k->key, about(cx, at), p, len, out + ID_LEN);
	return out;
}

/* len of the wrapped bytes; out has room for what was put in. */
static enum err
unwrap(struct ctx *cx, const struct vault_place *at, const void *p, size_t len,
    void *out)
{
	const struct vault_key *k;

	if (len < ID_LEN + SEAL_LEN)
		return err_say(cx, ERR_FAULT, "secret_sealed",
		    "%s is too short to be sealed", about(cx, at));
	k = find_key(cx, p);
	if (k == NULL)
		return err_say(cx, ERR_FAULT, "secret_sealed",
		    "%s is sealed under a key that vault.key lacks",
		    about(cx, at));
	if (!crypto_open(k->key, about(cx, at),
		(const unsigned char *)p + ID_LEN, len - ID_LEN, out))
		return err_say(cx, ERR_FAULT, "secret_sealed",
		    "%s does not open", about(cx, at));
	return ERR_OK;
}

static enum err
check_open(struct ctx *cx)
{
	return cx->keys->nvault > 0
	    ? ERR_OK
	    : err_fail(cx, ERR_FAULT, "there is no key of the vault");
}

/* Columns ----------------------------------------------------------------- */

enum err
vault_seal(struct ctx *cx, const struct vault_place *at, const char *plain,
    const void **sealed, size_t *len)
{
	enum err rc;

	*sealed = NULL;
	*len = 0;
	if (*plain == '\0')
		return ERR_OK;
	rc = check_open(cx);
	if (rc == ERR_OK)
		*sealed = wrap(cx, at, plain, strlen(plain), len);
	return rc;
}

enum err
vault_unseal(struct ctx *cx, const struct vault_place *at, const void *sealed,
    size_t len, const char **plain)
{
	char *out;
	enum err rc;

	*plain = "";
	if (len == 0)
		return ERR_OK;
	out = arena_alloc(cx->mem, len); /* zeros: it ends what it gets */
	rc = unwrap(cx, at, sealed, len, out);
	if (rc == ERR_OK)
		*plain = out;
	return rc;
}

/* Things with a key of their own ------------------------------------------ */

#define DATA_KEY "key"

static bool
is_wiped(const void *wrapped, size_t len)
{
	const unsigned char *p = wrapped;

	for (size_t i = 0; i < len; i++)
		if (p[i] != 0)
			return false;
	return true;
}

/* Its data key; made if there is none yet and `make`. */
static enum err
data_key(struct ctx *cx, const struct vault_place *at, bool make,
    unsigned char key[KEY_LEN])
{
	const struct vault_place place = { at->kind, at->id, DATA_KEY };
	const void *wrapped;
	size_t len;
	enum err rc;

	rc = check_open(cx);
	if (rc == ERR_OK)
		rc = store_vault_key_get(cx, at->kind, at->id, &wrapped, &len);
	if (rc != ERR_OK)
		return rc;
	if (wrapped != NULL && is_wiped(wrapped, len))
		return err_say(cx, make ? ERR_CONFLICT : ERR_NOTFOUND,
		    "secret_gone", "%s was wiped", about(cx, &place));
	if (wrapped != NULL)
		return len == ID_LEN + SEAL_LEN + KEY_LEN
		    ? unwrap(cx, &place, wrapped, len, key)
		    : err_fail(cx, ERR_FAULT, "%s has another length",
			  about(cx, &place));
	if (!make)
		return err_say(cx, ERR_NOTFOUND, "secret_gone",
		    "there is no %s", about(cx, &place));
	crypto_random(key, KEY_LEN);
	wrapped = wrap(cx, &place, key, KEY_LEN, &len);
	return store_vault_key_add(cx, at->kind, at->id, wrapped, len);
}

enum err
vault_put(struct ctx *cx, const struct vault_place *at, const char *plain)
{
	unsigned char key[KEY_LEN];
	size_t len = strlen(plain);
	unsigned char *sealed;
	enum err rc;

	rc = data_key(cx, at, true, key);
	if (rc == ERR_OK) {
		sealed = arena_alloc(cx->mem, len + SEAL_LEN);
		crypto_seal(key, about(cx, at), plain, len, sealed);
		rc = store_vault_put(cx, at, sealed, len + SEAL_LEN);
	}
	crypto_wipe(key, sizeof(key));
	return rc;
}

enum err
vault_get(struct ctx *cx, const struct vault_place *at, const char **plain)
{
	unsigned char key[KEY_LEN];
	const void *sealed;
	size_t len;
	char *out;
	enum err rc;

	rc = data_key(cx, at, false, key);
	if (rc == ERR_OK)
		rc = store_vault_get(cx, at, &sealed, &len);
	if (rc == ERR_OK && sealed == NULL)
		rc = err_say(cx, ERR_NOTFOUND, "secret_gone", "there is no %s",
		    about(cx, at));
	if (rc == ERR_OK) {
		out = arena_alloc(cx->mem, len + 1); /* zeros */
		if (crypto_open(key, about(cx, at), sealed, len, out))
			*plain = out;
		else
			rc = err_say(cx, ERR_FAULT, "secret_sealed",
			    "%s does not open", about(cx, at));
	}
	crypto_wipe(key, sizeof(key));
	return rc;
}

enum err
vault_wipe(struct ctx *cx, enum vault_kind kind, int64_t id, bool *wiped)
{
	int64_t changed;
	enum err rc;

	rc = store_vault_wipe(cx, kind, id, &changed);
	if (rc == ERR_OK && wiped != NULL)
		*wiped = changed > 0;
	return rc;
}

enum err
vault_lost(struct ctx *cx, int64_t *out)
{
	const unsigned char *id;
	int64_t count;
	size_t n;
	enum err rc;

	*out = 0;
	rc = store_vault_key_ids(cx, &id, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		if (find_key(cx, id + i * ID_LEN) != NULL)
			continue;
		rc = store_vault_key_count(cx, id + i * ID_LEN, &count);
		if (rc == ERR_OK)
			*out += count;
	}
	return rc;
}
