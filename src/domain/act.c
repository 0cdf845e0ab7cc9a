#include "domain/act.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "domain/name.h"
#include "store/store.h"

enum err
snapshot_begin(struct ctx *cx)
{
	enum err rc = ERR_OK;

	if (cx->snapshots == 0)
		rc = store_begin_read(cx);
	if (rc == ERR_OK)
		cx->snapshots++;
	return rc;
}

enum err
snapshot_end(struct ctx *cx, enum err rc)
{
	return --cx->snapshots > 0 ? rc : store_end(cx, rc);
}

/* Was this key used?  With other fields that is a conflict. */
static enum err
look_up(struct ctx *cx)
{
	unsigned char hash[HASH_LEN];
	bool found;
	enum err rc;

	if (cx->op.key == NULL)
		return cx->op.needed
		    ? err_fail(cx, ERR_FAULT, "a form acts without a key")
		    : ERR_OK;
	rc = store_op_get(cx, cx->op.key, &found, hash, &cx->op.result);
	if (rc != ERR_OK || !found)
		return rc;
	if (!crypto_equal(hash, cx->op.hash, HASH_LEN))
		return err_say(cx, ERR_CONFLICT, "key_reused",
		    "key \"%s\" came with other fields", cx->op.key);
	cx->op.replayed = true;
	return ERR_OK;
}

enum err
act_replayed(struct ctx *cx, bool *out)
{
	enum err rc;

	rc = look_up(cx);
	if (rc == ERR_OK)
		*out = cx->op.replayed;
	return rc;
}

enum err
act_begin(struct ctx *cx)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = look_up(cx);
	return rc == ERR_OK ? rc : store_end(cx, rc);
}

static enum err
note_key(struct ctx *cx, int64_t result)
{
	enum err rc = ERR_OK;

	if (cx->op.key != NULL)
		rc = store_op_put(cx, cx->op.key, cx->op.hash, result);
	if (rc == ERR_OK && cx->op.form != NULL && cx->actor != 0)
		rc = store_draft_delete_form(cx, cx->op.form);
	if (rc == ERR_OK)
		cx->op.result = result;
	return rc;
}

enum err
act_end(struct ctx *cx, enum err rc, int64_t result)
{
	if (!store_in_transaction(cx))
		return rc; /* act_begin() failed and has ended it */
	if (rc == ERR_OK && !cx->op.replayed)
		rc = note_key(cx, result);
	return store_end(cx, rc);
}

/* The audit trail --------------------------------------------------------- */

/* Of every column but the hash itself, each with its length before it,
 * after the hash of the row before. */
static void
chain(const unsigned char before[HASH_LEN], const struct audit_row *r,
    unsigned char out[HASH_LEN])
{
	struct sha256 h;
	char number[3][24];

	snprintf(number[0], sizeof(number[0]), "%" PRId64, r->seq);
	snprintf(number[1], sizeof(number[1]), "%" PRId64, r->at);
	snprintf(number[2], sizeof(number[2]), "%" PRId64, r->actor_id);
	sha256_begin(&h);
	sha256_put(&h, before, HASH_LEN);
	for (int i = 0; i < 3; i++)
		sha256_put_text(&h, number[i]);
	sha256_put_text(&h, r->event);
	sha256_put_text(&h, r->resource_type);
	sha256_put_text(&h, r->resource_id);
	sha256_put_text(&h, r->actor_name);
	sha256_put_text(&h, r->ip);
	sha256_put_text(&h, r->request_id);
	sha256_put_text(&h, r->rating);
	sha256_put_text(&h, r->detail);
	sha256_end(&h, out);
}

enum err
audit_add(struct ctx *cx, enum rating rating, const char *event,
    const char *resource_type, const char *resource_id, const char *detail)
{
	static const char *const rating_word[] = {
		[RATING_NORMAL] = "normal",
		[RATING_WARNING] = "warning",
		[RATING_INCIDENT] = "incident",
	};
	unsigned char before[HASH_LEN];
	struct audit_row r = {
		.at = cx->now,
		.event = event,
		.resource_type = resource_type,
		.resource_id = resource_id,
		.actor_id = cx->actor,
		.ip = cx->peer == NULL ? "" : cx->peer,
		.request_id = cx->request_id == NULL ? "" : cx->request_id,
		.rating = rating_word[rating],
		.detail = detail,
	};
	enum err rc;

	rc = store_user_name(cx, cx->actor, &r.actor_name);
	if (rc == ERR_OK)
		rc = store_audit_last(cx, &r.seq, before);
	if (rc != ERR_OK)
		return rc;
	r.seq++;
	chain(before, &r, r.hash);
	return store_audit_add(cx, &r);
}

enum err
audit_verify(struct ctx *cx, int64_t *count, int64_t *bad)
{
	unsigned char before[HASH_LEN] = { 0 }, hash[HASH_LEN];
	struct audit_row *r;
	int64_t seq = 0, head;
	size_t n;
	enum err rc;

	*count = *bad = 0;
	do {
		rc = store_audit_walk(cx, seq, &r, &n);
		if (rc != ERR_OK)
			return rc;
		for (size_t i = 0; i < n; i++) {
			chain(before, &r[i], hash);
			if (r[i].seq != seq + 1 ||
			    !crypto_equal(hash, r[i].hash, HASH_LEN)) {
				*bad = r[i].seq;
				return ERR_OK;
			}
			memcpy(before, hash, HASH_LEN);
			seq = r[i].seq;
			(*count)++;
		}
	} while (n > 0);
	rc = store_audit_head(cx, &head, hash);
	if (rc == ERR_OK &&
	    (head != seq || !crypto_equal(hash, before, HASH_LEN)))
		*bad = seq + 1;
	return rc;
}

enum err
audit_list(struct ctx *cx, int64_t before, const char *event, const char *user,
    int64_t limit, struct audit_list *out)
{
	struct user u = { 0 };
	bool found = true;
	enum err rc = ERR_OK;

	*out = (struct audit_list){ 0 };
	if (*user != '\0')
		rc = store_user_by_name(
		    cx, name_key(cx->mem, user), &found, &u, NULL);
	if (rc == ERR_OK && !found)
		return err_fail(
		    cx, ERR_NOTFOUND, "there is no user \"%s\"", user);
	/* One more than is shown tells whether there is more. */
	if (rc == ERR_OK)
		rc = store_audit_list(
		    cx, before, event, u.id, limit + 1, &out->row, &out->count);
	if (rc == ERR_OK && out->count > (size_t)limit) {
		out->count = (size_t)limit;
		out->next = out->row[limit - 1].seq;
	}
	return rc;
}
