/*
 * t-race.c - two processes that want the same ticket at the same moment:
 * one of them gets it, and nothing of the other's is lost or half done.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

#define ROUNDS 30

static struct ctx cx;

/* What a child does; its outcome comes through a pipe, as its exit status
 * is also that of whoever watches its memory. */
struct move {
	enum who_is who;
	enum verb verb;
	const char *text;
};

static enum err
act(int64_t id, const struct move *m)
{
	const struct act_input in = { .text = m->text, .seen = -1 };

	fixture_as(&cx, m->who);
	return ticket_act(&cx, id, m->verb, &in);
}

/* In a process of its own, with a database of its own, when the pipe says
 * so: both at once. */
static pid_t
begin(int64_t id, const struct move *m, int go, int back)
{
	const char *why;
	pid_t pid = fork();
	enum err rc;
	char c;

	if (pid != 0)
		return pid;
	cx.db = db_open_sqlite(cx.conf->db_file, 0, &why);
	if (cx.db == NULL || read(go, &c, 1) != 1)
		_exit(1);
	rc = act(id, m);
	_exit(write(back, &rc, sizeof(rc)) != sizeof(rc));
}

static void
race(int64_t id, const struct move m[2], enum err out[2])
{
	int go[2], back[2][2];
	pid_t pid[2];

	if (pipe(go) != 0 || pipe(back[0]) != 0 || pipe(back[1]) != 0)
		abort();
	for (int i = 0; i < 2; i++)
		pid[i] = begin(id, &m[i], go[0], back[i][1]);
	if (write(go[1], "gg", 2) != 2)
		abort();
	for (int i = 0; i < 2; i++) {
		close(back[i][1]);
		if (read(back[i][0], &out[i], sizeof(out[i])) != sizeof(out[i]))
			out[i] = ERR_FAULT;
		close(back[i][0]);
		waitpid(pid[i], NULL, 0);
	}
	close(go[0]);
	close(go[1]);
}

static struct ticket
look(int64_t id)
{
	struct ticket t = { 0 };

	fixture_as(&cx, ROOT);
	if (ticket_get(&cx, id, &t) != ERR_OK)
		abort();
	return t;
}

static void
test_one_of_two_agents_takes_it(void)
{
	static const struct move both[2] = { { PRIYA, VERB_TAKE, "" },
		{ SIYUAN, VERB_TAKE, "" } };
	int won = 0, lost = 0, owned = 0;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t id = fixture_ticket(&cx);
		struct ticket t;
		enum err out[2];

		race(id, both, out);
		won += (out[0] == ERR_OK) + (out[1] == ERR_OK);
		lost += (out[0] == ERR_CONFLICT) + (out[1] == ERR_CONFLICT);
		t = look(id);
		owned += t.status == STATUS_PROCESSING &&
		    t.assignee_id ==
			fixture_id(out[0] == ERR_OK ? PRIYA : SIYUAN);
	}
	ok(won == ROUNDS);
	ok(lost == ROUNDS);
	ok(owned == ROUNDS);
}

/* A customer closes while his agent gives the solution: either he closed
 * what had just been solved, or the solution came too late and is nowhere. */
static void
test_closing_and_resolving(void)
{
	static const struct move both[2] = { { MEI, VERB_CLOSE, "" },
		{ PRIYA, VERB_RESOLVE, "A new bulb" } };
	static const struct move take = { PRIYA, VERB_TAKE, "" };
	int closed = 0, whole = 0, clear = 0;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t id = fixture_ticket(&cx);
		struct ticket t;
		enum err out[2];
		bool solved;

		ok(act(id, &take) == ERR_OK);
		race(id, both, out);
		t = look(id);
		solved = out[1] == ERR_OK;
		closed += t.status == STATUS_CLOSED;
		whole += t.message_count == (solved ? 2 : 1);
		clear += out[0] == ERR_OK && (solved || out[1] == ERR_CONFLICT);
	}
	ok(closed == ROUNDS);
	ok(whole == ROUNDS);
	ok(clear == ROUNDS);
}

/* Two replies of what nobody has: both are there, one of them took it. */
static void
test_two_replies_to_a_new_ticket(void)
{
	static const struct move both[2] = { { PRIYA, VERB_REPLY, "I do it" },
		{ SIYUAN, VERB_REPLY, "No, I" } };
	int good = 0;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t id = fixture_ticket(&cx);
		struct ticket t;
		enum err out[2];

		race(id, both, out);
		t = look(id);
		good += out[0] == ERR_OK && out[1] == ERR_OK &&
		    t.message_count == 3 && t.assignee_id != 0 &&
		    t.reply.at == 0;
	}
	ok(good == ROUNDS);
}

int
main(void)
{
	fixture_open_on_disk(&cx);
	test_one_of_two_agents_takes_it();
	test_closing_and_resolving();
	test_two_replies_to_a_new_ticket();
	fixture_close(&cx);
	return tap_done();
}
