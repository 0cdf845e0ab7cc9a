#include "base/crypto.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/seen.h"
#include "tap.h"

static void
test_hashes_are_those_of_the_standard(struct arena *mem)
{
	unsigned char out[HASH_LEN];
	char hex[HEX_LEN];
	struct sha256 h;

	sha256("abc", 3, out);
	crypto_hex(out, sizeof(out), hex);
	is(hex,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2"
	    "0015ad");
	sha256_begin(&h);
	sha256_put(&h, "a", 1);
	sha256_put(&h, "bc", 2);
	sha256_end(&h, out);
	crypto_hex(out, sizeof(out), hex);
	ok(strncmp(hex, "ba7816bf", 8) == 0);
	is(crypto_base64(mem, "\xfb\xff", 2), "-_8");
}

static void
test_parts_do_not_run_into_each_other(void)
{
	static const unsigned char key[32] = { 1 };
	unsigned char a[HASH_LEN], b[HASH_LEN];

	hmac(key, a, "ab", "c", NULL);
	hmac(key, b, "a", "bc", NULL);
	ok(!crypto_equal(a, b, HASH_LEN));
	hmac(key, b, "ab", "c", NULL);
	ok(crypto_equal(a, b, HASH_LEN));
}

static void
test_passwords_verify_and_rehash(struct arena *mem)
{
	const size_t memory = (size_t)19 * 1024 * 1024;
	char *hash = password_hash(mem, "open sesame", memory, 2);

	ok(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
	ok(password_verify(hash, "open sesame"));
	ok(!password_verify(hash, "open sesam"));
	ok(!password_verify("", ""));
	ok(!password_verify("$1$abc$def", "x"));
	ok(!password_needs_rehash(hash, memory, 2));
	ok(password_needs_rehash(hash, memory * 2, 2));
}

static void
test_drawn_words(struct arena *mem)
{
	char *a = crypto_random_token(mem), *b = crypto_random_token(mem);

	ok(strlen(a) == TOKEN_LEN && strcmp(a, b) != 0);
	ok(strlen(crypto_random_hex(mem, 16)) == 32);
	ok(strlen(crypto_random_password(mem)) == 19);
}

static void
test_the_key_file_is_for_its_owner_alone(void)
{
	char dir[] = "/tmp/t-crypto-XXXXXX", path[64];
	struct keys *one, *two;

	ok(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/key", dir);
	ok(keys_open(path, false) == NULL && errno == ENOENT);
	one = keys_open(path, true);
	two = keys_open(path, true);
	ok(one != NULL && two != NULL && memcmp(one, two, sizeof(*one)) == 0);
	ok(memcmp(one->csrf, one->op, 32) != 0);
	free(one);
	free(two);
	ok(chmod(path, 0640) == 0);
	ok(keys_open(path, false) == NULL && errno == EPERM);
	ok(chmod(path, 0600) == 0 && truncate(path, 31) == 0);
	ok(keys_open(path, false) == NULL && errno == EINVAL);
	unlink(path);
	rmdir(dir);
}

static void
test_the_vault_has_keys_of_its_own(void)
{
	char dir[] = "/tmp/t-crypto-XXXXXX", path[64];
	struct keys k = { 0 };
	FILE *f;

	ok(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/vault", dir);
	ok(!keys_open_vault(&k, path, false) && errno == ENOENT);
	ok(keys_open_vault(&k, path, true) && k.nvault == 1);
	f = fopen(path, "ab");
	ok(f != NULL && fwrite("another key of thirty-two bytes.", 32, 1, f) &&
	    fclose(f) == 0);
	k = (struct keys){ 0 };
	ok(keys_open_vault(&k, path, true) && k.nvault == 2);
	ok(memcmp(k.vault[0].id, k.vault[1].id, 8) != 0);
	k = (struct keys){ 0 };
	ok(chmod(path, 0640) == 0);
	ok(!keys_open_vault(&k, path, false) && errno == EPERM);
	ok(chmod(path, 0600) == 0 && truncate(path, 33) == 0);
	ok(!keys_open_vault(&k, path, false) && errno == EINVAL);
	ok(truncate(path, (VAULT_KEYS_MAX + 1) * 32) == 0);
	ok(!keys_open_vault(&k, path, false) && errno == EINVAL);
	ok(truncate(path, 0) == 0);
	ok(!keys_open_vault(&k, path, false) && errno == EINVAL);
	ok(k.nvault == 0);
	unlink(path);
	rmdir(dir);
}

/* A vector of draft-irtf-cfrg-xchacha would need its nonce: ours are drawn. */
static void
test_sealed_bytes_open_in_their_place_alone(void)
{
	static const unsigned char key[32] = { 3 }, other[32] = { 4 };
	unsigned char a[9 + SEAL_LEN], b[9 + SEAL_LEN];
	char out[9];

	crypto_seal(key, "here", "plain but", 9, a);
	crypto_seal(key, "here", "plain but", 9, b);
	ok(memcmp(a, b, sizeof(a)) != 0);
	ok(crypto_open(key, "here", a, sizeof(a), out));
	ok(memcmp(out, "plain but", 9) == 0);
	ok(!crypto_open(key, "there", a, sizeof(a), out));
	ok(!crypto_open(other, "here", a, sizeof(a), out));
	ok(!crypto_open(key, "here", a, sizeof(a) - 1, out));
	ok(!crypto_open(key, "here", a, 5, out));
	a[30] ^= 1;
	ok(!crypto_open(key, "here", a, sizeof(a), out));
}

static void
count(void *arg, int64_t session, int64_t at)
{
	*(int64_t *)arg += session + (at == 1800000000 ? 1000 : 0);
}

static void
test_seen_is_shared(void)
{
	char path[] = "/tmp/t-seen-XXXXXX";
	int64_t sum = 0;
	struct seen *a, *b;

	close(mkstemp(path));
	a = seen_open(path);
	b = seen_open(path);
	ok(a != NULL && b != NULL);
	ok(seen_get(b, 7) == 0);
	seen_put(a, 7, 1800000000);
	ok(seen_get(b, 7) == 1800000000);
	seen_put(b, 7 + 65536, 1800000001);
	ok(seen_get(a, 7) == 0);
	ok(seen_get(a, 7 + 65536) == 1800000001);
	seen_put(a, 9, 1800000000);
	seen_walk(b, 1800000001, count, &sum);
	ok(sum == 7 + 65536);
	seen_close(a);
	seen_close(b);
	unlink(path);
}

static void
test_json_escapes(struct arena *mem)
{
	struct json j;

	json_init(&j, mem);
	json_open(&j, NULL, '{');
	json_text(&j, "a\"", "</script>\n&\xe2\x80\xa8");
	json_int(&j, "n", -5);
	json_open(&j, "list", '[');
	json_bool(&j, NULL, true);
	json_bool(&j, NULL, false);
	json_close(&j, ']');
	json_close(&j, '}');
	is(j.out.s,
	    "{\"a\\\"\":\"\\u003c/script\\u003e\\n\\u0026"
	    "\\u2028\",\"n\":-5,\"list\":[true,false]}");
}

int
main(void)
{
	struct arena *mem = arena_new();

	ok(crypto_init());
	test_hashes_are_those_of_the_standard(mem);
	test_parts_do_not_run_into_each_other();
	test_passwords_verify_and_rehash(mem);
	test_drawn_words(mem);
	test_the_key_file_is_for_its_owner_alone();
	test_the_vault_has_keys_of_its_own();
	test_sealed_bytes_open_in_their_place_alone();
	test_seen_is_shared();
	test_json_escapes(mem);
	arena_free(mem);
	return tap_done();
}
