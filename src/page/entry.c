/*
 * entry.c - /admin/catalogue, /admin/severities, /admin/regions and
 * /admin/dimensions: the entries that a new ticket chooses from.
 */
#include <string.h>

#include "domain/act.h"
#include "domain/draft.h"
#include "domain/entry.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/entry.h"
#include "view/time.h"
#include "web/href.h"

/* Every field of any kind.  What it may hold is for the domain to say. */
struct typed {
	const char *kind, *seen;
	const char *id, *sub_type_id, *product_id, *problem_type_id;
	const char *name_en, *name_zh, *desc_en, *desc_zh;
	const char *content_en, *content_zh, *acronym, *case_type;
	const char *first_response, *resolution, *rank;
	const char *type, *is_sensitive, *category, *value, *per_value;
	const char *position, *active;
	const char *param_key, *param_type, *tips_en, *tips_zh, *items;
	const char *required, *length, *default_value, *min_value, *max_value;
	const char *is_show;
};

#define ANY(m) FIELD(typed, m, 0, 0, INT64_MAX, NULL)
#define COMMON                                                                 \
	ANY(seen), ANY(id), ANY(name_en), ANY(name_zh), ANY(position),         \
	    ANY(active)

static const struct field catalogue_fields[] = {
	COMMON,
	ANY(kind),
	ANY(sub_type_id),
	ANY(product_id),
	ANY(problem_type_id),
	ANY(desc_en),
	ANY(desc_zh),
	ANY(content_en),
	ANY(content_zh),
	ANY(acronym),
	ANY(case_type),
	ANY(param_key),
	ANY(param_type),
	ANY(tips_en),
	ANY(tips_zh),
	ANY(items),
	ANY(required),
	ANY(length),
	ANY(default_value),
	ANY(min_value),
	ANY(max_value),
	ANY(is_show),
	ANY(is_sensitive),
};
const struct schema catalogue_schema = { catalogue_fields,
	NELEM(catalogue_fields), false };

static const struct field severity_fields[] = {
	COMMON,
	ANY(desc_en),
	ANY(desc_zh),
	ANY(first_response),
	ANY(resolution),
	ANY(rank),
};
const struct schema severity_schema = { severity_fields, NELEM(severity_fields),
	false };

static const struct field region_fields[] = {
	COMMON,
	ANY(type),
	ANY(is_sensitive),
};
const struct schema region_schema = { region_fields, NELEM(region_fields),
	false };

static const struct field dimension_fields[] = {
	COMMON,
	ANY(desc_en),
	ANY(desc_zh),
	ANY(category),
	ANY(value),
	ANY(per_value),
};
const struct schema dimension_schema = { dimension_fields,
	NELEM(dimension_fields), false };

/* Which one, and below which a new one is to be. */
static const struct field query_fields[] = {
	ANY(kind),
	ANY(sub_type_id),
	ANY(product_id),
	ANY(problem_type_id),
};
const struct schema entry_query = { query_fields, NELEM(query_fields), false };

/* Where the entries of a kind live. */
static const struct shelf {
	const char *path;
	const char *nav; /* key of the administrator's navigation */
	const struct schema *schema;
	enum kind kind; /* KIND__MAX: the query or the form says which */
} shelves[] = {
	{ "/admin/catalogue", "catalogue", &catalogue_schema, KIND__MAX },
	{ "/admin/severities", "severities", &severity_schema, KIND_SEVERITY },
	{ "/admin/regions", "regions", &region_schema, KIND_REGION },
	{ "/admin/dimensions", "dimensions", &dimension_schema,
	    KIND_DIMENSION },
};

/* Of an id without a kind beside it, the first that has it. */
static const enum kind catalogue_kinds[] = { KIND_PROBLEM_TYPE, KIND_PRODUCT,
	KIND_SUB_TYPE, KIND_TEMPLATE, KIND_EXTRA };

static const struct shelf *
shelf_of(const struct req *rq)
{
	for (size_t i = 0; i < NELEM(shelves); i++)
		if (strncmp(rq->path, shelves[i].path,
			strlen(shelves[i].path)) == 0)
			return &shelves[i];
	return &shelves[0];
}

static bool
is_in_catalogue(enum kind k)
{
	for (size_t i = 0; i < NELEM(catalogue_kinds); i++)
		if (catalogue_kinds[i] == k)
			return true;
	return false;
}

static const char *
param(const struct req *rq, const char *name)
{
	const char *s = req_param(rq, name);

	return s == NULL ? "" : s;
}

/* Where to go when an entry is saved: to it, or, where it has no id, to the
 * list that has it. */
static const char *
saved_href(struct ctx *cx, const struct shelf *at, enum kind k, const char *id)
{
	const struct param p[] = {
		{ "kind",
		    at->kind != KIND__MAX || *id == '\0'
			? ""
			: entry_kinds[k].name },
		{ "done", "saved" },
	};
	const char *path = *id == '\0'
	    ? at->path
	    : arena_printf(cx->mem, "%s/%s", at->path, id);

	return href_query(cx->mem, href_path(cx->mem, path), p, NELEM(p));
}

/* Lists -------------------------------------------------------------------- */

static enum err
read_list(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct shelf *at = shelf_of(rq);
	struct entries list;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/entries.cs");
	if (rc == ERR_OK)
		rc = entry_list(cx, at->kind, &list);
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Kind", entry_kinds[at->kind].name);
	model_text(rs->model, "Nav", at->nav);
	model_text(rs->model, "List.base", at->path);
	model_put_entries(cx, rs->model, at->kind, &list);
	return ERR_OK;
}

enum err
page_entries(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, rs)) : rc;
}

/* The tree ----------------------------------------------------------------- */

/* The entries of a kind below one of another. */
static bool
is_below(enum kind k, const struct entry *e, const struct entry *parent)
{
	return strcmp(e->value[1], ENTRY_ID(parent)) == 0 &&
	    entry_kinds[k].column[1].type == COLUMN_OF;
}

static void
put_types(struct ctx *cx, struct model *product, const struct entries *types,
    const struct entries *templates, const struct entry *of)
{
	int fault = entry_column(KIND_PROBLEM_TYPE, "case_type");

	for (size_t i = 0; i < types->count; i++) {
		const struct entry *t = &types->item[i];
		struct model *row;

		if (!is_below(KIND_PROBLEM_TYPE, t, of))
			continue;
		row = model_put_entry(
		    cx, model_at(product, "T"), KIND_PROBLEM_TYPE, t);
		model_text(row, "w",
		    arena_printf(cx->mem, "case_type_%s", t->value[fault]));
		for (size_t j = 0; j < templates->count; j++)
			if (is_below(KIND_TEMPLATE, &templates->item[j], t))
				model_put_entry(cx, model_at(row, "Tpl"),
				    KIND_TEMPLATE, &templates->item[j]);
	}
}

static enum err
read_tree(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct entries all[KIND__MAX] = { { 0 } };
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/catalogue.cs");
	for (size_t i = 0; rc == ERR_OK && i < NELEM(catalogue_kinds); i++)
		rc = entry_list(
		    cx, catalogue_kinds[i], &all[catalogue_kinds[i]]);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < all[KIND_SUB_TYPE].count; i++) {
		const struct entry *s = &all[KIND_SUB_TYPE].item[i];
		struct model *sub = model_put_entry(
		    cx, model_at(rs->model, "Sub"), KIND_SUB_TYPE, s);

		for (size_t j = 0; j < all[KIND_PRODUCT].count; j++) {
			const struct entry *p = &all[KIND_PRODUCT].item[j];

			if (is_below(KIND_PRODUCT, p, s))
				put_types(cx,
				    model_put_entry(cx, model_at(sub, "P"),
					KIND_PRODUCT, p),
				    &all[KIND_PROBLEM_TYPE],
				    &all[KIND_TEMPLATE], p);
		}
	}
	return ERR_OK;
}

enum err
page_catalogue(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_tree(cx, rq, rs)) : rc;
}

/* One entry ---------------------------------------------------------------- */

/* An entry in its form. */
struct editing {
	const struct req *rq;
	const struct shelf *at;
	const char *id;      /* "": a new one */
	const char *mark;    /* of the entry as it was shown */
	struct entry stored; /* unless it is new */
	struct entry_form form;
	const char *say; /* of the form as a whole, or NULL */
	int64_t say_n;
	const char *draft; /* when it was saved, words */
};

/* Which kind `name` names here; else that of which there is such an id. */
static enum err
find_kind(struct ctx *cx, const struct shelf *at, const char *name,
    const char *id, enum kind *out)
{
	struct entry e;
	enum err rc = ERR_NOTFOUND;

	*out = at->kind;
	if (at->kind != KIND__MAX)
		return ERR_OK;
	*out = *name == '\0' && *id == '\0' ? KIND_PROBLEM_TYPE
					    : entry_kind_find(name);
	if (is_in_catalogue(*out))
		return ERR_OK;
	for (size_t i = 0; rc == ERR_NOTFOUND && i < NELEM(catalogue_kinds);
	     i++) {
		err_clear(cx);
		*out = catalogue_kinds[i];
		rc = entry_get(cx, *out, id, &e);
	}
	return rc;
}

static enum err
read_draft(struct ctx *cx, struct editing *ed)
{
	const struct entry_kind *kind = &entry_kinds[ed->form.kind];
	const struct draft *d;
	enum err rc;

	rc = draft_get(cx, ed->rq->path, &d);
	if (rc != ERR_OK || d == NULL)
		return rc;
	if (ed->at->kind == KIND__MAX &&
	    strcmp(draft_value(cx, d->fields, "kind"), kind->name) != 0)
		return ERR_OK;
	for (size_t i = 0; i < kind->columns; i++)
		ed->form.typed[i] = draft_value(
		    cx, d->fields, kind->column[i].name);
	ed->draft = time_words(cx, d->saved_at);
	/* If it is not of the entry as it is now, that shows at once. */
	if (strcmp(draft_value(cx, d->fields, "seen"), ed->mark) != 0 &&
	    *ed->id != '\0')
		ed->form.now = &ed->stored;
	return ERR_OK;
}

/* The form as it begins. */
static enum err
read_entry(struct ctx *cx, struct editing *ed)
{
	const struct entry_kind *kind = &entry_kinds[ed->form.kind];
	enum err rc;

	if (*ed->id == '\0')
		rc = entry_blank(cx, ed->form.kind, &ed->stored);
	else
		rc = entry_get(cx, ed->form.kind, ed->id, &ed->stored);
	if (rc != ERR_OK)
		return rc;
	ed->mark = *ed->id == '\0' ? ""
				   : entry_mark(cx, ed->form.kind, &ed->stored);
	for (size_t i = 0; i < kind->columns; i++) {
		const struct column *c = &kind->column[i];

		ed->form.typed[i] = entry_typed(cx, c, ed->stored.value[i]);
		if (*ed->id == '\0' && c->type == COLUMN_OF)
			ed->form.typed[i] = param(ed->rq, c->name);
	}
	return read_draft(cx, ed);
}

static enum err
put_below(
    struct ctx *cx, enum kind k, const struct entry *parent, struct model *list)
{
	struct entries all;
	enum err rc;

	rc = entry_list(cx, k, &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++)
		if (is_below(k, &all.item[i], parent))
			model_put_entry(cx, list, k, &all.item[i]);
	return rc;
}

/* What there is to choose from, and what is below the entry. */
static enum err
put_beside(struct ctx *cx, struct editing *ed, struct model *m)
{
	const struct entry_kind *kind = &entry_kinds[ed->form.kind];
	struct entries *of;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < kind->columns; i++) {
		if (kind->column[i].type != COLUMN_OF)
			continue;
		of = arena_alloc(cx->mem, sizeof(*of));
		rc = entry_list(cx, kind->column[i].of, of);
		ed->form.of[kind->column[i].of] = of;
	}
	if (rc != ERR_OK || ed->form.kind != KIND_PROBLEM_TYPE ||
	    *ed->id == '\0')
		return rc;
	rc = put_below(cx, KIND_TEMPLATE, &ed->stored, model_at(m, "Tpl"));
	if (rc == ERR_OK)
		rc = put_below(cx, KIND_EXTRA, &ed->stored, model_at(m, "Ext"));
	return rc;
}

static enum err
show_entry(struct ctx *cx, struct editing *ed, struct resp *rs)
{
	const enum kind k = ed->form.kind;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, ed->rq, rs, "admin/entry.cs");
	if (rc == ERR_OK)
		rc = put_beside(cx, ed, rs->model);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_text(m, "Kind", entry_kinds[k].name);
	model_text(m, "Nav", ed->at->nav);
	model_text(m, "List.base", ed->at->path);
	model_text(m, "Action", href_path(cx->mem, ed->rq->path));
	model_text(m, "Key", form_key(cx, ed->rq->session, ed->rq->path, 0));
	model_flag(m, "Many", ed->at->kind == KIND__MAX);
	if (*ed->id != '\0') {
		model_text(m, "Entry.id", ed->id);
		model_text(m, "Entry.name", entry_name(cx, k, &ed->stored));
		model_text(m, "Entry.seen", ed->mark);
	}
	if (ed->draft != NULL)
		model_text(m, "F.Draft", ed->draft);
	if (ed->say != NULL)
		model_text(
		    m, "F.Say", lang_say(cx, ed->say, ed->say_n, NULL, 0));
	model_flag(m, "Stale", ed->form.now != NULL);
	ed->form.fresh = *ed->id == '\0';
	model_put_entry_form(cx, m, &ed->form);
	return ERR_OK;
}

static enum err
begin_entry(
    struct ctx *cx, const struct req *rq, const char *id, struct editing *ed)
{
	*ed = (struct editing){ .rq = rq, .at = shelf_of(rq), .id = id };
	return find_kind(cx, ed->at, param(rq, "kind"), id, &ed->form.kind);
}

static enum err
read_page(struct ctx *cx, const struct req *rq, const char *id, struct resp *rs)
{
	struct editing ed;
	enum err rc;

	rc = begin_entry(cx, rq, id, &ed);
	if (rc == ERR_OK)
		rc = read_entry(cx, &ed);
	return rc == ERR_OK ? show_entry(cx, &ed, rs) : rc;
}

enum err
page_entry(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *id = rq->arg[0] == NULL ? "" : rq->arg[0];
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_page(cx, rq, id, rs)) : rc;
}

/* The form again, as it was typed; and, where somebody else was first, beside
 * it what is stored now. */
static enum err
read_again(struct ctx *cx, struct editing *ed, bool stale, struct resp *rs)
{
	enum err rc = ERR_OK;

	if (*ed->id != '\0') {
		rc = entry_get(cx, ed->form.kind, ed->id, &ed->stored);
		if (rc != ERR_OK)
			return rc;
		if (stale) {
			ed->form.now = &ed->stored;
			ed->mark = entry_mark(cx, ed->form.kind, &ed->stored);
		}
	}
	return show_entry(cx, ed, rs);
}

/* What was typed for each column; what of it is right is the domain's. */
static void
read_typed(struct editing *ed)
{
	const struct entry_kind *kind = &entry_kinds[ed->form.kind];

	for (size_t i = 0; i < kind->columns; i++)
		ed->form.typed[i] = param(ed->rq, kind->column[i].name);
	ed->mark = param(ed->rq, "seen");
}

/* *id is "" of a new one that this form has made before. */
static enum err
save(struct ctx *cx, struct editing *ed, struct entry_wrong *wrong,
    const char **id)
{
	*id = ed->id;
	if (*ed->id == '\0')
		return entry_add(cx, ed->form.kind, ed->form.typed, wrong, id);
	return entry_set(
	    cx, ed->form.kind, ed->id, ed->mark, ed->form.typed, wrong);
}

static enum err
show_again(struct ctx *cx, struct editing *ed, bool stale, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_again(cx, ed, stale, rs))
			    : rc;
}

enum err
page_entry_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct entry_wrong wrong = { 0 };
	struct editing ed;
	struct typed in;
	const char *id;
	struct form f;
	enum err rc;

	rc = begin_entry(cx, rq, rq->arg[0] == NULL ? "" : rq->arg[0], &ed);
	if (rc != ERR_OK)
		return rc;
	read_typed(&ed);
	if (!form_read(cx, &f, ed.at->schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		ed.say = f.say;
		return show_again(cx, &ed, false, rs);
	}
	rc = save(cx, &ed, &wrong, &id);
	if (rc == ERR_OK) {
		resp_redirect(rs, saved_href(cx, ed.at, ed.form.kind, id));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &ed.say, &ed.say_n))
		return rc;
	rs->status = form_status(&f, rc);
	ed.form.wrong = &wrong;
	if (wrong.any) /* each at its field */
		ed.say = NULL;
	return show_again(cx, &ed,
	    rc == ERR_CONFLICT && strcmp(ed.say, "entry_changed") == 0, rs);
}
