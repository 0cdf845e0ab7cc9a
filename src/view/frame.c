#include "view/frame.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/tz.h"
#include "domain/space.h"
#include "view/time.h"
#include "web/csrf.h"
#include "web/href.h"
#include "web/router.h"

/* The sign-out form is on every page, and what it does can be done once a
 * session: one key serves all its pages, which may then have an ETag. */
#define LOGOUT_REVISION 1

static const char *
zone_of(const struct ctx *cx, const struct req *rq)
{
	const struct session *se = rq->session;

	return se != NULL && *se->time_zone != '\0' ? se->time_zone
						    : cx->conf->site_time_zone;
}

/* That of the account; if it names none, this browser's. */
static const char *
theme_of(const struct req *rq)
{
	const char *theme = rq->cookie_theme;

	if (rq->session != NULL && *rq->session->theme != '\0')
		theme = rq->session->theme;
	return theme != NULL &&
		(strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0)
	    ? theme
	    : "";
}

/* Where /preferences comes back to: this page, without what was done. */
static const char *
here(struct ctx *cx, const struct req *rq)
{
	const char *path;

	if (rq->method == POST)
		return route_page(cx, rq->path);
	path = href_path(cx->mem, rq->path);
	if (*rq->query == '\0' || req_param(rq, "done") != NULL)
		return path;
	return arena_printf(cx->mem, "%s?%s", path, rq->query);
}

static void
put_page(struct ctx *cx, const struct req *rq, struct model *m)
{
	const char *done = req_param(rq, "done"), *theme = theme_of(rq);

	if (*theme != '\0')
		model_text(m, "Theme", theme);
	if (done != NULL && rq->method == GET && strchr(done, '.') == NULL &&
	    *lang_text(cx, "Done", done) != '\0')
		model_text(m, "Done", done);
	if (rq->session != NULL)
		model_text(m, "Zone", zone_words(cx, zone_of(cx, rq)));
	model_text(m, "Here", here(cx, rq));
	if (space_level(cx) != SPACE_GOOD)
		model_text(m, "Space",
		    space_level(cx) == SPACE_CRITICAL ? "none" : "low");
	if (cx->request_id != NULL)
		model_text(m, "RequestId", cx->request_id);
}

static void
put_user(struct ctx *cx, const struct session *se, struct model *m)
{
	model_text(m, "Name", se->display_name);
	model_flag(m, "Staff", se->role >= ROLE_AGENT);
	model_flag(m, "Admin", se->role >= ROLE_ADMIN);
	model_flag(m, "Manager", se->account_admin);
	if (!se->shortcuts)
		model_text(m, "Keys", "off");
	model_text(m, "Out", form_key(cx, se, "/logout", LOGOUT_REVISION));
	for (size_t i = 0; i < se->noperated; i++) {
		struct model *g = model_row(model_at(m, "Tgo"));

		model_int(g, "Id", se->operated[i].id);
		/* One group needs no name beside the word. */
		if (se->noperated > 1)
			model_text(g, "Name", se->operated[i].name);
	}
}

void
view_zone(struct ctx *cx, const struct req *rq)
{
	cx->tz = tz_get(zone_of(cx, rq));
}

struct model *
view_frame(struct ctx *cx, const struct req *rq)
{
	struct model *m = model_new(cx);

	view_zone(cx, rq);
	put_page(cx, rq, model_at(m, "Page"));
	if (rq->session != NULL) {
		put_user(cx, rq->session, model_at(m, "User"));
		model_text(m, "Csrf", csrf_token(cx, rq->session));
	}
	return m;
}

void
model_put_typed(
    struct ctx *cx, struct model *list, const struct param *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *label = field_label(cx, p[i].name);
		struct model *row = model_row(list);

		model_put(row, p[i].value);
		model_text(row, "k", label != NULL ? label : p[i].name);
	}
}

void
view_error(
    struct ctx *cx, const struct req *rq, const struct fail *f, struct resp *rs)
{
	struct model *m = view_frame(cx, rq);

	model_int(m, "Error.Code", f->code);
	if (f->say != NULL)
		model_text(
		    m, "Error.Say", lang_say(cx, f->say, f->say_n, NULL, 0));
	if (f->back != NULL)
		model_text(m, "Error.Back", f->back);
	model_put_typed(cx, model_at(m, "Error.Text"), f->text, f->ntext);
	/* Of an address that is not ours, nobody knows what is a secret. */
	rs->secret = rs->secret || f->ntext > 0;
	rs->status = f->status;
	rs->retry_after = f->retry_after;
	rs->page = "error.cs";
	rs->model = m;
}

void
view_proof(struct ctx *cx, const struct req *rq, const struct proof *p,
    struct resp *rs)
{
	struct model *m = view_frame(cx, rq);

	model_text(m, "Action", href_path(cx->mem, rq->path));
	model_text(m, "Back", p->back);
	model_text(m, "Key", p->key);
	model_flag(m, "Lost", p->lost);
	model_text(m, "Me.user", rq->session->name);
	for (size_t i = 0; i < p->nfield; i++) {
		struct model *row = model_row(model_at(m, "Keep"));

		model_text(row, "k", p->field[i].name);
		model_text(row, "v", p->field[i].value);
	}
	rs->status = 403;
	if (p->say != NULL) {
		model_text(m, "F.Say", lang_say(cx, p->say, p->say_n, NULL, 0));
		rs->status = 422;
	}
	if (strcmp(p->say == NULL ? "" : p->say, "login_wait") == 0) {
		rs->status = 429;
		rs->retry_after = (int)p->say_n;
	}
	rs->page = "account/proof.cs";
	rs->model = m;
}
