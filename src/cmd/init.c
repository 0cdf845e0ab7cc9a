/*
 * init.c - guichet init: make everything that a first start needs.
 */
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/filetype.h"
#include "cmd/demo.h"
#include "cmd/open.h"
#include "domain/catch_up.h"
#include "domain/first.h"
#include "domain/health.h"
#include "domain/space.h"
#include "domain/user.h"
#include "store/migrate.h"

#define FIRST_ADMIN "admin"

/* An administrator whose password is printed, and must be changed. */
static enum err
add_first_admin(struct ctx *cx)
{
	const struct user_new admin = {
		.name = FIRST_ADMIN,
		.display_name = "Administrator",
		.role = ROLE_ADMIN,
		.password = crypto_random_password(cx->mem),
		.must_change = true,
	};
	int64_t id = 0;
	enum err rc;

	rc = user_add(cx, &admin, &id);
	if (rc == ERR_OK)
		printf("The first administrator is \"%s\", with the one-time "
		       "password %s\n",
		    admin.name, admin.password);
	return rc;
}

static enum err
fill(struct ctx *cx, bool demo)
{
	struct totals n;
	int64_t users = 0;
	enum err rc;

	rc = health_totals(cx, &n);
	if (rc != ERR_OK)
		return rc;
	for (int i = 0; i < ROLE__MAX; i++)
		users += n.users[i];
	if (users > 0)
		return ERR_OK;
	if (demo)
		return demo_load(cx);
	rc = first_catalogue(cx);
	if (rc == ERR_OK)
		rc = first_settings(cx);
	return rc == ERR_OK ? add_first_admin(cx) : rc;
}

int
cmd_init(const struct cmd_env *env, int argc, char **argv)
{
	static const struct option options[] = {
		{ "demo", no_argument, NULL, 'd' },
		{ NULL, 0, NULL, 0 },
	};
	bool demo = false;
	struct ctx cx;
	int c, status;
	enum err rc;

	opterr = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c != 'd')
			return cmd_bad_option("init", c, argv);
		demo = true;
	}
	if (optind < argc)
		return cmd_misused("init", "init takes no argument");

	status = cmd_open(env, OPEN_MAKE | OPEN_OLD, &cx);
	if (status == CMD_OK) {
		rc = migrate(&cx);
		if (rc == ERR_OK)
			rc = filetype_open(&cx);
		if (rc == ERR_OK)
			rc = fill(&cx, demo);
		if (rc == ERR_OK)
			rc = catch_up(&cx);
		if (rc == ERR_OK)
			rc = ballast_make(&cx);
		status = rc == ERR_OK ? CMD_OK : cmd_failed(&cx, rc);
	}
	filetype_close();
	cmd_close(&cx);
	return status;
}
