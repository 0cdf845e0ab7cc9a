#include "domain/entry_table.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "store/store.h"

/* Every column of any kind once, those that lead before. */
static const char *const columns[] = { "kind", "id", "sub_type_id",
	"product_id", "problem_type_id", "name_en", "name_zh", "desc_en",
	"desc_zh", "content_en", "content_zh", "acronym", "case_type",
	"first_response", "resolution", "rank", "type", "is_sensitive",
	"category", "value", "per_value", "param_key", "param_type", "tips_en",
	"tips_zh", "items", "required", "length", "default_value", "min_value",
	"max_value", "is_show", "position", "active", NULL };
#define COLUMNS (NELEM(columns) - 1)

const char *
entry_table_column(size_t i)
{
	return columns[i];
}

/* Out ---------------------------------------------------------------------- */

static void
put_entry(struct ctx *cx, struct buf *out, enum kind k, const struct entry *e)
{
	const char *cell[COLUMNS];

	cell[0] = entry_kinds[k].name;
	for (size_t i = 1; i < COLUMNS; i++) {
		int at = entry_column(k, columns[i]);
		const struct column *c;

		cell[i] = "";
		if (at < 0)
			continue;
		c = &entry_kinds[k].column[at];
		cell[i] = c->type == COLUMN_FLAG
		    ? e->value[at]
		    : entry_typed(cx, c, e->value[at]);
	}
	csv_put(out, cell, COLUMNS);
}

enum err
entry_table_write(struct ctx *cx, struct buf *out)
{
	enum err rc = ERR_OK;

	csv_put(out, columns, COLUMNS);
	for (int k = 0; rc == ERR_OK && k < KIND__MAX; k++) {
		struct entries list;

		rc = entry_list(cx, (enum kind)k, &list);
		for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
			put_entry(cx, out, (enum kind)k, &list.item[i]);
	}
	return rc;
}

/* In ----------------------------------------------------------------------- */

struct reading {
	struct ctx *cx;
	struct csv csv;
	int at[COLUMNS]; /* the cell of each column, or -1 */
	size_t width;    /* cells of a row */
	struct entry_table *out;
	size_t cap;
	bool touched[KIND__MAX];
};

static struct entry_row *
add_row(struct reading *r)
{
	struct entry_table *t = r->out;

	if (t->count == r->cap)
		t->row = arena_grow(
		    r->cx->mem, t->row, &r->cap, sizeof(*t->row));
	t->row[t->count] = (struct entry_row){
		.line = r->csv.line,
		.fate = ENTRY_SAME,
		.kind = "",
		.id = "",
		.column = "",
		.of = KIND__MAX,
	};
	return &t->row[t->count++];
}

static void
complain(struct entry_row *row, const char *column, const char *say, int64_t n)
{
	row->fate = ENTRY_WRONG;
	row->column = column;
	row->say = say;
	row->say_n = n;
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
	struct entry_row *row;

	for (size_t i = 0; i < COLUMNS; i++)
		r->at[i] = -1;
	if (!csv_next(&r->csv)) {
		complain(add_row(r), "", "table_empty", 0);
		return false;
	}
	r->width = r->csv.n;
	for (size_t c = 0; c < r->csv.n; c++) {
		const char *name = utf8_name(r->cx->mem, r->csv.cell[c]);
		size_t i = 0;

		while (i < COLUMNS && strcmp(columns[i], name) != 0)
			i++;
		if (i == COLUMNS || r->at[i] >= 0) {
			row = add_row(r);
			row->id = name;
			complain(row, "", "roster_column", 0);
			return false;
		}
		r->at[i] = (int)c;
	}
	if (r->at[0] >= 0 && r->at[1] >= 0)
		return true;
	complain(add_row(r), "", "table_head", 0);
	return false;
}

/* What the row says of each column of its kind; where it is silent, what is
 * there, or what a new entry begins with. */
static enum err
read_cells(struct reading *r, struct entry_row *row, enum kind k,
    const struct entry *now, const char *typed[])
{
	const struct entry_kind *kind = &entry_kinds[k];
	struct entry blank = { { 0 } };
	enum err rc = ERR_OK;

	if (now == NULL)
		rc = entry_blank(r->cx, k, &blank);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < kind->columns; i++)
		typed[i] = entry_typed(r->cx, &kind->column[i],
		    now == NULL ? blank.value[i] : now->value[i]);
	for (size_t c = 1; c < COLUMNS; c++) {
		int at = entry_column(k, columns[c]);

		if (r->at[c] < 0)
			continue;
		if (at >= 0)
			typed[at] = cell(r, c);
		else if (*cell(r, c) != '\0')
			complain(row, columns[c], "table_other", 0);
	}
	return ERR_OK;
}

/* The first complaint. */
static void
put_wrong(struct entry_row *row, enum kind k, const struct entry_wrong *w)
{
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		if (w->say[i] != NULL) {
			complain(row, entry_kinds[k].column[i].name, w->say[i],
			    w->n[i]);
			return;
		}
}

static void
put_changes(struct ctx *cx, struct entry_row *row, enum kind k,
    const struct entry *now, const struct entry *then)
{
	const struct entry_kind *kind = &entry_kinds[k];

	row->change = arena_array(cx->mem, kind->columns, sizeof(*row->change));
	for (size_t i = 1; i < kind->columns; i++) {
		const char *from = now == NULL ? "" : now->value[i];

		if (strcmp(from, then->value[i]) == 0)
			continue;
		row->change[row->nchange++] = (struct entry_change){
			.column = kind->column[i].name,
			.from = entry_typed(cx, &kind->column[i], from),
			.to = entry_typed(cx, &kind->column[i], then->value[i]),
		};
	}
	row->fate = now == NULL ? ENTRY_NEW
	    : row->nchange > 0  ? ENTRY_CHANGED
				: ENTRY_SAME;
}

static bool
is_twice(const struct reading *r, const struct entry_row *row)
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
read_entry(struct reading *r, struct entry_row *row, enum kind k)
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
	if (rc != ERR_OK || row->fate == ENTRY_WRONG)
		return rc;
	rc = entry_check(r->cx, k, typed, found ? &now : NULL, &then, &w);
	if (rc == ERR_INVALID)
		put_wrong(row, k, &w);
	if (rc != ERR_OK)
		return settle(r->cx, rc);
	put_changes(r->cx, row, k, found ? &now : NULL, &then);
	row->id = ENTRY_ID(&then);
	r->touched[k] = true;
	return entry_write(r->cx, k, found ? &now : NULL, &then);
}

static enum err
read_row(struct reading *r)
{
	struct entry_row *row = add_row(r);
	enum kind k;

	if (r->csv.wrong) {
		complain(row, "", "roster_quotes", 0);
		return ERR_OK;
	}
	if (r->csv.n != r->width) {
		complain(row, "", "table_cells", (int64_t)r->width);
		return ERR_OK;
	}
	row->kind = utf8_name(r->cx->mem, cell(r, 0));
	row->id = utf8_name(r->cx->mem, cell(r, 1));
	row->of = k = entry_kind_find(row->kind);
	if (k == KIND__MAX)
		complain(row, "kind", "unknown_choice", 0);
	else if (is_twice(r, row))
		complain(row, "id", "table_twice", 0);
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
		struct entry_row *row;

		if (!r->touched[k])
			continue;
		rc = entry_count_check(r->cx, (enum kind)k);
		if (rc != ERR_INVALID)
			continue;
		row = add_row(r);
		row->kind = entry_kinds[k].name;
		complain(row, "active", r->cx->say, r->cx->say_n);
		rc = settle(r->cx, rc);
	}
	return rc;
}

static void
sum_up(struct ctx *cx, struct entry_table *t)
{
	unsigned char hash[HASH_LEN];
	struct sha256 h;

	sha256_begin(&h);
	for (size_t i = 0; i < t->count; i++) {
		const struct entry_row *row = &t->row[i];

		t->n[row->fate]++;
		sha256_put_text(&h, row->kind);
		sha256_put_text(&h, row->id);
		sha256_put_text(&h,
		    arena_printf(
			cx->mem, "%d %zu", (int)row->fate, row->nchange));
		for (size_t j = 0; j < row->nchange; j++) {
			sha256_put_text(&h, row->change[j].column);
			sha256_put_text(&h, row->change[j].from);
			sha256_put_text(&h, row->change[j].to);
		}
	}
	sha256_end(&h, hash);
	t->stamp = crypto_base64(cx->mem, hash, sizeof(hash));
}

/* Do it, as far as it is right, within the transaction. */
static enum err
walk(struct ctx *cx, const char *text, struct entry_table *out)
{
	struct reading r = { .cx = cx, .out = out };
	enum err rc = ERR_OK;

	*out = (struct entry_table){ 0 };
	csv_begin(&r.csv, cx->mem, text);
	if (read_head(&r)) {
		while (rc == ERR_OK && csv_next(&r.csv)) {
			if (out->count == ENTRY_TABLE_ROWS_MAX) {
				complain(add_row(&r), "", "table_long",
				    ENTRY_TABLE_ROWS_MAX);
				break;
			}
			rc = read_row(&r);
		}
		if (rc == ERR_OK)
			rc = check_counts(&r);
	}
	if (rc == ERR_OK)
		sum_up(cx, out);
	return rc;
}

enum err
entry_table_read(struct ctx *cx, const char *text, struct entry_table *out)
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
entry_table_apply(struct ctx *cx, const char *text, const char *stamp,
    struct entry_table *out)
{
	enum err rc;

	*out = (struct entry_table){ 0 };
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = walk(cx, text, out);
		if (rc == ERR_OK && out->n[ENTRY_WRONG] > 0)
			rc = err_say(cx, ERR_INVALID, "roster_wrong",
			    "%" PRId64 " rows are wrong", out->n[ENTRY_WRONG]);
		if (rc == ERR_OK && strcmp(stamp, out->stamp) != 0)
			rc = err_say(cx, ERR_CONFLICT, "table_changed",
			    "it would do other things than it said");
	}
	return act_end(cx, rc, 0);
}
