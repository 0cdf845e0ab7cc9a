#include "domain/clock.h"

#include "domain/calendar.h"
#include "domain/catch_up.h"
#include "domain/state.h"
#include "store/store.h"

/* The queue's order: the time first; see 0014_desk.sql. */
#define FAR   (((int64_t)1 << 40) - 1) /* in which no clock runs */
#define WORSE 2047                     /* of a severity's rank, at most */

struct pause {
	int64_t from, to;
};

/* What its log says of a ticket. */
struct story {
	bool running;
	int64_t stopped_at;  /* if it does not run */
	int64_t answered_at; /* first answer; 0: none */
	int64_t asked_at;    /* since when the customer is owed one; 0: not */
	struct pause *pause;
	size_t npause, cap;
};

static bool
runs_in(int status)
{
	return status == STATUS_NEW || status == STATUS_PROCESSING;
}

/* Words of the customer that want an answer. */
static bool
is_asking(const struct clock_event *e)
{
	return e->operator_kind == 0 && !e->withdrawn &&
	    (e->message || e->type == LOG_REJECT);
}

static bool
is_answer(const struct clock_event *e)
{
	return e->type == LOG_STAFF_MESSAGE || e->type == LOG_ASK ||
	    e->type == LOG_RESOLVE;
}

static void
tell(struct ctx *cx, struct story *s, const struct clock_event *e)
{
	if (is_answer(e)) {
		if (s->answered_at == 0)
			s->answered_at = e->at;
		s->asked_at = 0;
	} else if (is_asking(e) && s->asked_at == 0) {
		s->asked_at = e->at;
	}
	if (runs_in(e->to_status) == s->running)
		return;
	s->running = !s->running;
	if (!s->running) {
		s->stopped_at = e->at;
		return;
	}
	if (s->npause == s->cap)
		s->pause = arena_grow(
		    cx->mem, s->pause, &s->cap, sizeof(*s->pause));
	s->pause[s->npause++] = (struct pause){ s->stopped_at, e->at };
}

/* How long the clock stood, after `since`. */
static int64_t
stood(const struct calendar *c, const struct story *s, int64_t since)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->npause; i++) {
		struct pause p = s->pause[i];

		if (p.from < since)
			p.from = since;
		if (p.to > p.from)
			sum += work_between(c, p.from, p.to);
	}
	return sum;
}

static struct due
due_of(const struct calendar *c, const struct story *s, int64_t since,
    int64_t promise)
{
	int64_t end, still;

	if (promise <= 0)
		return (struct due){ 0 };
	end = work_promise(c, since, promise);
	still = stood(c, s, since);
	return (struct due){
		.at = work_add(c, end, still),
		.warn = work_add(
		    c, since, work_between(c, since, end) * 3 / 4 + still),
	};
}

static int64_t
key_of(const struct clock_ticket *t, int64_t at)
{
	int64_t rank = t->rank < 0 ? 0 : t->rank > WORSE ? WORSE : t->rank;

	return at * CLOCK_KEY_STEP + (t->urge_count > 0 ? 0 : WORSE + 1) +
	    (WORSE - rank);
}

static int64_t
sooner(int64_t a, int64_t b)
{
	if (a == 0 || (b != 0 && b < a))
		return b;
	return a;
}

/* With this calendar, whose version is in *t. */
static enum err
update(struct ctx *cx, const struct calendar *work, int64_t ticket)
{
	static const struct calendar always = { .zone = "" };
	const struct calendar *c;
	struct story s = { .running = true };
	struct clock_events log;
	struct clock_ticket t;
	struct clocks out = { .ticket = ticket };
	int64_t at;
	enum err rc;

	rc = store_clock_read(cx, ticket, &t, &log);
	if (rc != ERR_OK)
		return rc;
	s.asked_at = t.created_at;
	for (size_t i = 0; i < log.count; i++)
		tell(cx, &s, &log.item[i]);

	c = t.around_the_clock ? &always : work;
	if (s.running && s.answered_at == 0)
		out.reply = due_of(c, &s, t.created_at, t.first_response);
	else if (s.running && s.asked_at != 0)
		out.reply = due_of(c, &s, s.asked_at, 2 * t.first_response);
	if (s.running)
		out.solve = due_of(c, &s, t.created_at, t.resolution);
	out.answered_at = s.answered_at;
	at = sooner(out.reply.at, out.solve.at);
	out.key = key_of(&t, at != 0 ? at : FAR);
	return store_clock_put(cx, &out);
}

enum err
clock_update(struct ctx *cx, int64_t ticket)
{
	struct calendar c;
	enum err rc;

	rc = calendar_get(cx, &c);
	return rc == ERR_OK ? update(cx, &c, ticket) : rc;
}

enum err
clock_update_some(struct ctx *cx, size_t *n)
{
	int64_t id[CATCH_UP_MAX];
	struct calendar c;
	enum err rc;

	rc = store_clock_stale(cx, id, CATCH_UP_MAX, n);
	if (rc != ERR_OK || *n == 0)
		return rc;
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = calendar_get(cx, &c);
	for (size_t i = 0; rc == ERR_OK && i < *n; i++)
		rc = update(cx, &c, id[i]);
	return store_end(cx, rc);
}

#define TIMES 10 /* a run of the job */

enum err
clock_catch_up(struct ctx *cx)
{
	size_t n = CATCH_UP_MAX;
	enum err rc = ERR_OK;

	for (int i = 0; rc == ERR_OK && i < TIMES && n == CATCH_UP_MAX; i++)
		rc = clock_update_some(cx, &n);
	return rc;
}
