/*
 * t-templates.c - every template renders, in both languages, and escapes.
 *
 * A sample, tests/samples/NAME.hdf, is a page tree as the program would
 * make it; its "Template" names the template.  site.hdf is what all pages
 * share.  With a folder as argument the pages are also written there, as
 * NAME.en.html and NAME.zh-cn.html, to be looked at and validated.
 */
#include "tap.h"

#include <dirent.h>
#include <stdlib.h>

#include <ClearSilver.h>

/* What must never reach a page as it is. */
#define HOSTILE "<i>'\"&"

static const char *const languages[] = { "en", "zh-cn" };

static const char *srcdir, *outdir;

static void
must(NEOERR *e)
{
	if (e == STATUS_OK)
		return;
	nerr_log_error(e);
	exit(1);
}

static NEOERR *
collect(void *out, char *s)
{
	return nerr_pass(string_append(out, s));
}

static void
load(HDF *h, const char *dir, const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s/%s.hdf", srcdir, dir, name);
	must(hdf_read_file(h, path));
}

/* Render the way the program does: parsed with a base tree that only sets
   the mode, then language and page are put in its place. */
static bool
render(HDF *lang, HDF *page, STRING *out)
{
	char dir[1024];
	CSPARSE *cs = NULL;
	HDF *base = NULL;
	NEOERR *e;
	bool good;

	snprintf(dir, sizeof(dir), "%s/templates", srcdir);
	must(hdf_init(&base));
	must(hdf_set_value(base, "Config.VarEscapeMode", "html"));
	must(hdf_set_value(base, "hdf.loadpaths.0", dir));
	must(cs_init(&cs, base));
	must(cgi_register_strfuncs(cs));
	e = cs_parse_file(cs, hdf_get_value(page, "Template", ""));
	if (e == STATUS_OK) {
		cs->global_hdf = lang;
		cs->hdf = page;
		e = cs_render(cs, out, collect);
		cs->hdf = base;
		cs->global_hdf = NULL;
	}
	good = e == STATUS_OK;
	if (!good) {
		nerr_log_error(e);
		nerr_ignore(&e);
	}
	cs_destroy(&cs);
	hdf_destroy(&base);
	return good;
}

static void
keep(const char *name, const char *lang, const STRING *s)
{
	char path[1024];
	FILE *f;

	if (outdir == NULL)
		return;
	snprintf(path, sizeof(path), "%s/%s.%s.html", outdir, name, lang);
	f = fopen(path, "w");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	fwrite(s->buf, 1, (size_t)s->len, f);
	fclose(f);
}

/* A key, a number: what templates choose by. */
static bool
is_word(const char *v)
{
	return v[strspn(v, "abcdefghijklmnopqrstuvwxyz-0123456789")] == '\0';
}

/* Make the values of the tree hostile: all of them, or all but words. */
static void
poison(HDF *h, bool all)
{
	for (; h != NULL; h = hdf_obj_next(h)) {
		const char *v = hdf_obj_value(h);
		char *bad;

		poison(hdf_obj_child(h), all);
		if (v == NULL || strcmp(hdf_obj_name(h), "Template") == 0 ||
		    (!all && is_word(v)))
			continue;
		bad = sprintf_alloc("%s%s", v, HOSTILE);
		must(hdf_set_value(h, "", bad));
		free(bad);
	}
}

/* Whole to the last tag, and nothing behind it. */
static bool
is_whole(const STRING *s)
{
	const char *end = s->len == 0 ? NULL : strstr(s->buf, "</html>");

	return end != NULL && end[7 + strspn(end + 7, "\n")] == '\0';
}

static void
claim(bool good, const char *name, const char *does, const char *lang)
{
	char *what = sprintf_alloc("%s %s in %s", name, does, lang);

	tap_ok(good, what, __FILE__, __LINE__);
	free(what);
}

static void
test_sample(const char *name, const char *lang)
{
	HDF *words = NULL, *page = NULL;
	STRING out;
	bool good;

	must(hdf_init(&words));
	must(hdf_init(&page));
	load(words, "templates/lang", lang);
	load(words, "tests/samples", "site");
	load(page, "tests/samples", name);

	string_init(&out);
	good = render(words, page, &out) && is_whole(&out);
	claim(good, name, "renders", lang);
	if (good)
		keep(name, lang, &out);
	string_clear(&out);

	for (int all = 0; all < 2; all++) {
		poison(hdf_obj_child(page), all);
		good = render(words, page, &out) &&
		    strstr(out.buf, "<i>") == NULL &&
		    strstr(out.buf, "'\"") == NULL;
		claim(good, name, "escapes", lang);
		string_clear(&out);
	}
	hdf_destroy(&words);
	hdf_destroy(&page);
}

/* site.hdf is no page. */
static int
is_sample(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot != NULL && strcmp(dot, ".hdf") == 0 &&
	    strcmp(d->d_name, "site.hdf") != 0;
}

int
main(int argc, char **argv)
{
	struct dirent **d = NULL;
	char dir[1024];
	int n;

	srcdir = getenv("srcdir");
	if (srcdir == NULL)
		srcdir = "..";
	if (argc > 1)
		outdir = argv[1];
	snprintf(dir, sizeof(dir), "%s/tests/samples", srcdir);
	n = scandir(dir, &d, is_sample, alphasort);
	ok(n > 0);
	for (int i = 0; i < n; i++) {
		*strrchr(d[i]->d_name, '.') = '\0';
		for (size_t l = 0; l < 2; l++)
			test_sample(d[i]->d_name, languages[l]);
		free(d[i]);
	}
	free(d);
	return tap_done();
}
