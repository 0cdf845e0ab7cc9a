#include "domain/health.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/sandbox.h"
#include "domain/scrub.h"
#include "domain/space.h"
#include "store/migrate.h"
#include "store/store.h"

/* Bytes; the jobs process writes the log back every few seconds. */
#define WAL_MOST ((int64_t)256 * 1024 * 1024)

static void
row(struct health *h, const char *name, bool good, const char *detail)
{
	h->row[h->count++] = (struct health_row){ name, good, detail };
	h->good &= good;
}

static void
schema(struct ctx *cx, struct health *h)
{
	int64_t have = 0, want = 0;
	enum err rc = migrate_status(cx, &have, &want);

	row(h, "database", rc == ERR_OK, rc == ERR_OK ? "" : cx->why);
	row(h, "schema", rc == ERR_OK && have == want,
	    arena_printf(cx->mem, "%" PRId64 " of %" PRId64, have, want));
}

static void
jobs(struct ctx *cx, struct health *h)
{
	int64_t at = 0, age;
	enum err rc = store_probe_get(cx, &at);

	age = cx->now - at;
	row(h, "jobs", rc == ERR_OK && at != 0 && age <= PROBE_MAX_AGE,
	    at == 0 ? "never seen"
		    : arena_printf(cx->mem, "seen %" PRId64 " s ago", age));
}

static void
disk(struct ctx *cx, struct health *h)
{
	struct statvfs st;
	uint64_t space, inodes;

	if (statvfs(cx->conf->paths_data, &st) == -1) {
		row(h, "disk", false, "cannot be read");
		return;
	}
	space = st.f_blocks == 0 ? 100 : st.f_bavail * 100 / st.f_blocks;
	inodes = st.f_files == 0 ? 100 : st.f_favail * 100 / st.f_files;
	row(h, "disk", space_level(cx) != SPACE_CRITICAL,
	    arena_printf(cx->mem,
		"%" PRIu64 " %% of space and %" PRIu64 " %% of inodes are free",
		space, inodes));
}

void
health_read(struct ctx *cx, struct health *h)
{
	bool blobs = access(cx->conf->blob_dir, W_OK | X_OK) == 0 &&
	    access(cx->conf->tmp_dir, W_OK | X_OK) == 0;

	*h = (struct health){ .good = true };
	schema(cx, h);
	jobs(cx, h);
	row(h, "blobs", blobs, blobs ? "" : "cannot be written");
	disk(cx, h);
}

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == -1 ? -1 : (int64_t)st.st_size;
}

/* Nobody but us may read them. */
static bool
is_kept(struct ctx *cx, const char *name)
{
	struct stat st;

	return stat(arena_printf(cx->mem, "%s/%s", cx->conf->paths_data, name),
		   &st) == 0 &&
	    S_ISREG(st.st_mode) && (st.st_mode & 077) == 0;
}

/* The trail does not go back in time, unless the clock did. */
static bool
is_clock_good(struct ctx *cx)
{
	int64_t at;

	return store_audit_newest(cx, &at) == ERR_OK && at <= cx->now + 1;
}

/* Where it is off, somebody wanted it so. */
static const char *
fence(struct ctx *cx, struct health *h)
{
	const struct sandbox_state *s = sandbox_state();

	row(h, "fence", s->off || (s->calls && s->paths != 0), "");
	if (s->off || (!s->calls && s->paths == 0))
		return NULL;
	return arena_printf(cx->mem, "%s%s%s", s->calls ? "seccomp" : "",
	    s->calls && s->paths != 0 ? ", " : "",
	    s->paths == 0 ? ""
			  : arena_printf(cx->mem, "Landlock %d", s->paths));
}

/* How old the last word of the scanner may be, in seconds. */
#define SCANNER_MAX_AGE 180

static void
scanner(struct ctx *cx, struct health *h, struct health_figures *f)
{
	struct scanner *s = arena_alloc(cx->mem, sizeof(*s));

	if (cx->conf->scan_mode == CONF_SCAN_OFF)
		return;
	if (scan_health(cx, s, &f->scan) != ERR_OK) {
		err_clear(cx);
		return;
	}
	f->scanner = s;
	row(h, "scan", s->up && cx->now - s->seen_at <= SCANNER_MAX_AGE, "");
}

void
health_more(struct ctx *cx, struct health *h, struct health_figures *f)
{
	int64_t want, bad = 0;
	struct statvfs st;

	*f = (struct health_figures){
		.database = size_of(cx->conf->db_file),
		.wal = size_of(
		    arena_printf(cx->mem, "%s-wal", cx->conf->db_file)),
		.disk_free = -1,
		.schema = -1,
	};
	if (statvfs(cx->conf->paths_data, &st) == 0)
		f->disk_free = (int64_t)st.f_bavail * (int64_t)st.f_frsize;
	if (migrate_status(cx, &f->schema, &want) != ERR_OK)
		err_clear(cx);
	if (store_probe_get(cx, &f->probe_at) != ERR_OK)
		err_clear(cx);
	/* One that grows is one that nobody writes back. */
	row(h, "wal", f->wal <= WAL_MOST, "");
	row(h, "keys", is_kept(cx, "secret.key") && is_kept(cx, "vault.key"),
	    "");
	row(h, "clock", is_clock_good(cx), "");
	row(h, "space", space_level(cx) == SPACE_GOOD, "");
	row(h, "ballast", ballast_is_there(cx), "");
	if (scrub_state(cx, &bad, &f->scrubbed_at) != ERR_OK)
		err_clear(cx);
	row(h, "scrub", bad == 0, "");
	f->fence = fence(cx, h);
	scanner(cx, h, f);
}

enum err
health_totals(struct ctx *cx, struct totals *out)
{
	return store_user_counts(cx, &out->accounts, out->users);
}
