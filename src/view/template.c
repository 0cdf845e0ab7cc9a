/*
 * template.c - one template: parsed once, proved, rendered many times.
 *
 * It is parsed against a base tree that holds the mode of escaping and
 * the folder; for a page the request's tree takes the place of the base
 * tree, with the language's tree behind it.
 */
#include "view/tree.h"

#include <stdlib.h>
#include <string.h>

/* Ends the output of every template, and is cut off: a page without it is
 * not whole. */
#define END     "\x03"
#define END_LEN (sizeof(END) - 1)

/*
 * Appended to every template.  Probe has a value once, at the start, and
 * never again.
 */
#define TAIL         "<?cs var:ViewProbe ?>" END
#define PROBE        "<i title='\"'>&"
#define PROBE_PASSED "&lt;i title=&#39;&quot;&#39;&gt;&amp;"

const char *
tree_error(struct arena *mem, NEOERR *e)
{
	const char *text;
	STRING s;

	string_init(&s);
	nerr_error_string(e, &s);
	nerr_ignore(&e);
	text = arena_strdup(mem, s.buf != NULL ? s.buf : "no memory");
	string_clear(&s);
	return text;
}

/* ClearSilver's callback: hundreds of short pieces a page. */
static NEOERR *
collect(void *arg, char *s)
{
	struct out *o = arg;
	size_t len = strlen(s);

	if (len > VIEW_PAGE_MAX - o->len)
		return nerr_raise(NERR_OUTOFRANGE,
		    "the page has more than %zu bytes", VIEW_PAGE_MAX);
	if (len > o->cap - o->len) {
		size_t cap = (o->len + len) * 2;
		char *p = realloc(o->s, cap);

		if (p == NULL)
			return nerr_raise(NERR_NOMEM, "no memory for the page");
		o->s = p;
		o->cap = cap;
	}
	if (len > 0)
		memcpy(o->s + o->len, s, len);
	o->len += len;
	return STATUS_OK;
}

const char *
template_open(struct template *t, HDF *base, struct arena *mem)
{
	char *tail = strdup(TAIL);
	NEOERR *e;

	if (tail == NULL)
		return "no memory";
	e = cs_init(&t->cs, base);
	if (e == STATUS_OK)
		e = cgi_register_strfuncs(t->cs);
	if (e == STATUS_OK)
		e = cs_parse_file(t->cs, t->name);
	if (e == STATUS_OK)
		e = cs_parse_string(t->cs, tail, strlen(tail));
	else
		free(tail); /* else it is the parser's */
	if (e == STATUS_OK)
		return NULL;
	return arena_printf(mem, "cannot parse template \"%s\": %s", t->name,
	    tree_error(mem, e));
}

void
template_close(struct template *t)
{
	cs_destroy(&t->cs);
}

const char *
template_render(const struct template *t, struct model *m, HDF *words,
    struct out *out, struct arena *mem)
{
	CSPARSE *cs = t->cs;
	HDF *base = cs->hdf;
	NEOERR *e;

	out->len = 0;
	cs->hdf = model_hdf(m);
	cs->global_hdf = words;
	e = cs_render(cs, out, collect);
	cs->locals = NULL; /* an error leaves those of its macro */
	cs->hdf = base;
	cs->global_hdf = NULL;
	model_sweep(m);
	if (e != STATUS_OK)
		return tree_error(mem, e);

	if (out->len < END_LEN ||
	    memcmp(out->s + out->len - END_LEN, END, END_LEN) != 0)
		return "its end is missing";
	out->len -= END_LEN;
	return NULL;
}

const char *
template_prove(const struct template *t, struct out *out, struct arena *mem)
{
	static const char passed[] = PROBE_PASSED;
	const size_t len = sizeof(passed) - 1;
	struct ctx cx = { .mem = mem };
	struct model *m = model_new(&cx);
	const char *why;

	model_text(m, "ViewProbe", PROBE);
	why = template_render(t, m, NULL, out, mem);
	if (why != NULL)
		return arena_printf(
		    mem, "template \"%s\" fails: %s", t->name, why);
	if (out->len < len || memcmp(out->s + out->len - len, passed, len) != 0)
		return arena_printf(
		    mem, "template \"%s\" does not escape", t->name);
	return NULL;
}
