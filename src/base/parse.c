#include "base/parse.h"

static const char *const word[PARSE__MAX] = {
	[PARSE_OK] = "ok",
	[PARSE_BAD_ESCAPE] = "bad_escape",
	[PARSE_NUL] = "nul",
	[PARSE_UTF8] = "utf8",
	[PARSE_NAME] = "name",
	[PARSE_FILENAME] = "filename",
	[PARSE_TOO_MANY] = "too_many",
	[PARSE_TOO_LONG] = "too_long",
	[PARSE_FIELD_TOO_LONG] = "field_too_long",
	[PARSE_HEADER] = "header",
	[PARSE_UNSUPPORTED] = "unsupported",
	[PARSE_TRUNCATED] = "truncated",
};

const char *
parse_word(enum parse p)
{
	return word[p];
}
