/*
 * routes.c - guichet routes: what the portal answers to, and to whom.
 */
#include <stdio.h>

#include "cmd/cmd.h"
#include "web/router.h"

int
cmd_routes(const struct cmd_env *env, int argc, char **argv)
{
	static const char *const who[WHO__MAX] = {
		[WHO_NOBODY] = "nobody",
		[WHO_ALL] = "all",
		[WHO_LOCAL] = "local",
		[WHO_USER] = "user",
		[WHO_CUSTOMER] = "customer",
		[WHO_MANAGER] = "manager",
		[WHO_STAFF] = "staff",
		[WHO_LEAD] = "lead",
		[WHO_ADMIN] = "admin",
	};

	static const char *const method[METHOD__MAX] = {
		[GET] = "GET",
		[POST] = "POST",
		[PATCH] = "PATCH",
	};

	(void)env;
	if (argc > 1)
		return cmd_misused("routes", "unknown argument %s", argv[1]);
	for (size_t i = 0; i < nroutes; i++)
		printf("%-5s %-9s %s\n", method[routes[i].method],
		    who[routes[i].who], routes[i].path);
	return CMD_OK;
}
