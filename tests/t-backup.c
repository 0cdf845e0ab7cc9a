#include "domain/backup.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/attachment.h"
#include "fixture.h"
#include "store/blob.h"
#include "store/db.h"
#include "tap.h"

static char top[] = "/tmp/t-backup-XXXXXX";
static char said[1024];

static void
note(void *arg, const char *line)
{
	(void)arg;
	if (*said == '\0') /* the first */
		snprintf(said, sizeof(said), "%s", line);
}

/* A file of mei's, as an upload keeps it; its hash. */
static const char *
keep_file(struct ctx *cx, const char *text)
{
	char hex[HEX_LEN];
	struct blob_temp *t = NULL;
	struct attachment f = { .name = "a.txt", .type = "txt" };

	ok(blob_temp_open(cx, cx->conf->tmp_dir, &t) == ERR_OK);
	ok(blob_temp_put(cx, t, text, strlen(text)) == ERR_OK);
	blob_temp_end(t, hex);
	ok(blob_commit(cx, cx->conf->blob_dir, t->fd, t->path, hex) == ERR_OK);
	f.id = crypto_random_hex(cx->mem, ATTACHMENT_ID_LEN / 2);
	f.sha256 = arena_strdup(cx->mem, hex);
	f.size = (int64_t)strlen(text);
	ok(store_begin(cx) == ERR_OK);
	ok(store_end(cx, store_file_add(cx, &f)) == ERR_OK);
	return f.sha256;
}

static const char *
back_up(struct ctx *cx, int64_t keep, struct backup_done *done)
{
	const struct backup_want want = {
		.dir = top, .keep = keep, .complain = note
	};

	*said = '\0';
	ok(backup_make(cx, &want, done) == ERR_OK);
	return done->path;
}

/* What looking at it says: "" nothing is wrong. */
static const char *
look(struct ctx *cx, const char *path)
{
	struct ctx other = { .mem = cx->mem, .conf = cx->conf };
	struct manifest m;

	*said = '\0';
	ok(backup_verify(&other, path, note, NULL, &m) == ERR_OK);
	return said;
}

/* One byte of the file becomes another. */
static void
spoil(const char *path, off_t at)
{
	unsigned char byte = 0;
	int fd;

	chmod(path, 0600);
	fd = open(path, O_RDWR);
	ok(fd != -1 && pread(fd, &byte, 1, at) == 1);
	byte ^= 1;
	ok(pwrite(fd, &byte, 1, at) == 1);
	close(fd);
}

static void
test_finds_what_is_wrong(struct ctx *cx)
{
	struct backup_done done;
	char file[BACKUP_PATH_MAX];
	const char *path, *hex;

	fixture_as(cx, MEI);
	hex = keep_file(cx, "some bytes");
	path = back_up(cx, 0, &done);
	ok(done.new_blobs == 1 && done.manifest.blobs == 1);
	is(look(cx, path), "");
	backup_pool_path(arena_printf(cx->mem, "%s/pool", top), hex, file);
	spoil(file, 3);
	ok(strstr(look(cx, path), "has changed") != NULL);
	ok(unlink(file) == 0);
	ok(strstr(look(cx, path), "is missing") != NULL);
	/* The next one has it again, and so has this one. */
	back_up(cx, 0, &done);
	ok(done.new_blobs == 1);
	is(look(cx, path), "");
	spoil(arena_printf(cx->mem, "%s/guichet.db", path), 90000);
	ok(strstr(look(cx, path), "guichet.db is not what") != NULL);
}

static void
test_goes_on_without_what_is_damaged(struct ctx *cx)
{
	struct backup_done done;
	const char *hex, *path;

	fixture_as(cx, MEI);
	hex = keep_file(cx, "bytes that will rot");
	spoil(arena_printf(cx->mem, "%s/%s", cx->conf->blob_dir,
		  blob_path(cx->mem, hex)),
	    0);
	path = back_up(cx, 0, &done);
	ok(done.bad_blobs == 1 && strstr(said, "has changed") != NULL);
	ok(strstr(look(cx, path), "is missing") != NULL);
	/* Whole again, and in the next one. */
	ok(blob_remove(cx, cx->conf->blob_dir, hex) == ERR_OK);
	keep_file(cx, "bytes that will rot");
	path = back_up(cx, 0, &done);
	is(look(cx, path), "");
}

static void
test_keeps_the_newest(struct ctx *cx)
{
	struct backup_done done;
	const char *path, *found = NULL;
	char file[BACKUP_PATH_MAX];
	const char *gone;

	fixture_as(cx, MEI);
	gone = keep_file(cx, "in no later backup");
	back_up(cx, 0, &done);
	ok(store_begin(cx) == ERR_OK);
	ok(store_end(
	       cx, db_script(cx, "DELETE FROM attachment WHERE size = 18")) ==
	    ERR_OK);
	path = back_up(cx, 1, &done);
	ok(done.removed >= 4);
	is(look(cx, path), "");
	ok(backup_find(cx, top, &found) == ERR_OK);
	is(found, path);
	backup_pool_path(arena_printf(cx->mem, "%s/pool", top), gone, file);
	ok(access(file, F_OK) == -1);
}

static void
test_comes_back_into_an_empty_folder(struct ctx *cx)
{
	struct conf conf = *cx->conf;
	struct ctx other = { .mem = cx->mem, .conf = &conf };
	const char *path = NULL;
	char file[BACKUP_PATH_MAX];
	struct manifest m;
	struct stat st;

	fixture_as(cx, MEI);
	ok(backup_find(cx, top, &path) == ERR_OK);
	ok(backup_restore(cx, path, &m) == ERR_CONFLICT);
	err_clear(cx);

	conf.paths_data = arena_printf(cx->mem, "%s/new", top);
	conf.db_file = arena_printf(cx->mem, "%s/guichet.db", conf.paths_data);
	conf.blob_dir = arena_printf(cx->mem, "%s/blobs", conf.paths_data);
	ok(mkdir(conf.paths_data, 0750) == 0 &&
	    mkdir(conf.blob_dir, 0750) == 0);
	ok(backup_restore(&other, path, &m) == ERR_OK);
	ok(m.blobs == 2 && access(conf.db_file, F_OK) == 0);
	backup_pool_path(conf.blob_dir, keep_file(cx, "some bytes"), file);
	ok(stat(file, &st) == 0 && (st.st_mode & 0777) == 0440 &&
	    st.st_mtime == BLOB_TIME);
	ok(backup_restore(&other, path, &m) == ERR_CONFLICT);
}

static void
test_does_not_believe_a_manifest(struct ctx *cx)
{
	static const char *const text[] = { "", "{}", "{\"format\":2}",
		"{\"format\":\"1\",\"made_at\":" };
	struct ctx other = { .mem = cx->mem, .conf = cx->conf };
	struct manifest m;
	const char *dir;
	FILE *f;

	for (size_t i = 0; i < NELEM(text); i++) {
		dir = arena_printf(cx->mem, "%s/odd%zu", top, i);
		mkdir(dir, 0700);
		f = fopen(arena_printf(cx->mem, "%s/manifest.json", dir), "w");
		fputs(text[i], f);
		fclose(f);
		err_clear(&other);
		ok(manifest_read(&other, dir, &m) == ERR_INVALID);
	}
	err_clear(&other);
	ok(manifest_read(&other, "/nonexistent", &m) == ERR_NOTFOUND);
}

int
main(void)
{
	struct ctx cx;

	if (mkdtemp(top) == NULL)
		abort();
	fixture_open_on_disk(&cx);
	test_finds_what_is_wrong(&cx);
	test_goes_on_without_what_is_damaged(&cx);
	test_keeps_the_newest(&cx);
	test_comes_back_into_an_empty_folder(&cx);
	test_does_not_believe_a_manifest(&cx);
	ok(system(arena_printf(cx.mem, "rm -rf %s", top)) == 0);
	fixture_close(&cx);
	return tap_done();
}
