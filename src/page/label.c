/*
 * label.c - /labels: the labels of an account
 */
#include "domain/label.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/side.h"

struct input {
	const char *name, *color;
};

static const struct field fields[] = {
	FIELD(input, name, REQUIRED | LINE, 1, LABEL_NAME_MAX, "label_name"),
	FIELD(input, color, REQUIRED | LINE, 1, 7, "label_color"),
};
const struct schema label_schema = { fields, NELEM(fields), false };

/* One form came back; 0: that for a new label. */
struct back {
	int64_t id;
	const struct form *form;
};

static const char *
address(struct ctx *cx, int64_t id, const char *end)
{
	return arena_printf(cx->mem, "/labels/%" PRId64 "%s", id, end);
}

/* Each form of the page has its own fields, and ids for its controls. */
static void
put_form(struct ctx *cx, struct model *page, struct model *m, int64_t id,
    const struct back *back)
{
	static const char *const words[] = { "Name", "Color" };
	const struct slot max = { "max", STR_(LABEL_NAME_MAX) };
	const struct form *f;

	if (back == NULL || back->id != id)
		return;
	f = back->form;
	model_flag(m, "open", true);
	if (f->say != NULL)
		model_text(
		    page, "F.Say", lang_say(cx, f->say, f->say_n, NULL, 0));
	for (size_t i = 0; i < NELEM(words); i++) {
		const char *name = f->schema->field[i].name, *say;
		struct model *at = model_node(
		    model_at(m, "F"), name, strlen(name));

		model_text(at, "v", f->value[i]);
		if (f->error[i] == NULL)
			continue;
		say = lang_say(cx, f->error[i], f->error_n[i], &max, 1);
		model_text(at, "e", say);
		model_put_error(page,
		    arena_printf(cx->mem, "%s-%" PRId64, name, id),
		    arena_printf(cx->mem, "%s – %s",
			lang_text(cx, "Label", words[i]), say));
	}
}

static const char *
typed_color(struct model *m, const char *color)
{
	const char *typed = model_get(m, "F.color.v");

	return *typed != '\0' ? typed : color;
}

static void
put_label(struct ctx *cx, const struct session *se, struct model *page,
    const struct label *l, const struct back *back)
{
	struct model *row = model_row(model_at(page, "Label"));

	model_put_label(row, l);
	model_text(row, "key", form_key(cx, se, address(cx, l->id, ""), 0));
	model_text(
	    row, "del", form_key(cx, se, address(cx, l->id, "/delete"), 0));
	if (back == NULL || back->id != l->id)
		model_text(row, "F.name.v", l->name);
	put_form(cx, page, row, l->id, back);
	model_put_colors(model_at(row, "Color"), typed_color(row, l->color));
}

static enum err
show(struct ctx *cx, const struct req *rq, const struct back *back,
    struct resp *rs)
{
	const struct slot max = { "max", STR_(LABELS_MAX) };
	struct label_list list;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "labels.cs");
	if (rc == ERR_OK)
		rc = label_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	for (size_t i = 0; i < list.count; i++)
		put_label(cx, rq->session, m, &list.item[i], back);
	model_text(
	    m, "Say", lang_fill(cx, lang_text(cx, "Fmt", "Labels"), &max, 1));
	if (list.count >= LABELS_MAX)
		model_text(m, "Full",
		    lang_say(cx, "labels_full", LABELS_MAX, NULL, 0));
	model_text(m, "Key", form_key(cx, rq->session, "/labels", 0));
	put_form(cx, m, model_at(m, "New"), 0, back);
	model_put_colors(model_at(m, "New.Color"),
	    typed_color(model_at(m, "New"),
		label_colors[list.count % LABEL_COLORS].hex));
	return ERR_OK;
}

enum err
page_labels(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, show(cx, rq, NULL, rs)) : rc;
}

static enum err
show_again(struct ctx *cx, const struct form *f, int64_t id, enum err why,
    struct resp *rs)
{
	const struct back back = { id, f };
	enum err rc;

	rs->status = form_status(f, why);
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, show(cx, f->rq, &back, rs)) : rc;
}

/* At which field the domain's complaint belongs. */
static const char *
field_of(const char *say)
{
	static const struct {
		const char *say, *field;
	} rows[] = {
		{ "label_name", "name" },
		{ "label_taken", "name" },
		{ "label_color", "color" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].field;
	return "";
}

/* id 0: a new one. */
static enum err
save(struct ctx *cx, const struct req *rq, int64_t id, struct resp *rs)
{
	const char *say;
	struct input in;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &label_schema, rq, &in))
		return show_again(cx, &f, id, ERR_OK, rs);
	rc = id == 0 ? label_create(cx, in.name, in.color, &n)
		     : label_change(cx, id, in.name, in.color);
	if (rc == ERR_OK) {
		resp_redirect(rs,
		    id == 0 ? "/labels?done=label_created"
			    : "/labels?done=label_changed");
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, field_of(say), say, n);
	return show_again(cx, &f, id, rc, rs);
}

enum err
page_label_create(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return save(cx, rq, 0, rs);
}

enum err
page_label_change(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_id(rq, 0);
	struct label_list list;
	enum err rc;

	/* What is wrong with its form is nobody's business but its own
	 * account's. */
	rc = label_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < list.count; i++)
		if (list.item[i].id == id)
			return save(cx, rq, id, rs);
	return err_fail(cx, ERR_NOTFOUND, "no label of his account");
}

enum err
page_label_delete(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = label_delete(cx, req_id(rq, 0));
	if (rc == ERR_OK)
		resp_redirect(rs, "/labels?done=label_deleted");
	return rc;
}
