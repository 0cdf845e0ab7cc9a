#include "domain/table.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/name.h"

struct table_row *
table_add(struct arena *mem, struct table *t, const struct csv *csv)
{
	if (t->count == t->cap)
		t->row = arena_grow(mem, t->row, &t->cap, sizeof(*t->row));
	t->row[t->count] = (struct table_row){
		.line = csv->line,
		.fate = FATE_SAME,
		.kind = "",
		.id = "",
		.column = "",
	};
	return &t->row[t->count++];
}

void
table_complain(
    struct table_row *row, const char *column, const char *say, int64_t n)
{
	if (row->fate == FATE_WRONG)
		return;
	row->fate = FATE_WRONG;
	row->column = column;
	row->say = say;
	row->say_n = n;
}

bool
table_head(struct arena *mem, struct table *t, struct csv *csv,
    const char *const *column, int *at)
{
	struct table_row *row;
	size_t i;

	for (i = 0; column[i] != NULL; i++)
		at[i] = -1;
	if (!csv_next(csv)) {
		row = table_add(mem, t, csv);
		table_complain(row, "", "table_empty", 0);
		return false;
	}
	if (csv->wrong) {
		row = table_add(mem, t, csv);
		table_complain(row, "", "table_quotes", 0);
		return false;
	}
	for (size_t c = 0; c < csv->n; c++) {
		const char *name = name_key(mem, csv->cell[c]);

		i = 0;
		while (column[i] != NULL && strcmp(column[i], name) != 0)
			i++;
		if (column[i] == NULL || at[i] >= 0) {
			row = table_add(mem, t, csv);
			row->id = utf8_name(mem, csv->cell[c]);
			table_complain(row, "", "table_column", 0);
			return false;
		}
		at[i] = (int)c;
	}
	return true;
}

void
table_sum_up(struct ctx *cx, struct table *t)
{
	unsigned char hash[HASH_LEN];
	struct sha256 h;

	sha256_begin(&h);
	for (size_t i = 0; i < t->count; i++) {
		const struct table_row *row = &t->row[i];

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

enum err
table_check(
    struct ctx *cx, const struct table *t, const char *stamp, const char *say)
{
	if (t->n[FATE_WRONG] > 0)
		return err_say(cx, ERR_INVALID, "table_wrong",
		    "%" PRId64 " rows are wrong", t->n[FATE_WRONG]);
	if (strcmp(stamp, t->stamp) != 0)
		return err_say(cx, ERR_CONFLICT, say,
		    "it would do other things than it said");
	return ERR_OK;
}
