#include "cmd/helpers.h"

#include <sysexits.h>

#include "base/ctx.h"
#include "base/filetype.h"
#include "base/log.h"
#include "base/picture.h"
#include "edge/helper.h"

#define MIB ((size_t)1024 * 1024)

/* A file is read, memory is had, the answer is written; that is all. */
static const char *const sniffer_calls[] = { "pread64", "write", "brk", "mmap",
	"mremap", "munmap", "madvise", "futex", "getrandom", "rt_sigreturn",
	"exit_group", NULL };

static const struct helper sniffer = {
	.name = "sniffer",
	.calls = sniffer_calls,
	.seconds = 1,
	.memory = 256 * MIB,
	.answer_len = FILETYPE_ANSWER_LEN,
	.answer = filetype_answer,
};

int
help_sniffing(struct worker *w, void *arg)
{
	struct ctx cx = { .mem = arena_new(), .conf = arg };
	int status = EX_CONFIG;

	if (filetype_open(&cx) == ERR_OK)
		status = helper_loop(w, &cx, &sniffer);
	else
		log_failure(LOG_ERROR, &cx);
	filetype_close();
	arena_free(cx.mem);
	return status;
}

/* It has the file in memory at once, and writes another. */
static const char *const artist_calls[] = { "fstat", "newfstatat", "pread64",
	"pwrite64", "write", "brk", "mmap", "mremap", "munmap", "madvise",
	"futex", "getrandom", "rt_sigreturn", "exit_group", NULL };

static const struct helper artist = {
	.name = "artist",
	.calls = artist_calls,
	.seconds = 5,
	.memory = 256 * MIB,
	.answer_len = PICTURE_ANSWER_LEN,
	.answer = picture_answer,
};

int
help_painting(struct worker *w, void *arg)
{
	struct ctx cx = { .mem = arena_new(), .conf = arg };
	int status = helper_loop(w, &cx, &artist);

	arena_free(cx.mem);
	return status;
}
