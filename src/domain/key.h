/*
 * key.h - access keys: with them a program of the user's signs its
 * requests (HMAC), so the secret can be had again, and is sealed.
 */
#ifndef GUICHET_DOMAIN_KEY_H
#define GUICHET_DOMAIN_KEY_H

#include "base/ctx.h"

#define ACCESS_LEN      20 /* characters: capitals and digits */
#define ACCESS_KEYS_MAX 5  /* of one user */

struct access_key {
	int64_t id, created_at, used_at; /* 0: never */
	const char *access, *name;
};

struct access_keys {
	struct access_key *item;
	size_t count;
};

/* The actor's own, newest first. */
enum err key_list(struct ctx *, struct access_keys *) MUST_CHECK;
/*
 * A new one.  *secret is for this once: "" if the form was sent before, too
 * long ago for a double click.  ERR_PROOF; ERR_CONFLICT, say "keys_many".
 */
enum err key_add(struct ctx *, const char *name, const char **access,
    const char **secret) MUST_CHECK;
enum err key_remove(struct ctx *, int64_t id) MUST_CHECK; /* ERR_NOTFOUND */

/* Whose key is it, and what does he sign with?  For requests that are
 * signed: no actor.  ERR_NOTFOUND if there is none, or he is disabled. */
enum err key_find(struct ctx *, const char *access, int64_t *user,
    const char **secret) MUST_CHECK;

#endif
