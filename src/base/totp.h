/*
 * totp.h - codes that change with time (RFC 6238): HMAC-SHA-1, six digits,
 * thirty seconds.  What authenticator apps know.
 */
#ifndef GUICHET_BASE_TOTP_H
#define GUICHET_BASE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define TOTP_SECRET_LEN 20 /* bytes */
#define TOTP_DIGITS     6
#define TOTP_PERIOD     30 /* seconds */
#define SHA1_LEN        20

void sha1(const void *, size_t len, unsigned char out[SHA1_LEN]);
void hmac_sha1(const void *key, size_t key_len, const void *, size_t len,
    unsigned char out[SHA1_LEN]);

/* The code of a step, which is a time divided by the period; `digits` up to
 * 8.  RFC 4226. */
uint32_t hotp(const void *secret, size_t len, uint64_t step, int digits);
/*
 * The step whose code this is: that of `now`, the one before or the one
 * after it, and later than `used`; 0 if none.  code: six digits.
 */
int64_t totp_step(const void *secret, size_t len, int64_t now, int64_t used,
    const char *code);

/* RFC 4648, upper case, no padding. */
char *base32(struct arena *, const void *, size_t len);
/* False if it is not base32, or decodes to more than cap bytes. */
bool unbase32(const char *, void *out, size_t cap, size_t *len);

#endif
