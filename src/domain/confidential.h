/*
 * confidential.h - what a customer confides with a message: a text of up to
 * 400 characters that only the agent who has the ticket reads.
 *
 * It is in the vault, each look at it leaves a row that the customer sees,
 * and it is wiped when the ticket finishes or the message is withdrawn.
 */
#ifndef GUICHET_DOMAIN_CONFIDENTIAL_H
#define GUICHET_DOMAIN_CONFIDENTIAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "domain/state.h"

#define CONFIDENTIAL_MAX 400 /* code points */

/* What happened to a secret: rows that stay when it is gone. */
struct secret_event {
	int64_t at, user_id; /* 0: the system */
	const char *user;    /* name; "" the system */
	int type;            /* enum log_type */
};
struct secret_history {
	struct secret_event *item; /* oldest first */
	size_t count;
};

struct confided {
	int64_t message; /* number of the message that it came with */
	int64_t created_at, cleared_at; /* 0: still kept */
	struct secret_history looks;
};
struct confided_list {
	struct confided *item; /* in the order of messages */
	size_t count;
};

/* NULL and what is blank is nothing confided, and right.  ERR_INVALID, say
 * "too_long". */
enum err confidential_check(struct ctx *, const char *text) MUST_CHECK;
/* Inside the transaction that writes the message. */
enum err confidential_put(
    struct ctx *, int64_t ticket, int64_t message, const char *text) MUST_CHECK;
/* Likewise: message 0 is all of the ticket. */
enum err confidential_wipe(
    struct ctx *, int64_t ticket, int64_t message) MUST_CHECK;

/* What there is, without a word of what it says. */
enum err confidential_list(
    struct ctx *, int64_t ticket, struct confided_list *) MUST_CHECK;

/* For the agent who has the ticket.  ERR_NOTFOUND (say "secret_gone") for
 * what is wiped, ERR_DENIED (say "not_holder") for who has not.  Replayed,
 * cx->op.replayed is set and nothing is opened. */
enum err confidential_reveal(struct ctx *, int64_t ticket, int64_t message,
    const char **text) MUST_CHECK;

/*
 * Inside a transaction: note on the ticket that something happened to a
 * secret of it, if the actor may do that (ERR_DENIED), with the row of the
 * log.
 */
struct secret_note {
	enum may may;
	unsigned from; /* statuses of the ticket, S(code) each */
	enum log_type log;
	bool hidden; /* from customers' pages of the ticket */
	const char *text;
};
enum err secret_note(struct ctx *, int64_t ticket, enum status,
    const struct secret_note *) MUST_CHECK;

#endif
