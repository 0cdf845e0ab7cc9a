/*
 * thread.c - messages, notes and events of a ticket as one story.
 */
#include "view/ticket.h"

#include <string.h>

#include "domain/scan.h"
#include "view/authorization.h"
#include "view/text.h"
#include "view/time.h"
#include "web/href.h"

/* Events that the message or note they came with tells already, or that are
 * no part of the conversation. */
static bool
is_told(int type)
{
	return type == LOG_CREATE || type == LOG_MESSAGE ||
	    type == LOG_STAFF_MESSAGE || type == LOG_NOTE ||
	    type == LOG_WITHDRAW || type == LOG_LABEL_ON ||
	    type == LOG_LABEL_OFF;
}

struct story {
	struct ctx *cx;
	const struct session *se;
	struct model *list;
	const struct ticket *t;
	const struct so_far *so_far; /* NULL: nothing */
	int64_t day; /* of the entry before; a new one gets a heading */
	size_t message, note; /* those told so far */
	int64_t visited; /* what the other side wrote after that is new; 0: once
			    told, or nothing */
};

/* "m6"; printf() would cost more than the rest of the row. */
static const char *
anchor(struct arena *mem, char kind, int64_t number)
{
	char *p = (char *)arena_alloc(mem, 24) + 23;

	do {
		*--p = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	*--p = kind;
	return p;
}

/* A row, with a heading if it begins a day. */
static struct model *
entry(struct story *s, int64_t at, char kind, int64_t number)
{
	struct model *row = model_row(s->list);
	int64_t day = time_day(s->cx, at);

	if (day != s->day)
		model_text(row, "d", time_heading(s->cx, at));
	s->day = day;
	model_text(row, "a", anchor(s->cx->mem, kind, number));
	model_put_clock(s->cx, model_at(row, "at"), at);
	return row;
}

static void
put_person(
    const struct story *s, struct model *row, int64_t id, const char *name)
{
	if (*name == '\0')
		return;
	model_text(row, "by", name);
	model_flag(row, "me", id == s->cx->actor);
}

void
model_put_file(struct ctx *cx, struct model *row, const struct attachment *f)
{
	static const char *const words[] = { [FILE_PENDING] = "pending",
		[FILE_UNSCANNED] = "unscanned",
		[FILE_HELD] = "held",
		[FILE_INFECTED] = "infected" };
	const enum file_state s = scan_state(cx, f);
	const bool open = scan_lets_pass(cx, f);

	if (open)
		model_text(row, "h", href_attachment(cx->mem, f->id, f->name));
	model_text(row, "n", f->name);
	model_text(row, "z", size_words(cx, f->size));
	if (s != FILE_PLAIN)
		model_text(row, "sc", words[s]);
	if (f->picture && open) {
		model_text(
		    row, "img", href_attachment_act(cx->mem, f->id, "thumb"));
		model_text(
		    row, "v", href_attachment_act(cx->mem, f->id, "view"));
	} else
		model_text(row, "x", extension(cx->mem, f->name));
}

void
model_put_kept(
    struct ctx *cx, struct model *form, const struct attachment *f, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct model *row = model_row(model_at(form, "Kept"));

		model_text(row, "id", f[i].id);
		model_put_file(cx, row, &f[i]);
	}
}

/* Whose side a message is on, for its look; NULL is the customer's. */
static const char *
kind_of(const struct message *m)
{
	if (m->withdrawn_at != 0)
		return "gone";
	if (m->note)
		return "internal";
	return m->kind == AUTHOR_CUSTOMER ? NULL : "agent";
}

static bool
is_seen(const struct story *s, const struct message *m)
{
	if (s->so_far == NULL)
		return false;
	return m->note ? m->created_at <= s->so_far->notes_at
		       : m->number <= s->so_far->message;
}

/* The first that the other side wrote since the last visit. */
static bool
is_new(const struct story *s, const struct message *m)
{
	bool theirs = (m->kind == AUTHOR_CUSTOMER) == is_staff(s->cx);

	return s->visited > 0 && !m->note && m->number > s->visited && theirs &&
	    m->withdrawn_at == 0;
}

static void
put_message(struct story *s, const struct message *m)
{
	struct ctx *cx = s->cx;
	const char *kind = kind_of(m);
	struct model *row;

	if (is_seen(s, m))
		return;
	row = entry(s, m->created_at, m->note ? 'n' : 'm', m->number);
	if (is_new(s, m)) {
		model_flag(row, "new", true);
		s->visited = 0;
	}
	put_person(s, row, m->author_id, m->author);
	model_text(row, "av", initials(cx->mem, m->author));
	if (kind != NULL)
		model_text(row, "k", kind);
	else if (is_staff(cx))
		model_text(row, "org", s->t->account);
	if (m->withdrawn_at != 0)
		return;
	model_put_message(row, cx->mem, m->content);
	if (m->confided != NULL)
		model_put_confided(cx, row, m->confided);
	for (size_t i = 0; i < m->nfile; i++)
		model_put_file(cx, model_row(model_at(row, "F")), &m->file[i]);
	if (m->may_withdraw && cx->role == ROLE_CUSTOMER) {
		model_int(row, "id", m->number);
		model_text(row, "wd",
		    form_key(cx, s->se,
			href_withdraw(cx->mem, s->t->id, m->number),
			s->t->revision));
	}
}

static void
put_event(struct story *s, const struct log_row *l)
{
	struct model *row;

	if (s->so_far != NULL && l->number <= s->so_far->log)
		return;
	row = entry(s, l->created_at, 'e', l->number);
	put_person(s, row, l->operator_id, l->operator);
	model_int(row, "ev", l->type);
	if (l->to_status != l->from_status)
		model_int(row, "s", l->to_status);
	if (*l->description != '\0')
		model_text(row, "x", l->description);
}

/* Tell the messages up to that number, or older than that time. */
static void
put_messages(
    struct story *s, const struct thread *th, int64_t number, int64_t before)
{
	while (s->message < th->nmessage) {
		const struct message *m = &th->message[s->message];
		const struct message *n = s->note < th->nnote
		    ? &th->note[s->note]
		    : NULL;
		bool now = m->number <= number || m->created_at < before;

		if (n != NULL && n->created_at < before &&
		    (!now || n->created_at < m->created_at)) {
			put_message(s, n);
			s->note++;
		} else if (now) {
			put_message(s, m);
			s->message++;
		} else {
			return;
		}
	}
	for (; s->note < th->nnote && th->note[s->note].created_at < before;
	     s->note++)
		put_message(s, &th->note[s->note]);
}

/* Of a thread whose beginning is not shown: the first time that is. */
static int64_t
shown_from(const struct thread *th)
{
	return th->earlier > 0 && th->nmessage > 1 ? th->message[1].created_at
						   : 0;
}

void
model_put_thread(struct ctx *cx, const struct session *se, struct model *list,
    const struct ticket *t, const struct thread *th,
    const struct so_far *so_far)
{
	struct story s = { .cx = cx,
		.se = se,
		.list = list,
		.t = t,
		.so_far = so_far,
		.visited = th->visited,
		.day = INT64_MIN };
	int64_t from = shown_from(th);

	/* An event stands behind the message that it came with, and else
	 * behind everything that is older. */
	for (size_t i = 0; i < th->nlog; i++) {
		const struct log_row *l = &th->log[i];

		put_messages(&s, th, l->message_number, l->created_at);
		if (!is_told(l->type) && l->created_at >= from)
			put_event(&s, l);
	}
	put_messages(&s, th, INT64_MAX, INT64_MAX);
}

void
model_put_log(struct ctx *cx, struct model *page, const struct thread *th)
{
	for (size_t i = th->nlog; i > 0; i--) {
		const struct log_row *l = &th->log[i - 1];
		struct model *row = model_row(model_at(page, "Log"));

		model_int(row, "op", l->type);
		if (*l->operator!= '\0')
			model_text(row, "by", l->operator);
		model_flag(row, "me", l->operator_id == cx->actor);
		model_time(cx, row, "at", l->created_at);
		if (*l->description != '\0')
			model_text(row, "x", l->description);
	}
}
