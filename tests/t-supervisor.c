#include "edge/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "edge/fcgi.h"
#include "fcgi-client.h"
#include "tap.h"

#define WORKERS 2 /* of the first pool; the others have one each */
#define ALL     (WORKERS + 2)
#define SOON    8000 /* ms: how late may be, on a machine that is busy */

/* A sanitizer looks at its own process when that ends. */
#ifdef __SANITIZE_ADDRESS__
#define DUMPABLE true
#else
#define DUMPABLE false
#endif

/* What the test and all processes below it share. */
struct server {
	atomic_int started;       /* workers, so far */
	atomic_int exit_at_start; /* status; -1: do not */
	atomic_int reloads;
	atomic_bool may_reload;
	atomic_bool ask_on; /* clients go on */
};

static struct ctx cx;
static struct server *shared;
static pid_t supervisor;
static int drain = 6; /* seconds, of the supervisor to be */
static char folder[] = "/tmp/t-supervisor-XXXXXX";
static const char *page, *brief, *other, *pidfile, *log_file;

/* ---- the worker's side ------------------------------------------------ */

static int
count_descriptors(void)
{
	int n = 0;

	for (int fd = 0; fd < 200; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void
answer_test(struct server *s, struct exchange *x)
{
	const char *uri = x->param(x, "REQUEST_URI");
	struct rlimit core;
	char text[100] = "";

	(void)s;
	if (strcmp(uri, "/abort") == 0)
		kill(getpid(), SIGABRT);
	else if (strcmp(uri, "/hang") == 0)
		for (;;)
			pause();
	else if (strcmp(uri, "/slow") == 0)
		usleep(500 * 1000);
	else if (strcmp(uri, "/pid") == 0)
		snprintf(text, sizeof(text), "%d", (int)getpid());
	else if (strcmp(uri, "/self") == 0 &&
	    getrlimit(RLIMIT_CORE, &core) == 0)
		snprintf(text, sizeof(text),
		    "%d descriptors, dumpable %d, own group %d",
		    count_descriptors(),
		    core.rlim_cur != 0 || prctl(PR_GET_DUMPABLE) != 0,
		    getpgrp() == getpid());
	exchange_send(
	    x, "Content-Type: text/plain\r\n\r\n", text, strlen(text));
}

static int
run(struct worker *w, void *arg)
{
	struct server *s = arg;
	int status;

	s->started++;
	status = s->exit_at_start;
	if (status < 0)
		status = fcgi_loop(w, answer_test, s);
	arena_free(cx.mem); /* of the test; the process ends here */
	return status;
}

static bool
reload(void *arg)
{
	struct server *s = arg;

	s->reloads++;
	return s->may_reload;
}

/* ---- the supervisor's side -------------------------------------------- */

static int
supervise(const char *page_path)
{
	const struct pool pools[] = {
		{ .name = "page",
		    .socket_path = page_path,
		    .workers = WORKERS,
		    .backlog = 128,
		    .request_timeout = 60,
		    .run = run,
		    .arg = shared },
		{ .name = "brief",
		    .socket_path = brief,
		    .workers = 1,
		    .backlog = 8,
		    .request_timeout = 2,
		    .run = run,
		    .arg = shared },
		{ .name = "other",
		    .socket_path = other,
		    .workers = 1,
		    .backlog = 8,
		    .run = run,
		    .arg = shared },
	};
	const struct supervisor conf = { .pidfile = pidfile,
		.pool = pools,
		.npools = NELEM(pools),
		.drain = drain,
		.dumpable = DUMPABLE,
		.reload = reload,
		.arg = shared };

	return supervisor_run(&cx, &conf);
}

/* In a process of its own, with its log in a file. */
static pid_t
fork_supervisor(void)
{
	pid_t pid, parent = getpid();
	int fd, status;

	fflush(stdout);
	pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(99);
	fd = open(log_file, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
	dup2(fd, STDERR_FILENO);
	close(fd);
	status = supervise(page);
	arena_free(cx.mem);
	_exit(status);
}

static struct reply
get(const char *path, const char *uri)
{
	struct reply r;

	fcgi_ask(cx.mem, path, FCGI_GET(uri), NULL, 0, &r);
	return r;
}

static int
pid_of_one(const char *path)
{
	return atoi(get(path, "/pid").body);
}

/* An answer from a worker of the pool. */
static bool
answers_soon(const char *path)
{
	int64_t end = monotonic_ms() + SOON;

	while (monotonic_ms() < end) {
		if (get(path, "/").whole)
			return true;
		usleep(2000);
	}
	return false;
}

/* How often the log says this. */
static int
logged(const char *part)
{
	static char text[1024 * 1024];
	int fd = open(log_file, O_RDONLY | O_CLOEXEC), n = 0;
	ssize_t len = -1;

	if (fd >= 0) {
		len = pread(fd, text, sizeof(text) - 1, 0);
		close(fd);
	}
	text[len > 0 ? len : 0] = '\0';
	for (char *p = text; (p = strstr(p, part)) != NULL; p++)
		n++;
	return n;
}

static bool
logs_soon(const char *part, int times)
{
	int64_t end = monotonic_ms() + SOON;

	while (monotonic_ms() < end) {
		if (logged(part) >= times)
			return true;
		usleep(5000);
	}
	return false;
}

static void
start(void)
{
	shared->exit_at_start = -1;
	shared->may_reload = true;
	unlink(log_file);
	supervisor = fork_supervisor();
	if (!logs_soon("ready: all", 1))
		abort();
}

/* The status that pid exits with, or -1 if it does not. */
static int
exits_soon(pid_t pid)
{
	int64_t end = monotonic_ms() + SOON;
	int status;

	while (monotonic_ms() < end) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) ? WEXITSTATUS(status)
						 : 1000 + WTERMSIG(status);
		usleep(5000);
	}
	return -1;
}

/* No such process any more.  Orphans become ours: see main(). */
static bool
gone_soon(pid_t pid)
{
	int64_t end = monotonic_ms() + SOON;

	while (monotonic_ms() < end) {
		if (waitpid(pid, NULL, WNOHANG) == pid ||
		    (kill(pid, 0) != 0 && errno == ESRCH))
			return true;
		usleep(5000);
	}
	return false;
}

/* A connection with a whole request on it. */
static int
ask(const char *path, const char *uri)
{
	int fd = fcgi_connect(path);
	struct buf b;

	buf_init(&b, cx.mem);
	fcgi_put_begin(&b, 1, false);
	fcgi_put_vars(&b, FCGI_GET(uri));
	fcgi_put_body(&b, NULL, 0);
	fcgi_send(fd, b.s, b.len);
	return fd;
}

/* ---- claims ----------------------------------------------------------- */

static void
test_each_pool_answers_at_its_socket(void)
{
	int a = pid_of_one(page), b = pid_of_one(other);

	ok(a > 0 && b > 0 && a != b);
	ok(shared->started == ALL);
}

static void
test_a_worker_has_nothing_that_it_needs_not(void)
{
	/* The listener, 1, 2, the bell, the signals, the connection. */
	is(get(page, "/self").body,
	    DUMPABLE ? "6 descriptors, dumpable 1, own group 1"
		     : "6 descriptors, dumpable 0, own group 1");
}

static void
test_a_dead_worker_is_replaced_at_once(void)
{
	for (int i = 0; i < 3; i++) {
		int pid = pid_of_one(other);

		kill(pid, SIGKILL);
		ok(gone_soon(pid));
		ok(answers_soon(other));
		ok(pid_of_one(other) != pid);
	}
	ok(logged("pool=other") > 0);
	ok(logged("signal=9") > 0);
}

static void
test_requests_that_kill_do_not_silence_a_pool(void)
{
	for (int i = 0; i < 12; i++) {
		ok(!get(page, "/abort").whole);
		ok(answers_soon(page));
	}
	ok(logged("signal=6") > 0);
}

static void
test_workers_that_do_not_begin_are_not_begun_for_ever(void)
{
	int before;

	usleep(200 * 1000); /* the last of the killed is replaced */
	shared->exit_at_start = EX_CONFIG;
	before = shared->started;
	kill(pid_of_one(other), SIGKILL);
	usleep(1200 * 1000);
	ok(shared->started > before);
	ok(shared->started - before <= 7);
	ok(logged("status=78") > 0);

	shared->exit_at_start = -1;
	ok(answers_soon(other));
}

/* Ask without a pause; exits with how many answers were not whole. */
static pid_t
fork_client(const char *path)
{
	struct arena *mem;
	int failed = 0, n = 0;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	mem = arena_new();
	for (; shared->ask_on; n++) {
		struct reply r;

		fcgi_ask(mem, path, FCGI_GET("/pid"), NULL, 0, &r);
		failed += !r.whole || r.body_len == 0;
		arena_reset(mem);
	}
	arena_free(mem);
	arena_free(cx.mem);
	_exit(n < 10 ? 99 : failed > 90 ? 90 : failed);
}

static bool
all_are_new(const char *path, const int *old, size_t n)
{
	for (int i = 0; i < 50; i++) {
		int pid = pid_of_one(path);

		for (size_t k = 0; k < n; k++)
			if (pid == old[k])
				return false;
	}
	return true;
}

static void
test_a_rolling_restart_drops_no_request(void)
{
	const int generations = 4;
	pid_t client[4];
	int old[50], before = shared->started;

	for (size_t i = 0; i < NELEM(old); i++)
		old[i] = pid_of_one(page);
	shared->ask_on = true;
	for (size_t i = 0; i < NELEM(client); i++)
		client[i] = fork_client(page);
	for (int i = 1; i <= generations; i++) {
		usleep(200 * 1000);
		kill(supervisor, SIGHUP);
		ok(logs_soon("msg=restarted", i));
	}
	shared->ask_on = false;
	for (size_t i = 0; i < NELEM(client); i++)
		ok(exits_soon(client[i]) == 0);
	ok(shared->started - before == generations * ALL);
	ok(shared->reloads == generations);
	ok(all_are_new(page, old, NELEM(old)));
	ok(logged("does not leave") == 0);
}

static void
test_a_restart_with_nothing_better_keeps_the_old(void)
{
	int pid = pid_of_one(other), before = shared->started;

	shared->may_reload = false;
	kill(supervisor, SIGHUP);
	ok(logs_soon("not restarted", 1));
	shared->may_reload = true;
	ok(shared->started == before);

	shared->exit_at_start = EX_DATAERR;
	kill(supervisor, SIGHUP);
	ok(logs_soon("restart given up", 1));
	shared->exit_at_start = -1;
	ok(shared->started == before + 1);
	ok(answers_soon(page));
	ok(pid_of_one(other) == pid);
}

static void
test_a_worker_that_hangs_is_replaced(void)
{
	int64_t begin = monotonic_ms();
	int fd = ask(brief, "/hang");

	ok(answers_soon(brief));
	ok(monotonic_ms() - begin >= 2000);
	ok(logged("a worker hangs: killing it") > 0);
	close(fd);
}

static void
test_a_worker_that_is_stopped_is_replaced(void)
{
	int pid = pid_of_one(other);

	kill(pid, SIGSTOP);
	ok(gone_soon(pid));
	ok(answers_soon(other));
}

static void
test_a_second_supervisor_is_refused(void)
{
	int before = shared->started;

	ok(supervise(page) == EX_TEMPFAIL);
	ok(cx.why != NULL && strstr(cx.why, "runs here already") != NULL);
	err_clear(&cx);
	ok(shared->started == before);
	ok(answers_soon(page) && answers_soon(other));
}

static void
test_told_to_end_it_finishes_what_it_is_at(void)
{
	struct reply r;
	int fd;

	fd = ask(page, "/slow");
	usleep(100 * 1000);
	kill(supervisor, SIGTERM);
	ok(fcgi_receive(cx.mem, fd, &r));
	close(fd);
	ok(exits_soon(supervisor) == EX_OK);
	ok(access(page, F_OK) != 0 && access(other, F_OK) != 0);
	ok(logged("does not leave") == 0);
}

static void
test_told_to_end_it_waits_no_longer_than_it_must(void)
{
	int64_t begin;
	int fd, pid;

	drain = 1;
	start();
	pid = pid_of_one(other);
	fd = ask(other, "/hang"); /* where hanging has no limit */
	usleep(100 * 1000);
	begin = monotonic_ms();
	kill(supervisor, SIGINT);
	ok(exits_soon(supervisor) == EX_OK);
	ok(monotonic_ms() - begin >= 1000);
	ok(gone_soon(pid));
	ok(logged("a worker does not leave: killing it") > 0);
	close(fd);
	drain = 6;
}

static void
test_workers_do_not_outlive_their_supervisor(void)
{
	struct reply r;
	int idle, busy, fd;

	start();
	idle = pid_of_one(other);
	busy = pid_of_one(page);
	fd = ask(page, "/slow");
	usleep(100 * 1000);
	kill(supervisor, SIGKILL);
	ok(exits_soon(supervisor) == 1000 + SIGKILL);
	ok(gone_soon(idle));
	ok(fcgi_receive(cx.mem, fd, &r));
	close(fd);
	ok(gone_soon(busy));
}

static void
test_what_the_dead_left_is_in_nobodys_way(void)
{
	struct reply r;
	int fd;

	start();
	fd = ask(page, "/slow");
	usleep(100 * 1000);
	kill(supervisor, SIGKILL);
	ok(exits_soon(supervisor) == 1000 + SIGKILL);
	/* One of its workers still listens. */
	start();
	ok(fcgi_receive(cx.mem, fd, &r));
	close(fd);
	ok(answers_soon(page));
	kill(supervisor, SIGTERM);
	ok(exits_soon(supervisor) == EX_OK);
	ok(logged("a worker left") == ALL && logged("a worker died") == 0);
}

static void
test_what_cannot_begin_ends_with_its_status(void)
{
	shared->exit_at_start = EX_NOINPUT;
	supervisor = fork_supervisor();
	ok(exits_soon(supervisor) == EX_NOINPUT);
	shared->exit_at_start = -1;
}

static void
test_what_is_in_the_way_is_said_in_words(void)
{
	char longest[200] = "";

	ok(mkdir(page, 0700) == 0);
	ok(supervise(page) == EX_UNAVAILABLE);
	ok(cx.why != NULL && strstr(cx.why, "is in the way") != NULL);
	err_clear(&cx);
	rmdir(page);

	memset(longest, 'x', sizeof(longest) - 1);
	ok(supervise(longest) == EX_CONFIG);
	err_clear(&cx);
	ok(supervise("/proc/no/such/thing") == EX_CANTCREAT);
	err_clear(&cx);
}

int
main(void)
{
	cx.mem = arena_new();
	if (mkdtemp(folder) == NULL)
		return 99;
	page = arena_printf(cx.mem, "%s/page.sock", folder);
	brief = arena_printf(cx.mem, "%s/brief.sock", folder);
	other = arena_printf(cx.mem, "%s/other.sock", folder);
	pidfile = arena_printf(cx.mem, "%s/guichet.pid", folder);
	log_file = arena_printf(cx.mem, "%s/log", folder);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	start();
	test_each_pool_answers_at_its_socket();
	test_a_worker_has_nothing_that_it_needs_not();
	test_a_dead_worker_is_replaced_at_once();
	test_requests_that_kill_do_not_silence_a_pool();
	test_workers_that_do_not_begin_are_not_begun_for_ever();
	test_a_rolling_restart_drops_no_request();
	test_a_restart_with_nothing_better_keeps_the_old();
	test_a_worker_that_hangs_is_replaced();
	test_a_worker_that_is_stopped_is_replaced();
	test_a_second_supervisor_is_refused();
	test_told_to_end_it_finishes_what_it_is_at();
	test_told_to_end_it_waits_no_longer_than_it_must();
	test_workers_do_not_outlive_their_supervisor();
	test_what_the_dead_left_is_in_nobodys_way();
	test_what_cannot_begin_ends_with_its_status();
	test_what_is_in_the_way_is_said_in_words();

	unlink(pidfile);
	unlink(log_file);
	rmdir(folder);
	munmap(shared, sizeof(*shared));
	arena_free(cx.mem);
	return tap_done();
}
