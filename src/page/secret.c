/*
 * secret.c - /agent/tickets/:id/authorization, recall, reveal: what the
 * staff ask for, and the one page on which a secret stands
 */
#include <string.h>

#include "domain/act.h"
#include "domain/authorization.h"
#include "domain/catalogue.h"
#include "domain/confidential.h"
#include "domain/draft.h"
#include "domain/extra.h"
#include "page/page.h"
#include "page/pages.h"
#include "page/show.h"
#include "view/authorization.h"
#include "view/time.h"
#include "web/href.h"

struct ask {
	int64_t resource_type_id, visit_type_id;
	const char *auth_describe;
	struct place_typed {
		const char *type, *instance, *region;
	} place[AUTH_DETAILS_MAX];
};

#define PLACE(n)                                                               \
	{ .name = "detail_type_" #n,                                           \
		.type = FIELD_TEXT,                                            \
		.flags = LINE,                                                 \
		.offset = offsetof(struct ask, place[(n)-1].type),             \
		.max = 1,                                                      \
		.say = "unknown_choice" },                                     \
	    { .name = "instance_name_" #n,                                     \
		    .type = FIELD_TEXT,                                        \
		    .flags = LINE,                                             \
		    .offset = offsetof(struct ask, place[(n)-1].instance),     \
		    .max = AUTH_INSTANCE_MAX },                                \
	{                                                                      \
		.name = "region_id_" #n, .type = FIELD_TEXT, .flags = LINE,    \
		.offset = offsetof(struct ask, place[(n)-1].region),           \
		.max = 64, .say = "unknown_choice"                             \
	}

static const struct field ask_fields[] = {
	FIELD(ask, resource_type_id, 0, 1, 4, "unknown_choice"),
	FIELD(ask, visit_type_id, REQUIRED, 1, 7, "unknown_choice"),
	FIELD(ask, auth_describe, REQUIRED, 1, AUTH_DESCRIBE_MAX, NULL),
	PLACE(1),
	PLACE(2),
	PLACE(3),
	PLACE(4),
	PLACE(5),
};
const struct schema ask_schema = { ask_fields, NELEM(ask_fields), true };

struct recall {
	int64_t authorization_id;
};
static const struct field recall_fields[] = {
	FIELD(recall, authorization_id, REQUIRED, 1, INT64_MAX, NULL),
};
const struct schema recall_schema = { recall_fields, NELEM(recall_fields),
	true };

struct reveal {
	const char *what;
};
static const struct field reveal_fields[] = {
	FIELD(reveal, what, REQUIRED | LINE, 1, 40, "unknown_choice"),
};
const struct schema reveal_schema = { reveal_fields, NELEM(reveal_fields),
	true };

/* The ways in, in groups of what they lead to. */
static void
put_ways(struct ctx *cx, struct model *page, const struct form *f)
{
	struct model *group = NULL, *row;
	int64_t resource = 0;

	for (size_t i = 0; i < nauth_ways; i++) {
		const struct auth_way *w = &auth_ways[i];

		if (w->resource != resource) {
			resource = w->resource;
			group = model_row(model_at(page, "Res"));
			model_int(group, "id", resource);
			model_flag(group, "on",
			    strcmp(form_value(f, "resource_type_id"),
				model_get(group, "id")) == 0);
		}
		row = model_row(model_at(group, "V"));
		model_int(row, "id", w->visit);
		model_flag(row, "on",
		    strcmp(form_value(f, "visit_type_id"),
			model_get(row, "id")) == 0);
	}
	(void)cx;
}

/* A row for each place of the form, from what stands at F. */
static void
put_places(struct ctx *cx, struct model *m, const struct form *f)
{
	static const struct {
		const char *field, *name;
	} names[] = { { "detail_type", "type" }, { "instance_name", "name" },
		{ "region_id", "region" } };

	for (int i = 1; i <= AUTH_DETAILS_MAX; i++) {
		struct model *row = model_row(model_at(m, "P"));

		model_int(row, "n", i);
		for (size_t j = 0; j < NELEM(names); j++) {
			const char *name = arena_printf(
			    cx->mem, "%s_%d", names[j].field, i);
			struct model *to = model_node(
			    row, names[j].name, strlen(names[j].name));
			const char *v = form_value(f, name);
			const char *e = model_get(
			    m, arena_printf(cx->mem, "F.%s.e", name));

			if (*v != '\0')
				model_text(to, "v", v);
			if (*e != '\0')
				model_text(to, "e", e);
			model_flag(m, "More", i > 1 && (*v || *e));
		}
	}
}

static enum err
put_regions(struct ctx *cx, struct model *list)
{
	struct choices regions;
	enum err rc;

	rc = catalogue_regions(cx, &regions);
	for (size_t i = 0; rc == ERR_OK && i < regions.count; i++) {
		struct model *row = model_row(list);

		model_text(row, "id", regions.item[i].id);
		model_text(row, "name", regions.item[i].name);
	}
	return rc;
}

/* back: the form that comes back, or NULL. */
static enum err
read_ask(struct ctx *cx, const struct req *rq, const struct form *back,
    struct resp *rs)
{
	const char *address = rq->path;
	const struct draft *d = NULL;
	struct form blank;
	struct shown s;
	struct model *m;
	enum err rc;

	rc = show_read(
	    cx, rq, rs, "agent/authorization.cs", req_ticket(rq, 0), 0, &s);
	if (rc == ERR_OK && *model_get(rs->model, "Ask") == '\0' &&
	    back == NULL)
		rc = s.ticket.assignee_id != cx->actor && cx->role < ROLE_LEAD
		    ? err_say(cx, ERR_DENIED, "not_yours", "not his ticket")
		    : err_say(cx, ERR_CONFLICT, "wrong_state", "not at work");
	if (rc == ERR_OK && back == NULL)
		rc = draft_get(cx, address, &d);
	if (rc == ERR_OK)
		rc = put_regions(cx, model_at(rs->model, "Region"));
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	if (back == NULL) {
		form_blank(
		    cx, &blank, &ask_schema, rq, d != NULL ? d->fields : NULL);
		back = &blank;
	}
	if (d != NULL)
		model_text(m, "F.Draft", time_words(cx, d->saved_at));
	model_put_form(cx, m, model_at(m, "F"), back, NULL, 0);
	put_ways(cx, m, back);
	put_places(cx, m, back);
	model_text(
	    m, "AskKey", form_key(cx, rq->session, address, s.ticket.revision));
	return ERR_OK;
}

static enum err
show_ask(struct ctx *cx, const struct req *rq, const struct form *back,
    struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_ask(cx, rq, back, rs)) : rc;
}

enum err
page_desk_ask(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_ask(cx, rq, NULL, rs);
}

/* Where the resource is not named, the way says it. */
static int64_t
resource_of(const struct ask *in)
{
	for (size_t i = 0; i < nauth_ways && in->resource_type_id == 0; i++)
		if (auth_ways[i].visit == in->visit_type_id)
			return auth_ways[i].resource;
	return in->resource_type_id;
}

static void
read_request(
    struct ctx *cx, struct form *f, const struct ask *in, struct auth_new *out)
{
	struct auth_wrongs w;

	*out = (struct auth_new){ .resource = resource_of(in),
		.visit = in->visit_type_id,
		.describe = in->auth_describe };
	for (size_t i = 0; i < AUTH_DETAILS_MAX; i++) {
		const struct place_typed *p = &in->place[i];
		int64_t type = -1;

		if (*p->type != '\0' && !parse_int(p->type, 0, 1, &type))
			type = 2; /* none that there is */
		out->place[i] = (struct auth_place){ type, p->instance,
			p->region };
	}
	authorization_check_new(cx, out, &w);
	for (size_t i = 0; i < w.count; i++) {
		size_t at = 0;

		while (at < f->schema->n &&
		    strcmp(f->schema->field[at].name, w.item[i].field) != 0)
			at++;
		if (at == f->schema->n || f->error[at] == NULL)
			form_complain(
			    f, w.item[i].field, w.item[i].say, w.item[i].n);
	}
}

enum err
page_desk_ask_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t ticket = req_ticket(rq, 0), id, n;
	struct auth_new request;
	const char *say;
	struct ticket t;
	struct ask in;
	struct form f;
	enum err rc;
	bool good;

	rc = ticket_get(cx, ticket, &t);
	if (rc != ERR_OK)
		return rc;
	good = form_read(cx, &f, &ask_schema, rq, &in);
	if (f.say == NULL)
		read_request(cx, &f, &in, &request);
	if (!good || form_wrong(&f)) {
		rs->status = form_status(&f, ERR_OK);
		return show_ask(cx, rq, &f, rs);
	}
	rc = authorization_request(cx, ticket, &request, &id);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    href_done(cx->mem, href_ticket(cx->mem, true, ticket),
			"auth_asked"));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, "", say, n);
	rs->status = form_status(&f, rc);
	return show_ask(cx, rq, &f, rs);
}

enum err
page_desk_recall(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t ticket = req_ticket(rq, 0);
	struct recall in;
	struct ticket t;
	struct form f;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &recall_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "unknown_choice", "recalls what?");
	rc = authorization_recall(cx, ticket, in.authorization_id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem, href_ticket(cx->mem, true, ticket),
			"auth_recalled"));
	return rc;
}

/* Looking ----------------------------------------------------------------- */

/* "authorization-7" or "message-3"; "extends_secret_pin" names its field. */
static bool
number_of(const char *what, const char *kind, int64_t *out)
{
	size_t len = strlen(kind);

	return strncmp(what, kind, len) == 0 &&
	    parse_int(what + len, 1, INT64_MAX, out);
}

static enum err
show_secret(struct ctx *cx, const struct req *rq, const struct ticket *t,
    const struct authorization *z, const char *text, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/reveal.cs");
	if (rc != ERR_OK)
		return rc;
	rs->secret = true;
	model_text(rs->model, "Ticket.Href", href_ticket(cx->mem, true, t->id));
	model_text(rs->model, "Ticket.id", href_ticket_name(cx->mem, t->id));
	model_text(rs->model, "Ticket.title", t->title);
	if (text != NULL) {
		model_text(rs->model, "Text", text);
		return ERR_OK;
	}
	model_put_auth(cx, rs->model, z);
	model_put_auth_details(rs->model, z);
	return ERR_OK;
}

enum err
page_desk_reveal(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t ticket = req_ticket(rq, 0), id;
	struct authorization z;
	const char *text = NULL;
	struct reveal in;
	struct ticket t;
	struct form f;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc != ERR_OK)
		return rc;
	/* The statements say the same; but before anything of the form. */
	if (t.assignee_id != cx->actor)
		return err_say(
		    cx, ERR_DENIED, "not_holder", "he has not the ticket");
	if (!form_read(cx, &f, &reveal_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "unknown_choice", "looks at what?");
	if (number_of(in.what, "authorization-", &id))
		rc = authorization_reveal(cx, ticket, id, &z);
	else if (number_of(in.what, "message-", &id))
		rc = confidential_reveal(cx, ticket, id, &text);
	else if (strncmp(in.what, EXTRA_PREFIX, strlen(EXTRA_PREFIX)) == 0)
		rc = extra_reveal(
		    cx, ticket, in.what + strlen(EXTRA_PREFIX), &text);
	else
		rc = err_say(cx, ERR_INVALID, "unknown_choice",
		    "there is no secret \"%s\"", in.what);
	if (rc != ERR_OK)
		return rc;
	/* Sent again, it has been shown: each look is asked for anew. */
	if (cx->op.replayed) {
		resp_redirect(rs,
		    href_done(cx->mem, href_ticket(cx->mem, true, ticket),
			"revealed"));
		return ERR_OK;
	}
	return show_secret(cx, rq, &t, &z, text, rs);
}
