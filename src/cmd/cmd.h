/*
 * cmd.h - the subcommands of the program, and what they are given.
 *
 * A command is a row in the table of main.c and a function in a file of
 * this folder.  It prints data to stdout and everything else to stderr,
 * in lines that begin with "guichet: ", and returns the exit status.
 */
#ifndef GUICHET_CMD_CMD_H
#define GUICHET_CMD_CMD_H

#include <stdbool.h>
#include <sysexits.h>

#include "base/conf.h"
#include "base/err.h"

/* Beside these the EX_ codes of <sysexits.h>, where they say more. */
enum {
	CMD_OK = 0,
	CMD_FAILED = 1, /* a negative answer, or it did not work */
	CMD_USAGE = 2   /* called wrongly */
};

/* The options that stand before the command. */
struct cmd_env {
	const struct conf *conf; /* NULL for commands that need none */
	const char *config_path; /* where it was read, or would be */
	bool quiet, verbose, json;
};

/*
 * argv[0] is the name of the command; getopt() is ready to begin.  What
 * the environment points at lives until the function returns.
 */
typedef int cmd_fn(const struct cmd_env *, int argc, char **argv);

struct command {
	const char *name;
	cmd_fn *run;
	bool needs_conf;
	const char *help; /* one line, without a full stop */
	/* What may follow the name, a line each: "" is nothing.  A line that
	 * begins with a blank is a remark on those above it. */
	const char *usage;
};

cmd_fn cmd_audit, cmd_backup, cmd_check, cmd_config, cmd_init, cmd_jobs;
cmd_fn cmd_emergency_free, cmd_migrate, cmd_organization, cmd_queue,
    cmd_restore, cmd_routes;
cmd_fn cmd_search, cmd_seed, cmd_serve, cmd_user, cmd_version;

/* One line on stderr, printf-like, after "guichet: ". */
void cmd_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same, and where help is to be had; returns CMD_USAGE. */
int cmd_misused(const char *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Complain of the option that getopt() answered c for, ':' or '?', with a
 * ":" before the options; returns CMD_USAGE. */
int cmd_bad_option(const char *command, int c, char **argv);
/*
 * Read the configuration, complaining on stderr.  Returns CMD_OK or the
 * exit status; the caller frees *out.
 */
int cmd_load_conf(const char *path, struct conf **out);

/* Fill in conf/nginx.conf.in and print it; returns the exit status. */
int cmd_print_nginx(const struct conf *);

#endif
