/*
 * organization.c - guichet group, privilege, policy: accounts and their
 * groups on the command line.
 */
#include "domain/organization.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/open.h"

/* What was asked for.  What is not there is NULL. */
struct order {
	const char *account;
	const char *arg[2]; /* what stands after the verb */
	bool ticket_administrator, group_operator;
	enum privilege privilege;
};

static const struct option LONG[] = {
	{ "role", required_argument, NULL, 'r' },
	{ "account", required_argument, NULL, 'a' },
	{ NULL, 0, NULL, 0 },
};

/* Options may stand before and after the names. */
static int
read_options(int argc, char **argv, const char **role, const char **account)
{
	const char *command = argv[0];
	int c;

	*role = *account = NULL;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":", LONG, NULL)) != -1)
		switch (c) {
		case 'r':
			*role = optarg;
			break;
		case 'a':
			*account = optarg;
			break;
		default:
			return cmd_bad_option(command, c, argv);
		}
	return CMD_OK;
}

/* Groups ------------------------------------------------------------------ */

static int
read_role(const char *word, struct order *o)
{
	static const struct {
		const char *word;
		bool ticket_administrator, group_operator;
	} table[] = {
		{ "ticket-administrator", true, false },
		{ "group-operator", false, true },
		{ "ticket-group-operator", false, true }, /* its whole name */
	};

	for (size_t i = 0; i < NELEM(table); i++)
		if (strcmp(word, table[i].word) == 0) {
			o->ticket_administrator = table[i].ticket_administrator;
			o->group_operator = table[i].group_operator;
			return CMD_OK;
		}
	return cmd_misused("group",
	    "\"%s\" is no role: ticket-administrator or group-operator", word);
}

static enum err
group_add_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	int64_t id;

	(void)env;
	return group_add(cx, o->account, o->arg[0], o->ticket_administrator,
	    o->group_operator, &id);
}

static enum err
group_member_run(
    struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	(void)env;
	return group_join(cx, o->account, o->arg[0], o->arg[1]);
}

static const char *
roles_of(const struct user_group *g)
{
	if (g->ticket_administrator)
		return g->group_operator ? "ticket-administrator group-operator"
					 : "ticket-administrator";
	return g->group_operator ? "group-operator" : "-";
}

static void
print_group(
    struct ctx *cx, const struct cmd_env *env, const struct user_group *g)
{
	struct json j;

	if (!env->json) {
		printf("%-20s %-20s %-20s", g->name, g->account, roles_of(g));
		for (size_t i = 0; i < g->nmember; i++)
			printf(" %s", g->member[i]);
		putchar('\n');
		return;
	}
	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_int(&j, "id", g->id);
	json_text(&j, "name", g->name);
	json_text(&j, "account", g->account);
	json_bool(&j, "ticket_administrator", g->ticket_administrator);
	json_bool(&j, "group_operator", g->group_operator);
	json_open(&j, "members", '[');
	for (size_t i = 0; i < g->nmember; i++)
		json_text(&j, NULL, g->member[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	printf("%s\n", j.out.s);
}

static enum err
group_list_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct user_group_list l;
	enum err rc;

	rc = group_list(cx, o->account, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		print_group(cx, env, &l.item[i]);
	return rc;
}

/* Privileges and the policy ----------------------------------------------- */

static int
read_privilege(struct order *o)
{
	for (int p = 0; p < PRIVILEGE__MAX; p++)
		if (strcmp(o->arg[0], privilege_word[p]) == 0) {
			o->privilege = (enum privilege)p;
			return CMD_OK;
		}
	return cmd_misused("privilege",
	    "\"%s\" is no privilege: export, createCase or assumeCaseAll",
	    o->arg[0]);
}

static enum err
grant_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct account a;
	enum err rc;

	(void)env;
	rc = account_find(cx, o->account, &a);
	return rc == ERR_OK ? account_grant(cx, a.id, o->privilege, true) : rc;
}

static enum err
revoke_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct account a;
	enum err rc;

	(void)env;
	rc = account_find(cx, o->account, &a);
	return rc == ERR_OK ? account_grant(cx, a.id, o->privilege, false) : rc;
}

static enum err
policy_on_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct account a;
	enum err rc;

	(void)env;
	rc = account_find(cx, o->account, &a);
	return rc == ERR_OK ? account_policy(cx, a.id, true) : rc;
}

static enum err
policy_off_run(struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct account a;
	enum err rc;

	(void)env;
	rc = account_find(cx, o->account, &a);
	return rc == ERR_OK ? account_policy(cx, a.id, false) : rc;
}

static void
print_account(
    struct ctx *cx, const struct cmd_env *env, const struct account *a)
{
	struct json j;

	if (!env->json) {
		printf("%-20s %-10s", a->name,
		    a->policy ? "policy on" : "policy off");
		for (int p = 0; p < PRIVILEGE__MAX; p++)
			if (a->has[p])
				printf(" %s", privilege_word[p]);
		putchar('\n');
		return;
	}
	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_int(&j, "id", a->id);
	json_text(&j, "account", a->name);
	json_bool(&j, "policy", a->policy);
	for (int p = 0; p < PRIVILEGE__MAX; p++)
		json_bool(&j, privilege_word[p], a->has[p]);
	json_close(&j, '}');
	printf("%s\n", j.out.s);
}

static enum err
privilege_list_run(
    struct ctx *cx, const struct cmd_env *env, const struct order *o)
{
	struct account_list l;
	enum err rc;

	rc = account_list(cx, o->account, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		print_account(cx, env, &l.item[i]);
	return rc;
}

/* The commands ------------------------------------------------------------ */

typedef enum err run_fn(
    struct ctx *, const struct cmd_env *, const struct order *);

/* command, verb, what follows it and how many, needs --account?, function */
static const struct way {
	const char *command, *verb, *wants;
	int nargs;
	bool needs_account;
	run_fn *run;
} WAYS[] = {
	{ "group", "add", "one name", 1, true, group_add_run },
	{ "group", "member", "a group and a user", 2, false, group_member_run },
	{ "group", "list", "no name", 0, false, group_list_run },
	{ "privilege", "grant", "one name", 1, true, grant_run },
	{ "privilege", "revoke", "one name", 1, true, revoke_run },
	{ "privilege", "list", "no name", 0, false, privilege_list_run },
	{ "policy", "on", "no name", 0, true, policy_on_run },
	{ "policy", "off", "no name", 0, true, policy_off_run },
};

static const struct way *
find_way(const char *command, const char *verb)
{
	for (size_t i = 0; i < NELEM(WAYS); i++)
		if (strcmp(WAYS[i].command, command) == 0 &&
		    strcmp(WAYS[i].verb, verb) == 0)
			return &WAYS[i];
	return NULL;
}

/* Everything that can be wrong before the database is asked. */
static int
read_order(int argc, char **argv, const struct way **out, struct order *o)
{
	const char *command = argv[0], *role, *verb;
	const struct way *w;
	int status;

	*o = (struct order){ 0 };
	status = read_options(argc, argv, &role, &o->account);
	if (status != CMD_OK)
		return status;
	argc -= optind;
	argv += optind;
	verb = argc > 0 ? argv[0] : "";
	*out = w = find_way(command, verb);
	if (w == NULL)
		return cmd_misused(command, "\"%s\" is nothing to do with a %s",
		    verb, command);
	if (argc - 1 != w->nargs)
		return cmd_misused(
		    command, "%s %s wants %s", command, verb, w->wants);
	for (int i = 0; i < w->nargs; i++)
		o->arg[i] = argv[i + 1];
	if (w->needs_account && o->account == NULL)
		return cmd_misused(
		    command, "%s %s wants --account", command, verb);
	if (role != NULL && w->run != group_add_run)
		return cmd_misused(command, "--role is for group add");
	if (role != NULL)
		return read_role(role, o);
	if (w->run == grant_run || w->run == revoke_run)
		return read_privilege(o);
	return CMD_OK;
}

int
cmd_organization(const struct cmd_env *env, int argc, char **argv)
{
	const struct way *w;
	struct order o;
	struct ctx cx;
	int status;
	enum err rc;

	status = read_order(argc, argv, &w, &o);
	if (status != CMD_OK)
		return status;
	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK) {
		rc = w->run(&cx, env, &o);
		status = rc == ERR_OK ? CMD_OK : cmd_failed(&cx, rc);
	}
	cmd_close(&cx);
	return status;
}
