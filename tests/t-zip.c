/*
 * Archives are what other programs take for archives: Python's zipfile reads
 * them, from both ends, and unzip finds no fault.  With LONG in the
 * environment one is larger than 4 GB.
 */
#include "base/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "tap.h"

#define NOW 1772357460

/* A file in which what is all zeros becomes a hole. */
struct file {
	struct sink sink; /* first */
	FILE *f;
	size_t left; /* bytes that it still takes */
};

static struct ctx cx;
static struct arena *kept; /* what is not of a piece */
static char path[] = "/tmp/guichet-zip-XXXXXX";
static struct file out;
static struct zip *z;

static bool
put(struct sink *s, const void *p, size_t len)
{
	static const char zeros[1 << 16];
	struct file *o = (struct file *)s;

	if (len > o->left)
		return false;
	o->left -= len;
	if (len <= sizeof(zeros) && len > 4096 && memcmp(p, zeros, len) == 0)
		return fseeko(o->f, (off_t)len, SEEK_CUR) == 0;
	return fwrite(p, 1, len, o->f) == len;
}

static void
begin(void)
{
	arena_reset(kept);
	out = (struct file){ .sink = { .put = put },
		.f = fopen(path, "w"),
		.left = (size_t)-1 };
	z = zip_new(kept, &out.sink);
}

static const char *
add(const char *folder, const char *name, const char *text)
{
	const char *got = NULL;

	ok(zip_begin(&cx, z, folder, name, NOW, (int64_t)strlen(text), &got) ==
	    ERR_OK);
	ok(zip_put(&cx, z, text, strlen(text)) == ERR_OK);
	ok(zip_end(&cx, z) == ERR_OK);
	return got;
}

/* What the oracle says of it. */
static const char *
finish(void)
{
	struct buf b;
	char line[1024];
	FILE *p;

	ok(zip_close(&cx, z) == ERR_OK);
	ok(fclose(out.f) == 0);
	ok(system(arena_printf(kept, "unzip -tqq %s >/dev/null", path)) == 0);
	buf_init(&b, cx.mem);
	p = popen(
	    arena_printf(kept, "/usr/bin/python3 %s/tests/zip-oracle.py %s",
		getenv("srcdir"), path),
	    "r");
	while (fgets(line, sizeof(line), p) != NULL)
		buf_puts(&b, line);
	ok(pclose(p) == 0);
	return b.s;
}

static void
test_members_come_back(void)
{
	char *large;

	begin();
	large = arena_alloc(kept, 200001);
	memset(large, 'x', 200000);
	is(add("", "截图 2026.png", "picture"), "截图 2026.png");
	is(add("", "empty.txt", ""), "empty.txt");
	is(add("attachments", "large.log", large), "attachments/large.log");
	is(finish(),
	    "截图 2026.png|7|16db4f89|1772357460\n"
	    "empty.txt|0|00000000|1772357460\n"
	    "attachments/large.log|200000|51bf0272|1772357460\n");
}

static void
test_names_are_safe(void)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{ "../../etc/passwd", "passwd" },
		{ "/etc/shadow", "shadow" },
		{ "C:\\Windows\\x.dll", "x.dll" },
		{ "..", "file" },
		{ ".", "file (2)" },
		{ "", "file (3)" },
		{ ".htaccess", "_htaccess" },
		{ "CON", "_CON" },
		{ "nul.txt", "_nul.txt" },
		{ "a\r\nb.txt", "ab.txt" },
		{ "a<b>:c|d?.txt", "a_b__c_d_.txt" },
		{ "dots...", "dots" },
		{ "\xff\xfe.txt", "file (4)" },
		{ "\xe2\x80\xae"
		  "gpj.exe",
		    "gpj.exe" },
	};

	begin();
	for (size_t i = 0; i < NELEM(rows); i++)
		is(add("", rows[i].name, "x"), rows[i].want);
	finish();
}

static void
test_names_are_different(void)
{
	char name[300];
	const char *got;

	begin();
	is(add("", "a.png", "1"), "a.png");
	is(add("", "a (2).png", "2"), "a (2).png");
	is(add("", "A.PNG", "3"), "A (3).PNG");
	is(add("", "a.png", "4"), "a (4).png");
	is(add("", "a (2).png", "5"), "a (2) (3).png");
	is(add("other", "a.png", "6"), "other/a.png");
	is(add("", "\xc3\xa9.txt", "7"), "\xc3\xa9.txt");
	/* The same to who looks at it. */
	is(add("", "e\xcc\x81.txt", "8"), "e\xcc\x81 (2).txt");
	memset(name, 'n', 255);
	strcpy(name + 251, ".txt"); /* NOLINT */
	is(add("", name, "9"), name);
	got = add("", name, "10");
	ok(strlen(got) <= 255 &&
	    strcmp(got + strlen(got) - 8, " (2).txt") == 0);
	finish();
}

static void
test_nothing_is_an_archive(void)
{
	begin();
	ok(zip_close(&cx, z) == ERR_OK);
	ok(ftell(out.f) == 22);
	fclose(out.f);
}

static void
test_many_members(void)
{
	const char *name;
	char one[16];
	bool good = true;

	begin();
	for (int i = 0; i < 66000; i++) {
		snprintf(one, sizeof(one), "%d.txt", i);
		good = good &&
		    zip_begin(&cx, z, "", one, NOW, 1, &name) == ERR_OK &&
		    zip_put(&cx, z, "x", 1) == ERR_OK &&
		    zip_end(&cx, z) == ERR_OK;
		arena_reset(cx.mem);
	}
	ok(good);
	is(name, "65999.txt");
	ok(strstr(finish(), "\n65998.txt|1|") != NULL);
}

static void
test_a_sink_that_breaks_ends_it(void)
{
	const char *name;

	begin();
	out.left = 40;
	ok(zip_begin(&cx, z, "", "a", NOW, 100, &name) == ERR_OK);
	ok(zip_put(&cx, z, "x", 1) == ERR_BUSY);
	out.left = 1000; /* too late */
	ok(zip_put(&cx, z, "x", 1) == ERR_BUSY);
	ok(zip_end(&cx, z) == ERR_BUSY && zip_close(&cx, z) == ERR_BUSY);
	fclose(out.f);
	err_clear(&cx);
}

static void
test_more_than_was_said_is_a_fault(void)
{
	static const char zeros[1 << 16];
	const char *name;
	enum err rc = ERR_OK;

	begin();
	ok(zip_begin(&cx, z, "", "a", NOW, 1, &name) == ERR_OK);
	for (int i = 0; rc == ERR_OK && i < 1 << 16; i++)
		rc = zip_put(&cx, z, zeros, sizeof(zeros));
	ok(rc == ERR_OK && zip_end(&cx, z) == ERR_FAULT);
	fclose(out.f);
	err_clear(&cx);
}

/* Twice 4 GB and a bit: sizes and offsets of 64 bits, no more memory. */
static void
test_more_than_four_gigabytes(void)
{
	static const char zeros[1 << 16];
	const int64_t size = ((int64_t)1 << 32) + (1 << 20);
	struct rusage before, after;
	const char *name, *said;
	bool good = true;

	begin();
	getrusage(RUSAGE_SELF, &before);
	add("", "first.txt", "first");
	for (int i = 0; good && i < 2; i++) {
		good = zip_begin(&cx, z, "", "large", NOW, size, &name) ==
		    ERR_OK;
		for (int64_t at = 0; good && at < size; at += 1 << 16)
			good = zip_put(&cx, z, zeros, sizeof(zeros)) == ERR_OK;
		good = good && zip_end(&cx, z) == ERR_OK;
	}
	ok(good);
	add("", "last.txt", "last");
	getrusage(RUSAGE_SELF, &after);
	ok(after.ru_maxrss - before.ru_maxrss < 2048); /* KiB */
	said = finish();
	ok(strstr(said, "large|4296015872|") != NULL);
	ok(strstr(said, "large (2)|4296015872|") != NULL);
	ok(strstr(said, "last.txt|4|") != NULL);
}

int
main(void)
{
	close(mkstemp(path));
	cx.mem = arena_new();
	kept = arena_new();
	test_members_come_back();
	test_names_are_safe();
	test_names_are_different();
	test_nothing_is_an_archive();
	test_many_members();
	test_a_sink_that_breaks_ends_it();
	if (getenv("LONG") != NULL && *getenv("LONG") != 0) {
		test_more_than_was_said_is_a_fault();
		test_more_than_four_gigabytes();
	}
	arena_free(kept);
	arena_free(cx.mem);
	unlink(path);
	return tap_done();
}
