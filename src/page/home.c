/*
 * home.c - /home: what needs the customer, what runs, what he began.
 */
#include "domain/act.h"
#include "domain/authorization.h"
#include "domain/draft.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/authorization.h"
#include "view/draft.h"
#include "view/ticket.h"

#define HOME_ROWS 10

static enum err
put_list(struct ctx *cx, struct model *list, unsigned statuses)
{
	const struct ticket_filter filter = { .scope = SCOPE_MINE,
		.statuses = statuses,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.limit = HOME_ROWS };
	struct ticket_list l;
	enum err rc;

	rc = ticket_list(cx, &filter, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		model_put_row(cx, model_row(list), &l.item[i]);
	return rc;
}

/* What support asks to use. */
static enum err
put_access(struct ctx *cx, struct model *list)
{
	const struct auth_filter filter = { .scope = SCOPE_MINE,
		.statuses = A(AUTH_ASKED),
		.limit = HOME_ROWS };
	struct auth_list l;
	enum err rc;

	rc = authorization_list(cx, &filter, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		model_put_auth_row(cx, model_row(list), &l.item[i]);
	return rc;
}

static enum err
read_home(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct slot name = { "name", rq->session->display_name };
	struct draft_list drafts;
	enum err rc;

	rc = page_begin(cx, rq, rs, "home.cs");
	if (rc == ERR_OK)
		rc = put_list(cx, model_at(rs->model, "Need"),
		    S(STATUS_CONFIRM) | S(STATUS_FEEDBACK));
	if (rc == ERR_OK)
		rc = put_access(cx, model_at(rs->model, "Access"));
	if (rc == ERR_OK)
		rc = put_list(cx, model_at(rs->model, "Open"),
		    S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_PAUSED));
	if (rc == ERR_OK)
		rc = draft_list(cx, &drafts);
	if (rc == ERR_OK)
		rc = page_put_news(cx, rq, rs);
	if (rc != ERR_OK)
		return rc;
	model_put_drafts(
	    cx, rq->session, model_at(rs->model, "Draft"), &drafts);
	model_text(rs->model, "Hello",
	    lang_fill(cx, lang_text(cx, "Fmt", "Hello"), &name, 1));
	model_text(rs->model, "Account", rq->session->account_name);
	return ERR_OK;
}

enum err
page_home(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rs->etag = true;
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_home(cx, rq, rs)) : rc;
}
