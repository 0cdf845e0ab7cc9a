#include "jobs/kinds.h"

#include <inttypes.h>

#include "base/conf.h"
#include "base/log.h"
#include "domain/authorization.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "domain/upkeep.h"

/* name, seconds between two runs, what it does */
const struct job_kind job_kinds[] = {
	{ "probe", 10, upkeep_probe },
	{ "checkpoint", 5, upkeep_checkpoint },
	{ "sessions", 60, upkeep_sessions },
	{ "authorizations", 30, authorization_run_out },
	{ "tickets", 60, ticket_run_out },
	{ "purge", 60, ticket_purge },
	{ "clocks", 10, clock_catch_up },
	{ "sweep", 600, upkeep_sweep },
};
const size_t njob_kinds = NELEM(job_kinds);

void
jobs_run_due(struct ctx *cx, int64_t next[])
{
	for (size_t i = 0; i < njob_kinds; i++) {
		if (next[i] > cx->now)
			continue;
		next[i] = cx->now + job_kinds[i].every;
		if (job_kinds[i].run(cx) != ERR_OK)
			log_failure(LOG_WARNING, cx);
		err_clear(cx);
		arena_reset(cx->mem);
	}
}
