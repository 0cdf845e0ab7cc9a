/*
 * entry.h - the entries of the catalogue, as an administrator edits them.
 *
 * What a new ticket chooses from is of few kinds that are much alike: each
 * has an id, names in both languages, a place in its list, and is offered or
 * not.  One table (entry.c) says of every kind what columns it has; the
 * statements, the forms, the lists and the CSV file follow it.  To add a
 * kind or a column, add it there, its columns to store/sql.inc, and the
 * words for it below Lang.Kind, Lang.Column and Lang.ColumnWord.
 *
 * Nothing is ever deleted: what is not active is not offered any more, and
 * tickets that have it keep it.
 */
#ifndef GUICHET_DOMAIN_ENTRY_H
#define GUICHET_DOMAIN_ENTRY_H

#include "base/ctx.h"

enum kind {
	KIND_SUB_TYPE,
	KIND_PRODUCT,
	KIND_PROBLEM_TYPE,
	KIND_TEMPLATE,
	KIND_SEVERITY,
	KIND_REGION,
	KIND_DIMENSION,
	KIND_EXTRA, /* field of a problem type: domain/extra.h */
	KIND__MAX
};

enum column_type {
	COLUMN_ID,       /* letters, digits, _ and -; given if it is empty */
	COLUMN_NUMBERED, /* an id that is a number */
	COLUMN_OF,       /* the id of an entry of another kind */
	COLUMN_LINE,     /* one line of text */
	COLUMN_TEXT,     /* several */
	COLUMN_NUMBER,
	COLUMN_TIME,   /* seconds; typed as "15m", "8h", "5d" */
	COLUMN_ONE_OF, /* one of the words */
	COLUMN_ITEMS,  /* what a field offers: rows of their own */
	COLUMN_FLAG,   /* typed as something or nothing; stored as 1 or 0 */
};

struct column {
	const char *name; /* of the column, and of the field of forms */
	enum column_type type;
	int64_t min, max;  /* characters, or the number itself */
	enum kind of;      /* COLUMN_OF: which */
	const char *words; /* COLUMN_ONE_OF: between blanks */
};

#define ENTRY_COLUMNS 20 /* at most; the first is the id */

struct entry_kind {
	const char *name;  /* "problem_type": of the table, and of the kind */
	const char *event; /* "ProblemType": in createProblemType */
	const struct column *column;
	size_t columns;
	size_t least, most; /* how many must, and can, be active */
};
extern const struct entry_kind entry_kinds[KIND__MAX];
/* The kind of that name; KIND__MAX if there is none. */
enum kind entry_kind_find(const char *name);
/* The place of that column in its kind, or -1. */
int entry_column(enum kind, const char *name);

/* Values as they are stored, in the order of the columns; strings are in
 * cx->mem, and none that was read is NULL. */
struct entry {
	const char *value[ENTRY_COLUMNS];
};
#define ENTRY_ID(e) ((e)->value[0])

struct entries {
	struct entry *item;
	size_t count;
};

/* A complaint a column: key under Lang.Say, or NULL, and its numbers. */
struct entry_wrong {
	const char *say[ENTRY_COLUMNS];
	int64_t n[ENTRY_COLUMNS]; /* of "too_long" what it has */
	bool any;
};

/* All of a kind, active or not, in their order; nothing for who is no
 * administrator. */
enum err entry_list(struct ctx *, enum kind, struct entries *) MUST_CHECK;
/* ERR_NOTFOUND, likewise. */
enum err entry_get(
    struct ctx *, enum kind, const char *id, struct entry *) MUST_CHECK;
const struct entry *entry_find(const struct entries *, const char *id);

/* What is typed for a stored value, and back: *out is left alone if it is
 * wrong, and the complaint is noted. */
const char *entry_typed(
    struct ctx *, const struct column *, const char *stored);
/* A new one as its form begins: offered, behind all others. */
enum err entry_blank(struct ctx *, enum kind, struct entry *) MUST_CHECK;

/*
 * An entry as it was shown: two that are alike have the same mark, so that
 * a form can tell whether somebody else has changed the entry meanwhile.
 */
const char *entry_mark(struct ctx *, enum kind, const struct entry *);

/*
 * Add an entry.  `typed` is what a person typed for each column; "" as id
 * lets us give one.  ERR_INVALID with complaints at the columns in *wrong,
 * or without any for the whole.  *id is the one that it has got.
 */
enum err entry_add(struct ctx *, enum kind, const char *const typed[],
    struct entry_wrong *, const char **id) MUST_CHECK;
/*
 * Change one.  `mark` is that of the entry that was shown; if it is another
 * one now, ERR_CONFLICT, say "entry_changed".
 */
enum err entry_set(struct ctx *, enum kind, const char *id, const char *mark,
    const char *const typed[], struct entry_wrong *) MUST_CHECK;

/*
 * The parts of the two above, for who changes many in one act: within its
 * transaction.  entry_check() reads what was typed, with the id of what
 * there is already in `now` (NULL: a new one); entry_write() writes it, if
 * it differs, with its audit row.
 */
enum err entry_check(struct ctx *, enum kind, const char *const typed[],
    const struct entry *now, struct entry *, struct entry_wrong *) MUST_CHECK;
enum err entry_write(struct ctx *, enum kind, const struct entry *now,
    const struct entry *) MUST_CHECK;
/* Would too few or too many be active?  ERR_INVALID, say "active_few" or
 * "active_many". */
enum err entry_count_check(struct ctx *, enum kind) MUST_CHECK;

#endif
