/*
 * admin.c - /admin: the installation at a glance
 */
#include "base/conf.h"
#include "domain/act.h"
#include "domain/feedback.h"
#include "domain/health.h"
#include "page/page.h"
#include "page/pages.h"

static enum err
put_numbers(struct ctx *cx, struct model *m)
{
	struct ticket_counts open, all;
	struct feedback_counts reports;
	struct totals t;
	int64_t nopen = 0, nall = 0;
	enum err rc;

	rc = health_totals(cx, &t);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_OPEN, 0, &open);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_ALL, 0, &all);
	if (rc == ERR_OK)
		rc = feedback_counts(cx, &reports);
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i <= STATUS_CODE_MAX; i++) {
		nopen += S(i) & STATUSES_OPEN ? open.n[i] : 0;
		nall += all.n[i];
	}
	model_int(m, "accounts", t.accounts);
	model_int(m, "users", t.users[ROLE_CUSTOMER]);
	model_int(m, "staff",
	    t.users[ROLE_AGENT] + t.users[ROLE_LEAD] + t.users[ROLE_ADMIN]);
	model_int(m, "tickets", nall);
	model_int(m, "open", nopen);
	model_int(
	    m, "reports", reports.n[FEEDBACK_NEW] + reports.n[FEEDBACK_WORK]);
	return ERR_OK;
}

static void
put_health(struct ctx *cx, struct model *list)
{
	struct health_figures f;
	struct health h;

	health_read(cx, &h);
	health_more(cx, &h, &f);
	for (size_t i = 0; i < h.count; i++) {
		struct model *row = model_row(list);

		model_put(row, h.row[i].name);
		model_flag(row, "ok", h.row[i].good);
	}
}

enum err
page_admin(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/home.cs");
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(
		    cx, put_numbers(cx, model_at(rs->model, "N")));
	if (rc != ERR_OK)
		return rc;
	put_health(cx, model_at(rs->model, "Check"));
	model_text(rs->model, "Sys.version", PACKAGE_VERSION);
	return ERR_OK;
}
