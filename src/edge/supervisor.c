#include "edge/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "edge/listen.h"
#include "edge/process.h"

/* Milliseconds, as all times here. */
#define STEADY       10000 /* who lived so long was no quick death */
#define FIRST_DELAY  50    /* after the second quick death; then doubled */
#define DELAY_MAX    5000
#define LISTEN_AGAIN 50
#define WATCH_MAX    5000 /* between two looks for workers that hang */

/* One of the workers that a pool should have. */
struct seat {
	struct birth birth;
	struct worker_slot *slot; /* two */
	struct process now;       /* who has the seat */
	struct process old;       /* whom `now` replaces, as long as it lives */
	unsigned failures;        /* quick deaths in a row */
	int64_t due;              /* when to fill the seat, if it is empty */
};

struct state {
	const struct supervisor *conf;
	struct seat *seat;
	size_t nseats;
	struct worker_slot *board; /* shared with the workers */
	size_t board_len;          /* bytes */
	int *listen_fd;            /* one for each pool */
	int pid_fd, signal_fd, bell_fd;
	unsigned generation; /* that workers should be of */
	bool begun;          /* every seat has had a worker that accepts */
	bool restarting, stopping;
	int status; /* to exit with */
};

/* ---- seats ------------------------------------------------------------ */

/* Fill a seat; false if there is no process to be had. */
static bool
fill(struct state *s, struct seat *seat)
{
	struct worker_slot *slot = seat->slot;
	bool begun;

	if (seat->old.pid != 0 && seat->old.slot == slot)
		slot++;
	begun = process_start(&seat->now, &seat->birth, slot);
	seat->now.generation = s->generation;
	return begun;
}

/*
 * Have an empty seat filled: later, the more often workers die before
 * they come to accept.  One that did come works, and what kills it is
 * requests or people: to delay it would only help who sends those.
 */
static void
schedule(struct seat *seat, bool ready)
{
	int64_t now = monotonic_ms(), delay = 0;

	if (now - seat->now.started > STEADY)
		seat->failures = 0;
	if (ready && seat->failures > 1)
		seat->failures = 1;
	if (seat->failures > 0)
		delay = (int64_t)FIRST_DELAY
		    << (seat->failures < 8 ? seat->failures - 1 : 7);
	seat->failures++;
	seat->due = now + (delay < DELAY_MAX ? delay : DELAY_MAX);
}

static void
stop(struct state *s)
{
	if (s->stopping)
		return;
	log_event(LOG_INFO, "stopping");
	s->stopping = true;
	for (size_t i = 0; i < s->nseats; i++) {
		process_tell(&s->seat[i].now, s->conf->drain);
		process_tell(&s->seat[i].old, s->conf->drain);
	}
}

/* ---- restarts --------------------------------------------------------- */

static void
restart(struct state *s)
{
	if (s->stopping)
		return;
	if (s->conf->reload != NULL && !s->conf->reload(s->conf->arg)) {
		log_event(LOG_ERROR, "not restarted");
		return;
	}
	log_event(LOG_INFO, "restarting the workers one by one");
	s->generation++;
	s->restarting = true;
}

/* The new worker is no good: its seat goes back to the old one. */
static void
give_up_restart(struct state *s, struct seat *seat)
{
	log_event(LOG_ERROR, "restart given up: a new worker does not begin");
	seat->now = seat->old;
	seat->old.pid = 0;
	for (size_t i = 0; i < s->nseats; i++)
		s->seat[i].now.generation = s->generation;
	s->restarting = false;
}

/* Replace the next worker, once the one before has left. */
static void
go_on_restarting(struct state *s)
{
	for (size_t i = 0; i < s->nseats; i++)
		if (s->seat[i].old.pid != 0)
			return;
	for (size_t i = 0; i < s->nseats; i++) {
		struct seat *seat = &s->seat[i];

		if (seat->now.pid == 0 || seat->now.generation == s->generation)
			continue;
		seat->old = seat->now;
		if (!fill(s, seat))
			give_up_restart(s, seat);
		return;
	}
	log_event(LOG_INFO, "restarted");
	s->restarting = false;
}

/* ---- what happens to workers ------------------------------------------ */

/* Does this end mean that no worker will ever begin? */
static bool
is_hopeless(const struct state *s, bool ready, int status)
{
	return !s->begun && !ready && WIFEXITED(status) &&
	    WEXITSTATUS(status) >= EX__BASE && WEXITSTATUS(status) <= EX__MAX;
}

static void
ended(struct state *s, struct seat *seat, struct process *p, int status)
{
	bool ready = process_ready(p);

	process_say_end(p, status);
	p->pid = 0;
	if (s->stopping || p == &seat->old)
		return;
	if (is_hopeless(s, ready, status)) {
		s->status = WEXITSTATUS(status);
		stop(s);
	} else if (seat->old.pid != 0 && !ready) {
		give_up_restart(s, seat);
	} else {
		schedule(seat, ready);
	}
}

static void
changed(struct state *s, struct seat *seat, struct process *p, int status)
{
	if (!WIFSTOPPED(status)) {
		ended(s, seat, p, status);
		return;
	}
	process_say(LOG_WARNING, p, "a worker is stopped: killing it");
	process_kill(p);
}

static void
reap(struct state *s)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
		for (size_t i = 0; i < s->nseats; i++) {
			struct seat *seat = &s->seat[i];

			if (seat->now.pid == pid)
				changed(s, seat, &seat->now, status);
			else if (seat->old.pid == pid)
				changed(s, seat, &seat->old, status);
			else
				continue;
			break;
		}
	}
}

/* Fill the seat if it is empty, and send away whom it has replaced. */
static void
tend(struct state *s, struct seat *seat)
{
	if (process_ready(&seat->now))
		process_tell(&seat->old, s->conf->drain);
	if (seat->now.pid == 0 && seat->due <= monotonic_ms() && !fill(s, seat))
		schedule(seat, false);
}

/* Do what is due. */
static void
tick(struct state *s)
{
	size_t ready = 0;

	for (size_t i = 0; i < s->nseats; i++) {
		struct seat *seat = &s->seat[i];

		process_check(&seat->now);
		process_check(&seat->old);
		if (!s->stopping)
			tend(s, seat);
		ready += process_ready(&seat->now);
	}
	if (!s->begun && ready == s->nseats) {
		log_event(LOG_INFO, "ready: all %zu workers accept", ready);
		s->begun = true;
	}
	if (s->restarting && !s->stopping)
		go_on_restarting(s);
}

/* ---- the loop --------------------------------------------------------- */

static bool
anybody_left(const struct state *s)
{
	for (size_t i = 0; i < s->nseats; i++)
		if (s->seat[i].now.pid != 0 || s->seat[i].old.pid != 0)
			return true;
	return false;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
end_of_patience(const struct process *p)
{
	return p->pid != 0 && p->kill_at != 0 ? p->kill_at : NEVER;
}

/* Until when nothing can be due, for poll(). */
static int
time_to_sleep(const struct state *s)
{
	int64_t now = monotonic_ms(), wake = NEVER;

	for (size_t i = 0; i < s->nseats; i++) {
		const struct seat *seat = &s->seat[i];
		int64_t limit = seat->birth.pool->request_timeout;

		wake = earlier(wake, end_of_patience(&seat->now));
		wake = earlier(wake, end_of_patience(&seat->old));
		if (limit > 0)
			wake = earlier(
			    wake, now + earlier(limit * 250, WATCH_MAX));
		if (seat->now.pid == 0 && !s->stopping)
			wake = earlier(wake, seat->due);
	}
	if (wake == NEVER)
		return -1;
	return wake > now ? (int)(wake - now) : 0;
}

static void
read_signals(struct state *s)
{
	struct signalfd_siginfo si;

	while (read(s->signal_fd, &si, sizeof(si)) == (ssize_t)sizeof(si)) {
		if (si.ssi_signo == SIGHUP)
			restart(s);
		else if (si.ssi_signo != SIGCHLD)
			stop(s);
	}
}

static void
loop(struct state *s)
{
	struct pollfd on[] = {
		{ .fd = s->signal_fd, .events = POLLIN },
		{ .fd = s->bell_fd, .events = POLLIN },
	};
	uint64_t rings;

	tick(s);
	while (!s->stopping || anybody_left(s)) {
		poll(on, NELEM(on), time_to_sleep(s));
		if (read(s->bell_fd, &rings, sizeof(rings)) < 0)
			rings = 0; /* nobody rang */
		read_signals(s);
		reap(s);
		tick(s);
	}
}

/* ---- to begin and to end ---------------------------------------------- */

/* Descriptors below 3 are promised to be what they seem. */
static void
fill_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static int
exit_status(enum err code)
{
	static const int status[ERR__MAX] = {
		[ERR_BUSY] = EX_TEMPFAIL,
		[ERR_CONFLICT] = EX_UNAVAILABLE,
		[ERR_DENIED] = EX_NOPERM,
		[ERR_INVALID] = EX_CONFIG,
		[ERR_FAULT] = EX_CANTCREAT,
	};

	return status[code];
}

static void
count_seats(struct ctx *cx, struct state *s)
{
	for (size_t i = 0; i < s->conf->npools; i++)
		s->nseats += (size_t)s->conf->pool[i].workers;
	s->seat = arena_array(cx->mem, s->nseats, sizeof(*s->seat));
	s->board_len = 2 * s->nseats * sizeof(*s->board);
	s->listen_fd = arena_array(cx->mem, s->conf->npools, sizeof(int));
	for (size_t i = 0; i < s->conf->npools; i++)
		s->listen_fd[i] = -1;
}

static void
furnish_seats(struct state *s)
{
	struct seat *seat = s->seat;

	for (size_t i = 0; i < s->conf->npools; i++)
		for (int k = 0; k < s->conf->pool[i].workers; k++, seat++) {
			seat->slot = &s->board[2 * (seat - s->seat)];
			seat->birth = (struct birth){
				.pool = &s->conf->pool[i],
				.listen_fd = s->listen_fd[i],
				.bell_fd = s->bell_fd,
				.dumpable = s->conf->dumpable,
			};
		}
}

/*
 * The workers of a supervisor that was killed listen until they have
 * finished their requests: wait as long as they may need.
 */
static enum err
listen_when_free(
    struct ctx *cx, const struct state *s, const struct pool *p, int *out)
{
	int64_t end = monotonic_ms() + (int64_t)s->conf->drain * 1000;
	struct pollfd stop = { .fd = s->signal_fd, .events = POLLIN };
	enum err rc;

	for (;;) {
		rc = listen_open(cx, p->socket_path, p->backlog, out);
		if (rc == ERR_OK && p->is_private)
			(void)!chmod(p->socket_path, 0600);
		if (rc != ERR_BUSY || monotonic_ms() >= end)
			return rc;
		if (poll(&stop, 1, LISTEN_AGAIN) > 0)
			return rc;
		err_clear(cx);
	}
}

static int
open_all(struct ctx *cx, struct state *s, const sigset_t *signals)
{
	const struct supervisor *conf = s->conf;
	enum err rc;

	s->signal_fd = signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC);
	s->bell_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	s->board = mmap(NULL, s->board_len, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s->signal_fd < 0 || s->bell_fd < 0 || s->board == MAP_FAILED) {
		err_fail(cx, ERR_FAULT, "cannot begin to supervise: %s",
		    strerror(errno));
		return EX_OSERR;
	}
	rc = pidfile_open(cx, conf->pidfile, &s->pid_fd);
	for (size_t i = 0; rc == ERR_OK && i < conf->npools; i++)
		rc = listen_when_free(cx, s, &conf->pool[i], &s->listen_fd[i]);
	if (rc != ERR_OK)
		return exit_status(rc);
	furnish_seats(s);
	return EX_OK;
}

static void
close_all(struct state *s)
{
	for (size_t i = 0; i < s->conf->npools; i++) {
		if (s->listen_fd[i] < 0)
			continue;
		unlink(s->conf->pool[i].socket_path);
		close(s->listen_fd[i]);
	}
	if (s->board != MAP_FAILED)
		munmap(s->board, s->board_len);
	if (s->bell_fd >= 0)
		close(s->bell_fd);
	if (s->signal_fd >= 0)
		close(s->signal_fd);
	/* The last, since it is what the next one waits for. */
	if (s->pid_fd >= 0)
		pidfile_close(s->pid_fd);
}

int
supervisor_run(struct ctx *cx, const struct supervisor *conf)
{
	/* Were SIGCHLD ignored, we should not learn how a worker died. */
	const struct sigaction by_default = { .sa_handler = SIG_DFL };
	struct state s = { .conf = conf,
		.board = MAP_FAILED,
		.pid_fd = -1,
		.signal_fd = -1,
		.bell_fd = -1 };
	sigset_t signals, before;

	fill_standard_descriptors();
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaction(SIGCHLD, &by_default, NULL);
	sigprocmask(SIG_BLOCK, &signals, &before);

	count_seats(cx, &s);
	s.status = open_all(cx, &s, &signals);
	if (s.status == EX_OK) {
		loop(&s);
		if (s.status != EX_OK)
			err_fail(cx, ERR_FAULT,
			    "a worker cannot begin: it exits with %d",
			    s.status);
	}
	close_all(&s);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return s.status;
}
