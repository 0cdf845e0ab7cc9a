/*
 * organization.h - how a customer is organised: the account, the groups
 * of its users with their roles, and what the account allows them.
 *
 * A role is of a group; who is in several groups has the roles of all.
 *
 * An account is managed by its administrator, by administrators of the
 * portal, and by whoever runs the command line (actor 0).  To everybody
 * else it and its groups are not there: ERR_NOTFOUND.
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
	int64_t created_at;
};

struct account_list {
	struct account *item;
	size_t count;
	bool more; /* of account_page() */
};

/* What an account has, and has used of its limits. */
struct account_use {
	int64_t users; /* who may sign in */
	int64_t groups;
	int64_t open;     /* tickets */
	int64_t uploaded; /* bytes, since midnight UTC */
	int64_t labels;
};

struct user_group {
	int64_t id, account_id;
	bool ticket_administrator, group_operator;
	const char *name, *account;
	const char *key;     /* its place in a list by name */
	const char **member; /* names, in order; of group_list() alone */
	size_t nmember;
};

struct user_group_list {
	struct user_group *item;
	size_t count;
	bool more; /* of group_page() */
};

struct groups_asked {
	const char *q; /* part of a name, or "" */
	/* Key and id of the group to go on after, or "" and 0. */
	const char *after;
	int64_t after_id;
	int64_t account_id; /* 0: any */
	int64_t limit;
};

/* Accounts. */

/* Inside an act: the account of that name, made if it is new. */
enum err account_make(struct ctx *, const char *name, int64_t *id) MUST_CHECK;
/* ERR_CONFLICT, say "name_taken"; ERR_INVALID, say "name_invalid". */
enum err account_add(struct ctx *, const char *name, int64_t *id) MUST_CHECK;
enum err account_rename(struct ctx *, int64_t id, const char *name) MUST_CHECK;
enum err account_get(struct ctx *, int64_t id, struct account *) MUST_CHECK;
enum err account_find(
    struct ctx *, const char *name, struct account *) MUST_CHECK;
/* All accounts in order, or only the one of that name (else NULL), and
 * then ERR_NOTFOUND if there is none. */
enum err account_list(
    struct ctx *, const char *name, struct account_list *) MUST_CHECK;
/* By name: those after the key `after` in whose name `q` is. */
enum err account_page(struct ctx *, const char *after, const char *q,
    int64_t limit, struct account_list *) MUST_CHECK;
enum err account_use(struct ctx *, int64_t id, struct account_use *) MUST_CHECK;
/* All is well if these two are so already. */
enum err account_grant(
    struct ctx *, int64_t id, enum privilege, bool granted) MUST_CHECK;
enum err account_policy(struct ctx *, int64_t id, bool on) MUST_CHECK;

/* Groups. */

/* The account is made if it is new.  ERR_CONFLICT if it has such a group. */
enum err group_add(struct ctx *, const char *account, const char *name,
    bool ticket_administrator, bool group_operator, int64_t *id) MUST_CHECK;
/* The same with name and roles of *g in the account g->account_id. */
enum err group_new(
    struct ctx *, const struct user_group *g, int64_t *id) MUST_CHECK;
enum err group_get(struct ctx *, int64_t id, struct user_group *) MUST_CHECK;
enum err group_page(struct ctx *, const struct groups_asked *,
    struct user_group_list *) MUST_CHECK;
/* All groups, or those of one account (else NULL), as account_list(). */
enum err group_list(
    struct ctx *, const char *account, struct user_group_list *) MUST_CHECK;
/* A word that is another as soon as somebody has changed the group. */
const char *group_stamp(struct ctx *, const struct user_group *);
/* Name and roles.  ERR_CONFLICT: say "name_taken", or "changed_meanwhile" if
 * it is not as it was when the stamp was made.  ERR_PROOF, as proof_check(), if
 * its roles change. */
enum err group_change(
    struct ctx *, const struct user_group *, const char *stamp) MUST_CHECK;
/* Its members lose what they had through it alone. */
enum err group_delete(struct ctx *, int64_t id) MUST_CHECK;
/*
 * The user of that name, who must be of the group's account: ERR_INVALID,
 * say "member_unknown".  All is well if he is in it, or not, already.
 */
enum err group_enter(struct ctx *, int64_t id, const char *user) MUST_CHECK;
enum err group_leave(struct ctx *, int64_t id, int64_t user) MUST_CHECK;
/*
 * The group of that name in the user's account.  Where `account` is not
 * NULL that must be the one.  ERR_NOTFOUND if anything is not there.
 */
enum err group_join(struct ctx *, const char *account, const char *group,
    const char *user) MUST_CHECK;

#endif
