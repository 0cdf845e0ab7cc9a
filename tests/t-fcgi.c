#include "edge/fcgi.h"

#include <errno.h>
#include <fastcgi.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "edge/listen.h"
#include "fcgi-client.h"
#include "tap.h"

#define LARGE ((size_t)300 * 1000) /* does not fit a socket's buffer */

static struct ctx cx;
static char path[64];            /* of the socket */
static struct worker_slot *slot; /* shared with the worker */
static pid_t worker;

/* ---- the worker's side ------------------------------------------------ */

struct server {
	char page[LARGE];
};

static void
say(struct exchange *x, const char *text)
{
	exchange_send(
	    x, "Content-Type: text/plain\r\n\r\n", text, strlen(text));
}

static void
answer_with_the_body(struct server *s, struct exchange *x)
{
	ssize_t n = x->read(x, s->page, sizeof(s->page));

	if (n < 0)
		say(x, "broken off");
	else
		exchange_send(
		    x, "Status: 201\r\nX-A: b\r\n\r\n", s->page, (size_t)n);
}

static void
answer_piece_by_piece(struct server *s, struct exchange *x)
{
	char text[40];
	ssize_t n, all = 0;

	while ((n = x->read(x, s->page, 1000)) > 0)
		all += n;
	snprintf(text, sizeof(text), "%zd, then %zd", all, n);
	say(x, text);
}

/* Nobody listens after the first piece. */
static void
answer_until_nobody_listens(struct server *s, struct exchange *x)
{
	int n = 0;

	while (x->write(x, s->page, sizeof(s->page)) && n < 1000)
		n++;
	worker_at(&(struct worker){ .slot = slot }, n < 1000 ? "gone" : "");
	usleep(200 * 1000);
}

static void
answer_test(struct server *s, struct exchange *x)
{
	const char *uri = x->param(x, "REQUEST_URI");

	if (x->fault != NULL)
		say(x, x->fault);
	else if (uri == NULL)
		say(x, "no address");
	else if (strcmp(uri, "/echo") == 0)
		answer_with_the_body(s, x);
	else if (strcmp(uri, "/count") == 0)
		answer_piece_by_piece(s, x);
	else if (strcmp(uri, "/endless") == 0)
		answer_until_nobody_listens(s, x);
	else
		say(x, uri);
}

static void
start(void)
{
	struct worker w = { .patience = 1, .slot = slot };
	static struct server server;
	sigset_t term, old;

	/* As the supervisor does it, so that no signal comes too early. */
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &old);
	memset(slot, 0, sizeof(*slot));
	if (listen_open(&cx, path, 16, &w.listen_fd) != ERR_OK)
		abort();
	w.bell_fd = eventfd(0, EFD_CLOEXEC);
	fflush(stdout);
	worker = fork();
	if (worker == 0) {
		int status = 99;

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		memset(server.page, '.', sizeof(server.page));
		if (worker_init(&w))
			status = fcgi_loop(&w, answer_test, &server);
		arena_free(cx.mem);
		_exit(status);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	close(w.listen_fd);
	close(w.bell_fd);
}

/* What the worker exits with, or -1 if it does not. */
static int
exit_status(void)
{
	int status;

	for (int i = 0; i < 1000; i++) {
		if (waitpid(worker, &status, WNOHANG) == worker)
			return WIFEXITED(status) ? WEXITSTATUS(status)
						 : 1000 + WTERMSIG(status);
		usleep(10 * 1000);
	}
	kill(worker, SIGKILL);
	waitpid(worker, &status, 0);
	return -1;
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static struct reply
get(const char *uri)
{
	struct reply r;

	fcgi_ask(cx.mem, path, FCGI_GET(uri), NULL, 0, &r);
	return r;
}

/* The beginning of a request for `uri`, on a connection of its own. */
static int
begin(const char *uri, bool keep)
{
	int fd = fcgi_connect(path);
	struct buf b;

	buf_init(&b, cx.mem);
	fcgi_put_begin(&b, FCGI_RESPONDER, keep);
	fcgi_put_vars(&b, FCGI_GET(uri));
	fcgi_send(fd, b.s, b.len);
	return fd;
}

/* Until the worker is at a request, or is not; ten seconds at most. */
static bool
becomes_busy(bool busy)
{
	for (int i = 0; i < 1000; i++) {
		if ((slot->busy_since > 0) == busy)
			return true;
		usleep(10 * 1000);
	}
	return false;
}

/* ---- claims ----------------------------------------------------------- */

static void
test_variables_and_body_arrive_whole(void)
{
	char *body = arena_alloc(cx.mem, LARGE);
	struct reply r;

	for (size_t i = 0; i < LARGE; i++)
		body[i] = (char)(i * 7 + i / 256);
	ok(fcgi_ask(cx.mem, path, FCGI_GET("/echo"), body, LARGE, &r));
	ok(r.status == 201);
	is(reply_header(cx.mem, &r, "x-a"), "b");
	ok(r.body_len == LARGE && memcmp(r.body, body, LARGE) == 0);
	is(get("/a?b=c%20d").body, "/a?b=c%20d");
	ok(get("/echo").body_len == 0);
}

static void
test_a_body_is_read_in_pieces_to_its_end(void)
{
	char *body = arena_alloc(cx.mem, 2500);
	struct reply r;

	fcgi_ask(cx.mem, path, FCGI_GET("/count"), body, 2500, &r);
	is(r.body, "2500, then 0");
}

static void
test_a_body_that_breaks_off_is_no_body(void)
{
	static const char half[] = "\1\5\0\1\0\10\0\0half";
	int fd = begin("/count", false);
	struct reply r;

	fcgi_send(fd, half, sizeof(half) - 1);
	shutdown(fd, SHUT_WR);
	fcgi_receive(cx.mem, fd, &r);
	is(r.body, "0, then -1");
	close(fd);
}

static void
test_an_answer_comes_before_the_body_was_read(void)
{
	char *body = arena_alloc(cx.mem, LARGE);
	struct reply r;

	ok(fcgi_ask(cx.mem, path, FCGI_GET("/early"), body, LARGE, &r));
	is(r.body, "/early");
}

static void
test_surprising_variables_are_a_fault(void)
{
	static const char *const twice[] = { "REQUEST_URI", "/a", "REQUEST_URI",
		"/b", NULL };
	static const char *const control[] = { "HTTP_COOKIE", "a\nb", NULL };
	static const char *const tab[] = { "REQUEST_URI", "/a\tb", NULL };
	static const char *const name[] = { "http-cookie", "c", NULL };
	static const char *const none[] = { "REQUEST_METHOD", "GET", NULL };
	static const struct {
		const char *const *vars;
		const char *says;
	} rows[] = {
		{ twice, "a variable that comes twice" },
		{ control, "a control character in a variable" },
		{ name, "a variable without a proper name" },
		{ tab, "/a\tb" },
		{ none, "no address" },
	};
	struct reply r;

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(fcgi_ask(cx.mem, path, rows[i].vars, NULL, 0, &r));
		is(r.body, rows[i].says);
	}
}

static void
test_too_many_variables_are_a_fault(void)
{
	const char *vars[202];
	struct reply r;

	for (int i = 0; i < 200; i += 2) {
		vars[i] = arena_printf(cx.mem, "HTTP_X_%d", i);
		vars[i + 1] = "";
	}
	vars[200] = NULL;
	fcgi_ask(cx.mem, path, vars, NULL, 0, &r);
	is(r.body, "more variables than a request of ours has");

	vars[1] = memset(arena_alloc(cx.mem, LARGE), 'x', LARGE - 1);
	vars[2] = NULL;
	fcgi_ask(cx.mem, path, vars, NULL, 0, &r);
	is(r.body, "more variables than a request of ours has");
}

static void
test_other_roles_are_refused(void)
{
	for (unsigned role = 0; role < 5; role++) {
		int fd = fcgi_connect(path);
		struct reply r;
		struct buf b;

		buf_init(&b, cx.mem);
		fcgi_put_begin(&b, role, false);
		fcgi_put_vars(&b, FCGI_GET("/"));
		fcgi_put_body(&b, NULL, 0);
		fcgi_send(fd, b.s, b.len);
		fcgi_receive(cx.mem, fd, &r);
		ok((r.body_len > 0) == (role == FCGI_RESPONDER));
		close(fd);
	}
}

static void
test_a_connection_serves_one_request(void)
{
	int fd = begin("/kept", true);
	struct reply r;
	struct buf b;
	char c;

	buf_init(&b, cx.mem);
	fcgi_put_body(&b, NULL, 0);
	fcgi_send(fd, b.s, b.len);
	ok(fcgi_receive(cx.mem, fd, &r));
	is(r.body, "/kept");
	ok(read(fd, &c, 1) == 0);
	close(fd);
}

static void
test_garbage_is_survived(void)
{
#define ROW(s)                                                                 \
	{                                                                      \
		(s), sizeof(s) - 1                                             \
	}
	static const struct {
		const char *bytes;
		size_t len;
	} rows[] = {
		ROW("GET / HTTP/1.0\r\n\r\n"),
		ROW("\1\1\0\1\377\377\0\0"),
		ROW("\1\4\0\1\0\10\0\0\200\200\200\200"),
		ROW("\1\1\0\0\0\10\0\0\0\1\0\0\0\0\0\0"),
		/* a variable of two gigabytes, and one of -1 */
		ROW("\1\1\0\1\0\10\0\0\0\1\0\0\0\0\0\0"
		    "\1\4\0\1\0\10\0\0\377\377\377\377\0abc"),
		ROW("\1\1\0\1\0\10\0\0\0\1\0\0\0\0\0\0"
		    "\1\4\0\1\0\10\0\0\1\377\377\377\377abc"),
		ROW("\1"),
		ROW(""),
	};
#undef ROW

	for (size_t i = 0; i < NELEM(rows); i++) {
		int fd = fcgi_connect(path);

		fcgi_send(fd, rows[i].bytes, rows[i].len);
		close(fd);
		is(get("/alive").body, "/alive");
	}
}

static void
test_a_silent_peer_does_not_hold_the_worker(void)
{
	int fd = fcgi_connect(path);
	double start = now();

	fcgi_send(fd, "\1\1\0\1", 4);
	is(get("/next").body, "/next");
	ok(now() - start < FCGI_PATIENCE);
	close(fd);
}

static void
test_a_peer_that_is_gone_stops_the_answer(void)
{
	int fd = begin("/endless", false);

	becomes_busy(true);
	close(fd);
	for (int i = 0; i < 1000 && slot->what[0] == '\0'; i++)
		usleep(10 * 1000);
	is(slot->what, "gone");
	is(get("/alive").body, "/alive");
}

static void
test_the_slot_tells_what_the_worker_is_at(void)
{
	const char *vars[] = { "REQUEST_ID", "4f1c", "REQUEST_URI", "/count",
		NULL };
	uint64_t before;
	struct reply r;
	struct buf b;
	int fd;

	ok(becomes_busy(false) && slot->ready);
	before = slot->requests;
	fd = fcgi_connect(path);
	buf_init(&b, cx.mem);
	fcgi_put_begin(&b, FCGI_RESPONDER, false);
	fcgi_put_vars(&b, vars);
	fcgi_send(fd, b.s, b.len);
	ok(becomes_busy(true));
	usleep(100 * 1000);
	is(slot->what, "4f1c");

	b.len = 0;
	fcgi_put_body(&b, NULL, 0);
	fcgi_send(fd, b.s, b.len);
	fcgi_receive(cx.mem, fd, &r);
	close(fd);
	ok(becomes_busy(false));
	ok(slot->requests == before + 1);
	is(slot->what, "");
}

static void
test_an_idle_worker_leaves_at_once(void)
{
	kill(worker, SIGTERM);
	ok(exit_status() == 0);
}

static void
test_a_busy_worker_finishes_first(void)
{
	struct reply r;
	struct buf b;
	int fd = begin("/count", false);

	becomes_busy(true);
	usleep(100 * 1000); /* it waits for the body */
	kill(worker, SIGTERM);
	usleep(100 * 1000);
	buf_init(&b, cx.mem);
	fcgi_put_body(&b, "body", 4);
	fcgi_send(fd, b.s, b.len);
	ok(fcgi_receive(cx.mem, fd, &r));
	is(r.body, "4, then 0");
	close(fd);
	ok(exit_status() == 0);
}

static void
test_a_worker_told_before_it_waits_leaves(void)
{
	kill(worker, SIGSTOP);
	kill(worker, SIGTERM);
	kill(worker, SIGCONT);
	ok(exit_status() == 0);
}

int
main(void)
{
	void (*const leaves[])(void) = { test_an_idle_worker_leaves_at_once,
		test_a_busy_worker_finishes_first,
		test_a_worker_told_before_it_waits_leaves };

	cx.mem = arena_new();
	snprintf(path, sizeof(path), "/tmp/t-fcgi-%d.sock", (int)getpid());
	slot = mmap(NULL, sizeof(*slot), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	start();
	test_variables_and_body_arrive_whole();
	test_a_body_is_read_in_pieces_to_its_end();
	test_a_body_that_breaks_off_is_no_body();
	test_an_answer_comes_before_the_body_was_read();
	test_surprising_variables_are_a_fault();
	test_too_many_variables_are_a_fault();
	test_other_roles_are_refused();
	test_a_connection_serves_one_request();
	test_garbage_is_survived();
	test_a_silent_peer_does_not_hold_the_worker();
	test_a_peer_that_is_gone_stops_the_answer();
	test_the_slot_tells_what_the_worker_is_at();
	for (size_t i = 0; i < NELEM(leaves); i++) {
		if (i > 0)
			start();
		leaves[i]();
	}
	unlink(path);
	munmap(slot, sizeof(*slot));
	arena_free(cx.mem);
	return tap_done();
}
