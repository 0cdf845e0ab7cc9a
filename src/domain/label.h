/*
 * label.h - the labels of an account, and which of them a ticket wears.
 *
 * The set is the account's: any of its users makes, changes and deletes
 * them.  Who may act on a ticket puts them on and takes them off.  The
 * staff see them.
 */
#ifndef GUICHET_DOMAIN_LABEL_H
#define GUICHET_DOMAIN_LABEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

#define LABELS_MAX        30 /* of an account */
#define TICKET_LABELS_MAX 5  /* on a ticket, and in one filter */
#define LABEL_NAME_MAX    64 /* characters */

/* Colours in which white text can be read, on pages of any theme. */
#define LABEL_COLORS 10
struct label_color {
	const char *hex, *key; /* "#RRGGBB"; its name under Lang.Color */
};
extern const struct label_color label_colors[LABEL_COLORS];
/* Which of them it is; -1 if it is none. */
int label_color_find(const char *hex);

struct label {
	int64_t id;
	int64_t ticket; /* of label_of_rows() */
	const char *name, *color;
};

struct label_list {
	struct label *item;
	size_t count;
};

/* Those of the actor's account, by name. */
enum err label_list(struct ctx *, struct label_list *) MUST_CHECK;
/* For the staff: those of an account, or of the account of a label, that
 * stand on tickets which the actor reads. */
enum err label_list_of(struct ctx *, int64_t account, int64_t label,
    struct label_list *) MUST_CHECK;
/*
 * ERR_INVALID: "label_name", "label_color", "label_taken" (another one has
 * that name, however it is written).  ERR_CONFLICT: "labels_full".
 */
enum err label_create(
    struct ctx *, const char *name, const char *color, int64_t *id) MUST_CHECK;
/* ERR_NOTFOUND: no label of the account's. */
enum err label_change(
    struct ctx *, int64_t id, const char *name, const char *color) MUST_CHECK;
/* It goes from all tickets, too. */
enum err label_delete(struct ctx *, int64_t id) MUST_CHECK;

/* What a ticket wears that the actor may see. */
enum err label_of_ticket(
    struct ctx *, int64_t ticket, struct label_list *) MUST_CHECK;
/* The same of n tickets at once, each with its ticket. */
enum err label_of_rows(struct ctx *, const int64_t *ticket, size_t n,
    struct label_list *) MUST_CHECK;

/*
 * Put these on a ticket, or take them off; what is so already stays so.
 * ERR_INVALID "label_unknown"; ERR_CONFLICT "labels_many" if it would wear
 * more than TICKET_LABELS_MAX.
 */
enum err label_link(
    struct ctx *, int64_t ticket, const int64_t *id, size_t n) MUST_CHECK;
enum err label_unlink(
    struct ctx *, int64_t ticket, const int64_t *id, size_t n) MUST_CHECK;

#endif
