/*
 * queue.c - guichet queue: groups of agents and their products on the
 * command line.
 */
#include "domain/queue.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/open.h"

static enum err
add(struct ctx *cx, const struct cmd_env *env, char **arg)
{
	int64_t id;

	(void)env;
	return queue_add(cx, arg[0], &id);
}

static enum err
member(struct ctx *cx, const struct cmd_env *env, char **arg)
{
	(void)env;
	return queue_join(cx, arg[0], arg[1]);
}

static enum err
product(struct ctx *cx, const struct cmd_env *env, char **arg)
{
	(void)env;
	return queue_take_product(cx, arg[0], arg[1]);
}

static void
print_queue(
    struct ctx *cx, const struct cmd_env *env, const struct queue_group *g)
{
	struct json j;

	if (!env->json) {
		printf("%-20s %6lld open ", g->name, (long long)g->open);
		for (size_t i = 0; i < g->nmember; i++)
			printf(" %s", g->member[i].name);
		printf(" :");
		for (size_t i = 0; i < g->nproduct; i++)
			printf(" %s", g->product[i].id);
		putchar('\n');
		return;
	}
	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_int(&j, "id", g->id);
	json_text(&j, "name", g->name);
	json_int(&j, "open", g->open);
	json_open(&j, "members", '[');
	for (size_t i = 0; i < g->nmember; i++)
		json_text(&j, NULL, g->member[i].name);
	json_close(&j, ']');
	json_open(&j, "products", '[');
	for (size_t i = 0; i < g->nproduct; i++)
		json_text(&j, NULL, g->product[i].id);
	json_close(&j, ']');
	json_close(&j, '}');
	printf("%s\n", j.out.s);
}

static enum err
list(struct ctx *cx, const struct cmd_env *env, char **arg)
{
	struct queue_list l;
	enum err rc;

	(void)arg;
	rc = queue_list_all(cx, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		print_queue(cx, env, &l.item[i]);
	return rc;
}

typedef enum err run_fn(struct ctx *, const struct cmd_env *, char **arg);

static const struct way {
	const char *verb, *wants;
	int nargs;
	run_fn *run;
} WAYS[] = {
	{ "add", "one name", 1, add },
	{ "member", "a queue and a user", 2, member },
	{ "product", "a queue and a product", 2, product },
	{ "list", "no name", 0, list },
};

int
cmd_queue(const struct cmd_env *env, int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	const struct way *w = NULL;
	struct ctx cx;
	int status;
	enum err rc;

	for (size_t i = 0; i < NELEM(WAYS); i++)
		if (strcmp(WAYS[i].verb, verb) == 0)
			w = &WAYS[i];
	if (w == NULL)
		return cmd_misused(
		    "queue", "\"%s\" is nothing to do with a queue", verb);
	if (argc - 2 != w->nargs)
		return cmd_misused(
		    "queue", "queue %s wants %s", verb, w->wants);
	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK) {
		rc = w->run(&cx, env, argv + 2);
		status = rc == ERR_OK ? CMD_OK : cmd_failed(&cx, rc);
	}
	cmd_close(&cx);
	return status;
}
