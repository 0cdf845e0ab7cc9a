/*
 * upload_limit.c - /admin/limits/files: limits of files for a role or a kind
 * of problem.
 */
#include "domain/upload_limit.h"

#include <string.h>

#include "base/conf.h"
#include "base/conf_value.h"
#include "domain/act.h"
#include "domain/quota.h"
#include "page/page.h"
#include "page/pages.h"

#define ADDRESS "/admin/limits/files"

struct input {
	const char *scope, *max_count, *max_size, *max_chunked, *user_volume;
	const char *types;
};

static const struct field fields[] = {
	FIELD(input, scope, REQUIRED | LINE, 1, 80, "unknown_choice"),
	FIELD(input, max_count, LINE, 0, 32, "limit_form"),
	FIELD(input, max_size, LINE, 0, 32, "limit_form"),
	FIELD(input, max_chunked, LINE, 0, 32, "limit_form"),
	FIELD(input, user_volume, LINE, 0, 32, "limit_form"),
	FIELD(input, types, LINE, 0, UPLOAD_TYPES_MAX, "limit_types"),
};
const struct schema upload_limit_schema = { fields, NELEM(fields), false };
/* A row of the table, to be changed. */
const struct schema upload_limit_query = { fields, 1, false };

/* As it would be typed; "" as for everybody. */
static const char *
typed(struct ctx *cx, const struct upload_limit *l, int i)
{
	const struct conf_key *key = conf_key_find(
	    upload_limit_key((enum upload_value)i));

	return l->value[i] < 0 ? ""
			       : conf_measured(key->type, l->value[i], cx->mem);
}

static void
put_row(struct ctx *cx, struct model *row, const struct upload_limit *l)
{
	model_text(row, "scope", l->scope);
	/* Names of nodes have no hyphens. */
	if (strncmp(l->scope, "role-", 5) == 0)
		model_text(row, "role", l->scope + 5);
	model_text(row, "name", l->name);
	model_text(row, "product", l->product);
	model_text(row, "max_count", typed(cx, l, UPLOAD_COUNT));
	model_text(row, "max_size", typed(cx, l, UPLOAD_SIZE));
	model_text(row, "max_chunked", typed(cx, l, UPLOAD_CHUNKED));
	model_text(row, "user_volume", typed(cx, l, UPLOAD_VOLUME));
	model_text(row, "types", l->types);
}

static void
fill_form(struct ctx *cx, struct form *f, const struct upload_limit *l)
{
	form_set(f, "scope", l->scope);
	form_set(f, "max_count", typed(cx, l, UPLOAD_COUNT));
	form_set(f, "max_size", typed(cx, l, UPLOAD_SIZE));
	form_set(f, "max_chunked", typed(cx, l, UPLOAD_CHUNKED));
	form_set(f, "user_volume", typed(cx, l, UPLOAD_VOLUME));
	form_set(f, "types", l->types);
}

static void
put_kinds(struct model *list, const struct quota_list *kinds)
{
	for (size_t i = 0; i < kinds->count; i++) {
		const struct quota *q = &kinds->item[i];
		struct model *row = model_row(list);

		model_text(row, "id", q->problem_type_id);
		model_text(row, "name", q->name);
		model_text(row, "product", q->product);
	}
}

/* f: the form that comes back, or NULL. */
static enum err
read_page(struct ctx *cx, const struct req *rq, struct form *f, struct resp *rs)
{
	const char *scope = req_param(rq, "scope");
	struct upload_limit_list list;
	struct quota_list kinds;
	struct form fresh;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/limits_for.cs");
	if (rc == ERR_OK)
		rc = upload_limit_list(cx, &list);
	if (rc == ERR_OK)
		rc = quota_kinds(cx, &kinds);
	if (rc != ERR_OK)
		return rc;
	if (f == NULL) {
		f = &fresh;
		form_blank(cx, f, &upload_limit_schema, rq, NULL);
		if (scope != NULL)
			form_set(f, "scope", scope);
		for (size_t i = 0; scope != NULL && i < list.count; i++)
			if (strcmp(list.item[i].scope, scope) == 0)
				fill_form(cx, f, &list.item[i]);
	}
	for (size_t i = 0; i < list.count; i++)
		put_row(
		    cx, model_row(model_at(rs->model, "Row")), &list.item[i]);
	put_kinds(model_at(rs->model, "Kind"), &kinds);
	model_text(rs->model, "Key", form_key(cx, rq->session, ADDRESS, 0));
	model_put_form(cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	return ERR_OK;
}

static enum err
show(struct ctx *cx, const struct req *rq, struct form *f, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_page(cx, rq, f, rs)) : rc;
}

enum err
page_upload_limits(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, rs);
}

static enum err
set(struct ctx *cx, const struct input *in, const char **field)
{
	static const char *const name[UPLOAD__MAX + 1] = { "max_count",
		"max_size", "max_chunked", "user_volume", "types" };
	const char *const value[UPLOAD__MAX] = { in->max_count, in->max_size,
		in->max_chunked, in->user_volume };
	int wrong = -1;
	enum err rc;

	rc = upload_limit_set(cx, in->scope, value, in->types, &wrong);
	*field = rc != ERR_INVALID ? "" : wrong < 0 ? "scope" : name[wrong];
	return rc;
}

enum err
page_upload_limit_put(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *say, *field;
	struct input in;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &upload_limit_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	rc = set(cx, &in, &field);
	if (rc == ERR_OK) {
		resp_redirect(rs, ADDRESS "?done=saved");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, field, say, n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, &f, rs);
}
