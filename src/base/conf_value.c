#include "base/conf_value.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define BLANKS    " \t"
#define LIST_GAPS " \t,"

struct unit {
	const char *name;
	int64_t of;
};

/* The greatest first. */
static const struct unit SIZES[] = {
	{ "G", (int64_t)1024 * 1024 * 1024 },
	{ "M", (int64_t)1024 * 1024 },
	{ "K", 1024 },
	{ "", 1 },
};
static const struct unit DURATIONS[] = {
	{ "d", (int64_t)24 * 60 * 60 },
	{ "h", (int64_t)60 * 60 },
	{ "m", 60 },
	{ "s", 1 },
};
static const char *const NO[] = { "no", "off", "false" };
static const char *const YES[] = { "yes", "on", "true" };

static void *
member(const struct conf *conf, const struct conf_key *key)
{
	/* Everything in a struct conf was allocated, and none of it const. */
	return (char *)(uintptr_t)conf + key->at;
}

int *
conf_int_at(const struct conf *conf, const struct conf_key *key)
{
	return member(conf, key);
}

int64_t *
conf_long_at(const struct conf *conf, const struct conf_key *key)
{
	return member(conf, key);
}

/*
 * A whole number and what follows it.  No sign, no hexadecimal, no digit
 * left out: 10 and 0 are numbers, 010, +1 and "" are not.
 */
static bool
number(const char *text, int64_t *n, const char **rest)
{
	char *end;
	long long v;

	if (!isdigit((unsigned char)text[0]))
		return false;
	if (text[0] == '0' && isdigit((unsigned char)text[1]))
		return false;
	errno = 0;
	v = strtoll(text, &end, 10);
	if (errno != 0)
		return false;
	*n = v;
	*rest = end;
	return true;
}

/* A number with its unit; a bare 0 needs none. */
static bool
measure(const char *text, const struct unit *units, size_t n, int64_t *out)
{
	const char *rest;
	int64_t v;

	if (!number(text, &v, &rest))
		return false;
	if (v == 0 && *rest == '\0') {
		*out = 0;
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		if (strcmp(rest, units[i].name) != 0)
			continue;
		if (v > INT64_MAX / units[i].of)
			return false;
		*out = v * units[i].of;
		return true;
	}
	return false;
}

static const char *
measured(int64_t v, const struct unit *units, size_t n, struct arena *mem)
{
	for (size_t i = 0; i < n; i++) {
		if (v % units[i].of == 0 && v != 0)
			return arena_printf(mem, "%" PRId64 "%s",
			    v / units[i].of, units[i].name);
	}
	return "0";
}

bool
conf_measure(enum conf_type type, const char *text, int64_t *out)
{
	const char *rest;

	if (type == CONF_INT)
		return number(text, out, &rest) && *rest == '\0';
	return type == CONF_SIZE
	    ? measure(text, SIZES, NELEM(SIZES), out)
	    : measure(text, DURATIONS, NELEM(DURATIONS), out);
}

const char *
conf_measured(enum conf_type type, int64_t v, struct arena *mem)
{
	if (type == CONF_SIZE)
		return measured(v, SIZES, NELEM(SIZES), mem);
	if (type == CONF_DURATION)
		return measured(v, DURATIONS, NELEM(DURATIONS), mem);
	return arena_printf(mem, "%" PRId64, v);
}

/* The n-th word of a choice, or NULL. */
static const char *
choice(const struct conf_key *key, int n, struct arena *mem)
{
	const char *s = key->words;
	size_t len;

	for (;; n--) {
		s += strspn(s, BLANKS);
		len = strcspn(s, BLANKS);
		if (len == 0 || n == 0)
			break;
		s += len;
	}
	return len == 0 ? NULL : arena_strndup(mem, s, len);
}

const char *
conf_takes(const struct conf_key *key, struct arena *mem)
{
	static const char *const NOUN[] = {
		[CONF_INT] = "a whole number",
		[CONF_SIZE] = "a size, such as 512K or 10M,",
		[CONF_DURATION] = "a time with its unit (s, m, h, d)",
	};

	switch (key->type) {
	case CONF_BOOL:
		return "yes or no";
	case CONF_CHOICE:
		return arena_printf(mem, "one of: %s", key->words);
	case CONF_PATH:
		return "a path without \", \\, $ or control characters";
	case CONF_TEXT:
	case CONF_LIST:
		if (key->want != NULL)
			return key->want;
		return arena_printf(mem,
		    "a text of %" PRId64 " to %" PRId64 " bytes", key->min,
		    key->max);
	case CONF_INT:
	case CONF_SIZE:
	case CONF_DURATION:
		break;
	}
	return arena_printf(mem, "%s of %s to %s", NOUN[key->type],
	    conf_measured(key->type, key->min, mem),
	    conf_measured(key->type, key->max, mem));
}

/* The reason for "KEY: wants WHAT, not "TEXT"". */
static const char *
refuse(struct conf *conf, const struct conf_key *key, const char *text)
{
	return arena_printf(conf->mem, "wants %s, not \"%s\"",
	    conf_takes(key, conf->mem), text);
}

static const char *
set_number(struct conf *conf, const struct conf_key *key, const char *text)
{
	const char *rest;
	int64_t v = 0;
	bool good;

	if (key->type == CONF_SIZE)
		good = measure(text, SIZES, NELEM(SIZES), &v);
	else if (key->type == CONF_DURATION)
		good = measure(text, DURATIONS, NELEM(DURATIONS), &v);
	else
		good = number(text, &v, &rest) && *rest == '\0';
	if (!good || v < key->min || v > key->max)
		return refuse(conf, key, text);
	if (key->type == CONF_INT)
		*conf_int_at(conf, key) = (int)v;
	else
		*conf_long_at(conf, key) = v;
	return NULL;
}

static bool
among(const char *const *words, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(words[i], text) == 0)
			return true;
	}
	return false;
}

static const char *
set_bool(struct conf *conf, const struct conf_key *key, const char *text)
{
	bool yes = among(YES, NELEM(YES), text);

	if (!yes && !among(NO, NELEM(NO), text))
		return refuse(conf, key, text);
	*(bool *)member(conf, key) = yes;
	return NULL;
}

static const char *
set_choice(struct conf *conf, const struct conf_key *key, const char *text)
{
	const char *word;

	for (int i = 0; (word = choice(key, i, conf->mem)) != NULL; i++) {
		if (strcmp(word, text) == 0) {
			*conf_int_at(conf, key) = i;
			return NULL;
		}
	}
	return refuse(conf, key, text);
}

/*
 * Paths stand between quotes in nginx.conf, where a dollar is a variable
 * and cannot be escaped.
 */
static bool
is_path(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == 0x7f ||
		    strchr("\"\\$", *s) != NULL)
			return false;
	}
	return true;
}

static const char *
set_text(struct conf *conf, const struct conf_key *key, const char *text,
    const char *base)
{
	const char **at = member(conf, key);
	int64_t len = (int64_t)strlen(text);

	if (len < key->min || len > key->max ||
	    (key->valid != NULL && !key->valid(text)) ||
	    (key->type == CONF_PATH && !is_path(text)))
		return refuse(conf, key, text);
	if (key->type == CONF_PATH && text[0] != '/' && text[0] != '\0' &&
	    base[0] != '\0')
		*at = strcmp(text, ".") == 0
		    ? arena_strdup(conf->mem, base)
		    : arena_printf(conf->mem, "%s/%s", base, text);
	else
		*at = arena_strdup(conf->mem, text);
	return NULL;
}

static size_t
list_count(const char *const *list)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

const char *
conf_value_add(struct conf *conf, const struct conf_key *key, const char *text)
{
	const char *const **at = member(conf, key);
	const char **list;
	size_t n, len;

	n = list_count(*at);
	list = arena_array(conf->mem, n + strlen(text) / 2 + 2, sizeof(*list));
	memcpy(list, *at, n * sizeof(*list));
	for (const char *s = text;; s += len) {
		s += strspn(s, LIST_GAPS);
		len = strcspn(s, LIST_GAPS);
		if (len == 0)
			break;
		list[n] = arena_strndup(conf->mem, s, len);
		if (key->valid != NULL && !key->valid(list[n]))
			return refuse(conf, key, list[n]);
		if (!among(list, n, list[n]))
			n++;
	}
	list[n] = NULL;
	if ((int64_t)n > key->max)
		return arena_printf(conf->mem,
		    "takes %" PRId64 " words at most, not %zu", key->max, n);
	*at = list;
	return NULL;
}

static const char *
set_list(struct conf *conf, const struct conf_key *key, const char *text)
{
	static const char *const EMPTY[] = { NULL };
	const char *const **at = member(conf, key);
	const char *const *before = *at;
	const char *why;

	*at = EMPTY;
	why = conf_value_add(conf, key, text);
	if (why != NULL)
		*at = before;
	return why;
}

const char *
conf_value_set(struct conf *conf, const struct conf_key *key, const char *text,
    const char *base)
{
	switch (key->type) {
	case CONF_TEXT:
	case CONF_PATH:
		return set_text(conf, key, text, base);
	case CONF_BOOL:
		return set_bool(conf, key, text);
	case CONF_LIST:
		return set_list(conf, key, text);
	case CONF_CHOICE:
		return set_choice(conf, key, text);
	case CONF_INT:
	case CONF_SIZE:
	case CONF_DURATION:
		break;
	}
	return set_number(conf, key, text);
}

static const char *
list_text(const char *const *list, struct arena *mem)
{
	struct buf b;

	buf_init(&b, mem);
	for (size_t i = 0; list[i] != NULL; i++) {
		if (i > 0)
			buf_putc(&b, ' ');
		buf_puts(&b, list[i]);
	}
	return b.s;
}

const char *
conf_value(
    const struct conf *conf, const struct conf_key *key, struct arena *mem)
{
	switch (key->type) {
	case CONF_TEXT:
	case CONF_PATH:
		return *(const char **)member(conf, key);
	case CONF_BOOL:
		return *(bool *)member(conf, key) ? YES[0] : NO[0];
	case CONF_LIST:
		return list_text(*(const char *const **)member(conf, key), mem);
	case CONF_CHOICE:
		return choice(key, *conf_int_at(conf, key), mem);
	case CONF_INT:
		return conf_measured(key->type, *conf_int_at(conf, key), mem);
	case CONF_SIZE:
	case CONF_DURATION:
		break;
	}
	return conf_measured(key->type, *conf_long_at(conf, key), mem);
}

const char *
conf_key_name(const struct conf_key *key, struct arena *mem)
{
	return arena_printf(mem, "%s.%s", key->section, key->name);
}

int64_t
conf_number(const struct conf *conf, const struct conf_key *key)
{
	return key->type == CONF_INT ? *conf_int_at(conf, key)
				     : *conf_long_at(conf, key);
}

int64_t
conf_ceiling(const struct conf *conf, const struct conf_key *key)
{
	return key->ceiling == NULL
	    ? key->max
	    : conf_number(conf, conf_key_find(key->ceiling));
}

void
conf_override(struct conf *conf, const struct conf_key *key, int64_t value)
{
	int64_t most = conf_ceiling(conf, key);

	value = value > most ? most : value < key->min ? key->min : value;
	if (key->type == CONF_INT)
		*conf_int_at(conf, key) = (int)value;
	else
		*conf_long_at(conf, key) = value;
}
