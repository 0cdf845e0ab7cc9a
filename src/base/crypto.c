#include "base/crypto.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

_Static_assert(sizeof(struct sha256) >= sizeof(crypto_hash_sha256_state),
    "struct sha256 holds libsodium's state");

bool
crypto_init(void)
{
	return sodium_init() >= 0;
}

void
crypto_random(void *p, size_t len)
{
	randombytes_buf(p, len);
}

void
crypto_hex(const unsigned char *p, size_t len, char *out)
{
	sodium_bin2hex(out, len * 2 + 1, p, len);
}

char *
crypto_random_hex(struct arena *mem, size_t n)
{
	unsigned char *p = arena_alloc(mem, n);
	char *s = arena_alloc(mem, n * 2 + 1);

	randombytes_buf(p, n);
	crypto_hex(p, n, s);
	return s;
}

char *
crypto_base64(struct arena *mem, const void *p, size_t len)
{
	const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
	size_t cap = sodium_base64_encoded_len(len, variant);

	return sodium_bin2base64(arena_alloc(mem, cap), cap, p, len, variant);
}

bool
crypto_unbase64(const char *s, void *out, size_t cap, size_t *len)
{
	return sodium_base642bin(out, cap, s, strlen(s), NULL, len, NULL,
		   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

char *
crypto_random_token(struct arena *mem)
{
	unsigned char raw[32];

	randombytes_buf(raw, sizeof(raw));
	return crypto_base64(mem, raw, sizeof(raw));
}

char *
crypto_random_password(struct arena *mem)
{
	/* No 0 o 1 l i: 31 signs, 16 of them are 79 bits. */
	static const char sign[] = "abcdefghjkmnpqrstuvwxyz23456789";
	char *s = arena_alloc(mem, 20);

	for (int i = 0; i < 19; i++)
		s[i] = i % 5 == 4 ? '-'
				  : sign[randombytes_uniform(sizeof(sign) - 1)];
	return s;
}

static crypto_hash_sha256_state *
state(struct sha256 *h)
{
	return (crypto_hash_sha256_state *)(void *)h->state;
}

void
sha256_begin(struct sha256 *h)
{
	crypto_hash_sha256_init(state(h));
}

void
sha256_put(struct sha256 *h, const void *p, size_t len)
{
	crypto_hash_sha256_update(state(h), p, len);
}

/* Eight bytes, most significant first. */
static void
put_length(unsigned char out[8], uint64_t n)
{
	for (int i = 7; i >= 0; i--) {
		out[i] = (unsigned char)(n & 0xff);
		n >>= 8;
	}
}

void
sha256_put_text(struct sha256 *h, const char *s)
{
	unsigned char len[8];
	size_t n = s == NULL ? 0 : strlen(s);

	put_length(len, n);
	sha256_put(h, len, sizeof(len));
	sha256_put(h, s == NULL ? "" : s, n);
}

void
sha256_end(struct sha256 *h, unsigned char out[HASH_LEN])
{
	crypto_hash_sha256_final(state(h), out);
}

void
sha256(const void *p, size_t len, unsigned char out[HASH_LEN])
{
	crypto_hash_sha256(out, p, len);
}

void
hmac(const unsigned char key[32], unsigned char out[HASH_LEN], const char *part,
    ...)
{
	crypto_auth_hmacsha256_state st;
	unsigned char len[8];
	va_list ap;

	crypto_auth_hmacsha256_init(&st, key, 32);
	va_start(ap, part);
	for (; part != NULL; part = va_arg(ap, const char *)) {
		size_t n = strlen(part);

		put_length(len, n);
		crypto_auth_hmacsha256_update(&st, len, sizeof(len));
		crypto_auth_hmacsha256_update(
		    &st, (const unsigned char *)part, n);
	}
	va_end(ap);
	crypto_auth_hmacsha256_final(&st, out);
}

bool
crypto_equal(const void *a, const void *b, size_t len)
{
	return sodium_memcmp(a, b, len) == 0;
}

bool
crypto_equal_text(const char *a, const char *b)
{
	size_t len = strlen(a);

	return len == strlen(b) && crypto_equal(a, b, len);
}

void
crypto_wipe(void *p, size_t len)
{
	sodium_memzero(p, len);
}

char *
password_hash(struct arena *mem, const char *password, size_t memory,
    unsigned long long passes)
{
	char *s = arena_alloc(mem, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(s, password, strlen(password), passes, memory,
		crypto_pwhash_ALG_ARGON2ID13) != 0)
		abort(); /* out of memory, as everywhere */
	return s;
}

bool
password_verify(const char *hash, const char *password)
{
	return strncmp(hash, crypto_pwhash_STRPREFIX,
		   strlen(crypto_pwhash_STRPREFIX)) == 0 &&
	    strlen(hash) < crypto_pwhash_STRBYTES &&
	    crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

bool
password_needs_rehash(
    const char *hash, size_t memory, unsigned long long passes)
{
	return crypto_pwhash_str_needs_rehash(hash, passes, memory) != 0;
}

void
keys_derive(struct keys *k, const unsigned char master[32])
{
	hmac(master, k->csrf, "csrf", NULL);
	hmac(master, k->op, "op", NULL);
	hmac(master, k->cursor, "cursor", NULL);
}

static bool
write_master(const char *path)
{
	unsigned char master[32];
	int fd;
	bool good;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1)
		return errno == EEXIST;
	randombytes_buf(master, sizeof(master));
	good = write(fd, master, sizeof(master)) == sizeof(master) &&
	    fsync(fd) == 0;
	sodium_memzero(master, sizeof(master));
	close(fd);
	if (!good)
		unlink(path);
	return good;
}

static bool
read_master(const char *path, unsigned char master[32])
{
	struct stat st;
	ssize_t n;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return false;
	n = read(fd, master, 32);
	if (fstat(fd, &st) == -1)
		n = -1;
	else if ((st.st_mode & 077) != 0)
		errno = EPERM, n = -1;
	else if (n != 32 || st.st_size != 32)
		errno = EINVAL, n = -1;
	close(fd);
	return n == 32;
}

struct keys *
keys_open(const char *path, bool make)
{
	unsigned char master[32];
	struct keys *k;

	if (make && !write_master(path))
		return NULL;
	if (!read_master(path, master))
		return NULL;
	k = calloc(1, sizeof(*k));
	if (k != NULL)
		keys_derive(k, master);
	sodium_memzero(master, sizeof(master));
	return k;
}
