/*
 * clock.h - when a ticket's next answer and its solution are due.
 *
 * A severity promises a first answer, the next ones within twice that time,
 * and a solution.  The clock of the answer runs from the customer's words
 * until somebody of the staff writes to him; that of the solution from the
 * start.  Both stand still while the ticket waits for the customer, for a
 * date, or for nobody: in 2, 5, 17 and when it has ended.
 *
 * Nothing ticks: what happened is in the ticket's log, and of that the due
 * times are made anew whenever something happens, and are stored with the
 * ticket.
 */
#ifndef GUICHET_DOMAIN_CLOCK_H
#define GUICHET_DOMAIN_CLOCK_H

#include "base/ctx.h"

/* The queue's order is a number: the time times this, and the rest. */
#define CLOCK_KEY_STEP ((int64_t)4096)

/* Within the act that changed the ticket, after its row of the log. */
enum err clock_update(struct ctx *, int64_t ticket) MUST_CHECK;
/* Of catch_up(): open tickets whose times were made with another calendar,
 * or never. */
enum err clock_update_some(struct ctx *, size_t *n) MUST_CHECK;
/* A job: some of these, again and again. */
enum err clock_catch_up(struct ctx *) MUST_CHECK;

#endif
