/*
 * totp.c - /account/totp: the second factor
 */
#include "domain/totp.h"

#include <string.h>

#include "base/qr.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"

struct input {
	const char *action, *totp;
};

static const struct field fields[] = {
	FIELD(input, action, REQUIRED | LINE | CHOSEN, 1, 10, NULL),
	FIELD(input, totp, SECRET | LINE, 0, 64, "totp_wrong"),
};
const struct schema totp_schema = { fields, NELEM(fields), false };

static void
put_secret(struct ctx *cx, struct model *m, const struct totp *t)
{
	const char *path;
	int size;

	model_text(m, "secret", t->secret);
	model_text(m, "uri", t->uri);
	path = qr_path(cx->mem, t->uri, &size);
	if (path == NULL)
		return;
	model_text(m, "qr", path);
	model_int(m, "size", size);
}

/* f: what was sent; NULL: nothing yet. */
static enum err
show(struct ctx *cx, const struct req *rq, const struct form *f,
    const struct recovery *codes, struct resp *rs)
{
	struct model *m;
	struct totp t;
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/totp.cs");
	if (rc == ERR_OK)
		rc = totp_get(cx, &t);
	if (rc != ERR_OK)
		return rc;
	m = model_at(rs->model, "Totp");
	model_flag(m, "on", t.on);
	model_flag(m, "must", t.must);
	model_int(m, "left", t.left);
	if (t.on)
		model_time(cx, m, "since", t.since);
	if (t.secret != NULL)
		put_secret(cx, m, &t);
	for (int i = 0; codes != NULL && i < RECOVERY_CODES; i++)
		model_put(model_row(model_at(rs->model, "Code")),
		    arena_strdup(cx->mem, codes->code[i]));
	model_text(
	    rs->model, "Key", form_key(cx, rq->session, "/account/totp", 0));
	if (f != NULL)
		model_put_form(
		    cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	if (f != NULL && form_wrong(f) && f->say == NULL)
		model_text(rs->model, "F.Say",
		    lang_say(cx, "codes_again", 0, NULL, 0));
	rs->secret = t.secret != NULL || codes != NULL;
	return ERR_OK;
}

enum err
page_totp(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, NULL, rs);
}

/* Codes are shown in the answer to the form: nowhere else, and only once. */
static enum err
show_codes(struct ctx *cx, const struct req *rq, const struct recovery *codes,
    struct resp *rs)
{
	if (codes->known)
		return show(cx, rq, NULL, codes, rs);
	resp_redirect(rs, "/account/totp");
	return ERR_OK;
}

static enum err
start(struct ctx *cx, const struct req *rq, const struct input *in,
    struct resp *rs)
{
	enum err rc = totp_begin(cx);

	(void)rq;
	(void)in;
	if (rc == ERR_OK)
		resp_redirect(rs, "/account/totp");
	return rc;
}

static enum err
confirm(struct ctx *cx, const struct req *rq, const struct input *in,
    struct resp *rs)
{
	struct recovery codes;
	enum err rc = totp_confirm(cx, in->totp, rq->session->id, &codes);

	if (rc != ERR_OK)
		return rc;
	page_renew(cx, rq, rs);
	return show_codes(cx, rq, &codes, rs);
}

static enum err
renew(struct ctx *cx, const struct req *rq, const struct input *in,
    struct resp *rs)
{
	struct recovery codes;
	enum err rc = totp_recovery(cx, &codes);

	(void)in;
	return rc == ERR_OK ? show_codes(cx, rq, &codes, rs) : rc;
}

static enum err
off(struct ctx *cx, const struct req *rq, const struct input *in,
    struct resp *rs)
{
	enum err rc = totp_off(cx, rq->session->id);

	(void)in;
	if (rc != ERR_OK)
		return rc;
	page_renew(cx, rq, rs);
	resp_redirect(rs, "/account/totp?done=totp_off");
	return ERR_OK;
}

typedef enum err action_fn(
    struct ctx *, const struct req *, const struct input *, struct resp *);

static action_fn *
action_of(const char *name)
{
	static const struct {
		const char *name;
		action_fn *fn;
	} rows[] = {
		{ "start", start },
		{ "confirm", confirm },
		{ "codes", renew },
		{ "off", off },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].fn;
	return NULL;
}

enum err
page_totp_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	action_fn *act = NULL;
	const char *say;
	struct input in;
	struct form f;
	int64_t n;
	enum err rc;

	if (form_read(cx, &f, &totp_schema, rq, &in))
		act = action_of(in.action);
	if (act == NULL) {
		if (!form_wrong(&f))
			form_complain(&f, "", "invalid", 0);
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, NULL, rs);
	}
	if (act == confirm && *in.totp == '\0')
		form_complain(&f, "totp", "required", 0);
	rc = form_wrong(&f) ? ERR_INVALID : act(cx, rq, &in, rs);
	if (rc == ERR_OK)
		return rc;
	if (!form_wrong(&f)) {
		if (!page_recovers(cx, rc, &say, &n))
			return rc;
		form_complain(
		    &f, strcmp(say, "totp_wrong") == 0 ? "totp" : "", say, n);
	}
	rs->status = form_status(&f, rc);
	return show(cx, rq, &f, NULL, rs);
}
