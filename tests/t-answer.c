/*
 * Whole requests, from the bytes of a browser to the bytes that it gets,
 * through the real session, view and templates, on handlers of the test's
 * own.
 */
#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "domain/draft.h"
#include "domain/session.h"
#include "domain/user.h"
#include "edge/head.h"
#include "fake-exchange.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"
#include "view/frame.h"
#include "web/csrf.h"
#include "web/router.h"

#define HASH_OF_ABC                                                            \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static struct ctx cx;
static struct conf *conf;
static struct server sv;
static struct fake f;
static char token[TOKEN_LEN + 1], csrf[TOKEN_LEN + 1];
static char agent_token[TOKEN_LEN + 1];
static bool in_snapshot;
static int runs;

struct input {
	const char *text, *password, *button;
	int64_t number;
};
static const struct field fields[] = {
	FIELD(input, text, REQUIRED, 1, 1000, NULL),
	FIELD(input, password, SECRET, 0, 1000, NULL),
	FIELD(input, button, LINE | CHOSEN, 0, 10, NULL),
	FIELD(input, number, 0, 0, 100, NULL),
};
static const struct schema schema = { .field = fields, .n = NELEM(fields) };

static enum err
page(struct ctx *c, const struct req *rq, struct resp *rs)
{
	in_snapshot = db_in_transaction(c);
	rs->page = "login.cs";
	rs->model = view_frame(c, rq);
	rs->etag = true;
	return ERR_OK;
}

static enum err
secret(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	(void)rq;
	rs->body = "s3cret";
	rs->body_len = 6;
	rs->secret = true;
	return ERR_OK;
}

static enum err
act(struct ctx *c, const struct req *rq, struct resp *rs)
{
	struct input in;
	struct form form;

	runs++;
	if (!form_read(c, &form, &schema, rq, &in)) {
		rs->status = 422;
		rs->body = arena_printf(c->mem, "%s|%s",
		    form.say == NULL ? "" : form.say, form.value[0]);
		rs->body_len = strlen(rs->body);
		return ERR_OK;
	}
	resp_redirect(rs, "/page?done=created");
	return ERR_OK;
}

static enum err
sensitive(struct ctx *c, const struct req *rq, struct resp *rs)
{
	struct input in;
	struct form form;
	enum err rc;

	if (!form_read(c, &form, &schema, rq, &in))
		return err_say(c, ERR_INVALID, "form_old", "the test's");
	rc = proof_check(c);
	if (rc != ERR_OK)
		return rc;
	runs++;
	resp_redirect(rs, "/page?done=saved");
	return ERR_OK;
}

static enum err
fails(struct ctx *c, const struct req *rq, struct resp *rs)
{
	static const struct {
		const char *name;
		enum err code;
	} codes[] = {
		{ "fault", ERR_FAULT },
		{ "busy", ERR_BUSY },
		{ "denied", ERR_DENIED },
		{ "conflict", ERR_CONFLICT },
		{ "login", ERR_LOGIN },
	};

	/* What a handler began is forgotten. */
	rs->page = "login.cs";
	rs->location = "/elsewhere";
	for (size_t i = 0; i < NELEM(codes); i++)
		if (strcmp(rq->arg[0], codes[i].name) == 0)
			return err_say(c, codes[i].code, "busy", "the test's");
	return err_fail(c, ERR_NOTFOUND, "none");
}

static enum err
broken(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	if (strcmp(rq->arg[0], "template") == 0)
		rs->page = "none.cs";
	else if (strcmp(rq->arg[0], "header") == 0)
		resp_redirect(rs, "/page\r\nX-Evil: 1");
	else if (strcmp(rq->arg[0], "utf8") == 0)
		resp_redirect(rs, "/\xe5\x9b\xbe");
	else if (strcmp(rq->arg[0], "status") == 0)
		rs->status = 299;
	else if (strcmp(rq->arg[0], "file") == 0)
		*rs = (struct resp){ .status = 200,
			.file = "../../etc/passwd",
			.type = "image/png",
			.file_name = "a" };
	return ERR_OK;
}

static enum err
file(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	rs->file = HASH_OF_ABC;
	rs->type = "image/png";
	rs->file_name = rq->arg[0];
	rs->file_inline = req_param(rq, "text") != NULL;
	return ERR_OK;
}

static enum err
sign_in(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	(void)rq;
	rs->set_sid = "a-new-token";
	rs->sid_lifetime = 3600;
	rs->set_lang = "zh-cn";
	rs->set_theme = "";
	resp_redirect(rs, "/page");
	return ERR_OK;
}

static enum err
sign_out(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	(void)rq;
	rs->set_sid = "";
	rs->clear_cache = true;
	resp_redirect(rs, "/login");
	return ERR_OK;
}

static enum err
says_nothing(struct ctx *c, const struct req *rq, struct resp *rs)
{
	(void)c;
	(void)rq;
	rs->status = 204;
	return ERR_OK;
}

static enum err
count_files(struct ctx *c, const struct req *rq, struct resp *rs)
{
	size_t kept = 0;

	for (size_t i = 0; i < rq->nfile; i++)
		kept += rq->file[i].fd != -1;
	rs->body = arena_printf(c->mem, "%zu of %zu", kept, rq->nfile);
	rs->body_len = strlen(rs->body);
	return ERR_OK;
}

/* Streams: what each piece found, and what the test wants of it. */
static int pieces, pieces_max, piece_fails;
static bool piece_in_snapshot;

static enum err
pull(struct ctx *c, void *state, struct sink *out, bool *done)
{
	char *filler = arena_alloc(c->mem, 1 << 20);

	is(state, "kept");
	piece_in_snapshot = db_in_transaction(c);
	memset(filler, 'x', 1 << 20);
	if (++pieces == piece_fails)
		return err_fail(c, ERR_FAULT, "the test's");
	*done = pieces == pieces_max;
	return sink_put(c, out, filler, 10);
}

static enum err
streams(struct ctx *c, const struct req *rq, struct resp *rs)
{
	struct stream *st = arena_alloc(c->mem, sizeof(*st));

	*st = (struct stream){ .pull = pull,
		.state = arena_strdup(c->mem, "kept"),
		.snapshot = strcmp(rq->path, "/snapshot") == 0 };
	rs->stream = st;
	rs->type = "application/zip";
	rs->file_name = "all.zip";
	return ERR_OK;
}

const struct route routes[] = {
	{ GET, "/stream", streams, WHO_ALL, STREAM, NULL },
	{ GET, "/snapshot", streams, WHO_ALL, STREAM, NULL },
	{ GET, "/page", page, WHO_ALL, 0, &schema },
	{ GET, "/mine", page, WHO_USER, 0, NULL },
	{ GET, "/writes", page, WHO_USER, WRITES, NULL },
	{ GET, "/secret", secret, WHO_ALL, 0, NULL },
	{ POST, "/acts", act, WHO_USER, KEPT | FILES, &schema },
	{ POST, "/short", act, WHO_USER, 0, &schema },
	{ POST, "/sensitive", sensitive, WHO_USER, PROOF, &schema },
	{ GET, "/acts/new", page, WHO_USER, 0, NULL },
	{ GET, "/fails/:how", fails, WHO_ALL, 0, NULL },
	{ POST, "/fails/:how", fails, WHO_ALL, UNKEYED, &schema },
	{ GET, "/broken/:how", broken, WHO_ALL, 0, NULL },
	{ GET, "/file/:name", file, WHO_ALL, 0, &schema },
	{ GET, "/login", page, WHO_ALL, 0, NULL },
	{ POST, "/login", sign_in, WHO_ALL, UNKEYED | LOGIN, &schema },
	{ POST, "/logout", sign_out, WHO_USER, 0, NULL },
	{ POST, "/nothing", says_nothing, WHO_ALL, UNKEYED, NULL },
	{ POST, "/files", count_files, WHO_USER, FILES, NULL },
	{ GET, "/agent/tickets", page, WHO_STAFF, 0, NULL },
};
const size_t nroutes = NELEM(routes);

static void
get(const char *uri, const char *as)
{
	fake_begin(&f, "GET", uri);
	fake_as(&f, as);
	fake_send(&f, &sv);
}

/* A form of mei's, with all that it needs but its own fields. */
static void
begin_form(const char *uri)
{
	fake_begin(&f, "POST", uri);
	fake_as(&f, token);
}

static void
put_keys(void)
{
	fake_field(&f, "csrf_token", csrf);
	fake_field(&f, "idempotency_key", "k1");
}

static bool
has(const char *text)
{
	return strstr(f.page, text) != NULL;
}

/* Every answer carries these. */
static void
ok_headers(void)
{
	static const char *const names[] = { "Content-Security-Policy",
		"X-Content-Type-Options", "Referrer-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
		"Permissions-Policy", "Cache-Control", "Vary", "X-Request-Id" };

	for (size_t i = 0; i < NELEM(names); i++) {
		ok(*fake_header(&f, names[i]) != '\0');
		is(fake_header_n(&f, names[i], 1), "");
	}
	if (f.status != 304 && *fake_header(&f, "X-Accel-Redirect") == '\0')
		ok(*fake_header(&f, "Content-Type") != '\0' &&
		    *fake_header(&f, "Content-Length") != '\0');
}

static void
test_a_page(void)
{
	get("/page", NULL);
	ok(f.status == 200);
	ok_headers();
	is(fake_header(&f, "Content-Type"), "text/html; charset=utf-8");
	is(fake_header(&f, "Cache-Control"), "private, no-cache");
	is(fake_header(&f, "Vary"), "Cookie, Accept-Language");
	is(fake_header(&f, "Content-Security-Policy"),
	    "default-src 'none'; script-src 'self'; style-src 'self'; "
	    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
	    "frame-ancestors 'none'; base-uri 'none'");
	is(fake_header(&f, "Referrer-Policy"), "same-origin");
	is(fake_header(&f, "Strict-Transport-Security"), "");
	ok((size_t)atoi(fake_header(&f, "Content-Length")) == f.page_len);
	is(fake_header(&f, "Set-Cookie"), "");
	ok(in_snapshot);
	ok(!db_in_transaction(&cx));
}

static void
test_a_page_that_is_known_is_304(void)
{
	char tag[64], other[128];

	get("/page", NULL);
	snprintf(tag, sizeof(tag), "%s", fake_header(&f, "ETag"));
	ok(strncmp(tag, "W/\"", 3) == 0 && tag[strlen(tag) - 1] == '"');

	fake_begin(&f, "GET", "/page");
	fake_param(&f, "HTTP_IF_NONE_MATCH", tag);
	fake_send(&f, &sv);
	ok(f.status == 304 && f.page_len == 0);
	is(fake_header(&f, "ETag"), tag);
	ok_headers();

	snprintf(other, sizeof(other), "W/\"x\", %s", tag);
	fake_begin(&f, "GET", "/page");
	fake_param(&f, "HTTP_IF_NONE_MATCH", other);
	fake_send(&f, &sv);
	ok(f.status == 304);
	tag[5] = tag[5] == '0' ? '1' : '0';
	fake_begin(&f, "GET", "/page");
	fake_param(&f, "HTTP_IF_NONE_MATCH", tag);
	fake_send(&f, &sv);
	ok(f.status == 200);

	/* What a page shows of its reader is in the tag. */
	get("/page", token);
	ok(f.status == 200);
	snprintf(other, sizeof(other), "%s", fake_header(&f, "ETag"));
	get("/page", NULL);
	ok(strcmp(other, fake_header(&f, "ETag")) != 0);
}

static void
stream(const char *method, const char *uri, int max)
{
	pieces = piece_fails = 0;
	pieces_max = max;
	fake_begin(&f, method, uri);
}

static void
test_a_stream_is_sent_piece_by_piece(void)
{
	sv.streams = true;
	/* More than an arena holds: each piece has its own memory. */
	stream("GET", "/stream", 100);
	fake_send(&f, &sv);
	ok(f.status == 200 && pieces == 100 && f.page_len == 1000);
	ok(!f.x.cut && !piece_in_snapshot);
	is(fake_header(&f, "Content-Length"), "");
	is(fake_header(&f, "Content-Type"), "application/zip");
	is(fake_header(&f, "X-Accel-Buffering"), "no");
	is(fake_header(&f, "Cache-Control"), "private, no-store");
	ok(strstr(fake_header(&f, "Content-Disposition"), "all.zip") != NULL);

	stream("GET", "/snapshot", 2);
	fake_send(&f, &sv);
	ok(pieces == 2 && piece_in_snapshot && !db_in_transaction(&cx));

	stream("HEAD", "/stream", 100);
	fake_send(&f, &sv);
	ok(f.status == 200 && pieces == 0 && f.page_len == 0 && !f.x.cut);
}

static void
test_a_stream_that_ends_early_is_cut(void)
{
	sv.streams = true;
	stream("GET", "/snapshot", 100);
	piece_fails = 3;
	fake_send(&f, &sv);
	ok(pieces == 3 && f.x.cut && !db_in_transaction(&cx));

	stream("GET", "/stream", 100);
	f.leaves_after = 1500; /* of the head, mostly */
	fake_send(&f, &sv);
	ok(pieces < 100 && f.x.cut);

	conf->server_stream_timeout = 0;
	stream("GET", "/stream", 100);
	fake_send(&f, &sv);
	ok(pieces == 1 && f.page_len == 0 && f.x.cut);
	conf->server_stream_timeout = 60;

	/* The next one is none the worse for it. */
	stream("GET", "/stream", 1);
	fake_send(&f, &sv);
	ok(f.status == 200 && f.page_len == 10 && !f.x.cut);
}

static void
test_no_stream_holds_a_worker_of_pages(void)
{
	sv.streams = false;
	stream("GET", "/stream", 1);
	fake_send(&f, &sv);
	ok(f.status == 500 && pieces == 0 && !f.x.cut);
}

static void
test_head_is_get_without_its_page(void)
{
	char length[32];

	get("/page", NULL);
	snprintf(
	    length, sizeof(length), "%s", fake_header(&f, "Content-Length"));
	fake_begin(&f, "HEAD", "/page");
	fake_send(&f, &sv);
	ok(f.status == 200 && f.page_len == 0);
	is(fake_header(&f, "Content-Length"), length);
	fake_begin(&f, "HEAD", "/fails/fault");
	fake_send(&f, &sv);
	ok(f.status == 500 && f.page_len == 0);
}

static void
test_an_answer_without_content(void)
{
	fake_begin(&f, "POST", "/nothing");
	fake_send(&f, &sv);
	ok(f.status == 204 && f.page_len == 0);
	is(fake_header(&f, "Content-Type"), "");
	is(fake_header(&f, "Content-Length"), "");
}

static void
test_secrets_are_not_stored(void)
{
	get("/secret", NULL);
	is(f.page, "s3cret");
	is(fake_header(&f, "Cache-Control"), "no-store");
	is(fake_header(&f, "ETag"), "");
}

static void
test_who_asks(void)
{
	get("/mine", token);
	ok(f.status == 200 && has("Mei Tan"));
	get("/mine", NULL);
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login?next=%2Fmine");
	get("/mine", "no-such-token");
	ok(f.status == 303);

	fake_begin(&f, "GET", "/mine");
	fake_param(&f, "HTTP_COOKIE",
	    arena_printf(
		f.mem, "guichet_sid=%s; guichet_sid=%s", token, token));
	fake_send(&f, &sv);
	ok(f.status == 303);

	get("/agent/tickets", token);
	ok(f.status == 404);
	get("/agent/tickets", agent_token);
	ok(f.status == 200);
	/* A page that is not hers is like one that never was. */
	get("/agent/tickets", token);
	ok(has("There is no such page") || has("找不到"));
}

static void
test_the_language(void)
{
	get("/page", NULL);
	ok(has("<html lang=\"en\""));
	fake_begin(&f, "GET", "/page");
	fake_param(&f, "HTTP_ACCEPT_LANGUAGE", "zh-CN,en;q=0.5");
	fake_send(&f, &sv);
	ok(has("<html lang=\"zh"));
	fake_param(&f, "HTTP_COOKIE", "guichet_lang=en");
	fake_begin(&f, "GET", "/nowhere");
	fake_param(&f, "HTTP_ACCEPT_LANGUAGE", "zh-CN,en;q=0.5");
	fake_param(&f, "HTTP_COOKIE", "guichet_lang=en");
	fake_send(&f, &sv);
	ok(f.status == 404 && has("<html lang=\"en\""));
	fake_begin(&f, "GET", "/nowhere");
	fake_param(&f, "HTTP_COOKIE", "guichet_lang=../../x");
	fake_send(&f, &sv);
	ok(f.status == 404 && has("<html lang=\"en\""));
}

static void
test_request_ids(void)
{
	fake_begin(&f, "GET", "/nowhere");
	fake_param(&f, "REQUEST_ID", "0123456789abcdef");
	fake_send(&f, &sv);
	is(fake_header(&f, "X-Request-Id"), "0123456789abcdef");
	ok(has("0123456789abcdef"));
	fake_begin(&f, "GET", "/nowhere");
	fake_param(&f, "REQUEST_ID", "a\r\nb");
	fake_send(&f, &sv);
	ok(strlen(fake_header(&f, "X-Request-Id")) == 32);
}

static void
test_a_form_is_answered_303(void)
{
	begin_form("/acts");
	put_keys();
	fake_field(&f, "text", "hello");
	fake_send(&f, &sv);
	ok(f.status == 303 && f.page_len == 0);
	is(fake_header(&f, "Location"), "/page?done=created");
	is(fake_header(&f, "Content-Length"), "0");
	ok_headers();

	begin_form("/acts");
	fake_multipart(&f);
	put_keys();
	fake_field(&f, "text", "hello");
	fake_send(&f, &sv);
	ok(f.status == 303);
}

static void
test_an_old_token_brings_the_form_back(void)
{
	begin_form("/acts");
	fake_field(&f, "csrf_token", "old");
	fake_field(&f, "idempotency_key", "k1");
	fake_field(&f, "text", "dear");
	fake_send(&f, &sv);
	ok(f.status == 422);
	is(f.page, "form_old|dear");

	/* No browser says where it comes from: the token alone decides. */
	begin_form("/acts");
	fake_param(&f, "HTTP_SEC_FETCH_SITE", NULL);
	fake_field(&f, "text", "dear");
	fake_send(&f, &sv);
	ok(f.status == 422);
	begin_form("/acts");
	fake_param(&f, "HTTP_SEC_FETCH_SITE", NULL);
	put_keys();
	fake_field(&f, "text", "dear");
	fake_send(&f, &sv);
	ok(f.status == 303);
}

static void
test_a_foreign_page_gets_nothing(void)
{
	static const char *const from[][2] = {
		{ "HTTP_SEC_FETCH_SITE", "cross-site" },
		{ "HTTP_SEC_FETCH_SITE", "same-site" },
		{ "HTTP_ORIGIN", "https://evil.test" },
		{ "HTTP_ORIGIN", "null" },
	};

	for (size_t i = 0; i < NELEM(from); i++) {
		runs = 0;
		begin_form("/acts");
		fake_param(&f, "HTTP_SEC_FETCH_SITE", NULL);
		fake_param(&f, from[i][0], from[i][1]);
		put_keys();
		fake_field(&f, "text", "a text that is echoed nowhere at all");
		fake_send(&f, &sv);
		ok(f.status == 403 && runs == 0);
		is(f.page, "Forbidden.\n");
		is(fake_header(&f, "Content-Type"),
		    "text/plain; charset=utf-8");
		ok_headers();
	}
	fake_begin(&f, "GET", "/mine");
	fake_as(&f, token);
	fake_param(&f, "HTTP_SEC_FETCH_SITE", "cross-site");
	fake_param(&f, "HTTP_SEC_FETCH_DEST", "image");
	fake_send(&f, &sv);
	ok(f.status == 403);
	is(f.page, "Forbidden.\n");
}

static void
test_what_is_wrong_with_the_request(void)
{
	get("/nowhere", NULL);
	ok(f.status == 404);
	ok_headers();
	get("/%zz", token);
	ok(f.status == 400 && has("Mei Tan"));
	get("/page?nonsense=1", NULL);
	ok(f.status == 400);
	get("/page?text=1&text=2", NULL);
	ok(f.status == 400);
	get("/logout", token);
	ok(f.status == 405);
	is(fake_header(&f, "Allow"), "POST");
	begin_form("/mine");
	put_keys();
	fake_send(&f, &sv);
	ok(f.status == 405);
	is(fake_header(&f, "Allow"), "GET, HEAD");
	fake_begin(&f, "BREW", "/page");
	fake_send(&f, &sv);
	ok(f.status == 405);
	fake_begin(&f, "GET", "/page");
	f.x.fault = "a variable comes twice";
	fake_send(&f, &sv);
	ok(f.status == 400);
}

static void
test_a_refused_form_gives_its_text_back(void)
{
	const char *text = "so <long> a text that nobody types it twice";
	const char *cut =
	    "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
	    "so long a text and then it ends\r\n--b\r\nContent-Dis";

	begin_form("/acts");
	put_keys();
	fake_field(&f, "text", text);
	fake_field(&f, "password", "a secret of more than twenty characters");
	fake_field(&f, "nonsense", "1");
	fake_send(&f, &sv);
	ok(f.status == 400);
	ok(has("so &lt;long&gt; a text that nobody types it twice</textarea>"));
	ok(!has("a secret of more"));
	ok(has("href=\"/acts/new\""));

	begin_form("/acts");
	fake_body(&f, "multipart/form-data; boundary=b", cut, strlen(cut));
	fake_send(&f, &sv);
	ok(f.status == 400 && has("so long a text and then it ends"));

	begin_form("/nowhere");
	fake_field(&f, "text", text);
	fake_send(&f, &sv);
	ok(f.status == 404 && has("nobody types it twice"));

	begin_form("/acts");
	fake_body(&f, "text/plain", text, strlen(text));
	fake_send(&f, &sv);
	ok(f.status == 415);
}

static void
test_failures_of_handlers(void)
{
	static const struct {
		const char *uri;
		int status;
	} rows[] = { { "/fails/fault", 500 }, { "/fails/busy", 503 },
		{ "/fails/denied", 403 }, { "/fails/conflict", 409 },
		{ "/fails/none", 404 } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		get(rows[i].uri, NULL);
		ok(f.status == rows[i].status);
		is(fake_header(&f, "Location"), "");
		ok(has("<html"));
		ok(!has("the test's"));
		ok_headers();
		ok(!db_in_transaction(&cx));
	}
	get("/fails/busy", NULL);
	ok(atoi(fake_header(&f, "Retry-After")) > 0);
	get("/fails/login", NULL);
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login");
}

static void
test_what_cannot_be_sent_is_a_plain_500(void)
{
	static const char *const uris[] = { "/broken/template",
		"/broken/header", "/broken/utf8", "/broken/status",
		"/broken/file" };

	for (size_t i = 0; i < NELEM(uris); i++) {
		get(uris[i], NULL);
		ok(f.status == 500);
		is(fake_header(&f, "X-Evil"), "");
		is(fake_header(&f, "X-Accel-Redirect"), "");
		ok(has(fake_header(&f, "X-Request-Id")));
		ok_headers();
	}
}

static void
test_when_no_page_can_be_rendered(void)
{
	struct view *view = sv.view;
	const char *templates = conf->template_dir, *why;
	char *copy = arena_printf(conf->mem, "%s/templates", conf->paths_data);
	/* Of the page that should say so more comes than a page may be. */
	const char *endless = "<?cs if:Error.Code == \"404\" ?><?cs "
			      "loop:i = 1, 3000000, 1 ?>x<?cs /loop ?><?cs "
			      "/if ?>";

	ok(system(arena_printf(conf->mem,
	       "cp -R %s %s && chmod -R u+w %s && echo '%s' >>%s/error.cs",
	       templates, copy, copy, endless, copy)) == 0);
	conf->template_dir = copy;
	sv.view = view_open(conf->mem, conf, &why);
	ok(sv.view != NULL);
	get("/page", NULL);
	ok(f.status == 200);
	get("/nowhere", NULL);
	ok(f.status == 500);
	is(fake_header(&f, "Content-Type"), "text/plain; charset=utf-8");
	ok(has("Something went wrong on our side") && has("我们这边出了问题"));
	ok(has(fake_header(&f, "X-Request-Id")));
	ok_headers();
	get("/page", NULL);
	ok(f.status == 200);
	view_close(sv.view);
	sv.view = view;
	conf->template_dir = templates;
}

static void
test_more_text_than_a_page_can_show(void)
{
	static char big[600 * 1024];

	/* Each of these is six bytes of the page. */
	memset(big, '"', sizeof(big));
	memcpy(big, "text=", 5);
	begin_form("/acts");
	fake_body(&f, "application/x-www-form-urlencoded", big, sizeof(big));
	fake_send(&f, &sv);
	ok(f.status == 413);
	ok(has("&quot;&quot;&quot;") && f.page_len > 1000 * 1000);
	ok_headers();

	memset(big, 'x', sizeof(big));
	memcpy(big, "text=", 5);
	begin_form("/acts");
	fake_body(&f, "application/x-www-form-urlencoded", big, sizeof(big));
	fake_send(&f, &sv);
	ok(f.status == 413 && f.page_len > 512 * 1024);
}

static void
test_cookies_and_signing_out(void)
{
	fake_begin(&f, "POST", "/login");
	fake_field(&f, "text", "x");
	fake_send(&f, &sv);
	ok(f.status == 303);
	is(fake_header_n(&f, "Set-Cookie", 0),
	    "guichet_sid=a-new-token; Path=/; Max-Age=3600; HttpOnly; "
	    "SameSite=Lax");
	is(fake_header_n(&f, "Set-Cookie", 1),
	    "guichet_lang=zh-cn; Path=/; Max-Age=31536000; HttpOnly; "
	    "SameSite=Lax");
	is(fake_header_n(&f, "Set-Cookie", 2),
	    "guichet_theme=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
	is(fake_header(&f, "Cache-Control"), "no-store");
	is(fake_header(&f, "Clear-Site-Data"), "");

	begin_form("/logout");
	put_keys();
	fake_send(&f, &sv);
	ok(f.status == 303);
	is(fake_header(&f, "Set-Cookie"),
	    "guichet_sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
	is(fake_header(&f, "Clear-Site-Data"), "\"cache\"");

	conf->base_https = true;
	fake_begin(&f, "POST", "/login");
	fake_field(&f, "text", "x");
	fake_send(&f, &sv);
	is(fake_header(&f, "Set-Cookie"),
	    "__Host-sid=a-new-token; Path=/; Max-Age=3600; Secure; HttpOnly; "
	    "SameSite=Lax");
	ok(*fake_header(&f, "Strict-Transport-Security") != '\0');
	conf->base_https = false;
}

static void
test_files_are_sent_by_nginx(void)
{
	get("/file/a.png", NULL);
	ok(f.status == 200 && f.page_len == 0);
	is(fake_header(&f, "X-Accel-Redirect"), "/_blob/ba/78/" HASH_OF_ABC);
	is(fake_header(&f, "Content-Type"), "image/png");
	ok(strncmp(fake_header(&f, "Content-Disposition"), "attachment;", 11) ==
	    0);
	is(fake_header(&f, "Cache-Control"), "private, no-store");
	is(fake_header(&f, "Content-Length"), "");

	get("/file/a.png?text=1", NULL);
	ok(strncmp(fake_header(&f, "Content-Disposition"), "inline;", 7) == 0);
	is(fake_header(&f, "Cache-Control"), "private, no-cache");

	get("/file/%E5%9B%BE%22%5C%3B%E2%80%AE.png", NULL);
	ok(f.status == 200);
	ok(strstr(f.head, "\xe5") == NULL);
	ok(strstr(fake_header(&f, "Content-Disposition"),
	       "filename*=UTF-8''%E5%9B%BE") != NULL);
}

static void
test_a_file_needs_somebody_who_is_signed_in(void)
{
	begin_form("/files");
	fake_multipart(&f);
	put_keys();
	fake_file(&f, "files", "a.png", "abc", 3);
	fake_file(&f, "files", "b.png", "abc", 3);
	fake_send(&f, &sv);
	is(f.page, "2 of 2");

	/* A token after the file is too late where nothing else speaks
	 * for the form. */
	begin_form("/files");
	fake_param(&f, "HTTP_SEC_FETCH_SITE", NULL);
	fake_file(&f, "files", "a.png", "abc", 3);
	put_keys();
	fake_send(&f, &sv);
	is(f.page, "0 of 1");

	fake_begin(&f, "POST", "/files");
	fake_file(&f, "files", "a.png", "abc", 3);
	fake_send(&f, &sv);
	ok(f.status == 303);
}

static const char *late_at = "/acts";
static bool late_file;

/* The session of mei's that `text` is sent in ends before it arrives. */
static void
late_form(const char *text, const char *site)
{
	struct session se;
	const char *late;
	int64_t former;

	fixture_as(&cx, NOBODY);
	ok(fixture_login(&cx, "mei", FIXTURE_PASSWORD, "", &late) == ERR_OK);
	late = arena_strdup(f.mem, late);
	ok(session_find(&cx, late, &se, &former) == ERR_OK);
	ok(session_end(&cx, se.id, 0) == ERR_OK);

	char *kept = strdup(late);

	fake_begin(&f, "POST", late_at);
	fake_as(&f, kept);
	free(kept);
	if (late_file)
		fake_file(&f, "files", "a.png", "abc", 3);
	fake_param(&f, "HTTP_SEC_FETCH_SITE", site);
	fake_field(&f, "csrf_token", "t");
	if (*text != '\0')
		fake_field(&f, "text", text);
	fake_field(&f, "password", "s3cret");
	fake_field(&f, "button", "go");
	fake_field(&f, "number", "7");
	fake_send(&f, &sv);
}

static const struct draft *
draft_of(enum who_is who)
{
	const struct draft *d = NULL;

	fixture_as(&cx, who);
	ok(draft_get(&cx, "/acts", &d) == ERR_OK);
	return d;
}

static void
test_a_form_that_comes_late_is_kept(void)
{
	const struct draft *d;

	late_form("what took an hour to write & more", "same-origin");
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login?next=%2Facts%2Fnew&kept=1");
	d = draft_of(MEI);
	ok(d != NULL);
	if (d != NULL)
		is(d->fields,
		    "text=what%20took%20an%20hour%20to%20write%20%26%20more"
		    "&button=go&number=7");
	ok(draft_of(OSCAR) == NULL);

	/* A button that was pressed is nothing to keep. */
	d = draft_of(MEI);
	ok(d != NULL && draft_delete(&cx, d->id) == ERR_OK);
	late_form("", "same-origin");
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login?next=%2Facts%2Fnew");
	ok(draft_of(MEI) == NULL);
}

/* A file of it cannot be: that is said. */
static void
test_a_file_that_comes_late_is_not_kept(void)
{
	late_file = true;
	late_form("what took an hour to write", "same-origin");
	late_file = false;
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login?next=%2Facts%2Fnew&kept=files");
	ok(draft_of(MEI) != NULL);
}

/* What was sent to no address of ours may be a secret. */
static void
test_a_text_that_is_shown_is_not_stored(void)
{
	begin_form("/acts/of/nobody");
	fake_field(&f, "text", "what was sent where nothing is");
	fake_send(&f, &sv);
	ok(f.status == 404 && has("what was sent where nothing is"));
	is(fake_header(&f, "Cache-Control"), "no-store");
}

static void
test_a_form_that_cannot_be_kept_is_shown(void)
{
	/* Its page would not bring it back. */
	late_at = "/short";
	late_form("what nobody would find again", "same-origin");
	late_at = "/acts";
	ok(f.status == 403 && has("what nobody would find again"));

	/* Nobody says that it is from our page. */
	late_form("what took another hour to write", NULL);
	ok(f.status == 403 && has("what took another hour to write"));
	ok(has("<h1>Please sign in again</h1>"));
	ok(has("/login?next=%2Facts%2Fnew"));

	/* Nobody knows whose it is. */
	fake_begin(&f, "POST", "/acts");
	fake_field(&f, "text", "what a stranger took long to write");
	fake_send(&f, &sv);
	ok(f.status == 403 && has("what a stranger took long to write"));

	fake_begin(&f, "POST", "/acts");
	fake_field(&f, "text", "short");
	fake_send(&f, &sv);
	ok(f.status == 303);
	is(fake_header(&f, "Location"), "/login?next=%2Facts%2Fnew");
}

/* The sensitive form of mei's, with that password; NULL: without one. */
static void
send_sensitive(const char *proof, const char *crumb)
{
	begin_form("/sensitive");
	fake_field(&f, "csrf_token", crumb);
	fake_field(&f, "idempotency_key", "k-proof");
	fake_field(&f, "text", "a <b> & \"c\"\r\n d");
	fake_field(&f, "password", "s3cret");
	if (proof != NULL)
		fake_field(&f, "proof", proof);
	fake_send(&f, &sv);
}

static void
test_something_sensitive_asks_for_the_password(void)
{
	int before = runs;

	/* Not after signing in. */
	send_sensitive(NULL, csrf);
	ok(f.status == 303 && runs == before + 1);

	conf->sessions_proof_lifetime = 0;
	send_sensitive(NULL, csrf);
	ok(f.status == 403 && runs == before + 1);
	ok(has("action=\"/sensitive\""));
	ok(has("name=\"idempotency_key\" value=\"k-proof\""));
	is(fake_between(&f, "name=\"text\" value=\"", "\">"),
	    "a &lt;b&gt; &amp; &quot;c&quot;\n d");
	ok(has("Only passwords have to be typed again."));
	ok(!has("s3cret"));

	send_sensitive("wrong one", csrf);
	ok(f.status == 422 && runs == before + 1);
	ok(has("This is not your present password."));
	ok(has("name=\"text\"") && !has("wrong one"));
	/* A token of another form's: the password is not even looked at. */
	send_sensitive(FIXTURE_PASSWORD, "old");
	ok(f.status == 422 && runs == before + 1);
	send_sensitive(FIXTURE_PASSWORD, csrf);
	ok(f.status == 303 && runs == before + 2);

	for (int i = 0; i < 5; i++)
		send_sensitive("wrong one", csrf);
	ok(f.status == 422);
	send_sensitive(FIXTURE_PASSWORD, csrf);
	ok(f.status == 429 && runs == before + 2);
	is(fake_header(&f, "Retry-After"), "1");
	ok(has("name=\"text\""));

	/* Elsewhere nobody looks for a password. */
	begin_form("/acts");
	put_keys();
	fake_field(&f, "text", "x");
	fake_field(&f, "proof", FIXTURE_PASSWORD);
	fake_send(&f, &sv);
	ok(f.status == 400);
	conf->sessions_proof_lifetime = 600;
}

static void
test_a_page_that_writes_is_in_no_snapshot(void)
{
	get("/mine", token);
	ok(in_snapshot);
	get("/writes", token);
	ok(f.status == 200 && !in_snapshot);
	/* Nor for the link of somebody else's page. */
	fake_begin(&f, "GET", "/writes");
	fake_as(&f, token);
	fake_param(&f, "HTTP_SEC_FETCH_SITE", "cross-site");
	fake_param(&f, "HTTP_SEC_FETCH_DEST", "document");
	fake_send(&f, &sv);
	ok(f.status == 403);
}

static void
test_an_evil_name_ends_no_line(void)
{
	struct head h;

	for (int c = 0; c < 256; c++) {
		const char value[] = { 'a', (char)c, 'b', '\0' };
		bool fits = c == '\0' || (c >= ' ' && c <= '~');

		head_begin(&h, f.mem, 200);
		head_put(&h, HEADER_LOCATION, value);
		ok((head_end(&h) != NULL) == fits);
	}
}

static int64_t
now(void)
{
	return FIXTURE_NOW;
}

static void
sign_in_as(const char *name, char out[TOKEN_LEN + 1])
{
	const char *made;

	fixture_as(&cx, NOBODY);
	ok(fixture_login(&cx, name, FIXTURE_PASSWORD, "", &made) == ERR_OK);
	memcpy(out, made, TOKEN_LEN + 1);
}

static void
open_server(void)
{
	const char *why = "", *srcdir = getenv("srcdir");

	conf = (struct conf *)(uintptr_t)cx.conf;
	conf->template_dir = arena_printf(conf->mem, "%s/templates", srcdir);
	conf->static_dir = arena_printf(conf->mem, "%s/static", srcdir);
	sv = (struct server){
		.mem = arena_new(),
		.conf = conf,
		.db = cx.db,
		.keys = cx.keys,
		.clock = now,
	};
	sv.view = view_open(conf->mem, conf, &why);
	is(why == NULL ? "" : why, "");
}

int
main(void)
{
	struct session se;
	int64_t former;

	log_open(LOG_ERROR);
	fixture_open(&cx);
	open_server();
	sign_in_as("priya", agent_token);
	sign_in_as("mei", token);
	ok(session_find(&cx, token, &se, &former) == ERR_OK);
	snprintf(csrf, sizeof(csrf), "%s", csrf_token(&cx, &se));
	fake_begin(&f, "GET", "/");

	test_a_page();
	test_a_page_that_is_known_is_304();
	test_head_is_get_without_its_page();
	test_a_stream_is_sent_piece_by_piece();
	test_a_stream_that_ends_early_is_cut();
	test_no_stream_holds_a_worker_of_pages();
	test_an_answer_without_content();
	test_secrets_are_not_stored();
	test_who_asks();
	test_the_language();
	test_request_ids();
	test_a_form_is_answered_303();
	test_an_old_token_brings_the_form_back();
	test_a_foreign_page_gets_nothing();
	test_what_is_wrong_with_the_request();
	test_a_refused_form_gives_its_text_back();
	test_failures_of_handlers();
	test_what_cannot_be_sent_is_a_plain_500();
	test_when_no_page_can_be_rendered();
	test_more_text_than_a_page_can_show();
	test_cookies_and_signing_out();
	test_files_are_sent_by_nginx();
	test_a_file_needs_somebody_who_is_signed_in();
	test_a_form_that_comes_late_is_kept();
	test_a_file_that_comes_late_is_not_kept();
	test_a_text_that_is_shown_is_not_stored();
	test_a_form_that_cannot_be_kept_is_shown();
	test_something_sensitive_asks_for_the_password();
	test_a_page_that_writes_is_in_no_snapshot();
	test_an_evil_name_ends_no_line();

	view_close(sv.view);
	arena_free(sv.mem);
	fake_free(&f);
	fixture_close(&cx);
	return tap_done();
}
