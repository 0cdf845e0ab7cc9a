/*
 * calendar.c - working hours, and the clocks of tickets.
 */
#include <inttypes.h>
#include <string.h>

#include "store/db.h"
#include "store/store.h"

/* The calendar ------------------------------------------------------------ */

static enum err
read_week(struct ctx *cx, struct calendar *out)
{
	struct query *q = db_query(cx, SQL_CALENDAR_WEEK);

	while (db_next(q)) {
		int64_t weekday = db_int(q, 0);
		struct work_day d;

		if (weekday >= 0 && weekday < 7 &&
		    work_day_read(db_text(q, 1), &d))
			out->week[weekday] = d;
	}
	return db_done(q);
}

static enum err
read_days(struct ctx *cx, struct calendar *out)
{
	struct query *q = db_query(cx, SQL_CALENDAR_DAYS);
	size_t cap = 0;

	while (db_next(q)) {
		struct work_exception x = { .name = db_text(q, 2) };

		if (!work_date_read(db_text(q, 0), &x.day) ||
		    !work_day_read(db_text(q, 1), &x.hours))
			continue;
		if (out->nexception == cap)
			out->exception = arena_grow(cx->mem, out->exception,
			    &cap, sizeof(*out->exception));
		out->exception[out->nexception++] = x;
	}
	return db_done(q);
}

enum err
store_calendar_get(struct ctx *cx, struct calendar *out)
{
	struct query *q = db_query(cx, SQL_CALENDAR_GET);
	enum err rc;

	*out = (struct calendar){ .zone = "" };
	if (db_next(q))
		out->zone = db_text(q, 0);
	rc = db_done(q);
	if (rc == ERR_OK)
		rc = read_week(cx, out);
	return rc == ERR_OK ? read_days(cx, out) : rc;
}

enum err
store_calendar_touch(struct ctx *cx, const char *zone, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_CALENDAR_TOUCH);

	db_bind_int(q, 1, cx->actor);
	db_bind_text(q, 2, zone);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_calendar_week_put(struct ctx *cx, int weekday, const char *hours)
{
	struct query *q = db_query(cx, SQL_CALENDAR_WEEK_PUT);

	db_bind_int(q, 1, weekday);
	db_bind_text(q, 2, hours);
	db_next(q);
	return db_done(q);
}

enum err
store_calendar_day_put(
    struct ctx *cx, const char *day, const char *hours, const char *name)
{
	struct query *q = db_query(cx, SQL_CALENDAR_DAY_PUT);

	db_bind_text(q, 1, day);
	db_bind_text(q, 2, hours);
	db_bind_text(q, 3, name);
	db_next(q);
	return db_done(q);
}

enum err
store_calendar_day_drop(struct ctx *cx, const char *day, int64_t *changed)
{
	struct query *q = db_query(cx, SQL_CALENDAR_DAY_DROP);

	db_bind_text(q, 1, day);
	db_next(q);
	*changed = db_changes(q);
	return db_done(q);
}

enum err
store_promises(struct ctx *cx, struct promises *out)
{
	struct query *q = db_query(cx, SQL_PROMISE_LIST);
	size_t cap = 0;

	*out = (struct promises){ 0 };
	db_bind_int(q, 1, cx->lang);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct promise){
			.id = db_text(q, 0),
			.name = db_text(q, 1),
			.first_response = db_int(q, 2),
			.resolution = db_int(q, 3),
			.around_the_clock = db_int(q, 4) != 0,
		};
	}
	return db_done(q);
}

static enum err
around(struct ctx *cx, const char *severity, bool on)
{
	struct query *q = db_query(cx, SQL_AROUND_THE_CLOCK);

	db_bind_text(q, 1, severity);
	db_bind_int(q, 2, on);
	db_next(q);
	return db_done(q);
}

enum err
store_around_the_clock(struct ctx *cx, const char *const *id, size_t n)
{
	struct promises all;
	enum err rc;

	rc = store_promises(cx, &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++) {
		bool on = false;

		for (size_t k = 0; k < n; k++)
			on |= strcmp(id[k], all.item[i].id) == 0;
		if (on != all.item[i].around_the_clock)
			rc = around(cx, all.item[i].id, on);
	}
	return rc;
}

/* Clocks ------------------------------------------------------------------ */

static enum err
read_events(struct ctx *cx, int64_t ticket, struct clock_events *out)
{
	struct query *q = db_query(cx, SQL_CLOCK_EVENTS);
	size_t cap = 0;

	*out = (struct clock_events){ 0 };
	db_bind_int(q, 1, ticket);
	while (db_next(q)) {
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		out->item[out->count++] = (struct clock_event){
			.at = db_int(q, 0),
			.type = (int)db_int(q, 1),
			.operator_kind = (int)db_int(q, 2),
			.to_status = (int)db_int(q, 3),
			.message = db_int(q, 4) != 0,
			.withdrawn = db_int(q, 5) != 0,
		};
	}
	return db_done(q);
}

enum err
store_clock_read(struct ctx *cx, int64_t ticket, struct clock_ticket *t,
    struct clock_events *log)
{
	struct query *q = db_query(cx, SQL_CLOCK_TICKET);
	enum err rc;
	bool found;

	db_bind_int(q, 1, ticket);
	found = db_next(q);
	if (found)
		*t = (struct clock_ticket){
			.created_at = db_int(q, 0),
			.urge_count = db_int(q, 1),
			.first_response = db_int(q, 2),
			.resolution = db_int(q, 3),
			.rank = db_int(q, 4),
			.around_the_clock = db_int(q, 5) != 0,
		};
	rc = db_done(q);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no ticket %" PRId64, ticket);
	return rc == ERR_OK ? read_events(cx, ticket, log) : rc;
}

enum err
store_clock_put(struct ctx *cx, const struct clocks *c)
{
	struct query *q = db_query(cx, SQL_CLOCK_PUT);

	db_bind_int(q, 1, c->ticket);
	db_bind_id(q, 2, c->reply.at);
	db_bind_id(q, 3, c->reply.warn);
	db_bind_id(q, 4, c->solve.at);
	db_bind_id(q, 5, c->solve.warn);
	db_bind_id(q, 6, c->answered_at);
	db_bind_int(q, 7, c->key);
	db_next(q);
	return db_done(q);
}

enum err
store_clock_stale(struct ctx *cx, int64_t *id, size_t max, size_t *n)
{
	struct query *q = db_query(cx, SQL_CLOCK_STALE);

	db_bind_int(q, 1, (int64_t)max);
	for (*n = 0; *n < max && db_next(q); ++*n)
		id[*n] = db_int(q, 0);
	return db_done(q);
}
