/*
 * E17: bytes of strangers are looked at where nothing can come of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <time.h>

#include "base/ask.h"
#include "base/conf.h"
#include "base/sandbox.h"
#include "edge/helper.h"
#include "fixture.h"
#include "helper.h"
#include "judge.h"

static struct ctx cx, judges;
static const char *path;

/* --- The helper's side ------------------------------------------------- */

static const char *const calls[] = { "pread64", "write", "brk", "mmap",
	"mremap", "munmap", "madvise", "futex", "getrandom", "rt_sigreturn",
	"exit_group", NULL };

static void
burn(void)
{
	for (volatile unsigned n = 0;; n++)
		;
}

static void
hoard(void)
{
	for (;;)
		memset(arena_alloc(cx.mem, 1 << 20), 1, 1 << 20);
}

static void
answer_test(const struct question *q, void *out)
{
	unsigned char *a = out, b = 0;

	switch (q->bytes[0]) {
	case 'o':
		(void)!open("/etc/passwd", O_RDONLY);
		break;
	case 's':
		(void)!socket(AF_UNIX, SOCK_STREAM, 0);
		break;
	case 'x':
		execl("/bin/true", "true", (char *)NULL);
		break;
	case 'f':
		(void)!fork();
		break;
	case 'k':
		kill(getppid(), SIGKILL);
		break;
	case 'w':
		(void)!write(q->fd[0], "x", 1);
		break;
	case 'p':
		(void)!pwrite(q->fd[0], "x", 1, 0);
		break;
	case 'c':
		burn();
		break;
	case 'm':
		hoard();
		break;
	case 'z':
		raise(SIGSEGV);
		break;
	default:
		(void)!pread(q->fd[0], &b, 1, 0);
	}
	a[0] = 1;
	a[1] = b;
}

static const struct helper tester = { .name = "tester",
	.calls = calls,
	.seconds = 1,
	.memory = (size_t)128 << 20,
	.answer_len = 2,
	.answer = answer_test };

static const struct helper sniffer = { .name = "sniffer",
	.calls = calls,
	.seconds = 1,
	.memory = (size_t)256 << 20,
	.answer_len = FILETYPE_ANSWER_LEN,
	.answer = filetype_answer };

static int
run(struct worker *w, void *h)
{
	return helper_loop(w, &cx, h);
}

static void
start(const struct helper *h)
{
	helper_start(&cx, path, run, (void *)(uintptr_t)h);
}

static void
stop(void)
{
	ok(helper_stop(path));
}

/* --- Ours --------------------------------------------------------------- */

/* 1 and what it read; 0: the child died over it; -1: no answer. */
static int
try(char what)
{
	struct question q = { .len = 1, .fd = { fd, -1 } };
	unsigned char a[2];

	q.bytes[0] = (unsigned char)what;
	if (!ask(path, &q, a, sizeof(a)))
		return -1;
	return a[0] == 0 ? 0 : 1 + a[1];
}

static void
test_E17_a_child_can_only_read_and_answer(void)
{
	static const struct {
		char what;
		const char *name;
	} rows[] = {
		{ 'o', "opens a file" },
		{ 's', "makes a socket" },
		{ 'x', "runs a program" },
		{ 'f', "forks" },
		{ 'k', "kills its parent" },
		{ 'w', "writes to what it should read" },
		{ 'p', "writes somewhere into it" },
		{ 'c', "burns the processor" },
		{ 'm', "takes memory" },
		{ 'z', "crashes" },
	};

	start(&tester);
	judge_bytes("a.txt", "A", 1);
	ok(try('r') == 1 + 'A');
	for (size_t i = 0; i < NELEM(rows); i++) {
		if (is_watched()) {
			row(true, "(sandboxes are off here)");
			continue;
		}
		row(try(rows[i].what) == 0, rows[i].name);
		row(try('r') == 1 + 'A', "and the next is answered");
	}
	stop();
}

static void
test_E17_who_is_killed_does_not_answer(void)
{
	int status;
	pid_t pid;

	start(&tester);
	fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(try('c') == -1 ? 0 : 1);
	usleep(300 * 1000);
	kill(helper, SIGKILL);
	waitpid(helper, &status, 0);
	ok(waitpid(pid, &status, 0) == pid && left_well(status));
	ok(try('r') == -1); /* nobody is there */
	unlink(path);
	start(&tester);
	ok(try('r') == 1 + 'A');
	stop();
}

/* The same judge, whether here or there. */
static void
test_E17_the_sniffer_says_the_same(void)
{
	static const char *const names[] = { "a.png", "a.jpg", "a.txt", "a.zip",
		"a.exe", "\xff.png", "a/b.png", "" };
	enum verdict here;
	enum filetype type;

	start(&sniffer);
	for (size_t i = 0; i < NELEM(kinds); i++)
		for (size_t j = 0; j < NELEM(names); j++) {
			made(kinds[i].make);
			filetype_ask_at(NULL);
			here = judge(names[j], &file);
			type = found;
			filetype_ask_at(path);
			if (judge(names[j], &file) != here || found != type)
				row(false, names[j]);
		}
	ok(judge_bytes("a.txt", "", 0) == TYPE_EMPTY);
	made(make_png);
	ok(judge("a.png", &file) == TYPE_OK && found == FT_PNG);
	stop();
	ok(judge("a.png", &file) == TYPE_BUSY);
	filetype_ask_at(NULL);
}

/* The first question gets no answer, as of one who was shot over it. */
static int
answer_the_second(struct worker *w, void *arg)
{
	const unsigned char a[FILETYPE_ANSWER_LEN] = { 1, TYPE_OK, FT_PNG };
	struct question q;
	int conn, n = 0, status = 0;

	(void)arg;
	while ((conn = worker_accept(w, &status)) >= 0) {
		if (ask_take(conn, &q) && n++ > 0)
			(void)!write(conn, a, sizeof(a));
		ask_drop(&q);
		close(conn);
		worker_idle(w);
	}
	return status;
}

static void
test_E17_another_one_is_asked(void)
{
	helper_start(&cx, path, answer_the_second, NULL);
	filetype_ask_at(path);
	made(make_png);
	ok(judge("a.png", &file) == TYPE_OK && found == FT_PNG);
	stop();
	filetype_ask_at(NULL);
}

int
main(void)
{
	fixture_open(&cx);
	path = arena_printf(cx.mem, "%s/sniff.sock", cx.conf->run_dir);
	judge_open(&judges);
	test_E17_a_child_can_only_read_and_answer();
	test_E17_who_is_killed_does_not_answer();
	test_E17_the_sniffer_says_the_same();
	test_E17_another_one_is_asked();
	judge_close(&judges);
	fixture_close(&cx);
	return tap_done();
}
