#include "web/router.h"

#include <inttypes.h>
#include <string.h>

#include "domain/draft.h"
#include "domain/login.h"
#include "web/csrf.h"
#include "web/href.h"

#define NEXT_MAX 2000 /* characters */

/* A piece of the path that stands for a ":x". */
struct span {
	const char *s;
	size_t len; /* bytes */
};

static bool
match(const char *pattern, const char *path, struct span arg[PATH_ARGS_MAX])
{
	int n = 0;

	while (*pattern != '\0') {
		if (*pattern == ':') {
			size_t len = strcspn(path, "/");

			if (len == 0 || n == PATH_ARGS_MAX)
				return false;
			arg[n++] = (struct span){ path, len };
			path += len;
			pattern += strcspn(pattern, "/");
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *path == '\0';
}

const struct route *
route_find(struct ctx *cx, struct req *rq, const struct route **other)
{
	*other = NULL;
	for (size_t i = 0; i < nroutes; i++) {
		struct span arg[PATH_ARGS_MAX] = { { NULL, 0 } };

		if (!match(routes[i].path, rq->path, arg))
			continue;
		if (routes[i].method != rq->method) {
			*other = &routes[i];
			continue;
		}
		for (int j = 0; j < PATH_ARGS_MAX; j++)
			rq->arg[j] = arg[j].s == NULL
			    ? NULL
			    : arena_strndup(cx->mem, arg[j].s, arg[j].len);
		return &routes[i];
	}
	return NULL;
}

static bool
is_get(const char *path)
{
	struct span arg[PATH_ARGS_MAX];

	for (size_t i = 0; i < nroutes; i++)
		if (routes[i].method == GET && match(routes[i].path, path, arg))
			return true;
	return false;
}

const char *
route_page(struct ctx *cx, const char *path)
{
	char *page = arena_printf(cx->mem, "%s/new", path);
	char *slash;

	for (size_t i = 0; i < nroutes; i++)
		if (routes[i].method == GET &&
		    strcmp(routes[i].path, page) == 0)
			return page;
	page = arena_strdup(cx->mem, path);
	while (!is_get(page) && (slash = strrchr(page, '/')) != NULL)
		*slash = '\0';
	return *page == '\0' ? "/" : href_path(cx->mem, page);
}

/* No step up or aside, and nothing that a browser might read as one. */
static bool
is_plain_path(const char *path)
{
	static const char *const odd[] = { "//", "/./", "/../", "%2e", "%2E",
		"%2f", "%2F", "%5c", "%5C" };

	for (size_t i = 0; i < NELEM(odd); i++)
		if (strstr(path, odd[i]) != NULL)
			return false;
	return true;
}

const char *
route_next(const char *next)
{
	char path[NEXT_MAX + 2];
	size_t len;

	if (next == NULL || *next != '/' || strlen(next) > NEXT_MAX)
		return NULL;
	for (const char *s = next; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~' || *s == '\\' || *s == '#')
			return NULL;
	len = strcspn(next, "?");
	/* With a slash at its end, so that a last segment ".." is met. */
	memcpy(path, next, len);
	path[len] = len > 1 ? '/' : '\0';
	path[len + 1] = '\0';
	if (!is_plain_path(path))
		return NULL;
	path[len] = '\0';
	return is_get(path) ? next : NULL;
}

/* Sign in first, and come back if that makes sense. */
static enum err
to_login(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *here;

	if (rq->method != GET)
		return err_fail(cx, ERR_LOGIN, "nobody is signed in");
	here = href_path(cx->mem, rq->path);
	if (*rq->query != '\0')
		here = arena_printf(cx->mem, "%s?%s", here, rq->query);
	resp_redirect(rs, href_login(cx->mem, route_next(here)));
	return ERR_OK;
}

bool
route_park(
    struct ctx *cx, const struct route *r, const struct req *rq, int64_t user)
{
	const char *fields;

	if (rq->site != SITE_SAME || (r->flags & KEPT) == 0 ||
	    r->schema == NULL || !form_typed(r->schema, rq))
		return false;
	fields = form_encode(cx, r->schema, rq);
	if (*fields == '\0' || strlen(fields) > DRAFT_MAX)
		return false;
	return draft_park(cx, user, rq->path, fields) == ERR_OK;
}

/* Something else must be done first.  What was typed waits in its form, or
 * is shown to be copied. */
static enum err
to_first(struct ctx *cx, const struct route *r, const struct req *rq,
    const char *first, struct resp *rs)
{
	if (rq->method != POST || r->schema == NULL ||
	    !form_typed(r->schema, rq)) {
		resp_redirect(rs, first);
		return ERR_OK;
	}
	if (!route_park(cx, r, rq, rq->session->user_id)) {
		err_clear(cx);
		return err_say(cx, ERR_CONFLICT, "first_account",
		    "%s comes after %s", rq->path, first);
	}
	resp_redirect(rs, href_done(cx->mem, first, "waits"));
	return ERR_OK;
}

/* Is this a page that the person must not even know of? */
static bool
is_hidden(const struct route *r, const struct session *se)
{
	return se != NULL && se->role == ROLE_CUSTOMER &&
	    (r->who >= WHO_STAFF ||
		(r->who == WHO_MANAGER && !se->account_admin));
}

/* Staff on a page of customers. */
static enum err
to_staff_view(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_ticket(rq, 0);

	if (rq->method == GET && strncmp(rq->path, "/tickets/", 9) == 0 &&
	    id != 0) {
		resp_redirect(rs, href_ticket(cx->mem, true, id));
		return ERR_OK;
	}
	return err_fail(cx, ERR_DENIED, "%s is for customers", rq->path);
}

/*
 * May he?  *go is false if the answer stands in *rs already.
 */
static enum err
check_who(struct ctx *cx, const struct route *r, const struct req *rq,
    struct resp *rs, bool *go)
{
	const struct session *se = rq->session;

	*go = false;
	if (r->who == WHO_NOBODY)
		return err_fail(
		    cx, ERR_FAULT, "route \"%s\" has no policy", r->path);
	if (r->who == WHO_ALL || r->who == WHO_LOCAL) {
		*go = true;
		return ERR_OK;
	}
	if (se == NULL)
		return to_login(cx, rq, rs);
	if (is_hidden(r, se))
		return err_fail(
		    cx, ERR_NOTFOUND, "%s is not for customers", rq->path);
	if (se->must_change && !(r->flags & FIRST))
		return to_first(cx, r, rq, "/account/password", rs);
	if (se->must_enrol && !(r->flags & FIRST))
		return to_first(cx, r, rq, "/account/totp", rs);
	if (se->role != ROLE_CUSTOMER &&
	    (r->who == WHO_CUSTOMER || r->who == WHO_MANAGER))
		return to_staff_view(cx, rq, rs);
	if ((r->who == WHO_LEAD && se->role < ROLE_LEAD) ||
	    (r->who == WHO_ADMIN && se->role < ROLE_ADMIN))
		return err_fail(
		    cx, ERR_DENIED, "%s is not for this role", rq->path);
	*go = true;
	return ERR_OK;
}

/* No route answers: why? */
static enum err
no_route(struct ctx *cx, const struct req *rq, const struct route *other,
    struct resp *rs)
{
	if (other == NULL || is_hidden(other, rq->session))
		return err_fail(cx, ERR_NOTFOUND, "no route");
	rs->status = 405;
	return err_fail(cx, ERR_NOTFOUND, "no route for this method");
}

/* The body as far as the edge could read it. */
static enum err
check_body(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	static const struct {
		enum err code;
		int status;
		const char *why;
	} bad[] = {
		[BODY_MALFORMED] = { ERR_INVALID, 400, "malformed" },
		[BODY_TEXT] = { ERR_INVALID, 400, "text that is no text" },
		[BODY_TOO_MUCH] = { ERR_TOOBIG, 413, "too much" },
		[BODY_TRUNCATED] = { ERR_INVALID, 400, "truncated" },
		[BODY_TYPE] = { ERR_INVALID, 415, "of an unknown type" },
	};

	if (rq->body == BODY_OK)
		return ERR_OK;
	rs->status = bad[rq->body].status;
	return err_fail(
	    cx, bad[rq->body].code, "body is %s", bad[rq->body].why);
}

static bool
may_come(const struct route *r, const char *name)
{
	const struct schema *sc = r->schema;

	if (r->method == GET && strcmp(name, "done") == 0)
		return true;
	if (r->method != GET && !(r->flags & UNKEYED) &&
	    (strcmp(name, FIELD_CSRF) == 0 || strcmp(name, FIELD_KEY) == 0 ||
		(strcmp(name, FIELD_REVISION) == 0 && sc != NULL &&
		    sc->revision)))
		return true;
	if (r->flags & PROOF && strcmp(name, FIELD_PROOF) == 0)
		return true;
	return sc != NULL && schema_field(sc, name) != NULL;
}

static bool
may_repeat(const struct route *r, const char *name)
{
	const struct field *fd = r->schema == NULL
	    ? NULL
	    : schema_field(r->schema, name);

	return fd != NULL &&
	    (fd->type == FIELD_MANY || fd->flags & AGAIN || *fd->name == '\0');
}

static bool
came_before(const struct req *rq, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rq->param[i].name, rq->param[n].name) == 0)
			return true;
	return false;
}

static enum err
check_params(struct ctx *cx, const struct route *r, const struct req *rq,
    struct resp *rs)
{
	const int status = rs->status;

	rs->status = 400;
	if (r->method != GET && rq->nquery > 0)
		return err_fail(cx, ERR_INVALID, "a form with a query");
	for (size_t i = 0; i < rq->nparam; i++) {
		const char *name = rq->param[i].name;

		if (!may_come(r, name))
			return err_fail(
			    cx, ERR_INVALID, "unknown parameter \"%s\"", name);
		if (!may_repeat(r, name) && came_before(rq, i))
			return err_fail(cx, ERR_INVALID,
			    "parameter \"%s\" comes twice", name);
	}
	if (rq->nfile > 0 && !(r->flags & FILES))
		return err_fail(cx, ERR_INVALID, "files for a form without");
	rs->status = status;
	return ERR_OK;
}

/* What no form_read() of the handler looks at: token and key. */
static enum err
check_token(struct ctx *cx, const struct schema *sc, const struct req *rq)
{
	struct form f;

	if (form_read(cx, &f, sc, rq, NULL))
		return ERR_OK;
	return err_say(cx, ERR_INVALID, f.say, "no token or key");
}

static enum err
check_post(struct ctx *cx, const struct route *r, struct req *rq)
{
	static const struct schema nothing = { .n = 0 };
	const char *token = req_param(rq, FIELD_CSRF);
	const char *proof = req_param(rq, FIELD_PROOF);
	enum err rc;

	if (token == NULL)
		token = rq->csrf_header;
	rq->token_ok = csrf_right(cx, rq->session, token);
	if (r->flags & RAW)
		return rq->token_ok
		    ? ERR_OK
		    : err_say(cx, ERR_INVALID, "form_old", "no token");
	cx->op.needed = !(r->flags & UNKEYED);
	if (r->flags & PROOF && proof != NULL && rq->token_ok) {
		rc = login_prove(cx, rq->session->id, proof);
		if (rc != ERR_OK)
			return rc;
	}
	return r->schema == NULL ? check_token(cx, &nothing, rq) : ERR_OK;
}

enum err
dispatch(struct ctx *cx, struct req *rq, struct resp *rs)
{
	const struct route *r, *other;
	bool go = false;
	enum err rc;

	if (req_is_foreign(rq))
		return err_fail(
		    cx, ERR_DENIED, "%s from a foreign page", rq->path);
	r = route_find(cx, rq, &other);
	if (r == NULL)
		return no_route(cx, rq, other, rs);
	if (r->flags & WRITES && rq->site == SITE_OTHER)
		return err_fail(cx, ERR_DENIED, "%s writes", rq->path);

	if (rq->session != NULL && !(r->flags & QUIET))
		session_used(cx, rq->session);
	rc = check_who(cx, r, rq, rs, &go);
	if (rc != ERR_OK || !go)
		return rc;
	rc = check_body(cx, rq, rs);
	if (rc == ERR_OK)
		rc = check_params(cx, r, rq, rs);
	if (rc == ERR_OK && r->method != GET)
		rc = check_post(cx, r, rq);
	if (rc != ERR_OK)
		return rc;
	rc = r->fn(cx, rq, rs);
	/* What is not there is a 404, whatever was about to be said. */
	if (rc == ERR_NOTFOUND)
		rs->status = 0;
	return rc;
}
