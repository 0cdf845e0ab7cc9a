/*
 * user.c - users and their sessions.
 */
#include "base/crypto.h"
#include "domain/reach.h"
#include "store/db.h"
#include "store/store.h"

/* In the column order of USER_COLUMNS. */
static void
user_from_row(struct ctx *cx, struct query *q, struct user *u)
{
	struct sealed reach;

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
		.area_code = db_text(q, 12),
		.language = db_text(q, 14),
		.time_zone = db_text(q, 15),
		.theme = db_text(q, 16),
	};
	reach.bytes = db_blob(q, 11, &reach.len);
	reach_open(cx, u->id, &reach, &u->email, &u->mobile);
}

/* E-mail and mobile, with whatever else changes the user. */
static enum err
put_reach(struct ctx *cx, int64_t id, const char *email, const char *mobile)
{
	unsigned char mark[HASH_LEN];
	struct sealed sealed;
	struct query *q;
	enum err rc;

	rc = reach_seal(cx, id, email, mobile, &sealed);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_USER_REACH);
	db_bind_int(q, 1, id);
	db_bind_blob(q, 2, sealed.bytes, sealed.len);
	reach_mark(cx, email, mark);
	db_bind_blob(q, 3, *email == '\0' ? NULL : mark, sizeof(mark));
	db_next(q);
	return db_done(q);
}

enum err
store_user_plain(struct ctx *cx, struct user_plain *out, size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_USER_PLAIN);

	db_bind_int(q, 1, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		out[*n] = (struct user_plain){ db_int(q, 0), db_text(q, 1),
			db_text(q, 2) };
	return db_done(q);
}

enum err
store_user_seal(struct ctx *cx, const struct user_plain *p)
{
	return put_reach(cx, p->id, p->email, p->mobile);
}

static enum err
user_get(struct ctx *cx, struct query *q, bool *found, struct user *out,
    const char **hash)
{
	*found = db_next(q);
	if (*found) {
		user_from_row(cx, q, out);
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
	return user_get(cx, q, found, out, hash);
}

enum err
store_user_by_name(struct ctx *cx, const char *key, bool *found,
    struct user *out, const char **hash)
{
	struct query *q = db_query(cx, SQL_USER_BY_NAME);

	db_bind_text(q, 1, key);
	return user_get(cx, q, found, out, hash);
}

static enum err
read_users(struct ctx *cx, struct query *q, struct user_list *out)
{
	size_t cap = 64;

	out->item = arena_array(cx->mem, cap, sizeof(*out->item));
	out->count = 0;
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		user_from_row(cx, q, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_user_list(struct ctx *cx, struct user_list *out)
{
	struct query *q = db_query(cx, SQL_USER_LIST);

	db_bind_int(q, 1, db_manager(cx));
	return read_users(cx, q, out);
}

enum err
store_staff_list(struct ctx *cx, struct user_list *out)
{
	return read_users(cx, db_query(cx, SQL_STAFF_LIST), out);
}

enum err
store_user_counts(struct ctx *cx, int64_t *accounts, int64_t n[ROLE__MAX])
{
	struct query *q = db_query(cx, SQL_ACCOUNT_COUNT);
	enum err rc;

	rc = db_one_int(q, 0, accounts);
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
store_user_get(struct ctx *cx, int64_t id, bool *found, struct user *out)
{
	struct query *q = db_query(cx, SQL_USER_GET);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	return user_get(cx, q, found, out, NULL);
}

enum err
store_user_page(
    struct ctx *cx, const struct user_filter *f, struct user_list *out)
{
	unsigned char mark[HASH_LEN];
	struct query *q = db_query(cx,
	    f->group_id != 0         ? SQL_USER_PAGE_GROUP
		: f->account_id != 0 ? SQL_USER_PAGE_ACCOUNT
				     : SQL_USER_PAGE_ALL);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_text(q, 2, f->after);
	db_bind_text(q, 3, db_pattern(cx, f->q));
	db_bind_int(q, 4, f->state);
	db_bind_int(q, 5, f->any_role ? -1 : (int64_t)f->role);
	if (f->account_id != 0 || f->group_id != 0)
		db_bind_int(q, 6, f->account_id);
	if (f->group_id != 0)
		db_bind_int(q, 7, f->group_id);
	db_bind_int(q, 8, f->limit);
	reach_mark(cx, f->q, mark);
	db_bind_blob(q, 9, mark, sizeof(mark));
	return read_users(cx, q, out);
}

enum err
store_user_add(struct ctx *cx, const struct user *u, const char *key,
    const char *hash, int64_t *id)
{
	struct query *q = db_query(cx, SQL_USER_ADD);
	enum err rc;

	db_bind_int(q, 1, db_manager(cx));
	db_bind_id(q, 2, u->account_id);
	db_bind_text(q, 3, u->name);
	db_bind_text(q, 4, key);
	db_bind_text(q, 5, u->display_name);
	db_bind_int(q, 6, u->role);
	db_bind_int(q, 7, u->account_admin);
	db_bind_text(q, 8, hash);
	db_bind_int(q, 9, u->must_change);
	db_bind_text(q, 10, u->area_code);
	db_bind_text(q, 11, u->language);
	db_bind_text(q, 12, u->time_zone);
	db_bind_int(q, 13, cx->now);
	rc = db_one_int(q, 0, id);
	return rc == ERR_OK && *id != 0
	    ? put_reach(cx, *id, u->email, u->mobile)
	    : rc;
}

enum err
store_user_change(struct ctx *cx, const struct user *u, bool *changed)
{
	struct query *q = db_query(cx, SQL_USER_CHANGE);
	enum err rc;

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, u->id);
	db_bind_text(q, 3, u->display_name);
	db_bind_text(q, 4, u->area_code);
	db_bind_text(q, 5, u->language);
	db_bind_text(q, 6, u->time_zone);
	db_bind_int(q, 7, u->role);
	db_bind_int(q, 8, u->account_admin);
	rc = db_change(q, changed);
	return rc == ERR_OK && *changed
	    ? put_reach(cx, u->id, u->email, u->mobile)
	    : rc;
}

enum err
store_user_disable(struct ctx *cx, int64_t id, bool disabled, bool *changed)
{
	struct query *q = db_query(cx, SQL_USER_DISABLE);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	db_bind_id(q, 3, disabled ? cx->now : 0);
	return db_change(q, changed);
}

enum err
store_user_reset(struct ctx *cx, int64_t id, const char *hash, bool must_change,
    bool *changed)
{
	struct query *q = db_query(cx, SQL_USER_RESET);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, hash);
	db_bind_int(q, 4, must_change);
	return db_change(q, changed);
}

enum err
store_totp_reset(struct ctx *cx, int64_t id, bool *changed)
{
	struct query *q = db_query(cx, SQL_TOTP_RESET);

	db_bind_int(q, 1, db_manager(cx));
	db_bind_int(q, 2, id);
	return db_change(q, changed);
}

enum err
store_user_profile(struct ctx *cx, const struct user *u)
{
	struct query *q = db_query(cx, SQL_USER_PROFILE);
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, u->display_name);
	db_bind_text(q, 3, u->area_code);
	db_bind_text(q, 4, u->language);
	db_bind_text(q, 5, u->time_zone);
	db_bind_text(q, 6, u->theme);
	db_bind_int(q, 7, u->shortcuts);
	db_next(q);
	rc = db_done(q);
	return rc == ERR_OK ? put_reach(cx, cx->actor, u->email, u->mobile)
			    : rc;
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
store_user_password(struct ctx *cx, int64_t id, const char *hash,
    bool must_change, int is_short)
{
	struct query *q = db_query(cx, SQL_USER_PASSWORD);

	db_bind_int(q, 1, id);
	db_bind_text(q, 2, hash);
	db_bind_int(q, 3, must_change);
	if (is_short >= 0)
		db_bind_int(q, 4, is_short);
	db_next(q);
	return db_done(q);
}

enum err
store_display_name(struct ctx *cx, int64_t id, const char **out)
{
	struct query *q = db_query(cx, SQL_STAFF_NAME);

	db_bind_int(q, 1, id);
	*out = db_next(q) ? db_text(q, 0) : "";
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
	rc = db_one_int(q, 0, &may);
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
		out->two_factor = db_int(q, 18) != 0;
	}
	return db_done(q);
}

enum err
store_session_trim(struct ctx *cx, int64_t user, int64_t keep)
{
	struct query *q = db_query(cx, SQL_SESSION_TRIM);

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, cx->now);
	db_bind_int(q, 3, keep);
	db_next(q);
	return db_done(q);
}

enum err
store_session_renew(
    struct ctx *cx, int64_t id, const unsigned char hash[32], int64_t *changed)
{
	struct query *q = db_query(cx, SQL_SESSION_RENEW);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_blob(q, 3, hash, 32);
	db_next(q);
	*changed = db_changes(q);
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
	return db_one_int(q, 0, id);
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
