#include "domain/queue.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/tz.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/user.h"
#include "store/store.h"

enum err
queue_list(struct ctx *cx, struct queue_list *out)
{
	return store_queue_list(cx, out);
}

enum err
queue_list_all(struct ctx *cx, struct queue_list *out)
{
	enum err rc;

	rc = store_queue_list(cx, out);
	return rc == ERR_OK ? store_queue_parts(cx, out) : rc;
}

static enum err
refused(struct ctx *cx)
{
	return err_say(cx, ERR_DENIED, "denied",
	    "user %" PRId64 " may not change queues", cx->actor);
}

/* No other one is called so. */
static enum err
check_name(struct ctx *cx, const char *shown, int64_t self)
{
	int64_t other;
	enum err rc;

	rc = store_queue_find(cx, name_key(cx->mem, shown), &other);
	if (rc == ERR_OK && other != 0 && other != self)
		rc = err_say(cx, ERR_CONFLICT, "queue_exists",
		    "there is a queue \"%s\"", shown);
	return rc;
}

static enum err
put_name(struct ctx *cx, int64_t *id, const char *shown)
{
	const char *key = name_key(cx->mem, shown);
	bool made = *id == 0;
	int64_t changed;
	enum err rc;

	rc = check_name(cx, shown, *id);
	if (rc == ERR_OK && made) {
		rc = store_queue_add(cx, shown, key, id);
		if (rc == ERR_OK && *id == 0)
			rc = refused(cx);
	} else if (rc == ERR_OK) {
		rc = store_queue_rename(cx, *id, shown, key, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_fail(cx, ERR_NOTFOUND,
			    "no queue %" PRId64 " for user %" PRId64, *id,
			    cx->actor);
	}
	return rc;
}

/* A queue as the trail tells of it. */
struct told {
	const char *name, *members, *products, *partner;
};

static const char *
partner_text(struct ctx *cx, const struct partner *p)
{
	static const char *const kind[OWN__MAX] = { "", "partner", "vendor" };

	return p->ownership == OWN_OURS
	    ? ""
	    : arena_printf(cx->mem, "%s %s %" PRId64 "x%" PRId64,
		  kind[p->ownership], p->zone, p->days, p->hours);
}

static enum err
tell(struct ctx *cx, int64_t id, struct told *out)
{
	struct buf members, products;
	struct queue_list all;
	enum err rc;

	*out = (struct told){ "", "", "", "" };
	rc = id == 0 ? ERR_OK : queue_list_all(cx, &all);
	for (size_t i = 0; id != 0 && rc == ERR_OK && i < all.count; i++) {
		const struct queue_group *g = &all.item[i];

		if (g->id != id)
			continue;
		buf_init(&members, cx->mem);
		for (size_t k = 0; k < g->nmember; k++)
			buf_printf(&members, "%s%s", k > 0 ? ", " : "",
			    g->member[k].name);
		buf_init(&products, cx->mem);
		for (size_t k = 0; k < g->nproduct; k++)
			buf_printf(&products, "%s%s", k > 0 ? ", " : "",
			    g->product[k].id);
		*out = (struct told){ g->name, members.s, products.s,
			partner_text(cx, &g->partner) };
	}
	return rc;
}

/* What it was, and what it is. */
static enum err
audit(struct ctx *cx, const char *event, const char *shown,
    const struct told *was, int64_t id)
{
	struct told is;
	struct buf s;
	enum err rc;

	rc = tell(cx, id, &is);
	if (rc != ERR_OK)
		return rc;
	buf_init(&s, cx->mem);
	if (strcmp(was->name, is.name) != 0)
		buf_printf(
		    &s, "%s; ", audit_change(cx, "name", was->name, is.name));
	if (strcmp(was->members, is.members) != 0)
		buf_printf(&s, "%s; ",
		    audit_change(cx, "members", was->members, is.members));
	if (strcmp(was->products, is.products) != 0)
		buf_printf(&s, "%s; ",
		    audit_change(cx, "products", was->products, is.products));
	if (strcmp(was->partner, is.partner) != 0)
		buf_printf(&s, "%s; ",
		    audit_change(cx, "partner", was->partner, is.partner));
	return audit_add(cx, RATING_NORMAL, event, "queue", shown,
	    s.len == 0 ? "" : arena_strndup(cx->mem, s.s, s.len - 2));
}

static enum err
put(struct ctx *cx, const struct queue_new *in, const char *shown, int64_t *id)
{
	const bool made = *id == 0;
	struct told was;
	enum err rc;

	rc = tell(cx, *id, &was);
	if (rc == ERR_OK)
		rc = put_name(cx, id, shown);
	if (rc == ERR_OK)
		rc = store_queue_empty(cx, *id);
	for (size_t i = 0; rc == ERR_OK && i < in->nmember; i++)
		rc = store_queue_member(cx, *id, in->member[i]);
	for (size_t i = 0; rc == ERR_OK && i < in->nproduct; i++)
		rc = store_queue_product(cx, *id, in->product[i]);
	if (rc == ERR_OK)
		rc = store_queue_partner(cx, *id, &in->partner);
	return rc != ERR_OK
	    ? rc
	    : audit(cx, made ? "createQueue" : "updateQueue", shown, &was, *id);
}

static bool
is_good(const struct partner *p)
{
	if (p->ownership == OWN_OURS)
		return true;
	return p->ownership < OWN__MAX && tz_get(p->zone) != NULL &&
	    p->days >= 1 && p->days <= 7 && p->hours >= 1 && p->hours <= 24;
}

enum err
queue_put(struct ctx *cx, const struct queue_new *in, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, in->name);
	enum err rc;

	*id = in->id;
	if (!name_good(shown))
		return err_say(cx, ERR_INVALID, "name_invalid",
		    "\"%s\" is no name for a queue", in->name);
	if (!is_good(&in->partner))
		return err_say(cx, ERR_INVALID, "partner_hours",
		    "a partner without hours");
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = put(cx, in, shown, id);
	return act_end(cx, rc, *id);
}

enum err
queue_partner(struct ctx *cx, int64_t ticket, struct queue_group *out)
{
	return store_partner_of(cx, is_staff(cx), ticket, out);
}

enum err
queue_drop(struct ctx *cx, int64_t id)
{
	int64_t changed = 0;
	struct told was;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = tell(cx, id, &was);
		if (rc == ERR_OK)
			rc = store_queue_drop(cx, id, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_fail(
			    cx, ERR_NOTFOUND, "no queue %" PRId64, id);
		if (rc == ERR_OK)
			rc = audit(cx, "deleteQueue", was.name, &was, id);
	}
	return act_end(cx, rc, id);
}

/* By names ---------------------------------------------------------------- */

enum err
queue_add(struct ctx *cx, const char *name, int64_t *id)
{
	const char *shown = utf8_name(cx->mem, name);
	enum err rc;

	*id = 0;
	if (!name_good(shown))
		return err_fail(
		    cx, ERR_INVALID, "\"%s\" is no name for a queue", name);
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = put_name(cx, id, shown);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "createQueue", "queue", shown,
		    audit_change(cx, "name", "", shown));
	return act_end(cx, rc, *id);
}

static enum err
find(struct ctx *cx, const char *name, int64_t *id)
{
	enum err rc;

	rc = store_queue_find(cx, name_key(cx->mem, name), id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "there is no queue \"%s\"", name);
	return rc;
}

enum err
queue_join(struct ctx *cx, const char *queue, const char *user)
{
	struct user u;
	int64_t id = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = find(cx, queue, &id);
	if (rc == ERR_OK)
		rc = user_find(cx, user, &u);
	if (rc == ERR_OK && u.role != ROLE_AGENT && u.role != ROLE_LEAD)
		rc = err_fail(cx, ERR_INVALID,
		    "\"%s\" is neither an agent nor a lead", u.name);
	if (rc == ERR_OK)
		rc = store_queue_member(cx, id, u.id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateQueue", "queue", queue,
		    arena_printf(cx->mem, "members: + %s", u.name));
	return act_end(cx, rc, id);
}

/* By its id, or by what it is called in either language. */
static enum err
find_product(struct ctx *cx, const char *name, const char **id)
{
	struct choices all;
	enum lang lang = cx->lang;
	enum err rc = ERR_OK;

	*id = NULL;
	for (int l = 0; rc == ERR_OK && *id == NULL && l < LANG__MAX; l++) {
		cx->lang = (enum lang)l;
		rc = store_products(cx, &all);
		for (size_t i = 0; rc == ERR_OK && i < all.count; i++)
			if (strcmp(all.item[i].id, name) == 0 ||
			    strcmp(all.item[i].name, name) == 0)
				*id = all.item[i].id;
	}
	cx->lang = lang;
	if (rc == ERR_OK && *id == NULL)
		rc = err_fail(
		    cx, ERR_NOTFOUND, "there is no product \"%s\"", name);
	return rc;
}

enum err
queue_take_product(struct ctx *cx, const char *queue, const char *product)
{
	const char *product_id;
	int64_t id = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = find(cx, queue, &id);
	if (rc == ERR_OK)
		rc = find_product(cx, product, &product_id);
	if (rc == ERR_OK)
		rc = store_queue_product(cx, id, product_id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "updateQueue", "queue", queue,
		    arena_printf(cx->mem, "products: + %s", product_id));
	return act_end(cx, rc, id);
}
