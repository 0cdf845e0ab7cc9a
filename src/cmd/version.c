#include "cmd/cmd.h"

#include <stdio.h>

int
cmd_version(const struct cmd_env *env, int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return cmd_misused("version", "version takes no argument");
	if (env->json)
		printf("{\"version\":\"%s\"}\n", PACKAGE_VERSION);
	else
		printf("%s\n", PACKAGE_STRING);
	return CMD_OK;
}
