#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE ((size_t)32 * 1024)
#define ALIGN      alignof(max_align_t)

struct chunk {
	struct chunk *next;
	size_t used, size; /* bytes of data[] */
	alignas(max_align_t) char data[];
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct chunk *chunks;      /* newest first */
	struct deferred *deferred; /* newest first */
	size_t total;              /* bytes of all chunks */
};

static void
die_oom(size_t size)
{
	fprintf(stderr, "guichet: out of memory allocating %zu bytes\n", size);
	abort();
}

static struct chunk *
chunk_new(size_t size)
{
	struct chunk *c;

	c = malloc(sizeof(*c) + size);
	if (c == NULL)
		die_oom(size);
	c->next = NULL;
	c->used = 0;
	c->size = size;
	return c;
}

struct arena *
arena_new(void)
{
	struct arena *a;

	a = calloc(1, sizeof(*a));
	if (a == NULL)
		die_oom(sizeof(*a));
	a->chunks = chunk_new(CHUNK_SIZE);
	a->total = CHUNK_SIZE;
	return a;
}

static void
add_chunk(struct arena *a, size_t size)
{
	struct chunk *c;

	if (size > ARENA_CAP - a->total)
		die_oom(size);
	c = chunk_new(size);
	a->total += size;
	c->next = a->chunks;
	a->chunks = c;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c;
	void *p;

	if (size > ARENA_CAP)
		die_oom(size);
#ifdef ARENA_DEBUG
	/* A chunk each, exactly as large, so that overruns are seen. */
	add_chunk(a, size);
#else
	size = (size + ALIGN - 1) & ~(ALIGN - 1);
	if (size > a->chunks->size - a->chunks->used)
		add_chunk(a, size > CHUNK_SIZE ? size : CHUNK_SIZE);
#endif
	c = a->chunks;
	p = c->data + c->used;
	c->used += size;
	return memset(p, 0, size);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		die_oom(count);
	return arena_alloc(a, count * size);
}

void *
arena_grow(struct arena *a, const void *old, size_t *cap, size_t size)
{
	size_t want = *cap == 0 ? 16 : *cap * 2;
	void *p = arena_array(a, want, size);

	if (*cap > 0)
		memcpy(p, old, *cap * size);
	*cap = want;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p;

	p = arena_alloc(a, len + 1);
	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char first[256]; /* most are short: formatted once */
	va_list again;
	char *s;
	int len;

	va_copy(again, ap);
	len = vsnprintf(first, sizeof(first), fmt, again);
	va_end(again);
	if (len < 0)
		abort(); /* the format itself is broken */

	s = arena_alloc(a, (size_t)len + 1);
	if ((size_t)len < sizeof(first))
		memcpy(s, first, (size_t)len);
	else
		vsnprintf(s, (size_t)len + 1, fmt, ap);
	return s;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct deferred *d;

	d = arena_alloc(a, sizeof(*d));
	*d = (struct deferred){ .next = a->deferred, .fn = fn, .arg = arg };
	a->deferred = d;
}

static void
close_fd(void *arg)
{
	close((int)(intptr_t)arg);
}

void
arena_defer_close(struct arena *a, int fd)
{
	arena_defer(a, close_fd, (void *)(intptr_t)fd);
}

void
arena_reset(struct arena *a)
{
	struct chunk *c;

	for (struct deferred *d = a->deferred; d != NULL; d = d->next)
		d->fn(d->arg);
	a->deferred = NULL;

	/* The first chunk is the last of the list; it stays. */
	while ((c = a->chunks)->next != NULL) {
		a->chunks = c->next;
		free(c);
	}
	c->used = 0;
	a->total = c->size;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	arena_reset(a);
	free(a->chunks);
	free(a);
}
