#include "domain/state.h"

#include <string.h>

/*
 * name     who           from → to                          log, audit
 *
 * A customer's message, and a reply in state 0, move the ticket by the
 * state they find: see message_moves_to() and ticket.c.  So does assigning:
 * what is new is then accepted.
 */
const struct verb_rule verb_rules[VERB__MAX] = {
	[VERB_MESSAGE] = { "messages", MAY_CUSTOMER, STATUSES_OPEN, STATE_KEEP,
	    LOG_MESSAGE, "createMessage", ACT_MESSAGE | ACT_TEXT | ACT_FILES },
	[VERB_URGE] = { "urge", MAY_CUSTOMER,
	    S(STATUS_NEW) | S(STATUS_PROCESSING), STATE_KEEP, LOG_URGE, NULL,
	    ACT_REVISION },
	[VERB_CANCEL] = { "cancel", MAY_CUSTOMER, S(STATUS_NEW),
	    STATUS_CANCELLED, LOG_CANCEL, "cancelCase", ACT_REVISION },
	[VERB_CLOSE] = { "close", MAY_CUSTOMER,
	    S(STATUS_PROCESSING) | S(STATUS_CONFIRM) | S(STATUS_FEEDBACK) |
		S(STATUS_PAUSED),
	    STATUS_CLOSED, LOG_CLOSE, "closeCase", ACT_REVISION },
	[VERB_REJECT] = { "reject", MAY_CUSTOMER, S(STATUS_CONFIRM),
	    STATUS_PROCESSING, LOG_REJECT, "rejectCase",
	    ACT_REVISION | ACT_TEXT },
	[VERB_DELETE] = { "delete", MAY_CUSTOMER, STATUSES_ENDED,
	    STATUS_DELETED, LOG_DELETE, "deleteCase", ACT_REVISION },
	[VERB_SCORE] = { "score", MAY_CUSTOMER, S(STATUS_CLOSED), STATE_KEEP,
	    LOG_EVALUATE, "createScores", ACT_REVISION },
	[VERB_TAKE] = { "take", MAY_STAFF, S(STATUS_NEW), STATUS_PROCESSING,
	    LOG_TAKE, "takeCase", ACT_ASSIGN },
	[VERB_REPLY] = { "reply", MAY_STAFF, STATUSES_OPEN, STATE_KEEP,
	    LOG_STAFF_MESSAGE, "createMessage",
	    ACT_MESSAGE | ACT_TEXT | ACT_FILES | ACT_SEEN },
	[VERB_NOTE] = { "note", MAY_STAFF, STATUSES_OPEN | STATUSES_ENDED,
	    STATE_KEEP, LOG_NOTE, "createNote",
	    ACT_NOTE | ACT_TEXT | ACT_FILES | ACT_HIDDEN },
	[VERB_ASK] = { "ask", MAY_ASSIGNEE, S(STATUS_PROCESSING),
	    STATUS_FEEDBACK, LOG_ASK, "askCustomer",
	    ACT_MESSAGE | ACT_TEXT | ACT_FILES | ACT_SEEN },
	[VERB_RESOLVE] = { "resolve", MAY_ASSIGNEE, S(STATUS_PROCESSING),
	    STATUS_CONFIRM, LOG_RESOLVE, "resolveCase",
	    ACT_MESSAGE | ACT_TEXT | ACT_FILES | ACT_SEEN },
	[VERB_PAUSE] = { "pause", MAY_ASSIGNEE, S(STATUS_PROCESSING),
	    STATUS_PAUSED, LOG_PAUSE, "pauseCase", ACT_REVISION },
	[VERB_RESUME] = { "resume", MAY_ASSIGNEE, S(STATUS_PAUSED),
	    STATUS_PROCESSING, LOG_RESUME, "resumeCase", ACT_REVISION },
	[VERB_RELEASE] = { "release", MAY_ASSIGNEE, S(STATUS_PROCESSING),
	    STATUS_NEW, LOG_RELEASE, "releaseCase",
	    ACT_REVISION | ACT_RELEASE },
	[VERB_ASSIGN] = { "assign", MAY_ASSIGNEE, STATUSES_OPEN, STATE_KEEP,
	    LOG_ASSIGN, "assignCase", ACT_REVISION },
	[VERB_INVALIDATE] = { "invalidate", MAY_LEAD,
	    S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_CONFIRM) |
		S(STATUS_FEEDBACK),
	    STATUS_INVALID, LOG_INVALIDATE, "invalidateCase",
	    ACT_REVISION | ACT_TEXT },
	[VERB_REOPEN] = { "reopen", MAY_LEAD, S(STATUS_CLOSED),
	    STATUS_PROCESSING, LOG_REOPEN, "reopenCase",
	    ACT_REVISION | ACT_TEXT },
	[VERB_RESTORE] = { "restore", MAY_LEAD, S(STATUS_DELETED), STATE_FORMER,
	    LOG_RESTORE, "restoreCase", ACT_REVISION },
	[VERB_RECLASSIFY] = { "reclassify", MAY_LEAD, STATUSES_OPEN, STATE_KEEP,
	    LOG_RECLASSIFY, "reclassifyCase", ACT_REVISION },
	[VERB_EXPIRE] = { "expire", MAY_SYSTEM,
	    S(STATUS_CONFIRM) | S(STATUS_FEEDBACK), STATUS_CLOSED, LOG_EXPIRE,
	    "closeCase", 0 },
	[VERB_WAKE] = { "wake", MAY_SYSTEM, S(STATUS_PAUSED), STATUS_PROCESSING,
	    LOG_RESUME, "resumeCase", 0 },
	[VERB_REMIND] = { "remind", MAY_SYSTEM,
	    S(STATUS_CONFIRM) | S(STATUS_FEEDBACK), STATE_KEEP, LOG_REMIND,
	    "remindCustomer", 0 },
};

int
message_moves_to(enum status from)
{
	switch (from) {
	case STATUS_CONFIRM:
	case STATUS_PAUSED:
	case STATUS_FEEDBACK:
		return STATUS_PROCESSING;
	default:
		return STATE_KEEP;
	}
}

enum log_type
message_log(enum status from)
{
	switch (from) {
	case STATUS_CONFIRM:
		return LOG_REJECT;
	case STATUS_PAUSED:
		return LOG_RESUME;
	case STATUS_FEEDBACK:
		return LOG_ANSWER;
	default:
		return LOG_MESSAGE;
	}
}

enum verb
verb_find(const char *action, bool staff)
{
	for (int v = 0; v < VERB__MAX; v++)
		if (verb_rules[v].may != MAY_SYSTEM &&
		    staff == (verb_rules[v].may != MAY_CUSTOMER) &&
		    strcmp(verb_rules[v].name, action) == 0)
			return (enum verb)v;
	return VERB__MAX;
}
