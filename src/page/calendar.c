/*
 * calendar.c - /admin/calendar: the hours by which clocks run
 */
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/calendar.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

struct hours {
	const char *zone;
	const char *hours_0, *hours_1, *hours_2, *hours_3, *hours_4, *hours_5,
	    *hours_6;
	struct values around;
};

#define HOURS(n) FIELD(hours, hours_##n, LINE, 0, 60, "hours_invalid")
static const struct field hours_fields[] = {
	FIELD(hours, zone, LINE, 0, 64, "zone_unknown"),
	HOURS(0),
	HOURS(1),
	HOURS(2),
	HOURS(3),
	HOURS(4),
	HOURS(5),
	HOURS(6),
	FIELD(hours, around, 0, 0, 100, NULL),
};
const struct schema calendar_schema = { hours_fields, NELEM(hours_fields),
	false };

struct day {
	const char *day, *hours, *name;
};

static const struct field day_fields[] = {
	FIELD(day, day, LINE | REQUIRED, 0, 10, "date_invalid"),
	FIELD(day, hours, LINE, 0, 60, "day_hours_invalid"),
	FIELD(day, name, LINE, 0, 64, NULL),
};
const struct schema calendar_day_schema = { day_fields, NELEM(day_fields),
	false };

/* A form that came back: either of the two, or neither. */
struct again {
	const struct form *hours, *day;
	const struct values *around; /* of hours */
};

static bool
is_chosen(const struct values *v, const char *id)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->value[i], id) == 0)
			return true;
	return false;
}

static enum err
put_promises(struct ctx *cx, struct model *list, const struct values *around)
{
	struct promises p;
	enum err rc;

	rc = calendar_promises(cx, &p);
	for (size_t i = 0; rc == ERR_OK && i < p.count; i++) {
		const struct promise *r = &p.item[i];
		struct model *row = model_row(list);
		bool on = around != NULL ? is_chosen(around, r->id)
					 : r->around_the_clock;

		model_text(row, "id", r->id);
		model_text(row, "name", r->name);
		model_text(row, "first", duration_words(cx, r->first_response));
		model_text(
		    row, "next", duration_words(cx, 2 * r->first_response));
		model_text(row, "solve", duration_words(cx, r->resolution));
		model_flag(row, "on", on);
	}
	return rc;
}

static void
put_stored(struct ctx *cx, struct model *m, const struct calendar *c)
{
	static const char *const at[7] = { "hours_0.v", "hours_1.v",
		"hours_2.v", "hours_3.v", "hours_4.v", "hours_5.v",
		"hours_6.v" };

	model_text(m, "zone.v", c->zone);
	for (int i = 0; i < 7; i++)
		model_put(model_node(m, at[i], strlen(at[i])),
		    work_day_words(cx->mem, &c->week[i]));
}

/* As it stands in the address of the form that removes it: 20261225. */
static const char *
day_number(struct ctx *cx, int64_t day)
{
	const char *s = work_date_words(cx->mem, day);

	return arena_printf(cx->mem, "%.4s%.2s%.2s", s, s + 5, s + 8);
}

static void
put_days(struct ctx *cx, const struct session *se, struct model *list,
    const struct calendar *c)
{
	for (size_t i = 0; i < c->nexception; i++) {
		const struct work_exception *x = &c->exception[i];
		struct model *row = model_row(list);

		model_text(row, "day", work_date_words(cx->mem, x->day));
		/* 1970-01-01 was a Thursday. */
		model_text(
		    row, "wd", time_weekday(cx, (int)((x->day + 4) % 7)));
		if (x->hours.n > 0)
			model_text(
			    row, "hours", work_day_words(cx->mem, &x->hours));
		if (*x->name != '\0')
			model_text(row, "name", x->name);
		model_text(row, "n", day_number(cx, x->day));
		model_text(row, "Key",
		    form_key(cx, se,
			arena_printf(cx->mem, "/admin/calendar/days/%s/delete",
			    day_number(cx, x->day)),
			0));
	}
}

static enum err
show(struct ctx *cx, const struct req *rq, const struct again *back,
    struct resp *rs)
{
	struct calendar c;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/calendar.cs");
	if (rc == ERR_OK)
		rc = calendar_get(cx, &c);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	if (back->hours != NULL)
		model_put_form(cx, m, model_at(m, "F"), back->hours, NULL, 0);
	else
		put_stored(cx, model_at(m, "F"), &c);
	if (back->day != NULL)
		model_put_form(cx, m, model_at(m, "D"), back->day, NULL, 0);
	page_zones(model_at(m, "Zone"));
	for (int i = 0; i < 7; i++)
		model_put(model_row(model_at(m, "Wd")), time_weekday(cx, i));
	model_text(m, "SiteZone", cx->conf->site_time_zone);
	model_text(m, "Key", form_key(cx, rq->session, "/admin/calendar", 0));
	model_text(
	    m, "DayKey", form_key(cx, rq->session, "/admin/calendar/days", 0));
	put_days(cx, rq->session, model_at(m, "Day"), &c);
	return put_promises(cx, model_at(m, "Promise"), back->around);
}

enum err
page_calendar(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct again none = { NULL, NULL, NULL };
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, show(cx, rq, &none, rs)) : rc;
}

static enum err
show_again(struct ctx *cx, const struct req *rq, const struct again *back,
    enum err why, struct resp *rs)
{
	const struct form *f = back->hours != NULL ? back->hours : back->day;
	enum err rc;

	rs->status = form_status(f, why);
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, show(cx, rq, back, rs)) : rc;
}

static enum err
save(struct ctx *cx, const struct hours *in)
{
	const struct calendar_new c = {
		.zone = in->zone,
		.hours = { in->hours_0, in->hours_1, in->hours_2, in->hours_3,
		    in->hours_4, in->hours_5, in->hours_6 },
		.around = in->around.value,
		.naround = in->around.count,
	};

	return calendar_put(cx, &c);
}

enum err
page_calendar_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct hours in;
	struct form f;
	const struct again back = { &f, NULL, &in.around };
	char field[16] = "";
	const char *say;
	int64_t n;
	enum err rc = ERR_OK;

	if (!form_read(cx, &f, &calendar_schema, rq, &in))
		return show_again(cx, rq, &back, rc, rs);
	rc = save(cx, &in);
	if (rc == ERR_OK) {
		resp_redirect(
		    rs, href_done(cx->mem, "/admin/calendar", "saved"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	if (strcmp(say, "hours_invalid") == 0)
		snprintf(field, sizeof(field), "hours_%d", (int)n);
	else if (strcmp(say, "hours_none") == 0)
		snprintf(field, sizeof(field), "hours_1");
	else if (strcmp(say, "zone_unknown") == 0)
		snprintf(field, sizeof(field), "zone");
	form_complain(&f, field, say, n);
	return show_again(cx, rq, &back, rc, rs);
}

enum err
page_calendar_day(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct form f;
	const struct again back = { NULL, &f, NULL };
	const char *say;
	struct day in;
	int64_t n;
	enum err rc = ERR_OK;

	if (!form_read(cx, &f, &calendar_day_schema, rq, &in))
		return show_again(cx, rq, &back, rc, rs);
	rc = calendar_day_put(cx, in.day, in.hours, in.name);
	if (rc == ERR_OK) {
		resp_redirect(
		    rs, href_done(cx->mem, "/admin/calendar", "saved"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f,
	    strcmp(say, "date_invalid") == 0            ? "day"
		: strcmp(say, "day_hours_invalid") == 0 ? "hours"
							: "",
	    say, n);
	return show_again(cx, rq, &back, rc, rs);
}

enum err
page_calendar_drop(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t n = req_id(rq, 0);
	enum err rc;

	rc = calendar_day_drop(cx,
	    arena_printf(cx->mem, "%04d-%02d-%02d", (int)(n / 10000),
		(int)(n / 100 % 100), (int)(n % 100)));
	if (rc == ERR_OK)
		resp_redirect(
		    rs, href_done(cx->mem, "/admin/calendar", "removed"));
	return rc;
}
