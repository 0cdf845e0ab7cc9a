/*
 * vault.c - sealed bytes, and the sealed keys that they are sealed under.
 */
#include "store/db.h"
#include "store/store.h"

#define ID_LEN 8 /* of a key of the installation */

static struct query *
of(struct ctx *cx, enum sql id, enum vault_kind kind, int64_t owner)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, kind);
	db_bind_int(q, 2, owner);
	return q;
}

enum err
store_vault_key_get(struct ctx *cx, enum vault_kind kind, int64_t owner,
    const void **wrapped, size_t *len)
{
	struct query *q = of(cx, SQL_VAULT_KEY_GET, kind, owner);

	*wrapped = NULL;
	*len = 0;
	if (db_next(q))
		*wrapped = db_blob(q, 0, len);
	return db_done(q);
}

enum err
store_vault_key_add(struct ctx *cx, enum vault_kind kind, int64_t owner,
    const void *wrapped, size_t len)
{
	struct query *q = of(cx, SQL_VAULT_KEY_ADD, kind, owner);

	db_bind_blob(q, 3, wrapped, len);
	db_bind_int(q, 4, cx->now);
	db_next(q);
	return db_done(q);
}

enum err
store_vault_put(struct ctx *cx, const struct vault_place *at,
    const void *sealed, size_t len)
{
	struct query *q = of(cx, SQL_VAULT_PUT, at->kind, at->id);

	db_bind_text(q, 3, at->field);
	db_bind_blob(q, 4, sealed, len);
	db_next(q);
	return db_done(q);
}

enum err
store_vault_get(struct ctx *cx, const struct vault_place *at,
    const void **sealed, size_t *len)
{
	struct query *q = of(cx, SQL_VAULT_GET, at->kind, at->id);

	db_bind_text(q, 3, at->field);
	*sealed = NULL;
	*len = 0;
	if (db_next(q))
		*sealed = db_blob(q, 0, len);
	return db_done(q);
}

enum err
store_vault_wipe(
    struct ctx *cx, enum vault_kind kind, int64_t owner, int64_t *changed)
{
	struct query *q = of(cx, SQL_VAULT_KEY_WIPE, kind, owner);
	enum err rc;

	db_bind_int(q, 3, cx->now);
	db_next(q);
	*changed = db_changes(q);
	rc = db_done(q);
	if (rc != ERR_OK)
		return rc;
	q = of(cx, SQL_VAULT_DROP, kind, owner);
	db_next(q);
	return db_done(q);
}

enum err
store_vault_key_ids(struct ctx *cx, const unsigned char **id, size_t *n)
{
	struct query *q = db_query(cx, SQL_VAULT_KEY_IDS);
	unsigned char *out = arena_alloc(cx->mem, VAULT_IDS_MAX * ID_LEN);
	const void *p;
	size_t len;

	for (*n = 0; *n < VAULT_IDS_MAX && db_next(q); ++*n) {
		p = db_blob(q, 0, &len);
		for (size_t i = 0; i < ID_LEN && i < len; i++)
			out[*n * ID_LEN + i] = ((const unsigned char *)p)[i];
	}
	*id = out;
	return db_done(q);
}

enum err
store_vault_key_count(struct ctx *cx, const void *id, int64_t *out)
{
	struct query *q = db_query(cx, SQL_VAULT_KEY_COUNT);

	db_bind_blob(q, 1, id, ID_LEN);
	*out = db_next(q) ? db_int(q, 0) : 0;
	return db_done(q);
}
