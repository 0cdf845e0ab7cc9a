/*
 * help.c - /help: what the portal allows, when somebody is there, and what
 * each severity promises
 */
#include "base/conf.h"
#include "domain/act.h"
#include "domain/calendar.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"

/* From Monday on; days on which nobody works are left out. */
static enum err
put_hours(struct ctx *cx, struct model *m)
{
	struct calendar c;
	enum err rc;

	rc = calendar_get(cx, &c);
	if (rc != ERR_OK || !calendar_works(&c))
		return rc;
	for (int i = 1; i <= 7; i++) {
		const struct work_day *day = &c.week[i % 7];
		struct model *row;

		if (day->n == 0)
			continue;
		row = model_row(model_at(m, "Hours"));
		model_text(row, "day", time_weekday(cx, i % 7));
		model_text(row, "h", work_day_words(cx->mem, day));
	}
	model_text(m, "HoursZone",
	    *c.zone != '\0' ? c.zone : cx->conf->site_time_zone);
	return ERR_OK;
}

static enum err
put_promises(struct ctx *cx, struct model *list)
{
	struct promises p;
	enum err rc;

	rc = calendar_promises(cx, &p);
	for (size_t i = 0; rc == ERR_OK && i < p.count; i++) {
		const struct promise *r = &p.item[i];
		struct model *row = model_row(list);

		model_text(row, "name", r->name);
		model_text(row, "first", duration_words(cx, r->first_response));
		model_text(row, "solve", duration_words(cx, r->resolution));
		model_flag(row, "on", r->around_the_clock);
	}
	return rc;
}

/* What the reader and his account have uploaded today, and what is left. */
static enum err
put_use(struct ctx *cx, struct model *m)
{
	int64_t account, own;
	enum err rc;

	rc = files_limits(cx, "", 0, m);
	if (rc == ERR_OK)
		rc = attachment_used(cx, &account, &own);
	if (rc != ERR_OK)
		return rc;
	model_text(m, "Use.own", size_words(cx, own));
	model_text(
	    m, "Use.ownMax", size_words(cx, cx->conf->uploads_user_volume));
	if (is_staff(cx))
		return ERR_OK;
	model_text(m, "Use.all", size_words(cx, account));
	model_text(
	    m, "Use.allMax", size_words(cx, cx->conf->uploads_daily_volume));
	return ERR_OK;
}

static enum err
read_help(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "help.cs");
	if (rc == ERR_OK)
		rc = put_hours(cx, rs->model);
	if (rc == ERR_OK)
		rc = put_promises(cx, model_at(rs->model, "Promise"));
	if (rc == ERR_OK && rq->session != NULL)
		rc = put_use(cx, rs->model);
	rs->etag = true;
	return rc;
}

enum err
page_help(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_help(cx, rq, rs)) : rc;
}
