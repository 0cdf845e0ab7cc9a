/*
 * sha256.c - SHA-256 by libcrypto: where the processor has instructions for
 * it, and most have, four times as fast as libsodium's, and what is hashed here
 * are gigabytes of files.  All else of base/crypto.h is libsodium's.
 *
 * The functions of old: their state is a plain struct, which can be kept with
 * a file of which only a part has come yet.
 */
#define OPENSSL_API_COMPAT 0x10100000L

#include <openssl/sha.h>

#include "base/crypto.h"

_Static_assert(sizeof(struct sha256) == sizeof(SHA256_CTX) &&
	_Alignof(struct sha256) >= _Alignof(SHA256_CTX),
    "struct sha256 holds libcrypto's state");

static SHA256_CTX *
state(struct sha256 *h)
{
	return (SHA256_CTX *)(void *)h->state;
}

void
sha256_begin(struct sha256 *h)
{
	SHA256_Init(state(h));
}

void
sha256_put(struct sha256 *h, const void *p, size_t len)
{
	SHA256_Update(state(h), p, len);
}

void
sha256_end(struct sha256 *h, unsigned char out[HASH_LEN])
{
	SHA256_Final(out, state(h));
}

void
sha256(const void *p, size_t len, unsigned char out[HASH_LEN])
{
	struct sha256 h;

	sha256_begin(&h);
	sha256_put(&h, p, len);
	sha256_end(&h, out);
}
