#include "edge/env.h"

#include <stdbool.h>
#include <string.h>

#define FNV_BASIS 2166136261u
#define FNV_PRIME 16777619u

static uint32_t
hash_more(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)c) * FNV_PRIME;
}

static size_t
find(const struct env *env, const char *name, size_t len, uint32_t hash)
{
	size_t i;

	for (i = 0; i < env->n; i++)
		if (env->var[i].hash == hash && env->var[i].len == len &&
		    memcmp(env->var[i].name, name, len) == 0)
			break;
	return i;
}

const char *
env_get(const struct env *env, const char *name)
{
	uint32_t hash = FNV_BASIS;
	size_t len, i;

	for (len = 0; name[len] != '\0'; len++)
		hash = hash_more(hash, name[len]);
	i = find(env, name, len, hash);
	return i < env->n ? env->var[i].name + len + 1 : NULL;
}

static bool
is_name_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool
has_control(const char *s, size_t len)
{
	bool found = false;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		found |= (c < 0x20 && c != '\t') || c == 0x7f;
	}
	return found;
}

/* Add one NAME=value; *bytes grows by its length. */
static const char *
add(struct env *env, const char *var, size_t *bytes)
{
	uint32_t hash = FNV_BASIS;
	size_t name, value;

	for (name = 0; is_name_char(var[name]); name++)
		hash = hash_more(hash, var[name]);
	if (name == 0 || var[name] != '=')
		return "a variable without a proper name";
	value = strlen(var + name + 1);
	*bytes += name + 1 + value;

	if (*bytes > ENV_BYTES_MAX || env->n == ENV_MAX)
		return "more variables than a request of ours has";
	if (has_control(var + name + 1, value))
		return "a control character in a variable";
	if (find(env, var, name, hash) < env->n)
		return "a variable that comes twice";

	env->var[env->n].name = var;
	env->var[env->n].len = name;
	env->var[env->n].hash = hash;
	env->n++;
	return NULL;
}

const char *
env_read(struct env *env, char *const *envp)
{
	const char *fault = NULL;
	size_t bytes = 0;

	env->n = 0;
	for (; *envp != NULL && fault == NULL; envp++)
		fault = add(env, *envp, &bytes);
	return fault;
}
