#include "page/manage.h"

#include <inttypes.h>
#include <string.h>

struct side
side_of(const struct req *rq)
{
	struct side s = { .base = "/organization" };

	if (strncmp(rq->path, "/admin/", 7) == 0)
		return (struct side){ .admin = true, .base = "/admin" };
	s.account_id = rq->session->account_id;
	return s;
}

enum err
side_begin(
    struct ctx *cx, const struct req *rq, struct resp *rs, const char *template)
{
	const struct side s = side_of(rq);
	enum err rc;

	rc = page_begin(cx, rq, rs, template);
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Base", s.base);
	model_flag(rs->model, "Admin", s.admin);
	return ERR_OK;
}

const char *
side_href(struct ctx *cx, const struct side *s, const char *what, int64_t id,
    const char *act)
{
	const char *href = arena_printf(cx->mem, "%s/%s", s->base, what);

	if (id != 0)
		href = arena_printf(cx->mem, "%s/%" PRId64, href, id);
	return act == NULL ? href : arena_printf(cx->mem, "%s/%s", href, act);
}

/* At which field the domain's complaint belongs. */
static const char *
field_of(const struct form *f, const char *say)
{
	static const struct {
		const char *say, *field;
	} rows[] = {
		{ "account_needed", "account" },
		{ "account_unknown", "account" },
		{ "area_invalid", "area_code" },
		{ "email_invalid", "email" },
		{ "member_unknown", "user" },
		{ "mobile_invalid", "mobile" },
		{ "name_invalid", "name" },
		{ "name_taken", "username" },
		{ "name_taken", "name" },
		{ "password_common", "password" },
		{ "password_long", "password" },
		{ "password_short", "password" },
		{ "username_invalid", "username" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0 &&
		    schema_field(f->schema, rows[i].field) != NULL)
			return rows[i].field;
	return "";
}

bool
side_again(struct ctx *cx, enum err rc, struct form *f, struct resp *rs)
{
	const char *say;
	int64_t n;

	if (!page_recovers(cx, rc, &say, &n))
		return false;
	form_complain(f, field_of(f, say), say, n);
	rs->status = form_status(f, rc);
	return true;
}

bool
side_stale(const struct form *f, const char *stamp)
{
	return schema_field(f->schema, "stamp") != NULL &&
	    strcmp(form_value(f, "stamp"), stamp) != 0;
}

void
side_key(
    struct ctx *cx, const struct req *rq, struct model *at, const char *address)
{
	model_put(at, form_key(cx, rq->session, address, 0));
}

void
side_put_user(struct model *row, const struct user *u)
{
	model_int(row, "id", u->id);
	model_text(row, "user", u->name);
	model_text(row, "name", u->display_name);
	model_text(row, "mail", u->email);
	model_text(row, "org", u->account);
	model_text(row, "role", role_word[u->role]);
	model_flag(row, "boss", u->account_admin);
	model_flag(row, "off", u->disabled);
}
