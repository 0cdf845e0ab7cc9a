/*
 * new.c - /tickets/new in three steps.
 */
#include "page/new.h"

#include <string.h>

#include "domain/act.h"
#include "domain/draft.h"
#include "domain/extra.h"
#include "domain/quota.h"
#include "domain/relation.h"
#include "domain/user.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/side.h"
#include "view/ticket.h"
#include "view/time.h"
#include "web/href.h"

struct chosen {
	const char *product_category_id, *business_type_id;
	const char *related_id; /* the ticket that it follows */
};

static const struct field query_fields[] = {
	FIELD(chosen, product_category_id, LINE, 0, 64, "unknown_choice"),
	FIELD(chosen, business_type_id, LINE, 0, 64, "unknown_choice"),
	FIELD(chosen, related_id, LINE, 0, 64, "relation_unknown"),
};
const struct schema new_query = { query_fields, NELEM(query_fields), false };

const struct choice *
new_find(const struct choices *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i].id, id) == 0)
			return &list->item[i];
	return NULL;
}

void
new_put_choice(struct model *row, const struct choice *c)
{
	model_text(row, "id", c->id);
	model_text(row, "name", c->name);
	if (*c->desc != '\0')
		model_text(row, "desc", c->desc);
}

/* Those that his account uses come first. */
static void
put_regions(struct model *m, const struct choices *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct choice *c = &from->item[i];

		new_put_choice(model_row(c->used ? model_at(m, "Used")
						 : model_at(m, "Region")),
		    c);
	}
}

/* What the draft of a new ticket has in that field, "" if there is none. */
static enum err
drafted(struct ctx *cx, const char *field, const char **out)
{
	const struct draft *d;
	enum err rc;

	rc = draft_get(cx, NEW_POST, &d);
	if (rc == ERR_OK)
		*out = d != NULL ? draft_value(cx, d->fields, field) : "";
	return rc;
}

/* How many tickets are open of those that the account may have, for one kind
 * of problem ("" altogether); "" if there is no limit. */
static const char *
quota_words(struct ctx *cx, const struct quota_list *quotas, const char *type)
{
	const struct quota *q = quota_find(quotas, type);
	const struct slot slots[] = {
		{ "n", arena_printf(cx->mem, "%d", q ? (int)q->open : 0) },
		{ "max", arena_printf(cx->mem, "%d", q ? (int)q->total : 0) },
	};

	return q == NULL
	    ? ""
	    : lang_fill(cx,
		  lang_text(cx, "Fmt", *type == '\0' ? "Quota" : "QuotaKind"),
		  slots, NELEM(slots));
}

/* What there is to say of them before somebody types: how many are open, and
 * that no more can be. */
static enum err
put_quota(struct ctx *cx, struct model *m, const char *type)
{
	struct quota_list quotas;
	const char *say;
	int64_t n;
	enum err rc;

	rc = quota_mine(cx, &quotas);
	if (rc != ERR_OK || quotas.count == 0)
		return rc;
	if (*type != '\0')
		model_text(m, "kind", quota_words(cx, &quotas, type));
	model_text(m, "all", quota_words(cx, &quotas, ""));
	rc = quota_check(cx, type);
	if (rc != ERR_CONFLICT)
		return rc;
	if (page_recovers(cx, rc, &say, &n))
		model_text(m, "full", lang_say(cx, say, n, NULL, 0));
	return ERR_OK;
}

/* First and second step ---------------------------------------------------- */

/* Beside the choices: what was asked for is none of them. */
#define put_unknown(cx, m, name)                                               \
	do {                                                                   \
		model_text(m, "F." name ".e",                                  \
		    lang_say(cx, "unknown_choice", 0, NULL, 0));               \
		model_put_error(                                               \
		    m, name, lang_say(cx, "unknown_choice", 0, NULL, 0));      \
	} while (0)

enum err
new_show_products(struct ctx *cx, const struct choices *products,
    const char *chosen, struct resp *rs)
{
	struct model *sub = NULL, *row, *m = rs->model;
	const char *group = NULL, *on;
	enum err rc;

	rc = drafted(cx, "product_category_id", &on);
	if (rc != ERR_OK)
		return rc;
	rc = put_quota(cx, model_at(m, "Quota"), "");
	if (rc != ERR_OK)
		return rc;
	rs->page = "tickets/new1.cs";
	rs->etag = true;
	for (size_t i = 0; i < products->count; i++) {
		const struct choice *c = &products->item[i];

		if (group == NULL || strcmp(group, c->group) != 0) {
			group = c->group;
			sub = model_row(model_at(m, "Sub"));
			model_text(sub, "name", group);
		}
		row = model_row(model_at(sub, "P"));
		new_put_choice(row, c);
		model_flag(row, "on", strcmp(c->id, on) == 0);
	}
	if (*chosen != '\0') {
		rs->status = 422;
		put_unknown(cx, m, "product_category_id");
	}
	return ERR_OK;
}

enum err
new_show_types(struct ctx *cx, const struct choice *product,
    const struct choices *types, const char *chosen, struct resp *rs)
{
	struct quota_list quotas;
	const char *on;
	enum err rc;

	rc = drafted(cx, "business_type_id", &on);
	if (rc != ERR_OK)
		return rc;
	rc = put_quota(cx, model_at(rs->model, "Quota"), "");
	if (rc == ERR_OK)
		rc = quota_mine(cx, &quotas);
	if (rc != ERR_OK)
		return rc;
	rs->page = "tickets/new2.cs";
	rs->etag = true;
	new_put_choice(model_at(rs->model, "Product"), product);
	for (size_t i = 0; i < types->count; i++) {
		const struct choice *c = &types->item[i];
		const char *words = quota_words(cx, &quotas, c->id);
		struct model *row = model_row(model_at(rs->model, "Type"));

		new_put_choice(row, c);
		model_flag(row, "on", strcmp(c->id, on) == 0);
		if (*words != '\0')
			model_text(row, "end", words);
	}
	if (*chosen != '\0') {
		rs->status = 422;
		put_unknown(cx, rs->model, "business_type_id");
	}
	return ERR_OK;
}

/* Third step --------------------------------------------------------------- */

static void
put_severities(struct ctx *cx, struct model *list, const struct choices *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct choice *c = &from->item[i];
		struct slot span = { "span",
			duration_words(cx, c->first_response) };
		struct model *row = model_row(list);

		new_put_choice(row, c);
		model_text(row, "end",
		    lang_fill(cx,
			lang_text(cx, "Fmt",
			    c->around_the_clock ? "FirstAnswer"
						: "FirstWorking"),
			&span, 1));
	}
}

static enum err
put_agreement(struct ctx *cx, struct model *m)
{
	struct agreement a;
	enum err rc;

	rc = agreement_due(cx, &a);
	if (rc != ERR_OK || a.id == 0)
		return rc;
	model_int(m, "id", a.id);
	model_int(m, "version", a.version);
	model_text(m, "name", a.name);
	model_text(m, "text", a.content);
	return ERR_OK;
}

enum err
new_put_offers(struct ctx *cx, const struct req *rq, struct model *m)
{
	struct slot copies = { "n", STR_(TICKET_CC_MAX) };
	struct choices severities, regions;
	enum err rc;

	rc = catalogue_severities(cx, &severities);
	if (rc == ERR_OK)
		rc = catalogue_regions(cx, &regions);
	if (rc == ERR_OK)
		rc = put_agreement(cx, model_at(m, "Agreement"));
	if (rc != ERR_OK)
		return rc;
	put_severities(cx, model_at(m, "Sev"), &severities);
	put_regions(m, &regions);
	model_put_times(model_at(m, "Time"));
	model_text(m, "Say",
	    lang_fill(cx, lang_text(cx, "Fmt", "Copies"), &copies, 1));
	model_text(m, "Key", form_key(cx, rq->session, NEW_POST, 0));
	return ERR_OK;
}

/* What a ticket that follows another one begins with. */
static const char *
follow_words(struct ctx *cx, const struct ticket *t, const char *content)
{
	const struct slot slots[] = {
		{ "number", href_ticket_name(cx->mem, t->id) },
		{ "title", t->title },
	};

	return arena_printf(cx->mem, "%s\n\n%s",
	    lang_fill(
		cx, lang_text(cx, "Fmt", "FollowUp"), slots, NELEM(slots)),
	    content + strspn(content, "\n"));
}

enum err
new_prefill(
    struct ctx *cx, struct form *f, const char *type, const struct ticket *t)
{
	const char *content;
	struct user u;
	enum err rc;

	rc = catalogue_template(cx, type, &content);
	if (rc == ERR_OK)
		rc = user_me(cx, &u);
	if (rc != ERR_OK)
		return rc;
	if (t->id != 0) {
		content = follow_words(cx, t, content);
		form_set(f, "related_id", href_ticket_name(cx->mem, t->id));
	}
	form_set(f, "simple_description", content);
	form_set(f, "remind_mail", u.email);
	form_set(f, "area_code", u.area_code);
	form_set(f, "remind_mobile", u.mobile);
	return ERR_OK;
}

static enum err
put_extras(struct ctx *cx, struct model *m, const char *type,
    const struct param *typed, size_t n)
{
	struct extra_list list;
	enum err rc;

	rc = extra_fields(cx, type, &list);
	if (rc == ERR_OK)
		model_put_extras(cx, m, &list, typed, n, NULL);
	return rc;
}

/* Was the draft made with this choice? */
static bool
is_of(const struct form *f, const struct chosen *in)
{
	return strcmp(form_value(f, "product_category_id"),
		   in->product_category_id) == 0 &&
	    strcmp(form_value(f, "business_type_id"), in->business_type_id) ==
	    0 &&
	    (*in->related_id == '\0' ||
		strcmp(form_value(f, "related_id"), in->related_id) == 0);
}

/* A draft counts for the choice that it was made with, and no other. */
static enum err
begin_form(struct ctx *cx, const struct req *rq, const struct chosen *in,
    const struct ticket *t, struct model *m, struct form *f,
    struct taken *files)
{
	struct param *typed = NULL;
	const struct draft *d;
	size_t ntyped = 0;
	enum err rc;

	rc = draft_get(cx, NEW_POST, &d);
	if (rc != ERR_OK)
		return rc;
	if (d != NULL) {
		form_blank(cx, f, &create_schema, rq, d->fields);
		if (is_of(f, in)) {
			model_text(m, "F.Draft", time_words(cx, d->saved_at));
			draft_params(cx, d->fields, &typed, &ntyped);
			rc = put_extras(
			    cx, m, in->business_type_id, typed, ntyped);
			return rc == ERR_OK ? files_draft(cx, d->fields, files)
					    : rc;
		}
	}
	form_blank(cx, f, &create_schema, rq, NULL);
	rc = put_extras(cx, m, in->business_type_id, NULL, 0);
	return rc == ERR_OK ? new_prefill(cx, f, in->business_type_id, t) : rc;
}

enum err
new_put_related(
    struct ctx *cx, struct model *m, const char *typed, struct ticket *t)
{
	struct ticket other = { 0 };
	enum err rc;

	if (*typed == '\0')
		return ERR_OK;
	model_text(m, "Related.id", typed);
	rc = ticket_get(cx, relation_number(typed), &other);
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		return ERR_OK;
	}
	if (rc != ERR_OK)
		return rc;
	model_text(m, "Related.t", other.title);
	if (t != NULL)
		*t = other;
	return ERR_OK;
}

void
new_put_form(struct ctx *cx, struct model *m, const struct form *f,
    const struct taken *files)
{
	struct model *at = model_at(m, "F");

	model_put_form(cx, m, at, f, NULL, 0);
	files_show(cx, m, at, files, "files");
}

/* What follows another ticket begins in its place, as far as that can still
 * be chosen. */
static enum err
begin_place(struct ctx *cx, const struct ticket *t,
    const struct choices *products, struct chosen *in)
{
	struct choices types;
	enum err rc;

	if (t->id == 0 || *in->product_category_id != '\0' ||
	    new_find(products, t->product_id) == NULL)
		return ERR_OK;
	in->product_category_id = t->product_id;
	rc = catalogue_problem_types(cx, t->product_id, &types);
	if (rc == ERR_OK && new_find(&types, t->problem_type_id) != NULL)
		in->business_type_id = t->problem_type_id;
	return rc;
}

static enum err
read_new(
    struct ctx *cx, const struct req *rq, struct chosen *in, struct resp *rs)
{
	struct taken files = { 0 };
	struct choices products, types;
	const struct choice *product, *type;
	struct ticket follows = { 0 };
	struct form f;
	enum err rc;

	rc = page_begin(cx, rq, rs, "tickets/new3.cs");
	if (rc == ERR_OK)
		rc = catalogue_products(cx, &products);
	if (rc == ERR_OK)
		rc = new_put_related(cx, rs->model, in->related_id, &follows);
	if (rc == ERR_OK)
		rc = begin_place(cx, &follows, &products, in);
	if (rc != ERR_OK)
		return rc;
	product = new_find(&products, in->product_category_id);
	if (product == NULL)
		return new_show_products(
		    cx, &products, in->product_category_id, rs);
	rc = catalogue_problem_types(cx, product->id, &types);
	if (rc != ERR_OK)
		return rc;
	type = new_find(&types, in->business_type_id);
	if (type == NULL)
		return new_show_types(
		    cx, product, &types, in->business_type_id, rs);

	new_put_choice(model_at(rs->model, "Product"), product);
	new_put_choice(model_at(rs->model, "Type"), type);
	rc = files_limits(cx, type->id, 0, rs->model);
	if (rc != ERR_OK)
		return rc;
	model_flag(rs->model, "Type.region", type->case_type == NEW_FAULT);
	rc = new_put_offers(cx, rq, rs->model);
	if (rc == ERR_OK)
		rc = put_quota(cx, model_at(rs->model, "Quota"), type->id);
	if (rc == ERR_OK)
		rc = begin_form(cx, rq, in, &follows, rs->model, &f, &files);
	if (rc == ERR_OK)
		new_put_form(cx, rs->model, &f, &files);
	return rc;
}

/* Who may not open tickets is told so before he types. */
static enum err
check_may(struct ctx *cx)
{
	bool may;
	enum err rc;

	rc = ticket_may_create(cx, &may);
	if (rc == ERR_OK && !may)
		rc = err_say(
		    cx, ERR_DENIED, "may_not_create", "tickets are not his");
	return rc;
}

enum err
page_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct chosen in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &new_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a choice of no kind");
	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = check_may(cx);
	if (rc == ERR_OK)
		rc = read_new(cx, rq, &in, rs);
	return snapshot_end(cx, rc);
}
