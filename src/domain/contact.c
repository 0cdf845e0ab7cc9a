#include "domain/contact.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/name.h"
#include "domain/touch.h"
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
	rc = store_contact_put(cx, ticket, c);
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
