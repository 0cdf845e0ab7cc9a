#include "base/disposition.h"

#include "base/err.h"
#include "base/utf8.h"

#include "tap.h"

static void
test_names_a_file_in_two_ways(struct arena *mem)
{
	static const struct {
		const char *name, *ascii, *encoded;
	} rows[] = {
		{ "a.png", "a.png", "a.png" },
		{ "my report.txt", "my report.txt", "my%20report.txt" },
		{ "工单.png", "__.png", "%E5%B7%A5%E5%8D%95.png" },
		{ "caf\xc3\xa9 \xe2\x82\xac", "caf_ _",
		    "caf%C3%A9%20%E2%82%AC" },
		{ "say \"hi\"", "say _hi_", "say%20%22hi%22" },
		{ "a\\\".exe", "a__.exe", "a_%22.exe" },
		{ "a;b=c'd*", "a;b=c'd*", "a%3Bb%3Dc%27d%2A" },
		{ "50%41.txt", "50_41.txt", "50%2541.txt" },
		{ "a\r\nSet-Cookie: x=y", "a__Set-Cookie: x=y",
		    "a__Set-Cookie%3A%20x%3Dy" },
		{ "tab\there\x7f", "tab_here_", "tab_here_" },
		{ "photo\xe2\x80\xaegpj.exe", "photo_gpj.exe",
		    "photo_gpj.exe" },
		{ "\xe2\x81\xa6"
		  "a\xc2\x85"
		  "b",
		    "_a_b", "_a_b" },
		{ "../../etc/passwd", ".._.._etc_passwd", ".._.._etc_passwd" },
		{ ".bashrc", ".bashrc", ".bashrc" },
		{ "-rf", "-rf", "-rf" },
		{ "", "file", "file" },
		{ ".", "file", "file" },
		{ "..", "file", "file" },
		{ "\xf0\x9f\x98\x80.gif", "_.gif", "%F0%9F%98%80.gif" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(disposition(mem, false, rows[i].name),
		    arena_printf(mem,
			"attachment; filename=\"%s\"; filename*=UTF-8''%s",
			rows[i].ascii, rows[i].encoded));
	is(disposition(mem, true, "a.png"),
	    "inline; filename=\"a.png\"; filename*=UTF-8''a.png");
}

/* Whatever the name, the header is one line of ASCII with two quotes. */
static void
test_no_character_breaks_the_header(struct arena *mem)
{
	int bad = 0;

	for (uint32_t cp = 1; cp < 0x3000; cp++) {
		char name[4] = { 0 };
		const char *s, *quote;

		if (cp < 0x80) {
			name[0] = (char)cp;
		} else if (cp < 0x800) {
			name[0] = (char)(0xc0 | cp >> 6);
			name[1] = (char)(0x80 | (cp & 0x3f));
		} else {
			name[0] = (char)(0xe0 | cp >> 12);
			name[1] = (char)(0x80 | (cp >> 6 & 0x3f));
			name[2] = (char)(0x80 | (cp & 0x3f));
		}
		s = disposition(mem, false, name);
		quote = strchr(s, '"');
		bad += strchr(quote + 1, '"') != strrchr(s, '"');
		for (; *s != '\0'; s++)
			bad += *s < ' ' || *s > '~' || *s == '\\';
		if (cp % 0x400 == 0)
			arena_reset(mem);
	}
	ok(bad == 0);
}

static void
test_keeps_a_long_name_whole(struct arena *mem)
{
	char name[256];
	const char *s;

	for (size_t i = 0; i < 255; i += 3)
		memcpy(name + i, "单", 4);
	s = disposition(mem, false, name);
	ok(strlen(strstr(s, "UTF-8''")) == 7 + 255 * 3);
	ok(strlen(s) < 1024);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_names_a_file_in_two_ways(mem);
	test_no_character_breaks_the_header(mem);
	test_keeps_a_long_name_whole(mem);
	arena_free(mem);
	return tap_done();
}
