/*
 * attachment.c - rows of files.
 */
#include "store/db.h"
#include "store/store.h"

#include <string.h>

/* In the column order of FILE_COLUMNS. */
static void
file_from_row(struct query *q, struct attachment *f)
{
	*f = (struct attachment){
		.id = db_text(q, 0),
		.name = db_text(q, 1),
		.type = db_text(q, 2),
		.sha256 = db_text(q, 3),
		.size = db_int(q, 4),
		.message_number = db_int(q, 5),
		.note_number = db_int(q, 6),
		.created_at = db_int(q, 7),
		.ticket_id = db_int(q, 8),
		.scan = (enum scan)db_int(q, 9),
	};
}

static enum err
read_files(struct ctx *cx, struct query *q, struct files *out)
{
	size_t cap = 0;

	*out = (struct files){ 0 };
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		file_from_row(q, &out->item[out->count++]);
	}
	return db_done(q);
}

enum err
store_files(struct ctx *cx, bool staff, int64_t ticket, struct files *out)
{
	struct query *q = db_query(
	    cx, staff ? SQL_FILE_LIST_STAFF : SQL_FILE_LIST_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, ticket);
	return read_files(cx, q, out);
}

enum err
store_feedback_files(struct ctx *cx, bool admin, int64_t id,
    enum feedback_part part, struct files *out)
{
	struct query *q = db_query(
	    cx, admin ? SQL_FEEDBACK_FILES_ADMIN : SQL_FEEDBACK_FILES_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, part);
	return read_files(cx, q, out);
}

enum err
store_file_add(struct ctx *cx, const struct attachment *f)
{
	struct query *q = db_query(cx, SQL_FILE_ADD);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, f->id);
	db_bind_text(q, 3, f->sha256);
	db_bind_text(q, 4, f->name);
	db_bind_text(q, 5, f->type);
	db_bind_int(q, 6, f->size);
	db_bind_int(q, 7, cx->now);
	db_bind_text(q, 8, f->key);
	db_next(q);
	return db_done(q);
}

static enum err
get_file(struct ctx *cx, enum sql id, const char *file, bool *found,
    struct attachment *out)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, file);
	*found = db_next(q);
	if (*found)
		file_from_row(q, out);
	return db_done(q);
}

enum err
store_file_get(
    struct ctx *cx, bool staff, const char *id, struct attachment *out)
{
	enum err rc;
	bool found;

	rc = get_file(cx, staff ? SQL_FILE_GET_STAFF : SQL_FILE_GET_CUSTOMER,
	    id, &found, out);
	if (rc == ERR_OK && !found)
		return err_fail(cx, ERR_NOTFOUND, "no attachment \"%s\"", id);
	return rc;
}

enum err
store_file_ticket(struct ctx *cx, bool staff, const char *id, int64_t *ticket)
{
	struct query *q = db_query(
	    cx, staff ? SQL_FILE_TICKET_STAFF : SQL_FILE_TICKET_CUSTOMER);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	*ticket = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}

enum err
store_file_unbound(
    struct ctx *cx, const char *id, bool *found, struct attachment *out)
{
	return get_file(cx, SQL_FILE_UNBOUND, id, found, out);
}

enum err
store_file_bind(struct ctx *cx, const char *id, int64_t ticket, int64_t message,
    int64_t note, int64_t position, int64_t *changed)
{
	struct query *q;
	enum err rc;

	rc = store_search_change(cx, ticket, message != 0 ? message : note);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_FILE_BIND);
	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	db_bind_int(q, 3, ticket);
	db_bind_int(q, 4, message);
	db_bind_int(q, 5, note);
	db_bind_int(q, 6, position);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_file_delete(struct ctx *cx, const char *id, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_FILE_DELETE);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, id);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_file_delete_of_message(struct ctx *cx, int64_t ticket, int64_t message)
{
	struct query *q;
	enum err rc;

	rc = store_search_change(cx, ticket, message);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_FILE_DELETE_OF_MESSAGE);
	db_bind_int(q, 1, ticket);
	db_bind_int(q, 2, message);
	db_next(q);
	return db_done(q);
}

enum err
store_file_of_key(
    struct ctx *cx, const char *key, bool *found, struct attachment *out)
{
	return get_file(cx, SQL_FILE_OF_KEY, key, found, out);
}

enum err
store_file_volume(struct ctx *cx, int64_t since, int64_t *account, int64_t *own)
{
	struct query *q = db_query(cx, SQL_FILE_VOLUME);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, since);
	db_next(q);
	*account = db_int(q, 0);
	*own = db_int(q, 1);
	return db_done(q);
}

enum err
store_row_counts(struct ctx *cx, struct row_counts *out)
{
	struct query *q = db_query(cx, SQL_ROW_COUNTS);

	if (db_next(q))
		*out = (struct row_counts){ db_int(q, 0), db_int(q, 1),
			db_int(q, 2), db_int(q, 3), db_int(q, 4) };
	return db_done(q);
}

enum err
store_copy(struct ctx *cx, const char *path)
{
	return db_copy(cx, path);
}

enum err
store_file_all(struct ctx *cx, const char *after, struct files *out)
{
	struct query *q = db_query(cx, SQL_FILE_ALL);
	size_t cap = 0;

	*out = (struct files){ 0 };
	db_bind_text(q, 1, after);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct attachment){
			.id = db_text(q, 0),
			.sha256 = db_text(q, 1),
			.size = db_int(q, 2),
			.name = "",
			.type = "",
		};
	}
	return db_done(q);
}
