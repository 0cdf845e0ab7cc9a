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
#include "domain/table.h"

#define ENTRY_TABLE_ROWS_MAX 2000

/* The names of the columns, in the order in which they are written; NULL
 * behind the last. */
extern const char *const entry_table_column[];

/* What would it do?  Nothing is written. */
enum err entry_table_read(
    struct ctx *, const char *text, struct table *) MUST_CHECK;
/* Do all of it, as table_check() lets it, say "table_changed"; *out is what
 * it would do now. */
enum err entry_table_apply(struct ctx *, const char *text, const char *stamp,
    struct table *out) MUST_CHECK;
/* The whole catalogue. */
enum err entry_table_write(struct ctx *, struct buf *) MUST_CHECK;

#endif
