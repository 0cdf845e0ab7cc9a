/*
 * message.h - the conversation of a ticket, its notes, files and log.
 */
#ifndef GUICHET_DOMAIN_MESSAGE_H
#define GUICHET_DOMAIN_MESSAGE_H

#include "base/ctx.h"
#include "domain/attachment.h"
#include "domain/confidential.h"

enum author_kind { AUTHOR_CUSTOMER = 0, AUTHOR_ENGINEER = 1, AUTHOR_OTHER = 2 };

/* A message, or an internal note. */
struct message {
	int64_t number; /* in the ticket; notes are numbered apart */
	bool note;
	int64_t author_id;
	enum author_kind kind;
	const char *author;               /* name */
	const char *content;              /* UTF-8 with LF; "" once withdrawn */
	int64_t created_at, withdrawn_at; /* 0: not withdrawn */
	bool may_withdraw;                /* by the actor, now */
	const struct confided *confided;  /* with it; NULL: nothing */
	const struct attachment *file;    /* in the order of upload */
	size_t nfile;
};

struct messages {
	struct message *item;
	size_t count;
};

/* A row of the operate log. */
struct log_row {
	int64_t number, created_at;
	int type;          /* enum log_type */
	int operator_kind; /* 0 customer, 1 agent, 2 third party, 3 system */
	int64_t operator_id;
	const char *operator; /* name; "" the system */
	const char *description;
	int from_status, to_status;
	int64_t message_number; /* that it came with; 0 none */
};

struct thread {
	const struct message *message; /* oldest first */
	size_t nmessage;
	const struct message *note; /* staff only */
	size_t nnote;
	const struct log_row *log; /* oldest first; customers: the visible */
	size_t nlog;
	struct confided_list confided; /* of all messages */
	int64_t earlier; /* messages before these that are not in it */
	int64_t visited; /* the last message that he was shown before, for the
			    page to say what is new; 0: it does not */
};

/*
 * What the actor may see of the conversation: message 1 and the last
 * `limit` - 1 messages before number `before` (0: the newest), the notes
 * of the same span, and the log.
 */
enum err thread_get(struct ctx *, int64_t ticket, int64_t before, int64_t limit,
    struct thread *) MUST_CHECK;

/*
 * The messages of these numbers, or for staff the notes, with their files and
 * nothing else: for who goes through all of a conversation part by part.
 */
enum err thread_part(struct ctx *, int64_t ticket, bool notes, int64_t first,
    int64_t last, struct messages *) MUST_CHECK;

/* What is written: ERR_INVALID, say "message_empty" or "too_long".  With files
 * it may be blank. */
enum err message_check(
    struct ctx *, const char *text, size_t max, size_t files) MUST_CHECK;
/* Inside the transaction that writes a message, or a note (the other is 0):
 * its files, in order, which belong to nothing yet. */
enum err message_bind(struct ctx *, const char *const *file, size_t n,
    int64_t ticket, int64_t message, int64_t note) MUST_CHECK;

/* Take back one's own message, within the window; never the first.
 * ERR_CONFLICT (say "withdraw_late") after it. */
enum err message_withdraw(
    struct ctx *, int64_t ticket, int64_t number) MUST_CHECK;

#endif
