#include "edge/cookie.h"

#include "base/buf.h"
#include "base/err.h"

#include "tap.h"

static void
test_takes_the_exact_name_alone(struct arena *mem)
{
	static const struct {
		const char *header, *want; /* of "sid" */
		bool twice;
	} rows[] = {
		{ NULL, NULL, false },
		{ "", NULL, false },
		{ "sid=abc", "abc", false },
		{ "sid=", "", false },
		{ "sid=a=b==", "a=b==", false },
		{ "a=1; sid=abc; z=2", "abc", false },
		{ "a=1;sid=abc", "abc", false },
		{ ";; ;sid=abc; ;", "abc", false },
		{ " \tsid=abc\t ", "abc", false },
		{ "sid", NULL, false },
		{ "sid;=abc", NULL, false },
		{ "SID=abc", NULL, false },
		{ "xsid=abc", NULL, false },
		{ "sidx=abc", NULL, false },
		{ "__Host-sid=abc", NULL, false },
		{ "sid =abc", NULL, false },
		{ "a=sid=abc", NULL, false },
		{ "a=1, sid=abc", NULL, false },
		/* A value of ours has none of these. */
		{ "sid=\"abc\"", NULL, false },
		{ "sid=a b", NULL, false },
		{ "sid=a,b", NULL, false },
		{ "sid=a\\b", NULL, false },
		{ "sid=a\x7f", NULL, false },
		{ "sid=\xe5\xb7\xa5", NULL, false },
		{ "sid= abc", NULL, false },
		/* What others sent does not matter. */
		{ "\xff\xfe; b; =; \"; sid=abc; c=\x01", "abc", false },
		{ "a=\"x; sid=abc; y\"", "abc", false },
		/* Nobody is believed when two speak. */
		{ "sid=abc; sid=abc", NULL, true },
		{ "sid=abc; a=1; sid=xyz", NULL, true },
		{ "sid=abc; sid=\"", NULL, true },
		{ "sid=; sid=; sid=", NULL, true },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *header = rows[i].header, *want = rows[i].want;
		const char *got;
		bool twice = !rows[i].twice;

		got = cookie_get(mem, header, "sid", &twice);
		tap_ok(twice == rows[i].twice &&
			(got == NULL ? want == NULL
				     : want != NULL && strcmp(got, want) == 0),
		    header != NULL ? header : "no header", __FILE__, __LINE__);
	}
}

static void
test_finds_ours_among_many(struct arena *mem)
{
	struct buf b;
	bool twice;

	buf_init(&b, mem);
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "cookie%d=some-value-%d; ", i, i);
	buf_puts(&b, "sid=abc");
	is(cookie_get(mem, b.s, "sid", &twice), "abc");
	is(cookie_get(mem, b.s, "cookie299", &twice), "some-value-299");
	ok(!twice);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_takes_the_exact_name_alone(mem);
	test_finds_ours_among_many(mem);
	arena_free(mem);
	return tap_done();
}
