#include "view/authorization.h"

#include <inttypes.h>

#include "base/buf.h"
#include "view/time.h"
#include "web/href.h"

/* A name in a model has no minus. */
const char *
auth_state_key(struct arena *mem, enum auth_status s)
{
	return s == AUTH_INITIAL ? "initial" : arena_printf(mem, "%d", (int)s);
}

/* The state of a ticket whose colour says the same. */
static int64_t
look_of(enum auth_status s)
{
	static const enum status like[] = {
		[AUTH_ASKED] = STATUS_FEEDBACK,
		[AUTH_GIVEN] = STATUS_PROCESSING,
		[AUTH_REJECTED] = STATUS_INVALID,
		[AUTH_EXPIRED] = STATUS_CANCELLED,
		[AUTH_RECALLED] = STATUS_CANCELLED,
		[AUTH_CANCELLED] = STATUS_CANCELLED,
		[AUTH_APPROVAL] = STATUS_PAUSED,
		[AUTH_DISAPPROVED] = STATUS_INVALID,
	};

	return s == AUTH_INITIAL ? STATUS_NEW : like[s];
}

void
model_put_auth_row(
    struct ctx *cx, struct model *row, const struct authorization *z)
{
	model_int(row, "id", z->id);
	model_text(row, "s", auth_state_key(cx->mem, z->status));
	model_int(row, "like", look_of(z->status));
	model_int(row, "res", z->resource);
	model_int(row, "visit", z->visit);
	model_text(row, "t", z->ticket_title);
	model_text(row, "tid", href_ticket_name(cx->mem, z->ticket_id));
	model_text(row, "th", href_ticket(cx->mem, is_staff(cx), z->ticket_id));
	model_text(row, "by", z->requester);
	model_text(row, "sub", z->submitter);
	model_time(cx, row, "at", z->updated_at);
	if (z->status == AUTH_GIVEN)
		model_time(cx, row, "end", z->expire_at);
}

void
model_put_auth(
    struct ctx *cx, struct model *page, const struct authorization *z)
{
	struct model *m = model_at(page, "Auth");

	model_put_auth_row(cx, m, z);
	model_text(m, "why", z->describe);
	model_time(cx, m, "asked", z->created_at);
	model_time(cx, m, "from", z->effective_at);
	model_time(cx, m, "to", z->expire_at);
	model_time(cx, m, "cleared", z->cleared_at);
	if (*z->agency != '\0')
		model_text(m, "agency", z->agency);
	if (*z->reject_reason != '\0')
		model_text(m, "reason", z->reject_reason);
	if (z->handled_by != 0)
		model_text(m, "handler", z->handler);
}

#define put_given(m, name, value)                                              \
	do {                                                                   \
		if ((value) != NULL && *(value) != '\0')                       \
			model_text(m, name, value);                            \
	} while (0)

void
model_put_auth_details(struct model *page, const struct authorization *z)
{
	for (size_t i = 0; i < z->ndetail; i++) {
		const struct auth_detail *d = &z->detail[i];
		struct model *row = model_row(model_at(page, "D"));

		model_int(row, "n", d->number);
		model_flag(row, "host", d->type == 1);
		put_given(row, "name", d->instance);
		put_given(row, "region", d->region);
		put_given(row, "was.port", d->port);
		put_given(row, "was.account", d->account);
		put_given(row, "was.password", d->password);
	}
}

void
model_put_history(
    struct ctx *cx, struct model *list, const struct secret_history *h)
{
	for (size_t i = h->count; i > 0; i--) {
		const struct secret_event *e = &h->item[i - 1];
		struct model *row = model_row(list);

		model_int(row, "ev", e->type);
		if (e->user_id != 0)
			model_text(row, "by", e->user);
		model_flag(row, "me", e->user_id == cx->actor);
		model_time(cx, row, "at", e->at);
	}
}

/* Confided ---------------------------------------------------------------- */

/* "Priya Nair, 23 Nov 08:42; …" */
static const char *
looks(struct ctx *cx, const struct secret_history *h)
{
	struct buf b;

	buf_init(&b, cx->mem);
	for (size_t i = 0; i < h->count; i++) {
		if (i > 0)
			buf_puts(&b, "; ");
		buf_puts(&b, h->item[i].user);
		buf_puts(&b, ", ");
		buf_puts(&b, time_date_clock(cx, h->item[i].at));
	}
	return b.s;
}

void
model_put_confided(struct ctx *cx, struct model *row, const struct confided *c)
{
	const struct slot slot[] = {
		{ "at", time_date_clock(cx, c->cleared_at) },
		{ "names", looks(cx, &c->looks) },
	};
	bool gone = c->cleared_at != 0;
	const char *key = c->looks.count > 0
	    ? gone ? "ConfidedSeenGone" : "ConfidedSeen"
	    : gone ? "ConfidedGone"
		   : "Confided";

	model_text(row, "sec",
	    lang_fill(cx, lang_text(cx, "Fmt", key), slot, NELEM(slot)));
	if (gone)
		model_text(row, "sec.k", "gone");
}

/* On a ticket's page ------------------------------------------------------ */

static const char *
act_key(struct ctx *cx, const struct session *se, const struct ticket *t,
    const char *act)
{
	return form_key(
	    cx, se, href_ticket_act(cx->mem, true, t->id, act), t->revision);
}

/* A value of the form that shows secrets, and what it stands for. */
static void
put_secrets(struct ctx *cx, struct model *page, const struct ticket *t,
    const struct auth_list *auths, const struct confided_list *texts)
{
	struct model *row;

	if (t->assignee_id != cx->actor || (S(t->status) & STATUSES_OPEN) == 0)
		return;
	for (size_t i = 0; i < auths->count; i++) {
		const struct authorization *z = &auths->item[i];

		if (!authorization_may(cx, z, AUTH_REVEAL))
			continue;
		row = model_row(model_at(page, "Secret"));
		model_text(row, "v",
		    arena_printf(cx->mem, "authorization-%" PRId64, z->id));
		model_put_auth_row(cx, model_at(row, "z"), z);
	}
	for (size_t i = 0; i < texts->count; i++) {
		const struct confided *c = &texts->item[i];

		if (c->cleared_at != 0)
			continue;
		row = model_row(model_at(page, "Secret"));
		model_text(row, "v",
		    arena_printf(cx->mem, "message-%" PRId64, c->message));
		model_int(row, "m", c->message);
		model_time(cx, row, "at", c->created_at);
	}
}

void
model_put_access(struct ctx *cx, const struct session *se, struct model *page,
    const struct ticket *t, const struct auth_list *auths,
    const struct confided_list *texts)
{
	const struct authorization mine = { .status = AUTH_ASKED,
		.ticket_status = t->status,
		.assignee_id = t->assignee_id };
	bool recall = false;

	for (size_t i = 0; i < auths->count; i++) {
		const struct authorization *z = &auths->item[i];

		model_put_auth_row(cx, model_row(model_at(page, "Access")), z);
		if (!authorization_may(cx, z, AUTH_RECALL))
			continue;
		model_put_auth_row(cx, model_row(model_at(page, "Recall")), z);
		recall = true;
	}
	if (!is_staff(cx))
		return;
	put_secrets(cx, page, t, auths, texts);
	if (recall)
		model_text(page, "Key.recall", act_key(cx, se, t, "recall"));
	model_text(page, "Key.reveal", act_key(cx, se, t, "reveal"));
	if (S(t->status) & auth_rules[AUTH_REQUEST].ticket &&
	    authorization_may(cx, &mine, AUTH_RECALL))
		model_text(page, "Ask",
		    href_ticket_act(cx->mem, true, t->id, "authorization"));
}
