/*
 * act.h - one act: a transaction that writes once, however often its form
 * is sent, and leaves a row in the audit trail.
 *
 *	rc = act_begin(cx);
 *	if (rc == ERR_OK && !cx->op.replayed)
 *		rc = …the writes…;
 *	return act_end(cx, rc, id);
 */
#ifndef GUICHET_DOMAIN_ACT_H
#define GUICHET_DOMAIN_ACT_H

#include "base/ctx.h"

/*
 * Take the write lock and begin.  If the form's key was used before with
 * the same fields, cx->op.replayed is set and cx->op.result is what that
 * act made; with other fields, ERR_CONFLICT, say "key_reused".
 */
enum err act_begin(struct ctx *) MUST_CHECK;
/* Note the key with its result, remove the form's draft, and commit; or
 * roll back if rc is not ERR_OK. */
enum err act_end(struct ctx *, enum err rc, int64_t result) MUST_CHECK;

/* The same question asked before the work of keeping files: was this
 * form's act done already? */
enum err act_replayed(struct ctx *, bool *out) MUST_CHECK;

/* One snapshot for all that a page reads; one inside another is the
 * same.  Each begin that succeeded has its end. */
enum err snapshot_begin(struct ctx *) MUST_CHECK;
enum err snapshot_end(struct ctx *, enum err rc) MUST_CHECK;

enum rating { RATING_NORMAL, RATING_WARNING, RATING_INCIDENT };

/* A row of the audit trail. */
struct audit_row {
	int64_t seq, at, actor_id;
	const char *event, *resource_type, *resource_id, *actor_name, *ip;
	const char *request_id, *rating, *detail;
	unsigned char hash[32];
};

/* Add one, inside the transaction of the act. */
enum err audit_add(struct ctx *, enum rating, const char *event,
    const char *resource_type, const char *resource_id,
    const char *detail) MUST_CHECK;
/* Walk the chain.  *bad is the first row that does not fit, or is missing at
 * its end; 0 if all do.  *count is how many do. */
enum err audit_verify(struct ctx *, int64_t *count, int64_t *bad) MUST_CHECK;

struct audit_list {
	struct audit_row *row;
	size_t count;
	int64_t next; /* where the next page begins; 0: this is the last */
};
/*
 * The trail for an administrator, newest first: the rows older than number
 * `before`, 0 for the newest.  event and user (his name) may be "".
 * ERR_NOTFOUND if there is no such user.
 */
enum err audit_list(struct ctx *, int64_t before, const char *event,
    const char *user, int64_t limit, struct audit_list *) MUST_CHECK;

#endif
