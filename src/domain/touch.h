/*
 * touch.h - acts beside the state machine: labels, relations, contact and
 * the like leave a row in the ticket's log and move its revision.
 */
#ifndef GUICHET_DOMAIN_TOUCH_H
#define GUICHET_DOMAIN_TOUCH_H

#include "domain/ticket.h"

struct touch {
	enum log_type log;
	const char *description; /* of the log's row; "" none */
	unsigned from;           /* statuses in which it goes, S(code) each */
	int64_t revision;        /* that the form carried; 0: any */
	bool activity; /* it is news: the ticket moves up in the lists */
	bool hidden;   /* from customers */
};

/*
 * Within an act.  *t is the ticket as the actor sees it: ERR_NOTFOUND if he
 * sees none.  ERR_CONFLICT: "state_changed" or "wrong_state"; ERR_DENIED
 * where the statement knows better than the session.
 */
enum err ticket_touch(struct ctx *, int64_t id, const struct touch *,
    struct ticket *t) MUST_CHECK;

#endif
