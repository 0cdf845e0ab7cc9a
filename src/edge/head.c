#include "edge/head.h"

#include <inttypes.h>

#include "web/headers.h"

static const char *const name_of[HEADER__MAX] = {
	[HEADER_ALLOW] = "Allow",
	[HEADER_CACHE_CONTROL] = "Cache-Control",
	[HEADER_CLEAR_SITE_DATA] = "Clear-Site-Data",
	[HEADER_CONTENT_DISPOSITION] = "Content-Disposition",
	[HEADER_CONTENT_LENGTH] = "Content-Length",
	[HEADER_CONTENT_TYPE] = "Content-Type",
	[HEADER_ETAG] = "ETag",
	[HEADER_LOCATION] = "Location",
	[HEADER_RETRY_AFTER] = "Retry-After",
	[HEADER_SET_COOKIE] = "Set-Cookie",
	[HEADER_UPLOAD_LENGTH] = "Upload-Length",
	[HEADER_UPLOAD_OFFSET] = "Upload-Offset",
	[HEADER_VARY] = "Vary",
	[HEADER_X_ACCEL_BUFFERING] = "X-Accel-Buffering",
	[HEADER_X_ACCEL_REDIRECT] = "X-Accel-Redirect",
	[HEADER_X_REQUEST_ID] = "X-Request-Id",
};

static const char *
reason(int status)
{
	static const struct {
		int status;
		const char *words;
	} reasons[] = {
		{ 200, "OK" },
		{ 201, "Created" },
		{ 204, "No Content" },
		{ 303, "See Other" },
		{ 304, "Not Modified" },
		{ 400, "Bad Request" },
		{ 401, "Unauthorized" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 409, "Conflict" },
		{ 413, "Content Too Large" },
		{ 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
		{ 507, "Insufficient Storage" },
	};

	for (size_t i = 0; i < NELEM(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].words;
	return NULL;
}

void
head_begin(struct head *h, struct arena *mem, int status)
{
	*h = (struct head){ .wrong = reason(status) == NULL ? "Status" : NULL };
	buf_init(&h->out, mem);
	if (h->wrong == NULL)
		buf_printf(
		    &h->out, "Status: %d %s\r\n", status, reason(status));
}

static bool
is_visible(const char *s)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

void
head_put(struct head *h, enum header_name name, const char *value)
{
	if (!is_visible(value)) {
		h->wrong = name_of[name];
		return;
	}
	buf_puts(&h->out, name_of[name]);
	buf_puts(&h->out, ": ");
	buf_puts(&h->out, value);
	buf_puts(&h->out, "\r\n");
}

void
head_put_int(struct head *h, enum header_name name, int64_t value)
{
	buf_printf(&h->out, "%s: %" PRId64 "\r\n", name_of[name], value);
}

static void
put_constant(struct head *h, const struct header *c)
{
	buf_puts(&h->out, c->name);
	buf_puts(&h->out, ": ");
	buf_puts(&h->out, c->value);
	buf_puts(&h->out, "\r\n");
}

void
head_put_common(struct head *h, bool https)
{
	for (size_t i = 0; i < PAGE_HEADER_COUNT; i++)
		put_constant(h, &PAGE_HEADERS[i]);
	if (https)
		put_constant(h, &HSTS_HEADER);
}

const char *
head_end(struct head *h)
{
	if (h->wrong != NULL)
		return NULL;
	buf_puts(&h->out, "\r\n");
	return h->out.s;
}
