/*
 * serve.c - guichet serve: the supervisor and its pools of workers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/filetype.h"
#include "base/log.h"
#include "cmd/fence.h"
#include "cmd/helpers.h"
#include "cmd/open.h"
#include "domain/first.h"
#include "domain/transfer.h"
#include "domain/limit.h"
#include "domain/space.h"
#include "edge/fcgi.h"
#include "edge/server.h"
#include "edge/supervisor.h"
#include "view/view.h"

#define BACKLOG 1024
#define DRAIN   10 /* seconds */
/* A worker ends a stream that takes too long itself, if it can. */
#define STREAM_GRACE 60 /* seconds */

/* Two, so that one bad file does not keep all waiting. */
#define SNIFFERS     2
#define ARTISTS      2
#define HELP_TIMEOUT 15 /* seconds; of its own a child has less */

/*
 * What a worker begins with.  Templates and words are read once, before it is
 * born, so that all workers have them in the same memory; it opens everything
 * else itself, since no handle of the database may cross a fork.
 */
struct service {
	struct cmd_env env;
	struct conf *fresh; /* settings read again on SIGHUP, or NULL */
	struct view *view;
	struct arena *view_mem;
};

/* What the workers of one pool are for. */
struct trade {
	const struct service *service;
	bool streams;
};

static int
answer_requests(struct worker *w, struct ctx *cx, const struct trade *t)
{
	struct server server = { .mem = cx->mem,
		.conf = cx->conf,
		.db = cx->db,
		.keys = cx->keys,
		.seen = cx->seen,
		.there = cx->there,
		.marks = cx->marks,
		.view = t->service->view,
		.streams = t->streams };
	struct limits limits;
	int status;

	limits_init(&limits, cx->conf);
	server.limits = &limits;
	/* The last thing: from here on it opens nothing but data. */
	if (fence_enter(cx, "a worker") == ERR_OK) {
		status = fcgi_loop(w, answer, &server);
	} else {
		log_failure(LOG_ERROR, cx);
		status = EX_CONFIG;
	}
	return status;
}

static int
work(struct worker *w, void *arg)
{
	const struct trade *t = arg;
	struct ctx cx;
	int status;

	status = cmd_open(&t->service->env, 0, &cx);
	/* Who has the database open does not look into what people send. */
	filetype_ask_at(t->service->env.conf->sniff_socket);
	if (status == CMD_OK)
		status = answer_requests(w, &cx, t);
	cmd_close(&cx);
	return status;
}

/* Say what is missing before anything is forked, tell the database what the
 * settings are, and let go of it. */
static int
rehearse(const struct cmd_env *env, bool starts)
{
	struct ctx cx;
	int status;
	enum err rc;

	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK) {
		rc = first_settings(&cx);
		if (rc == ERR_OK && starts)
			rc = transfer_trust(&cx);
		/* Without it one can serve. */
		if (ballast_make(&cx) != ERR_OK)
			log_failure(LOG_WARNING, &cx);
		status = rc == ERR_OK ? CMD_OK : cmd_failed(&cx, rc);
	}
	cmd_close(&cx);
	return status;
}

static void
close_view(struct service *s)
{
	view_close(s->view);
	if (s->view_mem != NULL)
		arena_free(s->view_mem);
}

/* For the workers that are born from now on; what there was stays if it cannot
 * be read. */
static int
read_view(struct service *s, const struct conf *conf)
{
	struct service fresh = { .view_mem = arena_new() };
	const char *why;

	fresh.view = view_open(fresh.view_mem, conf, &why);
	if (fresh.view == NULL) {
		cmd_warn("%s", why);
		arena_free(fresh.view_mem);
		return EX_CONFIG;
	}
	close_view(s);
	s->view = fresh.view;
	s->view_mem = fresh.view_mem;
	return CMD_OK;
}

/* Read the settings again, and the templates.  Sockets and numbers of workers
 * stay. */
static bool
reload(void *arg)
{
	struct service *s = arg;
	struct cmd_env env = s->env;
	struct conf *conf;

	if (cmd_load_conf(env.config_path, &conf) != CMD_OK)
		return false;
	env.conf = conf;
	if (rehearse(&env, false) != CMD_OK || read_view(s, conf) != CMD_OK) {
		conf_free(conf);
		return false;
	}
	s->env.conf = conf;
	conf_free(s->fresh);
	s->fresh = conf;
	return true;
}

static int
supervise(struct service *s)
{
	const struct conf *conf = s->env.conf;
	struct trade pages = { .service = s };
	struct trade streams = { .service = s, .streams = true };
	const struct pool pools[] = {
		{ .name = "page",
		    .socket_path = conf->page_socket,
		    .workers = conf->server_workers,
		    .backlog = BACKLOG,
		    .request_timeout = (int)conf->server_request_timeout,
		    .run = work,
		    .arg = &pages },
		{ .name = "login",
		    .socket_path = conf->login_socket,
		    .workers = conf->server_login_workers,
		    .backlog = BACKLOG,
		    .request_timeout = (int)conf->server_request_timeout,
		    .run = work,
		    .arg = &pages },
		{ .name = "stream",
		    .socket_path = conf->stream_socket,
		    .workers = conf->server_stream_workers,
		    .backlog = BACKLOG,
		    .request_timeout = (int)conf->server_stream_timeout +
			STREAM_GRACE,
		    .run = work,
		    .arg = &streams },
		{ .name = "sniffer",
		    .socket_path = conf->sniff_socket,
		    .workers = SNIFFERS,
		    .backlog = BACKLOG,
		    .request_timeout = HELP_TIMEOUT,
		    .is_private = true,
		    .run = help_sniffing,
		    .arg = (void *)(uintptr_t)conf },
		{ .name = "artist",
		    .socket_path = conf->artist_socket,
		    .workers = ARTISTS,
		    .backlog = BACKLOG,
		    .request_timeout = HELP_TIMEOUT,
		    .is_private = true,
		    .run = help_painting,
		    .arg = (void *)(uintptr_t)conf },
	};
	struct ctx cx = { .mem = arena_new(), .conf = conf };
	const struct supervisor sup = {
		.pidfile = arena_printf(cx.mem, "%s/serve.pid", conf->run_dir),
		.pool = pools,
		.npools = NELEM(pools),
		.drain = DRAIN,
		.reload = reload,
		.arg = s,
	};
	int status;

	status = supervisor_run(&cx, &sup);
	if (status != CMD_OK)
		cmd_warn("%s", cx.why == NULL ? "cannot serve" : cx.why);
	arena_free(cx.mem);
	return status;
}

int
cmd_serve(const struct cmd_env *env, int argc, char **argv)
{
	struct service s = { .env = *env };
	int status;

	if (argc > 1)
		return cmd_misused("serve", "unknown argument %s", argv[1]);
	log_open((enum log_level)env->conf->log_level);
	status = rehearse(env, true);
	if (status == CMD_OK)
		status = read_view(&s, env->conf);
	if (status == CMD_OK)
		status = supervise(&s);
	close_view(&s);
	conf_free(s.fresh);
	return status;
}
