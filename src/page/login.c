/*
 * login.c - /login, /logout
 */
#include <string.h>

#include "domain/login.h"
#include "page/page.h"
#include "page/pages.h"

struct login {
	const char *username, *password;
	const char *step, *totp; /* the second page, without the former two */
	const char *next;
	/* Something that was typed waits to be sent: "1", or "files" if these
	 * do not. */
	const char *kept;
};

static const struct field query_fields[] = {
	FIELD(login, next, LINE, 0, 2000, NULL),
	FIELD(login, kept, LINE, 0, 10, NULL),
};
const struct schema login_query = { query_fields, NELEM(query_fields), false };

static const struct field login_fields[] = {
	FIELD(login, username, LINE, 1, 64, "login_failed"),
	FIELD(login, password, SECRET, 1, 1024, "login_failed"),
	FIELD(login, step, SECRET | LINE, 0, 64, "login_again"),
	FIELD(login, totp, SECRET | LINE, 0, 64, "totp_wrong"),
	FIELD(login, next, LINE, 0, 2000, NULL),
	FIELD(login, kept, LINE, 0, 10, NULL),
};
const struct schema login_schema = { login_fields, NELEM(login_fields), false };

static enum err
show(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	const char *next = route_next(req_param(rq, "next"));
	const char *kept = req_param(rq, "kept");
	enum err rc;

	rc = page_begin(cx, rq, rs, "login.cs");
	if (rc != ERR_OK)
		return rc;
	if (next != NULL && strcmp(next, "/") != 0)
		model_text(rs->model, "Next", next);
	if (kept != NULL && *kept != '\0')
		model_text(rs->model, "Kept",
		    strcmp(kept, "files") == 0 ? "files" : "1");
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

/* The page of the second step. */
static enum err
show_code(struct ctx *cx, const struct req *rq, const struct form *f,
    const char *step, struct resp *rs)
{
	enum err rc = show(cx, rq, f, rs);

	if (rc != ERR_OK)
		return rc;
	rs->page = "code.cs";
	rs->secret = true;
	model_text(rs->model, "Step", step);
	if (form_wrong(f) && f->say == NULL)
		model_text(rs->model, "F.Say",
		    lang_say(cx, "codes_again", 0, NULL, 0));
	return ERR_OK;
}

/* Which fields the form must have, as it is one of two. */
static void
check_present(struct form *f, const struct login *in)
{
	if (*in->step != '\0' && *in->totp == '\0')
		form_complain(f, "totp", "required", 0);
	if (*in->step != '\0')
		return;
	if (*in->username == '\0')
		form_complain(f, "username", "required", 0);
	if (*in->password == '\0')
		form_complain(f, "password", "required", 0);
}

/* Password, code, or both at once. */
static enum err
try(struct ctx *cx, const struct req *rq, const struct login *in,
    struct login_done *out)
{
	const struct login_try t = { .name = in->username,
		.password = in->password,
		.agent = rq->user_agent,
		.device = rq->cookie_device };
	enum err rc;

	if (*in->step != '\0')
		return login_code(cx, in->step, in->totp, &t, out);
	rc = login_password(cx, &t, out);
	if (rc != ERR_OK || out->step == NULL || *in->totp == '\0')
		return rc;
	return login_code(cx, out->step, in->totp, &t, out);
}

static enum err
let_in(struct ctx *cx, const struct req *rq, const char *next,
    const struct login_done *made, struct resp *rs)
{
	enum err rc = end_former(cx, rq->session);

	if (rc != ERR_OK)
		return rc;
	rs->set_sid = made->token;
	rs->sid_lifetime = made->lifetime;
	rs->set_device = made->device;
	next = route_next(next);
	resp_redirect(rs, next != NULL ? next : "/");
	return ERR_OK;
}

enum err
page_login_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct login_done made;
	const char *say;
	struct login in;
	struct form f;
	int64_t n;
	enum err rc;

	if (form_read(cx, &f, &login_schema, rq, &in))
		check_present(&f, &in);
	if (form_wrong(&f)) {
		rs->status = 422;
		return f.say == NULL && *in.step != '\0'
		    ? show_code(cx, rq, &f, in.step, rs)
		    : show(cx, rq, &f, rs);
	}
	rc = try(cx, rq, &in, &made);
	if (rc == ERR_OK)
		return made.token != NULL
		    ? let_in(cx, rq, in.next, &made, rs)
		    : show_code(cx, rq, &f, made.step, rs);
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
	form_complain(&f, strcmp(say, "totp_wrong") == 0 ? "totp" : "", say, n);
	return *in.step != '\0' && strcmp(say, "login_again") != 0
	    ? show_code(cx, rq, &f, in.step, rs)
	    : show(cx, rq, &f, rs);
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
