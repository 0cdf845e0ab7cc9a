#include "domain/organization.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/session.h"
#include "domain/user.h"
#include "store/store.h"

#define DAY       ((int64_t)86400)
#define STAMP_LEN 20 /* hex digits */

const char *const privilege_word[PRIVILEGE__MAX] = {
	[PRIVILEGE_EXPORT] = "export",
	[PRIVILEGE_CREATE] = "createCase",
	[PRIVILEGE_ASSUME] = "assumeCaseAll",
};

/* Accounts ---------------------------------------------------------------- */

/* Inside an act; the name is good and new. */
static enum err
make(struct ctx *cx, const char *shown, const char *key, int64_t *id)
{
	enum err rc;

	rc = store_account_add(cx, shown, key, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(cx, ERR_DENIED, "cannot make an account");
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createAccount", "account", shown, "");
	return rc;
}

static enum err
name_bad(struct ctx *cx, const char *what, const char *name)
{
	return err_say(cx, ERR_INVALID, "name_invalid",
	    "\"%s\" is no name for %s", name, what);
}

static enum err
name_taken(struct ctx *cx, const char *what, const char *name)
{
	return err_say(cx, ERR_CONFLICT, "name_taken",
	    "there is %s \"%s\" already", what, name);
}

enum err
account_make(struct ctx *cx, const char *name, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, name);
	const char *key = name_key(cx->mem, name);
	enum err rc;

	if (!name_good(shown))
		return name_bad(cx, "an account", name);
	rc = store_account_find(cx, key, id);
	if (rc != ERR_OK || *id != 0)
		return rc;
	return make(cx, shown, key, id);
}

static enum err
add_account(struct ctx *cx, const char *shown, const char *key, int64_t *id)
{
	enum err rc;

	rc = store_account_find(cx, key, id);
	if (rc == ERR_OK && *id != 0)
		rc = name_taken(cx, "an account", shown);
	return rc == ERR_OK ? make(cx, shown, key, id) : rc;
}

enum err
account_add(struct ctx *cx, const char *name, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, name);
	enum err rc;

	*id = 0;
	if (!name_good(shown))
		return name_bad(cx, "an account", name);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = add_account(cx, shown, name_key(cx->mem, name), id);
	rc = act_end(cx, rc, *id);
	*id = cx->op.key != NULL ? cx->op.result : *id;
	return rc;
}

enum err
account_get(struct ctx *cx, int64_t id, struct account *out)
{
	enum err rc;
	bool found;

	rc = store_account_get(cx, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no account %" PRId64, id);
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

enum err
account_find(struct ctx *cx, const char *name, struct account *out)
{
	struct account_list l;
	enum err rc;

	rc = account_list(cx, name, &l);
	if (rc == ERR_OK)
		*out = l.item[0];
	return rc;
}

enum err
account_page(struct ctx *cx, const char *after, const char *q, int64_t limit,
    struct account_list *out)
{
	enum err rc;

	rc = store_account_page(cx, after, q, limit + 1, out);
	if (rc == ERR_OK && out->count > (size_t)limit) {
		out->count = (size_t)limit;
		out->more = true;
	}
	return rc;
}

enum err
account_use(struct ctx *cx, int64_t id, struct account_use *out)
{
	return store_account_use(cx, id, cx->now - cx->now % DAY, out);
}

static enum err
rename_account(struct ctx *cx, int64_t id, const char *shown, const char *key)
{
	struct account a;
	int64_t other;
	bool changed;
	enum err rc;

	rc = account_get(cx, id, &a);
	if (rc == ERR_OK)
		rc = store_account_find(cx, key, &other);
	if (rc == ERR_OK && other != 0 && other != id)
		rc = name_taken(cx, "an account", shown);
	if (rc == ERR_OK)
		rc = store_account_rename(cx, id, shown, key, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_DENIED, "cannot rename an account");
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateAccount", "account",
		    shown, a.name);
	return rc;
}

enum err
account_rename(struct ctx *cx, int64_t id, const char *name)
{
	const char *shown = utf8_name(cx->mem, name);
	enum err rc;

	if (!name_good(shown))
		return name_bad(cx, "an account", name);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = rename_account(cx, id, shown, name_key(cx->mem, name));
	return act_end(cx, rc, id);
}

/* One switch, with the row that the trail has for it. */
static enum err
grant(struct ctx *cx, int64_t id, enum privilege p, bool granted,
    const char *event, const char *detail)
{
	struct account a;
	bool changed;
	enum err rc;

	rc = account_get(cx, id, &a);
	if (rc == ERR_OK)
		rc = store_account_grant(cx, id, p, granted, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_DENIED, "cannot switch a privilege");
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, event, "account", a.name, detail);
	return rc;
}

enum err
account_grant(struct ctx *cx, int64_t id, enum privilege p, bool granted)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = grant(cx, id, p, granted,
		    granted ? "grantPrivilege" : "revokePrivilege",
		    privilege_word[p]);
	return act_end(cx, rc, id);
}

enum err
account_policy(struct ctx *cx, int64_t id, bool on)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = grant(cx, id, PRIVILEGE_CREATE, !on, "switchPolicy",
		    on ? "on" : "off");
	return act_end(cx, rc, id);
}

/* Groups ------------------------------------------------------------------ */

/* Inside an act: g->name is good. */
static enum err
add_group(struct ctx *cx, const struct user_group *g, int64_t *id)
{
	const char *key = name_key(cx->mem, g->name);
	enum err rc;

	rc = store_group_find(cx, g->account_id, key, id);
	if (rc == ERR_OK && *id != 0)
		rc = name_taken(cx, "a group", g->name);
	if (rc == ERR_OK)
		rc = store_group_add(cx, g->account_id, g, key, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(cx, ERR_NOTFOUND, "no account of his");
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createGroup", "group", g->name, "");
	return rc;
}

enum err
group_add(struct ctx *cx, const char *account, const char *name,
    bool ticket_administrator, bool group_operator, int64_t *id)
{
	struct user_group g = {
		.name = utf8_name(cx->mem, name),
		.ticket_administrator = ticket_administrator,
		.group_operator = group_operator,
	};
	enum err rc;

	*id = 0;
	if (!name_good(g.name))
		return name_bad(cx, "a group", name);
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = account_make(cx, account, &g.account_id);
	if (rc == ERR_OK)
		rc = add_group(cx, &g, id);
	return act_end(cx, rc, *id);
}

enum err
group_new(struct ctx *cx, const struct user_group *in, int64_t *id)
{
	struct user_group g = *in;
	enum err rc;

	*id = 0;
	g.name = utf8_name(cx->mem, in->name);
	if (!name_good(g.name))
		return name_bad(cx, "a group", in->name);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = add_group(cx, &g, id);
	rc = act_end(cx, rc, *id);
	*id = cx->op.key != NULL ? cx->op.result : *id;
	return rc;
}

enum err
group_get(struct ctx *cx, int64_t id, struct user_group *out)
{
	enum err rc;
	bool found;

	rc = store_group_get(cx, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no group %" PRId64, id);
	return rc;
}

enum err
group_page(
    struct ctx *cx, const struct groups_asked *f, struct user_group_list *out)
{
	struct groups_asked one_more = *f;
	enum err rc;

	one_more.limit++;
	rc = store_group_page(cx, &one_more, out);
	if (rc == ERR_OK && out->count > (size_t)f->limit) {
		out->count = (size_t)f->limit;
		out->more = true;
	}
	return rc;
}

enum err
group_list(struct ctx *cx, const char *account, struct user_group_list *out)
{
	struct account a = { 0 };
	enum err rc = ERR_OK;

	if (account != NULL)
		rc = account_find(cx, account, &a);
	if (rc == ERR_OK)
		rc = store_group_list(cx, a.id, out);
	return rc;
}

/* "TA" and "TGO", as far as it has them. */
static const char *
roles_of(const struct user_group *g)
{
	static const char *const words[2][2] = {
		{ "", "groupOperator" },
		{ "ticketAdministrator", "ticketAdministrator groupOperator" },
	};

	return words[g->ticket_administrator][g->group_operator];
}

const char *
group_stamp(struct ctx *cx, const struct user_group *g)
{
	unsigned char hash[HASH_LEN];
	char hex[HEX_LEN];
	struct sha256 h;

	sha256_begin(&h);
	sha256_put_text(&h, g->name);
	sha256_put_text(&h, roles_of(g));
	sha256_end(&h, hash);
	crypto_hex(hash, sizeof(hash), hex);
	return arena_strndup(cx->mem, hex, STAMP_LEN);
}

/* What it has become: its roles, and of which name it was. */
static const char *
change_of(
    struct ctx *cx, const struct user_group *old, const struct user_group *g)
{
	if (strcmp(old->name, g->name) == 0)
		return roles_of(g);
	return arena_printf(cx->mem, "%s (was %s)", roles_of(g), old->name);
}

static enum err
change_group(struct ctx *cx, const struct user_group *g, const char *stamp)
{
	const char *key = name_key(cx->mem, g->name);
	struct user_group old;
	int64_t other;
	bool changed;
	enum err rc;

	rc = group_get(cx, g->id, &old);
	if (rc != ERR_OK)
		return rc;
	if (stamp != NULL && strcmp(stamp, group_stamp(cx, &old)) != 0)
		return err_say(cx, ERR_CONFLICT, "changed_meanwhile",
		    "group \"%s\" is not as it was", old.name);
	if (old.ticket_administrator != g->ticket_administrator ||
	    old.group_operator != g->group_operator)
		rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = store_group_find(cx, old.account_id, key, &other);
	if (rc == ERR_OK && other != 0 && other != g->id)
		rc = name_taken(cx, "a group", g->name);
	if (rc == ERR_OK)
		rc = store_group_change(cx, g, key, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_DENIED, "cannot change the group");
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateGroup", "group",
		    g->name, change_of(cx, &old, g));
	return rc;
}

enum err
group_change(struct ctx *cx, const struct user_group *in, const char *stamp)
{
	struct user_group g = *in;
	enum err rc;

	g.name = utf8_name(cx->mem, in->name);
	if (!name_good(g.name))
		return name_bad(cx, "a group", in->name);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = change_group(cx, &g, stamp);
	return act_end(cx, rc, g.id);
}

static enum err
delete_group(struct ctx *cx, int64_t id)
{
	struct user_group g;
	bool changed;
	enum err rc;

	rc = group_get(cx, id, &g);
	if (rc == ERR_OK)
		rc = store_group_delete(cx, id, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_DENIED, "cannot delete the group");
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "deleteGroup", "group",
		    g.name, arena_printf(cx->mem, "%zu", g.nmember));
	return rc;
}

enum err
group_delete(struct ctx *cx, int64_t id)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = delete_group(cx, id);
	return act_end(cx, rc, id);
}

/* Members ----------------------------------------------------------------- */

/* Inside an act. */
static enum err
set_member(struct ctx *cx, int64_t id, const struct user *u, bool in)
{
	struct user_group g;
	bool changed;
	enum err rc;

	rc = group_get(cx, id, &g);
	if (rc == ERR_OK && u->account_id != g.account_id)
		rc = err_say(cx, ERR_INVALID, "member_unknown",
		    "user \"%s\" is of another account", u->name);
	if (rc == ERR_OK)
		rc = store_group_member(cx, id, u->id, in, &changed);
	if (rc == ERR_OK && changed)
		rc = audit_add(cx, RATING_NORMAL,
		    in ? "addGroupMember" : "removeGroupMember", "group",
		    g.name, u->name);
	return rc;
}

static enum err
enter(struct ctx *cx, int64_t id, const char *name)
{
	struct user u;
	bool found;
	enum err rc;

	rc = store_user_by_name(cx, name_key(cx->mem, name), &found, &u, NULL);
	if (rc == ERR_OK && !found)
		rc = err_say(cx, ERR_INVALID, "member_unknown",
		    "there is no user \"%s\"", name);
	return rc == ERR_OK ? set_member(cx, id, &u, true) : rc;
}

enum err
group_enter(struct ctx *cx, int64_t id, const char *user)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = enter(cx, id, user);
	return act_end(cx, rc, id);
}

static enum err
leave(struct ctx *cx, int64_t id, int64_t user)
{
	struct user u;
	bool found;
	enum err rc;

	rc = store_user_get(cx, user, &found, &u);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no user %" PRId64, user);
	return rc == ERR_OK ? set_member(cx, id, &u, false) : rc;
}

enum err
group_leave(struct ctx *cx, int64_t id, int64_t user)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = leave(cx, id, user);
	return act_end(cx, rc, id);
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
	rc = account_find(cx, account, &a);
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
		rc = set_member(cx, id, &u, true);
	return act_end(cx, rc, id);
}
