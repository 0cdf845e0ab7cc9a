#include "domain/people.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/password.h"
#include "domain/session.h"
#include "store/store.h"

#define STAMP_LEN 20 /* hex digits */

enum err
people_get(struct ctx *cx, int64_t id, struct user *out)
{
	enum err rc;
	bool found;

	rc = store_user_get(cx, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no user %" PRId64, id);
	return rc;
}

enum err
people_page(struct ctx *cx, const struct user_filter *f, struct user_list *out)
{
	struct user_filter one_more = *f;
	struct user_group g;
	struct account a;
	enum err rc = ERR_OK;

	*out = (struct user_list){ 0 };
	if (f->account_id != 0)
		rc = account_get(cx, f->account_id, &a);
	if (rc == ERR_OK && f->group_id != 0)
		rc = group_get(cx, f->group_id, &g);
	if (rc != ERR_OK)
		return rc;
	one_more.limit++;
	rc = store_user_page(cx, &one_more, out);
	if (rc == ERR_OK && out->count > (size_t)f->limit) {
		out->count = (size_t)f->limit;
		out->more = true;
	}
	return rc;
}

enum err
people_groups(struct ctx *cx, int64_t id, struct user_group_list *out)
{
	return store_groups_of(cx, id, out);
}

/* Changes ----------------------------------------------------------------- */

/* What can be changed of a user, and as what the trail names it. */
static const struct {
	const char *name;
	size_t offset;
} texts[] = {
	{ "displayName", offsetof(struct user, display_name) },
	{ "email", offsetof(struct user, email) },
	{ "areaCode", offsetof(struct user, area_code) },
	{ "mobile", offsetof(struct user, mobile) },
	{ "language", offsetof(struct user, language) },
	{ "timeZone", offsetof(struct user, time_zone) },
};

static const char *
text_of(const struct user *u, size_t i)
{
	return *(const char *const *)((const char *)u + texts[i].offset);
}

const char *
people_stamp(struct ctx *cx, const struct user *u)
{
	unsigned char hash[HASH_LEN];
	char hex[HEX_LEN];
	struct sha256 h;

	sha256_begin(&h);
	for (size_t i = 0; i < NELEM(texts); i++)
		sha256_put_text(&h, text_of(u, i));
	sha256_put_text(
	    &h, arena_printf(cx->mem, "%d %d", (int)u->role, u->account_admin));
	sha256_end(&h, hash);
	crypto_hex(hash, sizeof(hash), hex);
	return arena_strndup(cx->mem, hex, STAMP_LEN);
}

/* The names of what differs, and of rights what they were: the trail is
 * kept longer than people's data may be. */
static const char *
difference(struct ctx *cx, const struct user *a, const struct user *b)
{
	struct buf s;

	buf_init(&s, cx->mem);
	for (size_t i = 0; i < NELEM(texts); i++)
		if (strcmp(text_of(a, i), text_of(b, i)) != 0)
			buf_printf(&s, " %s", texts[i].name);
	if (a->role != b->role)
		buf_printf(&s, " %s",
		    audit_change(
			cx, "role", role_word[a->role], role_word[b->role]));
	if (a->account_admin != b->account_admin)
		buf_printf(&s, " %s",
		    audit_change(cx, "accountAdmin",
			a->account_admin ? "yes" : "no",
			b->account_admin ? "yes" : "no"));
	return s.len == 0 ? "" : s.s + 1;
}

/* The statement found nobody to change, and yet he is there: why? */
static enum err
refused(struct ctx *cx, const struct user *u, const char *say)
{
	return err_say(cx, ERR_CONFLICT, say, "cannot change user \"%s\": %s",
	    u->name, say);
}

enum err
people_change_within(struct ctx *cx, const struct user *u, const char *stamp)
{
	struct user old;
	bool changed;
	enum err rc;

	rc = people_get(cx, u->id, &old);
	if (rc != ERR_OK)
		return rc;
	if (stamp != NULL && strcmp(stamp, people_stamp(cx, &old)) != 0)
		return refused(cx, &old, "changed_meanwhile");
	if ((old.role == ROLE_CUSTOMER) != (u->role == ROLE_CUSTOMER) ||
	    (u->account_admin && u->role != ROLE_CUSTOMER))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "user \"%s\" cannot have role %d", old.name, (int)u->role);
	/* Whoever gets his mail may get his account. */
	if (old.role != u->role || old.account_admin != u->account_admin ||
	    strcmp(old.email, u->email) != 0)
		rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = store_user_change(cx, u, &changed);
	if (rc == ERR_OK && !changed)
		rc = refused(cx, &old, "last_of_kind");
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateUser", "user",
		    old.name, difference(cx, &old, u));
	return rc;
}

enum err
people_change(struct ctx *cx, const struct user *in, const char *stamp)
{
	struct user u = *in;
	const char *wrong;
	enum err rc;

	u.display_name = utf8_name(cx->mem, u.display_name);
	wrong = user_wrong(&u);
	if (wrong != NULL)
		return err_say(cx, ERR_INVALID, wrong, "a wrong user");
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = people_change_within(cx, &u, stamp);
	return act_end(cx, rc, u.id);
}

enum err
people_disable_within(struct ctx *cx, int64_t id, bool disabled)
{
	int64_t ended;
	struct user u;
	bool changed;
	enum err rc;

	rc = people_get(cx, id, &u);
	if (rc == ERR_OK)
		rc = proof_check(cx);
	if (rc == ERR_OK)
		rc = store_user_disable(cx, id, disabled, &changed);
	if (rc == ERR_OK && !changed)
		rc = refused(cx, &u, "not_yourself");
	if (rc == ERR_OK && disabled)
		rc = store_session_end(cx, id, 0, 0, &ended);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL,
		    disabled ? "disableUser" : "enableUser", "user", u.name,
		    "");
	return rc;
}

enum err
people_disable(struct ctx *cx, int64_t id, bool disabled)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = people_disable_within(cx, id, disabled);
	return act_end(cx, rc, id);
}

static enum err
reset(struct ctx *cx, int64_t id, const char *hash, bool must_change)
{
	int64_t ended;
	struct user u;
	bool changed;
	enum err rc;

	rc = people_get(cx, id, &u);
	if (rc == ERR_OK)
		rc = store_user_reset(cx, id, hash, must_change, &changed);
	if (rc == ERR_OK && !changed)
		rc = refused(cx, &u, "not_yourself");
	if (rc == ERR_OK)
		rc = store_session_end(cx, id, 0, 0, &ended);
	if (rc == ERR_OK)
		rc = store_device_forget(cx, id, 0);
	if (rc == ERR_OK)
		rc = store_key_drop_all(cx, id);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "resetPassword", "user", u.name, "");
	return rc;
}

enum err
people_reset(struct ctx *cx, int64_t id, const char *password, bool must_change)
{
	const char *wrong, *hash;
	struct user u;
	enum err rc;

	/* Before the work of hashing, and outside of the lock. */
	rc = people_get(cx, id, &u);
	if (rc != ERR_OK)
		return rc;
	wrong = password_wrong(cx, &u, password, false, &cx->say_n);
	if (wrong != NULL)
		rc = err_say(cx, ERR_INVALID, wrong, "a wrong password");
	if (rc == ERR_OK)
		rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	hash = user_hash(cx, password);
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = reset(cx, id, hash, must_change);
	return act_end(cx, rc, id);
}

enum err
people_rules_all(struct ctx *cx)
{
	enum err rc;
	bool does;

	rc = store_rules_all(cx, &does);
	if (rc == ERR_OK && !does)
		rc = err_fail(cx, ERR_DENIED, "not an administrator");
	return rc;
}
