/*
 * seen.h - when each session was last used, in memory that all processes
 * of one installation share.
 *
 * Reading a page writes no database.  The jobs process moves these times
 * into it every minute, and forgets them when they are old.
 */
#ifndef GUICHET_BASE_SEEN_H
#define GUICHET_BASE_SEEN_H

#include <stdint.h>

struct seen;

/* Map the file, made if it is new; NULL and errno if that fails. */
struct seen *seen_open(const char *path);
void seen_close(struct seen *);

/* Sessions share slots by their number: where two meet, the later use is
 * kept and the other's falls back to what the database says, which is at
 * most a minute old. */
void seen_put(struct seen *, int64_t session, int64_t at);
/* 0 if it is not known. */
int64_t seen_get(struct seen *, int64_t session);
/* Call fn for each session used since `since`. */
void seen_walk(struct seen *, int64_t since,
    void (*fn)(void *, int64_t session, int64_t at), void *arg);

#endif
