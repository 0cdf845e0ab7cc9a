#include "domain/agreement.h"

#include <inttypes.h>

#include "domain/act.h"
#include "store/store.h"

enum err
agreement_list(struct ctx *cx, struct agreement_versions *out)
{
	return store_agreement_list(cx, out);
}

enum err
agreement_get(struct ctx *cx, int64_t id, struct agreement_version *out)
{
	bool found;
	enum err rc;

	rc = store_agreement_get(cx, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "agreement %" PRId64, id);
	return rc;
}

enum err
agreement_newest(
    struct ctx *cx, enum agreement_type type, struct agreement_version *out)
{
	bool found;
	enum err rc;

	rc = store_agreement_newest(cx, type, &found, out);
	if (rc == ERR_OK && !found)
		*out = (struct agreement_version){ .type = type,
			.name_en = "",
			.name_zh = "",
			.content_en = "",
			.content_zh = "" };
	return rc;
}

static enum err
publish(struct ctx *cx, const struct agreement_version *in, int64_t after,
    int64_t *id)
{
	struct agreement_version last;
	enum err rc;

	rc = agreement_newest(cx, in->type, &last);
	if (rc != ERR_OK)
		return rc;
	if (last.version != after)
		return err_say(cx, ERR_CONFLICT, "agreement_newer",
		    "version %" PRId64 " came after %" PRId64, last.version,
		    after);
	rc = store_agreement_publish(cx, in, after + 1, id);
	if (rc == ERR_OK && *id == 0)
		return err_fail(
		    cx, ERR_DENIED, "agreements are not his to publish");
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "publishAgreement",
		    "agreement", arena_printf(cx->mem, "%" PRId64, *id),
		    arena_printf(cx->mem, "type %d version %" PRId64,
			(int)in->type, after + 1));
	return rc;
}

enum err
agreement_publish(struct ctx *cx, const struct agreement_version *in,
    int64_t after, int64_t *id)
{
	enum err rc;

	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	else if (rc == ERR_OK)
		rc = publish(cx, in, after, id);
	return act_end(cx, rc, *id);
}
