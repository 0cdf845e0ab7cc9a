/*
 * roster.c - /admin/users/import and /admin/users/export: users as a table.
 *
 * What is sent is looked at first, and shown again with what it would do;
 * that page's form carries the table, and does it.
 */
#include "domain/roster.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "page/manage.h"
#include "page/pages.h"

struct import {
	const char *csv, *stamp;
	bool confirmed;
};

static const struct field fields[] = {
	FIELD(import, csv, 0, 0, (int64_t)ROSTER_TEXT_MAX, NULL),
	FIELD(import, stamp, LINE, 0, 64, NULL),
	FIELD(import, confirmed, 0, 0, 1, NULL),
};
const struct schema roster_schema = { fields, NELEM(fields), false };

static void
put_changes(struct model *list, const struct roster_row *r)
{
	for (size_t i = 0; i < r->nchange; i++) {
		struct model *m = model_row(list);

		model_text(m, "k", roster_column[r->change[i].column]);
		model_text(m, "from", r->change[i].from);
		model_text(m, "to", r->change[i].to);
	}
}

static void
put_roster(struct ctx *cx, struct model *m, const struct roster *r)
{
	static const char *const kinds[] = { [ROSTER_NEW] = "new",
		[ROSTER_CHANGED] = "changed",
		[ROSTER_SAME] = "same",
		[ROSTER_WRONG] = "wrong" };

	model_int(m, "N.new", r->n[ROSTER_NEW]);
	model_int(m, "N.changed", r->n[ROSTER_CHANGED]);
	model_int(m, "N.same", r->n[ROSTER_SAME]);
	model_int(m, "N.wrong", r->n[ROSTER_WRONG]);
	model_flag(m, "Go",
	    r->n[ROSTER_WRONG] == 0 &&
		r->n[ROSTER_NEW] + r->n[ROSTER_CHANGED] > 0);
	model_text(m, "Stamp", r->stamp);
	for (size_t i = 0; i < r->count; i++) {
		struct model *row;

		if (r->row[i].kind == ROSTER_SAME)
			continue;
		row = model_row(model_at(m, "Row"));
		model_int(row, "line", r->row[i].line);
		model_text(row, "user", r->row[i].user);
		model_text(row, "is", kinds[r->row[i].kind]);
		if (r->row[i].say != NULL)
			model_text(row, "say",
			    lang_say(
				cx, r->row[i].say, ROSTER_ROWS_MAX, NULL, 0));
		if (r->row[i].column < ROSTER__MAX)
			model_text(row, "k", roster_column[r->row[i].column]);
		put_changes(model_at(row, "X"), &r->row[i]);
	}
}

/* csv: what is looked at, or NULL: nothing yet. */
static enum err
show(struct ctx *cx, const struct req *rq, const char *csv,
    const struct roster *r, const char *say, struct resp *rs)
{
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/import.cs");
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i < ROSTER__MAX; i++)
		model_put(
		    model_row(model_at(rs->model, "Column")), roster_column[i]);
	side_key(cx, rq, model_at(rs->model, "Key.save"), "import");
	if (say != NULL)
		model_text(rs->model, "F.Say",
		    lang_say(cx, say, ROSTER_ROWS_MAX, NULL, 0));
	if (csv == NULL)
		return ERR_OK;
	model_flag(rs->model, "Seen", true);
	model_text(rs->model, "F.csv.v", csv);
	if (r != NULL)
		put_roster(cx, rs->model, r);
	return ERR_OK;
}

enum err
page_import(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *csv = NULL;
	struct form was;
	bool left;
	enum err rc;

	rc = page_left(
	    cx, rq, "/admin/users/import", &roster_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	if (left) /* field 0 is the table */
		csv = was.value[0];
	return show(cx, rq, csv, NULL, NULL, rs);
}

/* What would it do? */
static enum err
look(struct ctx *cx, const struct req *rq, const char *csv, const char *say,
    struct resp *rs)
{
	struct roster r;
	enum err rc;

	rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, roster_read(cx, csv, &r));
	if (rc != ERR_OK)
		return rc;
	if (r.n[ROSTER_WRONG] > 0 && rs->status == 200) {
		rs->status = 422;
		say = "roster_wrong";
	}
	return show(cx, rq, csv, &r, say, rs);
}

static enum err
import(struct ctx *cx, const struct req *rq, const struct import *in,
    struct resp *rs)
{
	struct roster r;
	const char *say;
	int64_t n;
	enum err rc;

	rc = roster_apply(cx, in->csv, in->stamp, &r);
	if (rc == ERR_OK) {
		resp_redirect(rs, "/admin/users?done=users_imported");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	rs->status = rc == ERR_CONFLICT ? 409 : rc == ERR_BUSY ? 503 : 422;
	/* The key is used up only by what was done. */
	return look(cx, rq, in->csv, say, rs);
}

enum err
page_import_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct import in = { .csv = "" };
	const char *say = NULL, *csv;
	struct form f;

	if (!form_read(cx, &f, &roster_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		csv = req_param(rq, "csv");
		return show(cx, rq,
		    csv == NULL ? NULL : text_normalise(cx->mem, csv), NULL,
		    f.say != NULL ? f.say : "roster_long", rs);
	}
	if (rq->nfile == 0 && *in.csv == '\0') {
		rs->status = 422;
		return show(cx, rq, NULL, NULL, "file_one", rs);
	}
	if (rq->nfile == 0)
		return in.confirmed ? import(cx, rq, &in, rs)
				    : look(cx, rq, in.csv, NULL, rs);
	csv = page_read_text(cx, &rq->file[0], ROSTER_TEXT_MAX, &say);
	if (csv == NULL) {
		rs->status = 422;
		return show(cx, rq, NULL, NULL, say, rs);
	}
	return look(cx, rq, csv, NULL, rs);
}

enum err
page_export(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct buf out;
	enum err rc;

	(void)rq;
	buf_init(&out, cx->mem);
	/* By this mark spreadsheets know UTF-8. */
	buf_puts(&out, "\xef\xbb\xbf");
	rc = roster_write(cx, &out);
	if (rc != ERR_OK)
		return rc;
	rs->body = out.s;
	rs->body_len = out.len;
	rs->type = "text/csv; charset=utf-8";
	rs->file_name = "users.csv";
	rs->secret = true;
	return ERR_OK;
}
