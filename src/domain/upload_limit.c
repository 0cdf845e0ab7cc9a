#include "domain/upload_limit.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/conf_value.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "store/store.h"

static const char *const keys[UPLOAD__MAX] = {
	[UPLOAD_COUNT] = "uploads.max_count",
	[UPLOAD_SIZE] = "uploads.max_size",
	[UPLOAD_CHUNKED] = "uploads.max_chunked",
	[UPLOAD_VOLUME] = "uploads.user_volume",
};

const char *
upload_limit_key(enum upload_value v)
{
	return keys[v];
}

/* The words between blanks or commas, as a list that NULL ends. */
static const char **
split(struct ctx *cx, const char *types)
{
	const char **list = arena_array(
	    cx->mem, strlen(types) / 2 + 2, sizeof(*list));
	size_t n = 0;

	for (;;) {
		size_t len;

		types += strspn(types, " ,");
		len = strcspn(types, " ,");
		if (len == 0)
			break;
		list[n++] = arena_strndup(cx->mem, types, len);
		types += len;
	}
	list[n] = NULL;
	return list;
}

static void
override(struct ctx *cx, struct conf *conf, const struct upload_limit *l)
{
	for (int i = 0; i < UPLOAD__MAX; i++)
		if (l->value[i] >= 0)
			conf_override(
			    conf, conf_key_find(keys[i]), l->value[i]);
	if (*l->types != '\0')
		conf->uploads_types = split(cx, l->types);
}

enum err
upload_limit_apply(struct ctx *cx, const char *problem_type_id, int64_t ticket)
{
	struct upload_limit_list list;
	struct conf *conf;
	enum err rc;

	rc = store_upload_limit_mine(cx, problem_type_id, ticket, &list);
	if (rc != ERR_OK || list.count == 0)
		return rc;
	conf = arena_alloc(cx->mem, sizeof(*conf));
	*conf = *cx->conf;
	for (size_t i = 0; i < list.count; i++)
		override(cx, conf, &list.item[i]);
	cx->conf = conf;
	return ERR_OK;
}

enum err
upload_limit_list(struct ctx *cx, struct upload_limit_list *out)
{
	return store_upload_limit_list(cx, out);
}

/* Only what everybody may send: the rest, we could not judge. */
static bool
are_known(struct ctx *cx, const char *types)
{
	const struct conf *given = cx->conf->given;
	const char **t = split(cx, types);

	if (given == NULL)
		given = cx->conf;
	for (; *t != NULL; t++) {
		const char *const *known = given->uploads_types;

		while (*known != NULL && strcmp(*known, *t) != 0)
			known++;
		if (*known == NULL)
			return false;
	}
	return true;
}

static enum err
read_value(struct ctx *cx, enum upload_value v, const char *typed, int64_t *out)
{
	const struct conf_key *key = conf_key_find(keys[v]);

	typed = utf8_name(cx->mem, typed);
	*out = -1;
	if (*typed == '\0')
		return ERR_OK;
	if (!conf_measure(key->type, typed, out))
		return err_say(cx, ERR_INVALID, "limit_form",
		    "\"%s\" is no value of %s", typed, keys[v]);
	if (*out < key->min || *out > conf_ceiling(cx->conf, key))
		return err_say(cx, ERR_INVALID, "limit_range",
		    "%" PRId64 " is out of the range of %s", *out, keys[v]);
	return ERR_OK;
}

static enum err
read_typed(struct ctx *cx, const char *const typed[UPLOAD__MAX],
    const char *types, struct upload_limit *l, int *wrong)
{
	enum err rc = ERR_OK;

	for (int i = 0; rc == ERR_OK && i < UPLOAD__MAX; i++) {
		*wrong = i;
		rc = read_value(
		    cx, (enum upload_value)i, typed[i], &l->value[i]);
	}
	if (rc != ERR_OK)
		return rc;
	*wrong = UPLOAD__MAX;
	l->types = utf8_name(cx->mem, types);
	return are_known(cx, l->types) ? ERR_OK
				       : err_say(cx, ERR_INVALID, "limit_types",
					     "unknown types \"%s\"", l->types);
}

static bool
is_empty(const struct upload_limit *l)
{
	for (int i = 0; i < UPLOAD__MAX; i++)
		if (l->value[i] >= 0)
			return false;
	return *l->types == '\0';
}

/* For the trail: "max_count 3, max_size 2097152". */
static const char *
words(struct ctx *cx, const struct upload_limit *l)
{
	const char *s = *l->types == '\0'
	    ? ""
	    : arena_printf(cx->mem, "types %s", l->types);

	for (int i = 0; i < UPLOAD__MAX; i++)
		if (l->value[i] >= 0)
			s = arena_printf(cx->mem, "%s%s%s %" PRId64, s,
			    *s == '\0' ? "" : ", ", keys[i], l->value[i]);
	return s;
}

static enum err
write(struct ctx *cx, const struct upload_limit *l, int *wrong)
{
	bool changed = false;
	enum err rc;

	*wrong = -1;
	rc = is_empty(l) ? store_upload_limit_drop(cx, l->scope, &changed)
			 : store_upload_limit_put(cx, l, &changed);
	if (rc == ERR_OK && !changed && !is_empty(l))
		rc = err_say(cx, ERR_INVALID, "unknown_choice",
		    "no scope \"%s\" for limits", l->scope);
	if (rc == ERR_OK && changed)
		rc = audit_add(cx, RATING_NORMAL, "updateLimits", "limit",
		    l->scope, words(cx, l));
	return rc;
}

enum err
upload_limit_set(struct ctx *cx, const char *scope,
    const char *const typed[UPLOAD__MAX], const char *types, int *wrong)
{
	struct upload_limit l = { .scope = scope };
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = read_typed(cx, typed, types, &l, wrong);
		if (rc == ERR_OK)
			rc = write(cx, &l, wrong);
	}
	return act_end(cx, rc, 0);
}
