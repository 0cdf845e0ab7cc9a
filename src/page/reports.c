/*
 * reports.c - /admin/feedback: the administrator's queue of reports
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/feedback.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/feedback.h"
#include "web/href.h"

#define HERE "/admin/feedback"

/* The list ---------------------------------------------------------------- */

struct query {
	const char *type, *state;
	int64_t after;
};
static const struct field query_fields[] = {
	FIELD(query, type, LINE | CHOSEN, 0, 32, "unknown_choice"),
	FIELD(query, state, LINE | CHOSEN, 0, 8, "unknown_choice"),
	FIELD(query, after, 0, 1, INT64_MAX, NULL),
};
const struct schema reports_query = { query_fields, NELEM(query_fields),
	false };

/* What one may ask for; the first is asked for by who says nothing. */
static const struct tab {
	const char *state;
	unsigned states;
} tabs[] = {
	{ "", FEEDBACK_OPEN },
	{ "0", F(FEEDBACK_NEW) },
	{ "1", F(FEEDBACK_WORK) },
	{ "2", F(FEEDBACK_DONE) },
	{ "3", F(FEEDBACK_REJECTED) },
	{ "all", 0 },
};

static const struct tab *
tab_of(const char *state)
{
	for (size_t i = 0; i < NELEM(tabs); i++)
		if (strcmp(tabs[i].state, state) == 0)
			return &tabs[i];
	return NULL;
}

static bool
is_type(const char *s)
{
	bool good = *s == '\0';

	for (size_t i = 0; !good && feedback_types[i] != NULL; i++)
		good = strcmp(feedback_types[i], s) == 0;
	return good;
}

static const char *
list_href(
    struct ctx *cx, const struct query *in, const char *state, int64_t after)
{
	const struct param p[] = {
		{ "type", in->type },
		{ "state", state },
		{ "after",
		    after == 0 ? ""
			       : arena_printf(cx->mem, "%" PRId64, after) },
	};

	return href_query(cx->mem, HERE, p, NELEM(p));
}

static int64_t
counted(const struct feedback_counts *c, unsigned states)
{
	int64_t n = 0;

	for (int i = 0; i < FEEDBACK__MAX; i++)
		n += states == 0 || (states & F(i)) ? c->n[i] : 0;
	return n;
}

/* The counters are those of both kinds, so they stand there only where both
 * are shown. */
static void
put_tabs(struct ctx *cx, struct model *list, const struct query *in,
    const struct feedback_counts *c)
{
	for (size_t i = 0; i < NELEM(tabs); i++) {
		struct model *row = model_row(list);

		model_text(row, "h", list_href(cx, in, tabs[i].state, 0));
		model_text(
		    row, "k", *tabs[i].state == '\0' ? "open" : tabs[i].state);
		model_flag(row, "on", strcmp(tabs[i].state, in->state) == 0);
		if (*in->type == '\0')
			model_int(row, "c", counted(c, tabs[i].states));
	}
}

static enum err
read_list(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct tab *tab, struct resp *rs)
{
	const struct feedback_filter filter = { .type = in->type,
		.states = tab->states,
		.before = in->after,
		.limit = cx->conf->tickets_page_size };
	struct feedback_counts counts;
	struct feedback_list l;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/reports.cs");
	if (rc == ERR_OK)
		rc = feedback_list(cx, &filter, &l);
	if (rc == ERR_OK)
		rc = feedback_counts(cx, &counts);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	put_tabs(cx, model_at(m, "Tab"), in, &counts);
	model_put_report_choices(model_at(m, "Choice"));
	model_text(m, "Q.type", in->type);
	model_text(m, "Q.state", in->state);
	for (size_t i = 0; i < l.count; i++)
		model_put_report_row(
		    cx, model_row(model_at(m, "Row")), &l.item[i]);
	if (in->after != 0)
		model_text(m, "List.first", list_href(cx, in, in->state, 0));
	if (l.next != 0)
		model_text(
		    m, "List.next", list_href(cx, in, in->state, l.next));
	rs->etag = true;
	return ERR_OK;
}

enum err
page_reports(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct tab *tab = NULL;
	struct query in;
	struct form f;
	enum err rc;

	if (form_read(cx, &f, &reports_query, rq, &in) && is_type(in.type))
		tab = tab_of(in.state);
	if (tab == NULL)
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, &in, tab, rs))
			    : rc;
}

/* One --------------------------------------------------------------------- */

struct step_input {
	int64_t state;
	const char *note;
};
static const struct field step_fields[] = {
	FIELD(step_input, state, REQUIRED | CHOSEN, 0, FEEDBACK__MAX - 1,
	    "unknown_choice"),
	FIELD(step_input, note, 0, 0, FEEDBACK_NOTE_MAX, NULL),
};
const struct schema report_schema = { step_fields, NELEM(step_fields), true };

static const char *
report_href(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->mem, HERE "/%" PRId64, id);
}

/* What it may come to; as long as nothing is chosen it stays as it is. */
static void
put_next(struct ctx *cx, struct model *m, enum feedback_state now)
{
	const char *chosen = model_get(m, "F.state.v");

	for (int to = 0; to < FEEDBACK__MAX; to++) {
		struct model *row;

		if (!feedback_follows(now, (enum feedback_state)to))
			continue;
		row = model_row(model_at(m, "Next"));
		model_int(row, "v", to);
		model_flag(row, "stays", to == (int)now);
		model_flag(row, "on",
		    *chosen == '\0'
			? to == (int)now
			: strcmp(chosen, arena_printf(cx->mem, "%d", to)) == 0);
	}
}

static enum err
put_form(struct ctx *cx, const struct req *rq, const struct feedback *r,
    const struct form *f, struct model *m)
{
	const char *href = report_href(cx, r->row.id);
	bool left = false;
	struct form was;
	enum err rc = ERR_OK;

	if (f == NULL)
		rc = page_left(cx, rq, href, &report_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	if (left)
		page_put_left(cx, m, &was);
	else if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	put_next(cx, m, r->row.state);
	model_int(m, "Revision", r->row.revision);
	model_text(m, "Key", form_key(cx, rq->session, href, r->row.revision));
	return ERR_OK;
}

static enum err
read_one(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	struct feedback_history h;
	struct feedback r;
	enum err rc;

	rc = feedback_get(cx, req_id(rq, 0), &r);
	if (rc == ERR_OK)
		rc = feedback_history(cx, r.row.id, &h);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "admin/report.cs");
	if (rc != ERR_OK)
		return rc;
	model_put_report(cx, rs->model, &r);
	model_put_report_log(cx, model_at(rs->model, "Log"), &h);
	return put_form(cx, rq, &r, f, rs->model);
}

static enum err
show(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_one(cx, rq, f, rs)) : rc;
}

enum err
page_report_one(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, rs);
}

enum err
page_report_step(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct feedback_step step;
	struct step_input in;
	const char *say;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &report_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	step = (struct feedback_step){ .revision = f.revision,
		.to = (enum feedback_state)in.state,
		.note = in.note };
	rc = feedback_work(cx, req_id(rq, 0), &step);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    href_done(cx->mem, report_href(cx, req_id(rq, 0)),
			"report_changed"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(
	    &f, strcmp(say, "note_needed") == 0 ? "note" : "", say, n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, &f, rs);
}
