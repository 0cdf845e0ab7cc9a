/*
 * The first line of the input is the name, the rest the header.
 */
#include "edge/cookie.h"

#include "fuzz.h"

/* Once more, by cutting a copy into pieces. */
static const char *
reference(struct arena *mem, const char *header, const char *name, bool *twice)
{
	char *rest = arena_strdup(mem, header), *pair, *value = NULL, *eq, *end;
	int n = 0;

	while ((pair = strsep(&rest, ";")) != NULL) {
		pair += strspn(pair, " \t");
		end = strchr(pair, '\0');
		while (end > pair && strchr(" \t", end[-1]) != NULL)
			*--end = '\0';
		eq = strstr(pair, "=");
		if (eq == NULL)
			continue;
		*eq = '\0';
		if (strcmp(pair, name) != 0)
			continue;
		n++;
		value = eq + 1;
	}
	*twice = n > 1;
	if (n != 1)
		return NULL;
	for (const char *p = value; *p != '\0'; p++)
		if (strchr("\",;\\", *p) != NULL || *p <= ' ' || *p > '~')
			return NULL;
	return value;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *mem = fuzz_arena();
	const char *got, *want;
	char *name, *header;
	bool twice, twice2;

	name = arena_strndup(mem, (const char *)data, len);
	header = strchr(name, '\n');
	if (header == NULL)
		return 0;
	*header++ = '\0';
	/* A name of ours has none of these. */
	if (*name == '\0' || strpbrk(name, "=; \t") != NULL)
		return 0;
	got = cookie_get(mem, header, name, &twice);
	want = reference(mem, header, name, &twice2);
	must(twice == twice2);
	must((got == NULL) == (want == NULL));
	must(got == NULL || strcmp(got, want) == 0);
	return 0;
}
