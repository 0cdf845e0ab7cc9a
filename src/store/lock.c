#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/file.h>
#include <sys/time.h>
#include <time.h>

int
lock_open(const char *path)
{
	return open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
}

static void
wake(int sig)
{
	(void)sig;
}

static double
monotonic(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* flock() cannot be told a deadline, so a timer's signal interrupts it. */
bool
lock_take(int fd, int seconds)
{
	/* No SA_RESTART, or the signal would not end the wait. */
	const struct sigaction on = { .sa_handler = wake };
	/* Repeated: the first one may come just before flock() begins. */
	struct itimerval timer = { .it_value = { .tv_sec = seconds },
		.it_interval = { .tv_usec = 50000 } };
	const struct itimerval off = { .it_value = { .tv_sec = 0 } };
	struct sigaction old;
	double end;
	bool taken;

	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (errno != EWOULDBLOCK)
		return false;

	end = monotonic() + seconds;
	sigaction(SIGALRM, &on, &old);
	setitimer(ITIMER_REAL, &timer, NULL);
	do
		taken = flock(fd, LOCK_EX) == 0;
	while (!taken && errno == EINTR && monotonic() < end);
	setitimer(ITIMER_REAL, &off, NULL);
	sigaction(SIGALRM, &old, NULL);
	return taken;
}

void
lock_release(int fd)
{
	flock(fd, LOCK_UN);
}
