/*
 * fold.h - when two names are one: neither case nor the way in which an
 * accent is written (one character, or a letter and marks) makes another.
 */
#ifndef GUICHET_BASE_FOLD_H
#define GUICHET_BASE_FOLD_H

#include <stdint.h>

#include "base/arena.h"

/*
 * A key of the text: two texts have the same if they are canonically
 * equivalent once case is folded.  Letters of the alphabets in fold.inc;
 * whatever else there is stays as it is.
 */
char *fold_key(struct arena *, const char *);

/* The same of one character beyond ASCII; NULL: it stays as it is. */
const char *fold_char(uint32_t cp);

#endif
