/*
 * login.c - /login, /logout
 */
#include <string.h>

#include "domain/login.h"
#include "page/page.h"
#include "page/pages.h"

struct login {
	const char *username, *password, *next;
	bool kept; /* something that was typed waits to be sent */
};

static const struct field query_fields[] = {
	FIELD(login, next, LINE, 0, 2000, NULL),
	FIELD(login, kept, 0, 0, 1, NULL),
};
const struct schema login_query = { query_fields, NELEM(query_fields), false };

static const struct field login_fields[] = {
	FIELD(login, username, REQUIRED | LINE, 1, 64, "login_failed"),
	FIELD(login, password, REQUIRED | SECRET, 1, 1024, "login_failed"),
	FIELD(login, next, LINE, 0, 2000, NULL),
	FIELD(login, kept, 0, 0, 1, NULL),
};
const struct schema login_schema = { login_fields, NELEM(login_fields), false };

static enum err
show(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	const char *next = route_next(req_param(rq, "next"));
	enum err rc;

	rc = page_begin(cx, rq, rs, "login.cs");
	if (rc != ERR_OK)
		return rc;
	if (next != NULL && strcmp(next, "/") != 0)
		model_text(rs->model, "Next", next);
	model_flag(rs->model, "Kept", req_param(rq, "kept") != NULL);
	model_put_form(cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	return ERR_OK;
}

enum err
page_login(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *next = route_next(req_param(rq, "next"));
	struct form f;

	if (rq->session != NULL) {
		resp_redirect(rs, next != NULL ? next : "/");
		return ERR_OK;
	}
	form_blank(cx, &f, &login_schema, rq, NULL);
	return show(cx, rq, &f, rs);
}

/* Who signs in while a session is open, his own or another's, ends it. */
static enum err
end_former(struct ctx *cx, const struct session *former)
{
	int64_t actor = cx->actor;
	enum err rc;

	if (former == NULL)
		return ERR_OK;
	cx->actor = former->user_id;
	rc = session_end(cx, former->id, 0);
	cx->actor = actor;
	return rc;
}

enum err
page_login_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *next, *say;
	struct login_done made;
	struct login in;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &login_schema, rq, &in)) {
		rs->status = 422;
		return show(cx, rq, &f, rs);
	}
	rc = login_password(cx,
	    &(struct login_try){ .name = in.username,
		.password = in.password,
		.agent = rq->user_agent,
		.device = rq->cookie_device },
	    &made);
	if (rc == ERR_OK)
		rc = end_former(cx, rq->session);
	if (rc == ERR_OK) {
		rs->set_sid = made.token;
		rs->sid_lifetime = made.lifetime;
		rs->set_device = made.device;
		next = route_next(in.next);
		resp_redirect(rs, next != NULL ? next : "/");
		return ERR_OK;
	}
	if (rc != ERR_LOGIN && (rc != ERR_BUSY || cx->say == NULL))
		return rc;

	say = cx->say;
	n = cx->say_n;
	err_clear(cx);
	if (rc == ERR_BUSY) {
		rs->status = 429;
		rs->retry_after = (int)n;
	} else {
		rs->status = 422;
	}
	form_complain(&f, "", say, n);
	return show(cx, rq, &f, rs);
}

enum err
page_logout(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = session_end(cx, rq->session->id, 0);
	if (rc != ERR_OK)
		return rc;
	rs->set_sid = "";
	rs->clear_cache = true;
	resp_redirect(rs, "/login?done=signed_out");
	return ERR_OK;
}
