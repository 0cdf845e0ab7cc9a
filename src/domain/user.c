#include "domain/user.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/tz.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/login.h"
#include "domain/name.h"
#include "domain/password.h"
#include "domain/people.h"
#include "domain/session.h"
#include "domain/totp.h"
#include "store/store.h"

const char *const role_word[ROLE__MAX] = {
	[ROLE_CUSTOMER] = "customer",
	[ROLE_AGENT] = "agent",
	[ROLE_LEAD] = "lead",
	[ROLE_ADMIN] = "admin",
};

bool
role_read(const char *word, enum role *out)
{
	for (int r = 0; r < ROLE__MAX; r++)
		if (strcmp(word, role_word[r]) == 0) {
			*out = (enum role)r;
			return true;
		}
	return false;
}

enum err
user_me(struct ctx *cx, struct user *out)
{
	enum err rc;
	bool found;

	rc = store_user_by_id(cx, cx->actor, &found, out, NULL);
	if (rc == ERR_OK && !found)
		rc = err_fail(
		    cx, ERR_LOGIN, "user %" PRId64 " is gone", cx->actor);
	return rc;
}

static bool
good_language(const char *s)
{
	return *s == '\0' || strcmp(s, "en") == 0 || strcmp(s, "zh-cn") == 0;
}

static bool
good_theme(const char *s)
{
	return *s == '\0' || strcmp(s, "light") == 0 || strcmp(s, "dark") == 0;
}

static bool
good_zone(const char *s)
{
	return *s == '\0' || tz_get(s) != NULL;
}

const char *
user_wrong(const struct user *u)
{
	if (!name_good(u->display_name))
		return "name_invalid";
	if (*u->email != '\0' && !email_good(u->email))
		return "email_invalid";
	if (strlen(u->mobile) > 32)
		return "mobile_invalid";
	if (strlen(u->area_code) > 4 ||
	    u->area_code[strspn(u->area_code, "0123456789")] != '\0')
		return "area_invalid";
	if (!good_language(u->language) || !good_theme(u->theme) ||
	    !good_zone(u->time_zone))
		return "unknown_choice";
	return NULL;
}

enum err
user_profile(struct ctx *cx, const struct user *u)
{
	const char *wrong = user_wrong(u);
	struct user now;
	enum err rc;

	if (wrong != NULL)
		return err_say(cx, ERR_INVALID, wrong, "a wrong profile");
	rc = user_me(cx, &now);
	/* Whoever gets his mail may get his account. */
	if (rc == ERR_OK && strcmp(now.email, u->email) != 0)
		rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = store_user_profile(cx, u);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = audit_add(
		    cx, RATING_NORMAL, "updateProfile", "user", NULL, "");
	return act_end(cx, rc, 0);
}

enum err
user_preferences(struct ctx *cx, const char *language, const char *theme)
{
	enum err rc;

	if ((language != NULL && !good_language(language)) ||
	    (theme != NULL && !good_theme(theme)))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no such language or theme");
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = store_user_preferences(cx, language, theme);
	return act_end(cx, rc, 0);
}

/* Passwords --------------------------------------------------------------- */

/* Does it only do beside a second factor? */
static bool
is_short(const struct ctx *cx, const char *password)
{
	return (int64_t)utf8_count(password) < password_least(cx, false);
}

const char *
user_hash(struct ctx *cx, const char *password)
{
	return password_hash(cx->mem, password,
	    (size_t)cx->conf->passwords_argon2_memory,
	    (unsigned long long)cx->conf->passwords_argon2_passes);
}

enum err
user_password(
    struct ctx *cx, const char *present, const char *next, int64_t keep_session)
{
	const char *wrong, *fresh;
	int64_t ended;
	struct user u;
	bool second;
	enum err rc;

	rc = login_present(cx, keep_session, present);
	if (rc == ERR_OK)
		rc = user_me(cx, &u);
	if (rc == ERR_OK)
		rc = totp_is_on(cx, cx->actor, &second);
	if (rc != ERR_OK)
		return rc;
	wrong = password_wrong(cx, &u, next, second, &cx->say_n);
	if (wrong == NULL && strcmp(present, next) == 0)
		wrong = "password_same";
	if (wrong != NULL)
		return err_say(cx, ERR_INVALID, wrong, "a wrong password");

	fresh = user_hash(cx, next);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = store_user_password(
		    cx, cx->actor, fresh, false, is_short(cx, next));
		if (rc == ERR_OK)
			rc = store_session_end(
			    cx, cx->actor, 0, keep_session, &ended);
		if (rc == ERR_OK)
			rc = store_device_forget(cx, cx->actor, keep_session);
		if (rc == ERR_OK)
			rc = audit_add(cx, RATING_NORMAL, "changePassword",
			    "user", u.name, "");
	}
	return act_end(cx, rc, 0);
}

enum err
user_password_kept(struct ctx *cx, const char *password)
{
	const char *hash;
	struct user u;
	bool found;
	enum err rc;

	rc = store_user_by_id(cx, cx->actor, &found, &u, &hash);
	if (rc == ERR_OK && (!found || !password_verify(hash, password)))
		rc = err_say(cx, ERR_CONFLICT, "key_reused",
		    "the form was sent before with another password");
	return rc;
}

/* By name ------------------------------------------------------------------ */

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static enum err
add(struct ctx *cx, const struct user_new *in, struct user *u, const char *hash,
    int64_t *id)
{
	const char *key = name_key(cx->mem, in->name);
	struct user other;
	bool found;
	enum err rc;

	rc = store_user_by_name(cx, key, &found, &other, NULL);
	if (rc == ERR_OK && found)
		rc = err_say(cx, ERR_CONFLICT, "name_taken",
		    "there is a user \"%s\"", other.name);
	if (rc == ERR_OK && in->account != NULL)
		rc = account_make(cx, in->account, &u->account_id);
	if (rc == ERR_OK)
		rc = store_user_add(cx, u, key, hash, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(cx, ERR_DENIED, "cannot add a user here");
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createUser", "user", u->name, "");
	return rc;
}

enum err
user_add(struct ctx *cx, const struct user_new *in, int64_t *id)
{
	struct user u = {
		.account_id = in->account_id,
		.role = in->role,
		.account_admin = in->account_admin,
		.must_change = in->must_change,
		.shortcuts = true,
		.name = in->name,
		.display_name = utf8_name(cx->mem,
		    *or_empty(in->display_name) != '\0' ? in->display_name
							: in->name),
		.email = or_empty(in->email),
		.area_code = or_empty(in->area_code),
		.mobile = or_empty(in->mobile),
		.language = or_empty(in->language),
		.time_zone = or_empty(in->time_zone),
		.theme = "",
	};
	const char *wrong, *hash = "";
	enum err rc;

	*id = 0;
	if (!name_good_login(in->name))
		return err_say(cx, ERR_INVALID, "username_invalid",
		    "\"%s\" is no user name: "
		    "letters, digits and . _ - @ inside, up to %d",
		    in->name, NAME_MAX_CHARS);
	if ((in->role == ROLE_CUSTOMER) !=
		(in->account != NULL || in->account_id != 0) ||
	    (in->account_admin && in->role != ROLE_CUSTOMER))
		return err_say(cx, ERR_INVALID, "account_needed",
		    "customers have an account, and only they");
	wrong = user_wrong(&u);
	if (wrong == NULL && in->password != NULL)
		wrong = password_wrong(cx, &u, in->password, false, &cx->say_n);
	if (wrong != NULL)
		return err_say(cx, ERR_INVALID, wrong,
		    "cannot add user \"%s\": %s", in->name, wrong);
	if (in->account_admin || in->role != ROLE_CUSTOMER) {
		rc = proof_check(cx);
		if (rc != ERR_OK)
			return rc;
	}
	if (in->password != NULL)
		hash = user_hash(cx, in->password);

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = add(cx, in, &u, hash, id);
	rc = act_end(cx, rc, *id);
	*id = cx->op.key != NULL ? cx->op.result : *id;
	return rc;
}

enum err
user_find(struct ctx *cx, const char *name, struct user *out)
{
	enum err rc;
	bool found;

	rc = store_user_by_name(cx, name_key(cx->mem, name), &found, out, NULL);
	if (rc == ERR_OK && !found)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "there is no user \"%s\"", name);
	return rc;
}

enum err
user_set_password(
    struct ctx *cx, const char *name, const char *password, bool must_change)
{
	struct user u;
	enum err rc;

	rc = user_find(cx, name, &u);
	return rc == ERR_OK ? people_reset(cx, u.id, password, must_change)
			    : rc;
}

enum err
user_disable(struct ctx *cx, const char *name, bool disabled)
{
	struct user u;
	enum err rc;

	rc = user_find(cx, name, &u);
	return rc == ERR_OK ? people_disable(cx, u.id, disabled) : rc;
}

enum err
user_list(struct ctx *cx, struct user_list *out)
{
	return store_user_list(cx, out);
}

enum err
user_staff_choices(struct ctx *cx, int64_t max, struct choices *out)
{
	return store_staff_choices(cx, max, out);
}

enum err
user_staff(struct ctx *cx, struct user_list *out)
{
	return store_staff_list(cx, out);
}
