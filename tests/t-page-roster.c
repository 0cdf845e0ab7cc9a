/*
 * t-page-roster.c - users as a table: looked at first, written as a whole,
 * and out again.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/roster.h"
#include "tap.h"

#define IMPORT "/admin/users/import"

static struct user
user_of(enum who_is who)
{
	struct user u = { 0 };

	fixture_as(&cx, NOBODY);
	ok(people_get(&cx, fixture_id(who), &u) == ERR_OK);
	return u;
}

static bool
is_there(const char *name, struct user *u)
{
	fixture_as(&cx, NOBODY);
	return user_find(&cx, name, u) == ERR_OK;
}

/* Send a file and look at what it would do. */
static void
look(const char *csv)
{
	get(ROOT, IMPORT);
	attach("users.csv", csv, strlen(csv));
	submit(ROOT, IMPORT, NULL);
}

static void
test_it_is_for_administrators(void)
{
	static const enum who_is others[] = { NOBODY, MEI, LARS, WEN, PRIYA,
		YATING };

	for (size_t i = 0; i < NELEM(others); i++) {
		struct table r;
		struct buf b;

		fixture_as(&cx, others[i]);
		cx.peer = "192.0.2.7";
		buf_init(&b, cx.mem);
		ok(roster_read(&cx, "username\nmei\n", &r) == ERR_DENIED);
		ok(roster_write(&cx, &b) == ERR_DENIED && b.len == 0);
		ok(roster_apply(&cx, "username\nmei\n", "", &r) == ERR_DENIED);
		cx.peer = NULL;
	}
}

static void
test_wrong_rows(void)
{
	static const struct {
		const char *csv, *column, *say;
	} rows[] = {
		{ "", "", "The table is empty." },
		{ "\n\n", "", "The table is empty." },
		{ "name\nMei\n", "username", "The first row must" },
		{ "username,nmae\nmei,x\n", "", "There is no such column" },
		{ "username,email,email\nmei,x,y\n", "", "There is no such" },
		{ "username\n\"mei\n", "", "The quotation marks" },
		{ "username\na b\n", "username", "A user name has" },
		{ "username,name\n,x\n", "username", "A user name has" },
		{ "username\nmei\nMEI\n", "username", "A row before" },
		{ "username,email\nmei,x\n", "email", "An e-mail address" },
		{ "username,area_code\nmei,+65\n", "area_code",
		    "A country code" },
		{ "username,language\nmei,fr\n", "language",
		    "This is not one" },
		{ "username,time_zone\nmei,Mars\n", "time_zone",
		    "This is not one" },
		{ "username,role\nmei,boss\n", "role", "This is not one" },
		{ "username,role\nmei,agent\n", "role", "Customers and staff" },
		{ "username,account\nmei,Other\n", "account",
		    "The account of a user" },
		{ "username,account_admin\nmei,maybe\n", "account_admin",
		    "This is not one" },
		{ "username,account_admin\npriya,yes\n", "account_admin",
		    "Customers have" },
		{ "username,disabled\nroot,yes\n", "disabled",
		    "You cannot do this" },
		{ "username,role\nroot,lead\n", "role", "You cannot do this" },
		{ "username\nnew-one\n", "account", "Customers have" },
		{ "username,account\nnew-one,Nowhere\n", "account",
		    "There is no such account" },
		{ "username,account,role\nnew-one,Lumen Retail,agent\n",
		    "account", "Customers have" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		look(rows[i].csv);
		if (*rows[i].csv == '\0' || *rows[i].csv == '\n') {
			/* A file of nothing is as none. */
			ok(seen.status == 422);
			continue;
		}
		ok(seen.status == 422);
		is(at("Row.0.is"), "wrong");
		is(at("Row.0.k"), rows[i].column);
		tap_ok(strstr(at("Row.0.say"), rows[i].say) != NULL,
		    at("Row.0.say"), __FILE__, __LINE__);
		is(at("Go"), "");
		is(at("F.csv.v"), rows[i].csv);
	}
}

static void
test_a_wrong_row_stops_all(void)
{
	const char *csv = "username,account,email\n"
			  "good1,Lumen Retail,good@lumen.example\n"
			  "bad1,Lumen Retail,bad\n"
			  "mei,Lumen Retail,mei@lumen.example\n";
	struct user u;

	look(csv);
	is(at("N.new"), "1");
	is(at("N.changed"), "1");
	is(at("N.wrong"), "1");
	is(at("Row.1.line"), "3");
	insist(ROOT, IMPORT, "csv", csv, "stamp", at("Stamp"), "confirmed", "1",
	    NULL);
	ok(seen.status == 422);
	ok(strstr(at("F.Say"), "Nothing was written") != NULL);
	is(at("F.csv.v"), csv);
	ok(!is_there("good1", &u));
	is(user_of(MEI).email, "");
}

static void
test_looking_writes_nothing(void)
{
	struct user u;

	look("username,account\nlooked,Lumen Retail\n");
	ok(seen.status == 200);
	is(at("N.new"), "1");
	is(at("Go"), "1");
	ok(!is_there("looked", &u));
}

static const char table[] =
    "\xef\xbb\xbf"
    "Username;name;account;email;account_admin;disabled\r\n"
    "nora;\"Nora \"\"N\"\" Quist\";lumen RETAIL;nora@lumen.example;yes;no\r\n"
    "Mei;Mei Tan;;'@mei@lumen.example;no;no\r\n"
    "oscar;'=Oscar;Lumen Retail;;no;yes\r\n"
    "lars;Lars Holm;Lumen Retail;;yes;no\r\n";

static void
test_it_is_written_as_a_whole(void)
{
	struct user u;
	int64_t count, bad;
	const char *page;

	/* mei's cell of the account is empty: that would be a change. */
	look(table);
	is(at("Row.1.is"), "wrong");
	is(at("Row.1.k"), "account");
	submit(ROOT, IMPORT, "csv",
	    "username,name,account,email,account_admin,disabled\n"
	    "nora,\"Nora \"\"N\"\" Quist\",lumen RETAIL,"
	    "nora@lumen.example,yes,no\n"
	    "Mei,Mei Tan,Lumen Retail,mei@lumen.example,no,no\n"
	    "oscar,'=Oscar,Lumen Retail,,no,yes\n"
	    "lars,Lars Holm,Lumen Retail,,yes,no\n",
	    NULL);
	ok(seen.status == 200);
	is(at("N.new"), "1");
	is(at("N.changed"), "2");
	is(at("N.same"), "1");
	is(at("N.wrong"), "0");
	is(at("Row.0.is"), "new");
	is(at("Row.1.id"), "Mei");
	is(at("Row.1.X.0.k"), "email");
	is(at("Row.1.X.0.to"), "mei@lumen.example");
	is(at("Row.1.X.1.k"), "");
	is(at("Row.2.X.0.to"), "=Oscar");
	is(at("Row.2.X.1.k"), "disabled");
	page = keep_page();
	for (int i = 0; i < 2; i++) { /* a double click is one act */
		back_to(page);
		submit(ROOT, IMPORT, "csv",
		    "username,name,account,email,account_admin,disabled\n"
		    "nora,\"Nora \"\"N\"\" Quist\",lumen RETAIL,"
		    "nora@lumen.example,yes,no\n"
		    "Mei,Mei Tan,Lumen Retail,mei@lumen.example,no,no\n"
		    "oscar,'=Oscar,Lumen Retail,,no,yes\n"
		    "lars,Lars Holm,Lumen Retail,,yes,no\n",
		    "confirmed", "1", NULL);
		is(seen.location, "/admin/users?done=users_imported");
	}
	ok(is_there("nora", &u));
	is(u.display_name, "Nora \"N\" Quist");
	is(u.account, "Lumen Retail");
	ok(u.account_admin && !u.disabled);
	is(user_of(MEI).email, "mei@lumen.example");
	ok(user_of(OSCAR).disabled);
	is(user_of(OSCAR).display_name, "=Oscar");
	get(ROOT, "/admin/audit");
	is(at("Row.0.event"), "importUsers");
	is(at("Row.0.x"), "1 new, 2 changed");
	is(at("Row.1.event"), "disableUser");
	is(at("Row.2.event"), "updateUser");
	is(at("Row.4.event"), "createUser");
	fixture_as(&cx, ROOT);
	ok(audit_verify(&cx, &count, &bad) == ERR_OK && bad == 0);
}

static void
test_what_changed_meanwhile_is_looked_at_again(void)
{
	const char *csv = "username,email\nmei,second@lumen.example\n";
	struct user u;

	look(csv);
	is(at("Row.0.X.0.from"), "mei@lumen.example");
	u = user_of(MEI);
	u.email = "first@lumen.example";
	ok(people_change(&cx, &u, NULL) == ERR_OK);
	submit(ROOT, IMPORT, "csv", csv, "confirmed", "1", NULL);
	ok(seen.status == 409);
	is(at("Row.0.X.0.from"), "first@lumen.example");
	is(at("F.csv.v"), csv);
	submit(ROOT, IMPORT, "csv", csv, "confirmed", "1", NULL);
	ok(seen.status == 303);
	is(user_of(MEI).email, "second@lumen.example");
}

static void
test_it_wants_a_password(void)
{
	struct table r;

	fixture_as(&cx, ROOT);
	cx.proved = false;
	ok(roster_read(&cx, "username,mobile\nmei,1\n", &r) == ERR_OK);
	ok(roster_apply(&cx, "username,mobile\nmei,1\n", r.stamp, &r) ==
	    ERR_PROOF);
	cx.proved = true;
}

static void
test_what_is_no_table(void)
{
	static char many[20000];
	size_t n = 0;

	get(ROOT, IMPORT);
	submit(ROOT, IMPORT, NULL);
	ok(seen.status == 422);
	look("username\n\xff\n");
	ok(seen.status == 422);
	ok(strstr(at("F.Say"), "UTF-8") != NULL);
	n = (size_t)snprintf(many, sizeof(many), "username,account\n");
	for (int i = 0; i <= ROSTER_ROWS_MAX; i++)
		n += (size_t)snprintf(
		    many + n, sizeof(many) - n, "u%d,Lumen\n", i);
	look(many);
	ok(seen.status == 422);
	ok(seen.rc == ERR_OK);
	is(at(arena_printf(cx.mem, "Row.%d.is", ROSTER_ROWS_MAX)), "wrong");
	ok(strstr(at(arena_printf(cx.mem, "Row.%d.say", ROSTER_ROWS_MAX)),
	       "At most 1000") != NULL);
}

/* What comes out goes in again, and changes nothing. */
static void
test_out_and_in_again(void)
{
	char *csv;

	get(ROOT, "/admin/users/export");
	ok(seen.status == 200);
	is(seen.rs.file_name, "users.csv");
	is(seen.rs.type, "text/csv; charset=utf-8");
	ok(seen.rs.secret);
	ok(has("username,name,role,account,account_admin,email,"));
	ok(has("\r\noscar,'=Oscar,customer,Lumen Retail,no,,,,,,yes\r\n"));
	ok(has("\r\npriya,Priya Nair,agent,,no,,,,,,no\r\n"));
	ok(has("晨光物流"));
	csv = strdup(seen.body);
	look(csv);
	free(csv);
	ok(seen.status == 200);
	is(at("N.wrong"), "0");
	is(at("N.new"), "0");
	is(at("N.changed"), "0");
	is(at("N.same"), "10");
	is(at("Go"), "");
	get(ROOT, "/admin/audit");
	is(at("Row.0.event"), "exportUsers");
	is(at("Row.0.by"), "root");
}

/* What was sent when the session had ended is there again, to be looked at
 * once more. */
static void
test_a_table_that_was_left_comes_back(void)
{
	static const char csv[] = "username,name\nmei,Mei Again\n";

	post(ROOT, "/drafts", "form", IMPORT, "csv", csv, NULL);
	get(ROOT, IMPORT);
	is(at("F.Left"), "1");
	is(at("F.csv.v"), csv);
	is(at("Go"), "");
	is(at("N.new"), "");
	submit(ROOT, IMPORT, "csv", csv, NULL);
	ok(seen.status == 200);
	is(at("N.changed"), "1");
	is(at("F.Left"), "");
	submit(ROOT, IMPORT, "csv", csv, "confirmed", "1", NULL);
	ok(seen.status == 303);
	get(ROOT, IMPORT);
	is(at("F.Left"), "");
	is(at("F.csv.v"), "");
}

int
main(void)
{
	browser_open();
	test_it_is_for_administrators();
	test_wrong_rows();
	test_a_wrong_row_stops_all();
	test_looking_writes_nothing();
	test_it_is_written_as_a_whole();
	test_what_changed_meanwhile_is_looked_at_again();
	test_it_wants_a_password();
	test_what_is_no_table();
	test_out_and_in_again();
	test_a_table_that_was_left_comes_back();
	browser_close();
	return tap_done();
}
