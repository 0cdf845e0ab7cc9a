/*
 * The rules of tickets, through the domain alone.
 */
#include "domain/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/message.h"
#include "domain/score.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;

static const struct act_input plain = { .text = "", .seen = -1 };
static const struct place elsewhere = { "fault", "urgent", "default" };

static enum err
act(enum who_is who, int64_t id, enum verb v, const char *text)
{
	struct act_input in = { .text = text, .seen = -1 };

	fixture_as(&cx, who);
	return ticket_act(&cx, id, v, &in);
}

static enum status
status_of(int64_t id)
{
	struct ticket t;

	fixture_as(&cx, ROOT);
	return ticket_get(&cx, id, &t) == ERR_OK ? t.status : STATUS_DELETED;
}

static void
test_the_main_job_goes_through(void)
{
	const struct score_value v[] = { { .dimension_id = 1, .value = 5 },
		{ .dimension_id = 3, .value = 4 } };
	const struct score_input score = { v, 2, "Quick and kind" };
	struct act_input in = { .text = "", .seen = -1, .score = &score };
	int64_t id = fixture_ticket(&cx);
	struct score got;
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(status_of(id) == STATUS_PROCESSING);
	ok(act(PRIYA, id, VERB_ASK, "Which lamp?") == ERR_OK);
	ok(status_of(id) == STATUS_FEEDBACK);
	ok(act(MEI, id, VERB_MESSAGE, "The red one") == ERR_OK);
	ok(status_of(id) == STATUS_PROCESSING);
	ok(act(PRIYA, id, VERB_NOTE, "a loose wire?") == ERR_OK);
	ok(act(PRIYA, id, VERB_RESOLVE, "A new bulb") == ERR_OK);
	ok(status_of(id) == STATUS_CONFIRM);
	ok(act(MEI, id, VERB_REJECT, "Still dark") == ERR_OK);
	ok(status_of(id) == STATUS_PROCESSING);
	ok(act(PRIYA, id, VERB_RESOLVE, "A new wire") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CLOSE, &in) == ERR_OK);
	ok(status_of(id) == STATUS_CLOSED);

	fixture_as(&cx, MEI);
	ok(score_get(&cx, id, &got) == ERR_OK && got.given);
	ok(got.nvalue == 2 && got.value[1].value == 4);
	is(got.judgement, "Quick and kind");
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	is(t.title, "No light");
	is(t.assignee, "Priya Nair");
	ok(t.closed_at == FIXTURE_NOW);
}

static void
test_the_thread_shows_each_side_its_own(void)
{
	int64_t id = fixture_ticket(&cx);
	struct thread th;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(PRIYA, id, VERB_NOTE, "secret") == ERR_OK);
	ok(act(PRIYA, id, VERB_REPLY, "hello") == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	ok(th.nmessage == 2 && th.nnote == 1 && th.nlog == 4);
	is(th.note[0].content, "secret");
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	ok(th.nmessage == 2 && th.nnote == 0 && th.nlog == 3);
	is(th.message[1].content, "hello");
	is(th.message[1].author, "Priya Nair");
	ok(th.earlier == 0);

	for (int i = 0; i < 10; i++)
		ok(act(MEI, id, VERB_MESSAGE, "more") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 5, &th) == ERR_OK);
	ok(th.nmessage == 6 && th.message[0].number == 1 &&
	    th.message[5].number == 12 && th.earlier == 6);
	ok(thread_get(&cx, id, 8, 5, &th) == ERR_OK);
	ok(th.message[th.nmessage - 1].number == 7 && th.earlier == 1);
}

/* Who sees a ticket of mei's. */
static void
test_visibility(void)
{
	static const struct {
		enum who_is who;
		bool sees;
	} rows[] = {
		{ MEI, true },
		{ OSCAR, false },
		{ AISHA, true },
		{ LARS, true },
		{ WEN, false },
		{ PRIYA, true },
		{ SIYUAN, true },
		{ YATING, true },
		{ ROOT, true },
	};
	int64_t id = fixture_ticket(&cx);
	struct thread th;
	struct ticket t;

	for (size_t i = 0; i < NELEM(rows); i++) {
		enum err want = rows[i].sees ? ERR_OK : ERR_NOTFOUND;

		fixture_as(&cx, rows[i].who);
		tap_ok(ticket_get(&cx, id, &t) == want,
		    fixture_name[rows[i].who], __FILE__, __LINE__);
		fixture_as(&cx, rows[i].who);
		if (rows[i].sees)
			continue;
		ok(thread_get(&cx, id, 0, 50, &th) == ERR_NOTFOUND);
		ok(act(rows[i].who, id, VERB_MESSAGE, "x") == ERR_NOTFOUND);
		ok(act(rows[i].who, id, VERB_MESSAGE, "") == ERR_NOTFOUND);
		ok(act(rows[i].who, id, VERB_CANCEL, "") == ERR_NOTFOUND);
	}
	/* The statement decides, whatever the session believed. */
	fixture_as(&cx, WEN);
	cx.role = ROLE_ADMIN;
	ok(ticket_get(&cx, id, &t) == ERR_NOTFOUND);
	cx.op = (struct op){ 0 };
	err_clear(&cx);
	ok(ticket_act(&cx, id, VERB_TAKE, &plain) == ERR_NOTFOUND);
}

/* Every verb in every state, for the owner, the assignee, another agent. */
static void
test_state_machine(void)
{
	static const enum status states[] = { STATUS_NEW, STATUS_PROCESSING,
		STATUS_CONFIRM, STATUS_CLOSED, STATUS_CANCELLED,
		STATUS_FEEDBACK };

	for (size_t s = 0; s < NELEM(states); s++)
		for (int v = 0; v < VERB__MAX; v++) {
			const struct verb_rule *r = &verb_rules[v];
			bool legal = (r->from & S(states[s])) != 0;
			int64_t id = fixture_ticket(&cx);
			enum who_is who = r->may == MAY_CUSTOMER     ? MEI
			    : r->may == MAY_LEAD || v == VERB_ASSIGN ? YATING
								     : PRIYA;
			enum err rc;

			if (r->may == MAY_SYSTEM)
				continue;
			cx.now += 3600;
			if (states[s] == STATUS_CANCELLED)
				ok(act(MEI, id, VERB_CANCEL, "") == ERR_OK);
			else if (states[s] != STATUS_NEW)
				ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
			if (states[s] == STATUS_CONFIRM)
				ok(act(PRIYA, id, VERB_RESOLVE, "x") == ERR_OK);
			if (states[s] == STATUS_CLOSED)
				ok(act(MEI, id, VERB_CLOSE, "") == ERR_OK);
			if (states[s] == STATUS_FEEDBACK)
				ok(act(PRIYA, id, VERB_ASK, "x") == ERR_OK);
			ok(status_of(id) == states[s]);
			if (v == VERB_SCORE) {
				const struct score_value one = { .value = 5,
					.dimension_id = 1 };
				const struct score_input in = { &one, 1, "" };
				struct act_input a = plain;

				a.score = &in;
				fixture_as(&cx, MEI);
				rc = ticket_act(&cx, id, VERB_SCORE, &a);
			} else {
				struct act_input a = { .text = "words",
					.seen = -1,
					.assignee = fixture_id(SIYUAN),
					.place = elsewhere };

				fixture_as(&cx, who);
				rc = ticket_act(&cx, id, (enum verb)v, &a);
			}
			tap_ok(rc == (legal ? ERR_OK : ERR_CONFLICT), r->name,
			    __FILE__, __LINE__);
			if (legal && r->to >= 0)
				ok(status_of(id) == (enum status)r->to);
		}
}

static struct ticket
read_ticket(int64_t id)
{
	struct ticket t = { 0 };

	fixture_as(&cx, ROOT);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	return t;
}

static enum err
hand_over(enum who_is who, int64_t id, enum who_is to, const char *text)
{
	const struct act_input in = {
		.text = text, .seen = -1, .assignee = fixture_id(to)
	};

	fixture_as(&cx, who);
	return ticket_act(&cx, id, VERB_ASSIGN, &in);
}

static void
test_the_assignee_hands_over_with_a_note(void)
{
	int64_t id = fixture_ticket(&cx);
	struct thread thread;
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(hand_over(SIYUAN, id, SIYUAN, "") == ERR_DENIED);
	ok(hand_over(PRIYA, id, SIYUAN, "she rang twice") == ERR_OK);
	t = read_ticket(id);
	ok(t.assignee_id == fixture_id(SIYUAN));
	ok(t.status == STATUS_PROCESSING && t.note_count == 1);

	/* The customer sees who has it, and not what was said. */
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &thread) == ERR_OK);
	ok(thread.nnote == 0 && thread.nlog > 0);
	ok(thread.log[thread.nlog - 1].type == LOG_ASSIGN);
	is(thread.log[thread.nlog - 1].description, "");
}

static void
test_a_lead_assigns_what_is_new(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(hand_over(PRIYA, id, SIYUAN, "") == ERR_DENIED);
	ok(hand_over(YATING, id, PRIYA, "") == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_PROCESSING && t.accepted_at == cx.now);
	ok(t.assignee_id == fixture_id(PRIYA));
}

static void
test_only_staff_can_be_assigned(void)
{
	static const enum who_is wrong[] = { MEI, ROOT, PRIYA };
	int64_t id = fixture_ticket(&cx);

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	for (size_t i = 0; i < NELEM(wrong); i++) {
		ok(hand_over(PRIYA, id, wrong[i], "x") == ERR_INVALID);
		is(cx.say, "assignee_unknown");
	}
	ok(act(PRIYA, id, VERB_ASSIGN, "x") == ERR_INVALID);
	ok(read_ticket(id).note_count == 0);
}

static void
test_what_is_given_back_is_nobodys(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(SIYUAN, id, VERB_RELEASE, "") == ERR_DENIED);
	ok(act(PRIYA, id, VERB_RELEASE, "") == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_NEW && t.assignee_id == 0);
	ok(act(SIYUAN, id, VERB_TAKE, "") == ERR_OK);
}

static void
test_a_pause_is_for_some_time(void)
{
	int64_t id = fixture_ticket(&cx);
	struct act_input in = {
		.text = "a part is ordered", .seen = -1, .until = cx.now
	};
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_PAUSE, &in) == ERR_INVALID);
	is(cx.say, "until_past");
	in.until = cx.now + 1;
	fixture_as(&cx, SIYUAN);
	ok(ticket_act(&cx, id, VERB_PAUSE, &in) == ERR_DENIED);
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_PAUSE, &in) == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_PAUSED && t.paused_until == in.until);
	ok(act(SIYUAN, id, VERB_RESUME, "") == ERR_DENIED);
	ok(act(PRIYA, id, VERB_RESUME, "") == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_PROCESSING && t.paused_until == 0);
}

static void
test_only_a_lead_reopens(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(MEI, id, VERB_CLOSE, "") == ERR_OK);
	ok(act(PRIYA, id, VERB_REOPEN, "x") == ERR_DENIED);
	ok(act(YATING, id, VERB_REOPEN, " ") == ERR_INVALID);
	is(cx.say, "reason_needed");
	ok(act(YATING, id, VERB_REOPEN, "it came back") == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_PROCESSING && t.closed_at == 0);
	ok(t.assignee_id == fixture_id(PRIYA));
}

static void
test_only_a_lead_restores(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(MEI, id, VERB_CLOSE, "") == ERR_OK);
	cx.now += 100;
	ok(act(MEI, id, VERB_DELETE, "") == ERR_OK);
	ok(act(MEI, id, VERB_RESTORE, "") == ERR_NOTFOUND);
	ok(act(PRIYA, id, VERB_RESTORE, "") == ERR_DENIED);
	ok(act(YATING, id, VERB_RESTORE, "") == ERR_OK);
	t = read_ticket(id);
	ok(t.status == STATUS_CLOSED && t.closed_at == FIXTURE_NOW);
	ok(act(YATING, id, VERB_RESTORE, "") == ERR_CONFLICT);
	is(cx.say, "wrong_state");
	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	cx.now = FIXTURE_NOW;
}

static enum err
move(enum who_is who, int64_t id, struct place place)
{
	struct act_input in = { .text = "a fault", .seen = -1, .place = place };

	fixture_as(&cx, who);
	return ticket_act(&cx, id, VERB_RECLASSIFY, &in);
}

static void
test_a_lead_moves_a_ticket_in_the_catalogue(void)
{
	static const struct {
		struct place place;
		const char *say;
	} wrong[] = {
		{ { "consultation", "general", "" }, "nothing_changed" },
		{ { "fault", "general", "" }, "region_needed" },
		{ { "nothing", "general", "" }, "unknown_choice" },
		{ { "fault", "nothing", "default" }, "unknown_choice" },
		{ { "fault", "general", "nowhere" }, "unknown_choice" },
	};
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(move(MEI, id, elsewhere) == ERR_DENIED);
	ok(move(WEN, id, elsewhere) == ERR_NOTFOUND);
	ok(move(PRIYA, id, elsewhere) == ERR_DENIED);
	for (size_t i = 0; i < NELEM(wrong); i++) {
		ok(move(YATING, id, wrong[i].place) == ERR_INVALID);
		is(cx.say, wrong[i].say);
	}
	ok(move(YATING, id, elsewhere) == ERR_OK);
	t = read_ticket(id);
	is(t.problem_type_id, "fault");
	is(t.severity_id, "urgent");
	is(t.region_id, "default");
	ok(t.status == STATUS_NEW && t.case_type == 5);

	/* What can be chosen no more may be kept. */
	ok(db_script(&cx,
	       "UPDATE problem_type SET active = 0 WHERE id = 'fault';"
	       "UPDATE severity SET active = 0 WHERE id = 'urgent'") == ERR_OK);
	ok(move(YATING, id, (struct place){ "fault", "general", "default" }) ==
	    ERR_OK);
	ok(move(YATING, id, elsewhere) == ERR_INVALID);
	is(cx.say, "unknown_choice");
	ok(db_script(&cx,
	       "UPDATE problem_type SET active = 1;"
	       "UPDATE severity SET active = 1") == ERR_OK);
}

static void
run_out(void)
{
	fixture_as(&cx, NOBODY);
	ok(ticket_run_out(&cx) == ERR_OK);
}

static void
test_without_an_answer_a_ticket_closes(void)
{
	static const enum verb waits[] = { VERB_ASK, VERB_RESOLVE };

	for (size_t i = 0; i < NELEM(waits); i++) {
		int64_t id = fixture_ticket(&cx);
		const struct log_row *last;
		struct ticket_filter all = { .scope = SCOPE_MINE,
			.q = "",
			.product_id = "",
			.severity_id = "",
			.limit = 5 };
		struct ticket_list list;
		struct thread thread;
		struct ticket t;

		ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
		ok(act(PRIYA, id, waits[i], "x") == ERR_OK);
		t = read_ticket(id);
		cx.now += cx.conf->tickets_auto_close - 1;
		run_out();
		ok(read_ticket(id).status == t.status);
		cx.now++;
		run_out();
		t = read_ticket(id);
		ok(t.status == STATUS_CLOSED && t.closed_at == cx.now);

		/* By the system; and he may score it. */
		fixture_as(&cx, MEI);
		ok(thread_get(&cx, id, 0, 50, &thread) == ERR_OK);
		last = &thread.log[thread.nlog - 1];
		ok(last->type == LOG_EXPIRE && last->operator_kind == 3);
		is(last->operator, "");
		ok(ticket_list(&cx, &all, &list) == ERR_OK);
		ok(list.count > 0 && list.item[0].id == id);
		is(list.item[0].last_by, "");
		cx.now = FIXTURE_NOW;
	}
}

/* How often the customer was reminded. */
static int
reminders(int64_t id)
{
	struct thread thread;
	int n = 0;

	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &thread) == ERR_OK);
	for (size_t i = 0; i < thread.nlog; i++)
		n += thread.log[i].type == LOG_REMIND;
	return n;
}

static void
test_a_customer_is_reminded_before_it_closes(void)
{
	static const enum verb waits[] = { VERB_ASK, VERB_RESOLVE };
	const int64_t first = cx.conf->tickets_remind_after;
	const int64_t second = cx.conf->tickets_auto_close - 24 * 3600;

	for (size_t i = 0; i < NELEM(waits); i++) {
		int64_t id = fixture_ticket(&cx);

		ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
		ok(act(PRIYA, id, waits[i], "x") == ERR_OK);
		cx.now = FIXTURE_NOW + first - 1;
		run_out();
		ok(reminders(id) == 0);
		cx.now++;
		run_out();
		run_out();
		ok(reminders(id) == 1);
		cx.now = FIXTURE_NOW + second - 1;
		run_out();
		ok(reminders(id) == 1);
		cx.now++;
		run_out();
		cx.now += 3600;
		run_out();
		ok(reminders(id) == 2);

		/* A new silence begins anew. */
		ok(act(MEI, id, VERB_MESSAGE, "wait") == ERR_OK);
		ok(act(PRIYA, id, waits[i], "x") == ERR_OK);
		cx.now += first;
		run_out();
		ok(reminders(id) == 3);
		ok(act(YATING, id, VERB_INVALIDATE, "x") == ERR_OK);
		cx.now = FIXTURE_NOW;
	}
}

static void
test_a_pause_ends_by_itself(void)
{
	int64_t id = fixture_ticket(&cx);
	struct act_input in = { .text = "", .seen = -1 };

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	in.until = cx.now + 100;
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_PAUSE, &in) == ERR_OK);
	run_out();
	ok(status_of(id) == STATUS_PAUSED);
	cx.now += 100;
	run_out();
	ok(status_of(id) == STATUS_PROCESSING);
	ok(read_ticket(id).paused_until == 0);
}

static void
test_nobody_else_lets_it_run_out(void)
{
	int64_t id = fixture_ticket(&cx);

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(PRIYA, id, VERB_RESOLVE, "x") == ERR_OK);
	ok(act(PRIYA, id, VERB_EXPIRE, "") == ERR_DENIED);
	ok(act(ROOT, id, VERB_EXPIRE, "") == ERR_DENIED);
	ok(act(MEI, id, VERB_EXPIRE, "") == ERR_DENIED);
	ok(verb_find("expire", true) == VERB__MAX);
	ok(verb_find("expire", false) == VERB__MAX);
	ok(status_of(id) == STATUS_CONFIRM);
}

static void
test_ask_and_resolve_are_the_assignees_or_a_leads(void)
{
	int64_t id = fixture_ticket(&cx);

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(SIYUAN, id, VERB_RESOLVE, "x") == ERR_DENIED);
	is(cx.say, "not_yours");
	ok(act(YATING, id, VERB_ASK, "x") == ERR_OK);
	ok(act(SIYUAN, id, VERB_REPLY, "x") == ERR_OK);
	ok(act(SIYUAN, id, VERB_TAKE, "") == ERR_CONFLICT);
}

static void
test_reply_in_state_0_takes_the_ticket(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(act(SIYUAN, id, VERB_REPLY, "On my way") == ERR_OK);
	fixture_as(&cx, SIYUAN);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	ok(t.status == STATUS_PROCESSING &&
	    t.assignee_id == fixture_id(SIYUAN) && t.message_count == 2);
}

static void
test_urge_waits_for_grace_and_interval(void)
{
	int64_t id = fixture_ticket(&cx), from;
	struct ticket t;

	ok(act(MEI, id, VERB_URGE, "") == ERR_CONFLICT);
	is(cx.say, "urge_just_created");
	ok(cx.say_n == cx.now + 1800);
	ok(ticket_get(&cx, id, &t) == ERR_OK);
	ok((ticket_verbs(&cx, &t, &from) & 1u << VERB_URGE) == 0);
	ok(from == cx.now + 1800);
	cx.now += 1800;
	ok(act(MEI, id, VERB_URGE, "") == ERR_OK);
	cx.now += 1799;
	ok(act(MEI, id, VERB_URGE, "") == ERR_CONFLICT);
	is(cx.say, "urge_too_soon");
	cx.now += 1;
	ok(act(AISHA, id, VERB_URGE, "") == ERR_OK);
	ok(ticket_get(&cx, id, &t) == ERR_OK && t.urge_count == 2);
}

static void
test_stale_revision_and_stale_reply(void)
{
	int64_t id = fixture_ticket(&cx);
	struct act_input in = plain;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(PRIYA, id, VERB_REPLY, "x") == ERR_OK);
	in.revision = 1;
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CLOSE, &in) == ERR_CONFLICT);
	is(cx.say, "state_changed");
	in.text = "a message never meets it";
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_MESSAGE, &in) == ERR_OK);
	in.revision = 0;
	in.seen = 2;
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_REPLY, &in) == ERR_CONFLICT);
	is(cx.say, "stale_reply");
	in.seen = 3;
	fixture_as(&cx, PRIYA);
	ok(ticket_act(&cx, id, VERB_REPLY, &in) == ERR_OK);
}

static void
test_notes_do_not_move_the_customers_revision(void)
{
	int64_t id = fixture_ticket(&cx), before, after;

	fixture_as(&cx, MEI);
	ok(ticket_revision(&cx, id, &before) == ERR_OK);
	ok(act(PRIYA, id, VERB_NOTE, "x") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_revision(&cx, id, &after) == ERR_OK && after == before);
}

static void
test_withdrawal(void)
{
	int64_t id = fixture_ticket(&cx);
	struct thread th;

	ok(act(MEI, id, VERB_MESSAGE, "oops") == ERR_OK);
	fixture_as(&cx, AISHA);
	ok(message_withdraw(&cx, id, 2) == ERR_NOTFOUND);
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, id, 1) == ERR_CONFLICT);
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, id, 2) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, id, 0, 50, &th) == ERR_OK);
	ok(th.nmessage == 2 && th.message[1].withdrawn_at != 0);
	is(th.message[1].content, "");
	ok(act(MEI, id, VERB_MESSAGE, "late") == ERR_OK);
	cx.now += 121;
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, id, 3) == ERR_CONFLICT);
	is(cx.say, "withdraw_late");
}

static void
test_a_key_acts_once(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	for (int i = 0; i < 3; i++) {
		struct act_input in = plain;

		in.text = "once";
		fixture_as(&cx, MEI);
		cx.op.needed = true;
		cx.op.key = "key-of-this-form-1";
		cx.op.hash[0] = i == 2;
		ok(ticket_act(&cx, id, VERB_MESSAGE, &in) ==
		    (i == 2 ? ERR_CONFLICT : ERR_OK));
		ok(cx.op.replayed == (i == 1));
	}
	is(cx.say, "key_reused");
	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_OK && t.message_count == 2);
	cx.op.needed = true;
	ok(ticket_act(&cx, id, VERB_MESSAGE, &plain) == ERR_FAULT);
}

static void
test_deleted_is_gone_for_customers(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket t;

	ok(act(MEI, id, VERB_CANCEL, "") == ERR_OK);
	ok(act(MEI, id, VERB_DELETE, "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_get(&cx, id, &t) == ERR_NOTFOUND);
	fixture_as(&cx, PRIYA);
	ok(ticket_get(&cx, id, &t) == ERR_OK && t.status == STATUS_DELETED);
}

static void
test_lists_page_by_key(void)
{
	struct ticket_filter f = { .scope = SCOPE_ASSIGNED,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.limit = 2 };
	struct ticket_counts n;
	struct ticket_list l;
	int64_t before = 0, last = INT64_MAX;
	size_t pages = 0, rows = 0;

	fixture_as(&cx, SIYUAN);
	ok(ticket_counts(&cx, SCOPE_ASSIGNED, 0, &n) == ERR_OK);
	for (int i = 0; i < 5; i++) {
		int64_t id = fixture_ticket(&cx);

		cx.now++;
		ok(act(SIYUAN, id, VERB_TAKE, "") == ERR_OK);
	}
	before = n.n[1] + 5;
	do {
		fixture_as(&cx, SIYUAN);
		ok(ticket_list(&cx, &f, &l) == ERR_OK);
		for (size_t i = 0; i < l.count; i++) {
			ok(l.item[i].updated_at <= last);
			last = l.item[i].updated_at;
		}
		rows += l.count;
		pages++;
		f.after_at = l.next_at;
		f.after_id = l.next_id;
	} while (l.next_id != 0 && pages < 100);
	ok((int64_t)rows == before);
	fixture_as(&cx, SIYUAN);
	ok(ticket_counts(&cx, SCOPE_ASSIGNED, 0, &n) == ERR_OK);
	ok(n.n[1] == before);

	/* Scopes are closed to those they are not for. */
	fixture_as(&cx, MEI);
	f = (struct ticket_filter){ .scope = SCOPE_ALL,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.limit = 2 };
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	f.scope = SCOPE_ACCOUNT;
	fixture_as(&cx, MEI);
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	fixture_as(&cx, LARS);
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 2);
	f.scope = SCOPE_GROUP;
	f.group_id = 1;
	fixture_as(&cx, MEI); /* a member of an operating group operates */
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 2);
	fixture_as(&cx, OSCAR);
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	f.scope = SCOPE_MINE;
	f.q = "100%";
	fixture_as(&cx, MEI);
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 0);
	f.q = "ts-1";
	fixture_as(&cx, MEI);
	ok(ticket_list(&cx, &f, &l) == ERR_OK && l.count == 1);
}

static void
test_scores_are_steps_of_a_dimension(void)
{
	static const struct {
		int64_t dimension, value;
		enum err want;
	} rows[] = {
		{ 1, 0, ERR_INVALID },
		{ 1, 6, ERR_INVALID },
		{ 2, 3, ERR_INVALID },
		{ 1, 5, ERR_OK },
		{ 3, 1, ERR_OK },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct score_value v = { rows[i].dimension, rows[i].value,
			NULL, 0 };
		const struct score_input in = { &v, 1, "" };

		fixture_as(&cx, MEI);
		ok(score_check(&cx, &in) == rows[i].want);
	}
}

static void
test_a_score_is_changed_for_a_while(void)
{
	const struct score_value five = { .dimension_id = 1, .value = 5 };
	const struct score_value two = { .dimension_id = 3, .value = 2 };
	struct score_input score = { &five, 1, "Quick" };
	struct act_input in = { .text = "", .seen = -1, .score = &score };
	const int64_t start = cx.now;
	int64_t id = fixture_ticket(&cx);
	struct score got;

	ok(act(PRIYA, id, VERB_TAKE, "") == ERR_OK);
	ok(act(MEI, id, VERB_CLOSE, "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_SCORE, &in) == ERR_OK);

	score = (struct score_input){ &two, 1, "Not so sure" };
	cx.now += cx.conf->tickets_score_window - 1;
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_SCORE, &in) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(score_get(&cx, id, &got) == ERR_OK && got.nvalue == 1);
	ok(got.value[0].dimension_id == 3 && got.value[0].value == 2);
	is(got.judgement, "Not so sure");
	ok(got.created_at == start);

	cx.now++;
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_SCORE, &in) == ERR_CONFLICT);
	is(cx.say, "score_late");
	cx.now = start;
}

#define ROW "(SELECT row FROM pick)"
#define N   "(SELECT n FROM pick)"
/* Something else in one place of the trail. */
static const char *const tampering[] = {
	"UPDATE audit SET at = at + " N " WHERE seq = " ROW,
	"UPDATE audit SET actor_id = actor_id + " N " WHERE seq = " ROW,
	"UPDATE audit SET event = event || 'x' WHERE seq = " ROW,
	"UPDATE audit SET resource_type = 'x' WHERE seq = " ROW,
	"UPDATE audit SET resource_id = 'TS-' || " N " WHERE seq = " ROW,
	"UPDATE audit SET actor_name = actor_name || " N " WHERE seq = " ROW,
	"UPDATE audit SET ip = '192.0.2.' || " N " WHERE seq = " ROW,
	"UPDATE audit SET request_id = " N " WHERE seq = " ROW,
	"UPDATE audit SET rating = 'incident' WHERE seq = " ROW,
	"UPDATE audit SET detail = detail || ' ' WHERE seq = " ROW,
	"UPDATE audit SET hash = randomblob(32) WHERE seq = " ROW,
	"UPDATE audit SET seq = seq + 100000 WHERE seq = " ROW,
	"UPDATE audit SET event = event || resource_type, resource_type = ''"
	" WHERE seq = " ROW,
	"DELETE FROM audit WHERE seq = " ROW,
	"DELETE FROM audit WHERE seq >= " ROW,
	"UPDATE audit_head SET seq = seq + " N,
};

static enum err
tamper(size_t how, int row, int n)
{
	char sql[100];

	snprintf(sql, sizeof(sql),
	    "SAVEPOINT whole; UPDATE pick SET row = %d, n = %d", row, n);
	if (db_script(&cx, sql) != ERR_OK)
		return ERR_FAULT;
	return db_script(&cx, tampering[how]);
}

static void
test_any_tampering_is_found(void)
{
	int64_t rows, count, bad;
	int found = 0;

	srand(1);
	fixture_as(&cx, ROOT);
	ok(audit_verify(&cx, &rows, &bad) == ERR_OK && bad == 0);
	ok(db_script(&cx,
	       "DROP TRIGGER audit_unchanged; DROP TRIGGER audit_stays;"
	       "CREATE TEMP TABLE pick AS SELECT 0 AS row, 0 AS n") == ERR_OK);
	for (int i = 0; i < 1000; i++) {
		size_t how = (size_t)rand() % NELEM(tampering);

		if (tamper(how, 1 + rand() % (int)rows, 1 + rand() % 200) !=
			ERR_OK ||
		    audit_verify(&cx, &count, &bad) != ERR_OK)
			break;
		if (bad != 0)
			found++;
		else
			tap_ok(false, tampering[how], __FILE__, __LINE__);
		if (db_script(&cx, "ROLLBACK TO whole; RELEASE whole") !=
		    ERR_OK)
			break;
		arena_reset(cx.mem);
	}
	ok(found == 1000);
	ok(audit_verify(&cx, &count, &bad) == ERR_OK);
	ok(bad == 0 && count == rows);
}

static void
test_the_audit_trail_is_append_only(void)
{
	int64_t count, bad;

	fixture_as(&cx, ROOT);
	ok(audit_verify(&cx, &count, &bad) == ERR_OK);
	ok(count > 20 && bad == 0);
	ok(db_script(&cx, "UPDATE audit SET event = 'x' WHERE seq = 7") ==
	    ERR_CONFLICT);
	err_clear(&cx);
}

/* Where a verb leads from that state; returns how many. */
static size_t
leads_to(enum verb v, int from, int to[])
{
	const struct verb_rule *r = &verb_rules[v];
	static const int former[] = { STATUS_CLOSED, STATUS_CANCELLED,
		STATUS_INVALID };

	to[0] = v == VERB_MESSAGE ? message_moves_to((enum status)from) : r->to;
	if ((r->from & S(from)) == 0 || to[0] == STATE_KEEP)
		return 0;
	if (to[0] != STATE_FORMER)
		return 1;
	memcpy(to, former, sizeof(former));
	return NELEM(former);
}

static void
test_the_database_knows_the_same_transitions(void)
{
	ok(db_script(&cx,
	       "SAVEPOINT whole;"
	       "CREATE TEMP TABLE known (a, b, PRIMARY KEY (a, b));"
	       "CREATE TEMP TABLE no (n CHECK (n = 0));") == ERR_OK);
	for (int v = 0; v < VERB__MAX; v++) {
		for (int s = 0; s <= STATUS_CODE_MAX; s++) {
			int to[STATUS_CODE_MAX];
			size_t n = leads_to((enum verb)v, s, to);

			for (size_t i = 0; i < n; i++) {
				char sql[100];

				snprintf(sql, sizeof(sql),
				    "INSERT OR IGNORE INTO known"
				    " VALUES (%d, %d)",
				    s, to[i]);
				ok(db_script(&cx, sql) == ERR_OK);
			}
		}
	}
	ok(db_script(&cx,
	       "INSERT INTO no SELECT count(*) FROM (SELECT a, b FROM known"
	       " EXCEPT SELECT from_status, to_status"
	       " FROM state_transition)") == ERR_OK);
	ok(db_script(&cx,
	       "INSERT INTO no SELECT count(*) FROM"
	       " (SELECT from_status, to_status FROM state_transition"
	       " EXCEPT SELECT a, b FROM known)") == ERR_OK);
	ok(db_script(&cx, "ROLLBACK TO whole; RELEASE whole") == ERR_OK);
	ok(db_script(&cx, "UPDATE ticket SET status = 4 WHERE status = 1") ==
	    ERR_CONFLICT);
	err_clear(&cx);
}

int
main(void)
{
	fixture_open(&cx);
	test_the_main_job_goes_through();
	test_the_thread_shows_each_side_its_own();
	test_visibility();
	test_the_assignee_hands_over_with_a_note();
	test_a_lead_assigns_what_is_new();
	test_only_staff_can_be_assigned();
	test_what_is_given_back_is_nobodys();
	test_a_pause_is_for_some_time();
	test_only_a_lead_reopens();
	test_only_a_lead_restores();
	test_a_lead_moves_a_ticket_in_the_catalogue();
	test_without_an_answer_a_ticket_closes();
	test_a_customer_is_reminded_before_it_closes();
	test_a_pause_ends_by_itself();
	test_nobody_else_lets_it_run_out();
	test_ask_and_resolve_are_the_assignees_or_a_leads();
	test_reply_in_state_0_takes_the_ticket();
	test_urge_waits_for_grace_and_interval();
	test_stale_revision_and_stale_reply();
	test_notes_do_not_move_the_customers_revision();
	test_withdrawal();
	test_a_key_acts_once();
	test_deleted_is_gone_for_customers();
	test_lists_page_by_key();
	test_scores_are_steps_of_a_dimension();
	test_a_score_is_changed_for_a_while();
	test_state_machine();
	test_the_database_knows_the_same_transitions();
	test_the_audit_trail_is_append_only();
	test_any_tampering_is_found();
	fixture_close(&cx);
	return tap_done();
}
