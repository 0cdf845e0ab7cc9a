/*
 * there.h - who of the staff is at which ticket just now, in memory that
 * all processes of one installation share.
 *
 * Who looks at a ticket, or writes there, says so again and again, and is
 * forgotten when he does not.  Nothing of it is kept anywhere.
 */
#ifndef GUICHET_BASE_THERE_H
#define GUICHET_BASE_THERE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct there;

#define THERE_TTL 45 /* seconds until who says nothing has gone */
#define THERE_MAX 8  /* of a ticket that are remembered */

struct there_row {
	int64_t user;
	bool writing;
};

/* Map the file, made if it is new; NULL and errno if that fails. */
struct there *there_open(const char *path);
void there_close(struct there *);

/* The user is at the ticket.  Numbers too big to be kept are not. */
void there_put(
    struct there *, int64_t ticket, int64_t user, int64_t now, bool writing);
/* Who is at the ticket, in the order of their numbers; how many. */
size_t there_get(struct there *, int64_t ticket, int64_t now,
    struct there_row out[THERE_MAX]);

#endif
