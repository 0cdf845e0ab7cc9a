#include "browser.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/crypto.h"
#include "base/filetype.h"
#include "base/tz.h"
#include "base/urlencoded.h"
#include "domain/user.h"
#include "store/store.h"
#include "view/view.h"
#include "web/csrf.h"
#include "web/router.h"

#define PARAMS_MAX 100
#define FILES_MAX  10

struct seen seen;
struct ctx cx;
bool must_enrol;
bool settles = true;
void (*between_pieces)(void);

static struct arena *process; /* lives as long as the test */
static struct arena *page;    /* what `seen` points to */
static struct upload files[FILES_MAX];
static size_t nfiles;

const unsigned char tiny_png[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a,
	0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77,
	0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda,
	0x63, 0xf8, 0xcf, 0xc0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0xf7, 0x03,
	0x41, 0x43, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42,
	0x60, 0x82 };
const size_t tiny_png_len = sizeof(tiny_png);

static void
die(const char *what)
{
	printf("Bail out! %s\n", what);
	exit(1);
}

void
browser_open(void)
{
	struct conf *conf;
	const char *why, *src = getenv("srcdir");

	fixture_open(&cx);
	process = arena_new();
	page = arena_new();
	conf = (struct conf *)(uintptr_t)cx.conf;
	conf->template_dir = arena_printf(process, "%s/templates", src);
	conf->static_dir = arena_printf(process, "%s/static", src);
	cx.view = view_open(process, conf, &why);
	if (cx.view == NULL)
		die(why);
	if (filetype_open(&cx) != ERR_OK)
		die(cx.why);
}

void
browser_close(void)
{
	view_close(cx.view);
	filetype_close();
	tz_close();
	fixture_close(&cx);
	arena_free(page);
	arena_free(process);
}

/* The session that this person would have. */
static const struct session *
session_of(enum who_is who)
{
	struct session *s;
	struct user u;

	if (who == NOBODY)
		return NULL;
	if (user_me(&cx, &u) != ERR_OK)
		die("no such user");
	s = arena_alloc(cx.mem, sizeof(*s));
	*s = (struct session){
		.id = 1000 + (int64_t)who,
		.user_id = u.id,
		.account_id = u.account_id,
		.role = u.role,
		.account_admin = u.account_admin,
		.must_change = u.must_change,
		.must_enrol = must_enrol,
		.shortcuts = u.shortcuts,
		.name = u.name,
		.display_name = u.display_name,
		.account_name = u.account,
		.language = u.language,
		.time_zone = u.time_zone,
		.theme = u.theme,
	};
	if (u.role == ROLE_CUSTOMER &&
	    store_groups_operated(&cx, &s->operated, &s->noperated) != ERR_OK)
		die("no groups");
	return s;
}

static const char *
kept(const char *s)
{
	return s == NULL ? "" : arena_strdup(page, s);
}

struct heard {
	struct sink sink; /* first */
	struct buf bytes;
};

static bool
hear(struct sink *s, const void *p, size_t len)
{
	buf_put(&((struct heard *)s)->bytes, p, len);
	return true;
}

/* Pull all that streams, as the edge does. */
static void
listen_to(const struct stream *st)
{
	struct heard h = { .sink = { .put = hear } };
	struct arena *request = cx.mem;
	bool ended = false;

	buf_init(&h.bytes, page);
	cx.mem = arena_new();
	while (seen.sent_rc == ERR_OK && !ended) {
		arena_reset(cx.mem);
		seen.sent_rc = st->pull(&cx, st->state, &h.sink, &ended);
		if (between_pieces != NULL)
			between_pieces();
	}
	seen.sent = h.bytes.s;
	seen.sent_len = h.bytes.len;
	err_clear(&cx);
	arena_free(cx.mem);
	cx.mem = request;
}

/* Let the portal answer, and keep what it said. */
static void
run(struct req *rq)
{
	const struct conf *conf = cx.conf;
	struct resp rs = { .status = 200 };

	rq->accept = rq->accept_language = rq->user_agent = "";
	seen = (struct seen){ .rc = dispatch(&cx, rq, &rs) };
	if (seen.rc == ERR_OK && rs.page != NULL)
		seen.rc = view_render(&cx, &rs);
	if (seen.rc == ERR_FAULT || (seen.rc != ERR_OK && cx.say == NULL))
		printf("# %s %s: %s (%s)\n", rq->method == GET ? "GET" : "POST",
		    rq->path, cx.why == NULL ? "?" : cx.why,
		    cx.where == NULL ? "?" : cx.where);
	if (seen.rc == ERR_OK && rs.after != NULL && settles &&
	    rs.after(&cx, rs.after_what) != ERR_OK)
		die(cx.why);
	arena_reset(page);
	seen.rs = rs;
	seen.status = rs.status;
	seen.location = kept(rs.location);
	seen.body = rs.body == NULL ? ""
				    : arena_strndup(page, rs.body, rs.body_len);
	seen.say = kept(cx.say);
	if (seen.rc == ERR_OK && rs.stream != NULL)
		listen_to(rs.stream);
	cx.conf = conf; /* limits of his are for this request */
	nfiles = 0;
}

static void
begin(enum who_is who, struct req *rq)
{
	fixture_as(&cx, who);
	if (who == NOBODY)
		cx.actor = 0;
	rq->query = "";
	rq->site = SITE_SAME;
	rq->session = session_of(who);
}

void
get(enum who_is who, const char *address)
{
	size_t len = strcspn(address, "?");
	struct req rq = { .method = GET };
	struct param *p = NULL;

	address = arena_strdup(process, address);
	begin(who, &rq);
	rq.path = arena_strndup(cx.mem, address, len);
	if (address[len] == '?') {
		rq.query = address + len + 1;
		if (urlencoded_read(cx.mem, rq.query, strlen(rq.query), &p,
			&rq.nparam) != PARSE_OK)
			die("a query that is none");
		rq.param = p;
		rq.nquery = rq.nparam;
	}
	run(&rq);
}

void
attach(const char *name, const void *bytes, size_t len)
{
	attach_as("files", name, bytes, len);
}

void
attach_as(const char *field, const char *name, const void *bytes, size_t len)
{
	struct upload *u = &files[nfiles++];
	unsigned char hash[HASH_LEN];
	char *path;

	path = arena_printf(process, "%s/upload-XXXXXX", cx.conf->tmp_dir);
	*u = (struct upload){ .field = field,
		.name = name,
		.fd = mkstemp(path),
		.temp = path,
		.size = (int64_t)len };
	if (u->fd == -1 || write(u->fd, bytes, len) != (ssize_t)len)
		die("no temporary file");
	sha256(bytes, len, hash);
	crypto_hex(hash, sizeof(hash), u->sha256);
}

/* What stands for a character in HTML. */
static const char *
unescape(const char *s, size_t len)
{
	static const struct {
		const char *html;
		char c;
	} rows[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' } };
	struct buf b;

	buf_init(&b, cx.mem);
	for (size_t i = 0; i < len; i++) {
		size_t r = 0;

		while (r < NELEM(rows) &&
		    strncmp(s + i, rows[r].html, strlen(rows[r].html)) != 0)
			r++;
		if (r == NELEM(rows)) {
			buf_putc(&b, s[i]);
			continue;
		}
		buf_putc(&b, rows[r].c);
		i += strlen(rows[r].html) - 1;
	}
	return b.s;
}

/* The value of an attribute between s and end, or NULL. */
static const char *
attribute(const char *s, const char *end, const char *name)
{
	const char *mark = arena_printf(cx.mem, " %s=\"", name);
	const char *p = strstr(s, mark), *close;

	if (p == NULL || p > end)
		return NULL;
	p += strlen(mark);
	close = strchr(p, '"');
	return close == NULL ? NULL : unescape(p, (size_t)(close - p));
}

/* Does the browser send this input without being told? */
static bool
is_sent(const char *s, const char *end)
{
	const char *type = attribute(s, end, "type");
	const char *checked = strstr(s, " checked");

	if (type == NULL)
		return false;
	return strcmp(type, "hidden") == 0 ||
	    (strcmp(type, "checkbox") == 0 && checked != NULL && checked < end);
}

static size_t
read_inputs(const char *body, const char *action, struct param *p)
{
	const char *form, *end, *s;
	size_t n = 0;

	form = strstr(body, arena_printf(cx.mem, " action=\"%s\"", action));
	if (form == NULL) {
		printf("# there is no form %s\n", action);
		return 0;
	}
	end = strstr(form, "</form>");
	for (s = form; (s = strstr(s, "<input")) != NULL && s < end; s++) {
		const char *close = strchr(s, '>');

		if (!is_sent(s, close))
			continue;
		p[n++] = (struct param){ attribute(s, close, "name"),
			attribute(s, close, "value") };
	}
	return n;
}

/* The pairs, copied: they may be values of the page before. */
static size_t
read_pairs(struct param *p, va_list ap)
{
	const char *name;
	size_t n = 0;

	while ((name = va_arg(ap, const char *)) != NULL)
		p[n++] = (struct param){ name,
			arena_strdup(process, va_arg(ap, const char *)) };
	return n;
}

enum sends {
	SENDS_FORM,   /* that of the last page, with its hidden fields */
	SENDS_BARE,   /* the pairs alone */
	SENDS_FORGED, /* the pairs, with a token and key of his */
};

static size_t
forge(const struct req *rq, struct param *p)
{
	p[0] = (struct param){ FIELD_CSRF, csrf_token(&cx, rq->session) };
	p[1] = (struct param){ FIELD_KEY, crypto_random_token(cx.mem) };
	return 2;
}

static void
send(enum who_is who, const char *action, enum sends how, va_list ap)
{
	const char *body = how == SENDS_FORM ? arena_strdup(process, seen.body)
					     : "";
	struct param pair[PARAMS_MAX], *p;
	struct req rq = { .method = POST, .body = BODY_OK };
	size_t n = read_pairs(pair, ap);

	action = arena_strdup(process, action);
	begin(who, &rq);
	p = arena_array(cx.mem, PARAMS_MAX, sizeof(*p));
	rq.path = action;
	rq.param = p;
	if (how == SENDS_FORM)
		rq.nparam = read_inputs(body, action, p);
	else if (how == SENDS_FORGED)
		rq.nparam = forge(&rq, p);
	for (size_t i = 0; i < n; i++)
		p[rq.nparam++] = pair[i];
	rq.file = files;
	rq.nfile = nfiles;
	run(&rq);
	for (size_t i = 0; i < rq.nfile; i++) {
		close(files[i].fd);
		unlink(files[i].temp);
	}
}

void
submit(enum who_is who, const char *action, ...)
{
	va_list ap;

	va_start(ap, action);
	send(who, action, SENDS_FORM, ap);
	va_end(ap);
}

void
post(enum who_is who, const char *action, ...)
{
	va_list ap;

	va_start(ap, action);
	send(who, action, SENDS_BARE, ap);
	va_end(ap);
}

void
insist(enum who_is who, const char *action, ...)
{
	va_list ap;

	va_start(ap, action);
	send(who, action, SENDS_FORGED, ap);
	va_end(ap);
}

void
patch(enum who_is who, const char *address, const char *offset,
    const void *bytes, size_t len)
{
	struct req rq = { .method = PATCH, .upload_offset = offset };
	struct raw_body raw = { .size = (int64_t)len };
	char *path;

	address = arena_strdup(process, address);
	begin(who, &rq);
	path = arena_printf(cx.mem, "%s/raw-XXXXXX", cx.conf->tmp_dir);
	raw.fd = mkstemp(path);
	if (raw.fd == -1 || write(raw.fd, bytes, len) != (ssize_t)len)
		die("no temporary file");
	unlink(path);
	rq.path = address;
	rq.raw = &raw;
	rq.csrf_header = csrf_token(&cx, rq.session);
	run(&rq);
	close(raw.fd);
}

const char *
keep_page(void)
{
	return arena_strdup(process, seen.body);
}

void
back_to(const char *body)
{
	seen.body = body;
}

const char *
at(const char *path)
{
	return seen.rs.model == NULL ? "" : model_get(seen.rs.model, path);
}

bool
has(const char *html)
{
	return strstr(seen.body, html) != NULL;
}
