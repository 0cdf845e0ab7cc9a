/*
 * login.c - devices, counters of failures, and attempts to sign in.
 */
#include "store/db.h"
#include "store/store.h"

enum err
store_device_find(struct ctx *cx, const unsigned char hash[32],
    const char *name_key, bool *ours, int64_t *id)
{
	struct query *q = db_query(cx, SQL_DEVICE_FIND);

	db_bind_blob(q, 1, hash, 32);
	db_bind_text(q, 2, name_key);
	*ours = db_next(q);
	*id = *ours ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_device_put(
    struct ctx *cx, const unsigned char hash[32], int64_t user, int64_t *id)
{
	struct query *q = db_query(cx, SQL_DEVICE_PUT);

	db_bind_blob(q, 1, hash, 32);
	db_bind_int(q, 2, user);
	db_bind_int(q, 3, cx->now);
	*id = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_device_forget(struct ctx *cx, int64_t user, int64_t keep_session)
{
	struct query *q = db_query(cx, SQL_DEVICE_FORGET);
	enum err rc;

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, keep_session);
	db_next(q);
	rc = db_done(q);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_LOGIN_STEP_FORGET);
	db_bind_int(q, 1, user);
	db_next(q);
	return db_done(q);
}

enum err
store_failure_get(
    struct ctx *cx, const char *counter, int64_t *count, int64_t *last_at)
{
	struct query *q = db_query(cx, SQL_FAILURE_GET);
	bool found;

	db_bind_text(q, 1, counter);
	found = db_next(q);
	*count = found ? db_int(q, 0) : 0;
	*last_at = found ? db_int(q, 1) : 0;
	return db_done(q);
}

enum err
store_failure_put(struct ctx *cx, const char *counter, int64_t forget)
{
	struct query *q = db_query(cx, SQL_FAILURE_PUT);

	db_bind_text(q, 1, counter);
	db_bind_int(q, 2, cx->now);
	db_bind_int(q, 3, forget);
	db_next(q);
	return db_done(q);
}

enum err
store_failure_clear(struct ctx *cx, const char *counter)
{
	struct query *q = db_query(cx, SQL_FAILURE_CLEAR);

	db_bind_text(q, 1, counter);
	db_next(q);
	return db_done(q);
}

enum err
store_login_event_add(struct ctx *cx, const char *name_key,
    const struct login_event *e, int64_t session)
{
	struct query *q = db_query(cx, SQL_LOGIN_EVENT_ADD);

	db_bind_text(q, 1, name_key);
	db_bind_int(q, 2, e->at);
	db_bind_int(q, 3, e->outcome);
	db_bind_text(q, 4, e->ip);
	db_bind_text(q, 5, e->agent);
	db_bind_id(q, 6, session);
	db_bind_int(q, 7, e->fresh);
	db_next(q);
	return db_done(q);
}

static enum err
read_events(struct ctx *cx, struct query *q, struct login_events *out)
{
	size_t cap = 0;

	*out = (struct login_events){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct login_event){
			.id = db_int(q, 0),
			.at = db_int(q, 1),
			.outcome = (enum login_outcome)db_int(q, 2),
			.ip = db_text(q, 3),
			.agent = db_text(q, 4),
			.fresh = db_int(q, 5) != 0,
		};
	}
	return db_done(q);
}

enum err
store_login_events(struct ctx *cx, int64_t limit, struct login_events *out)
{
	struct query *q = db_query(cx, SQL_LOGIN_EVENT_LIST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, limit);
	return read_events(cx, q, out);
}

enum err
store_login_news(struct ctx *cx, int64_t current, struct login_events *out)
{
	struct query *q = db_query(cx, SQL_LOGIN_NEWS);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, current);
	return read_events(cx, q, out);
}

enum err
store_login_news_known(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_LOGIN_NEWS_KNOWN);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}
