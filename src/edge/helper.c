#include "edge/helper.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sandbox.h"

/* What it takes to have children and to fence them in. */
static const char *const calls[] = { "read", "readv", "write", "close", "lseek",
	"pread64", "pwrite64", "fstat", "newfstatat", "ftruncate", "fcntl",
	"accept4", "recvfrom", "recvmsg", "sendto", "setsockopt", "poll",
	"ppoll", "clone", "wait4", "brk", "mmap", "mremap", "munmap",
	"mprotect", "madvise", "clock_gettime", "gettimeofday", "getrandom",
	"getpid", "gettid", "getppid", "tgkill", "rt_sigaction",
	"rt_sigprocmask", "rt_sigreturn", "restart_syscall", "futex", "rseq",
	"set_robust_list", "prctl", "seccomp", "setrlimit", "prlimit64", "exit",
	"exit_group", NULL };

/* By the old call: the new one can set the limits of others as well. */
static bool
limit(int what, rlim_t soft, rlim_t hard)
{
	const struct rlimit most = { soft, hard };

	return syscall(SYS_setrlimit, what, &most) == 0;
}

static bool
shrink(const struct helper *h, const struct question *q, int out)
{
	const struct sandbox box = { .name = h->name,
		.calls = h->calls,
		.deadly = true,
		.out_fd = out,
		.file_fd = q->fd[1] != -1 ? q->fd[1] : out };
	const rlim_t s = (rlim_t)h->seconds;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return false;
	if (sandbox_state()->off)
		return true;
	return limit(RLIMIT_CPU, s, s + 1) &&
	    limit(RLIMIT_AS, h->memory, h->memory) && sandbox_narrow(&box);
}

static _Noreturn void
be_child(const struct helper *h, const struct question *q, int conn)
{
	unsigned char out[HELPER_ANSWER_MAX] = { 0 };

	if (!shrink(h, q, conn))
		_exit(EX_OSERR);
	h->answer(q, out);
	_exit(write(conn, out, h->answer_len) == (ssize_t)h->answer_len
		? EX_OK
		: EX_IOERR);
}

/* It died: say so, but not if somebody shot it, who may try again. */
static void
report(const struct helper *h, int conn, int status)
{
	static const unsigned char died[HELPER_ANSWER_MAX];
	struct log_line l;

	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OK)
		return;
	log_begin(&l, LOG_WARNING);
	log_text(&l, "pool", h->name);
	if (WIFSIGNALED(status))
		log_number(&l, "signal", WTERMSIG(status));
	else
		log_number(&l, "status", WEXITSTATUS(status));
	log_end(&l, "a child died over a file");
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL &&
	    send(conn, died, h->answer_len, MSG_NOSIGNAL) == -1)
		log_event(LOG_DEBUG, "nobody waits for the answer");
}

static void
serve(const struct helper *h, const struct question *q, int conn)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		be_child(h, q, conn);
	if (pid == -1) {
		log_event(LOG_ERROR, "cannot fork: %s", strerror(errno));
		return;
	}
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	report(h, conn, status);
}

int
helper_loop(struct worker *w, struct ctx *cx, const struct helper *h)
{
	const struct sandbox box = { .name = h->name, .calls = calls };
	struct question q;
	int conn, status = EX_CONFIG;

	if (sandbox_enter(cx, &box) != ERR_OK) {
		log_failure(LOG_ERROR, cx);
		return status;
	}
	while ((conn = worker_accept(w, &status)) >= 0) {
		if (ask_take(conn, &q))
			serve(h, &q, conn);
		ask_drop(&q);
		close(conn);
		worker_idle(w);
	}
	return status;
}
