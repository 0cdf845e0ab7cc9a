/*
 * show.h - a ticket's page, which the forms on it come back to.
 */
#ifndef GUICHET_PAGE_SHOW_H
#define GUICHET_PAGE_SHOW_H

#include "domain/authorization.h"
#include "domain/catalogue.h"
#include "domain/message.h"
#include "domain/score.h"
#include "page/page.h"

/* A ticket and what its page shows of it, as the actor may see it. */
struct shown {
	struct ticket ticket;
	unsigned verbs; /* bit (1 << enum verb) each */
	int64_t urge_from;
	struct thread thread;
	struct auth_list auths;
	struct score score;
	struct choices dims; /* where something can be scored */
};

/* A form of the page that comes back with what was typed. */
struct back {
	enum verb verb;
	const struct form *form;
	const struct taken *files; /* NULL: it has none */
};

/*
 * Read the ticket and begin the page `template` with all that any page of a
 * ticket shows.  before: only messages older than that number; 0: the
 * newest.  Within a snapshot.
 */
enum err show_read(struct ctx *, const struct req *, struct resp *,
    const char *template, int64_t id, int64_t before,
    struct shown *) MUST_CHECK;

struct side_back;
/* The rest of a whole page: the thread, the log, and what stands beside
 * them; of these a form may have come back, or NULL. */
enum err show_rest(struct ctx *, const struct req *, struct resp *,
    const struct shown *, const struct side_back *) MUST_CHECK;

/* The form that came back, into C.VERB. */
void show_back(struct ctx *, struct resp *, const struct back *);
/* The drafts of the forms that are on the page, but for that one. */
enum err show_drafts(struct ctx *, struct resp *, const struct shown *,
    enum verb but) MUST_CHECK;

/* Where the ticket can go in the catalogue, and where it is. */
enum err show_places(
    struct ctx *, struct resp *, const struct shown *) MUST_CHECK;

#endif
