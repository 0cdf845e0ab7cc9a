/*
 * The virus scan as people meet it: what each mode shows and sends (E19),
 * and what becomes of a file in which something is found.
 */
#include "browser.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "clamd-double.h"
#include "domain/audit.h"
#include "domain/scan.h"
#include "domain/ticket.h"
#include "domain/upkeep.h"
#include "store/blob.h"
#include "store/db.h"
#include "tap.h"

static struct conf *conf;
static char href[200];

static void
work(void)
{
	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	cx.request_id = "jobs";
	ok(scan_some(&cx) == ERR_OK);
}

/* Later, when a scanner that failed is asked again. */
static void
work_later(int64_t seconds)
{
	cx.now += seconds;
	work();
}

static const char *
address(int64_t id, const char *act)
{
	return arena_printf(cx.mem, "/tickets/" TICKET_NAME_FMT "%s", id, act);
}

static void
send(int64_t id, const char *name, const char *bytes)
{
	get(MEI, address(id, ""));
	attach(name, bytes, strlen(bytes));
	submit(MEI, address(id, "/messages"), "content", "See this.", NULL);
	ok(seen.status == 303);
	get(MEI, address(id, ""));
	snprintf(href, sizeof(href), "%s", at("Thread.1.F.0.h"));
}

/* A ticket with one file; *out is what its address would be. */
static int64_t
with_file(const char *name, const char *bytes)
{
	const int mode = conf->scan_mode;
	int64_t id = fixture_ticket(&cx);

	conf->scan_mode = CONF_SCAN_OFF;
	send(id, name, bytes);
	conf->scan_mode = mode;
	ok(*href != '\0');
	get(MEI, address(id, ""));
	return id;
}

static const char *
blob(const char *bytes)
{
	unsigned char hash[HASH_LEN];
	char hex[HEX_LEN];

	sha256(bytes, strlen(bytes), hash);
	crypto_hex(hash, sizeof(hash), hex);
	return arena_printf(
	    cx.mem, "%s/%s", conf->blob_dir, blob_path(cx.mem, hex));
}

static void
test_off_shows_nothing(void)
{
	conf->scan_mode = CONF_SCAN_OFF;
	with_file("plain.txt", "Some words of no weight.\n");
	is(at("Thread.1.F.0.sc"), "");
	get(PRIYA, href);
	ok(seen.status == 200 && seen.rs.file != NULL);
	work();
	ok(double_asked() == 0);
}

static void
test_required_waits_for_the_verdict(void)
{
	int64_t id;

	conf->scan_mode = CONF_SCAN_REQUIRED;
	id = with_file("wait.txt", "Please wait for the verdict.\n");
	is(at("Thread.1.F.0.sc"), "pending");
	is(at("Thread.1.F.0.h"), "");
	ok(has("Being checked for viruses"));
	ok(!has(href));
	get(MEI, href);
	ok(seen.rc == ERR_CONFLICT);
	is(seen.say, "file_pending");
	get(PRIYA, href);
	ok(seen.rc == ERR_CONFLICT);
	/* It says no more to who may not see it. */
	get(WEN, href);
	ok(seen.rc == ERR_NOTFOUND);
	work();
	get(MEI, address(id, ""));
	is(at("Thread.1.F.0.sc"), "");
	ok(has(href));
	get(MEI, href);
	ok(seen.status == 200 && seen.rs.file != NULL);
}

/* E22: a quick verdict would tell that somebody has sent the same before. */
static void
test_the_same_bytes_wait_again(void)
{
	with_file("again.txt", "Please wait for the verdict.\n");
	is(at("Thread.1.F.0.sc"), "pending");
	double_asked();
	work();
	ok(double_asked() == 1);
}

static void
test_many_of_the_same_are_asked_for_once(void)
{
	with_file("one.txt", "All of us are the same.\n");
	with_file("two.txt", "All of us are the same.\n");
	double_asked();
	work();
	ok(double_asked() == 1);
	get(MEI, href);
	ok(seen.status == 200);
}

/* Each way in which there is no verdict, with each mode. */
static void
test_no_verdict(void)
{
	static const enum doubling ways[] = { DOUBLE_STOPPED, DOUBLE_STALLS,
		DOUBLE_ERROR, DOUBLE_HALF, DOUBLE_CLOSES };
	char text[40];

	for (size_t i = 0; i < NELEM(ways); i++) {
		double_be(ways[i]);
		cx.now += 1000;
		snprintf(text, sizeof(text), "Without a verdict %zu\n", i);
		conf->scan_mode = CONF_SCAN_REQUIRED;
		with_file("none.txt", text);
		work();
		get(MEI, href);
		ok(seen.rc == ERR_CONFLICT);
		for (int n = 0; n < 8; n++)
			work_later(400);
		get(MEI, href);
		ok(seen.rc == ERR_CONFLICT); /* not ever */
		conf->scan_mode = CONF_SCAN_BEST_EFFORT;
		get(MEI, href);
		ok(seen.status == 200);
		double_be(DOUBLE_WELL);
		for (int n = 0; n < 3; n++)
			work_later(4000);
		conf->scan_mode = CONF_SCAN_REQUIRED;
		get(MEI, href);
		ok(seen.status == 200); /* it came back */
	}
}

static void
test_best_effort_waits_for_a_while(void)
{
	int64_t id;

	conf->scan_mode = CONF_SCAN_BEST_EFFORT;
	cx.now += 1000;
	double_be(DOUBLE_STOPPED);
	id = with_file("late.txt", "Best effort is not much.\n");
	is(at("Thread.1.F.0.sc"), "pending");
	get(MEI, href);
	ok(seen.rc == ERR_CONFLICT);
	work_later(conf->scan_patience);
	get(MEI, address(id, ""));
	is(at("Thread.1.F.0.sc"), "unscanned");
	ok(has("Not checked for viruses: open it with care"));
	ok(has(href));
	get(MEI, href);
	ok(seen.status == 200);
	double_be(DOUBLE_WELL);
	work_later(100);
	get(MEI, address(id, ""));
	is(at("Thread.1.F.0.sc"), "");
}

/* Larger than clamd looks at whole: not clean. */
static void
test_too_large_is_unscanned(void)
{
	const int64_t max = conf->scan_max_size;
	int64_t id;

	conf->scan_mode = CONF_SCAN_REQUIRED;
	conf->scan_max_size = 10;
	id = with_file("large.txt", "More than ten bytes.\n");
	double_asked();
	work();
	ok(double_asked() == 0);
	conf->scan_max_size = max;
	get(MEI, address(id, ""));
	is(at("Thread.1.F.0.sc"), "held");
	ok(has("so it is kept back"));
	get(MEI, href);
	is(seen.say, "file_held");
	double_be(DOUBLE_ALERT);
	id = with_file("alert.txt", "Heuristics say too large.\n");
	work();
	get(MEI, address(id, ""));
	is(at("Thread.1.F.0.sc"), "held");
	double_be(DOUBLE_WELL);
}

static const char virus[] = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE, more or "
			    "less.\n";

static void
test_what_is_infected_is_removed(void)
{
	struct audit_list l;
	int64_t one, two;
	int64_t n = 0;
	struct query *q;

	conf->scan_mode = CONF_SCAN_REQUIRED;
	one = with_file("one.txt", virus);
	two = with_file("two.txt", virus);
	ok(access(blob(virus), F_OK) == 0);
	work();
	for (int mode = CONF_SCAN_OFF; mode <= CONF_SCAN_REQUIRED; mode++) {
		conf->scan_mode = mode;
		get(MEI, href);
		ok(seen.rc == ERR_CONFLICT);
		is(seen.say, "file_infected");
		get(PRIYA, href);
		is(seen.say, "file_infected");
		get(MEI, address(one, ""));
		is(at("Thread.1.F.0.sc"), "infected");
		is(at("Thread.1.F.0.n"), "one.txt");
		ok(!has("/one.txt\""));
		ok(has("removed a file with a virus"));
		is(at("Thread.2.x"), "one.txt");
	}
	get(PRIYA,
	    arena_printf(cx.mem,
		"/agent"
		"%s",
		address(two, "")));
	ok(has("Removed: the virus check found something"));
	is(at("Thread.2.x"), "two.txt");

	fixture_as(&cx, ROOT);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "fileInfected" }, 5,
	       &l) == ERR_OK);
	ok(l.count == 2);
	is(l.row[0].rating, "incident");
	ok(strstr(l.row[0].detail, "txt: Eicar-Signature, by mei") != NULL);

	/* Nothing that checks what is stored misses them. */
	q = db_query(&cx, SQL_FILE_ALL);
	db_bind_text(q, 1, "");
	while (db_next(q))
		n++;
	ok(db_done(q) == ERR_OK && n > 5);
	q = db_query(&cx, SQL_COUNTS_CHECK);
	ok(db_next(q) && db_int(q, 0) == 0);
	ok(db_done(q) == ERR_OK);
}

static void
test_the_same_virus_comes_again(void)
{
	conf->scan_mode = CONF_SCAN_BEST_EFFORT;
	with_file("three.txt", virus);
	ok(access(blob(virus), F_OK) == 0);
	/* Between the two the bytes are gone: a sweep was there. */
	unlink(blob(virus));
	double_asked();
	work();
	ok(double_asked() == 0);
	get(MEI, href);
	is(seen.say, "file_infected");
}

static void
test_quarantine_ends(void)
{
	with_file("four.txt", virus);
	work();
	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	ok(scan_sweep(&cx) == ERR_OK);
	ok(access(blob(virus), F_OK) == 0);
	cx.now += conf->scan_quarantine;
	ok(scan_sweep(&cx) == ERR_OK);
	ok(access(blob(virus), F_OK) == -1);
}

/* A form that came back, with a file in which something was found before
 * it is sent again. */
static void
test_a_form_loses_an_infected_file(void)
{
	int64_t id = fixture_ticket(&cx);
	const char *page;

	conf->scan_mode = CONF_SCAN_REQUIRED;
	get(MEI, address(id, ""));
	attach("form.txt", virus, strlen(virus));
	attach("wrong.png", "no picture", 10);
	submit(MEI, address(id, "/messages"), "content", "With two.", NULL);
	ok(seen.status == 422);
	ok(has("form.txt") && has("Being checked for viruses"));
	ok(strlen(at("C.messages.Kept.0.id")) == 32);
	page = keep_page();
	work();
	back_to(page);
	submit(MEI, address(id, "/messages"), "content", "With two.", NULL);
	ok(seen.status == 422);
	ok(has("The virus check found something in “form.txt” and removed "
	       "it."));
	ok(has("With two."));
	is(at("C.messages.Kept.0.id"), "");
	submit(MEI, address(id, "/messages"), "content", "With none.", NULL);
	ok(seen.status == 303);
}

static void
test_new_signatures_look_again(void)
{
	double_be(DOUBLE_WELL);
	work_later(1000);
	with_file("week.txt", "Clean until Tuesday.\n");
	work();
	double_asked();
	double_be(DOUBLE_NEWER);
	work_later(1000);
	ok(double_asked() > 0);
	get(MEI, href);
	ok(seen.status == 200);
	double_be(DOUBLE_WELL);
}

static void
test_health_tells(void)
{
	conf->scan_mode = CONF_SCAN_OFF;
	get(ROOT, "/admin/health");
	ok(!has("Virus scanner"));
	conf->scan_mode = CONF_SCAN_REQUIRED;
	double_be(DOUBLE_STOPPED);
	with_file("health.txt", "Somebody waits for this.\n");
	work_later(1000);
	get(ROOT, "/admin/health");
	is(at("Scan.waiting"), "1");
	is(at("Scan.why"), "no answer in time");
	ok(has("see whether clamd runs"));
	double_be(DOUBLE_WELL);
	work_later(1000);
	get(ROOT, "/admin/health");
	is(at("Scan.waiting"), "0");
	is(at("Scan.version"), "ClamAV 1.4.6/1/Mon");
	ok(!has("see whether clamd runs"));
}

int
main(void)
{
	struct arena *kept = arena_new();

	browser_open();
	conf = (struct conf *)(uintptr_t)cx.conf;
	conf->scan_timeout = 1;
	conf->scan_socket = arena_printf(
	    kept, "%s/clamd.ctl", conf->paths_data);
	double_start(conf->scan_socket);
	test_off_shows_nothing();
	test_required_waits_for_the_verdict();
	test_the_same_bytes_wait_again();
	test_many_of_the_same_are_asked_for_once();
	test_no_verdict();
	test_best_effort_waits_for_a_while();
	test_too_large_is_unscanned();
	test_what_is_infected_is_removed();
	test_the_same_virus_comes_again();
	test_quarantine_ends();
	test_a_form_loses_an_infected_file();
	test_new_signatures_look_again();
	test_health_tells();
	double_stop();
	browser_close();
	arena_free(kept);
	return tap_done();
}
