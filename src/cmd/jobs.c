/*
 * jobs.c - guichet jobs: the process that works without being asked.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/fence.h"
#include "cmd/open.h"
#include "domain/limit.h"
#include "jobs/kinds.h"

/* Two of them would do no harm, but nobody means it. */
static int
claim(const struct conf *conf)
{
	char path[1024];
	int fd;

	snprintf(path, sizeof(path), "%s/jobs.lock", conf->run_dir);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd == -1) {
		cmd_warn("cannot open \"%s\": %s", path, strerror(errno));
		return EX_CANTCREAT;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		cmd_warn("guichet jobs is running on \"%s\" already",
		    conf->paths_data);
		close(fd);
		return EX_TEMPFAIL;
	}
	return CMD_OK; /* held until the process ends */
}

/* Work every second until a signal says that it is enough. */
static void
loop(struct ctx *cx)
{
	const struct timespec second = { .tv_sec = 1 };
	struct jobs jobs = { 0 };
	struct limits limits;
	sigset_t stop;

	limits_init(&limits, cx->conf);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	do {
		cx->now = time(NULL);
		/* Without the latest, those that it has do. */
		if (limits_refresh(cx, &limits, NULL) != ERR_OK)
			log_failure(LOG_WARNING, cx);
		err_clear(cx);
		arena_reset(cx->mem);
		jobs_run_due(cx, &jobs);
	} while (sigtimedwait(&stop, NULL, &second) == -1);
}

int
cmd_jobs(const struct cmd_env *env, int argc, char **argv)
{
	struct ctx cx;
	int status;

	if (argc > 1)
		return cmd_misused("jobs", "unknown argument %s", argv[1]);
	log_open((enum log_level)env->conf->log_level);
	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK)
		status = claim(env->conf);
	if (status == CMD_OK && fence_enter(&cx, "the jobs process") != ERR_OK)
		status = cmd_failed(&cx, ERR_FAULT);
	if (status == CMD_OK) {
		cx.request_id = "jobs";
		log_event(LOG_INFO, "jobs started");
		loop(&cx);
		log_event(LOG_INFO, "jobs stopped");
	}
	cmd_close(&cx);
	return status;
}
