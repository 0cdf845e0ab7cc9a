#include "domain/entry_extra.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/store.h"

/* The next part of the line up to `end`; *s then stands behind it. */
static const char *
part(struct ctx *cx, const char **s, char end)
{
	const char *begin = *s, *stop = strchr(begin, end);
	size_t len = stop == NULL ? strlen(begin) : (size_t)(stop - begin);

	*s = stop == NULL ? begin + len : stop + 1;
	return utf8_name(cx->mem, arena_strndup(cx->mem, begin, len));
}

static bool
read_line(struct ctx *cx, const char *line, struct extra_new_item *out)
{
	out->value = part(cx, &line, '|');
	out->name_en = part(cx, &line, '|');
	out->name_zh = part(cx, &line, '\n');
	return *out->value != '\0' && *out->name_en != '\0' &&
	    *out->name_zh != '\0' && strchr(out->name_zh, '|') == NULL;
}

bool
entry_items_read(
    struct ctx *cx, const char *text, struct extra_new_item **out, size_t *n)
{
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (*text != '\0') {
		const char *line = part(cx, &text, '\n');

		if (*line == '\0')
			continue;
		if (*n == cap)
			*out = arena_grow(cx->mem, *out, &cap, sizeof(**out));
		if (!read_line(cx, line, &(*out)[(*n)++]))
			return false;
	}
	return true;
}

static const char *
value(const struct entry *e, const char *column)
{
	return e->value[entry_column(KIND_EXTRA, column)];
}

static void
complain(struct entry_wrong *w, const char *column, const char *say, int64_t n)
{
	int at = entry_column(KIND_EXTRA, column);

	w->say[at] = say;
	w->n[at] = n;
	w->any = true;
}

static bool
is_on(const struct entry *e, const char *column)
{
	return *value(e, column) == '1';
}

/* As domain/extra.h knows it. */
static struct extra_new
field_of(const struct entry *e)
{
	return (struct extra_new){
		.problem_type_id = value(e, "problem_type_id"),
		.key = value(e, "param_key"),
		.type = (enum extra_type)atoi(value(e, "param_type")),
		.name_en = value(e, "name_en"),
		.name_zh = value(e, "name_zh"),
		.desc_en = value(e, "desc_en"),
		.desc_zh = value(e, "desc_zh"),
		.tips_en = value(e, "tips_en"),
		.tips_zh = value(e, "tips_zh"),
		.default_value = value(e, "default_value"),
		.min = value(e, "min_value"),
		.max = value(e, "max_value"),
		.length = strtoll(value(e, "length"), NULL, 10),
		.required = is_on(e, "required"),
		.hidden = !is_on(e, "is_show"),
		.sensitive = is_on(e, "is_sensitive"),
		.inactive = !is_on(e, "active"),
	};
}

/* At which column a complaint of extra_wrong() belongs. */
static const char *
column_of(const char *say)
{
	static const struct {
		const char *say, *column;
	} rows[] = {
		{ "extra_key", "param_key" },
		{ "extra_type", "param_type" },
		{ "extra_name", "name_en" },
		{ "extra_tips", "tips_en" },
		{ "extra_items", "items" },
		{ "extra_bounds", "min_value" },
		{ "extra_default", "default_value" },
		{ "extra_sensitive", "param_key" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].column;
	return "param_key";
}

/* Beside the others of its problem type. */
static enum err
check_others(struct ctx *cx, const struct entry *e, struct entry_wrong *w)
{
	bool taken;
	int64_t n;
	enum err rc;

	/* One that has no id yet is none of them. */
	rc = store_extra_others(cx, value(e, "problem_type_id"),
	    strtoll(ENTRY_ID(e), NULL, 10), value(e, "param_key"), &n, &taken);
	if (rc == ERR_OK && taken)
		complain(w, "param_key", "id_taken", 0);
	if (rc == ERR_OK && is_on(e, "active") && n >= EXTRA_MAX)
		complain(w, "active", "active_many", EXTRA_MAX);
	return rc;
}

enum err
entry_extra_check(struct ctx *cx, const struct entry *e,
    const struct entry *now, struct entry_wrong *w)
{
	struct extra_new field = field_of(e);
	struct extra_new_item *items;
	const char *say;

	if (!entry_items_read(cx, value(e, "items"), &items, &field.nitem)) {
		complain(w, "items", "items_form", 0);
		return ERR_OK;
	}
	field.item = items;
	say = extra_wrong(cx, &field);
	if (say != NULL)
		complain(w, column_of(say), say, 0);
	if (now != NULL && strcmp(value(now, "param_key"), field.key) != 0)
		complain(w, "param_key", "key_stays", 0);
	return check_others(cx, e, w);
}
