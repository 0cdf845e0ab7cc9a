/*
 * Secrets at rest: sealed, bound to their place, and gone when wiped.
 */
#include "domain/vault.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/crypto.h"
#include "domain/act.h"
#include "fixture.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/store.h"
#include "tap.h"

#define SECRET "Tr0ub4dor&3 says the horse"

static struct ctx cx;

static const struct vault_place here = { VAULT_AUTHORIZATION, 7, "password_1" };

static enum err
put(const struct vault_place *at, const char *plain)
{
	enum err rc;

	rc = act_begin(&cx);
	return rc == ERR_OK ? act_end(&cx, vault_put(&cx, at, plain), 0) : rc;
}

static enum err
wipe(int64_t id, bool *wiped)
{
	enum err rc;

	rc = act_begin(&cx);
	return rc == ERR_OK
	    ? act_end(&cx, vault_wipe(&cx, here.kind, id, wiped), 0)
	    : rc;
}

static bool
opens(const struct vault_place *at, const char *want)
{
	const char *got = "";

	err_clear(&cx);
	return vault_get(&cx, at, &got) == ERR_OK && strcmp(got, want) == 0;
}

static bool
says(const char *key)
{
	return cx.say != NULL && strcmp(cx.say, key) == 0;
}

static void
test_takes_out_what_was_put_in(void)
{
	const struct vault_place other = { here.kind, here.id, "account_1" };

	fixture_as(&cx, MEI);
	ok(!opens(&here, SECRET) && says("secret_gone"));
	ok(put(&here, SECRET) == ERR_OK);
	ok(put(&other, "root") == ERR_OK);
	ok(opens(&here, SECRET));
	ok(opens(&other, "root"));
	ok(put(&here, "") == ERR_OK && opens(&here, ""));
	ok(put(&here, SECRET) == ERR_OK && opens(&here, SECRET));
}

static void
test_a_value_moved_elsewhere_does_not_open(void)
{
	const struct vault_place field = { here.kind, here.id, "account_1" };
	const struct vault_place row = { here.kind, 8, "password_1" };

	fixture_as(&cx, MEI);
	ok(put(&row, "another") == ERR_OK);
	ok(db_script(&cx,
	       "UPDATE vault SET sealed = (SELECT sealed FROM vault"
	       " WHERE field = 'password_1' AND owner_id = 7)") == ERR_OK);
	ok(!opens(&field, SECRET) && says("secret_sealed"));
	ok(!opens(&row, SECRET) && says("secret_sealed"));
	ok(opens(&here, SECRET));
	/* Nor with its key beside it. */
	ok(db_script(&cx,
	       "DROP TRIGGER vault_key_wiped_for_good;"
	       "UPDATE vault_key SET wrapped = (SELECT wrapped FROM vault_key"
	       " WHERE owner_id = 7)") == ERR_OK);
	ok(!opens(&row, SECRET) && says("secret_sealed"));
	ok(opens(&here, SECRET));
}

static void
test_changed_bytes_do_not_open(void)
{
	fixture_as(&cx, MEI);
	ok(put(&here, SECRET) == ERR_OK);
	ok(db_script(&cx,
	       "UPDATE vault SET sealed = randomblob(length(sealed))"
	       " WHERE owner_id = 7") == ERR_OK);
	ok(!opens(&here, SECRET) && says("secret_sealed"));
	ok(put(&here, SECRET) == ERR_OK);
}

static void
test_wiping_is_for_good(void)
{
	bool wiped = false;

	fixture_as(&cx, MEI);
	ok(wipe(here.id, &wiped) == ERR_OK && wiped);
	ok(!opens(&here, SECRET) && says("secret_gone"));
	ok(wipe(here.id, &wiped) == ERR_OK && !wiped);
	ok(wipe(12345, &wiped) == ERR_OK && !wiped);
	err_clear(&cx);
	ok(put(&here, "again") == ERR_CONFLICT && says("secret_gone"));
}

static void
test_a_key_changes_by_wiping_only(void)
{
	fixture_as(&cx, MEI);
	ok(db_script(&cx, "UPDATE vault_key SET wrapped = randomblob(80)") !=
	    ERR_OK);
	ok(db_script(&cx, "UPDATE vault_key SET owner_id = 99") != ERR_OK);
}

/* The keys of the fixture, and another one in front. */
static void
turn_keys(struct keys *keys, bool keep)
{
	static const unsigned char fresh[32] = { 9 };
	struct vault_key old = cx.keys->vault[0];

	*keys = *cx.keys;
	keys->nvault = 0;
	keys_add_vault(keys, fresh);
	if (keep)
		keys->vault[keys->nvault++] = old;
}

static void
test_an_older_key_opens_and_a_foreign_one_is_missed(void)
{
	const struct keys *mine = cx.keys;
	struct keys other;
	int64_t lost;

	fixture_as(&cx, MEI);
	ok(put(&here, SECRET) == ERR_OK);
	ok(vault_lost(&cx, &lost) == ERR_OK && lost == 0);

	turn_keys(&other, true);
	cx.keys = &other;
	ok(opens(&here, SECRET));
	cx.keys = mine;
	turn_keys(&other, false);
	cx.keys = &other;
	ok(!opens(&here, SECRET) && says("secret_sealed"));
	ok(vault_lost(&cx, &lost) == ERR_OK && lost == 1);
	cx.keys = mine;
	ok(opens(&here, SECRET));
}

static void
test_columns_are_sealed_too(void)
{
	const struct vault_place other = { VAULT_USER, 3, "mobile" };
	const struct vault_place place = { VAULT_USER, 3, "email" };
	const void *sealed;
	const char *plain;
	size_t len;

	fixture_as(&cx, MEI);
	ok(vault_seal(&cx, &place, "mei@lumen.example", &sealed, &len) ==
	    ERR_OK);
	ok(len > 17 && memmem(sealed, len, "lumen", 5) == NULL);
	ok(vault_unseal(&cx, &place, sealed, len, &plain) == ERR_OK);
	is(plain, "mei@lumen.example");
	ok(vault_unseal(&cx, &other, sealed, len, &plain) == ERR_FAULT);
	ok(vault_seal(&cx, &place, "", &sealed, &len) == ERR_OK && len == 0);
	ok(vault_unseal(&cx, &place, sealed, len, &plain) == ERR_OK);
	is(plain, "");
	ok(vault_unseal(&cx, &place, "short", 5, &plain) == ERR_FAULT);
}

/* What the file of a database has, or its log. */
static bool
file_has(const char *path, const void *bytes, size_t len)
{
	static char all[4 << 20];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return false;
	n = fread(all, 1, sizeof(all), f);
	fclose(f);
	return memmem(all, n, bytes, len) != NULL;
}

#define MANY 300

/*
 * The sealed bytes themselves go too: from the pages, the free ones as well,
 * and from the log when it is next moved into the file.
 */
static void
test_wiped_bytes_leave_the_file(void)
{
	static unsigned char key[MANY][80], body[MANY][60];
	struct ctx file = cx;
	struct vault_place at = here;
	char dir[] = "/tmp/t-vault-XXXXXX", path[64], wal[70];
	const char *why, *long_text;
	const void *p;
	int64_t pages;
	size_t len;
	int left = 0, kept = 0;

	long_text = crypto_random_hex(cx.mem, 6000);
	ok(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/db", dir);
	snprintf(wal, sizeof(wal), "%s/db-wal", dir);
	file.db = db_open_sqlite(path, DB_CREATE, &why);
	ok(file.db != NULL && migrate(&file) == ERR_OK);
	ok(store_begin(&file) == ERR_OK);
	for (int i = 0; i < MANY; i++) {
		at.id = (i * 7919) % MANY; /* in no order */
		if (vault_put(&file, &at, i % 3 == 0 ? long_text : SECRET) !=
			ERR_OK ||
		    store_vault_key_get(&file, at.kind, at.id, &p, &len) !=
			ERR_OK)
			break;
		memcpy(key[at.id], p, 80);
		if (store_vault_get(&file, &at, &p, &len) != ERR_OK)
			break;
		memcpy(body[at.id], p, 60);
	}
	ok(store_end(&file, ERR_OK) == ERR_OK);
	ok(store_checkpoint(&file, &pages) == ERR_OK && pages == 0);
	for (int i = 0; i < MANY; i++)
		kept += file_has(path, key[i], 80) &&
		    file_has(path, body[i], 60);
	ok(kept == MANY);

	for (int i = 0; i < MANY; i++) {
		ok(store_begin(&file) == ERR_OK);
		ok(store_end(&file, vault_wipe(&file, here.kind, i, NULL)) ==
		    ERR_OK);
	}
	ok(store_checkpoint(&file, &pages) == ERR_OK && pages == 0);
	for (int i = 0; i < MANY; i++)
		left += file_has(path, key[i] + 8, 72) ||
		    file_has(wal, key[i] + 8, 72) ||
		    file_has(path, body[i], 60) || file_has(wal, body[i], 60);
	ok(left == 0);
	db_close(file.db);
	unlink(path);
	unlink(wal);
	snprintf(wal, sizeof(wal), "%s/db-shm", dir);
	unlink(wal);
	snprintf(wal, sizeof(wal), "%s/db.lock", dir);
	unlink(wal);
	ok(rmdir(dir) == 0);
}

int
main(void)
{
	fixture_open(&cx);
	test_takes_out_what_was_put_in();
	test_changed_bytes_do_not_open();
	test_an_older_key_opens_and_a_foreign_one_is_missed();
	test_a_key_changes_by_wiping_only();
	test_a_value_moved_elsewhere_does_not_open();
	test_wiping_is_for_good();
	test_columns_are_sealed_too();
	test_wiped_bytes_leave_the_file();
	fixture_close(&cx);
	return tap_done();
}
