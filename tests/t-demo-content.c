/*
 * The demo content itself: all that it names is there, and every step is
 * one that the rules of tickets allow, as a small simulation knows them.
 */
#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/tz.h"
#include "base/utf8.h"
#include "cmd/demo_script.h"
#include "domain/authorization.h"
#include "domain/state.h"
#include "domain/ticket.h"

#include "tap.h"

#define TICKETS_MAX 100
#define FILES_MAX   300
#define MINUTE      60
#define DAY         86400

/* Of a ticket, as far as the steps have gone. */
struct sim {
	const struct demo_ticket *ticket;
	enum status status;
	const struct demo_user *assignee;
	int64_t created_at, acted_at, urged_at;
	size_t nmessages, nfiles;
	bool chinese;
};

struct world {
	struct sim sim[TICKETS_MAX];
	size_t ntickets, nsteps, nscored;
	size_t nsubtypes, nproducts, nproblems, nfaults;
	const struct demo_problem *first_problem;
	const struct demo_product *first_product;
	int64_t promise[4][2];
	size_t nseverities, nregions, nagreements;
	bool dimension[5];
	size_t nusers[ROLE__MAX], naccounts, nadmins;
	size_t nticket_administrators, noperators, nplain;
	const char *file[FILES_MAX];
	size_t nfiles;
};

static const char *
words_wrong(const struct demo_words *w, size_t max, bool multiline)
{
	for (int i = 0; i < DEMO_LANG__MAX; i++) {
		const char *s = w->in[i];

		if (!utf8_valid(s, strlen(s)) || !utf8_plain(s, multiline))
			return "characters that nobody sees";
		if (utf8_count(s) > max)
			return "words that are too long";
	}
	return NULL;
}

static enum err
check_words(struct ctx *cx, const struct demo_words *w, size_t max)
{
	const char *wrong = words_wrong(w, max, false);

	return wrong == NULL ? ERR_OK : err_fail(cx, ERR_INVALID, "%s", wrong);
}

/* The catalogue ------------------------------------------------------------ */

static enum err
see_subtype(struct ctx *cx, void *arg, const struct demo_subtype *s)
{
	struct world *w = arg;

	w->nsubtypes++;
	return check_words(cx, &s->name, 64);
}

static enum err
see_product(struct ctx *cx, void *arg, const struct demo_product *p)
{
	struct world *w = arg;
	enum err rc;

	if (w->nproducts++ == 0)
		w->first_product = p;
	rc = check_words(cx, &p->name, 64);
	return rc == ERR_OK ? check_words(cx, &p->desc, 128) : rc;
}

static enum err
see_problem(struct ctx *cx, void *arg, const struct demo_problem *p)
{
	const char *wrong = words_wrong(
	    &p->template->text, TICKET_DESCRIPTION_MAX, true);
	struct world *w = arg;
	enum err rc;

	if (w->nproblems++ == 0)
		w->first_problem = p;
	w->nfaults += p->type == DEMO_FAULT;
	if (wrong != NULL)
		return err_fail(cx, ERR_INVALID, "template: %s", wrong);
	rc = check_words(cx, &p->name, 64);
	return rc == ERR_OK ? check_words(cx, &p->desc, 128) : rc;
}

static enum err
see_severity(struct ctx *cx, void *arg, const struct demo_severity *s)
{
	struct world *w = arg;
	enum err rc;

	if (w->nseverities == NELEM(w->promise))
		return err_fail(cx, ERR_INVALID, "one too many");
	w->promise[w->nseverities][0] = s->first_response;
	w->promise[w->nseverities++][1] = s->resolution;
	rc = check_words(cx, &s->name, 32);
	return rc == ERR_OK ? check_words(cx, &s->desc, 128) : rc;
}

static enum err
see_region(struct ctx *cx, void *arg, const struct demo_region *r)
{
	struct world *w = arg;

	w->nregions++;
	return check_words(cx, &r->name, 64);
}

static enum err
see_dimension(struct ctx *cx, void *arg, const struct demo_dimension *d)
{
	struct world *w = arg;
	enum err rc;

	if (strlen(d->id) == 1 && *d->id <= '4' && d->max == 5)
		w->dimension[*d->id - '0'] = true;
	rc = check_words(cx, &d->name, 32);
	return rc == ERR_OK ? check_words(cx, &d->desc, 128) : rc;
}

static enum err
see_agreement(struct ctx *cx, void *arg, const struct demo_agreement *a)
{
	struct world *w = arg;

	w->nagreements += a->type == DEMO_AGREE_CREATE;
	if (words_wrong(&a->text, 20000, true) != NULL)
		return err_fail(cx, ERR_INVALID, "the text");
	return check_words(cx, &a->name, 64);
}

/* People ------------------------------------------------------------------- */

static enum err
see_account(struct ctx *cx, void *arg, const struct demo_account *a)
{
	struct world *w = arg;

	w->naccounts++;
	return utf8_plain(a->name, false) ? ERR_OK
					  : err_fail(cx, ERR_INVALID, "name");
}

static enum err
see_user(struct ctx *cx, void *arg, const struct demo_user *u)
{
	struct world *w = arg;
	bool administrator = false, operator= false;

	w->nusers[u->role]++;
	if ((u->account != NULL) != (u->role == ROLE_CUSTOMER))
		return err_fail(cx, ERR_INVALID, "whose is %s?", u->id);
	if (u->account_admin && u->account == NULL)
		return err_fail(cx, ERR_INVALID, "%s has no account", u->id);
	if (tz_get(u->time_zone) == NULL)
		return err_fail(cx, ERR_INVALID, "no zone %s", u->time_zone);
	if (strchr(u->email, '@') == NULL ||
	    strstr(u->email, ".example") == NULL)
		return err_fail(cx, ERR_INVALID, "%s may be real", u->email);
	if (!utf8_plain(u->name, false) || utf8_count(u->name) > 64)
		return err_fail(cx, ERR_INVALID, "the name of %s", u->id);
	for (int i = 0; i < DEMO_GROUPS_MAX && u->groups[i] != NULL; i++) {
		administrator |= u->groups[i]->ticket_administrator;
		operator|= u->groups[i]->group_operator;
		if (u->groups[i]->account != u->account)
			return err_fail(
			    cx, ERR_INVALID, "a group of strangers");
	}
	w->nadmins += u->account_admin;
	w->nticket_administrators += administrator;
	w->noperators += operator;
	w->nplain += u->account != NULL && !administrator && !operator;
	return ERR_OK;
}

/* Steps -------------------------------------------------------------------- */

enum who { WHO_CUSTOMER, WHO_STAFF, WHO_ASSIGNEE, WHO_LEAD };

#define ANY (STATUSES_OPEN | STATUSES_ENDED)
#define TALK                                                                   \
	(S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_CONFIRM) |            \
	    S(STATUS_PAUSED) | S(STATUS_FEEDBACK))

/* Who does it, from which states, to which; STATE_KEEP stays. */
static const struct rule {
	enum who who;
	unsigned from;
	int to;
	size_t text_max; /* characters */
} rules[DEMO_ACT__MAX] = {
	[DEMO_CREATE] = { WHO_CUSTOMER, 0, STATE_KEEP, TICKET_DESCRIPTION_MAX },
	[DEMO_TAKE] = { WHO_STAFF, S(STATUS_NEW), STATUS_PROCESSING, 0 },
	[DEMO_MESSAGE] = { WHO_CUSTOMER, TALK, STATE_KEEP, MESSAGE_MAX },
	[DEMO_REPLY] = { WHO_STAFF, TALK, STATE_KEEP, MESSAGE_MAX },
	[DEMO_NOTE] = { WHO_STAFF, ANY, STATE_KEEP, MESSAGE_MAX },
	[DEMO_ASK] = { WHO_ASSIGNEE, S(STATUS_PROCESSING), STATUS_FEEDBACK,
	    MESSAGE_MAX },
	[DEMO_RESOLVE] = { WHO_ASSIGNEE, S(STATUS_PROCESSING), STATUS_CONFIRM,
	    MESSAGE_MAX },
	[DEMO_PAUSE] = { WHO_ASSIGNEE, S(STATUS_PROCESSING), STATUS_PAUSED,
	    TICKET_DESC_MAX },
	[DEMO_URGE] = { WHO_CUSTOMER, S(STATUS_NEW) | S(STATUS_PROCESSING),
	    STATE_KEEP, TICKET_DESC_MAX },
	[DEMO_WITHDRAW] = { WHO_CUSTOMER, TALK, STATE_KEEP, 0 },
	[DEMO_CANCEL] = { WHO_CUSTOMER, S(STATUS_NEW), STATUS_CANCELLED,
	    TICKET_DESC_MAX },
	[DEMO_CLOSE] = { WHO_CUSTOMER,
	    S(STATUS_PROCESSING) | S(STATUS_CONFIRM) | S(STATUS_PAUSED) |
		S(STATUS_FEEDBACK),
	    STATUS_CLOSED, TICKET_DESC_MAX },
	[DEMO_REJECT] = { WHO_CUSTOMER, S(STATUS_CONFIRM), STATUS_PROCESSING,
	    TICKET_DESC_MAX },
	[DEMO_DELETE] = { WHO_CUSTOMER, STATUSES_ENDED, STATUS_DELETED, 0 },
	[DEMO_INVALIDATE] = { WHO_LEAD,
	    S(STATUS_NEW) | S(STATUS_PROCESSING) | S(STATUS_CONFIRM) |
		S(STATUS_FEEDBACK),
	    STATUS_INVALID, TICKET_DESC_MAX },
	[DEMO_ACCESS] = { WHO_ASSIGNEE, TALK & ~S(STATUS_NEW), STATE_KEEP,
	    AUTH_DESCRIBE_MAX },
	[DEMO_GRANT] = { WHO_CUSTOMER, TALK, STATE_KEEP, 0 },
};

/* The submitter, his account's administrator, the operator of a group of
 * his. */
static bool
may_customer(const struct demo_user *u, const struct demo_user *submitter)
{
	if (u->account == NULL || u->account != submitter->account)
		return false;
	if (u == submitter || u->account_admin)
		return true;
	for (int i = 0; i < DEMO_GROUPS_MAX; i++)
		for (int j = 0; j < DEMO_GROUPS_MAX; j++)
			if (u->groups[i] != NULL &&
			    u->groups[i] == submitter->groups[j] &&
			    u->groups[i]->group_operator)
				return true;
	return false;
}

static bool
may(const struct sim *t, const struct demo_step *s)
{
	switch (rules[s->act].who) {
	case WHO_CUSTOMER:
		return may_customer(s->user, t->ticket->user);
	case WHO_STAFF:
		return s->user->role >= ROLE_AGENT;
	case WHO_ASSIGNEE:
		return s->user->role >= ROLE_LEAD ||
		    (s->user->role == ROLE_AGENT && s->user == t->assignee);
	default:
		return s->user->role >= ROLE_LEAD;
	}
}

static enum err
check_texts(struct ctx *cx, struct world *w, const struct demo_step *s)
{
	const char *title_end = strchr(s->text, '\n');
	size_t title = title_end != NULL ? (size_t)(title_end - s->text)
					 : strlen(s->text);

	if (!utf8_valid(s->text, strlen(s->text)) || !utf8_plain(s->text, true))
		return err_fail(cx, ERR_INVALID, "characters nobody sees");
	if (utf8_count(s->text) > rules[s->act].text_max)
		return err_fail(
		    cx, ERR_INVALID, "%zu characters", utf8_count(s->text));
	if (s->act == DEMO_CREATE &&
	    (title == 0 ||
		utf8_count(arena_strndup(cx->mem, s->text, title)) >
		    TICKET_TITLE_MAX))
		return err_fail(cx, ERR_INVALID, "no title, or a long one");
	for (size_t i = 0; i < s->nfiles && w->nfiles < FILES_MAX; i++) {
		if (!utf8_plain(s->files[i].title, false))
			return err_fail(cx, ERR_INVALID, "name of a file");
		w->file[w->nfiles++] = s->files[i].path;
	}
	return ERR_OK;
}

static enum err
see_create(struct ctx *cx, struct world *w, struct demo_step *s)
{
	struct demo_ticket *t = s->ticket;

	if (w->ntickets == TICKETS_MAX)
		return err_fail(cx, ERR_INVALID, "too many tickets");
	if (t->user->role != ROLE_CUSTOMER)
		return err_fail(cx, ERR_INVALID, "of no customer");
	if (t->problem->type == DEMO_FAULT && t->region == NULL)
		return err_fail(cx, ERR_INVALID, "a fault needs a region");
	t->key = (int64_t)w->ntickets;
	w->sim[w->ntickets++] = (struct sim){ .ticket = t,
		.created_at = s->at,
		.urged_at = s->at,
		.nmessages = 1,
		.nfiles = s->nfiles,
		.chinese = utf8_count(s->text) * 2 < strlen(s->text) };
	return ERR_OK;
}

/* The rules that are not in the table. */
static enum err
check_rest(struct ctx *cx, const struct sim *t, const struct demo_step *s)
{
	if (s->act == DEMO_TAKE && t->assignee != NULL)
		return err_fail(cx, ERR_INVALID, "it is taken");
	/* urged_at is when it was created before the first urge. */
	if (s->act == DEMO_URGE && s->at - t->urged_at < 30 * MINUTE)
		return err_fail(cx, ERR_INVALID, "too soon");
	if (s->act == DEMO_WITHDRAW && s->at - s->target->at > 2 * MINUTE)
		return err_fail(cx, ERR_INVALID, "too late");
	if (s->act == DEMO_PAUSE && s->until < DAY)
		return err_fail(cx, ERR_INVALID, "it is over at the start");
	if (s->act == DEMO_CLOSE && s->text[0] != '\0' && s->nscores == 0)
		return err_fail(cx, ERR_INVALID, "a judgement but no score");
	return ERR_OK;
}

static void
sim_move(struct sim *t, const struct demo_step *s)
{
	if (rules[s->act].to != STATE_KEEP)
		t->status = (enum status)rules[s->act].to;
	if (s->act == DEMO_MESSAGE && t->status != STATUS_NEW)
		t->status = STATUS_PROCESSING;
	if (s->act == DEMO_REPLY && t->status == STATUS_NEW)
		t->status = STATUS_PROCESSING;
	if (t->assignee == NULL &&
	    (s->act == DEMO_TAKE || s->act == DEMO_REPLY))
		t->assignee = s->user;
	if (s->act == DEMO_URGE)
		t->urged_at = s->at;
	t->nmessages += s->act == DEMO_MESSAGE || s->act == DEMO_REPLY ||
	    s->act == DEMO_ASK || s->act == DEMO_RESOLVE;
	if (s->act != DEMO_NOTE)
		t->nfiles += s->nfiles;
	t->acted_at = s->at;
}

static enum err
see_step(struct ctx *cx, void *arg, struct demo_step *s)
{
	struct world *w = arg;
	struct sim *t;
	enum err rc;

	w->nsteps++;
	w->nscored += s->nscores > 0;
	rc = check_texts(cx, w, s);
	if (rc != ERR_OK)
		return rc;
	if (s->act == DEMO_CREATE)
		return see_create(cx, w, s);
	t = &w->sim[s->ticket->key];
	if (!may(t, s))
		return err_fail(cx, ERR_INVALID, "%s may not", s->user->id);
	if ((rules[s->act].from & S(t->status)) == 0)
		return err_fail(
		    cx, ERR_INVALID, "not in state %d", (int)t->status);
	rc = check_rest(cx, t, s);
	if (rc == ERR_OK)
		sim_move(t, s);
	return rc;
}

static const struct demo_sink sink = {
	.subtype = see_subtype,
	.product = see_product,
	.problem = see_problem,
	.severity = see_severity,
	.region = see_region,
	.dimension = see_dimension,
	.agreement = see_agreement,
	.account = see_account,
	.user = see_user,
	.step = see_step,
};

/* Claims ------------------------------------------------------------------- */

static void
test_every_step_is_allowed(struct ctx *cx, const char *folder, struct world *w)
{
	ok(demo_script_run(cx, folder, &sink, w) == ERR_OK);
	if (cx->why != NULL)
		printf("# %s\n", cx->why);
	printf("# %zu tickets, %zu steps, %zu scored, %zu files attached\n",
	    w->ntickets, w->nsteps, w->nscored, w->nfiles);
}

static void
test_the_catalogue_is_whole(const struct world *w)
{
	static const int64_t promise[4][2] = { { 8 * 3600, 5 * DAY },
		{ 4 * 3600, 3 * DAY }, { 3600, DAY }, { 900, 4 * 3600 } };

	ok(w->nsubtypes >= 5 && w->nproducts >= 14 && w->nproblems >= 48);
	ok(w->nfaults >= 20 && w->nfaults < w->nproblems);
	ok(w->nseverities == 4);
	ok(memcmp(w->promise, promise, sizeof(promise)) == 0);
	ok(w->dimension[1] && w->dimension[3] && w->dimension[4]);
	ok(w->nregions >= 2 && w->nagreements == 1);
}

static void
test_the_first_choice_needs_nothing_more(const struct world *w)
{
	ok(w->first_problem->product == w->first_product);
	ok(w->first_problem->type == DEMO_CONSULTATION);
}

static void
test_all_kinds_of_people_are_there(const struct world *w)
{
	ok(w->naccounts == 2 && w->nadmins == 2);
	ok(w->nusers[ROLE_AGENT] == 2);
	ok(w->nusers[ROLE_LEAD] == 1 && w->nusers[ROLE_ADMIN] == 1);
	ok(w->nticket_administrators >= 2 && w->noperators >= 2);
	ok(w->nplain >= 2);
}

static void
test_every_state_has_tickets(const struct world *w)
{
	static const struct {
		enum status status;
		size_t least;
	} rows[] = {
		{ STATUS_NEW, 5 },
		{ STATUS_PROCESSING, 10 },
		{ STATUS_CONFIRM, 4 },
		{ STATUS_CLOSED, 15 },
		{ STATUS_CANCELLED, 3 },
		{ STATUS_PAUSED, 3 },
		{ STATUS_INVALID, 2 },
		{ STATUS_DELETED, 2 },
		{ STATUS_FEEDBACK, 5 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		size_t n = 0;

		for (size_t j = 0; j < w->ntickets; j++)
			n += w->sim[j].status == rows[i].status;
		printf("# %zu in state %d\n", n, (int)rows[i].status);
		ok(n >= rows[i].least);
	}
}

static void
test_tickets_are_as_varied_as_real_ones(const struct world *w)
{
	size_t chinese = 0, lengthy = 0, many_files = 0, today = 0, old = 0;

	for (size_t i = 0; i < w->ntickets; i++) {
		const struct sim *t = &w->sim[i];

		chinese += t->chinese;
		lengthy += t->nmessages >= 15;
		many_files += t->nfiles >= 4;
		today += t->created_at > -DAY;
		old += t->created_at < -30 * DAY;
	}
	printf("# %zu Chinese, %zu long, %zu with four files, %zu today\n",
	    chinese, lengthy, many_files, today);
	ok(w->ntickets >= 55 && w->ntickets <= 70);
	ok(chinese * 100 >= w->ntickets * 35 && chinese * 2 < w->ntickets);
	ok(lengthy >= 3);
	ok(many_files >= 3);
	ok(today >= 8 && old >= 4);
	ok(w->nscored >= 15);
}

/* Jobs close what waits for the customer after seven days: on the first
 * day nothing is due, or the demo would change by itself. */
static void
test_nothing_is_due_to_be_closed(const struct world *w)
{
	for (size_t i = 0; i < w->ntickets; i++) {
		const struct sim *t = &w->sim[i];

		if ((t->status == STATUS_CONFIRM ||
			t->status == STATUS_FEEDBACK) &&
		    t->acted_at < -6 * DAY)
			tap_ok(false, t->ticket->id, __FILE__, __LINE__);
		if (t->status == STATUS_DELETED && t->acted_at < -25 * DAY)
			tap_ok(false, t->ticket->id, __FILE__, __LINE__);
	}
	ok(w->ntickets > 0);
}

static void
test_every_file_is_attached_somewhere_and_small(
    struct ctx *cx, const char *folder, const struct world *w)
{
	const char *files = arena_printf(cx->mem, "%s/files", folder);
	DIR *d = opendir(files);
	struct dirent *e;
	int64_t sum = 0;

	ok(d != NULL);
	while (d != NULL && (e = readdir(d)) != NULL) {
		const char *path = arena_printf(
		    cx->mem, "%s/%s", files, e->d_name);
		struct stat st;
		size_t i = 0;

		if (e->d_name[0] == '.')
			continue;
		while (i < w->nfiles && strcmp(w->file[i], path) != 0)
			i++;
		if (i == w->nfiles || stat(path, &st) != 0 ||
		    st.st_size > 60 * 1024)
			tap_ok(false, path, __FILE__, __LINE__);
		else
			sum += st.st_size;
	}
	if (d != NULL)
		closedir(d);
	ok(sum > 0 && sum < 800 * 1024);
}

int
main(void)
{
	struct ctx cx = { .mem = arena_new() };
	const char *srcdir = getenv("srcdir");
	static struct world w;
	const char *folder = arena_printf(
	    cx.mem, "%s/demo", srcdir != NULL ? srcdir : ".");

	test_every_step_is_allowed(&cx, folder, &w);
	if (w.first_problem != NULL) {
		test_the_catalogue_is_whole(&w);
		test_the_first_choice_needs_nothing_more(&w);
		test_all_kinds_of_people_are_there(&w);
		test_every_state_has_tickets(&w);
		test_tickets_are_as_varied_as_real_ones(&w);
		test_nothing_is_due_to_be_closed(&w);
		test_every_file_is_attached_somewhere_and_small(
		    &cx, folder, &w);
	}
	tz_close();
	arena_free(cx.mem);
	return tap_done();
}
