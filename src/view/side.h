/*
 * side.h - what is arranged on a ticket beside the conversation, as the
 * templates read it: labels, relations, contact, extra fields.
 */
#ifndef GUICHET_VIEW_SIDE_H
#define GUICHET_VIEW_SIDE_H

#include "base/param.h"
#include "domain/contact.h"
#include "domain/extra.h"
#include "domain/label.h"
#include "domain/relation.h"
#include "domain/ticket.h"
#include "view/view.h"

/* A label: .id, .name, .c the number of its colour. */
void model_put_label(struct model *row, const struct label *);
/* All of them, below m; nothing if there is none. */
#define model_put_labels(m, name, list)                                        \
	do {                                                                   \
		for (size_t i_ = 0; i_ < (list)->count; i_++)                  \
			model_put_label(model_row(model_at((m), name)),        \
			    &(list)->item[i_]);                                \
	} while (0)
/* The colours to choose from: .v hex, .c its number, .k its name, .on. */
void model_put_colors(struct model *list, const char *on);

/* A relation: .id as in addresses, .t title, .by, .s state, .open
 * if it may be opened. */
void model_put_relations(
    struct ctx *, struct model *list, const struct relation_list *);

/* When we may call: rows .v, .n. */
void model_put_times(struct model *list);

/*
 * Ext.N, as facts and as fields of a form.  typed: what the form came with
 * or NULL, where what the ticket has, or the value that each begins with,
 * stands.  said: what extra_read() said of it, of those
 * that are asked, or NULL.  Complaints go to the page's F.Errors, too.
 */
void model_put_extras(struct ctx *, struct model *page,
    const struct extra_list *, const struct param *typed, size_t n,
    const struct extra_value *said);

/* Secret.N: what is sealed of them, for the form that shows secrets: .v, and
 * .x the field's name.  For the agent who has the ticket. */
void model_put_sealed(struct ctx *, struct model *page, const struct ticket *,
    const struct extra_list *);

#endif
