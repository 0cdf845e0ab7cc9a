/*
 * check.c - guichet check: is what is stored whole?
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

#include "cmd/check.h"
#include "cmd/open.h"
#include "domain/act.h"
#include "domain/space.h"
#include "store/db.h"
#include "store/store.h"
#include "view/view.h"

void
complain(void *arg, const char *line)
{
	struct report *r = arg;

	r->complaints++;
	printf("%s\n", line);
}

static enum err
check_database(struct ctx *cx, struct report *r)
{
	int64_t n;

	return db_check(cx, false, complain, r, &n);
}

static enum err
check_counters(struct ctx *cx, struct report *r)
{
	struct query *q = db_query(cx, SQL_COUNTS_CHECK);
	int64_t n = db_next(q) ? db_int(q, 0) : 0;
	enum err rc = db_done(q);

	if (n > 0)
		complain(r,
		    arena_printf(cx->mem, "%" PRId64 " counters are wrong", n));
	return rc;
}

static enum err
check_audit(struct ctx *cx, struct report *r)
{
	int64_t count, bad;
	enum err rc;

	rc = audit_verify(cx, &count, &bad);
	if (rc == ERR_OK && bad != 0)
		complain(r,
		    arena_printf(cx->mem,
			"row %" PRId64 " of the audit trail was tampered with",
			bad));
	return rc;
}

static enum err
check_vault(struct ctx *cx, struct report *r)
{
	int64_t n;
	enum err rc;

	rc = vault_lost(cx, &n);
	if (rc == ERR_OK && n > 0)
		complain(r,
		    arena_printf(cx->mem,
			"the secrets of %" PRId64 " things do not open: they"
			" were sealed under another vault.key",
			n));
	return rc;
}

static enum err
check_space(struct ctx *cx, struct report *r)
{
	static const char *const line[] = { NULL,
		"the disk has little room: no files are taken",
		"the disk has hardly any room: nothing is written" };
	const enum space level = space_level(cx);

	if (level != SPACE_GOOD)
		complain(r, line[level]);
	return ERR_OK;
}

static enum err
check_templates(struct ctx *cx, struct report *r)
{
	struct view *v;
	const char *why;

	v = view_open(cx->mem, cx->conf, &why);
	if (v == NULL)
		complain(r, why);
	else
		view_close(v);
	return ERR_OK;
}

static const struct {
	const char *name;
	enum err (*check)(struct ctx *, struct report *);
} checks[] = {
	{ "database", check_database },
	{ "counters", check_counters },
	{ "audit trail", check_audit },
	{ "attachments", check_files },
	{ "vault", check_vault },
	{ "disk", check_space },
	{ "templates", check_templates },
};

int
cmd_check(const struct cmd_env *env, int argc, char **argv)
{
	static const struct option options[] = {
		{ "deep", no_argument, NULL, 'd' },
		{ NULL, 0, NULL, 0 },
	};
	struct report r = { .quiet = env->quiet };
	struct ctx cx;
	int c, status;
	enum err rc;

	opterr = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c != 'd')
			return cmd_bad_option("check", c, argv);
		r.deep = true;
	}
	if (optind < argc)
		return cmd_misused(
		    "check", "unknown argument %s", argv[optind]);
	status = cmd_open(env, 0, &cx);
	for (size_t i = 0; status == CMD_OK && i < NELEM(checks); i++) {
		int64_t before = r.complaints;

		rc = checks[i].check(&cx, &r);
		if (rc != ERR_OK)
			status = cmd_failed(&cx, rc);
		else if (!env->quiet)
			printf("%-12s %s\n", checks[i].name,
			    r.complaints == before ? "good" : "BAD");
	}
	cmd_close(&cx);
	return status == CMD_OK && r.complaints > 0 ? CMD_FAILED : status;
}
