/*
 * quota.c - /admin/accounts/:id/quotas
 */
#include "domain/quota.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/organization.h"
#include "page/page.h"
#include "page/pages.h"

struct input {
	const char *business_type_id, *total;
};

static const struct field fields[] = {
	FIELD(input, business_type_id, LINE, 0, 64, "unknown_choice"),
	FIELD(input, total, LINE, 0, 6, "quota_range"),
};
const struct schema quota_schema = { fields, NELEM(fields), false };

static const char *
address(struct ctx *cx, int64_t account)
{
	return arena_printf(
	    cx->mem, "/admin/accounts/%" PRId64 "/quotas", account);
}

static void
put_quota(struct model *row, const struct quota *q)
{
	model_text(row, "id", q->problem_type_id);
	model_text(row, "name", q->name);
	model_text(row, "product", q->product);
	model_int(row, "total", q->total);
	model_int(row, "open", q->open);
}

/* f: the form that comes back, or NULL. */
static enum err
read_page(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	struct quota_list list, kinds;
	struct account a;
	struct model *m;
	enum err rc;

	rc = account_get(cx, req_id(rq, 0), &a);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "admin/quotas.cs");
	if (rc == ERR_OK)
		rc = quota_of(cx, a.id, &list);
	if (rc == ERR_OK)
		rc = quota_kinds(cx, &kinds);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_int(m, "A.id", a.id);
	model_text(m, "A.name", a.name);
	for (size_t i = 0; i < list.count; i++)
		put_quota(model_row(model_at(m, "Quota")), &list.item[i]);
	for (size_t i = 0; i < kinds.count; i++)
		put_quota(model_row(model_at(m, "Kind")), &kinds.item[i]);
	model_text(m, "Key", form_key(cx, rq->session, address(cx, a.id), 0));
	if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	return ERR_OK;
}

static enum err
show(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_page(cx, rq, f, rs)) : rc;
}

enum err
page_quotas(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, rs);
}

/* "" and "-1" are no limit. */
static bool
read_total(const char *s, int64_t *out)
{
	*out = QUOTA_NONE;
	return *s == '\0' || strcmp(s, "-1") == 0 ||
	    parse_int(s, 0, QUOTA_MAX, out);
}

enum err
page_quota_set(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_id(rq, 0), total, n;
	struct account a;
	const char *say;
	struct input in;
	struct form f;
	enum err rc;

	rc = account_get(cx, id, &a);
	if (rc != ERR_OK)
		return rc;
	if (form_read(cx, &f, &quota_schema, rq, &in) &&
	    !read_total(in.total, &total))
		form_complain(&f, "total", "quota_range", 0);
	if (form_wrong(&f)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	rc = quota_set(cx, id, in.business_type_id, total);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    arena_printf(cx->mem, "%s?done=saved", address(cx, id)));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f,
	    strcmp(say, "unknown_choice") == 0 ? "business_type_id" : "", say,
	    n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, &f, rs);
}
