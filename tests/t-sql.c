/*
 * Every statement compiles against the schema, and none walks through all
 * tickets or messages: a typo or a missing index never ships.
 */
#include "store/db.h"
#include "store/migrate.h"

#include "tap.h"

/* Statements that may scan, and why. */
static const enum sql may_scan[] = {
	SQL_TICKET_LIST_ALL_DOWN, /* walks an index in its order, to LIMIT */
	SQL_TICKET_LIST_ALL_UP, SQL_TICKET_LIST_OPEN_DOWN,
	SQL_TICKET_LIST_OPEN_UP, SQL_TICKET_LIST_URGED_DOWN,
	SQL_TICKET_LIST_URGED_UP, SQL_CONTACT_PLAIN, SQL_DRAFT_PLAIN,
	SQL_USER_PLAIN,                   /* indexes of nothing */
	SQL_AUDIT_LAST, SQL_AUDIT_NEWEST, /* one row, from the end */
	SQL_USER_ADD, /* foreign keys that are never outstanding */
	SQL_SUB_TYPE_EDIT_ADD, SQL_PRODUCT_EDIT_ADD, SQL_PROBLEM_TYPE_EDIT_ADD,
	SQL_SEVERITY_EDIT_ADD, SQL_REGION_EDIT_ADD, /* likewise */
	SQL_COUNTS_CHECK, /* of `guichet check` alone, as are these two */
	SQL_VAULT_KEY_IDS, SQL_VAULT_KEY_COUNT, SQL_BLOB_BYTES,
	SQL_ROW_COUNTS,     /* of a backup alone */
	SQL_SEARCH_DUE_ALL, /* of an index that is made anew */
};

static bool
is_allowed(enum sql id)
{
	for (size_t i = 0; i < NELEM(may_scan); i++)
		if (may_scan[i] == id)
			return true;
	return false;
}

/* Does a line of the plan scan one of the tables that grow? */
static const char *
scans(const char *plan)
{
	static const char *const table[] = { "SCAN t", "SCAN m", "SCAN n",
		"SCAN g", "SCAN f", "SCAN ticket", "SCAN message", "SCAN note",
		"SCAN attachment", "SCAN ticket_log", "SCAN op", "SCAN draft",
		"SCAN session", "SCAN s", "SCAN audit", "SCAN au", "SCAN aa",
		"SCAN vault", "SCAN z", "SCAN vault_key" };

	for (size_t i = 0; i < NELEM(table); i++) {
		const char *at = strstr(plan, table[i]);

		if (at != NULL &&
		    (at[strlen(table[i])] == ' ' ||
			at[strlen(table[i])] == '\n'))
			return table[i];
	}
	return NULL;
}

/* A list comes in the order of an index and is never sorted, but for that of
 * a group, which is small. */
static bool
is_list(const char *name)
{
	return (strncmp(name, "TICKET_LIST_", 12) == 0 &&
		   strncmp(name, "TICKET_LIST_GROUP", 17) != 0) ||
	    strncmp(name, "AUDIT_LIST_", 11) == 0;
}

static bool
is_queue(const char *name)
{
	size_t len = strlen(name);

	return is_list(name) && len > 4 && strcmp(name + len - 4, "_DUE") == 0;
}

int
main(void)
{
	struct ctx cx = { .mem = arena_new() };
	const char *why, *plan, *scan;

	cx.db = db_open_sqlite(":memory:", DB_CREATE, &why);
	ok(cx.db != NULL);
	ok(migrate(&cx) == ERR_OK);
	ok(migrate(&cx) == ERR_OK); /* again: nothing to do */
	for (int i = 0; i < SQL__MAX; i++) {
		bool good = db_prove(&cx, (enum sql)i) == ERR_OK;

		tap_ok(good, sql_name[i], __FILE__, __LINE__);
		if (!good) {
			printf("# %s\n", cx.why);
			err_clear(&cx);
			continue;
		}
		if (strncmp(sql_text[i], "PRAGMA", 6) == 0 ||
		    db_plan(&cx, (enum sql)i, &plan) != ERR_OK) {
			err_clear(&cx);
			continue;
		}
		scan = scans(plan);
		tap_ok(scan == NULL || is_allowed((enum sql)i), "no full scan",
		    __FILE__, __LINE__);
		if (is_list(sql_name[i]))
			tap_ok(strstr(plan, "TEMP B-TREE FOR ORDER") == NULL,
			    sql_name[i], __FILE__, __LINE__);
		if (is_queue(sql_name[i]))
			tap_ok(strstr(plan, "ticket_due") != NULL, sql_name[i],
			    __FILE__, __LINE__);
		if (scan != NULL)
			printf("# %s: %s\n# %s\n", sql_name[i], scan, plan);
	}
	db_close(cx.db);
	arena_free(cx.mem);
	return tap_done();
}
