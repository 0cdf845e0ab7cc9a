/*
 * entry.c - the entries of the catalogue, whole: for who edits them.
 */
#include <stdlib.h>

#include "domain/entry_extra.h"
#include "store/db.h"
#include "store/store.h"

/* list, get, add, set: of each kind */
#define STATEMENTS(k)                                                          \
	{                                                                      \
		SQL_##k##_EDIT_LIST, SQL_##k##_EDIT_GET, SQL_##k##_EDIT_ADD,   \
		    SQL_##k##_EDIT_SET                                         \
	}
static const struct {
	enum sql list, get, add, set;
} statements[KIND__MAX] = {
	[KIND_SUB_TYPE] = STATEMENTS(SUB_TYPE),
	[KIND_PRODUCT] = STATEMENTS(PRODUCT),
	[KIND_PROBLEM_TYPE] = STATEMENTS(PROBLEM_TYPE),
	[KIND_TEMPLATE] = STATEMENTS(TEMPLATE),
	[KIND_SEVERITY] = STATEMENTS(SEVERITY),
	[KIND_REGION] = STATEMENTS(REGION),
	[KIND_DIMENSION] = STATEMENTS(DIMENSION),
	[KIND_EXTRA] = STATEMENTS(EXTRA),
};

static void
read_entry(struct query *q, enum kind k, struct entry *out)
{
	*out = (struct entry){ { 0 } };
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		out->value[i] = db_text(q, (int)i);
}

enum err
store_entry_list(struct ctx *cx, enum kind k, struct entries *out)
{
	struct query *q = db_query(cx, statements[k].list);
	size_t cap = 0;

	*out = (struct entries){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		read_entry(q, k, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_entry_get(
    struct ctx *cx, enum kind k, const char *id, bool *found, struct entry *out)
{
	struct query *q = db_query(cx, statements[k].get);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	*found = db_next(q);
	if (*found)
		read_entry(q, k, out);
	return db_done(q);
}

/* What a field offers is rows of its own. */
static enum err
write_items(struct ctx *cx, const struct entry *e)
{
	struct extra_new_item *items;
	size_t n;

	if (!entry_items_read(
		cx, e->value[entry_column(KIND_EXTRA, "items")], &items, &n))
		return err_fail(cx, ERR_FAULT, "items that were not checked");
	return store_extra_items(cx, strtoll(ENTRY_ID(e), NULL, 10), items, n);
}

static enum err
write_entry(struct ctx *cx, enum sql id, enum kind k, const struct entry *e,
    bool *changed)
{
	struct query *q = db_query(cx, id);
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		if (entry_kinds[k].column[i].type != COLUMN_ITEMS)
			db_bind_text(q, (int)i + 2, e->value[i]);
	db_next(q);
	*changed = db_changes(q) > 0;
	rc = db_done(q);
	if (rc == ERR_OK && *changed && k == KIND_EXTRA)
		rc = write_items(cx, e);
	return rc;
}

enum err
store_entry_add(
    struct ctx *cx, enum kind k, const struct entry *e, bool *changed)
{
	return write_entry(cx, statements[k].add, k, e, changed);
}

enum err
store_entry_set(
    struct ctx *cx, enum kind k, const struct entry *e, bool *changed)
{
	return write_entry(cx, statements[k].set, k, e, changed);
}

enum err
store_extra_others(struct ctx *cx, const char *problem_type_id, int64_t id,
    const char *key, int64_t *active, bool *taken)
{
	struct query *q = db_query(cx, SQL_EXTRA_EDIT_OTHERS);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, problem_type_id);
	db_bind_int(q, 3, id);
	db_bind_text(q, 4, key);
	*active = 0;
	*taken = false;
	if (db_next(q)) {
		*active = db_int(q, 0);
		*taken = db_int(q, 1) > 0;
	}
	return db_done(q);
}
