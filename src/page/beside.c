#include "page/beside.h"

#include <inttypes.h>
#include <string.h>

#include "domain/canned.h"
#include "domain/presence.h"
#include "view/ticket.h"
#include "view/time.h"
#include "web/href.h"

/* The customer -------------------------------------------------------------
 */

#define OTHERS 5

/* His other tickets that are open, those that are due first. */
static enum err
put_others(struct ctx *cx, struct model *m, const struct ticket *t)
{
	const struct ticket_filter filter = { .scope = SCOPE_CUSTOMER,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.submitter_id = t->submitter_id,
		.order = ORDER_UPDATED_DESC,
		.limit = OTHERS + 1 };
	struct ticket_list l;
	int64_t open = 0;
	enum err rc;

	rc = ticket_open_of(cx, t->submitter_id, &open);
	model_int(m, "open", open);
	if (rc != ERR_OK || open == 0)
		return rc;
	rc = ticket_list(cx, &filter, &l);
	for (size_t i = 0, n = 0; rc == ERR_OK && i < l.count && n < OTHERS;
	     i++) {
		struct model *row;

		if (l.item[i].id == t->id)
			continue;
		row = model_row(model_at(m, "Other"));
		model_text(row, "id", href_ticket_name(cx->mem, l.item[i].id));
		model_text(row, "t", l.item[i].title);
		model_int(row, "s", (int64_t)l.item[i].status);
		n++;
	}
	return rc;
}

static enum err
put_scores(struct ctx *cx, struct model *list, const struct ticket *t)
{
	struct score_last last[SCORE_LAST_MAX];
	size_t n;
	enum err rc;

	rc = score_last(cx, t->submitter_id, last, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		const struct slot slot[] = {
			{ "n", arena_printf(cx->mem, "%" PRId64, last[i].sum) },
			{ "max",
			    arena_printf(cx->mem, "%" PRId64, last[i].max) },
		};
		struct model *row = model_row(list);

		model_text(
		    row, "id", href_ticket_name(cx->mem, last[i].ticket));
		model_text(row, "v",
		    lang_fill(cx, lang_text(cx, "Fmt", "ScoreSum"), slot,
			NELEM(slot)));
		model_time(cx, row, "at", last[i].at);
		if (*last[i].judgement != '\0')
			model_text(row, "said", last[i].judgement);
	}
	return rc;
}

/* All ---------------------------------------------------------------------- */

static enum err
put_canned(struct ctx *cx, struct model *m)
{
	struct canned_list l;
	enum err rc;

	rc = canned_pick(cx, &l);
	for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
		const struct canned *c = &l.item[i];
		struct model *row = model_row(c->owner_id != 0
			? model_at(m, "Canned.Own")
			: model_at(m, "Canned.All"));

		model_int(row, "id", c->id);
		model_text(row, "name", c->name);
	}
	return rc;
}

enum err
beside_read(struct ctx *cx, struct resp *rs, const struct shown *s)
{
	const struct ticket *t = &s->ticket;
	struct present_list others;
	struct model *m = rs->model;
	enum err rc;

	rc = presence_others(cx, t->id, &others);
	if (rc != ERR_OK)
		return rc;
	model_put_present(cx, model_at(m, "There"), &others);
	model_int(m, "Cust.account", t->account_id);
	rc = put_others(cx, model_at(m, "Cust"), t);
	if (rc == ERR_OK)
		rc = put_scores(cx, model_at(m, "Cust.Score"), t);
	if (rc == ERR_OK && s->verbs & 1u << VERB_REPLY)
		rc = put_canned(cx, m);
	return rc;
}

/* The names of the catalogue are those of the customer's language. */
static enum err
read_in(struct ctx *cx, enum lang lang, int64_t id, struct ticket *out)
{
	const enum lang mine = cx->lang;
	enum err rc;

	cx->lang = lang;
	rc = ticket_get(cx, id, out);
	cx->lang = mine;
	return rc;
}

enum err
beside_canned(struct ctx *cx, const struct req *rq, struct resp *rs,
    const struct shown *s, int64_t canned)
{
	enum lang wanted = canned_language(cx, &s->ticket), lang = wanted;
	struct model *reply = model_at(rs->model, "C.reply");
	const char *text, *typed;
	struct canned c;
	struct ticket t;
	enum err rc;

	if ((s->verbs & 1u << VERB_REPLY) == 0)
		return ERR_OK;
	rc = canned_use(cx, canned, &c);
	if (rc != ERR_OK)
		return rc;
	text = canned_text(&c, &lang);
	rc = read_in(cx, lang, s->ticket.id, &t);
	if (rc != ERR_OK)
		return rc;
	text = canned_fill(cx, text, &t, rq->session->display_name);
	typed = model_get(reply, "content.v");
	/* Asked for again, it is not put in again. */
	if (strstr(typed, text) != NULL)
		text = typed;
	else if (*typed != '\0')
		text = arena_printf(cx->mem, "%s\n\n%s", typed, text);
	model_text(reply, "content.v", text);
	model_flag(rs->model, "Canned.other", lang != wanted);
	model_flag(rs->model, "Canned.left", canned_left(text) != NULL);
	model_int(rs->model, "Canned.chosen", canned);
	return ERR_OK;
}
