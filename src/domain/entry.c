#include "domain/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf_value.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/entry_extra.h"
#include "domain/ticket.h"
#include "store/store.h"

#define POSITION_MAX 99999
#define DAY          ((int64_t)24 * 60 * 60)

/* clang-format off */
#define ID(len)        { "id", COLUMN_ID, 1, len, 0, NULL }
#define OF(name, kind) { name, COLUMN_OF, 1, 64, kind, NULL }
#define NAMES(max)                                                          \
	{ "name_en", COLUMN_LINE, 1, max, 0, NULL },                           \
	{ "name_zh", COLUMN_LINE, 1, max, 0, NULL }
#define DESCS(max)                                                          \
	{ "desc_en", COLUMN_LINE, 0, max, 0, NULL },                           \
	{ "desc_zh", COLUMN_LINE, 0, max, 0, NULL }
#define PLACE                                                                  \
	{ "position", COLUMN_NUMBER, 0, POSITION_MAX, 0, NULL },               \
	{ "active", COLUMN_FLAG, 0, 1, 0, NULL }

/* Each in the order of its statements in sql.inc. */
static const struct column sub_type[] = {
	ID(32), NAMES(64), PLACE,
};
static const struct column product[] = {
	ID(64), OF("sub_type_id", KIND_SUB_TYPE), NAMES(64), DESCS(200),
	{ "acronym", COLUMN_LINE, 0, 32, 0, NULL }, PLACE,
};
static const struct column problem_type[] = {
	ID(32), OF("product_id", KIND_PRODUCT), NAMES(64), DESCS(200),
	{ "case_type", COLUMN_ONE_OF, 0, 0, 0, "0 5" }, PLACE,
};
static const struct column template[] = {
	ID(64), OF("problem_type_id", KIND_PROBLEM_TYPE), NAMES(64),
	{ "content_en", COLUMN_TEXT, 1, TICKET_DESCRIPTION_MAX, 0, NULL },
	{ "content_zh", COLUMN_TEXT, 1, TICKET_DESCRIPTION_MAX, 0, NULL },
	PLACE,
};
static const struct column severity[] = {
	ID(32), NAMES(32), DESCS(200),
	{ "first_response", COLUMN_TIME, 60, 365 * DAY, 0, NULL },
	{ "resolution", COLUMN_TIME, 60, 365 * DAY, 0, NULL },
	{ "rank", COLUMN_NUMBER, 0, 99, 0, NULL }, PLACE,
};
static const struct column region[] = {
	ID(64), NAMES(64),
	{ "type", COLUMN_ONE_OF, 0, 0, 0, "0 1" },
	{ "is_sensitive", COLUMN_FLAG, 0, 1, 0, NULL }, PLACE,
};
static const struct column dimension[] = {
	{ "id", COLUMN_NUMBERED, 0, 9999, 0, NULL }, NAMES(32), DESCS(128),
	{ "category", COLUMN_LINE, 0, 32, 0, NULL },
	{ "value", COLUMN_NUMBER, 1, 10, 0, NULL },
	{ "per_value", COLUMN_NUMBER, 1, 10, 0, NULL }, PLACE,
};

static const struct column extra_field[] = {
	{ "id", COLUMN_NUMBERED, 1, 999999, 0, NULL },
	OF("problem_type_id", KIND_PROBLEM_TYPE),
	{ "param_key", COLUMN_LINE, 1, EXTRA_KEY_MAX, 0, NULL },
	{ "param_type", COLUMN_ONE_OF, 0, 0, 0, "0 1 2 3 4 5 6 7 8 9 10" },
	NAMES(EXTRA_NAME_MAX), DESCS(400),
	{ "tips_en", COLUMN_LINE, 0, EXTRA_TIPS_MAX, 0, NULL },
	{ "tips_zh", COLUMN_LINE, 0, EXTRA_TIPS_MAX, 0, NULL },
	{ "items", COLUMN_ITEMS, 0, 12000, 0, NULL },
	{ "required", COLUMN_FLAG, 0, 1, 0, NULL },
	{ "length", COLUMN_NUMBER, 0, 65535, 0, NULL },
	{ "default_value", COLUMN_TEXT, 0, EXTRA_TEXT_MAX, 0, NULL },
	{ "min_value", COLUMN_LINE, 0, 64, 0, NULL },
	{ "max_value", COLUMN_LINE, 0, 64, 0, NULL },
	{ "is_show", COLUMN_FLAG, 0, 1, 0, NULL },
	{ "is_sensitive", COLUMN_FLAG, 0, 1, 0, NULL }, PLACE,
};

#define KIND(k, event, least, most)                                            \
	{ #k, event, k, NELEM(k), least, most }

/* The most are what the lists of store/sql.inc show. */
const struct entry_kind entry_kinds[KIND__MAX] = {
	[KIND_SUB_TYPE] = KIND(sub_type, "SubType", 0, 200),
	[KIND_PRODUCT] = KIND(product, "Product", 0, 500),
	[KIND_PROBLEM_TYPE] = KIND(problem_type, "ProblemType", 0, 2000),
	[KIND_TEMPLATE] = KIND(template, "Template", 0, 2000),
	[KIND_SEVERITY] = KIND(severity, "Severity", 1, 10),
	[KIND_REGION] = KIND(region, "Region", 1, 200),
	[KIND_DIMENSION] = KIND(dimension, "Dimension", 0, 50),
	[KIND_EXTRA] = KIND(extra_field, "ExtraField", 0, 5000),
};
/* clang-format on */

enum kind
entry_kind_find(const char *name)
{
	int k = 0;

	while (k < KIND__MAX && strcmp(entry_kinds[k].name, name) != 0)
		k++;
	return (enum kind)k;
}

int
entry_column(enum kind k, const char *name)
{
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		if (strcmp(entry_kinds[k].column[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* Reading ------------------------------------------------------------------ */

enum err
entry_list(struct ctx *cx, enum kind k, struct entries *out)
{
	return store_entry_list(cx, k, out);
}

enum err
entry_get(struct ctx *cx, enum kind k, const char *id, struct entry *out)
{
	bool found;
	enum err rc;

	rc = store_entry_get(cx, k, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "%s \"%s\"", entry_kinds[k].name, id);
	return rc;
}

const struct entry *
entry_find(const struct entries *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(ENTRY_ID(&list->item[i]), id) == 0)
			return &list->item[i];
	return NULL;
}

const char *
entry_typed(struct ctx *cx, const struct column *c, const char *stored)
{
	if (c->type == COLUMN_TIME && *stored != '\0')
		return conf_measured(
		    CONF_DURATION, strtoll(stored, NULL, 10), cx->mem);
	if (c->type == COLUMN_FLAG)
		return strcmp(stored, "1") == 0 ? "1" : "";
	return stored;
}

enum err
entry_blank(struct ctx *cx, enum kind k, struct entry *out)
{
	const struct entry_kind *kind = &entry_kinds[k];
	int at = entry_column(k, "position");
	int64_t last = 0;
	struct entries all;
	enum err rc;

	rc = entry_list(cx, k, &all);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < all.count; i++) {
		int64_t p = strtoll(all.item[i].value[at], NULL, 10);

		last = p > last ? p : last;
	}
	for (size_t i = 0; i < kind->columns; i++)
		out->value[i] = "";
	out->value[at] = arena_printf(
	    cx->mem, "%" PRId64, last < POSITION_MAX ? last + 1 : last);
	out->value[entry_column(k, "active")] = "1";
	if (k == KIND_EXTRA) { /* as long as its type allows, for customers */
		out->value[entry_column(k, "length")] = "0";
		out->value[entry_column(k, "is_show")] = "1";
	}
	return ERR_OK;
}

const char *
entry_mark(struct ctx *cx, enum kind k, const struct entry *e)
{
	unsigned char hash[HASH_LEN];
	struct sha256 h;

	sha256_begin(&h);
	sha256_put_text(&h, entry_kinds[k].name);
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		sha256_put_text(&h, e->value[i]);
	sha256_end(&h, hash);
	return crypto_base64(cx->mem, hash, sizeof(hash));
}

/* Checking ----------------------------------------------------------------- */

/* Words that stand in addresses where an id would. */
static const char *const reserved[] = { "new", "import", "export" };

static bool
good_id(const char *s, int64_t max)
{
	size_t len = strspn(s,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789_-");

	for (size_t i = 0; i < NELEM(reserved); i++)
		if (strcmp(s, reserved[i]) == 0)
			return false;
	return s[len] == '\0' && len >= 1 && (int64_t)len <= max;
}

/* Digits alone, so that what is stored is what was typed. */
static bool
read_number(const char *s, int64_t min, int64_t max)
{
	size_t len = strspn(s, "0123456789");
	long long v;

	if (len == 0 || s[len] != '\0' || len > 18 || (*s == '0' && len > 1))
		return false;
	v = strtoll(s, NULL, 10);
	return v >= min && v <= max;
}

static bool
is_word(const char *words, const char *s)
{
	size_t len = strcspn(s, " ");

	if (s[len] != '\0')
		return false;
	for (const char *w = words; len > 0 && (w = strstr(w, s)) != NULL; w++)
		if ((w == words || w[-1] == ' ') &&
		    (w[len] == ' ' || w[len] == '\0'))
			return true;
	return false;
}

/* Without the newlines at its end. */
static const char *
trimmed(struct ctx *cx, const char *s)
{
	size_t len = strlen(s);

	while (len > 0 && s[len - 1] == '\n')
		len--;
	return arena_strndup(cx->mem, s, len);
}

/* A complaint, or NULL; *n is the number for its sentence. */
static const char *
read_text(struct ctx *cx, const struct column *c, const char *s,
    const char **out, int64_t *n)
{
	const char *seen = utf8_name(cx->mem, s);
	const char *text = c->type == COLUMN_LINE ? seen
						  : text_normalise(cx->mem, s);

	if (*seen == '\0' && c->min > 0)
		return "required";
	*n = (int64_t)utf8_count(text);
	if (*n > c->max)
		return "too_long";
	if (!utf8_plain(text, c->type != COLUMN_LINE))
		return "invalid";
	*out = *seen == '\0' ? "" : text;
	/* Lines of a list have no empty one at its end. */
	if (c->type == COLUMN_ITEMS)
		*out = trimmed(cx, *out);
	return NULL;
}

static const char *
read_time(
    struct ctx *cx, const struct column *c, const char *s, const char **out)
{
	int64_t v;

	if (!conf_measure(CONF_DURATION, s, &v) || v < c->min || v > c->max)
		return "duration_invalid";
	*out = arena_printf(cx->mem, "%" PRId64, v);
	return NULL;
}

static const char *
read_value(struct ctx *cx, const struct column *c, const char *typed,
    const char **out, int64_t *n)
{
	bool text = c->type == COLUMN_TEXT || c->type == COLUMN_ITEMS;
	const char *s = text ? typed : utf8_name(cx->mem, typed);

	if (c->type == COLUMN_LINE || text)
		return read_text(cx, c, s, out, n);
	if (c->type == COLUMN_FLAG) {
		*out = *s == '\0' || strcmp(s, "0") == 0 ? "0" : "1";
		return NULL;
	}
	if (*s == '\0')
		return "required";
	*n = c->max;
	switch (c->type) {
	case COLUMN_ID:
		if (!good_id(s, c->max))
			return "id_invalid";
		break;
	case COLUMN_ONE_OF:
		if (!is_word(c->words, s))
			return "unknown_choice";
		break;
	case COLUMN_NUMBERED:
	case COLUMN_NUMBER:
		if (!read_number(s, c->min, c->max))
			return "number_range";
		break;
	case COLUMN_TIME:
		return read_time(cx, c, s, out);
	default:
		break;
	}
	*out = s;
	return NULL;
}

static void
complain(struct entry_wrong *w, size_t column, const char *say, int64_t n)
{
	w->say[column] = say;
	w->n[column] = n;
	w->any = true;
}

/* The entry that a column names must be there. */
static enum err
check_of(struct ctx *cx, const struct column *c, const char *id, bool *found)
{
	struct entry e;

	*found = true;
	if (c->type != COLUMN_OF)
		return ERR_OK;
	return store_entry_get(cx, c->of, id, found, &e);
}

/* A dimension's marks are multiples of its step. */
static void
check_steps(enum kind k, const struct entry *e, struct entry_wrong *w)
{
	int value = entry_column(k, "value");
	int step = entry_column(k, "per_value");

	if (k == KIND_DIMENSION && !w->any &&
	    atoi(e->value[value]) % atoi(e->value[step]) != 0)
		complain(w, (size_t)step, "step_odd", 0);
}

/* An id of words that a person would choose: "object-storage". */
static const char *
slug(struct ctx *cx, const char *name, size_t max)
{
	struct buf b;

	buf_init(&b, cx->mem);
	for (; *name != '\0' && b.len < max; name++) {
		char c = *name;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_putc(&b, c);
		else if (b.len > 0 && b.s[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	while (b.len > 0 && b.s[b.len - 1] == '-')
		b.s[--b.len] = '\0';
	return b.len == 0 ? "" : b.s;
}

/* Give it that id, the i-th one of its kind or of that name. */
static enum err
try_id(struct ctx *cx, enum kind k, struct entry *e, const char *base,
    int64_t i, bool *taken)
{
	struct entry other;

	ENTRY_ID(e) = entry_kinds[k].column[0].type == COLUMN_NUMBERED
	    ? arena_printf(cx->mem, "%" PRId64, i)
	    : i == 1 ? base
		     : arena_printf(cx->mem, "%s-%" PRId64, base, i);
	return store_entry_get(cx, k, ENTRY_ID(e), taken, &other);
}

/*
 * For a number the next one; else of the name, with a number behind it if
 * it is taken.  One that is free behind one that is taken is found in big
 * steps first and then between two of them, as thousands may be taken.
 */
static enum err
give_id(struct ctx *cx, enum kind k, struct entry *e)
{
	const struct column *c = &entry_kinds[k].column[0];
	const char *name = e->value[entry_column(k, "name_en")];
	const char *base = slug(cx, name, (size_t)c->max - 6);
	int64_t most = 99999, low = 0, high = 1;
	bool taken;
	enum err rc;

	if (c->type == COLUMN_NUMBERED && c->max < most)
		most = c->max;
	if (!good_id(base, c->max))
		base = entry_kinds[k].name;
	rc = try_id(cx, k, e, base, high, &taken);
	while (rc == ERR_OK && taken && high < most) {
		low = high;
		high = 2 * high < most ? 2 * high : most;
		rc = try_id(cx, k, e, base, high, &taken);
	}
	while (rc == ERR_OK && !taken && high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		rc = try_id(cx, k, e, base, middle, &taken);
		*(taken ? &low : &high) = middle;
		taken = false;
	}
	if (rc == ERR_OK && !taken)
		rc = try_id(cx, k, e, base, high, &taken);
	if (rc == ERR_OK && taken)
		rc = err_say(cx, ERR_INVALID, "id_taken",
		    "no id is left for another %s", entry_kinds[k].name);
	return rc;
}

enum err
entry_check(struct ctx *cx, enum kind k, const char *const typed[],
    const struct entry *now, struct entry *out, struct entry_wrong *w)
{
	const struct entry_kind *kind = &entry_kinds[k];
	bool give = now == NULL && *utf8_name(cx->mem, typed[0]) == '\0';
	bool found;
	enum err rc = ERR_OK;

	*w = (struct entry_wrong){ 0 };
	*out = (struct entry){ { "" } };
	if (now != NULL)
		ENTRY_ID(out) = ENTRY_ID(now);
	for (size_t i = now != NULL || give ? 1 : 0; i < kind->columns; i++) {
		const struct column *c = &kind->column[i];
		const char *say;
		int64_t n = 0;

		out->value[i] = "";
		say = read_value(cx, c, typed[i], &out->value[i], &n);
		if (say != NULL) {
			complain(w, i, say, n);
			continue;
		}
		rc = check_of(cx, c, out->value[i], &found);
		if (rc != ERR_OK)
			return rc;
		if (!found)
			complain(w, i, "unknown_choice", 0);
	}
	check_steps(k, out, w);
	if (k == KIND_EXTRA && !w->any)
		rc = entry_extra_check(cx, out, now, w);
	if (rc != ERR_OK)
		return rc;
	if (w->any)
		return err_say(
		    cx, ERR_INVALID, "invalid", "a %s is wrong", kind->name);
	return give ? give_id(cx, k, out) : ERR_OK;
}

enum err
entry_count_check(struct ctx *cx, enum kind k)
{
	const struct entry_kind *kind = &entry_kinds[k];
	int at = entry_column(k, "active");
	struct entries all;
	size_t n = 0;
	enum err rc;

	rc = entry_list(cx, k, &all);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < all.count; i++)
		n += *all.item[i].value[at] == '1';
	if (n < kind->least) {
		cx->say_n = (int64_t)kind->least;
		return err_say(cx, ERR_INVALID, "active_few",
		    "no %s would be active", kind->name);
	}
	if (n > kind->most) {
		cx->say_n = (int64_t)kind->most;
		return err_say(cx, ERR_INVALID, "active_many",
		    "more than %zu of %s", kind->most, kind->name);
	}
	return ERR_OK;
}

/* Writing ------------------------------------------------------------------ */

/* In which columns the two differ, for the audit trail. */
static const char *
changes(
    struct ctx *cx, enum kind k, const struct entry *a, const struct entry *b)
{
	struct buf out;

	buf_init(&out, cx->mem);
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		if (strcmp(a->value[i], b->value[i]) != 0)
			buf_printf(&out, "%s%s", out.len > 0 ? "; " : "",
			    audit_change(cx, entry_kinds[k].column[i].name,
				a->value[i], b->value[i]));
	return out.s;
}

enum err
entry_write(
    struct ctx *cx, enum kind k, const struct entry *now, const struct entry *e)
{
	const struct entry_kind *kind = &entry_kinds[k];
	const char *detail = now == NULL ? "" : changes(cx, k, now, e);
	bool changed;
	enum err rc;

	if (now != NULL && *detail == '\0')
		return ERR_OK;
	rc = now == NULL ? store_entry_add(cx, k, e, &changed)
			 : store_entry_set(cx, k, e, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_DENIED, "%s \"%s\" is not his to write",
		    kind->name, ENTRY_ID(e));
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL,
		    arena_printf(cx->mem, "%s%s",
			now == NULL ? "create" : "update", kind->event),
		    kind->name, ENTRY_ID(e), detail);
	return rc;
}

static enum err
check_free(struct ctx *cx, enum kind k, const char *id, struct entry_wrong *w)
{
	struct entry other;
	bool taken;
	enum err rc;

	rc = store_entry_get(cx, k, id, &taken, &other);
	if (rc != ERR_OK || !taken)
		return rc;
	complain(w, 0, "id_taken", 0);
	return err_say(cx, ERR_INVALID, "id_taken", "%s \"%s\" is taken",
	    entry_kinds[k].name, id);
}

enum err
entry_add(struct ctx *cx, enum kind k, const char *const typed[],
    struct entry_wrong *w, const char **id)
{
	struct entry e;
	enum err rc;

	*w = (struct entry_wrong){ 0 };
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = entry_check(cx, k, typed, NULL, &e, w);
		if (rc == ERR_OK)
			rc = check_free(cx, k, ENTRY_ID(&e), w);
		if (rc == ERR_OK)
			rc = entry_write(cx, k, NULL, &e);
		if (rc == ERR_OK)
			rc = entry_count_check(cx, k);
		if (rc == ERR_OK)
			*id = ENTRY_ID(&e);
	}
	return act_end(cx, rc, 0);
}

enum err
entry_set(struct ctx *cx, enum kind k, const char *id, const char *mark,
    const char *const typed[], struct entry_wrong *w)
{
	struct entry now, e;
	enum err rc;

	*w = (struct entry_wrong){ 0 };
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = entry_get(cx, k, id, &now);
		if (rc == ERR_OK && strcmp(entry_mark(cx, k, &now), mark) != 0)
			rc = err_say(cx, ERR_CONFLICT, "entry_changed",
			    "%s \"%s\" is not as it was shown",
			    entry_kinds[k].name, id);
		if (rc == ERR_OK)
			rc = entry_check(cx, k, typed, &now, &e, w);
		if (rc == ERR_OK)
			rc = entry_write(cx, k, &now, &e);
		if (rc == ERR_OK)
			rc = entry_count_check(cx, k);
	}
	return act_end(cx, rc, 0);
}
