/*
 * person.c - /organization/users/ID and /admin/users/ID: one user, and a new
 * one.
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "domain/act.h"
#include "domain/people.h"
#include "domain/totp.h"
#include "page/manage.h"
#include "page/pages.h"
#include "view/time.h"
#include "web/href.h"

/* The form ------------------------------------------------------------------
 */

/* Of a new user, and of one that is there. */
struct person {
	const char *username, *password, *role, *account;
	const char *name, *email, *area_code, *mobile, *language, *time_zone;
	bool account_admin;
	const char *stamp;
};

#define PERSON_FIELDS                                                          \
	FIELD(person, role, LINE, 0, 10, "unknown_choice"),                    \
	    FIELD(person, name, LINE, 0, 64, "name_invalid"),                  \
	    FIELD(person, email, LINE, 0, 128, "email_invalid"),               \
	    FIELD(person, area_code, LINE, 0, 4, "area_invalid"),              \
	    FIELD(person, mobile, LINE, 0, 32, "mobile_invalid"),              \
	    FIELD(person, language, LINE, 0, 10, "unknown_choice"),            \
	    FIELD(person, time_zone, LINE, 0, 64, "unknown_choice"),           \
	    FIELD(person, account_admin, 0, 0, 1, NULL)

static const struct field new_fields[] = {
	FIELD(person, username, REQUIRED | LINE, 1, 64, "username_invalid"),
	FIELD(person, password, REQUIRED | SECRET, 1, 1024, NULL),
	FIELD(person, account, LINE, 0, 64, "account_unknown"),
	PERSON_FIELDS,
};
const struct schema person_new_schema = { new_fields, NELEM(new_fields),
	false };

static const struct field edit_fields[] = {
	FIELD(person, stamp, LINE, 0, 64, NULL),
	PERSON_FIELDS,
};
const struct schema person_schema = { edit_fields, NELEM(edit_fields), false };

static const struct field reset_fields[] = {
	FIELD(person, password, REQUIRED | SECRET, 1, 1024, NULL),
};
const struct schema person_reset_schema = { reset_fields, NELEM(reset_fields),
	false };

/* A password that nobody has thought of, and what one must be like. */
static void
put_password(struct ctx *cx, struct model *m)
{
	const struct slot least = { "n",
		arena_printf(cx->mem, "%d", cx->conf->passwords_min_length) };

	model_text(m, "Draw", crypto_random_password(cx->mem));
	model_text(m, "Rule",
	    lang_fill(cx, lang_text(cx, "Fmt", "RulePassword"), &least, 1));
}

static void
put_stored(struct model *m, const struct user *u)
{
	model_text(m, "role.v", role_word[u->role]);
	model_text(m, "name.v", u->display_name);
	model_text(m, "email.v", u->email);
	model_text(m, "area_code.v", u->area_code);
	model_text(m, "mobile.v", u->mobile);
	model_text(m, "language.v", u->language);
	model_text(m, "time_zone.v", u->time_zone);
	model_flag(m, "account_admin.v", u->account_admin);
}

/* Accounts to choose from, as many as a list can hold. */
static enum err
put_accounts(struct ctx *cx, struct model *list)
{
	struct account_list l;
	enum err rc;

	rc = account_page(cx, "", "", 200, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		model_put(model_row(list), l.item[i].name);
	return rc;
}

/* f: what was typed, or came with the address. */
static enum err
show_new(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	const struct side s = side_of(rq);
	const char *here = side_href(cx, &s, "users", 0, "new");
	struct form was;
	bool left = false;
	struct model *m;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/user.cs");
	if (rc == ERR_OK && s.admin)
		rc = put_accounts(cx, model_at(rs->model, "Accounts"));
	if (rc == ERR_OK && rq->method == GET)
		rc = page_left(cx, rq, here, &person_new_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	rs->secret = true;
	page_zones(model_at(m, "Zone"));
	put_password(cx, m);
	side_key(cx, rq, model_at(m, "Key.save"), here);
	if (left)
		page_put_left(cx, m, &was);
	else
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	if (rq->method == POST && f->say == NULL)
		model_text(
		    m, "F.Say", lang_say(cx, "password_drawn", 0, NULL, 0));
	return ERR_OK;
}

struct new_query {
	const char *account, *role;
};

static const struct field new_query_fields[] = {
	FIELD(new_query, account, LINE, 0, 64, NULL),
	FIELD(new_query, role, LINE, 0, 10, NULL),
};
const struct schema person_new_query = { new_query_fields,
	NELEM(new_query_fields), false };

enum err
page_person_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct new_query in;
	struct form f;

	if (!form_read(cx, &f, &person_new_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	return show_new(cx, rq, &f, rs);
}

/* In which account, for one of the administrator's choice. */
static enum err
find_account(struct ctx *cx, const struct side *s, const struct person *in,
    struct user_new *u)
{
	struct account a;
	enum err rc;

	if (!s->admin) {
		u->account_id = s->account_id;
		return ERR_OK;
	}
	if (*in->account == '\0')
		return ERR_OK;
	rc = account_find(cx, in->account, &a);
	if (rc == ERR_OK)
		u->account_id = a.id;
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		rc = err_say(cx, ERR_INVALID, "account_unknown",
		    "no account \"%s\"", in->account);
	}
	return rc;
}

static enum err
add_person(
    struct ctx *cx, const struct req *rq, const struct person *in, int64_t *id)
{
	const struct side s = side_of(rq);
	struct user_new u = {
		.name = in->username,
		.display_name = in->name,
		.role = ROLE_CUSTOMER,
		.account_admin = in->account_admin,
		.password = in->password,
		.must_change = true,
		.email = in->email,
		.area_code = in->area_code,
		.mobile = in->mobile,
		.language = in->language,
		.time_zone = in->time_zone,
	};
	enum err rc;

	if (s.admin && *in->role != '\0' && !role_read(in->role, &u.role))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no role \"%s\"", in->role);
	rc = find_account(cx, &s, in, &u);
	return rc == ERR_OK ? user_add(cx, &u, id) : rc;
}

enum err
page_person_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct person in = { .username = "" };
	int64_t id;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &person_new_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_new(cx, rq, &f, rs);
	}
	rc = add_person(cx, rq, &in, &id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem, side_href(cx, &s, "users", id, NULL),
			"user_added"));
	else if (side_again(cx, rc, &f, rs))
		rc = show_new(cx, rq, &f, rs);
	return rc;
}

/* One user ------------------------------------------------------------------
 */

static void
put_groups(struct model *list, const struct user_group_list *l)
{
	for (size_t i = 0; i < l->count; i++) {
		struct model *row = model_row(list);

		model_int(row, "id", l->item[i].id);
		model_text(row, "name", l->item[i].name);
		model_flag(row, "ta", l->item[i].ticket_administrator);
		model_flag(row, "tgo", l->item[i].group_operator);
	}
}

static void
put_keys(struct ctx *cx, const struct req *rq, const struct side *s,
    struct model *m, int64_t id)
{
	side_key(cx, rq, model_at(m, "Key.save"),
	    side_href(cx, s, "users", id, NULL));
	side_key(cx, rq, model_at(m, "Key.reset"),
	    side_href(cx, s, "users", id, "password"));
	side_key(cx, rq, model_at(m, "Key.totp"),
	    side_href(cx, s, "users", id, "totp"));
	side_key(cx, rq, model_at(m, "Key.switch"),
	    side_href(cx, s, "users", id, "disable"));
}

/* What is stored where something else was typed, one line each. */
static void
put_now(
    struct ctx *cx, struct model *m, const struct form *f, const struct user *u)
{
	const struct {
		const char *field, *value;
	} rows[] = {
		{ "name", u->display_name },
		{ "email", u->email },
		{ "area_code", u->area_code },
		{ "mobile", u->mobile },
		{ "language", u->language },
		{ "time_zone", u->time_zone },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct model *row;

		if (schema_field(f->schema, rows[i].field) == NULL ||
		    strcmp(form_value(f, rows[i].field), rows[i].value) == 0)
			continue;
		row = model_row(model_at(m, "Now"));
		model_text(row, "k", field_label(cx, rows[i].field));
		model_text(row, "v", rows[i].value);
	}
}

/* f: a form that comes back; NULL: none. */
static enum err
read_person(struct ctx *cx, const struct req *rq, const struct form *f,
    int64_t id, struct resp *rs)
{
	const struct side s = side_of(rq);
	bool edited = f != NULL && f->schema == &person_schema;
	struct user_group_list groups;
	bool second = false, left = false;
	struct form was;
	struct model *m;
	struct user u;
	enum err rc;

	rc = people_get(cx, id, &u);
	if (rc == ERR_OK && f == NULL)
		rc = page_left(cx, rq, side_href(cx, &s, "users", id, NULL),
		    &person_schema, &was, &left);
	if (rc == ERR_OK)
		rc = people_groups(cx, id, &groups);
	if (rc == ERR_OK)
		rc = totp_is_on(cx, id, &second);
	if (rc == ERR_OK)
		rc = side_begin(cx, rq, rs, "organization/user.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	side_put_user(model_at(m, "U"), &u);
	model_int(m, "U.account", u.account_id);
	model_time(cx, model_at(m, "U"), "at", u.created_at);
	model_flag(m, "U.me", u.id == cx->actor);
	model_flag(m, "U.totp", second);
	put_groups(model_at(m, "G"), &groups);
	page_zones(model_at(m, "Zone"));
	put_keys(cx, rq, &s, m, id);
	model_text(m, "Stamp", people_stamp(cx, &u));
	if (left)
		page_put_left(cx, m, f = &was);
	else if (!edited)
		put_stored(model_at(m, "F"), &u);
	if (f != NULL && !left)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	if ((left || rs->status == 409) && side_stale(f, people_stamp(cx, &u)))
		put_now(cx, m, f, &u);
	model_flag(m, "Reset", f != NULL && f->schema == &person_reset_schema);
	if (f != NULL && f->schema == &person_reset_schema && f->say == NULL)
		model_text(
		    m, "F.Say", lang_say(cx, "password_drawn", 0, NULL, 0));
	put_password(cx, m);
	rs->secret = true;
	return ERR_OK;
}

static enum err
show_person(struct ctx *cx, const struct req *rq, const struct form *f,
    int64_t id, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_person(cx, rq, f, id, rs))
			    : rc;
}

enum err
page_person(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show_person(cx, rq, NULL, req_id(rq, 0), rs);
}

static enum err
save_person(
    struct ctx *cx, const struct req *rq, const struct person *in, int64_t id)
{
	struct user u;
	enum err rc;

	rc = people_get(cx, id, &u);
	if (rc != ERR_OK)
		return rc;
	u.display_name = *in->name != '\0' ? in->name : u.name;
	u.email = in->email;
	u.area_code = in->area_code;
	u.mobile = in->mobile;
	u.language = in->language;
	u.time_zone = in->time_zone;
	u.account_admin = in->account_admin;
	if (side_of(rq).admin && *in->role != '\0' &&
	    !role_read(in->role, &u.role))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no role \"%s\"", in->role);
	return people_change(cx, &u, in->stamp);
}

/* Where to go on: who has given up his right sees this page no more. */
static const char *
after_save(struct ctx *cx, const struct req *rq, int64_t id)
{
	const struct side s = side_of(rq);
	struct user u;

	if (people_get(cx, id, &u) == ERR_OK)
		return side_href(cx, &s, "users", id, NULL);
	err_clear(cx);
	return "/home";
}

/* After an act on a user: to his page, or back to the form. */
static enum err
finish(struct ctx *cx, const struct req *rq, struct resp *rs, enum err rc,
    struct form *f, const char *done)
{
	int64_t id = req_id(rq, 0);

	if (rc == ERR_OK)
		resp_redirect(
		    rs, href_done(cx->mem, after_save(cx, rq, id), done));
	else if (side_again(cx, rc, f, rs))
		rc = show_person(cx, rq, f, id, rs);
	return rc;
}

enum err
page_person_save(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_id(rq, 0);
	struct person in = { .stamp = "" };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &person_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_person(cx, rq, &f, id, rs);
	}
	rc = save_person(cx, rq, &in, id);
	return finish(cx, rq, rs, rc, &f, "saved");
}

enum err
page_person_reset(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_id(rq, 0);
	struct person in = { .password = "" };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &person_reset_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_person(cx, rq, &f, id, rs);
	}
	rc = people_reset(cx, id, in.password, true);
	return finish(cx, rq, rs, rc, &f, "user_reset");
}

static const struct schema nothing = { .n = 0 };

enum err
page_person_totp(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &nothing, rq, NULL)) {
		rs->status = form_status(&f, ERR_OK);
		return show_person(cx, rq, &f, req_id(rq, 0), rs);
	}
	rc = totp_reset(cx, req_id(rq, 0));
	return finish(cx, rq, rs, rc, &f, "totp_taken");
}

static enum err
turn(struct ctx *cx, const struct req *rq, struct resp *rs, bool disabled)
{
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &nothing, rq, NULL)) {
		rs->status = form_status(&f, ERR_OK);
		return show_person(cx, rq, &f, req_id(rq, 0), rs);
	}
	rc = people_disable(cx, req_id(rq, 0), disabled);
	return finish(
	    cx, rq, rs, rc, &f, disabled ? "user_disabled" : "user_enabled");
}

enum err
page_person_disable(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return turn(cx, rq, rs, true);
}

enum err
page_person_enable(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return turn(cx, rq, rs, false);
}
