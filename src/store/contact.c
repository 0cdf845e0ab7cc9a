/*
 * contact.c - how the customer of a ticket is reached.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_contact_put(struct ctx *cx, int64_t ticket, const struct contact *c)
{
	struct query *q = db_query(cx, SQL_CONTACT_PUT);
	int64_t changed;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_text(q, 3, c->mail);
	db_bind_text(q, 4, c->mobile);
	db_bind_text(q, 5, c->area);
	db_bind_text(q, 6, c->time);
	db_bind_text(q, 7, c->cc);
	db_next(q);
	changed = db_changes(q);
	rc = db_done(q);
	if (rc == ERR_OK && changed != 1)
		return err_say(
		    cx, ERR_DENIED, "denied", "the contact is not his");
	return rc;
}
