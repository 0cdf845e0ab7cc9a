/*
 * admin.c - /admin: the installation at a glance, and the audit trail
 */
#include <inttypes.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/health.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

/* At a glance --------------------------------------------------------------
 */

static enum err
put_numbers(struct ctx *cx, struct model *m)
{
	struct ticket_counts open, all;
	struct totals t;
	int64_t nopen = 0, nall = 0;
	enum err rc;

	rc = health_totals(cx, &t);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_OPEN, 0, &open);
	if (rc == ERR_OK)
		rc = ticket_counts(cx, SCOPE_ALL, 0, &all);
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
	return ERR_OK;
}

static void
put_health(struct ctx *cx, struct model *list)
{
	struct health h;

	health_read(cx, &h);
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

/* The audit trail -----------------------------------------------------------
 */

struct query {
	const char *event, *user;
	int64_t before;
};

static const struct field fields[] = {
	FIELD(query, event, LINE, 0, 64, NULL),
	FIELD(query, user, LINE, 0, 64, NULL),
	FIELD(query, before, 0, 0, INT64_MAX, NULL),
};
const struct schema audit_query = { fields, NELEM(fields), false };

static const char *
audit_href(struct ctx *cx, const struct query *in, int64_t before)
{
	const struct param p[] = {
		{ "event", in->event },
		{ "user", in->user },
		{ "before",
		    before == 0 ? ""
				: arena_printf(cx->mem, "%" PRId64, before) },
	};

	return href_query(cx->mem, "/admin/audit", p, NELEM(p));
}

static void
put_audit(struct ctx *cx, struct model *list, const struct audit_list *l)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct audit_row *r = &l->row[i];
		struct model *row = model_row(list);

		model_int(row, "seq", r->seq);
		model_time(cx, row, "at", r->at);
		model_text(row, "event", r->event);
		model_text(row, "type", r->resource_type);
		model_text(row, "id", r->resource_id);
		model_text(row, "by", r->actor_name);
		model_text(row, "ip", r->ip);
		model_text(row, "x", r->detail);
	}
}

static enum err
read_audit(struct ctx *cx, const struct req *rq, const struct query *in,
    struct resp *rs)
{
	struct audit_list l;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/audit.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_text(m, "Q.event", in->event);
	model_text(m, "Q.user", in->user);
	model_flag(m, "Q.on", *in->event != '\0' || *in->user != '\0');
	rc = audit_list(cx, in->before, in->event, in->user,
	    cx->conf->tickets_page_size, &l);
	if (rc == ERR_NOTFOUND) { /* nobody of that name did anything */
		err_clear(cx);
		return ERR_OK;
	}
	if (rc != ERR_OK)
		return rc;
	put_audit(cx, model_at(m, "Row"), &l);
	if (in->before != 0)
		model_text(m, "List.first", audit_href(cx, in, 0));
	if (l.next != 0)
		model_text(m, "List.next", audit_href(cx, in, l.next));
	return ERR_OK;
}

enum err
page_audit(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &audit_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_audit(cx, rq, &in, rs))
			    : rc;
}
