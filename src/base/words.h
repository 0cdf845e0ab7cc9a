/*
 * words.h - the words of a text, as the search knows them.
 *
 * A word is a run of letters and digits, in the form that does not count
 * how it was written: no case, no accents, no full width.  Scripts that put
 * no space between words (Han, Kana, Hangul, Thai and their like) have a
 * word for each character, and so have emoji: whoever looks for a part of
 * what is written finds it as a phrase.  One and the same code cuts what is
 * indexed, what is looked for, and what is marked as found.
 */
#ifndef GUICHET_BASE_WORDS_H
#define GUICHET_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Between two texts that are cut as one it is a word by itself, so that no
 * phrase goes over the edge. */
#define WORDS_EDGE "\x1e"

/* Of a longer word, a key or a hash, this is what counts. */
#define WORD_BYTES 64

struct word {
	char s[WORD_BYTES + 8]; /* folded, NUL at its end */
	size_t len;             /* bytes of it */
	size_t begin, end;      /* where it stands in the text, in bytes */
	bool single;            /* a character that is a word by itself */
};

/*
 * The next word of the `len` bytes of valid UTF-8 at `text`, from *at on,
 * which moves behind it; false at the end.
 */
bool words_next(const char *text, size_t len, size_t *at, struct word *);

#endif
