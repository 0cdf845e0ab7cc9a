/*
 * t-terms.c - a filter as text, and the text of a filter.
 */
#include "page/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/urlencoded.h"
#include "fixture.h"
#include "tap.h"

static struct ctx cx;

static const struct term terms[] = {
	{ "status", "open", "status", "0", NULL, NULL },
	{ "status", "open", "status", "1", NULL, NULL },
	{ "status", "new", "status", "0", NULL, NULL },
	{ "is", "urged", "urged", "1", NULL, NULL },
	{ "product", NULL, "product", NULL, term_product, NULL },
	{ "assignee", NULL, "assignee", NULL, NULL, NULL },
	{ "from", NULL, "from", NULL, term_day, NULL },
	{ "to", NULL, "to", NULL, term_day, NULL },
	{ "before", NULL, "to", NULL, term_day_before, term_day_after },
};
static const struct term_list list = { terms, NELEM(terms) };

static struct req *
request(const char *q)
{
	struct req *rq = arena_alloc(cx.mem, sizeof(*rq));
	struct param *p = arena_array(cx.mem, 1, sizeof(*p));

	*p = (struct param){ "q", q };
	*rq = (struct req){ .param = p, .nparam = 1, .nquery = 1 };
	return rq;
}

/* The parameters as "name=value ...", and "!say" for what is said. */
static const char *
params(const char *q)
{
	struct terms t;
	struct buf b;

	fixture_as(&cx, PRIYA);
	if (terms_read(&cx, request(q), &list, &t) != ERR_OK)
		return cx.why;
	buf_init(&b, cx.mem);
	for (size_t i = 0; i < t.rq->nparam; i++)
		buf_printf(&b, "%s%s=%s", i > 0 ? " " : "", t.rq->param[i].name,
		    t.rq->param[i].value);
	for (size_t i = 0; i < t.nfault; i++)
		buf_printf(&b, " !%s(%s)", t.fault[i].say, t.fault[i].text);
	return b.s;
}

/* The text of what a text means. */
static const char *
again(const char *q)
{
	struct terms t;
	const char *text;

	fixture_as(&cx, PRIYA);
	if (terms_read(&cx, request(q), &list, &t) != ERR_OK ||
	    terms_write(&cx, t.rq, &list, &text) != ERR_OK)
		return cx.why;
	return text;
}

static void
test_reading(void)
{
	is(params("vpn is down"), "q=vpn is down");
	is(params("is:urged vpn"), "urged=1 q=vpn");
	is(params("STATUS:Open"), "status=0 status=1 q=");
	is(params("status:new  \"a b\"  c"), "status=0 q=\"a b\" c");
	is(params("assignee:\"a b\" x"), "assignee=a b q=x");
	is(params("from:2026-01-31 before:2026-03-01"),
	    "from=2026-01-31 to=2026-02-28 q=");
	is(params("product:service"), "product=service q=");
	is(params("product:\"our  SERVICE\""), "product=service q=");
	is(params("\"is:urged\""), "q=\"is:urged\"");
}

static void
test_what_is_no_filter(void)
{
	is(params("http://a.example/x 10:30 a: :b C:\\x"),
	    "q=http://a.example/x 10:30 a: :b C:\\x !term_key(C:\\x)");
	is(params("error:503"), "q=error:503 !term_key(error:503)");
	is(params("is:odd x"), "q=x !term_value(is:odd)");
	is(params("from:2026-02-30"), "q= !term_value(from:2026-02-30)");
	is(params("before:yesterday"), "q= !term_value(before:yesterday)");
	is(params("product:nothing"), "q= !term_value(product:nothing)");
	is(params("assignee:\"open"), "assignee=\"open q=");
}

/* What was typed wins over what the form had. */
static void
test_over_the_form(void)
{
	const struct param p[] = { { "q", "status:new" }, { "status", "1" },
		{ "sort", "best" } };
	const struct req rq = { .param = p, .nparam = 3, .nquery = 3 };
	struct terms t;

	fixture_as(&cx, PRIYA);
	ok(terms_read(&cx, &rq, &list, &t) == ERR_OK);
	ok(t.rq->nparam == 3);
	is(req_param(t.rq, "status"), "0");
	is(req_param(t.rq, "sort"), "best");
	is(req_param(t.rq, "q"), "");
}

static void
test_writing(void)
{
	is(again("vpn status:open"), "status:open vpn");
	is(again("status:new"), "status:new");
	is(again("before:2026-03-01"), "to:2026-02-28");
	is(again("assignee:\"a b\""), "assignee:\"a b\"");
	is(again("http://a"), "http://a");
	is(again(""), "");
}

/* Text, form, text, form: the same from the first form on. */
static void
test_there_and_back(void)
{
	static const char *const some[] = { "status:open", "status:new",
		"is:urged", "is:", "product:service", "product:x",
		"assignee:me", "assignee:\"a b\"", "from:2026-01-01",
		"to:2026-12-31", "before:2026-05-05", "vpn", "\"a b\"", "登录",
		"x:y", "\"", ":", "a\"b", "to:\"\"" };

	srand(5);
	for (int n = 0; n < 2000; n++) {
		char q[300] = "";
		char *one;

		for (int k = rand() % 6; k >= 0; k--) {
			strcat(q, some[(size_t)rand() % NELEM(some)]);
			if (rand() % 8 > 0)
				strcat(q, " ");
		}
		one = strdup(again(q));
		if (strcmp(again(one), one) != 0) {
			ok(false);
			printf("# %s\n# %s\n# %s\n", q, one, again(one));
		}
		free(one);
	}
	ok(true);
}

int
main(void)
{
	fixture_open(&cx);
	test_reading();
	test_what_is_no_filter();
	test_over_the_form();
	test_writing();
	test_there_and_back();
	fixture_close(&cx);
	return tap_done();
}
