#include "domain/draft.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/space.h"
#include "store/store.h"

static enum err
put(struct ctx *cx, int64_t user_id, const char *form, const char *fields)
{
	enum err rc;

	if (strlen(fields) > DRAFT_MAX)
		return err_say(cx, ERR_TOOBIG, "draft_too_big",
		    "a draft of %zu bytes", strlen(fields));
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(
	    cx, store_draft_put(cx, user_id, form, fields, DRAFTS_MAX));
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
	return store_draft_get(cx, form, out);
}

enum err
draft_list(struct ctx *cx, struct draft_list *out)
{
	return store_draft_list(cx, out);
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
