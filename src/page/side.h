/*
 * side.h - what a ticket's page shows beside the conversation, and the forms
 * that arrange it.
 */
#ifndef GUICHET_PAGE_SIDE_H
#define GUICHET_PAGE_SIDE_H

#include "domain/contact.h"
#include "domain/extra.h"
#include "page/show.h"

/* A form that comes back with what was typed. */
struct side_back {
	const char *fold; /* labels, relations, contact or extends */
	const struct form *form;
	const struct extra_value *said; /* of the fields that are asked, or
					   NULL: nothing is wrong with them */
};

/* Labels, relations, contact and extra fields of a ticket, and their forms
 * as far as the actor may use them.  back may be NULL.  Within a snapshot. */
enum err side_read(struct ctx *, const struct req *, struct resp *,
    const struct ticket *, const struct side_back *back) MUST_CHECK;

/* Complain at the fields of a contact that are wrong. */
void side_check_contact(struct ctx *, struct form *, const struct contact *);

#endif
