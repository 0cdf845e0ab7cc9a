/*
 * preview.c - /admin/catalogue/:id/preview: the steps of a new ticket as a
 * customer sees them, for the administrator, in either language.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/entry.h"
#include "domain/extra.h"
#include "page/new.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/entry.h"
#include "view/side.h"

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

	new_put_choice(model_at(rs->model, "Product"), product);
	new_put_choice(model_at(rs->model, "Type"), type);
	model_flag(rs->model, "Type.region", type->case_type == NEW_FAULT);
	form_blank(cx, &f, &create_schema, rq, NULL);
	rc = new_put_offers(cx, rq, rs->model);
	if (rc == ERR_OK)
		rc = put_shown_extras(cx, rs->model, type->id);
	if (rc == ERR_OK)
		rc = new_prefill(cx, &f, type->id, &none);
	if (rc == ERR_OK)
		new_put_form(cx, rs->model, &f, &files);
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
	    new_find(&products, product.id) == NULL ||
		new_find(&types, type.id) == NULL);
	if (step == 1)
		return new_show_products(cx, &products, "", rs);
	if (step == 2)
		return new_show_types(cx, &product, &types, "", rs);
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
