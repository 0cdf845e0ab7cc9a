#include "domain/saved.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "store/store.h"

enum err
saved_list(struct ctx *cx, struct saved_list *out)
{
	return store_saved_list(cx, out);
}

enum err
saved_first(struct ctx *cx, const char **query)
{
	return store_saved_first(cx, query);
}

static enum err
add(struct ctx *cx, const struct saved *s, int64_t *id)
{
	int64_t count;
	enum err rc;

	if (!name_good(s->name) || utf8_count(s->name) > SAVED_NAME_MAX)
		return err_say(
		    cx, ERR_INVALID, "saved_name", "no name for a view");
	rc = store_saved_count(cx, &count);
	if (rc == ERR_OK && count >= SAVED_MAX) {
		cx->say_n = SAVED_MAX;
		rc = err_say(cx, ERR_CONFLICT, "saved_full",
		    "%" PRId64 " views are enough", count);
	}
	if (rc == ERR_OK)
		rc = store_saved_add(cx, s, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(
		    cx, ERR_DENIED, "a view that is not his to share");
	return rc;
}

enum err
saved_add(struct ctx *cx, const struct saved *s, int64_t *id)
{
	enum err rc;

	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = add(cx, s, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}

/* As an act: there must be something that changes. */
static enum err
change(
    struct ctx *cx, enum err (*fn)(struct ctx *, int64_t, bool *), int64_t id)
{
	bool changed = true;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = fn(cx, id, &changed);
	if (rc == ERR_OK && !changed && id != 0)
		rc = err_fail(cx, ERR_NOTFOUND, "no view %" PRId64, id);
	return act_end(cx, rc, id);
}

enum err
saved_drop(struct ctx *cx, int64_t id)
{
	return change(cx, store_saved_drop, id == 0 ? -1 : id);
}

enum err
saved_choose(struct ctx *cx, int64_t id)
{
	return change(cx, store_saved_choose, id);
}
