/*
 * desk.c - /agent and /agent/tickets: what waits for the staff
 */
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/draft.h"
#include "domain/label.h"
#include "domain/presence.h"
#include "domain/queue.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "page/saved.h"
#include "page/search.h"
#include "page/terms.h"
#include "view/draft.h"
#include "view/frame.h"
#include "view/side.h"
#include "view/ticket.h"
#include "web/href.h"

#define DESK_ROWS   10
#define THERE_SHOWN 1  /* names in a row; of more their number */
#define STAFF_SHOWN 30 /* with more of them one is named, not chosen */

struct query {
	const char *q, *status, *product, *severity, *account, *label,
	    *assignee, *urged, *due, *queue, *from, *to, *sort, *after;
};

static const struct field fields[] = {
	FIELD(query, q, LINE, 0, SEARCH_CHARS, NULL),
	FIELD(query, status, LINE, 0, 2, NULL),
	FIELD(query, product, LINE, 0, 64, NULL),
	FIELD(query, severity, LINE, 0, 64, NULL),
	FIELD(query, account, LINE, 0, 20, NULL),
	FIELD(query, label, LINE, 0, 20, NULL),
	FIELD(query, assignee, LINE, 0, 64, NULL),
	FIELD(query, urged, LINE, 0, 1, NULL),
	FIELD(query, due, LINE, 0, 4, NULL),
	FIELD(query, queue, LINE, 0, 20, NULL),
	FIELD(query, from, LINE, 0, 10, NULL),
	FIELD(query, to, LINE, 0, 10, NULL),
	FIELD(query, sort, LINE, 0, 20, NULL),
	FIELD(query, after, LINE, 0, 50, NULL),
};
const struct schema queue_query = { fields, NELEM(fields), false };

#define STATUS(text, code)                                                     \
	{                                                                      \
		"status", text, "status", code, NULL, NULL                     \
	}
#define IS(text, param, value)                                                 \
	{                                                                      \
		"is", text, param, value, NULL, NULL                           \
	}
static const struct term terms[] = {
	STATUS("new", "0"),
	STATUS("progress", "1"),
	STATUS("confirm", "2"),
	STATUS("closed", "3"),
	STATUS("cancelled", "4"),
	STATUS("hold", "5"),
	STATUS("refused", "12"),
	STATUS("deleted", "13"),
	STATUS("waiting", "17"),
	IS("mine", "assignee", "me"),
	IS("unassigned", "assignee", "none"),
	IS("urged", "urged", "1"),
	IS("late", "due", "late"),
	{ "assignee", NULL, "assignee", NULL, NULL, NULL },
	{ "product", NULL, "product", NULL, term_product, NULL },
	{ "severity", NULL, "severity", NULL, term_severity, NULL },
	{ "queue", "mine", "queue", "mine", NULL, NULL },
	{ "from", NULL, "from", NULL, term_day, NULL },
	{ "after", NULL, "from", NULL, term_day, NULL },
	{ "to", NULL, "to", NULL, term_day, NULL },
	{ "before", NULL, "to", NULL, term_day_before, NULL },
};
static const struct term_list term_list = { terms, NELEM(terms) };

/* How many are in each view; triggers keep the numbers. */
static enum err
put_counts(struct ctx *cx, struct model *m)
{
	struct ticket_counts mine, all, urged;
	int64_t open = 0, own = 0, hot = 0;
	enum err rc;

	rc = ticket_counts(cx, SCOPE_ASSIGNED, 0, &mine);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_OPEN, 0, &all);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_URGED, 0, &urged);
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i <= STATUS_CODE_MAX; i++) {
		if (S(i) & STATUSES_OPEN) {
			open += all.n[i];
			own += mine.n[i];
			hot += urged.n[i];
		}
	}
	model_int(m, "mine", own);
	model_int(m, "wait", mine.n[STATUS_FEEDBACK]);
	model_int(m, "open", open);
	model_int(m, "urged", hot);
	model_int(m, "none", all.n[STATUS_NEW]);
	model_int(m, "hold", all.n[STATUS_PAUSED]);
	model_int(m, "confirm", all.n[STATUS_CONFIRM]);
	return ERR_OK;
}

static enum err
put_rows(struct ctx *cx, struct model *list, const struct ticket_list *l,
    const char *q)
{
	struct presence_names names = { .n = 0 };
	struct present_list there;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < l->count; i++) {
		const struct ticket_row *r = &l->item[i];
		struct model *row = model_row(list);

		model_put_row(cx, row, r);
		model_put_sooner(cx, model_at(row, "due"), r->reply, r->solve);
		rc = presence_some(cx, r->id, THERE_SHOWN, &names, &there);
		if (rc == ERR_OK && there.count > 0)
			model_put_somebody(cx, model_at(row, "P"), &there);
		if (rc == ERR_OK)
			rc = page_put_found(cx, row, r, q);
	}
	return rc;
}

/* The dashboard -------------------------------------------------------------
 */

/* What is due first. */
static enum err
put_first(struct ctx *cx, struct model *list, enum scope scope)
{
	const struct ticket_filter filter = { .scope = scope,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.order = ORDER_DUE,
		.limit = DESK_ROWS };
	struct ticket_list l;
	enum err rc;

	rc = ticket_list(cx, &filter, &l);
	return rc == ERR_OK ? put_rows(cx, list, &l, "") : rc;
}

#define LATE_MAX 99 /* more are "99+" */

static enum err
put_late(struct ctx *cx, struct model *m)
{
	int64_t n = 0;
	enum err rc;

	rc = ticket_count_late(cx, LATE_MAX + 1, &n);
	model_text(m, "late",
	    n > LATE_MAX ? arena_printf(cx->mem, "%d+", LATE_MAX)
			 : arena_printf(cx->mem, "%d", (int)n));
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
		rc = put_late(cx, model_at(rs->model, "V"));
	if (rc == ERR_OK)
		rc = put_first(cx, model_at(rs->model, "Mine"), SCOPE_ASSIGNED);
	if (rc == ERR_OK)
		rc = put_first(
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

	if (*in->queue != '\0')
		return "";
	if (*in->due != '\0')
		return *in->assignee == '\0' && *in->status == '\0' ? "late"
								    : "";
	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].assignee, in->assignee) == 0 &&
		    strcmp(rows[i].status, in->status) == 0 &&
		    strcmp(rows[i].urged, in->urged) == 0)
			return rows[i].view;
	return "";
}

/* By a number, or by the name with which he signs in. */
static bool
read_assignee(struct ctx *cx, const char *s, int64_t *out)
{
	struct user u;

	if (parse_int(s, 1, INT64_MAX, out))
		return true;
	if (user_find(cx, s, &u) != ERR_OK || u.role == ROLE_CUSTOMER) {
		err_clear(cx);
		return false;
	}
	*out = u.id;
	return true;
}

/* Whose: a search looks everywhere, a view among the open ones. */
static bool
read_scope(struct ctx *cx, const struct query *in, struct ticket_filter *out)
{
	bool open = out->statuses == 0 || (out->statuses & ~STATUSES_OPEN) == 0;

	if (strcmp(in->assignee, "me") == 0)
		out->scope = SCOPE_ASSIGNED;
	else if (strcmp(in->assignee, "none") == 0)
		out->scope = SCOPE_UNASSIGNED;
	else if (*in->assignee != '\0' &&
	    !read_assignee(cx, in->assignee, &out->assignee_id))
		return false;
	else if (!open || (*in->q != '\0' && *in->status == '\0'))
		out->scope = SCOPE_ALL;
	else if (out->urged)
		out->scope = SCOPE_URGED;
	else if (*in->status != '\0')
		out->scope = SCOPE_STATE;
	else
		out->scope = SCOPE_OPEN;
	return true;
}

static bool
read_status(const struct query *in, struct ticket_filter *out)
{
	int64_t code;

	if (*in->status == '\0')
		return true;
	if (!parse_int(in->status, 0, STATUS_CODE_MAX, &code) ||
	    (S(code) & STATUSES_ALL) == 0)
		return false;
	out->statuses = S(code);
	out->state = (enum status)code;
	return true;
}

/* What is late is a view of its own, which those of one person or state are
 * parts of. */
static bool
read_due(struct ctx *cx, const struct query *in, struct ticket_filter *out)
{
	if (*in->due == '\0')
		return true;
	if (out->scope == SCOPE_ASSIGNED)
		out->assignee_id = cx->actor;
	if (out->scope == SCOPE_UNASSIGNED)
		out->statuses = S(STATUS_NEW);
	if (out->scope != SCOPE_ALL)
		out->scope = SCOPE_LATE;
	return strcmp(in->due, "late") == 0;
}

/* A number, or nothing. */
static bool
read_id(const char *s, int64_t *out)
{
	return *s == '\0' || parse_int(s, 1, INT64_MAX, out);
}

/* A day, or nothing. */
static bool
read_day(struct ctx *cx, const char *s, bool end, int64_t *out)
{
	return *s == '\0' || page_date(cx, s, end, out);
}

static bool
read_order(const struct query *in, enum order *out)
{
	const char *sort = *in->q != '\0' && *in->sort == '\0' ? "best"
							       : in->sort;

	if (*sort != '\0' && strcmp(sort, "due") != 0)
		return page_order(sort, out);
	*out = ORDER_DUE;
	return true;
}

static enum err
read_filter(struct ctx *cx, const struct query *in, struct ticket_filter *out)
{
	bool mine = strcmp(in->queue, "mine") == 0;

	*out = (struct ticket_filter){ .q = in->q,
		.product_id = in->product,
		.severity_id = in->severity,
		.queue = mine ? QUEUE_MINE : QUEUE_ANY,
		.urged = *in->urged != '\0',
		.limit = cx->conf->tickets_page_size };
	if (!read_status(in, out) || !read_scope(cx, in, out) ||
	    !read_due(cx, in, out) || !read_id(in->account, &out->account_id) ||
	    !read_id(in->label, &out->labels[0]) ||
	    (!mine && !read_id(in->queue, &out->queue)) ||
	    !read_day(cx, in->from, false, &out->from) ||
	    !read_day(cx, in->to, true, &out->to) ||
	    !read_order(in, &out->order) ||
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
		{ "product", in->product },
		{ "severity", in->severity },
		{ "account", in->account },
		{ "label", in->label },
		{ "assignee", in->assignee },
		{ "urged", in->urged },
		{ "due", in->due },
		{ "queue", in->queue },
		{ "from", in->from },
		{ "to", in->to },
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
	model_text(m, "product", in->product);
	model_text(m, "severity", in->severity);
	model_text(m, "account", in->account);
	model_text(m, "label", in->label);
	model_text(m, "assignee", in->assignee);
	model_text(m, "urged", in->urged);
	model_text(m, "due", in->due);
	model_text(m, "queue", in->queue);
	model_text(m, "from", in->from);
	model_text(m, "to", in->to);
	model_text(m, "sort", in->sort);
	model_flag(m, "on",
	    *in->q != '\0' || *in->severity != '\0' || *in->product != '\0' ||
		*in->account != '\0' || *in->label != '\0' ||
		*in->queue != '\0' || *in->from != '\0' || *in->to != '\0');
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

static void
put_choices(struct model *list, const struct choices *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct model *row = model_row(list);

		model_text(row, "id", from->item[i].id);
		model_text(row, "name", from->item[i].name);
	}
}

static void
put_queues(struct model *m, const struct queue_list *queues)
{
	for (size_t i = 0; i < queues->count; i++) {
		const struct queue_group *g = &queues->item[i];
		struct model *row = model_row(model_at(m, "Queue"));

		model_int(row, "id", g->id);
		model_text(row, "name", g->name);
		if (g->open > 0)
			model_int(row, "n", g->open);
		if (g->mine)
			model_text(m, "Queues.mine", "1");
	}
}

static enum err
put_staff(struct ctx *cx, struct model *m)
{
	struct choices staff;
	enum err rc;

	rc = user_staff_choices(cx, STAFF_SHOWN + 1, &staff);
	if (rc != ERR_OK)
		return rc;
	if (staff.count > STAFF_SHOWN)
		model_text(m, "Staff.many", "1");
	else
		put_choices(model_at(m, "Staff"), &staff);
	return rc;
}

/* Labels are an account's own: there is a choice once one is at it. */
static enum err
put_labels(struct ctx *cx, struct model *m, const struct ticket_filter *filter)
{
	struct label_list all = { 0 };
	enum err rc = ERR_OK;

	if (filter->account_id != 0 || filter->labels[0] != 0)
		rc = label_list_of(
		    cx, filter->account_id, filter->labels[0], &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++)
		model_put_label(model_row(model_at(m, "Label")), &all.item[i]);
	return rc;
}

/* What can be chosen beside the list. */
static enum err
put_filters(struct ctx *cx, struct model *m, const struct ticket_filter *filter)
{
	struct choices severities, products;
	struct queue_list queues;
	enum err rc;

	rc = catalogue_severities(cx, &severities);
	if (rc == ERR_OK)
		rc = catalogue_products(cx, &products);
	if (rc == ERR_OK)
		rc = queue_list(cx, &queues);
	if (rc == ERR_OK)
		rc = put_staff(cx, m);
	if (rc == ERR_OK)
		rc = put_labels(cx, m, filter);
	if (rc != ERR_OK)
		return rc;
	put_choices(model_at(m, "Sev"), &severities);
	put_choices(model_at(m, "Product"), &products);
	put_queues(m, &queues);
	return ERR_OK;
}

static enum err
read_queue(struct ctx *cx, const struct terms *text, const struct query *in,
    const struct ticket_filter *filter, struct resp *rs)
{
	const struct req *rq = text->rq;
	struct ticket_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/queue.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	rc = put_counts(cx, model_at(m, "V"));
	if (rc == ERR_OK)
		rc = put_filters(cx, m, filter);
	if (rc == ERR_OK)
		rc = ticket_list(cx, filter, &list);
	if (rc == ERR_OK)
		rc = terms_show(cx, m, text, &term_list);
	if (rc != ERR_OK)
		return rc;

	put_query(m, in);
	put_pages(cx, model_at(m, "List"), in, &list);
	/* The form for many has a key of its own: no page of it is kept. */
	model_text(
	    m, "BulkKey", form_key(cx, rq->session, "/agent/tickets", 0));
	model_flag(m, "Lead", cx->role >= ROLE_LEAD);
	return put_rows(cx, model_at(m, "Row"), &list, in->q);
}

enum err
page_queue(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct ticket_filter filter;
	const char *first;
	struct terms text;
	struct query in;
	struct form f;
	enum err rc;

	rc = page_saved_first(cx, rq, &first);
	if (rc != ERR_OK)
		return rc;
	if (first != NULL) {
		resp_redirect(rs, first);
		return ERR_OK;
	}
	view_zone(cx, rq);
	rc = terms_read(cx, rq, &term_list, &text);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &queue_query, text.rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = read_filter(cx, &in, &filter);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, read_queue(cx, &text, &in, &filter, rs));
	return rc;
}
