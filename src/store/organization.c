/*
 * organization.c - accounts, and the groups of their users.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_rules_all(struct ctx *cx, bool *out)
{
	struct query *q = db_query(cx, SQL_RULES_ALL);
	int64_t one;
	enum err rc;

	db_bind_int(q, 1, db_manager(cx));
	rc = db_one_int(q, 0, &one);
	*out = one != 0;
	return rc;
}

/* Accounts ---------------------------------------------------------------- */

enum err
store_account_find(struct ctx *cx, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_FIND);

	db_bind_text(q, 1, key);
	return db_one_int(q, 0, id);
}

enum err
store_account_add(
    struct ctx *cx, const char *name, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_ADD);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_text(q, 2, name);
	db_bind_text(q, 3, key);
	db_bind_int(q, 4, cx->now);
	return db_one_int(q, 0, id);
}

/* In the column order of ACCOUNT_COLUMNS. */
static enum err
read_accounts(struct ctx *cx, struct query *q, struct account_list *out)
{
	size_t cap = 0;

	*out = (struct account_list){ 0 };
	while (db_next(q)) {
		bool policy = db_int(q, 2) != 0;

		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct account){
			.id = db_int(q, 0),
			.name = db_text(q, 1),
			.policy = policy,
			.has[PRIVILEGE_EXPORT] = db_int(q, 3) != 0,
			.has[PRIVILEGE_CREATE] = !policy,
			.has[PRIVILEGE_ASSUME] = db_int(q, 4) != 0,
			.created_at = db_int(q, 5),
		};
	}
	return db_done(q);
}

enum err
store_account_list(struct ctx *cx, const char *key, struct account_list *out)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_LIST);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_text(q, 2, key);
	return read_accounts(cx, q, out);
}

enum err
store_account_get(struct ctx *cx, int64_t id, bool *found, struct account *out)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_GET);
	struct account_list l;
	enum err rc;

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	rc = read_accounts(cx, q, &l);
	*found = rc == ERR_OK && l.count > 0;
	if (*found)
		*out = l.item[0];
	return rc;
}

enum err
store_account_page(struct ctx *cx, const char *after, const char *text,
    int64_t limit, struct account_list *out)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_PAGE);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_text(q, 2, after);
	db_bind_text(q, 3, db_pattern(cx, text));
	db_bind_int(q, 4, limit);
	return read_accounts(cx, q, out);
}

enum err
store_account_use(
    struct ctx *cx, int64_t id, int64_t since, struct account_use *out)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_USE);

	*out = (struct account_use){ 0 };
	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, since);
	if (db_next(q)) {
		out->users = db_int(q, 0);
		out->groups = db_int(q, 1);
		out->open = db_int(q, 2);
		out->uploaded = db_int(q, 3);
		out->labels = db_int(q, 4);
	}
	return db_done(q);
}

enum err
store_account_rename(struct ctx *cx, int64_t id, const char *name,
    const char *key, bool *changed)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_RENAME);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, name);
	db_bind_text(q, 4, key);
	return db_change(q, changed);
}

enum err
store_account_grant(struct ctx *cx, int64_t account, enum privilege p,
    bool granted, bool *changed)
{
	/* `when` is what the column holds while the privilege is there. */
	static const struct {
		enum sql sql;
		bool when;
	} column[PRIVILEGE__MAX] = {
		[PRIVILEGE_EXPORT] = { SQL_ACCOUNT_EXPORT, true },
		[PRIVILEGE_CREATE] = { SQL_ACCOUNT_POLICY, false },
		[PRIVILEGE_ASSUME] = { SQL_ACCOUNT_ASSUME, true },
	};
	struct query *q = db_query(cx, column[p].sql);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, account);
	db_bind_int(q, 3, granted == column[p].when);
	return db_change(q, changed);
}

/* Groups ------------------------------------------------------------------ */

enum err
store_group_add(struct ctx *cx, int64_t account, const struct user_group *g,
    const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_GROUP_ADD);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, account);
	db_bind_text(q, 3, g->name);
	db_bind_text(q, 4, key);
	db_bind_int(q, 5, g->ticket_administrator);
	db_bind_int(q, 6, g->group_operator);
	db_bind_int(q, 7, cx->now);
	return db_one_int(q, 0, id);
}

enum err
store_group_find(struct ctx *cx, int64_t account, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_GROUP_FIND);

	db_bind_int(q, 1, account);
	db_bind_text(q, 2, key);
	return db_one_int(q, 0, id);
}

/* In the column order of GROUP_COLUMNS, of which GROUP_LIST has the first. */
static struct user_group
group_from_row(struct query *q)
{
	return (struct user_group){
		.id = db_int(q, 0),
		.ticket_administrator = db_int(q, 1) != 0,
		.group_operator = db_int(q, 2) != 0,
		.name = db_text(q, 3),
		.account = db_text(q, 4),
	};
}

static enum err
read_groups(struct ctx *cx, struct query *q, struct user_group_list *out)
{
	size_t cap = 0;

	*out = (struct user_group_list){ 0 };
	while (db_next(q)) {
		struct user_group *g;

		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		g = &out->item[out->count++];
		*g = group_from_row(q);
		g->account_id = db_int(q, 5);
		g->key = db_text(q, 6);
		g->nmember = (size_t)db_int(q, 7);
	}
	return db_done(q);
}

enum err
store_group_get(struct ctx *cx, int64_t id, bool *found, struct user_group *out)
{
	struct query *q = db_query(cx, SQL_GROUP_GET);
	struct user_group_list l;
	enum err rc;

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	rc = read_groups(cx, q, &l);
	*found = rc == ERR_OK && l.count > 0;
	if (*found)
		*out = l.item[0];
	return rc;
}

enum err
store_group_page(
    struct ctx *cx, const struct groups_asked *f, struct user_group_list *out)
{
	struct query *q = db_query(cx,
	    f->account_id != 0 ? SQL_GROUP_PAGE_ACCOUNT : SQL_GROUP_PAGE_ALL);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_text(q, 2, f->after);
	db_bind_int(q, 3, f->after_id);
	db_bind_text(q, 4, db_pattern(cx, f->q));
	if (f->account_id != 0)
		db_bind_int(q, 5, f->account_id);
	db_bind_int(q, 6, f->limit);
	return read_groups(cx, q, out);
}

enum err
store_group_change(
    struct ctx *cx, const struct user_group *g, const char *key, bool *changed)
{
	struct query *q = db_query(cx, SQL_GROUP_CHANGE);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, g->id);
	db_bind_text(q, 3, g->name);
	db_bind_text(q, 4, key);
	db_bind_int(q, 5, g->ticket_administrator);
	db_bind_int(q, 6, g->group_operator);
	return db_change(q, changed);
}

enum err
store_group_delete(struct ctx *cx, int64_t id, bool *changed)
{
	struct query *q = db_query(cx, SQL_GROUP_DELETE);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	return db_change(q, changed);
}

enum err
store_group_member(
    struct ctx *cx, int64_t group, int64_t user, bool in, bool *changed)
{
	struct query *q = db_query(cx, in ? SQL_GROUP_JOIN : SQL_GROUP_LEAVE);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, group);
	db_bind_int(q, 3, user);
	return db_change(q, changed);
}

enum err
store_groups_of(struct ctx *cx, int64_t user, struct user_group_list *out)
{
	struct query *q = db_query(cx, SQL_GROUPS_OF);
	size_t cap = 0;

	*out = (struct user_group_list){ 0 };
	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, user);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct user_group){
			.id = db_int(q, 0),
			.name = db_text(q, 1),
			.ticket_administrator = db_int(q, 2) != 0,
			.group_operator = db_int(q, 3) != 0,
		};
	}
	return db_done(q);
}

enum err
store_group_list(struct ctx *cx, int64_t account, struct user_group_list *out)
{
	struct query *q = db_query(cx, SQL_GROUP_LIST);
	size_t cap = 0, member_cap = 0;
	struct user_group *g = NULL;

	*out = (struct user_group_list){ 0 };
	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, account);
	while (db_next(q)) {
		if (g == NULL || g->id != db_int(q, 0)) {
			if (out->count == cap)
				out->item = arena_grow(cx->mem, out->item, &cap,
				    sizeof(*out->item));
			g = &out->item[out->count++];
			*g = group_from_row(q);
			member_cap = 0;
		}
		if (db_null(q, 5))
			continue;
		if (g->nmember == member_cap)
			g->member = arena_grow(cx->mem, g->member, &member_cap,
			    sizeof(*g->member));
		g->member[g->nmember++] = db_text(q, 5);
	}
	return db_done(q);
}
