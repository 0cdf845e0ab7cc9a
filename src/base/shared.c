#include "base/shared.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void *
shared_open(const char *path, size_t size)
{
	void *p = MAP_FAILED;
	int fd;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd == -1)
		return NULL;
	if (ftruncate(fd, (off_t)size) == 0)
		p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return p == MAP_FAILED ? NULL : p;
}

void
shared_close(void *p, size_t size)
{
	if (p != NULL)
		munmap(p, size);
}
