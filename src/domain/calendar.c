#include "domain/calendar.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "domain/act.h"
#include "store/store.h"

enum err
calendar_get(struct ctx *cx, struct calendar *out)
{
	enum err rc;

	rc = store_calendar_get(cx, out);
	if (rc == ERR_OK)
		out->tz = tz_get(
		    *out->zone != '\0' ? out->zone : cx->conf->site_time_zone);
	return rc;
}

enum err
calendar_promises(struct ctx *cx, struct promises *out)
{
	return store_promises(cx, out);
}

static enum err
check(struct ctx *cx, const struct calendar_new *in, const char *hours[7])
{
	struct calendar c = { .zone = in->zone };

	if (*in->zone != '\0' && tz_get(in->zone) == NULL)
		return err_say(cx, ERR_INVALID, "zone_unknown",
		    "no time zone \"%s\"", in->zone);
	for (int i = 0; i < 7; i++) {
		if (!work_day_read(in->hours[i], &c.week[i])) {
			cx->say_n = i;
			return err_say(cx, ERR_INVALID, "hours_invalid",
			    "\"%s\" are no hours", in->hours[i]);
		}
		hours[i] = work_day_words(cx->mem, &c.week[i]);
	}
	if (!calendar_works(&c))
		return err_say(cx, ERR_INVALID, "hours_none",
		    "a calendar in which nobody works");
	return ERR_OK;
}

/* The statement says whether the actor may; the rest follows it. */
static enum err
touch(struct ctx *cx, const char *zone)
{
	int64_t changed;
	enum err rc;

	rc = store_calendar_touch(cx, zone, &changed);
	if (rc == ERR_OK && changed != 1)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "user %" PRId64 " may not change the calendar", cx->actor);
	return rc;
}

/* What becomes of the week. */
static const char *
change(struct ctx *cx, const struct calendar *was, const char *const hours[7])
{
	static const char *const day[7] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	struct buf s;

	buf_init(&s, cx->mem);
	for (int i = 0; i < 7; i++) {
		const char *old = work_day_words(cx->mem, &was->week[i]);

		if (strcmp(old, hours[i]) != 0)
			buf_printf(&s, "%s%s", s.len > 0 ? "; " : "",
			    audit_change(cx, day[i], old, hours[i]));
	}
	return s.len == 0 ? "" : s.s;
}

static enum err
put(struct ctx *cx, const struct calendar_new *in, const char *const hours[7])
{
	struct calendar was;
	enum err rc;

	rc = calendar_get(cx, &was);
	if (rc == ERR_OK)
		rc = touch(cx, in->zone);
	for (int i = 0; rc == ERR_OK && i < 7; i++)
		rc = store_calendar_week_put(cx, i, hours[i]);
	if (rc == ERR_OK)
		rc = store_around_the_clock(cx, in->around, in->naround);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateCalendar", "calendar",
		    "hours", change(cx, &was, hours));
	return rc;
}

enum err
calendar_put(struct ctx *cx, const struct calendar_new *in)
{
	const char *hours[7];
	enum err rc;

	rc = check(cx, in, hours);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = put(cx, in, hours);
	return act_end(cx, rc, 0);
}

enum err
calendar_day_put(
    struct ctx *cx, const char *day, const char *hours, const char *name)
{
	struct work_day d;
	int64_t n;
	enum err rc;

	if (!work_date_read(day, &n))
		return err_say(
		    cx, ERR_INVALID, "date_invalid", "no day \"%s\"", day);
	if (!work_day_read(hours, &d))
		return err_say(cx, ERR_INVALID, "day_hours_invalid",
		    "\"%s\" are no hours", hours);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = touch(cx, NULL);
		if (rc == ERR_OK)
			rc = store_calendar_day_put(
			    cx, day, work_day_words(cx->mem, &d), name);
		if (rc == ERR_OK)
			rc = audit_add(cx, RATING_NORMAL, "updateCalendar",
			    "calendar", day, hours);
	}
	return act_end(cx, rc, 0);
}

enum err
calendar_day_drop(struct ctx *cx, const char *day)
{
	int64_t changed = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = touch(cx, NULL);
		if (rc == ERR_OK)
			rc = store_calendar_day_drop(cx, day, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_fail(cx, ERR_NOTFOUND,
			    "\"%s\" is a day like any other", day);
		if (rc == ERR_OK)
			rc = audit_add(cx, RATING_NORMAL, "updateCalendar",
			    "calendar", day, "removed");
	}
	return act_end(cx, rc, 0);
}
