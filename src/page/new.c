/*
 * new.c - /tickets/new in three steps, and POST /tickets.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/contact.h"
#include "domain/confidential.h"
#include "domain/draft.h"
#include "domain/entry.h"
#include "domain/extra.h"
#include "domain/quota.h"
#include "domain/relation.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "page/side.h"
#include "view/draft.h"
#include "view/entry.h"
#include "view/side.h"
#include "view/ticket.h"
#include "view/time.h"
#include "web/href.h"

#define POST_TO "/tickets"
#define FAULT   5 /* case_type: needs a region */

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

struct create {
	const char *incident_sub_type_id, *product_category_id,
	    *business_type_id, *region_id, *severity_id;
	const char *simple_description;
	const char *remind_mail, *remind_mobile, *area_code, *remind_time,
	    *cc_email;
	const char *related_id;
	const char *confidential;
	int64_t agreement;
	struct values accessory_ids, secrets, extends;
};

static const struct field create_fields[] = {
	FIELD(create, incident_sub_type_id, LINE, 0, 64, "unknown_choice"),
	FIELD(create, product_category_id, REQUIRED | LINE, 1, 64,
	    "unknown_choice"),
	FIELD(
	    create, business_type_id, REQUIRED | LINE, 1, 64, "unknown_choice"),
	FIELD(create, simple_description, REQUIRED, 1, TICKET_DESCRIPTION_MAX,
	    NULL),
	FIELD(create, region_id, LINE, 0, 64, "unknown_choice"),
	FIELD(create, severity_id, LINE, 0, 64, "unknown_choice"),
	FIELD(create, remind_mail, LINE, 0, 128, "email_invalid"),
	FIELD(create, cc_email, LINE, 0, 1300, "email_invalid"),
	FIELD(create, area_code, LINE, 0, 5, "area_invalid"),
	FIELD(create, remind_mobile, LINE, 0, 32, "mobile_invalid"),
	FIELD(create, remind_time, LINE, 0, 16, "unknown_choice"),
	FIELD(create, confidential, SECRET, 0, CONFIDENTIAL_MAX, NULL),
	FIELD(create, agreement, 0, 1, INT64_MAX, "agreement_needed"),
	FIELD(create, accessory_ids, 0, 0, 99, "file_gone"),
	FIELD(create, related_id, LINE, 0, 64, "relation_unknown"),
	FIELD_SEVERAL(create, secrets, EXTRA_PREFIX EXTRA_SECRET, SECRET),
	FIELD_SEVERAL(create, extends, EXTRA_PREFIX, 0),
};
const struct schema create_schema = { create_fields, NELEM(create_fields),
	false };

static const struct choice *
find(const struct choices *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i].id, id) == 0)
			return &list->item[i];
	return NULL;
}

static void
put_choice(struct model *row, const struct choice *c)
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

		put_choice(model_row(c->used ? model_at(m, "Used")
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

	rc = draft_get(cx, POST_TO, &d);
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

static enum err
show_products(struct ctx *cx, const struct choices *products,
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
		put_choice(row, c);
		model_flag(row, "on", strcmp(c->id, on) == 0);
	}
	if (*chosen != '\0') {
		rs->status = 422;
		put_unknown(cx, m, "product_category_id");
	}
	return ERR_OK;
}

static enum err
show_types(struct ctx *cx, const struct choice *product,
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
	put_choice(model_at(rs->model, "Product"), product);
	for (size_t i = 0; i < types->count; i++) {
		const struct choice *c = &types->item[i];
		const char *words = quota_words(cx, &quotas, c->id);
		struct model *row = model_row(model_at(rs->model, "Type"));

		put_choice(row, c);
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

		put_choice(row, c);
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

/* Everything that the third step offers beside what was typed. */
static enum err
put_offers(struct ctx *cx, const struct req *rq, struct model *m)
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
	model_text(m, "Key", form_key(cx, rq->session, POST_TO, 0));
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

/* A form not begun yet: the template of the problem, and his own contact.
 * t: the ticket that it follows; id 0: none. */
static enum err
prefill(
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

	rc = draft_get(cx, POST_TO, &d);
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
	return rc == ERR_OK ? prefill(cx, f, in->business_type_id, t) : rc;
}

/* The ticket that this one follows, if he still sees it; *t may be NULL. */
static enum err
put_related(
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

static void
put_form(struct ctx *cx, struct model *m, const struct form *f,
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
	    find(products, t->product_id) == NULL)
		return ERR_OK;
	in->product_category_id = t->product_id;
	rc = catalogue_problem_types(cx, t->product_id, &types);
	if (rc == ERR_OK && find(&types, t->problem_type_id) != NULL)
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
		rc = put_related(cx, rs->model, in->related_id, &follows);
	if (rc == ERR_OK)
		rc = begin_place(cx, &follows, &products, in);
	if (rc != ERR_OK)
		return rc;
	product = find(&products, in->product_category_id);
	if (product == NULL)
		return show_products(
		    cx, &products, in->product_category_id, rs);
	rc = catalogue_problem_types(cx, product->id, &types);
	if (rc != ERR_OK)
		return rc;
	type = find(&types, in->business_type_id);
	if (type == NULL)
		return show_types(
		    cx, product, &types, in->business_type_id, rs);

	put_choice(model_at(rs->model, "Product"), product);
	put_choice(model_at(rs->model, "Type"), type);
	model_flag(rs->model, "Type.region", type->case_type == FAULT);
	rc = put_offers(cx, rq, rs->model);
	if (rc == ERR_OK)
		rc = put_quota(cx, model_at(rs->model, "Quota"), type->id);
	if (rc == ERR_OK)
		rc = begin_form(cx, rq, in, &follows, rs->model, &f, &files);
	if (rc == ERR_OK)
		put_form(cx, rs->model, &f, &files);
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

/* As a customer sees it ---------------------------------------------------- */

struct preview {
	int64_t step;
	const char *language;
};

static const struct field preview_fields[] = {
	FIELD(preview, step, 0, 1, 3, "unknown_choice"),
	FIELD(preview, language, LINE, 0, 8, "unknown_choice"),
};
const struct schema preview_query = { preview_fields, NELEM(preview_fields),
	false };

static const char *const language_id[LANG__MAX] = {
	[LANG_EN] = "en",
	[LANG_ZH] = "zh-cn",
};

/* An entry as one that can be chosen, which it may not be. */
static struct choice
choice_of(struct ctx *cx, enum kind k, const struct entry *e)
{
	int desc = entry_column(k, cx->lang == LANG_ZH ? "desc_zh" : "desc_en");
	int type = entry_column(k, "case_type");

	return (struct choice){
		.id = ENTRY_ID(e),
		.name = entry_name(cx, k, e),
		.desc = e->value[desc],
		.group = "",
		.case_type = type < 0 ? 0 : atoi(e->value[type]),
	};
}

/* Those that customers see. */
static enum err
put_shown_extras(struct ctx *cx, struct model *m, const char *type)
{
	struct extra_list list;
	size_t n = 0;
	enum err rc;

	rc = extra_fields(cx, type, &list);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < list.count; i++)
		if (list.item[i].shown)
			list.item[n++] = list.item[i];
	list.count = n;
	model_put_extras(cx, m, &list, NULL, 0, NULL);
	return ERR_OK;
}

static enum err
show_third(struct ctx *cx, const struct req *rq, const struct choice *product,
    const struct choice *type, struct resp *rs)
{
	const struct ticket none = { 0 };
	struct taken files = { 0 };
	struct form f;
	enum err rc;

	put_choice(model_at(rs->model, "Product"), product);
	put_choice(model_at(rs->model, "Type"), type);
	model_flag(rs->model, "Type.region", type->case_type == FAULT);
	form_blank(cx, &f, &create_schema, rq, NULL);
	rc = put_offers(cx, rq, rs->model);
	if (rc == ERR_OK)
		rc = put_shown_extras(cx, rs->model, type->id);
	if (rc == ERR_OK)
		rc = prefill(cx, &f, type->id, &none);
	if (rc == ERR_OK)
		put_form(cx, rs->model, &f, &files);
	return rc;
}

static enum err
read_preview(
    struct ctx *cx, const struct req *rq, int64_t step, struct resp *rs)
{
	struct choices products, types;
	struct choice product, type;
	struct entry t, p;
	enum err rc;

	rc = entry_get(cx, KIND_PROBLEM_TYPE, rq->arg[0], &t);
	if (rc == ERR_OK)
		rc = entry_get(cx, KIND_PRODUCT, t.value[1], &p);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "tickets/new3.cs");
	if (rc == ERR_OK)
		rc = catalogue_products(cx, &products);
	if (rc == ERR_OK)
		rc = catalogue_problem_types(cx, ENTRY_ID(&p), &types);
	if (rc != ERR_OK)
		return rc;
	product = choice_of(cx, KIND_PRODUCT, &p);
	type = choice_of(cx, KIND_PROBLEM_TYPE, &t);
	model_text(rs->model, "Preview.id", type.id);
	model_text(rs->model, "Preview.name", type.name);
	model_int(rs->model, "Preview.step", step);
	model_text(rs->model, "Preview.language", language_id[cx->lang]);
	model_flag(rs->model, "Preview.off",
	    find(&products, product.id) == NULL ||
		find(&types, type.id) == NULL);
	if (step == 1)
		return show_products(cx, &products, "", rs);
	if (step == 2)
		return show_types(cx, &product, &types, "", rs);
	return show_third(cx, rq, &product, &type, rs);
}

/* For the administrator, in either language. */
enum err
page_preview(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct preview in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &preview_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a preview of no kind");
	for (int i = 0; i < LANG__MAX; i++)
		if (strcmp(in.language, language_id[i]) == 0)
			cx->lang = (enum lang)i;
	rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(
		  cx, read_preview(cx, rq, in.step == 0 ? 3 : in.step, rs))
	    : rc;
}

/* Sending it -----------------------------------------------------------------
 */

/* What the domain would miss next: one who has something to mend anyway
 * learns of it now. */
static enum err
check_needed(struct ctx *cx, struct form *f, const struct choice *type)
{
	struct agreement a;
	enum err rc;

	if (type != NULL && type->case_type == FAULT &&
	    *form_value(f, "region_id") == '\0')
		form_complain(f, "region_id", "region_needed", 0);
	rc = agreement_due(cx, &a);
	if (rc == ERR_OK && a.id != 0 && *form_value(f, "agreement") == '\0')
		form_complain(f, "agreement", "agreement_needed", 0);
	return rc;
}

/* The extra fields with what was typed, and what is wrong with it. */
static enum err
put_extras_again(
    struct ctx *cx, struct model *m, const struct req *rq, const char *type)
{
	struct extra_list list;
	struct extra_value *said;
	enum err rc;

	rc = extra_fields(cx, type, &list);
	if (rc != ERR_OK)
		return rc;
	said = arena_array(cx->mem, list.count + 1, sizeof(*said));
	(void)extra_read(cx, &list, rq->param, rq->nparam, said);
	model_put_extras(cx, m, &list, rq->param, rq->nparam, said);
	return ERR_OK;
}

/* The third step again, with all that was typed. */
static enum err
read_again(
    struct ctx *cx, struct form *f, const struct taken *files, struct resp *rs)
{
	struct choices products, types = { 0 };
	const struct choice *product, *type;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, f->rq, rs, "tickets/new3.cs");
	if (rc == ERR_OK)
		rc = put_offers(cx, f->rq, rs->model);
	if (rc == ERR_OK)
		rc = catalogue_products(cx, &products);
	if (rc != ERR_OK)
		return rc;
	product = find(&products, form_value(f, "product_category_id"));
	if (product != NULL)
		rc = catalogue_problem_types(cx, product->id, &types);
	if (rc != ERR_OK)
		return rc;

	m = rs->model;
	type = find(&types, form_value(f, "business_type_id"));
	model_text(m, "Product.id", form_value(f, "product_category_id"));
	model_text(m, "Type.id", form_value(f, "business_type_id"));
	model_text(m, "Sub.id", form_value(f, "incident_sub_type_id"));
	if (product != NULL)
		model_text(m, "Product.name", product->name);
	if (type != NULL) {
		model_text(m, "Type.name", type->name);
		model_flag(m, "Type.region", type->case_type == FAULT);
	}
	if (f->say == NULL)
		rc = check_needed(cx, f, type);
	if (rc == ERR_OK)
		rc = put_related(cx, m, form_value(f, "related_id"), NULL);
	if (rc == ERR_OK && type != NULL)
		rc = put_extras_again(cx, m, f->rq, type->id);
	if (rc == ERR_OK)
		put_form(cx, m, f, files);
	return rc;
}

static enum err
show_again(struct ctx *cx, struct form *f, const struct taken *files,
    enum err why, struct resp *rs)
{
	enum err rc;

	rs->status = files_status(files, form_status(f, why));
	if (rs->status == 200)
		rs->status = 422; /* what is wrong is an extra field */
	rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, read_again(cx, f, files, rs));
	return rc;
}

/* How he can be reached: forms of addresses and numbers. */
static void
check_contact(struct ctx *cx, struct form *f, const struct create *in)
{
	const struct contact c = { in->remind_mail, in->cc_email, in->area_code,
		in->remind_mobile, in->remind_time };

	if (*in->severity_id == '\0')
		form_complain(f, "severity_id", "severity_needed", 0);
	side_check_contact(cx, f, &c);
}

/* Are the extra fields right?  What is not is said when the form is shown
 * again. */
static enum err
check_extras(struct ctx *cx, const struct req *rq, const char *type, bool *out)
{
	struct extra_list list;
	struct extra_value *said;
	enum err rc;

	rc = extra_fields(cx, type, &list);
	if (rc != ERR_OK)
		return rc;
	said = arena_array(cx->mem, list.count + 1, sizeof(*said));
	*out = extra_read(cx, &list, rq->param, rq->nparam, said);
	return ERR_OK;
}

static enum err
create(struct ctx *cx, const struct req *rq, const struct create *in,
    const struct taken *files, int64_t *id)
{
	const struct ticket_new t = {
		.sub_type_id = in->incident_sub_type_id,
		.product_id = in->product_category_id,
		.problem_type_id = in->business_type_id,
		.severity_id = in->severity_id,
		.region_id = in->region_id,
		.description = in->simple_description,
		.remind_mail = in->remind_mail,
		.remind_mobile = in->remind_mobile,
		.area_code = in->area_code,
		.remind_time = *in->remind_time != '\0' ? in->remind_time : "0",
		.cc_email = in->cc_email,
		.confidential = in->confidential,
		.agreement_id = in->agreement,
		.attachment = files->id,
		.nattachment = files->n,
		.extra = rq->param,
		.nextra = rq->nparam,
		.related = in->related_id != NULL && *in->related_id != '\0'
		    ? relation_number(in->related_id)
		    : 0,
	};

	return ticket_create(cx, &t, id);
}

/* At which field the domain's complaint belongs; else it is the form's. */
static const char *
field_of(const char *say)
{
	static const struct {
		const char *say, *field;
	} rows[] = {
		{ "region_needed", "region_id" },
		{ "agreement_needed", "agreement" },
		{ "relation_unknown", "related_id" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].field;
	return "";
}

enum err
page_create(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct taken files;
	struct create in;
	const char *say;
	int64_t id, n;
	struct form f;
	bool good, extras = true;
	enum err rc;

	good = form_read(cx, &f, &create_schema, rq, &in);
	rc = files_take(cx, rq, &files);
	if (rc != ERR_OK)
		return rc;
	if (f.say == NULL && !files.replayed) {
		check_contact(cx, &f, &in);
		rc = check_extras(cx, rq, in.business_type_id, &extras);
	}
	if (rc != ERR_OK)
		return rc;
	if (!good || form_wrong(&f) || files.wrong || !extras)
		return show_again(cx, &f, &files, ERR_OK, rs);

	rc = create(cx, rq, &in, &files, &id);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    href_done(
			cx->mem, href_ticket(cx->mem, false, id), "created"));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, field_of(say), say, n);
	return show_again(cx, &f, &files, rc, rs);
}
