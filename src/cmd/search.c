/*
 * search.c - guichet search: the index of words.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/open.h"
#include "domain/search.h"

static enum err
rebuild(struct ctx *cx, int *status)
{
	size_t n = CATCH_UP_MAX;
	int64_t sum = 0;
	enum err rc;

	(void)status;
	rc = search_begin(cx);
	while (rc == ERR_OK && n == CATCH_UP_MAX) {
		rc = search_fill_some(cx, &n);
		sum += (int64_t)n;
		if (rc == ERR_OK)
			arena_reset(cx->mem);
	}
	if (rc == ERR_OK)
		printf("%" PRId64 " parts of tickets are indexed\n", sum);
	return rc;
}

static enum err
verify(struct ctx *cx, int *status)
{
	struct search_report r;
	enum err rc = search_verify(cx, &r);

	if (rc != ERR_OK)
		return rc;
	printf("%" PRId64 " words in %" PRId64 " parts of tickets", r.words,
	    r.parts);
	if (r.due > 0)
		printf("; %" PRId64 " parts are still to come", r.due);
	else if (r.missing > 0)
		printf("; %" PRId64 " parts are not wholly in the index, the"
		       " first of TS-%07" PRId64,
		    r.missing, r.first);
	else if (r.extra != 0)
		printf("; %" PRId64 " words in the index that no ticket has",
		    r.extra);
	else
		printf(", all in the index");
	printf("\n");
	if (r.due > 0 || r.missing > 0 || r.extra != 0)
		*status = CMD_FAILED;
	return ERR_OK;
}

int
cmd_search(const struct cmd_env *env, int argc, char **argv)
{
	static const struct {
		const char *name;
		enum err (*fn)(struct ctx *, int *status);
	} verbs[] = { { "rebuild", rebuild }, { "verify", verify } };
	struct ctx cx;
	int status;
	enum err rc;

	for (size_t i = 0; argc == 2 && i < NELEM(verbs); i++) {
		if (strcmp(argv[1], verbs[i].name) != 0)
			continue;
		status = cmd_open(env, 0, &cx);
		if (status == CMD_OK) {
			rc = verbs[i].fn(&cx, &status);
			if (rc != ERR_OK)
				status = cmd_failed(&cx, rc);
		}
		cmd_close(&cx);
		return status;
	}
	return cmd_misused("search", "it can be rebuilt, or verified");
}
