/*
 * state.h - the state machine of a ticket, as one table.
 *
 * The pages' buttons, the domain's checks and the tests read it; the
 * database holds the same transitions in a trigger.
 */
#ifndef GUICHET_DOMAIN_STATE_H
#define GUICHET_DOMAIN_STATE_H

#include <stdbool.h>

/* The codes of the wire and of the database. */
enum status {
	STATUS_NEW = 0, /* to be accepted */
	STATUS_PROCESSING = 1,
	STATUS_CONFIRM = 2, /* result to be confirmed */
	STATUS_CLOSED = 3,
	STATUS_CANCELLED = 4,
	STATUS_PAUSED = 5,
	STATUS_INVALID = 12,
	STATUS_DELETED = 13,
	STATUS_FEEDBACK = 17, /* the customer is asked */
};
#define STATUS_CODE_MAX 17

#define S(code) (1u << (code))
#define STATUSES_OPEN                                                          \
	(S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_CONFIRM) |            \
	    S(STATUS_PAUSED) | S(STATUS_FEEDBACK))
#define STATUSES_ENDED                                                         \
	(S(STATUS_CLOSED) | S(STATUS_CANCELLED) | S(STATUS_INVALID))
#define STATUSES_ALL (STATUSES_OPEN | STATUSES_ENDED | S(STATUS_DELETED))

/* Codes of the operate log; those from 200 on are our own. */
enum log_type {
	LOG_CREATE = 0,
	LOG_URGE = 2,
	LOG_CLOSE = 3,
	LOG_CANCEL = 4,
	LOG_EVALUATE = 5,
	LOG_DELETE = 13,
	LOG_REJECT = 16,
	LOG_AUTH_CONFIRM = 73,
	LOG_AUTH_REJECT = 74,
	LOG_AUTH_CANCEL = 83,
	LOG_ANSWER = 85,        /* a customer's message in state 17 */
	LOG_CONTACT = 114,      /* changed */
	LOG_CONTACT_GONE = 115, /* removed */
	LOG_TAKE = 200,
	LOG_ASSIGN = 201,
	LOG_RELEASE = 202,
	LOG_STAFF_MESSAGE = 203,
	LOG_ASK = 204,
	LOG_RESOLVE = 205,
	LOG_PAUSE = 206,
	LOG_RESUME = 207,
	LOG_INVALIDATE = 208,
	LOG_RECLASSIFY = 209,
	LOG_REOPEN = 210,
	LOG_RESTORE = 211,
	LOG_AUTH_REQUEST = 212,
	LOG_AUTH_RECALL = 213,
	LOG_EXPIRE = 214, /* closed by time */
	LOG_REMIND = 216,
	LOG_NOTE = 217,
	LOG_AUTH_EXPIRE = 218,
	LOG_REVEAL = 219, /* a secret was looked at */
	LOG_MESSAGE = 220,
	LOG_WITHDRAW = 221,
	LOG_LABEL_ON = 222,
	LOG_LABEL_OFF = 223,
	LOG_RELATED = 224,
	LOG_UNRELATED = 225,
	LOG_EXTRA = 226,    /* extra fields filled in anew */
	LOG_INFECTED = 227, /* a file had a virus */
};

enum verb {
	VERB_MESSAGE, /* customer */
	VERB_URGE,
	VERB_CANCEL,
	VERB_CLOSE,
	VERB_REJECT,
	VERB_DELETE,
	VERB_SCORE,
	VERB_TAKE, /* staff */
	VERB_REPLY,
	VERB_NOTE,
	VERB_ASK,
	VERB_RESOLVE,
	VERB_PAUSE,
	VERB_RESUME,
	VERB_RELEASE,
	VERB_ASSIGN,
	VERB_INVALIDATE,
	VERB_REOPEN,
	VERB_RESTORE,
	VERB_RECLASSIFY,
	VERB_EXPIRE, /* the system */
	VERB_WAKE,
	VERB_REMIND,
	VERB__MAX
};

/* Who may use a verb on a ticket that he sees. */
enum may {
	MAY_CUSTOMER, /* submitter, group operator, account administrator */
	MAY_STAFF,    /* anyone of the staff */
	MAY_ASSIGNEE, /* the assignee, or a lead */
	MAY_HOLDER,   /* the assignee alone, whoever leads */
	MAY_LEAD,     /* a lead */
	MAY_SYSTEM,   /* nobody: it happens by itself */
	MAY__MAX
};

enum act_flags {
	ACT_MESSAGE = 1 << 0,  /* its text is a message to the other side */
	ACT_NOTE = 1 << 1,     /* its text is an internal note */
	ACT_TEXT = 1 << 2,     /* text (or a file, with ACT_FILES) is needed */
	ACT_FILES = 1 << 3,    /* files may come with it */
	ACT_REVISION = 1 << 4, /* the form's revision must be the present one */
	ACT_SEEN = 1 << 5,     /* the last message must have been seen */
	ACT_HIDDEN = 1 << 6,   /* customers see no trace of it */
	ACT_ASSIGN = 1 << 7,   /* the ticket becomes the actor's */
	ACT_RELEASE = 1 << 8,  /* the ticket becomes nobody's */
};

/* A row of the table: where the verb goes from, and what it does. */
struct verb_rule {
	const char *name; /* the ACTION of its address */
	enum may may;
	unsigned from; /* statuses, S(code) each */
	int to;        /* status code, or one of these two */
	enum log_type log;
	const char *audit; /* event of the audit trail; NULL: none */
	unsigned flags;    /* enum act_flags */
};
#define STATE_KEEP   (-1)
#define STATE_FORMER (-2) /* the one before it was deleted */

extern const struct verb_rule verb_rules[VERB__MAX];

/* A customer's message moves the ticket, by the state that it is in. */
int message_moves_to(enum status);
enum log_type message_log(enum status);

/* The verb of an address's ACTION for that side; VERB__MAX if none. */
enum verb verb_find(const char *action, bool staff);

#endif
