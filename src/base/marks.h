/*
 * marks.h - how far each user has read each ticket, in memory that all
 * processes of one installation share.
 *
 * Reading a page writes no database.  The jobs process moves what is new
 * here into it every minute, and the older half of it is forgotten as new
 * marks come.
 */
#ifndef GUICHET_BASE_MARKS_H
#define GUICHET_BASE_MARKS_H

#include <stdint.h>

struct marks;

/* Map the file, made if it is new; NULL and errno if that fails. */
struct marks *marks_open(const char *path);
void marks_close(struct marks *);

/*
 * Messages up to `number` were shown.  Marks share slots: where two meet the
 * later one stays, and the other falls back to what the database says.
 * Numbers too big to be kept are not.
 */
void marks_put(
    struct marks *, int64_t user, int64_t ticket, int64_t number, int64_t at);
/* 0 if it is not known here. */
int64_t marks_get(struct marks *, int64_t user, int64_t ticket);
/* Call fn for each mark made since `since`. */
void marks_walk(struct marks *, int64_t since,
    void (*fn)(
	void *, int64_t user, int64_t ticket, int64_t number, int64_t at),
    void *arg);

#endif
