#include "domain/confidential.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "store/store.h"

enum err
secret_note(struct ctx *cx, int64_t ticket, enum status status,
    const struct secret_note *n)
{
	struct ticket_change c = {
		.may = n->may,
		.ticket = ticket,
		.from = S(status) & n->from,
		.to = STATE_KEEP,
		.seen = -1,
		.visible = !n->hidden,
		.log = (int)n->log,
	};
	struct log_new log = {
		.ticket = ticket,
		.type = (int)n->log,
		.operator_kind = n->may == MAY_SYSTEM ? 3
		    : is_staff(cx)                    ? 1
						      : 0,
		.from_status = (int)status,
		.to_status = (int)status,
		.visible = !n->hidden,
		.description = n->text,
	};
	enum err rc;

	rc = store_ticket_change(cx, &c);
	if (rc == ERR_OK && !c.changed)
		rc = err_say(cx, ERR_DENIED,
		    n->may == MAY_HOLDER ? "not_holder" : "not_yours",
		    "%d on ticket %" PRId64 " was refused by its statement",
		    (int)n->log, ticket);
	log.number = c.log_number;
	return rc == ERR_OK ? store_log_add(cx, &log) : rc;
}

static bool
is_given(const char *text)
{
	return text != NULL && !text_blank(text);
}

enum err
confidential_check(struct ctx *cx, const char *text)
{
	return is_given(text) ? message_check(cx, text, CONFIDENTIAL_MAX, 0)
			      : ERR_OK;
}

enum err
confidential_put(
    struct ctx *cx, int64_t ticket, int64_t message, const char *text)
{
	struct vault_place at = { .kind = VAULT_CONFIDENTIAL, .field = "text" };
	enum err rc;

	if (!is_given(text))
		return ERR_OK;
	rc = store_sequence_next(cx, "confidential", &at.id);
	if (rc == ERR_OK)
		rc = store_confidential_add(cx, ticket, message, at.id);
	return rc == ERR_OK ? vault_put(cx, &at, text) : rc;
}

enum err
confidential_wipe(struct ctx *cx, int64_t ticket, int64_t message)
{
	int64_t *id;
	size_t n;
	enum err rc;

	rc = store_confidential_kept(cx, ticket, message, &id, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = vault_wipe(cx, VAULT_CONFIDENTIAL, id[i], NULL);
		if (rc == ERR_OK)
			rc = store_confidential_cleared(cx, id[i]);
	}
	return rc;
}

enum err
confidential_list(struct ctx *cx, int64_t ticket, struct confided_list *out)
{
	return store_confidential_list(cx, is_staff(cx), ticket, out);
}

static enum err
reveal(struct ctx *cx, int64_t ticket, int64_t message, const char **text)
{
	static const struct secret_note note = { MAY_HOLDER, STATUSES_OPEN,
		LOG_REVEAL, true, "" };
	struct vault_place at = { .kind = VAULT_CONFIDENTIAL, .field = "text" };
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = secret_note(cx, ticket, t.status, &note);
	if (rc == ERR_OK)
		rc = store_confidential_hold(cx, ticket, message, &at.id);
	if (rc == ERR_OK && at.id == 0)
		rc = err_say(cx, ERR_NOTFOUND, "secret_gone",
		    "nothing is confided in message %" PRId64, message);
	if (rc == ERR_OK)
		rc = vault_get(cx, &at, text);
	if (rc == ERR_OK)
		rc = store_secret_log_add(cx, at.kind, at.id, LOG_REVEAL);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_WARNING, "revealSecret", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, ticket),
		    arena_printf(cx->mem, "message %" PRId64, message));
	return rc;
}

enum err
confidential_reveal(
    struct ctx *cx, int64_t ticket, int64_t message, const char **text)
{
	enum err rc;

	*text = "";
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = reveal(cx, ticket, message, text);
	return act_end(cx, rc, ticket);
}
