/*
 * common.c - what all of store/ shares: transactions, numbers, sweeps.
 */
#include <string.h>

#include "store/db.h"
#include "store/store.h"

enum err
db_one_int(struct query *q, int64_t none, int64_t *out)
{
	*out = db_next(q) ? db_int(q, 0) : none;
	return db_done(q);
}

enum err
db_change(struct query *q, bool *changed)
{
	db_next(q);
	*changed = db_changes(q) > 0;
	return db_done(q);
}

int64_t
db_manager(const struct ctx *cx)
{
	return cx->actor == 0 && cx->peer != NULL ? -1 : cx->actor;
}

const char *
db_pattern(struct ctx *cx, const char *q)
{
	char *p, *s;

	if (*q == '\0')
		return "";
	p = s = arena_alloc(cx->mem, strlen(q) * 2 + 3);
	*p++ = '%';
	for (; *q != '\0'; q++) {
		if (*q == '%' || *q == '_' || *q == '\\')
			*p++ = '\\';
		*p++ = *q;
	}
	*p = '%';
	return s;
}

enum err
store_begin_read(struct ctx *cx)
{
	return db_begin_read(cx);
}

enum err
store_begin(struct ctx *cx)
{
	return db_begin_write(cx);
}

enum err
store_end(struct ctx *cx, enum err rc)
{
	if (rc == ERR_OK && db_is_writing(cx))
		rc = store_search_settle(cx);
	return db_end(cx, rc);
}

bool
store_in_transaction(struct ctx *cx)
{
	return db_in_transaction(cx);
}

enum err
store_checkpoint(struct ctx *cx, int64_t *pages)
{
	return db_checkpoint(cx, pages);
}

enum err
store_sequence_next(struct ctx *cx, const char *name, int64_t *out)
{
	struct query *q = db_query(cx, SQL_SEQUENCE_NEXT);
	bool found;

	db_bind_text(q, 1, name);
	found = db_next(q);
	if (found)
		*out = db_int(q, 0);
	if (db_done(q) != ERR_OK)
		return ERR_FAULT;
	return found
	    ? ERR_OK
	    : err_fail(cx, ERR_FAULT, "there is no sequence \"%s\"", name);
}

enum err
store_setting_put(struct ctx *cx, const char *name, int64_t value)
{
	struct query *q = db_query(cx, SQL_SETTING_PUT);

	db_bind_text(q, 1, name);
	db_bind_int(q, 2, value);
	db_next(q);
	return db_done(q);
}

enum err
store_probe_put(struct ctx *cx)
{
	struct query *q = db_query(cx, SQL_PROBE_PUT);

	db_bind_int(q, 1, cx->now);
	db_next(q);
	return db_done(q);
}

enum err
store_probe_get(struct ctx *cx, int64_t *at)
{
	struct query *q = db_query(cx, SQL_PROBE_GET);

	*at = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_sweep(struct ctx *cx, enum sweep what, int64_t before, int64_t *changed)
{
	static const enum sql how[SWEEP__MAX] = {
		[SWEEP_OPS] = SQL_OP_SWEEP,
		[SWEEP_DRAFTS] = SQL_DRAFT_SWEEP,
		[SWEEP_SESSIONS] = SQL_SESSION_SWEEP,
		[SWEEP_FAILURES] = SQL_FAILURE_SWEEP,
		[SWEEP_DEVICES] = SQL_DEVICE_SWEEP,
		[SWEEP_LOGIN_STEPS] = SQL_LOGIN_STEP_SWEEP,
		[SWEEP_LOGIN_EVENTS] = SQL_LOGIN_EVENT_SWEEP,
		[SWEEP_UNBOUND_FILES] = SQL_FILE_SWEEP,
		[SWEEP_TRANSFERS] = SQL_TRANSFER_SWEEP,
	};
	struct query *q = db_query(cx, how[what]);

	db_bind_int(q, 1, before);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_op_get(struct ctx *cx, const char *key, bool *found,
    unsigned char hash[32], int64_t *result)
{
	struct query *q = db_query(cx, SQL_OP_GET);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, key);
	*found = db_next(q);
	if (*found) {
		db_hash(q, 0, hash);
		*result = db_int(q, 1);
	}
	return db_done(q);
}

enum err
store_op_put(struct ctx *cx, const char *key, const unsigned char hash[32],
    int64_t result)
{
	struct query *q = db_query(cx, SQL_OP_PUT);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, key);
	db_bind_blob(q, 3, hash, 32);
	db_bind_int(q, 4, result);
	db_bind_int(q, 5, cx->now);
	db_next(q);
	return db_done(q);
}

/* Drafts ------------------------------------------------------------------ */

static void
draft_from_row(struct query *q, struct draft *d)
{
	d->id = db_int(q, 0);
	d->form = db_text(q, 1);
	d->fields = "";
	d->sealed = db_blob(q, 2, &d->sealed_len);
	d->saved_at = db_int(q, 3);
}

static enum err
draft_trim(struct ctx *cx, int64_t user, int64_t keep)
{
	struct query *q = db_query(cx, SQL_DRAFT_TRIM);

	db_bind_int(q, 1, user);
	db_bind_int(q, 2, keep);
	db_next(q);
	return db_done(q);
}

enum err
store_draft_put(
    struct ctx *cx, int64_t user, const struct draft *d, int64_t keep)
{
	struct query *q = db_query(cx, SQL_DRAFT_PUT);
	enum err rc;

	db_bind_int(q, 1, user);
	db_bind_text(q, 2, d->form);
	db_bind_blob(q, 3, d->sealed, d->sealed_len);
	db_bind_int(q, 4, cx->now);
	db_next(q);
	rc = db_done(q);
	return rc == ERR_OK ? draft_trim(cx, user, keep) : rc;
}

enum err
store_draft_plain(
    struct ctx *cx, struct draft *out, int64_t *user, size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_DRAFT_PLAIN);

	db_bind_int(q, 1, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n) {
		out[*n] = (struct draft){ .id = db_int(q, 0),
			.fields = db_text(q, 2) };
		user[*n] = db_int(q, 1);
	}
	return db_done(q);
}

enum err
store_draft_seal(struct ctx *cx, const struct draft *d)
{
	struct query *q = db_query(cx, SQL_DRAFT_SEAL);

	db_bind_int(q, 1, d->id);
	db_bind_blob(q, 2, d->sealed, d->sealed_len);
	db_next(q);
	return db_done(q);
}

enum err
store_draft_get(struct ctx *cx, const char *form, struct draft **out)
{
	struct query *q = db_query(cx, SQL_DRAFT_GET);
	struct draft *d = NULL;

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, form);
	if (db_next(q)) {
		d = arena_alloc(cx->mem, sizeof(*d));
		draft_from_row(q, d);
	}
	*out = d;
	return db_done(q);
}

enum err
store_draft_list(struct ctx *cx, struct draft_list *out)
{
	struct query *q = db_query(cx, SQL_DRAFT_LIST);

	out->item = arena_array(cx->mem, DRAFTS_MAX, sizeof(*out->item));
	out->count = 0;
	db_bind_int(q, 1, cx->actor);
	while (out->count < DRAFTS_MAX && db_next(q))
		draft_from_row(q, &out->item[out->count++]);
	return db_done(q);
}

enum err
store_draft_delete(struct ctx *cx, int64_t id, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_DRAFT_DELETE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_draft_delete_form(struct ctx *cx, const char *form)
{
	struct query *q = db_query(cx, SQL_DRAFT_DELETE_FORM);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, form);
	db_next(q);
	return db_done(q);
}
