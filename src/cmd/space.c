/*
 * space.c - guichet emergency-free: some room on a disk that is full.
 */
#include "domain/space.h"

#include <inttypes.h>
#include <stdio.h>

#include "cmd/open.h"

/* Without the database: on such a disk it may not open. */
int
cmd_emergency_free(const struct cmd_env *env, int argc, char **argv)
{
	struct ctx cx = { .conf = env->conf };
	int64_t freed;
	int status;
	enum err rc;

	if (argc > 1)
		return cmd_misused(
		    "emergency-free", "unknown argument %s", argv[1]);
	status = cmd_drop(env->conf);
	if (status != CMD_OK)
		return status;
	cx.mem = arena_new();
	rc = ballast_drop(&cx, &freed);
	if (rc != ERR_OK) {
		status = cmd_failed(&cx, rc);
	} else if (freed == 0) {
		cmd_warn(
		    "there is no ballast in \"%s\"", env->conf->paths_data);
		status = CMD_FAILED;
	} else if (!env->quiet) {
		printf("%" PRId64 " MB are free now.  Make room, then restart"
		       " guichet serve: it makes the ballast again.\n",
		    freed >> 20);
	}
	arena_free(cx.mem);
	return status;
}
