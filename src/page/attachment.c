/*
 * attachment.c - /attachments: a file comes, is sent, is taken back.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/frame.h"
#include "web/href.h"

struct upload_form {
	const char *next, *business_type_id;
};

static const struct field upload_fields[] = {
	FIELD(upload_form, next, LINE, 0, 2000, NULL),
	FIELD(upload_form, business_type_id, LINE, 0, 64, NULL),
};
const struct schema upload_schema = { upload_fields, NELEM(upload_fields),
	false };
const struct schema attachment_delete_schema = { upload_fields, 1, false };

static bool
wants_json(const struct req *rq)
{
	return strstr(rq->accept, "application/json") != NULL;
}

void
page_json(struct resp *rs, const struct buf *b)
{
	rs->type = "application/json";
	rs->body = b->s;
	rs->body_len = b->len;
}

void
page_json_file(struct ctx *cx, const struct attachment *f, struct resp *rs)
{
	struct buf b;

	buf_init(&b, cx->mem);
	buf_puts(&b, "{\"accessory_id\":");
	json_string(&b, f->id);
	buf_puts(&b, ",\"name\":");
	json_string(&b, f->name);
	buf_printf(&b, ",\"size\":%" PRId64 ",\"type\":", f->size);
	json_string(&b, f->mime);
	buf_putc(&b, '}');
	rs->status = 201;
	page_json(rs, &b);
}

static void
put_error(struct ctx *cx, int status, const char *say, struct resp *rs)
{
	struct buf b;

	buf_init(&b, cx->mem);
	buf_puts(&b, "{\"error\":");
	json_string(&b, say);
	buf_putc(&b, '}');
	rs->status = status;
	page_json(rs, &b);
}

void
page_json_refused(struct ctx *cx, const struct kept *k, struct resp *rs)
{
	const struct taken none = { 0 };

	put_error(cx, strcmp(k->say, "file_too_big") == 0 ? 413 : 422,
	    files_complaint(cx, &none, k), rs);
}

/* The file was refused: say why, as JSON or as a page. */
static void
answer_refused(struct ctx *cx, const struct req *rq, const struct taken *t,
    struct resp *rs)
{
	struct fail fail = { .status = files_status(t, 422) };
	const char *say = files_say(cx, t);

	fail.code = fail.status;
	if (wants_json(rq)) {
		put_error(cx, fail.status, say, rs);
		return;
	}
	view_error(cx, rq, &fail, rs);
	model_text(rs->model, "Error.Say", say);
}

static void
go_on(const char *next, struct resp *rs)
{
	next = route_next(next);
	resp_redirect(rs, next != NULL ? next : "/");
}

enum err
page_upload(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct upload_form in;
	struct taken t;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &upload_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no upload");
	if (rq->nfile != 1)
		return err_say(
		    cx, ERR_INVALID, "file_one", "%zu files", rq->nfile);
	/* Sent again, it is the same file. */
	rq->file[0].key = cx->op.key;
	rc = files_limits(cx, in.business_type_id, 0, NULL);
	if (rc == ERR_OK)
		rc = files_keep(cx, rq, &t);
	if (rc != ERR_OK)
		return rc;
	if (t.n == 0)
		answer_refused(cx, rq, &t, rs);
	else if (wants_json(rq))
		page_json_file(cx, &t.file[0], rs);
	else
		go_on(in.next, rs);
	return ERR_OK;
}

/* nginx sends the bytes, unchanged, to be saved under that name. */
enum err
page_attachment(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *name = rq->arg[1];
	struct attachment f;
	enum err rc;

	if (req_embeds(rq))
		return err_fail(cx, ERR_DENIED,
		    "an attachment as part of a "
		    "page");
	rc = attachment_get(cx, rq->arg[0], &f);
	if (rc != ERR_OK)
		return rc;
	if (strcmp(name, f.name) != 0)
		return err_fail(cx, ERR_NOTFOUND,
		    "attachment \"%s\" has another name", f.id);
	rc = attachment_whole(cx, &f);
	if (rc != ERR_OK)
		return rc;
	rs->file = f.sha256;
	rs->file_name = f.name;
	rs->type = f.mime;
	return ERR_OK;
}

enum err
page_attachment_delete(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct upload_form in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &attachment_delete_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no form of ours");
	rc = attachment_delete(cx, rq->arg[0]);
	if (rc == ERR_OK)
		go_on(in.next, rs);
	return rc;
}
