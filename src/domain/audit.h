/*
 * audit.h - the trail of what was done: rows that are only ever added, each
 * with a hash of itself and of the row before.
 */
#ifndef GUICHET_DOMAIN_AUDIT_H
#define GUICHET_DOMAIN_AUDIT_H

#include "base/ctx.h"

enum rating { RATING_NORMAL, RATING_WARNING, RATING_INCIDENT };

/* A row of the audit trail. */
struct audit_row {
	int64_t seq, at, actor_id;
	const char *event, *resource_type, *resource_id, *actor_name, *ip;
	const char *request_id, *rating, *detail;
	unsigned char hash[32];
};

/* What may be done to one kind of thing; all names of events there are. */
struct audit_kind {
	const char *name; /* key under Lang.AuditKind */
	const char *const
	    *event; /* ends with NULL; keys under Lang.AuditEvent */
};
extern const struct audit_kind audit_kinds[];
extern const size_t audit_nkinds;
bool audit_event_known(const char *event);

/* Add one, inside the transaction of the act.  An event that has no place
 * among the kinds is a fault.  resource_id NULL: the actor himself. */
enum err audit_add(struct ctx *, enum rating, const char *event,
    const char *resource_type, const char *resource_id,
    const char *detail) MUST_CHECK;
/* For the detail: "name: was → is", cut where it is long; what was or is
 * empty is "–". */
const char *audit_change(
    struct ctx *, const char *name, const char *was, const char *is);

/* Walk the chain.  *bad is the first row that does not fit, or is missing at
 * its end; 0 if all do.  *count is how many do. */
enum err audit_verify(struct ctx *, int64_t *count, int64_t *bad) MUST_CHECK;

struct audit_verdict {
	int64_t count, bad; /* as above */
	bool cut;           /* bad is the first that is missing at the end */
	const char *head;   /* hash of the last that fits, in hex */
};
/* The same for an administrator, and a row that says that he did it. */
enum err audit_check(struct ctx *, struct audit_verdict *) MUST_CHECK;

struct audit_filter {
	const char *event;              /* "": any */
	int64_t actor, ticket, account; /* 0: any */
	int64_t from, to;               /* times; to 0: without end */
	/* The place: rows older than that one, or, if `up`, newer ones.
	 * Both 0: from the newest on. */
	int64_t at, seq;
	bool up;
};

struct audit_list {
	struct audit_row *row; /* newest first */
	size_t count;
	bool newer, older; /* there are more */
};
/* The trail for an administrator. */
enum err audit_list(struct ctx *, const struct audit_filter *, int64_t limit,
    struct audit_list *) MUST_CHECK;
/* He has taken n rows with him; `asked` is what he asked for. */
enum err audit_exported(struct ctx *, int64_t n, const char *asked) MUST_CHECK;

#endif
