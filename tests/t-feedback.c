/*
 * Reports of infringement and illegal content: what one must have, whose it
 * is, what becomes of it, and its end.
 */
#include "domain/feedback.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "domain/act.h"
#include "domain/upkeep.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

#define MAIL "ines@brand.example"

static struct ctx cx;

/* A file of his that belongs to nothing; its id. */
static const char *
file_of(enum who_is who)
{
	const char *id = crypto_random_hex(cx.mem, ATTACHMENT_ID_LEN / 2);

	if (db_script(&cx,
		arena_printf(cx.mem,
		    "INSERT INTO attachment (id, sha256, name, type, size,"
		    " owner_id, created_at) VALUES ('%s', '%064d', 'p.png',"
		    " 'png', 9, %" PRId64 ", %" PRId64 ")",
		    id, 1, fixture_id(who), cx.now)) != ERR_OK)
		abort();
	return id;
}

static int64_t
count(const char *what)
{
	static int turn;
	const char *name = arena_printf(cx.mem, "n%d", turn++);

	/* Found by trying: how many there are, up to ten. */
	for (int64_t n = 0; n < 10; n++) {
		if (db_script(&cx,
			arena_printf(cx.mem,
			    "CREATE TEMP TABLE %s_%d (n CHECK (n = %d));"
			    "INSERT INTO %s_%d SELECT count(*) FROM %s",
			    name, (int)n, (int)n, name, (int)n, what)) ==
		    ERR_OK)
			return n;
		err_clear(&cx);
	}
	return -1;
}

/* A report without fault. */
static struct feedback_new
report(const char *const *file, const char *const *id_file)
{
	return (struct feedback_new){ .type = FEEDBACK_INFRINGEMENT,
		.title = "Object Storage; https://shop.example/bag",
		.content = "They sell our bag.",
		.ip_type = "trademark",
		.ip_area = "EU",
		.ip_number = "018123456",
		.ip_content = "The sign of the bag",
		.id_type = FEEDBACK_ENTERPRISE,
		.contact = { "Ines Vidal", "+49 30 123456", MAIL, "Berlin",
		    "Hafenstrasse 1", "Brand GmbH", "" },
		.file = file,
		.nfile = 1,
		.id_file = id_file,
		.nid_file = 1 };
}

static enum err
send(enum who_is who, int64_t *id)
{
	const char *file, *id_file;
	struct feedback_new in;

	fixture_as(&cx, who);
	file = file_of(who);
	id_file = file_of(who);
	in = report(&file, &id_file);
	return feedback_create(&cx, &in, id);
}

static int64_t
sent(enum who_is who)
{
	int64_t id = 0;

	ok(send(who, &id) == ERR_OK && id > 0);
	return id;
}

static bool
sees(enum who_is who, int64_t id)
{
	const struct feedback_filter all = { .type = "", .limit = 50 };
	struct feedback_list l;
	struct feedback f;
	bool listed = false, got;

	fixture_as(&cx, who);
	ok(feedback_list(&cx, &all, &l) == ERR_OK);
	for (size_t i = 0; i < l.count; i++)
		listed |= l.item[i].id == id;
	got = feedback_get(&cx, id, &f) == ERR_OK;
	ok(got == listed);
	return got;
}

static bool
has_file(enum who_is who, const char *id)
{
	struct attachment f;
	enum err rc;

	fixture_as(&cx, who);
	rc = attachment_get(&cx, id, &f);
	return rc == ERR_OK && strcmp(f.id, id) == 0;
}

static void
test_a_report_is_its_authors_and_the_administrators(void)
{
	static const enum who_is others[] = { NOBODY, OSCAR, AISHA, LARS, WEN,
		PRIYA, SIYUAN, YATING };
	int64_t id = sent(MEI);
	struct feedback f;
	char file[40], id_file[40];

	fixture_as(&cx, MEI);
	ok(feedback_get(&cx, id, &f) == ERR_OK);
	is(f.row.title, "Object Storage; https://shop.example/bag");
	is(f.row.ip_number, "018123456");
	is(f.contact.name, "Ines Vidal");
	is(f.contact.mail, MAIL);
	is(f.contact.company, "Brand GmbH");
	is(f.contact.other, "");
	ok(f.row.state == FEEDBACK_NEW && f.row.id_type == 10);
	ok(f.nfile == 1 && f.nid_file == 1);
	ok(f.file[0].picture);
	snprintf(file, sizeof(file), "%s", f.file[0].id);
	snprintf(id_file, sizeof(id_file), "%s", f.id_file[0].id);

	ok(sees(MEI, id) && sees(ROOT, id));
	ok(has_file(MEI, file) && has_file(MEI, id_file));
	ok(has_file(ROOT, file) && has_file(ROOT, id_file));
	for (size_t i = 0; i < NELEM(others); i++) {
		ok(!sees(others[i], id));
		ok(!has_file(others[i], file));
		ok(!has_file(others[i], id_file));
	}
	fixture_as(&cx, ROOT);
	ok(feedback_get(&cx, id, &f) == ERR_OK);
	is(f.contact.mobile, "+49 30 123456");
	is(f.row.account, "Lumen Retail");
}

static void
test_is_for_customers(void)
{
	int64_t id;

	ok(send(PRIYA, &id) == ERR_DENIED);
	ok(send(ROOT, &id) == ERR_DENIED);
}

static void
test_its_files_are_bound_for_good(void)
{
	const char *mine, *theirs;
	struct feedback_new in;
	struct attachment *left;
	struct feedback f;
	int64_t id = sent(MEI), other;
	size_t n;

	fixture_as(&cx, MEI);
	ok(feedback_get(&cx, id, &f) == ERR_OK);
	mine = f.file[0].id;
	ok(attachment_delete(&cx, mine) == ERR_DENIED);
	err_clear(&cx);
	ok(attachment_unbound(&cx, &mine, 1, &left, &n) == ERR_OK && n == 0);
	/* Nor does another report take them, or a file of somebody else. */
	theirs = file_of(OSCAR);
	in = report(&mine, &theirs);
	ok(feedback_create(&cx, &in, &other) == ERR_INVALID);
	is(cx.say, "accessory_unknown");
	err_clear(&cx);
	mine = file_of(MEI);
	in = report(&mine, &theirs);
	ok(feedback_create(&cx, &in, &other) == ERR_INVALID);
	is(cx.say, "accessory_unknown");
	err_clear(&cx);

	/* The sweep takes what belongs to nothing, and no more. */
	n = (size_t)count("attachment WHERE feedback_id IS NOT NULL");
	ok(n >= 2);
	ok(count("attachment WHERE feedback_id IS NULL") > 0);
	cx.now += cx.conf->uploads_unbound_lifetime + 1;
	fixture_as(&cx, NOBODY);
	ok(upkeep_sweep(&cx) == ERR_OK);
	ok(count("attachment WHERE feedback_id IS NULL") == 0);
	ok(count("attachment WHERE feedback_id IS NOT NULL") == (int64_t)n);
	ok(db_script(&cx, "DELETE FROM attachment") != ERR_OK);
	err_clear(&cx);
	cx.now = FIXTURE_NOW;
}

static void
test_contact_is_sealed(void)
{
	int64_t id = sent(MEI);
	struct feedback f;

	fixture_as(&cx, MEI);
	ok(count(arena_printf(cx.mem,
	       "feedback WHERE id = %" PRId64 " AND instr(contact, CAST('" MAIL
	       "' AS BLOB)) > 0",
	       id)) == 0);
	ok(count(arena_printf(cx.mem,
	       "feedback WHERE id = %" PRId64 " AND length(contact) > 80",
	       id)) == 1);
	/* What is moved to another report does not open there. */
	ok(db_script(&cx, "DROP TRIGGER feedback_unchanged") == ERR_OK);
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "UPDATE feedback SET contact = (SELECT contact FROM"
		   " feedback WHERE id = 1) WHERE id = %" PRId64,
		   id)) == ERR_OK);
	ok(feedback_get(&cx, id, &f) == ERR_OK);
	is(f.contact.name, "");
	is(f.contact.mail, "");
}

/* Each is one thing that is wrong with a report that is right. */
static void
test_says_what_is_wrong(void)
{
	static const struct {
		const char *field, *say;
	} rows[] = {
		{ "type", "unknown_choice" },
		{ "title", "required" },
		{ "content", "required" },
		{ "files", "file_needed" },
		{ "files", "files_many" },
		{ "ip_type", "ip_needed" },
		{ "ip_type", "unknown_choice" },
		{ "ip_content", "ip_needed" },
		{ "contacts_id_type", "unknown_choice" },
		{ "contacts_name", "required" },
		{ "contacts_company_name", "company_needed" },
		{ "contacts_id_files", "file_needed" },
		{ "contacts_mobile", "phone_invalid" },
		{ "contacts_mobile", "phone_invalid" },
		{ "contacts_mail", "email_invalid" },
	};
	static const char *const none[FEEDBACK_FILES_MAX + 1];
	struct feedback_wrong wrong[FEEDBACK_WRONGS];
	struct feedback_new in;

	in = report(none, none);
	ok(feedback_check(&in, wrong) == 0);
	for (size_t i = 0; i < NELEM(rows); i++) {
		struct feedback_new *w = &in;

		in = report(none, none);
		switch (i) {
		case 0:
			w->type = "spam";
			break;
		case 1:
			w->title = " ";
			break;
		case 2:
			w->content = "\n";
			break;
		case 3:
			w->nfile = 0;
			break;
		case 4:
			w->nfile = FEEDBACK_FILES_MAX + 1;
			break;
		case 5:
			w->ip_type = "";
			break;
		case 6:
			w->ip_type = "other";
			break;
		case 7:
			w->ip_content = "";
			break;
		case 8:
			w->id_type = 11;
			break;
		case 9:
			w->contact.name = "";
			break;
		case 10:
			w->contact.company = "";
			break;
		case 11:
			w->nid_file = 0;
			break;
		case 12:
			w->contact.mobile = "twelve";
			break;
		case 13:
			w->contact.mobile = "+-( )";
			break;
		default:
			w->contact.mail = "nowhere";
			break;
		}
		ok(feedback_check(&in, wrong) == 1);
		is(wrong[0].field, rows[i].field);
		is(wrong[0].say, rows[i].say);
	}
	/* What only the other kind must have. */
	in = report(none, none);
	in.type = "illegal";
	in.ip_type = in.ip_content = "";
	in.id_type = 20;
	in.contact.company = "";
	ok(feedback_check(&in, wrong) == 0);
}

static enum err
work(enum who_is who, int64_t id, int64_t revision, enum feedback_state to,
    const char *note)
{
	const struct feedback_step step = { revision, to, note };

	fixture_as(&cx, who);
	return feedback_work(&cx, id, &step);
}

static void
test_an_administrator_works_on_it(void)
{
	struct feedback_counts before, after;
	struct feedback_history h;
	int64_t id = sent(WEN);

	fixture_as(&cx, ROOT);
	ok(feedback_counts(&cx, &before) == ERR_OK);
	ok(work(PRIYA, id, 1, FEEDBACK_WORK, "") == ERR_NOTFOUND);
	ok(work(YATING, id, 1, FEEDBACK_WORK, "") == ERR_NOTFOUND);
	ok(work(WEN, id, 1, FEEDBACK_DONE, "x") == ERR_NOTFOUND);
	ok(work(ROOT, id, 1, FEEDBACK_WORK, "") == ERR_OK);
	/* Whoever has seen less is told. */
	ok(work(ROOT, id, 1, FEEDBACK_DONE, "x") == ERR_CONFLICT);
	is(cx.say, "feedback_changed");
	ok(work(ROOT, id, 2, FEEDBACK_NEW, "x") == ERR_CONFLICT);
	/* To finish takes a word, and so does a note. */
	ok(work(ROOT, id, 2, FEEDBACK_DONE, " ") == ERR_INVALID);
	is(cx.say, "note_needed");
	ok(work(ROOT, id, 2, FEEDBACK_WORK, "") == ERR_INVALID);
	ok(work(ROOT, id, 2, FEEDBACK_WORK, "Asked the shop.") == ERR_OK);
	ok(work(ROOT, id, 3, FEEDBACK_DONE, "Taken down.") == ERR_OK);
	ok(work(ROOT, id, 4, FEEDBACK_REJECTED, "x") == ERR_CONFLICT);
	ok(work(ROOT, id, 4, FEEDBACK_WORK, "") == ERR_OK);
	ok(work(ROOT, id, 5, FEEDBACK_REJECTED, "It is theirs.") == ERR_OK);

	fixture_as(&cx, ROOT);
	ok(feedback_history(&cx, id, &h) == ERR_OK && h.count == 6);
	is(h.item[0].note, "It is theirs.");
	ok(h.item[0].from == FEEDBACK_WORK &&
	    h.item[0].to == FEEDBACK_REJECTED);
	is(h.item[0].user, "Root");
	ok(h.item[5].number == 1);
	ok(feedback_counts(&cx, &after) == ERR_OK);
	ok(after.n[FEEDBACK_NEW] == before.n[FEEDBACK_NEW] - 1);
	ok(after.n[FEEDBACK_REJECTED] == before.n[FEEDBACK_REJECTED] + 1);
	fixture_as(&cx, WEN);
	ok(feedback_history(&cx, id, &h) == ERR_OK && h.count == 0);
	ok(feedback_counts(&cx, &after) == ERR_OK);
	ok(after.n[FEEDBACK_NEW] == 0 && after.n[FEEDBACK_REJECTED] == 0);
	ok(count("audit WHERE event = 'updateFeedback'") == 5);
	ok(db_script(&cx, "UPDATE feedback_log SET note = 'x'") != ERR_OK);
	ok(db_script(&cx, "DELETE FROM feedback_log") != ERR_OK);
	ok(db_script(&cx, "DELETE FROM feedback") != ERR_OK);
	ok(db_script(&cx, "UPDATE feedback SET title = 'x'") != ERR_OK);
	err_clear(&cx);
}

/* The table in C and the one in the database are the same. */
static void
test_states_agree(void)
{
	fixture_as(&cx, NOBODY);
	for (int from = 0; from < FEEDBACK__MAX; from++)
		for (int to = 0; to < FEEDBACK__MAX; to++) {
			int64_t n = count(arena_printf(cx.mem,
			    "feedback_transition WHERE from_state = %d"
			    " AND to_state = %d",
			    from, to));

			ok((n == 1) ==
			    (from != to &&
				feedback_follows((enum feedback_state)from,
				    (enum feedback_state)to)));
		}
}

static void
test_lists_page_by_page(void)
{
	struct feedback_filter f = { .type = "", .limit = 2 };
	struct feedback_list l;
	int64_t first = sent(AISHA), second = sent(AISHA), third = sent(AISHA);

	fixture_as(&cx, AISHA);
	ok(feedback_list(&cx, &f, &l) == ERR_OK && l.count == 2);
	ok(l.item[0].id == third && l.item[1].id == second);
	f.before = l.next;
	ok(f.before == second);
	ok(feedback_list(&cx, &f, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].id == first && l.next == 0);

	f = (struct feedback_filter){ .type = "illegal", .limit = 50 };
	ok(feedback_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	ok(work(ROOT, second, 1, FEEDBACK_WORK, "") == ERR_OK);
	fixture_as(&cx, AISHA);
	f = (struct feedback_filter){ .type = FEEDBACK_INFRINGEMENT,
		.states = F(FEEDBACK_WORK),
		.limit = 50 };
	ok(feedback_list(&cx, &f, &l) == ERR_OK && l.count == 1);
	ok(l.item[0].id == second);
}

static void
test_ends_when_its_time_is_over(void)
{
	int64_t done = sent(OSCAR), open = sent(OSCAR), n, bad;
	const int64_t over = FIXTURE_NOW + cx.conf->tickets_feedback_retention;
	struct feedback f;
	const char *of = arena_printf(
	    cx.mem, "attachment WHERE feedback_id = %" PRId64, done);

	ok(work(ROOT, done, 1, FEEDBACK_DONE, "Taken down.") == ERR_OK);
	cx.now = over - 1;
	fixture_as(&cx, NOBODY);
	ok(feedback_purge(&cx) == ERR_OK);
	ok(sees(OSCAR, done));
	of = arena_printf(
	    cx.mem, "attachment WHERE feedback_id = %" PRId64, done);
	ok(count(of) == 2);
	cx.now = over;
	fixture_as(&cx, NOBODY);
	ok(feedback_purge(&cx) == ERR_OK);
	ok(!sees(OSCAR, done) && !sees(ROOT, done));
	ok(sees(OSCAR, open));
	of = arena_printf(
	    cx.mem, "attachment WHERE feedback_id = %" PRId64, done);
	ok(count(of) == 0);
	of = arena_printf(
	    cx.mem, "feedback_log WHERE feedback_id = %" PRId64, done);
	ok(count(of) == 0);
	fixture_as(&cx, OSCAR);
	ok(feedback_get(&cx, open, &f) == ERR_OK && f.nfile == 1);
	ok(count("audit WHERE event = 'purgeFeedback'") >= 1);
	ok(audit_verify(&cx, &n, &bad) == ERR_OK && bad == 0);
	cx.now = FIXTURE_NOW;
	/* Its number is not given again. */
	ok(sent(OSCAR) == open + 1);
}

int
main(void)
{
	fixture_open(&cx);
	test_a_report_is_its_authors_and_the_administrators();
	test_is_for_customers();
	test_its_files_are_bound_for_good();
	test_says_what_is_wrong();
	test_an_administrator_works_on_it();
	test_states_agree();
	test_lists_page_by_page();
	test_ends_when_its_time_is_over();
	test_contact_is_sealed();
	fixture_close(&cx);
	return tap_done();
}
