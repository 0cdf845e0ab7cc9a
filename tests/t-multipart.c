#include "edge/multipart.h"

#include "multipart.h"
#include "record.h"
#include "tap.h"

struct row {
	const char *what, *body;
	size_t len;
	const char *want;
};
#define ROW(what, body, want)                                                  \
	{                                                                      \
		what, body, sizeof(body) - 1, want                             \
	}

/* What follows a part that is wrong: it must be read all the same. */
#define NEXT FIELD("b") "2\r\n" END

/* clang-format off: the bodies are read best as they would be sent. */

static const struct row parts[] = {
	ROW("no part", END, ""),
	ROW("a field", FIELD("a") "1\r\n" END, "a=1\n"),
	ROW("an empty field", FIELD("a") "\r\n" END, "a=\n"),
	ROW("the empty line is that of the delimiter", FIELD("a") END, "a=\n"),
	ROW("fields in order, twice the same",
	    FIELD("a") "1\r\n" FIELD("b") "2\r\n" FIELD("a") "3\r\n" END,
	    "a=1\nb=2\na=3\n"),
	ROW("an empty name", FIELD("") "1\r\n" END, "=1\n"),
	ROW("UTF-8", FIELD("工") "单\r\n" END, "%E5%B7%A5=%E5%8D%95\n"),
	ROW("lines", FIELD("a") "1\r\n2\r\n\r\n\r\n" END,
	    "a=1%0D%0A2%0D%0A%0D%0A\n"),
	ROW("a file", UPLOAD("f", "x.txt") "data\r\n" END, "f<x.txt>data\n"),
	ROW("any byte in a file", UPLOAD("f", "x") "\0\xff\r\n\n\r\r\n" END,
	    "f<x>%00%FF%0D%0A%0A%0D\n"),
	ROW("an empty file", UPLOAD("f", "x") "\r\n" END, "f<x>\n"),
	ROW("an empty file, sparing a line", UPLOAD("f", "x") END, "f<x>\n"),
	ROW("no file", UPLOAD("f", "") "\r\n" END, ""),
	ROW("no file, sparing a line", UPLOAD("f", "") END, ""),
	ROW("a file without a name", UPLOAD("f", "") "data\r\n" END,
	    "f<>data\n"),
	ROW("a file whose name is only a folder",
	    UPLOAD("f", "dir/") "\r\n" END, ""),
	ROW("several files",
	    FIELD("a") "1\r\n" UPLOAD("f", "x") "2\r\n" UPLOAD(
		"f", "y") "3\r\n" FIELD("b") "4\r\n" END,
	    "a=1\nf<x>2\nf<y>3\nb=4\n"),
	ROW("a file that nobody wants", UPLOAD("f", "unwanted") "1\r\n" NEXT,
	    "f<unwanted><unwanted>\nb=2\n"),
	ROW("preamble and epilogue",
	    "This is\r\n--a message\r\n" FIELD("a") "1\r\n--b--" FIELD(
		"c") "\r\n" END,
	    "a=1\n"),
	ROW("an empty line before the first part",
	    "\r\n" FIELD("a") "1\r\n" END, "a=1\n"),
	ROW("nothing behind the end", FIELD("a") "1\r\n--b--", "a=1\n"),
};

static const struct row headers[] = {
	ROW("a token", HEAD("; name=a") "\r\n1\r\n" END, "a=1\n"),
	ROW("UTF-8 without quotes", HEAD("; name=工") "\r\n1\r\n" END,
	    "%E5%B7%A5=1\n"),
	ROW("any case, any blanks",
	    "--b\r\n"
	    "content-DISPOSITION:Form-Data ;\t NAME=\"a\" ; \r\n"
	    "\r\n1\r\n" END,
	    "a=1\n"),
	ROW("other headers and attributes",
	    HEAD("; name=\"a\"; size=1") "X-Other: \0\xff\r\n"
					 "Content-Type: text/plain; "
					 "charset=x\r\n"
					 "Content-Transfer-Encoding: 8BIT \r\n"
					 "\r\n1\r\n" END,
	    "a=1\n"),
	ROW("the file name first",
	    HEAD("; filename=\"x\"; name=\"f\"") "\r\n1\r\n" END, "f<x>1\n"),
	ROW("quotes as %22", UPLOAD("f", "%22x%22%0d%0A") "1\r\n" END,
	    "f<\"x\"%0D%0A>1\n"),
	ROW("quotes behind a backslash",
	    UPLOAD("f", "\\\"x; name=\\\"y") "1\r\n" END,
	    "f<\"x;%20name=\"y>1\n"),
	ROW("a name with %22", FIELD("a%22b") "1\r\n" END, "a\"b=1\n"),
	ROW("no other escape", UPLOAD("f", "%2e%2F%00%") "1\r\n" END,
	    "f<%252e%252F%2500%25>1\n"),
	ROW("no escape without quotes",
	    HEAD("; name=f; filename=x%22") "\r\n1\r\n" END, "f<x%2522>1\n"),
	ROW("a path", UPLOAD("f", "../../x.txt") "1\r\n" END, "f<x.txt>1\n"),
	ROW("an absolute path", UPLOAD("f", "/etc/passwd") "1\r\n" END,
	    "f<passwd>1\n"),
	ROW("a path of Windows", UPLOAD("f", "C:\\dir\\x.txt") "1\r\n" END,
	    "f<x.txt>1\n"),
	ROW("both slashes", UPLOAD("f", "..\\\\../y\\x") "1\r\n" END,
	    "f<x>1\n"),
	ROW("a backslash in front of the closing quote",
	    UPLOAD("f", "x\\\\") "1\r\n" END, "f<>1\n"),
	ROW("dots", UPLOAD("f", "..") "1\r\n" END, "f<..>1\n"),
	ROW("filename* does not count",
	    HEAD("; name=\"f\"; filename=\"x\"; filename*=UTF-8''y") "\r\n1\r"
								     "\n" END,
	    "f<x>1\n"),
	ROW("filename* alone makes no file",
	    HEAD("; name=\"a\"; filename*=UTF-8''y") "\r\n1\r\n" END, "a=1\n"),
	ROW("a saved web page is a file, not parts",
	    HEAD("; name=\"f\"; filename=\"x.mht\"") "Content-Type: "
						     "multipart/related; "
						     "boundary=b2\r\n"
						     "\r\n--b2\r\n\r\n1\r\n--"
						     "b2--\r\n\r\n" END,
	    "f<x.mht>--b2%0D%0A%0D%0A1%0D%0A--b2--%0D%0A\n"),
};

static const struct row false_delimiters[] = {
	ROW("a longer boundary",
	    FIELD("a") "\r\n--bb\r\n--b-\r\n--b \r\n--b\r\r\n" END,
	    "a=%0D%0A--bb%0D%0A--b-%0D%0A--b%20%0D%0A--b%0D\n"),
	ROW("a shorter one", FIELD("a") "\r\n--\r\n-\r\n\r\n" END,
	    "a=%0D%0A--%0D%0A-%0D%0A\n"),
	ROW("LF before it", FIELD("a") "1\n--b--\r\n" END, "a=1%0A--b--\n"),
	ROW("LF behind it", FIELD("a") "1\r\n--b\n\r\n" END,
	    "a=1%0D%0A--b%0A\n"),
	ROW("CR alone before it", FIELD("a") "1\r--b--\r\n" END,
	    "a=1%0D--b--\n"),
	ROW("nothing before it", FIELD("a") "1--b--\r\n" END, "a=1--b--\n"),
	ROW("CRs in a row", FIELD("a") "\r\r\r\r\n" END, "a=%0D%0D%0D\n"),
	ROW("its beginnings in a row",
	    FIELD("a") "\r\r\n\r\n-\r\n--\r\n--\r\n\r\n" END,
	    "a=%0D%0D%0A%0D%0A-%0D%0A--%0D%0A--%0D%0A\n"),
	ROW("a false one, then the end at its CR",
	    FIELD("a") "\r\n--b\r\r\n--b--", "a=%0D%0A--b%0D\n"),
	ROW("a false one, then the end behind its dash",
	    FIELD("a") "\r\n--b-\r\n--b--", "a=%0D%0A--b-\n"),
};

static const struct row faults[] = {
	ROW("no body", "", "!truncated \n"),
	ROW("no delimiter", "name=value", "!truncated \n"),
	ROW("LF alone",
	    "--b\nContent-Disposition: form-data; name=a\n\n1\n--b--\n",
	    "!truncated \n"),
	ROW("another boundary",
	    "--c\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--c--",
	    "!truncated \n"),
	ROW("no end", FIELD("a") "1\r\n" FIELD("b") "2", "a=1\n!truncated \n"),
	ROW("half an end", FIELD("a") "1\r\n--b-", "!truncated \n"),
	ROW("a header without end", FIELD("a") "1\r\n" HEAD("; name=b"),
	    "a=1\n!truncated \n"),
	ROW("the end in place of a header", FIELD("a") "1\r\n--b\r\n" END,
	    "a=1\n!truncated \n"),
	ROW("a file broken off", UPLOAD("f", "x") "data\r\n--",
	    "f<x>data<cut>\n!truncated \n"),
	ROW("a file broken off before its first byte", UPLOAD("f", "x") "\r",
	    "!truncated \n"),

	ROW("no header", "--b\r\n\r\n1\r\n" NEXT, "b=2\n!header \n"),
	ROW("no disposition",
	    "--b\r\nContent-Type: text/plain\r\n\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("two dispositions",
	    HEAD(
		"; name=\"a\"") "Content-Disposition: form-data; name=\"c\"\r\n"
				"\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("another disposition",
	    "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n"
	    "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("no name", HEAD("") "\r\n1\r\n" NEXT, "b=2\n!header \n"),
	ROW("a file without a field", HEAD("; filename=\"x\"") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("two names", HEAD("; name=\"a\"; name=\"c\"") "\r\n1\r\n" NEXT,
	    "b=2\n!header a\n"),
	ROW("two file names",
	    HEAD("; name=\"f\"; filename=\"x\"; filename=\"y\"") "\r\n1\r"
								 "\n" NEXT,
	    "b=2\n!header f\n"),
	ROW("a quote left open", HEAD("; name=\"a") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("text behind a quote", HEAD("; name=\"a\"x") "\r\n1\r\n" NEXT,
	    "b=2\n!header a\n"),
	ROW("no value", HEAD("; name=") "\r\n1\r\n" NEXT, "b=2\n!header \n"),
	ROW("no key", HEAD("; =a") "\r\n1\r\n" NEXT, "b=2\n!header \n"),
	ROW("a key alone", HEAD("; name") "\r\n1\r\n" NEXT, "b=2\n!header \n"),
	ROW("no semicolon", HEAD(" name=a") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("a folded line", HEAD(";\r\n name=\"a\"") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("a blank before the colon",
	    "--b\r\nContent-Disposition : form-data; name=a\r\n"
	    "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("a line without colon",
	    HEAD("; name=\"a\"") "nothing\r\n\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("LF in a name", HEAD("; name=\"a\nb\"") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("CR in a name", HEAD("; name=\"a\rb\"") "\r\n1\r\n" NEXT,
	    "b=2\n!header \n"),
	ROW("the delimiter in a header", "--b\r\n" FIELD("a") "1\r\n" NEXT,
	    "b=2\n!header \n"),

	ROW("parts within a part",
	    HEAD("; name=\"a\"") "Content-Type: Multipart/mixed; boundary=c\r\n"
				 "\r\n--c\r\n\r\n--c--\r\n" NEXT,
	    "b=2\n!unsupported a\n"),
	ROW("base64",
	    HEAD("; name=\"a\"") "Content-Transfer-Encoding: base64\r\n"
				 "\r\nMQ==\r\n" NEXT,
	    "b=2\n!unsupported a\n"),

	ROW("NUL in a value", FIELD("a") "1\0002\r\n" NEXT, "b=2\n!nul a\n"),
	ROW("a value not in UTF-8", FIELD("a") "\xe5\xb7\r\n" NEXT,
	    "b=2\n!utf8 a\n"),
	ROW("NUL in a name", FIELD("a\0c") "1\r\n" NEXT, "b=2\n!name \n"),
	ROW("a name not in UTF-8", FIELD("\xff") "1\r\n" NEXT, "b=2\n!name \n"),
	ROW("NUL in a file name", UPLOAD("f", "x\0y") "1\r\n" NEXT,
	    "b=2\n!filename f\n"),
	ROW("a file name not in UTF-8", UPLOAD("f", "\xc0\xaf/x") "1\r\n" NEXT,
	    "b=2\n!filename f\n"),
	ROW("NUL in a file is its own affair", UPLOAD("f", "x") "\0\r\n" NEXT,
	    "f<x>%00\nb=2\n"),
	ROW("the first fault counts",
	    FIELD("a") "\xff\r\n" FIELD("b") "\0\r\n" FIELD("c") "3",
	    "!utf8 a\n"),
};

/* clang-format on */

static const char *
run(struct arena *mem, const struct row *row, size_t first, size_t step)
{
	struct record r = { .type = TYPE,
		.unwanted = "unwanted",
		.first = first,
		.step = step };

	return record_run(&r, mem, &record_sink, row->body, row->len);
}

/* The same whole, in small pieces, and in two halves at every place. */
static void
check(struct arena *mem, const struct row *row)
{
	const char *got = run(mem, row, 0, 0);
	int differ = 0;

	tap_is(got, row->want, row->what, __FILE__, __LINE__);
	differ += strcmp(run(mem, row, 1, 1), got) != 0;
	differ += strcmp(run(mem, row, 7, 7), got) != 0;
	for (size_t at = 1; at < row->len; at++)
		differ += strcmp(run(mem, row, at, 0), got) != 0;
	ok(differ == 0);
	arena_reset(mem);
}

static void
check_all(struct arena *mem, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(mem, &rows[i]);
}

static void
test_reads_fields_and_files(struct arena *mem)
{
	check_all(mem, parts, NELEM(parts));
}

static void
test_reads_headers_as_they_are_sent(struct arena *mem)
{
	check_all(mem, headers, NELEM(headers));
}

static void
test_what_only_resembles_the_delimiter_is_content(struct arena *mem)
{
	check_all(mem, false_delimiters, NELEM(false_delimiters));
}

static void
test_says_what_is_wrong_and_goes_on(struct arena *mem)
{
	check_all(mem, faults, NELEM(faults));
}

#define B70                                                                    \
	"01234567890123456789012345678901234567890123456789012345678901234567" \
	"89"

static void
test_works_with_the_longest_boundary(struct arena *mem)
{
	static const char body[] =
	    "--" B70 "\r\n"
	    "Content-Disposition: form-data; name=a; filename=x\r\n\r\n"
	    "\r\n--" B70 "0\r\n--" B70 "\r\r\n--" B70 "--";
	struct record r = { .type = "multipart/form-data; boundary=" B70 };
	int differ = 0;

	for (; r.step < sizeof(body); r.first = ++r.step)
		differ += strcmp(record_run(&r, mem, &record_sink, body,
				     sizeof(body) - 1),
			      "a<x>%0D%0A--" B70 "0%0D%0A--" B70 "%0D\n") != 0;
	ok(differ == 0);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_reads_fields_and_files(mem);
	test_reads_headers_as_they_are_sent(mem);
	test_what_only_resembles_the_delimiter_is_content(mem);
	test_says_what_is_wrong_and_goes_on(mem);
	test_works_with_the_longest_boundary(mem);
	arena_free(mem);
	return tap_done();
}
