/*
 * utf8-dump - say which of the texts on standard input are UTF-8.
 *
 * Each is a byte that gives its length, and so many bytes; the answer is
 * a "1" or a "0" each.  For utf8-oracle.py.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

int
main(void)
{
	int len;

	while ((len = getchar()) != EOF) {
		/* A block of its own, so that an overrun is seen. */
		char *s = malloc((size_t)len + 1);

		if (s == NULL || fread(s, 1, (size_t)len, stdin) != (size_t)len)
			return 1;
		s = realloc(s, len > 0 ? (size_t)len : 1);
		putchar(utf8_valid(s, (size_t)len) ? '1' : '0');
		free(s);
	}
	return 0;
}
