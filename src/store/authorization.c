/*
 * authorization.c - authorizations, what is confided, and who looked.
 */
#include "store/db.h"
#include "store/store.h"

#include <inttypes.h>

static enum err
run(struct query *q)
{
	db_next(q);
	return db_done(q);
}

/* In the column order of AUTH_COLUMNS. */
static void
auth_from_row(struct query *q, struct authorization *z)
{
	*z = (struct authorization){
		.id = db_int(q, 0),
		.ticket_id = db_int(q, 1),
		.status = (enum auth_status)db_int(q, 2),
		.resource = db_int(q, 3),
		.visit = db_int(q, 4),
		.describe = db_text(q, 5),
		.requested_by = db_int(q, 6),
		.requester = db_text(q, 7),
		.handled_by = db_int(q, 8),
		.handler = db_text(q, 9),
		.handled_at = db_int(q, 10),
		.created_at = db_int(q, 11),
		.updated_at = db_int(q, 12),
		.effective_at = db_int(q, 13),
		.expire_at = db_int(q, 14),
		.reject_reason = db_text(q, 15),
		.agency = db_text(q, 16),
		.cleared_at = db_int(q, 17),
		.ticket_title = db_text(q, 18),
		.ticket_status = (enum status)db_int(q, 19),
		.submitter = db_text(q, 20),
		.assignee_id = db_int(q, 21),
	};
}

enum err
store_auth_get(
    struct ctx *cx, bool staff, int64_t id, struct authorization *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_AUTH_GET_STAFF : SQL_AUTH_GET_CUSTOMER);
	bool found;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	found = db_next(q);
	if (found)
		auth_from_row(q, out);
	rc = db_done(q);
	return rc == ERR_OK && !found
	    ? err_fail(cx, ERR_NOTFOUND,
		  "no authorization %" PRId64 " for user %" PRId64, id,
		  cx->actor)
	    : rc;
}

enum err
store_auth_details(struct ctx *cx, struct authorization *z)
{
	struct query *q = db_query(cx, SQL_AUTH_DETAILS);

	db_bind_int(q, 1, z->id);
	db_bind_int(q, 2, cx->lang);
	for (z->ndetail = 0; z->ndetail < AUTH_DETAILS_MAX && db_next(q);
	     z->ndetail++)
		z->detail[z->ndetail] = (struct auth_detail){
			.number = db_int(q, 0),
			.type = db_int(q, 1),
			.instance = db_text(q, 2),
			.region_id = db_text(q, 3),
			.region = db_text(q, 4),
		};
	return db_done(q);
}

enum err
store_auth_list(
    struct ctx *cx, const struct auth_filter *f, struct auth_list *out)
{
	const enum sql how = f->scope == SCOPE_GROUP ? SQL_AUTH_LIST_GROUP
	    : f->scope == SCOPE_ACCOUNT              ? SQL_AUTH_LIST_ACCOUNT
						     : SQL_AUTH_LIST_MINE;
	struct query *q = db_query(cx, how);
	size_t limit = (size_t)f->limit;

	*out = (struct auth_list){
		.item = arena_array(cx->mem, limit + 1, sizeof(*out->item)),
	};
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, f->statuses != 0 ? f->statuses : AUTH_ANY);
	db_bind_int(q, 3, f->before != 0 ? f->before : INT64_MAX);
	db_bind_int(q, 4, f->limit + 1);
	if (f->scope == SCOPE_GROUP)
		db_bind_int(q, 5, f->group_id);
	while (out->count <= limit && db_next(q))
		auth_from_row(q, &out->item[out->count++]);
	if (out->count > limit) {
		out->count = limit;
		out->next = out->item[limit - 1].id;
	}
	return db_done(q);
}

#define OF_TICKET_MAX 50

enum err
store_auth_of_ticket(
    struct ctx *cx, bool staff, int64_t ticket, struct auth_list *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_AUTH_OF_TICKET_STAFF : SQL_AUTH_OF_TICKET_CUSTOMER);
	size_t cap = 0;

	*out = (struct auth_list){ .item = NULL };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	while (out->count < OF_TICKET_MAX && db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		auth_from_row(q, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_auth_add(struct ctx *cx, int64_t ticket, unsigned statuses,
    const struct auth_new *in, int64_t id, bool *added)
{
	struct query *q = db_query(cx, SQL_AUTH_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, statuses);
	db_bind_int(q, 4, in->resource);
	db_bind_int(q, 5, in->visit);
	db_bind_text(q, 6, in->describe);
	db_bind_int(q, 7, cx->now);
	db_bind_int(q, 8, id);
	return db_change(q, added);
}

enum err
store_auth_detail_add(struct ctx *cx, int64_t id, const struct auth_detail *d)
{
	struct query *q = db_query(cx, SQL_AUTH_DETAIL_ADD);
	int64_t added;
	enum err rc;

	db_bind_int(q, 1, id);
	db_bind_int(q, 2, d->number);
	db_bind_int(q, 3, d->type);
	db_bind_text(q, 4, d->instance);
	db_bind_text(q, 5, d->region_id);
	db_next(q);
	added = db_changes(q);
	rc = db_done(q);
	return rc == ERR_OK && added != 1
	    ? err_say(cx, ERR_INVALID, "unknown_choice", "no region \"%s\"",
		  d->region_id)
	    : rc;
}

enum err
store_auth_change(struct ctx *cx, const struct auth_change *c, bool *changed)
{
	static const enum sql by[MAY__MAX] = {
		[MAY_CUSTOMER] = SQL_AUTH_CHANGE_CUSTOMER,
		[MAY_ASSIGNEE] = SQL_AUTH_CHANGE_ASSIGNEE,
		[MAY_SYSTEM] = SQL_AUTH_CHANGE_SYSTEM,
	};
	struct query *q = db_query(
	    cx, c->ended ? SQL_AUTH_CHANGE_END : by[c->may]);

	if (!c->ended)
		db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, c->id);
	db_bind_int(q, 3, c->from);
	db_bind_int(q, 4, c->to);
	db_bind_int(q, 5, cx->now);
	db_bind_id(q, 6, c->effective_at);
	db_bind_id(q, 7, c->expire_at);
	db_bind_text(q, 8, c->agency);
	db_bind_id(q, 9, c->agreement_id);
	db_bind_text(q, 10, c->reject_reason);
	db_bind_int(q, 11, c->ticket);
	db_bind_id(q, 12, c->may == MAY_CUSTOMER ? cx->actor : 0);
	db_next(q);
	*changed = db_changes(q) == 1;
	return db_done(q);
}

enum err
store_auth_cleared(struct ctx *cx, int64_t id)
{
	struct query *q = db_query(cx, SQL_AUTH_CLEARED);

	db_bind_int(q, 1, id);
	db_bind_int(q, 2, cx->now);
	return run(q);
}

enum err
store_auth_hold(struct ctx *cx, int64_t id, bool *held)
{
	struct query *q = db_query(cx, SQL_AUTH_HOLD);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, cx->now);
	*held = db_next(q);
	return db_done(q);
}

static enum err
some(struct query *q, struct authorization *z, size_t max, size_t *n)
{
	for (*n = 0; *n < max && db_next(q); ++*n)
		z[*n] = (struct authorization){
			.id = db_int(q, 0),
			.ticket_id = db_int(q, 1),
			.status = (enum auth_status)db_int(q, 2),
			.ticket_status = (enum status)db_int(q, 3),
		};
	return db_done(q);
}

enum err
store_auth_standing(struct ctx *cx, int64_t ticket, struct authorization *z,
    size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_AUTH_STANDING);

	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, (int64_t)max);
	return some(q, z, max, n);
}

enum err
store_auth_due(struct ctx *cx, struct authorization *z, size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_AUTH_DUE);

	db_bind_int(q, 1, cx->now);
	db_bind_int(q, 2, (int64_t)max);
	return some(q, z, max, n);
}

/* History ----------------------------------------------------------------- */

static void
add_event(struct ctx *cx, struct query *q, int column,
    struct secret_history *out, size_t *cap)
{
	if (out->count == *cap)
		out->item = arena_grow(
		    cx->mem, out->item, cap, sizeof(*out->item));
	out->item[out->count++] = (struct secret_event){
		.at = db_int(q, column),
		.type = (int)db_int(q, column + 1),
		.user_id = db_int(q, column + 2),
		.user = db_text(q, column + 3),
	};
}

enum err
store_auth_history(
    struct ctx *cx, bool staff, int64_t id, struct secret_history *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_AUTH_HISTORY_STAFF : SQL_AUTH_HISTORY_CUSTOMER);
	size_t cap = 0;

	*out = (struct secret_history){ .item = NULL };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	while (db_next(q))
		add_event(cx, q, 0, out, &cap);
	return db_done(q);
}

enum err
store_secret_log_add(
    struct ctx *cx, enum vault_kind kind, int64_t owner, int type)
{
	struct query *q = db_query(cx, SQL_SECRET_LOG_ADD);

	db_bind_int(q, 1, kind);
	db_bind_int(q, 2, owner);
	db_bind_int(q, 3, type);
	db_bind_int(q, 4, cx->actor);
	db_bind_int(q, 5, cx->now);
	return run(q);
}

/* What is confided -------------------------------------------------------- */

enum err
store_confidential_add(
    struct ctx *cx, int64_t ticket, int64_t message, int64_t id)
{
	struct query *q = db_query(cx, SQL_CONFIDENTIAL_ADD);

	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, message);
	db_bind_int(q, 3, cx->now);
	db_bind_int(q, 4, id);
	db_next(q);
	return db_done(q);
}

enum err
store_confidential_kept(
    struct ctx *cx, int64_t ticket, int64_t message, int64_t **id, size_t *n)
{
	struct query *q = db_query(cx, SQL_CONFIDENTIAL_KEPT);
	size_t cap = 0;

	*id = NULL;
	*n = 0;
	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, message);
	while (db_next(q)) {
		if (*n == cap)
			*id = arena_grow(cx->mem, *id, &cap, sizeof(**id));
		(*id)[(*n)++] = db_int(q, 0);
	}
	return db_done(q);
}

enum err
store_confidential_cleared(struct ctx *cx, int64_t id)
{
	struct query *q = db_query(cx, SQL_CONFIDENTIAL_CLEARED);

	db_bind_int(q, 1, id);
	db_bind_int(q, 2, cx->now);
	return run(q);
}

enum err
store_confidential_hold(
    struct ctx *cx, int64_t ticket, int64_t message, int64_t *id)
{
	struct query *q = db_query(cx, SQL_CONFIDENTIAL_HOLD);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, message);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_confidential_list(
    struct ctx *cx, bool staff, int64_t ticket, struct confided_list *out)
{
	struct query *q = db_query(cx,
	    staff ? SQL_CONFIDENTIAL_LIST_STAFF
		  : SQL_CONFIDENTIAL_LIST_CUSTOMER);
	struct confided *c = NULL;
	size_t cap = 0, looks = 0;

	*out = (struct confided_list){ .item = NULL };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	while (db_next(q)) {
		if (c == NULL || c->message != db_int(q, 0)) {
			if (out->count == cap)
				out->item = arena_grow(cx->mem, out->item, &cap,
				    sizeof(*out->item));
			c = &out->item[out->count++];
			*c = (struct confided){ .message = db_int(q, 0),
				.created_at = db_int(q, 1),
				.cleared_at = db_int(q, 2) };
			looks = 0;
		}
		if (!db_null(q, 3))
			add_event(cx, q, 3, &c->looks, &looks);
	}
	return db_done(q);
}
