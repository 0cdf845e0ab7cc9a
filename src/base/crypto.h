/*
 * crypto.h - random numbers, hashes, keys and passwords.  The only door
 * to libsodium.
 */
#ifndef GUICHET_BASE_CRYPTO_H
#define GUICHET_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define HASH_LEN  32 /* bytes of a SHA-256 */
#define HEX_LEN   65 /* of the same in hex, with its NUL */
#define TOKEN_LEN 43 /* characters of 32 bytes in base64url */

/* Once per process, before anything else here; false: no entropy. */
bool crypto_init(void);

void crypto_random(void *, size_t len);
/* n bytes as lower-case hex. */
char *crypto_random_hex(struct arena *, size_t n);
/* 32 bytes as base64url: a session token, a password's replacement. */
char *crypto_random_token(struct arena *);
/* Pronounceable enough to be typed once: groups of letters and digits,
 * at least 77 bits. */
char *crypto_random_password(struct arena *);

/* SHA-256, all at once or in parts. */
struct sha256 {
	_Alignas(8) unsigned char state[112]; /* can be kept, and go on */
};
void sha256_begin(struct sha256 *);
void sha256_put(struct sha256 *, const void *, size_t len);
/* A part whose length is hashed before it, so that parts cannot run
 * into each other; s may be NULL. */
void sha256_put_text(struct sha256 *, const char *s);
void sha256_end(struct sha256 *, unsigned char out[HASH_LEN]);
void sha256(const void *, size_t len, unsigned char out[HASH_LEN]);

/* HMAC-SHA-256 of parts, each with its length before it, NULL at the end. */
void hmac(const unsigned char key[32], unsigned char out[HASH_LEN],
    const char *part, ...) __attribute__((sentinel));

/* Constant time. */
bool crypto_equal(const void *, const void *, size_t len);
bool crypto_equal_text(const char *, const char *);

void crypto_hex(const unsigned char *, size_t len, char *out);
/* base64url without padding. */
char *crypto_base64(struct arena *, const void *, size_t len);
/* False if the text is not base64url or decodes to more than cap bytes. */
bool crypto_unbase64(const char *, void *out, size_t cap, size_t *len);

void crypto_wipe(void *, size_t len);

/*
 * Seal bytes under a key (XChaCha20-Poly1305, a random nonce before them),
 * bound to a text that says what they belong to: under another text, or
 * with a bit changed, they do not open.
 */
#define SEAL_LEN 40 /* bytes that sealing adds */
void crypto_seal(const unsigned char key[32], const char *about,
    const void *plain, size_t len, void *out);
/* len of the sealed bytes; out has room for SEAL_LEN fewer. */
bool crypto_open(const unsigned char key[32], const char *about,
    const void *sealed, size_t len, void *out);

/* Argon2id.  memory in bytes, passes as libsodium counts them. */
char *password_hash(struct arena *, const char *password, size_t memory,
    unsigned long long passes);
/* False as well if the hash is not one that password_hash() makes. */
bool password_verify(const char *hash, const char *password);
bool password_needs_rehash(
    const char *hash, size_t memory, unsigned long long passes);

/*
 * The secret keys of this installation: each purpose has its own, all
 * derived from 32 bytes in a file that only its owner may read.
 */
#define VAULT_KEYS_MAX 4
struct keys {
	unsigned char csrf[32];   /* tokens of forms */
	unsigned char op[32];     /* idempotency keys and hashes of fields */
	unsigned char cursor[32]; /* places in lists */
	unsigned char link[32];   /* links that end by themselves */
	/* What the vault seals with: the first seals, all open. */
	struct vault_key {
		unsigned char id[8]; /* made of the key; it tells nothing */
		unsigned char key[32];
	} vault[VAULT_KEYS_MAX];
	size_t nvault; /* 0: there is no vault */
};

/* Read the file, or make it with fresh bytes if `make`. NULL and errno if
 * it cannot be read, EINVAL if it has another length, EPERM if others may
 * read it. */
struct keys *keys_open(const char *path, bool make);
/* The keys of the vault, from a file of their own: 32 bytes each.  False and
 * errno as above; EINVAL as well if there are none or too many. */
bool keys_open_vault(struct keys *, const char *path, bool make);
/* Wipe them: helpers are forked of a process that had them.  NULL: nothing. */
void keys_close(const struct keys *);
/* Of fixed bytes: for tests. */
void keys_derive(struct keys *, const unsigned char master[32]);
/* Add a key to those of the vault; there is room for it. */
void keys_add_vault(struct keys *, const unsigned char key[32]);

#endif
