/*
 * The input is a form, and a path.
 */
#include "base/buf.h"
#include "base/urlenc.h"
#include "base/urlencoded.h"

#include "fuzz.h"

/* What was read, written again and read again, is the same. */
static void
check_form(struct arena *mem, const char *s, size_t len)
{
	struct param *p, *again;
	size_t n, m;
	struct buf b;
	enum parse rc;

	rc = urlencoded_read(mem, s, len, &p, &n);
	must(rc >= 0 && rc < PARSE__MAX && n <= URLENCODED_PARAMS_MAX);
	buf_init(&b, mem);
	for (size_t i = 0; i < n; i++) {
		must_be_text(p[i].name);
		must_be_text(p[i].value);
		buf_printf(&b, "%s=%s&", url_encode(mem, p[i].name),
		    url_encode(mem, p[i].value));
	}
	must(urlencoded_read(mem, b.s, b.len, &again, &m) == PARSE_OK);
	must(n == m);
	for (size_t i = 0; i < n; i++)
		must(strcmp(p[i].name, again[i].name) == 0 &&
		    strcmp(p[i].value, again[i].value) == 0);
}

/* A path that is accepted names no place above or beside it. */
static void
check_path(struct arena *mem, const char *s, size_t len)
{
	const char *path = path_decode(mem, s, len), *again;
	struct buf b;

	if (path == NULL)
		return;
	must_be_text(path);
	must(*path == '/' && strstr(path, "//") == NULL);
	b.s = arena_printf(mem, "%s/", path);
	must(strstr(b.s, "/./") == NULL && strstr(b.s, "/../") == NULL);

	buf_init(&b, mem);
	for (const char *p = path; *p != '\0';) {
		size_t n = strcspn(++p, "/");

		buf_puts(&b, "/");
		buf_puts(&b, url_encode(mem, arena_strndup(mem, p, n)));
		p += n;
	}
	again = path_decode(mem, b.s, b.len);
	must(again != NULL && strcmp(path, again) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *mem = fuzz_arena();

	check_form(mem, (const char *)data, len);
	check_path(mem, (const char *)data, len);
	return 0;
}
