/*
 * organization.h - how a customer is organised: the account, the groups
 * of its users with their roles, and what the account allows them.
 *
 * A role is of a group; who is in several groups has the roles of all.
 * All of this is for the command line and first start: no actor.
 */
#ifndef GUICHET_DOMAIN_ORGANIZATION_H
#define GUICHET_DOMAIN_ORGANIZATION_H

#include "base/ctx.h"

/* What an account as a whole may have or lack. */
enum privilege {
	PRIVILEGE_EXPORT, /* take tickets out as a file */
	/* Every user may open tickets.  This is the ticket policy, off: an
	 * account has the one or the other. */
	PRIVILEGE_CREATE,
	PRIVILEGE_ASSUME, /* all rights on tickets for a delegate */
	PRIVILEGE__MAX
};

/* As the outside calls them: "export", "createCase", "assumeCaseAll". */
extern const char *const privilege_word[PRIVILEGE__MAX];

struct account {
	int64_t id;
	const char *name;
	bool policy; /* only ticket administrators open tickets */
	bool has[PRIVILEGE__MAX];
};

struct account_list {
	struct account *item;
	size_t count;
};

struct user_group {
	int64_t id;
	bool ticket_administrator, group_operator;
	const char *name, *account;
	const char **member; /* names, in order */
	size_t nmember;
};

struct user_group_list {
	struct user_group *item;
	size_t count;
};

/* Inside an act: the account of that name, made if it is new. */
enum err account_make(struct ctx *, const char *name, int64_t *id) MUST_CHECK;
/* All accounts in order, or only the one of that name (else NULL), and
 * then ERR_NOTFOUND if there is none. */
enum err account_list(
    struct ctx *, const char *name, struct account_list *) MUST_CHECK;

/* These two are ERR_NOTFOUND if there is no such account, and all is well
 * if it is so already. */
enum err account_grant(
    struct ctx *, const char *account, enum privilege, bool granted) MUST_CHECK;
enum err account_policy(struct ctx *, const char *account, bool on) MUST_CHECK;

/* The account is made if it is new.  ERR_CONFLICT if it has such a group. */
enum err group_add(struct ctx *, const char *account, const char *name,
    bool ticket_administrator, bool group_operator, int64_t *id) MUST_CHECK;
/*
 * The group of that name in the user's account.  Where `account` is not
 * NULL that must be the one.  ERR_NOTFOUND if anything is not there.
 */
enum err group_join(struct ctx *, const char *account, const char *group,
    const char *user) MUST_CHECK;
/* All groups, or those of one account (else NULL), as account_list(). */
enum err group_list(
    struct ctx *, const char *account, struct user_group_list *) MUST_CHECK;

#endif
