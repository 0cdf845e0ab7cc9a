/*
 * migrate.c - guichet migrate: bring the database to this program's schema.
 */
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/open.h"
#include "domain/catch_up.h"

int
cmd_migrate(const struct cmd_env *env, int argc, char **argv)
{
	bool only_status = argc == 2 && strcmp(argv[1], "--status") == 0;
	int64_t have, want;
	struct ctx cx;
	int status;
	enum err rc;

	if (argc > 1 && !only_status)
		return cmd_misused("migrate", "unknown argument %s", argv[1]);
	status = cmd_open(env, OPEN_OLD | OPEN_TOOL, &cx);
	if (status == CMD_OK) {
		rc = migrate_status(&cx, &have, &want);
		if (rc == ERR_OK && only_status)
			printf(
			    "schema %" PRId64 " of %" PRId64 "\n", have, want);
		if (rc == ERR_OK && !only_status)
			rc = migrate(&cx);
		if (rc == ERR_OK && !only_status)
			rc = catch_up(&cx);
		status = rc != ERR_OK             ? cmd_failed(&cx, rc)
		    : only_status && have != want ? CMD_FAILED
						  : CMD_OK;
	}
	cmd_close(&cx);
	return status;
}
