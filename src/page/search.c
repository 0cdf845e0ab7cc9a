/*
 * search.c - /agent/search, and where the words stand in a list.
 */
#include "page/search.h"

#include "base/conf.h"
#include "domain/act.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/ticket.h"
#include "web/href.h"

struct query {
	const char *q, *after;
};

static const struct field fields[] = {
	FIELD(query, q, LINE, 0, SEARCH_CHARS, NULL),
	FIELD(query, after, LINE, 0, 50, NULL),
};
const struct schema search_query = { fields, NELEM(fields), false };

static void
put_pieces(struct model *list, const struct excerpt *e)
{
	for (size_t i = 0; i < e->count; i++) {
		struct model *row = model_row(list);

		model_put(row, e->piece[i].text);
		model_flag(row, "hit", e->piece[i].hit);
	}
}

enum err
page_put_found(struct ctx *cx, struct model *row, const struct ticket_row *r,
    const char *q)
{
	struct excerpt e;
	enum err rc;

	if (*q == '\0')
		return ERR_OK;
	search_mark(cx->mem, r->title, q, &e);
	put_pieces(model_at(row, "T"), &e);
	rc = search_excerpt(cx, r->id, q, &e);
	put_pieces(model_at(row, "X"), &e);
	model_flag(row, "note", e.note);
	if (e.note || e.number > 1)
		model_text(row, "to",
		    arena_printf(cx->mem, "#%c%lld", e.note ? 'n' : 'm',
			(long long)e.number));
	return rc;
}

static const char *
place_href(struct ctx *cx, const char *q, const char *after)
{
	const struct param p[] = { { "q", q }, { "after", after } };

	return href_query(cx->mem, "/agent/search", p, NELEM(p));
}

static enum err
read_found(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct ticket_filter *filter, struct resp *rs)
{
	struct ticket_list list = { 0 };
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/search.cs");
	if (rc == ERR_OK && *in->q != '\0')
		rc = ticket_list(cx, filter, &list);
	m = rs->model;
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++) {
		struct model *row = model_row(model_at(m, "Row"));

		model_put_row(cx, row, &list.item[i]);
		rc = page_put_found(cx, row, &list.item[i], in->q);
	}
	if (rc != ERR_OK)
		return rc;
	model_text(m, "Q.q", in->q);
	if (filter->after_id != 0)
		model_text(m, "List.first", place_href(cx, in->q, ""));
	if (list.next_id != 0)
		model_text(m, "List.next",
		    place_href(
			cx, in->q, page_place(cx, list.next_at, list.next_id)));
	return ERR_OK;
}

enum err
page_search(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct ticket_filter filter = { .scope = SCOPE_ALL,
		.product_id = "",
		.severity_id = "",
		.order = ORDER_BEST,
		.limit = cx->conf->tickets_page_size };
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &search_query, rq, &in) ||
	    !page_cursor(in.after, &filter.after_at, &filter.after_id))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	filter.q = in.q;
	rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(cx, read_found(cx, rq, &in, &filter, rs))
	    : rc;
}
