/*
 * organization.c - /organization and /admin/accounts: an account with its
 * policy, its privileges and what it has used of its limits.
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/label.h"
#include "domain/name.h"
#include "domain/organization.h"
#include "page/manage.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

/* The account that a request is about: one's own, or that of the address. */
static int64_t
account_of(const struct req *rq)
{
	const struct side s = side_of(rq);

	return s.admin ? req_id(rq, 0) : s.account_id;
}

/* Where its switches are: "/organization/policy", "/admin/accounts/7/policy".
 */
static const char *
switch_href(struct ctx *cx, const struct req *rq, const char *what)
{
	const struct side s = side_of(rq);

	return s.admin ? side_href(cx, &s, "accounts", account_of(rq), what)
		       : side_href(cx, &s, what, 0, NULL);
}

static void
put_account(struct ctx *cx, struct model *m, const struct account *a)
{
	model_int(m, "id", a->id);
	model_text(m, "name", a->name);
	model_flag(m, "policy", a->policy);
	for (int p = 0; p < PRIVILEGE__MAX; p++) {
		struct model *row = model_row(model_at(m, "P"));

		model_put(row, privilege_word[p]);
		model_flag(row, "has", a->has[p]);
	}
	model_time(cx, m, "at", a->created_at);
}

static void
put_use(struct ctx *cx, struct model *m, const struct account_use *u)
{
	model_int(m, "users", u->users);
	model_int(m, "groups", u->groups);
	model_int(m, "open", u->open);
	model_int(m, "labels", u->labels);
	model_int(m, "labelsMax", LABELS_MAX);
	model_text(m, "up", size_words(cx, u->uploaded));
	model_text(m, "upMax", size_words(cx, cx->conf->uploads_daily_volume));
}

/* A page of one account.  f: a form that comes back; NULL: none. */
static enum err
read_account(struct ctx *cx, const struct req *rq, const char *template,
    const struct form *f, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct account_use use;
	bool left = false;
	struct account a;
	struct form was;
	struct model *m;
	enum err rc;

	rc = account_get(cx, account_of(rq), &a);
	if (rc == ERR_OK && s.admin && f == NULL)
		rc = page_left(cx, rq,
		    side_href(cx, &s, "accounts", a.id, NULL), &named_schema,
		    &was, &left);
	if (rc == ERR_OK)
		rc = account_use(cx, a.id, &use);
	if (rc == ERR_OK)
		rc = side_begin(cx, rq, rs, template);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	put_account(cx, model_at(m, "A"), &a);
	put_use(cx, model_at(m, "Use"), &use);
	model_text(m, "Href.policy", switch_href(cx, rq, "policy"));
	model_text(m, "Href.privileges", switch_href(cx, rq, "privileges"));
	side_key(cx, rq, model_at(m, "Key.policy"), "policy");
	side_key(cx, rq, model_at(m, "Key.privileges"), "privileges");
	side_key(cx, rq, model_at(m, "Key.save"), "save");
	model_text(m, "F.name.v", a.name);
	if (left)
		page_put_left(cx, m, &was);
	if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	return ERR_OK;
}

static enum err
show_account(struct ctx *cx, const struct req *rq, const char *template,
    const struct form *f, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(cx, read_account(cx, rq, template, f, rs))
	    : rc;
}

enum err
page_organization(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_account(cx, rq, "organization/home.cs", NULL, rs);
}

/* The policy and the privileges ---------------------------------------------
 */

struct policy {
	const char *policy;
};

static const struct field policy_fields[] = {
	FIELD(policy, policy, REQUIRED | LINE, 1, 3, "unknown_choice"),
};
const struct schema policy_schema = { policy_fields, NELEM(policy_fields),
	false };

struct privileges {
	const char *grant, *revoke;
};

static const struct field privilege_fields[] = {
	FIELD(privileges, grant, LINE, 0, 20, "unknown_choice"),
	FIELD(privileges, revoke, LINE, 0, 20, "unknown_choice"),
};
const struct schema privileges_schema = { privilege_fields,
	NELEM(privilege_fields), false };

enum err
page_policy(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_account(cx, rq, "organization/policy.cs", NULL, rs);
}

enum err
page_privileges(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_account(cx, rq, "organization/privileges.cs", NULL, rs);
}

/* After a switch: to the page with it, or back to the form. */
static enum err
finish(struct ctx *cx, const struct req *rq, struct resp *rs, enum err rc,
    struct form *f, const char *what, const char *done)
{
	const struct side s = side_of(rq);
	const char *template = "organization/account.cs";

	if (!s.admin)
		template = strcmp(what, "policy") == 0
		    ? "organization/policy.cs"
		    : "organization/privileges.cs";
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem,
			s.admin
			    ? side_href(cx, &s, "accounts", req_id(rq, 0), NULL)
			    : side_href(cx, &s, what, 0, NULL),
			done));
	else if (side_again(cx, rc, f, rs))
		rc = show_account(cx, rq, template, f, rs);
	return rc;
}

static enum err
wrong_choice(struct ctx *cx, const char *what)
{
	return err_say(cx, ERR_INVALID, "unknown_choice", "no such %s", what);
}

enum err
page_policy_save(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct policy in = { .policy = "" };
	struct form f;
	bool on;
	enum err rc;

	if (!form_read(cx, &f, &policy_schema, rq, &in)) {
		f.say = f.say != NULL ? f.say : "choose_one";
		rc = err_say(cx, ERR_INVALID, f.say, "no policy");
		return finish(cx, rq, rs, rc, &f, "policy", "");
	}
	on = strcmp(in.policy, "on") == 0;
	rc = on || strcmp(in.policy, "off") == 0
	    ? account_policy(cx, account_of(rq), on)
	    : wrong_choice(cx, "policy");
	return finish(
	    cx, rq, rs, rc, &f, "policy", on ? "policy_on" : "policy_off");
}

static bool
read_privilege(const char *word, enum privilege *out)
{
	for (int p = 0; p < PRIVILEGE__MAX; p++)
		if (strcmp(word, privilege_word[p]) == 0) {
			*out = (enum privilege)p;
			return true;
		}
	return false;
}

enum err
page_privileges_save(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct privileges in = { .grant = "", .revoke = "" };
	enum privilege p;
	struct form f;
	bool grants;
	enum err rc;

	if (!form_read(cx, &f, &privileges_schema, rq, &in)) {
		f.say = f.say != NULL ? f.say : "choose_one";
		rc = err_say(cx, ERR_INVALID, f.say, "no privilege");
		return finish(cx, rq, rs, rc, &f, "privileges", "");
	}
	grants = *in.grant != '\0';
	rc = grants != (*in.revoke != '\0') &&
		read_privilege(grants ? in.grant : in.revoke, &p)
	    ? account_grant(cx, account_of(rq), p, grants)
	    : wrong_choice(cx, "privilege");
	return finish(cx, rq, rs, rc, &f, "privileges", "saved");
}

/* Accounts, for administrators of the portal --------------------------------
 */

struct query {
	const char *q, *after;
};

static const struct field query_fields[] = {
	FIELD(query, q, LINE, 0, 100, NULL),
	FIELD(query, after, LINE, 0, 300, NULL),
};
const struct schema accounts_query = { query_fields, NELEM(query_fields),
	false };

static const char *
list_href(struct ctx *cx, const struct query *in, const char *after)
{
	const struct param p[] = { { "q", in->q }, { "after", after } };

	return href_query(cx->mem, "/admin/accounts", p, NELEM(p));
}

static enum err
read_accounts(struct ctx *cx, const struct req *rq, const struct query *in,
    struct resp *rs)
{
	struct account_list l;
	struct model *m;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/accounts.cs");
	if (rc == ERR_OK)
		rc = account_page(
		    cx, in->after, in->q, cx->conf->tickets_page_size, &l);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_text(m, "Q.q", in->q);
	model_flag(m, "Q.on", *in->q != '\0');
	for (size_t i = 0; i < l.count; i++)
		put_account(cx, model_row(model_at(m, "Row")), &l.item[i]);
	if (*in->after != '\0')
		model_text(m, "List.first", list_href(cx, in, ""));
	if (l.more)
		model_text(m, "List.next",
		    list_href(
			cx, in, name_key(cx->mem, l.item[l.count - 1].name)));
	return ERR_OK;
}

enum err
page_accounts(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &accounts_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_accounts(cx, rq, &in, rs))
			    : rc;
}

struct named {
	const char *name;
};

static const struct field name_fields[] = {
	FIELD(named, name, REQUIRED | LINE, 1, 64, "name_invalid"),
};
const struct schema named_schema = { name_fields, NELEM(name_fields), false };

static enum err
show_new(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	struct form was;
	bool left = false;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/account.cs");
	if (rc == ERR_OK && f == NULL)
		rc = page_left(
		    cx, rq, "/admin/accounts/new", &named_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	side_key(cx, rq, model_at(rs->model, "Key.save"), "new");
	if (left)
		page_put_left(cx, rs->model, &was);
	if (f != NULL)
		model_put_form(
		    cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	return ERR_OK;
}

enum err
page_account_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_new(cx, rq, NULL, rs);
}

enum err
page_account_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct side s = side_of(rq);
	struct named in = { .name = "" };
	int64_t id = 0;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &named_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_new(cx, rq, &f, rs);
	}
	rc = account_add(cx, in.name, &id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem, side_href(cx, &s, "accounts", id, NULL),
			"account_added"));
	else if (side_again(cx, rc, &f, rs))
		rc = show_new(cx, rq, &f, rs);
	return rc;
}

enum err
page_account_show(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_account(cx, rq, "organization/account.cs", NULL, rs);
}

enum err
page_account_save(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct named in = { .name = "" };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &named_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_account(cx, rq, "organization/account.cs", &f, rs);
	}
	rc = account_rename(cx, req_id(rq, 0), in.name);
	return finish(cx, rq, rs, rc, &f, "", "saved");
}
