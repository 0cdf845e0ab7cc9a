/*
 * table.h - things of ours as a CSV table that came in: what it would do, row
 * by row.
 *
 * What each cell means, and doing it, is the matter of the noun; see roster.h
 * and entry_table.h.
 */
#ifndef GUICHET_DOMAIN_TABLE_H
#define GUICHET_DOMAIN_TABLE_H

#include "base/csv.h"
#include "base/ctx.h"

#define TABLE_MAX ((size_t)160 * 1024) /* bytes */

enum fate { FATE_NEW, FATE_CHANGED, FATE_SAME, FATE_WRONG, FATE__MAX };

struct table_change {
	const char *column;
	const char *from, *to; /* as they are typed; "" is empty */
};

struct table_row {
	int64_t line;
	enum fate fate;
	/* As they stand there; "" where there is none: the kind, where a table
	 * has several, and the name or id. */
	const char *kind, *id;
	/* WRONG: what, key under Lang.Say with its numbers, and in which
	 * column, "" in none. */
	const char *say, *column;
	int64_t say_n, min, max;
	/* NEW: all that is not empty; CHANGED: what differs. */
	struct table_change *change;
	size_t nchange;
};

struct table {
	struct table_row *row;
	size_t count, cap;
	int64_t n[FATE__MAX]; /* of each fate */
	const char *stamp;    /* of all that it says */
};

/* One more, SAME, of a reader's last row. */
struct table_row *table_add(struct arena *, struct table *, const struct csv *);
/* The first complaint of a row stands. */
void table_complain(
    struct table_row *, const char *column, const char *say, int64_t n);
/*
 * Read the first row: at[] is which cell each of the columns is, whose names
 * end with NULL, or -1.  False: the table has a row that says what is wrong.
 */
bool table_head(struct arena *, struct table *, struct csv *,
    const char *const *column, int *at);
/* With all rows there: n and stamp. */
void table_sum_up(struct ctx *, struct table *);

/*
 * Within the act: may it be done?  ERR_INVALID, say "table_wrong", while a
 * row is wrong; ERR_CONFLICT, with that say, if it would do something else
 * than when the stamp was made.
 */
enum err table_check(struct ctx *, const struct table *, const char *stamp,
    const char *say) MUST_CHECK;

#endif
