/*
 * utf8.h - text as people write it: checked, counted, cut, made plain.
 *
 * utf8_valid() stands at every door.  All other functions take a
 * NUL-terminated string that has passed it, and none reads past the NUL
 * of one that has not.  A "character" is a code point.
 */
#ifndef GUICHET_BASE_UTF8_H
#define GUICHET_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Are these `len` bytes well-formed UTF-8 (Unicode, table 3-7) without a
 * NUL?  Overlong forms, surrogates and what lies above U+10FFFF are not.
 */
bool utf8_valid(const char *s, size_t len);

/* The number of characters. */
size_t utf8_count(const char *);
/* The first character into *cp; returns its bytes, 0 at the end of `s`. */
size_t utf8_next(const char *s, uint32_t *cp);
/* At most the first `max` characters, as a copy. */
char *utf8_truncate(struct arena *, const char *, size_t max);

/*
 * Does this character deceive whoever reads the text around it?  True
 * for the controls (C0 with TAB and LF, DEL, C1) and for the characters
 * that turn the direction of writing.
 */
bool utf8_deceives(uint32_t cp);
/*
 * Is all of it to be seen?  Nothing that deceives (TAB and LF pass if
 * `multiline`), and in a single line nothing invisible either: zero-width
 * characters, joiners, fillers, line separators, tags.
 */
bool utf8_plain(const char *, bool multiline);

/* A name: no white space at its ends, one space for each run inside. */
char *utf8_name(struct arena *, const char *);
/* A text: CRLF and CR become LF.  Before counting and before storing. */
char *text_normalise(struct arena *, const char *);
/* Nothing but white space, of what text_normalise() leaves. */
bool text_blank(const char *);

#endif
