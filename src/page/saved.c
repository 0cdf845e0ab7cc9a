/*
 * saved.c - /views: filters of a list under a name.
 */
#include "page/saved.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/saved.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/side.h"
#include "web/href.h"

struct input {
	const char *name, *q;
	int64_t group_id;
	bool everyone;
};

static const struct field fields[] = {
	FIELD(input, name, REQUIRED | LINE, 1, SAVED_NAME_MAX, "saved_name"),
	FIELD(input, q, REQUIRED | LINE, 1, SAVED_QUERY_MAX, NULL),
	FIELD(input, group_id, 0, 1, INT64_MAX, NULL),
	FIELD(input, everyone, 0, 0, 1, NULL),
};
const struct schema saved_schema = { fields, NELEM(fields), false };

struct query {
	const char *q;
};

static const struct field query_fields[] = {
	FIELD(query, q, LINE, 0, SAVED_QUERY_MAX, NULL),
};
const struct schema saved_query = { query_fields, NELEM(query_fields), false };

/* The list of whoever asks, with that filter. */
static const char *
list_href(struct ctx *cx, const char *query)
{
	const struct param p[] = { { "q", query } };

	return href_query(
	    cx->mem, is_staff(cx) ? "/agent/tickets" : "/tickets", p, NELEM(p));
}

enum err
page_put_saved(struct ctx *cx, struct model *page, const char *text)
{
	const struct param p[] = { { "q", text } };
	const char *plain = is_staff(cx) ? "/agent/tickets" : "/tickets";
	bool known = *text == '\0';
	struct saved_list list;
	enum err rc;

	rc = saved_list(cx, &list);
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++) {
		const struct saved *s = &list.item[i];
		struct model *row = model_row(model_at(page, "Saved"));

		model_text(row, "h", list_href(cx, s->query));
		model_text(row, "n", s->name);
		model_flag(row, "on", strcmp(s->query, text) == 0);
		known |= strcmp(s->query, text) == 0;
		/* To ask for nothing is to ask for that one. */
		if (s->first)
			plain = arena_printf(cx->mem, "%s?q=", plain);
	}
	model_text(page, "Plain", plain);
	if (!known)
		model_text(
		    page, "Save", href_query(cx->mem, "/views", p, NELEM(p)));
	return rc;
}

enum err
page_saved_first(struct ctx *cx, const struct req *rq, const char **to)
{
	const char *query = "";
	enum err rc = ERR_OK;

	*to = NULL;
	if (rq->nquery == 0 && *rq->query == '\0')
		rc = saved_first(cx, &query);
	if (*query != '\0')
		*to = list_href(cx, query);
	return rc;
}

/* /views ------------------------------------------------------------------- */

static void
put_row(struct ctx *cx, const struct session *se, struct model *page,
    const struct saved *s)
{
	struct model *row = model_row(model_at(page, "Saved"));
	const char *at = arena_printf(cx->mem, "/views/%" PRId64, s->id);

	model_int(row, "id", s->id);
	model_text(row, "h", list_href(cx, s->query));
	model_text(row, "n", s->name);
	model_text(row, "q", s->query);
	model_text(row, "group", s->group);
	model_flag(row, "all", s->everyone);
	model_flag(row, "first", s->first);
	model_text(row, "key",
	    form_key(cx, se, arena_printf(cx->mem, "%s/first", at), 0));
	if (s->mine)
		model_text(row, "del",
		    form_key(
			cx, se, arena_printf(cx->mem, "%s/delete", at), 0));
}

static enum err
show(struct ctx *cx, const struct req *rq, const struct form *f,
    const char *text, struct resp *rs)
{
	const struct session *se = rq->session;
	const struct slot max[] = { { "max", STR_(SAVED_NAME_MAX) } };
	struct saved_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "views.cs");
	if (rc == ERR_OK)
		rc = saved_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	for (size_t i = 0; i < list.count; i++)
		put_row(cx, se, m, &list.item[i]);
	for (size_t i = 0; i < se->noperated; i++) {
		struct model *row = model_row(model_at(m, "Group"));

		model_int(row, "id", se->operated[i].id);
		model_text(row, "n", se->operated[i].name);
	}
	model_text(
	    m, "List.href", is_staff(cx) ? "/agent/tickets" : "/tickets");
	model_text(m, "Text", text);
	model_text(m, "Key", form_key(cx, se, "/views", 0));
	if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, max, NELEM(max));
	return ERR_OK;
}

enum err
page_views(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &saved_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, show(cx, rq, NULL, in.q, rs))
			    : rc;
}

static enum err
show_again(struct ctx *cx, const struct form *f, enum err why, struct resp *rs)
{
	enum err rc;

	rs->status = form_status(f, why);
	rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(cx, show(cx, f->rq, f, form_value(f, "q"), rs))
	    : rc;
}

enum err
page_view_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct input in;
	struct form f;
	const char *say;
	int64_t id, n;
	enum err rc;

	if (!form_read(cx, &f, &saved_schema, rq, &in))
		return show_again(cx, &f, ERR_OK, rs);
	rc = saved_add(cx,
	    &(struct saved){ .name = in.name,
		.query = in.q,
		.group_id = in.group_id,
		.everyone = in.everyone },
	    &id);
	if (rc == ERR_OK) {
		resp_redirect(rs, "/views?done=view_saved");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, strcmp(say, "saved_name") == 0 ? "name" : "", say, n);
	return show_again(cx, &f, rc, rs);
}

enum err
page_view_drop(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = saved_drop(cx, req_id(rq, 0));

	if (rc == ERR_OK)
		resp_redirect(rs, "/views?done=view_deleted");
	return rc;
}

struct first_input {
	bool off;
};

static const struct field first_fields[] = {
	FIELD(first_input, off, 0, 0, 1, NULL),
};
const struct schema view_first_schema = { first_fields, NELEM(first_fields),
	false };

enum err
page_view_first(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_id(rq, 0);
	struct first_input in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &view_first_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no form of ours");
	if (id == 0)
		return err_fail(cx, ERR_NOTFOUND, "no view");
	rc = saved_choose(cx, in.off ? 0 : id);
	if (rc == ERR_OK)
		resp_redirect(rs, "/views?done=saved");
	return rc;
}
