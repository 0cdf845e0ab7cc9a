/*
 * extra.c - extra fields of problem types, and what was filled in.
 */
#include "store/db.h"
#include "store/store.h"

#include <string.h>

/* In the column order of EXTRA_COLUMNS. */
static void
extra_from_row(struct query *q, struct extra *x)
{
	*x = (struct extra){
		.id = db_int(q, 0),
		.type = (enum extra_type)db_int(q, 1),
		.length = db_int(q, 2),
		.required = db_int(q, 3) != 0,
		.shown = db_int(q, 4) != 0,
		.sensitive = db_int(q, 5) != 0,
		.key = db_text(q, 6),
		.name = db_text(q, 7),
		.desc = db_text(q, 8),
		.tips = db_text(q, 9),
		.default_value = db_text(q, 10),
		.min = db_text(q, 11),
		.max = db_text(q, 12),
		.value = db_text(q, 15),
		.asked = db_int(q, 16) != 0,
		.sealed = db_int(q, 17) != 0,
		.secret_id = db_int(q, 18),
	};
}

/* A row an item of a field, or one without an item. */
static enum err
read_all(struct ctx *cx, struct query *q, struct extra_list *out)
{
	size_t cap = 0, items = 0;
	struct extra *x = NULL;

	*out = (struct extra_list){ 0 };
	while (db_next(q)) {
		if (x == NULL || x->id != db_int(q, 0)) {
			if (out->count == cap)
				out->item = arena_grow(cx->mem, out->item, &cap,
				    sizeof(*out->item));
			x = &out->item[out->count++];
			extra_from_row(q, x);
			items = 0;
		}
		if (db_null(q, 13))
			continue;
		if (x->nitem == items)
			x->item = arena_grow(
			    cx->mem, x->item, &items, sizeof(*x->item));
		x->item[x->nitem++] = (struct extra_item){
			.value = db_text(q, 13),
			.name = db_text(q, 14),
		};
	}
	return db_done(q);
}

enum err
store_extra_fields(struct ctx *cx, bool staff, const char *problem_type,
    struct extra_list *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_EXTRA_FIELDS_STAFF : SQL_EXTRA_FIELDS_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, problem_type);
	db_bind_int(q, 3, cx->lang);
	return read_all(cx, q, out);
}

enum err
store_extra_of_ticket(
    struct ctx *cx, bool staff, int64_t ticket, struct extra_list *out)
{
	struct query *q = db_query(cx,
	    staff ? SQL_EXTRA_OF_TICKET_STAFF : SQL_EXTRA_OF_TICKET_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, cx->lang);
	return read_all(cx, q, out);
}

static enum err
drop(struct ctx *cx, bool staff, int64_t ticket, int64_t field)
{
	struct query *q = db_query(
	    cx, staff ? SQL_EXTRA_DROP_STAFF : SQL_EXTRA_DROP_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, field);
	db_next(q);
	return db_done(q);
}

enum err
store_extra_put(struct ctx *cx, bool staff, int64_t ticket,
    const struct extra *x, const char *value, int64_t message)
{
	struct query *q;
	int64_t changed;
	enum err rc;

	if (*value == '\0' && !x->sensitive)
		return drop(cx, staff, ticket, x->id);
	q = db_query(cx, staff ? SQL_EXTRA_PUT_STAFF : SQL_EXTRA_PUT_CUSTOMER);
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, x->id);
	db_bind_text(q, 4, value);
	db_bind_id(q, 5, message);
	db_bind_int(q, 6, cx->now);
	db_bind_id(q, 7, x->secret_id);
	db_next(q);
	changed = db_changes(q);
	rc = db_done(q);
	if (rc == ERR_OK && changed != 1)
		return err_say(cx, ERR_DENIED, "denied",
		    "the field is not his to fill in");
	return rc;
}

enum err
store_extra_reveal(
    struct ctx *cx, int64_t ticket, const char *key, int64_t *secret)
{
	struct query *q = db_query(cx, SQL_EXTRA_REVEAL);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_text(q, 3, key);
	*secret = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_extra_secrets(struct ctx *cx, int64_t ticket, int64_t **id, size_t *n)
{
	struct query *q = db_query(cx, SQL_EXTRA_SECRETS);
	size_t cap = 0;

	*id = NULL;
	*n = 0;
	db_bind_int(q, 1, ticket);
	while (db_next(q)) {
		if (*n == cap)
			*id = arena_grow(cx->mem, *id, &cap, sizeof(**id));
		(*id)[(*n)++] = db_int(q, 0);
	}
	return db_done(q);
}

enum err
store_extra_secrets_drop(struct ctx *cx, int64_t ticket)
{
	struct query *q = db_query(cx, SQL_EXTRA_SECRETS_DROP);

	db_bind_int(q, 1, ticket);
	db_next(q);
	return db_done(q);
}

static enum err
put_item(struct ctx *cx, int64_t field, const struct extra_new_item *it,
    int64_t position)
{
	struct query *q = db_query(cx, SQL_EXTRA_ITEM_PUT);

	db_bind_int(q, 1, field);
	db_bind_text(q, 2, it->value);
	db_bind_text(q, 3, it->name_en);
	db_bind_text(q, 4, it->name_zh);
	db_bind_int(q, 5, position);
	db_next(q);
	return db_done(q);
}

static enum err
put_field(struct ctx *cx, const struct extra_new *in, int64_t *id)
{
	struct query *q = db_query(cx, SQL_EXTRA_FIELD_PUT);

	db_bind_text(q, 1, in->problem_type_id);
	db_bind_text(q, 2, in->key);
	db_bind_int(q, 3, (int64_t)in->type);
	db_bind_text(q, 4, in->name_en);
	db_bind_text(q, 5, in->name_zh);
	db_bind_text(q, 6, in->desc_en);
	db_bind_text(q, 7, in->desc_zh);
	db_bind_text(q, 8, in->tips_en);
	db_bind_text(q, 9, in->tips_zh);
	db_bind_int(q, 10, in->required);
	db_bind_int(q, 11, in->length);
	db_bind_text(q, 12, in->default_value);
	db_bind_text(q, 13, in->min);
	db_bind_text(q, 14, in->max);
	db_bind_int(q, 15, !in->hidden);
	db_bind_int(q, 16, in->sensitive);
	db_bind_int(q, 17, in->position);
	db_bind_int(q, 18, !in->inactive);
	if (db_next(q))
		*id = db_int(q, 0);
	while (db_next(q))
		continue;
	return db_done(q);
}

enum err
store_extra_items(
    struct ctx *cx, int64_t field, const struct extra_new_item *item, size_t n)
{
	struct query *q = db_query(cx, SQL_EXTRA_ITEMS_DROP);
	enum err rc;

	db_bind_int(q, 1, field);
	db_next(q);
	rc = db_done(q);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = put_item(cx, field, &item[i], (int64_t)i + 1);
	return rc;
}

enum err
store_extra_define(struct ctx *cx, const struct extra_new *in)
{
	int64_t id = 0;
	enum err rc;

	rc = put_field(cx, in, &id);
	if (rc == ERR_OK)
		rc = store_extra_items(cx, id, in->item, in->nitem);
	return rc;
}
