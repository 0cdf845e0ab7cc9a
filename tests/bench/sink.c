/*
 * sink.c - a program that only writes what comes to the disk: the floor for
 * uploads, with the loop that libfcgi's documentation shows.
 *
 *	bench-sink SOCKET FILE
 *
 * appends each body to FILE, until SIGTERM.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include <fcgiapp.h>

#define PIECE (64 * 1024)

static bool
write_all(int fd, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n == -1)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
take(FCGX_Request *rq, int fd)
{
	static char piece[PIECE];
	int n;

	while ((n = FCGX_GetStr(piece, PIECE, rq->in)) > 0)
		if (!write_all(fd, piece, (size_t)n))
			return false;
	return true;
}

int
main(int argc, char **argv)
{
	FCGX_Request rq;
	int sock, fd;

	if (argc != 3)
		return EX_USAGE;
	FCGX_Init();
	umask(0);
	sock = FCGX_OpenSocket(argv[1], 1024);
	fd = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (sock == -1 || fd == -1 || FCGX_InitRequest(&rq, sock, 0) != 0)
		return EX_OSERR;
	while (FCGX_Accept_r(&rq) == 0) {
		FCGX_PutS(take(&rq, fd) ? "Status: 204\r\n\r\n"
					: "Status: 500\r\n\r\n",
		    rq.out);
		FCGX_Finish_r(&rq);
	}
	return EX_OK;
}
