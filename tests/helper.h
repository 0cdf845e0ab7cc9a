/*
 * helper.h - for tests: a helper process without its supervisor.
 */
#ifndef GUICHET_TESTS_HELPER_H
#define GUICHET_TESTS_HELPER_H

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "edge/listen.h"
#include "edge/worker.h"

static pid_t helper;

/* Run `run` as a pool would, at `path`. */
static inline void
helper_start(struct ctx *c, const char *path,
    int (*run)(struct worker *, void *), void *arg)
{
	struct worker w = { .patience = 1 };
	sigset_t term, old;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &old);
	w.slot = mmap(NULL, sizeof(*w.slot), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (listen_open(c, path, 16, &w.listen_fd) != ERR_OK)
		abort();
	w.bell_fd = eventfd(0, EFD_CLOEXEC);
	fflush(NULL);
	helper = fork();
	if (helper == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		_exit(worker_init(&w) ? run(&w, arg) : 99);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	close(w.listen_fd);
	close(w.bell_fd);
	munmap(w.slot, sizeof(*w.slot));
}

static inline bool
is_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return preload != NULL && strstr(preload, "vgpreload") != NULL;
}

/* Sandboxes are off under tools that need more than they allow, and only
 * there. */
static inline bool
is_watched(void)
{
#ifdef __SANITIZE_ADDRESS__
	return true;
#else
	return is_valgrind();
#endif
}

/* A child ended as it should; valgrind gives it a status of its own, since
 * not all memory of its parent was freed. */
static inline bool
left_well(int status)
{
	return WIFEXITED(status) &&
	    (WEXITSTATUS(status) == 0 ||
		(is_valgrind() && WEXITSTATUS(status) == 99));
}

/* True if it left as it should. */
static inline bool
helper_stop(const char *path)
{
	int status = -1;

	kill(helper, SIGTERM);
	waitpid(helper, &status, 0);
	unlink(path);
	return left_well(status);
}

#endif
