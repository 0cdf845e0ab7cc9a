/*
 * account.c - /account: one's own profile and password
 */
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/tz.h"
#include "domain/act.h"
#include "domain/password.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"

/* Profile -------------------------------------------------------------------
 */

struct profile {
	const char *name, *email, *mobile, *language, *time_zone, *theme;
	bool shortcuts;
};

static const struct field profile_fields[] = {
	FIELD(profile, name, REQUIRED | LINE, 1, 64, NULL),
	FIELD(profile, email, LINE, 0, 128, "email_invalid"),
	FIELD(profile, mobile, LINE, 0, 32, "mobile_invalid"),
	FIELD(profile, language, LINE, 0, 10, "unknown_choice"),
	FIELD(profile, time_zone, LINE, 0, 64, "unknown_choice"),
	FIELD(profile, theme, LINE, 0, 10, "unknown_choice"),
	FIELD(profile, shortcuts, 0, 0, 1, NULL),
};
const struct schema account_schema = { profile_fields, NELEM(profile_fields),
	false };

static void
put_me(struct ctx *cx, struct model *m, const struct user *u,
    const struct session *se)
{
	struct buf groups;

	buf_init(&groups, cx->mem);
	for (size_t i = 0; i < se->noperated; i++) {
		buf_puts(&groups, i > 0 ? ", " : "");
		buf_puts(&groups, se->operated[i].name);
	}
	model_text(m, "user", u->name);
	if (*u->account != '\0')
		model_text(m, "account", u->account);
	if (groups.len > 0)
		model_text(m, "groups", groups.s);
}

/* What is stored, as the form would send it. */
static void
put_stored(struct ctx *cx, struct model *m, const struct user *u)
{
	model_text(m, "name.v", u->display_name);
	model_text(m, "email.v", u->email);
	model_text(m, "mobile.v", u->mobile);
	model_text(m, "language.v",
	    *u->language != '\0'      ? u->language
		: cx->lang == LANG_ZH ? "zh-cn"
				      : "en");
	model_text(m, "time_zone.v",
	    *u->time_zone != '\0' ? u->time_zone : cx->conf->site_time_zone);
	model_text(m, "theme.v", *u->theme != '\0' ? u->theme : "auto");
	model_flag(m, "shortcuts.v", u->shortcuts);
}

/* f: what was typed; NULL: what is stored. */
static enum err
show_profile(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	struct user u;
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/profile.cs");
	if (rc == ERR_OK)
		rc = user_me(cx, &u);
	if (rc != ERR_OK)
		return rc;
	put_me(cx, model_at(rs->model, "Me"), &u, rq->session);
	page_zones(model_at(rs->model, "Zone"));
	model_text(rs->model, "Key", form_key(cx, rq->session, "/account", 0));
	if (f != NULL)
		model_put_form(
		    cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	else
		put_stored(cx, model_at(rs->model, "F"), &u);
	return ERR_OK;
}

enum err
page_account(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_profile(cx, rq, NULL, rs);
}

/* At which field the domain's complaint belongs. */
static const char *
profile_field(const char *say)
{
	static const struct {
		const char *say, *field;
	} rows[] = {
		{ "email_invalid", "email" },
		{ "mobile_invalid", "mobile" },
		{ "name_invalid", "name" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].field;
	return "";
}

static enum err
save_profile(struct ctx *cx, const struct profile *in)
{
	struct user u;
	enum err rc;

	rc = user_me(cx, &u);
	if (rc != ERR_OK)
		return rc;
	u.display_name = in->name;
	u.email = in->email;
	u.mobile = in->mobile;
	u.language = in->language;
	u.time_zone = in->time_zone;
	u.theme = strcmp(in->theme, "auto") == 0 ? "" : in->theme;
	u.shortcuts = in->shortcuts;
	return user_profile(cx, &u);
}

enum err
page_account_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct profile in;
	const char *say;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &account_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_profile(cx, rq, &f, rs);
	}
	rc = save_profile(cx, &in);
	if (rc == ERR_OK) {
		/* Cookies of before signing in must not speak against it. */
		rs->set_lang = in.language;
		rs->set_theme = strcmp(in.theme, "auto") == 0 ? "" : in.theme;
		resp_redirect(rs, "/account?done=saved");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, profile_field(say), say, n);
	rs->status = form_status(&f, rc);
	return show_profile(cx, rq, &f, rs);
}

/* Password ------------------------------------------------------------------
 */

struct password {
	const char *username; /* for the browser's store of passwords */
	const char *password, *new_password, *new_password_again;
};

static const struct field password_fields[] = {
	FIELD(password, username, LINE | CHOSEN, 0, 64, NULL),
	FIELD(password, password, REQUIRED | SECRET, 1, 1024, NULL),
	FIELD(password, new_password, REQUIRED | SECRET, 1, 1024, NULL),
	FIELD(password, new_password_again, REQUIRED | SECRET, 1, 1024, NULL),
};
const struct schema password_schema = { password_fields, NELEM(password_fields),
	false };

static enum err
show_password(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	const struct slot least = { "n",
		arena_printf(cx->mem, "%d",
		    (int)password_least(cx, rq->session->two_factor)) };
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/password.cs");
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Me.user", rq->session->name);
	model_flag(rs->model, "Must", rq->session->must_change);
	model_text(rs->model, "Rule",
	    lang_fill(cx, lang_text(cx, "Fmt", "RulePassword"), &least, 1));
	model_text(rs->model, "Key",
	    form_key(cx, rq->session, "/account/password", 0));
	if (f == NULL)
		return ERR_OK;
	model_put_form(cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	if (f->say == NULL)
		model_text(rs->model, "F.Say",
		    lang_say(cx, "passwords_again", 0, NULL, 0));
	return ERR_OK;
}

enum err
page_password(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_password(cx, rq, NULL, rs);
}

/* Of a form that is sent twice the first change made the present password
 * another one: that is no mistake. */
static enum err
change_password(struct ctx *cx, const struct req *rq, const struct password *in)
{
	bool replayed;
	enum err rc;

	rc = act_replayed(cx, &replayed);
	if (rc != ERR_OK)
		return rc;
	if (replayed)
		return user_password_kept(cx, in->new_password);
	return user_password(
	    cx, in->password, in->new_password, rq->session->id);
}

enum err
page_password_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct password in;
	const char *say;
	struct form f;
	int64_t n;
	enum err rc;

	if (form_read(cx, &f, &password_schema, rq, &in) &&
	    strcmp(in.new_password, in.new_password_again) != 0)
		form_complain(&f, "new_password_again", "password_differs", 0);
	if (form_wrong(&f)) {
		rs->status = form_status(&f, ERR_OK);
		return show_password(cx, rq, &f, rs);
	}
	rc = change_password(cx, rq, &in);
	if (rc == ERR_OK) {
		page_renew(cx, rq, rs);
		resp_redirect(rs, "/account/password?done=password");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f,
	    strcmp(say, "password_wrong") == 0      ? "password"
		: strncmp(say, "password_", 9) == 0 ? "new_password"
						    : "",
	    say, n);
	rs->status = form_status(&f, rc);
	return show_password(cx, rq, &f, rs);
}
