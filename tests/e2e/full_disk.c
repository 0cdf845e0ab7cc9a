/*
 * full_disk.c - a full disk, for tests: loaded before libc.
 *
 * As long as there is the file that FULL_DISK names, nothing is written to
 * files whose path has the text that stands in it: "No space left on device".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static bool
is_full(int fd)
{
	const char *flag = getenv("FULL_DISK");
	char what[64] = "", link[64], path[4096];
	ssize_t n;
	int f;

	if (flag == NULL)
		return false;
	f = (int)syscall(SYS_openat, AT_FDCWD, flag, O_RDONLY | O_CLOEXEC);
	if (f == -1)
		return false;
	n = read(f, what, sizeof(what) - 1);
	close(f);
	if (n <= 0)
		return false;
	what[n] = '\0';
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n <= 0)
		return false;
	path[n] = '\0';
	return strstr(path, what) != NULL;
}

#define REAL(name) ((name##_fn *)dlsym(RTLD_NEXT, #name))

typedef ssize_t write_fn(int, const void *, size_t);
typedef ssize_t pwrite_fn(int, const void *, size_t, off_t);
typedef pwrite_fn pwrite64_fn;
typedef ssize_t writev_fn(int, const struct iovec *, int);
typedef int fallocate_fn(int, int, off_t, off_t);

static ssize_t
no_space(void)
{
	errno = ENOSPC;
	return -1;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return is_full(fd) ? no_space() : REAL(write)(fd, p, n);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	return is_full(fd) ? no_space() : REAL(pwrite)(fd, p, n, at);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	return is_full(fd) ? no_space() : REAL(pwrite64)(fd, p, n, at);
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	return is_full(fd) ? no_space() : REAL(writev)(fd, v, n);
}
