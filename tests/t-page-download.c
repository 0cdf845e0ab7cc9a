/*
 * Many files at once: what is in the archive, for whom, and what happens to
 * it when a right or a file is gone.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "domain/attachment.h"
#include "domain/link.h"
#include "store/db.h"
#include "tap.h"
#include "web/href.h"

static int64_t id; /* the ticket */
static char file[5][ATTACHMENT_ID_LEN + 1];

/* Of mei's: two files with the ticket, one with priya's answer, one with her
 * note. */
static void
make_ticket(void)
{
	struct files files;
	char desk[64];

	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	attach("截图.png", tiny_png, tiny_png_len);
	attach("截图.png", tiny_png, tiny_png_len);
	submit(MEI, "/tickets", "simple_description", "dark", "severity_id",
	    "general", "agreement", "1", NULL);
	id = atoi(strstr(seen.location, "TS-") + 3);
	snprintf(desk, sizeof(desk), "/agent/tickets/TS-%07d", (int)id);
	get(PRIYA, desk);
	attach("answer.log", "line\n", 5);
	submit(PRIYA, arena_printf(cx.mem, "%s/reply", desk), "content", "so",
	    NULL);
	get(PRIYA, desk);
	attach("secret note.txt", "internal\n", 9);
	submit(PRIYA, arena_printf(cx.mem, "%s/note", desk), "content",
	    "walrus", NULL);
	fixture_as(&cx, PRIYA);
	ok(attachment_list(&cx, id, NULL, 0, &files) == ERR_OK);
	ok(files.count == 4);
	/* The note's comes first; here it is the last. */
	for (size_t i = 0; i < files.count; i++)
		strcpy(file[i], files.item[(i + 1) % 4].id); /* NOLINT */
}

static const char *
ticket_page(void)
{
	return arena_printf(cx.mem, "/tickets/TS-%07d", (int)id);
}

static const char *
zip(const char *query)
{
	static char s[6000];

	snprintf(
	    s, sizeof(s), "/tickets/TS-%07d/attachments.zip%s", (int)id, query);
	return s;
}

/* The names in what was sent, as unzip has them; "" if it is no archive. */
static const char *
names(void)
{
	static char out[4096];
	char path[] = "/tmp/guichet-zip-XXXXXX", command[300];
	FILE *f = fdopen(mkstemp(path), "w"), *p;
	size_t n;

	fwrite(seen.sent, 1, seen.sent_len, f);
	fclose(f);
	snprintf(command, sizeof(command),
	    "unzip -tqq %s >/dev/null && /usr/bin/python3 -c 'import sys, "
	    "zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist(), "
	    "sep=\"|\")' %s",
	    path, path);
	p = popen(arena_printf(cx.mem, "%s 2>/dev/null", command), "r");
	n = fread(out, 1, sizeof(out) - 1, p);
	out[n] = '\0';
	pclose(p);
	remove(path);
	return out;
}

/* What the oracle says of the bundle that was sent: its members, the number
 * of its messages, and those of the words that are in it. */
static const char *
bundle(enum who_is who)
{
	static char out[4096];
	char path[] = "/tmp/guichet-zip-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w"), *p;
	size_t n;

	get(who, arena_printf(cx.mem, "/tickets/TS-%07d/bundle.zip", (int)id));
	ok(seen.rc == ERR_OK && seen.sent_rc == ERR_OK);
	fwrite(seen.sent, 1, seen.sent_len, f);
	fclose(f);
	p = popen(arena_printf(cx.mem,
		      "/usr/bin/python3 %s/tests/bundle-oracle.py %s walrus "
		      "\"secret note\" internal.sup 13800",
		      getenv("srcdir"), path),
	    "r");
	n = fread(out, 1, sizeof(out) - 1, p);
	out[n] = '\0';
	pclose(p);
	remove(path);
	return out;
}

static const char *
ids(int a, int b)
{
	return arena_printf(cx.mem, "?id=%s&id=%s", file[a], file[b]);
}

static void
test_all_files_that_he_may_see(void)
{
	get(MEI, zip(""));
	ok(seen.rc == ERR_OK && seen.status == 200);
	ok(seen.sent_rc == ERR_OK);
	is(seen.rs.type, "application/zip");
	is(names(), "截图.png|截图 (2).png|answer.log\n");
	ok(strstr(seen.rs.file_name, "TS-") == seen.rs.file_name);
	get(AISHA, zip(""));
	is(names(), "截图.png|截图 (2).png|answer.log\n");
	get(SIYUAN, zip(""));
	is(names(), "secret note.txt|截图.png|截图 (2).png|answer.log\n");

	get(OSCAR, zip(""));
	ok(seen.rc == ERR_NOTFOUND && seen.sent_len == 0);
	get(WEN, zip(""));
	ok(seen.rc == ERR_NOTFOUND && seen.sent_len == 0);
	get(NOBODY, zip(""));
	ok(seen.status == 303);
}

/* What would be empty is not offered. */
static void
test_offered_where_there_are_files(void)
{
	get(MEI, arena_printf(cx.mem, "/tickets/TS-%07d", (int)id));
	ok(has("/attachments.zip\"") && has("/attachments/link\""));
	get(MEI,
	    arena_printf(cx.mem, "/tickets/TS-%07d", (int)fixture_ticket(&cx)));
	ok(!has("/attachments.zip\"") && !has("/attachments/link\""));
	ok(has("/bundle.zip\""));
}

static void
test_those_that_he_names(void)
{
	get(MEI, zip(ids(2, 0)));
	is(names(), "answer.log|截图.png\n");
	get(MEI, zip(ids(1, 1)));
	is(names(), "截图.png\n");
	/* Of a note; of nothing; of another ticket. */
	get(MEI, zip(ids(0, 3)));
	ok(seen.rc == ERR_NOTFOUND && seen.sent_len == 0);
	get(PRIYA, zip(ids(0, 3)));
	is(names(), "截图.png|secret note.txt\n");
	get(MEI, zip("?id=00000000000000000000000000000000"));
	ok(seen.rc == ERR_NOTFOUND);
	get(MEI, zip("?id=../../etc/passwd"));
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_a_hundred_at_most(void)
{
	char query[101 * 40] = "?";
	size_t len = 1;

	for (int i = 0; i < 101; i++)
		len += (size_t)snprintf(query + len, sizeof(query) - len,
		    "%sid=%s", i == 0 ? "" : "&", file[0]);
	get(MEI, zip(query));
	ok(seen.rc == ERR_INVALID);
	*strrchr(query, '&') = '\0';
	get(MEI, zip(query));
	ok(seen.rc == ERR_OK);
	is(names(), "截图.png\n");
}

static void
test_a_bundle_holds_what_its_reader_may_see(void)
{
	/* More than one piece of it. */
	for (int i = 0; i < 45; i++) {
		get(MEI, ticket_page());
		submit(MEI, arena_printf(cx.mem, "%s/messages", ticket_page()),
		    "content", "once <b>more</b>", NULL);
		ok(seen.status == 303);
	}
	is(bundle(MEI),
	    "attachments/截图.png|attachments/截图 (2).png|"
	    "attachments/answer.log|thread.html|ticket.json|history.json|"
	    "manifest.json|47\n");
	is(bundle(PRIYA),
	    "attachments/secret note.txt|attachments/截图.png|"
	    "attachments/截图 (2).png|attachments/answer.log|thread.html|"
	    "ticket.json|history.json|manifest.json|47\nwalrus\nsecret note\n");
	get(OSCAR, arena_printf(cx.mem, "%s/bundle.zip", ticket_page()));
	ok(seen.rc == ERR_NOTFOUND && seen.sent_len == 0);
}

static const char *
link_form(void)
{
	return arena_printf(cx.mem, "%s/attachments/link", ticket_page());
}

/* The address that the page of a link shows, less its host. */
static const char *
shown_link(void)
{
	static char s[6000];
	const char *link = strstr(at("Link"), "/links/");

	snprintf(s, sizeof(s), "%s", link == NULL ? "" : link);
	return s;
}

static bool
is_none(enum who_is who, const char *address)
{
	get(who, address);
	return seen.rc == ERR_NOTFOUND && seen.sent_len == 0;
}

static void
test_a_link_is_for_one_and_ends(void)
{
	char page[6000], link[6000];

	get(MEI, ticket_page());
	submit(MEI, link_form(), NULL);
	ok(seen.status == 303 && strncmp(seen.location, "/links/", 7) == 0);
	snprintf(page, sizeof(page), "%s", seen.location);
	get(MEI, page);
	ok(seen.status == 200 && seen.rs.secret);
	ok(strncmp(at("Link"), "http", 4) == 0 && *at("Until") != '\0');
	is(at("File.2.n"), "answer.log");
	is(at("File.3.n"), "");
	snprintf(link, sizeof(link), "%s", shown_link());
	get(MEI, link);
	is(names(), "截图.png|截图 (2).png|answer.log\n");

	/* Who may see the same files, and who may not. */
	ok(is_none(AISHA, link) && is_none(PRIYA, link) && is_none(WEN, link));
	ok(is_none(AISHA, page) && is_none(PRIYA, page));
	get(NOBODY, link);
	ok(seen.status == 303 && strncmp(seen.location, "/login", 6) == 0);

	/* F09: his right ends before the link does. */
	ok(db_script(
	       &cx, "UPDATE users SET disabled_at = 1 WHERE name = 'mei'") ==
	    ERR_OK);
	cx.now += 1;
	get(OSCAR, link);
	ok(seen.rc == ERR_NOTFOUND);
	ok(db_script(&cx, "UPDATE users SET disabled_at = NULL") == ERR_OK);
}

static void
test_no_byte_of_a_link_can_be_changed(void)
{
	const char *token = "";
	char changed[6000];
	struct files files;
	struct link l;
	size_t len, good = 0;

	fixture_as(&cx, MEI);
	ok(link_make(&cx, id, NULL, 0, &token) == ERR_OK);
	ok(link_follow(&cx, token, &l, &files) == ERR_OK && l.n == 3);
	len = strlen(token);
	for (size_t i = 0; i < len; i++) {
		for (const char *c = "Aa0-_."; *c != '\0'; c++) {
			snprintf(changed, sizeof(changed), "%s", token);
			if (changed[i] == *c)
				continue;
			changed[i] = *c;
			good += link_follow(&cx, changed, &l, &files) == ERR_OK;
			err_clear(&cx);
		}
		snprintf(changed, sizeof(changed), "%.*s", (int)i, token);
		good += link_follow(&cx, changed, &l, &files) == ERR_OK;
		err_clear(&cx);
	}
	ok(good == 0);
	snprintf(changed, sizeof(changed), "%sA", token);
	ok(link_follow(&cx, changed, &l, &files) == ERR_NOTFOUND);
	err_clear(&cx);

	cx.now += 15 * 60 - 1;
	ok(link_follow(&cx, token, &l, &files) == ERR_OK);
	cx.now += 1;
	ok(link_follow(&cx, token, &l, &files) == ERR_NOTFOUND);
	err_clear(&cx);
	cx.now -= 15 * 60;
	ok(db_script(
	       &cx, "UPDATE users SET disabled_at = 1 WHERE name = 'mei'") ==
	    ERR_OK);
	ok(link_follow(&cx, token, &l, &files) == ERR_NOTFOUND);
	err_clear(&cx);
	ok(db_script(&cx, "UPDATE users SET disabled_at = NULL") == ERR_OK);
	ok(link_follow(&cx, token, &l, &files) == ERR_OK);
}

static void
test_a_link_to_one_file(void)
{
	const char *form = arena_printf(
	    cx.mem, "/attachments/%s/link", file[2]);
	char link[6000];

	insist(MEI, form, NULL);
	ok(seen.status == 303);
	get(MEI, seen.location);
	snprintf(link, sizeof(link), "%s", shown_link());
	ok(strstr(link, "/answer.log") != NULL);
	get(MEI, link);
	ok(seen.rc == ERR_OK && seen.rs.file != NULL);
	is(seen.rs.file_name, "answer.log");
	ok(!seen.rs.file_inline);
	*strrchr(link, '/') = '\0';
	ok(is_none(MEI, arena_printf(cx.mem, "%s/other.log", link)));
	/* Nor are links made of what one may not see. */
	insist(
	    WEN, arena_printf(cx.mem, "/attachments/%s/link", file[2]), NULL);
	ok(seen.rc == ERR_NOTFOUND);
	insist(
	    MEI, arena_printf(cx.mem, "/attachments/%s/link", file[3]), NULL);
	ok(seen.rc == ERR_NOTFOUND);
	insist(MEI, link_form(), "revision", "1", "id", file[0], "id", file[3],
	    NULL);
	ok(seen.rc == ERR_NOTFOUND);
	insist(OSCAR, link_form(), "revision", "1", NULL);
	ok(seen.rc == ERR_NOTFOUND);
	insist(PRIYA, link_form(), "revision", "1", "id", file[3], NULL);
	ok(seen.status == 303);
}

static int pieces;

static void
disable_him(void)
{
	if (++pieces == 2 &&
	    db_script(
		&cx, "UPDATE users SET disabled_at = 1 WHERE name = 'mei'") !=
		ERR_OK)
		abort();
}

static void
test_a_right_that_ends_ends_the_archive(void)
{
	size_t whole;

	get(MEI, zip(""));
	whole = seen.sent_len;
	between_pieces = disable_him;
	get(MEI, zip(""));
	between_pieces = NULL;
	ok(pieces == 3 && seen.sent_rc == ERR_NOTFOUND);
	ok(seen.sent_len > 0 && seen.sent_len < whole);
	is(names(), "");
	ok(db_script(&cx, "UPDATE users SET disabled_at = NULL") == ERR_OK);
}

static void
test_a_file_that_is_gone_ends_the_archive(void)
{
	char command[300];

	snprintf(command, sizeof(command), "rm -rf %s/*", cx.conf->blob_dir);
	ok(system(command) == 0);
	get(MEI, zip(""));
	ok(seen.sent_rc == ERR_FAULT);
	is(names(), "");
}

int
main(void)
{
	browser_open();
	make_ticket();
	test_all_files_that_he_may_see();
	test_offered_where_there_are_files();
	test_those_that_he_names();
	test_a_hundred_at_most();
	test_a_bundle_holds_what_its_reader_may_see();
	test_a_link_is_for_one_and_ends();
	test_no_byte_of_a_link_can_be_changed();
	test_a_link_to_one_file();
	test_a_right_that_ends_ends_the_archive();
	test_a_file_that_is_gone_ends_the_archive();
	browser_close();
	return tap_done();
}
