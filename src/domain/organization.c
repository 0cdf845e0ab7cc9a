#include "domain/organization.h"

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/user.h"
#include "store/store.h"

const char *const privilege_word[PRIVILEGE__MAX] = {
	[PRIVILEGE_EXPORT] = "export",
	[PRIVILEGE_CREATE] = "createCase",
	[PRIVILEGE_ASSUME] = "assumeCaseAll",
};

/* Accounts ---------------------------------------------------------------- */

enum err
account_make(struct ctx *cx, const char *name, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, name);
	const char *key = name_key(cx->mem, name);
	enum err rc;

	if (!name_good(shown))
		return err_fail(
		    cx, ERR_INVALID, "\"%s\" is no name for an account", name);
	rc = store_account_find(cx, key, id);
	if (rc != ERR_OK || *id != 0)
		return rc;
	rc = store_account_add(cx, shown, key, id);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createAccount", "account", shown, "");
	return rc;
}

enum err
account_list(struct ctx *cx, const char *name, struct account_list *out)
{
	const char *key = name == NULL ? NULL : name_key(cx->mem, name);
	enum err rc;

	rc = store_account_list(cx, key, out);
	if (rc == ERR_OK && name != NULL && out->count == 0)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "there is no account \"%s\"", name);
	return rc;
}

static enum err
account_get(struct ctx *cx, const char *name, struct account *out)
{
	struct account_list l;
	enum err rc;

	rc = account_list(cx, name, &l);
	if (rc == ERR_OK)
		*out = l.item[0];
	return rc;
}

enum err
account_grant(
    struct ctx *cx, const char *account, enum privilege p, bool granted)
{
	struct account a;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = account_get(cx, account, &a);
	if (rc == ERR_OK)
		rc = store_account_grant(cx, a.id, p, granted);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL,
		    granted ? "grantPrivilege" : "revokePrivilege", "account",
		    a.name, privilege_word[p]);
	return act_end(cx, rc, 0);
}

enum err
account_policy(struct ctx *cx, const char *account, bool on)
{
	struct account a;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = account_get(cx, account, &a);
	if (rc == ERR_OK)
		rc = store_account_grant(cx, a.id, PRIVILEGE_CREATE, !on);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "switchPolicy", "account",
		    a.name, on ? "on" : "off");
	return act_end(cx, rc, 0);
}

/* Groups ------------------------------------------------------------------ */

static enum err
add(struct ctx *cx, const char *account, const char *shown,
    bool ticket_administrator, bool group_operator, int64_t *id)
{
	const char *key = name_key(cx->mem, shown);
	int64_t account_id;
	enum err rc;

	rc = account_make(cx, account, &account_id);
	if (rc == ERR_OK)
		rc = store_group_find(cx, account_id, key, id);
	if (rc == ERR_OK && *id != 0)
		rc = err_fail(cx, ERR_CONFLICT,
		    "there is a group \"%s\" in account \"%s\"", shown,
		    account);
	if (rc == ERR_OK)
		rc = store_group_add(cx, account_id, shown, key,
		    ticket_administrator, group_operator, id);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createGroup", "group", shown, "");
	return rc;
}

enum err
group_add(struct ctx *cx, const char *account, const char *name,
    bool ticket_administrator, bool group_operator, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, name);
	enum err rc;

	*id = 0;
	if (!name_good(shown))
		return err_fail(
		    cx, ERR_INVALID, "\"%s\" is no group name", name);
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = add(cx, account, shown, ticket_administrator,
		    group_operator, id);
	return act_end(cx, rc, *id);
}

/* The user, who must be of the account if one is named. */
static enum err
member_of(
    struct ctx *cx, const char *account, const char *user, struct user *out)
{
	struct account a;
	enum err rc;

	rc = user_find(cx, user, out);
	if (rc != ERR_OK || account == NULL)
		return rc;
	rc = account_get(cx, account, &a);
	if (rc == ERR_OK && a.id != out->account_id)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "there is no user \"%s\" in account \"%s\"", out->name,
		    a.name);
	return rc;
}

enum err
group_join(
    struct ctx *cx, const char *account, const char *group, const char *user)
{
	int64_t id = 0;
	struct user u;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = member_of(cx, account, user, &u);
	if (rc == ERR_OK)
		rc = store_group_find(
		    cx, u.account_id, name_key(cx->mem, group), &id);
	if (rc == ERR_OK && id == 0)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "there is no group \"%s\" in the account of \"%s\"", group,
		    u.name);
	if (rc == ERR_OK)
		rc = store_group_join(cx, id, u.id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "addGroupMember", "group",
		    group, u.name);
	return act_end(cx, rc, id);
}

enum err
group_list(struct ctx *cx, const char *account, struct user_group_list *out)
{
	struct account a = { 0 };
	enum err rc = ERR_OK;

	if (account != NULL)
		rc = account_get(cx, account, &a);
	if (rc == ERR_OK)
		rc = store_group_list(cx, a.id, out);
	return rc;
}
