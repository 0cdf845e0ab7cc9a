/*
 * t-text.c - what becomes a link in a message, and what does not.
 */
#include "view/text.h"

#include <stdlib.h>
#include <time.h>

#include "tap.h"

static struct ctx cx;

/* The message as one line: "text [link] text". */
static const char *
shown(const char *text)
{
	struct model *m;
	char *out;

	arena_reset(cx.mem);
	m = model_new(&cx);
	model_put_message(m, cx.mem, text);
	if (*model_get(m, "t") != '\0')
		return model_get(m, "t");
	out = arena_alloc(cx.mem, strlen(text) * 3 + 1);
	for (int i = 0; i < 1000; i++) {
		const char *t, *u;

		t = model_get(m, arena_printf(cx.mem, "Seg.%d.t", i));
		u = model_get(m, arena_printf(cx.mem, "Seg.%d.u", i));
		if (*t == '\0')
			break;
		if (*u != '\0' && strcmp(u, t) != 0)
			return "the text is not the address";
		strcat(out, *u != '\0' ? "[" : "");
		strcat(out, t);
		strcat(out, *u != '\0' ? "]" : "");
	}
	return out;
}

static void
test_links(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "plain", "plain" },
		{ "http://a.example", "[http://a.example]" },
		{ "see https://a.example/x?y=1&z=2#f now",
		    "see [https://a.example/x?y=1&z=2#f] now" },
		{ "HTTPS://A.example/", "[HTTPS://A.example/]" },
		{ "write mailto:me@a.example.",
		    "write [mailto:me@a.example]." },
		{ "http://a.example http://b.example",
		    "[http://a.example] [http://b.example]" },
		{ "line\nhttp://a.example\nline",
		    "line\n[http://a.example]\nline" },

		/* What belongs to the sentence. */
		{ "http://a.example.", "[http://a.example]." },
		{ "http://a.example/?!...", "[http://a.example/]?!..." },
		{ "(http://a.example/x)", "([http://a.example/x])" },
		{ "http://a.example/x_(y)", "[http://a.example/x_(y)]" },
		{ "(http://a.example/x_(y))", "([http://a.example/x_(y)])" },
		{ "[http://a.example]", "[[http://a.example]]" },
		{ "<http://a.example>", "<[http://a.example]>" },
		{ "\"http://a.example\"", "\"[http://a.example]\"" },
		{ "'http://a.example'", "'[http://a.example]'" },
		{ "**http://a.example**", "**[http://a.example]**" },
		{ "“http://a.example”", "“[http://a.example]”" },

		/* Chinese follows without a space. */
		{ "请看 https://a.example/x。谢谢",
		    "请看 [https://a.example/x]。谢谢" },
		{ "（https://a.example/x）", "（[https://a.example/x]）" },
		{ "见https://a.example/x，再试",
		    "见[https://a.example/x]，再试" },
		{ "打开https://a.example/x然后登录",
		    "打开[https://a.example/x]然后登录" },
		{ "https://例子.测试/x再", "[https://例子.测试/x]再" },
		{ "https://a.example/é", "[https://a.example/é]" },

		/* Not ours to link. */
		{ "javascript:alert(1)", "javascript:alert(1)" },
		{ "JaVaScRiPt://http", "JaVaScRiPt://http" },
		{ "\x01javascript:x", "\x01javascript:x" },
		{ "data:text/html,x", "data:text/html,x" },
		{ "vbscript:x", "vbscript:x" },
		{ "ftp://a.example", "ftp://a.example" },
		{ "//evil.example", "//evil.example" },
		{ "www.a.example", "www.a.example" },
		{ "me@a.example", "me@a.example" },
		{ "xhttp://a.example", "xhttp://a.example" },
		{ "view-http://a.example", "view-[http://a.example]" },
		{ "http://", "http://" },
		{ "http:///etc", "http:///etc" },
		{ "http://.", "http://." },
		{ "http:// a", "http:// a" },
		{ "mailto:", "mailto:" },
		{ "mailto:@a", "mailto:@a" },
		{ "mailto:me@", "mailto:me@" },
		{ "mailto:me", "mailto:me" },
		{ "h", "h" },
		{ "http", "http" },

		/* Nothing leaves the address. */
		{ "http://a\"onmouseover=x", "[http://a]\"onmouseover=x" },
		{ "http://a<script>", "[http://a]<script>" },
		{ "http://a\x01z", "[http://a]\x01z" },
		{ "http://a\u202ez", "[http://a]\u202ez" },
		{ "http://a\u200bz", "[http://a]\u200bz" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(shown(rows[i].text), rows[i].want);
}

/* Every byte is in one segment, in order, whatever the text. */
static void
test_keeps_every_byte(void)
{
	static const char *const parts[] = { "http://", "mailto:", "a@b", "(",
		")", " ", "。", "x", "\n", "[", "]", "https://c.example/" };
	unsigned seed = 1;
	bool good = true;

	for (int n = 0; n < 2000 && good; n++) {
		char text[400] = "", out[400] = "";
		struct model *m;
		int seg = 0;

		for (int i = 0; i < 20; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(text, parts[(seed >> 16) % NELEM(parts)]);
		}
		arena_reset(cx.mem);
		m = model_new(&cx);
		model_put_message(m, cx.mem, text);
		strcat(out, model_get(m, "t"));
		for (; seg < 100; seg++)
			strcat(out,
			    model_get(
				m, arena_printf(cx.mem, "Seg.%d.t", seg)));
		good = strcmp(out, text) == 0;
	}
	ok(good);
}

static double
seconds(const char *part, size_t len)
{
	char *text = malloc(len + strlen(part) + 1), *p = text;
	clock_t begin;
	double took;

	while (p < text + len)
		p = stpcpy(p, part);
	arena_reset(cx.mem);
	begin = clock();
	model_put_message(model_new(&cx), cx.mem, text);
	took = (double)(clock() - begin) / CLOCKS_PER_SEC;
	free(text);
	return took;
}

/* The longest message there can be, of the worst there is: a second would
 * be a thousand times too long, but for valgrind. */
static void
test_takes_no_time(void)
{
	static const char *const parts[] = { "http://", "mailto:", "http://a ",
		"http://[", "h", "mailto:a", "((((", "http://((((",
		"https://例" };

	double most = getenv("SLOW") != NULL ? 100.0 : 1.0;

	for (size_t i = 0; i < NELEM(parts); i++)
		ok(seconds(parts[i], 64 * 1024) < most);
}

int
main(void)
{
	cx.mem = arena_new();
	test_links();
	test_keeps_every_byte();
	test_takes_no_time();
	arena_free(cx.mem);
	return tap_done();
}
