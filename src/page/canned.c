/*
 * canned.c - /admin/replies and /agent/replies: texts that are written
 * again and again; everybody's, or one's own
 */
#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/canned.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

struct input {
	const char *name, *content_en, *content_zh;
	bool active, preview;
};

static const struct field fields[] = {
	FIELD(input, name, LINE | REQUIRED, 1, 64, "name_invalid"),
	FIELD(input, content_en, 0, 0, MESSAGE_MAX, NULL),
	FIELD(input, content_zh, 0, 0, MESSAGE_MAX, NULL),
	FIELD(input, active, 0, 0, 1, NULL),
	FIELD(input, preview, 0, 0, 1, NULL),
};
const struct schema canned_schema = { fields, NELEM(fields), false };

/* Which of the two lists this is. */
static bool
is_shared(const struct req *rq)
{
	return strncmp(rq->path, "/admin/", 7) == 0;
}

static const char *
canned_href(struct ctx *cx, bool shared, int64_t id)
{
	const char *list = shared ? "/admin/replies" : "/agent/replies";

	return id == 0 ? list : arena_printf(cx->mem, "%s/%" PRId64, list, id);
}

static enum err
begin(struct ctx *cx, const struct req *rq, struct resp *rs, const char *page)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, page);
	if (rc == ERR_OK) {
		model_text(
		    rs->model, "List.base", canned_href(cx, is_shared(rq), 0));
		model_flag(rs->model, "Shared", is_shared(rq));
	}
	return rc;
}

static enum err
read_list(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct canned_list l;
	enum err rc;

	rc = begin(cx, rq, rs, "agent/replies.cs");
	if (rc == ERR_OK)
		rc = canned_list(cx, is_shared(rq), &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
		const struct canned *c = &l.item[i];
		struct model *row = model_row(model_at(rs->model, "Row"));

		model_int(row, "id", c->id);
		model_text(row, "name", c->name);
		model_flag(row, "on", c->active);
		model_flag(row, "en", *c->content[LANG_EN] != '\0');
		model_flag(row, "zh", *c->content[LANG_ZH] != '\0');
		model_time(cx, row, "at", c->updated_at);
	}
	return rc;
}

enum err
page_replies(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, rs)) : rc;
}

/* One --------------------------------------------------------------------- */

static void
put_stored(struct model *m, const struct canned *c)
{
	model_text(m, "name.v", c->name);
	model_text(m, "content_en.v", c->content[LANG_EN]);
	model_text(m, "content_zh.v", c->content[LANG_ZH]);
	model_flag(m, "active.v", c->active);
}

/* A ticket of our invention. */
static struct ticket
sample(struct ctx *cx)
{
	return (struct ticket){
		.id = 42,
		.submitter = lang_text(cx, "Sample", "name"),
		.account = lang_text(cx, "Sample", "account"),
		.submitter_email = "mei@example.com",
		.submitter_mobile = "",
		.remind_mail = "",
		.remind_mobile = "",
		.title = lang_text(cx, "Sample", "title"),
		.product = lang_text(cx, "Sample", "product"),
		.problem_type = lang_text(cx, "Sample", "type"),
		.severity = lang_text(cx, "Sample", "severity"),
		.region = lang_text(cx, "Sample", "region"),
	};
}

/* What there is to stand in braces, and an example of it. */
static void
put_variables(struct ctx *cx, const struct session *se, struct model *list)
{
	const struct ticket t = sample(cx);

	for (size_t i = 0; canned_variables[i] != NULL; i++) {
		const char *braces = arena_printf(
		    cx->mem, "{%s}", canned_variables[i]);
		const char *value = canned_fill(
		    cx, braces, &t, se->display_name);
		struct model *row = model_row(list);

		model_put(row, braces);
		if (strcmp(value, braces) != 0)
			model_text(row, "x", value);
	}
}

/* The texts as its customer would get them. */
static void
put_preview(struct ctx *cx, const struct session *se, struct model *m,
    const struct input *in)
{
	const struct ticket t = sample(cx);

	if (*in->content_en != '\0')
		model_text(m, "en",
		    canned_fill(cx, in->content_en, &t, se->display_name));
	if (*in->content_zh != '\0')
		model_text(m, "zh",
		    canned_fill(cx, in->content_zh, &t, se->display_name));
	model_text(m, "on", "1");
}

static enum err
read_one(struct ctx *cx, const struct req *rq, int64_t id, const struct form *f,
    const struct input *in, struct resp *rs)
{
	bool shared = is_shared(rq);
	struct canned c = { .name = "", .content = { "", "" }, .active = true };
	const char *href = canned_href(cx, shared, id);
	bool left = false;
	struct form was;
	struct model *m;
	enum err rc;

	rc = begin(cx, rq, rs, "agent/reply.cs");
	if (rc == ERR_OK && id != 0)
		rc = canned_get(cx, shared, id, &c);
	if (rc == ERR_OK && f == NULL)
		rc = page_left(cx, rq, href, &canned_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	if (left)
		page_put_left(cx, m, &was);
	else if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	else
		put_stored(model_at(m, "F"), &c);
	if (in != NULL && in->preview)
		put_preview(cx, rq->session, model_at(m, "Preview"), in);
	model_text(m, "Action", href);
	model_text(m, "Key", form_key(cx, rq->session, href, 0));
	if (id != 0)
		model_text(m, "Name", c.name);
	put_variables(cx, rq->session, model_at(m, "Var"));
	return ERR_OK;
}

static enum err
show(struct ctx *cx, const struct req *rq, int64_t id, const struct form *f,
    const struct input *in, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_one(cx, rq, id, f, in, rs))
			    : rc;
}

enum err
page_reply_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, 0, NULL, NULL, rs);
}

enum err
page_reply_one(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, req_id(rq, 0), NULL, NULL, rs);
}

/* What the domain says against it, at the field that it is about. */
static const char *
field_of(const char *say, int64_t n)
{
	if (strcmp(say, "name_invalid") == 0)
		return "name";
	if (strcmp(say, "canned_empty") == 0)
		return "content_en";
	if (strcmp(say, "variable_unknown") == 0)
		return n == LANG_ZH ? "content_zh" : "content_en";
	return "";
}

static enum err
save(struct ctx *cx, const struct req *rq, int64_t id, struct resp *rs)
{
	struct input in;
	struct canned c;
	const char *say;
	struct form f;
	int64_t n, made;
	enum err rc;

	if (!form_read(cx, &f, &canned_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, id, &f, &in, rs);
	}
	if (in.preview)
		return show(cx, rq, id, &f, &in, rs);
	c = (struct canned){ .id = id,
		.name = in.name,
		.content = { in.content_en, in.content_zh },
		.active = in.active };
	rc = canned_put(cx, is_shared(rq), &c, &made);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    href_done(
			cx->mem, canned_href(cx, is_shared(rq), 0), "saved"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, field_of(say, n), say, n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, id, &f, &in, rs);
}

enum err
page_reply_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return save(cx, rq, 0, rs);
}

enum err
page_reply_put(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return save(cx, rq, req_id(rq, 0), rs);
}
