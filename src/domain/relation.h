/*
 * relation.h - tickets that somebody said belong together.
 *
 * A relation is shown on the ticket where it was declared, to whoever sees
 * that one; the other may be nobody's business but its own customer's, so
 * that it cannot be opened from there by all.
 */
#ifndef GUICHET_DOMAIN_RELATION_H
#define GUICHET_DOMAIN_RELATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

#define RELATIONS_MAX 3 /* of a ticket */

struct relation {
	int64_t id; /* of the other ticket */
	int status;
	const char *title, *submitter; /* "": an agent who may not see it */
	bool open;                     /* the actor may see it */
};

struct relation_list {
	struct relation *item;
	size_t count;
};

/* Those declared on a ticket that the actor may see; none with a ticket
 * that was deleted. */
enum err relation_list(
    struct ctx *, int64_t ticket, struct relation_list *) MUST_CHECK;

/* The ticket that was meant by "TS-0000042", "ts-42", "42", or an address
 * that ends in one; 0 if that is none. */
int64_t relation_number(const char *typed);

/*
 * Declare that ticket `related` belongs to it, or do so no more.
 * ERR_INVALID: "relation_self"; "relation_unknown" if the actor sees no such
 * ticket; "relation_there".  ERR_CONFLICT: "relations_many".
 */
enum err relation_add(struct ctx *, int64_t ticket, int64_t related) MUST_CHECK;
enum err relation_remove(
    struct ctx *, int64_t ticket, int64_t related) MUST_CHECK;
/* The same as relation_add() within the act that opens the ticket. */
enum err relation_follow(
    struct ctx *, int64_t ticket, int64_t related) MUST_CHECK;

#endif
