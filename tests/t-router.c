#include "web/router.h"

#include <stdlib.h>

#include "base/crypto.h"
#include "tap.h"
#include "web/csrf.h"
#include "web/fail.h"

static struct ctx cx;
static struct keys keys;
static struct resp rs;
static const char *ran; /* the handler that ran, "" none */
static const char *arg0;

#define HANDLER(name)                                                          \
	static enum err name(                                                  \
	    struct ctx *c, const struct req *rq, struct resp *r)               \
	{                                                                      \
		(void)c;                                                       \
		(void)r;                                                       \
		ran = #name;                                                   \
		arg0 = rq->arg[0];                                             \
		return ERR_OK;                                                 \
	}
HANDLER(root)
HANDLER(home)
HANDLER(help)
HANDLER(login)
HANDLER(list)
HANDLER(create)
HANDLER(wizard)
HANDLER(show)
HANDLER(urge)
HANDLER(message)
HANDLER(password)
HANDLER(logout)
HANDLER(queue)
HANDLER(take)
HANDLER(invalidate)
HANDLER(admin)
HANDLER(drafts)
HANDLER(forgotten)
HANDLER(file)

struct input {
	const char *text;
	struct values label, any;
};
static const struct field one[] = {
	FIELD(input, text, 0, 0, 100, NULL),
	FIELD(input, label, 0, 0, 3, NULL),
};
static const struct schema sc = { .field = one, .n = 2 };
static const struct schema sc_ticket = {
	.field = one, .n = 2, .revision = true
};
static const struct field anything[] = { FIELD_PREFIX(input, any, "") };
static const struct schema sc_any = { .field = anything, .n = 1 };

const struct route routes[] = {
	{ GET, "/", root, WHO_USER, 0, NULL },
	{ GET, "/home", home, WHO_CUSTOMER, 0, NULL },
	{ GET, "/help", help, WHO_ALL, 0, NULL },
	{ GET, "/login", login, WHO_ALL, 0, NULL },
	{ POST, "/login", login, WHO_ALL, UNKEYED, &sc },
	{ GET, "/tickets", list, WHO_CUSTOMER, 0, &sc },
	{ POST, "/tickets", create, WHO_CUSTOMER, FILES, &sc },
	{ GET, "/tickets/new", wizard, WHO_CUSTOMER, 0, NULL },
	{ GET, "/tickets/:ticket", show, WHO_CUSTOMER, 0, NULL },
	{ POST, "/tickets/:ticket/urge", urge, WHO_CUSTOMER, 0, NULL },
	{ POST, "/tickets/:ticket/messages", message, WHO_CUSTOMER, FILES,
	    &sc_ticket },
	{ GET, "/attachments/:id/:name", file, WHO_USER, 0, NULL },
	{ GET, "/account/password", password, WHO_USER, FIRST, NULL },
	{ POST, "/logout", logout, WHO_USER, FIRST, NULL },
	{ GET, "/agent/tickets", queue, WHO_STAFF, 0, NULL },
	{ GET, "/agent/tickets/:ticket", queue, WHO_STAFF, 0, NULL },
	{ POST, "/agent/tickets/:ticket/take", take, WHO_STAFF, 0, NULL },
	{ POST, "/agent/tickets/:ticket/invalidate", invalidate, WHO_LEAD, 0,
	    NULL },
	{ GET, "/admin", admin, WHO_ADMIN, 0, NULL },
	{ POST, "/drafts", drafts, WHO_USER, UNKEYED, &sc_any },
	{ GET, "/forgotten", forgotten, WHO_NOBODY, 0, NULL },
};
const size_t nroutes = NELEM(routes);

static const struct session customer = {
	.id = 1, .user_id = 1, .role = ROLE_CUSTOMER
};
static const struct session agent = {
	.id = 2, .user_id = 2, .role = ROLE_AGENT
};
static const struct session lead = { .id = 3, .user_id = 3, .role = ROLE_LEAD };
static const struct session administrator = {
	.id = 4, .user_id = 4, .role = ROLE_ADMIN
};
static const struct session fresh = {
	.id = 5, .user_id = 5, .role = ROLE_CUSTOMER, .must_change = true
};

static enum err
run(struct req *rq)
{
	ran = "";
	rs = (struct resp){ .status = 200 };
	err_clear(&cx);
	cx.op = (struct op){ .needed = false };
	return dispatch(&cx, rq, &rs);
}

static enum err
get(const struct session *se, const char *path)
{
	struct req rq = {
		.method = GET, .path = path, .query = "", .session = se
	};

	return run(&rq);
}

/* With token, key and these fields. */
static struct req
form(
    const struct session *se, const char *path, const struct param *p, size_t n)
{
	struct param *all = arena_array(cx.mem, n + 2, sizeof(*all));

	all[0] = (struct param){ "csrf_token", csrf_token(&cx, se) };
	all[1] = (struct param){ "idempotency_key", "k" };
	for (size_t i = 0; i < n; i++)
		all[i + 2] = p[i];
	return (struct req){ .method = POST,
		.path = path,
		.query = "",
		.param = all,
		.nparam = n + 2,
		.session = se };
}

static enum err
post(const struct session *se, const char *path)
{
	struct req rq = form(se, path, NULL, 0);

	return run(&rq);
}

static enum err
post_one(const struct session *se, const char *path, const char *name,
    const char *value)
{
	const struct param p = { name, value };
	struct req rq = form(se, path, &p, 1);

	return run(&rq);
}

static void
test_finds_the_handler(void)
{
	ok(get(&customer, "/tickets/new") == ERR_OK);
	is(ran, "wizard");
	ok(get(&customer, "/tickets/TS-0000042") == ERR_OK);
	is(ran, "show");
	is(arg0, "TS-0000042");
	ok(post(&customer, "/tickets/TS-0000042/urge") == ERR_OK);
	is(ran, "urge");
	ok(get(&customer, "/") == ERR_OK);
	is(ran, "root");
}

static void
test_what_is_not_there_is_404(void)
{
	static const char *const paths[] = { "/nothing", "/tickets/", "/ticket",
		"/tickets/a/b", "/tickets//urge", "/home/x.css", "/HOME",
		"/attachments/1/", "" };

	for (size_t i = 0; i < NELEM(paths); i++) {
		ok(get(&customer, paths[i]) == ERR_NOTFOUND);
		ok(rs.status == 200);
		is(ran, "");
	}
}

static void
test_the_wrong_method_is_405(void)
{
	ok(get(&customer, "/logout") == ERR_NOTFOUND && rs.status == 405);
	ok(get(&customer, "/tickets/TS-0000001/urge") == ERR_NOTFOUND &&
	    rs.status == 405);
	ok(post(&customer, "/home") == ERR_NOTFOUND && rs.status == 405);
	ok(get(NULL, "/logout") == ERR_NOTFOUND && rs.status == 405);
	/* But a customer learns nothing of the staff's addresses. */
	ok(get(&customer, "/agent/tickets/TS-0000001/take") == ERR_NOTFOUND &&
	    rs.status == 200);
}

static void
test_who_may(void)
{
	/* 200 it ran; 303 sent elsewhere; else refused. */
	static const struct {
		const char *path;
		enum method method;
		int nobody, customer, agent, lead, admin;
	} rows[] = {
		{ "/help", GET, 200, 200, 200, 200, 200 },
		{ "/", GET, 303, 200, 200, 200, 200 },
		{ "/home", GET, 303, 200, 403, 403, 403 },
		{ "/tickets/new", GET, 303, 200, 403, 403, 403 },
		{ "/tickets/TS-0000001", GET, 303, 200, 303, 303, 303 },
		{ "/tickets/TS-0000001/urge", POST, 401, 200, 403, 403, 403 },
		{ "/agent/tickets", GET, 303, 404, 200, 200, 200 },
		{ "/agent/tickets/TS-0000001/take", POST, 401, 404, 200, 200,
		    200 },
		{ "/agent/tickets/TS-0000001/invalidate", POST, 401, 404, 403,
		    200, 200 },
		{ "/admin", GET, 303, 404, 403, 403, 200 },
		{ "/logout", POST, 401, 200, 200, 200, 200 },
		{ "/forgotten", GET, 500, 500, 500, 500, 500 },
	};
	static const int status[ERR__MAX] = { [ERR_LOGIN] = 401,
		[ERR_DENIED] = 403,
		[ERR_NOTFOUND] = 404,
		[ERR_FAULT] = 500 };

	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct session *who[] = { NULL, &customer, &agent, &lead,
			&administrator };
		const int want[] = { rows[i].nobody, rows[i].customer,
			rows[i].agent, rows[i].lead, rows[i].admin };

		for (size_t j = 0; j < NELEM(who); j++) {
			enum err rc = rows[i].method == GET
			    ? get(who[j], rows[i].path)
			    : post(who[j], rows[i].path);
			int got = rc == ERR_OK ? rs.status : status[rc];

			ok(got == want[j]);
			ok((*ran != '\0') == (want[j] == 200));
		}
	}
}

static void
test_nobody_comes_back_after_signing_in(void)
{
	struct req rq = {
		.method = GET, .path = "/tickets", .query = "text=a%20b"
	};

	ok(run(&rq) == ERR_OK && rs.status == 303);
	is(rs.location, "/login?next=%2Ftickets%3Ftext%3Da%2520b");
	ok(get(NULL, "/attachments/00/\xe5\x9b\xbe \r\n.png") == ERR_OK);
	is(rs.location,
	    "/login?next=%2Fattachments%2F00%2F"
	    "%25E5%259B%25BE%2520%250D%250A.png");
	/* A query that we would never write is not taken along. */
	rq.query = "text=\xe5\r\nX: y";
	ok(run(&rq) == ERR_OK);
	is(rs.location, "/login");
}

static void
test_staff_see_a_ticket_in_their_own_view(void)
{
	ok(get(&agent, "/tickets/TS-0000042") == ERR_OK);
	is(rs.location, "/agent/tickets/TS-0000042");
	ok(get(&agent, "/tickets/garbage") == ERR_DENIED);
}

static void
test_a_first_password_is_changed_first(void)
{
	ok(get(&fresh, "/tickets") == ERR_OK && rs.status == 303);
	is(rs.location, "/account/password");
	ok(post(&fresh, "/tickets/TS-0000001/urge") == ERR_OK);
	is(rs.location, "/account/password");
	is(ran, "");
	ok(get(&fresh, "/account/password") == ERR_OK);
	is(ran, "password");
	ok(post(&fresh, "/logout") == ERR_OK);
	is(ran, "logout");
	ok(get(&fresh, "/agent/tickets") == ERR_NOTFOUND);
}

static void
test_a_foreign_page_can_do_nothing(void)
{
	struct req rq = form(&customer, "/tickets/TS-0000001/urge", NULL, 0);
	struct fail fail;

	rq.site = SITE_OTHER;
	ok(run(&rq) == ERR_DENIED);
	is(ran, "");
	fail_read(&cx, &rq, ERR_DENIED, rs.status, &fail);
	ok(fail.bare && fail.status == 403 && fail.ntext == 0);

	rq = form(NULL, "/login", NULL, 0);
	rq.site = SITE_OTHER;
	ok(run(&rq) == ERR_DENIED);
	rq.path = "/nothing";
	ok(run(&rq) == ERR_DENIED);

	rq = (struct req){ .method = GET,
		.path = "/tickets/TS-0000001",
		.query = "",
		.site = SITE_OTHER,
		.session = &customer,
		.fetch_dest = "image" };
	ok(run(&rq) == ERR_DENIED);
	/* But it may have a link. */
	rq.fetch_dest = "document";
	ok(run(&rq) == ERR_OK);
	rq.fetch_dest = NULL;
	ok(run(&rq) == ERR_OK);
}

static void
test_a_form_without_fields_needs_its_token(void)
{
	struct req rq = form(&customer, "/logout", NULL, 0);
	struct param p[] = { { "csrf_token", csrf_token(&cx, &agent) },
		{ "idempotency_key", "k" } };

	rq.param = p;
	ok(run(&rq) == ERR_INVALID);
	is(cx.say, "form_old");
	is(ran, "");
	rq.csrf_header = csrf_token(&cx, &customer);
	rq.param = p + 1;
	rq.nparam = 1;
	ok(run(&rq) == ERR_OK);
	is(ran, "logout");
	ok(cx.op.needed);
	is(cx.op.key, "k");
	rq.nparam = 0;
	ok(run(&rq) == ERR_INVALID);
}

static void
test_a_form_with_fields_is_told_of_its_token(void)
{
	struct req rq = form(&customer, "/tickets", NULL, 0);
	struct param p[] = { { "csrf_token", "old" } };

	ok(run(&rq) == ERR_OK && rq.token_ok && cx.op.needed);
	rq.param = p;
	rq.nparam = 1;
	ok(run(&rq) == ERR_OK && !rq.token_ok && cx.op.needed);
	is(ran, "create");
}

static void
test_some_forms_need_no_token(void)
{
	struct req rq = { .method = POST, .path = "/login", .query = "" };

	ok(run(&rq) == ERR_OK && !cx.op.needed);
	is(ran, "login");
	rq.path = "/drafts";
	rq.session = &customer;
	ok(run(&rq) == ERR_OK && !cx.op.needed);
}

static void
test_unknown_and_repeated_parameters_are_400(void)
{
	const struct param twice[] = { { "text", "1" }, { "text", "2" } };
	const struct param labels[] = { { "label", "1" }, { "label", "2" } };
	struct req rq;

	ok(post_one(&customer, "/tickets", "text", "x") == ERR_OK);
	ok(post_one(&customer, "/tickets", "nonsense", "x") == ERR_INVALID);
	ok(rs.status == 400);
	is(ran, "");
	ok(post_one(&customer, "/tickets", "text[]", "x") == ERR_INVALID);
	ok(post_one(&customer, "/tickets", "", "x") == ERR_INVALID);
	ok(post_one(&customer, "/tickets", "revision", "1") == ERR_INVALID);
	ok(post_one(&customer, "/tickets", "done", "x") == ERR_INVALID);
	ok(post_one(&customer, "/tickets/TS-0000001/messages", "revision",
	       "1") == ERR_OK);
	ok(post_one(&customer, "/tickets", "csrf_token", "x") == ERR_INVALID);
	ok(post_one(&customer, "/drafts", "whatever", "x") == ERR_OK);

	rq = form(&customer, "/tickets", twice, 2);
	ok(run(&rq) == ERR_INVALID && rs.status == 400);
	rq = form(&customer, "/tickets", labels, 2);
	ok(run(&rq) == ERR_OK);

	rq = (struct req){ .method = GET,
		.path = "/tickets",
		.query = "",
		.session = &customer,
		.param = twice,
		.nparam = 1,
		.nquery = 1 };
	ok(run(&rq) == ERR_OK);
	rq.nparam = rq.nquery = 2;
	ok(run(&rq) == ERR_INVALID && rs.status == 400);
	rq.path = "/home";
	rq.nparam = rq.nquery = 1;
	ok(run(&rq) == ERR_INVALID && rs.status == 400);
	rq.param = (const struct param[]){ { "done", "created" } };
	ok(run(&rq) == ERR_OK);
}

static void
test_a_form_has_no_query(void)
{
	struct req rq = form(&customer, "/tickets", NULL, 0);

	rq.nquery = 1;
	ok(run(&rq) == ERR_INVALID && rs.status == 400);
	is(ran, "");
}

static void
test_files_only_where_they_belong(void)
{
	struct upload up = { .field = "files", .name = "a.png", .fd = -1 };
	struct req rq = form(&customer, "/logout", NULL, 0);

	rq.file = &up;
	rq.nfile = 1;
	ok(run(&rq) == ERR_INVALID && rs.status == 400);
	rq.path = "/tickets";
	ok(run(&rq) == ERR_OK);
}

static void
test_a_broken_body_reaches_no_handler(void)
{
	static const struct {
		enum body body;
		enum err rc;
		int status;
	} rows[] = {
		{ BODY_MALFORMED, ERR_INVALID, 400 },
		{ BODY_TEXT, ERR_INVALID, 400 },
		{ BODY_TOO_MUCH, ERR_TOOBIG, 413 },
		{ BODY_TRUNCATED, ERR_INVALID, 400 },
		{ BODY_TYPE, ERR_INVALID, 415 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct req rq = form(&customer, "/tickets", NULL, 0);

		rq.body = rows[i].body;
		ok(run(&rq) == rows[i].rc && rs.status == rows[i].status);
		is(ran, "");
	}
}

static void
test_what_was_typed_is_in_the_answer_to_a_failure(void)
{
	const struct param p[] = { { "text", "so much of it, and so dear" },
		{ "label", "short" }, { "text", "two\nlines" } };
	struct req rq = form(&customer, "/tickets", p, 3);
	struct fail fail;

	ok(run(&rq) == ERR_INVALID);
	fail_read(&cx, &rq, ERR_INVALID, rs.status, &fail);
	ok(fail.status == 400 && !fail.bare && fail.ntext == 2);
	is(fail.text[0].value, "so much of it, and so dear");
	is(fail.text[1].value, "two\nlines");
	is(fail.back, "/tickets/new");

	fail_read(&cx, &rq, ERR_BUSY, 200, &fail);
	ok(fail.status == 503 && fail.retry_after > 0);
	fail_read(&cx, &rq, ERR_INVALID, 415, &fail);
	ok(fail.status == 415 && fail.code == 400);
}

static void
test_next_is_a_page_of_ours(void)
{
	static const char *const good[] = { "/", "/home",
		"/tickets?q=a%20b&c=", "/tickets/TS-0000001",
		"/attachments/0f/a%20b.png", "/attachments/0f/..png" };
	static const char *const bad[] = { "", "home", "//evil", "/\\evil",
		"\\\\evil", "https:evil", "https://evil.test/", "javascript:x",
		"/\tevil", "/%09/evil", "/a/../..//evil", "/nowhere",
		"/tickets/../home", "/tickets/..", "/tickets/.",
		"/tickets/%2e%2e", "/tickets/%2E%2e", "/tickets//",
		"/tickets/a%2fb", "/tickets/a%5Cb", "/home\r\nX: y", "/home#x",
		"/home ", "/h\xc3\xb6me", "/logout", "/tickets/TS-0000001/urge",
		"/tickets?a\\b", "///", "?q=1" };
	char *longer = arena_alloc(cx.mem, 3000);

	for (size_t i = 0; i < NELEM(good); i++)
		ok(route_next(good[i]) == good[i]);
	for (size_t i = 0; i < NELEM(bad); i++)
		ok(route_next(bad[i]) == NULL);
	ok(route_next(NULL) == NULL);
	memset(longer, 'a', 2999);
	memcpy(longer, "/home?", 6);
	ok(route_next(longer) == NULL);
}

static void
test_the_page_of_a_form(void)
{
	is(route_page(&cx, "/tickets"), "/tickets/new");
	is(route_page(&cx, "/tickets/TS-0000001/messages"),
	    "/tickets/TS-0000001");
	is(route_page(&cx, "/agent/tickets/TS-0000001/take"),
	    "/agent/tickets/TS-0000001");
	is(route_page(&cx, "/login"), "/login");
	is(route_page(&cx, "/nothing/\r\n/at/all"), "/");
}

static void
test_what_embeds(void)
{
	struct req rq = { .fetch_dest = NULL };

	ok(!req_embeds(&rq));
	rq.fetch_dest = "document";
	ok(!req_embeds(&rq));
	rq.fetch_dest = "image";
	ok(!req_embeds(&rq));
	rq.fetch_dest = "iframe";
	ok(req_embeds(&rq));
	rq.fetch_dest = "script";
	ok(req_embeds(&rq));
	rq.fetch_dest = "worker";
	ok(req_embeds(&rq));
}

int
main(void)
{
	static const unsigned char master[32] = { 1 };

	cx.mem = arena_new();
	ok(crypto_init());
	keys_derive(&keys, master);
	cx.keys = &keys;

	test_finds_the_handler();
	test_what_is_not_there_is_404();
	test_the_wrong_method_is_405();
	test_who_may();
	test_nobody_comes_back_after_signing_in();
	test_staff_see_a_ticket_in_their_own_view();
	test_a_first_password_is_changed_first();
	test_a_foreign_page_can_do_nothing();
	test_a_form_without_fields_needs_its_token();
	test_a_form_with_fields_is_told_of_its_token();
	test_some_forms_need_no_token();
	test_unknown_and_repeated_parameters_are_400();
	test_a_form_has_no_query();
	test_files_only_where_they_belong();
	test_a_broken_body_reaches_no_handler();
	test_what_was_typed_is_in_the_answer_to_a_failure();
	test_next_is_a_page_of_ours();
	test_the_page_of_a_form();
	test_what_embeds();

	arena_free(cx.mem);
	return tap_done();
}
