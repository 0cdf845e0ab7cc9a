/*
 * side.c - the forms of a ticket that stand beside its conversation: POST
 * /tickets/:id/labels, relations, contact, extends, and the way back from
 * them.
 *
 * All come back to the ticket's page: it has everything that was typed.
 */
#include "page/side.h"

#include <string.h>

#include "domain/act.h"
#include "domain/contact.h"
#include "domain/draft.h"
#include "domain/extra.h"
#include "domain/label.h"
#include "domain/relation.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/side.h"
#include "view/time.h"
#include "web/href.h"

#define WRITABLE (STATUSES_OPEN | STATUSES_ENDED)

/* Showing ------------------------------------------------------------------
 */

/* The forms: where they post to, whose they are, in which states. */
static const struct {
	const char *may; /* below May */
	const char *act; /* the rest of the address */
	bool staff, customer;
	unsigned from;
} forms[] = {
	{ "labels", "labels", false, true, WRITABLE },
	{ "unlabel", "labels/remove", false, true, WRITABLE },
	{ "relations", "relations", false, true, WRITABLE },
	{ "unrelate", "relations/remove", false, true, WRITABLE },
	{ "contact", "contact", false, true, STATUSES_OPEN },
	{ "extends", "extends", true, true, STATUSES_OPEN },
};

static void
put_keys(struct ctx *cx, const struct session *se, struct model *m,
    const struct ticket *t)
{
	for (size_t i = 0; i < NELEM(forms); i++)
		if ((is_staff(cx) ? forms[i].staff : forms[i].customer) &&
		    forms[i].from & S(t->status))
			model_put(
			    model_node(m, forms[i].may, strlen(forms[i].may)),
			    form_key(cx, se,
				href_ticket_act(
				    cx->mem, is_staff(cx), t->id, forms[i].act),
				t->revision));
}

static bool
is_worn(const struct label_list *worn, int64_t id)
{
	for (size_t i = 0; i < worn->count; i++)
		if (worn->item[i].id == id)
			return true;
	return false;
}

/* Was it among those that the form brought? */
static bool
is_ticked(const struct side_back *b, const char *fold, int64_t id)
{
	int64_t n;

	if (b == NULL || strcmp(b->fold, fold) != 0)
		return false;
	for (size_t i = 0; i < b->form->rq->nparam; i++) {
		const struct param *p = &b->form->rq->param[i];

		if (strcmp(p->name, "label_ids") == 0 &&
		    parse_int(p->value, 1, INT64_MAX, &n) && n == id)
			return true;
	}
	return false;
}

static enum err
put_labels(struct ctx *cx, struct model *m, int64_t ticket,
    const struct side_back *back)
{
	struct label_list worn, all;
	enum err rc;

	rc = label_of_ticket(cx, ticket, &worn);
	if (rc != ERR_OK)
		return rc;
	model_put_labels(m, "Label", &worn);
	if (is_staff(cx))
		return ERR_OK;
	if (worn.count >= TICKET_LABELS_MAX)
		model_text(m, "Full.labels",
		    lang_say(cx, "labels_many", TICKET_LABELS_MAX, NULL, 0));
	rc = label_list(cx, &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++) {
		const struct label *l = &all.item[i];
		struct model *row;

		if (is_worn(&worn, l->id))
			continue;
		row = model_row(model_at(m, "Offer"));
		model_put_label(row, l);
		model_flag(row, "on", is_ticked(back, "labels", l->id));
	}
	return rc;
}

static enum err
put_relations(struct ctx *cx, struct model *m, int64_t ticket)
{
	struct relation_list list;
	enum err rc;

	rc = relation_list(cx, ticket, &list);
	if (rc != ERR_OK)
		return rc;
	model_put_relations(cx, model_at(m, "Rel"), &list);
	if (list.count >= RELATIONS_MAX)
		model_text(m, "Full.relations",
		    lang_say(cx, "relations_many", RELATIONS_MAX, NULL, 0));
	return ERR_OK;
}

/* The form, with what is stored unless it came back with what was typed. */
static void
put_contact(struct ctx *cx, struct model *m, const struct ticket *t,
    const struct side_back *back)
{
	const struct slot copies = { "n", STR_(TICKET_CC_MAX) };
	struct model *c = model_at(m, "C.contact");

	model_put_times(model_at(m, "Time"));
	model_text(m, "Copies",
	    lang_fill(cx, lang_text(cx, "Fmt", "Copies"), &copies, 1));
	if (back != NULL && strcmp(back->fold, "contact") == 0)
		return;
	model_text(c, CONTACT_MAIL ".v", t->remind_mail);
	model_text(c, CONTACT_CC ".v", t->cc_email);
	model_text(c, CONTACT_AREA ".v", t->area_code);
	model_text(c, CONTACT_MOBILE ".v", t->remind_mobile);
	model_text(c, CONTACT_TIME ".v", t->remind_time);
}

static enum err
put_extras(struct ctx *cx, struct model *m, const struct ticket *t,
    const struct side_back *back)
{
	const bool typed = back != NULL && strcmp(back->fold, "extends") == 0;
	struct extra_list list;
	enum err rc;

	rc = extra_of_ticket(cx, t->id, &list);
	if (rc != ERR_OK)
		return rc;
	if (is_staff(cx))
		model_put_sealed(cx, m, t, &list);
	if (typed)
		model_put_extras(cx, m, &list, back->form->rq->param,
		    back->form->rq->nparam, back->said);
	else
		model_put_extras(cx, m, &list, NULL, 0, NULL);
	for (size_t i = 0; i < list.count; i++)
		if (list.item[i].asked)
			model_flag(m, "Full.extends", true);
	return ERR_OK;
}

/* What was typed into one of the forms when the session had ended. */
static enum err
find_draft(struct ctx *cx, struct model *m, const struct ticket *t,
    const struct side_back **out)
{
	static const struct {
		const char *fold;
		const struct schema *schema;
		bool staff;
	} rows[] = {
		{ "contact", &contact_schema, false },
		{ "extends", &extends_schema, true },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct req *own = arena_alloc(cx->mem, sizeof(*own));
		struct form *f = arena_alloc(cx->mem, sizeof(*f));
		struct side_back *back = arena_alloc(cx->mem, sizeof(*back));
		struct param *p = NULL;
		const struct draft *d;
		enum err rc;

		if ((is_staff(cx) && !rows[i].staff) ||
		    (S(t->status) & STATUSES_OPEN) == 0)
			continue;
		rc = draft_get(cx,
		    href_ticket_act(cx->mem, is_staff(cx), t->id, rows[i].fold),
		    &d);
		if (rc != ERR_OK)
			return rc;
		if (d == NULL)
			continue;
		draft_params(cx, d->fields, &p, &own->nparam);
		own->param = p;
		form_blank(cx, f, rows[i].schema, own, d->fields);
		*back = (struct side_back){ rows[i].fold, f, NULL };
		*out = back;
		model_text(model_node(model_at(m, "C"), rows[i].fold,
			       strlen(rows[i].fold)),
		    "Draft", time_words(cx, d->saved_at));
		return ERR_OK;
	}
	return ERR_OK;
}

enum err
side_read(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct ticket *t, const struct side_back *back)
{
	struct model *m = rs->model;
	enum err rc = ERR_OK;

	put_keys(cx, rq->session, model_at(m, "May"), t);
	if (back == NULL)
		rc = find_draft(cx, m, t, &back);
	if (rc == ERR_OK)
		rc = put_labels(cx, m, t->id, back);
	if (rc == ERR_OK)
		rc = put_relations(cx, m, t->id);
	if (rc == ERR_OK)
		rc = put_extras(cx, m, t, back);
	if (rc != ERR_OK)
		return rc;
	if (!is_staff(cx) && S(t->status) & STATUSES_OPEN)
		put_contact(cx, m, t, back);
	model_flag(m, "Follow", !is_staff(cx) && S(t->status) & STATUSES_ENDED);
	if (back == NULL)
		return ERR_OK;
	model_text(m, "Fold", back->fold);
	model_put_form(cx, m,
	    model_node(model_at(m, "C"), back->fold, strlen(back->fold)),
	    back->form, NULL, 0);
	return ERR_OK;
}

/* One form on its way ------------------------------------------------------
 */

static enum err
read_page(struct ctx *cx, const struct side_back *back, struct resp *rs)
{
	const struct req *rq = back->form->rq;
	struct shown s;
	enum err rc;

	rc = show_read(cx, rq, rs,
	    is_staff(cx) ? "agent/ticket.cs" : "ticket/show.cs",
	    req_ticket(rq, 0), 0, &s);
	if (rc == ERR_OK)
		rc = show_drafts(cx, rs, &s, VERB__MAX);
	return rc == ERR_OK ? show_rest(cx, rq, rs, &s, back) : rc;
}

static enum err
show_again(
    struct ctx *cx, const struct side_back *back, enum err why, struct resp *rs)
{
	enum err rc;

	rs->status = form_status(back->form, why);
	if (rs->status == 200)
		rs->status = 422; /* what is wrong is no field of the schema */
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_page(cx, back, rs)) : rc;
}

/* Does he see such a ticket?  A stranger learns nothing of his form. */
static enum err
look(struct ctx *cx, const struct req *rq)
{
	struct ticket t;

	return ticket_get(cx, req_ticket(rq, 0), &t);
}

/* Back to the ticket, or to its page with the complaint at `field`. */
static enum err
go_on(struct ctx *cx, const struct req *rq, enum err rc, const char *done,
    const struct side_back *back, const char *field, struct form *f,
    struct resp *rs)
{
	const char *href = href_ticket(
	    cx->mem, is_staff(cx), req_ticket(rq, 0));
	const char *say;
	int64_t n;

	if (rc == ERR_OK) {
		resp_redirect(rs, href_done(cx->mem, href, done));
		return ERR_OK;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(
	    f, rc == ERR_INVALID || rc == ERR_CONFLICT ? field : "", say, n);
	return show_again(cx, back, rc, rs);
}

/* Labels -------------------------------------------------------------------
 */

struct labels {
	struct values label_ids;
};

static const struct field label_fields[] = {
	FIELD(labels, label_ids, REQUIRED, 1, LABELS_MAX, "label_none"),
};
const struct schema ticket_label_schema = { label_fields, NELEM(label_fields),
	true };

/* The ids among them that can be read. */
static int64_t *
read_ids(struct ctx *cx, const struct values *v)
{
	int64_t *id = arena_array(cx->mem, v->count + 1, sizeof(*id));

	for (size_t i = 0; i < v->count; i++)
		if (!parse_int(v->value[i], 1, INT64_MAX, &id[i]))
			id[i] = 0; /* that of none */
	return id;
}

static enum err
run_labels(struct ctx *cx, const struct req *rq, struct resp *rs, bool on)
{
	struct labels in;
	struct form f;
	const struct side_back back = { .fold = "labels", .form = &f };
	int64_t *id, ticket = req_ticket(rq, 0);
	enum err rc;

	rc = look(cx, rq);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &ticket_label_schema, rq, &in))
		return show_again(cx, &back, ERR_OK, rs);
	id = read_ids(cx, &in.label_ids);
	rc = on ? label_link(cx, ticket, id, in.label_ids.count)
		: label_unlink(cx, ticket, id, in.label_ids.count);
	return go_on(cx, rq, rc, on ? "labelled" : "unlabelled", &back,
	    "label_ids", &f, rs);
}

enum err
page_ticket_label(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_labels(cx, rq, rs, true);
}

enum err
page_ticket_unlabel(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_labels(cx, rq, rs, false);
}

/* Relations ----------------------------------------------------------------
 */

struct relate {
	const char *related_id;
};

static const struct field relation_fields[] = {
	FIELD(relate, related_id, REQUIRED | LINE, 1, 200, "relation_unknown"),
};
const struct schema relation_schema = { relation_fields, NELEM(relation_fields),
	true };

static enum err
run_relation(struct ctx *cx, const struct req *rq, struct resp *rs, bool on)
{
	struct relate in;
	struct form f;
	const struct side_back back = { .fold = "relations", .form = &f };
	int64_t related, ticket = req_ticket(rq, 0);
	enum err rc;

	rc = look(cx, rq);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &relation_schema, rq, &in))
		return show_again(cx, &back, ERR_OK, rs);
	related = relation_number(in.related_id);
	rc = on ? relation_add(cx, ticket, related)
		: relation_remove(cx, ticket, related);
	return go_on(cx, rq, rc, on ? "related" : "unrelated", &back,
	    "related_id", &f, rs);
}

enum err
page_relate(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_relation(cx, rq, rs, true);
}

enum err
page_unrelate(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_relation(cx, rq, rs, false);
}

/* Contact ------------------------------------------------------------------
 */

struct reach {
	const char *remind_mail, *cc_email, *area_code, *remind_mobile,
	    *remind_time;
};

static const struct field contact_fields[] = {
	FIELD(reach, remind_mail, LINE, 0, 128, "email_invalid"),
	FIELD(reach, cc_email, LINE, 0, 1300, "email_invalid"),
	FIELD(reach, area_code, LINE, 0, 5, "area_invalid"),
	FIELD(reach, remind_mobile, LINE, 0, 32, "mobile_invalid"),
	FIELD(reach, remind_time, LINE, 0, 16, "unknown_choice"),
};
const struct schema contact_schema = { contact_fields, NELEM(contact_fields),
	true };

void
side_check_contact(struct ctx *cx, struct form *f, const struct contact *c)
{
	struct contact_wrong wrong[CONTACT_WRONGS];
	size_t n = contact_check(cx, c, wrong);

	for (size_t i = 0; i < n; i++)
		form_complain(f, wrong[i].field, wrong[i].say, wrong[i].n);
}

enum err
page_contact(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct reach in;
	struct form f;
	const struct side_back back = { .fold = "contact", .form = &f };
	struct contact c;
	enum err rc;

	rc = look(cx, rq);
	if (rc != ERR_OK)
		return rc;
	if (!form_read(cx, &f, &contact_schema, rq, &in))
		return show_again(cx, &back, ERR_OK, rs);
	c = (struct contact){ in.remind_mail, in.cc_email, in.area_code,
		in.remind_mobile, in.remind_time };
	side_check_contact(cx, &f, &c);
	if (form_wrong(&f))
		return show_again(cx, &back, ERR_OK, rs);
	rc = contact_change(cx, req_ticket(rq, 0), f.revision, &c);
	return go_on(cx, rq, rc, "contact", &back, "", &f, rs);
}

/* Extra fields -------------------------------------------------------------
 */

struct extends {
	struct values secrets, rest;
	int64_t message_id;
};

static const struct field extends_fields[] = {
	FIELD_SEVERAL(extends, secrets, EXTRA_PREFIX EXTRA_SECRET, SECRET),
	FIELD_SEVERAL(extends, rest, EXTRA_PREFIX, 0),
	FIELD(extends, message_id, 0, 1, INT64_MAX, "unknown_choice"),
};
const struct schema extends_schema = { extends_fields, NELEM(extends_fields),
	true };

enum err
page_extends(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t ticket = req_ticket(rq, 0);
	struct extra_list list;
	struct extra_value *said;
	struct extends in;
	struct form f;
	struct side_back back = { .fold = "extends", .form = &f };
	enum err rc;
	bool good;

	rc = look(cx, rq);
	if (rc == ERR_OK)
		rc = extra_asked(cx, ticket, &list);
	if (rc != ERR_OK)
		return rc;
	said = arena_array(cx->mem, list.count + 1, sizeof(*said));
	good = form_read(cx, &f, &extends_schema, rq, &in);
	if (!extra_read(cx, &list, rq->param, rq->nparam, said)) {
		back.said = said;
		good = false;
	}
	if (!good)
		return show_again(cx, &back, ERR_OK, rs);
	rc = extra_change(
	    cx, ticket, f.revision, in.message_id, rq->param, rq->nparam);
	return go_on(cx, rq, rc, "extended", &back, "", &f, rs);
}
