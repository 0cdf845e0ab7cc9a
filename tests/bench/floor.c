/*
 * floor.c - a page that costs nothing: what nginx and FastCGI take alone.
 *
 *	bench-floor [plain] SOCKET PROCESSES BYTES
 *
 * answers each request with the same page of so many bytes, until SIGTERM.
 * As it is, the page goes through our own loop under our supervisor; with
 * "plain" through the loop that libfcgi's documentation shows, which is
 * what others are measured by.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <fcgiapp.h>

#include "edge/fcgi.h"
#include "edge/supervisor.h"

#define BACKLOG   1024
#define BYTES_MAX (1 << 24)

struct server {
	char head[100];
	char *page;
	size_t len; /* bytes of the page */
};

/* A number in [1, max]; ends the program if it is none. */
static int
number(const char *s, int max)
{
	char *end;
	long n = strtol(s, &end, 10);

	if (*s == '\0' || *end != '\0' || n < 1 || n > max) {
		fprintf(stderr, "bench-floor: 1 to %d, not \"%s\"\n", max, s);
		exit(EX_USAGE);
	}
	return (int)n;
}

/* ---- our own loop ----------------------------------------------------- */

static void
answer_constant(struct server *s, struct exchange *x)
{
	exchange_send(x, s->head, s->page, s->len);
}

static int
run(struct worker *w, void *arg)
{
	return fcgi_loop(w, answer_constant, arg);
}

static int
serve(struct server *s, const char *path, int processes)
{
	struct ctx cx = { .mem = arena_new() };
	const struct pool pool = { .name = "floor",
		.socket_path = path,
		.workers = processes,
		.backlog = BACKLOG,
		.run = run,
		.arg = s };
	const struct supervisor conf = {
		.pidfile = arena_printf(cx.mem, "%s.pid", path),
		.pool = &pool,
		.npools = 1,
		.drain = 2,
	};
	int status = supervisor_run(&cx, &conf);

	if (status != EX_OK)
		fprintf(stderr, "bench-floor: %s\n", cx.why);
	unlink(conf.pidfile);
	arena_free(cx.mem);
	return status;
}

/* ---- libfcgi's -------------------------------------------------------- */

static void
loop_plainly(const struct server *s, int fd)
{
	FCGX_Request f;

	if (FCGX_Init() != 0 || FCGX_InitRequest(&f, fd, 0) != 0)
		return;
	while (FCGX_Accept_r(&f) == 0) {
		FCGX_PutS(s->head, f.out);
		FCGX_PutStr(s->page, (int)s->len, f.out);
		FCGX_Finish_r(&f);
	}
}

static int
serve_plainly(const struct server *s, const char *path, int processes)
{
	int fd = FCGX_OpenSocket(path, BACKLOG);

	if (fd < 0 || chmod(path, 0660) != 0)
		return EX_CANTCREAT;
	for (int i = 0; i < processes; i++)
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			loop_plainly(s, fd);
			_exit(EX_SOFTWARE);
		}
	while (wait(NULL) > 0)
		;
	return EX_SOFTWARE;
}

int
main(int argc, char **argv)
{
	bool plain = argc > 1 && strcmp(argv[1], "plain") == 0;
	struct server s = { .len = 0 };
	int processes, status;

	argc -= plain;
	argv += plain;
	if (argc != 4) {
		fprintf(stderr,
		    "usage: bench-floor [plain] SOCKET PROCESSES BYTES\n");
		return EX_USAGE;
	}
	processes = number(argv[2], 64);
	s.len = (size_t)number(argv[3], BYTES_MAX);
	s.page = malloc(s.len);
	if (s.page == NULL)
		return EX_OSERR;
	memset(s.page, 'x', s.len);
	snprintf(s.head, sizeof(s.head),
	    "Content-Type: text/html; charset=utf-8\r\n"
	    "Content-Length: %zu\r\n\r\n",
	    s.len);
	status = plain ? serve_plainly(&s, argv[1], processes)
		       : serve(&s, argv[1], processes);
	free(s.page);
	return status;
}
