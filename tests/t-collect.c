#include "domain/collect.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/conf.h"
#include "domain/attachment.h"
#include "domain/scrub.h"
#include "fixture.h"
#include "store/blob.h"
#include "store/db.h"
#include "tap.h"

#define HOUR   ((int64_t)60 * 60)
#define RACE   9 /* seconds */
#define RACERS 6

static struct conf conf;

/* The first half of an upload: the bytes; their hash. */
static const char *
keep_bytes(struct ctx *cx, const char *text)
{
	char hex[HEX_LEN];
	struct blob_temp *t = NULL;

	if (blob_temp_open(cx, cx->conf->tmp_dir, &t) != ERR_OK ||
	    blob_temp_put(cx, t, text, strlen(text)) != ERR_OK)
		return NULL;
	blob_temp_end(t, hex);
	if (blob_commit(cx, cx->conf->blob_dir, t->fd, t->path, hex) != ERR_OK)
		return NULL;
	return arena_strdup(cx->mem, hex);
}

/* The second: the row; its id. */
static const char *
add_row(struct ctx *cx, const char *hex)
{
	struct attachment f = { .name = "a.txt",
		.type = "txt",
		.sha256 = hex,
		.size = 5,
		.id = crypto_random_hex(cx->mem, ATTACHMENT_ID_LEN / 2) };

	if (store_begin(cx) != ERR_OK ||
	    store_end(cx, store_file_add(cx, &f)) != ERR_OK)
		return NULL;
	return f.id;
}

static bool
drop_row(struct ctx *cx, const char *id)
{
	int64_t changed = 0;

	return store_begin(cx) == ERR_OK &&
	    store_end(cx, store_file_delete(cx, id, &changed)) == ERR_OK &&
	    changed == 1;
}

static bool
is_there(struct ctx *cx, const char *hex)
{
	return blob_exists(cx, cx->conf->blob_dir, hex);
}

/* All parts, as if `later` seconds had passed. */
static void
collect(struct ctx *cx, int64_t later)
{
	const int64_t now = cx->now;

	cx->now += later;
	for (unsigned i = 0; i < COLLECT_PARTS; i++)
		ok(collect_part(cx, i) == ERR_OK);
	cx->now = now;
}

/* A table that names blobs and that nobody told the collector of would lose
 * them, and no backup would have them. */
static void
test_knows_every_table(struct ctx *cx)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;
	struct buf b;

	buf_init(&b, cx->mem);
	ok(sqlite3_open_v2(conf.db_file, &db, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK);
	ok(sqlite3_prepare_v2(db,
	       "SELECT m.name FROM sqlite_schema m"
	       " JOIN pragma_table_info(m.name) c WHERE m.sql LIKE 'CREATE "
	       "TABLE%'"
	       " AND c.name LIKE '%sha256%' ORDER BY m.name",
	       -1, &s, NULL) == SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		buf_printf(&b, "%s ", sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_close(db);
	/* The first of them is in BLOB_LIST and the like, and has a trigger. */
	is(b.s, "attachment blob_bad blob_waste infected ");
}

static void
test_takes_only_what_nobody_names(struct ctx *cx)
{
	const char *named = keep_bytes(cx, "named"), *waste, *id;

	add_row(cx, named);
	waste = keep_bytes(cx, "waste");
	collect(cx, 0);
	collect(cx, 23 * HOUR);
	ok(is_there(cx, named) && is_there(cx, waste));
	collect(cx, 25 * HOUR);
	ok(is_there(cx, named) && !is_there(cx, waste));

	/* Since it was named last, not since it was marked first. */
	waste = keep_bytes(cx, "waste again");
	collect(cx, 0);
	id = add_row(cx, waste);
	collect(cx, 25 * HOUR);
	ok(is_there(cx, waste));
	ok(drop_row(cx, id));
	collect(cx, 25 * HOUR);
	ok(is_there(cx, waste));
	collect(cx, 48 * HOUR);
	ok(is_there(cx, waste));
	collect(cx, 50 * HOUR);
	ok(!is_there(cx, waste));
}

static void
test_leaves_what_is_sent_again(struct ctx *cx)
{
	const char *hex = keep_bytes(cx, "twice");
	struct stat before, after;
	const char *path = arena_printf(
	    cx->mem, "%s/%s", cx->conf->blob_dir, blob_path(cx->mem, hex));
	bool gone = true;

	ok(stat(path, &before) == 0);
	sleep(2);
	ok(keep_bytes(cx, "twice") != NULL);
	ok(blob_reap(cx, cx->conf->blob_dir, hex, (int64_t)before.st_ctime + 1,
	       &gone) == ERR_OK);
	ok(!gone && is_there(cx, hex));
	/* And nobody can see that it was. */
	ok(stat(path, &after) == 0 && after.st_mtime == before.st_mtime);
	ok(blob_reap(cx, cx->conf->blob_dir, hex, (int64_t)time(NULL) + 10,
	       &gone) == ERR_OK);
	ok(gone && !is_there(cx, hex));
}

static void
test_waits_for_a_backup(struct ctx *cx)
{
	const char *hex = keep_bytes(cx, "while it is copied");
	int backup = open(cx->conf->blob_dir, O_RDONLY | O_DIRECTORY);

	collect(cx, 0);
	ok(flock(backup, LOCK_SH) == 0);
	collect(cx, 25 * HOUR);
	ok(is_there(cx, hex));
	close(backup);
	collect(cx, 25 * HOUR);
	ok(!is_there(cx, hex));
}

/* Another process with a database of its own. */
static void
reopen(struct ctx *cx)
{
	const char *why;

	cx->mem = arena_new();
	cx->db = db_open_sqlite(conf.db_file, 0, &why);
	if (cx->db == NULL)
		_exit(9);
}

/* Uploads the same bytes again and again, each time about when they would be
 * removed, and looks whether what has a row is there. */
static void
upload_for_a_while(struct ctx *cx, unsigned seed)
{
	struct timespec pause = { 0 };
	const time_t end = time(NULL) + RACE;
	uint64_t n = seed;
	const char *hex, *id;

	reopen(cx);
	while (time(NULL) < end) {
		cx->now = time(NULL);
		hex = keep_bytes(cx, arena_printf(cx->mem, "bytes %u", seed));
		n = n * 6364136223846793005u + 1;
		pause = (struct timespec){ .tv_nsec = (long)((n >> 40) %
					       5000000) };
		nanosleep(&pause, NULL);
		id = hex == NULL ? NULL : add_row(cx, hex);
		if (id == NULL)
			_exit(3);
		nanosleep(&pause, NULL);
		if (!is_there(cx, hex))
			_exit(4);
		if (!drop_row(cx, id))
			_exit(5);
		/* It is waste for 2 s to 3 s before it goes. */
		pause.tv_sec = 2;
		pause.tv_nsec = (long)((n >> 33) % 1000000000);
		nanosleep(&pause, NULL);
		arena_reset(cx->mem);
	}
	/* All went well; what is left in memory is not looked at. */
	raise(SIGKILL);
	_exit(6);
}

static void
test_races_with_uploads(struct ctx *cx)
{
	const time_t end = time(NULL) + RACE;
	pid_t child[RACERS];
	char hex[RACERS][HEX_LEN];
	bool was[RACERS] = { false };
	unsigned char hash[HASH_LEN];
	int status, removed = 0;

	conf.storage_gc_delay = 1;
	for (unsigned i = 0; i < RACERS; i++) {
		const char *text = arena_printf(cx->mem, "bytes %u", i + 1);

		sha256(text, strlen(text), hash);
		crypto_hex(hash, sizeof(hash), hex[i]);
		fflush(stdout);
		child[i] = fork();
		if (child[i] == 0)
			upload_for_a_while(cx, i + 1);
	}
	while (time(NULL) < end) {
		cx->now = time(NULL);
		for (unsigned i = 0; i < COLLECT_PARTS; i++)
			if (collect_part(cx, i) != ERR_OK)
				abort();
		for (unsigned i = 0; i < RACERS; i++) {
			bool now = is_there(cx, hex[i]);

			removed += was[i] && !now;
			was[i] = now;
		}
		arena_reset(cx->mem);
	}
	for (unsigned i = 0; i < RACERS; i++)
		ok(waitpid(child[i], &status, 0) == child[i] &&
		    WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	ok(removed > 0);
	printf("# removed %d times\n", removed);
	conf.storage_gc_delay = 24 * HOUR;
}

static void
test_scrub_finds_what_has_changed(struct ctx *cx)
{
	const char *good = keep_bytes(cx, "good bytes");
	const char *bad = keep_bytes(cx, "bad bytes");
	struct attachment f = { 0 };
	int64_t n = -1, ended = -1;
	const char *id, *path;
	FILE *file;

	add_row(cx, good);
	id = add_row(cx, bad);
	ok(attachment_get(cx, id, &f) == ERR_OK);
	ok(attachment_whole(cx, &f) == ERR_OK);
	path = arena_printf(
	    cx->mem, "%s/%s", cx->conf->blob_dir, blob_path(cx->mem, bad));
	chmod(path, 0640);
	file = fopen(path, "r+");
	fputc('B', file);
	fclose(file);
	for (int i = 0; i < 20; i++)
		ok(scrub_run(cx) == ERR_OK);
	ok(scrub_state(cx, &n, &ended) == ERR_OK && n == 1);
	ok(ended == cx->now);
	ok(attachment_whole(cx, &f) == ERR_FAULT);
	is(cx->say, "file_damaged");
	err_clear(cx);

	/* Not again before its time, and then it may be good again. */
	ok(unlink(path) == 0 && keep_bytes(cx, "bad bytes") != NULL);
	ok(scrub_run(cx) == ERR_OK);
	ok(scrub_state(cx, &n, &ended) == ERR_OK && n == 1);
	cx->now += 7 * 24 * HOUR;
	for (int i = 0; i < 20; i++)
		ok(scrub_run(cx) == ERR_OK);
	ok(scrub_state(cx, &n, &ended) == ERR_OK && n == 0);
	ok(attachment_whole(cx, &f) == ERR_OK);
}

int
main(void)
{
	struct ctx cx;

	fixture_open_on_disk(&cx);
	fixture_as(&cx, MEI);
	conf = *cx.conf;
	cx.conf = &conf;
	cx.now = time(NULL);
	test_knows_every_table(&cx);
	test_takes_only_what_nobody_names(&cx);
	test_leaves_what_is_sent_again(&cx);
	test_waits_for_a_backup(&cx);
	test_scrub_finds_what_has_changed(&cx);
	cx.now = time(NULL);
	test_races_with_uploads(&cx);
	fixture_close(&cx);
	return tap_done();
}
