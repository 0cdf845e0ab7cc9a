/*
 * How customers are reached is sealed at rest, and goes with the ticket.
 */
#include "domain/contact.h"

#include "base/crypto.h"
#include "domain/act.h"
#include "domain/catch_up.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "domain/vault.h"
#include "fixture.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

#define MAIL   "night@lumen.example"
#define MOBILE "15550100"
#define COPIES "a@lumen.example, b@lumen.example"

static struct ctx cx;

static int64_t
ticket(void)
{
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = "general",
		.region_id = "",
		.description = "No light",
		.remind_mail = MAIL,
		.remind_mobile = MOBILE,
		.area_code = "49",
		.remind_time = "0",
		.cc_email = COPIES,
		.agreement_id = 1,
	};
	int64_t id = 0;

	fixture_as(&cx, MEI);
	ok(ticket_create(&cx, &in, &id) == ERR_OK);
	return id;
}

static struct ticket
get(enum who_is who, int64_t id)
{
	struct ticket t = { .remind_mail = "?" };

	fixture_as(&cx, who);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t;
}

static enum err
act(enum who_is who, int64_t id, enum verb v)
{
	const struct act_input in = { .text = "why", .seen = -1 };

	fixture_as(&cx, who);
	return ticket_act(&cx, id, v, &in);
}

/* Does the condition hold for a ticket? */
static bool
holds(int64_t id, const char *condition)
{
	static int turn;

	turn++;
	return db_script(&cx,
		   arena_printf(cx.mem,
		       "CREATE TEMP TABLE h%d (n CHECK (n = 1));"
		       "INSERT INTO h%d SELECT count(*) FROM ticket"
		       " WHERE id = %lld AND %s",
		       turn, turn, (long long)id, condition)) == ERR_OK;
}

static void
test_both_sides_read_it_and_the_table_does_not_say_it(void)
{
	int64_t id = ticket();

	is(get(MEI, id).remind_mail, MAIL);
	is(get(PRIYA, id).remind_mobile, MOBILE);
	is(get(PRIYA, id).cc_email, COPIES);
	is(get(PRIYA, id).area_code, "49");
	ok(holds(id,
	    "remind_mail = '' AND remind_mobile = '' AND cc_email = ''"
	    " AND length(contact) > 60"));
	ok(holds(id,
	    "instr(hex(contact), hex('" MAIL "')) = 0"
	    " AND instr(hex(contact), hex('lumen')) = 0"));
}

static void
test_of_another_ticket_it_does_not_open(void)
{
	int64_t one = ticket(), two = ticket();

	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "UPDATE ticket SET contact = (SELECT contact FROM ticket"
		   " WHERE id = %lld) WHERE id = %lld",
		   (long long)one, (long long)two)) == ERR_OK);
	is(get(MEI, one).remind_mail, MAIL);
	is(get(MEI, two).remind_mail, "");
}

static void
test_without_the_key_the_ticket_is_still_there(void)
{
	static const unsigned char foreign[32] = { 9 };
	const struct keys *mine = cx.keys;
	struct keys other = *mine;
	int64_t id = ticket(), lost;

	other.nvault = 0;
	keys_add_vault(&other, foreign);
	cx.keys = &other;
	is(get(MEI, id).remind_mail, "");
	is(get(MEI, id).title, "No light");
	ok(vault_lost(&cx, &lost) == ERR_OK && lost > 0);
	cx.keys = mine;
	is(get(MEI, id).remind_mail, MAIL);
}

static void
test_it_goes_when_the_ticket_ends(void)
{
	static const struct {
		enum who_is who;
		enum verb verb;
	} rows[] = { { MEI, VERB_CANCEL }, { YATING, VERB_INVALIDATE } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		int64_t id = ticket();

		ok(act(rows[i].who, id, rows[i].verb) == ERR_OK);
		ok(holds(id, "contact IS NULL AND area_code = ''"));
		is(get(MEI, id).remind_mail, "");
	}
	/* Not when it only moves. */
	{
		int64_t id = ticket();

		ok(act(PRIYA, id, VERB_TAKE) == ERR_OK);
		is(get(PRIYA, id).remind_mail, MAIL);
	}
}

static void
test_what_is_in_the_clear_is_sealed(void)
{
	int64_t open = ticket(), ended = ticket(), none = ticket();

	ok(act(MEI, ended, VERB_CANCEL) == ERR_OK);
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "UPDATE ticket SET contact = NULL, remind_mail = 'o@x.org',"
		   " remind_mobile = '1', cc_email = 'c@x.org'"
		   " WHERE id IN (%lld, %lld);"
		   "UPDATE ticket SET contact = NULL WHERE id = %lld",
		   (long long)open, (long long)ended, (long long)none)) ==
	    ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(catch_up(&cx) == ERR_OK);
	is(get(MEI, open).remind_mail, "o@x.org");
	is(get(MEI, open).remind_mobile, "1");
	is(get(MEI, open).cc_email, "c@x.org");
	ok(holds(open, "remind_mail = '' AND remind_mobile = ''"));
	ok(holds(ended, "contact IS NULL AND remind_mail = ''"));
	ok(holds(none, "contact IS NULL"));
	ok(catch_up(&cx) == ERR_OK);
}

static bool
users_hold(const char *condition)
{
	static int turn;

	turn++;
	return db_script(&cx,
		   arena_printf(cx.mem,
		       "CREATE TEMP TABLE u%d (n CHECK (n = 1));"
		       "INSERT INTO u%d SELECT count(*) FROM users"
		       " WHERE name = 'mei' AND %s",
		       turn, turn, condition)) == ERR_OK;
}

static void
test_users_are_sealed_as_well(void)
{
	struct user u;
	int64_t id;

	fixture_as(&cx, MEI);
	ok(user_me(&cx, &u) == ERR_OK);
	u.email = "Mei@lumen.example";
	u.mobile = MOBILE;
	ok(user_profile(&cx, &u) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(user_me(&cx, &u) == ERR_OK);
	is(u.email, "Mei@lumen.example");
	is(u.mobile, MOBILE);
	ok(users_hold("email = '' AND mobile = '' AND length(reach) > 60"));
	ok(users_hold("instr(hex(reach), hex('lumen')) = 0"));

	/* The desk reads it on the ticket, the customer's side has no need. */
	id = fixture_ticket(&cx);
	is(get(PRIYA, id).submitter_email, "Mei@lumen.example");
	is(get(PRIYA, id).submitter_mobile, MOBILE);
	is(get(MEI, id).submitter_email, "");
}

static size_t
found(const char *q)
{
	const struct user_filter f = {
		.q = q, .after = "", .any_role = true, .limit = 50
	};
	struct user_list list = { .count = 0 };

	fixture_as(&cx, ROOT);
	ok(store_user_page(&cx, &f, &list) == ERR_OK);
	return list.count == 1 && strcmp(list.item[0].name, "mei") == 0;
}

static void
test_a_whole_address_is_found(void)
{
	ok(found("mei@lumen.example") == 1);
	ok(found("MEI@LUMEN.EXAMPLE") == 1);
	ok(found("mei@lumen.exampl") == 0);
	ok(found("@lumen") == 0);
}

static void
test_users_in_the_clear_are_sealed(void)
{
	struct user u;

	ok(db_script(&cx,
	       "UPDATE users SET reach = NULL, email_mark = NULL,"
	       " email = 'old@lumen.example', mobile = '1'"
	       " WHERE name = 'mei'") == ERR_OK);
	fixture_as(&cx, NOBODY);
	ok(catch_up(&cx) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(user_me(&cx, &u) == ERR_OK);
	is(u.email, "old@lumen.example");
	is(u.mobile, "1");
	ok(users_hold("email = '' AND mobile = ''"));
	ok(found("old@lumen.example") == 1);
}

int
main(void)
{
	fixture_open(&cx);
	test_both_sides_read_it_and_the_table_does_not_say_it();
	test_of_another_ticket_it_does_not_open();
	test_without_the_key_the_ticket_is_still_there();
	test_it_goes_when_the_ticket_ends();
	test_what_is_in_the_clear_is_sealed();
	test_users_are_sealed_as_well();
	test_a_whole_address_is_found();
	test_users_in_the_clear_are_sealed();
	fixture_close(&cx);
	return tap_done();
}
