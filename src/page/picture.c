/*
 * picture.c - /attachments/:id/thumb, /image and /view: pictures as they
 * are shown.  The original is for saving: attachment.c.
 */
#include <string.h>

#include "domain/picture.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

static enum err
send_picture(struct ctx *cx, const struct req *rq, int side, struct resp *rs)
{
	static const char *const mime[PICTURE__MAX] = {
		[PICTURE_JPEG] = "image/jpeg",
		[PICTURE_PNG] = "image/png",
	};
	struct picture p;
	enum err rc;

	if (req_embeds(rq))
		return err_fail(
		    cx, ERR_DENIED, "a picture as part of a document");
	rc = picture_get(cx, rq->arg[0], side, &p);
	if (rc != ERR_OK)
		return rc;
	rs->file = p.file.sha256;
	rs->file_suffix = p.suffix;
	rs->file_name = p.file.name;
	rs->type = mime[p.made];
	rs->file_inline = true;
	return ERR_OK;
}

enum err
page_thumb(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return send_picture(cx, rq, PICTURE_THUMB, rs);
}

enum err
page_image(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return send_picture(cx, rq, PICTURE_VIEW, rs);
}

/* The picture itself, or why it is not there. */
static void
put_picture(struct ctx *cx, struct model *m, const struct attachment *f)
{
	struct picture p;

	model_text(m, "n", f->name);
	model_text(m, "z", size_words(cx, f->size));
	model_text(m, "h", href_attachment(cx->mem, f->id, f->name));
	if (picture_get(cx, f->id, PICTURE_VIEW, &p) == ERR_OK) {
		model_text(
		    m, "img", href_attachment_act(cx->mem, f->id, "image"));
		return;
	}
	model_text(m, "e",
	    lang_say(cx,
		cx->say != NULL && strcmp(cx->say, "picture_not") == 0
		    ? "picture_not"
		    : "picture_busy",
		0, NULL, 0));
	err_clear(cx);
}

static void
put_place(struct ctx *cx, struct model *m, const struct picture_place *at)
{
	if (at->ticket == 0)
		return;
	model_text(
	    m, "Ticket.Href", href_ticket(cx->mem, is_staff(cx), at->ticket));
	model_text(m, "Ticket.id", href_ticket_name(cx->mem, at->ticket));
	model_int(m, "Pic.i", (int64_t)at->n);
	model_int(m, "Pic.of", (int64_t)at->of);
	if (at->before != NULL)
		model_text(m, "Pic.prev",
		    href_attachment_act(cx->mem, at->before->id, "view"));
	if (at->after != NULL)
		model_text(m, "Pic.next",
		    href_attachment_act(cx->mem, at->after->id, "view"));
}

static enum err
read_view(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct picture_place at;
	struct attachment f;
	enum err rc;

	rc = attachment_get(cx, rq->arg[0], &f);
	if (rc == ERR_OK && !f.picture)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "attachment \"%s\" is no picture", f.id);
	if (rc == ERR_OK)
		rc = picture_place(cx, &f, &at);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "attachment/view.cs");
	if (rc != ERR_OK)
		return rc;
	put_picture(cx, model_at(rs->model, "Pic"), &f);
	put_place(cx, rs->model, &at);
	return ERR_OK;
}

enum err
page_picture(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return read_view(cx, rq, rs);
}
