#include "page/page.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"
#include "domain/draft.h"
#include "view/frame.h"

enum err
page_begin(
    struct ctx *cx, const struct req *rq, struct resp *rs, const char *template)
{
	bool may = false;
	enum err rc = ERR_OK;

	rs->page = template;
	rs->model = view_frame(cx, rq);
	if (rq->session != NULL && rq->session->role == ROLE_CUSTOMER)
		rc = ticket_may_create(cx, &may);
	model_flag(rs->model, "User.Create", may);
	return rc;
}

void
page_renew(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *token;

	if (cx->op.replayed)
		return;
	/* What was asked for is done in any case. */
	if (session_renew(cx, rq->session->id, &token) != ERR_OK) {
		log_failure(LOG_WARNING, cx);
		err_clear(cx);
		return;
	}
	rs->set_sid = token;
	rs->sid_lifetime = session_lifetime(cx, rq->session->role);
}

bool
page_recovers(struct ctx *cx, enum err rc, const char **say, int64_t *n)
{
	if (rc != ERR_INVALID && rc != ERR_CONFLICT && rc != ERR_DENIED &&
	    rc != ERR_TOOBIG && rc != ERR_BUSY)
		return false;
	*say = cx->say != NULL ? cx->say : rc == ERR_BUSY ? "busy" : "invalid";
	*n = cx->say_n;
	err_clear(cx);
	return true;
}

enum err
page_left(struct ctx *cx, const struct req *rq, const char *address,
    const struct schema *sc, struct form *f, bool *found)
{
	const struct draft *d;
	enum err rc;

	rc = draft_get(cx, address, &d);
	*found = rc == ERR_OK && d != NULL;
	if (*found)
		form_blank(cx, f, sc, rq, d->fields);
	return rc;
}

void
page_put_left(struct ctx *cx, struct model *page, const struct form *f)
{
	model_put_form(cx, page, model_at(page, "F"), f, NULL, 0);
	model_flag(page, "F.Left", true);
}

const char *
page_read_text(
    struct ctx *cx, const struct upload *u, size_t max, const char **say)
{
	size_t len = 0;
	ssize_t n = 0;
	char *s;

	if (u->fd == -1 || u->too_big || u->size > (int64_t)max) {
		*say = "table_bytes_many";
		return NULL;
	}
	s = arena_alloc(cx->mem, (size_t)u->size + 1);
	while (len < (size_t)u->size &&
	    (n = pread(u->fd, s + len, (size_t)u->size - len, (off_t)len)) > 0)
		len += (size_t)n;
	s[len] = '\0';
	if (!utf8_valid(s, len) || strlen(s) != len) {
		*say = "table_bytes";
		return NULL;
	}
	return text_normalise(cx->mem, s);
}
