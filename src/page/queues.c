/*
 * queues.c - /admin/queues: who of the staff answers for which products
 */
#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/queue.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "web/href.h"

struct input {
	const char *name, *zone;
	int64_t ownership, days, hours;
	struct values member, product;
};

static const struct field fields[] = {
	FIELD(input, name, LINE | REQUIRED, 1, 64, "name_invalid"),
	FIELD(input, ownership, 0, OWN_OURS, OWN_VENDOR, "unknown_choice"),
	FIELD(input, zone, LINE, 0, 64, "unknown_choice"),
	FIELD(input, days, 0, 0, 7, "partner_hours"),
	FIELD(input, hours, 0, 0, 24, "partner_hours"),
	FIELD(input, member, 0, 0, 500, "unknown_choice"),
	FIELD(input, product, 0, 0, 500, "unknown_choice"),
};
const struct schema queue_schema = { fields, NELEM(fields), false };

static void
put_names(struct model *row, const struct queue_group *g)
{
	for (size_t i = 0; i < g->nmember; i++)
		model_put(
		    model_row(model_at(row, "M")), g->member[i].display_name);
	for (size_t i = 0; i < g->nproduct; i++)
		model_put(model_row(model_at(row, "P")), g->product[i].name);
}

static enum err
read_list(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct queue_list l;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/queues.cs");
	if (rc == ERR_OK)
		rc = queue_list_all(cx, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
		struct model *row = model_row(model_at(rs->model, "Row"));

		model_int(row, "id", l.item[i].id);
		model_text(row, "name", l.item[i].name);
		model_int(row, "open", l.item[i].open);
		if (l.item[i].partner.ownership != OWN_OURS)
			model_int(row, "own", l.item[i].partner.ownership);
		put_names(row, &l.item[i]);
	}
	return rc;
}

enum err
page_queues(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_list(cx, rq, rs)) : rc;
}

/* One --------------------------------------------------------------------- */

static bool
has(const struct values *v, const char *id)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->value[i], id) == 0)
			return true;
	return false;
}

/* What is chosen: as it was sent, or as it is stored (g; NULL: nothing). */
static const char *
id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->mem, "%" PRId64, id);
}

static bool
is_member(const struct queue_group *g, int64_t id)
{
	for (size_t i = 0; g != NULL && i < g->nmember; i++)
		if (g->member[i].id == id)
			return true;
	return false;
}

static bool
has_product(const struct queue_group *g, const char *id)
{
	for (size_t i = 0; g != NULL && i < g->nproduct; i++)
		if (strcmp(g->product[i].id, id) == 0)
			return true;
	return false;
}

/* One that can be ticked: as it was, or as it is. */
static struct model *
put_choice(struct model *list, const char *id, const char *name,
    const struct values *ticked, bool on)
{
	struct model *row = model_row(list);

	model_text(row, "id", id);
	model_text(row, "name", name);
	model_flag(row, "on", ticked != NULL ? has(ticked, id) : on);
	return row;
}

/* Those of the staff, and whoever is in it though he is disabled: that a
 * queue is saved takes nobody out. */
static enum err
put_members(struct ctx *cx, struct model *list, const struct queue_group *g,
    const struct input *in)
{
	const struct values *ticked = in == NULL ? NULL : &in->member;
	struct user_list staff;
	struct model *row;
	enum err rc;

	rc = user_staff(cx, &staff);
	for (size_t i = 0; rc == ERR_OK && i < staff.count; i++) {
		const struct user *u = &staff.item[i];

		row = put_choice(list, id_text(cx, u->id), u->display_name,
		    ticked, is_member(g, u->id));
		model_text(row, "user", u->name);
	}
	for (size_t i = 0; rc == ERR_OK && g != NULL && i < g->nmember; i++) {
		const struct queue_member *w = &g->member[i];
		bool listed = false;

		for (size_t k = 0; k < staff.count; k++)
			listed |= staff.item[k].id == w->id;
		if (listed)
			continue;
		row = put_choice(
		    list, id_text(cx, w->id), w->display_name, ticked, true);
		model_text(row, "user", w->name);
		model_flag(row, "off", true);
	}
	return rc;
}

/* Likewise: who may read the tickets of a product that is offered no more
 * must not change with the name of the queue. */
static enum err
put_products(struct ctx *cx, struct model *list, const struct queue_group *g,
    const struct input *in)
{
	const struct values *ticked = in == NULL ? NULL : &in->product;
	struct choices all;
	struct model *row;
	enum err rc;

	rc = catalogue_products(cx, &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++) {
		const struct choice *c = &all.item[i];

		row = put_choice(
		    list, c->id, c->name, ticked, has_product(g, c->id));
		if (*c->group != '\0' &&
		    (i == 0 || strcmp(c->group, c[-1].group) != 0))
			model_text(row, "group", c->group);
	}
	for (size_t i = 0; rc == ERR_OK && g != NULL && i < g->nproduct; i++) {
		const struct queue_product *p = &g->product[i];
		bool listed = false;

		for (size_t k = 0; k < all.count; k++)
			listed |= strcmp(all.item[k].id, p->id) == 0;
		if (listed)
			continue;
		row = put_choice(list, p->id, p->name, ticked, true);
		model_flag(row, "off", true);
	}
	return rc;
}

static enum err
find(struct ctx *cx, int64_t id, const struct queue_group **out)
{
	struct queue_list l;
	enum err rc;

	*out = NULL;
	rc = queue_list_all(cx, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++)
		if (l.item[i].id == id)
			*out = &l.item[i];
	if (rc == ERR_OK && id != 0 && *out == NULL)
		rc = err_fail(cx, ERR_NOTFOUND, "no queue %" PRId64, id);
	return rc;
}

static const char *
queue_href(struct ctx *cx, int64_t id)
{
	return id == 0 ? "/admin/queues"
		       : arena_printf(cx->mem, "/admin/queues/%" PRId64, id);
}

static void
put_partner(struct model *f, const struct partner *p)
{
	model_int(f, "ownership.v", p->ownership);
	if (p->ownership == OWN_OURS)
		return;
	model_text(f, "zone.v", p->zone);
	model_int(f, "days.v", p->days);
	model_int(f, "hours.v", p->hours);
}

static enum err
read_one(struct ctx *cx, const struct req *rq, int64_t id, const struct form *f,
    const struct input *in, struct resp *rs)
{
	const struct queue_group *g;
	struct model *m;
	enum err rc;

	rc = page_begin(cx, rq, rs, "admin/queue.cs");
	if (rc == ERR_OK)
		rc = find(cx, id, &g);
	if (rc != ERR_OK)
		return rc;
	m = rs->model;
	if (f != NULL)
		model_put_form(cx, m, model_at(m, "F"), f, NULL, 0);
	else if (g != NULL)
		model_text(m, "F.name.v", g->name);
	if (f == NULL && g != NULL)
		put_partner(model_at(m, "F"), &g->partner);
	page_zones(model_at(m, "Zone"));
	model_text(m, "Action", queue_href(cx, id));
	model_text(m, "Key", form_key(cx, rq->session, queue_href(cx, id), 0));
	if (g != NULL) {
		const char *drop = arena_printf(
		    cx->mem, "/admin/queues/%" PRId64 "/delete", id);

		model_text(m, "Name", g->name);
		model_int(m, "Id", id);
		model_text(m, "DropKey", form_key(cx, rq->session, drop, 0));
	}
	rc = put_members(cx, model_at(m, "Staff"), g, in);
	return rc == ERR_OK ? put_products(cx, model_at(m, "Product"), g, in)
			    : rc;
}

static enum err
show(struct ctx *cx, const struct req *rq, int64_t id, const struct form *f,
    const struct input *in, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_one(cx, rq, id, f, in, rs))
			    : rc;
}

enum err
page_queue_new(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, 0, NULL, NULL, rs);
}

enum err
page_queue_one(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return show(cx, rq, req_id(rq, 0), NULL, NULL, rs);
}

/* Ids of people are numbers; what is none is nobody. */
static void
read_members(struct ctx *cx, const struct values *v, struct queue_new *q)
{
	int64_t *id = arena_array(cx->mem, v->count + 1, sizeof(*id));

	q->member = id;
	for (size_t i = 0; i < v->count; i++)
		if (parse_int(v->value[i], 1, INT64_MAX, &id[q->nmember]))
			q->nmember++;
}

static enum err
save(struct ctx *cx, const struct req *rq, int64_t id, struct resp *rs)
{
	struct input in;
	struct queue_new q = { .id = id };
	const char *say;
	struct form f;
	int64_t n;
	enum err rc;

	if (!form_read(cx, &f, &queue_schema, rq, &in)) {
		rs->status = form_status(&f, ERR_OK);
		return show(cx, rq, id, &f, &in, rs);
	}
	q.name = in.name;
	q.partner = (struct partner){ in.ownership, in.zone, in.days,
		in.hours };
	q.product = in.product.value;
	q.nproduct = in.product.count;
	read_members(cx, &in.member, &q);
	rc = queue_put(cx, &q, &id);
	if (rc == ERR_OK) {
		resp_redirect(rs, href_done(cx->mem, "/admin/queues", "saved"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(
	    &f, strcmp(say, "partner_hours") == 0 ? "days" : "name", say, n);
	rs->status = form_status(&f, rc);
	return show(cx, rq, q.id, &f, &in, rs);
}

enum err
page_queue_add(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return save(cx, rq, 0, rs);
}

enum err
page_queue_put(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return save(cx, rq, req_id(rq, 0), rs);
}

enum err
page_queue_drop(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = queue_drop(cx, req_id(rq, 0));
	if (rc == ERR_OK)
		resp_redirect(
		    rs, href_done(cx->mem, "/admin/queues", "removed"));
	return rc;
}
