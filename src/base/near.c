#include "base/near.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#define LONGEST ((size_t)63) /* bytes */

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned
near_distance(const char *a, const char *b)
{
	unsigned d[LONGEST + 1][LONGEST + 1];
	size_t alen, blen;

	alen = strlen(a);
	blen = strlen(b);
	if (alen > LONGEST || blen > LONGEST)
		return UINT_MAX;
	for (size_t i = 0; i <= alen; i++)
		d[i][0] = (unsigned)i;
	for (size_t j = 0; j <= blen; j++)
		d[0][j] = (unsigned)j;
	for (size_t i = 1; i <= alen; i++) {
		for (size_t j = 1; j <= blen; j++) {
			unsigned cost = a[i - 1] != b[j - 1];

			d[i][j] = least(d[i - 1][j], d[i][j - 1]) + 1;
			d[i][j] = least(d[i][j], d[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[alen][blen];
}

bool
near_enough(const char *typed, const char *known, unsigned *distance)
{
	*distance = near_distance(typed, known);
	/* At most a third of its letters may be wrong. */
	return *distance <= strlen(known) / 3;
}
