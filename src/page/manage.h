/*
 * manage.h - what the pages share that manage users, groups and accounts.
 *
 * There are two sides of them: /organization for the administrator of an
 * account, and /admin for those of the portal.  Handlers and templates are
 * the same; what is there for whom the domain decides.
 */
#ifndef GUICHET_PAGE_MANAGE_H
#define GUICHET_PAGE_MANAGE_H

#include "domain/people.h"
#include "page/page.h"

struct side {
	bool admin;
	const char *base;   /* "/admin" or "/organization" */
	int64_t account_id; /* of the one; 0: all */
};

struct side side_of(const struct req *);
/* page_begin(), with the side. */
enum err side_begin(struct ctx *, const struct req *, struct resp *,
    const char *template) MUST_CHECK;
/* "/admin/users", "/admin/users/7" and "/admin/users/7/disable": id 0 and
 * act NULL are left out. */
const char *side_href(struct ctx *, const struct side *, const char *what,
    int64_t id, const char *act);

/* An act whose form is *f failed with rc.  true: *f now says why, and is to
 * be shown again with rs->status; false: rc is for the router. */
bool side_again(struct ctx *, enum err rc, struct form *, struct resp *);

/* Did the form come from a page that showed what is not stored now? */
bool side_stale(const struct form *, const char *stamp);

/* A user, as lists and pages show him. */
void side_put_user(struct model *, const struct user *);

/* One more key for the form that posts there. */
void side_key(
    struct ctx *, const struct req *, struct model *at, const char *address);

#endif
