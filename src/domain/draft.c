#include "domain/draft.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "domain/act.h"
#include "domain/catch_up.h"
#include "domain/space.h"
#include "domain/vault.h"
#include "store/store.h"

static enum err
seal(struct ctx *cx, int64_t user, struct draft *d)
{
	const struct vault_place at = { VAULT_USER, user, "draft" };

	return vault_seal(cx, &at, d->fields, &d->sealed, &d->sealed_len);
}

/* Does it open? */
static bool
open_up(struct ctx *cx, struct draft *d)
{
	const struct vault_place at = { VAULT_USER, cx->actor, "draft" };

	if (vault_unseal(cx, &at, d->sealed, d->sealed_len, &d->fields) ==
	    ERR_OK)
		return true;
	log_failure(LOG_WARNING, cx);
	err_clear(cx);
	return false;
}

static enum err
put(struct ctx *cx, int64_t user_id, const char *form, const char *fields)
{
	struct draft d = { .form = form, .fields = fields };
	enum err rc;

	if (strlen(fields) > DRAFT_MAX)
		return err_say(cx, ERR_TOOBIG, "draft_too_big",
		    "a draft of %zu bytes", strlen(fields));
	rc = seal(cx, user_id, &d);
	if (rc == ERR_OK)
		rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_draft_put(cx, user_id, &d, DRAFTS_MAX));
}

enum err
draft_put(struct ctx *cx, const char *form, const char *fields)
{
	enum err rc;

	rc = space_for_acts(cx);
	if (rc != ERR_OK)
		return rc;
	if (*fields != '\0')
		return put(cx, cx->actor, form, fields);
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_draft_delete_form(cx, form));
}

enum err
draft_park(
    struct ctx *cx, int64_t user_id, const char *form, const char *fields)
{
	return put(cx, user_id, form, fields);
}

enum err
draft_get(struct ctx *cx, const char *form, const struct draft **out)
{
	struct draft *d = NULL;
	enum err rc;

	rc = store_draft_get(cx, form, &d);
	*out = rc == ERR_OK && d != NULL && open_up(cx, d) ? d : NULL;
	return rc;
}

enum err
draft_list(struct ctx *cx, struct draft_list *out)
{
	size_t n = 0;
	enum err rc;

	rc = store_draft_list(cx, out);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < out->count; i++)
		if (open_up(cx, &out->item[i]))
			out->item[n++] = out->item[i];
	out->count = n;
	return ERR_OK;
}

enum err
draft_delete(struct ctx *cx, int64_t id)
{
	int64_t changed;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = store_draft_delete(cx, id, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_fail(
			    cx, ERR_NOTFOUND, "no draft %" PRId64, id);
	}
	return act_end(cx, rc, 0);
}

enum err
draft_seal_some(struct ctx *cx, size_t *n)
{
	struct draft old[CATCH_UP_MAX];
	int64_t user[CATCH_UP_MAX];
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_draft_plain(cx, old, user, CATCH_UP_MAX, n);
	for (size_t i = 0; rc == ERR_OK && i < *n; i++) {
		rc = seal(cx, user[i], &old[i]);
		if (rc == ERR_OK)
			rc = store_draft_seal(cx, &old[i]);
	}
	return store_end(cx, rc);
}
