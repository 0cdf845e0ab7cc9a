/*
 * contact.c - how the customer of a ticket is reached.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_contact_put(struct ctx *cx, int64_t ticket, const struct contact *c,
    const struct sealed *sealed)
{
	struct query *q = db_query(cx, SQL_CONTACT_PUT);
	int64_t changed;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_blob(q, 3, sealed->bytes, sealed->len);
	db_bind_text(q, 4, c->area);
	db_bind_text(q, 5, c->time);
	db_next(q);
	changed = db_changes(q);
	rc = db_done(q);
	if (rc == ERR_OK && changed != 1)
		return err_say(
		    cx, ERR_DENIED, "denied", "the contact is not his");
	return rc;
}

enum err
store_contact_clear(struct ctx *cx, int64_t ticket)
{
	struct query *q = db_query(cx, SQL_CONTACT_CLEAR);

	db_bind_int(q, 1, ticket);
	db_next(q);
	return db_done(q);
}

enum err
store_contact_plain(
    struct ctx *cx, struct contact_plain *out, size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_CONTACT_PLAIN);

	db_bind_int(q, 1, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		out[*n] = (struct contact_plain){
			.id = db_int(q, 0),
			.contact = { .mail = db_text(q, 1),
			    .mobile = db_text(q, 2),
			    .cc = db_text(q, 3) },
			.status = (enum status)db_int(q, 4),
		};
	return db_done(q);
}

enum err
store_contact_seal(struct ctx *cx, int64_t ticket, const struct sealed *sealed)
{
	struct query *q = db_query(cx, SQL_CONTACT_SEAL);

	db_bind_int(q, 1, ticket);
	db_bind_blob(q, 2, sealed->bytes, sealed->len);
	db_next(q);
	return db_done(q);
}

enum err
store_contact_mine(
    struct ctx *cx, int64_t limit, struct contact_row **out, size_t *n)
{
	struct query *q = db_query(cx, SQL_CONTACT_MINE);
	struct contact_row *r = NULL;
	size_t cap = 0;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, limit);
	for (*n = 0; db_next(q); ++*n) {
		if (*n == cap)
			r = arena_grow(cx->mem, r, &cap, sizeof(*r));
		r[*n] = (struct contact_row){ .ticket = db_int(q, 0),
			.area = db_text(q, 2),
			.created_at = db_int(q, 3) };
		r[*n].sealed.bytes = db_blob(q, 1, &r[*n].sealed.len);
	}
	*out = r;
	return db_done(q);
}
