/*
 * people.h - users, as those see and change them who manage them: the
 * administrator of an account its users, administrators of the portal and
 * the command line all.  To everybody else they are not there.
 */
#ifndef GUICHET_DOMAIN_PEOPLE_H
#define GUICHET_DOMAIN_PEOPLE_H

#include "domain/organization.h"
#include "domain/user.h"

enum user_state { USERS_ALL, USERS_ACTIVE, USERS_DISABLED };

struct user_filter {
	const char *q;     /* part of a name, a whole e-mail address, or "" */
	const char *after; /* key of the user to go on after, or "" */
	enum user_state state;
	bool any_role;
	enum role role;
	int64_t account_id, group_id; /* 0: any */
	int64_t limit;
};

/* By name.  ERR_NOTFOUND if there is no such account or group. */
enum err people_page(
    struct ctx *, const struct user_filter *, struct user_list *) MUST_CHECK;
enum err people_get(struct ctx *, int64_t id, struct user *) MUST_CHECK;
/* The groups that he is in. */
enum err people_groups(
    struct ctx *, int64_t id, struct user_group_list *) MUST_CHECK;

/* A word that is another as soon as somebody has changed the user. */
const char *people_stamp(struct ctx *, const struct user *);
/*
 * Change display_name, email, area_code, mobile, language, time_zone,
 * account_admin and, of staff, role of the user with u->id.
 *
 * ERR_CONFLICT: say "changed_meanwhile" if he is not as he was when `stamp`
 * was made (NULL: whatever he is), "last_of_kind" if he is the actor and
 * the last administrator.  ERR_PROOF, as proof_check(), where it is about
 * being an administrator, a role or the e-mail.  ERR_INVALID says what is
 * wrong, as user_profile().
 */
enum err people_change(
    struct ctx *, const struct user *u, const char *stamp) MUST_CHECK;
/* His sessions end.  Nobody does these two to himself: ERR_CONFLICT, say
 * "not_yourself".  ERR_PROOF, as proof_check(). */
enum err people_disable(struct ctx *, int64_t id, bool disabled) MUST_CHECK;
/* Another password, to be changed at the next sign-in.  His sessions end.
 * ERR_PROOF, as proof_check(). */
enum err people_reset(struct ctx *, int64_t id, const char *password,
    bool must_change) MUST_CHECK;
/* The same inside an act of more than one; *u is good. */
enum err people_change_within(
    struct ctx *, const struct user *u, const char *stamp) MUST_CHECK;
enum err people_disable_within(
    struct ctx *, int64_t id, bool disabled) MUST_CHECK;

/* ERR_DENIED unless he administers the portal. */
enum err people_rules_all(struct ctx *) MUST_CHECK;

#endif
