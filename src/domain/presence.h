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
	size_t more; /* beside those */
	/* The whole as one word, "7w.9": it changes when somebody comes, goes
	 * or begins to write. */
	const char *tag;
};

/* The actor, of the staff, is at the ticket. */
void presence_here(struct ctx *, int64_t ticket, bool writing);
/* Who else is; nobody, where nothing is known. */
enum err presence_others(
    struct ctx *, int64_t ticket, struct present_list *) MUST_CHECK;

/* For a list: the names that were asked for already; all 0 at first. */
struct presence_names {
	int64_t id[32];
	const char *name[32];
	size_t n;
};
/* The same, but only so many of them, without a tag. */
enum err presence_some(struct ctx *, int64_t ticket, size_t max,
    struct presence_names *, struct present_list *) MUST_CHECK;

#endif
