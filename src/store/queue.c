/*
 * queue.c - groups of agents and their products.
 */
#include "store/db.h"
#include "store/store.h"

static struct partner
partner_from_row(struct query *q, int column)
{
	return (struct partner){ .ownership = db_int(q, column),
		.zone = db_text(q, column + 1),
		.days = db_int(q, column + 2),
		.hours = db_int(q, column + 3) };
}

enum err
store_queue_list(struct ctx *cx, struct queue_list *out)
{
	struct query *q = db_query(cx, SQL_QUEUE_LIST);
	size_t cap = 0;

	*out = (struct queue_list){ 0 };
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct queue_group){
			.id = db_int(q, 0),
			.name = db_text(q, 1),
			.mine = db_int(q, 2) != 0,
			.open = db_int(q, 3),
			.partner = partner_from_row(q, 4),
		};
	}
	return db_done(q);
}

enum err
store_queue_find(struct ctx *cx, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_QUEUE_FIND);

	db_bind_text(q, 1, key);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_queue_add(struct ctx *cx, const char *name, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_QUEUE_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, name);
	db_bind_text(q, 3, key);
	db_bind_int(q, 4, cx->now);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_queue_rename(struct ctx *cx, int64_t id, const char *name,
    const char *key, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_QUEUE_RENAME);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, name);
	db_bind_text(q, 4, key);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

/* A statement of the actor and a queue. */
static struct query *
of_queue(struct ctx *cx, enum sql what, int64_t id)
{
	struct query *q = db_query(cx, what);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	return q;
}

enum err
store_queue_partner(struct ctx *cx, int64_t id, const struct partner *p)
{
	struct query *q = of_queue(cx, SQL_QUEUE_PARTNER_PUT, id);
	const bool ours = p->ownership == OWN_OURS;

	db_bind_int(q, 3, p->ownership);
	db_bind_text(q, 4, ours ? "" : p->zone);
	db_bind_int(q, 5, ours ? 0 : p->days);
	db_bind_int(q, 6, ours ? 0 : p->hours);
	db_next(q);
	return db_done(q);
}

enum err
store_partner_of(
    struct ctx *cx, bool staff, int64_t ticket, struct queue_group *out)
{
	struct query *q = of_queue(
	    cx, staff ? SQL_PARTNER_OF_STAFF : SQL_PARTNER_OF_CUSTOMER, ticket);

	*out = (struct queue_group){ 0 };
	if (db_next(q))
		*out = (struct queue_group){ .id = db_int(q, 0),
			.name = db_text(q, 1),
			.partner = partner_from_row(q, 2) };
	return db_done(q);
}

enum err
store_queue_drop(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = of_queue(cx, SQL_QUEUE_DROP, id);

	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

static struct queue_group *
group_of(struct queue_list *l, int64_t id)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->item[i].id == id)
			return &l->item[i];
	return NULL;
}

/* Rows come queue by queue: the next one of a list that grows. */
static void *
grow(struct ctx *cx, void *list, size_t n, size_t size)
{
	size_t cap = n;

	/* At 0, 16, 32, 64 … it is full. */
	if (n == 0 || (n >= 16 && (n & (n - 1)) == 0))
		return arena_grow(cx->mem, list, &cap, size);
	return list;
}

static enum err
read_members(struct ctx *cx, struct queue_list *l)
{
	struct query *q = of_queue(cx, SQL_QUEUE_MEMBERS, 0);

	while (db_next(q)) {
		struct queue_group *g = group_of(l, db_int(q, 0));

		if (g == NULL)
			continue;
		g->member = grow(cx, g->member, g->nmember, sizeof(*g->member));
		g->member[g->nmember++] = (struct queue_member){
			.id = db_int(q, 1),
			.name = db_text(q, 2),
			.display_name = db_text(q, 3),
		};
	}
	return db_done(q);
}

enum err
store_queue_parts(struct ctx *cx, struct queue_list *l)
{
	struct query *q;
	enum err rc;

	rc = read_members(cx, l);
	if (rc != ERR_OK)
		return rc;
	q = of_queue(cx, SQL_QUEUE_PRODUCTS, 0);
	db_bind_int(q, 3, cx->lang);
	while (db_next(q)) {
		struct queue_group *g = group_of(l, db_int(q, 0));

		if (g == NULL)
			continue;
		g->product = grow(
		    cx, g->product, g->nproduct, sizeof(*g->product));
		g->product[g->nproduct++] = (struct queue_product){
			.id = db_text(q, 1),
			.name = db_text(q, 2),
		};
	}
	return db_done(q);
}

enum err
store_queue_empty(struct ctx *cx, int64_t id)
{
	struct query *q = of_queue(cx, SQL_QUEUE_MEMBERS_DROP, id);
	enum err rc;

	db_next(q);
	rc = db_done(q);
	if (rc != ERR_OK)
		return rc;
	q = of_queue(cx, SQL_QUEUE_PRODUCTS_DROP, id);
	db_next(q);
	return db_done(q);
}

enum err
store_queue_member(struct ctx *cx, int64_t id, int64_t user)
{
	struct query *q = of_queue(cx, SQL_QUEUE_MEMBER_PUT, id);

	db_bind_int(q, 3, user);
	db_next(q);
	return db_done(q);
}

enum err
store_queue_product(struct ctx *cx, int64_t id, const char *product)
{
	struct query *q = of_queue(cx, SQL_QUEUE_PRODUCT_PUT, id);

	db_bind_text(q, 3, product);
	db_next(q);
	return db_done(q);
}
