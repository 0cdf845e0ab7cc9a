/*
 * bulk.c - POST /agent/tickets: one act on many tickets
 *
 * First a page that says what will happen, and to which tickets it cannot;
 * then the act, a transaction a ticket, and what became of each.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/frame.h"
#include "view/ticket.h"
#include "web/href.h"

#define BULK_MAX 100

struct input {
	struct values ticket;
	const char *action, *content, *operate_desc, *until, *next;
	int64_t assignee_id;
	bool confirmed;
};

static const struct field fields[] = {
	FIELD(input, ticket, 0, 0, BULK_MAX, "bulk_none"),
	FIELD(input, action, LINE | REQUIRED, 0, 20, "unknown_choice"),
	FIELD(input, content, 0, 0, MESSAGE_MAX, NULL),
	FIELD(input, operate_desc, 0, 0, TICKET_DESC_MAX, NULL),
	FIELD(input, until, LINE, 0, 10, "date_invalid"),
	FIELD(input, next, LINE, 0, 1000, NULL),
	FIELD(input, assignee_id, 0, 1, INT64_MAX, "assignee_unknown"),
	FIELD(input, confirmed, 0, 0, 1, NULL),
};
const struct schema bulk_schema = { fields, NELEM(fields), false };

/* What makes sense for many at once. */
static const enum verb verbs[] = { VERB_TAKE, VERB_ASSIGN, VERB_RELEASE,
	VERB_PAUSE, VERB_RESUME, VERB_NOTE, VERB_INVALIDATE };

struct bulk {
	enum verb verb; /* VERB__MAX: none of these */
	struct form form;
	struct input in;
	struct act_input act;
};

static enum verb
verb_of(const char *action)
{
	for (size_t i = 0; i < NELEM(verbs); i++)
		if (strcmp(verb_rules[verbs[i]].name, action) == 0)
			return verbs[i];
	return VERB__MAX;
}

/* "TS-0000042" */
static int64_t
number_of(struct ctx *cx, const char *name)
{
	const char *written;
	int64_t id;

	if (strncmp(name, "TS-", 3) != 0 ||
	    !parse_int(name + 3, 1, INT64_MAX, &id))
		return 0;
	/* One ticket has one name. */
	written = arena_printf(cx->mem, TICKET_NAME_FMT, id);
	return strcmp(written, name) == 0 ? id : 0;
}

/* Is it named a second time? */
static bool
is_again(const struct values *v, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(v->value[k], v->value[i]) == 0)
			return true;
	return false;
}

static void
put_item(struct ctx *cx, struct model *list, const char *name,
    const struct ticket *t, const char *say, int64_t n)
{
	struct model *row = model_row(list);

	model_text(row, "id", name);
	if (t->id != 0) {
		model_text(row, "t", t->title);
		model_int(row, "s", (int64_t)t->status);
		model_text(row, "org", t->account);
		if (*t->assignee != '\0')
			model_text(row, "own", t->assignee);
	}
	if (say != NULL)
		model_text(row, "why", lang_say(cx, say, n, NULL, 0));
}

/* Why one does not go, in a word for the person; the rest of the page goes
 * on.  False if that is no reason to go on. */
static bool
excuse(struct ctx *cx, enum err rc, const char **say, int64_t *n)
{
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		*say = "bulk_unknown";
		*n = 0;
		return true;
	}
	return page_recovers(cx, rc, say, n);
}

static enum err
put_staff(struct ctx *cx, struct model *list)
{
	struct user_list staff;
	enum err rc;

	rc = user_staff(cx, &staff);
	for (size_t i = 0; rc == ERR_OK && i < staff.count; i++) {
		struct model *row = model_row(list);

		model_int(row, "id", staff.item[i].id);
		model_text(row, "name", staff.item[i].display_name);
		model_text(row, "user", staff.item[i].name);
	}
	return rc;
}

/* Where one came from. */
static void
put_way_back(struct model *m, const struct input *in)
{
	const char *next = *in->next != '\0' ? route_next(in->next) : NULL;

	model_text(m, "Back", next != NULL ? next : "/agent/tickets");
}

static enum err
begin(
    struct ctx *cx, const struct req *rq, const struct bulk *b, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "agent/bulk.cs");
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Act", b->in.action);
	put_way_back(rs->model, &b->in);
	return ERR_OK;
}

/* Review --------------------------------------------------------------------
 */

static enum err
review_one(struct ctx *cx, const struct bulk *b, const char *name,
    struct model *m, int64_t *n)
{
	const struct act_input *in = b->in.assignee_id != 0 ? &b->act : NULL;
	struct ticket t = { 0 };
	const char *say = NULL;
	int64_t say_n = 0;
	enum err rc;

	rc = ticket_try(cx, number_of(cx, name), b->verb, in, &t);
	if (rc == ERR_OK) {
		put_item(cx, model_at(m, "Do"), name, &t, NULL, 0);
		++*n;
		return rc;
	}
	if (!excuse(cx, rc, &say, &say_n))
		return rc;
	put_item(cx, model_at(m, "Skip"), name, &t, say, say_n);
	return ERR_OK;
}

static enum err
read_review(
    struct ctx *cx, const struct req *rq, const struct bulk *b, struct resp *rs)
{
	const struct values *v = &b->in.ticket;
	struct model *m;
	int64_t n = 0;
	enum err rc;

	rc = begin(cx, rq, b, rs);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	model_put_form(cx, m, model_at(m, "F"), &b->form, NULL, 0);
	model_text(m, "Key", form_key(cx, rq->session, "/agent/tickets", 0));
	for (size_t i = 0; rc == ERR_OK && i < v->count; i++)
		if (b->verb != VERB__MAX && !is_again(v, i))
			rc = review_one(cx, b, v->value[i], m, &n);
	model_int(m, "N", n);
	if (rc == ERR_OK && b->verb == VERB_ASSIGN)
		rc = put_staff(cx, model_at(m, "Staff"));
	return rc;
}

static enum err
review(
    struct ctx *cx, const struct req *rq, const struct bulk *b, struct resp *rs)
{
	enum err rc;

	rs->status = form_wrong(&b->form) ? form_status(&b->form, ERR_OK) : 200;
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_review(cx, rq, b, rs)) : rc;
}

/* The act -------------------------------------------------------------------
 */

/* What takes back what was done; VERB__MAX if nothing does so for all alike.
 * What a lead gives back was not his, and taking it would make it so. */
static enum verb
undoes(const struct ctx *cx, enum verb v)
{
	switch (v) {
	case VERB_TAKE:
		return VERB_RELEASE;
	case VERB_RELEASE:
		return cx->role == ROLE_AGENT ? VERB_TAKE : VERB__MAX;
	case VERB_PAUSE:
		return VERB_RESUME;
	default:
		return VERB__MAX;
	}
}

static void
put_undo(struct ctx *cx, const struct req *rq, struct model *m, enum verb v)
{
	if (v == VERB__MAX)
		return;
	model_text(m, "Undo", verb_rules[v].name);
	model_text(m, "Key", form_key(cx, rq->session, "/agent/tickets", 0));
}

/*
 * The form's key, and the ticket's: sent again, what was done is not done
 * again, and what could not be done is tried again.
 */
static enum err
act_one(struct ctx *cx, const struct bulk *b, const struct op *op,
    const char *name, struct model *m)
{
	int64_t id = number_of(cx, name), n = 0;
	struct ticket t = { 0 };
	const char *say = NULL;
	enum err rc;

	cx->op = *op;
	cx->op.form = NULL;
	cx->op.key = arena_printf(cx->mem, "%s %s", op->key, name);
	rc = ticket_act(cx, id, b->verb, &b->act);
	if (rc != ERR_OK && !excuse(cx, rc, &say, &n))
		return rc;
	if (ticket_get(cx, id, &t) != ERR_OK)
		err_clear(cx);
	put_item(cx, model_at(m, "Item"), name, &t, say, n);
	return ERR_OK;
}

static enum err
act_all(
    struct ctx *cx, const struct req *rq, const struct bulk *b, struct resp *rs)
{
	const struct values *v = &b->in.ticket;
	const struct op op = cx->op;
	enum err rc;

	rc = begin(cx, rq, b, rs);
	for (size_t i = 0; rc == ERR_OK && i < v->count; i++)
		if (!is_again(v, i))
			rc = act_one(cx, b, &op, v->value[i], rs->model);
	cx->op = op;
	if (rc == ERR_OK)
		put_undo(cx, rq, rs->model, undoes(cx, b->verb));
	return rc;
}

/* What the act needs beside the tickets. */
static bool
check(struct ctx *cx, struct bulk *b)
{
	bool note = b->verb == VERB_NOTE;
	const char *text = note ? b->in.content : b->in.operate_desc;

	b->act = (struct act_input){
		.text = text, .seen = -1, .assignee = b->in.assignee_id
	};
	if (!b->in.confirmed)
		return true;
	if (b->verb == VERB_ASSIGN && b->in.assignee_id == 0)
		form_complain(&b->form, "assignee_id", "required", 0);
	if (b->verb == VERB_PAUSE) {
		if (!page_date(cx, b->in.until, false, &b->act.until))
			form_complain(&b->form, "until", "date_invalid", 0);
		else if (b->act.until <= cx->now)
			form_complain(&b->form, "until", "until_past", 0);
	}
	if (note && text_blank(text))
		form_complain(&b->form, "content", "message_empty", 0);
	if (b->verb == VERB_INVALIDATE && text_blank(text))
		form_complain(&b->form, "operate_desc", "reason_needed", 0);
	return !form_wrong(&b->form);
}

enum err
page_bulk(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct bulk b = { .verb = VERB__MAX };
	bool good;

	view_zone(cx, rq);
	good = form_read(cx, &b.form, &bulk_schema, rq, &b.in);
	b.verb = verb_of(b.in.action);
	if (good && b.in.ticket.count == 0) {
		form_complain(&b.form, "ticket", "bulk_none", 0);
		good = false;
	}
	if (good && b.verb == VERB__MAX) {
		form_complain(&b.form, "action", "unknown_choice", 0);
		good = false;
	}
	if (!good || !check(cx, &b) || !b.in.confirmed)
		return review(cx, rq, &b, rs);
	return act_all(cx, rq, &b, rs);
}
