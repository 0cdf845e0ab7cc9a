/*
 * audit.c - guichet audit: the trail of what was done.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/open.h"
#include "domain/act.h"

int
cmd_audit(const struct cmd_env *env, int argc, char **argv)
{
	int64_t count, bad;
	struct ctx cx;
	int status;
	enum err rc;

	if (argc != 2 || strcmp(argv[1], "verify") != 0)
		return cmd_misused("audit", "it can only be verified");
	status = cmd_open(env, OPEN_TOOL, &cx);
	if (status == CMD_OK) {
		rc = audit_verify(&cx, &count, &bad);
		status = rc != ERR_OK ? cmd_failed(&cx, rc)
		    : bad != 0        ? CMD_FAILED
				      : CMD_OK;
		if (rc == ERR_OK && bad == 0)
			printf("%" PRId64 " rows, all as they were written\n",
			    count);
		else if (rc == ERR_OK)
			printf("row %" PRId64 " was tampered with, %" PRId64
			       " before it are as they were written\n",
			    bad, count);
	}
	cmd_close(&cx);
	return status;
}
