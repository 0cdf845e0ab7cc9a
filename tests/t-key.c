/*
 * Access keys and contacts: whose they are, and what is kept of them.
 */
#include "domain/key.h"

#include "domain/reach.h"
#include "domain/people.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static void
begin(enum who_is who, const char *key)
{
	fixture_as(&cx, who);
	cx.op.key = key;
}

static void
test_a_secret_is_shown_once_and_found_again(void)
{
	const char *access, *secret, *found;
	char first[64], name[32];
	struct access_keys list;
	struct key_row row;
	int64_t user;

	begin(MEI, "k1");
	cx.proved = false;
	ok(key_add(&cx, "Build", &access, &secret) == ERR_PROOF);
	begin(MEI, "k1");
	ok(key_add(&cx, "Build", &access, &secret) == ERR_OK);
	ok(strlen(access) == ACCESS_LEN && strlen(secret) == 43);
	snprintf(first, sizeof(first), "%s", secret);
	snprintf(name, sizeof(name), "%s", access);
	/* Twice by a double click. */
	begin(MEI, "k1");
	ok(key_add(&cx, "Build", &access, &secret) == ERR_OK);
	is(access, name);
	is(secret, first);
	begin(MEI, "k1");
	cx.now += 121;
	ok(key_add(&cx, "Build", &access, &secret) == ERR_OK);
	is(secret, "");
	ok(key_list(&cx, &list) == ERR_OK && list.count == 1);
	is(list.item[0].name, "Build");

	/* For who checks signatures; and nobody else opens it. */
	begin(NOBODY, NULL);
	ok(key_find(&cx, name, &user, &found) == ERR_OK);
	ok(user == fixture_id(MEI));
	is(found, first);
	ok(store_key_find(&cx, name, &row) == ERR_OK);
	ok(memmem(row.sealed, row.sealed_len, first, 43) == NULL);
	ok(key_find(&cx, "AAAAAAAAAAAAAAAAAAAA", &user, &found) ==
	    ERR_NOTFOUND);
	begin(NOBODY, NULL);
	ok(user_disable(&cx, "mei", true) == ERR_OK);
	ok(key_find(&cx, name, &user, &found) == ERR_NOTFOUND);
	begin(NOBODY, NULL);
	ok(user_disable(&cx, "mei", false) == ERR_OK);
}

static void
test_they_are_ones_own_and_not_too_many(void)
{
	const char *access, *secret;
	struct access_keys list;
	int64_t id;

	begin(MEI, NULL);
	ok(key_list(&cx, &list) == ERR_OK);
	id = list.item[0].id;
	begin(OSCAR, NULL);
	ok(key_list(&cx, &list) == ERR_OK && list.count == 0);
	ok(key_remove(&cx, id) == ERR_NOTFOUND);
	/* Each has as many, whatever the others have. */
	for (int i = 0; i < ACCESS_KEYS_MAX; i++) {
		begin(OSCAR, NULL);
		ok(key_add(&cx, "One", &access, &secret) == ERR_OK);
	}
	begin(OSCAR, NULL);
	ok(key_add(&cx, "One too many", &access, &secret) == ERR_CONFLICT);
	is(cx.say, "keys_many");
	ok(cx.say_n == ACCESS_KEYS_MAX);
	begin(OSCAR, NULL);
	ok(key_add(&cx, " ", &access, &secret) == ERR_INVALID);
	begin(MEI, NULL);
	ok(key_add(&cx, "Second", &access, &secret) == ERR_OK);
	ok(key_remove(&cx, id) == ERR_OK);
	ok(key_list(&cx, &list) == ERR_OK && list.count == 1);
	is(list.item[0].name, "Second");
	begin(OSCAR, NULL);
	ok(key_list(&cx, &list) == ERR_OK && list.count == ACCESS_KEYS_MAX);
}

static void
test_a_reset_takes_them_away(void)
{
	const char *access, *secret, *found;
	struct access_keys list;
	char name[32];
	int64_t user;

	begin(WEN, NULL);
	ok(key_add(&cx, "Build", &access, &secret) == ERR_OK);
	snprintf(name, sizeof(name), "%s", access);
	/* Nor do they count while a first password is to be changed. */
	ok(db_script(
	       &cx, "UPDATE users SET must_change = 1 WHERE name = 'wen'") ==
	    ERR_OK);
	begin(NOBODY, NULL);
	ok(key_find(&cx, name, &user, &found) == ERR_NOTFOUND);
	err_clear(&cx);
	begin(ROOT, NULL);
	ok(people_reset(&cx, fixture_id(WEN), "quite another password",
	       false) == ERR_OK);
	begin(NOBODY, NULL);
	ok(key_find(&cx, name, &user, &found) == ERR_NOTFOUND);
	err_clear(&cx);
	begin(WEN, NULL);
	ok(key_list(&cx, &list) == ERR_OK && list.count == 0);
}

/* A ticket of theirs that names these. */
static void
ticket(enum who_is who, const char *mail, const char *mobile)
{
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = "general",
		.region_id = "",
		.description = "No light",
		.remind_mail = mail,
		.remind_mobile = mobile,
		.area_code = "49",
		.remind_time = "0",
		.cc_email = "",
		.agreement_id = 1,
	};
	int64_t id;

	begin(who, NULL);
	ok(ticket_create(&cx, &in, &id) == ERR_OK);
}

static void
test_contacts_of_the_profile_and_of_tickets(void)
{
	struct reach_list list;
	struct user u;

	begin(MEI, NULL);
	ok(user_me(&cx, &u) == ERR_OK);
	u.email = "mei@lumen.example";
	u.mobile = "13800138000";
	ok(user_profile(&cx, &u) == ERR_OK);
	ticket(MEI, "night@lumen.example", "5550100");
	ticket(MEI, "night@lumen.example", "13800138000");
	ticket(MEI, "mei@lumen.example", "");
	ticket(OSCAR, "oscar@lumen.example", "5550199");

	begin(MEI, NULL);
	ok(reach_list(&cx, &list) == ERR_OK && list.count == 4);
	is(list.item[0].value, "mei@lumen.example");
	ok(list.item[0].way == REACH_MAIL && list.item[0].tickets == 0);
	is(list.item[1].value, "13800138000");
	ok(list.item[1].way == REACH_SMS && list.item[1].tickets == 0);
	is(list.item[2].value, "night@lumen.example");
	ok(list.item[2].tickets == 2);
	is(list.item[3].value, "5550100");
	is(list.item[3].area_code, "49");
	ok(list.item[3].tickets == 1);
	begin(PRIYA, NULL);
	ok(reach_list(&cx, &list) == ERR_OK && list.count == 0);
}

int
main(void)
{
	fixture_open(&cx);
	test_a_secret_is_shown_once_and_found_again();
	test_they_are_ones_own_and_not_too_many();
	test_a_reset_takes_them_away();
	test_contacts_of_the_profile_and_of_tickets();
	fixture_close(&cx);
	return tap_done();
}
