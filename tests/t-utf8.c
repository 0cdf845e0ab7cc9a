#include "base/utf8.h"

#include <stdlib.h>

#include "base/err.h"

#include "tap.h"

/* The bytes at which a rule of UTF-8 begins or ends. */
static const unsigned char edges[] = { 0x00, 0x01, 0x7f, 0x80, 0x8f, 0x90, 0x9f,
	0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
	0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xfe, 0xff };

/*
 * The reference knows no ranges of bytes: it writes every character down
 * and marks what it wrote.  A bit for each sequence of up to three bytes;
 * those of four bytes are asked for by their character.
 */
static unsigned char *written[4];

static size_t
encode(uint32_t cp, unsigned char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n = 1U + (cp >= 0x80) + (cp >= 0x800) + (cp >= 0x10000);
	uint32_t rest = cp;

	for (size_t i = n; i-- > 1; rest >>= 6)
		out[i] = (unsigned char)(0x80 | (rest & 0x3f));
	out[0] = (unsigned char)(lead[n] | rest);
	return n;
}

static size_t
number(const unsigned char *s, size_t n)
{
	size_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | s[i];
	return v;
}

static bool
is_character(uint32_t cp)
{
	return cp != 0 && cp <= 0x10ffff && !(cp >= 0xd800 && cp <= 0xdfff);
}

static void
write_all(void)
{
	unsigned char s[4];

	for (size_t n = 1; n <= 3; n++)
		written[n] = calloc(1, (size_t)1 << (8 * n - 3));
	for (uint32_t cp = 1; cp < 0x10000; cp++) {
		size_t n = encode(cp, s), v = number(s, n);

		if (is_character(cp))
			written[n][v / 8] |= (unsigned char)(1U << v % 8);
	}
}

static bool
was_written(const unsigned char *s, size_t n)
{
	unsigned char again[4];
	uint32_t cp;
	size_t v;

	if (n < 4) {
		v = number(s, n);
		return (written[n][v / 8] >> v % 8 & 1) != 0;
	}
	cp = (s[0] & 7U) << 18 | (s[1] & 0x3fU) << 12 | (s[2] & 0x3fU) << 6 |
	    (s[3] & 0x3fU);
	return is_character(cp) && encode(cp, again) == 4 &&
	    memcmp(s, again, 4) == 0;
}

/* Is it a row of characters, however split? */
static bool
reference(const unsigned char *s, size_t len)
{
	if (len == 0)
		return true;
	for (size_t n = 1; n <= len && n <= 4; n++)
		if (was_written(s, n) && reference(s + n, len - n))
			return true;
	return false;
}

/* Differences among all sequences of `len` bytes out of alphabet[]. */
static int
differences(const unsigned char *alphabet, size_t size, size_t len)
{
	size_t count = 1;
	int bad = 0;

	for (size_t i = 0; i < len; i++)
		count *= size;
	for (size_t k = 0; k < count; k++) {
		unsigned char block[4]; /* ends where the sequence ends */
		unsigned char *s = block + 4 - len;

		for (size_t i = 0, rest = k; i < len; i++, rest /= size)
			s[i] = alphabet[rest % size];
		bad += utf8_valid((char *)s, len) != reference(s, len);
	}
	return bad;
}

static void
test_agrees_with_a_reference_on_every_sequence(void)
{
	unsigned char all[256];

	for (int i = 0; i < 256; i++)
		all[i] = (unsigned char)i;
	write_all();
	ok(utf8_valid("", 0));
	ok(differences(all, 256, 1) == 0);
	ok(differences(all, 256, 2) == 0);
	ok(differences(edges, NELEM(edges), 3) == 0);
	ok(differences(edges, NELEM(edges), 4) == 0);
	for (size_t n = 1; n <= 3; n++)
		free(written[n]);
}

/* The eight bytes at a time must not hide a bad one. */
static void
test_finds_a_bad_byte_at_every_place(void)
{
	int missed = 0;

	for (size_t at = 0; at < 40; at++) {
		char s[40];

		memset(s, 'a', sizeof(s));
		missed += !utf8_valid(s, sizeof(s));
		s[at] = '\0';
		missed += utf8_valid(s, sizeof(s));
		s[at] = '\x80';
		missed += utf8_valid(s, sizeof(s));
		s[at] = '\xe5'; /* the lead of a character cut short */
		missed += utf8_valid(s, at + 1);
	}
	ok(missed == 0);
}

static void
test_reads_back_every_character(void)
{
	int bad = 0;

	for (uint32_t cp = 1; cp <= 0x10ffff; cp++) {
		unsigned char s[8] = { 0 };
		size_t n = encode(cp, s);
		uint32_t got = 0;

		if (!is_character(cp))
			continue;
		bad += utf8_next((char *)s, &got) != n || got != cp ||
		    utf8_count((char *)s) != 1;
	}
	ok(bad == 0);
}

static void
test_counts_characters_not_bytes(void)
{
	uint32_t cp;

	ok(utf8_count("") == 0);
	ok(utf8_count("caf\xc3\xa9") == 4);
	ok(utf8_count("登录失败") == 4);
	ok(utf8_count("a\xf0\x9f\x98\x80z") == 3);
	ok(utf8_next("", &cp) == 0);
}

/* Beyond its contract, but it must not run past the end. */
static void
test_stops_at_the_end_of_broken_text(void)
{
	static const char *const rows[] = { "\xf0", "\xe5\x90", "\xf0\x9f\x98",
		"\x80\x80\x80\x80\x80", "\xff" };
	uint32_t cp;

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *s = rows[i];
		size_t n, len = 0;

		while ((n = utf8_next(s + len, &cp)) > 0)
			len += n;
		ok(len == strlen(s));
	}
}

static void
test_truncates_between_characters(struct arena *mem)
{
	is(utf8_truncate(mem, "登录失败", 2), "登录");
	is(utf8_truncate(mem, "登录失败", 4), "登录失败");
	is(utf8_truncate(mem, "登录失败", 99), "登录失败");
	is(utf8_truncate(mem, "\xf0\x9f\x98\x80z", 1), "\xf0\x9f\x98\x80");
	is(utf8_truncate(mem, "abc", 0), "");
	is(utf8_truncate(mem, "", 5), "");
}

static void
test_plain_text_hides_nothing(void)
{
	static const struct {
		const char *what, *s;
		bool in_name, in_text;
	} rows[] = {
		{ "nothing", "", true, true },
		{ "letters", "Zo\xc3\xab M\xc3\xbcller", true, true },
		{ "Chinese", "工单，登录", true, true },
		{ "a smiley with its selector", "\xe2\x98\xba\xef\xb8\x8f",
		    true, true },
		{ "a space that does not break", "a\xc2\xa0z", true, true },
		{ "a tab", "a\tz", false, true },
		{ "a line feed", "a\nz", false, true },
		{ "a carriage return", "a\rz", false, false },
		{ "a bell", "a\az", false, false },
		{ "an escape", "a\x1b[31mz", false, false },
		{ "U+001F", "a\x1fz", false, false },
		{ "DEL", "a\x7fz", false, false },
		{ "U+0080", "a\xc2\x80z", false, false },
		{ "U+009F", "a\xc2\x9fz", false, false },
		{ "a soft hyphen", "a\xc2\xadz", false, true },
		{ "a Hangul filler", "\xe3\x85\xa4", false, true },
		{ "U+200A, a hair space", "a\xe2\x80\x8az", true, true },
		{ "U+200B, zero width", "a\xe2\x80\x8bz", false, true },
		{ "U+200C, non-joiner", "a\xe2\x80\x8cz", false, true },
		{ "U+200D, joiner", "a\xe2\x80\x8dz", false, true },
		{ "U+200F, a mark", "a\xe2\x80\x8fz", false, true },
		{ "U+2010, a hyphen", "a\xe2\x80\x90z", true, true },
		{ "U+2028, a line separator", "a\xe2\x80\xa8z", false, true },
		{ "U+202A, an embedding", "a\xe2\x80\xaaz", false, false },
		{ "U+202E, an override", "exe\xe2\x80\xaegpj", false, false },
		{ "U+202F, a narrow space", "a\xe2\x80\xafz", true, true },
		{ "U+2060, word joiner", "a\xe2\x81\xa0z", false, true },
		{ "U+2065, unassigned", "a\xe2\x81\xa5z", true, true },
		{ "U+2066, an isolate", "a\xe2\x81\xa6z", false, false },
		{ "U+2069, its end", "a\xe2\x81\xa9z", false, false },
		{ "U+FEFF, byte order mark",
		    "\xef\xbb\xbf"
		    "a",
		    false, true },
		{ "a tag", "a\xf3\xa0\x80\x81z", false, true },
		{ "the last tag", "a\xf3\xa0\x81\xbfz", false, true },
		{ "U+E0100, a selector", "a\xf3\xa0\x84\x80z", true, true },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		tap_ok(utf8_plain(rows[i].s, false) == rows[i].in_name &&
			utf8_plain(rows[i].s, true) == rows[i].in_text,
		    rows[i].what, __FILE__, __LINE__);
}

static void
test_only_controls_and_turns_deceive(void)
{
	ok(utf8_deceives('\0') && utf8_deceives('\t') && utf8_deceives('\n'));
	ok(utf8_deceives(0x202e) && utf8_deceives(0x2066));
	ok(!utf8_deceives(0x200b) && !utf8_deceives('a') &&
	    !utf8_deceives(' ') && !utf8_deceives(0x767b));
}

static void
test_names_lose_idle_white_space(struct arena *mem)
{
	static const struct {
		const char *s, *want;
	} rows[] = {
		{ "", "" }, { "   ", "" }, { "Ann", "Ann" },
		{ "  Ann \t Lee \n", "Ann Lee" },
		{ "\xe3\x80\x80王\xe3\x80\x80小明\xe3\x80\x80", "王 小明" },
		{ "a\xc2\xa0\xe2\x80\x83\xe2\x80\xa8z", "a z" },
		{ "a\vz\fb\rc\xc2\x85"
		  "d",
		    "a z b c d" },
		{ "a\xe2\x80\x8bz", "a\xe2\x80\x8bz" }, /* no white space */
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(utf8_name(mem, rows[i].s), rows[i].want);
}

static void
test_lines_end_with_lf_alone(struct arena *mem)
{
	static const struct {
		const char *s, *want;
	} rows[] = {
		{ "", "" },
		{ "a\nb", "a\nb" },
		{ "a\r\nb\r\n", "a\nb\n" },
		{ "a\rb\r", "a\nb\n" },
		{ "\r\r\n\n\r", "\n\n\n\n" },
		{ " a  b ", " a  b " },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(text_normalise(mem, rows[i].s), rows[i].want);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_agrees_with_a_reference_on_every_sequence();
	test_finds_a_bad_byte_at_every_place();
	test_reads_back_every_character();
	test_counts_characters_not_bytes();
	test_stops_at_the_end_of_broken_text();
	test_truncates_between_characters(mem);
	test_plain_text_hides_nothing();
	test_only_controls_and_turns_deceive();
	test_names_lose_idle_white_space(mem);
	test_lines_end_with_lf_alone(mem);
	arena_free(mem);
	return tap_done();
}
