/*
 * job.c - /admin/jobs and /admin/health: what works behind the pages.
 */
#include <string.h>

#include "domain/act.h"
#include "domain/health.h"
#include "domain/job.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

#define BASE "/admin/jobs"

static void
put_job(struct ctx *cx, const struct req *rq, struct model *row,
    const struct job *j)
{
	const char *run = href_path(
	    cx->mem, arena_printf(cx->mem, BASE "/%s", j->kind));
	const int64_t left = j->next_at - cx->now;
	const struct slot span = { "span", duration_words(cx, left) };

	model_text(row, "kind", j->kind);
	model_text(row, "every", duration_words(cx, j->every));
	model_time(cx, row, "at", j->started_at);
	model_int(row, "took", j->took_ms);
	model_text(row, "next",
	    left > 0 ? lang_fill(cx, lang_text(cx, "Fmt", "In"), &span, 1)
		     : lang_text(cx, "Fmt", "AtOnce"));
	if (*j->why != '\0')
		model_text(row, "why", j->why);
	model_flag(row, "wanted", j->wanted_at != 0);
	model_text(row, "by", j->wanted_by);
	model_text(row, "key", form_key(cx, rq->session, run, 0));
}

static enum err
read_jobs(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct health h;
	struct job_list list;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/jobs.cs");
	if (rc == ERR_OK)
		rc = job_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < list.count; i++)
		put_job(cx, rq, model_row(model_at(rs->model, "Job")),
		    &list.item[i]);
	health_read(cx, &h);
	for (size_t i = 0; i < h.count; i++)
		model_flag(rs->model, "Idle",
		    h.row[i].name[0] == 'j' && !h.row[i].good);
	return ERR_OK;
}

enum err
page_jobs(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_jobs(cx, rq, rs)) : rc;
}

enum err
page_job_run(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = job_want(cx, rq->arg[0]);

	if (rc == ERR_OK)
		resp_redirect(rs, BASE "?done=job_wanted");
	return rc;
}

/* Health ------------------------------------------------------------------- */

static void
put_scan(struct ctx *cx, struct model *m, const struct health_figures *f)
{
	model_flag(m, "on", true);
	model_text(m, "version", f->scanner->version);
	model_text(m, "why", f->scanner->why);
	model_int(m, "waiting", f->scan.waiting);
	if (f->scan.oldest != 0)
		model_time(cx, m, "oldest", f->scan.oldest);
	model_int(m, "unscanned", f->scan.unscanned);
	model_int(m, "infected", f->scan.infected);
}

static void
put_figures(struct ctx *cx, struct model *m, const struct health_figures *f)
{
	const struct {
		const char *name;
		int64_t size;
	} sizes[] = {
		{ "database", f->database },
		{ "wal", f->wal },
		{ "disk", f->disk_free },
	};

	for (size_t i = 0; i < NELEM(sizes); i++)
		if (sizes[i].size >= 0)
			model_put(
			    model_node(m, sizes[i].name, strlen(sizes[i].name)),
			    size_words(cx, sizes[i].size));
	model_int(m, "schema", f->schema);
	model_time(cx, m, "jobs", f->probe_at);
	if (f->scrubbed_at != 0)
		model_time(cx, m, "scrub", f->scrubbed_at);
	model_text(m, "clock", time_full(cx, cx->now));
	if (f->fence != NULL)
		model_text(m, "fence", f->fence);
}

static enum err
read_health(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct health_figures f;
	struct health h;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/health.cs");
	if (rc != ERR_OK)
		return rc;
	health_read(cx, &h);
	health_more(cx, &h, &f);
	for (size_t i = 0; i < h.count; i++) {
		struct model *row = model_row(model_at(rs->model, "Check"));

		model_put(row, h.row[i].name);
		model_flag(row, "ok", h.row[i].good);
	}
	put_figures(cx, model_at(rs->model, "Figure"), &f);
	if (f.scanner != NULL)
		put_scan(cx, model_at(rs->model, "Scan"), &f);
	model_text(rs->model, "Sys.version", PACKAGE_VERSION);
	return ERR_OK;
}

enum err
page_health(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_health(cx, rq, rs)) : rc;
}
