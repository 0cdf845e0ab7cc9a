/*
 * entry_table.h - the catalogue as a table, for spreadsheets: out, and in
 * again.
 *
 * A row an entry: its kind, its id, and the columns of all kinds, of which it
 * fills those of its own.  A table that comes in adds and changes entries; it
 * takes none away.  Columns that it lacks stay as they are.  What it would do
 * is found by doing it, in a transaction that is rolled back, so that rows may
 * name entries that rows before them add.  For administrators.
 */
#ifndef GUICHET_DOMAIN_ENTRY_TABLE_H
#define GUICHET_DOMAIN_ENTRY_TABLE_H

#include "base/buf.h"
#include "domain/entry.h"

enum entry_fate { ENTRY_NEW, ENTRY_CHANGED, ENTRY_SAME, ENTRY_WRONG };

struct entry_change {
	const char *column;
	const char *from, *to; /* as they are typed; "" is empty */
};

struct entry_row {
	int64_t line;
	enum entry_fate fate;
	const char *kind, *id; /* as they stand there */
	/* WRONG: what, key under Lang.Say with its number, and in which column
	 * ("" in none), of which kind (KIND__MAX: of none). */
	const char *say, *column;
	int64_t say_n;
	enum kind of;
	/* NEW: all that is not empty; CHANGED: what differs. */
	struct entry_change *change;
	size_t nchange;
};

struct entry_table {
	struct entry_row *row;
	size_t count;
	int64_t n[ENTRY_WRONG + 1]; /* of each fate */
	const char *stamp;          /* of all that it says */
};

#define ENTRY_TABLE_MAX      ((size_t)160 * 1024) /* bytes */
#define ENTRY_TABLE_ROWS_MAX 2000

/* The names of the columns, in the order in which they are written. */
const char *entry_table_column(size_t i); /* NULL behind the last */

/* What would it do?  Nothing is written. */
enum err entry_table_read(
    struct ctx *, const char *text, struct entry_table *) MUST_CHECK;
/*
 * Do all of it, if it is what the stamp was made of: else ERR_CONFLICT, say
 * "table_changed", and *out is what it would do now.  ERR_INVALID, say
 * "roster_wrong", while a row is wrong.
 */
enum err entry_table_apply(struct ctx *, const char *text, const char *stamp,
    struct entry_table *out) MUST_CHECK;
/* The whole catalogue. */
enum err entry_table_write(struct ctx *, struct buf *) MUST_CHECK;

#endif
