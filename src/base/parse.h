/*
 * parse.h - what can be wrong with the bytes of a request.
 *
 * A parser does not stop at the first fault: it returns that one, goes
 * on, and keeps what it understands, so that a form can be shown again
 * with everything that was typed.
 */
#ifndef GUICHET_BASE_PARSE_H
#define GUICHET_BASE_PARSE_H

enum parse {
	PARSE_OK = 0,
	PARSE_BAD_ESCAPE,     /* "%" without two hexadecimal digits */
	PARSE_NUL,            /* a NUL in a value (or an urlencoded name) */
	PARSE_UTF8,           /* the same, not UTF-8 */
	PARSE_NAME,           /* a part's field name has NUL or is not UTF-8 */
	PARSE_FILENAME,       /* a part's file name has, or is not */
	PARSE_TOO_MANY,       /* fields, files or parts */
	PARSE_TOO_LONG,       /* all text together */
	PARSE_FIELD_TOO_LONG, /* one value; what fits is kept */
	PARSE_HEADER,         /* the header of a part: too large, malformed */
	PARSE_UNSUPPORTED,    /* nested multipart, encoded part */
	PARSE_TRUNCATED,      /* the end is missing */
	PARSE__MAX
};

/* A word for the log and for keys of sentences, such as "bad_escape". */
const char *parse_word(enum parse);

#endif
