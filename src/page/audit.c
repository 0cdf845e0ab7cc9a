/*
 * audit.c - /admin/audit: the trail of what was done, its verification, and
 * the same as a table for spreadsheets.
 */
#include "domain/audit.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/organization.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/frame.h"
#include "view/time.h"
#include "web/href.h"

#define BASE   "/admin/audit"
#define VERIFY BASE "/verify"
#define EXPORT BASE "/export"

/* Rows of a table at most; which is said on the page. */
#define EXPORT_MAX 20000

/* Characters of a request's number, by which the log has it. */
#define REQUEST_SHOWN 12

struct query {
	const char *event, *user, *ticket, *account, *from, *to;
	const char *before, *after; /* places, as page_place() */
};

static const struct field fields[] = {
	FIELD(query, event, LINE, 0, 64, NULL),
	FIELD(query, user, LINE, 0, 64, NULL),
	FIELD(query, ticket, LINE, 0, 20, NULL),
	FIELD(query, account, LINE, 0, 64, NULL),
	FIELD(query, from, LINE, 0, 10, "date_invalid"),
	FIELD(query, to, LINE, 0, 10, "date_invalid"),
	FIELD(query, before, LINE, 0, 50, NULL),
	FIELD(query, after, LINE, 0, 50, NULL),
};
const struct schema audit_query = { fields, NELEM(fields), false };

/* What is asked for --------------------------------------------------------
 */

/* "TS-0000042", as people type it: the number will do. */
static bool
read_ticket(const char *s, int64_t *out)
{
	if ((s[0] == 'T' || s[0] == 't') && (s[1] == 'S' || s[1] == 's') &&
	    s[2] == '-')
		s += 3;
	while (s[0] == '0' && s[1] != '\0')
		s++;
	return parse_int(s, 1, INT64_MAX, out);
}

static enum err
find_user(struct ctx *cx, struct form *f, const char *name, int64_t *out)
{
	struct user u;
	enum err rc;

	rc = user_find(cx, name, &u);
	if (rc == ERR_OK)
		*out = u.id;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(cx);
	form_complain(f, "user", "user_unknown", 0);
	return ERR_OK;
}

static enum err
find_account(struct ctx *cx, struct form *f, const char *name, int64_t *out)
{
	struct account a;
	enum err rc;

	rc = account_find(cx, name, &a);
	if (rc == ERR_OK)
		*out = a.id;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(cx);
	form_complain(f, "account", "account_unknown", 0);
	return ERR_OK;
}

/* What is typed is complained of at its field; what is none of our choices
 * is an error. */
static enum err
read_filter(struct ctx *cx, struct form *f, const struct query *in,
    struct audit_filter *out)
{
	enum err rc = ERR_OK;

	*out = (struct audit_filter){ .event = in->event };
	out->up = *in->after != '\0';
	if (*in->event != '\0' && !audit_event_known(in->event))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no event \"%s\"", in->event);
	if (!page_cursor(out->up ? in->after : in->before, &out->at, &out->seq))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "no such place");
	if (*in->from != '\0' && !page_date(cx, in->from, false, &out->from))
		form_complain(f, "from", "date_invalid", 0);
	if (*in->to != '\0' && !page_date(cx, in->to, true, &out->to))
		form_complain(f, "to", "date_invalid", 0);
	if (*in->ticket != '\0' && !read_ticket(in->ticket, &out->ticket))
		form_complain(f, "ticket", "ticket_number", 0);
	if (*in->user != '\0')
		rc = find_user(cx, f, in->user, &out->actor);
	if (rc == ERR_OK && *in->account != '\0')
		rc = find_account(cx, f, in->account, &out->account);
	return rc;
}

static enum err
begin(struct ctx *cx, const struct req *rq, struct form *f, struct query *in,
    struct audit_filter *out)
{
	if (!form_read(cx, f, &audit_query, rq, in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	view_zone(cx, rq);
	return read_filter(cx, f, in, out);
}

/* The page ------------------------------------------------------------------
 */

static const char *
place_of(struct ctx *cx, const struct audit_row *r)
{
	return r == NULL ? "" : page_place(cx, r->at, r->seq);
}

/* The same choice, older than one row or newer than the other. */
static const char *
query_href(struct ctx *cx, const char *path, const struct query *in,
    const struct audit_row *before, const struct audit_row *after)
{
	const struct param p[] = {
		{ "event", in->event },
		{ "user", in->user },
		{ "ticket", in->ticket },
		{ "account", in->account },
		{ "from", in->from },
		{ "to", in->to },
		{ "before", place_of(cx, before) },
		{ "after", place_of(cx, after) },
	};

	return href_query(cx->mem, path, p, NELEM(p));
}

static void
put_kinds(struct model *list)
{
	for (size_t i = 0; i < audit_nkinds; i++) {
		struct model *m = model_row(list);

		model_text(m, "k", audit_kinds[i].name);
		for (size_t k = 0; audit_kinds[i].event[k] != NULL; k++)
			model_put(model_row(model_at(m, "E")),
			    audit_kinds[i].event[k]);
	}
}

static void
put_filter(struct ctx *cx, struct model *page, const struct form *f,
    const struct query *in)
{
	struct model *m = model_at(page, "Q");

	model_text(m, "event", in->event);
	model_text(m, "user", in->user);
	model_text(m, "ticket", in->ticket);
	model_text(m, "account", in->account);
	model_text(m, "from", in->from);
	model_text(m, "to", in->to);
	model_flag(m, "on",
	    *in->event != '\0' || *in->user != '\0' || *in->ticket != '\0' ||
		*in->account != '\0' || *in->from != '\0' || *in->to != '\0');
	model_put_form(cx, page, model_at(page, "F"), f, NULL, 0);
	put_kinds(model_at(page, "Kind"));
}

static void
put_row(struct ctx *cx, struct model *row, const struct audit_row *r)
{
	model_int(row, "seq", r->seq);
	model_time(cx, row, "at", r->at);
	model_text(row, "event", r->event);
	model_text(row, "type", r->resource_type);
	model_text(row, "id", r->resource_id);
	model_text(row, "by", r->actor_name);
	model_int(row, "uid", r->actor_id);
	model_text(row, "ip", r->ip);
	model_text(
	    row, "rq", utf8_truncate(cx->mem, r->request_id, REQUEST_SHOWN));
	model_text(row, "x", r->detail);
	model_flag(row, "hot", strcmp(r->rating, "normal") != 0);
}

static enum err
put_list(struct ctx *cx, struct model *m, const struct query *in,
    const struct audit_filter *filter)
{
	struct audit_list l;
	enum err rc;

	rc = audit_list(cx, filter, cx->conf->tickets_page_size, &l);
	if (rc != ERR_OK || l.count == 0)
		return rc;
	for (size_t i = 0; i < l.count; i++)
		put_row(cx, model_row(model_at(m, "Row")), &l.row[i]);
	if (l.newer)
		model_text(
		    m, "List.newer", query_href(cx, BASE, in, NULL, &l.row[0]));
	if (l.older)
		model_text(m, "List.older",
		    query_href(cx, BASE, in, &l.row[l.count - 1], NULL));
	model_text(m, "List.table", query_href(cx, EXPORT, in, NULL, NULL));
	model_int(m, "List.most", EXPORT_MAX);
	return ERR_OK;
}

/* f NULL: nothing was asked for. */
static enum err
show(struct ctx *cx, const struct req *rq, struct form *f,
    const struct query *in, const struct audit_filter *filter, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/audit.cs");
	if (rc != ERR_OK)
		return rc;
	put_filter(cx, rs->model, f, in);
	model_text(rs->model, "Key", form_key(cx, rq->session, VERIFY, 0));
	if (form_wrong(f)) {
		rs->status = 422;
		return ERR_OK;
	}
	return put_list(cx, rs->model, in, filter);
}

enum err
page_audit(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct audit_filter filter;
	struct query in;
	struct form f;
	enum err rc;

	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = begin(cx, rq, &f, &in, &filter);
	if (rc == ERR_OK)
		rc = show(cx, rq, &f, &in, &filter, rs);
	return snapshot_end(cx, rc);
}

/* Verification --------------------------------------------------------------
 */

/* What came out is shown at once: whoever reloads the page asks again. */
enum err
page_audit_verify(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct query none = { "", "", "", "", "", "", "", "" };
	struct audit_filter all = { .event = "" };
	struct audit_verdict v;
	struct model *m;
	struct form f;
	enum err rc;

	rc = audit_check(cx, &v);
	if (rc != ERR_OK)
		return rc;
	form_blank(cx, &f, &audit_query, rq, NULL);
	rc = show(cx, rq, &f, &none, &all, rs);
	if (rc != ERR_OK)
		return rc;
	m = model_at(rs->model, "Verdict");
	model_int(m, "count", v.count);
	model_text(m, "head", v.head);
	if (v.bad != 0)
		model_int(m, "bad", v.bad);
	model_flag(m, "cut", v.cut);
	return ERR_OK;
}

/* A table -------------------------------------------------------------------
 */

static const char *const columns[] = { "number", "time", "event",
	"resource_type", "resource_id", "user", "address", "request", "rating",
	"detail", "hash" };

static void
write_row(struct ctx *cx, struct buf *out, const struct audit_row *r)
{
	char hash[HEX_LEN];
	const char *const cells[NELEM(columns)] = {
		arena_printf(cx->mem, "%" PRId64, r->seq),
		time_iso(cx, r->at),
		r->event,
		r->resource_type,
		r->resource_id,
		r->actor_name,
		r->ip,
		r->request_id,
		r->rating,
		r->detail,
		hash,
	};

	crypto_hex(r->hash, HASH_LEN, hash);
	csv_put(out, cells, NELEM(cells));
}

static enum err
write_rows(struct ctx *cx, struct audit_filter f, struct buf *out, int64_t *n)
{
	struct audit_list l = { .older = true };
	enum err rc = ERR_OK;

	*n = 0;
	csv_put(out, columns, NELEM(columns));
	while (rc == ERR_OK && l.older && *n < EXPORT_MAX) {
		rc = audit_list(cx, &f, 1000, &l);
		for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
			write_row(cx, out, &l.row[i]);
		if (rc != ERR_OK || l.count == 0)
			return rc;
		*n += (int64_t)l.count;
		f.at = l.row[l.count - 1].at;
		f.seq = l.row[l.count - 1].seq;
	}
	return rc;
}

static enum err
write_table(struct ctx *cx, const struct audit_filter *filter,
    const char *asked, struct buf *out)
{
	int64_t n = 0;
	enum err rc;

	rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, write_rows(cx, *filter, out, &n));
	return rc == ERR_OK ? audit_exported(cx, n, asked) : rc;
}

enum err
page_audit_export(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct audit_filter filter;
	const char *asked;
	struct query in;
	struct form f;
	struct buf out;
	enum err rc;

	rc = begin(cx, rq, &f, &in, &filter);
	if (rc == ERR_OK && form_wrong(&f))
		rc = err_say(
		    cx, ERR_INVALID, "unknown_choice", "a table of no kind");
	if (rc != ERR_OK)
		return rc;
	filter.up = false;
	filter.at = filter.seq = 0;
	asked = query_href(cx, "", &in, NULL, NULL);
	buf_init(&out, cx->mem);
	buf_puts(&out, "\xef\xbb\xbf"); /* spreadsheets know UTF-8 by it */
	rc = write_table(cx, &filter, asked, &out);
	if (rc != ERR_OK)
		return rc;
	rs->body = out.s;
	rs->body_len = out.len;
	rs->type = "text/csv; charset=utf-8";
	rs->file_name = "audit.csv";
	rs->secret = true;
	return ERR_OK;
}
