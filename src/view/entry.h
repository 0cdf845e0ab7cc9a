/*
 * entry.h - entries of the catalogue as templates read them.
 */
#ifndef GUICHET_VIEW_ENTRY_H
#define GUICHET_VIEW_ENTRY_H

#include "domain/entry.h"
#include "view/view.h"

/* Its name in the reader's language, and in the other one. */
const char *entry_name(struct ctx *, enum kind, const struct entry *);
const char *entry_other_name(struct ctx *, enum kind, const struct entry *);

/* A row: .id, .name, .other, .off where it is not offered. */
struct model *model_put_entry(
    struct ctx *, struct model *list, enum kind, const struct entry *);

/* A table of a kind: Head.N names of columns; Row.N as above, with C.M of
 * each of those columns: .h its name, .v words, or .w a key in Lang.ColumnWord.
 */
void model_put_entries(
    struct ctx *, struct model *, enum kind, const struct entries *);

/* A form of one entry. */
struct entry_form {
	enum kind kind;
	bool fresh; /* it is a new one */
	const char *typed[ENTRY_COLUMNS];
	const struct entry *now; /* as it is stored by now; shown where it
				    differs from what was typed.  NULL */
	const struct entry_wrong *wrong;     /* or NULL */
	const struct entries *of[KIND__MAX]; /* to choose from */
};
/*
 * Field.N: .name, .type (line, text, number, time, flag, one, of, id),
 * .v as typed, .e the complaint, .now what is stored by now, .need,
 * .zh in Chinese, .O.M what there is to choose from: .id, .name or .w a key
 * in Lang.ColumnWord, .on; and the complaints as rows of F.Errors.
 */
void model_put_entry_form(
    struct ctx *, struct model *page, const struct entry_form *);

#endif
