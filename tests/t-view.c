/*
 * t-view.c - models, languages, and the proof that templates escape.
 */
#include "view/view.h"

#include <stdlib.h>

#include "base/conf.h"
#include "tap.h"
#include "view/tree.h"

static struct arena *process;
static struct conf *conf;
static struct ctx cx;

/* A path below the sources. */
static const char *
source(const char *path)
{
	return arena_printf(process, "%s/%s", getenv("srcdir"), path);
}

/* A view of one of the test's own templates. */
static struct view *
view_of(const char *page, const char **why)
{
	const char *const pages[] = { page, NULL };

	return view_open_pages(process, conf, pages, why);
}

static struct model *
fresh(void)
{
	arena_reset(cx.mem);
	err_clear(&cx);
	return model_new(&cx);
}

static const char *
rendered(const char *page, struct model *m)
{
	struct resp rs = { .page = page, .model = m };

	return view_render(&cx, &rs) == ERR_OK ? rs.body : "";
}

static void
test_sets_by_path_and_replaces(void)
{
	struct model *m = fresh();

	model_text(m, "Page.Title", "one");
	model_text(m, "Page.Title", "two");
	model_text(m, "Page.Nav", "home");
	model_int(m, "Low", INT64_MIN);
	model_int(m, "Zero", 0);
	model_flag(m, "Yes", true);
	model_flag(m, "No", false);
	is(model_get(m, "Page.Title"), "two");
	is(model_get(m, "Page.Nav"), "home");
	is(model_get(m, "Page"), "");
	is(model_get(m, "Low"), "-9223372036854775808");
	is(model_get(m, "Zero"), "0");
	is(model_get(m, "Yes"), "1");
	is(model_get(m, "No"), "");
	model_text(m, "Gone", NULL);
	is(model_get(m, "Gone"), "");
}

static void
test_numbers_rows(void)
{
	struct model *m = fresh(), *list = model_at(m, "List");

	for (int i = 0; i < 120; i++)
		model_int(model_row(list), "n", i);
	is(model_get(m, "List.0.n"), "0");
	is(model_get(m, "List.9.n"), "9");
	is(model_get(m, "List.10.n"), "10");
	is(model_get(m, "List.119.n"), "119");
	is(model_get(m, "List.120.n"), "");
}

static void
fill(struct model *m)
{
	struct model *list = model_at(m, "List");

	model_text(m, "Text", "<b>&\"'");
	for (int i = 0; i < 20; i++) {
		struct model *row = model_row(list);

		model_int(row, "n", i);
		model_text(row, "t", "<");
	}
}

static void
test_renders_and_escapes(void)
{
	struct model *m = fresh();
	const char *body;

	fill(m);
	body = rendered("good.cs", m);
	ok(strstr(body, "title=\"&lt;b&gt;&amp;&quot;&#39;\"") != NULL);
	ok(strstr(body, "[0&lt;][1&lt;]") != NULL);
	ok(strstr(body, "[19&lt;]") != NULL);
	ok(strstr(body, "set: &lt;b&gt;&amp;&quot;&#39; and 3") != NULL);
	ok(strstr(body, "Site &amp; Co") != NULL);
	ok(strstr(body, "/static/guichet.") != NULL);
	ok(strchr(body, '\x03') == NULL);
	is(body + strlen(body) - 8, "</html>\n");
}

/* What a template sets is gone after the page; nothing is left to free. */
static void
test_leaves_the_model_as_it_was(void)
{
	struct model *m = fresh();
	const char *first, *second;

	fill(m);
	first = rendered("good.cs", m);
	is(model_get(m, "Text"), "<b>&\"'");
	is(model_get(m, "Page.Title"), "");
	is(model_get(m, "New"), "");
	second = rendered("good.cs", m);
	ok(*first != '\0');
	is(second, first);
}

static void
test_speaks_both_languages(void)
{
	struct model *m = fresh();

	cx.lang = LANG_ZH;
	ok(strstr(rendered("good.cs", m), "word: 词") != NULL);
	is(lang_text(&cx, "Say", "word"), "词");
	cx.lang = LANG_EN;
	ok(strstr(rendered("good.cs", m), "word: word") != NULL);
	is(lang_text(&cx, "Say", "word"), "word");
	is(lang_text(&cx, "Say", "none"), "");
	is(lang_text(&cx, "None", "none"), "");
}

static void
test_fills_sentences(void)
{
	static const struct slot slot[] = { { "n", "3" }, { "name", "{n}" } };
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "plain", "plain" },
		{ "{n} of {n}", "3 of 3" },
		{ "“{name}” is {n}.", "“{n}” is 3." },
		{ "a {none} b", "a  b" },
		{ "a {n", "a {n" },
		{ "{}", "" },
		{ "", "" },
	};

	fresh();
	for (size_t i = 0; i < NELEM(rows); i++)
		is(lang_fill(&cx, rows[i].text, slot, NELEM(slot)),
		    rows[i].want);
}

static void
test_refuses_what_it_cannot_render(void)
{
	struct resp rs = { .page = "none.cs", .model = fresh() };

	ok(view_render(&cx, &rs) == ERR_FAULT);
	ok(strstr(cx.why, "none.cs") != NULL);
	ok(rs.body == NULL);
}

/* Ten thousand rows of 1 KB, more than any page of ours; the error comes
 * from within a macro. */
static void
test_refuses_a_page_without_end(void)
{
	struct model *m = fresh(), *list = model_at(m, "List");
	struct resp rs = { .page = "good.cs", .model = m };
	char *text = arena_alloc(cx.mem, 1025);

	memset(text, 'x', 1024);
	for (int i = 0; i < 10000; i++)
		model_text(model_row(list), "t", text);
	ok(view_render(&cx, &rs) == ERR_FAULT);
	ok(rs.body == NULL);

	/* And the next page is none the worse for it. */
	m = fresh();
	fill(m);
	ok(*rendered("good.cs", m) != '\0');
}

/* Parsed with a base tree that says nothing of escaping, or too little. */
static void
test_notices_a_template_that_does_not_escape(void)
{
	static const struct {
		const char *mode;
		bool good;
	} rows[] = {
		{ "html", true },
		{ "none", false },
		{ "js", false },
		{ "url", false },
		{ NULL, false },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct template t = { .name = "good.cs" };
		struct out out = { 0 };
		HDF *base = NULL;
		const char *why;

		ok(hdf_init(&base) == STATUS_OK);
		ok(hdf_set_value(base, "hdf.loadpaths.0",
		       source("tests/view")) == STATUS_OK);
		if (rows[i].mode != NULL)
			ok(hdf_set_value(base, "Config.VarEscapeMode",
			       rows[i].mode) == STATUS_OK);
		ok(template_open(&t, base, process) == NULL);
		why = template_prove(&t, &out, process);
		ok((why == NULL) == rows[i].good);
		is(why != NULL ? why : "",
		    rows[i].good ? "" : "template \"good.cs\" does not escape");
		template_close(&t);
		hdf_destroy(&base);
		free(out.s);
	}
}

static void
test_refuses_templates(void)
{
	static const struct {
		const char *page, *why;
	} rows[] = {
		{ "missing.cs", "cannot parse template \"missing.cs\"" },
		{ "broken.cs", "cannot parse template \"broken.cs\"" },
		{ "include.cs", "cannot parse template \"include.cs\"" },
	};
	const char *why;

	for (size_t i = 0; i < NELEM(rows); i++) {
		why = "";
		ok(view_of(rows[i].page, &why) == NULL);
		ok(strncmp(why, rows[i].why, strlen(rows[i].why)) == 0);
	}
}

static void
test_names_what_is_missing(void)
{
	const struct conf good = *conf;
	const char *why;

	conf->static_dir = source("tests/view");
	ok(view_of("good.cs", &why) == NULL);
	ok(strstr(why, "tests/view/guichet.css") != NULL);
	*conf = good;
	conf->template_dir = source("tests/none");
	ok(view_of("good.cs", &why) == NULL);
	ok(strstr(why, "tests/none/lang/en.hdf") != NULL);
	*conf = good;
}

/* The portal's own templates. */
static void
test_opens_all_templates(void)
{
	const struct conf good = *conf;
	const char *why = NULL;
	struct view *v;

	conf->template_dir = source("templates");
	v = view_open(process, conf, &why);
	*conf = good;
	ok(v != NULL);
	if (v == NULL)
		printf("# %s\n", why);
	view_close(v);
}

static void
test_says_the_limits(void)
{
	struct model *m = fresh();

	ok(strstr(rendered("good.cs", m),
	       "5 files of 10 MB, 10485760, .jpg,.jpeg,") != NULL);
}

int
main(void)
{
	const char *why;

	process = arena_new();
	conf = conf_default();
	conf->site_name = "Site & Co";
	conf->template_dir = source("tests/view");
	conf->static_dir = source("static");
	cx.mem = arena_new();
	cx.view = view_of("good.cs", &why);
	if (cx.view == NULL) {
		printf("Bail out! %s\n", why);
		return 1;
	}

	test_sets_by_path_and_replaces();
	test_numbers_rows();
	test_renders_and_escapes();
	test_leaves_the_model_as_it_was();
	test_speaks_both_languages();
	test_fills_sentences();
	test_refuses_what_it_cannot_render();
	test_refuses_a_page_without_end();
	test_refuses_templates();
	test_notices_a_template_that_does_not_escape();
	test_names_what_is_missing();
	test_opens_all_templates();
	test_says_the_limits();

	view_close(cx.view);
	arena_free(cx.mem);
	conf_free(conf);
	arena_free(process);
	return tap_done();
}
