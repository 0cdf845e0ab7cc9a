#include "edge/request.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "fake-exchange.h"
#include "tap.h"
#include "web/csrf.h"
#include "web/router.h"

static struct ctx cx;
static struct conf *conf;
static struct keys keys;
static struct fake f;
static struct req rq;
static int status;
static char dir[] = "t-request-XXXXXX";
static const struct session me = { .id = 7, .user_id = 3 };

static enum err
nothing(struct ctx *c, const struct req *r, struct resp *rs)
{
	(void)c;
	(void)r;
	(void)rs;
	return ERR_OK;
}

const struct route routes[] = {
	{ POST, "/files", nothing, WHO_USER, FILES, NULL },
	{ POST, "/text", nothing, WHO_USER, 0, NULL },
};
const size_t nroutes = NELEM(routes);

/* answer() is not what is tested here. */
static const char *
head(void)
{
	fake_end(&f);
	arena_reset(cx.mem);
	err_clear(&cx);
	status = 0;
	return request_head(&cx, &f.x, &rq, &status);
}

static enum err
body(const struct session *se)
{
	ok(head() == NULL);
	rq.session = se;
	return request_body(&cx, &f.x, &rq);
}

static int
files_in_tmp(void)
{
	char *cmd = arena_printf(f.mem, "exit $(ls -A %s | wc -l)", dir);
	int n = system(cmd);

	return n == -1 ? -1 : WEXITSTATUS(n);
}

static const char *
param(const char *name)
{
	const char *s = req_param(&rq, name);

	return s == NULL ? "(none)" : s;
}

static void
test_methods(void)
{
	fake_begin(&f, "GET", "/x");
	ok(head() == NULL && rq.method == GET && !rq.head && status == 200);
	fake_begin(&f, "HEAD", "/x");
	ok(head() == NULL && rq.method == GET && rq.head);
	fake_begin(&f, "POST", "/x");
	ok(head() == NULL && rq.method == POST);
	fake_begin(&f, "DELETE", "/x");
	ok(head() != NULL && rq.method == METHOD__MAX && status == 405);
	fake_begin(&f, "get", "/x");
	ok(head() != NULL && status == 405);
	fake_begin(&f, NULL, "/x");
	ok(head() != NULL && status == 405);
}

static void
test_addresses(void)
{
	fake_begin(&f, "GET", "/a%20b/%e5%9b%be?q=a+b&x=%26&y");
	ok(head() == NULL);
	is(rq.path, "/a b/\xe5\x9b\xbe");
	is(rq.query, "q=a+b&x=%26&y");
	ok(rq.nparam == 3 && rq.nquery == 3);
	is(param("q"), "a b");
	is(param("x"), "&");
	is(param("y"), "");
	fake_begin(&f, "GET", "/a?");
	ok(head() == NULL && rq.nparam == 0);
	is(rq.query, "");
}

static void
test_addresses_that_are_none(void)
{
	static const char *const bad[] = { "", "a", "*", "//", "/a//b", "/./a",
		"/../a", "/%2e%2e/a", "/a%2fb", "/a%00", "/a%0d%0aX", "/%",
		"/%zz", "/%u0041", "/%c0%ae", "/%ff", "/a\r\nb", "/\xff",
		"/a b", "/a?q=%00", "/a?q=%ff", "/a?q=%", "/a?q=\xe5",
		"http://evil.test/a" };

	for (size_t i = 0; i < NELEM(bad); i++) {
		fake_begin(&f, "GET", bad[i]);
		ok(head() != NULL && status == 400);
		ok(rq.nparam == 0 && *rq.query == '\0');
		ok(*rq.path == '/');
	}
	fake_begin(&f, "GET", "/a");
	f.x.fault = "a variable comes twice";
	ok(head() != NULL && status == 400);
	fake_begin(&f, "GET", NULL);
	ok(head() != NULL && status == 400);
}

static void
test_where_it_comes_from(void)
{
	static const struct {
		const char *site, *origin;
		enum site want;
	} rows[] = {
		{ "same-origin", NULL, SITE_SAME },
		{ "none", NULL, SITE_SAME },
		{ "same-site", "http://127.0.0.1:8080", SITE_OTHER },
		{ "cross-site", NULL, SITE_OTHER },
		{ "", NULL, SITE_OTHER },
		{ "Same-Origin", NULL, SITE_OTHER },
		{ NULL, "http://127.0.0.1:8080", SITE_SAME },
		{ NULL, "http://localhost:8080", SITE_SAME },
		{ NULL, "http://help.example.org:8080", SITE_SAME },
		{ NULL, "http://HELP.example.org:8080", SITE_SAME },
		{ NULL, "http://127.0.0.1:8081", SITE_OTHER },
		{ NULL, "http://127.0.0.1", SITE_OTHER },
		{ NULL, "https://127.0.0.1:8080", SITE_OTHER },
		{ NULL, "http://evil.test:8080", SITE_OTHER },
		{ NULL, "http://127.0.0.1:8080.evil.test", SITE_OTHER },
		{ NULL, "http://127.0.0.1.evil.test:8080", SITE_OTHER },
		{ NULL, "http://evil.test/127.0.0.1:8080", SITE_OTHER },
		{ NULL, "http://user@127.0.0.1:8080", SITE_OTHER },
		{ NULL, "http://127.0.0.1:8080/", SITE_OTHER },
		{ NULL, "http://", SITE_OTHER },
		{ NULL, "http://:8080", SITE_OTHER },
		{ NULL, "null", SITE_OTHER },
		{ NULL, "", SITE_OTHER },
		{ NULL, NULL, SITE_UNKNOWN },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		fake_begin(&f, "POST", "/x");
		fake_param(&f, "HTTP_SEC_FETCH_SITE", rows[i].site);
		fake_param(&f, "HTTP_ORIGIN", rows[i].origin);
		ok(head() == NULL && rq.site == rows[i].want);
	}
}

static void
test_cookies(void)
{
	fake_begin(&f, "GET", "/");
	fake_param(&f, "HTTP_COOKIE",
	    "x=1; guichet_sid=abc; guichet_lang=zh-cn; guichet_theme=dark");
	ok(head() == NULL);
	is(rq.cookie_sid, "abc");
	is(rq.cookie_lang, "zh-cn");
	is(rq.cookie_theme, "dark");
	fake_param(&f, "HTTP_COOKIE", "guichet_sid=abc; guichet_sid=def");
	ok(head() == NULL && rq.cookie_sid == NULL);
	fake_param(&f, "HTTP_COOKIE", "__Host-sid=abc");
	ok(head() == NULL && rq.cookie_sid == NULL);

	conf->base_https = true;
	ok(head() == NULL);
	is(rq.cookie_sid, "abc");
	fake_param(&f, "HTTP_COOKIE", "guichet_sid=abc");
	ok(head() == NULL && rq.cookie_sid == NULL);
	conf->base_https = false;

	/* Of variables that are not to be believed none is. */
	f.x.fault = "a variable comes twice";
	ok(head() != NULL && rq.cookie_sid == NULL);
}

static void
test_headers_are_text(void)
{
	char longer[1000];

	memset(longer, 'a', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	fake_begin(&f, "GET", "/");
	ok(head() == NULL);
	is(rq.user_agent, "");
	is(rq.accept, "");
	is(rq.accept_language, "");
	ok(rq.if_none_match == NULL && rq.fetch_dest == NULL);
	fake_param(&f, "HTTP_USER_AGENT", "a\xff");
	fake_param(&f, "HTTP_ACCEPT", "text/html");
	ok(head() == NULL);
	is(rq.user_agent, "");
	is(rq.accept, "text/html");
	fake_param(&f, "HTTP_USER_AGENT", longer);
	ok(head() == NULL && strlen(rq.user_agent) == 256);
}

static void
test_the_language_asked_for(void)
{
	static const struct {
		const char *header;
		int lang; /* -1: none */
	} rows[] = {
		{ "en", LANG_EN },
		{ "zh-CN,zh;q=0.9,en;q=0.8", LANG_ZH },
		{ "en-GB,en;q=0.9,zh;q=0.8", LANG_EN },
		{ "fr, zh;q=0.5, en;q=0.4", LANG_ZH },
		{ "zh;q=0.5,en;q=0.7", LANG_EN },
		{ "ZH-hans", LANG_ZH },
		{ "zh;q=0", -1 },
		{ "zh;q=0,en;q=0.001", LANG_EN },
		{ "fr,de", -1 },
		{ "zho", -1 },
		{ "", -1 },
		{ ",,;q=,=,-", -1 },
		{ "en;q=99999999999,zh", LANG_ZH },
		{ "en;q=x", -1 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		enum lang lang = LANG__MAX;
		bool found = language_asked(rows[i].header, &lang);

		ok(found == (rows[i].lang != -1));
		ok(!found || (int)lang == rows[i].lang);
	}
}

static void
test_forms_of_both_kinds_are_read_alike(void)
{
	for (int kind = 0; kind < 2; kind++) {
		fake_begin(&f, "POST", "/text");
		if (kind == 1)
			fake_multipart(&f);
		fake_field(&f, "content", "a&b\r\n\xe5\x9b\xbe + c");
		fake_field(&f, "empty", "");
		fake_field(&f, "content", "again");
		ok(body(&me) == ERR_OK && rq.body == BODY_OK);
		ok(rq.nparam == 3 && rq.nquery == 0 && rq.nfile == 0);
		is(param("content"), "a&b\r\n\xe5\x9b\xbe + c");
		is(param("empty"), "");
		is(rq.param[2].value, "again");
	}
}

static void
test_the_query_comes_before_the_body(void)
{
	fake_begin(&f, "POST", "/text?a=1");
	fake_field(&f, "a", "2");
	ok(body(&me) == ERR_OK);
	ok(rq.nparam == 2 && rq.nquery == 1);
	is(param("a"), "1");
}

static void
test_a_body_that_is_none_of_ours(void)
{
	static const struct {
		const char *type, *bytes;
		enum body want;
	} rows[] = {
		{ "text/plain", "a=1", BODY_TYPE },
		{ "application/json", "{}", BODY_TYPE },
		{ "application/x-www-form-urlencoded; charset=utf-7", "a=1",
		    BODY_TYPE },
		{ "application/x-www-form-urlencoded-not", "a=1", BODY_TYPE },
		{ "APPLICATION/x-www-form-urlencoded ;  charset=UTF-8", "a=1",
		    BODY_OK },
		{ NULL, "a=1", BODY_OK },
		{ "multipart/form-data", "a=1", BODY_MALFORMED },
		{ "multipart/form-data; boundary=\"\"", "", BODY_MALFORMED },
		{ "multipart/form-data; boundary=b", "a=1", BODY_TRUNCATED },
		{ "application/x-www-form-urlencoded", "a=%00&b=ok",
		    BODY_TEXT },
		{ "application/x-www-form-urlencoded", "a=%ff&b=ok",
		    BODY_TEXT },
		{ "application/x-www-form-urlencoded", "a=%&b=ok",
		    BODY_MALFORMED },
		{ "multipart/form-data; boundary=b",
		    "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
		    "\xff\r\n--b--\r\n",
		    BODY_TEXT },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		fake_begin(&f, "POST", "/text");
		fake_body(
		    &f, rows[i].type, rows[i].bytes, strlen(rows[i].bytes));
		ok(body(&me) == ERR_OK && rq.body == rows[i].want);
		ok(f.at == f.body.len);
		if (strstr(rows[i].bytes, "b=ok") != NULL)
			is(param("b"), "ok");
	}
}

static void
test_the_length_must_be_what_comes(void)
{
	static const struct {
		const char *announced;
		enum body want;
	} rows[] = { { "8", BODY_OK }, { "", BODY_OK }, { "9", BODY_TRUNCATED },
		{ "7", BODY_MALFORMED }, { "0", BODY_MALFORMED },
		{ "+8", BODY_MALFORMED }, { "0x8", BODY_MALFORMED },
		{ "-1", BODY_MALFORMED },
		{ "99999999999999999999", BODY_MALFORMED } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		fake_begin(&f, "POST", "/text");
		fake_body(
		    &f, "application/x-www-form-urlencoded", "text=abc", 8);
		fake_param(&f, "CONTENT_LENGTH", rows[i].announced);
		ok(body(&me) == ERR_OK && rq.body == rows[i].want);
		is(param("text"), "abc");
	}
}

static void
test_a_body_that_breaks_off_keeps_its_text(void)
{
	static const char big[100000];

	fake_begin(&f, "POST", "/files");
	fake_multipart(&f);
	fake_field(&f, "content", "dear to me");
	fake_file(&f, "files", "a.png", big, 99999);
	f.breaks = 80000;
	ok(body(&me) == ERR_OK && rq.body == BODY_TRUNCATED);
	is(param("content"), "dear to me");
	ok(rq.nfile == 1 && rq.file[0].fd == -1 && *rq.file[0].sha256 == '\0');
}

static void
test_more_text_than_any_form_of_ours(void)
{
	size_t len = BODY_TEXT_MAX + 100000;
	char *big = malloc(len);

	for (size_t i = 0; i < len; i++)
		big[i] = "%E5%9B%BE"[i % 9];
	memcpy(big, "content=", 8);
	/* So that the cut is in the middle of a character. */
	for (size_t shift = 0; shift < 9; shift++) {
		fake_begin(&f, "POST", "/text");
		fake_body(&f, "application/x-www-form-urlencoded", "a=b&", 4);
		buf_put(&f.body, "cccccccc", shift);
		buf_puts(&f.body, "=&content=%E5%9B%BE");
		buf_put(&f.body, big + 9, len - 9);
		ok(body(&me) == ERR_OK && rq.body == BODY_TOO_MUCH);
		is(param("a"), "b");
		ok(strlen(param("content")) > BODY_TEXT_MAX / 3 - 20);
		ok(f.at == f.body.len);
	}
	free(big);
}

static void
test_too_many_fields(void)
{
	for (int kind = 0; kind < 2; kind++) {
		fake_begin(&f, "POST", "/text");
		if (kind == 1)
			fake_multipart(&f);
		for (int i = 0; i < 1000; i++)
			fake_field(&f, "a", "1");
		ok(body(&me) == ERR_OK && rq.body == BODY_TOO_MUCH);
		ok(rq.nparam == 200);
	}
}

static void
test_a_get_has_no_body(void)
{
	fake_begin(&f, "GET", "/files");
	fake_body(&f, "text/plain", "a=1&b=2", 7);
	ok(body(&me) == ERR_OK && rq.body == BODY_OK && rq.nparam == 0);
	ok(f.at == 7);
}

static const struct upload *
upload(const char *path, const struct session *se, const char *site,
    const char *token, bool token_first)
{
	fake_begin(&f, "POST", path);
	fake_param(&f, "HTTP_SEC_FETCH_SITE", site);
	fake_multipart(&f);
	if (token != NULL && token_first)
		fake_field(&f, "csrf_token", token);
	fake_file(&f, "files", "a.png", "abc", 3);
	if (token != NULL && !token_first)
		fake_field(&f, "csrf_token", token);
	fake_field(&f, "content", "text");
	ok(body(se) == ERR_OK && rq.body == BODY_OK);
	if (rq.nfile != 1)
		return NULL;
	is(rq.file[0].name, "a.png");
	is(rq.file[0].field, "files");
	ok(rq.file[0].size == 3);
	is(param("content"), "text");
	return &rq.file[0];
}

static void
test_keeps_files(void)
{
	const struct upload *u = upload(
	    "/files", &me, "same-origin", NULL, true);
	char bytes[8];

	ok(u != NULL && u->fd != -1 && u->temp != NULL && !u->too_big);
	is(u->sha256,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	ok(pread(u->fd, bytes, sizeof(bytes), 0) == 3 &&
	    memcmp(bytes, "abc", 3) == 0);
	ok(files_in_tmp() == 1);
	arena_reset(cx.mem);
	ok(files_in_tmp() == 0);
}

static void
test_keeps_files_for_those_only_who_may_send_them(void)
{
	const struct session other = { .id = 8, .user_id = 3 };
	const char *right, *wrong;
	struct arena *mem = arena_new();

	right = arena_strdup(mem, csrf_token(&cx, &me));
	wrong = arena_strdup(mem, csrf_token(&cx, &other));
	ok(upload("/files", &me, NULL, right, true)->fd != -1);
	ok(upload("/files", &me, "same-origin", wrong, true)->fd != -1);

	ok(upload("/files", &me, NULL, right, false)->fd == -1);
	ok(upload("/files", &me, NULL, wrong, true)->fd == -1);
	ok(upload("/files", &me, NULL, NULL, true)->fd == -1);
	ok(upload("/files", NULL, "same-origin", NULL, true)->fd == -1);
	ok(upload("/text", &me, "same-origin", NULL, true)->fd == -1);
	ok(upload("/nowhere", &me, "same-origin", NULL, true)->fd == -1);
	ok(files_in_tmp() == 0);
	arena_free(mem);
}

static void
test_a_foreign_form_is_not_even_read(void)
{
	fake_begin(&f, "POST", "/files");
	fake_param(&f, "HTTP_SEC_FETCH_SITE", "cross-site");
	fake_field(&f, "content", "text");
	ok(body(&me) == ERR_OK && rq.nparam == 0);
	ok(f.at == f.body.len);
}

static void
test_a_token_may_come_as_a_header(void)
{
	const char *token = csrf_token(&cx, &me);

	fake_begin(&f, "POST", "/files");
	fake_param(&f, "HTTP_SEC_FETCH_SITE", NULL);
	fake_param(&f, "HTTP_X_CSRF_TOKEN", token);
	fake_file(&f, "files", "a.png", "abc", 3);
	ok(body(&me) == ERR_OK && rq.nfile == 1 && rq.file[0].fd != -1);
}

static void
test_a_file_too_large_costs_no_other(void)
{
	static const char big[3000];

	conf->uploads_max_size = conf->uploads_ceiling_size = 2000;
	fake_begin(&f, "POST", "/files");
	fake_file(&f, "files", "one.png", "1", 1);
	fake_file(&f, "files", "fits.png", big, 2000);
	fake_file(&f, "files", "large.png", big, 2001);
	fake_file(&f, "files", "two.png", "2", 1);
	fake_field(&f, "content", "text");
	ok(body(&me) == ERR_OK && rq.body == BODY_OK && rq.nfile == 4);
	ok(rq.file[0].fd != -1 && rq.file[1].fd != -1 && rq.file[3].fd != -1);
	ok(!rq.file[1].too_big && rq.file[1].size == 2000);
	ok(rq.file[2].fd == -1 && rq.file[2].too_big);
	ok(rq.file[2].size == 2001 && *rq.file[2].sha256 == '\0');
	is(param("content"), "text");
	conf->uploads_max_size = conf->uploads_ceiling_size = 1000000;
}

static void
test_keeps_no_more_files_than_make_sense(void)
{
	int kept = 0;

	fake_begin(&f, "POST", "/files");
	for (int i = 0; i < 100; i++)
		fake_file(&f, "files", "a.png", "abc", 3);
	fake_field(&f, "content", "text");
	ok(body(&me) == ERR_OK && rq.body == BODY_TOO_MUCH);
	ok(rq.nfile == 64);
	for (size_t i = 0; i < rq.nfile; i++)
		kept += rq.file[i].fd != -1;
	ok(kept == conf->uploads_max_count + 3);
	is(param("content"), "text");
}

static void
test_a_disk_that_fails_loses_no_text(void)
{
	const char *tmp = conf->tmp_dir;

	conf->tmp_dir = "t-request-none";
	fake_begin(&f, "POST", "/files");
	fake_file(&f, "files", "a.png", "abc", 3);
	fake_file(&f, "files", "b.png", "abc", 3);
	fake_field(&f, "content", "text");
	ok(body(&me) == ERR_FAULT && rq.nfile == 2);
	is(param("content"), "text");
	ok(f.at == f.body.len);
	conf->tmp_dir = tmp;
}

static void
test_names_of_files_are_no_paths(void)
{
	fake_begin(&f, "POST", "/files");
	fake_file(&f, "files", "../../etc/pass\xe5\x9b\xbe", "abc", 3);
	ok(body(&me) == ERR_OK && rq.nfile == 1);
	is(rq.file[0].name, "pass\xe5\x9b\xbe");
}

int
main(void)
{
	static const unsigned char master[32] = { 1 };
	const char *why;

	log_open(LOG_ERROR);
	cx.mem = arena_new();
	conf = conf_default();
	ok(crypto_init() && conf != NULL && mkdtemp(dir) != NULL);
	ok(conf_set(conf, "site.base_url", "http://127.0.0.1:8080", &why) ==
	    ERR_OK);
	ok(conf_set(conf, "site.hosts", "help.example.org", &why) == ERR_OK);
	conf->tmp_dir = dir;
	conf->uploads_max_size = conf->uploads_ceiling_size = 1000000;
	keys_derive(&keys, master);
	cx.conf = conf;
	cx.keys = &keys;

	test_methods();
	test_addresses();
	test_addresses_that_are_none();
	test_where_it_comes_from();
	test_cookies();
	test_headers_are_text();
	test_the_language_asked_for();
	test_forms_of_both_kinds_are_read_alike();
	test_the_query_comes_before_the_body();
	test_a_body_that_is_none_of_ours();
	test_the_length_must_be_what_comes();
	test_a_body_that_breaks_off_keeps_its_text();
	test_more_text_than_any_form_of_ours();
	test_too_many_fields();
	test_a_get_has_no_body();
	test_keeps_files();
	test_keeps_files_for_those_only_who_may_send_them();
	test_a_foreign_form_is_not_even_read();
	test_a_token_may_come_as_a_header();
	test_a_file_too_large_costs_no_other();
	test_keeps_no_more_files_than_make_sense();
	test_a_disk_that_fails_loses_no_text();
	test_names_of_files_are_no_paths();

	fake_free(&f);
	arena_free(cx.mem);
	conf_free(conf);
	ok(rmdir(dir) == 0);
	return tap_done();
}
