#include "domain/entry_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "store/store.h"

/* Every column of any kind once, those that lead before. */
const char *const entry_table_column[] = { "kind", "id", "sub_type_id",
	"product_id", "problem_type_id", "name_en", "name_zh", "desc_en",
	"desc_zh", "content_en", "content_zh", "acronym", "case_type",
	"first_response", "resolution", "rank", "type", "is_sensitive",
	"category", "value", "per_value", "param_key", "param_type", "tips_en",
	"tips_zh", "items", "required", "length", "default_value", "min_value",
	"max_value", "is_show", "position", "active", NULL };
#define COLUMNS (NELEM(entry_table_column) - 1)

/* Out ---------------------------------------------------------------------- */

/* As it stands in a cell: a flag is 1 or 0. */
static const char *
written(struct ctx *cx, const struct column *c, const char *stored)
{
	return c->type == COLUMN_FLAG ? stored : entry_typed(cx, c, stored);
}

static void
put_entry(struct ctx *cx, struct buf *out, enum kind k, const struct entry *e)
{
	const char *cell[COLUMNS];

	cell[0] = entry_kinds[k].name;
	for (size_t i = 1; i < COLUMNS; i++) {
		int at = entry_column(k, entry_table_column[i]);

		cell[i] = at < 0
		    ? ""
		    : written(cx, &entry_kinds[k].column[at], e->value[at]);
	}
	csv_put(out, cell, COLUMNS);
}

static enum err
write_entries(struct ctx *cx, struct buf *out)
{
	enum err rc = ERR_OK;

	csv_put(out, entry_table_column, COLUMNS);
	for (int k = 0; rc == ERR_OK && k < KIND__MAX; k++) {
		struct entries list;

		rc = entry_list(cx, (enum kind)k, &list);
		for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
			put_entry(cx, out, (enum kind)k, &list.item[i]);
	}
	return rc;
}

enum err
entry_table_write(struct ctx *cx, struct buf *out)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, write_entries(cx, out)) : rc;
}

/* In ----------------------------------------------------------------------- */

struct reading {
	struct ctx *cx;
	struct csv csv;
	int at[COLUMNS]; /* the cell of each column, or -1 */
	size_t width;    /* cells of a row */
	struct table *out;
	bool touched[KIND__MAX];
	/* What a new entry begins with; no column is NULL once it is known. */
	struct entry blank[KIND__MAX];
};

static struct table_row *
add_row(struct reading *r)
{
	return table_add(r->cx->mem, r->out, &r->csv);
}

/* One of a column, with the bounds of what it takes. */
static void
complain_of(
    struct table_row *row, const struct column *c, const char *say, int64_t n)
{
	table_complain(row, c->name, say, n);
	row->min = c->min;
	row->max = c->max;
}

static const char *
cell(const struct reading *r, size_t column)
{
	return r->at[column] < 0 ? "" : r->csv.cell[r->at[column]];
}

/* The first row: which cell is of which column. */
static bool
read_head(struct reading *r)
{
	if (!table_head(r->cx->mem, r->out, &r->csv, entry_table_column, r->at))
		return false;
	r->width = r->csv.n;
	if (r->at[0] >= 0 && r->at[1] >= 0)
		return true;
	table_complain(add_row(r), "", "table_head", 0);
	return false;
}

/* What the row says of each column of its kind; where it is silent, what is
 * there, or what a new entry begins with. */
static enum err
read_cells(struct reading *r, struct table_row *row, enum kind k,
    const struct entry *now, const char *typed[])
{
	const struct entry_kind *kind = &entry_kinds[k];
	const struct entry *blank = &r->blank[k];
	enum err rc = ERR_OK;

	if (now == NULL && ENTRY_ID(blank) == NULL)
		rc = entry_blank(r->cx, k, &r->blank[k]);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < kind->columns; i++)
		typed[i] = entry_typed(r->cx, &kind->column[i],
		    now == NULL ? blank->value[i] : now->value[i]);
	for (size_t c = 1; c < COLUMNS; c++) {
		int at = entry_column(k, entry_table_column[c]);

		if (r->at[c] < 0)
			continue;
		if (at >= 0)
			typed[at] = cell(r, c);
		else if (*cell(r, c) != '\0')
			table_complain(
			    row, entry_table_column[c], "table_other", 0);
	}
	return ERR_OK;
}

/* The first complaint. */
static void
put_wrong(struct table_row *row, enum kind k, const struct entry_wrong *w)
{
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		if (w->say[i] != NULL) {
			complain_of(
			    row, &entry_kinds[k].column[i], w->say[i], w->n[i]);
			return;
		}
}

static void
put_changes(struct ctx *cx, struct table_row *row, enum kind k,
    const struct entry *now, const struct entry *then)
{
	const struct entry_kind *kind = &entry_kinds[k];

	row->change = arena_array(cx->mem, kind->columns, sizeof(*row->change));
	for (size_t i = 1; i < kind->columns; i++) {
		const char *from = now == NULL ? "" : now->value[i];

		if (strcmp(from, then->value[i]) == 0)
			continue;
		row->change[row->nchange++] = (struct table_change){
			.column = kind->column[i].name,
			.from = written(cx, &kind->column[i], from),
			.to = written(cx, &kind->column[i], then->value[i]),
		};
	}
	row->fate = now == NULL ? FATE_NEW
	    : row->nchange > 0  ? FATE_CHANGED
				: FATE_SAME;
}

/* The next new entry comes behind this one. */
static void
move_on(struct reading *r, enum kind k, const struct entry *then)
{
	int at = entry_column(k, "position");
	const int64_t most = entry_kinds[k].column[at].max;
	int64_t p = strtoll(then->value[at], NULL, 10);
	struct entry *blank = &r->blank[k];

	if (ENTRY_ID(blank) == NULL || p < strtoll(blank->value[at], NULL, 10))
		return;
	blank->value[at] = arena_printf(
	    r->cx->mem, "%" PRId64, p < most ? p + 1 : most);
}

static bool
is_twice(const struct reading *r, const struct table_row *row)
{
	for (size_t i = 0; i + 1 < r->out->count; i++)
		if (*row->id != '\0' &&
		    strcmp(r->out->row[i].id, row->id) == 0 &&
		    strcmp(r->out->row[i].kind, row->kind) == 0)
			return true;
	return false;
}

/* A wrong entry is a wrong row; anything else is a fault of ours. */
static enum err
settle(struct ctx *cx, enum err rc)
{
	if (rc != ERR_INVALID)
		return rc;
	err_clear(cx);
	return ERR_OK;
}

static enum err
read_entry(struct reading *r, struct table_row *row, enum kind k)
{
	const char *typed[ENTRY_COLUMNS];
	struct entry now, then;
	struct entry_wrong w;
	bool found = false;
	enum err rc = ERR_OK;

	if (*row->id != '\0')
		rc = store_entry_get(r->cx, k, row->id, &found, &now);
	if (rc == ERR_OK)
		rc = read_cells(r, row, k, found ? &now : NULL, typed);
	if (rc != ERR_OK || row->fate == FATE_WRONG)
		return rc;
	rc = entry_check(r->cx, k, typed, found ? &now : NULL, &then, &w);
	if (rc == ERR_INVALID)
		put_wrong(row, k, &w);
	if (rc != ERR_OK)
		return settle(r->cx, rc);
	put_changes(r->cx, row, k, found ? &now : NULL, &then);
	row->id = ENTRY_ID(&then);
	r->touched[k] = true;
	move_on(r, k, &then);
	return entry_write(r->cx, k, found ? &now : NULL, &then);
}

static enum err
read_row(struct reading *r)
{
	struct table_row *row = add_row(r);
	enum kind k;

	if (r->csv.wrong) {
		table_complain(row, "", "table_quotes", 0);
		return ERR_OK;
	}
	if (r->csv.n != r->width) {
		table_complain(row, "", "table_cells", (int64_t)r->width);
		return ERR_OK;
	}
	row->kind = utf8_name(r->cx->mem, cell(r, 0));
	row->id = utf8_name(r->cx->mem, cell(r, 1));
	k = entry_kind_find(row->kind);
	if (k == KIND__MAX)
		table_complain(row, "kind", "unknown_choice", 0);
	else if (is_twice(r, row))
		table_complain(row, "id", "table_twice", 0);
	else
		return read_entry(r, row, k);
	return ERR_OK;
}

/* With all rows done, is enough of each kind on offer, and not too much? */
static enum err
check_counts(struct reading *r)
{
	enum err rc = ERR_OK;

	for (int k = 0; rc == ERR_OK && k < KIND__MAX; k++) {
		struct table_row *row;

		if (!r->touched[k])
			continue;
		rc = entry_count_check(r->cx, (enum kind)k);
		if (rc != ERR_INVALID)
			continue;
		row = add_row(r);
		row->kind = entry_kinds[k].name;
		table_complain(row, "active", r->cx->say, r->cx->say_n);
		rc = settle(r->cx, rc);
	}
	return rc;
}

/* Do it, as far as it is right, within the transaction. */
static enum err
walk(struct ctx *cx, const char *text, struct table *out)
{
	struct reading r = { .cx = cx, .out = out };
	enum err rc = ERR_OK;

	*out = (struct table){ 0 };
	csv_begin(&r.csv, cx->mem, text);
	if (read_head(&r)) {
		while (rc == ERR_OK && csv_next(&r.csv)) {
			if (out->count == ENTRY_TABLE_ROWS_MAX) {
				table_complain(add_row(&r), "", "table_long",
				    ENTRY_TABLE_ROWS_MAX);
				break;
			}
			rc = read_row(&r);
		}
		if (rc == ERR_OK)
			rc = check_counts(&r);
	}
	if (rc == ERR_OK)
		table_sum_up(cx, out);
	return rc;
}

enum err
entry_table_read(struct ctx *cx, const char *text, struct table *out)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = walk(cx, text, out);
	if (rc != ERR_OK)
		return store_end(cx, rc);
	/* It goes back, whatever it was. */
	return store_end(cx, ERR_CONFLICT) == ERR_CONFLICT ? ERR_OK : ERR_FAULT;
}

enum err
entry_table_apply(
    struct ctx *cx, const char *text, const char *stamp, struct table *out)
{
	enum err rc;

	*out = (struct table){ 0 };
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = walk(cx, text, out);
		if (rc == ERR_OK)
			rc = table_check(cx, out, stamp, "table_changed");
	}
	return act_end(cx, rc, 0);
}
