#include "jobs/kinds.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/conf.h"
#include "base/log.h"
#include "domain/authorization.h"
#include "domain/clock.h"
#include "domain/collect.h"
#include "domain/feedback.h"
#include "domain/job.h"
#include "domain/scan.h"
#include "domain/scrub.h"
#include "domain/search.h"
#include "domain/ticket.h"
#include "domain/upkeep.h"
#include "domain/visit.h"

static enum err
purge(struct ctx *cx)
{
	enum err rc;

	rc = ticket_purge(cx);
	return rc == ERR_OK ? feedback_purge(cx) : rc;
}

/* name, seconds between two runs, what it does */
const struct job_kind job_kinds[] = {
	{ "probe", 10, upkeep_probe },
	{ "checkpoint", 5, upkeep_checkpoint },
	{ "sessions", 60, upkeep_sessions },
	{ "visits", 60, visit_flush },
	{ "authorizations", 30, authorization_run_out },
	{ "tickets", 60, ticket_run_out },
	{ "purge", 60, purge },
	{ "clocks", 10, clock_catch_up },
	{ "search", 5, search_catch_up },
	{ "scan", 2, scan_some },
	{ "quarantine", 600, scan_sweep },
	{ "sweep", 600, upkeep_sweep },
	{ "collect", COLLECT_EVERY, collect_run },
	{ "scrub", SCRUB_EVERY, scrub_run },
};
const size_t njob_kinds = NELEM(job_kinds);

/* How often what was done is noted: with the probe, which writes too. */
#define NOTE_EVERY 10

static int64_t
monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Dealt with, or for the log. */
static void
settle(struct ctx *cx, enum err rc)
{
	if (rc != ERR_OK)
		log_failure(LOG_WARNING, cx);
	err_clear(cx);
	arena_reset(cx->mem);
}

static void
run(struct ctx *cx, const struct job_kind *kind, struct job_state *s)
{
	int64_t begun = monotonic_ms();
	enum err rc;

	s->started_at = cx->now;
	s->next_at = cx->now + kind->every;
	rc = kind->run(cx);
	s->took_ms = monotonic_ms() - begun;
	snprintf(s->why, sizeof(s->why), "%s",
	    rc == ERR_OK          ? ""
		: cx->why == NULL ? "it failed"
				  : cx->why);
	settle(cx, rc);
}

/* True if there is any. */
static bool
make_wanted_due(struct ctx *cx, struct jobs *j)
{
	struct job_list wanted = { 0 };
	bool any = false;
	enum err rc = job_take_wanted(cx, &wanted);

	for (size_t w = 0; rc == ERR_OK && w < wanted.count; w++)
		for (size_t i = 0; i < njob_kinds; i++)
			if (strcmp(job_kinds[i].name, wanted.item[w].kind) ==
			    0) {
				j->state[i].next_at = 0;
				any = true;
			}
	settle(cx, rc);
	return any;
}

static void
note(struct ctx *cx, struct jobs *j)
{
	struct job job[JOBS_MAX];

	for (size_t i = 0; i < njob_kinds; i++)
		job[i] = (struct job){
			.kind = job_kinds[i].name,
			.every = job_kinds[i].every,
			.started_at = j->state[i].started_at,
			.took_ms = j->state[i].took_ms,
			.why = j->state[i].why,
			.next_at = j->state[i].next_at,
		};
	j->noted_at = cx->now;
	settle(cx, job_note(cx, job, njob_kinds));
}

void
jobs_run_due(struct ctx *cx, struct jobs *j)
{
	bool wanted = make_wanted_due(cx, j);

	_Static_assert(NELEM(job_kinds) <= JOBS_MAX, "room for every kind");
	for (size_t i = 0; i < njob_kinds; i++)
		if (j->state[i].next_at <= cx->now)
			run(cx, &job_kinds[i], &j->state[i]);
	if (wanted || j->noted_at + NOTE_EVERY <= cx->now)
		note(cx, j);
}
