#include "domain/act.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "domain/name.h"
#include "domain/space.h"
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
	if (rc == ERR_OK && !cx->op.replayed)
		rc = space_for_acts(cx);
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
