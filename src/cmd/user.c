/*
 * user.c - guichet user: people on the command line.
 */
#include "domain/user.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/json.h"
#include "cmd/open.h"
#include "domain/totp.h"

struct options {
	const char *role, *account, *display_name, *email, *language;
	const char *time_zone;
	bool account_admin, password_stdin;
};

static const struct option LONG[] = {
	{ "role", required_argument, NULL, 'r' },
	{ "account", required_argument, NULL, 'a' },
	{ "display-name", required_argument, NULL, 'd' },
	{ "email", required_argument, NULL, 'e' },
	{ "language", required_argument, NULL, 'l' },
	{ "time-zone", required_argument, NULL, 'z' },
	{ "account-admin", no_argument, NULL, 'A' },
	{ "password-stdin", no_argument, NULL, 'p' },
	{ NULL, 0, NULL, 0 },
};

/* Options may stand before and after the name. */
static int
read_options(const char *command, int argc, char **argv, struct options *o)
{
	int c;

	*o = (struct options){ 0 };
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":", LONG, NULL)) != -1)
		switch (c) {
		case 'r':
			o->role = optarg;
			break;
		case 'a':
			o->account = optarg;
			break;
		case 'd':
			o->display_name = optarg;
			break;
		case 'e':
			o->email = optarg;
			break;
		case 'l':
			o->language = optarg;
			break;
		case 'z':
			o->time_zone = optarg;
			break;
		case 'A':
			o->account_admin = true;
			break;
		case 'p':
			o->password_stdin = true;
			break;
		default:
			return cmd_bad_option(command, c, argv);
		}
	return CMD_OK;
}

/* One line, without its end; NULL if there is none. */
static const char *
read_password(struct ctx *cx)
{
	char line[1200];
	size_t len;

	if (fgets(line, sizeof(line), stdin) == NULL)
		return NULL;
	len = strcspn(line, "\r\n");
	line[len] = '\0';
	return arena_strdup(cx->mem, line);
}

/* From standard input, or drawn, printed, and to be changed. */
static int
get_password(struct ctx *cx, const struct options *o, const char **out,
    bool *must_change)
{
	*must_change = !o->password_stdin;
	if (!o->password_stdin) {
		*out = crypto_random_password(cx->mem);
		return CMD_OK;
	}
	*out = read_password(cx);
	if (*out != NULL)
		return CMD_OK;
	cmd_warn("there is no password on standard input");
	return EX_NOINPUT;
}

/* Words for the keys of user.h: the pages have theirs in two languages. */
static int
user_failed(struct ctx *cx, enum err rc)
{
	static const struct {
		const char *say, *words;
	} table[] = {
		{ "password_short",
		    "the password is too short: it needs"
		    " at least %" PRId64 " characters" },
		{ "password_long",
		    "the password is too long: at most %" PRId64 " bytes" },
		{ "password_common", "the password is too easy to guess" },
		{ "email_invalid", "that is no e-mail address" },
		{ "name_invalid", "that is no name to show" },
		{ "unknown_choice", "no such language or time zone" },
	};

	for (size_t i = 0; cx->say != NULL && i < NELEM(table); i++)
		if (strcmp(cx->say, table[i].say) == 0) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			cmd_warn(table[i].words, cx->say_n);
#pragma GCC diagnostic pop
			return CMD_FAILED;
		}
	return cmd_failed(cx, rc);
}

static int
add(struct ctx *cx, const char *name, const struct options *o)
{
	struct user_new u = { .name = name,
		.account = o->account,
		.display_name = o->display_name,
		.email = o->email,
		.language = o->language,
		.time_zone = o->time_zone,
		.account_admin = o->account_admin };
	const char *role = o->role == NULL ? "customer" : o->role;
	int64_t id = 0;
	int status;
	enum err rc;

	if (!role_read(role, &u.role))
		return cmd_misused("user",
		    "\"%s\" is no role: customer, agent,"
		    " lead or admin",
		    role);
	if ((u.role == ROLE_CUSTOMER) != (o->account != NULL))
		return cmd_misused("user",
		    u.role == ROLE_CUSTOMER ? "a customer needs --account"
					    : "--account is for customers");
	status = get_password(cx, o, &u.password, &u.must_change);
	if (status != CMD_OK)
		return status;
	rc = user_add(cx, &u, &id);
	if (rc != ERR_OK)
		return user_failed(cx, rc);
	if (u.must_change)
		printf("%s\n", u.password);
	return CMD_OK;
}

static int
passwd(struct ctx *cx, const char *name, const struct options *o)
{
	const char *password;
	bool must_change;
	int status;
	enum err rc;

	status = get_password(cx, o, &password, &must_change);
	if (status != CMD_OK)
		return status;
	rc = user_set_password(cx, name, password, must_change);
	if (rc != ERR_OK)
		return user_failed(cx, rc);
	if (must_change)
		printf("%s\n", password);
	return CMD_OK;
}

static void
print_user(struct ctx *cx, const struct cmd_env *env, const struct user *u)
{
	struct json j;

	if (!env->json) {
		printf("%-20s %-9s %-20s %s%s%s\n", u->name, role_word[u->role],
		    u->account, u->display_name,
		    u->account_admin ? " (administers the account)" : "",
		    u->disabled ? " (disabled)" : "");
		return;
	}
	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_int(&j, "id", u->id);
	json_text(&j, "name", u->name);
	json_text(&j, "display_name", u->display_name);
	json_text(&j, "role", role_word[u->role]);
	json_text(&j, "account", u->account);
	json_bool(&j, "account_admin", u->account_admin);
	json_bool(&j, "disabled", u->disabled);
	json_close(&j, '}');
	printf("%s\n", j.out.s);
}

static int
list(struct ctx *cx, const struct cmd_env *env)
{
	struct user_list l;
	enum err rc;

	rc = user_list(cx, &l);
	if (rc != ERR_OK)
		return cmd_failed(cx, rc);
	for (size_t i = 0; i < l.count; i++)
		print_user(cx, env, &l.item[i]);
	return CMD_OK;
}

static int
run(struct ctx *cx, const struct cmd_env *env, const char *verb,
    const char *name, const struct options *o)
{
	struct user u;
	enum err rc;

	if (strcmp(verb, "list") == 0)
		return list(cx, env);
	if (strcmp(verb, "add") == 0)
		return add(cx, name, o);
	if (strcmp(verb, "passwd") == 0)
		return passwd(cx, name, o);
	if (strcmp(verb, "totp-reset") != 0)
		rc = user_disable(cx, name, strcmp(verb, "disable") == 0);
	else if ((rc = user_find(cx, name, &u)) == ERR_OK)
		rc = totp_reset(cx, u.id);
	return rc == ERR_OK ? CMD_OK : cmd_failed(cx, rc);
}

int
cmd_user(const struct cmd_env *env, int argc, char **argv)
{
	static const char *const verbs[] = { "add", "passwd", "disable",
		"enable", "list", "totp-reset" };
	struct options o;
	struct ctx cx;
	const char *verb;
	size_t i;
	int status;

	status = read_options("user", argc, argv, &o);
	if (status != CMD_OK)
		return status;
	argc -= optind;
	argv += optind;
	verb = argc > 0 ? argv[0] : "";
	for (i = 0; i < NELEM(verbs); i++)
		if (strcmp(verbs[i], verb) == 0)
			break;
	if (i == NELEM(verbs))
		return cmd_misused(
		    "user", "\"%s\" is nothing to do with users", verb);
	if (argc != (strcmp(verb, "list") == 0 ? 1 : 2))
		return cmd_misused("user", "user %s wants one name", verb);

	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK)
		status = run(&cx, env, verb, argc > 1 ? argv[1] : NULL, &o);
	cmd_close(&cx);
	return status;
}
