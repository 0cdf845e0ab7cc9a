/*
 * message.c - messages, notes, the log, scores.
 */
#include "store/db.h"
#include "store/store.h"

static enum err
run(struct query *q)
{
	db_next(q);
	return db_done(q);
}

enum err
store_message_add(struct ctx *cx, int64_t ticket, int64_t number,
    enum author_kind kind, const char *content, size_t files)
{
	struct query *q;
	int64_t id;
	enum err rc;

	rc = store_search_change(cx, ticket, number);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "message", &id);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_MESSAGE_ADD);
	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, number);
	db_bind_int(q, 3, id);
	db_bind_int(q, 4, cx->actor);
	db_bind_int(q, 5, kind);
	db_bind_text(q, 6, content);
	db_bind_int(q, 7, (int64_t)files);
	db_bind_int(q, 8, cx->now);
	return run(q);
}

enum err
store_note_add(struct ctx *cx, int64_t ticket, int64_t number,
    const char *content, size_t files)
{
	struct query *q;
	int64_t id;
	enum err rc;

	rc = store_search_change(cx, ticket, number);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "note", &id);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_NOTE_ADD);
	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, number);
	db_bind_int(q, 3, id);
	db_bind_int(q, 4, cx->actor);
	db_bind_text(q, 5, content);
	db_bind_int(q, 6, (int64_t)files);
	db_bind_int(q, 7, cx->now);
	return run(q);
}

enum err
store_log_add(struct ctx *cx, const struct log_new *l)
{
	struct query *q = db_query(cx, SQL_LOG_ADD);

	db_bind_int(q, 1, l->ticket);
	db_bind_int(q, 2, l->number);
	db_bind_int(q, 3, l->type);
	db_bind_int(q, 4, l->operator_kind);
	db_bind_int(q, 5, cx->actor);
	db_bind_text(q, 6, l->description);
	db_bind_int(q, 7, l->from_status);
	db_bind_int(q, 8, l->to_status);
	db_bind_int(q, 9, l->visible);
	db_bind_int(q, 10, l->message_number);
	db_bind_int(q, 11, cx->now);
	return run(q);
}

static struct message *
add_message(struct ctx *cx, struct messages *list, size_t *cap)
{
	if (list->count == *cap)
		list->item = arena_grow(
		    cx->mem, list->item, cap, sizeof(*list->item));
	return &list->item[list->count++];
}

enum err
store_messages(struct ctx *cx, bool staff, int64_t ticket, int64_t last,
    int64_t limit, struct messages *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_MESSAGE_LIST_STAFF : SQL_MESSAGE_LIST_CUSTOMER);
	size_t cap = 0;

	*out = (struct messages){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, last);
	db_bind_int(q, 4, limit);
	while (db_next(q))
		*add_message(cx, out, &cap) = (struct message){
			.number = db_int(q, 0),
			.author_id = db_int(q, 1),
			.kind = (enum author_kind)db_int(q, 2),
			.author = db_text(q, 3),
			.content = db_text(q, 4),
			.created_at = db_int(q, 5),
			.withdrawn_at = db_int(q, 6),
			.nfile = (size_t)db_int(q, 7),
		};
	return db_done(q);
}

/* Turn a list that came newest first. */
static void
reverse_messages(struct messages *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct message *a = &list->item[i];
		struct message *b = &list->item[list->count - 1 - i];
		struct message m = *a;

		*a = *b;
		*b = m;
	}
}

static enum err
read_notes(struct ctx *cx, struct query *q, struct messages *out)
{
	size_t cap = 0;

	*out = (struct messages){ 0 };
	while (db_next(q))
		*add_message(cx, out, &cap) = (struct message){
			.note = true,
			.kind = AUTHOR_ENGINEER,
			.number = db_int(q, 0),
			.author_id = db_int(q, 1),
			.author = db_text(q, 2),
			.content = db_text(q, 3),
			.created_at = db_int(q, 4),
			.nfile = (size_t)db_int(q, 5),
		};
	return db_done(q);
}

enum err
store_notes(struct ctx *cx, int64_t ticket, int64_t since, int64_t limit,
    struct messages *out)
{
	struct query *q = db_query(cx, SQL_NOTE_LIST);
	enum err rc;

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, since);
	db_bind_int(q, 4, limit);
	rc = read_notes(cx, q, out);
	reverse_messages(out);
	return rc;
}

enum err
store_note_part(struct ctx *cx, int64_t ticket, int64_t first, int64_t last,
    struct messages *out)
{
	struct query *q = db_query(cx, SQL_NOTE_PART);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, first);
	db_bind_int(q, 4, last);
	return read_notes(cx, q, out);
}

enum err
store_logs(struct ctx *cx, bool staff, int64_t ticket, struct logs *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_LOG_LIST_STAFF : SQL_LOG_LIST_CUSTOMER);
	size_t cap = 0;

	*out = (struct logs){ 0 };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct log_row){
			.number = db_int(q, 0),
			.created_at = db_int(q, 1),
			.type = (int)db_int(q, 2),
			.operator_kind = (int)db_int(q, 3),
			.operator_id = db_int(q, 4),
			.operator= db_text(q, 5),
			.description = db_text(q, 6),
			.from_status = (int)db_int(q, 7),
			.to_status = (int)db_int(q, 8),
			.message_number = db_int(q, 9),
		};
	}
	for (size_t i = 0; i < out->count / 2; i++) {
		struct log_row *a = &out->item[i];
		struct log_row *b = &out->item[out->count - 1 - i];
		struct log_row g = *a;

		*a = *b;
		*b = g;
	}
	return db_done(q);
}

enum err
store_message_withdraw(struct ctx *cx, int64_t ticket, int64_t number,
    int64_t not_before, int64_t *changed)
{
	struct query *q;
	enum err rc;

	rc = store_search_change(cx, ticket, number);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_MESSAGE_WITHDRAW);
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, number);
	db_bind_int(q, 4, cx->now);
	db_bind_int(q, 5, not_before);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_message_mine(struct ctx *cx, int64_t ticket, int64_t number, bool *found,
    bool *withdrawn)
{
	struct query *q = db_query(cx, SQL_MESSAGE_MINE);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	db_bind_int(q, 3, number);
	*found = db_next(q);
	*withdrawn = *found && !db_null(q, 1);
	return db_done(q);
}

/* Scores ------------------------------------------------------------------ */

enum err
store_score_put(struct ctx *cx, int64_t ticket, const struct score_input *in)
{
	struct query *q = db_query(cx, SQL_SCORE_PUT);
	enum err rc;

	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, cx->actor);
	db_bind_text(q, 3, in->judgement);
	db_bind_int(q, 4, cx->now);
	rc = run(q);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_SCORE_VALUES_DROP);
	db_bind_int(q, 1, ticket);
	rc = run(q);
	for (size_t i = 0; rc == ERR_OK && i < in->nvalue; i++) {
		q = db_query(cx, SQL_SCORE_VALUE_PUT);
		db_bind_int(q, 1, ticket);
		db_bind_int(q, 2, in->value[i].dimension_id);
		db_bind_int(q, 3, in->value[i].value);
		rc = run(q);
	}
	return rc;
}

static enum err
score_values(struct ctx *cx, int64_t ticket, struct score *out)
{
	struct query *q = db_query(cx, SQL_SCORE_VALUES);
	struct score_value *v = NULL;
	size_t cap = 0;

	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, cx->lang);
	while (db_next(q)) {
		if (out->nvalue == cap)
			v = arena_grow(cx->mem, v, &cap, sizeof(*v));
		v[out->nvalue++] = (struct score_value){
			.dimension_id = db_int(q, 0),
			.value = db_int(q, 1),
			.name = db_text(q, 2),
			.max = db_int(q, 3),
		};
	}
	out->value = v;
	return db_done(q);
}

enum err
store_score_get(struct ctx *cx, bool staff, int64_t ticket, struct score *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_SCORE_GET_STAFF : SQL_SCORE_GET_CUSTOMER);
	enum err rc;

	*out = (struct score){ .judgement = "" };
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	if (db_next(q)) {
		out->given = true;
		out->created_at = db_int(q, 0);
		out->judgement = db_text(q, 1);
	}
	rc = db_done(q);
	return rc == ERR_OK && out->given ? score_values(cx, ticket, out) : rc;
}

enum err
store_score_last(struct ctx *cx, int64_t customer, struct score_last *out,
    size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_SCORE_LAST);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, customer);
	db_bind_int(q, 3, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		out[*n] = (struct score_last){
			.ticket = db_int(q, 0),
			.title = db_text(q, 1),
			.at = db_int(q, 2),
			.judgement = db_text(q, 3),
			.sum = db_int(q, 4),
			.max = db_int(q, 5),
		};
	return db_done(q);
}
