#include "clamd-double.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_MAX (1 << 20)

static struct {
	volatile enum doubling how;
	volatile int asked;
} * shared;
static pid_t child;
static const char *path;

static void
answer(int conn, const char *s)
{
	if (shared->how == DOUBLE_HALF)
		(void)!write(conn, s, strlen(s) / 2);
	else
		(void)!write(conn, s, strlen(s) + 1);
}

static void
judge(int conn, const char *bytes, size_t len)
{
	shared->asked++;
	if (shared->how == DOUBLE_STALLS)
		pause();
	if (shared->how == DOUBLE_CLOSES)
		return;
	if (shared->how == DOUBLE_ERROR)
		answer(conn, "fd[7]: Can't allocate memory ERROR");
	else if (shared->how == DOUBLE_LIMIT)
		answer(conn, "INSTREAM size limit exceeded. ERROR");
	else if (shared->how == DOUBLE_ALERT)
		answer(conn,
		    "fd[7]: Heuristics.Limits.Exceeded.MaxFileSize FOUND");
	else if (memmem(bytes, len, "EICAR", 5) != NULL)
		answer(conn, "fd[7]: Eicar-Signature FOUND");
	else
		answer(conn, "fd[7]: OK");
}

static int
take_descriptor(int conn)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	char byte;
	struct iovec v = { &byte, 1 };
	struct msghdr m = { .msg_iov = &v,
		.msg_iovlen = 1,
		.msg_control = control.room,
		.msg_controllen = sizeof(control.room) };
	int fd = -1;

	if (recvmsg(conn, &m, 0) == 1 && CMSG_FIRSTHDR(&m) != NULL)
		memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(fd));
	return fd;
}

static void
by_descriptor(int conn, char *bytes)
{
	int fd = take_descriptor(conn);
	ssize_t n = pread(fd, bytes, FILE_MAX, 0);

	close(fd);
	judge(conn, bytes, n < 0 ? 0 : (size_t)n);
}

static void
by_stream(int conn, char *bytes)
{
	size_t have = 0;
	uint32_t n;

	while (recv(conn, &n, 4, MSG_WAITALL) == 4 && (n = ntohl(n)) > 0 &&
	    have + n <= FILE_MAX &&
	    recv(conn, bytes + have, n, MSG_WAITALL) == (ssize_t)n)
		have += n;
	judge(conn, bytes, have);
}

static void
serve(int conn, char *bytes)
{
	char word[32] = "";

	for (size_t i = 0; i < sizeof(word) - 1; i++)
		if (read(conn, &word[i], 1) != 1 || word[i] == '\0')
			break;
	if (strcmp(word, "zVERSION") == 0)
		answer(conn,
		    shared->how == DOUBLE_NEWER ? "ClamAV 1.4.6/2/Tue"
						: "ClamAV 1.4.6/1/Mon");
	else if (strcmp(word, "zINSTREAM") == 0)
		by_stream(conn, bytes);
	else if (shared->how == DOUBLE_STREAMS)
		answer(conn, "No file descriptor received. ERROR");
	else
		by_descriptor(conn, bytes);
	close(conn);
}

static void
loop(int listener)
{
	char *bytes = malloc(FILE_MAX);

	for (;;) {
		int conn = accept(listener, NULL, NULL);

		while (shared->how == DOUBLE_STOPPED)
			usleep(1000);
		/* A child each: one that stalls keeps nobody waiting. */
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			serve(conn, bytes);
			_exit(0);
		}
		close(conn);
	}
}

void
double_start(const char *socket_path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);

	path = socket_path;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	unlink(path);
	if (shared == MAP_FAILED ||
	    bind(listener, (struct sockaddr *)&at, sizeof(at)) == -1 ||
	    listen(listener, 16) == -1) {
		perror(path);
		exit(99);
	}
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		/* Whoever reads what the test prints does not wait for us. */
		dup2(open("/dev/null", O_RDWR), 1);
		dup2(1, 2);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGCHLD, SIG_IGN);
		loop(listener);
	}
	setpgid(child, child);
	close(listener);
}

void
double_stop(void)
{
	kill(-child, SIGKILL);
	waitpid(child, NULL, 0);
	unlink(path);
	munmap(shared, sizeof(*shared));
}

void
double_be(enum doubling how)
{
	shared->how = how;
}

int
double_asked(void)
{
	int n = shared->asked;

	shared->asked = 0;
	return n;
}
