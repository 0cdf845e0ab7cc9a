/*
 * ticket_act.c - what is done with a ticket: the verbs of state.h, and what
 * time does.
 */
#include "domain/ticket.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/authorization.h"
#include "domain/canned.h"
#include "domain/clock.h"
#include "domain/confidential.h"
#include "domain/extra.h"
#include "domain/message.h"
#include "domain/score.h"
#include "store/store.h"

/* From when an urge is possible; 0 if it already is. */
static int64_t
urge_from(const struct ctx *cx, const struct ticket *t, const char **say)
{
	int64_t at = t->created_at + cx->conf->tickets_urge_grace;

	*say = "urge_just_created";
	if (t->urged_at != 0 &&
	    t->urged_at + cx->conf->tickets_urge_interval > at) {
		at = t->urged_at + cx->conf->tickets_urge_interval;
		*say = "urge_too_soon";
	}
	return at > cx->now ? at : 0;
}

static bool
may_act(const struct ctx *cx, const struct ticket *t, enum may may)
{
	switch (may) {
	case MAY_CUSTOMER:
		return !is_staff(cx);
	case MAY_STAFF:
		return is_staff(cx);
	case MAY_ASSIGNEE:
		return cx->role >= ROLE_LEAD ||
		    (is_staff(cx) && t->assignee_id == cx->actor);
	case MAY_LEAD:
		return cx->role >= ROLE_LEAD;
	default:
		return false;
	}
}

unsigned
ticket_verbs(struct ctx *cx, const struct ticket *t, int64_t *urge_at)
{
	const char *say;
	unsigned verbs = 0;

	*urge_at = 0;
	for (int v = 0; v < VERB__MAX; v++) {
		const struct verb_rule *r = &verb_rules[v];

		if ((r->from & S(t->status)) == 0 || !may_act(cx, t, r->may))
			continue;
		if (v == VERB_URGE && (*urge_at = urge_from(cx, t, &say)) != 0)
			continue;
		verbs |= 1u << v;
	}
	return verbs;
}

/* Why the verb does not go, in the order that helps most. */
static enum err
refuse(struct ctx *cx, const struct ticket *t, enum verb v,
    const struct act_input *in)
{
	const struct verb_rule *r = &verb_rules[v];
	const char *say;
	int64_t at;

	if (r->flags & ACT_REVISION && in->revision != 0 &&
	    in->revision != t->revision)
		return err_say(cx, ERR_CONFLICT, "state_changed",
		    "ticket %" PRId64 " is at revision %" PRId64
		    ", the form at %" PRId64,
		    t->id, t->revision, in->revision);
	if (v == VERB_TAKE && t->status == STATUS_PROCESSING)
		return err_say(cx, ERR_CONFLICT, "already_taken",
		    "ticket %" PRId64 " is taken", t->id);
	if ((r->from & S(t->status)) == 0)
		return err_say(cx, ERR_CONFLICT, "wrong_state",
		    "no %s in state %d", r->name, (int)t->status);
	if (!may_act(cx, t, r->may))
		return err_say(cx, ERR_DENIED, "not_yours",
		    "%s is for the assignee or a lead", r->name);
	if (r->flags & ACT_SEEN && in->seen >= 0 && in->seen < t->message_count)
		return err_say(cx, ERR_CONFLICT, "stale_reply",
		    "message %" PRId64 " came, %" PRId64 " was seen",
		    t->message_count, in->seen);
	if (v == VERB_URGE && (at = urge_from(cx, t, &say)) != 0) {
		cx->say_n = at;
		return err_say(cx, ERR_CONFLICT, say, "urged too soon");
	}
	return ERR_OK;
}

static enum err
write_text(struct ctx *cx, const struct verb_rule *r,
    const struct act_input *in, const struct ticket_change *c)
{
	bool note = (r->flags & ACT_NOTE) != 0;
	enum err rc;

	if (note)
		rc = store_note_add(
		    cx, c->ticket, c->note_number, in->text, in->nattachment);
	else
		rc = store_message_add(cx, c->ticket, c->message_number,
		    is_staff(cx) ? AUTHOR_ENGINEER : AUTHOR_CUSTOMER, in->text,
		    in->nattachment);
	if (rc == ERR_OK)
		rc = message_bind(cx, in->attachment, in->nattachment,
		    c->ticket, note ? 0 : c->message_number,
		    note ? c->note_number : 0);
	if (rc == ERR_OK && !note)
		rc = confidential_put(
		    cx, c->ticket, c->message_number, in->confidential);
	return rc;
}

static enum err
write_log(struct ctx *cx, const struct ticket *t, const struct verb_rule *r,
    const struct act_input *in, const struct ticket_change *c)
{
	bool text_is_message = (r->flags & (ACT_MESSAGE | ACT_NOTE)) != 0;
	struct log_new log = {
		.ticket = c->ticket,
		.number = c->log_number,
		.type = c->log,
		.operator_kind = r->may == MAY_SYSTEM ? 3
		    : is_staff(cx)                    ? 1
						      : 0,
		.from_status = (int)t->status,
		.to_status = c->to == STATE_KEEP ? (int)t->status : c->to,
		.visible = c->visible,
		.description = text_is_message ? "" : in->text,
		.message_number = c->message ? c->message_number : 0,
	};

	return store_log_add(cx, &log);
}

/* What was confided for a ticket goes when that is over. */
static enum err
end_secrets(struct ctx *cx, int64_t ticket)
{
	enum err rc;

	rc = authorization_end(cx, ticket);
	if (rc == ERR_OK)
		rc = confidential_wipe(cx, ticket, 0);
	if (rc == ERR_OK)
		rc = extra_wipe(cx, ticket);
	return rc == ERR_OK ? store_contact_clear(cx, ticket) : rc;
}

/* The one UPDATE, and everything that goes with it. */
static enum err
change(struct ctx *cx, const struct ticket *t, enum verb v,
    const struct act_input *in, int to, enum log_type log, int64_t assignee)
{
	const struct verb_rule *r = &verb_rules[v];
	struct ticket_change c = {
		.may = r->may,
		.ticket = t->id,
		.from = S(t->status) & r->from,
		.to = to,
		.revision = r->flags & ACT_REVISION ? in->revision : 0,
		.seen = r->flags & ACT_SEEN ? in->seen : -1,
		.until = in->until,
		.visible = (r->flags & ACT_HIDDEN) == 0,
		.message = (r->flags & ACT_MESSAGE) != 0,
		.note = (r->flags & ACT_NOTE) != 0,
		.assignee = assignee,
		.urge = v == VERB_URGE,
		.log = (int)log,
	};
	enum err rc;

	rc = store_ticket_change(cx, &c);
	/* All was as it must be a moment ago, in this transaction: what is
	 * left is a right that the statement sees and the session did not. */
	if (rc == ERR_OK && !c.changed)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "%s of ticket %" PRId64 " was refused by its statement",
		    r->name, t->id);
	if (rc == ERR_OK && (c.message || c.note))
		rc = write_text(cx, r, in, &c);
	if (rc == ERR_OK)
		rc = write_log(cx, t, r, in, &c);
	if (rc == ERR_OK && to >= 0 &&
	    S(to) & (STATUSES_ENDED | S(STATUS_DELETED)))
		rc = end_secrets(cx, t->id);
	return rc;
}

/* The first score, or another for a while.  One that comes with the
 * closing is in time. */
static enum err
write_score(struct ctx *cx, const struct ticket *t, enum verb v,
    const struct score_input *in)
{
	struct score old = { 0 };
	enum err rc = ERR_OK;

	if (v == VERB_SCORE) {
		rc = score_get(cx, t->id, &old);
		if (rc == ERR_OK && cx->now >= score_until(cx, t, &old))
			return err_say(cx, ERR_CONFLICT, "score_late",
			    "the time to score ticket %" PRId64 " is over",
			    t->id);
	}
	return rc == ERR_OK ? store_score_put(cx, t->id, in) : rc;
}

static enum err
check_input(struct ctx *cx, enum verb v, const struct act_input *in)
{
	const struct verb_rule *r = &verb_rules[v];
	bool message = (r->flags & (ACT_MESSAGE | ACT_NOTE)) != 0;
	size_t max = message ? MESSAGE_MAX : TICKET_DESC_MAX;
	enum err rc = ERR_OK;

	if (r->flags & ACT_TEXT && !message && text_blank(in->text))
		return err_say(cx, ERR_INVALID, "reason_needed",
		    "%s without a reason", r->name);
	if (r->flags & ACT_TEXT || *in->text != '\0')
		rc = message_check(cx, in->text, max, in->nattachment);
	if (rc == ERR_OK && r->may == MAY_CUSTOMER)
		rc = confidential_check(cx, in->confidential);
	if (rc == ERR_OK && r->flags & ACT_MESSAGE && is_staff(cx) &&
	    canned_left(in->text) != NULL)
		rc = err_say(cx, ERR_INVALID, "variable_left",
		    "the text still has {%s}", canned_left(in->text));
	if (rc == ERR_OK && v == VERB_PAUSE && in->until != 0 &&
	    in->until <= cx->now)
		rc = err_say(cx, ERR_INVALID, "until_past",
		    "paused until %" PRId64 ", now is %" PRId64, in->until,
		    cx->now);
	if (rc == ERR_OK && v == VERB_SCORE && in->score == NULL)
		rc = err_say(cx, ERR_INVALID, "score_value", "no score");
	if (rc == ERR_OK && in->score != NULL)
		rc = score_check(cx, in->score);
	return rc;
}

/* Somebody else of the staff who can work on it. */
static enum err
check_assignee(struct ctx *cx, const struct ticket *t, int64_t id)
{
	struct user u;
	enum err rc;
	bool found;

	rc = store_user_by_id(cx, id, &found, &u, NULL);
	if (rc != ERR_OK)
		return rc;
	if (!found || u.disabled || id == t->assignee_id ||
	    (u.role != ROLE_AGENT && u.role != ROLE_LEAD))
		return err_say(cx, ERR_INVALID, "assignee_unknown",
		    "ticket %" PRId64 " cannot go to user %" PRId64, t->id, id);
	return ERR_OK;
}

/* Another place in the catalogue: the words that name it, not the state. */
static enum err
reclassify(struct ctx *cx, const struct ticket *t, const struct place *p)
{
	struct place_check c;
	bool changed;
	enum err rc;

	if (strcmp(p->problem_type_id, t->problem_type_id) == 0 &&
	    strcmp(p->severity_id, t->severity_id) == 0 &&
	    strcmp(p->region_id, t->region_id) == 0)
		return err_say(cx, ERR_INVALID, "nothing_changed",
		    "ticket %" PRId64 " is there already", t->id);
	rc = store_place_check(cx, t->id, p, &c);
	if (rc == ERR_OK && (!c.found || !c.region_ok))
		rc = err_say(cx, ERR_INVALID, "unknown_choice",
		    "problem type, severity or region is unknown");
	if (rc == ERR_OK && c.case_type == 5 && *p->region_id == '\0')
		rc = err_say(cx, ERR_INVALID, "region_needed",
		    "a fault report without a region");
	if (rc == ERR_OK)
		rc = store_place_put(cx, t->id, p, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "the place of ticket %" PRId64 " was refused", t->id);
	return rc;
}

/* Whose the ticket is after that; 0: as before. */
static int64_t
assignee_of(const struct ctx *cx, enum verb v, const struct act_input *in)
{
	unsigned flags = verb_rules[v].flags;

	if (v == VERB_ASSIGN)
		return in->assignee;
	if (flags & ACT_RELEASE)
		return ASSIGNEE_NONE;
	return flags & ACT_ASSIGN ? cx->actor : 0;
}

static const char *
from_to(struct ctx *cx, const struct ticket *t, const struct place *p)
{
	return arena_printf(cx->mem, "%s, %s, %s → %s, %s, %s",
	    t->problem_type_id, t->severity_id, t->region_id,
	    p->problem_type_id, p->severity_id, p->region_id);
}

/* For the trail: where the ticket went, of the state and the agent that it
 * had. */
static enum err
tell(struct ctx *cx, const struct ticket *t, enum verb v,
    const struct act_input *in, int to, const char **out)
{
	const char *name;
	enum err rc;

	*out = "";
	if (v == VERB_RECLASSIFY)
		*out = from_to(cx, t, &in->place);
	else if (to != STATE_KEEP && to != (int)t->status)
		*out = arena_printf(
		    cx->mem, "status: %d → %d", (int)t->status, to);
	if (v != VERB_ASSIGN)
		return ERR_OK;
	rc = store_user_name(cx, in->assignee, &name);
	if (rc == ERR_OK)
		*out = arena_printf(cx->mem, "%s%s%s", *out,
		    **out == '\0' ? "" : "; ",
		    audit_change(cx, "assignee", t->assignee, name));
	return rc;
}

static enum err
act(struct ctx *cx, int64_t id, enum verb v, const struct act_input *in)
{
	const struct verb_rule *r = &verb_rules[v];
	bool take, score = in->score != NULL;
	struct act_input rest = *in;
	enum log_type log = r->log;
	const char *told;
	struct ticket t;
	int to = r->to;
	enum err rc;

	/* Whether there is such a ticket comes before what is wrong with
	 * the words, or a stranger would learn of it. */
	rc = store_ticket_get(cx, is_staff(cx), id, &t);
	if (rc == ERR_OK)
		rc = check_input(cx, v, in);
	if (rc == ERR_OK)
		rc = refuse(cx, &t, v, in);
	if (rc == ERR_OK && v == VERB_ASSIGN)
		rc = check_assignee(cx, &t, in->assignee);
	if (rc == ERR_OK && v == VERB_RECLASSIFY)
		rc = reclassify(cx, &t, &in->place);
	if (rc != ERR_OK)
		return rc;

	if (v == VERB_ASSIGN && t.status == STATUS_NEW)
		to = STATUS_PROCESSING;
	if (to == STATE_FORMER)
		to = (int)t.former;
	if (v == VERB_MESSAGE) {
		to = message_moves_to(t.status);
		log = message_log(t.status);
	}
	rc = tell(cx, &t, v, in, to, &told);
	if (rc != ERR_OK)
		return rc;
	/* A reply to what nobody has takes it first. */
	take = v == VERB_REPLY && t.status == STATUS_NEW;
	if (take) {
		const struct act_input none = { .text = "", .seen = -1 };

		rc = change(cx, &t, VERB_TAKE, &none, STATUS_PROCESSING,
		    LOG_TAKE, cx->actor);
		t.status = STATUS_PROCESSING;
	}
	/* What is said on handing over is for the staff alone. */
	if (v == VERB_ASSIGN && *in->text != '\0') {
		rc = change(cx, &t, VERB_NOTE, in, STATE_KEEP, LOG_NOTE, 0);
		rest.text = "";
		rest.revision = 0; /* it was right */
	}
	if (rc == ERR_OK)
		rc = change(cx, &t, v, &rest, to, log, assignee_of(cx, v, in));
	if (rc == ERR_OK && score)
		rc = write_score(cx, &t, v, in->score);
	if (rc == ERR_OK && score && v == VERB_CLOSE) {
		t.status = STATUS_CLOSED;
		rc = change(cx, &t, VERB_SCORE,
		    &(struct act_input){ .text = "", .seen = -1 }, STATE_KEEP,
		    LOG_EVALUATE, 0);
	}
	if (rc == ERR_OK)
		rc = clock_update(cx, id);
	if (rc == ERR_OK && r->audit != NULL)
		rc = audit_add(cx, RATING_NORMAL, r->audit, "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, id), told);
	if (rc == ERR_OK && score && v == VERB_CLOSE)
		rc = audit_add(cx, RATING_NORMAL, "createScores", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, id), "");
	return rc;
}

enum err
ticket_act(struct ctx *cx, int64_t id, enum verb v, const struct act_input *in)
{
	struct act_input full = *in;
	enum err rc;

	if (full.text == NULL)
		full.text = "";
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = act(cx, id, v, &full);
	return act_end(cx, rc, id);
}

enum err
ticket_try(struct ctx *cx, int64_t id, enum verb v, const struct act_input *in,
    struct ticket *out)
{
	const struct act_input none = { .text = "", .seen = -1 };
	enum err rc;

	rc = store_ticket_get(cx, is_staff(cx), id, out);
	if (rc == ERR_OK)
		rc = refuse(cx, out, v, &none);
	if (rc == ERR_OK && v == VERB_ASSIGN && in != NULL)
		rc = check_assignee(cx, out, in->assignee);
	return rc;
}

/* What happens by itself -------------------------------------------------- */

#define DAY ((int64_t)24 * 60 * 60)

/* At a time: others want to write too. */
#define RUN_OUT_MAX 100
#define PURGE_MAX   10

static enum err
run_out(struct ctx *cx, const struct ticket_due *due)
{
	const struct act_input none = { .text = "", .seen = -1 };
	const struct ticket t = { .id = due->id, .status = due->status };
	const struct verb_rule *r = &verb_rules[due->verb];
	enum err rc;

	rc = change(cx, &t, due->verb, &none, r->to, r->log, 0);
	if (rc == ERR_OK)
		rc = clock_update(cx, t.id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, r->audit, "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, t.id), "");
	return rc;
}

enum err
ticket_run_out(struct ctx *cx)
{
	const int64_t closes = cx->conf->tickets_auto_close;
	const int64_t reminds = cx->conf->tickets_remind_after;
	/* The last day, unless that is when he is first reminded. */
	const struct waits waits = { closes, reminds,
		closes - DAY > reminds ? closes - DAY : closes };
	struct ticket_due due[RUN_OUT_MAX];
	size_t n = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = store_ticket_due(cx, &waits, due, RUN_OUT_MAX, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = run_out(cx, &due[i]);
	return act_end(cx, rc, 0);
}

/* What is left of it is in the audit trail. */
static enum err
purge(struct ctx *cx, int64_t id)
{
	enum err rc;

	rc = store_purge(cx, id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "purgeCase", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, id), "");
	return rc;
}

enum err
ticket_purge(struct ctx *cx)
{
	int64_t id[PURGE_MAX];
	size_t n = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = store_purge_list(cx, cx->now - cx->conf->tickets_retention,
		    id, PURGE_MAX, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = purge(cx, id[i]);
	return act_end(cx, rc, 0);
}
