#include "edge/mime.h"

#include "tap.h"

static void
test_takes_a_boundary_that_is_allowed(struct arena *mem)
{
#define B70                                                                    \
	"01234567890123456789012345678901234567890123456789012345678901234567" \
	"89"
	static const struct {
		const char *type, *want; /* NULL: refused */
	} rows[] = {
		{ "multipart/form-data; boundary=b", "b" },
		{ "Multipart/Form-Data;BOUNDARY=b", "b" },
		{ " multipart/form-data ; charset=utf-8 ;\tboundary=b ; ",
		    "b" },
		{ "multipart/form-data; boundary=\"b\"", "b" },
		{ "multipart/form-data; boundary=\"a b:c\"", "a b:c" },
		{ "multipart/form-data; boundary=a/b:c=d?'()+_,-.",
		    "a/b:c=d?'()+_,-." },
		{ "multipart/form-data; boundary=" B70, B70 },
		{ "multipart/form-data; boundary=\"" B70 "\"", B70 },
		{ "multipart/form-data; boundary=" B70 "x", NULL },
		{ "", NULL },
		{ "multipart/form-data", NULL },
		{ "multipart/form-data; boundary", NULL },
		{ "multipart/form-data; boundary=", NULL },
		{ "multipart/form-data; boundary=\"\"", NULL },
		{ "multipart/form-data; boundary=\"b", NULL },
		{ "multipart/form-data; boundary=\"b \"", NULL },
		{ "multipart/form-data; boundary=a; boundary=b", NULL },
		{ "multipart/form-data; boundary=b; =", NULL },
		{ "multipart/form-data boundary=b", NULL },
		{ "multipart/form-data; boundary=b c", NULL },
		{ "multipart/form-data; boundary=\xe5\xb7\xa5", NULL },
		{ "multipart/form-data; boundary=\"a\\\"b\"", NULL },
		{ "multipart/form-data; boundary=\"a\r\nb\"", NULL },
		{ "multipart/form-datax; boundary=b", NULL },
		{ "multipart/mixed; boundary=b", NULL },
		{ "application/x-www-form-urlencoded", NULL },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *got = mime_boundary(mem, rows[i].type);

		is(got != NULL ? got : "(none)",
		    rows[i].want != NULL ? rows[i].want : "(none)");
	}
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_takes_a_boundary_that_is_allowed(mem);
	arena_free(mem);
	return tap_done();
}
