/*
 * The end of a deleted ticket: nothing of it stays in any table, whatever
 * tables there will be.
 */
#include "domain/ticket.h"

#include <sqlite3.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/draft.h"
#include "domain/score.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;
static sqlite3 *db; /* a second look at the same file */

static enum err
act(enum who_is who, int64_t id, enum verb v, const char *text)
{
	struct act_input in = { .text = text, .seen = -1 };

	fixture_as(&cx, who);
	return ticket_act(&cx, id, v, &in);
}

static sqlite3_stmt *
prepare(const char *sql)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		printf("# %s\n", sqlite3_errmsg(db));
	return s;
}

static int64_t
count(const char *table, const char *column, int64_t id)
{
	char sql[200];
	sqlite3_stmt *s;
	int64_t n = -1;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s = %lld",
	    table, column, (long long)id);
	s = prepare(sql);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* Rows of every table that names a ticket, but for the records of what was
 * agreed, which are evidence; each table with rows is counted. */
static int64_t
rows_of(int64_t id, int *tables)
{
	sqlite3_stmt *s = prepare(
	    "SELECT m.name, c.name FROM sqlite_master m"
	    " JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
	    " AND (c.name LIKE '%ticket_id' OR (m.name = 'ticket'"
	    " AND c.name = 'id')) AND m.name <> 'agreement_signed'");
	int64_t all = 0;

	*tables = 0;
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(s, 0);
		const char *column = (const char *)sqlite3_column_text(s, 1);
		int64_t n = count(table, column, id);

		if (n != 0)
			printf("# %s.%s: %d\n", table, column, (int)n);
		all += n;
		*tables += n > 0;
	}
	sqlite3_finalize(s);
	return all;
}

/* A ticket with a row in each of the tables. */
static int64_t
full_ticket(void)
{
	static const struct score_value one = { .value = 5, .dimension_id = 1 };
	static const struct score_input score = { &one, 1, "fine" };
	static const struct act_input close = {
		.text = "", .seen = -1, .score = &score
	};
	int64_t id = fixture_ticket(&cx);

	ok(act(PRIYA, id, VERB_REPLY, "x") == ERR_OK);
	ok(act(PRIYA, id, VERB_NOTE, "x") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(ticket_act(&cx, id, VERB_CLOSE, &close) == ERR_OK);
	ok(act(MEI, id, VERB_DELETE, "") == ERR_OK);
	return id;
}

static void
purge(int64_t now)
{
	cx.now = now;
	fixture_as(&cx, NOBODY);
	ok(ticket_purge(&cx) == ERR_OK);
}

static int64_t
drafts(void)
{
	return count("draft", "saved_at", FIXTURE_NOW);
}

/* Addresses of forms, with the ticket's number between. */
static const struct draft_row {
	const char *before, *after;
	bool stays;
} rows[] = {
	{ "/tickets/TS-", "/messages", false },
	{ "/agent/tickets/TS-", "/reply", false },
	{ "/tickets/TS-", "0/messages", true },
	{ "/agent/tickets/TS-", "0/reply", true },
	{ "/tickets?", "", true },
};

/* What somebody began to write in its forms goes, and nothing else. */
static void
test_drafts_go_with_it(void)
{
	int64_t id = full_ticket();
	int64_t stay = 0;
	char form[100];

	cx.now = FIXTURE_NOW;
	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct draft_row *r = &rows[i];

		snprintf(form, sizeof(form), "%s%07d%s", r->before, (int)id,
		    r->after);
		stay += r->stays;
		fixture_as(&cx, PRIYA);
		ok(draft_put(&cx, form, "content=x") == ERR_OK);
	}
	ok(db_script(&cx,
	       arena_printf(cx.mem,
		   "INSERT INTO authorization (id, ticket_id, account_id,"
		   " submitter_id, requested_by, status, resource_type,"
		   " visit_type, description, created_at, updated_at)"
		   " SELECT 77, id, account_id, submitter_id, submitter_id,"
		   " 0, 1, 1, 'x', 1, 1 FROM ticket WHERE id = %d",
		   (int)id)) == ERR_OK);
	ok(draft_put(&cx, "/authorizations/77/confirm", "content=x") == ERR_OK);
	ok(draft_put(&cx, "/authorizations/78/confirm", "content=x") == ERR_OK);
	stay++;
	ok(drafts() == NELEM(rows) + 2);
	purge(FIXTURE_NOW + cx.conf->tickets_retention);
	ok(drafts() == stay);
	cx.now = FIXTURE_NOW;
}

static void
test_nothing_stays(void)
{
	int64_t id = full_ticket(), kept = full_ticket();
	const int64_t over = FIXTURE_NOW + cx.conf->tickets_retention;
	int64_t n, bad;
	int tables;

	ok(act(YATING, kept, VERB_RESTORE, "") == ERR_OK);
	purge(over - 1);
	ok(rows_of(id, &tables) > 0 && tables >= 6);
	purge(over);
	ok(rows_of(id, &tables) == 0);
	ok(rows_of(kept, &tables) > 0 && tables >= 6);
	/* Its number is not given again, and the trail is whole. */
	ok(fixture_ticket(&cx) == kept + 1);
	ok(audit_verify(&cx, &n, &bad) == ERR_OK && bad == 0);
	cx.now = FIXTURE_NOW;
}

int
main(void)
{
	fixture_open_on_disk(&cx);
	if (sqlite3_open_v2(
		cx.conf->db_file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 1;
	test_nothing_stays();
	test_drafts_go_with_it();
	sqlite3_close(db);
	fixture_close(&cx);
	return tap_done();
}
