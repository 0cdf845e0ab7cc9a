#include "view/ticket.h"

#include <string.h>

#include "base/conf.h"
#include "view/side.h"
#include "view/time.h"
#include "web/href.h"

/* What is said when, of the life of a ticket. */
enum words {
	SAY_NOTHING,
	SAY_CREATED,  /* the time */
	SAY_ACCEPTED, /* how long it took, or until when we promise it */
	SAY_PENDING,  /* since when the customer is awaited */
	SAY_ENDED,    /* the time */
};

struct step {
	const char *key; /* under Lang.Step */
	enum words words;
};

#define STEPS_MAX 5

/*
 * now: which step is the present one; those before it are done, and where
 * it is the number of the steps, all are.
 */
static const struct {
	struct step step[STEPS_MAX];
	int now;
} life[STATUS_CODE_MAX + 1] = {
	[STATUS_NEW] = { { { "submitted", SAY_CREATED },
			     { "accepted", SAY_ACCEPTED },
			     { "working", SAY_NOTHING },
			     { "confirm", SAY_NOTHING },
			     { "closed", SAY_NOTHING } },
	    1 },
	[STATUS_PROCESSING] = { { { "submitted", SAY_CREATED },
				    { "accepted", SAY_ACCEPTED },
				    { "working", SAY_NOTHING },
				    { "confirm", SAY_NOTHING },
				    { "closed", SAY_NOTHING } },
	    2 },
	[STATUS_FEEDBACK] = { { { "submitted", SAY_CREATED },
				  { "accepted", SAY_ACCEPTED },
				  { "answer", SAY_PENDING },
				  { "confirm", SAY_NOTHING },
				  { "closed", SAY_NOTHING } },
	    2 },
	[STATUS_PAUSED] = { { { "submitted", SAY_CREATED },
				{ "accepted", SAY_ACCEPTED },
				{ "hold", SAY_PENDING },
				{ "confirm", SAY_NOTHING },
				{ "closed", SAY_NOTHING } },
	    2 },
	[STATUS_CONFIRM] = { { { "submitted", SAY_CREATED },
				 { "accepted", SAY_ACCEPTED },
				 { "working", SAY_NOTHING },
				 { "confirm", SAY_PENDING },
				 { "closed", SAY_NOTHING } },
	    3 },
	[STATUS_CLOSED] = { { { "submitted", SAY_CREATED },
				{ "accepted", SAY_ACCEPTED },
				{ "working", SAY_NOTHING },
				{ "closed", SAY_ENDED } },
	    4 },
	[STATUS_CANCELLED] = { { { "submitted", SAY_CREATED },
				   { "withdrawn", SAY_ENDED } },
	    2 },
	[STATUS_INVALID] = { { { "submitted", SAY_CREATED },
				 { "refused", SAY_ENDED } },
	    2 },
};

static const char *
fill_one(struct ctx *cx, const char *group, const char *key, const char *name,
    const char *value)
{
	const struct slot slot = { name, value };

	return lang_fill(cx, lang_text(cx, group, key), &slot, 1);
}

static const char *
step_words(struct ctx *cx, const struct ticket *t, enum words words)
{
	switch (words) {
	case SAY_CREATED:
		return time_date_clock(cx, t->created_at);
	case SAY_ENDED:
		return time_date_clock(cx, t->closed_at);
	case SAY_PENDING:
		if (t->pending_since == 0)
			return "";
		return fill_one(cx, "Fmt", "Since", "at",
		    time_date_clock(cx, t->pending_since));
	case SAY_ACCEPTED:
		if (t->accepted_at != 0)
			return fill_one(cx, "Fmt", "After", "span",
			    duration_words(cx, t->accepted_at - t->created_at));
		if (t->status != STATUS_NEW || t->reply.at == 0)
			return "";
		return fill_one(
		    cx, "Fmt", "Until", "at", time_date_clock(cx, t->reply.at));
	default:
		return "";
	}
}

static void
put_steps(struct ctx *cx, struct model *list, const struct ticket *t)
{
	for (int i = 0; i < STEPS_MAX; i++) {
		const struct step *s = &life[t->status].step[i];
		int now = life[t->status].now;
		struct model *row;

		if (s->key == NULL)
			break;
		row = model_row(list);
		model_put(row, s->key);
		if (i <= now) {
			model_text(row, "c", i < now ? "done" : "now");
			model_text(row, "x", step_words(cx, t, s->words));
		}
	}
}

/*
 * What happens next, where we know more than the state says: a name, or a
 * time.
 */
static const struct {
	const char *customer, *staff; /* under Lang.Next; NULL: nothing */
} next[STATUS_CODE_MAX + 1] = {
	[STATUS_NEW] = { "Accept", "DeskAccept" },
	[STATUS_PROCESSING] = { "Working", NULL }, /* but see put_next() */
	[STATUS_PAUSED] = { "Hold", "DeskHold" },
	[STATUS_CONFIRM] = { "Confirm", "DeskConfirm" },
	[STATUS_FEEDBACK] = { "Answer", "DeskConfirm" },
};

/* The time that the sentence names, 0 if there is none. */
static int64_t
next_time(const struct ctx *cx, const struct ticket *t)
{
	switch (t->status) {
	case STATUS_NEW:
	case STATUS_PROCESSING:
		return t->reply.at;
	case STATUS_CONFIRM:
	case STATUS_FEEDBACK:
		return t->pending_since != 0
		    ? t->pending_since + cx->conf->tickets_auto_close
		    : 0;
	case STATUS_PAUSED:
		return t->paused_until;
	default:
		return 0;
	}
}

static const char *
next_words(const struct ctx *cx, const struct ticket *t)
{
	if (t->status == STATUS_PROCESSING && t->reply.at > cx->now) {
		if (!is_staff(cx))
			return "WorkingBy";
		return t->assignee_id == cx->actor ? "DeskMine" : "DeskOther";
	}
	return is_staff(cx) ? next[t->status].staff : next[t->status].customer;
}

static void
put_next(struct ctx *cx, struct model *m, const struct ticket *t)
{
	const char *key = next_words(cx, t);
	int64_t at = next_time(cx, t);
	const struct slot slot[] = {
		{ "name", t->assignee },
		{ "at", time_date_clock(cx, at) },
	};
	const char *text;

	if (key == NULL)
		return;
	text = lang_text(cx, "Next", key);
	/* A promise that is broken is not made again. */
	if (strstr(text, "{at}") != NULL && at <= cx->now)
		return;
	if (strstr(text, "{name}") != NULL && *t->assignee == '\0')
		return;
	model_text(m, "next", lang_fill(cx, text, slot, NELEM(slot)));
}

static const char *
mobile(struct ctx *cx, const char *area, const char *number)
{
	const struct slot slot[] = { { "area", area }, { "number", number } };

	if (*number == '\0' || *area == '\0')
		return number;
	return lang_fill(cx, lang_text(cx, "Fmt", "Mobile"), slot, NELEM(slot));
}

/* "0" is any time. */
static const char *
call_time(const struct ctx *cx, const char *window)
{
	return strcmp(window, "0") == 0 ? lang_text(cx, "New", "AnyTime")
					: window;
}

#define put_text(m, name, value)                                               \
	do {                                                                   \
		if (*(value) != '\0')                                          \
			model_text(m, name, value);                            \
	} while (0)

static void
put_contact(struct ctx *cx, struct model *m, const struct ticket *t)
{
	put_text(m, "mail", t->remind_mail);
	put_text(m, "mobile", mobile(cx, t->area_code, t->remind_mobile));
	if (*t->remind_mobile != '\0')
		put_text(m, "time", call_time(cx, t->remind_time));
	put_text(m, "cc", t->cc_email);
}

/* At the desk the way to the customer stands beside his name. */
static void
put_customer(struct ctx *cx, struct model *m, const struct ticket *t)
{
	model_text(m, "name", t->submitter);
	model_text(m, "org", t->account);
	put_text(m, "mail",
	    *t->remind_mail != '\0' ? t->remind_mail : t->submitter_email);
	put_text(m, "mobile",
	    *t->remind_mobile != '\0'
		? mobile(cx, t->area_code, t->remind_mobile)
		: mobile(cx, t->submitter_area, t->submitter_mobile));
	put_text(m, "time", call_time(cx, t->remind_time));
}

static void
put_facts(struct model *m, const struct ticket *t)
{
	put_text(m, "product", t->product);
	put_text(m, "problem", t->problem_type);
	put_text(m, "severity", t->severity);
	put_text(m, "region", t->region);
	put_text(m, "engineer", t->assignee);
}

/* "urged once", "urged 3 times" */
static const char *
urged_words(struct ctx *cx, int64_t n)
{
	const struct slot slot = { "n", arena_printf(cx->mem, "%d", (int)n) };

	if (n == 1)
		return lang_text(cx, "Fmt", "Urged");
	return lang_fill(cx, lang_text(cx, "Fmt", "UrgedTimes"), &slot, 1);
}

/* What is due: words before and after its time. */
static const struct {
	const char *before, *after; /* under Lang.Fmt */
} due_words[] = {
	[DUE_REPLY] = { "DueIn", "Overdue" },
	[DUE_SOLUTION] = { "SolveIn", "SolveLate" },
};

void
model_put_due(
    struct ctx *cx, struct model *due, enum due_kind kind, struct due d)
{
	bool late = d.at <= cx->now;

	if (d.at == 0)
		return;
	model_put(due,
	    fill_one(cx, "Fmt",
		late ? due_words[kind].after : due_words[kind].before, "span",
		duration_words(cx, late ? cx->now - d.at : d.at - cx->now)));
	if (late)
		model_text(due, "k", "late");
	else if (d.warn <= cx->now)
		model_text(due, "k", "soon");
}

/* On the ticket's own page also the time itself. */
static void
put_due_whole(
    struct ctx *cx, struct model *due, enum due_kind kind, struct due d)
{
	model_put_due(cx, due, kind, d);
	if (d.at != 0)
		model_text(due, "at", time_full(cx, d.at));
}

void
model_put_sooner(
    struct ctx *cx, struct model *due, struct due reply, struct due solve)
{
	if (reply.at != 0 && (solve.at == 0 || reply.at <= solve.at))
		model_put_due(cx, due, DUE_REPLY, reply);
	else
		model_put_due(cx, due, DUE_SOLUTION, solve);
}

void
model_put_ticket(struct ctx *cx, struct model *page, const struct ticket *t)
{
	struct model *m = model_at(page, "Ticket");

	model_text(m, "Href", href_ticket(cx->mem, is_staff(cx), t->id));
	model_text(m, "id", href_ticket_name(cx->mem, t->id));
	model_text(m, "title", t->title);
	model_int(m, "s", (int64_t)t->status);
	model_text(m, "by", t->submitter);
	model_time(cx, m, "at", t->created_at);
	put_next(cx, m, t);
	put_facts(model_at(page, "Fact"), t);
	model_int(page, "Revision", t->revision);
	if (is_staff(cx)) {
		model_text(m, "org", t->account);
		if (t->urge_count > 0)
			model_text(m, "urged", urged_words(cx, t->urge_count));
		model_int(page, "Seen", t->message_count);
		put_due_whole(cx, model_at(m, "due"), DUE_REPLY, t->reply);
		put_due_whole(cx, model_at(m, "rdue"), DUE_SOLUTION, t->solve);
		put_customer(cx, model_at(page, "Cust"), t);
		return;
	}
	put_steps(cx, model_at(page, "Step"), t);
	put_contact(cx, model_at(page, "Contact"), t);
}

void
model_put_verbs(struct ctx *cx, const struct session *se, struct model *page,
    const struct ticket *t, unsigned verbs, int64_t urge_from)
{
	struct model *m = model_at(page, "May");

	for (int v = 0; v < VERB__MAX; v++) {
		const char *name = verb_rules[v].name;

		if ((verbs & 1u << v) == 0)
			continue;
		model_put(model_node(m, name, strlen(name)),
		    form_key(cx, se,
			href_ticket_act(cx->mem, is_staff(cx), t->id, name),
			t->revision));
	}
	if (urge_from != 0)
		model_text(page, "Urge", time_words(cx, urge_from));
}

void
model_put_row(struct ctx *cx, struct model *m, const struct ticket_row *r)
{
	model_text(m, "id", href_ticket_name(cx->mem, r->id));
	model_text(m, "t", r->title);
	model_int(m, "s", (int64_t)r->status);
	model_text(m, "sv", r->severity);
	put_text(m, "p", r->product);
	model_int(m, "op", r->last_type);
	if (r->last_mine)
		model_text(m, "me", "1");
	else
		put_text(m, "by", r->last_by);
	model_time(cx, m, "at", r->updated_at);
	model_put_labels(m, "L", &r->labels);
	model_flag(m, "u", r->unread);
	if (!is_staff(cx))
		return;
	put_text(m, "org", r->account);
	put_text(m, "own", r->assignee);
	if (r->urge_count > 0)
		model_text(m, "urged", urged_words(cx, r->urge_count));
}

/* Scores ------------------------------------------------------------------ */

static int64_t
given_value(const struct score *s, const char *id)
{
	int64_t n;

	for (size_t i = 0; s != NULL && s->given && i < s->nvalue; i++)
		if (parse_int(id, 1, INT64_MAX, &n) &&
		    s->value[i].dimension_id == n)
			return s->value[i].value;
	return 0;
}

/* What was chosen for "satisfaction_ID" in a form that came back. */
static const char *
typed_value(const struct values *typed, const char *id)
{
	for (size_t i = 0; typed != NULL && i < typed->count; i++) {
		const char *end = strrchr(typed->name[i], '_');

		if (end != NULL && strcmp(end + 1, id) == 0)
			return typed->value[i];
	}
	return NULL;
}

void
model_put_dimensions(struct model *page, const struct choices *dims,
    const struct score *given, const struct values *typed)
{
	for (size_t i = 0; i < dims->count; i++) {
		const struct choice *d = &dims->item[i];
		struct model *row = model_row(model_at(page, "Dim"));
		const char *v = typed_value(typed, d->id);

		model_text(row, "id", d->id);
		model_text(row, "name", d->name);
		model_int(row, "max", d->value);
		if (v != NULL)
			model_text(row, "v", v);
		else if (given_value(given, d->id) != 0)
			model_int(row, "v", given_value(given, d->id));
	}
}

void
model_put_score(struct model *page, const struct score *s)
{
	struct model *m = model_at(page, "Score");

	for (size_t i = 0; i < s->nvalue; i++) {
		struct model *row = model_row(m);

		model_text(row, "name", s->value[i].name);
		model_int(row, "v", s->value[i].value);
		model_int(row, "max", s->value[i].max);
	}
	put_text(m, "said", s->judgement);
}

static void
put_one(struct ctx *cx, struct model *m, const struct present *p, size_t more)
{
	static const char *const words[2][2] = {
		{ "Looking", "LookingMore" },
		{ "Writing", "WritingMore" },
	};
	const struct slot slot[] = {
		{ "name", p->name },
		{ "n", more > 0 ? arena_printf(cx->mem, "%zu", more) : "" },
	};

	model_put(m,
	    lang_fill(cx, lang_text(cx, "Fmt", words[p->writing][more > 0]),
		slot, NELEM(slot)));
	model_flag(m, "w", p->writing);
}

void
model_put_present(
    struct ctx *cx, struct model *list, const struct present_list *l)
{
	model_put(list, l->tag);
	for (size_t i = 0; i < l->count; i++)
		put_one(cx, model_row(list), &l->item[i], 0);
}

void
model_put_somebody(
    struct ctx *cx, struct model *m, const struct present_list *l)
{
	if (l->count > 0)
		put_one(cx, m, &l->item[0], l->more + l->count - 1);
}
