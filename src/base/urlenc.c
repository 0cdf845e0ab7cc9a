#include "base/urlenc.h"

#include <stdbool.h>
#include <string.h>

/* By hand, for isalnum() asks the locale. */
static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	    c == '~';
}

char *
url_encode(struct arena *mem, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_array(mem, strlen(s) + 1, 3);
	char *p = out;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (is_unreserved(*s)) {
			*p++ = *s;
			continue;
		}
		*p++ = '%';
		*p++ = hex[c >> 4];
		*p++ = hex[c & 0xf];
	}
	*p = '\0';
	return out;
}
