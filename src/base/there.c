#include "base/there.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/shared.h"

/* Tickets share rows by their number; a row has room for some people. */
#define ROWS ((int64_t)4096)

/*
 * A place is one word, so that no reader sees half of it, from its top:
 * 24 bits of the user, 24 of the second, 15 of the ticket's number above
 * ROWS, and whether he writes.  0 is nobody.
 */
#define USER_BITS 24
#define TIME_BITS 24
#define TAG_BITS  15
#define MASK(n)   ((UINT64_C(1) << (n)) - 1)

struct there {
	_Atomic uint64_t *place;
};

#define SIZE ((size_t)ROWS * THERE_MAX * sizeof(_Atomic uint64_t))

struct there *
there_open(const char *path)
{
	struct there *t;
	void *p = shared_open(path, SIZE);

	if (p == NULL)
		return NULL;
	t = malloc(sizeof(*t));
	if (t == NULL)
		shared_close(p, SIZE);
	else
		t->place = p;
	return t;
}

void
there_close(struct there *t)
{
	if (t == NULL)
		return;
	shared_close((void *)t->place, SIZE);
	free(t);
}

static uint64_t
user_of(uint64_t v)
{
	return v >> (TIME_BITS + TAG_BITS + 1);
}

static uint64_t
tag_of(uint64_t v)
{
	return v >> 1 & MASK(TAG_BITS);
}

/* Seconds since then; what is long ago comes round after half a year. */
static uint64_t
age_of(uint64_t v, int64_t now)
{
	return ((uint64_t)now - (v >> (TAG_BITS + 1))) & MASK(TIME_BITS);
}

static uint64_t
word(int64_t ticket, int64_t user, int64_t now, bool writing)
{
	return (uint64_t)user << (TIME_BITS + TAG_BITS + 1) |
	    ((uint64_t)now & MASK(TIME_BITS)) << (TAG_BITS + 1) |
	    (uint64_t)(ticket / ROWS) << 1 | writing;
}

static bool
fits(int64_t ticket, int64_t user)
{
	return ticket > 0 && user > 0 &&
	    (uint64_t)(ticket / ROWS) <= MASK(TAG_BITS) &&
	    (uint64_t)user <= MASK(USER_BITS);
}

void
there_put(
    struct there *t, int64_t ticket, int64_t user, int64_t now, bool writing)
{
	const uint64_t mine = word(ticket, user, now, writing);
	_Atomic uint64_t *row;
	uint64_t old = 0, oldest = 0;
	int place = -1;

	if (!fits(ticket, user))
		return;
	row = &t->place[ticket % ROWS * THERE_MAX];
	/* His own place, else an empty one, else that of who was last heard
	 * of the longest ago. */
	for (int i = 0; i < THERE_MAX; i++) {
		uint64_t v = atomic_load(&row[i]);
		uint64_t age = v == 0 ? MASK(TIME_BITS) + 1 : age_of(v, now);

		if (v != 0 && user_of(v) == (uint64_t)user &&
		    tag_of(v) == tag_of(mine)) {
			atomic_store(&row[i], mine);
			return;
		}
		if (place < 0 || age > oldest) {
			place = i;
			oldest = age;
			old = v;
		}
	}
	/* Where another takes the place at the same time, he has it: this
	 * one comes again soon. */
	atomic_compare_exchange_strong(&row[place], &old, mine);
}

size_t
there_get(struct there *t, int64_t ticket, int64_t now,
    struct there_row out[THERE_MAX])
{
	_Atomic uint64_t *row;
	uint64_t tag = (uint64_t)(ticket / ROWS) & MASK(TAG_BITS);
	size_t n = 0, at;

	if (!fits(ticket, 1))
		return 0;
	row = &t->place[ticket % ROWS * THERE_MAX];
	for (int i = 0; i < THERE_MAX; i++) {
		uint64_t v = atomic_load(&row[i]);
		const struct there_row r = { (int64_t)user_of(v), v & 1 };

		if (v == 0 || tag_of(v) != tag || age_of(v, now) >= THERE_TTL)
			continue;
		for (at = n; at > 0 && out[at - 1].user > r.user; at--)
			out[at] = out[at - 1];
		out[at] = r;
		n++;
	}
	return n;
}
