#include "domain/job.h"

#include "domain/act.h"
#include "store/store.h"

enum err
job_note(struct ctx *cx, const struct job *job, size_t n)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = store_job_put(cx, &job[i]);
	return store_end(cx, rc);
}

enum err
job_take_wanted(struct ctx *cx, struct job_list *out)
{
	enum err rc;

	rc = store_jobs_wanted(cx, out);
	if (rc != ERR_OK || out->count == 0)
		return rc;
	/* Read again under the lock: it may be more by now. */
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_jobs_wanted(cx, out);
	if (rc == ERR_OK)
		rc = store_jobs_taken(cx);
	return store_end(cx, rc);
}

enum err
job_list(struct ctx *cx, struct job_list *out)
{
	return store_job_list(cx, out);
}

static enum err
want(struct ctx *cx, const char *kind)
{
	bool changed;
	enum err rc;

	rc = store_job_want(cx, kind, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_NOTFOUND, "job \"%s\"", kind);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "runJob", "job", kind, "");
	return rc;
}

enum err
job_want(struct ctx *cx, const char *kind)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = want(cx, kind);
	return act_end(cx, rc, 0);
}
