#include "edge/cookie.h"

#include <stddef.h>
#include <string.h>

/* RFC 6265's cookie-octet: visible ASCII without `"`, ",", ";" and "\". */
static bool
is_octet(char c)
{
	return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' &&
	    c != '\\';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_value(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_octet(s[i]))
			return false;
	return true;
}

const char *
cookie_get(struct arena *mem, const char *header, const char *name, bool *twice)
{
	const char *value = NULL, *s = header, *end;
	size_t name_len = strlen(name), value_len = 0, pair_len;
	int seen = 0;

	for (; s != NULL && *s != '\0'; s = *end != '\0' ? end + 1 : end) {
		end = s + strcspn(s, ";");
		while (s < end && is_blank(*s))
			s++;
		pair_len = (size_t)(end - s);
		while (pair_len > 0 && is_blank(s[pair_len - 1]))
			pair_len--;
		if (pair_len <= name_len || s[name_len] != '=' ||
		    memcmp(s, name, name_len) != 0)
			continue;
		seen++;
		value = s + name_len + 1;
		value_len = pair_len - name_len - 1;
	}
	*twice = seen > 1;
	if (seen != 1 || !is_value(value, value_len))
		return NULL;
	return arena_strndup(mem, value, value_len);
}
