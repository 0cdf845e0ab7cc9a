/*
 * act.c - every form of a ticket: POST /tickets/:id/ACTION and
 * /agent/tickets/:id/ACTION
 *
 * All go the same way: read the form, keep its files, ask the domain; then
 * back to the ticket, or to a page that has everything that was typed.
 */
#include <string.h>

#include "domain/act.h"
#include "page/beside.h"
#include "page/pages.h"
#include "page/show.h"
#include "view/frame.h"
#include "view/ticket.h"
#include "web/href.h"

/* What any of the forms may have. */
struct input {
	const char *content, *operate_desc, *judgement, *confidential;
	struct values accessory_ids, satisfaction;
	int64_t seen, canned;
	bool insert;       /* the canned text is wanted, nothing is sent */
	const char *until; /* a day */
	int64_t assignee_id;
	const char *business_type_id, *severity_id, *region_id;
};

#define CONTENT FIELD(input, content, 0, 0, MESSAGE_MAX, NULL)
#define DESC    FIELD(input, operate_desc, 0, 0, TICKET_DESC_MAX, NULL)
#define IDS     FIELD(input, accessory_ids, 0, 0, 99, "file_gone")

static const struct field message_fields[] = { CONTENT, IDS,
	FIELD(input, confidential, SECRET, 0, CONFIDENTIAL_MAX, NULL) };
static const struct field act_fields[] = { DESC };
static const struct field close_fields[] = { DESC,
	FIELD(input, judgement, 0, 0, TICKET_DESC_MAX, NULL),
	FIELD_PREFIX(input, satisfaction, "satisfaction_") };
static const struct field desk_fields[] = { CONTENT, IDS,
	FIELD(input, seen, 0, 0, INT64_MAX, NULL),
	FIELD(input, canned, 0, 1, INT64_MAX, NULL),
	FIELD(input, insert, 0, 0, 1, NULL) };
static const struct field pause_fields[] = { DESC,
	FIELD(input, until, LINE | REQUIRED, 0, 10, "date_invalid") };
static const struct field assign_fields[] = { DESC,
	FIELD(input, assignee_id, REQUIRED, 1, INT64_MAX, "assignee_unknown") };

static const struct field reclassify_fields[] = { DESC,
	FIELD(
	    input, business_type_id, LINE | REQUIRED, 0, 64, "unknown_choice"),
	FIELD(input, severity_id, LINE | REQUIRED, 0, 64, "unknown_choice"),
	FIELD(input, region_id, LINE, 0, 64, "unknown_choice") };

const struct schema message_schema = { message_fields, NELEM(message_fields),
	true };
const struct schema act_schema = { act_fields, NELEM(act_fields), true };
const struct schema close_schema = { close_fields, NELEM(close_fields), true };
const struct schema desk_schema = { desk_fields, NELEM(desk_fields), true };
const struct schema pause_schema = { pause_fields, NELEM(pause_fields), true };
const struct schema assign_schema = { assign_fields, NELEM(assign_fields),
	true };
const struct schema reclassify_schema = { reclassify_fields,
	NELEM(reclassify_fields), true };
const struct schema revision_schema = { NULL, 0, true };

/* What is said on the ticket's page when it is done: Lang.Done. */
static const char *const done[VERB__MAX] = {
	[VERB_MESSAGE] = "sent",
	[VERB_URGE] = "urged",
	[VERB_CANCEL] = "cancelled",
	[VERB_CLOSE] = "closed",
	[VERB_REJECT] = "rejected",
	[VERB_DELETE] = "deleted",
	[VERB_SCORE] = "scored",
	[VERB_TAKE] = "taken",
	[VERB_REPLY] = "replied",
	[VERB_NOTE] = "noted",
	[VERB_ASK] = "asked",
	[VERB_RESOLVE] = "resolved",
	[VERB_PAUSE] = "paused",
	[VERB_RESUME] = "resumed",
	[VERB_RELEASE] = "released",
	[VERB_ASSIGN] = "assigned",
	[VERB_INVALIDATE] = "invalidated",
	[VERB_REOPEN] = "reopened",
	[VERB_RESTORE] = "restored",
	[VERB_RECLASSIFY] = "reclassified",
};

/* One form on its way. */
struct act {
	enum verb verb;
	const struct schema *schema;
	struct form form;
	struct input in;
	struct taken files;
	struct score_input score;
	int64_t until;
};

/* Coming back ----------------------------------------------------------------
 */

/* The text of a form that is not possible any more, and the files that came
 * with it. */
static void
put_typed(struct ctx *cx, struct resp *rs, const struct form *f,
    const struct taken *files)
{
	static const char *const names[] = { "content", "operate_desc",
		"judgement" };

	for (size_t i = 0; i < NELEM(names); i++) {
		struct param p = { names[i], req_param(f->rq, names[i]) };

		if (p.value != NULL && *p.value != '\0')
			model_put_typed(
			    cx, model_at(rs->model, "Typed"), &p, 1);
	}
	for (size_t i = 0; i < files->n; i++)
		model_put(model_row(model_at(rs->model, "Lost")),
		    files->file[i].name);
}

/* What whoever wrote a reply had seen: up to that message. */
static struct so_far
up_to(const struct shown *s, int64_t seen)
{
	struct so_far out = { .message = seen };

	for (size_t i = 0; i < s->thread.nmessage; i++)
		if (s->thread.message[i].number <= seen)
			out.notes_at = s->thread.message[i].created_at;
	for (size_t i = 0; i < s->thread.nlog; i++)
		if (s->thread.log[i].message_number == seen)
			out.log = s->thread.log[i].number;
	return out;
}

/* All but the last thing that happened. */
static struct so_far
but_last(const struct shown *s)
{
	struct so_far out = { .message = s->ticket.message_count,
		.notes_at = INT64_MAX };
	const struct log_row *last;

	if (s->thread.nlog == 0)
		return out;
	last = &s->thread.log[s->thread.nlog - 1];
	out.log = last->number - 1;
	if (last->message_number != 0)
		out.message = last->message_number - 1;
	return out;
}

/* Put the canned text behind what is written; one that is not there any more
 * takes nothing with it. */
static enum err
insert(
    struct ctx *cx, const struct act *a, const struct shown *s, struct resp *rs)
{
	enum err rc = beside_canned(cx, a->form.rq, rs, s, a->in.canned);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(cx);
	rs->status = 422;
	model_text(
	    rs->model, "F.Say", lang_say(cx, "unknown_choice", 0, NULL, 0));
	return ERR_OK;
}

/* The page on which the form stands, for what can be put right there. */
static enum err
read_page(struct ctx *cx, const struct act *a, struct resp *rs)
{
	const char *page = a->verb == VERB_RECLASSIFY ? "agent/reclassify.cs"
	    : is_staff(cx)                            ? "agent/ticket.cs"
						      : "ticket/show.cs";
	const struct req *rq = a->form.rq;
	struct shown s;
	enum err rc;

	rc = show_read(cx, rq, rs, page, req_ticket(rq, 0), 0, &s);
	if (rc == ERR_OK)
		rc = show_drafts(cx, rs, &s, a->verb);
	if (rc == ERR_OK && a->verb == VERB_RECLASSIFY)
		rc = show_places(cx, rs, &s);
	if (rc == ERR_OK)
		rc = show_rest(cx, rq, rs, &s, NULL);
	if (rc != ERR_OK)
		return rc;
	if (is_staff(cx) && a->verb != VERB_REPLY)
		model_text(rs->model, "Compose", verb_rules[a->verb].name);
	show_back(cx, rs, &(struct back){ a->verb, &a->form, &a->files });
	return a->in.insert ? insert(cx, a, &s, rs) : ERR_OK;
}

/* A page of the form alone, and of what happened meanwhile. */
static enum err
read_conflict(struct ctx *cx, const struct act *a, bool stale, struct resp *rs)
{
	const char *page = stale ? "agent/stale.cs" : "ticket/conflict.cs";
	const struct req *rq = a->form.rq;
	struct so_far so_far;
	struct shown s;
	enum err rc;

	rc = show_read(cx, rq, rs, page, req_ticket(rq, 0), 0, &s);
	if (rc != ERR_OK)
		return rc;
	if (a->verb == VERB_RECLASSIFY)
		rc = show_places(cx, rs, &s);
	if (rc != ERR_OK)
		return rc;
	model_text(rs->model, "Act", verb_rules[a->verb].name);
	so_far = stale ? up_to(&s, a->in.seen) : but_last(&s);
	if (rs->status == 409)
		model_put_thread(cx, rq->session, model_at(rs->model, "New"),
		    &s.ticket, &s.thread, &so_far);
	model_put_dimensions(rs->model, &s.dims, &s.score, &a->in.satisfaction);
	if ((s.verbs & 1u << a->verb) == 0)
		put_typed(cx, rs, &a->form, &a->files);
	show_back(cx, rs, &(struct back){ a->verb, &a->form, &a->files });
	return ERR_OK;
}

/* The forms that come back on the page on which they stand; the others are
 * in dialogs, and come back on a page of their own. */
static bool
is_on_page(enum verb v)
{
	return (verb_rules[v].flags & ACT_FILES) != 0 || v == VERB_RECLASSIFY;
}

static enum err
show_again(
    struct ctx *cx, struct act *a, enum err why, bool stale, struct resp *rs)
{
	enum err rc;

	rs->status = files_status(&a->files, form_status(&a->form, why));
	if (a->in.insert && !form_wrong(&a->form) && !a->files.wrong)
		rs->status = 200;
	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	if (is_on_page(a->verb) && (why == ERR_OK || why == ERR_INVALID))
		rc = read_page(cx, a, rs);
	else
		rc = read_conflict(cx, a, stale, rs);
	return snapshot_end(cx, rc);
}

/* What the domain says against it, at the field that it is about. */
static const char *
field_of(const char *say)
{
	static const struct {
		const char *say, *field;
	} rows[] = {
		{ "message_empty", "content" },
		{ "variable_left", "content" },
		{ "reason_needed", "operate_desc" },
		{ "until_past", "until" },
		{ "assignee_unknown", "assignee_id" },
		{ "unknown_choice", "business_type_id" },
		{ "region_needed", "region_id" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].field;
	return "";
}

static enum err
recover(struct ctx *cx, struct act *a, enum err why, struct resp *rs)
{
	const char *say;
	int64_t n;
	bool stale;

	if (!page_recovers(cx, why, &say, &n))
		return why;
	stale = strcmp(say, "stale_reply") == 0;
	/* The page of a stale reply says it in its heading. */
	if (!stale)
		form_complain(&a->form, field_of(say), say, n);
	return show_again(cx, a, why, stale, rs);
}

/* Going
 * ------------------------------------------------------------------------ */

/* Scores as typed; false if one is no number at all. */
static bool
read_scores(struct ctx *cx, struct act *a)
{
	const struct values *v = &a->in.satisfaction;
	struct score_value *out;

	out = arena_array(cx->mem, v->count, sizeof(*out));
	for (size_t i = 0; i < v->count; i++) {
		const char *id = v->name[i] + strlen("satisfaction_");

		if (!parse_int(id, 1, INT64_MAX, &out[i].dimension_id) ||
		    !parse_int(v->value[i], 1, 100, &out[i].value))
			return false;
	}
	a->score = (struct score_input){ out, v->count, a->in.judgement };
	return true;
}

/* Does he see such a ticket?  Nothing is kept for a page that is not. */
static enum err
look(struct ctx *cx, int64_t id)
{
	struct ticket t;

	return ticket_get(cx, id, &t);
}

static enum err
go_back(struct ctx *cx, const struct act *a, int64_t id, struct resp *rs)
{
	const char *href = href_ticket(cx->mem, is_staff(cx), id);
	enum err rc;

	/* A deleted ticket has no page for him any more, nor has one that he
	 * gave to others, if he sees his own queues only. */
	rc = look(cx, id);
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		href = is_staff(cx) ? "/agent/tickets" : "/tickets";
		rc = ERR_OK;
	}
	if (rc == ERR_OK)
		resp_redirect(rs, href_done(cx->mem, href, done[a->verb]));
	return rc;
}

static enum err
act(struct ctx *cx, struct act *a, int64_t id)
{
	const bool desk = a->schema == &desk_schema;
	const char *text = a->in.content != NULL ? a->in.content
						 : a->in.operate_desc;
	const struct act_input in = {
		.revision = a->form.revision,
		.seen = desk ? a->in.seen : -1,
		.text = text != NULL ? text : "",
		.confidential = a->in.confidential,
		.attachment = a->files.id,
		.nattachment = a->files.n,
		.score = a->verb == VERB_SCORE || a->score.nvalue > 0
		    ? &a->score
		    : NULL,
		.until = a->until,
		.assignee = a->in.assignee_id,
		.place = { a->in.business_type_id, a->in.severity_id,
		    a->in.region_id },
	};

	return ticket_act(cx, id, a->verb, &in);
}

static enum err
run(struct ctx *cx, const struct req *rq, struct resp *rs, enum verb v,
    const struct schema *schema)
{
	struct act a = { .verb = v, .schema = schema };
	int64_t id = req_ticket(rq, 0);
	enum err rc;
	bool good;

	if (v == VERB__MAX)
		return err_fail(cx, ERR_NOTFOUND, "no such action");
	rc = look(cx, id);
	if (rc != ERR_OK)
		return rc;
	view_zone(cx, rq); /* the day of a pause is one of his */
	good = form_read(cx, &a.form, schema, rq, &a.in);
	rc = files_limits(cx, "", id, NULL);
	if (rc == ERR_OK)
		rc = files_take(cx, rq, &a.files);
	if (rc != ERR_OK)
		return rc;
	if (good && !read_scores(cx, &a)) {
		form_complain(&a.form, "", "score_value", 0);
		good = false;
	}
	if (good && a.in.until != NULL &&
	    !page_date(cx, a.in.until, false, &a.until)) {
		form_complain(&a.form, "until", "date_invalid", 0);
		good = false;
	}
	if (!good || a.files.wrong || a.in.insert)
		return show_again(cx, &a, ERR_OK, false, rs);
	rc = act(cx, &a, id);
	return rc == ERR_OK ? go_back(cx, &a, id, rs) : recover(cx, &a, rc, rs);
}

enum err
page_message(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run(cx, rq, rs, VERB_MESSAGE, &message_schema);
}

/* urge, cancel, reject, delete: the last part of the address. */
enum err
page_act(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum verb v = verb_find(strrchr(rq->path, '/') + 1, false);

	return run(cx, rq, rs, v, &act_schema);
}

enum err
page_close(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run(cx, rq, rs, VERB_CLOSE, &close_schema);
}

enum err
page_score(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run(cx, rq, rs, VERB_SCORE, &close_schema);
}

/* The form for a score is on the ticket's page. */
enum err
page_score_show(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_ticket(rq, 0);
	enum err rc;

	rc = look(cx, id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    arena_printf(
			cx->mem, "%s#score", href_ticket(cx->mem, false, id)));
	return rc;
}

/* What the staff do.  The verb is the last part of the address. */
static enum err
run_desk(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct schema *schema)
{
	enum verb v = verb_find(strrchr(rq->path, '/') + 1, true);

	return run(cx, rq, rs, v, schema);
}

/* take, resume, release, restore */
enum err
page_desk_go(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &revision_schema);
}

/* invalidate, reopen */
enum err
page_desk_act(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &act_schema);
}

enum err
page_desk_pause(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &pause_schema);
}

enum err
page_desk_assign(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &assign_schema);
}

enum err
page_desk_reclassify(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &reclassify_schema);
}

/* reply, note, ask, resolve */
enum err
page_desk_write(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return run_desk(cx, rq, rs, &desk_schema);
}

enum err
page_withdraw(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	int64_t id = req_ticket(rq, 0);
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &revision_schema, rq, NULL))
		return err_say(cx, ERR_INVALID, f.say, "no token or key");
	rc = message_withdraw(cx, id, req_id(rq, 1));
	if (rc == ERR_OK)
		resp_redirect(rs,
		    href_done(
			cx->mem, href_ticket(cx->mem, false, id), "withdrawn"));
	return rc;
}
