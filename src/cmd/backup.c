/*
 * backup.c - guichet backup and guichet restore: copies of the whole portal,
 * and the way back from one.
 */
#include "domain/backup.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/crypto.h"
#include "cmd/open.h"

#define KEEP_MAX 10000

static void
complain(void *arg, const char *line)
{
	int64_t *complaints = arg;

	++*complaints;
	printf("%s\n", line);
}

/* Where the keys are, or that they are not. */
static void
say_keys(bool keys)
{
	puts(keys ? "With its keys: whoever has this folder can open what was"
		    " confided."
		  : "Without its keys: keep a copy of vault.key elsewhere, or"
		    " what is sealed never opens again.");
}

static void
say_backup(const struct backup_done *d)
{
	const struct manifest *m = &d->manifest;

	printf("%s: %" PRId64 " tickets, database of %" PRId64
	       " bytes, %" PRId64 " files, %" PRId64 " of them new (%" PRId64
	       " bytes)\n",
	    d->path, m->rows.tickets, m->database_size, m->blobs, d->new_blobs,
	    d->new_bytes);
	if (d->removed > 0)
		printf("%" PRId64 " older ones removed\n", d->removed);
	say_keys(m->keys != 0);
}

static bool
read_keep(const char *text, int64_t *out)
{
	char *end;

	*out = strtoll(text, &end, 10);
	return end > text && *end == '\0' && *out >= 1 && *out <= KEEP_MAX;
}

static int
back_up(const struct cmd_env *env, struct backup_want *want)
{
	struct backup_done done;
	int64_t complaints = 0;
	struct ctx cx;
	int status;
	enum err rc;

	want->complain = complain;
	want->arg = &complaints;
	/* An older schema too: before a migration is a good moment. */
	status = cmd_open(env, OPEN_OLD, &cx);
	umask(0077);
	/* Who writes comes first. */
	if (nice(10) == -1)
		cmd_warn("cannot be nice");
	if (status == CMD_OK) {
		rc = backup_make(&cx, want, &done);
		if (rc != ERR_OK)
			status = cmd_failed(&cx, rc);
		else if (!env->quiet)
			say_backup(&done);
	}
	cmd_close(&cx);
	return status == CMD_OK && complaints > 0 ? CMD_FAILED : status;
}

int
cmd_backup(const struct cmd_env *env, int argc, char **argv)
{
	static const struct option options[] = {
		{ "include-keys", no_argument, NULL, 'k' },
		{ "keep", required_argument, NULL, 'n' },
		{ NULL, 0, NULL, 0 },
	};
	struct backup_want want = { 0 };
	int c;

	opterr = 0;
	while ((c = getopt_long(argc, argv, ":", options, NULL)) != -1) {
		if (c == 'k')
			want.keys = true;
		else if (c != 'n')
			return cmd_bad_option("backup", c, argv);
		else if (!read_keep(optarg, &want.keep))
			return cmd_misused("backup",
			    "--keep wants a number of 1 to %d, not \"%s\"",
			    KEEP_MAX, optarg);
	}
	if (optind + 1 != argc)
		return cmd_misused("backup", "backup wants one folder");
	want.dir = argv[optind];
	return back_up(env, &want);
}

/* Restore ------------------------------------------------------------------ */

static int
verify(const struct cmd_env *env, struct ctx *cx, const char *path)
{
	struct manifest m;
	int64_t complaints = 0;
	enum err rc;

	rc = backup_verify(cx, path, complain, &complaints, &m);
	if (rc != ERR_OK)
		return cmd_failed(cx, rc);
	if (!env->quiet)
		printf("%s: %s\n", path,
		    complaints == 0 ? "good: database, audit trail and"
				      " every file"
				    : "BAD");
	return complaints == 0 ? CMD_OK : CMD_FAILED;
}

static int
restore(const struct cmd_env *env, struct ctx *cx, const char *path)
{
	struct manifest m;
	int status;
	enum err rc;

	status = cmd_folders(env->conf);
	if (status != CMD_OK)
		return status;
	rc = backup_restore(cx, path, &m);
	if (rc != ERR_OK)
		return cmd_failed(cx, rc);
	if (!env->quiet) {
		printf("%s: %" PRId64 " tickets, %" PRId64 " files\n",
		    env->conf->paths_data, m.rows.tickets, m.blobs);
		puts(m.keys ? "With its keys."
			    : "Put secret.key and vault.key beside it before"
			      " it starts.");
	}
	return CMD_OK;
}

int
cmd_restore(const struct cmd_env *env, int argc, char **argv)
{
	static const struct option options[] = {
		{ "verify", no_argument, NULL, 'v' },
		{ NULL, 0, NULL, 0 },
	};
	struct ctx cx = { .conf = env->conf, .request_id = "command" };
	const char *path;
	bool only_verify = false;
	int c, status;
	enum err rc;

	opterr = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c != 'v')
			return cmd_bad_option("restore", c, argv);
		only_verify = true;
	}
	if (optind + 1 != argc)
		return cmd_misused("restore", "restore wants one folder");
	if (!crypto_init()) {
		cmd_warn("the system has no random numbers");
		return EX_OSERR;
	}
	cx.mem = arena_new();
	cx.now = time(NULL);
	umask(0027);
	rc = backup_find(&cx, argv[optind], &path);
	if (rc != ERR_OK)
		status = cmd_failed(&cx, rc);
	else if (only_verify)
		status = verify(env, &cx, path);
	else
		status = restore(env, &cx, path);
	arena_free(cx.mem);
	return status;
}
