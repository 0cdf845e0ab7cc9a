/*
 * transfer.c - /uploads: files in chunks, for the script of the pages.
 *
 * POST opens one and says where it is; PATCH to there adds a chunk at
 * Upload-Offset, the last one answers as POST /attachments does; HEAD tells
 * how far it is, POST …/cancel gives it up.  What is answered is JSON.
 */
#include "domain/transfer.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "page/page.h"
#include "page/pages.h"

struct transfer_form {
	const char *name, *mark, *business_type_id;
	int64_t size;
};

static const struct field fields[] = {
	FIELD(transfer_form, name, REQUIRED, 1, 512, NULL),
	FIELD(transfer_form, size, REQUIRED, 0, INT64_MAX, NULL),
	FIELD(transfer_form, mark, LINE, 0, TRANSFER_MARK_MAX, NULL),
	FIELD(transfer_form, business_type_id, LINE, 0, 64, NULL),
};
const struct schema transfer_schema = { fields, NELEM(fields), false };

static void
put_transfer(struct buf *b, const struct transfer *t)
{
	buf_puts(b, "{\"upload_id\":");
	json_string(b, t->id);
	buf_puts(b, ",\"name\":");
	json_string(b, t->name);
	buf_puts(b, ",\"mark\":");
	json_string(b, t->mark);
	buf_printf(
	    b, ",\"size\":%" PRId64 ",\"offset\":%" PRId64, t->size, t->came);
	if (*t->file != '\0') {
		buf_puts(b, ",\"accessory_id\":");
		json_string(b, t->file);
	}
	buf_puts(b, "}");
}

static void
answer(struct ctx *cx, struct resp *rs, const struct transfer *t)
{
	struct buf b;

	rs->upload_offset = t->came;
	rs->upload_length = t->size;
	buf_init(&b, cx->mem);
	put_transfer(&b, t);
	page_json(rs, &b);
}

enum err
page_transfer_open(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct transfer_form in;
	struct transfer t;
	struct kept kept;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &transfer_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no upload");
	t = (struct transfer){
		.name = in.name, .mark = in.mark, .size = in.size
	};
	rc = files_limits(cx, in.business_type_id, 0, NULL);
	if (rc != ERR_OK)
		return rc;
	rc = transfer_open(cx, &t, &kept);
	if (rc == ERR_INVALID && kept.say != NULL) {
		err_clear(cx);
		page_json_refused(cx, &kept, rs);
		return ERR_OK;
	}
	if (rc != ERR_OK)
		return rc;
	answer(cx, rs, &t);
	rs->status = 201;
	rs->location = arena_printf(cx->mem, "/uploads/%s", t.id);
	return ERR_OK;
}

enum err
page_transfers(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct transfer *t;
	struct buf b;
	size_t n;
	enum err rc;

	(void)rq;
	rc = transfer_list(cx, &t, &n);
	if (rc != ERR_OK)
		return rc;
	buf_init(&b, cx->mem);
	buf_puts(&b, "{\"uploads\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(&b, i > 0 ? "," : "");
		put_transfer(&b, &t[i]);
	}
	buf_puts(&b, "]}");
	page_json(rs, &b);
	return ERR_OK;
}

enum err
page_transfer(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct transfer t;
	enum err rc = transfer_get(cx, rq->arg[0], &t);

	if (rc == ERR_OK)
		answer(cx, rs, &t);
	return rc;
}

enum err
page_transfer_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *offset = rq->upload_offset;
	struct transfer t;
	struct kept kept;
	int64_t at;
	enum err rc;

	if (offset == NULL || !parse_int(offset, 0, INT64_MAX, &at) ||
	    rq->raw == NULL) {
		rs->status = 400;
		return err_fail(cx, ERR_INVALID, "a chunk without its offset");
	}
	rc = transfer_add(
	    cx, rq->arg[0], at, rq->raw->fd, rq->raw->size, &t, &kept);
	if (rc == ERR_OK && kept.say != NULL) {
		page_json_refused(cx, &kept, rs);
	} else if (rc == ERR_OK && *t.file != '\0') {
		page_json_file(cx, &kept.file, rs);
	} else if (rc == ERR_OK || rc == ERR_CONFLICT) {
		answer(cx, rs, &t);
		if (rc == ERR_OK) {
			rs->after = transfer_settle;
			rs->after_what = t.id;
		}
		rs->status = rc == ERR_OK ? 200 : 409;
		err_clear(cx);
		rc = ERR_OK;
	}
	return rc;
}

enum err
page_transfer_drop(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc = transfer_drop(cx, rq->arg[0]);

	if (rc == ERR_OK)
		rs->status = 204;
	return rc;
}
