/*
 * bundle.c - /tickets/:id/bundle.zip: all that one may see of a ticket, to be
 * kept apart from the portal.
 *
 * Nothing that is confided, and no contact, goes into it: it may end up
 * anywhere.  Each piece is read as he who asks, part by part, so that a
 * ticket of any length takes the memory of a few messages.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "domain/act.h"
#include "domain/message.h"
#include "page/pack.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/ticket.h"
#include "view/time.h"
#include "web/href.h"

#define PART 20 /* messages that are one piece */

struct bundle {
	struct arena *mem; /* of the request */
	const struct req *rq;
	struct ticket ticket; /* as it was when he asked */
	struct files files;
	struct zip *zip;
	struct packed *packed; /* what is in it so far: the files first */
	size_t npacked;
	struct pack_text text; /* the member that is being written */
	size_t step;
	int64_t at; /* number of the next message, or note; 0: not begun */
	bool notes, comma;
};

/* ---- what a member is written with ------------------------------------ */

static enum err
begin_text(struct ctx *cx, struct bundle *b, const char *name)
{
	b->at = 1;
	b->notes = b->comma = false;
	return pack_text_begin(cx, &b->text, b->zip, name, cx->now);
}

static enum err
end_text(struct ctx *cx, struct bundle *b)
{
	enum err rc = pack_text_end(cx, &b->text);

	b->packed[b->npacked++] = b->text.is;
	b->at = 0;
	b->step++;
	return rc;
}

static enum err
put_buf(struct ctx *cx, struct bundle *b, const struct buf *text)
{
	return pack_text_put(cx, &b->text, text->s, text->len);
}

/* The next part of the conversation, then of the notes; none at its end. */
static enum err
next_part(struct ctx *cx, struct bundle *b, struct messages *out)
{
	const struct ticket *t = &b->ticket;
	int64_t last = b->notes ? t->note_count : t->message_count, end;
	enum err rc;

	if (b->at > last && !b->notes && is_staff(cx)) {
		b->notes = true;
		b->at = 1;
		last = t->note_count;
	}
	*out = (struct messages){ 0 };
	if (b->at > last)
		return ERR_OK;
	end = last - b->at < PART ? last : b->at + PART - 1;
	rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = thread_part(cx, t->id, b->notes, b->at, end, out);
	b->at = end + 1;
	return snapshot_end(cx, rc);
}

static bool
at_end(const struct ctx *cx, const struct bundle *b)
{
	if (b->notes || !is_staff(cx))
		return b->at >
		    (b->notes ? b->ticket.note_count : b->ticket.message_count);
	return b->at > b->ticket.message_count && b->ticket.note_count == 0;
}

/* The name of a file in the archive; NULL if it came later. */
static const struct packed *
packed_file(const struct bundle *b, const char *id)
{
	for (size_t i = 0; i < b->files.count; i++)
		if (strcmp(b->files.item[i].id, id) == 0)
			return &b->packed[i];
	return NULL;
}

/* ---- the page --------------------------------------------------------- */

static struct model *
nth(struct ctx *cx, struct model *list, size_t n)
{
	const char *name = arena_printf(cx->mem, "%zu", n);

	return model_node(list, name, strlen(name));
}

/* Files are beside the page, not in the portal. */
static void
point_at_files(struct ctx *cx, const struct bundle *b, struct model *list,
    const struct messages *part)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct message *m = &part->item[i];

		for (size_t k = 0; k < m->nfile; k++) {
			const struct packed *p = packed_file(b, m->file[k].id);
			struct model *f = nth(
			    cx, model_at(nth(cx, list, i), "F"), k);
			const char *href = p == NULL
			    ? "#"
			    : href_path(cx->mem, p->name);

			model_text(f, "h", href);
			if (m->file[k].picture)
				model_text(f, "img", href);
		}
	}
}

static enum err
put_page(struct ctx *cx, struct bundle *b, bool head, bool notes,
    const struct messages *part)
{
	struct resp rs = { .status = 200 };
	struct thread th = { 0 };
	struct model *list;
	enum err rc;

	rc = page_begin(cx, b->rq, &rs, "ticket/bundle.cs");
	if (rc != ERR_OK)
		return rc;
	model_put_ticket(cx, rs.model, &b->ticket);
	model_flag(rs.model, "Head", head);
	model_flag(rs.model, "Notes", notes);
	model_text(rs.model, "Made", time_full(cx, cx->now));
	if (b->notes) {
		th.note = part->item;
		th.nnote = part->count;
	} else {
		th.message = part->item;
		th.nmessage = part->count;
	}
	list = model_at(rs.model, "Thread");
	model_put_thread(cx, b->rq->session, list, &b->ticket, &th, NULL);
	point_at_files(cx, b, list, part);
	if (at_end(cx, b)) {
		rc = thread_get(cx, b->ticket.id, 0, 2, &th);
		model_flag(rs.model, "Foot", true);
		model_put_log(cx, rs.model, &th);
	}
	if (rc == ERR_OK)
		rc = view_render(cx, &rs);
	return rc == ERR_OK ? pack_text_put(cx, &b->text, rs.body, rs.body_len)
			    : rc;
}

static enum err
step_page(struct ctx *cx, struct bundle *b)
{
	const bool head = b->at == 0, before = b->notes && !head;
	struct messages part;
	enum err rc = ERR_OK;

	if (head)
		rc = begin_text(cx, b, "thread.html");
	if (rc == ERR_OK)
		rc = next_part(cx, b, &part);
	if (rc == ERR_OK)
		rc = put_page(cx, b, head, b->notes && !before, &part);
	return rc == ERR_OK && at_end(cx, b) ? end_text(cx, b) : rc;
}

/* ---- the same for programs -------------------------------------------- */

static void
put_head(struct ctx *cx, struct json *j, const struct ticket *t)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "id", href_ticket_name(cx->mem, t->id) },
		{ "title", t->title },
		{ "submitter", t->submitter },
		{ "engineer", t->assignee },
		{ "account", t->account },
		{ "sub_type", t->sub_type },
		{ "product", t->product },
		{ "problem_type", t->problem_type },
		{ "severity", t->severity },
		{ "region", t->region },
		{ "created_at", time_iso(cx, t->created_at) },
		{ "updated_at", time_iso(cx, t->updated_at) },
	};

	json_open(j, NULL, '{');
	for (size_t i = 0; i < NELEM(texts); i++)
		if (texts[i].value != NULL)
			json_text(j, texts[i].name, texts[i].value);
	json_int(j, "status", (int64_t)t->status);
	json_open(j, "messages", '[');
}

static void
put_message(
    struct ctx *cx, struct bundle *b, struct json *j, const struct message *m)
{
	static const char *const side[] = { "customer", "engineer", "other" };

	j->comma = b->comma;
	b->comma = true;
	json_open(j, NULL, '{');
	json_int(j, "number", m->number);
	json_text(j, "side", side[m->kind]);
	json_text(j, "author", m->author);
	json_text(j, "created_at", time_iso(cx, m->created_at));
	json_bool(j, "withdrawn", m->withdrawn_at != 0);
	json_text(j, "content", m->content);
	json_open(j, "files", '[');
	for (size_t i = 0; i < m->nfile; i++) {
		const struct packed *p = packed_file(b, m->file[i].id);

		if (p != NULL)
			json_text(j, NULL, p->name);
	}
	json_close(j, ']');
	json_close(j, '}');
}

static enum err
step_ticket(struct ctx *cx, struct bundle *b)
{
	const bool head = b->at == 0, before = b->notes && !head;
	struct messages part;
	struct json j;
	enum err rc = ERR_OK;

	json_init(&j, cx->mem);
	if (head) {
		rc = begin_text(cx, b, "ticket.json");
		put_head(cx, &j, &b->ticket);
	}
	if (rc == ERR_OK)
		rc = next_part(cx, b, &part);
	if (rc != ERR_OK)
		return rc;
	if (b->notes && !before) {
		buf_puts(&j.out, "],\"notes\":[");
		b->comma = false;
	}
	for (size_t i = 0; i < part.count; i++)
		put_message(cx, b, &j, &part.item[i]);
	if (at_end(cx, b))
		buf_puts(&j.out, "]}\n");
	rc = put_buf(cx, b, &j.out);
	return rc == ERR_OK && at_end(cx, b) ? end_text(cx, b) : rc;
}

static enum err
step_history(struct ctx *cx, struct bundle *b)
{
	struct thread th;
	struct json j;
	enum err rc;

	rc = begin_text(cx, b, "history.json");
	if (rc == ERR_OK)
		rc = thread_get(cx, b->ticket.id, 0, 2, &th);
	if (rc != ERR_OK)
		return rc;
	json_init(&j, cx->mem);
	json_open(&j, NULL, '[');
	for (size_t i = 0; i < th.nlog; i++) {
		const struct log_row *l = &th.log[i];

		json_open(&j, NULL, '{');
		json_text(&j, "at", time_iso(cx, l->created_at));
		json_int(&j, "type", l->type);
		json_text(&j, "by", l->operator);
		json_int(&j, "from_status", l->from_status);
		json_int(&j, "to_status", l->to_status);
		json_text(&j, "description", l->description);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	buf_putc(&j.out, '\n');
	rc = put_buf(cx, b, &j.out);
	return rc == ERR_OK ? end_text(cx, b) : rc;
}

/* Of all but itself. */
static enum err
step_manifest(struct ctx *cx, struct bundle *b)
{
	struct json j;
	enum err rc;

	rc = begin_text(cx, b, "manifest.json");
	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	json_text(&j, "ticket", href_ticket_name(cx->mem, b->ticket.id));
	json_text(&j, "made_at", time_iso(cx, cx->now));
	json_text(&j, "made_for", b->rq->session->name);
	json_open(&j, "files", '[');
	for (size_t i = 0; i < b->npacked; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "name", b->packed[i].name);
		json_int(&j, "size", b->packed[i].size);
		json_text(&j, "sha256", b->packed[i].sha256);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(&j.out, '\n');
	if (rc == ERR_OK)
		rc = put_buf(cx, b, &j.out);
	return rc == ERR_OK ? end_text(cx, b) : rc;
}

/* ---- all of it -------------------------------------------------------- */

/* They come first, since the page names them as they are called here. */
static enum err
step_files(struct ctx *cx, struct bundle *b)
{
	const size_t n = b->npacked;

	if (n == b->files.count) {
		b->step++;
		return ERR_OK;
	}
	b->npacked++;
	return pack_file(
	    cx, b->zip, "attachments", b->files.item[n].id, &b->packed[n]);
}

static enum err
pull(struct ctx *cx, void *state, struct sink *out, bool *done)
{
	static enum err (*const steps[])(struct ctx *, struct bundle *) = {
		step_files, step_page, step_ticket, step_history, step_manifest
	};
	struct bundle *b = state;

	if (b->zip == NULL)
		b->zip = zip_new(b->mem, out);
	if (b->step < NELEM(steps))
		return steps[b->step](cx, b);
	*done = true;
	return zip_close(cx, b->zip);
}

/* Who took a ticket out of the portal is to be known later. */
static enum err
note_export(struct ctx *cx, int64_t ticket)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "exportCase", "case",
		    href_ticket_name(cx->mem, ticket), "bundle");
	return act_end(cx, rc, ticket);
}

enum err
page_bundle(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const int64_t id = req_ticket(rq, 0);
	struct bundle *b = arena_alloc(cx->mem, sizeof(*b));
	struct stream *st = arena_alloc(cx->mem, sizeof(*st));
	enum err rc;

	if (req_embeds(rq))
		return err_fail(cx, ERR_DENIED, "a bundle as part of a page");
	*b = (struct bundle){ .mem = cx->mem, .rq = rq };
	rc = ticket_get(cx, id, &b->ticket);
	if (rc == ERR_OK)
		rc = attachment_list(cx, id, NULL, 0, &b->files);
	if (rc == ERR_OK)
		rc = note_export(cx, id);
	if (rc != ERR_OK)
		return rc;
	b->packed = arena_array(
	    cx->mem, b->files.count + 4, sizeof(*b->packed));
	*st = (struct stream){ .pull = pull, .state = b };
	rs->stream = st;
	rs->type = "application/zip";
	rs->file_name = arena_printf(
	    cx->mem, "%s-bundle.zip", href_ticket_name(cx->mem, id));
	return ERR_OK;
}
