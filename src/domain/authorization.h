/*
 * authorization.h - what support may use for a while: access that an agent
 * asks for on a ticket, and that the customer grants, refuses or takes back.
 *
 * What the customer fills in is in the vault.  It comes out for the agent
 * who has the ticket, alone, each time with a row in the history that the
 * customer sees; it is wiped when the authorization or the ticket ends.
 *
 * As everywhere, an authorization of a ticket that the actor may not see
 * does not exist: ERR_NOTFOUND.
 */
#ifndef GUICHET_DOMAIN_AUTHORIZATION_H
#define GUICHET_DOMAIN_AUTHORIZATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "domain/confidential.h"
#include "domain/state.h"
#include "domain/ticket.h"

/* The codes of the wire and of the database. */
enum auth_status {
	AUTH_INITIAL = -1,
	AUTH_ASKED = 0, /* to be authorized */
	AUTH_GIVEN = 1,
	AUTH_REJECTED = 2,
	AUTH_EXPIRED = 3,
	AUTH_RECALLED = 4,  /* by who asked */
	AUTH_CANCELLED = 5, /* by the customer */
	AUTH_APPROVAL = 6,  /* 6 and 7: for a later step, displayed if met */
	AUTH_DISAPPROVED = 7,
};
#define AUTH_CODE_MIN (-1)
#define AUTH_CODE_MAX 7

#define A(code)       (1u << ((code) + 1))
#define AUTH_ANY      0x1ffu
#define AUTH_STANDING (A(AUTH_ASKED) | A(AUTH_GIVEN))

enum auth_act {
	AUTH_REQUEST,
	AUTH_CONFIRM,
	AUTH_REJECT,
	AUTH_CANCEL,
	AUTH_RECALL,
	AUTH_REVEAL,
	AUTH_RUN_OUT, /* its time is over */
	AUTH_END,     /* its ticket is over */
	AUTH_ACT__MAX
};

struct auth_rule {
	enum may may;
	unsigned from;   /* statuses, A(code) each */
	int to;          /* status, or AUTH_KEEP */
	unsigned ticket; /* statuses of the ticket, S(code) each */
	enum log_type log;
	const char *audit;
	bool hidden; /* customers see it in its history only */
};
#define AUTH_KEEP (-2)

/* A test holds this table against the trigger of the database. */
extern const struct auth_rule auth_rules[AUTH_ACT__MAX];

/* Ways in: what may be asked for, and what it takes. */
enum auth_needs {
	NEEDS_PORT = 1 << 0, /* of hosts only */
	NEEDS_ACCOUNT = 1 << 1,
	NEEDS_PASSWORD = 1 << 2,
	NEEDS_AGENCY = 1 << 3,
	TAKES_ACCOUNT = 1 << 4, /* may be left empty */
};
struct auth_way {
	int64_t resource; /* 1 server, 2 account, 3 FTP, 4 confidential */
	int64_t visit;    /* 1 SSH, 2 RDP, 3 VNC, 4 console, 5 SFTP,
			     6 agency, 7 text */
	int64_t type;     /* of its details: 0 console, 1 host */
	int64_t port;     /* usual one; 0 none */
	unsigned needs;   /* enum auth_needs */
};
extern const struct auth_way auth_ways[];
extern const size_t nauth_ways;
/* NULL: these two do not go together. */
const struct auth_way *auth_way_find(int64_t resource, int64_t visit);

#define AUTH_DETAILS_MAX  5
#define AUTH_DESCRIBE_MAX 2000 /* code points, as all below */
#define AUTH_INSTANCE_MAX 128
#define AUTH_ACCOUNT_MAX  64
#define AUTH_PASSWORD_MAX 20000
#define AUTH_REASON_MAX   300
#define AUTH_AGENCY_MAX   64
#define AUTH_SPAN_MAX     ((int64_t)90 * 86400) /* seconds from now */
#define AUTH_SPAN_USUAL   ((int64_t)86400)

/* Where it leads; number from 1. */
struct auth_detail {
	int64_t number, type;
	const char *instance, *region_id;
	const char *region; /* its name; "" none */
	/* Of one that was revealed, else NULL. */
	const char *port, *account, *password;
};

struct authorization {
	int64_t id, ticket_id, resource, visit;
	enum auth_status status;
	const char *describe;
	int64_t requested_by, handled_by;           /* 0: nobody yet */
	const char *requester, *handler;            /* names; "" */
	int64_t created_at, updated_at, handled_at; /* 0: not yet */
	int64_t effective_at, expire_at;            /* 0: not granted */
	int64_t cleared_at; /* when its secrets were wiped; 0: not */
	const char *reject_reason, *agency; /* "" */
	const char *ticket_title, *submitter;
	enum status ticket_status;
	int64_t assignee_id;
	struct auth_detail detail[AUTH_DETAILS_MAX];
	size_t ndetail;
};

struct auth_filter {
	enum scope scope; /* MINE, ACCOUNT or GROUP */
	int64_t group_id;
	unsigned statuses; /* A(code) each; 0: all */
	int64_t before;    /* id; 0: the newest */
	int64_t limit;
};
struct auth_list {
	struct authorization *item; /* newest first, without details */
	size_t count;
	int64_t next; /* where the next page begins; 0: this is the last */
};

enum err authorization_get(
    struct ctx *, int64_t id, struct authorization *) MUST_CHECK;
enum err authorization_list(
    struct ctx *, const struct auth_filter *, struct auth_list *) MUST_CHECK;
/* Those of a ticket, newest first. */
enum err authorization_of_ticket(
    struct ctx *, int64_t ticket, struct auth_list *) MUST_CHECK;
/* Who did what with it, and who looked; oldest first. */
enum err authorization_history(
    struct ctx *, int64_t id, struct secret_history *) MUST_CHECK;

/* May the actor do this with it now, as far as it is known? */
bool authorization_may(
    const struct ctx *, const struct authorization *, enum auth_act);

/* What is wrong with a form, at which of its fields. */
#define AUTH_WRONG_MAX 24
struct auth_wrong {
	const char *field, *say; /* name of the parameter; key of Lang.Say */
	int64_t n;
};
struct auth_wrongs {
	struct auth_wrong item[AUTH_WRONG_MAX];
	size_t count;
};

struct auth_new {
	int64_t resource, visit;
	const char *describe;
	struct auth_place {
		int64_t type; /* -1: the usual of the way */
		const char *instance, *region_id;
	} place[AUTH_DETAILS_MAX]; /* those that are all empty are none */
};
/* Is there anything in it; of which type it is; and the name of a field of
 * place i, from 0: "port_1". */
bool auth_place_given(const struct auth_place *);
int64_t auth_place_type(const struct auth_way *, const struct auth_place *);
const char *auth_field(struct ctx *, const char *name, size_t i);

void authorization_check_new(
    struct ctx *, const struct auth_new *, struct auth_wrongs *);
/*
 * Ask for it.  ERR_INVALID: see above, and "unknown_choice" for a region;
 * ERR_DENIED (say "not_yours") for who neither has the ticket nor leads;
 * ERR_CONFLICT (say "wrong_state") if nobody works on the ticket.
 */
enum err authorization_request(struct ctx *, int64_t ticket,
    const struct auth_new *, int64_t *id) MUST_CHECK;

struct auth_grant {
	struct auth_key {
		int64_t port; /* 0: none */
		const char *account, *password;
	} key[AUTH_DETAILS_MAX];
	int64_t from, to; /* Unix seconds; 0: not given */
	const char *agency;
	int64_t agreement_id; /* that was ticked, or 0 */
};
enum err authorization_check_grant(struct ctx *, const struct authorization *,
    const struct auth_grant *, struct auth_wrongs *) MUST_CHECK;
/* Grant, refuse, take back.  ERR_CONFLICT (say "auth_state") if it is not
 * in a state for that any more. */
enum err authorization_confirm(
    struct ctx *, int64_t id, const struct auth_grant *) MUST_CHECK;
enum err authorization_reject(
    struct ctx *, int64_t id, const char *reason) MUST_CHECK;
enum err authorization_cancel(struct ctx *, int64_t id) MUST_CHECK;
/* By the staff: not needed any more. */
enum err authorization_recall(
    struct ctx *, int64_t ticket, int64_t id) MUST_CHECK;

/*
 * For the agent who has the ticket, while it is granted: *out with port,
 * account and password of each detail.  Replayed, cx->op.replayed is set
 * and nothing is opened.
 */
enum err authorization_reveal(struct ctx *, int64_t ticket, int64_t id,
    struct authorization *) MUST_CHECK;

/* The ticket is over, inside the transaction that ends it. */
enum err authorization_end(struct ctx *, int64_t ticket) MUST_CHECK;
/* By the jobs process: those whose time is over. */
enum err authorization_run_out(struct ctx *) MUST_CHECK;

/* What must be agreed to in order to grant; id 0: there is none. */
struct agreement;
enum err authorization_agreement(struct ctx *, struct agreement *) MUST_CHECK;

#endif
