#include "domain/name.h"

#include <string.h>

#include "base/utf8.h"

char *
name_key(struct arena *mem, const char *name)
{
	char *s = utf8_name(mem, name);

	for (char *p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return s;
}

bool
name_good_login(const char *s)
{
	static const char sign[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@";
	size_t len = strlen(s);

	return len >= 1 && len <= NAME_MAX_CHARS && strspn(s, sign) == len &&
	    strchr("._-@", s[0]) == NULL && strchr("._-@", s[len - 1]) == NULL;
}

bool
name_good(const char *s)
{
	size_t n = utf8_count(s);

	return n >= 1 && n <= NAME_MAX_CHARS && utf8_plain(s, false);
}

bool
email_good(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && at != s && at[1] != '\0' &&
	    strchr(at + 1, '@') == NULL && strlen(s) <= 128 &&
	    strpbrk(s, " \t\n,;<>\"\\()[]") == NULL && utf8_plain(s, false) &&
	    strchr(at, '.') != at + 1;
}

bool
phone_good(const char *s)
{
	size_t digits = 0;

	for (; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			digits++;
		else if (strchr("+-() ", *s) == NULL)
			return false;
	return digits >= 3;
}
