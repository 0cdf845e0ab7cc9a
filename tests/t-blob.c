#include "store/blob.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"

static struct ctx cx;
static char dir[] = "t-blob-XXXXXX", blobs[64], tmp[64];

static int
entries(const char *path)
{
	char *cmd = arena_printf(
	    cx.mem, "test $(ls -A %s | wc -l) -eq 0", path);

	return system(cmd) == 0 ? 0 : 1;
}

static struct blob_temp *
temp_of(const void *p, size_t len, char hex[HEX_LEN])
{
	struct blob_temp *t = NULL;

	ok(blob_temp_open(&cx, tmp, &t) == ERR_OK);
	ok(blob_temp_put(&cx, t, p, len / 2) == ERR_OK);
	ok(blob_temp_put(&cx, t, (const char *)p + len / 2, len - len / 2) ==
	    ERR_OK);
	ok(t->size == (int64_t)len);
	blob_temp_end(t, hex);
	return t;
}

static void
test_keeps_bytes_under_their_hash(void)
{
	char hex[HEX_LEN], buf[16];
	struct blob_temp *t = temp_of("a\0b", 3, hex);
	const char *path;
	struct stat st;
	int fd = -1;

	ok(!blob_exists(&cx, blobs, hex));
	ok(blob_commit(&cx, blobs, t->fd, t->path, hex) == ERR_OK);
	ok(blob_exists(&cx, blobs, hex));
	ok(blob_open(&cx, blobs, hex, &fd) == ERR_OK);
	ok(read(fd, buf, sizeof(buf)) == 3 && memcmp(buf, "a\0b", 3) == 0);

	path = arena_printf(cx.mem, "%s/%s", blobs, blob_path(cx.mem, hex));
	ok(stat(path, &st) == 0 && (st.st_mode & 07777) == 0440);
	/* Nobody learns when it came first. */
	ok(st.st_mtime == BLOB_TIME);
	*strrchr(path, '/') = '\0';
	ok(stat(path, &st) == 0 && (st.st_mode & 07777) == 0750);
}

static void
test_hash_is_sha256_of_all_parts(void)
{
	char hex[HEX_LEN];

	temp_of("abc", 3, hex);
	is(hex,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	temp_of("", 0, hex);
	is(hex,
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void
test_keeps_the_same_bytes_once(void)
{
	char one[HEX_LEN], two[HEX_LEN];
	struct blob_temp *t = temp_of("same", 4, one);
	struct blob_temp *u = temp_of("same", 4, two);
	const char *path;
	struct stat st;

	is(one, two);
	ok(blob_commit(&cx, blobs, t->fd, t->path, one) == ERR_OK);
	ok(blob_commit(&cx, blobs, u->fd, u->path, two) == ERR_OK);
	arena_reset(cx.mem);
	path = arena_printf(cx.mem, "%s/%s", blobs, blob_path(cx.mem, one));
	ok(stat(path, &st) == 0 && st.st_nlink == 1 && st.st_size == 4);
}

static void
test_leaves_nothing_that_was_not_kept(void)
{
	char hex[HEX_LEN];

	temp_of("never wanted", 12, hex);
	ok(entries(tmp) == 1);
	arena_reset(cx.mem);
	ok(entries(tmp) == 0);
	ok(!blob_exists(&cx, blobs, hex));
}

static void
test_removes(void)
{
	char hex[HEX_LEN];
	struct blob_temp *t = temp_of("gone", 4, hex);
	int fd = -1;

	ok(blob_commit(&cx, blobs, t->fd, t->path, hex) == ERR_OK);
	ok(blob_remove(&cx, blobs, hex) == ERR_OK);
	ok(!blob_exists(&cx, blobs, hex));
	ok(blob_remove(&cx, blobs, hex) == ERR_OK);
	ok(blob_open(&cx, blobs, hex, &fd) == ERR_NOTFOUND && fd == -1);
	err_clear(&cx);
}

static void
test_a_path_is_made_of_a_hash_alone(void)
{
	static const char *const bad[] = {
		"",
		"ab",
		"../../../etc/passwd",
		/* One digit short, one too many, a capital, a slash. */
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
		"a",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
		"add",
		"BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
		"ad",
		"ba/816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
		"ad",
	};
	int fd;

	for (size_t i = 0; i < NELEM(bad); i++) {
		ok(blob_path(cx.mem, bad[i]) == NULL);
		ok(!blob_exists(&cx, blobs, bad[i]));
		ok(blob_open(&cx, blobs, bad[i], &fd) == ERR_NOTFOUND);
		err_clear(&cx);
		ok(blob_commit(&cx, blobs, 0, "x", bad[i]) == ERR_FAULT);
		err_clear(&cx);
	}
	is(blob_path(cx.mem,
	       "ba7816bf8f01cfea414140de5dae2223"
	       "b00361a396177a9cb410ff61f20015ad"),
	    "ba/78/ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
}

static void
test_sweeps_old_temporary_files_only(void)
{
	const char *old, *other;
	int64_t n = -1;

	arena_reset(cx.mem);
	old = arena_printf(cx.mem, "%s/.new-abcdef", tmp);
	other = arena_printf(cx.mem, "%s/keep", tmp);
	fclose(fopen(old, "w"));
	fclose(fopen(other, "w"));
	cx.now = time(NULL) + 10;
	ok(blob_sweep(&cx, tmp, 60, &n) == ERR_OK && n == 0);
	ok(access(old, F_OK) == 0);
	cx.now = time(NULL) + 120;
	ok(blob_sweep(&cx, tmp, 60, &n) == ERR_OK && n == 1);
	ok(access(old, F_OK) == -1 && access(other, F_OK) == 0);
	unlink(other);
}

static void
test_says_what_it_cannot_do(void)
{
	struct blob_temp *t = NULL;
	char hex[HEX_LEN];
	int64_t n;

	ok(blob_temp_open(&cx, "t-blob-none", &t) == ERR_FAULT && t == NULL);
	ok(strstr(cx.why, "No such file or directory") != NULL);
	err_clear(&cx);
	t = temp_of("x", 1, hex);
	ok(blob_commit(&cx, "t-blob-none", t->fd, t->path, hex) == ERR_FAULT);
	ok(strstr(cx.why, "t-blob-none") != NULL);
	err_clear(&cx);
	ok(blob_sweep(&cx, "t-blob-none", 0, &n) == ERR_FAULT);
	err_clear(&cx);
}

static void
test_a_full_disk_is_no_fault_of_ours(void)
{
	struct blob_temp *t = NULL;
	int full = open("/dev/full", O_RDWR);

	ok(blob_temp_open(&cx, tmp, &t) == ERR_OK);
	ok(full != -1 && dup2(full, t->fd) != -1);
	close(full);
	ok(blob_temp_put(&cx, t, "x", 1) == ERR_BUSY);
	is(cx.say, "disk_full");
	err_clear(&cx);
}

int
main(void)
{
	cx.mem = arena_new();
	ok(crypto_init());
	ok(mkdtemp(dir) != NULL);
	snprintf(blobs, sizeof(blobs), "%s/blobs", dir);
	snprintf(tmp, sizeof(tmp), "%s/tmp", dir);
	ok(mkdir(blobs, 0750) == 0 && mkdir(tmp, 0700) == 0);

	test_keeps_bytes_under_their_hash();
	test_hash_is_sha256_of_all_parts();
	test_keeps_the_same_bytes_once();
	test_leaves_nothing_that_was_not_kept();
	test_removes();
	test_a_path_is_made_of_a_hash_alone();
	test_sweeps_old_temporary_files_only();
	test_says_what_it_cannot_do();
	test_a_full_disk_is_no_fault_of_ours();

	ok(system(arena_printf(cx.mem, "rm -r %s", dir)) == 0);
	arena_free(cx.mem);
	return tap_done();
}
