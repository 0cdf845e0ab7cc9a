/*
 * side.c - labels, relations and extra fields of tickets.
 */
#include "view/side.h"

#include <inttypes.h>
#include <string.h>

#include "web/href.h"

void
model_put_label(struct model *row, const struct label *l)
{
	model_int(row, "id", l->id);
	model_text(row, "name", l->name);
	model_int(row, "c", label_color_find(l->color));
}

void
model_put_colors(struct model *list, const char *on)
{
	for (int i = 0; i < LABEL_COLORS; i++) {
		struct model *row = model_row(list);

		model_text(row, "v", label_colors[i].hex);
		model_int(row, "c", i);
		model_text(row, "k", label_colors[i].key);
		model_flag(row, "on", strcmp(label_colors[i].hex, on) == 0);
	}
}

void
model_put_relations(
    struct ctx *cx, struct model *list, const struct relation_list *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct relation *r = &from->item[i];
		struct model *row = model_row(list);

		model_text(row, "id", href_ticket_name(cx->mem, r->id));
		if (*r->submitter != '\0') {
			model_text(row, "t", r->title);
			model_text(row, "by", r->submitter);
		}
		model_int(row, "s", r->status);
		model_flag(row, "open", r->open);
	}
}

void
model_put_times(struct model *list)
{
	for (size_t i = 0; i < CONTACT_TIMES; i++) {
		struct model *row = model_row(list);

		model_text(row, "v", contact_times[i]);
		model_text(row, "n", contact_times[i]);
	}
}

/* Extra fields ------------------------------------------------------------ */

/* Is this one of the values that were typed into the field, or, of those
 * that it has, one a line? */
static bool
is_on(const struct extra *x, const char *value, const struct param *typed,
    size_t n, const char *has)
{
	size_t len = strlen(value);

	if (typed == NULL) {
		for (; *has != '\0'; has += strspn(has, "\n")) {
			size_t line = strcspn(has, "\n");

			if (line == len && strncmp(has, value, len) == 0)
				return true;
			has += line;
		}
		return false;
	}
	for (size_t i = 0; i < n; i++)
		if (strncmp(typed[i].name, EXTRA_PREFIX,
			strlen(EXTRA_PREFIX)) == 0 &&
		    strcmp(typed[i].name + strlen(EXTRA_PREFIX), x->key) == 0 &&
		    strcmp(typed[i].value, value) == 0)
			return true;
	return false;
}

static const char *
typed_value(const struct extra *x, const struct param *typed, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(typed[i].name, EXTRA_PREFIX,
			strlen(EXTRA_PREFIX)) == 0 &&
		    strcmp(typed[i].name + strlen(EXTRA_PREFIX), x->key) == 0)
			return typed[i].value;
	return "";
}

static const char *
item_name(const struct extra *x, const char *value, size_t len)
{
	for (size_t i = 0; i < x->nitem; i++)
		if (strncmp(x->item[i].value, value, len) == 0 &&
		    x->item[i].value[len] == '\0')
			return x->item[i].name;
	return NULL;
}

/* The names of what was chosen; a choice that is gone shows as it is. */
static const char *
item_words(struct ctx *cx, const struct extra *x)
{
	const char *pair = lang_text(cx, "Fmt", "Pair");
	const char *out = "", *s = x->value;

	while (*s != '\0') {
		size_t len = strcspn(s, "\n");
		const char *name = item_name(x, s, len);

		if (name == NULL)
			name = arena_strndup(cx->mem, s, len);
		if (*out == '\0') {
			out = name;
		} else {
			const struct slot both[] = { { "a", out },
				{ "b", name } };

			out = lang_fill(cx, pair, both, NELEM(both));
		}
		s += len;
		s += strspn(s, "\n");
	}
	return out;
}

static const char *
fact_words(struct ctx *cx, const struct extra *x)
{
	if (x->sealed)
		return lang_text(cx, "Fmt", "Sealed");
	switch (x->type) {
	case EXTRA_ONE_OF:
	case EXTRA_SOME_OF:
		return item_words(cx, x);
	case EXTRA_BOOLEAN:
		return *x->value == '\0'
		    ? ""
		    : lang_text(cx, "Fmt", *x->value == '1' ? "Yes" : "No");
	default:
		return x->value;
	}
}

static void
put_option(struct model *list, const char *value, const char *name, bool on)
{
	struct model *row = model_row(list);

	model_text(row, "v", value);
	model_text(row, "n", name);
	model_flag(row, "on", on);
}

static void
put_options(struct ctx *cx, struct model *row, const struct extra *x,
    const struct param *typed, size_t n, const char *has)
{
	struct model *list = model_at(row, "O");

	for (size_t i = 0; i < x->nitem; i++)
		put_option(list, x->item[i].value, x->item[i].name,
		    is_on(x, x->item[i].value, typed, n, has));
	if (x->type != EXTRA_BOOLEAN)
		return;
	put_option(list, "1", lang_text(cx, "Fmt", "Yes"),
	    is_on(x, "1", typed, n, has));
	put_option(list, "0", lang_text(cx, "Fmt", "No"),
	    is_on(x, "0", typed, n, has));
}

static const char *
hint(struct ctx *cx, const struct extra *x)
{
	if (*x->desc == '\0' || *x->tips == '\0')
		return *x->desc != '\0' ? x->desc : x->tips;
	return arena_printf(cx->mem, "%s %s", x->desc, x->tips);
}

static void
complain(struct ctx *cx, struct model *page, struct model *row,
    const struct extra *x, const struct extra_value *v)
{
	const struct slot slots[] = {
		{ "bound", v->bound },
		{ "max", arena_printf(cx->mem, "%" PRId64, extra_length(x)) },
	};
	const char *say = lang_say(cx, v->say, v->say_n, slots, NELEM(slots));

	model_text(row, "e", say);
	model_put_error(page, arena_printf(cx->mem, EXTRA_PREFIX "%s", x->key),
	    arena_printf(cx->mem, "%s – %s", x->name, say));
}

void
model_put_extras(struct ctx *cx, struct model *page,
    const struct extra_list *list, const struct param *typed, size_t n,
    const struct extra_value *said)
{
	size_t asked = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct extra *x = &list->item[i];
		const char *has = *x->value != '\0' ? x->value
						    : x->default_value;
		struct model *row = model_row(model_at(page, "Ext"));

		model_text(row, "k", x->key);
		model_text(row, "n", x->name);
		model_text(row, "w", fact_words(cx, x));
		if (!x->asked)
			continue;
		model_int(row, "type", x->type);
		model_flag(row, "form", true);
		model_flag(row, "req", x->required);
		model_flag(row, "inner", !x->shown);
		model_flag(row, "secret", x->sensitive);
		model_flag(row, "sealed", x->sealed);
		model_flag(row, "again", x->sensitive && typed != NULL);
		model_int(row, "max", extra_length(x));
		if (*hint(cx, x) != '\0')
			model_text(row, "tip", hint(cx, x));
		if (!x->sensitive)
			model_text(row, "v",
			    typed != NULL ? typed_value(x, typed, n) : has);
		put_options(cx, row, x, typed, n, x->sensitive ? "" : has);
		if (said != NULL && said[asked].say != NULL)
			complain(cx, page, row, x, &said[asked]);
		asked++;
	}
}

void
model_put_sealed(struct ctx *cx, struct model *page, const struct ticket *t,
    const struct extra_list *list)
{
	if (t->assignee_id != cx->actor || (S(t->status) & STATUSES_OPEN) == 0)
		return;
	for (size_t i = 0; i < list->count; i++) {
		struct model *row;

		if (!list->item[i].sealed)
			continue;
		row = model_row(model_at(page, "Secret"));
		model_text(row, "v",
		    arena_printf(
			cx->mem, EXTRA_PREFIX "%s", list->item[i].key));
		model_text(row, "x", list->item[i].name);
	}
}
