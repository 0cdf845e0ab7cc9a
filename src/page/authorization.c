/*
 * authorization.c - /authorizations: what support asks for, and what the
 * customer answers
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/tz.h"
#include "domain/act.h"
#include "domain/authorization.h"
#include "domain/catalogue.h"
#include "domain/draft.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/authorization.h"
#include "view/frame.h"
#include "view/time.h"
#include "web/href.h"

/* The list ---------------------------------------------------------------- */

struct query {
	const char *status;
	int64_t group, after;
};

static const struct field query_fields[] = {
	FIELD(query, status, LINE, 0, 2, "unknown_choice"),
	FIELD(query, group, 0, 1, INT64_MAX, NULL),
	FIELD(query, after, 0, 1, INT64_MAX, NULL),
};
const struct schema authorizations_query = { query_fields, NELEM(query_fields),
	false };

static const struct group_ref *
find_group(const struct session *se, int64_t id)
{
	for (size_t i = 0; i < se->noperated; i++)
		if (se->operated[i].id == id)
			return &se->operated[i];
	return NULL;
}

static enum err
read_filter(struct ctx *cx, const struct session *se, const struct query *in,
    struct auth_filter *out)
{
	int64_t code;

	*out = (struct auth_filter){
		.scope = se->account_admin ? SCOPE_ACCOUNT : SCOPE_MINE,
		.before = in->after,
		.limit = cx->conf->tickets_page_size,
	};
	if (strcmp(in->status, "-1") == 0)
		out->statuses = A(AUTH_INITIAL);
	else if (*in->status != '\0') {
		if (!parse_int(in->status, 0, AUTH_CODE_MAX, &code))
			return err_say(cx, ERR_INVALID, "unknown_choice",
			    "no status \"%s\"", in->status);
		out->statuses = A(code);
	}
	if (in->group == 0)
		return ERR_OK;
	out->scope = SCOPE_GROUP;
	out->group_id = in->group;
	return find_group(se, in->group) != NULL
	    ? ERR_OK
	    : err_fail(cx, ERR_NOTFOUND, "not an operator's group");
}

static const char *
list_href(
    struct ctx *cx, const struct query *in, const char *status, int64_t after)
{
	const struct param p[] = {
		{ "group",
		    in->group == 0
			? ""
			: arena_printf(cx->mem, "%" PRId64, in->group) },
		{ "status", status },
		{ "after",
		    after == 0 ? ""
			       : arena_printf(cx->mem, "%" PRId64, after) },
	};

	return href_query(cx->mem, "/authorizations", p, NELEM(p));
}

/* A tab for each state, and one for all. */
static void
put_tabs(struct ctx *cx, struct model *list, const struct query *in)
{
	struct model *row = model_row(list);

	model_text(row, "h", list_href(cx, in, "", 0));
	model_flag(row, "on", *in->status == '\0');
	for (int i = 0; i <= AUTH_CODE_MAX + 1; i++) {
		/* The initial one, which nobody meets today, is the last. */
		int s = i <= AUTH_CODE_MAX ? i : AUTH_INITIAL;
		const char *code = arena_printf(cx->mem, "%d", s);

		row = model_row(list);
		model_text(row, "h", list_href(cx, in, code, 0));
		model_text(
		    row, "s", auth_state_key(cx->mem, (enum auth_status)s));
		model_flag(row, "on", strcmp(in->status, code) == 0);
	}
}

static enum err
read_list(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct auth_filter *filter, struct resp *rs)
{
	const struct group_ref *g = find_group(rq->session, in->group);
	struct auth_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "authorization/list.cs");
	if (rc == ERR_OK)
		rc = authorization_list(cx, filter, &list);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	if (g != NULL) {
		model_int(m, "Of.id", g->id);
		model_text(m, "Of.name", g->name);
	}
	put_tabs(cx, model_at(m, "Tab"), in);
	for (size_t i = 0; i < list.count; i++)
		model_put_auth_row(
		    cx, model_row(model_at(m, "Row")), &list.item[i]);
	model_flag(m, "Others", filter->scope != SCOPE_MINE);
	model_flag(m, "List.some", *in->status != '\0');
	if (in->after != 0)
		model_text(m, "List.first", list_href(cx, in, in->status, 0));
	if (list.next != 0)
		model_text(
		    m, "List.next", list_href(cx, in, in->status, list.next));
	rs->etag = true;
	return ERR_OK;
}

enum err
page_authorizations(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct auth_filter filter;
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &authorizations_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = read_filter(cx, rq->session, &in, &filter);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, read_list(cx, rq, &in, &filter, rs));
	return rc;
}

/* One --------------------------------------------------------------------- */

struct grant {
	struct auth_key key[AUTH_DETAILS_MAX];
	const char *auth_effective_time, *auth_expire_time, *agency_id;
	int64_t agreement;
};

/* The fields of detail n. */
#define KEY(n)                                                                 \
	{ .name = "port_" #n,                                                  \
		.type = FIELD_INT,                                             \
		.offset = offsetof(struct grant, key[(n)-1].port),             \
		.min = 1,                                                      \
		.max = 65535,                                                  \
		.say = "port_invalid" },                                       \
	    { .name = "account_" #n,                                           \
		    .type = FIELD_TEXT,                                        \
		    .flags = LINE | SECRET,                                    \
		    .offset = offsetof(struct grant, key[(n)-1].account),      \
		    .max = AUTH_ACCOUNT_MAX },                                 \
	{                                                                      \
		.name = "password_" #n, .type = FIELD_TEXT, .flags = SECRET,   \
		.offset = offsetof(struct grant, key[(n)-1].password),         \
		.max = AUTH_PASSWORD_MAX                                       \
	}

static const struct field confirm_fields[] = {
	KEY(1),
	KEY(2),
	KEY(3),
	KEY(4),
	KEY(5),
	FIELD(grant, auth_effective_time, LINE, 0, 19, "moment_invalid"),
	FIELD(grant, auth_expire_time, LINE, 0, 19, "moment_invalid"),
	FIELD(grant, agency_id, LINE, 0, AUTH_AGENCY_MAX, NULL),
	FIELD(grant, agreement, 0, 1, INT64_MAX, "agreement_needed"),
};
const struct schema confirm_schema = { confirm_fields, NELEM(confirm_fields),
	false };

struct refusal {
	const char *reject_reason;
};
static const struct field refusal_fields[] = {
	FIELD(refusal, reject_reason, REQUIRED, 1, AUTH_REASON_MAX, NULL),
};
const struct schema refusal_schema = { refusal_fields, NELEM(refusal_fields),
	false };
const struct schema cancel_schema = { NULL, 0, false };

static const char *
href_one(struct ctx *cx, int64_t id, const char *act)
{
	return arena_printf(cx->mem, "/authorizations/%" PRId64 "%s", id, act);
}

/* A form not begun yet: usual ports, a day from now on. */
static void
prefill(struct ctx *cx, struct form *f, const struct authorization *z)
{
	const struct auth_way *way = auth_way_find(z->resource, z->visit);

	for (size_t i = 0; i < z->ndetail; i++)
		if (way != NULL && way->port != 0 && z->detail[i].type == 1)
			form_set(f,
			    arena_printf(
				cx->mem, "port_%d", (int)z->detail[i].number),
			    arena_printf(cx->mem, "%" PRId64, way->port));
	form_set(f, "auth_effective_time", page_moment_text(cx, cx->now));
	form_set(f, "auth_expire_time",
	    page_moment_text(cx, cx->now + AUTH_SPAN_USUAL));
}

static enum err
begin_form(struct ctx *cx, const struct req *rq, const struct authorization *z,
    struct model *m, struct form *f)
{
	const struct draft *d;
	enum err rc;

	rc = draft_get(cx, href_one(cx, z->id, "/confirm"), &d);
	if (rc != ERR_OK)
		return rc;
	form_blank(cx, f, &confirm_schema, rq, d != NULL ? d->fields : NULL);
	if (d == NULL)
		prefill(cx, f, z);
	else
		model_text(m, "F.Draft", time_words(cx, d->saved_at));
	return ERR_OK;
}

/* What it takes, beside each detail. */
static void
put_needs(struct model *m, const struct authorization *z)
{
	const struct auth_way *way = auth_way_find(z->resource, z->visit);

	if (way == NULL)
		return;
	model_flag(m, "Needs.port", way->needs & NEEDS_PORT);
	model_flag(
	    m, "Needs.account", way->needs & (NEEDS_ACCOUNT | TAKES_ACCOUNT));
	model_flag(m, "Needs.optional", way->needs & TAKES_ACCOUNT);
	model_flag(m, "Needs.password", way->needs & NEEDS_PASSWORD);
	model_flag(m, "Needs.agency", way->needs & NEEDS_AGENCY);
}

/* The fields of each detail from F.NAME_n to its row. */
static void
put_fields(struct ctx *cx, struct model *m, const struct authorization *z)
{
	static const char *const names[] = { "port", "account", "password" };
	static const char *const parts[] = { "v", "e", "lost" };

	for (size_t i = 0; i < z->ndetail; i++) {
		const char *row = arena_printf(cx->mem, "%zu", i);
		struct model *d = model_node(
		    model_at(m, "D"), row, strlen(row));

		for (size_t j = 0; j < NELEM(names); j++) {
			const char *from = arena_printf(cx->mem, "F.%s_%d",
			    names[j], (int)z->detail[i].number);
			struct model *to = model_node(
			    d, names[j], strlen(names[j]));
			for (size_t k = 0; k < NELEM(parts); k++) {
				const char *v = model_get(m,
				    arena_printf(
					cx->mem, "%s.%s", from, parts[k]));

				if (*v != '\0')
					model_put(model_node(to, parts[k],
						      strlen(parts[k])),
					    v);
			}
		}
	}
}

static void
put_agreement(struct model *m, const struct agreement *a)
{
	if (a->id == 0)
		return;
	model_int(m, "id", a->id);
	model_int(m, "version", a->version);
	model_text(m, "name", a->name);
	model_text(m, "text", a->content);
}

/* back: the form that comes back with what was typed, or NULL. */
static enum err
read_one(
    struct ctx *cx, const struct req *rq, struct form *back, struct resp *rs)
{
	struct secret_history history;
	struct authorization z;
	struct agreement a;
	struct form blank;
	struct model *m;
	enum err rc;

	rc = authorization_get(cx, req_id(rq, 0), &z);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "authorization/show.cs");
	if (rc == ERR_OK)
		rc = authorization_history(cx, z.id, &history);
	if (rc == ERR_OK)
		rc = authorization_agreement(cx, &a);
	if (rc != ERR_OK)
		return rc;

	m = rs->model;
	model_put_auth(cx, m, &z);
	model_put_auth_details(m, &z);
	model_put_history(cx, model_at(m, "Look"), &history);
	model_flag(m, "May.confirm", authorization_may(cx, &z, AUTH_CONFIRM));
	model_flag(m, "May.reject", authorization_may(cx, &z, AUTH_REJECT));
	model_flag(m, "May.cancel", authorization_may(cx, &z, AUTH_CANCEL));
	model_text(m, "Key", form_key(cx, rq->session, "", 0));
	model_text(m, "Key2", form_key(cx, rq->session, "", 0));
	put_needs(m, &z);
	put_agreement(model_at(m, "Agreement"), &a);
	if (back == NULL || back->schema != &confirm_schema)
		rc = begin_form(cx, rq, &z, m, &blank);
	if (rc != ERR_OK)
		return rc;
	if (back == NULL || back->schema != &confirm_schema)
		model_put_form(cx, m, model_at(m, "F"), &blank, NULL, 0);
	if (back != NULL)
		model_put_form(cx, m, model_at(m, "F"), back, NULL, 0);
	put_fields(cx, m, &z);
	return ERR_OK;
}

static enum err
show(struct ctx *cx, const struct req *rq, struct form *back, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_one(cx, rq, back, rs)) : rc;
}

enum err
page_authorization(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, rs);
}

/* The answer -------------------------------------------------------------- */

/* Does he see such a one?  Before anything of what was typed is said. */
static enum err
look(struct ctx *cx, const struct req *rq, struct authorization *z)
{
	view_zone(cx, rq);
	return authorization_get(cx, req_id(rq, 0), z);
}

static enum err
finish(struct ctx *cx, struct form *f, enum err rc, const char *done,
    struct resp *rs)
{
	const char *say;
	int64_t n;

	if (rc == ERR_OK) {
		resp_redirect(rs,
		    href_done(
			cx->mem, href_one(cx, req_id(f->rq, 0), ""), done));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(f,
	    strcmp(say, "reason_needed") == 0 ? "reject_reason" : "", say, n);
	rs->status = form_status(f, rc);
	return show(cx, f->rq, f, rs);
}

static void
read_moment(
    struct ctx *cx, struct form *f, const char *name, const char *s, int64_t *t)
{
	if (*s != '\0' && !page_moment(cx, s, t))
		form_complain(f, name, "moment_invalid", 0);
}

static enum err
read_grant(struct ctx *cx, struct form *f, const struct authorization *z,
    const struct grant *in, struct auth_grant *out)
{
	struct auth_wrongs w;
	enum err rc;

	*out = (struct auth_grant){ .agency = in->agency_id,
		.agreement_id = in->agreement };
	memcpy(out->key, in->key, sizeof(out->key));
	read_moment(
	    cx, f, "auth_effective_time", in->auth_effective_time, &out->from);
	read_moment(cx, f, "auth_expire_time", in->auth_expire_time, &out->to);
	rc = authorization_check_grant(cx, z, out, &w);
	/* What the form has complained of already comes first. */
	for (size_t i = 0; rc == ERR_OK && i < w.count; i++)
		if (form_error(f, w.item[i].field) == NULL)
			form_complain(
			    f, w.item[i].field, w.item[i].say, w.item[i].n);
	return rc;
}

enum err
page_authorization_confirm(
    struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct authorization z;
	struct auth_grant grant;
	bool replayed = false;
	struct grant in;
	struct form f;
	enum err rc;
	bool good;

	rc = look(cx, rq, &z);
	if (rc != ERR_OK)
		return rc;
	good = form_read(cx, &f, &confirm_schema, rq, &in);
	if (f.say == NULL) {
		rc = act_replayed(cx, &replayed);
		if (rc == ERR_OK && !replayed)
			rc = read_grant(cx, &f, &z, &in, &grant);
	}
	if (rc != ERR_OK)
		return finish(cx, &f, rc, "", rs);
	if (!replayed && (!good || form_wrong(&f))) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	return finish(cx, &f,
	    replayed ? ERR_OK : authorization_confirm(cx, z.id, &grant),
	    "auth_confirmed", rs);
}

enum err
page_authorization_reject(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct authorization z;
	struct refusal in;
	struct form f;
	enum err rc;

	rc = look(cx, rq, &z);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &refusal_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	return finish(cx, &f, authorization_reject(cx, z.id, in.reject_reason),
	    "auth_rejected", rs);
}

enum err
page_authorization_cancel(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct authorization z;
	struct form f;
	enum err rc;

	rc = look(cx, rq, &z);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &cancel_schema, rq, NULL)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	return finish(
	    cx, &f, authorization_cancel(cx, z.id), "auth_cancelled", rs);
}
