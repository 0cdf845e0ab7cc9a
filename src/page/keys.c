/*
 * keys.c - /account/keys and /account/contacts
 */
#include "domain/reach.h"
#include "domain/key.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/time.h"

/* Access keys ---------------------------------------------------------------
 */

struct input {
	const char *name;
};

static const struct field fields[] = {
	FIELD(input, name, REQUIRED | LINE, 1, 64, "name_invalid"),
};
const struct schema key_schema = { fields, NELEM(fields), false };

struct removal {
	int64_t key;
};

static const struct field removal_fields[] = {
	FIELD(removal, key, REQUIRED, 1, INT64_MAX, NULL),
};
const struct schema key_remove_schema = { removal_fields, NELEM(removal_fields),
	false };

static void
put_keys(struct ctx *cx, struct model *list, const struct access_keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct access_key *k = &keys->item[i];
		struct model *row = model_row(list);

		model_int(row, "id", k->id);
		model_text(row, "access", k->access);
		model_text(row, "name", k->name);
		model_time(cx, row, "at", k->created_at);
		if (k->used_at != 0)
			model_time(cx, row, "used", k->used_at);
	}
}

/* f: what was sent; NULL: nothing yet. */
static enum err
show(
    struct ctx *cx, const struct req *rq, const struct form *f, struct resp *rs)
{
	struct access_keys keys;
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/keys.cs");
	if (rc == ERR_OK)
		rc = key_list(cx, &keys);
	if (rc != ERR_OK)
		return rc;
	put_keys(cx, model_at(rs->model, "Keys"), &keys);
	model_flag(rs->model, "Full", keys.count >= ACCESS_KEYS_MAX);
	model_text(
	    rs->model, "Key", form_key(cx, rq->session, "/account/keys", 0));
	model_text(rs->model, "RemoveKey",
	    form_key(cx, rq->session, "/account/keys/remove", 0));
	if (f != NULL)
		model_put_form(
		    cx, rs->model, model_at(rs->model, "F"), f, NULL, 0);
	return ERR_OK;
}

enum err
page_keys(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, NULL, rs);
}

/* The secret is shown in the answer to the form: nowhere else. */
static enum err
show_secret(struct ctx *cx, const struct req *rq, const char *access,
    const char *secret, struct resp *rs)
{
	enum err rc;

	if (*secret == '\0') {
		resp_redirect(rs, "/account/keys");
		return ERR_OK;
	}
	rc = show(cx, rq, NULL, rs);
	if (rc != ERR_OK)
		return rc;
	rs->secret = true;
	model_text(rs->model, "New.access", access);
	model_text(rs->model, "New.secret", secret);
	return ERR_OK;
}

enum err
page_key_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *access, *secret, *say;
	struct input in;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &key_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, &f, rs);
	}
	rc = key_add(cx, in.name, &access, &secret);
	if (rc == ERR_OK)
		return show_secret(cx, rq, access, secret, rs);
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, rc == ERR_INVALID ? "name" : "", say, n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, &f, rs);
}

enum err
page_key_remove(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct removal in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &key_remove_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no key is named");
	rc = key_remove(cx, in.key);
	if (rc == ERR_OK)
		resp_redirect(rs, "/account/keys?done=key_removed");
	return rc;
}

/* Contacts ------------------------------------------------------------------
 */

enum err
page_contacts(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct reach_list list;
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/contacts.cs");
	if (rc == ERR_OK)
		rc = reach_list(cx, &list);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < list.count; i++) {
		const struct reach *c = &list.item[i];
		const bool mine = c->tickets == 0;
		struct model *row = mine
		    ? model_row(model_at(rs->model, "Mine"))
		    : model_row(model_at(rs->model, "Other"));

		model_text(row, "v", c->value);
		model_flag(row, "mail", c->way == REACH_MAIL);
		if (*c->area_code != '\0')
			model_text(row, "area", c->area_code);
		if (mine)
			continue;
		model_int(row, "n", c->tickets);
		model_time(cx, row, "at", c->last_at);
	}
	return ERR_OK;
}
