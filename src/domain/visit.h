/*
 * visit.h - how far a user has read: what is new on a ticket, and which
 * tickets of a list have something new.
 *
 * What counts is what the other side wrote: for a customer the staff's
 * messages, for the staff the customer's.  A visit is noted in memory that
 * all processes share (base/marks.h); the jobs process writes it down.
 */
#ifndef GUICHET_DOMAIN_VISIT_H
#define GUICHET_DOMAIN_VISIT_H

#include "domain/ticket.h"

/* The last message that was shown to the actor; 0: none that is known. */
enum err visit_last(struct ctx *, int64_t ticket, int64_t *number) MUST_CHECK;
/* Messages up to that number are shown to him now. */
void visit_note(struct ctx *, int64_t ticket, int64_t number);

/*
 * Mark the rows with something new for the actor.  For the staff only where
 * a ticket is his, or he has been there.
 */
enum err visit_unread(struct ctx *, struct ticket_list *) MUST_CHECK;

/* What is new in memory, into the database: for the jobs process. */
enum err visit_flush(struct ctx *) MUST_CHECK;

#endif
