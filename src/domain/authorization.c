#include "domain/authorization.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/catalogue.h"
#include "store/store.h"

#define TICKET_WORKED                                                          \
	(S(STATUS_PROCESSING) | S(STATUS_CONFIRM) | S(STATUS_PAUSED) |         \
	    S(STATUS_FEEDBACK))

/* act   who           from → to                     ticket in, log, audit */
const struct auth_rule auth_rules[AUTH_ACT__MAX] = {
	[AUTH_REQUEST] = { MAY_ASSIGNEE, 0, AUTH_ASKED, TICKET_WORKED,
	    LOG_AUTH_REQUEST, "requestAuthorization", false },
	[AUTH_CONFIRM] = { MAY_CUSTOMER, A(AUTH_ASKED), AUTH_GIVEN,
	    STATUSES_OPEN, LOG_AUTH_CONFIRM, "confirmAuthorizations", false },
	[AUTH_REJECT] = { MAY_CUSTOMER, A(AUTH_ASKED), AUTH_REJECTED,
	    STATUSES_OPEN, LOG_AUTH_REJECT, "rejectAuthorizations", false },
	[AUTH_CANCEL] = { MAY_CUSTOMER, A(AUTH_GIVEN), AUTH_CANCELLED,
	    STATUSES_OPEN, LOG_AUTH_CANCEL, "cancelAuthorizations", false },
	[AUTH_RECALL] = { MAY_ASSIGNEE, AUTH_STANDING, AUTH_RECALLED,
	    STATUSES_OPEN, LOG_AUTH_RECALL, "recallAuthorization", false },
	[AUTH_REVEAL] = { MAY_HOLDER, A(AUTH_GIVEN), AUTH_KEEP, STATUSES_OPEN,
	    LOG_REVEAL, "revealSecret", true },
	[AUTH_RUN_OUT] = { MAY_SYSTEM, A(AUTH_GIVEN), AUTH_EXPIRED,
	    STATUSES_OPEN, LOG_AUTH_EXPIRE, "expireAuthorization", false },
	[AUTH_END] = { MAY_SYSTEM, AUTH_STANDING, AUTH_EXPIRED, STATUSES_ALL,
	    LOG_AUTH_EXPIRE, NULL, true },
};

#define LOGIN_NEEDS (NEEDS_PORT | NEEDS_ACCOUNT | NEEDS_PASSWORD)

const struct auth_way auth_ways[] = {
	{ 1, 1, 1, 22, LOGIN_NEEDS },
	{ 1, 2, 1, 3389, LOGIN_NEEDS },
	{ 1, 3, 1, 5900, NEEDS_PORT | TAKES_ACCOUNT | NEEDS_PASSWORD },
	{ 2, 4, 0, 0, NEEDS_ACCOUNT | NEEDS_PASSWORD },
	{ 2, 6, 0, 0, NEEDS_AGENCY },
	{ 3, 5, 1, 22, LOGIN_NEEDS },
	{ 4, 7, 0, 0, NEEDS_PASSWORD },
};
const size_t nauth_ways = NELEM(auth_ways);

const struct auth_way *
auth_way_find(int64_t resource, int64_t visit)
{
	for (size_t i = 0; i < NELEM(auth_ways); i++)
		if (auth_ways[i].resource == resource &&
		    auth_ways[i].visit == visit)
			return &auth_ways[i];
	return NULL;
}

/* Reading ----------------------------------------------------------------- */

enum err
authorization_get(struct ctx *cx, int64_t id, struct authorization *out)
{
	enum err rc;

	rc = store_auth_get(cx, is_staff(cx), id, out);
	return rc == ERR_OK ? store_auth_details(cx, out) : rc;
}

enum err
authorization_list(
    struct ctx *cx, const struct auth_filter *f, struct auth_list *out)
{
	return store_auth_list(cx, f, out);
}

enum err
authorization_of_ticket(struct ctx *cx, int64_t ticket, struct auth_list *out)
{
	return store_auth_of_ticket(cx, is_staff(cx), ticket, out);
}

enum err
authorization_history(struct ctx *cx, int64_t id, struct secret_history *out)
{
	return store_auth_history(cx, is_staff(cx), id, out);
}

enum err
authorization_agreement(struct ctx *cx, struct agreement *out)
{
	return store_agreement_of_access(cx, out);
}

bool
authorization_may(
    const struct ctx *cx, const struct authorization *z, enum auth_act act)
{
	const struct auth_rule *r = &auth_rules[act];
	bool his = z->assignee_id != 0 && z->assignee_id == cx->actor;

	if ((A(z->status) & r->from) == 0 ||
	    (S(z->ticket_status) & r->ticket) == 0)
		return false;
	switch (r->may) {
	case MAY_CUSTOMER:
		return !is_staff(cx);
	case MAY_ASSIGNEE:
		return is_staff(cx) && (his || cx->role >= ROLE_LEAD);
	case MAY_HOLDER:
		return is_staff(cx) && his && z->effective_at <= cx->now &&
		    cx->now < z->expire_at;
	default:
		return false;
	}
}

/* What every act does ----------------------------------------------------- */

static enum err
first_wrong(struct ctx *cx, const struct auth_wrongs *w)
{
	if (w->count == 0)
		return ERR_OK;
	cx->say_n = w->item[0].n;
	return err_say(
	    cx, ERR_INVALID, "invalid", "field %s is wrong", w->item[0].field);
}

/* The row of the log, of its history and of the audit trail. */
static enum err
note(struct ctx *cx, const struct authorization *z, enum auth_act act,
    const char *text)
{
	const struct auth_rule *r = &auth_rules[act];
	const struct secret_note n = { r->may, r->ticket, r->log, r->hidden,
		text };
	enum err rc = ERR_OK;

	/* The end of the ticket is in its log. */
	if (act != AUTH_END)
		rc = secret_note(cx, z->ticket_id, z->ticket_status, &n);
	if (rc == ERR_OK)
		rc = store_secret_log_add(
		    cx, VAULT_AUTHORIZATION, z->id, (int)r->log);
	if (rc == ERR_OK && r->audit != NULL)
		rc = audit_add(cx,
		    act == AUTH_REVEAL ? RATING_WARNING : RATING_NORMAL,
		    r->audit, "authorization",
		    arena_printf(cx->mem, "%" PRId64, z->id),
		    arena_printf(cx->mem, TICKET_NAME_FMT, z->ticket_id));
	return rc;
}

static enum err
wipe(struct ctx *cx, int64_t id)
{
	bool wiped;
	enum err rc;

	rc = vault_wipe(cx, VAULT_AUTHORIZATION, id, &wiped);
	return rc == ERR_OK && wiped ? store_auth_cleared(cx, id) : rc;
}

/* To another status; its secrets go with the one in which they serve. */
static enum err
move(struct ctx *cx, const struct authorization *z, enum auth_act act,
    const struct auth_change *with, const char *text)
{
	const struct auth_rule *r = &auth_rules[act];
	struct auth_change c = *with;
	bool changed;
	enum err rc;

	c.may = r->may;
	c.id = z->id;
	c.from = r->from;
	c.to = r->to;
	c.ticket = r->ticket;
	c.ended = act == AUTH_END;
	rc = store_auth_change(cx, &c, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_say(cx, ERR_DENIED, "not_yours",
		    "act %d on authorization %" PRId64
		    " was refused by its statement",
		    (int)act, z->id);
	if (rc == ERR_OK)
		rc = note(cx, z, act, text);
	if (rc == ERR_OK && r->to != AUTH_GIVEN)
		rc = wipe(cx, z->id);
	return rc;
}

static enum err
refuse(struct ctx *cx, const struct authorization *z, enum auth_act act)
{
	const struct auth_rule *r = &auth_rules[act];

	if ((A(z->status) & r->from) == 0 ||
	    (S(z->ticket_status) & r->ticket) == 0)
		return err_say(cx, ERR_CONFLICT, "auth_state",
		    "authorization %" PRId64 " is in state %d", z->id,
		    (int)z->status);
	return ERR_OK;
}

/* Asking ------------------------------------------------------------------ */

static enum err
add_details(struct ctx *cx, int64_t id, const struct auth_new *in)
{
	const struct auth_way *way = auth_way_find(in->resource, in->visit);
	struct auth_detail d = { .number = 0 };
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < AUTH_DETAILS_MAX; i++) {
		if (i > 0 && !auth_place_given(&in->place[i]))
			continue;
		d.number++;
		d.type = auth_place_type(way, &in->place[i]);
		d.instance = in->place[i].instance;
		d.region_id = in->place[i].region_id;
		rc = store_auth_detail_add(cx, id, &d);
	}
	return rc;
}

static enum err
request(struct ctx *cx, int64_t ticket, const struct auth_new *in, int64_t *id)
{
	const struct auth_rule *r = &auth_rules[AUTH_REQUEST];
	struct authorization z = { .ticket_id = ticket };
	struct auth_wrongs w;
	struct ticket t;
	enum err rc;
	bool added;

	rc = ticket_get(cx, ticket, &t);
	if (rc != ERR_OK)
		return rc;
	authorization_check_new(cx, in, &w);
	rc = first_wrong(cx, &w);
	if (rc == ERR_OK && (S(t.status) & r->ticket) == 0)
		rc = err_say(cx, ERR_CONFLICT, "wrong_state",
		    "no authorization in state %d", (int)t.status);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "authorization", &z.id);
	if (rc == ERR_OK)
		rc = store_auth_add(cx, ticket, r->ticket, in, z.id, &added);
	if (rc == ERR_OK && !added)
		rc = err_say(cx, ERR_DENIED, "not_yours",
		    "authorizations are for the assignee or a lead");
	if (rc == ERR_OK)
		rc = add_details(cx, z.id, in);
	z.ticket_status = t.status;
	if (rc == ERR_OK)
		rc = note(cx, &z, AUTH_REQUEST, in->describe);
	if (rc == ERR_OK)
		*id = z.id;
	return rc;
}

enum err
authorization_request(
    struct ctx *cx, int64_t ticket, const struct auth_new *in, int64_t *id)
{
	enum err rc;

	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = request(cx, ticket, in, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}

/* The customer's answer --------------------------------------------------- */

static enum err
put_key(struct ctx *cx, const struct authorization *z,
    const struct auth_detail *d, const struct auth_key *k)
{
	const struct {
		const char *name, *value;
	} fields[] = {
		{ "port",
		    k->port == 0 ? ""
				 : arena_printf(cx->mem, "%" PRId64, k->port) },
		{ "account", k->account },
		{ "password", k->password },
	};
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < NELEM(fields); i++) {
		const struct vault_place at = { VAULT_AUTHORIZATION, z->id,
			auth_field(cx, fields[i].name, (size_t)d->number - 1) };

		if (*fields[i].value != '\0')
			rc = vault_put(cx, &at, fields[i].value);
	}
	return rc;
}

static enum err
confirm(struct ctx *cx, int64_t id, const struct auth_grant *in)
{
	struct auth_change c = { .effective_at = in->from,
		.expire_at = in->to,
		.agency = in->agency };
	struct authorization z;
	struct auth_wrongs w;
	struct agreement a;
	enum err rc;

	rc = authorization_agreement(cx, &a);
	c.agreement_id = a.id;
	if (rc == ERR_OK)
		rc = authorization_get(cx, id, &z);
	if (rc == ERR_OK)
		rc = refuse(cx, &z, AUTH_CONFIRM);
	if (rc == ERR_OK)
		rc = authorization_check_grant(cx, &z, in, &w);
	if (rc == ERR_OK)
		rc = first_wrong(cx, &w);
	if (rc == ERR_OK)
		rc = move(cx, &z, AUTH_CONFIRM, &c, "");
	for (size_t i = 0; rc == ERR_OK && i < z.ndetail; i++)
		rc = put_key(
		    cx, &z, &z.detail[i], &in->key[z.detail[i].number - 1]);
	if (rc == ERR_OK && a.id != 0)
		rc = store_agreement_sign(cx, a.id, z.ticket_id);
	return rc;
}

enum err
authorization_confirm(struct ctx *cx, int64_t id, const struct auth_grant *in)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = confirm(cx, id, in);
	return act_end(cx, rc, id);
}

static enum err
answer(struct ctx *cx, int64_t id, enum auth_act act, const char *reason)
{
	const struct auth_change c = { .reject_reason = reason };
	struct authorization z;
	enum err rc;

	rc = authorization_get(cx, id, &z);
	if (rc == ERR_OK)
		rc = refuse(cx, &z, act);
	if (rc == ERR_OK && act == AUTH_REJECT && text_blank(reason))
		rc = err_say(cx, ERR_INVALID, "reason_needed",
		    "refused without a reason");
	if (rc == ERR_OK && utf8_count(reason) > AUTH_REASON_MAX) {
		cx->say_n = (int64_t)utf8_count(reason);
		rc = err_say(cx, ERR_INVALID, "too_long", "a long reason");
	}
	return rc == ERR_OK ? move(cx, &z, act, &c, reason) : rc;
}

enum err
authorization_reject(struct ctx *cx, int64_t id, const char *reason)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = answer(cx, id, AUTH_REJECT, reason);
	return act_end(cx, rc, id);
}

enum err
authorization_cancel(struct ctx *cx, int64_t id)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = answer(cx, id, AUTH_CANCEL, "");
	return act_end(cx, rc, id);
}

/* The staff --------------------------------------------------------------- */

/* One of that ticket. */
static enum err
get_of(struct ctx *cx, int64_t ticket, int64_t id, struct authorization *z)
{
	enum err rc;

	rc = authorization_get(cx, id, z);
	if (rc == ERR_OK && z->ticket_id != ticket)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "authorization %" PRId64 " is of another ticket", id);
	return rc;
}

enum err
authorization_recall(struct ctx *cx, int64_t ticket, int64_t id)
{
	const struct auth_change c = { .id = id };
	struct authorization z;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = get_of(cx, ticket, id, &z);
		if (rc == ERR_OK)
			rc = refuse(cx, &z, AUTH_RECALL);
		if (rc == ERR_OK)
			rc = move(cx, &z, AUTH_RECALL, &c, "");
	}
	return act_end(cx, rc, ticket);
}

/* "" where nothing was filled in. */
static enum err
take_out(struct ctx *cx, const struct authorization *z,
    const struct auth_detail *d, const char *name, const char **out)
{
	const struct vault_place at = { VAULT_AUTHORIZATION, z->id,
		auth_field(cx, name, (size_t)d->number - 1) };
	enum err rc;

	*out = "";
	rc = vault_get(cx, &at, out);
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		rc = ERR_OK;
	}
	return rc;
}

static enum err
reveal(struct ctx *cx, int64_t ticket, int64_t id, struct authorization *z)
{
	bool held;
	enum err rc;

	rc = get_of(cx, ticket, id, z);
	if (rc == ERR_OK)
		rc = refuse(cx, z, AUTH_REVEAL);
	if (rc == ERR_OK)
		rc = note(cx, z, AUTH_REVEAL, "");
	if (rc == ERR_OK)
		rc = store_auth_hold(cx, id, &held);
	if (rc == ERR_OK && !held)
		rc = err_say(cx, ERR_CONFLICT, "auth_span",
		    "authorization %" PRId64 " is not in effect", id);
	for (size_t i = 0; rc == ERR_OK && i < z->ndetail; i++) {
		struct auth_detail *d = &z->detail[i];

		rc = take_out(cx, z, d, "port", &d->port);
		if (rc == ERR_OK)
			rc = take_out(cx, z, d, "account", &d->account);
		if (rc == ERR_OK)
			rc = take_out(cx, z, d, "password", &d->password);
	}
	return rc;
}

enum err
authorization_reveal(
    struct ctx *cx, int64_t ticket, int64_t id, struct authorization *out)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = reveal(cx, ticket, id, out);
	return act_end(cx, rc, ticket);
}

/* What happens by itself -------------------------------------------------- */

#define RUN_OUT_MAX 100

enum err
authorization_end(struct ctx *cx, int64_t ticket)
{
	struct authorization z[RUN_OUT_MAX];
	const struct auth_change c = { .id = 0 };
	size_t n;
	enum err rc;

	do {
		rc = store_auth_standing(cx, ticket, z, RUN_OUT_MAX, &n);
		for (size_t i = 0; rc == ERR_OK && i < n; i++)
			rc = move(cx, &z[i], AUTH_END, &c, "");
	} while (rc == ERR_OK && n == RUN_OUT_MAX);
	return rc;
}

enum err
authorization_run_out(struct ctx *cx)
{
	struct authorization z[RUN_OUT_MAX];
	const struct auth_change c = { .id = 0 };
	size_t n = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = store_auth_due(cx, z, RUN_OUT_MAX, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = move(cx, &z[i], AUTH_RUN_OUT, &c, "");
	return act_end(cx, rc, 0);
}
