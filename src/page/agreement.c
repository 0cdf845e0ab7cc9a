/*
 * agreement.c - /admin/agreements: the versions of what people accept.
 */
#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/agreement.h"
#include "domain/draft.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/time.h"
#include "web/href.h"

#define BASE "/admin/agreements"

/* Lists and versions ------------------------------------------------------- */

static void
put_version(struct ctx *cx, struct model *m, const struct agreement_version *v)
{
	model_int(m, "id", v->id);
	model_int(m, "version", v->version);
	model_text(m, "name", cx->lang == LANG_ZH ? v->name_zh : v->name_en);
	model_text(m, "other", cx->lang == LANG_ZH ? v->name_en : v->name_zh);
	model_time(cx, m, "at", v->published_at);
	model_int(m, "accepted", v->accepted);
	model_flag(m, "latest", v->latest);
}

/* Nobody is asked for that of vendors yet: it is shown where there is one. */
static void
put_type(struct ctx *cx, struct model *types,
    const struct agreement_versions *list, enum agreement_type type)
{
	struct model *row = NULL;

	if (type != AGREEMENT_ISV)
		row = model_row(types);
	for (size_t i = 0; i < list->count; i++) {
		if (list->item[i].type != type)
			continue;
		if (row == NULL)
			row = model_row(types);
		put_version(cx, model_row(model_at(row, "V")), &list->item[i]);
	}
	if (row != NULL)
		model_int(row, "id", type);
}

static enum err
read_list(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct agreement_versions list;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/agreements.cs");
	if (rc == ERR_OK)
		rc = agreement_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	for (int type = 0; type < AGREEMENT__MAX; type++)
		put_type(cx, model_at(rs->model, "Type"), &list,
		    (enum agreement_type)type);
	return ERR_OK;
}

enum err
page_agreements(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, rs)) : rc;
}

enum err
page_agreement(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct agreement_version v;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/agreement.cs");
	if (rc == ERR_OK)
		rc = agreement_get(cx, req_id(rq, 0), &v);
	if (rc != ERR_OK)
		return rc;
	put_version(cx, model_at(rs->model, "V"), &v);
	model_int(rs->model, "V.type", v.type);
	model_text(rs->model, "V.name_en", v.name_en);
	model_text(rs->model, "V.name_zh", v.name_zh);
	model_text(rs->model, "V.content_en", v.content_en);
	model_text(rs->model, "V.content_zh", v.content_zh);
	return ERR_OK;
}

/* A new version ------------------------------------------------------------ */

struct writing {
	int64_t type, after;
	const char *name_en, *name_zh, *content_en, *content_zh;
};

static const struct field fields[] = {
	FIELD(writing, type, REQUIRED, 0, AGREEMENT__MAX - 1, "unknown_choice"),
	FIELD(writing, after, 0, 0, INT64_MAX, NULL),
	FIELD(writing, name_en, REQUIRED | LINE, 1, AGREEMENT_NAME_MAX, NULL),
	FIELD(writing, name_zh, REQUIRED | LINE, 1, AGREEMENT_NAME_MAX, NULL),
	FIELD(writing, content_en, REQUIRED, 1, AGREEMENT_TEXT_MAX, NULL),
	FIELD(writing, content_zh, REQUIRED, 1, AGREEMENT_TEXT_MAX, NULL),
};
const struct schema agreement_schema = { fields, NELEM(fields), false };

static const struct field query_fields[] = {
	FIELD(writing, type, 0, 0, AGREEMENT__MAX - 1, "unknown_choice"),
};
const struct schema agreement_query = { query_fields, NELEM(query_fields),
	false };

/* The form; newest: what is in force now, shown beside what was typed, NULL
 * where it is what the form began with. */
static enum err
show_form(struct ctx *cx, const struct form *f, int64_t type, int64_t after,
    const struct agreement_version *newest, struct resp *rs)
{
	struct model *m;
	enum err rc;

	rc = page_begin(cx, f->rq, rs, "admin/publish.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_text(m, "Key", form_key(cx, f->rq->session, BASE "/new", 0));
	model_int(m, "Type", type);
	model_int(m, "After", after);
	model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	if (newest == NULL)
		return ERR_OK;
	model_int(m, "Now.version", newest->version);
	model_text(m, "Now.content_en", newest->content_en);
	model_text(m, "Now.content_zh", newest->content_zh);
	return ERR_OK;
}

/* As the version in force, or as it was left. */
static enum err
read_new(struct ctx *cx, const struct req *rq, int64_t type, struct resp *rs)
{
	struct agreement_version v;
	const struct draft *d;
	struct form f;
	bool mine;
	enum err rc;

	rc = agreement_newest(cx, (enum agreement_type)type, &v);
	if (rc == ERR_OK)
		rc = draft_get(cx, BASE "/new", &d);
	if (rc != ERR_OK)
		return rc;
	mine = d != NULL &&
	    strcmp(draft_value(cx, d->fields, "type"),
		arena_printf(cx->mem, "%" PRId64, type)) == 0;
	form_blank(cx, &f, &agreement_schema, rq, mine ? d->fields : NULL);
	if (!mine) {
		form_set(&f, "name_en", v.name_en);
		form_set(&f, "name_zh", v.name_zh);
		form_set(&f, "content_en", v.content_en);
		form_set(&f, "content_zh", v.content_zh);
	}
	rc = show_form(cx, &f, type, v.version, mine ? &v : NULL, rs);
	if (rc == ERR_OK && mine)
		model_text(rs->model, "F.Draft", time_words(cx, d->saved_at));
	return rc;
}

enum err
page_agreement_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct writing in = { 0 };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &agreement_query, rq, &in))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "an agreement of no type");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_new(cx, rq, in.type, rs))
			    : rc;
}

/* With all that was typed.  Once the newer one was shown, the form may go on
 * from it. */
static enum err
read_again(struct ctx *cx, const struct form *f, const struct writing *in,
    bool stale, struct resp *rs)
{
	struct agreement_version v;
	enum err rc;

	rc = agreement_newest(cx, (enum agreement_type)in->type, &v);
	if (rc != ERR_OK)
		return rc;
	return show_form(cx, f, in->type, stale ? v.version : in->after,
	    stale ? &v : NULL, rs);
}

static enum err
show_again(struct ctx *cx, const struct form *f, const struct writing *in,
    bool stale, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_again(cx, f, in, stale, rs))
			    : rc;
}

enum err
page_agreement_publish(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct writing in = { 0 };
	struct form f;
	const char *say;
	int64_t id, n;
	enum err rc;

	if (!form_read(cx, &f, &agreement_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_again(cx, &f, &in, false, rs);
	}
	rc = agreement_publish(cx,
	    &(struct agreement_version){
		.type = (enum agreement_type)in.type,
		.name_en = in.name_en,
		.name_zh = in.name_zh,
		.content_en = in.content_en,
		.content_zh = in.content_zh,
	    },
	    in.after, &id);
	if (rc == ERR_OK) {
		resp_redirect(rs, BASE "?done=published");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, "", say, n);
	rs->status = form_status(&f, rc);
	return show_again(cx, &f, &in, strcmp(say, "agreement_newer") == 0, rs);
}
