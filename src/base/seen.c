#include "base/seen.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/shared.h"

#define SLOTS ((size_t)65536)
#define SIZE  (SLOTS * sizeof(_Atomic uint64_t))

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
	struct seen *s;
	void *p = shared_open(path, SIZE);

	if (p == NULL)
		return NULL;
	s = malloc(sizeof(*s));
	if (s == NULL)
		shared_close(p, SIZE);
	else
		s->slot = p;
	return s;
}

void
seen_close(struct seen *s)
{
	if (s == NULL)
		return;
	shared_close((void *)s->slot, SIZE);
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
