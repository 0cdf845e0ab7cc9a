/*
 * t-page-job.c - the jobs process, as an administrator sees it; and the
 * health of the installation.
 */
#include "browser.h"

#include <string.h>
#include <sys/stat.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/health.h"
#include "domain/job.h"
#include "jobs/kinds.h"
#include "tap.h"
#include "view/view.h"

static struct jobs jobs;

/* The jobs process, one round. */
static void
work(void)
{
	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	jobs_run_due(&cx, &jobs);
}

static void
job(const char *kind, struct job *out)
{
	struct job_list l;

	*out = (struct job){ .kind = "" };
	fixture_as(&cx, ROOT);
	ok(job_list(&cx, &l) == ERR_OK);
	for (size_t i = 0; i < l.count; i++)
		if (strcmp(l.item[i].kind, kind) == 0)
			*out = l.item[i];
}

static void
test_each_kind_is_noted(void)
{
	struct job_list l;

	work();
	fixture_as(&cx, ROOT);
	ok(job_list(&cx, &l) == ERR_OK && l.count == njob_kinds);
	for (size_t i = 0; i < l.count; i++) {
		ok(l.item[i].started_at == cx.now);
		ok(l.item[i].next_at == cx.now + l.item[i].every);
		/* And has a name in both languages. */
		for (cx.lang = 0; cx.lang < LANG__MAX; cx.lang++)
			ok(*lang_text(&cx, "Job", l.item[i].kind) != '\0');
		cx.lang = LANG_EN;
	}
}

static void
test_they_are_for_administrators(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	struct job_list l;
	struct job j;

	for (size_t i = 0; i < NELEM(others); i++) {
		fixture_as(&cx, others[i]);
		ok(job_list(&cx, &l) == ERR_OK && l.count == 0);
		ok(job_want(&cx, "sweep") == ERR_NOTFOUND);
	}
	job("sweep", &j);
	ok(j.wanted_at == 0);
	get(YATING, "/admin/jobs");
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin/health");
	ok(seen.rc == ERR_NOTFOUND);
	post(YATING, "/admin/jobs/sweep", NULL);
	ok(seen.rc == ERR_DENIED);
}

static void
test_now(void)
{
	struct audit_list l;
	struct job j;
	int64_t before;

	job("sweep", &j);
	before = j.started_at;
	cx.now += 3;
	work();
	job("sweep", &j);
	ok(j.started_at == before);
	get(ROOT, "/admin/jobs");
	ok(seen.status == 200);
	is(at("Idle"), "");
	submit(ROOT, "/admin/jobs/sweep", NULL);
	is(seen.location, "/admin/jobs?done=job_wanted");
	get(ROOT, "/admin/jobs");
	ok(has("root"));
	job("sweep", &j);
	is(j.wanted_by, "root");
	cx.now++;
	work();
	job("sweep", &j);
	ok(j.started_at == cx.now && j.wanted_at == 0);
	fixture_as(&cx, ROOT);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "runJob" }, 5,
	       &l) == ERR_OK &&
	    l.count == 1);
	is(l.row[0].resource_id, "sweep");
	get(ROOT, "/admin/jobs");
	submit(ROOT, "/admin/jobs/sweep", NULL);
	post(ROOT, "/admin/jobs/none", NULL);
	ok(seen.rc != ERR_OK);
}

static void
test_what_failed_says_why(void)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;
	const char *dir = conf->tmp_dir;
	struct job j;

	conf->tmp_dir = "/nowhere/at/all";
	cx.now += 1000;
	work();
	conf->tmp_dir = dir;
	job("sweep", &j);
	ok(*j.why != '\0');
	get(ROOT, "/admin/jobs");
	ok(has("failed"));
	cx.now += 1000;
	work();
	job("sweep", &j);
	is(j.why, "");
}

static void
test_the_process_is_missed(void)
{
	cx.now += 1000;
	get(ROOT, "/admin/jobs");
	is(at("Idle"), "1");
	get(ROOT, "/admin/health");
	ok(has("guichet jobs"));
	work();
	get(ROOT, "/admin/jobs");
	is(at("Idle"), "");
}

static const char *
check(const char *name)
{
	static char path[32];

	for (int i = 0; i < HEALTH_MAX; i++) {
		snprintf(path, sizeof(path), "Check.%d", i);
		if (strcmp(at(path), name) != 0)
			continue;
		snprintf(path, sizeof(path), "Check.%d.ok", i);
		return at(path);
	}
	return "none";
}

static void
put_key(const char *name, mode_t mode)
{
	const char *path = arena_printf(
	    cx.mem, "%s/%s", cx.conf->paths_data, name);
	FILE *f = fopen(path, "w");

	ok(f != NULL && fclose(f) == 0 && chmod(path, mode) == 0);
}

static void
test_health(void)
{
	get(ROOT, "/admin/health");
	ok(seen.status == 200);
	is(check("database"), "1");
	is(check("jobs"), "1");
	is(check("wal"), "1");
	is(check("clock"), "1");
	is(check("keys"), ""); /* there are none */
	put_key("secret.key", 0600);
	put_key("vault.key", 0644);
	get(ROOT, "/admin/health");
	is(check("keys"), ""); /* others can read one */
	put_key("vault.key", 0600);
	get(ROOT, "/admin/health");
	is(check("keys"), "1");
	cx.now -= 100000;
	get(ROOT, "/admin/health");
	is(check("clock"), "");
	ok(has("set the time"));
	cx.now += 100000;
}

int
main(void)
{
	browser_open();
	test_each_kind_is_noted();
	test_they_are_for_administrators();
	test_now();
	test_what_failed_says_why();
	test_the_process_is_missed();
	test_health();
	browser_close();
	return tap_done();
}
