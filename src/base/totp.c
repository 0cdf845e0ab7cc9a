#include "base/totp.h"

#include <stdio.h>
#include <string.h>

#include "base/crypto.h"

#define SHA1_BLOCK 64

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* SHA-1, FIPS 180-4: of no use for anything else than these codes. ----------
 */

static uint32_t
rotate(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
mix(int t, uint32_t b, uint32_t c, uint32_t d)
{
	if (t < 20)
		return ((b & c) | (~b & d)) + 0x5a827999;
	if (t < 40)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (t < 60)
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

static void
sha1_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80], v[5], x;

	for (int t = 0; t < 16; t++, p += 4)
		w[t] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		    (uint32_t)p[2] << 8 | (uint32_t)p[3];
	for (int t = 16; t < 80; t++)
		w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
	memcpy(v, h, sizeof(v));
	for (int t = 0; t < 80; t++) {
		x = rotate(v[0], 5) + mix(t, v[1], v[2], v[3]) + v[4] + w[t];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = rotate(v[1], 30);
		v[1] = v[0];
		v[0] = x;
	}
	for (int i = 0; i < 5; i++)
		h[i] += v[i];
}

struct sha1 {
	uint32_t h[5];
	unsigned char block[SHA1_BLOCK];
	uint64_t len; /* bytes */
};

static void
sha1_put(struct sha1 *s, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < len; i++) {
		s->block[s->len++ % SHA1_BLOCK] = p[i];
		if (s->len % SHA1_BLOCK == 0)
			sha1_block(s->h, s->block);
	}
}

static void
sha1_begin(struct sha1 *s)
{
	*s = (struct sha1){ .h = { 0x67452301, 0xefcdab89, 0x98badcfe,
				0x10325476, 0xc3d2e1f0 } };
}

static void
sha1_end(struct sha1 *s, unsigned char out[SHA1_LEN])
{
	const unsigned char one = 0x80, zero = 0;
	uint64_t bits = s->len * 8;
	unsigned char length[8];

	sha1_put(s, &one, 1);
	while (s->len % SHA1_BLOCK != SHA1_BLOCK - sizeof(length))
		sha1_put(s, &zero, 1);
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(bits >> (56 - 8 * i));
	sha1_put(s, length, sizeof(length));
	for (int i = 0; i < SHA1_LEN; i++)
		out[i] = (unsigned char)(s->h[i / 4] >> (24 - 8 * (i % 4)));
	crypto_wipe(s, sizeof(*s));
}

void
sha1(const void *bytes, size_t len, unsigned char out[SHA1_LEN])
{
	struct sha1 s;

	sha1_begin(&s);
	sha1_put(&s, bytes, len);
	sha1_end(&s, out);
}

void
hmac_sha1(const void *key, size_t key_len, const void *bytes, size_t len,
    unsigned char out[SHA1_LEN])
{
	unsigned char pad[SHA1_BLOCK] = { 0 }, inner[SHA1_LEN];
	struct sha1 s;

	if (key_len > sizeof(pad))
		sha1(key, key_len, pad);
	else
		memcpy(pad, key, key_len);
	for (size_t i = 0; i < sizeof(pad); i++)
		pad[i] ^= 0x36;
	sha1_begin(&s);
	sha1_put(&s, pad, sizeof(pad));
	sha1_put(&s, bytes, len);
	sha1_end(&s, inner);
	for (size_t i = 0; i < sizeof(pad); i++)
		pad[i] ^= 0x36 ^ 0x5c;
	sha1_begin(&s);
	sha1_put(&s, pad, sizeof(pad));
	sha1_put(&s, inner, sizeof(inner));
	sha1_end(&s, out);
	crypto_wipe(pad, sizeof(pad));
}

/* Codes ---------------------------------------------------------------------
 */

uint32_t
hotp(const void *secret, size_t len, uint64_t step, int digits)
{
	unsigned char counter[8], mac[SHA1_LEN];
	uint32_t n, unit = 1;
	size_t at;

	for (int i = 0; i < 8; i++)
		counter[i] = (unsigned char)(step >> (56 - 8 * i));
	hmac_sha1(secret, len, counter, sizeof(counter), mac);
	at = mac[SHA1_LEN - 1] & 0x0f;
	n = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | (uint32_t)mac[at + 3];
	while (digits-- > 0)
		unit *= 10;
	return n % unit;
}

int64_t
totp_step(
    const void *secret, size_t len, int64_t now, int64_t used, const char *code)
{
	int64_t step = now / TOTP_PERIOD, found = 0;
	char want[16];

	if (strlen(code) != TOTP_DIGITS)
		return 0;
	/* All three, whichever it is: as long for each. */
	for (int64_t s = step - 1; s <= step + 1; s++) {
		snprintf(want, sizeof(want), "%0*u", TOTP_DIGITS,
		    (unsigned)hotp(secret, len, (uint64_t)s, TOTP_DIGITS));
		if (crypto_equal(want, code, TOTP_DIGITS) && s > used &&
		    found == 0)
			found = s;
	}
	return found;
}

/* base32 --------------------------------------------------------------------
 */

char *
base32(struct arena *mem, const void *bytes, size_t len)
{
	char *out = arena_alloc(mem, len * 8 / 5 + 2), *o = out;
	const unsigned char *p = bytes;
	uint32_t bits = 0;
	int n = 0;

	for (size_t i = 0; i < len; i++) {
		bits = bits << 8 | p[i];
		for (n += 8; n >= 5; n -= 5)
			*o++ = ALPHABET[bits >> (n - 5) & 31];
	}
	if (n > 0)
		*o++ = ALPHABET[bits << (5 - n) & 31];
	*o = '\0';
	return out;
}

bool
unbase32(const char *s, void *out, size_t cap, size_t *len)
{
	unsigned char *o = out;
	uint32_t bits = 0;
	int n = 0;

	*len = 0;
	for (; *s != '\0'; s++) {
		const char *at = strchr(ALPHABET, *s);

		if (at == NULL)
			return false;
		bits = bits << 5 | (uint32_t)(at - ALPHABET);
		n += 5;
		if (n < 8)
			continue;
		if (*len == cap)
			return false;
		n -= 8;
		o[(*len)++] = (unsigned char)(bits >> n);
	}
	return true;
}
