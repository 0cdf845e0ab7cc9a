#include "base/seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define SLOTS ((size_t)65536)

/* 2020-01-01: seconds since then fit 32 bits until 2156. */
#define EPOCH ((int64_t)1577836800)

/* A slot is one word, so that no reader sees half of it: the session's
 * number above, the seconds below. */
struct seen {
	_Atomic uint64_t *slot;
};

struct seen *
seen_open(const char *path)
{
	const size_t size = SLOTS * sizeof(_Atomic uint64_t);
	struct seen *s;
	void *p = MAP_FAILED;
	int fd;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd == -1)
		return NULL;
	if (ftruncate(fd, (off_t)size) == 0)
		p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return NULL;
	s = malloc(sizeof(*s));
	if (s == NULL)
		munmap(p, size);
	else
		s->slot = p;
	return s;
}

void
seen_close(struct seen *s)
{
	if (s == NULL)
		return;
	munmap((void *)s->slot, SLOTS * sizeof(_Atomic uint64_t));
	free(s);
}

void
seen_put(struct seen *s, int64_t session, int64_t at)
{
	_Atomic uint64_t *slot = &s->slot[(uint64_t)session % SLOTS];

	atomic_store_explicit(slot,
	    (uint64_t)session << 32 | (uint32_t)(at - EPOCH),
	    memory_order_relaxed);
}

int64_t
seen_get(struct seen *s, int64_t session)
{
	uint64_t v = atomic_load_explicit(
	    &s->slot[(uint64_t)session % SLOTS], memory_order_relaxed);

	if (v == 0 || v >> 32 != ((uint64_t)session & UINT32_MAX))
		return 0;
	return (int64_t)(v & UINT32_MAX) + EPOCH;
}

void
seen_walk(struct seen *s, int64_t since,
    void (*fn)(void *, int64_t session, int64_t at), void *arg)
{
	for (size_t i = 0; i < SLOTS; i++) {
		uint64_t v = atomic_load_explicit(
		    &s->slot[i], memory_order_relaxed);
		int64_t at = (int64_t)(v & UINT32_MAX) + EPOCH;

		if (v != 0 && at >= since)
			fn(arg, (int64_t)(v >> 32), at);
	}
}
