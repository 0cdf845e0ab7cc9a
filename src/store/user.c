/*
 * user.c - accounts, users, groups, sessions.
 */
#include "store/db.h"
#include "store/store.h"

/* Run a query of one row and one number; -1 if it has no row. */
static enum err
one_int(struct query *q, int64_t none, int64_t *out)
{
	*out = db_next(q) ? db_int(q, 0) : none;
	return db_done(q);
}

enum err
store_account_find(struct ctx *cx, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_FIND);

	db_bind_text(q, 1, key);
	return one_int(q, 0, id);
}

enum err
store_account_add(
    struct ctx *cx, const char *name, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_ADD);

	db_bind_text(q, 1, name);
	db_bind_text(q, 2, key);
	db_bind_int(q, 3, cx->now);
	return one_int(q, 0, id);
}

enum err
store_account_list(struct ctx *cx, const char *key, struct account_list *out)
{
	struct query *q = db_query(cx, SQL_ACCOUNT_LIST);
	size_t cap = 0;

	*out = (struct account_list){ 0 };
	db_bind_text(q, 1, key);
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
		};
	}
	return db_done(q);
}

enum err
store_account_grant(
    struct ctx *cx, int64_t account, enum privilege p, bool granted)
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

	db_bind_int(q, 1, account);
	db_bind_int(q, 2, granted == column[p].when);
	db_next(q);
	return db_done(q);
}

/* In the column order of USER_COLUMNS. */
static void
user_from_row(struct query *q, struct user *u)
{
	*u = (struct user){
		.id = db_int(q, 0),
		.account_id = db_int(q, 1),
		.role = (enum role)db_int(q, 2),
		.account_admin = db_int(q, 3) != 0,
		.disabled = !db_null(q, 4),
		.must_change = db_int(q, 5) != 0,
		.shortcuts = db_int(q, 6) != 0,
		.created_at = db_int(q, 7),
		.name = db_text(q, 8),
		.display_name = db_text(q, 9),
		.account = db_text(q, 10),
		.email = db_text(q, 11),
		.area_code = db_text(q, 12),
		.mobile = db_text(q, 13),
		.language = db_text(q, 14),
		.time_zone = db_text(q, 15),
		.theme = db_text(q, 16),
	};
}

static enum err
user_get(struct query *q, bool *found, struct user *out, const char **hash)
{
	*found = db_next(q);
	if (*found) {
		user_from_row(q, out);
		if (hash != NULL)
			*hash = db_text(q, 17);
	}
	return db_done(q);
}

enum err
store_user_by_id(struct ctx *cx, int64_t id, bool *found, struct user *out,
    const char **hash)
{
	struct query *q = db_query(cx, SQL_USER_BY_ID);

	db_bind_int(q, 1, id);
	return user_get(q, found, out, hash);
}

enum err
store_user_by_name(struct ctx *cx, const char *key, bool *found,
    struct user *out, const char **hash)
{
	struct query *q = db_query(cx, SQL_USER_BY_NAME);

	db_bind_text(q, 1, key);
	return user_get(q, found, out, hash);
}

static enum err
read_users(struct ctx *cx, enum sql sql, struct user_list *out)
{
	struct query *q = db_query(cx, sql);
	size_t cap = 64;

	out->item = arena_array(cx->mem, cap, sizeof(*out->item));
	out->count = 0;
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		user_from_row(q, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_user_list(struct ctx *cx, struct user_list *out)
{
	return read_users(cx, SQL_USER_LIST, out);
}

enum err
store_staff_list(struct ctx *cx, struct user_list *out)
{
	return read_users(cx, SQL_STAFF_LIST, out);
}

enum err
store_user_counts(struct ctx *cx, int64_t *accounts, int64_t n[ROLE__MAX])
{
	struct query *q = db_query(cx, SQL_ACCOUNT_COUNT);
	enum err rc;

	rc = one_int(q, 0, accounts);
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i < ROLE__MAX; i++)
		n[i] = 0;
	q = db_query(cx, SQL_USER_COUNT);
	while (db_next(q)) {
		int64_t role = db_int(q, 0);

		if (role >= 0 && role < ROLE__MAX)
			n[role] = db_int(q, 1);
	}
	return db_done(q);
}

enum err
store_user_add(struct ctx *cx, const struct user *u, const char *key,
    const char *hash, int64_t *id)
{
	struct query *q = db_query(cx, SQL_USER_ADD);

	db_bind_id(q, 1, u->account_id);
	db_bind_text(q, 2, u->name);
	db_bind_text(q, 3, key);
	db_bind_text(q, 4, u->display_name);
	db_bind_int(q, 5, u->role);
	db_bind_int(q, 6, u->account_admin);
	db_bind_text(q, 7, hash);
	db_bind_int(q, 8, u->must_change);
	db_bind_text(q, 9, u->email);
	db_bind_text(q, 10, u->area_code);
	db_bind_text(q, 11, u->mobile);
	db_bind_text(q, 12, u->language);
	db_bind_text(q, 13, u->time_zone);
	db_bind_int(q, 14, cx->now);
	return one_int(q, 0, id);
}

enum err
store_user_profile(struct ctx *cx, const struct user *u)
{
	struct query *q = db_query(cx, SQL_USER_PROFILE);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, u->display_name);
	db_bind_text(q, 3, u->email);
	db_bind_text(q, 4, u->area_code);
	db_bind_text(q, 5, u->mobile);
	db_bind_text(q, 6, u->language);
	db_bind_text(q, 7, u->time_zone);
	db_bind_text(q, 8, u->theme);
	db_bind_int(q, 9, u->shortcuts);
	db_next(q);
	return db_done(q);
}

enum err
store_user_preferences(struct ctx *cx, const char *language, const char *theme)
{
	struct query *q = db_query(cx, SQL_USER_PREFERENCES);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, language);
	db_bind_text(q, 3, theme);
	db_next(q);
	return db_done(q);
}

enum err
store_user_password(
    struct ctx *cx, int64_t id, const char *hash, bool must_change)
{
	struct query *q = db_query(cx, SQL_USER_PASSWORD);

	db_bind_int(q, 1, id);
	db_bind_text(q, 2, hash);
	db_bind_int(q, 3, must_change);
	db_next(q);
	return db_done(q);
}

enum err
store_user_disable(struct ctx *cx, int64_t id, bool disabled)
{
	struct query *q = db_query(cx, SQL_USER_DISABLE);

	db_bind_int(q, 1, id);
	db_bind_id(q, 2, disabled ? cx->now : 0);
	db_next(q);
	return db_done(q);
}

enum err
store_user_name(struct ctx *cx, int64_t id, const char **out)
{
	struct query *q = db_query(cx, SQL_USER_NAME);

	db_bind_int(q, 1, id);
	*out = db_next(q) ? db_text(q, 0) : "";
	return db_done(q);
}

enum err
store_group_add(struct ctx *cx, int64_t account, const char *name,
    const char *key, bool administrator, bool operator, int64_t * id)
{
	struct query *q = db_query(cx, SQL_GROUP_ADD);

	db_bind_int(q, 1, account);
	db_bind_text(q, 2, name);
	db_bind_text(q, 3, key);
	db_bind_int(q, 4, administrator);
	db_bind_int(q, 5, operator);
	db_bind_int(q, 6, cx->now);
	return one_int(q, 0, id);
}

enum err
store_group_find(struct ctx *cx, int64_t account, const char *key, int64_t *id)
{
	struct query *q = db_query(cx, SQL_GROUP_FIND);

	db_bind_int(q, 1, account);
	db_bind_text(q, 2, key);
	return one_int(q, 0, id);
}

enum err
store_group_join(struct ctx *cx, int64_t group, int64_t user)
{
	struct query *q = db_query(cx, SQL_GROUP_JOIN);

	db_bind_int(q, 1, group);
	db_bind_int(q, 2, user);
	db_next(q);
	return db_done(q);
}

/* In the column order of GROUP_LIST. */
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

enum err
store_group_list(struct ctx *cx, int64_t account, struct user_group_list *out)
{
	struct query *q = db_query(cx, SQL_GROUP_LIST);
	size_t cap = 0, member_cap = 0;
	struct user_group *g = NULL;

	*out = (struct user_group_list){ 0 };
	db_bind_int(q, 1, account);
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

enum err
store_groups_operated(struct ctx *cx, const struct group_ref **out, size_t *n)
{
	struct query *q = db_query(cx, SQL_GROUPS_OPERATED);
	struct group_ref *g = NULL;
	size_t cap = 0;

	*n = 0;
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		if (*n == cap)
			g = arena_grow(cx->mem, g, &cap, sizeof(*g));
		g[*n].id = db_int(q, 0);
		g[(*n)++].name = db_text(q, 1);
	}
	*out = g;
	return db_done(q);
}

enum err
store_may_create(struct ctx *cx, bool *out)
{
	struct query *q = db_query(cx, SQL_MAY_CREATE);
	int64_t may;
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	rc = one_int(q, 0, &may);
	*out = may != 0;
	return rc;
}

/* Sessions ---------------------------------------------------------------- */

enum err
store_session_find(struct ctx *cx, const unsigned char hash[32],
    struct session_state *st, struct session *out)
{
	struct query *q = db_query(cx, SQL_SESSION_FIND);

	*st = (struct session_state){ 0 };
	*out = (struct session){ 0 };
	db_bind_blob(q, 1, hash, 32);
	if (db_next(q)) {
		st->found = true;
		st->created_at = db_int(q, 2);
		st->seen_at = db_int(q, 3);
		st->ended_at = db_int(q, 4);
		st->disabled = !db_null(q, 5);
		out->id = db_int(q, 0);
		out->user_id = db_int(q, 1);
		out->account_id = db_int(q, 6);
		out->role = (enum role)db_int(q, 7);
		out->account_admin = db_int(q, 8) != 0;
		out->must_change = db_int(q, 9) != 0;
		out->shortcuts = db_int(q, 10) != 0;
		out->name = db_text(q, 11);
		out->display_name = db_text(q, 12);
		out->account_name = db_text(q, 13);
		out->language = db_text(q, 14);
		out->time_zone = db_text(q, 15);
		out->theme = db_text(q, 16);
		st->proved_at = db_int(q, 17);
	}
	return db_done(q);
}

enum err
store_session_prove(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_SESSION_PROVE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, cx->now);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_session_add(struct ctx *cx, const unsigned char hash[32], int64_t user,
    const char *agent, int64_t device, int64_t *id)
{
	struct query *q = db_query(cx, SQL_SESSION_ADD);

	db_bind_blob(q, 1, hash, 32);
	db_bind_int(q, 2, user);
	db_bind_int(q, 3, cx->now);
	db_bind_text(q, 4, cx->peer == NULL ? "" : cx->peer);
	db_bind_text(q, 5, agent);
	db_bind_id(q, 6, device);
	return one_int(q, 0, id);
}

enum err
store_session_end(
    struct ctx *cx, int64_t user, int64_t id, int64_t keep, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_SESSION_END);

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, cx->now);
	db_bind_int(q, 3, id);
	db_bind_int(q, 4, keep);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_session_list(struct ctx *cx, int64_t created_after, int64_t seen_after,
    struct session_list *out)
{
	struct query *q = db_query(cx, SQL_SESSION_LIST);
	size_t cap = 0;

	*out = (struct session_list){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, created_after);
	db_bind_int(q, 3, seen_after);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct session_row){
			.id = db_int(q, 0),
			.created_at = db_int(q, 1),
			.seen_at = db_int(q, 2),
			.ip = db_text(q, 3),
			.agent = db_text(q, 4),
		};
	}
	return db_done(q);
}

enum err
store_session_seen(struct ctx *cx, int64_t id, int64_t at)
{
	struct query *q = db_query(cx, SQL_SESSION_SEEN);

	db_bind_int(q, 1, id);
	db_bind_int(q, 2, at);
	db_next(q);
	return db_done(q);
}
