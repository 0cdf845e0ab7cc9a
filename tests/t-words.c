/*
 * t-words.c - how a text is cut into words.
 */
#include "base/words.h"

#include <stdio.h>
#include <string.h>

#include "tap.h"

/* "one two" of the words in it. */
static const char *
cut(const char *text)
{
	static char out[1000];
	struct word w;
	size_t at = 0;

	*out = '\0';
	while (words_next(text, strlen(text), &at, &w)) {
		if (*out != '\0')
			strcat(out, " ");
		strcat(out, w.s);
	}
	return out;
}

static void
test_letters_are_folded(void)
{
	is(cut("Bad GATEWAY: 502!"), "bad gateway 502");
	is(cut("Élève, RÉSUMÉ; naïve"), "eleve resume naive");
	is(cut("e\xcc\x81t\xcc\x81"), "et"); /* accents as marks */
	is(cut("Größe STRASSE straße"), "grosse strasse strasse");
	is(cut("ΣΊΣΥΦΟΣ"), cut("σίσυφος"));
	is(cut("ПРИВЕТ Ёлка"), "привет елка");
	is(cut("ＡＢＣ１２３"), "abc123");
	is(cut("zero\xe2\x80\x8bwidth soft\xc2\xadhyphen"),
	    "zerowidth softhyphen");
}

static void
test_scripts_without_spaces(void)
{
	is(cut("登录失败"), "登 录 失 败");
	is(cut("登录error页"), "登 录 error 页");
	is(cut("サーバー、エラー。"), "サ ー バ ー エ ラ ー");
	is(cut("로그인"), "로 그 인");
	is(cut("𠮷野家"), "𠮷 野 家");
	is(cut("第3次"), "第 3 次");
	is(cut("ok👍🏽👎"), "ok 👍 👎");
}

static void
test_what_separates(void)
{
	is(cut(""), "");
	is(cut(" \t\n。，！？…—“”‘’«»"), "");
	is(cut("a_b-c.d/e:f"), "a b c d e f");
	is(cut("10.0.3.7"), "10 0 3 7");
	is(cut("TS-0000042"), "ts 0000042");
	is(cut("x→y×z"), "x y z");
}

static void
test_places(void)
{
	static const char text[] = "ÀB 登c";
	struct word w;
	size_t at = 0;

	ok(words_next(text, sizeof(text) - 1, &at, &w));
	ok(w.begin == 0 && w.end == 3 && !w.single);
	ok(words_next(text, sizeof(text) - 1, &at, &w));
	ok(w.begin == 4 && w.end == 7 && w.single);
	ok(words_next(text, sizeof(text) - 1, &at, &w));
	ok(w.begin == 7 && w.end == 8 && !w.single);
	ok(!words_next(text, sizeof(text) - 1, &at, &w));
}

/* A word of any length ends, and two that begin alike are one. */
static void
test_long_words(void)
{
	char text[3000];
	struct word w;
	size_t at = 0;

	memset(text, 'x', sizeof(text));
	ok(words_next(text, sizeof(text), &at, &w));
	ok(w.len == WORD_BYTES && at == sizeof(text));
	at = 0;
	for (size_t i = 0; i + 2 <= sizeof(text); i += 2)
		memcpy(text + i, "\xd0\xb6", 2);
	ok(words_next(text, sizeof(text), &at, &w));
	ok(w.len == WORD_BYTES && strlen(w.s) == WORD_BYTES);
}

/* What is cut off in the middle of a character is not read past. */
static void
test_ends(void)
{
	static const char text[] = "a\xe7\x99\xbb";
	struct word w;

	for (size_t len = 0; len < sizeof(text); len++) {
		size_t at = 0, n = 0;

		while (words_next(text, len, &at, &w))
			n++;
		ok(at == len && n <= 2);
	}
}

int
main(void)
{
	test_letters_are_folded();
	test_scripts_without_spaces();
	test_what_separates();
	test_places();
	test_long_words();
	test_ends();
	return tap_done();
}
