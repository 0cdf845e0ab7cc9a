/*
 * import.c - tables for spreadsheets, in and out: /admin/users/import and
 * /export, /admin/catalogue/import and /export.
 *
 * What is sent is looked at first, and shown again with what it would do;
 * that page's form carries the table, and does it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/entry_table.h"
#include "domain/roster.h"
#include "page/page.h"
#include "page/pages.h"

struct import {
	const char *csv, *stamp;
	bool confirmed;
};

static const struct field fields[] = {
	FIELD(import, csv, 0, 0, (int64_t)TABLE_MAX, NULL),
	FIELD(import, stamp, LINE, 0, 64, NULL),
	FIELD(import, confirmed, 0, 0, 1, NULL),
};
const struct schema import_schema = { fields, NELEM(fields), false };

/* What there are tables of. */
struct tabled {
	const char *name;    /* for the template */
	const char *address; /* of the page */
	const char *done;    /* where it goes on */
	const char *const *column;
	const char *long_say; /* more than `most` rows */
	int64_t most;
	enum err (*read)(struct ctx *, const char *text, struct table *);
	enum err (*apply)(
	    struct ctx *, const char *text, const char *stamp, struct table *);
};

static const struct tabled users = {
	.name = "users",
	.address = "/admin/users/import",
	.done = "/admin/users?done=users_imported",
	.column = roster_column,
	.long_say = "roster_long",
	.most = ROSTER_ROWS_MAX,
	.read = roster_read,
	.apply = roster_apply,
};

static const struct tabled catalogue = {
	.name = "catalogue",
	.address = "/admin/catalogue/import",
	.done = "/admin/catalogue?done=catalogue_imported",
	.column = entry_table_column,
	.long_say = "table_long",
	.most = ENTRY_TABLE_ROWS_MAX,
	.read = entry_table_read,
	.apply = entry_table_apply,
};

static const char *
say_row(struct ctx *cx, const struct table_row *r)
{
	const struct slot slots[] = {
		{ "min", arena_printf(cx->mem, "%" PRId64, r->min) },
		{ "max", arena_printf(cx->mem, "%" PRId64, r->max) },
	};

	return lang_say(cx, r->say, r->say_n, slots,
	    r->min == 0 && r->max == 0 ? 0 : NELEM(slots));
}

static void
put_row(struct ctx *cx, struct model *row, const struct table_row *r)
{
	static const char *const fates[] = { [FATE_NEW] = "new",
		[FATE_CHANGED] = "changed",
		[FATE_SAME] = "same",
		[FATE_WRONG] = "wrong" };

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
put_table(struct ctx *cx, struct model *m, const struct table *t)
{
	model_int(m, "N.new", t->n[FATE_NEW]);
	model_int(m, "N.changed", t->n[FATE_CHANGED]);
	model_int(m, "N.same", t->n[FATE_SAME]);
	model_int(m, "N.wrong", t->n[FATE_WRONG]);
	model_flag(m, "Go",
	    t->n[FATE_WRONG] == 0 && t->n[FATE_NEW] + t->n[FATE_CHANGED] > 0);
	model_text(m, "Stamp", t->stamp);
	for (size_t i = 0; i < t->count; i++)
		if (t->row[i].fate != FATE_SAME)
			put_row(cx, model_row(model_at(m, "Row")), &t->row[i]);
}

/* csv: what is looked at, or NULL: nothing yet. */
static enum err
show(struct ctx *cx, const struct req *rq, const struct tabled *k,
    const char *csv, const struct table *t, const char *say, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/import.cs");
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Of", k->name);
	for (size_t i = 0; k->column[i] != NULL; i++)
		model_put(
		    model_row(model_at(rs->model, "Column")), k->column[i]);
	model_text(rs->model, "Key", form_key(cx, rq->session, k->address, 0));
	if (say != NULL)
		model_text(
		    rs->model, "F.Say", lang_say(cx, say, k->most, NULL, 0));
	if (csv == NULL)
		return ERR_OK;
	model_flag(rs->model, "Seen", true);
	model_text(rs->model, "F.csv.v", csv);
	if (t != NULL)
		put_table(cx, rs->model, t);
	return ERR_OK;
}

/* As it was left, or nothing yet. */
static enum err
begin(struct ctx *cx, const struct req *rq, const struct tabled *k,
    struct resp *rs)
{
	struct form was;
	bool left;
	enum err rc;

	rc = page_left(cx, rq, k->address, &import_schema, &was, &left);
	if (rc == ERR_OK)
		rc = show(cx, rq, k, left ? form_value(&was, "csv") : NULL,
		    NULL, NULL, rs);
	if (rc == ERR_OK && left)
		model_flag(rs->model, "F.Left", true);
	return rc;
}

/* What would it do? */
static enum err
look(struct ctx *cx, const struct req *rq, const struct tabled *k,
    const char *csv, const char *say, struct resp *rs)
{
	struct table t;
	enum err rc;

	rc = k->read(cx, csv, &t);
	if (rc != ERR_OK)
		return rc;
	if (t.n[FATE_WRONG] > 0 && rs->status == 200) {
		rs->status = 422;
		say = "table_wrong";
	}
	return show(cx, rq, k, csv, &t, say, rs);
}

static enum err
import(struct ctx *cx, const struct req *rq, const struct tabled *k,
    const struct import *in, struct resp *rs)
{
	struct table t;
	const char *say;
	int64_t n;
	enum err rc;

	rc = k->apply(cx, in->csv, in->stamp, &t);
	if (rc == ERR_OK) {
		resp_redirect(rs, k->done);
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	rs->status = rc == ERR_CONFLICT ? 409 : rc == ERR_BUSY ? 503 : 422;
	/* The key is used up only by what was done. */
	return look(cx, rq, k, in->csv, say, rs);
}

static enum err
take(struct ctx *cx, const struct req *rq, const struct tabled *k,
    struct resp *rs)
{
	struct import in = { .csv = "" };
	const char *say = NULL, *csv;
	struct form f;

	if (!form_read(cx, &f, &import_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		csv = req_param(rq, "csv");
		return show(cx, rq, k,
		    csv == NULL ? NULL : text_normalise(cx->mem, csv), NULL,
		    f.say != NULL ? f.say : k->long_say, rs);
	}
	if (rq->nfile == 0 && *in.csv == '\0') {
		rs->status = 422;
		return show(cx, rq, k, NULL, NULL, "file_one", rs);
	}
	if (rq->nfile == 0)
		return in.confirmed ? import(cx, rq, k, &in, rs)
				    : look(cx, rq, k, in.csv, NULL, rs);
	csv = page_read_text(cx, &rq->file[0], TABLE_MAX, &say);
	if (csv == NULL) {
		rs->status = 422;
		return show(cx, rq, k, NULL, NULL, say, rs);
	}
	return look(cx, rq, k, csv, NULL, rs);
}

static enum err
send(struct ctx *cx, struct resp *rs, const char *file_name,
    enum err (*write)(struct ctx *, struct buf *))
{
	struct buf out;
	enum err rc;

	buf_init(&out, cx->mem);
	/* By this mark spreadsheets know UTF-8. */
	buf_puts(&out, "\xef\xbb\xbf");
	rc = write(cx, &out);
	if (rc != ERR_OK)
		return rc;
	rs->body = out.s;
	rs->body_len = out.len;
	rs->type = "text/csv; charset=utf-8";
	rs->file_name = file_name;
	return ERR_OK;
}

enum err
page_users_import(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return begin(cx, rq, &users, rs);
}

enum err
page_users_import_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return take(cx, rq, &users, rs);
}

enum err
page_users_export(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	(void)rq;
	rs->secret = true;
	return send(cx, rs, "users.csv", roster_write);
}

enum err
page_catalogue_import(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return begin(cx, rq, &catalogue, rs);
}

enum err
page_catalogue_import_post(
    struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return take(cx, rq, &catalogue, rs);
}

enum err
page_catalogue_export(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	(void)rq;
	return send(cx, rs, "catalogue.csv", entry_table_write);
}
