/*
 * The rights, whole: each person, at each address of a ticket, in each of
 * its states.  A route of tickets without a row here fails.
 *
 * What is expected stands here once more, apart from the tables of the
 * program, as the domain has it.  Whoever may not do a thing sends the form
 * all the same, with a token and a key of his own; then nothing of the
 * ticket may have changed.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "domain/label.h"
#include "domain/organization.h"
#include "domain/relation.h"
#include "domain/ticket.h"
#include "store/db.h"
#include "tap.h"
#include "web/router.h"

/* Who may: sets of people. */
#define P(who)   (1u << (who))
#define CUSTOMER (P(MEI) | P(AISHA) | P(LARS)) /* owner, operator, account */
#define ASSIGNEE P(PRIYA)
#define LEAD     (P(YATING) | P(ROOT))
#define STAFF    (ASSIGNEE | P(SIYUAN) | LEAD)

/* Somebody works on it, or waits for the customer. */
#define WORKED                                                                 \
	(S(STATUS_PROCESSING) | S(STATUS_CONFIRM) | S(STATUS_PAUSED) |         \
	    S(STATUS_FEEDBACK))
#define ANY (STATUSES_ALL & ~S(STATUS_DELETED))

struct row {
	enum method method;
	const char *path;
	unsigned who, states;
	const char *field[8]; /* of the form, names and values */
};

/* clang-format off */
static const struct row rows[] = {
	{ GET, "/tickets/:ticket", CUSTOMER, ANY, { NULL } },
	{ GET, "/tickets/:ticket/poll", CUSTOMER, ANY, { NULL } },
	{ GET, "/tickets/:ticket/score", CUSTOMER, ANY, { NULL } },
	{ GET, "/tickets/:ticket/attachments.zip", CUSTOMER | STAFF,
	    STATUSES_ALL, { NULL } },
	{ GET, "/tickets/:ticket/bundle.zip", CUSTOMER | STAFF, STATUSES_ALL,
	    { NULL } },
	{ POST, "/tickets/:ticket/messages", CUSTOMER, STATUSES_OPEN,
	    { "content", "words" } },
	{ POST, "/tickets/:ticket/urge", CUSTOMER,
	    S(STATUS_NEW) | S(STATUS_PROCESSING), { NULL } },
	{ POST, "/tickets/:ticket/cancel", CUSTOMER, S(STATUS_NEW), { NULL } },
	{ POST, "/tickets/:ticket/close", CUSTOMER,
	    S(STATUS_PROCESSING) | S(STATUS_CONFIRM) | S(STATUS_PAUSED) |
	    S(STATUS_FEEDBACK), { NULL } },
	{ POST, "/tickets/:ticket/reject", CUSTOMER, S(STATUS_CONFIRM),
	    { "operate_desc", "words" } },
	{ POST, "/tickets/:ticket/delete", CUSTOMER, STATUSES_ENDED, { NULL } },
	{ POST, "/tickets/:ticket/score", CUSTOMER, S(STATUS_CLOSED),
	    { "satisfaction_1", "5", "judgement", "words" } },
	{ POST, "/tickets/:ticket/labels", CUSTOMER, ANY,
	    { "label_ids", "1" } },
	{ POST, "/tickets/:ticket/labels/remove", CUSTOMER, ANY,
	    { "label_ids", "2" } },
	{ POST, "/tickets/:ticket/relations", CUSTOMER, ANY,
	    { "related_id", "1" } },
	{ POST, "/tickets/:ticket/relations/remove", CUSTOMER, ANY,
	    { "related_id", "2" } },
	{ POST, "/tickets/:ticket/contact", CUSTOMER, STATUSES_OPEN,
	    { "remind_mail", "a@b.example" } },
	{ POST, "/tickets/:ticket/extends", CUSTOMER, STATUSES_OPEN,
	    { "extends_room", "12" } },

	{ GET, "/agent/tickets/:ticket", STAFF, STATUSES_ALL, { NULL } },
	{ GET, "/agent/tickets/:ticket/poll", STAFF, STATUSES_ALL, { NULL } },
	{ GET, "/agent/tickets/:ticket/reclassify", LEAD, STATUSES_OPEN,
	    { NULL } },
	{ POST, "/agent/tickets/:ticket/extends", STAFF, STATUSES_OPEN,
	    { "extends_room", "12" } },
	{ POST, "/agent/tickets/:ticket/take", STAFF, S(STATUS_NEW), { NULL } },
	{ POST, "/agent/tickets/:ticket/reply", STAFF, STATUSES_OPEN,
	    { "content", "words", "seen", "99" } },
	{ POST, "/agent/tickets/:ticket/note", STAFF, ANY,
	    { "content", "words", "seen", "99" } },
	{ POST, "/agent/tickets/:ticket/ask", ASSIGNEE | LEAD,
	    S(STATUS_PROCESSING), { "content", "words", "seen", "99" } },
	{ POST, "/agent/tickets/:ticket/resolve", ASSIGNEE | LEAD,
	    S(STATUS_PROCESSING), { "content", "words", "seen", "99" } },
	{ POST, "/agent/tickets/:ticket/pause", ASSIGNEE | LEAD,
	    S(STATUS_PROCESSING), { "until", "2030-01-01" } },
	{ POST, "/agent/tickets/:ticket/resume", ASSIGNEE | LEAD,
	    S(STATUS_PAUSED), { NULL } },
	{ POST, "/agent/tickets/:ticket/release", ASSIGNEE | LEAD,
	    S(STATUS_PROCESSING), { NULL } },
	{ POST, "/agent/tickets/:ticket/assign", ASSIGNEE | LEAD,
	    STATUSES_OPEN, { "assignee_id", "SIYUAN" } },
	{ POST, "/agent/tickets/:ticket/invalidate", LEAD,
	    S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_CONFIRM) |
	    S(STATUS_FEEDBACK), { "operate_desc", "words" } },
	{ GET, "/agent/tickets/:ticket/authorization", ASSIGNEE | LEAD, WORKED,
	    { NULL } },
	{ POST, "/agent/tickets/:ticket/authorization", ASSIGNEE | LEAD, WORKED,
	    { "visit_type_id", "4", "auth_describe", "words" } },
	{ POST, "/agent/tickets/:ticket/reopen", LEAD, S(STATUS_CLOSED),
	    { "operate_desc", "words" } },
	{ POST, "/agent/tickets/:ticket/restore", LEAD, S(STATUS_DELETED),
	    { NULL } },
	{ POST, "/agent/tickets/:ticket/reclassify", LEAD, STATUSES_OPEN,
	    { "business_type_id", "fault", "severity_id", "urgent",
	    "region_id", "default" } },
};
/* clang-format on */

/* Tested where they belong: the author's alone, for two minutes; and what
 * needs an authorization, in t-authorization; and files, in
 * t-page-download. */
static const char *const elsewhere[] = {
	"/agent/tickets/:ticket/recall",
	"/tickets/:ticket/attachments/link",
	"/agent/tickets/:ticket/reveal",
	"/tickets/:ticket/messages/:message/withdraw",
};

static const enum status states[] = { STATUS_NEW, STATUS_PROCESSING,
	STATUS_CONFIRM, STATUS_CLOSED, STATUS_CANCELLED, STATUS_PAUSED,
	STATUS_INVALID, STATUS_DELETED, STATUS_FEEDBACK };

static void
act(enum who_is who, int64_t id, enum verb v)
{
	struct act_input in = { .text = "x", .seen = -1 };

	fixture_as(&cx, who);
	if (ticket_act(&cx, id, v, &in) != ERR_OK) {
		printf("Bail out! %s: %s\n", verb_rules[v].name, cx.why);
		exit(1);
	}
}

/* Tickets 1 and 2 to be related to, and labels 1 and 2. */
static void
make_side(void)
{
	int64_t id;

	fixture_ticket(&cx);
	fixture_ticket(&cx);
	if (db_script(&cx,
		"INSERT INTO extra_field (problem_type_id, param_key,"
		" param_type, name_en, name_zh, position)"
		" SELECT id, 'room', 0, 'Room', '房间', 1 FROM problem_type") !=
	    ERR_OK)
		abort();
	for (int i = 0; i < 2; i++) {
		fixture_as(&cx, MEI);
		if (label_create(&cx, i == 0 ? "one" : "two",
			label_colors[0].hex, &id) != ERR_OK)
			abort();
	}
}

/* A ticket of mei's in that state; priya's, if it ever was anyone's.  It
 * wears label 2 and is related to ticket 2. */
static int64_t
ticket_in(enum status s)
{
	const int64_t two = 2;
	int64_t id = fixture_ticket(&cx);

	fixture_as(&cx, MEI);
	if (label_link(&cx, id, &two, 1) != ERR_OK)
		abort();
	fixture_as(&cx, MEI);
	if (relation_add(&cx, id, two) != ERR_OK)
		abort();
	cx.now += 3600; /* it can be urged */
	if (s == STATUS_CANCELLED)
		act(MEI, id, VERB_CANCEL);
	else if (s != STATUS_NEW)
		act(PRIYA, id, VERB_TAKE);
	if (s == STATUS_CONFIRM)
		act(PRIYA, id, VERB_RESOLVE);
	if (s == STATUS_FEEDBACK)
		act(PRIYA, id, VERB_ASK);
	if (s == STATUS_PAUSED)
		act(PRIYA, id, VERB_PAUSE);
	if (s == STATUS_INVALID)
		act(YATING, id, VERB_INVALIDATE);
	if (s == STATUS_CLOSED || s == STATUS_DELETED)
		act(MEI, id, VERB_CLOSE);
	if (s == STATUS_DELETED)
		act(MEI, id, VERB_DELETE);
	return id;
}

/* Everything that a page of the ticket is made from, as two numbers. */
struct mark {
	int64_t customer, staff;
};

static struct mark
mark(int64_t id)
{
	struct mark m = { 0 };

	fixture_as(&cx, ROOT);
	if (ticket_revision(&cx, id, &m.staff) != ERR_OK)
		abort();
	fixture_as(&cx, MEI);
	if (ticket_revision(&cx, id, &m.customer) != ERR_OK)
		m.customer = 0; /* it is deleted */
	return m;
}

static bool
is_desk(const struct row *r)
{
	return strncmp(r->path, "/agent/", 7) == 0;
}

/* One address for both sides. */
static bool
is_shared(const struct row *r)
{
	return !is_desk(r) && (r->who & STAFF) != 0;
}

static bool
of_staff(enum who_is who)
{
	return who >= PRIYA;
}

static const char *
address(const struct row *r, int64_t id)
{
	static char s[200];
	const char *at = strstr(r->path, ":ticket");

	snprintf(s, sizeof(s), "%.*sTS-%07lld%s", (int)(at - r->path), r->path,
	    (long long)id, at + strlen(":ticket"));
	return s;
}

static const char *
value(const char *s)
{
	static char id[24];

	if (s == NULL || strcmp(s, "SIYUAN") != 0)
		return s;
	snprintf(id, sizeof(id), "%lld", (long long)fixture_id(SIYUAN));
	return id;
}

static void
ask(const struct row *r, enum who_is who, int64_t id, const struct mark *m)
{
	const char *const *f = r->field;
	char revision[24];

	if (r->method == GET) {
		get(who, address(r, id));
		return;
	}
	snprintf(revision, sizeof(revision), "%lld",
	    (long long)(is_desk(r) ? m->staff : m->customer));
	insist(who, address(r, id), "revision",
	    m->customer == 0 && !is_desk(r) ? "1" : revision, f[0], value(f[1]),
	    f[2], value(f[3]), f[4], value(f[5]), f[6], value(f[7]), NULL);
}

enum outcome { DONE, SIGN_IN, NONE, DENIED, STATE, DESK };
static const char *const outcome_word[] = { "done", "sign in", "404", "403",
	"409", "to the desk" };

static enum outcome
outcome(void)
{
	if (seen.rc == ERR_NOTFOUND)
		return NONE;
	if (seen.rc == ERR_DENIED || seen.status == 403)
		return DENIED;
	if (seen.rc == ERR_CONFLICT || seen.status == 409)
		return STATE;
	if (seen.rc == ERR_LOGIN ||
	    (seen.status == 303 && strncmp(seen.location, "/login", 6) == 0))
		return SIGN_IN;
	if (seen.status == 303 &&
	    strncmp(seen.location, "/agent/tickets/", 15) == 0 &&
	    strstr(seen.location, "done=") == NULL)
		return DESK;
	return DONE;
}

static bool
holds(const struct row *r, enum who_is who, enum status s)
{
	/* What nobody has is nobody's: the agent must take it first. */
	if (who == PRIYA && s == STATUS_NEW &&
	    strstr(r->path, "/assign") != NULL)
		return false;
	if (who == PRIYA && (s == STATUS_NEW || s == STATUS_CANCELLED) &&
	    r->method == GET && strstr(r->path, "/authorization") != NULL)
		return false;
	return (r->who & P(who)) != 0;
}

static enum outcome
expect(const struct row *r, enum who_is who, enum status s)
{
	bool state = (r->states & S(s)) != 0;

	if (who == NOBODY)
		return SIGN_IN;
	if (!is_desk(r) && of_staff(who) && !is_shared(r))
		return r->method == GET ? DESK : DENIED;
	if (is_desk(r) != of_staff(who) && !is_shared(r))
		return NONE;
	/* Strangers, and everyone's deleted tickets, do not exist. */
	if (!of_staff(who) && (!holds(r, who, s) || s == STATUS_DELETED))
		return NONE;
	if (r->method == GET)
		return !holds(r, who, s) ? DENIED : state ? DONE : STATE;
	if (!state)
		return STATE;
	return holds(r, who, s) ? DONE : DENIED;
}

static int cells;

static void
test_cell(const struct row *r, enum who_is who, enum status s, int64_t *id)
{
	struct mark before = mark(*id), after;
	enum outcome want = expect(r, who, s), got;
	char what[200];

	ask(r, who, *id, &before);
	got = outcome();
	snprintf(what, sizeof(what), "%s %s by %s in %d: %s",
	    r->method == GET ? "GET" : "POST", r->path, fixture_name[who],
	    (int)s, outcome_word[want]);
	tap_ok(got == want, what, __FILE__, __LINE__);
	if (got != want)
		printf("# %s, status %d, %s %s\n", outcome_word[got],
		    seen.status, seen.say, seen.location);
	after = mark(*id);
	if (r->method == GET || want != DONE)
		tap_ok(memcmp(&before, &after, sizeof(after)) == 0,
		    "nothing changed", __FILE__, __LINE__);
	else
		tap_ok(after.staff > before.staff, "it was done", __FILE__,
		    __LINE__);
	/* What was done to that ticket is not for the next. */
	if (after.staff != before.staff)
		*id = ticket_in(s);
	cells++;
}

static void
test_rows(unsigned people)
{
	for (size_t i = 0; i < NELEM(states); i++) {
		for (size_t r = 0; r < NELEM(rows); r++) {
			int64_t id = ticket_in(states[i]);

			for (int who = NOBODY; who < WHO_IS__MAX; who++)
				if (people & P(who))
					test_cell(&rows[r], (enum who_is)who,
					    states[i], &id);
		}
	}
}

static bool
has_row(const struct route *route)
{
	for (size_t i = 0; i < NELEM(elsewhere); i++)
		if (strcmp(elsewhere[i], route->path) == 0)
			return true;
	for (size_t i = 0; i < NELEM(rows); i++)
		if (rows[i].method == route->method &&
		    strcmp(rows[i].path, route->path) == 0)
			return true;
	return false;
}

static void
test_the_matrix_is_complete(void)
{
	for (size_t i = 0; i < nroutes; i++)
		if (strstr(routes[i].path, ":ticket") != NULL)
			tap_ok(has_row(&routes[i]), routes[i].path, __FILE__,
			    __LINE__);
}

/* A Ticket Administrator has no right to what others submitted. */
static void
test_a_ticket_administrator_has_his_own(void)
{
	int64_t group;

	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	ok(group_add(&cx, "Lumen Retail", "desk", true, false, &group) ==
	    ERR_OK);
	ok(group_join(&cx, NULL, "desk", "oscar") == ERR_OK);
	test_rows(P(OSCAR));
}

int
main(void)
{
	browser_open();
	make_side();
	test_the_matrix_is_complete();
	test_rows(~0u);
	test_a_ticket_administrator_has_his_own();
	printf("# %d cells: %zu people and a ticket administrator,"
	       " %zu addresses, %zu states\n",
	    cells, (size_t)WHO_IS__MAX, NELEM(rows), NELEM(states));
	browser_close();
	return tap_done();
}
