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
#include "domain/audit.h" /* what each act leaves */

/*
 * Take the write lock and begin.  If the form's key was used before with
 * the same fields, cx->op.replayed is set and cx->op.result is what that
 * act made; with other fields, ERR_CONFLICT, say "key_reused".  ERR_BUSY
 * where the disk has no room (domain/space.h).
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

#endif
