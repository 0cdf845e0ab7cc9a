/*
 * health.c - /healthz and /readyz, for those who watch the installation
 */
#include <string.h>

#include "base/buf.h"
#include "domain/health.h"
#include "page/page.h"
#include "page/pages.h"

static void
answer(struct resp *rs, const char *text)
{
	rs->type = "text/plain; charset=utf-8";
	rs->body = text;
	rs->body_len = strlen(text);
}

/* This process answers. */
enum err
page_healthz(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	(void)cx;
	(void)rq;
	answer(rs, "ok\n");
	return ERR_OK;
}

/* All that it needs is there. */
enum err
page_readyz(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct health h;
	struct buf b;

	(void)rq;
	health_read(cx, &h);
	buf_init(&b, cx->mem);
	for (size_t i = 0; i < h.count; i++)
		buf_printf(&b, "%s %s %s\n", h.row[i].good ? "ok" : "bad",
		    h.row[i].name, h.row[i].detail);
	rs->status = h.good ? 200 : 503;
	answer(rs, b.s);
	return ERR_OK;
}
