#include "base/buf.h"

#include "tap.h"

static void
test_grows_and_keeps_what_it_has(struct arena *mem)
{
	struct buf b;

	buf_init(&b, mem);
	is(b.s, "");
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%03d", i);
	ok(b.len == 3000 && strlen(b.s) == 3000);
	ok(strncmp(b.s, "000001", 6) == 0);
	is(b.s + 2997, "999");
}

static int closed;

static void
note_closed(void *arg)
{
	closed = closed * 10 + *(int *)arg;
}

static void
test_arena_runs_deferred_calls_newest_first(struct arena *mem)
{
	static int one = 1, two = 2;

	arena_defer(mem, note_closed, &one);
	arena_defer(mem, note_closed, &two);
	arena_reset(mem);
	ok(closed == 21);
	arena_reset(mem);
	ok(closed == 21);
}

int
main(void)
{
	struct arena *mem = arena_new();

	test_grows_and_keeps_what_it_has(mem);
	test_arena_runs_deferred_calls_newest_first(mem);
	arena_free(mem);
	return tap_done();
}
