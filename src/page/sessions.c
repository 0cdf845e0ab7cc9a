/*
 * sessions.c - /account/sessions: where one is signed in, and who tried
 */
#include "domain/login.h"
#include "domain/session.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/agent.h"
#include "view/time.h"
#include "web/href.h"

struct end {
	int64_t session;
	bool all;
};

static const struct field end_fields[] = {
	FIELD(end, session, 0, 1, INT64_MAX, NULL),
	FIELD(end, all, 0, 0, 1, NULL),
};
const struct schema session_schema = { end_fields, NELEM(end_fields), false };

static void
put_events(struct ctx *cx, struct model *list, const struct login_events *l)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct login_event *e = &l->item[i];
		struct model *row = model_row(list);

		model_int(row, "is", e->outcome);
		model_text(row, "on", agent_words(cx, e->agent));
		model_text(row, "ip", e->ip);
		model_flag(row, "fresh", e->fresh);
		model_time(cx, row, "at", e->at);
	}
}

enum err
page_put_news(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct login_events news;
	int64_t last;
	enum err rc;

	rc = login_news(cx, rq->session->id, &news);
	if (rc != ERR_OK || news.count == 0)
		return rc;
	last = news.item[0].id;
	put_events(cx, model_at(rs->model, "News"), &news);
	model_int(rs->model, "NewsId", last);
	/* The same for each showing of the page, and another for other news. */
	model_text(rs->model, "NewsKey",
	    form_key(cx, rq->session, "/account/sessions/known", last));
	return ERR_OK;
}

enum err
page_sessions(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct session_list list;
	struct login_events events;
	enum err rc;

	rc = page_begin(cx, rq, rs, "account/sessions.cs");
	if (rc == ERR_OK)
		rc = session_list(cx, rq->session->id, &list);
	if (rc == ERR_OK)
		rc = login_history(cx, &events);
	if (rc != ERR_OK)
		return rc;
	put_events(cx, model_at(rs->model, "Event"), &events);
	model_text(rs->model, "Key",
	    form_key(cx, rq->session, "/account/sessions/end", 0));
	for (size_t i = 0; i < list.count; i++) {
		const struct session_row *s = &list.item[i];
		struct model *row = model_row(model_at(rs->model, "Session"));

		model_int(row, "id", s->id);
		model_flag(row, "here", s->current);
		model_text(row, "on", agent_words(cx, s->agent));
		model_text(row, "ip", s->ip);
		model_time(cx, row, "at", s->created_at);
		model_time(cx, row, "seen", s->seen_at);
	}
	return ERR_OK;
}

enum err
page_session_end(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct end in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &session_schema, rq, &in) ||
	    (in.session == 0 && !in.all))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no session is named");
	rc = session_end(cx, in.all ? 0 : in.session, rq->session->id);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    in.all ? "/account/sessions?done=sessions_ended"
			   : "/account/sessions?done=session_ended");
	return rc;
}

struct known {
	int64_t event;
};

static const struct field known_fields[] = {
	FIELD(known, event, REQUIRED, 1, INT64_MAX, NULL),
};
const struct schema known_schema = { known_fields, NELEM(known_fields), false };

enum err
page_known(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct known in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &known_schema, rq, &in))
		return err_say(cx, ERR_INVALID,
		    f.say != NULL ? f.say : "invalid", "no sign-in is named");
	rc = login_news_known(cx, in.event);
	if (rc == ERR_OK)
		resp_redirect(rs,
		    cx->role == ROLE_CUSTOMER ? "/home?done=known"
					      : "/agent?done=known");
	return rc;
}
