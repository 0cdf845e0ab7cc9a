/*
 * near.h - how far a mistyped word is from one we know.
 */
#ifndef GUICHET_BASE_NEAR_H
#define GUICHET_BASE_NEAR_H

#include <stdbool.h>

/*
 * The number of letters to insert, drop, change or swap with their
 * neighbour that make one word of the other.  Words of more than 63
 * bytes are as far as can be: UINT_MAX.
 */
unsigned near_distance(const char *, const char *);

/* Is `known` so near that it is worth a "did you mean"? */
bool near_enough(const char *typed, const char *known, unsigned *distance);

#endif
