/*
 * main.c - the command table, and the options that stand before a command.
 */
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/near.h"
#include "cmd/cmd.h"

/*
 * In the order of the help: what one needs first comes first.
 *
 *	name, function, needs a configuration?, what it does,
 *	and the ways to call it
 */
static const struct command COMMANDS[] = {
	{ "init", cmd_init, true, "make folders, keys, database, first people",
	    "[--demo]" },
	{ "migrate", cmd_migrate, true, "bring the database up to date",
	    "[--status]" },
	{ "serve", cmd_serve, true, "answer requests behind nginx", "" },
	{ "jobs", cmd_jobs, true, "do what has to be done again and again",
	    "" },
	{ "user", cmd_user, true, "add, list and disable people",
	    "add NAME --role customer --account ACCOUNT [--account-admin]\n"
	    "add NAME --role agent|lead|admin\n"
	    "passwd NAME [--password-stdin]\n"
	    "disable NAME\n"
	    "enable NAME\n"
	    "list" },
	{ "group", cmd_organization, true, "make groups of customers",
	    "add NAME --account ACCOUNT"
	    " [--role ticket-administrator|group-operator]\n"
	    "member GROUP USER [--account ACCOUNT]\n"
	    "list [--account ACCOUNT]\n"
	    " \n"
	    " Accounts may have groups of the same name: USER joins that of his"
	    " own\n"
	    " account.  If --account names one, he must belong to it." },
	{ "queue", cmd_queue, true, "make queues of agents and products",
	    "add NAME\n"
	    "member QUEUE USER\n"
	    "product QUEUE PRODUCT\n"
	    "list\n"
	    " \n"
	    " PRODUCT is an id, or a name in either language." },
	{ "privilege", cmd_organization, true, "say what an account may do",
	    "grant NAME --account ACCOUNT\n"
	    "revoke NAME --account ACCOUNT\n"
	    "list [--account ACCOUNT]\n"
	    " \n"
	    " NAME is export, createCase or assumeCaseAll." },
	{ "policy", cmd_organization, true, "say who may open tickets",
	    "on --account ACCOUNT\n"
	    "off --account ACCOUNT\n"
	    " \n"
	    " Off, every user of the account may.  On, its administrators and"
	    " the groups\n"
	    " with the role ticket-administrator may." },
	{ "check", cmd_check, true, "is what is stored whole?", "[--deep]" },
	{ "backup", cmd_backup, true, "copy the portal while it runs",
	    "DIR [--include-keys] [--keep NUMBER]" },
	{ "restore", cmd_restore, true,
	    "make a portal of a backup, or check it", "DIR [--verify]" },
	{ "emergency-free", cmd_emergency_free, true,
	    "make some room on a full disk", "" },
	{ "audit", cmd_audit, true, "was the audit trail tampered with?",
	    "verify" },
	{ "search", cmd_search, true, "make or check the index of words",
	    "rebuild\n"
	    "verify" },
	{ "routes", cmd_routes, false, "list what the portal answers to", "" },
	{ "seed", cmd_seed, true, "add synthetic tickets, for benchmarks",
	    "NUMBER [--messages AVERAGE] [--open]" },
	{ "config", cmd_config, false, "show, check and explain the settings",
	    "check\n"
	    "dump [--origin]\n"
	    "get KEY ...\n"
	    "explain [KEY]\n"
	    "nginx\n"
	    "man" },
	{ "version", cmd_version, false, "print the version", "" },
};

static const struct option OPTIONS[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "format", required_argument, NULL, 'f' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void
help(FILE *out)
{
	fputs("Guichet is a portal for service tickets.\n"
	      "\n"
	      "Examples:\n"
	      "  guichet --config var/guichet.conf config check\n"
	      "  guichet config explain uploads.max_size\n"
	      "\n"
	      "usage: guichet [OPTION ...] COMMAND [ARGUMENT ...]\n"
	      "\n"
	      "Commands:\n",
	    out);
	for (size_t i = 0; i < NELEM(COMMANDS); i++)
		fprintf(
		    out, "  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].help);
	fputs("\n"
	      "Options:\n"
	      "  --config FILE       the settings (else $GUICHET_CONFIG, else\n"
	      "                      " GUICHET_CONF ")\n"
	      "  --format text|json  how to print data\n"
	      "  -q, --quiet         say only what went wrong\n"
	      "  -v, --verbose       say more\n"
	      "  -h, --help          this text; after a command, about it\n"
	      "\n"
	      "See guichet(1) and guichet.conf(5).\n",
	    out);
}

static void
help_command(const struct command *c)
{
	const char *line = c->usage, *end;

	printf("guichet %s: %s\n\n", c->name, c->help);
	for (;; line = end + 1) {
		end = strchrnul(line, '\n');
		if (*line == ' ')
			printf("%.*s\n", (int)(end - line - 1), line + 1);
		else
			printf("usage: guichet [OPTION ...] %s%s%.*s\n",
			    c->name, end > line ? " " : "", (int)(end - line),
			    line);
		if (*end == '\0')
			break;
	}
}

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; i < NELEM(COMMANDS); i++) {
		if (strcmp(COMMANDS[i].name, name) == 0)
			return &COMMANDS[i];
	}
	return NULL;
}

static int
unknown_command(const char *name)
{
	const char *near = NULL;
	unsigned d, least = UINT_MAX;

	for (size_t i = 0; i < NELEM(COMMANDS); i++) {
		if (near_enough(name, COMMANDS[i].name, &d) && d < least) {
			near = COMMANDS[i].name;
			least = d;
		}
	}
	if (near != NULL)
		return cmd_misused(
		    "", "\"%s\" is no command (did you mean %s?)", name, near);
	return cmd_misused("", "\"%s\" is no command", name);
}

static int
run(const struct command *c, struct cmd_env *env, int argc, char **argv)
{
	struct conf *conf = NULL;
	int status;

	if (argc > 1 &&
	    (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0)) {
		help_command(c);
		return CMD_OK;
	}
	if (c->needs_conf) {
		status = cmd_load_conf(env->config_path, &conf);
		if (status != CMD_OK)
			return status;
	}
	env->conf = conf;
	optind = 0; /* glibc and musl begin anew */
	status = c->run(env, argc, argv);
	conf_free(conf);
	return status;
}

/*
 * Read the options before the command.  Returns -1, or the status to end
 * with at once.
 */
static int
read_options(struct cmd_env *env, int argc, char **argv)
{
	int o;

	opterr = 0;
	while ((o = getopt_long(argc, argv, "+:hqv", OPTIONS, NULL)) != -1) {
		switch (o) {
		case 'c':
			env->config_path = optarg;
			break;
		case 'f':
			env->json = strcmp(optarg, "json") == 0;
			if (!env->json && strcmp(optarg, "text") != 0)
				return cmd_misused("",
				    "--format wants text or json, not \"%s\"",
				    optarg);
			break;
		case 'q':
			env->quiet = true;
			break;
		case 'v':
			env->verbose = true;
			break;
		case 'h':
			help(stdout);
			return CMD_OK;
		case 'V':
			return cmd_version(env, 1, argv);
		default:
			return cmd_bad_option("", o, argv);
		}
	}
	return -1;
}

int
main(int argc, char *argv[])
{
	struct cmd_env env = { .config_path = getenv("GUICHET_CONFIG") };
	const struct command *c;
	int status;

	status = read_options(&env, argc, argv);
	if (status >= 0)
		goto out;
	if (env.config_path == NULL || env.config_path[0] == '\0')
		env.config_path = GUICHET_CONF;
	if (optind >= argc || strcmp(argv[optind], "help") == 0) {
		help(optind >= argc ? stderr : stdout);
		status = optind >= argc ? CMD_USAGE : CMD_OK;
		goto out;
	}
	c = find_command(argv[optind]);
	if (c == NULL)
		status = unknown_command(argv[optind]);
	else
		status = run(c, &env, argc - optind, argv + optind);
out:
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("guichet: cannot write");
		return status == CMD_OK ? EX_IOERR : status;
	}
	return status;
}
