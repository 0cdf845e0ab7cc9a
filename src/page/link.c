/*
 * link.c - /links: addresses of files that end by themselves
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "domain/link.h"
#include "page/download.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

struct link_form {
	struct values id;
};

static const struct field link_fields[] = {
	FIELD(link_form, id, 0, 0, LINK_FILES_MAX, NULL),
};
const struct schema link_schema = { link_fields, NELEM(link_fields), true };

/* The whole address that a link stands for: of one file, or of an archive. */
static const char *
address(struct ctx *cx, const char *token, const struct files *files)
{
	const char *path;

	if (files->count == 1)
		path = arena_printf(
		    cx->mem, "/links/file/%s/%s", token, files->item[0].name);
	else
		path = arena_printf(cx->mem, "/links/zip/%s", token);
	return arena_printf(
	    cx->mem, "%s%s", cx->conf->base_origin, href_path(cx->mem, path));
}

static void
answer_json(struct ctx *cx, const char *token, const struct link *l,
    const struct files *files, struct resp *rs)
{
	struct json j;

	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_text(&j, "url", address(cx, token, files));
	json_text(&j, "expires_at", time_iso(cx, l->until));
	json_close(&j, '}');
	rs->status = 201;
	rs->type = "application/json";
	rs->body = j.out.s;
	rs->body_len = j.out.len;
	rs->secret = true;
}

static enum err
make(struct ctx *cx, const struct req *rq, int64_t ticket,
    const char *const *ids, size_t n, struct resp *rs)
{
	struct files files;
	const char *token;
	struct link l;
	enum err rc;

	rc = link_make(cx, ticket, ids, n, &token);
	if (rc == ERR_OK && strstr(rq->accept, "application/json") != NULL) {
		rc = link_follow(cx, token, &l, &files);
		if (rc == ERR_OK)
			answer_json(cx, token, &l, &files, rs);
	} else if (rc == ERR_OK) {
		resp_redirect(rs, arena_printf(cx->mem, "/links/%s", token));
	}
	return rc;
}

enum err
page_link_files(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct link_form in;
	struct form f;

	if (!form_read(cx, &f, &link_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no form of ours");
	return make(cx, rq, req_ticket(rq, 0), in.id.value, in.id.count, rs);
}

enum err
page_link_file(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct attachment f;
	enum err rc;

	rc = attachment_get(cx, rq->arg[0], &f);
	if (rc == ERR_OK && f.ticket_id == 0)
		rc = err_fail(cx, ERR_NOTFOUND, "a file of no ticket");
	if (rc != ERR_OK)
		return rc;
	return make(cx, rq, f.ticket_id, &f.id, 1, rs);
}

/* The page that shows a link, to be copied. */
enum err
page_link(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct files files;
	struct link l;
	enum err rc;

	rc = link_follow(cx, rq->arg[0], &l, &files);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "attachment/link.cs");
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Ticket.Href",
	    href_ticket(cx->mem, is_staff(cx), l.ticket));
	model_text(rs->model, "Ticket.id", href_ticket_name(cx->mem, l.ticket));
	model_text(rs->model, "Link", address(cx, rq->arg[0], &files));
	model_text(rs->model, "Until", time_full(cx, l.until));
	rs->secret = true;
	for (size_t i = 0; i < files.count; i++)
		model_text(model_row(model_at(rs->model, "File")), "n",
		    files.item[i].name);
	return ERR_OK;
}

enum err
page_linked_file(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct files files;
	struct req plain = *rq;
	struct link l;
	enum err rc;

	rc = link_follow(cx, rq->arg[0], &l, &files);
	if (rc != ERR_OK)
		return rc;
	if (files.count != 1)
		return err_fail(cx, ERR_NOTFOUND, "a link to several files");
	plain.arg[0] = files.item[0].id;
	return page_attachment(cx, &plain, rs);
}

enum err
page_linked_zip(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct files files;
	struct link l;
	enum err rc;

	if (req_embeds(rq))
		return err_fail(cx, ERR_DENIED, "an archive as part of a page");
	rc = link_follow(cx, rq->arg[0], &l, &files);
	if (rc == ERR_OK)
		download_files(cx, rs, l.ticket, &files);
	return rc;
}
