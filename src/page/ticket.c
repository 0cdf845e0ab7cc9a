/*
 * ticket.c - /tickets/:id, /agent/tickets/:id, and what is new on them
 */
#include <string.h>

#include "domain/act.h"
#include "domain/presence.h"
#include "domain/visit.h"
#include "page/beside.h"
#include "page/pages.h"
#include "page/show.h"
#include "view/ticket.h"

struct query {
	int64_t before, group;
};

static const struct field query_fields[] = {
	FIELD(query, before, 0, 2, INT64_MAX, NULL),
	FIELD(query, group, 0, 1, INT64_MAX, NULL),
};
const struct schema ticket_query = { query_fields, NELEM(query_fields), false };

/* The desk's: also a text to insert. */
struct desk_query {
	int64_t before, canned;
	/* Not asked for, but how it is read: as a visit, which says what is
	 * new since the last one; or again, before someone's eyes. */
	bool visit, shown;
};

static const struct field desk_fields[] = {
	FIELD(desk_query, before, 0, 2, INT64_MAX, NULL),
	FIELD(desk_query, canned, 0, 1, INT64_MAX, NULL),
};
const struct schema desk_ticket_query = { desk_fields, NELEM(desk_fields),
	false };

struct poll {
	int64_t since;
	bool shown; /* the page is not hidden */
};

static const struct field poll_fields[] = {
	FIELD(poll, since, 0, 0, INT64_MAX, NULL),
	FIELD(poll, shown, 0, 0, 1, NULL),
};
const struct schema poll_query = { poll_fields, NELEM(poll_fields), false };

/* The desk's: who else is there, as the page shows it, and whether there is
 * something in its reply. */
struct desk_poll {
	int64_t since;
	const char *there;
	bool writing, shown;
};

static const struct field desk_poll_fields[] = {
	FIELD(desk_poll, since, 0, 0, INT64_MAX, NULL),
	FIELD(desk_poll, there, LINE, 0, 200, NULL),
	FIELD(desk_poll, writing, 0, 0, 1, NULL),
	FIELD(desk_poll, shown, 0, 0, 1, NULL),
};
const struct schema desk_poll_query = { desk_poll_fields,
	NELEM(desk_poll_fields), false };

/* Came from the list of a group: the way back leads there. */
static void
put_group(struct model *m, const struct session *se, int64_t id)
{
	for (size_t i = 0; i < se->noperated; i++) {
		if (se->operated[i].id == id) {
			model_int(m, "Group.Id", id);
			model_text(m, "Group.Name", se->operated[i].name);
		}
	}
}

/* The page, as either side sees it; canned: 0, or a text for the reply. */
static enum err
read_page(struct ctx *cx, const struct req *rq, struct resp *rs,
    const char *template, const struct desk_query *in)
{
	struct shown s;
	enum err rc;

	rc = show_read(cx, rq, rs, template, req_ticket(rq, 0), in->before, &s);
	if (rc == ERR_OK)
		rc = show_drafts(cx, rs, &s, VERB__MAX);
	if (rc == ERR_OK && in->canned != 0)
		rc = beside_canned(cx, rq, rs, &s, in->canned);
	if (rc == ERR_OK && in->visit && in->before == 0)
		rc = visit_last(cx, s.ticket.id, &s.thread.visited);
	if (rc == ERR_OK)
		rc = show_rest(cx, rq, rs, &s, NULL);
	if (rc == ERR_OK && (in->visit || in->shown) && in->before == 0)
		visit_note(cx, s.ticket.id, s.ticket.message_count);
	rs->etag = true;
	return rc;
}

static enum err
read_his(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct query *in)
{
	const struct desk_query page = { .before = in->before, .visit = true };
	enum err rc;

	rc = read_page(cx, rq, rs, "ticket/show.cs", &page);
	if (rc == ERR_OK && in->group != 0)
		put_group(rs->model, rq->session, in->group);
	return rc;
}

enum err
page_ticket(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &ticket_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_his(cx, rq, rs, &in)) : rc;
}

enum err
page_desk_ticket(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct desk_query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &desk_ticket_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	in.visit = true;
	in.shown = false;
	rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(
		    cx, read_page(cx, rq, rs, "agent/ticket.cs", &in));
	/* Nothing is said of who is nowhere. */
	if (rc == ERR_OK)
		presence_here(cx, req_ticket(rq, 0), in.canned != 0);
	return rc;
}

static enum err
read_reclassify(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct shown s;
	enum err rc;

	rc = show_read(
	    cx, rq, rs, "agent/reclassify.cs", req_ticket(rq, 0), 0, &s);
	if (rc == ERR_OK && (s.verbs & 1u << VERB_RECLASSIFY) == 0)
		rc = cx->role < ROLE_LEAD
		    ? err_say(cx, ERR_DENIED, "not_yours", "for a lead")
		    : err_say(cx, ERR_CONFLICT, "wrong_state", "it is ended");
	return rc == ERR_OK ? show_places(cx, rs, &s) : rc;
}

/* The form is a page of its own, as it needs the whole catalogue. */
enum err
page_desk_place(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_reclassify(cx, rq, rs))
			    : rc;
}

/* Nothing new is known from one number: no page is read for it. */
static enum err
poll(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct desk_query all = { 0 };
	int64_t id = req_ticket(rq, 0), revision, messages;
	struct poll in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &poll_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "invalid", "a revision of no kind");
	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	all.shown = in.shown;
	rc = ticket_progress(cx, id, &revision, &messages);
	if (rc == ERR_OK && revision == in.since) {
		rs->status = 304;
		if (in.shown)
			visit_note(cx, id, messages);
	} else if (rc == ERR_OK) {
		rc = read_page(cx, rq, rs, "ticket/poll.cs", &all);
	}
	return snapshot_end(cx, rc);
}

enum err
page_ticket_poll(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	return poll(cx, rq, rs);
}

/* The same, with who is there: whoever asks is, too. */
static enum err
poll_desk(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct desk_poll *in)
{
	const struct desk_query all = { .shown = in->shown };
	int64_t id = req_ticket(rq, 0), revision, messages;
	struct present_list others;
	enum err rc;

	rc = ticket_progress(cx, id, &revision, &messages);
	if (rc == ERR_OK)
		rc = presence_others(cx, id, &others);
	if (rc != ERR_OK)
		return rc;
	presence_here(cx, id, in->writing);
	if (revision == in->since && strcmp(others.tag, in->there) == 0) {
		rs->status = 304;
		if (in->shown)
			visit_note(cx, id, messages);
		return rc;
	}
	return read_page(cx, rq, rs, "agent/poll.cs", &all);
}

enum err
page_desk_poll(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct desk_poll in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &desk_poll_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "invalid", "a revision of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, poll_desk(cx, rq, rs, &in)) : rc;
}
