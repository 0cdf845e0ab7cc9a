/*
 * create.c - POST /tickets: a new ticket.
 */
#include <string.h>

#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/contact.h"
#include "domain/confidential.h"
#include "domain/extra.h"
#include "domain/relation.h"
#include "page/new.h"
#include "page/page.h"
#include "page/pages.h"
#include "page/side.h"
#include "view/side.h"
#include "web/href.h"

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

/* What the domain would miss next: one who has something to mend anyway
 * learns of it now. */
static enum err
check_needed(struct ctx *cx, struct form *f, const struct choice *type)
{
	struct agreement a;
	enum err rc;

	if (type != NULL && type->case_type == NEW_FAULT &&
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
		rc = new_put_offers(cx, f->rq, rs->model);
	if (rc == ERR_OK)
		rc = catalogue_products(cx, &products);
	if (rc != ERR_OK)
		return rc;
	product = new_find(&products, form_value(f, "product_category_id"));
	if (product != NULL)
		rc = catalogue_problem_types(cx, product->id, &types);
	if (rc != ERR_OK)
		return rc;

	m = rs->model;
	rc = files_limits(cx, form_value(f, "business_type_id"), 0, m);
	if (rc != ERR_OK)
		return rc;
	type = new_find(&types, form_value(f, "business_type_id"));
	model_text(m, "Product.id", form_value(f, "product_category_id"));
	model_text(m, "Type.id", form_value(f, "business_type_id"));
	model_text(m, "Sub.id", form_value(f, "incident_sub_type_id"));
	if (product != NULL)
		model_text(m, "Product.name", product->name);
	if (type != NULL) {
		model_text(m, "Type.name", type->name);
		model_flag(m, "Type.region", type->case_type == NEW_FAULT);
	}
	if (f->say == NULL)
		rc = check_needed(cx, f, type);
	if (rc == ERR_OK)
		rc = new_put_related(cx, m, form_value(f, "related_id"), NULL);
	if (rc == ERR_OK && type != NULL)
		rc = put_extras_again(cx, m, f->rq, type->id);
	if (rc == ERR_OK)
		new_put_form(cx, m, f, files);
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
	rc = files_limits(cx, in.business_type_id, 0, NULL);
	if (rc == ERR_OK)
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
