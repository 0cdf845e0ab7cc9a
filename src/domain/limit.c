#include "domain/limit.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf_value.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "store/store.h"

/* The version of values ------------------------------------------------------
 */

void
limits_init(struct limits *l, const struct conf *base)
{
	*l = (struct limits){ .base = base, .now = *base };
	l->now.given = base;
}

static enum err
read_values(struct ctx *cx, struct limits *l)
{
	struct limit_values v;
	enum err rc;

	rc = store_limit_values(cx, &v);
	if (rc != ERR_OK)
		return rc;
	l->now = *l->base;
	l->now.given = l->base;
	for (size_t i = 0; i < v.count; i++) {
		const struct conf_key *key = conf_key_find(v.item[i].name);

		/* One of a newer program, or no limit any more. */
		if (key != NULL && key->limit)
			conf_override(&l->now, key, v.item[i].value);
	}
	return ERR_OK;
}

enum err
limits_refresh(struct ctx *cx, struct limits *l, bool *changed)
{
	int64_t version;
	enum err rc;

	rc = store_limit_version(cx, &version);
	if (rc == ERR_OK && version != l->version)
		rc = read_values(cx, l);
	if (rc != ERR_OK)
		return rc;
	if (changed != NULL)
		*changed = version != l->version;
	l->version = version;
	cx->conf = &l->now;
	return ERR_OK;
}

/* One by one --------------------------------------------------------------- */

static enum err
count_used(struct ctx *cx, const struct conf_key *key, int64_t *out)
{
	static const struct {
		const char *section, *name;
		enum err (*count)(struct ctx *, int64_t *);
	} rows[] = {
		{ "uploads", "daily_volume", store_used_volume },
		{ "uploads", "unbound_lifetime", store_used_unbound },
		{ "tickets", "auto_close", store_used_waiting },
		{ "tickets", "retention", store_used_deleted },
	};

	*out = -1;
	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].section, key->section) == 0 &&
		    strcmp(rows[i].name, key->name) == 0)
			return rows[i].count(cx, out);
	return ERR_OK;
}

static enum err
fill(struct ctx *cx, const struct conf_key *key, const struct limit_values *v,
    struct limit *out)
{
	const struct conf *given = cx->conf->given;

	*out = (struct limit){
		.key = key,
		.name = conf_key_name(key, cx->mem),
		.value = conf_number(cx->conf, key),
		.given = conf_number(given == NULL ? cx->conf : given, key),
		.least = key->min,
		.most = conf_ceiling(cx->conf, key),
	};
	for (size_t i = 0; i < v->count; i++) {
		if (strcmp(v->item[i].name, out->name) != 0)
			continue;
		out->set = true;
		out->changed_at = v->item[i].changed_at;
		out->changed_by = v->item[i].changed_by;
	}
	return count_used(cx, key, &out->used);
}

enum err
limit_list(struct ctx *cx, struct limit_list *out)
{
	struct limit_values v;
	bool may;
	enum err rc;

	*out = (struct limit_list){
		.item = arena_array(
		    cx->mem, CONF_KEY_COUNT, sizeof(*out->item)),
	};
	rc = store_limit_may(cx, &may);
	if (rc != ERR_OK || !may)
		return rc;
	rc = store_limit_values(cx, &v);
	for (size_t i = 0; rc == ERR_OK && i < CONF_KEY_COUNT; i++)
		if (CONF_KEYS[i].limit)
			rc = fill(
			    cx, &CONF_KEYS[i], &v, &out->item[out->count++]);
	return rc;
}

enum err
limit_get(struct ctx *cx, const char *name, struct limit *out)
{
	struct limit_list all;
	enum err rc;

	rc = limit_list(cx, &all);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < all.count; i++)
		if (strcmp(all.item[i].name, name) == 0) {
			*out = all.item[i];
			return ERR_OK;
		}
	return err_fail(cx, ERR_NOTFOUND, "limit \"%s\"", name);
}

/* The value, within what an administrator may set. */
static enum err
read_typed(
    struct ctx *cx, const struct limit *l, const char *typed, int64_t *out)
{
	if (!conf_measure(l->key->type, utf8_name(cx->mem, typed), out))
		return err_say(cx, ERR_INVALID, "limit_form",
		    "\"%s\" is no value of %s", typed, l->name);
	if (*out < l->least || *out > l->most)
		return err_say(cx, ERR_INVALID, "limit_range",
		    "%" PRId64 " is out of the range of %s", *out, l->name);
	return ERR_OK;
}

/* A trigger of the database needs this one, too. */
static enum err
copy(struct ctx *cx, const struct limit *l, int64_t value)
{
	if (strcmp(l->name, "tickets.withdraw_window") != 0)
		return ERR_OK;
	return store_setting_put(cx, l->key->name, value);
}

static enum err
write(struct ctx *cx, const struct limit *l, bool set, int64_t value)
{
	const char *was = conf_measured(l->key->type, l->value, cx->mem);
	bool changed;
	int64_t version;
	enum err rc;

	rc = set ? store_limit_put(cx, l->name, value, &changed)
		 : store_limit_drop(cx, l->name, &changed);
	if (rc == ERR_OK && set && !changed)
		rc = err_fail(cx, ERR_DENIED, "limits are not his to change");
	if (rc == ERR_OK)
		rc = copy(cx, l, value);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "limits", &version);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateLimits", "limit",
		    l->name,
		    arena_printf(cx->mem, "%s → %s%s", was,
			conf_measured(l->key->type, value, cx->mem),
			set ? "" : " (guichet.conf)"));
	return rc;
}

/* Of the latest values: another process may have changed them since this one
 * looked. */
static enum err
change(struct ctx *cx, const char *name, const char *typed, int64_t seen)
{
	const struct conf *conf = cx->conf;
	bool set = *utf8_name(cx->mem, typed) != '\0';
	struct limits fresh;
	struct limit l;
	int64_t value;
	enum err rc;

	limits_init(&fresh, conf->given == NULL ? conf : conf->given);
	rc = limits_refresh(cx, &fresh, NULL);
	if (rc == ERR_OK)
		rc = limit_get(cx, name, &l);
	if (rc == ERR_OK && l.value != seen)
		rc = err_say(cx, ERR_CONFLICT, "limit_changed",
		    "%s is not as it was shown", name);
	if (rc == ERR_OK) {
		value = l.given < l.most ? l.given : l.most;
		if (set)
			rc = read_typed(cx, &l, typed, &value);
	}
	if (rc == ERR_OK)
		rc = write(cx, &l, set, value);
	cx->conf = conf;
	return rc;
}

enum err
limit_set(struct ctx *cx, const char *name, const char *typed, int64_t seen)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = change(cx, name, typed, seen);
	return act_end(cx, rc, 0);
}
