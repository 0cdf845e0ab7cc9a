/*
 * draft.c - /drafts: what was typed and not sent
 */
#include <string.h>

#include "domain/draft.h"
#include "page/page.h"
#include "page/pages.h"
#include "web/href.h"

struct draft_form {
	const char *form;
	struct values rest;
};

static const struct field fields[] = {
	FIELD(draft_form, form, REQUIRED | LINE, 1, 200, NULL),
	FIELD_PREFIX(draft_form, rest, ""),
};
const struct schema draft_schema = { fields, NELEM(fields), false };

/* Drafts are on the start page. */
enum err
page_drafts(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	(void)cx;
	(void)rq;
	resp_redirect(rs, "/");
	return ERR_OK;
}

/* What the form at that address has, or NULL if it is none of ours that
 * may be kept. */
static const struct schema *
schema_of(struct ctx *cx, const char *address)
{
	struct req rq = { .method = POST, .path = address };
	const struct route *other, *r = route_find(cx, &rq, &other);

	return r != NULL && (r->flags & UNKEYED) == 0 ? r->schema : NULL;
}

/* The form's own fields, as form_encode() writes them. */
static const char *
own_fields(struct ctx *cx, const struct schema *schema, const struct req *rq)
{
	struct param *p = arena_array(cx->mem, rq->nparam, sizeof(*p));
	struct req own = { .param = p };

	for (size_t i = 0; i < rq->nparam; i++)
		if (strcmp(rq->param[i].name, "form") != 0)
			p[own.nparam++] = rq->param[i];
	return form_encode(cx, schema, &own);
}

enum err
page_draft_put(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct schema *schema = NULL;
	struct draft_form in;
	struct form f;
	enum err rc;

	if (form_read(cx, &f, &draft_schema, rq, &in))
		schema = schema_of(cx, in.form);
	if (schema == NULL)
		return err_say(
		    cx, ERR_INVALID, "invalid", "a draft of no form of ours");
	rc = draft_put(cx, in.form, own_fields(cx, schema, rq));
	if (rc == ERR_OK)
		rs->status = 204;
	return rc;
}

enum err
page_draft_delete(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = draft_delete(cx, req_id(rq, 0));
	if (rc == ERR_OK)
		resp_redirect(rs,
		    cx->role == ROLE_CUSTOMER ? "/home?done=draft_deleted"
					      : "/agent?done=draft_deleted");
	return rc;
}
