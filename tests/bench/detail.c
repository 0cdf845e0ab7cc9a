/*
 * detail.c - the signed-in detail page, again and again, for callgrind.
 *
 *	bench-detail COUNT
 *
 * A ticket of 20 messages and 5 files in a database in memory; the whole
 * way of a request but for the socket.  The clock stands still, so that
 * the same program makes the same number of instructions each time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fake-exchange.h"
#include "../fixture.h"
#include "base/conf.h"
#include "domain/session.h"
#include "domain/ticket.h"
#include "store/store.h"
#include "view/view.h"

static struct ctx cx;

static void
must(enum err rc, const char *what)
{
	if (rc == ERR_OK)
		return;
	fprintf(stderr, "bench-detail: %s: %s\n", what,
	    cx.why == NULL ? "?" : cx.why);
	exit(1);
}

static int64_t
still(void)
{
	return FIXTURE_NOW + 3600;
}

/* Rows of files, without bytes: the page does not look at them. */
static void
add_files(int64_t ticket)
{
	int64_t changed;

	fixture_as(&cx, MEI);
	must(store_begin(&cx), "begin");
	for (int i = 0; i < 5; i++) {
		const struct attachment f = {
			.id = arena_printf(cx.mem, "%032x", i + 1),
			.sha256 = arena_printf(cx.mem, "%064x", i + 1),
			.name = arena_printf(
			    cx.mem, "console-%d.%s", i, i < 2 ? "png" : "log"),
			.type = i < 2 ? "png" : "log",
			.size = 40000 + i,
		};

		must(store_file_add(&cx, &f), "file");
		must(store_file_bind(&cx, f.id, ticket, 1, 0, i + 1, &changed),
		    "bind");
	}
	must(store_end(&cx, ERR_OK), "end");
}

static int64_t
make_ticket(void)
{
	static const char text[] =
	    "Good morning, thank you for the request ids: both hit the same\n"
	    "front end.  See https://status.example/incidents/2117 for what\n"
	    "we know so far; 我们正在处理，稍后回复。\n\n"
	    "Could you send the graph for last night, and tell us how many\n"
	    "parts run in parallel?";
	struct act_input in = { .text = text, .seen = -1 };
	int64_t id = fixture_ticket(&cx);

	for (int i = 1; i < 20; i++) {
		fixture_as(&cx, i % 2 ? PRIYA : MEI);
		must(
		    ticket_act(&cx, id, i % 2 ? VERB_REPLY : VERB_MESSAGE, &in),
		    "message");
	}
	add_files(id);
	return id;
}

int
main(int argc, char *argv[])
{
	const char *src = getenv("srcdir");
	struct conf *conf;
	long count = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
	struct server server = { .clock = still };
	struct arena *kept = arena_new();
	const char *token, *why, *address;
	static struct fake f;
	char cookie[64];

	if (count < 1 || src == NULL) {
		fprintf(stderr, "usage: srcdir=SOURCES bench-detail COUNT\n");
		return 2;
	}
	fixture_open(&cx);
	conf = (struct conf *)(uintptr_t)cx.conf;
	conf->template_dir = arena_printf(kept, "%s/templates", src);
	conf->static_dir = arena_printf(kept, "%s/static", src);
	address = arena_printf(
	    kept, "/tickets/" TICKET_NAME_FMT, make_ticket());
	fixture_as(&cx, NOBODY);
	must(fixture_login(&cx, "mei", FIXTURE_PASSWORD, "bench", &token),
	    "sign in");
	snprintf(cookie, sizeof(cookie), "%s", token);

	server.conf = cx.conf;
	server.db = cx.db;
	server.keys = cx.keys;
	server.mem = cx.mem;
	server.view = view_open(kept, cx.conf, &why);
	if (server.view == NULL) {
		fprintf(stderr, "bench-detail: %s\n", why);
		return 1;
	}
	for (long i = 0; i < count; i++) {
		fake_begin(&f, "GET", address);
		fake_as(&f, cookie);
		fake_send(&f, &server);
		if (f.status != 200) {
			fprintf(stderr, "bench-detail: status %d\n", f.status);
			return 1;
		}
	}
	printf("%zu\n", f.page_len);
	fake_free(&f);
	view_close(server.view);
	fixture_close(&cx);
	arena_free(kept);
	return 0;
}
