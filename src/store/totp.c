/*
 * totp.c - second factors, codes to recover, and sign-ins half done.
 */
#include "store/db.h"
#include "store/store.h"

static enum err
change(struct query *q, int64_t *changed)
{
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_totp_get(struct ctx *cx, int64_t user, struct totp_row *out)
{
	struct query *q = db_query(cx, SQL_TOTP_GET);

	*out = (struct totp_row){ 0 };
	db_bind_int(q, 1, user);
	if (db_next(q)) {
		out->found = true;
		out->sealed = db_blob(q, 0, &out->sealed_len);
		out->confirmed_at = db_int(q, 1);
		out->last_step = db_int(q, 2);
	}
	return db_done(q);
}

enum err
store_totp_put(struct ctx *cx, const void *sealed, size_t len, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_TOTP_PUT);

	db_bind_int(q, 1, cx->actor);
	db_bind_blob(q, 2, sealed, len);
	db_bind_int(q, 3, cx->now);
	return change(q, changed);
}

enum err
store_totp_confirm(struct ctx *cx, int64_t step, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_TOTP_CONFIRM);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->now);
	db_bind_int(q, 3, step);
	return change(q, changed);
}

enum err
store_totp_use(struct ctx *cx, int64_t user, int64_t step, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_TOTP_USE);

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, step);
	return change(q, changed);
}

enum err
store_totp_drop(struct ctx *cx, int64_t user, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_TOTP_DROP);

	db_bind_int(q, 1, user);
	return change(q, changed);
}

enum err
store_recovery_add(struct ctx *cx, int64_t user, const unsigned char hash[32])
{
	struct query *q = db_query(cx, SQL_RECOVERY_ADD);

	db_bind_int(q, 1, user);
	db_bind_blob(q, 2, hash, 32);
	db_next(q);
	return db_done(q);
}

enum err
store_recovery_use(struct ctx *cx, int64_t user, const unsigned char hash[32],
    int64_t *changed)
{
	struct query *q = db_query(cx, SQL_RECOVERY_USE);

	db_bind_int(q, 1, user);
	db_bind_blob(q, 2, hash, 32);
	db_bind_int(q, 3, cx->now);
	return change(q, changed);
}

enum err
store_recovery_left(struct ctx *cx, int64_t user, int64_t *n)
{
	struct query *q = db_query(cx, SQL_RECOVERY_LEFT);

	db_bind_int(q, 1, user);
	*n = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_recovery_drop(struct ctx *cx, int64_t user)
{
	struct query *q = db_query(cx, SQL_RECOVERY_DROP);

	db_bind_int(q, 1, user);
	db_next(q);
	return db_done(q);
}

enum err
store_user_short(struct ctx *cx, int64_t user)
{
	struct query *q = db_query(cx, SQL_USER_SHORT);

	db_bind_int(q, 1, user);
	db_next(q);
	return db_done(q);
}

enum err
store_login_step_add(struct ctx *cx, const unsigned char hash[32], int64_t user)
{
	struct query *q = db_query(cx, SQL_LOGIN_STEP_ADD);

	db_bind_blob(q, 1, hash, 32);
	db_bind_int(q, 2, user);
	db_bind_int(q, 3, cx->now);
	db_next(q);
	return db_done(q);
}

enum err
store_login_step_find(struct ctx *cx, const unsigned char hash[32],
    int64_t since, int64_t tries, int64_t *user)
{
	struct query *q = db_query(cx, SQL_LOGIN_STEP_FIND);

	db_bind_blob(q, 1, hash, 32);
	db_bind_int(q, 2, since);
	db_bind_int(q, 3, tries);
	*user = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_login_step_try(struct ctx *cx, const unsigned char hash[32])
{
	struct query *q = db_query(cx, SQL_LOGIN_STEP_TRY);

	db_bind_blob(q, 1, hash, 32);
	db_next(q);
	return db_done(q);
}

enum err
store_login_step_drop(
    struct ctx *cx, const unsigned char hash[32], int64_t *changed)
{
	struct query *q = db_query(cx, SQL_LOGIN_STEP_DROP);

	db_bind_blob(q, 1, hash, 32);
	return change(q, changed);
}
