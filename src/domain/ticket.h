/*
 * ticket.h - what a ticket is, and what may happen to it.
 *
 * Every call acts as cx->actor.  A ticket that the actor may not see does
 * not exist: ERR_NOTFOUND.  A verb is one transaction: the ticket, its
 * log, the audit trail and the form's key change together or not at all.
 */
#ifndef GUICHET_DOMAIN_TICKET_H
#define GUICHET_DOMAIN_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "base/param.h"
#include "domain/label.h"
#include "domain/state.h"

#define TICKET_DESCRIPTION_MAX 1200  /* code points */
#define TICKET_DESC_MAX        400   /* of operate_desc and judgement */
#define TICKET_TITLE_MAX       120   /* of the first line, then cut */
#define MESSAGE_MAX            10000 /* code points */
#define TICKET_CC_MAX          10    /* addresses */

/* "TS-0000042" */
#define TICKET_NAME_FMT "TS-%07" PRId64

/* When something is due; 0: it is not, or its clock stands. */
struct due {
	int64_t at, warn; /* warn: three quarters of the time are used */
};

struct ticket {
	int64_t id;
	int64_t account_id, submitter_id;
	int64_t assignee_id; /* 0: nobody */
	enum status status;
	enum status former;             /* of a deleted one: the state before */
	int64_t created_at, updated_at; /* Unix seconds, as all below */
	int64_t accepted_at, pending_since; /* 0: not yet, as all below */
	int64_t paused_until, solved_at, closed_at, urged_at;
	int64_t urge_count;
	int64_t revision; /* the one that the viewer's pages carry */
	int64_t message_count, note_count;
	int case_type;                 /* 0 consultation, 5 fault */
	bool has_access, has_confided; /* authorizations, confided texts */
	const char *title;             /* one line */
	const char *submitter, *assignee, *account; /* names; assignee "" */
	const char *sub_type, *product, *problem_type, *severity, *region;
	/* As stored; region_id "" is none. */
	const char *product_id, *problem_type_id, *severity_id, *region_id;
	int64_t first_response,
	    resolution; /* seconds that the severity promises */
	const char *remind_mail, *remind_mobile, *area_code, *remind_time;
	const char *cc_email;
	const void *submitter_reach; /* that of the submitter, sealed */
	size_t submitter_reach_len;
	const void *contact; /* the first two and the last, sealed; or NULL */
	size_t contact_len;
	const char *submitter_email, *submitter_area, *submitter_mobile,
	    *submitter_language; /* for staff */
	struct due reply, solve; /* the next answer, the solution */
	int64_t answered_at;     /* the first answer */
};

/* A row of a list. */
struct ticket_row {
	int64_t id, revision, created_at, updated_at, urge_count, urged_at;
	int64_t severity_rank;
	enum status status;
	int last_type; /* log code of the last act that customers may see */
	const char *title, *product, *severity, *submitter, *assignee, *account;
	const char *last_by; /* who did it */
	bool last_mine;      /* the actor did */
	struct label_list labels;
	bool unread;     /* the other side wrote since he was there */
	int64_t due_key; /* its place in ORDER_DUE */
	int64_t place;   /* in the order of its list */
	struct due reply, solve;
};

struct ticket_list {
	struct ticket_row *item;
	size_t count;
	int64_t next_at, next_id; /* where the next page begins; 0: the end */
};

/* Whose tickets: each has an index of its own. */
enum scope {
	SCOPE_MINE,       /* that the actor submitted */
	SCOPE_ACCOUNT,    /* of his account, if he administers it */
	SCOPE_GROUP,      /* of the members of a group that he operates */
	SCOPE_UNASSIGNED, /* staff: state 0, nobody has it */
	SCOPE_ASSIGNED,   /* staff: the actor's own, not ended */
	SCOPE_OPEN,       /* staff: every one not ended */
	SCOPE_STATE,      /* staff: of these, in one state */
	SCOPE_URGED,      /* staff: of these, what was urged */
	SCOPE_CUSTOMER,   /* staff: one customer's, not ended; submitter_id */
	SCOPE_LATE,       /* staff: of these, what is overdue */
	SCOPE_ALL,        /* staff: every one but the deleted */
	SCOPE__MAX
};

/* What is due first, then what was urged, then what is worse: of the open
 * ones of the staff; others are as in ORDER_UPDATED_DESC. */
enum order {
	ORDER_UPDATED_DESC,
	ORDER_UPDATED_ASC,
	ORDER_DUE,
	ORDER_BEST, /* where the words of `q` fit best */
	ORDER__MAX
};

#define QUEUE_ANY  0    /* else the id of a queue */
#define QUEUE_MINE (-1) /* of any queue that the actor is in */

struct ticket_filter {
	enum scope scope;
	int64_t group_id;     /* of SCOPE_GROUP */
	unsigned statuses;    /* bit (1 << status) each; 0: all but 13 */
	const char *q;        /* number, or words as typed; "" none */
	const char *words;    /* ticket_list() fills it in, of q */
	int64_t from, to;     /* created in [from, to), 0: open */
	int64_t submitter_id; /* 0: anyone */
	int64_t account_id;   /* staff; 0: any */
	bool urged;           /* only those that were urged */
	const char *product_id, *severity_id; /* "" any */
	int64_t labels[TICKET_LABELS_MAX]; /* any of them; the first 0: any */
	int64_t queue;                     /* staff */
	int64_t assignee_id;               /* staff; 0: anyone */
	enum status state;                 /* of SCOPE_STATE */
	enum order order;
	int64_t after_at, after_id; /* place in the list, 0: its start */
	int64_t limit;
};

struct ticket_counts {
	int64_t n[STATUS_CODE_MAX + 1]; /* by status code */
};

/* What a customer fills in. Strings are borrowed. */
struct ticket_new {
	const char *sub_type_id; /* "" : that of the product */
	const char *product_id, *problem_type_id, *severity_id;
	const char *region_id; /* "" : none */
	const char *description;
	const char *remind_mail, *remind_mobile, *area_code, *remind_time;
	const char *cc_email;
	const char *confidential;      /* NULL or "" : nothing */
	int64_t agreement_id;          /* that was ticked, or 0 */
	const char *const *attachment; /* ids, in order */
	size_t nattachment;
	const struct param *extra; /* "extends_KEY" among others */
	size_t nextra;
	int64_t related; /* the ticket that it follows, or 0 */
};

/*
 * Fill *out with a ticket that the actor may see; strings are in cx->mem.
 * Staff see every ticket, but for agents where a setting keeps them to
 * their queues; a customer his own, those of his groups where
 * he is the operator, those of his account where he is its administrator,
 * and none that was deleted.
 */
enum err ticket_get(struct ctx *, int64_t id, struct ticket *out) MUST_CHECK;
/* Only the viewer's revision: what polling asks. */
enum err ticket_revision(struct ctx *, int64_t id, int64_t *out) MUST_CHECK;
/* And how many messages there are. */
enum err ticket_progress(
    struct ctx *, int64_t id, int64_t *revision, int64_t *messages) MUST_CHECK;

enum err ticket_list(struct ctx *, const struct ticket_filter *,
    struct ticket_list *) MUST_CHECK;
/* The counters of a scope that triggers keep; no ticket is read. */
enum err ticket_counts(struct ctx *, enum scope, int64_t group_id,
    struct ticket_counts *) MUST_CHECK;

struct choices;
/* Who submitted the tickets of SCOPE_ACCOUNT or SCOPE_GROUP; of any other
 * scope nobody. */
enum err ticket_submitters(
    struct ctx *, enum scope, int64_t group_id, struct choices *) MUST_CHECK;

/* For the staff: how many are overdue, at most `max` are counted. */
enum err ticket_count_late(struct ctx *, int64_t max, int64_t *n) MUST_CHECK;
/* For the staff: how many tickets of a customer are open. */
enum err ticket_open_of(struct ctx *, int64_t customer, int64_t *n) MUST_CHECK;

/*
 * Open a ticket.  ERR_DENIED (say "may_not_create") where the account's
 * policy forbids, ERR_INVALID where an id names nothing that may be
 * chosen (say tells which: "unknown_choice", "region_needed",
 * "agreement_needed"), "accessory_unknown".
 */
enum err ticket_create(
    struct ctx *, const struct ticket_new *, int64_t *id) MUST_CHECK;
/* May the actor open one? Policy and roles. */
enum err ticket_may_create(struct ctx *, bool *out) MUST_CHECK;

/* A place in the catalogue; the product is that of the problem type. */
struct place {
	const char *problem_type_id, *severity_id;
	const char *region_id; /* "": none */
};

/* What a verb may carry. */
struct act_input {
	int64_t revision; /* that the form carried; 0: not checked */
	int64_t seen; /* number of the last message shown; -1: not checked */
	const char *text;         /* content or operate_desc; "" none */
	const char *confidential; /* of a customer's message; NULL none */
	const char *const *attachment;
	size_t nattachment;
	const struct score_input *score; /* of close; NULL none */
	int64_t until;                   /* of pause: Unix seconds, 0 none */
	int64_t assignee;                /* of assign: user id */
	struct place place;              /* of reclassify */
};

/*
 * Do what domain/state.c lists under `verb`.
 *
 * ERR_CONFLICT: say "state_changed" (the ticket moved since the page was
 * made), "wrong_state" (the verb does not go in this state),
 * "stale_reply" (a message came that the staff member had not seen),
 * "urge_too_soon" and "urge_just_created" (cx->say_n is the time from
 * which it goes), "already_taken", "score_late", "key_reused".
 * ERR_INVALID, among others: "until_past", and "assignee_unknown" for who
 * is not of the staff or has the ticket already; of reclassify
 * "unknown_choice", "region_needed" and "nothing_changed".
 * ERR_DENIED: the staff member is neither the assignee nor a lead.
 */
enum err ticket_act(
    struct ctx *, int64_t id, enum verb, const struct act_input *) MUST_CHECK;

/*
 * Would it go?  The ticket, and ERR_OK or what ticket_act() would say of it;
 * `in` is looked at for who is to have it, and may be NULL.  Nothing changes.
 */
enum err ticket_try(struct ctx *, int64_t id, enum verb,
    const struct act_input *in, struct ticket *out) MUST_CHECK;

/* Remind of what has had no answer for long, close what has had none for
 * too long, and take up again what has rested long enough.  By nobody:
 * cx->actor is 0. */
enum err ticket_run_out(struct ctx *) MUST_CHECK;
/* End some of the tickets that were deleted long ago, with all that belongs
 * to them. */
enum err ticket_purge(struct ctx *) MUST_CHECK;

/* Which verbs the actor may use on it now: bit (1 << verb) each.
 * *urge_from is when an urge becomes possible, 0 if it is or never is. */
unsigned ticket_verbs(struct ctx *, const struct ticket *, int64_t *urge_from);

#endif
