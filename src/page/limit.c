/*
 * limit.c - /admin/limits: what an administrator may set, and its bounds.
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf_value.h"
#include "domain/act.h"
#include "domain/limit.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

#define BASE "/admin/limits"

/* As a person would say it. */
static const char *
words(struct ctx *cx, enum conf_type type, int64_t v)
{
	if (type == CONF_SIZE)
		return size_words(cx, v);
	/* "0" of a duration has no words. */
	if (type == CONF_DURATION && v != 0)
		return duration_words(cx, v);
	return arena_printf(cx->mem, "%" PRId64, v);
}

static void
put_limit(struct ctx *cx, struct model *m, const struct limit *l)
{
	enum conf_type type = l->key->type;

	model_text(m, "id", l->name);
	/* Names of nodes have no dots. */
	model_text(m, "section", l->key->section);
	model_text(m, "key", l->key->name);
	model_text(m, "value", words(cx, type, l->value));
	model_text(m, "given", words(cx, type, l->given));
	model_text(m, "least", words(cx, type, l->least));
	model_text(m, "most", words(cx, type, l->most));
	model_flag(m, "counted", l->used >= 0);
	if (l->used >= 0)
		model_text(m, "used",
		    words(cx, type == CONF_SIZE ? type : CONF_INT, l->used));
	model_flag(m, "set", l->set);
	if (!l->set)
		return;
	model_time(cx, m, "at", l->changed_at);
	model_text(m, "by", l->changed_by);
}

static enum err
read_list(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct limit_list list;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/limits.cs");
	if (rc == ERR_OK)
		rc = limit_list(cx, &list);
	for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
		put_limit(
		    cx, model_row(model_at(rs->model, "Row")), &list.item[i]);
	return rc;
}

enum err
page_limits(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, rs)) : rc;
}

/* One of them -------------------------------------------------------------- */

struct setting {
	const char *value;
	int64_t seen;
};

static const struct field fields[] = {
	FIELD(setting, value, LINE, 0, 32, "limit_form"),
	FIELD(setting, seen, REQUIRED, 0, INT64_MAX, NULL),
};
const struct schema limit_schema = { fields, NELEM(fields), false };

/* f: the form that comes back, or NULL. */
static enum err
read_limit(
    struct ctx *cx, const struct req *rq, struct form *f, struct resp *rs)
{
	struct limit l;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/limit.cs");
	if (rc == ERR_OK)
		rc = limit_get(cx, rq->arg[0], &l);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	put_limit(cx, model_at(m, "L"), &l);
	model_text(m, "Action", href_path(cx->mem, rq->path));
	model_text(m, "Key", form_key(cx, rq->session, rq->path, 0));
	model_int(m, "Seen", l.value);
	if (l.key->type == CONF_SIZE || l.key->type == CONF_DURATION)
		model_text(
		    m, "Unit", l.key->type == CONF_SIZE ? "size" : "time");
	if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	else if (l.set)
		model_text(m, "F.value.v",
		    conf_measured(l.key->type, l.value, cx->mem));
	return ERR_OK;
}

static enum err
show_limit(
    struct ctx *cx, const struct req *rq, struct form *f, struct resp *rs)
{
	enum err rc = snapshot_begin(cx);

	return rc == ERR_OK ? snapshot_end(cx, read_limit(cx, rq, f, rs)) : rc;
}

enum err
page_limit(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_limit(cx, rq, NULL, rs);
}

/* The settings of this very process follow with its next request. */
enum err
page_limit_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct setting in;
	struct form f;
	const char *say;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &limit_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_limit(cx, rq, &f, rs);
	}
	rc = limit_set(cx, rq->arg[0], in.value, in.seen);
	if (rc == ERR_OK) {
		resp_redirect(rs, BASE "?done=saved");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, rc == ERR_INVALID ? "value" : "", say, n);
	rs->status = form_status(&f, rc);
	return show_limit(cx, rq, &f, rs);
}
