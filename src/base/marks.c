#include "base/marks.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/shared.h"

#define SLOTS ((size_t)65536)

/* 2020-01-01: seconds since then fit 32 bits until 2156. */
#define EPOCH ((int64_t)1577836800)

/*
 * key    the user above, the ticket below: 32 bits each
 * value  16 bits that depend on the key, 16 of the number, 32 of the time
 *
 * Each word is written whole, but not both at once: a value that got beside
 * another's key is known by the 16 bits.
 */
struct slot {
	_Atomic uint64_t key, value;
};

#define SIZE (SLOTS * sizeof(struct slot))

struct marks {
	struct slot *slot;
};

struct marks *
marks_open(const char *path)
{
	struct marks *m;
	void *p = shared_open(path, SIZE);

	if (p == NULL)
		return NULL;
	m = malloc(sizeof(*m));
	if (m == NULL)
		shared_close(p, SIZE);
	else
		m->slot = p;
	return m;
}

void
marks_close(struct marks *m)
{
	if (m == NULL)
		return;
	shared_close((void *)m->slot, SIZE);
	free(m);
}

/* splitmix64: every bit of the key moves every bit of it. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static uint64_t
tag_of(uint64_t key)
{
	return mix(key) >> 48;
}

static struct slot *
slot_of(struct marks *m, uint64_t key)
{
	return &m->slot[mix(key) % SLOTS];
}

void
marks_put(
    struct marks *m, int64_t user, int64_t ticket, int64_t number, int64_t at)
{
	uint64_t key = (uint64_t)user << 32 | (uint64_t)ticket;
	struct slot *s = slot_of(m, key);

	if (user <= 0 || user > INT32_MAX || ticket <= 0 ||
	    ticket > UINT32_MAX || number <= 0 || number > UINT16_MAX)
		return;
	atomic_store_explicit(&s->key, 0, memory_order_release);
	atomic_store_explicit(&s->value,
	    tag_of(key) << 48 | (uint64_t)number << 32 | (uint32_t)(at - EPOCH),
	    memory_order_release);
	atomic_store_explicit(&s->key, key, memory_order_release);
}

int64_t
marks_get(struct marks *m, int64_t user, int64_t ticket)
{
	uint64_t key = (uint64_t)user << 32 | (uint64_t)ticket, value;
	struct slot *s = slot_of(m, key);

	if (user <= 0 || user > INT32_MAX || ticket <= 0 ||
	    ticket > UINT32_MAX ||
	    atomic_load_explicit(&s->key, memory_order_acquire) != key)
		return 0;
	value = atomic_load_explicit(&s->value, memory_order_acquire);
	return value >> 48 == tag_of(key) ? (int64_t)(value >> 32 & UINT16_MAX)
					  : 0;
}

void
marks_walk(struct marks *m, int64_t since,
    void (*fn)(
	void *, int64_t user, int64_t ticket, int64_t number, int64_t at),
    void *arg)
{
	for (size_t i = 0; i < SLOTS; i++) {
		uint64_t key = atomic_load_explicit(
		    &m->slot[i].key, memory_order_acquire);
		uint64_t value = atomic_load_explicit(
		    &m->slot[i].value, memory_order_acquire);
		int64_t at = (int64_t)(value & UINT32_MAX) + EPOCH;

		if (key != 0 && value >> 48 == tag_of(key) && at >= since)
			fn(arg, (int64_t)(key >> 32),
			    (int64_t)(key & UINT32_MAX),
			    (int64_t)(value >> 32 & UINT16_MAX), at);
	}
}
