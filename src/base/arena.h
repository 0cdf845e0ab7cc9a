/*
 * arena.h - memory that lives exactly as long as one request or one job.
 *
 * Allocation never fails: a process that is out of memory, or that asks
 * for more than the arena's cap, says so and aborts, and its supervisor
 * starts another.  Callers therefore never test the result.  Nothing is
 * freed alone; arena_reset() frees all.
 */
#ifndef GUICHET_BASE_ARENA_H
#define GUICHET_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* The most that one arena holds at a time, in bytes. */
#define ARENA_CAP ((size_t)64 * 1024 * 1024)

struct arena *arena_new(void);
void arena_free(struct arena *);

/* Run the deferred calls, newest first, and forget every allocation. */
void arena_reset(struct arena *);

/* Zeroed memory, aligned for any type; `size` is in bytes. */
void *arena_alloc(struct arena *, size_t size);
void *arena_array(struct arena *, size_t count, size_t size);
/* A copy of an array of *cap things with room for twice as many (at least
 * 16); *cap is updated.  The old array stays until the reset. */
void *arena_grow(struct arena *, const void *, size_t *cap, size_t size);
char *arena_strdup(struct arena *, const char *);
/* The first `len` bytes of `s`, NUL-terminated. */
char *arena_strndup(struct arena *, const char *s, size_t len);
char *arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *, const char *fmt, va_list)
    __attribute__((format(printf, 2, 0)));

/* Call fn(arg) at the next reset: for what is not memory, such as an fd. */
void arena_defer(struct arena *, void (*fn)(void *), void *arg);
/* Close the descriptor at the next reset. */
void arena_defer_close(struct arena *, int fd);

#endif
