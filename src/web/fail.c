#include "web/fail.h"

#include <string.h>

#include "base/utf8.h"
#include "web/router.h"

/* From this length on a text is worth more than typing it anew. */
#define LONG_TEXT 20 /* characters */

#define RETRY_AFTER 5 /* seconds */

static int
status_of(enum err rc)
{
	static const int status[ERR__MAX] = {
		[ERR_INVALID] = 422,
		[ERR_LOGIN] = 401,
		[ERR_DENIED] = 403,
		[ERR_NOTFOUND] = 404,
		[ERR_CONFLICT] = 409,
		[ERR_TOOBIG] = 413,
		[ERR_BUSY] = 503,
		[ERR_FAULT] = 500,
	};

	return status[rc];
}

static bool
worth_showing(const struct schema *sc, const struct param *p)
{
	const struct field *fd = sc == NULL ? NULL : schema_field(sc, p->name);

	if (strcmp(p->name, FIELD_CSRF) == 0 ||
	    strcmp(p->name, FIELD_KEY) == 0 ||
	    (fd != NULL && fd->flags & SECRET))
		return false;
	return strchr(p->value, '\n') != NULL ||
	    utf8_count(p->value) >= LONG_TEXT;
}

/* Those parameters of the body that were typed rather than chosen. */
static void
keep_text(struct ctx *cx, struct req *rq, struct fail *out)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);
	const struct schema *sc = r == NULL ? NULL : r->schema;
	struct param *text = arena_array(cx->mem, rq->nparam, sizeof(*text));

	for (size_t i = rq->nquery; i < rq->nparam; i++)
		if (worth_showing(sc, &rq->param[i]))
			text[out->ntext++] = rq->param[i];
	out->text = text;
}

void
fail_read(
    struct ctx *cx, struct req *rq, enum err rc, int status, struct fail *out)
{
	*out = (struct fail){
		.status = status >= 400 ? status : status_of(rc),
		.bare = req_is_foreign(rq),
		.say = cx->say,
		.say_n = cx->say_n,
		.retry_after = rc == ERR_BUSY ? RETRY_AFTER : 0,
	};
	/* To whoever reads it, a body of an unknown type is unreadable. */
	out->code = out->status == 415 ? 400 : out->status;
	if (out->bare || rq->method != POST)
		return;
	out->back = route_page(cx, rq->path);
	keep_text(cx, rq, out);
}
