/*
 * presence.h - who else of the staff is at a ticket.
 *
 * It is kept in shared memory (base/there.h) for less than a minute; it is
 * a courtesy, and no right depends on it.
 */
#ifndef GUICHET_DOMAIN_PRESENCE_H
#define GUICHET_DOMAIN_PRESENCE_H

#include "base/ctx.h"
#include "base/there.h"

struct present {
	int64_t id;
	const char *name;
	bool writing;
};
struct present_list {
	struct present item[THERE_MAX];
	size_t count;
	/* The whole as one word, "7w.9": it changes when somebody comes, goes
	 * or begins to write. */
	const char *tag;
};

/* The actor, of the staff, is at the ticket. */
void presence_here(struct ctx *, int64_t ticket, bool writing);
/* Who else is; nobody, where nothing is known. */
enum err presence_others(
    struct ctx *, int64_t ticket, struct present_list *) MUST_CHECK;

#endif
