/*
 * entry_table.c - /admin/catalogue/import and /admin/catalogue/export: the
 * catalogue as a table.
 *
 * What is sent is looked at first, and shown again with what it would do;
 * that page's form carries the table, and does it.
 */
#include "domain/entry_table.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "page/page.h"
#include "page/pages.h"

struct import {
	const char *csv, *stamp;
	bool confirmed;
};

static const struct field fields[] = {
	FIELD(import, csv, 0, 0, (int64_t)ENTRY_TABLE_MAX, NULL),
	FIELD(import, stamp, LINE, 0, 64, NULL),
	FIELD(import, confirmed, 0, 0, 1, NULL),
};
const struct schema catalogue_import_schema = { fields, NELEM(fields), false };

static const char *
say_row(struct ctx *cx, const struct entry_row *r)
{
	int at = r->of == KIND__MAX ? -1 : entry_column(r->of, r->column);
	struct slot slots[] = { { "min", "0" }, { "max", "0" } };

	if (at < 0)
		return lang_say(cx, r->say, r->say_n, NULL, 0);
	slots[0].value = arena_printf(
	    cx->mem, "%lld", (long long)entry_kinds[r->of].column[at].min);
	slots[1].value = arena_printf(
	    cx->mem, "%lld", (long long)entry_kinds[r->of].column[at].max);
	return lang_say(cx, r->say, r->say_n, slots, NELEM(slots));
}

static void
put_row(struct ctx *cx, struct model *row, const struct entry_row *r)
{
	static const char *const fates[] = { [ENTRY_NEW] = "new",
		[ENTRY_CHANGED] = "changed",
		[ENTRY_SAME] = "same",
		[ENTRY_WRONG] = "wrong" };

	model_int(row, "line", r->line);
	model_text(row, "kind", r->kind);
	model_text(row, "id", r->id);
	model_text(row, "is", fates[r->fate]);
	if (r->say != NULL) {
		model_text(row, "say", say_row(cx, r));
		model_text(row, "k", r->column);
	}
	for (size_t i = 0; i < r->nchange; i++) {
		struct model *m = model_row(model_at(row, "X"));

		model_text(m, "k", r->change[i].column);
		model_text(m, "from", r->change[i].from);
		model_text(m, "to", r->change[i].to);
	}
}

static void
put_table(struct ctx *cx, struct model *m, const struct entry_table *t)
{
	model_int(m, "N.new", t->n[ENTRY_NEW]);
	model_int(m, "N.changed", t->n[ENTRY_CHANGED]);
	model_int(m, "N.same", t->n[ENTRY_SAME]);
	model_int(m, "N.wrong", t->n[ENTRY_WRONG]);
	model_flag(m, "Go",
	    t->n[ENTRY_WRONG] == 0 &&
		t->n[ENTRY_NEW] + t->n[ENTRY_CHANGED] > 0);
	model_text(m, "Stamp", t->stamp);
	for (size_t i = 0; i < t->count; i++)
		if (t->row[i].fate != ENTRY_SAME)
			put_row(cx, model_row(model_at(m, "Row")), &t->row[i]);
}

/* csv: what is looked at, or NULL: nothing yet. */
static enum err
show(struct ctx *cx, const struct req *rq, const char *csv,
    const struct entry_table *t, const char *say, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/import.cs");
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; entry_table_column(i) != NULL; i++)
		model_put(model_row(model_at(rs->model, "Column")),
		    entry_table_column(i));
	model_text(rs->model, "Key",
	    form_key(cx, rq->session, "/admin/catalogue/import", 0));
	if (say != NULL)
		model_text(rs->model, "F.Say",
		    lang_say(cx, say, ENTRY_TABLE_ROWS_MAX, NULL, 0));
	if (csv == NULL)
		return ERR_OK;
	model_flag(rs->model, "Seen", true);
	model_text(rs->model, "F.csv.v", csv);
	if (t != NULL)
		put_table(cx, rs->model, t);
	return ERR_OK;
}

enum err
page_catalogue_import(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, NULL, NULL, rs);
}

/* What would it do? */
static enum err
look(struct ctx *cx, const struct req *rq, const char *csv, const char *say,
    struct resp *rs)
{
	struct entry_table t;
	enum err rc;

	rc = entry_table_read(cx, csv, &t);
	if (rc != ERR_OK)
		return rc;
	if (t.n[ENTRY_WRONG] > 0 && rs->status == 200) {
		rs->status = 422;
		say = "roster_wrong";
	}
	return show(cx, rq, csv, &t, say, rs);
}

static enum err
import(struct ctx *cx, const struct req *rq, const struct import *in,
    struct resp *rs)
{
	struct entry_table t;
	const char *say;
	int64_t n;
	enum err rc;

	rc = entry_table_apply(cx, in->csv, in->stamp, &t);
	if (rc == ERR_OK) {
		resp_redirect(rs, "/admin/catalogue?done=catalogue_imported");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	rs->status = rc == ERR_CONFLICT ? 409 : rc == ERR_BUSY ? 503 : 422;
	return look(cx, rq, in->csv, say, rs);
}

enum err
page_catalogue_import_post(
    struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct import in = { .csv = "" };
	const char *say = NULL, *csv;
	struct form f;

	if (!form_read(cx, &f, &catalogue_import_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		csv = req_param(rq, "csv");
		return show(cx, rq,
		    csv == NULL ? NULL : text_normalise(cx->mem, csv), NULL,
		    f.say != NULL ? f.say : "table_long", rs);
	}
	if (rq->nfile == 0 && *in.csv == '\0') {
		rs->status = 422;
		return show(cx, rq, NULL, NULL, "file_one", rs);
	}
	if (rq->nfile == 0)
		return in.confirmed ? import(cx, rq, &in, rs)
				    : look(cx, rq, in.csv, NULL, rs);
	csv = page_read_text(cx, &rq->file[0], ENTRY_TABLE_MAX, &say);
	if (csv == NULL) {
		rs->status = 422;
		return show(cx, rq, NULL, NULL, say, rs);
	}
	return look(cx, rq, csv, NULL, rs);
}

static enum err
write_table(struct ctx *cx, struct buf *out)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, entry_table_write(cx, out)) : rc;
}

enum err
page_catalogue_export(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct buf out;
	enum err rc;

	(void)rq;
	buf_init(&out, cx->mem);
	/* By this mark spreadsheets know UTF-8. */
	buf_puts(&out, "\xef\xbb\xbf");
	rc = write_table(cx, &out);
	if (rc != ERR_OK)
		return rc;
	rs->body = out.s;
	rs->body_len = out.len;
	rs->type = "text/csv; charset=utf-8";
	rs->file_name = "catalogue.csv";
	return ERR_OK;
}
