#include "domain/extra.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/confidential.h"
#include "domain/touch.h"
#include "domain/vault.h"
#include "store/store.h"

enum err
extra_fields(
    struct ctx *cx, const char *problem_type_id, struct extra_list *out)
{
	return store_extra_fields(cx, is_staff(cx), problem_type_id, out);
}

enum err
extra_of_ticket(struct ctx *cx, int64_t ticket, struct extra_list *out)
{
	return store_extra_of_ticket(cx, is_staff(cx), ticket, out);
}

enum err
extra_asked(struct ctx *cx, int64_t ticket, struct extra_list *list)
{
	size_t n = 0;
	enum err rc;

	rc = extra_of_ticket(cx, ticket, list);
	for (size_t i = 0; rc == ERR_OK && i < list->count; i++)
		if (list->item[i].asked)
			list->item[n++] = list->item[i];
	list->count = n;
	return rc;
}

/* Writing ----------------------------------------------------------------- */

static enum err
refuse_first(
    struct ctx *cx, const struct extra_list *list, const struct extra_value *v)
{
	for (size_t i = 0; i < list->count; i++)
		if (v[i].say != NULL) {
			cx->say_n = v[i].say_n;
			return err_say(cx, ERR_INVALID, v[i].say,
			    "field \"%s\": %s", list->item[i].key, v[i].say);
		}
	return ERR_OK;
}

#define PLACE(secret_id)                                                       \
	{                                                                      \
		VAULT_EXTRA, (secret_id), "value"                              \
	}

static enum err
seal(struct ctx *cx, int64_t ticket, struct extra *x, const char *value,
    int64_t message)
{
	struct vault_place at = PLACE(x->secret_id);
	enum err rc = ERR_OK;

	if (at.id == 0)
		rc = store_sequence_next(cx, "extra", &at.id);
	x->secret_id = at.id;
	if (rc == ERR_OK)
		rc = store_extra_put(cx, is_staff(cx), ticket, x, "", message);
	return rc == ERR_OK ? vault_put(cx, &at, value) : rc;
}

/* Put down what differs from before.  What is sealed was not shown: left
 * empty it stays. */
static enum err
write_values(struct ctx *cx, int64_t ticket, int64_t message,
    const struct extra_list *list, const struct extra_value *v)
{
	const bool staff = is_staff(cx);
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < list->count; i++) {
		struct extra *x = &list->item[i];

		if (strcmp(x->value, v[i].value) == 0)
			continue;
		rc = x->sensitive ? seal(cx, ticket, x, v[i].value, message)
				  : store_extra_put(cx, staff, ticket, x,
					v[i].value, message);
	}
	return rc;
}

enum err
extra_add(struct ctx *cx, int64_t ticket, const char *problem_type_id,
    const struct param *p, size_t n)
{
	struct extra_list list;
	struct extra_value *v;
	enum err rc;

	rc = extra_fields(cx, problem_type_id, &list);
	if (rc != ERR_OK || list.count == 0)
		return rc;
	v = arena_array(cx->mem, list.count, sizeof(*v));
	if (!extra_read(cx, &list, p, n, v))
		return refuse_first(cx, &list, v);
	return write_values(cx, ticket, 0, &list, v);
}

/* Does one of them differ from before, or one that customers see? */
static bool
differs(const struct extra_list *list, const struct extra_value *v, bool shown)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct extra *x = &list->item[i];

		if ((x->shown || !shown) && strcmp(x->value, v[i].value) != 0)
			return true;
	}
	return false;
}

static enum err
change(struct ctx *cx, int64_t ticket, int64_t revision, int64_t message,
    const struct param *p, size_t n)
{
	struct touch how = { .log = LOG_EXTRA,
		.description = "",
		.from = STATUSES_OPEN,
		.revision = revision };
	struct extra_list list;
	struct extra_value *v;
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK && message > t.message_count)
		rc = err_say(cx, ERR_INVALID, "unknown_choice",
		    "no message %" PRId64, message);
	if (rc == ERR_OK)
		rc = extra_asked(cx, ticket, &list);
	if (rc != ERR_OK)
		return rc;
	v = arena_array(cx->mem, list.count + 1, sizeof(*v));
	if (!extra_read(cx, &list, p, n, v))
		return refuse_first(cx, &list, v);
	/* What is so already is no news. */
	if (!differs(&list, v, false) && S(t.status) & STATUSES_OPEN &&
	    (revision == 0 || revision == t.revision))
		return ERR_OK;
	how.hidden = !differs(&list, v, true);
	how.activity = !how.hidden;
	rc = ticket_touch(cx, ticket, &how, &t);
	if (rc == ERR_OK)
		rc = write_values(cx, ticket, message, &list, v);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL, "updateExtends", "case",
		  arena_printf(cx->mem, TICKET_NAME_FMT, ticket), "");
}

enum err
extra_change(struct ctx *cx, int64_t ticket, int64_t revision, int64_t message,
    const struct param *p, size_t n)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = change(cx, ticket, revision, message, p, n);
	return act_end(cx, rc, ticket);
}

static enum err
reveal(struct ctx *cx, int64_t ticket, const char *key, const char **plain)
{
	static const struct secret_note note = { MAY_HOLDER, STATUSES_OPEN,
		LOG_REVEAL, false, "" };
	struct vault_place at = PLACE(0);
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = secret_note(cx, ticket, t.status, &note);
	if (rc == ERR_OK)
		rc = store_extra_reveal(cx, ticket, key, &at.id);
	if (rc == ERR_OK && at.id == 0)
		rc = err_say(cx, ERR_NOTFOUND, "secret_gone",
		    "no \"%s\" of ticket %" PRId64 " to be shown", key, ticket);
	if (rc == ERR_OK)
		rc = vault_get(cx, &at, plain);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_WARNING, "revealSecret", "case",
		  arena_printf(cx->mem, TICKET_NAME_FMT, ticket), key);
}

enum err
extra_reveal(
    struct ctx *cx, int64_t ticket, const char *key, const char **plain)
{
	enum err rc;

	*plain = "";
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = reveal(cx, ticket, key, plain);
	return act_end(cx, rc, ticket);
}

enum err
extra_wipe(struct ctx *cx, int64_t ticket)
{
	int64_t *id;
	size_t n;
	enum err rc;

	rc = store_extra_secrets(cx, ticket, &id, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = vault_wipe(cx, VAULT_EXTRA, id[i], NULL);
	return rc == ERR_OK && n > 0 ? store_extra_secrets_drop(cx, ticket)
				     : rc;
}

enum err
extra_define(struct ctx *cx, const struct extra_new *in)
{
	const char *wrong = extra_wrong(cx, in);

	if (wrong != NULL)
		return err_say(
		    cx, ERR_INVALID, wrong, "field \"%s\": %s", in->key, wrong);
	return store_extra_define(cx, in);
}
