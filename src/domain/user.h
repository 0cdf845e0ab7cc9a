/*
 * user.h - people who sign in.
 */
#ifndef GUICHET_DOMAIN_USER_H
#define GUICHET_DOMAIN_USER_H

#include "base/ctx.h"
#include "domain/catalogue.h"

/* "customer", "agent", "lead", "admin". */
extern const char *const role_word[ROLE__MAX];
bool role_read(const char *word, enum role *out); /* false: it is none */

struct user {
	int64_t id, account_id;
	enum role role;
	bool account_admin, disabled, must_change, shortcuts;
	int64_t created_at;
	const char *name, *display_name, *account;
	const char *email, *area_code, *mobile, *language, *time_zone, *theme;
};

struct user_list {
	struct user *item;
	size_t count;
	bool more; /* of people_page() */
};

/* The actor himself. */
enum err user_me(struct ctx *, struct user *) MUST_CHECK;
/* ERR_PROOF if the e-mail address changes and the password was not given
 * for a while.  Change one's own profile: display_name, email, area_code,
 * mobile, language, time_zone, theme, shortcuts of *u. */
enum err user_profile(struct ctx *, const struct user *u) MUST_CHECK;
enum err user_preferences(
    struct ctx *, const char *language, const char *theme) MUST_CHECK;
/*
 * Change one's own password; every other session ends.  ERR_INVALID:
 * say "password_wrong" (the present one), "password_short" (say_n is the
 * least length), "password_long", "password_same", "password_common".
 */
enum err user_password(struct ctx *, const char *present, const char *next,
    int64_t keep_session) MUST_CHECK;
/* The form of that was sent before: ERR_CONFLICT "key_reused" if not with
 * this password. */
enum err user_password_kept(struct ctx *, const char *password) MUST_CHECK;

/*
 * By name, for the command line and first start.  Who manages whom is as
 * in people.h; `account` is made if it is new, by whoever may do that.
 */
struct user_new {
	const char *name, *display_name; /* display "" : as the name */
	const char *account;             /* of a customer; or */
	int64_t account_id;              /* the same by its id */
	enum role role;
	bool account_admin;
	const char *password; /* NULL: cannot sign in yet */
	bool must_change;
	const char *email, *area_code, *mobile, *language, *time_zone;
};

/* ERR_CONFLICT, say "name_taken"; ERR_PROOF for staff and administrators,
 * as proof_check(); ERR_INVALID says what is wrong:
 * "username_invalid", "account_needed" and what a profile or a password may
 * have. */
enum err user_add(
    struct ctx *, const struct user_new *, int64_t *id) MUST_CHECK;
/* ERR_NOTFOUND if there is none. */
enum err user_find(struct ctx *, const char *name, struct user *) MUST_CHECK;
enum err user_set_password(struct ctx *, const char *name, const char *password,
    bool must_change) MUST_CHECK;
enum err user_disable(struct ctx *, const char *name, bool disabled) MUST_CHECK;
enum err user_list(struct ctx *, struct user_list *) MUST_CHECK;
/* Agents and leads, to whom a ticket can be assigned. */
/* The names of the same, at most so many. */
enum err user_staff_choices(
    struct ctx *, int64_t max, struct choices *) MUST_CHECK;
enum err user_staff(struct ctx *, struct user_list *) MUST_CHECK;

/* The first thing that is wrong with what can be changed, or NULL. */
const char *user_wrong(const struct user *);
/* As the database keeps it: takes its time. */
const char *user_hash(struct ctx *, const char *password);

#endif
