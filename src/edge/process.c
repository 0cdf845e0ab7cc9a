#include "edge/process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define PATIENCE 7 /* seconds: see struct worker */
#define BELL_FD  3 /* in a worker */

/* ---- a worker's first steps ------------------------------------------- */

static bool
tie_to(pid_t supervisor)
{
	if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
		return false;
	/* It may have died before we asked to be told. */
	if (getppid() != supervisor)
		_exit(EX_OK);
	return true;
}

static bool
keep_descriptors(int listen_fd, int bell_fd)
{
	/* Neither is below 3, so the first copy cannot hit the second. */
	return dup2(listen_fd, STDIN_FILENO) >= 0 &&
	    dup2(bell_fd, BELL_FD) >= 0 &&
	    close_range(BELL_FD + 1, ~0U, 0) == 0;
}

static bool
leave_no_core(void)
{
	const struct rlimit none = { 0, 0 };

	return setrlimit(RLIMIT_CORE, &none) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0) == 0;
}

static _Noreturn void
become_worker(const struct birth *b, struct worker_slot *slot, pid_t supervisor)
{
	struct worker w = { .listen_fd = STDIN_FILENO,
		.bell_fd = BELL_FD,
		.patience = PATIENCE,
		.slot = slot };

	if (!tie_to(supervisor) ||
	    !keep_descriptors(b->listen_fd, b->bell_fd) ||
	    (!b->dumpable && !leave_no_core()) || !worker_init(&w)) {
		log_event(
		    LOG_ERROR, "cannot become a worker: %s", strerror(errno));
		_exit(EX_OSERR);
	}
	exit(b->pool->run(&w, b->pool->arg));
}

/* ---- the supervisor's side -------------------------------------------- */

bool
process_start(
    struct process *p, const struct birth *b, struct worker_slot *slot)
{
	pid_t self = getpid();

	memset(slot, 0, sizeof(*slot));
	/* Who never comes to accept is found like who hangs later. */
	atomic_store(&slot->busy_since, monotonic_ms());
	*p = (struct process){
		.pool = b->pool, .slot = slot, .started = monotonic_ms()
	};

	fflush(NULL); /* or each worker would write it again */
	p->pid = fork();
	if (p->pid == 0)
		become_worker(b, slot, self);
	if (p->pid > 0) {
		process_say(LOG_INFO, p, "a worker begins");
		return true;
	}
	log_event(LOG_ERROR, "cannot fork: %s", strerror(errno));
	p->pid = 0;
	return false;
}

bool
process_ready(const struct process *p)
{
	return p->pid != 0 && atomic_load(&p->slot->ready);
}

void
process_tell(struct process *p, int drain)
{
	if (p->pid == 0 || p->kill_at != 0)
		return;
	kill(p->pid, SIGTERM);
	p->kill_at = monotonic_ms() + (int64_t)drain * 1000;
}

void
process_kill(struct process *p)
{
	kill(p->pid, SIGKILL);
	p->kill_at = NEVER;
}

static void
put(struct log_line *l, const struct process *p)
{
	char what[WORKER_WHAT_MAX];

	log_text(l, "pool", p->pool->name);
	log_number(l, "worker", p->pid);
	/* The request it is at; a worker run wild may write anything. */
	memcpy(what, p->slot->what, sizeof(what));
	what[sizeof(what) - 1] = '\0';
	log_text(l, "req", what[0] != '\0' ? what : NULL);
}

void
process_say_at(enum log_level level, const struct process *p, const char *where,
    const char *sentence)
{
	struct log_line l;

	log_begin_at(&l, level, where);
	put(&l, p);
	log_end(&l, "%s", sentence);
}

void
process_say_end(const struct process *p, int status)
{
	bool fine = WIFEXITED(status) && WEXITSTATUS(status) == EX_OK;
	struct log_line l;

	log_begin(&l, fine ? LOG_INFO : LOG_WARNING);
	put(&l, p);
	if (WIFSIGNALED(status))
		log_number(&l, "signal", WTERMSIG(status));
	else
		log_number(&l, "status", WEXITSTATUS(status));
	log_number(&l, "requests", (int64_t)atomic_load(&p->slot->requests));
	log_number(&l, "lived", (monotonic_ms() - p->started) / 1000);
	log_end(&l, fine ? "a worker left" : "a worker died");
}

void
process_check(struct process *p)
{
	int64_t now = monotonic_ms(), since, limit;

	if (p->pid == 0 || p->kill_at == NEVER)
		return;
	since = atomic_load(&p->slot->busy_since);
	limit = (int64_t)p->pool->request_timeout * 1000;
	if (limit > 0 && since != 0 && now - since > limit) {
		process_say(LOG_ERROR, p, "a worker hangs: killing it");
		process_kill(p);
	} else if (p->kill_at != 0 && p->kill_at <= now) {
		process_say(LOG_WARNING, p,
		    "a worker does not leave: "
		    "killing it");
		process_kill(p);
	}
}
