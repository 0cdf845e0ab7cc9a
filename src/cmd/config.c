/*
 * config.c - guichet config: show, check and explain the settings.
 */
#include "cmd/cmd.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* A way to call it: the word after "config", and what follows that. */
struct way {
	const char *name;
	int (*run)(const struct cmd_env *, const struct conf *, char **args);
	bool needs_conf;
	int min, max;       /* arguments */
	const char *option; /* that it knows, instead of an argument */
};

static int
check(const struct cmd_env *env, const struct conf *conf, char **args)
{
	(void)conf;
	(void)args;
	if (!env->quiet)
		printf("%s: no mistakes\n", env->config_path);
	return CMD_OK;
}

static void
json_string(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_printf(b, "\\%c", *s);
		else if ((unsigned char)*s < ' ')
			buf_printf(b, "\\u%04x", (unsigned)*s);
		else
			buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

static void
dump_json(const struct conf *conf, bool origins)
{
	struct arena *mem = arena_new();
	struct buf b;

	buf_init(&b, mem);
	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];
		const struct conf_origin *o = &conf->origin[i];

		buf_printf(&b, "%s\"%s.%s\":{\"value\":", i > 0 ? ",\n " : "{",
		    key->section, key->name);
		json_string(&b, conf_value(conf, key, mem));
		if (origins && o->file != NULL) {
			buf_puts(&b, ",\"file\":");
			json_string(&b, o->file);
			buf_printf(&b, ",\"line\":%d", o->line);
		}
		buf_putc(&b, '}');
	}
	buf_puts(&b, "}\n");
	fputs(b.s, stdout);
	arena_free(mem);
}

static int
dump(const struct cmd_env *env, const struct conf *conf, char **args)
{
	if (env->json)
		dump_json(conf, args[0] != NULL);
	else
		conf_dump(conf, stdout, args[0] != NULL);
	return CMD_OK;
}

static const struct conf_key *
find_key(const char *name)
{
	const struct conf_key *key = conf_key_find(name), *near;

	if (key != NULL)
		return key;
	near = conf_key_suggest(name);
	if (near != NULL)
		cmd_warn("%s: unknown key (did you mean %s.%s?)", name,
		    near->section, near->name);
	else
		cmd_warn("%s: unknown key", name);
	return NULL;
}

static void
print_value(const struct conf *conf, const struct conf_key *key, bool json)
{
	struct arena *mem = arena_new();
	struct buf b;

	buf_init(&b, mem);
	if (json)
		json_string(&b, conf_value(conf, key, mem));
	else
		buf_puts(&b, conf_value(conf, key, mem));
	printf("%s\n", b.s);
	arena_free(mem);
}

static int
get(const struct cmd_env *env, const struct conf *conf, char **args)
{
	const struct conf_key *key;

	for (; *args != NULL; args++) {
		key = find_key(*args);
		if (key == NULL)
			return CMD_USAGE;
		print_value(conf, key, env->json);
	}
	return CMD_OK;
}

static void
explain_key(const struct conf_key *key, struct arena *mem)
{
	printf("%s.%s\n    %s.\n    Takes %s.\n    Default: %s\n    %s\n",
	    key->section, key->name, key->doc, conf_takes(key, mem),
	    key->fallback[0] != '\0' ? key->fallback : "(empty)",
	    key->reload ? "Read again on SIGHUP." : "Takes a restart.");
}

static int
explain(const struct cmd_env *env, const struct conf *conf, char **args)
{
	const struct conf_key *key = NULL;
	struct arena *mem;

	(void)env;
	(void)conf;
	if (args[0] != NULL && (key = find_key(args[0])) == NULL)
		return CMD_USAGE;
	mem = arena_new();
	if (key != NULL)
		explain_key(key, mem);
	for (size_t i = 0; key == NULL && i < CONF_KEY_COUNT; i++)
		explain_key(&CONF_KEYS[i], mem);
	arena_free(mem);
	return CMD_OK;
}

static int
nginx(const struct cmd_env *env, const struct conf *conf, char **args)
{
	(void)env;
	(void)args;
	return cmd_print_nginx(conf);
}

static int
man(const struct cmd_env *env, const struct conf *conf, char **args)
{
	(void)env;
	(void)conf;
	(void)args;
	conf_man(stdout);
	return CMD_OK;
}

/*	name, function, needs a configuration?, arguments, option */
static const struct way WAYS[] = {
	{ "check", check, true, 0, 0, NULL },
	{ "dump", dump, true, 0, 1, "--origin" },
	{ "get", get, true, 1, INT_MAX, NULL },
	{ "explain", explain, false, 0, 1, NULL },
	{ "nginx", nginx, true, 0, 0, NULL },
	{ "man", man, false, 0, 0, NULL },
};

static const struct way *
find_way(const char *name)
{
	for (size_t i = 0; i < NELEM(WAYS); i++) {
		if (strcmp(WAYS[i].name, name) == 0)
			return &WAYS[i];
	}
	return NULL;
}

int
cmd_config(const struct cmd_env *env, int argc, char **argv)
{
	const struct way *way;
	struct conf *conf = NULL;
	int status = CMD_OK;

	if (argc < 2)
		return cmd_misused("config", "config what?");
	way = find_way(argv[1]);
	if (way == NULL)
		return cmd_misused("config", "config has no \"%s\"", argv[1]);
	argc -= 2;
	argv += 2;
	if (argc < way->min)
		return cmd_misused(
		    "config", "config %s wants a key", way->name);
	if (argc > way->max ||
	    (way->option != NULL && argc > 0 &&
		strcmp(argv[0], way->option) != 0))
		return cmd_misused("config", "config %s does not take \"%s\"",
		    way->name, argv[argc - 1]);
	if (way->needs_conf)
		status = cmd_load_conf(env->config_path, &conf);
	if (status == CMD_OK)
		status = way->run(env, conf, argv);
	conf_free(conf);
	return status;
}
