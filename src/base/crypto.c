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

_Static_assert(SEAL_LEN ==
	crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
	    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    "SEAL_LEN is what a nonce and a tag take");

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

void
crypto_seal(const unsigned char key[32], const char *about, const void *plain,
    size_t len, void *out)
{
	unsigned char *nonce = out;

	randombytes_buf(nonce, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + NONCE, NULL, plain,
	    len, (const unsigned char *)about, strlen(about), NULL, nonce, key);
}

bool
crypto_open(const unsigned char key[32], const char *about, const void *sealed,
    size_t len, void *out)
{
	const unsigned char *nonce = sealed;

	return len >= SEAL_LEN &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
		nonce + NONCE, len - NONCE, (const unsigned char *)about,
		strlen(about), nonce, key) == 0;
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
	hmac(master, k->link, "link", NULL);
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

/* How many keys of 32 bytes the file has; 0 and errno: not one to max. */
static size_t
read_file(const char *path, unsigned char (*out)[32], size_t max)
{
	struct stat st;
	ssize_t n;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return 0;
	n = read(fd, out, max * 32);
	if (fstat(fd, &st) == -1)
		n = -1;
	else if ((st.st_mode & 077) != 0)
		errno = EPERM, n = -1;
	else if (n <= 0 || n % 32 != 0 || st.st_size != n)
		errno = EINVAL, n = -1;
	close(fd);
	return n == -1 ? 0 : (size_t)n / 32;
}

struct keys *
keys_open(const char *path, bool make)
{
	unsigned char master[1][32];
	struct keys *k;

	if (make && !write_master(path))
		return NULL;
	if (read_file(path, master, 1) != 1)
		return NULL;
	k = calloc(1, sizeof(*k));
	if (k != NULL)
		keys_derive(k, master[0]);
	sodium_memzero(master, sizeof(master));
	return k;
}

void
keys_close(const struct keys *keys)
{
	struct keys *k = (struct keys *)(uintptr_t)keys;

	if (k == NULL)
		return;
	sodium_memzero(k, sizeof(*k));
	free(k);
}

void
keys_add_vault(struct keys *k, const unsigned char key[32])
{
	struct vault_key *v = &k->vault[k->nvault++];
	unsigned char mac[HASH_LEN];

	memcpy(v->key, key, sizeof(v->key));
	hmac(key, mac, "vault", "id", NULL);
	memcpy(v->id, mac, sizeof(v->id));
}

bool
keys_open_vault(struct keys *k, const char *path, bool make)
{
	unsigned char key[VAULT_KEYS_MAX][32];
	size_t n;

	if (make && !write_master(path))
		return false;
	n = read_file(path, key, VAULT_KEYS_MAX);
	for (size_t i = 0; i < n; i++)
		keys_add_vault(k, key[i]);
	sodium_memzero(key, sizeof(key));
	return n > 0;
}
