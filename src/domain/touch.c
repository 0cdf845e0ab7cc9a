#include "domain/touch.h"

#include <inttypes.h>

#include "store/store.h"

static enum err
refuse(struct ctx *cx, const struct ticket *t, const struct touch *how)
{
	if (how->revision != 0 && how->revision != t->revision)
		return err_say(cx, ERR_CONFLICT, "state_changed",
		    "ticket %" PRId64 " is at revision %" PRId64
		    ", the form at %" PRId64,
		    t->id, t->revision, how->revision);
	if ((how->from & S(t->status)) == 0)
		return err_say(cx, ERR_CONFLICT, "wrong_state",
		    "nothing of kind %d in state %d", (int)how->log,
		    (int)t->status);
	return ERR_OK;
}

enum err
ticket_touch(
    struct ctx *cx, int64_t id, const struct touch *how, struct ticket *t)
{
	const bool staff = is_staff(cx);
	struct log_new log = { .ticket = id,
		.type = (int)how->log,
		.operator_kind = staff ? 1 : 0,
		.visible = !how->hidden,
		.description = how->description };
	bool changed;
	enum err rc;

	rc = store_ticket_get(cx, staff, id, t);
	if (rc == ERR_OK)
		rc = refuse(cx, t, how);
	if (rc == ERR_OK)
		rc = store_ticket_touch(
		    cx, staff, id, how, &changed, &log.number);
	if (rc == ERR_OK && !changed)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "ticket %" PRId64 " was not to be touched", id);
	log.from_status = log.to_status = (int)t->status;
	return rc == ERR_OK ? store_log_add(cx, &log) : rc;
}
