/*
 * judge.h - for tests of base/filetype.c: bytes into a file, the file
 * before the judge.
 */
#ifndef GUICHET_TESTS_JUDGE_H
#define GUICHET_TESTS_JUDGE_H

#include <stdlib.h>
#include <unistd.h>

#include "base/filetype.h"

#include "files.h"
#include "tap.h"

static int fd; /* of the file that is judged */
static struct file file;
static enum filetype found;

static enum verdict
judge_bytes(const char *name, const void *p, size_t len)
{
	found = FT_NONE;
	if (ftruncate(fd, 0) == -1 || pwrite(fd, p, len, 0) != (ssize_t)len)
		abort();
	return filetype_judge(fd, (off_t)len, name, &found);
}

static inline enum verdict
judge(const char *name, const struct file *f)
{
	return judge_bytes(name, f->b, f->len);
}

static inline enum verdict
judge_text(const char *name, const char *s)
{
	return judge_bytes(name, s, strlen(s));
}

static struct file *
empty(void)
{
	file.len = 0;
	return &file;
}

static struct file *
made(void (*make)(struct file *))
{
	make(empty());
	return &file;
}

/* tap_ok() with a name for the row. */
static inline void
row(bool good, const char *what)
{
	tap_ok(good, what, __FILE__, __LINE__);
}

/* Every type, how to make one, and the names that it may have. */
static const struct {
	const char *names; /* of all that the bytes may be called */
	void (*make)(struct file *);
} kinds[] = {
	{ "jpg jpeg", make_jpeg },
	{ "png", make_png },
	{ "gif", make_gif },
	{ "bmp", make_bmp },
	{ "txt log ini", make_txt },
	{ "pdf", make_pdf },
	{ "zip", make_zip },
	{ "docx", make_docx },
	{ "xlsx", make_xlsx },
	{ "msg", make_msg },
	{ "eml txt log ini", make_eml },
	{ "mp4 mov", make_mp4 },
	{ "mov", make_mov },
	{ "webp", make_webp },
};

/* Open what is needed, ahead of all tests. */
static void
judge_open(struct ctx *cx)
{
	FILE *f = tmpfile();

	cx->mem = arena_new();
	if (f == NULL || filetype_open(cx) != ERR_OK)
		abort();
	fd = dup(fileno(f));
	fclose(f);
}

static void
judge_close(struct ctx *cx)
{
	filetype_close();
	arena_free(cx->mem);
	close(fd);
}

#endif
