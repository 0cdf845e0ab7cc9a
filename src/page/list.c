/*
 * list.c - /tickets: a customer's own tickets, or those of a group.
 */
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/label.h"
#include "page/page.h"
#include "page/pages.h"
#include "page/saved.h"
#include "page/search.h"
#include "page/terms.h"
#include "view/frame.h"
#include "view/side.h"
#include "view/ticket.h"
#include "web/href.h"

struct query {
	const char *q, *from, *to, *sort, *after;
	struct values status, label;
	int64_t submitter, group;
};

static const struct field fields[] = {
	FIELD(query, q, LINE, 0, SEARCH_CHARS, NULL),
	FIELD(query, from, LINE, 0, 10, "date_invalid"),
	FIELD(query, to, LINE, 0, 10, "date_invalid"),
	FIELD(query, sort, LINE, 0, 20, NULL),
	FIELD(query, after, LINE, 0, 50, NULL),
	FIELD(query, status, 0, 0, STATUS_CODE_MAX, NULL),
	FIELD(query, label, 0, 0, TICKET_LABELS_MAX, NULL),
	FIELD(query, submitter, 0, 1, INT64_MAX, NULL),
	FIELD(query, group, 0, 1, INT64_MAX, NULL),
};
const struct schema tickets_query = { fields, NELEM(fields), false };

#define STATUS(text, code)                                                     \
	{                                                                      \
		"status", text, "status", code, NULL, NULL                     \
	}
static const struct term terms[] = {
	STATUS("open", "0"),
	STATUS("open", "1"),
	STATUS("open", "2"),
	STATUS("open", "5"),
	STATUS("open", "17"),
	STATUS("new", "0"),
	STATUS("progress", "1"),
	STATUS("confirm", "2"),
	STATUS("closed", "3"),
	STATUS("cancelled", "4"),
	STATUS("hold", "5"),
	STATUS("refused", "12"),
	STATUS("waiting", "17"),
	{ "label", NULL, "label", NULL, term_label, term_label_name },
	{ "from", NULL, "from", NULL, term_day, NULL },
	{ "after", NULL, "from", NULL, term_day, NULL },
	{ "to", NULL, "to", NULL, term_day, NULL },
	{ "before", NULL, "to", NULL, term_day_before, NULL },
};
static const struct term_list term_list = { terms, NELEM(terms) };

/* A state that a list may be asked for. */
static bool
read_status(const char *s, unsigned *set)
{
	int64_t code;

	if (!parse_int(s, 0, STATUS_CODE_MAX, &code) ||
	    (S(code) & STATUSES_ALL) == 0)
		return false;
	*set |= S(code);
	return true;
}

static const struct group_ref *
find_group(const struct session *se, int64_t id)
{
	for (size_t i = 0; i < se->noperated; i++)
		if (se->operated[i].id == id)
			return &se->operated[i];
	return NULL;
}

static void
read_scope(
    const struct session *se, const struct query *in, struct ticket_filter *out)
{
	out->scope = se->account_admin ? SCOPE_ACCOUNT : SCOPE_MINE;
	out->group_id = in->group;
	if (in->group != 0)
		out->scope = SCOPE_GROUP;
}

/* What in the query is no choice of ours at all: not typed by a person. */
static enum err
read_choices(struct ctx *cx, const struct query *in, struct ticket_filter *out)
{
	for (size_t i = 0; i < in->status.count; i++)
		if (!read_status(in->status.value[i], &out->statuses))
			return err_say(cx, ERR_INVALID, "unknown_choice",
			    "no status \"%s\"", in->status.value[i]);
	for (size_t i = 0; i < in->label.count; i++)
		if (!parse_int(
			in->label.value[i], 1, INT64_MAX, &out->labels[i]))
			return err_say(cx, ERR_INVALID, "unknown_choice",
			    "no label \"%s\"", in->label.value[i]);
	if (!page_order(*in->q != '\0' && *in->sort == '\0' ? "best" : in->sort,
		&out->order))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no order \"%s\"", in->sort);
	if (!page_cursor(in->after, &out->after_at, &out->after_id))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no place \"%s\"", in->after);
	return ERR_OK;
}

/* Dates are typed: a wrong one is said beside its field, and not used. */
static void
read_dates(struct ctx *cx, struct form *f, struct ticket_filter *out)
{
	static const char *const names[] = { "from", "to" };
	int64_t *const time[] = { &out->from, &out->to };

	for (size_t i = 0; i < NELEM(names); i++) {
		const char *s = req_param(f->rq, names[i]);

		if (s != NULL && *s != '\0' &&
		    !page_date(cx, s, i == 1, time[i]))
			form_complain(f, names[i], "date_invalid", 0);
	}
}

static void
put_counts(struct ctx *cx, struct model *page, const struct ticket_counts *c)
{
	struct model *m = model_at(page, "N");
	int64_t open = 0, all = 0;

	for (int i = 0; i <= STATUS_CODE_MAX; i++) {
		const char *code = arena_printf(cx->mem, "%d", i);

		if ((S(i) & STATUSES_ALL & ~S(STATUS_DELETED)) == 0)
			continue;
		if (c->n[i] > 0)
			model_put_int(
			    model_node(m, code, strlen(code)), c->n[i]);
		all += c->n[i];
		if (S(i) & STATUSES_OPEN)
			open += c->n[i];
	}
	model_int(m, "open", open);
	model_int(m, "all", all);
}

/* Which of the tabs these states are. */
static const char *
tab_of(struct ctx *cx, unsigned statuses)
{
	if (statuses == 0)
		return "all";
	if (statuses == STATUSES_OPEN)
		return "open";
	for (int i = 0; i <= STATUS_CODE_MAX; i++)
		if (statuses == S(i))
			return arena_printf(cx->mem, "%d", i);
	return "";
}

/* The address of this list from the place `after` on ("": its start); NULL:
 * of the same choice without its group. */
static const char *
page_href(struct ctx *cx, const struct form *f, const char *after)
{
	const char *less = after == NULL ? "group" : "";

	struct param p[64];
	size_t n = 0;

	for (size_t i = 0; i < f->rq->nparam && n < NELEM(p) - 1; i++)
		if (strcmp(f->rq->param[i].name, less) != 0 &&
		    strcmp(f->rq->param[i].name, "after") != 0 &&
		    strcmp(f->rq->param[i].name, "done") != 0)
			p[n++] = f->rq->param[i];
	p[n++] = (struct param){ "after", after == NULL ? "" : after };
	return href_query(cx->mem, "/tickets", p, n);
}

static void
put_filter(struct ctx *cx, struct model *page, const struct form *f,
    const struct query *in)
{
	struct model *m = model_at(page, "Q");

	model_text(m, "q", in->q);
	model_text(m, "from", in->from);
	model_text(m, "to", in->to);
	model_text(m, "sort", in->sort);
	for (size_t i = 0; i < in->status.count; i++)
		model_put(
		    model_row(model_at(m, "status")), in->status.value[i]);
	model_flag(m, "on",
	    *in->q != '\0' || *in->from != '\0' || *in->to != '\0' ||
		in->submitter != 0 || in->label.count > 0);
	model_put_form(cx, page, model_at(page, "F"), f, NULL, 0);
}

/* The labels to choose from; those that the list is asked for are on. */
static enum err
put_labels(
    struct ctx *cx, struct model *page, const struct ticket_filter *filter)
{
	struct label_list list;
	enum err rc;

	rc = label_list(cx, &list);
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++) {
		struct model *row = model_row(model_at(page, "Label"));
		bool on = false;

		for (int k = 0; k < TICKET_LABELS_MAX; k++)
			on = on || filter->labels[k] == list.item[i].id;
		model_put_label(row, &list.item[i]);
		model_flag(row, "on", on);
		model_flag(page, "Q.labels", on);
	}
	return rc;
}

static void
put_group(
    struct ctx *cx, const struct session *se, struct model *page, int64_t id)
{
	const char *base = "/tickets";

	if (id != 0) {
		const struct group_ref *g = find_group(se, id);

		model_int(page, "Group.Id", g->id);
		model_text(page, "Group.Name", g->name);
		base = arena_printf(
		    cx->mem, "/tickets?group=%lld", (long long)id);
	}
	model_text(page, "List.all", id != 0 ? base : model_get(page, "Plain"));
	model_text(page, "List.base",
	    arena_printf(cx->mem, "%s%c", base, id != 0 ? '&' : '?'));
}

static enum err
put_submitters(struct ctx *cx, struct model *page, const struct query *in,
    const struct ticket_filter *filter)
{
	struct choices c;
	enum err rc;

	rc = ticket_submitters(cx, filter->scope, in->group, &c);
	for (size_t i = 0; rc == ERR_OK && i < c.count; i++) {
		struct model *row = model_row(model_at(page, "Submitter"));

		model_text(row, "v", c.item[i].id);
		model_text(row, "n", c.item[i].name);
	}
	if (in->submitter != 0)
		model_int(page, "Q.submitter", in->submitter);
	return rc;
}

static enum err
read_list(struct ctx *cx, const struct form *f, const struct query *in,
    const struct ticket_filter *filter, const struct terms *text,
    struct resp *rs)
{
	const struct session *se = f->rq->session;
	struct ticket_counts counts;
	struct ticket_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, f->rq, rs, "tickets/list.cs");
	if (rc == ERR_OK)
		rc = ticket_counts(cx, filter->scope, in->group, &counts);
	if (rc == ERR_OK)
		rc = ticket_list(cx, filter, &list);
	if (rc == ERR_OK)
		rc = put_labels(cx, rs->model, filter);
	if (rc == ERR_OK)
		rc = put_submitters(cx, rs->model, in, filter);
	if (rc == ERR_OK)
		rc = terms_show(cx, rs->model, text, &term_list);
	if (rc != ERR_OK)
		return rc;

	m = rs->model;
	put_group(cx, se, m, in->group);
	put_counts(cx, m, &counts);
	put_filter(cx, m, f, in);
	model_text(m, "List.tab", tab_of(cx, filter->statuses));
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++) {
		struct model *row = model_row(model_at(m, "Row"));

		model_put_row(cx, row, &list.item[i]);
		if (filter->scope != SCOPE_MINE)
			model_text(row, "sub", list.item[i].submitter);
		rc = page_put_found(cx, row, &list.item[i], in->q);
	}
	if (filter->after_id != 0)
		model_text(m, "List.first", page_href(cx, f, ""));
	if (list.next_id != 0)
		model_text(m, "List.next",
		    page_href(
			cx, f, page_place(cx, list.next_at, list.next_id)));
	return rc;
}

/* The group was deleted, or is not his to work for (any more): what else he
 * asked for can still be had. */
static enum err
show_gone(struct ctx *cx, const struct form *f, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, f->rq, rs, "tickets/list.cs");
	if (rc != ERR_OK)
		return rc;
	rs->status = 404;
	model_flag(rs->model, "Group.Gone", true);
	model_text(rs->model, "List.kept", page_href(cx, f, NULL));
	return ERR_OK;
}

enum err
page_tickets(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct ticket_filter filter = { .product_id = "", .severity_id = "" };
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
	if (!form_read(cx, &f, &tickets_query, text.rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	read_scope(rq->session, &in, &filter);
	rc = read_choices(cx, &in, &filter);
	if (rc != ERR_OK)
		return rc;
	if (in.group != 0 && find_group(rq->session, in.group) == NULL)
		return show_gone(cx, &f, rs);
	filter.q = in.q;
	filter.submitter_id = in.submitter;
	filter.limit = cx->conf->tickets_page_size;
	read_dates(cx, &f, &filter);
	if (form_wrong(&f))
		rs->status = 422;

	rs->etag = true;
	rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(
		    cx, read_list(cx, &f, &in, &filter, &text, rs));
	return rc;
}
