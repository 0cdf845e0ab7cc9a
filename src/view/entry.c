#include "view/entry.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "view/time.h"

static const char *
value_of(enum kind k, const struct entry *e, const char *column)
{
	return e->value[entry_column(k, column)];
}

const char *
entry_name(struct ctx *cx, enum kind k, const struct entry *e)
{
	return value_of(k, e, cx->lang == LANG_ZH ? "name_zh" : "name_en");
}

const char *
entry_other_name(struct ctx *cx, enum kind k, const struct entry *e)
{
	return value_of(k, e, cx->lang == LANG_ZH ? "name_en" : "name_zh");
}

struct model *
model_put_entry(
    struct ctx *cx, struct model *list, enum kind k, const struct entry *e)
{
	struct model *row = model_row(list);

	model_text(row, "id", ENTRY_ID(e));
	model_text(row, "name", entry_name(cx, k, e));
	model_text(row, "other", entry_other_name(cx, k, e));
	model_flag(row, "off", strcmp(value_of(k, e, "active"), "1") != 0);
	return row;
}

/* Columns that a table shows beside name, place and state. */
static bool
is_fact(const struct column *c)
{
	return strcmp(c->name, "position") != 0 &&
	    strcmp(c->name, "active") != 0 && c->type != COLUMN_ID &&
	    c->type != COLUMN_NUMBERED && c->type != COLUMN_LINE &&
	    c->type != COLUMN_TEXT && c->type != COLUMN_ITEMS &&
	    c->type != COLUMN_OF;
}

static void
put_fact(
    struct ctx *cx, struct model *m, const struct column *c, const char *value)
{
	model_text(m, "h", c->name);
	if (c->type == COLUMN_TIME)
		model_text(
		    m, "v", duration_words(cx, strtoll(value, NULL, 10)));
	else if (c->type == COLUMN_ONE_OF)
		model_text(
		    m, "w", arena_printf(cx->mem, "%s_%s", c->name, value));
	else if (c->type == COLUMN_FLAG)
		model_text(m, "w", *value == '1' ? "yes" : "no");
	else
		model_text(m, "v", value);
}

void
model_put_entries(
    struct ctx *cx, struct model *m, enum kind k, const struct entries *list)
{
	const struct entry_kind *kind = &entry_kinds[k];

	for (size_t c = 0; c < kind->columns; c++)
		if (is_fact(&kind->column[c]))
			model_put(model_row(model_at(m, "Head")),
			    kind->column[c].name);
	for (size_t i = 0; i < list->count; i++) {
		const struct entry *e = &list->item[i];
		struct model *row = model_put_entry(
		    cx, model_at(m, "Row"), k, e);

		for (size_t c = 0; c < kind->columns; c++)
			if (is_fact(&kind->column[c]))
				put_fact(cx, model_row(model_at(row, "C")),
				    &kind->column[c], e->value[c]);
	}
}

/* Forms -------------------------------------------------------------------- */

static const char *const type_word[] = {
	[COLUMN_ID] = "id",
	[COLUMN_NUMBERED] = "id",
	[COLUMN_OF] = "of",
	[COLUMN_LINE] = "line",
	[COLUMN_TEXT] = "text",
	[COLUMN_NUMBER] = "number",
	[COLUMN_TIME] = "time",
	[COLUMN_ONE_OF] = "one",
	[COLUMN_ITEMS] = "text",
	[COLUMN_FLAG] = "flag",
};

static bool
is_chinese(const struct column *c)
{
	size_t len = strlen(c->name);

	return len > 3 && strcmp(c->name + len - 3, "_zh") == 0;
}

static void
put_words(struct ctx *cx, struct model *list, const struct column *c,
    const char *chosen)
{
	for (const char *s = c->words; *s != '\0'; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		const char *word = arena_strndup(cx->mem, s, len);
		struct model *row = model_row(list);

		model_text(row, "id", word);
		model_text(
		    row, "w", arena_printf(cx->mem, "%s_%s", c->name, word));
		model_flag(row, "on", strcmp(word, chosen) == 0);
		s += len;
	}
}

static void
put_choices(struct ctx *cx, struct model *list, enum kind of,
    const struct entries *from, const char *chosen)
{
	for (size_t i = 0; from != NULL && i < from->count; i++) {
		struct model *row = model_put_entry(
		    cx, list, of, &from->item[i]);

		model_flag(
		    row, "on", strcmp(ENTRY_ID(&from->item[i]), chosen) == 0);
	}
}

/* A stored value as the reader would name it. */
static const char *
in_words(struct ctx *cx, const struct entry_form *f, const struct column *c,
    const char *stored)
{
	const struct entry *e;

	if (c->type == COLUMN_OF && f->of[c->of] != NULL &&
	    (e = entry_find(f->of[c->of], stored)) != NULL)
		return entry_name(cx, c->of, e);
	if (c->type == COLUMN_ONE_OF)
		return lang_text(cx, "ColumnWord",
		    arena_printf(cx->mem, "%s_%s", c->name, stored));
	if (c->type == COLUMN_FLAG)
		return lang_text(
		    cx, "ColumnWord", *stored == '1' ? "yes" : "no");
	if (*stored == '\0')
		return "–";
	return entry_typed(cx, c, stored);
}

static const char *
complaint(struct ctx *cx, const struct column *c, const char *say, int64_t n)
{
	const struct slot slots[] = {
		{ "min", arena_printf(cx->mem, "%" PRId64, c->min) },
		{ "max", arena_printf(cx->mem, "%" PRId64, c->max) },
	};

	return lang_say(cx, say, n, slots, NELEM(slots));
}

static void
put_field(
    struct ctx *cx, struct model *page, const struct entry_form *f, size_t i)
{
	const struct column *c = &entry_kinds[f->kind].column[i];
	struct model *m = model_row(model_at(page, "Field"));

	model_text(m, "name", c->name);
	model_text(m, "type", type_word[c->type]);
	model_text(m, "v", f->typed[i]);
	model_flag(m, "zh", is_chinese(c));
	model_flag(m, "need",
	    c->min > 0 || c->type == COLUMN_NUMBER || c->type == COLUMN_ONE_OF);
	if (c->type == COLUMN_ONE_OF)
		put_words(cx, model_at(m, "O"), c, f->typed[i]);
	if (c->type == COLUMN_OF)
		put_choices(
		    cx, model_at(m, "O"), c->of, f->of[c->of], f->typed[i]);
	if (f->now != NULL &&
	    strcmp(entry_typed(cx, c, f->now->value[i]), f->typed[i]) != 0)
		model_text(m, "now", in_words(cx, f, c, f->now->value[i]));
	if (f->wrong == NULL || f->wrong->say[i] == NULL)
		return;
	model_text(m, "e", complaint(cx, c, f->wrong->say[i], f->wrong->n[i]));
	model_put_error(page, c->name,
	    arena_printf(cx->mem, "%s – %s", lang_text(cx, "Column", c->name),
		model_get(m, "e")));
}

void
model_put_entry_form(
    struct ctx *cx, struct model *page, const struct entry_form *f)
{
	/* The id of one that is there already does not change. */
	for (size_t i = f->fresh ? 0 : 1; i < entry_kinds[f->kind].columns; i++)
		put_field(cx, page, f, i);
}
