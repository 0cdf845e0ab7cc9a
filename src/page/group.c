/*
 * group.c - /organization/groups and /admin/groups: the list, one group
 * with its members, a new one.
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/people.h"
#include "page/manage.h"
#include "page/pages.h"
#include "web/href.h"

#define OFFERED 100 /* users to choose a new member from */

/* The list ------------------------------------------------------------------
 */

struct query {
	const char *q, *after;
	int64_t account;
};

static const struct field query_fields[] = {
	FIELD(query, q, LINE, 0, 100, NULL),
	FIELD(query, after, LINE, 0, 300, NULL),
	FIELD(query, account, 0, 1, INT64_MAX, NULL),
};
const struct schema groups_query = { query_fields, NELEM(query_fields), false };

/* A place in the list is "7-key": after group 7, whose key that was. */
static bool
read_place(struct ctx *cx, const char *s, struct groups_asked *out)
{
	const char *dash = strchr(s, '-');

	out->after = "";
	if (*s == '\0')
		return true;
	if (dash == NULL)
		return false;
	out->after = dash + 1;
	return parse_int(arena_strndup(cx->mem, s, (size_t)(dash - s)), 1,
	    INT64_MAX, &out->after_id);
}

static const char *
list_href(struct ctx *cx, const struct side *s, const struct query *in,
    const struct user_group *after)
{
	const struct param p[] = {
		{ "q", in->q },
		{ "account",
		    in->account == 0
			? ""
			: arena_printf(cx->mem, "%" PRId64, in->account) },
		{ "after",
		    after == NULL ? ""
				  : arena_printf(cx->mem, "%" PRId64 "-%s",
					after->id, after->key) },
	};

	return href_query(
	    cx->mem, side_href(cx, s, "groups", 0, NULL), p, NELEM(p));
}

static void
put_group(struct model *row, const struct user_group *g)
{
	model_int(row, "id", g->id);
	model_text(row, "name", g->name);
	model_text(row, "org", g->account);
	model_int(row, "account", g->account_id);
	model_int(row, "n", (int64_t)g->nmember);
	model_flag(row, "ta", g->ticket_administrator);
	model_flag(row, "tgo", g->group_operator);
}

static enum err
read_groups(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct groups_asked *asked, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct user_group_list l;
	struct account a = { 0 };
	struct model *m;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/groups.cs");
	if (rc == ERR_OK && asked->account_id != 0)
		rc = account_get(cx, asked->account_id, &a);
	if (rc == ERR_OK)
		rc = group_page(cx, asked, &l);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_text(m, "Q.q", in->q);
	model_flag(m, "Q.on", *in->q != '\0' || in->account != 0);
	if (s.admin && a.id != 0) {
		model_int(m, "Account.id", a.id);
		model_text(m, "Account.name", a.name);
	}
	for (size_t i = 0; i < l.count; i++)
		put_group(model_row(model_at(m, "Row")), &l.item[i]);
	if (*in->after != '\0')
		model_text(m, "List.first", list_href(cx, &s, in, NULL));
	if (l.more)
		model_text(m, "List.next",
		    list_href(cx, &s, in, &l.item[l.count - 1]));
	return ERR_OK;
}

enum err
page_groups(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct groups_asked asked = { .limit = cx->conf->tickets_page_size };
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &groups_query, rq, &in) ||
	    !read_place(cx, in.after, &asked))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	asked.q = in.q;
	asked.account_id = s.admin ? in.account : s.account_id;
	rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(cx, read_groups(cx, rq, &in, &asked, rs))
	    : rc;
}

/* A new one -----------------------------------------------------------------
 */

struct group {
	const char *account, *name, *stamp;
	bool ticket_administrator, group_operator;
};

static const struct field new_fields[] = {
	FIELD(group, account, LINE, 0, 64, "account_unknown"),
	FIELD(group, name, REQUIRED | LINE, 1, 64, "name_invalid"),
	FIELD(group, ticket_administrator, 0, 0, 1, NULL),
	FIELD(group, group_operator, 0, 0, 1, NULL),
};
const struct schema group_new_schema = { new_fields, NELEM(new_fields), false };

static const struct field new_query_fields[] = {
	FIELD(group, account, LINE, 0, 64, NULL),
};
const struct schema group_new_query = { new_query_fields,
	NELEM(new_query_fields), false };

static enum err
show_new(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	const struct side s = side_of(rq);
	const char *here = side_href(cx, &s, "groups", 0, "new");
	struct account_list l = { 0 };
	struct form was;
	bool left = false;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/group.cs");
	if (rc == ERR_OK && s.admin)
		rc = account_page(cx, "", "", 200, &l);
	if (rc == ERR_OK && rq->method == GET)
		rc = page_left(cx, rq, here, &group_new_schema, &was, &left);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < l.count; i++)
		model_put(
		    model_row(model_at(rs->model, "Accounts")), l.item[i].name);
	side_key(cx, rq, model_at(rs->model, "Key.save"), here);
	if (left)
		page_put_left(cx, rs->model, &was);
	else
		model_put_form(
		    cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	return ERR_OK;
}

enum err
page_group_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct group in;
	struct form f;

	if (!form_read(cx, &f, &group_new_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	return show_new(cx, rq, &f, rs);
}

static enum err
add_group(
    struct ctx *cx, const struct side *s, const struct group *in, int64_t *id)
{
	struct user_group g = { .account_id = s->account_id,
		.name = in->name,
		.ticket_administrator = in->ticket_administrator,
		.group_operator = in->group_operator };
	struct account a;
	enum err rc = ERR_OK;

	if (s->admin) {
		rc = account_find(cx, in->account, &a);
		g.account_id = rc == ERR_OK ? a.id : 0;
	}
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		return err_say(cx, ERR_INVALID, "account_unknown",
		    "no account \"%s\"", in->account);
	}
	return rc == ERR_OK ? group_new(cx, &g, id) : rc;
}

enum err
page_group_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct group in = { .name = "" };
	int64_t id;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &group_new_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_new(cx, rq, &f, rs);
	}
	rc = add_group(cx, &s, &in, &id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem, side_href(cx, &s, "groups", id, NULL),
			"group_added"));
	else if (side_again(cx, rc, &f, rs))
		rc = show_new(cx, rq, &f, rs);
	return rc;
}

/* One group -----------------------------------------------------------------
 */

static const struct field edit_fields[] = {
	FIELD(group, name, REQUIRED | LINE, 1, 64, "name_invalid"),
	FIELD(group, ticket_administrator, 0, 0, 1, NULL),
	FIELD(group, group_operator, 0, 0, 1, NULL),
	FIELD(group, stamp, LINE, 0, 64, NULL),
};
const struct schema group_schema = { edit_fields, NELEM(edit_fields), false };

struct member {
	const char *user, *after;
	int64_t user_id;
};

static const struct field enter_fields[] = {
	FIELD(member, user, REQUIRED | LINE, 1, 64, "member_unknown"),
};
const struct schema group_enter_schema = { enter_fields, NELEM(enter_fields),
	false };

static const struct field leave_fields[] = {
	FIELD(member, user_id, REQUIRED, 1, INT64_MAX, NULL),
};
const struct schema group_leave_schema = { leave_fields, NELEM(leave_fields),
	false };

static const struct field group_query_fields[] = {
	FIELD(member, after, LINE, 0, 64, NULL),
};
const struct schema group_query = { group_query_fields,
	NELEM(group_query_fields), false };

static void
put_stored(struct model *m, const struct user_group *g)
{
	model_text(m, "name.v", g->name);
	model_flag(m, "ticket_administrator.v", g->ticket_administrator);
	model_flag(m, "group_operator.v", g->group_operator);
}

static void
put_keys(struct ctx *cx, const struct req *rq, const struct side *s,
    struct model *m, int64_t id)
{
	side_key(cx, rq, model_at(m, "Key.save"),
	    side_href(cx, s, "groups", id, NULL));
	side_key(cx, rq, model_at(m, "Key.add"),
	    side_href(cx, s, "groups", id, "add"));
	side_key(cx, rq, model_at(m, "Key.remove"),
	    side_href(cx, s, "groups", id, "remove"));
	side_key(cx, rq, model_at(m, "Key.drop"),
	    side_href(cx, s, "groups", id, "delete"));
}

static enum err
put_members(struct ctx *cx, const struct side *s, struct model *m,
    const struct user_group *g, const char *after)
{
	const struct user_filter of_group = { .q = "",
		.after = after,
		.any_role = true,
		.group_id = g->id,
		.limit = cx->conf->tickets_page_size };
	const struct user_filter offered = { .q = "",
		.after = "",
		.state = USERS_ACTIVE,
		.any_role = true,
		.account_id = g->account_id,
		.limit = OFFERED };
	const char *here = side_href(cx, s, "groups", g->id, NULL);
	struct user_list l;
	enum err rc;

	rc = people_page(cx, &of_group, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
		struct model *row = model_row(model_at(m, "Row"));

		model_int(row, "id", l.item[i].id);
		model_text(row, "user", l.item[i].name);
		model_text(row, "name", l.item[i].display_name);
		model_flag(row, "off", l.item[i].disabled);
	}
	if (rc == ERR_OK && *after != '\0')
		model_text(m, "List.first", here);
	if (rc == ERR_OK && l.more) {
		const struct param p = { "after",
			name_key(cx->mem, l.item[l.count - 1].name) };

		model_text(m, "List.next", href_query(cx->mem, here, &p, 1));
	}
	if (rc == ERR_OK)
		rc = people_page(cx, &offered, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
		struct model *row = model_row(model_at(m, "Offer"));

		model_put(row, l.item[i].name);
		model_text(row, "name", l.item[i].display_name);
	}
	return rc;
}

/* f: a form that comes back; NULL: none. */
static enum err
read_group(struct ctx *cx, const struct req *rq, const struct form *f,
    const char *after, struct resp *rs)
{
	const struct side s = side_of(rq);
	bool edited = f != NULL && f->schema == &group_schema;
	bool left = false, entering = false;
	struct form was, member;
	struct user_group g;
	struct model *m;
	enum err rc;

	rc = group_get(cx, req_id(rq, 0), &g);
	if (rc == ERR_OK && f == NULL)
		rc = page_left(cx, rq, side_href(cx, &s, "groups", g.id, NULL),
		    &group_schema, &was, &left);
	if (rc == ERR_OK && f == NULL)
		rc = page_left(cx, rq, side_href(cx, &s, "groups", g.id, "add"),
		    &group_enter_schema, &member, &entering);
	if (rc == ERR_OK)
		rc = side_begin(cx, rq, rs, "organization/group.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	put_group(model_at(m, "U"), &g);
	put_keys(cx, rq, &s, m, g.id);
	model_text(m, "Stamp", group_stamp(cx, &g));
	if (left)
		page_put_left(cx, m, f = &was);
	else if (!edited)
		put_stored(model_at(m, "F"), &g);
	if (entering)
		page_put_left(cx, m, &member);
	if (f != NULL && !left)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	if ((left || (edited && rs->status == 409)) &&
	    side_stale(f, group_stamp(cx, &g))) {
		struct model *row = model_row(model_at(m, "Now"));

		model_text(row, "k", field_label(cx, "name"));
		model_text(row, "v", g.name);
	}
	return put_members(cx, &s, m, &g, after);
}

static enum err
show_group(struct ctx *cx, const struct req *rq, const struct form *f,
    const char *after, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_group(cx, rq, f, after, rs))
			    : rc;
}

enum err
page_group(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct member in;
	struct form f;

	if (!form_read(cx, &f, &group_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	return show_group(cx, rq, NULL, in.after, rs);
}

/* After an act on a group: to its page, or back to the form. */
static enum err
finish(struct ctx *cx, const struct req *rq, struct resp *rs, enum err rc,
    struct form *f, const char *done)
{
	const struct side s = side_of(rq);

	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem,
			side_href(cx, &s, "groups", req_id(rq, 0), NULL),
			done));
	else if (side_again(cx, rc, f, rs))
		rc = show_group(cx, rq, f, "", rs);
	return rc;
}

enum err
page_group_save(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct group in = { .name = "" };
	struct user_group g;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &group_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_group(cx, rq, &f, "", rs);
	}
	g = (struct user_group){ .id = req_id(rq, 0),
		.name = in.name,
		.ticket_administrator = in.ticket_administrator,
		.group_operator = in.group_operator };
	rc = group_change(cx, &g, in.stamp);
	return finish(cx, rq, rs, rc, &f, "saved");
}

enum err
page_group_enter(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct member in = { .user = "" };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &group_enter_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_group(cx, rq, &f, "", rs);
	}
	rc = group_enter(cx, req_id(rq, 0), in.user);
	return finish(cx, rq, rs, rc, &f, "member_added");
}

enum err
page_group_leave(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct member in = { .user_id = 0 };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &group_leave_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show_group(cx, rq, &f, "", rs);
	}
	rc = group_leave(cx, req_id(rq, 0), in.user_id);
	return finish(cx, rq, rs, rc, &f, "member_removed");
}

enum err
page_group_drop(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct side s = side_of(rq);
	static const struct schema nothing = { .n = 0 };
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &nothing, rq, NULL)) {
		rs->status = form_status(&f, ERR_OK);
		return show_group(cx, rq, &f, "", rs);
	}
	rc = group_delete(cx, req_id(rq, 0));
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(cx->mem, side_href(cx, &s, "groups", 0, NULL),
			"group_deleted"));
	return rc;
}
