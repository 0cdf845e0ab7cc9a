/*
 * people.c - /organization/users and /admin/users: the list.
 */
#include "domain/people.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/name.h"
#include "page/manage.h"
#include "page/pages.h"
#include "web/href.h"

/* The list ------------------------------------------------------------------
 */

struct query {
	const char *q, *state, *role, *after;
	int64_t account, group;
};

static const struct field query_fields[] = {
	FIELD(query, q, LINE, 0, 100, NULL),
	FIELD(query, state, LINE, 0, 10, NULL),
	FIELD(query, role, LINE, 0, 10, NULL),
	FIELD(query, after, LINE, 0, 64, NULL),
	FIELD(query, account, 0, 1, INT64_MAX, NULL),
	FIELD(query, group, 0, 1, INT64_MAX, NULL),
};
const struct schema people_query = { query_fields, NELEM(query_fields), false };

static bool
read_state(const char *word, enum user_state *out)
{
	static const char *const words[] = { [USERS_ALL] = "",
		[USERS_ACTIVE] = "active",
		[USERS_DISABLED] = "disabled" };

	for (size_t i = 0; i < NELEM(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum user_state)i;
			return true;
		}
	return false;
}

static enum err
read_filter(struct ctx *cx, const struct side *s, const struct query *in,
    struct user_filter *out)
{
	*out = (struct user_filter){
		.q = in->q,
		.after = in->after,
		.any_role = *in->role == '\0',
		.account_id = s->admin ? in->account : s->account_id,
		.group_id = in->group,
		.limit = cx->conf->tickets_page_size,
	};
	if (!read_state(in->state, &out->state) ||
	    (!out->any_role && !role_read(in->role, &out->role)))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "no such state or role");
	return ERR_OK;
}

static const char *
number(struct ctx *cx, int64_t n)
{
	return n == 0 ? "" : arena_printf(cx->mem, "%" PRId64, n);
}

/* The list from that place on; without the group if `plain`. */
static const char *
list_href(struct ctx *cx, const struct side *s, const struct query *in,
    const char *after, bool plain)
{
	const struct param p[] = {
		{ "q", in->q },
		{ "state", in->state },
		{ "role", in->role },
		{ "account", number(cx, in->account) },
		{ "group", plain ? "" : number(cx, in->group) },
		{ "after", after },
	};

	return href_query(
	    cx->mem, side_href(cx, s, "users", 0, NULL), p, NELEM(p));
}

/* What the list is narrowed to: its names, and what is gone of it. */
static enum err
put_scope(struct ctx *cx, const struct side *s, const struct query *in,
    struct resp *rs)
{
	struct user_group g;
	struct account a;
	enum err rc = ERR_OK;

	if (s->admin && in->account != 0)
		rc = account_get(cx, in->account, &a);
	if (rc == ERR_OK && s->admin && in->account != 0) {
		model_int(rs->model, "Account.id", a.id);
		model_text(rs->model, "Account.name", a.name);
	}
	if (rc != ERR_OK || in->group == 0)
		return rc;
	rc = group_get(cx, in->group, &g);
	if (rc == ERR_OK) {
		model_int(rs->model, "Group.id", g.id);
		model_text(rs->model, "Group.name", g.name);
	}
	return rc;
}

static void
put_query(struct model *m, const struct query *in)
{
	model_text(m, "q", in->q);
	model_text(m, "state", in->state);
	model_text(m, "role", in->role);
	if (in->group != 0)
		model_int(m, "group", in->group);
	if (in->account != 0)
		model_int(m, "account", in->account);
	model_flag(m, "on",
	    *in->q != '\0' || *in->state != '\0' || *in->role != '\0' ||
		in->group != 0 || in->account != 0);
}

static enum err
read_people(struct ctx *cx, const struct req *rq, const struct query *in,
    const struct user_filter *filter, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct user_list l;
	struct model *m;
	enum err rc;

	rc = side_begin(cx, rq, rs, "organization/users.cs");
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	put_query(model_at(m, "Q"), in);
	rc = put_scope(cx, &s, in, rs);
	if (rc == ERR_OK)
		rc = people_page(cx, filter, &l);
	if (rc == ERR_NOTFOUND) {
		/* The group, or the account, is gone: all else that was asked
		 * for can still be had. */
		struct query rest = *in;

		err_clear(cx);
		if (*model_get(m, "Account.id") == '\0')
			rest.account = 0;
		rs->status = 404;
		model_flag(m, "Gone", true);
		model_text(m, "List.kept", list_href(cx, &s, &rest, "", true));
		return ERR_OK;
	}
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		side_put_user(model_row(model_at(m, "Row")), &l.item[i]);
	if (*in->after != '\0')
		model_text(m, "List.first", list_href(cx, &s, in, "", false));
	if (rc == ERR_OK && l.more)
		model_text(m, "List.next",
		    list_href(cx, &s, in,
			name_key(cx->mem, l.item[l.count - 1].name), false));
	return rc;
}

enum err
page_people(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const struct side s = side_of(rq);
	struct user_filter filter;
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &people_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = read_filter(cx, &s, &in, &filter);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	return rc == ERR_OK
	    ? snapshot_end(cx, read_people(cx, rq, &in, &filter, rs))
	    : rc;
}
