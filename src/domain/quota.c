#include "domain/quota.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "store/store.h"

enum err
quota_mine(struct ctx *cx, struct quota_list *out)
{
	return store_quotas_mine(cx, out);
}

const struct quota *
quota_find(const struct quota_list *list, const char *problem_type_id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i].problem_type_id, problem_type_id) == 0)
			return &list->item[i];
	return NULL;
}

static enum err
check_one(struct ctx *cx, const struct quota *q)
{
	if (q == NULL || q->open < q->total)
		return ERR_OK;
	cx->say_n = q->total;
	return err_say(cx, ERR_CONFLICT,
	    *q->problem_type_id != '\0' ? "quota_kind" : "quota_full",
	    "%" PRId64 " tickets of kind \"%s\" are open", q->open,
	    q->problem_type_id);
}

enum err
quota_check(struct ctx *cx, const char *problem_type_id)
{
	struct quota_list list;
	enum err rc;

	rc = quota_mine(cx, &list);
	if (rc == ERR_OK)
		rc = check_one(cx, quota_find(&list, problem_type_id));
	if (rc == ERR_OK)
		rc = check_one(cx, quota_find(&list, ""));
	return rc;
}

/* For an administrator ----------------------------------------------------- */

enum err
quota_of(struct ctx *cx, int64_t account, struct quota_list *out)
{
	return store_quotas_of(cx, account, out);
}

enum err
quota_kinds(struct ctx *cx, struct quota_list *out)
{
	return store_quota_kinds(cx, out);
}

static const char *
words(struct ctx *cx, int64_t total)
{
	return total == QUOTA_NONE ? ""
				   : arena_printf(cx->mem, "%" PRId64, total);
}

static enum err
set(struct ctx *cx, int64_t account, const char *kind, int64_t total)
{
	const struct quota *was = NULL;
	struct quota_list kinds, old;
	struct account a;
	int64_t changed;
	enum err rc;

	rc = account_get(cx, account, &a);
	if (rc == ERR_OK && (total < QUOTA_NONE || total > QUOTA_MAX))
		rc = err_say(cx, ERR_INVALID, "quota_range",
		    "a quota of %" PRId64, total);
	if (rc == ERR_OK)
		rc = quota_kinds(cx, &kinds);
	if (rc == ERR_OK && *kind != '\0' && quota_find(&kinds, kind) == NULL)
		rc = err_say(cx, ERR_INVALID, "unknown_choice",
		    "no kind of problem \"%s\"", kind);
	if (rc == ERR_OK)
		rc = store_quotas_of(cx, account, &old);
	if (rc == ERR_OK)
		was = quota_find(&old, kind);
	if (rc == ERR_OK)
		rc = total == QUOTA_NONE
		    ? store_quota_drop(cx, account, kind, &changed)
		    : store_quota_put(cx, account, kind, total, &changed);
	if (rc == ERR_OK && total != QUOTA_NONE && changed == 0)
		rc = err_say(
		    cx, ERR_DENIED, "denied", "quotas are the administrators'");
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL, "updateQuota", "account", a.name,
		  audit_change(cx, *kind == '\0' ? "*" : kind,
		      words(cx, was == NULL ? QUOTA_NONE : was->total),
		      words(cx, total)));
}

enum err
quota_set(struct ctx *cx, int64_t account, const char *kind, int64_t total)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = set(cx, account, kind, total);
	return act_end(cx, rc, account);
}
