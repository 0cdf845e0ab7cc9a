#include "page/page.h"

#include "view/frame.h"

enum err
page_begin(
    struct ctx *cx, const struct req *rq, struct resp *rs, const char *template)
{
	bool may = false;
	enum err rc = ERR_OK;

	rs->page = template;
	rs->model = view_frame(cx, rq);
	if (rq->session != NULL && rq->session->role == ROLE_CUSTOMER)
		rc = ticket_may_create(cx, &may);
	model_flag(rs->model, "User.Create", may);
	return rc;
}

bool
page_recovers(struct ctx *cx, enum err rc, const char **say, int64_t *n)
{
	if (rc != ERR_INVALID && rc != ERR_CONFLICT && rc != ERR_DENIED &&
	    rc != ERR_TOOBIG && rc != ERR_BUSY)
		return false;
	*say = cx->say != NULL ? cx->say : rc == ERR_BUSY ? "busy" : "invalid";
	*n = cx->say_n;
	err_clear(cx);
	return true;
}
