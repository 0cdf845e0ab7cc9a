#include "edge/respond.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/disposition.h"
#include "base/log.h"
#include "edge/head.h"
#include "edge/request.h"
#include "edge/stream.h"
#include "store/blob.h"

#define RETRY_AFTER 5 /* seconds, where nobody knows better */
#define YEAR        ((int64_t)365 * 24 * 60 * 60) /* seconds */

void
respond_plainly(struct ctx *cx, struct resp *rs)
{
	*rs = (struct resp){
		.status = 500,
		.body = arena_printf(cx->mem,
		    "Something went wrong on our side, and it is in our log. "
		    "What you tried was not done.\n"
		    "Go back in your browser: what you typed is still there. "
		    "If it happens again, give us this number: %s\n\n"
		    "我们这边出了问题，已记入日志。您的操作没有生效。\n"
		    "请在浏览器中后退：您输入的内容仍在。"
		    "如果再次出现，请告知我们编号：%s\n",
		    cx->request_id, cx->request_id),
	};
	rs->body_len = strlen(rs->body);
}

static void
put_cookie(struct ctx *cx, struct head *h, enum cookie c, const char *value,
    int64_t lifetime)
{
	const bool https = cx->conf->base_https;

	head_put(h, HEADER_SET_COOKIE,
	    arena_printf(cx->mem,
		"%s=%s; Path=/; Max-Age=%" PRId64 "%s; HttpOnly; SameSite=Lax",
		cookie_name(c, https), value, *value == '\0' ? 0 : lifetime,
		https ? "; Secure" : ""));
}

static void
put_cookies(struct ctx *cx, struct head *h, const struct resp *rs)
{
	if (rs->set_sid != NULL)
		put_cookie(
		    cx, h, COOKIE_SESSION, rs->set_sid, rs->sid_lifetime);
	if (rs->set_lang != NULL)
		put_cookie(cx, h, COOKIE_LANG, rs->set_lang, YEAR);
	if (rs->set_theme != NULL)
		put_cookie(cx, h, COOKIE_THEME, rs->set_theme, YEAR);
	if (rs->set_device != NULL)
		put_cookie(cx, h, COOKIE_DEVICE, rs->set_device, YEAR);
}

/*
 * Of the page, eight bytes at a time: quick, and nothing hangs on it but
 * whether the browser shows its own copy.  "Weak", since nginx may send it
 * compressed.
 */
static const char *
etag_of(struct arena *mem, const char *s, size_t len)
{
	uint64_t hash = len, word;

	for (size_t i = 0; i < len; i += sizeof(word)) {
		word = 0;
		memcpy(&word, s + i, len - i < 8 ? len - i : 8);
		hash = (hash ^ word) * UINT64_C(0x9fb21c651e98df25);
		hash ^= hash >> 32;
	}
	return arena_printf(mem, "W/\"%016" PRIx64 "\"", hash);
}

/* Is the tag in that list?  Ours have no comma in them. */
static bool
has_tag(const char *list, const char *tag)
{
	const size_t len = strlen(tag);

	for (const char *s = list; s != NULL; s = strchr(s, ',')) {
		s += strspn(s, ", \t");
		if (strncmp(s, tag, len) == 0 &&
		    (s[len] == '\0' || s[len] == ',' || s[len] == ' '))
			return true;
	}
	return false;
}

static void
put_file(struct ctx *cx, struct head *h, const struct resp *rs)
{
	const char *path = blob_path(cx->mem, rs->file);

	/* What is not a hash makes an empty value, which is a fault. */
	head_put(h, HEADER_X_ACCEL_REDIRECT,
	    path == NULL ? ""
		: rs->file_suffix == NULL
		? arena_printf(cx->mem, "/_blob/%s", path)
		: arena_printf(cx->mem, "/_thumb/%s%s", path, rs->file_suffix));
	head_put(h, HEADER_CONTENT_TYPE, rs->type);
	head_put(h, HEADER_CONTENT_DISPOSITION,
	    disposition(cx->mem, rs->file_inline, rs->file_name));
}

static void
put_body(struct arena *mem, struct head *h, const struct resp *rs)
{
	head_put(h, HEADER_CONTENT_TYPE,
	    rs->type == NULL ? "text/plain; charset=utf-8" : rs->type);
	/* nginx passes a stream on as it comes, and spools none of it. */
	if (rs->stream != NULL)
		head_put(h, HEADER_X_ACCEL_BUFFERING, "no");
	else
		head_put_int(h, HEADER_CONTENT_LENGTH, (int64_t)rs->body_len);
	if (rs->file_name != NULL)
		head_put(h, HEADER_CONTENT_DISPOSITION,
		    disposition(mem, false, rs->file_name));
}

static const char *
cache_control(const struct resp *rs)
{
	if (rs->secret || rs->set_sid != NULL)
		return "no-store";
	/* A picture on a page is asked for again, and then it is 304; what
	 * was saved to disk needs no second copy in the cache. */
	if ((rs->file != NULL && !rs->file_inline) || rs->stream != NULL)
		return "private, no-store";
	return "private, no-cache";
}

static const char *
head_of(struct ctx *cx, const struct req *rq, const struct resp *rs,
    const char *tag)
{
	static const char *const allow[METHOD__MAX + 1] = {
		[GET] = "POST",
		[POST] = "GET, HEAD",
		[PATCH] = "GET, HEAD, POST",
		[METHOD__MAX] = "GET, HEAD, POST",
	};
	struct head h;

	head_begin(&h, cx->mem, rs->status);
	head_put_common(&h, cx->conf->base_https);
	head_put(&h, HEADER_CACHE_CONTROL, cache_control(rs));
	head_put(&h, HEADER_VARY, "Cookie, Accept-Language");
	head_put(&h, HEADER_X_REQUEST_ID, cx->request_id);
	put_cookies(cx, &h, rs);
	if (rs->clear_cache)
		head_put(&h, HEADER_CLEAR_SITE_DATA, "\"cache\"");
	if (rs->status == 405)
		head_put(&h, HEADER_ALLOW, allow[rq->method]);
	if (rs->retry_after > 0 || rs->status == 503)
		head_put_int(&h, HEADER_RETRY_AFTER,
		    rs->retry_after > 0 ? rs->retry_after : RETRY_AFTER);
	if (rs->upload_length > 0) {
		head_put_int(&h, HEADER_UPLOAD_OFFSET, rs->upload_offset);
		head_put_int(&h, HEADER_UPLOAD_LENGTH, rs->upload_length);
	}
	if (rs->location != NULL)
		head_put(&h, HEADER_LOCATION, rs->location);
	if (tag != NULL)
		head_put(&h, HEADER_ETAG, tag);
	if (rs->file != NULL)
		put_file(cx, &h, rs);
	else if (rs->status != 204 && rs->status != 304)
		put_body(cx->mem, &h, rs);
	if (h.wrong != NULL)
		err_fail(cx, ERR_FAULT, "cannot write header %s", h.wrong);
	return head_end(&h);
}

void
respond(
    struct ctx *cx, struct exchange *x, const struct req *rq, struct resp *rs)
{
	const char *tag = NULL, *head;

	if (rs->body == NULL)
		rs->body = "";
	if (rs->etag && rs->status == 200) {
		tag = etag_of(cx->mem, rs->body, rs->body_len);
		if (has_tag(rq->if_none_match, tag))
			rs->status = 304;
	}
	head = head_of(cx, rq, rs, tag);
	if (head == NULL) {
		log_failure(LOG_ERROR, cx);
		respond_plainly(cx, rs);
		head = head_of(cx, rq, rs, NULL);
	}
	if (rs->stream != NULL && !rq->head) {
		stream_send(cx, x, head, rs->stream);
		return;
	}
	if (rq->head || rs->status == 304)
		rs->body_len = 0;
	exchange_send(x, head, rs->body, rs->body_len);
}
