#include "page/show.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/queue.h"
#include "domain/draft.h"
#include "domain/user.h"
#include "page/side.h"
#include "page/beside.h"
#include "view/authorization.h"
#include "view/draft.h"
#include "view/ticket.h"
#include "view/time.h"
#include "web/href.h"

#define VERB(v) (1u << (v))

static enum err
read_score(struct ctx *cx, struct shown *s)
{
	enum err rc = ERR_OK;

	if (s->ticket.status == STATUS_CLOSED)
		rc = score_get(cx, s->ticket.id, &s->score);
	if (rc == ERR_OK && s->verbs & VERB(VERB_SCORE) &&
	    cx->now >= score_until(cx, &s->ticket, &s->score))
		s->verbs &= ~VERB(VERB_SCORE);
	if (rc == ERR_OK && s->verbs & (VERB(VERB_SCORE) | VERB(VERB_CLOSE)))
		rc = catalogue_dimensions(cx, &s->dims);
	return rc;
}

/* The part of the thread before this one, if there is one. */
static void
put_earlier(struct ctx *cx, struct resp *rs, const struct shown *s)
{
	if (s->thread.earlier <= 0 || s->thread.nmessage < 2)
		return;
	model_text(rs->model, "Earlier",
	    arena_printf(cx->mem, "%s?before=%" PRId64,
		href_ticket(cx->mem, is_staff(cx), s->ticket.id),
		s->thread.message[1].number));
}

/* The score that was given, and the form that changes it. */
static void
put_score(struct ctx *cx, struct model *m, const struct shown *s)
{
	model_put_score(m, &s->score);
	if ((s->verbs & VERB(VERB_SCORE)) == 0)
		return;
	model_text(m, "C.score.judgement.v", s->score.judgement);
	model_text(m, "Score.at",
	    time_date(cx, score_until(cx, &s->ticket, &s->score)));
}

/* To whom the ticket can go. */
static enum err
put_staff(struct ctx *cx, struct resp *rs, const struct shown *s)
{
	struct user_list staff;
	enum err rc;

	rc = user_staff(cx, &staff);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < staff.count; i++) {
		const struct user *u = &staff.item[i];
		struct model *row;

		if (u->id == s->ticket.assignee_id)
			continue;
		row = model_row(model_at(rs->model, "Staff"));
		model_int(row, "id", u->id);
		model_text(row, "name", u->display_name);
		model_text(row, "user", u->name);
	}
	return ERR_OK;
}

/* Who supports it, if we do not. */
static enum err
put_partner(struct ctx *cx, struct resp *rs, int64_t ticket)
{
	struct queue_group g;
	enum err rc;

	rc = queue_partner(cx, ticket, &g);
	if (rc == ERR_OK && g.id != 0) {
		const struct slot slot[] = {
			{ "days",
			    arena_printf(cx->mem, "%d", (int)g.partner.days) },
			{ "hours",
			    arena_printf(cx->mem, "%d", (int)g.partner.hours) },
			{ "zone", g.partner.zone },
		};

		model_text(rs->model, "Fact.partner", g.name);
		model_text(rs->model, "Fact.window",
		    lang_fill(
			cx, lang_text(cx, "Fmt", "Window"), slot, NELEM(slot)));
	}
	return rc;
}

enum err
show_read(struct ctx *cx, const struct req *rq, struct resp *rs,
    const char *template, int64_t id, int64_t before, struct shown *s)
{
	enum err rc;

	*s = (struct shown){ 0 };
	rc = ticket_get(cx, id, &s->ticket);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, template);
	if (rc == ERR_OK)
		rc = files_limits(cx, s->ticket.problem_type_id, 0, rs->model);
	if (rc == ERR_OK)
		model_text(
		    rs->model, "Site.Up.kind", s->ticket.problem_type_id);
	if (rc == ERR_OK)
		rc = thread_get(
		    cx, id, before, cx->conf->tickets_thread_page, &s->thread);
	if (rc != ERR_OK)
		return rc;
	s->verbs = ticket_verbs(cx, &s->ticket, &s->urge_from);
	if (s->ticket.has_access)
		rc = authorization_of_ticket(cx, id, &s->auths);
	if (rc == ERR_OK)
		rc = put_partner(cx, rs, id);
	if (rc == ERR_OK)
		rc = read_score(cx, s);
	if (rc != ERR_OK)
		return rc;

	model_put_ticket(cx, rs->model, &s->ticket);
	model_put_verbs(
	    cx, rq->session, rs->model, &s->ticket, s->verbs, s->urge_from);
	model_put_access(cx, rq->session, rs->model, &s->ticket, &s->auths,
	    &s->thread.confided);
	model_put_dimensions(rs->model, &s->dims, &s->score, NULL);
	if (s->score.given)
		put_score(cx, rs->model, s);
	put_earlier(cx, rs, s);
	if (is_staff(cx))
		rc = beside_read(cx, rs, s);
	return rc == ERR_OK && s->verbs & VERB(VERB_ASSIGN)
	    ? put_staff(cx, rs, s)
	    : rc;
}

/* Files to be had all at once?  Of the part of a long thread that is not read
 * it may be. */
static bool
has_files(const struct thread *th)
{
	size_t n = 0;

	for (size_t i = 0; i < th->nmessage; i++)
		n += th->message[i].nfile;
	for (size_t i = 0; i < th->nnote; i++)
		n += th->note[i].nfile;
	return n > 0 || th->earlier > 0;
}

enum err
show_rest(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct shown *s, const struct side_back *back)
{
	model_put_thread(cx, rq->session, model_at(rs->model, "Thread"),
	    &s->ticket, &s->thread, NULL);
	model_put_log(cx, rs->model, &s->thread);
	if (has_files(&s->thread))
		model_text(rs->model, "LinkKey",
		    form_key(cx, rq->session,
			href_ticket_act(
			    cx->mem, false, s->ticket.id, "attachments/link"),
			s->ticket.revision));
	return side_read(cx, rq, rs, &s->ticket, back);
}

/* The forms of a verb are below C.VERB. */
static struct model *
form_of(struct resp *rs, enum verb v)
{
	const char *name = verb_rules[v].name;

	return model_node(model_at(rs->model, "C"), name, strlen(name));
}

/* Ids of controls that are not the names of their fields, as several forms
 * of the page have fields of that name. */
static const struct {
	const char *text, *files; /* NULL: as the field */
} controls[VERB__MAX] = {
	[VERB_CANCEL] = { "cancel-d", NULL },
	[VERB_REJECT] = { "reject-d", NULL },
	[VERB_MESSAGE] = { "content", "files" },
	[VERB_REPLY] = { "reply", "reply-files" },
	[VERB_NOTE] = { "note", "note-files" },
	[VERB_ASK] = { "ask", "ask-files" },
	[VERB_RESOLVE] = { "resolve", "resolve-files" },
	[VERB_PAUSE] = { "pause-d", NULL },
	[VERB_ASSIGN] = { "assign-d", NULL },
	[VERB_INVALIDATE] = { "invalidate-d", NULL },
	[VERB_REOPEN] = { "reopen-d", NULL },
	[VERB_RECLASSIFY] = { "reclassify-d", NULL },
};

void
show_back(struct ctx *cx, struct resp *rs, const struct back *b)
{
	struct model *at = form_of(rs, b->verb);
	const char *text = controls[b->verb].text;
	const struct slot ids[] = {
		{ "content", text },
		{ "operate_desc", text },
	};

	model_put_form(
	    cx, rs->model, at, b->form, ids, text != NULL ? NELEM(ids) : 0);
	if (b->files != NULL)
		files_show(
		    cx, rs->model, at, b->files, controls[b->verb].files);
}

static enum err
put_draft(struct ctx *cx, struct resp *rs, const struct shown *s, enum verb v)
{
	const bool staff = is_staff(cx);
	const struct draft *d;
	struct model *at;
	struct taken files;
	enum err rc;

	rc = draft_get(cx,
	    href_ticket_act(cx->mem, staff, s->ticket.id, verb_rules[v].name),
	    &d);
	if (rc != ERR_OK || d == NULL)
		return rc;
	at = form_of(rs, v);
	model_text(at, "content.v", draft_value(cx, d->fields, "content"));
	model_text(at, "Draft", time_words(cx, d->saved_at));
	rc = files_draft(cx, d->fields, &files);
	if (rc == ERR_OK)
		model_put_kept(cx, at, files.file, files.n);
	return rc;
}

enum err
show_drafts(
    struct ctx *cx, struct resp *rs, const struct shown *s, enum verb but)
{
	enum err rc = ERR_OK;

	for (int v = 0; rc == ERR_OK && v < VERB__MAX; v++)
		if (v != (int)but && s->verbs & VERB(v) &&
		    verb_rules[v].flags & ACT_FILES)
			rc = put_draft(cx, rs, s, (enum verb)v);
	return rc;
}

static void
put_choices(struct model *list, const struct choices *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct choice *c = &from->item[i];
		struct model *row = model_row(list);

		model_text(row, "id", c->id);
		model_text(row, "name", c->name);
		/* Where another group begins. */
		if (*c->group != '\0' &&
		    (i == 0 || strcmp(c->group, c[-1].group) != 0))
			model_text(row, "group", c->group);
	}
}

enum err
show_places(struct ctx *cx, struct resp *rs, const struct shown *s)
{
	struct choices types, severities, regions;
	const struct ticket *t = &s->ticket;
	struct model *form;
	enum err rc;

	rc = catalogue_places(cx, t->problem_type_id, &types);
	if (rc == ERR_OK)
		rc = catalogue_severities(cx, &severities);
	if (rc == ERR_OK)
		rc = catalogue_regions(cx, &regions);
	if (rc != ERR_OK)
		return rc;
	put_choices(model_at(rs->model, "Type"), &types);
	put_choices(model_at(rs->model, "Sev"), &severities);
	put_choices(model_at(rs->model, "Region"), &regions);
	form = form_of(rs, VERB_RECLASSIFY);
	model_text(form, "business_type_id.v", t->problem_type_id);
	model_text(form, "severity_id.v", t->severity_id);
	model_text(form, "region_id.v", t->region_id);
	return ERR_OK;
}
