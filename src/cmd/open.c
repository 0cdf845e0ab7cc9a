#include "cmd/open.h"

#include <errno.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/marks.h"
#include "base/seen.h"
#include "base/there.h"
#include "store/db.h"
#include "store/migrate.h"

static const int status_of[ERR__MAX] = {
	[ERR_OK] = CMD_OK,
	[ERR_INVALID] = CMD_FAILED,
	[ERR_LOGIN] = CMD_FAILED,
	[ERR_DENIED] = CMD_FAILED,
	[ERR_PROOF] = CMD_FAILED,
	[ERR_NOTFOUND] = CMD_FAILED,
	[ERR_CONFLICT] = CMD_FAILED,
	[ERR_TOOBIG] = CMD_FAILED,
	[ERR_BUSY] = EX_TEMPFAIL,
	[ERR_FAULT] = EX_SOFTWARE,
};

int
cmd_failed(const struct ctx *cx, enum err rc)
{
	cmd_warn("%s", cx->why == NULL ? "it did not work" : cx->why);
	return status_of[rc];
}

int
cmd_drop(const struct conf *conf)
{
	struct stat st;
	struct passwd *pw;

	if (geteuid() != 0 || stat(conf->paths_data, &st) == -1 ||
	    st.st_uid == 0)
		return CMD_OK;
	pw = getpwuid(st.st_uid);
	if ((pw == NULL ? setgroups(0, NULL)
			: initgroups(pw->pw_name, st.st_gid)) == -1 ||
	    setgid(st.st_gid) == -1 || setuid(st.st_uid) == -1) {
		cmd_warn("cannot become the owner of \"%s\": %s",
		    conf->paths_data, strerror(errno));
		return EX_NOPERM;
	}
	return CMD_OK;
}

static int
make_folder(const char *path)
{
	if (mkdir(path, 0750) == 0 || errno == EEXIST)
		return CMD_OK;
	cmd_warn("cannot make folder \"%s\": %s", path, strerror(errno));
	return EX_CANTCREAT;
}

int
cmd_folders(const struct conf *conf)
{
	const char *const folder[] = { conf->blob_dir, conf->tmp_dir,
		conf->thumb_dir, conf->run_dir };
	int status;

	status = make_folder(conf->paths_data);
	if (status == CMD_OK)
		status = cmd_drop(conf);
	for (size_t i = 0; status == CMD_OK && i < NELEM(folder); i++)
		status = make_folder(folder[i]);
	return status;
}

/* What is wrong with a file of keys: errno says it. */
static int
bad_keys(const char *path)
{
	int status = errno == ENOENT ? EX_NOINPUT : EX_NOPERM;

	if (errno == EPERM)
		cmd_warn("others may read \"%s\": chmod 600 it", path);
	else if (errno == EINVAL)
		cmd_warn("\"%s\" is not a key of 32 bytes", path);
	else
		cmd_warn("cannot read \"%s\": %s%s", path, strerror(errno),
		    errno == ENOENT ? " (guichet init makes it)" : "");
	return status;
}

/* old: of a portal that may be older than the vault. */
static int
open_keys(const struct conf *conf, bool make, bool old, struct ctx *cx)
{
	const char *path = arena_printf(
	    cx->mem, "%s/secret.key", conf->paths_data);
	struct keys *keys = keys_open(path, make);

	cx->keys = keys;
	if (keys == NULL)
		return bad_keys(path);
	path = arena_printf(cx->mem, "%s/vault.key", conf->paths_data);
	return keys_open_vault(keys, path, make || old) ? CMD_OK
							: bad_keys(path);
}

static int
check_schema(struct ctx *cx)
{
	int64_t have, want;
	enum err rc;

	rc = migrate_status(cx, &have, &want);
	if (rc != ERR_OK)
		return cmd_failed(cx, rc);
	if (have == want)
		return CMD_OK;
	cmd_warn("the database has schema %" PRId64
		 ", this program wants %" PRId64 "%s",
	    have, want,
	    have < want ? ": run guichet migrate"
			: ": it is older than its data");
	return EX_CONFIG;
}

static int
open_shared(struct ctx *cx)
{
	const char *run = cx->conf->run_dir;
	const char *seen = arena_printf(cx->mem, "%s/seen", run);
	const char *there = arena_printf(cx->mem, "%s/there", run);
	const char *marks = arena_printf(cx->mem, "%s/marks", run);
	const char *failed = NULL;

	if ((cx->seen = seen_open(seen)) == NULL)
		failed = seen;
	else if ((cx->there = there_open(there)) == NULL)
		failed = there;
	else if ((cx->marks = marks_open(marks)) == NULL)
		failed = marks;
	if (failed == NULL)
		return CMD_OK;
	cmd_warn("cannot open \"%s\": %s", failed, strerror(errno));
	return EX_CANTCREAT;
}

int
cmd_open(const struct cmd_env *env, unsigned flags, struct ctx *cx)
{
	const struct conf *conf = env->conf;
	bool make = flags & OPEN_MAKE;
	const char *why;
	int status;

	*cx = (struct ctx){ .mem = arena_new(),
		.conf = conf,
		.now = time(NULL),
		.request_id = "command" };
	umask(0027);
	if (!crypto_init()) {
		cmd_warn("the system has no random numbers");
		return EX_OSERR;
	}
	status = make ? cmd_folders(conf) : cmd_drop(conf);
	if (status == CMD_OK)
		status = open_keys(conf, make, (flags & OPEN_OLD) != 0, cx);
	if (status != CMD_OK)
		return status;

	if (!make && access(conf->db_file, F_OK) == -1) {
		cmd_warn("there is no database \"%s\" (guichet init makes it)",
		    conf->db_file);
		return EX_NOINPUT;
	}
	cx->db = db_open_sqlite(conf->db_file,
	    (make ? DB_CREATE : 0) | (flags & OPEN_TOOL ? DB_TOOL : 0), &why);
	if (cx->db == NULL) {
		cmd_warn("cannot open database \"%s\": %s", conf->db_file, why);
		return EX_NOINPUT;
	}
	status = open_shared(cx);
	if (status != CMD_OK)
		return status;
	return flags & OPEN_OLD ? CMD_OK : check_schema(cx);
}

void
cmd_close(struct ctx *cx)
{
	db_close(cx->db);
	seen_close(cx->seen);
	there_close(cx->there);
	marks_close(cx->marks);
	keys_close(cx->keys);
	arena_free(cx->mem);
}
