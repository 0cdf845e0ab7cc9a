/*
 * answer.c - one request, from its bytes to the bytes of its answer.
 */
#include "edge/exchange.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "domain/act.h"
#include "domain/limit.h"
#include "edge/request.h"
#include "edge/respond.h"
#include "edge/server.h"
#include "view/draft.h"
#include "view/frame.h"
#include "view/view.h"
#include "web/fail.h"
#include "web/href.h"
#include "web/router.h"

#define REQUEST_ID_MAX 64 /* characters */

/* nginx's, which its own log has too, if it is one. */
static const char *
request_id(struct arena *mem, const char *given)
{
	size_t len = given == NULL ? 0 : strlen(given);

	if (len > 0 && len <= REQUEST_ID_MAX &&
	    strspn(given,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-_") == len)
		return given;
	return crypto_random_hex(mem, 16);
}

static struct ctx
context(const struct server *sv, const struct exchange *x)
{
	struct ctx cx = {
		.mem = sv->mem,
		.db = sv->db,
		.conf = sv->conf,
		.keys = sv->keys,
		.seen = sv->seen,
		.limits = sv->limits,
		.there = sv->there,
		.marks = sv->marks,
		.view = sv->view,
		.now = sv->clock == NULL ? time(NULL) : sv->clock(),
		.lang = sv->conf->site_language == CONF_ZH_CN ? LANG_ZH
							      : LANG_EN,
		.peer = x->param(x, "REMOTE_ADDR"),
	};

	cx.request_id = request_id(cx.mem, x->param(x, "REQUEST_ID"));
	return cx;
}

/* The settings as they are now, here and in what pages say of them. */
static enum err
find_limits(struct ctx *cx)
{
	bool changed = false;
	enum err rc = ERR_OK;

	if (cx->limits != NULL)
		rc = limits_refresh(cx, cx->limits, &changed);
	if (rc == ERR_OK && changed)
		rc = view_limits(cx);
	return rc;
}

/* Who asks, and what counts for him?  *former: whose session it was, if it
 * has just ended. */
static enum err
find_session(struct ctx *cx, struct req *rq, int64_t *former)
{
	struct session *se;
	enum err rc;

	*former = 0;
	rc = find_limits(cx);
	if (rc != ERR_OK || rq->cookie_sid == NULL)
		return rc;
	se = arena_alloc(cx->mem, sizeof(*se));
	rc = session_find(cx, rq->cookie_sid, se, former);
	if (rc == ERR_OK)
		rq->session = se;
	if (rc != ERR_LOGIN)
		return rc;
	err_clear(cx); /* he is nobody */
	return ERR_OK;
}

static void
choose_language(struct ctx *cx, const struct req *rq)
{
	const char *want = rq->cookie_lang;

	if (rq->session != NULL && *rq->session->language != '\0')
		want = rq->session->language;
	if (want != NULL && strcmp(want, "en") == 0)
		cx->lang = LANG_EN;
	else if (want != NULL && strcmp(want, "zh-cn") == 0)
		cx->lang = LANG_ZH;
	else
		(void)language_asked(rq->accept_language, &cx->lang);
}

/* A page is read in one snapshot, the session included. */
static enum err
handle_get(struct ctx *cx, struct req *rq, struct resp *rs, int64_t *former)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);
	const bool writes = r != NULL && r->flags & WRITES;
	enum err rc = ERR_OK;

	if (!writes)
		rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = find_session(cx, rq, former);
	choose_language(cx, rq);
	if (rc == ERR_OK)
		rc = dispatch(cx, rq, rs);
	return writes ? rc : snapshot_end(cx, rc);
}

/* The session is known before the body is read: files are only kept for
 * those who are signed in. */
static enum err
handle_post(struct ctx *cx, struct exchange *x, struct req *rq, struct resp *rs,
    int64_t *former)
{
	enum err rc, disk;

	rc = find_session(cx, rq, former);
	choose_language(cx, rq);
	disk = request_body(cx, x, rq);
	if (rc == ERR_OK)
		rc = disk;
	return rc != ERR_OK ? rc : dispatch(cx, rq, rs);
}

/* Nothing that we would do: but the answer is in his language, and what he
 * typed is in it. */
static enum err
refuse(struct ctx *cx, struct exchange *x, struct req *rq, const char *why,
    int64_t *former)
{
	enum err rc;

	rc = find_session(cx, rq, former);
	choose_language(cx, rq);
	if (rc == ERR_OK)
		rc = request_body(cx, x, rq);
	if (rc != ERR_OK)
		return rc;
	return err_fail(cx,
	    rq->method == METHOD__MAX ? ERR_NOTFOUND : ERR_INVALID,
	    "request: %s", why);
}

static enum err
handle(struct ctx *cx, struct exchange *x, struct req *rq, struct resp *rs,
    int64_t *former)
{
	const char *wrong = request_head(cx, x, rq, &rs->status);
	enum err rc;

	*former = 0;
	if (wrong != NULL)
		return refuse(cx, x, rq, wrong, former);
	if (rq->method != GET)
		return handle_post(cx, x, rq, rs, former);
	/* The body of a GET says nothing; its end is all we want of it. */
	rc = request_body(cx, x, rq);
	return rc != ERR_OK ? rc : handle_get(cx, rq, rs, former);
}

/* Keep a form that came when its session had ended, for the user whose it
 * was; false if it cannot be. */
static bool
park(struct ctx *cx, struct req *rq, int64_t former)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);

	return former != 0 && r != NULL && route_park(cx, r, rq, former);
}

/* Back to signing in, with all that was typed if that is possible. */
static enum err
to_login(struct ctx *cx, struct req *rq, int64_t former, struct resp *rs)
{
	struct fail fail;
	const char *href;
	bool parked;

	*rs = (struct resp){ .status = 200 };
	err_clear(cx);
	parked = rq->method == POST && park(cx, rq, former);
	err_clear(cx);
	fail_read(cx, rq, ERR_LOGIN, 0, &fail);
	if (!parked && fail.ntext > 0) {
		view_error(cx, rq, &fail, rs);
		return view_render(cx, rs);
	}
	href = rq->method != POST
	    ? NULL
	    : draft_page(cx, rq->path, rq->param, rq->nparam);
	href = href_login(cx->mem, href);
	if (parked) {
		const struct param kept = { "kept",
			rq->nfile > 0 ? "files" : "1" };

		href = href_query(cx->mem, href, &kept, 1);
	}
	resp_redirect(rs, href);
	return ERR_OK;
}

static void
log_error(const struct ctx *cx, enum err rc)
{
	static const enum log_level level[ERR__MAX] = {
		[ERR_OK] = LOG_DEBUG,
		[ERR_INVALID] = LOG_DEBUG,
		[ERR_LOGIN] = LOG_DEBUG,
		[ERR_DENIED] = LOG_INFO,
		[ERR_PROOF] = LOG_DEBUG,
		[ERR_NOTFOUND] = LOG_DEBUG,
		[ERR_CONFLICT] = LOG_DEBUG,
		[ERR_TOOBIG] = LOG_DEBUG,
		[ERR_BUSY] = LOG_WARNING,
		[ERR_FAULT] = LOG_ERROR,
	};

	log_failure(level[rc], cx);
}

/* The page that says what went wrong. */
static enum err
error_page(struct ctx *cx, struct req *rq, enum err rc, struct resp *rs)
{
	const int status = rs->status;
	struct fail fail;

	*rs = (struct resp){ .status = 200 };
	fail_read(cx, rq, rc, status, &fail);
	if (fail.bare) {
		rs->status = 403;
		rs->body = "Forbidden.\n";
		rs->body_len = strlen(rs->body);
		return ERR_OK;
	}
	err_clear(cx);
	view_error(cx, rq, &fail, rs);
	return view_render(cx, rs);
}

/* The page that asks for the password first. */
static enum err
proof_page(struct ctx *cx, struct req *rq, struct resp *rs)
{
	struct proof proof;

	*rs = (struct resp){ .status = 200 };
	proof_read(cx, rq, &proof);
	err_clear(cx);
	view_proof(cx, rq, &proof, rs);
	return view_render(cx, rs);
}

/* Whatever happens, *rs is ready to be sent. */
static void
make(const struct server *sv, struct ctx *cx, struct exchange *x,
    struct req *rq, struct resp *rs)
{
	int64_t former;
	enum err rc;

	rc = handle(cx, x, rq, rs, &former);
	if (rc == ERR_OK && rs->page != NULL)
		rc = view_render(cx, rs);
	if (rc == ERR_OK && rs->stream != NULL && !sv->streams)
		rc = err_fail(cx, ERR_FAULT,
		    "%s streams, but came to a worker that must not: is "
		    "nginx.conf older than the program?",
		    rq->path);
	if (rc == ERR_LOGIN)
		rc = to_login(cx, rq, former, rs);
	if (rc == ERR_PROOF && rq->session != NULL && rq->method == POST)
		rc = proof_page(cx, rq, rs);
	if (rc != ERR_OK) {
		log_error(cx, rc);
		rc = error_page(cx, rq, rc, rs);
	}
	if (rc != ERR_OK) {
		log_error(cx, rc);
		respond_plainly(cx, rs);
	}
}

static void
log_request(const struct ctx *cx, const struct req *rq, const struct resp *rs)
{
	static const char *const method[METHOD__MAX + 1] = {
		[GET] = "GET",
		[POST] = "POST",
		[PATCH] = "PATCH",
		[METHOD__MAX] = "other",
	};
	struct log_line l;

	log_begin(&l, LOG_DEBUG);
	log_text(&l, "req", cx->request_id);
	log_text(&l, "method", rq->head ? "HEAD" : method[rq->method]);
	log_text(&l, "path", rq->path);
	log_number(&l, "status", rs->status);
	log_number(&l, "user", cx->actor);
	log_end(&l, "answered");
}

/* Without the client, who has his answer. */
static void
do_after(struct ctx *cx, struct exchange *x, const struct resp *rs)
{
	cx->request_id = arena_strdup(cx->mem, cx->request_id);
	if (cx->peer != NULL)
		cx->peer = arena_strdup(cx->mem, cx->peer);
	if (x->done != NULL)
		x->done(x);
	err_clear(cx);
	if (rs->after(cx, rs->after_what) != ERR_OK)
		log_failure(LOG_WARNING, cx);
}

void
answer(struct server *sv, struct exchange *x)
{
	struct ctx cx = context(sv, x);
	struct resp rs = { .status = 200 };
	struct req rq;

	make(sv, &cx, x, &rq, &rs);
	respond(&cx, x, &rq, &rs);
	log_request(&cx, &rq, &rs);
	if (rs.after != NULL)
		do_after(&cx, x, &rs);
	arena_reset(sv->mem);
}
