#include "view/feedback.h"

#include <inttypes.h>

#include "domain/state.h"
#include "view/ticket.h"
#include "view/time.h"

const char *
feedback_name(struct arena *mem, int64_t id)
{
	return arena_printf(mem, FEEDBACK_NAME_FMT, id);
}

/* The state of a ticket whose colour says the same. */
static int64_t
look_of(enum feedback_state s)
{
	static const enum status like[FEEDBACK__MAX] = {
		[FEEDBACK_NEW] = STATUS_NEW,
		[FEEDBACK_WORK] = STATUS_PROCESSING,
		[FEEDBACK_DONE] = STATUS_CLOSED,
		[FEEDBACK_REJECTED] = STATUS_INVALID,
	};

	return like[s];
}

void
model_put_report_row(
    struct ctx *cx, struct model *row, const struct feedback_row *r)
{
	model_int(row, "id", r->id);
	model_text(row, "n", feedback_name(cx->mem, r->id));
	model_text(row, "t", r->title);
	model_text(row, "type", r->type);
	model_int(row, "s", r->state);
	model_int(row, "like", look_of(r->state));
	model_time(cx, row, "at", r->created_at);
	model_text(row, "by", r->author);
	if (*r->account != '\0')
		model_text(row, "org", r->account);
}

/* Of what may be left out there is a node only if it was not. */
#define put_given(m, name, value)                                              \
	do {                                                                   \
		if (*(value) != '\0')                                          \
			model_text(m, name, value);                            \
	} while (0)

static void
put_files(
    struct ctx *cx, struct model *list, const struct attachment *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		model_put_file(cx, model_row(list), &f[i]);
}

void
model_put_report(struct ctx *cx, struct model *page, const struct feedback *f)
{
	struct model *m = model_at(page, "Report");
	const struct feedback_contact *c = &f->contact;

	model_put_report_row(cx, m, &f->row);
	model_text(m, "x", f->row.content);
	put_given(m, "ip.type", f->row.ip_type);
	put_given(m, "ip.area", f->row.ip_area);
	put_given(m, "ip.number", f->row.ip_number);
	put_given(m, "ip.x", f->row.ip_content);
	model_int(m, "as", f->row.id_type);
	put_given(m, "c.name", c->name);
	put_given(m, "c.mobile", c->mobile);
	put_given(m, "c.mail", c->mail);
	put_given(m, "c.area", c->area);
	put_given(m, "c.address", c->address);
	put_given(m, "c.company", c->company);
	put_given(m, "c.other", c->other);
	model_flag(m, "c.gone", *c->name == '\0');
	put_files(cx, model_at(m, "F"), f->file, f->nfile);
	put_files(cx, model_at(m, "Id"), f->id_file, f->nid_file);
	if (f->row.updated_at != f->row.created_at)
		model_time(cx, m, "changed", f->row.updated_at);
}

static void
put_words(struct model *list, const char *const *word)
{
	for (; *word != NULL; word++)
		model_text(model_row(list), "v", *word);
}

void
model_put_report_choices(struct model *m)
{
	put_words(model_at(m, "type"), feedback_types);
	put_words(model_at(m, "ip"), feedback_ip_types);
	for (size_t i = 0; feedback_id_types[i] != 0; i++)
		model_int(
		    model_row(model_at(m, "id")), "v", feedback_id_types[i]);
}

void
model_put_report_log(
    struct ctx *cx, struct model *list, const struct feedback_history *h)
{
	for (size_t i = 0; i < h->count; i++) {
		const struct feedback_event *e = &h->item[i];
		struct model *row = model_row(list);

		model_int(row, "s", e->to);
		model_flag(row, "came", e->number == 1);
		model_flag(row, "stays", e->number > 1 && e->from == e->to);
		model_text(row, "by", e->user);
		model_flag(row, "me", e->user_id == cx->actor);
		put_given(row, "x", e->note);
		model_time(cx, row, "at", e->at);
	}
}
