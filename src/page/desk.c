/*
 * desk.c - /agent and /agent/tickets: what waits for the staff
 */
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/draft.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/ticket.h"
#include "web/href.h"

#define DESK_ROWS 10

struct query {
	const char *q, *status, *severity, *assignee, *urged, *sort, *after;
};

static const struct field fields[] = {
	FIELD(query, q, LINE, 0, 100, NULL),
	FIELD(query, status, LINE, 0, 2, NULL),
	FIELD(query, severity, LINE, 0, 64, NULL),
	FIELD(query, assignee, LINE, 0, 4, NULL),
	FIELD(query, urged, LINE, 0, 1, NULL),
	FIELD(query, sort, LINE, 0, 20, NULL),
	FIELD(query, after, LINE, 0, 50, NULL),
};
const struct schema queue_query = { fields, NELEM(fields), false };

/* How many are in each view; triggers keep the numbers. */
static enum err
put_counts(struct ctx *cx, struct model *m)
{
	struct ticket_counts mine, all;
	int64_t open = 0, own = 0;
	enum err rc;

	rc = ticket_counts(cx, SCOPE_ASSIGNED, 0, &mine);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_OPEN, 0, &all);
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i <= STATUS_CODE_MAX; i++) {
		if (S(i) & STATUSES_OPEN) {
			open += all.n[i];
			own += mine.n[i];
		}
	}
	model_int(m, "mine", own);
	model_int(m, "wait", mine.n[STATUS_FEEDBACK]);
	model_int(m, "open", open);
	model_int(m, "none", all.n[STATUS_NEW]);
	model_int(m, "hold", all.n[STATUS_PAUSED]);
	model_int(m, "confirm", all.n[STATUS_CONFIRM]);
	return ERR_OK;
}

/* What the severity of that name promises; 0: nothing. */
static int64_t
first_response(const struct choices *severities, const char *name)
{
	for (size_t i = 0; i < severities->count; i++)
		if (strcmp(severities->item[i].name, name) == 0)
			return severities->item[i].first_response;
	return 0;
}

static void
put_rows(struct ctx *cx, struct model *list, const struct ticket_list *l,
    const struct choices *severities)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct ticket_row *r = &l->item[i];
		struct model *row = model_row(list);

		model_put_row(cx, row, r);
		model_put_due(cx, model_at(row, "due"), r->status,
		    r->created_at, first_response(severities, r->severity));
	}
}

/* The dashboard -------------------------------------------------------------
 */

/* Those that have waited longest come first. */
static enum err
put_longest(struct ctx *cx, struct model *list, enum scope scope)
{
	const struct ticket_filter filter = { .scope = scope,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.order = ORDER_UPDATED_ASC,
		.limit = DESK_ROWS };
	struct choices none = { 0 };
	struct ticket_list l;
	enum err rc;

	rc = ticket_list(cx, &filter, &l);
	if (rc == ERR_OK)
		put_rows(cx, list, &l, &none);
	return rc;
}

static enum err
read_desk(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct draft_list drafts;
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/home.cs");
	if (rc == ERR_OK)
		rc = put_counts(cx, model_at(rs->model, "V"));
	if (rc == ERR_OK)
		rc = put_longest(
		    cx, model_at(rs->model, "Mine"), SCOPE_ASSIGNED);
	if (rc == ERR_OK)
		rc = put_longest(
		    cx, model_at(rs->model, "New"), SCOPE_UNASSIGNED);
	if (rc == ERR_OK)
		rc = page_put_news(cx, rq, rs);
	if (rc == ERR_OK)
		rc = draft_list(cx, &drafts);
	if (rc == ERR_OK)
		model_put_drafts(
		    cx, rq->session, model_at(rs->model, "Draft"), &drafts);
	rs->etag = true;
	return rc;
}

enum err
page_desk(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_desk(cx, rq, rs)) : rc;
}

/* The queue -----------------------------------------------------------------
 */

/* Which of the views this is; "" another choice. */
static const char *
view_of(const struct query *in)
{
	static const struct {
		const char *assignee, *status, *urged, *view;
	} rows[] = {
		{ "me", "", "", "mine" },
		{ "me", "17", "", "waiting" },
		{ "", "", "", "open" },
		{ "none", "", "", "none" },
		{ "", "", "1", "urged" },
		{ "", "5", "", "hold" },
		{ "", "2", "", "confirm" },
		{ "", "3", "", "closed" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].assignee, in->assignee) == 0 &&
		    strcmp(rows[i].status, in->status) == 0 &&
		    strcmp(rows[i].urged, in->urged) == 0)
			return rows[i].view;
	return "";
}

/* Whose: a search looks everywhere, a view among the open ones. */
static bool
read_scope(const struct query *in, struct ticket_filter *out)
{
	if (strcmp(in->assignee, "me") == 0)
		out->scope = SCOPE_ASSIGNED;
	else if (strcmp(in->assignee, "none") == 0)
		out->scope = SCOPE_UNASSIGNED;
	else if (*in->assignee != '\0')
		return false;
	else if (*in->status != '\0' || *in->q != '\0')
		out->scope = SCOPE_ALL;
	else
		out->scope = SCOPE_OPEN;
	return true;
}

static enum err
read_filter(struct ctx *cx, const struct query *in, struct ticket_filter *out)
{
	int64_t code;

	*out = (struct ticket_filter){ .q = in->q,
		.product_id = "",
		.severity_id = in->severity,
		.urged = *in->urged != '\0',
		.limit = cx->conf->tickets_page_size };
	if (*in->status != '\0') {
		if (!parse_int(in->status, 0, STATUS_CODE_MAX, &code) ||
		    (S(code) & STATUSES_ALL) == 0)
			return err_say(cx, ERR_INVALID, "unknown_choice",
			    "no status \"%s\"", in->status);
		out->statuses = S(code);
	}
	if (!read_scope(in, out) || !page_order(in->sort, &out->order) ||
	    !page_cursor(in->after, &out->after_at, &out->after_id))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "no such list");
	return ERR_OK;
}

/* The address of this list from the place `after` on. */
static const char *
page_href(struct ctx *cx, const struct query *in, const char *after)
{
	const struct param p[] = {
		{ "q", in->q },
		{ "status", in->status },
		{ "severity", in->severity },
		{ "assignee", in->assignee },
		{ "urged", in->urged },
		{ "sort", in->sort },
		{ "after", after },
	};

	return href_query(cx->mem, "/agent/tickets", p, NELEM(p));
}

static void
put_query(struct model *page, const struct query *in)
{
	struct model *m = model_at(page, "Q");

	model_text(m, "q", in->q);
	model_text(m, "status", in->status);
	model_text(m, "severity", in->severity);
	model_text(m, "assignee", in->assignee);
	model_text(m, "urged", in->urged);
	model_text(m, "sort", in->sort);
	model_flag(m, "on", *in->q != '\0' || *in->severity != '\0');
	model_text(page, "View", view_of(in));
}

static void
put_pages(struct ctx *cx, struct model *m, const struct query *in,
    const struct ticket_list *list)
{
	if (*in->after != '\0')
		model_text(m, "first", page_href(cx, in, ""));
	if (list->next_id != 0)
		model_text(m, "next",
		    page_href(
			cx, in, page_place(cx, list->next_at, list->next_id)));
}

static enum err
read_queue(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct ticket_filter *filter, struct resp *rs)
{
	struct choices severities;
	struct ticket_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/queue.cs");
	if (rc == ERR_OK)
		rc = put_counts(cx, model_at(rs->model, "V"));
	if (rc == ERR_OK)
		rc = catalogue_severities(cx, &severities);
	if (rc == ERR_OK)
		rc = ticket_list(cx, filter, &list);
	if (rc != ERR_OK)
		return rc;

	m = rs->model;
	put_query(m, in);
	for (size_t i = 0; i < severities.count; i++) {
		struct model *row = model_row(model_at(m, "Sev"));

		model_text(row, "id", severities.item[i].id);
		model_text(row, "name", severities.item[i].name);
	}
	put_rows(cx, model_at(m, "Row"), &list, &severities);
	put_pages(cx, model_at(m, "List"), in, &list);
	rs->etag = true;
	return ERR_OK;
}

enum err
page_queue(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct ticket_filter filter;
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &queue_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = read_filter(cx, &in, &filter);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, read_queue(cx, rq, &in, &filter, rs));
	return rc;
}
