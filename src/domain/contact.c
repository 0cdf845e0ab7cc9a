#include "domain/contact.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "domain/act.h"
#include "domain/catch_up.h"
#include "domain/name.h"
#include "domain/touch.h"
#include "domain/vault.h"
#include "store/store.h"

const char *const contact_times[CONTACT_TIMES] = { "09:00-12:00", "12:00-18:00",
	"09:00-18:00", "18:00-22:00" };

/* "a@b.example, c@d.example": up to TICKET_CC_MAX of them. */
static const char *
check_copies(struct ctx *cx, const char *s)
{
	const char *say = NULL;
	int n = 0;

	while (*(s += strspn(s, ", ;")) != '\0') {
		size_t len = strcspn(s, ", ;");

		if (!email_good(arena_strndup(cx->mem, s, len)))
			say = "email_invalid";
		s += len;
		n++;
	}
	return n > TICKET_CC_MAX ? "emails_many" : say;
}

static bool
is_digits(const char *s, size_t max)
{
	size_t len = strspn(s, "0123456789");

	return s[len] == '\0' && len <= max;
}

static bool
is_time(const char *s)
{
	if (*s == '\0' || strcmp(s, "0") == 0)
		return true;
	for (size_t i = 0; i < CONTACT_TIMES; i++)
		if (strcmp(s, contact_times[i]) == 0)
			return true;
	return false;
}

size_t
contact_check(struct ctx *cx, const struct contact *c,
    struct contact_wrong out[CONTACT_WRONGS])
{
	const struct contact_wrong rows[CONTACT_WRONGS] = {
		{ CONTACT_MAIL,
		    *c->mail == '\0' || email_good(c->mail) ? NULL
							    : "email_invalid",
		    0 },
		{ CONTACT_CC, check_copies(cx, c->cc), TICKET_CC_MAX },
		{ CONTACT_AREA, is_digits(c->area, 4) ? NULL : "area_invalid",
		    0 },
		{ CONTACT_MOBILE,
		    is_digits(c->mobile, 20) ? NULL : "mobile_invalid", 0 },
		{ CONTACT_TIME, is_time(c->time) ? NULL : "unknown_choice", 0 },
	};
	size_t n = 0;

	for (size_t i = 0; i < CONTACT_WRONGS; i++)
		if (rows[i].say != NULL)
			out[n++] = rows[i];
	return n;
}

/* Sealing ----------------------------------------------------------------- */

#define FIELD "contact"

enum err
contact_seal(
    struct ctx *cx, int64_t ticket, const struct contact *c, struct sealed *out)
{
	const struct vault_place at = { VAULT_TICKET, ticket, FIELD };
	const char *plain = "";

	/* None of them has a newline: they are lines. */
	if (*c->mail != '\0' || *c->mobile != '\0' || *c->cc != '\0')
		plain = arena_printf(
		    cx->mem, "%s\n%s\n%s", c->mail, c->mobile, c->cc);
	return vault_seal(cx, &at, plain, &out->bytes, &out->len);
}

/* Up to the next newline, which is skipped. */
static const char *
next_line(struct ctx *cx, const char **s)
{
	size_t len = strcspn(*s, "\n");
	const char *line = arena_strndup(cx->mem, *s, len);

	*s += len + ((*s)[len] == '\n');
	return line;
}

void
contact_open(struct ctx *cx, int64_t ticket, const struct sealed *sealed,
    struct contact *c)
{
	const struct vault_place at = { VAULT_TICKET, ticket, FIELD };
	const char *plain = "";

	c->mail = c->mobile = c->cc = "";
	if (sealed->bytes == NULL)
		return;
	if (vault_unseal(cx, &at, sealed->bytes, sealed->len, &plain) !=
	    ERR_OK) {
		log_failure(LOG_WARNING, cx);
		err_clear(cx);
		return;
	}
	c->mail = next_line(cx, &plain);
	c->mobile = next_line(cx, &plain);
	c->cc = next_line(cx, &plain);
}

static enum err
seal_old(struct ctx *cx, const struct contact_plain *p)
{
	struct sealed sealed = { NULL, 0 };
	enum err rc = ERR_OK;

	if (S(p->status) & STATUSES_OPEN)
		rc = contact_seal(cx, p->id, &p->contact, &sealed);
	return rc == ERR_OK ? store_contact_seal(cx, p->id, &sealed) : rc;
}

enum err
contact_seal_some(struct ctx *cx, size_t *n)
{
	struct contact_plain old[CATCH_UP_MAX];
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_contact_plain(cx, old, CATCH_UP_MAX, n);
	for (size_t i = 0; rc == ERR_OK && i < *n; i++)
		rc = seal_old(cx, &old[i]);
	return store_end(cx, rc);
}

/* Changing ---------------------------------------------------------------- */

static bool
is_empty(const struct contact *c)
{
	return *c->mail == '\0' && *c->cc == '\0' && *c->mobile == '\0';
}

static enum err
change(
    struct ctx *cx, int64_t ticket, int64_t revision, const struct contact *c)
{
	const bool gone = is_empty(c);
	const struct touch how = {
		.log = gone ? LOG_CONTACT_GONE : LOG_CONTACT,
		.description = "",
		.from = STATUSES_OPEN,
		.revision = revision,
		.activity = true,
	};
	struct contact_wrong wrong[CONTACT_WRONGS];
	struct sealed sealed;
	struct ticket t;
	enum err rc;

	rc = ticket_touch(cx, ticket, &how, &t);
	if (rc != ERR_OK)
		return rc;
	if (contact_check(cx, c, wrong) > 0) {
		cx->say_n = wrong[0].n;
		return err_say(cx, ERR_INVALID, wrong[0].say, "%s: %s",
		    wrong[0].field, wrong[0].say);
	}
	rc = contact_seal(cx, ticket, c, &sealed);
	if (rc == ERR_OK)
		rc = store_contact_put(cx, ticket, c, &sealed);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL,
		  gone ? "deleteContact" : "updateContact", "case",
		  arena_printf(cx->mem, TICKET_NAME_FMT, ticket), "");
}

enum err
contact_change(
    struct ctx *cx, int64_t ticket, int64_t revision, const struct contact *c)
{
	struct contact full = *c;
	enum err rc;

	/* The country code and the hours belong to the telephone. */
	if (*full.mobile == '\0')
		full.area = full.time = "";
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = change(cx, ticket, revision, &full);
	return act_end(cx, rc, ticket);
}
