/*
 * vault.h - small secrets at rest: passwords, keys, what is confidential.
 *
 * What is put in is sealed under a data key of the thing that it belongs to
 * (an authorization, a ticket …); that key is sealed under the key of the
 * installation, which stands in vault.key and not in the database.  To wipe
 * is to overwrite the data key with zeros: what was sealed under it does
 * not open any more, wherever a copy of it may be, unless the copy has the
 * data key too, and whoever has it has vault.key.
 *
 * Each sealed value is bound to its place: copied into another row it does
 * not open.  Who may look is not asked here: the caller's statement decides
 * before anything is opened.  Never log what comes out, nor keep it.
 */
#ifndef GUICHET_DOMAIN_VAULT_H
#define GUICHET_DOMAIN_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

/* What secrets belong to.  Stored: never renumber. */
enum vault_kind {
	VAULT_AUTHORIZATION = 1, /* id of the authorization */
	VAULT_CONFIDENTIAL = 2,  /* id of the ticket */
	VAULT_USER = 3,          /* id of the user */
	VAULT_TICKET = 4,        /* its own columns */
	VAULT_EXTRA = 5,         /* secret_id of an extra field's value */
	VAULT_FEEDBACK = 6,      /* its own columns */
};

/* The place of one secret.  field: letters, digits and '_'. */
struct vault_place {
	enum vault_kind kind;
	int64_t id;
	const char *field;
};

/* Put in, inside a transaction, instead of what is there.  ERR_CONFLICT if
 * the thing was wiped: it takes nothing any more. */
enum err vault_put(
    struct ctx *, const struct vault_place *, const char *plain) MUST_CHECK;
/* Take out: *plain is in cx->mem.  ERR_NOTFOUND (say "secret_gone") if there
 * is none or it was wiped; ERR_FAULT (say "secret_sealed") if it does not
 * open: another key, another place, changed bytes. */
enum err vault_get(
    struct ctx *, const struct vault_place *, const char **plain) MUST_CHECK;
/* Destroy all that the thing has, inside a transaction.  Nothing to do is
 * fine.  *wiped is whether there was something; it may be NULL. */
enum err vault_wipe(
    struct ctx *, enum vault_kind, int64_t id, bool *wiped) MUST_CHECK;

/*
 * For a column of the caller's own, straight under the key of the
 * installation: sealed bytes to store, and back.  Clearing the column is
 * the caller's.  Nothing ("" and no bytes) stays nothing.
 */
enum err vault_seal(struct ctx *, const struct vault_place *, const char *plain,
    const void **sealed, size_t *len) MUST_CHECK;
enum err vault_unseal(struct ctx *, const struct vault_place *,
    const void *sealed, size_t len, const char **plain) MUST_CHECK;

/* How many things are sealed under a key that vault.key does not have (any
 * more): a backup without its key, say. */
enum err vault_lost(struct ctx *, int64_t *out) MUST_CHECK;

#endif
