#include "fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "domain/first.h"
#include "domain/login.h"
#include "domain/organization.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "store/db.h"
#include "store/migrate.h"

const char *const fixture_name[WHO_IS__MAX] = {
	[NOBODY] = "nobody",
	[MEI] = "mei",
	[OSCAR] = "oscar",
	[AISHA] = "aisha",
	[LARS] = "lars",
	[WEN] = "wen",
	[PRIYA] = "priya",
	[SIYUAN] = "siyuan",
	[YATING] = "yating",
	[ROOT] = "root",
};

static const struct {
	const char *account, *display;
	enum role role;
	bool account_admin;
} person[WHO_IS__MAX] = {
	[MEI] = { "Lumen Retail", "Mei Tan", ROLE_CUSTOMER, false },
	[OSCAR] = { "Lumen Retail", "Oscar Lindqvist", ROLE_CUSTOMER, false },
	[AISHA] = { "Lumen Retail", "Aisha Bello", ROLE_CUSTOMER, false },
	[LARS] = { "Lumen Retail", "Lars Holm", ROLE_CUSTOMER, true },
	[WEN] = { "晨光物流", "李文博", ROLE_CUSTOMER, false },
	[PRIYA] = { NULL, "Priya Nair", ROLE_AGENT, false },
	[SIYUAN] = { NULL, "陈思远", ROLE_AGENT, false },
	[YATING] = { NULL, "周雅婷", ROLE_LEAD, false },
	[ROOT] = { NULL, "Root", ROLE_ADMIN, false },
};

static int64_t ids[WHO_IS__MAX];
static char folder[64];

static void
must(struct ctx *cx, enum err rc, const char *what)
{
	if (rc == ERR_OK)
		return;
	fprintf(stderr, "fixture: %s: %s (%s)\n", what,
	    cx->why == NULL ? "?" : cx->why,
	    cx->where == NULL ? "?" : cx->where);
	abort();
}

/* A file of settings below a folder of the test's own. */
static struct conf *
settings(void)
{
	static const char *const below[] = { "blobs", "tmp", "run" };
	char path[128];
	struct conf *conf;
	FILE *f;

	snprintf(folder, sizeof(folder), "/tmp/guichet-test-XXXXXX");
	if (mkdtemp(folder) == NULL)
		abort();
	for (size_t i = 0; i < NELEM(below); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, below[i]);
		if (mkdir(path, 0750) == -1)
			abort();
	}
	snprintf(path, sizeof(path), "%s/guichet.conf", folder);
	f = fopen(path, "w");
	if (f == NULL)
		abort();
	fprintf(f,
	    "[site]\nbase_url = http://127.0.0.1:8080\n"
	    "[paths]\ndata = %s\n[passwords]\nargon2_memory = 19M\n",
	    folder);
	fclose(f);
	if (conf_load(path, stderr, &conf) != ERR_OK)
		abort();
	return conf;
}

static void
make(struct ctx *cx, bool on_disk)
{
	static const unsigned char master[32] = { 7 };
	static struct keys keys;
	const char *why;
	int64_t group;

	if (!crypto_init())
		abort();
	keys = (struct keys){ 0 };
	keys_derive(&keys, master);
	keys_add_vault(&keys, master);
	*cx = (struct ctx){ .mem = arena_new(), .now = FIXTURE_NOW };
	cx->conf = settings();
	cx->keys = &keys;
	cx->db = db_open_sqlite(
	    on_disk ? cx->conf->db_file : ":memory:", DB_CREATE, &why);
	if (cx->db == NULL)
		abort();
	must(cx, migrate(cx), "migrate");
	must(cx, first_catalogue(cx), "catalogue");
	must(cx, first_access_agreement(cx), "agreement");

	for (int i = 1; i < WHO_IS__MAX; i++) {
		const struct user_new u = {
			.name = fixture_name[i],
			.display_name = person[i].display,
			.account = person[i].account,
			.role = person[i].role,
			.account_admin = person[i].account_admin,
			/* Hashing is slow: those who sign in in tests. */
			.password = i == MEI || i == PRIYA ? FIXTURE_PASSWORD
							   : NULL,
		};

		must(cx, user_add(cx, &u, &ids[i]), "user");
	}
	must(cx, group_add(cx, "Lumen Retail", "storage", false, true, &group),
	    "group");
	must(cx, group_join(cx, NULL, "storage", "mei"), "member");
	must(cx, group_join(cx, NULL, "storage", "aisha"), "member");
	arena_reset(cx->mem);
}

void
fixture_open(struct ctx *cx)
{
	make(cx, false);
}

void
fixture_open_on_disk(struct ctx *cx)
{
	make(cx, true);
}

static int
remove_one(const char *path, const struct stat *st, int what, struct FTW *ftw)
{
	(void)st;
	(void)what;
	(void)ftw;
	return remove(path);
}

void
fixture_close(struct ctx *cx)
{
	db_close(cx->db);
	conf_free((struct conf *)(uintptr_t)cx->conf);
	arena_free(cx->mem);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void
fixture_as(struct ctx *cx, enum who_is who)
{
	arena_reset(cx->mem);
	err_clear(cx);
	cx->op = (struct op){ 0 };
	cx->actor = ids[who];
	cx->role = person[who].role;
	cx->proved = true;
}

int64_t
fixture_id(enum who_is who)
{
	return ids[who];
}

enum err
fixture_login(struct ctx *cx, const char *name, const char *password,
    const char *agent, const char **token)
{
	const struct login_try in = {
		.name = name, .password = password, .agent = agent
	};
	struct login_done done;
	enum err rc = login_password(cx, &in, &done);

	if (rc == ERR_OK)
		*token = done.token;
	return rc;
}

int64_t
fixture_ticket_of(struct ctx *cx, enum who_is who)
{
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = "general",
		.region_id = "",
		.description = "No light\n\nThe lamp stays dark.",
		.remind_mail = "",
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "",
		.cc_email = "",
		.agreement_id = 1,
	};
	int64_t id;

	fixture_as(cx, who);
	must(cx, ticket_create(cx, &in, &id), "ticket");
	return id;
}

int64_t
fixture_ticket(struct ctx *cx)
{
	return fixture_ticket_of(cx, MEI);
}
