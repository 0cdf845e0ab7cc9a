#include "web/fail.h"

#include <string.h>

#include "base/utf8.h"
#include "web/href.h"
#include "web/router.h"

/* From this length on a text is worth more than typing it anew. */
#define LONG_TEXT 20 /* characters */

/* What is shown of it at most, in bytes of the page. */
#define SHOWN_MAX ((size_t)1024 * 1024)

#define RETRY_AFTER 5 /* seconds */

static const int status_of[ERR__MAX] = {
	[ERR_INVALID] = 422,
	[ERR_LOGIN] = 403, /* 401 would ask for HTTP's own passwords */
	[ERR_DENIED] = 403,
	[ERR_PROOF] = 403,
	[ERR_NOTFOUND] = 404,
	[ERR_CONFLICT] = 409,
	[ERR_TOOBIG] = 413,
	[ERR_BUSY] = 503,
	[ERR_FAULT] = 500,
};

/* The texts of the page, Lang.Error.CODE. */
static int
code_of(enum err rc, int status)
{
	if (rc == ERR_LOGIN)
		return 401;
	/* To whoever reads it, a body of an unknown type is unreadable. */
	return status == 415 ? 400 : status;
}

static bool
worth_showing(const struct schema *sc, const struct param *p)
{
	const struct field *fd = sc == NULL ? NULL : schema_field(sc, p->name);

	if (strcmp(p->name, FIELD_CSRF) == 0 ||
	    strcmp(p->name, FIELD_KEY) == 0 ||
	    strcmp(p->name, FIELD_PROOF) == 0 ||
	    (fd != NULL && fd->flags & SECRET))
		return false;
	return strchr(p->value, '\n') != NULL ||
	    utf8_count(p->value) >= LONG_TEXT;
}

/* As much of the text as has room, escaped as a page has it. */
static const char *
cut(struct arena *mem, const char *s, size_t *room)
{
	size_t len = 0;

	while (s[len] != '\0') {
		uint32_t cp;
		size_t n = utf8_next(s + len, &cp);
		size_t cost = strchr("<>&\"'", s[len]) == NULL ? n : 6;

		if (cost > *room)
			return arena_strndup(mem, s, len);
		*room -= cost;
		len += n;
	}
	return s;
}

/* Those parameters of the body that were typed rather than chosen. */
static void
keep_text(struct ctx *cx, struct req *rq, struct fail *out)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);
	const struct schema *sc = r == NULL ? NULL : r->schema;
	struct param *text = arena_array(cx->mem, rq->nparam, sizeof(*text));
	size_t room = SHOWN_MAX;

	for (size_t i = rq->nquery; i < rq->nparam; i++)
		if (worth_showing(sc, &rq->param[i]))
			text[out->ntext++] = (struct param){
				rq->param[i].name,
				cut(cx->mem, rq->param[i].value, &room),
			};
	out->text = text;
}

void
fail_read(
    struct ctx *cx, struct req *rq, enum err rc, int status, struct fail *out)
{
	*out = (struct fail){
		.status = status >= 400 ? status : status_of[rc],
		.bare = req_is_foreign(rq),
		.say = cx->say,
		.say_n = cx->say_n,
		.retry_after = rc == ERR_BUSY ? RETRY_AFTER : 0,
	};
	out->code = code_of(rc, out->status);
	if (out->bare || rq->method != POST)
		return;
	out->back = route_page(cx, rq->path);
	if (rc == ERR_LOGIN)
		out->back = href_login(cx->mem, out->back);
	keep_text(cx, rq, out);
}

static bool
is_kept(const struct schema *sc, const struct param *p, bool *lost)
{
	const struct field *fd = sc == NULL ? NULL : schema_field(sc, p->name);

	if (strcmp(p->name, FIELD_CSRF) == 0 ||
	    strcmp(p->name, FIELD_KEY) == 0 ||
	    strcmp(p->name, FIELD_PROOF) == 0)
		return false;
	if (fd == NULL || !(fd->flags & SECRET))
		return true;
	*lost = *lost || *p->value != '\0';
	return false;
}

void
proof_read(struct ctx *cx, struct req *rq, struct proof *out)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);
	const struct schema *sc = r == NULL ? NULL : r->schema;
	struct param *field = arena_array(cx->mem, rq->nparam, sizeof(*field));
	const char *key = req_param(rq, FIELD_KEY);

	*out = (struct proof){ .field = field,
		.key = key == NULL ? "" : key,
		.back = route_page(cx, rq->path),
		.say = cx->say,
		.say_n = cx->say_n };
	for (size_t i = rq->nquery; i < rq->nparam; i++)
		if (is_kept(sc, &rq->param[i], &out->lost))
			field[out->nfield++] = rq->param[i];
}
