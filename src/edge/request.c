#include "edge/request.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/urlencoded.h"
#include "base/utf8.h"
#include "edge/cookie.h"

#define AGENT_MAX 256 /* characters of a User-Agent */

const char *
cookie_name(enum cookie c, bool https)
{
	static const char *const name[COOKIE__MAX][2] = {
		[COOKIE_SESSION] = { "guichet_sid", "__Host-sid" },
		[COOKIE_LANG] = { "guichet_lang", "__Host-lang" },
		[COOKIE_THEME] = { "guichet_theme", "__Host-theme" },
		[COOKIE_DEVICE] = { "guichet_device", "__Host-device" },
	};

	return name[c][https];
}

/* A header's text, "" if there is none or if it is no text. */
static const char *
text_of(const struct exchange *x, const char *name)
{
	const char *s = x->param(x, name);

	return s != NULL && utf8_valid(s, strlen(s)) ? s : "";
}

static void
read_method(const char *method, struct req *rq)
{
	rq->head = method != NULL && strcmp(method, "HEAD") == 0;
	if (rq->head || (method != NULL && strcmp(method, "GET") == 0))
		rq->method = GET;
	else if (method != NULL && strcmp(method, "POST") == 0)
		rq->method = POST;
	else if (method != NULL && strcmp(method, "PATCH") == 0)
		rq->method = PATCH;
	else
		rq->method = METHOD__MAX;
}

static bool
is_visible(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return false;
	return true;
}

/* The address as the client wrote it, decoded once. */
static const char *
read_address(struct ctx *cx, const char *uri, struct req *rq)
{
	struct param *param = NULL;
	enum parse fault;
	size_t len, n;

	if (uri == NULL || !is_visible(uri))
		return "no address";
	len = strcspn(uri, "?");
	rq->path = path_decode(cx->mem, uri, len);
	if (rq->path == NULL) {
		rq->path = "/";
		return "no path";
	}
	if (uri[len] == '\0')
		return NULL;
	uri += len + 1;
	fault = urlencoded_read(cx->mem, uri, strlen(uri), &param, &n);
	if (fault != PARSE_OK)
		return parse_word(fault);
	rq->query = uri;
	rq->param = param;
	rq->nparam = rq->nquery = n;
	return NULL;
}

/* "http://127.0.0.1:8080", as browsers send it: one of our names? */
static bool
is_our_origin(const struct ctx *cx, const char *origin)
{
	const struct conf *conf = cx->conf;
	bool https = strncmp(origin, "https://", 8) == 0;
	const char *host = origin + (https ? 8 : 7), *colon;
	int64_t port = https ? 443 : 80;
	char *name;

	if (strcmp(origin, conf->base_origin) == 0)
		return true;
	if (!https && strncmp(origin, "http://", 7) != 0)
		return false;
	colon = strchr(host, ':');
	if (colon != NULL && !parse_int(colon + 1, 1, 65535, &port))
		return false;
	if (colon == NULL)
		colon = host + strlen(host);
	name = arena_strndup(cx->mem, host, (size_t)(colon - host));
	return conf_serves_host(conf, name) &&
	    ((https == conf->base_https && port == conf->base_port) ||
		(!https && port == conf->server_port));
}

static enum site
site_of(const struct ctx *cx, const struct exchange *x)
{
	const char *site = x->param(x, "HTTP_SEC_FETCH_SITE");
	const char *origin = x->param(x, "HTTP_ORIGIN");

	/* "none" is the person himself: an address typed, a bookmark. */
	if (site != NULL)
		return strcmp(site, "same-origin") == 0 ||
			strcmp(site, "none") == 0
		    ? SITE_SAME
		    : SITE_OTHER;
	if (origin != NULL)
		return is_our_origin(cx, origin) ? SITE_SAME : SITE_OTHER;
	return SITE_UNKNOWN;
}

static void
read_cookies(struct ctx *cx, const struct exchange *x, struct req *rq)
{
	const char *header = x->param(x, "HTTP_COOKIE");
	const bool https = cx->conf->base_https;
	bool planted = false, twice = false;
	struct log_line l;

	rq->cookie_sid = cookie_get(
	    cx->mem, header, cookie_name(COOKIE_SESSION, https), &planted);
	rq->cookie_lang = cookie_get(
	    cx->mem, header, cookie_name(COOKIE_LANG, https), &twice);
	rq->cookie_theme = cookie_get(
	    cx->mem, header, cookie_name(COOKIE_THEME, https), &twice);
	rq->cookie_device = cookie_get(
	    cx->mem, header, cookie_name(COOKIE_DEVICE, https), &twice);
	if (!planted)
		return;
	log_begin(&l, LOG_WARNING);
	log_text(&l, "req", cx->request_id);
	log_text(&l, "peer", cx->peer);
	log_end(&l, "the session's cookie came twice");
}

static void
read_headers(struct ctx *cx, const struct exchange *x, struct req *rq)
{
	rq->accept = text_of(x, "HTTP_ACCEPT");
	rq->accept_language = text_of(x, "HTTP_ACCEPT_LANGUAGE");
	rq->user_agent = utf8_truncate(
	    cx->mem, text_of(x, "HTTP_USER_AGENT"), AGENT_MAX);
	rq->if_none_match = x->param(x, "HTTP_IF_NONE_MATCH");
	rq->fetch_dest = x->param(x, "HTTP_SEC_FETCH_DEST");
	rq->csrf_header = x->param(x, "HTTP_X_CSRF_TOKEN");
	rq->upload_offset = x->param(x, "HTTP_UPLOAD_OFFSET");
	rq->site = site_of(cx, x);
}

const char *
request_head(struct ctx *cx, struct exchange *x, struct req *rq, int *status)
{
	const char *wrong = x->fault;

	*rq = (struct req){ .path = "/", .query = "" };
	read_headers(cx, x, rq);
	read_method(x->param(x, "REQUEST_METHOD"), rq);
	if (wrong == NULL) {
		read_cookies(cx, x, rq);
		wrong = read_address(cx, x->param(x, "REQUEST_URI"), rq);
	}
	*status = wrong != NULL ? 400 : 200;
	if (wrong == NULL && rq->method == METHOD__MAX) {
		*status = 405;
		wrong = "unknown method";
	}
	return wrong;
}

/* "0.8" in thousandths; what is no weight is none. */
static int
weight(const char *s, size_t len)
{
	int n = 0, unit = 1000;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' && i == 1)
			continue;
		if (s[i] < '0' || s[i] > '9' || i > 4)
			return 0;
		n += (s[i] - '0') * unit;
		unit /= 10;
	}
	return n > 1000 ? 1000 : n;
}

/* One element, "zh-CN;q=0.8". */
static int
read_range(const char *s, size_t len, enum lang *lang)
{
	static const char *const code[LANG__MAX] = {
		[LANG_EN] = "en",
		[LANG_ZH] = "zh",
	};
	size_t tag = 0;

	while (tag < len && s[tag] != ';' && s[tag] != ' ')
		tag++;
	for (*lang = 0; *lang < LANG__MAX; ++*lang)
		if (tag >= 2 && strncasecmp(s, code[*lang], 2) == 0 &&
		    (tag == 2 || s[2] == '-'))
			break;
	if (*lang == LANG__MAX)
		return 0;
	for (size_t i = tag; i + 1 < len; i++)
		if (s[i] == 'q' && s[i + 1] == '=')
			return weight(s + i + 2, len - i - 2);
	return 1000;
}

bool
language_asked(const char *accept, enum lang *out)
{
	int best = 0;

	while (*accept != '\0') {
		size_t len;
		enum lang lang;
		int w;

		accept += strspn(accept, " ,\t");
		len = strcspn(accept, ",");
		w = read_range(accept, len, &lang);
		if (w > best) {
			best = w;
			*out = lang;
		}
		accept += len;
	}
	return best > 0;
}
