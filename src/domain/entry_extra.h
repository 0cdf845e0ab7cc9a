/*
 * entry_extra.h - extra fields as entries of the catalogue: what of them no
 * column alone can tell.
 */
#ifndef GUICHET_DOMAIN_ENTRY_EXTRA_H
#define GUICHET_DOMAIN_ENTRY_EXTRA_H

#include "domain/entry.h"
#include "domain/extra.h"

/*
 * What a field offers, a line each: "value | English name | Chinese name".
 * False if a line is none of that kind; empty lines are none.
 */
bool entry_items_read(
    struct ctx *, const char *text, struct extra_new_item **, size_t *n);

/*
 * Behind entry_check(), which found each column right: is it a field that can
 * be filled in, and of its problem type the only one of its key?  The key of
 * one that is there already (`now`, or NULL) stays: with it goes whether the
 * field is sensitive.  Complaints are noted in *wrong.
 */
enum err entry_extra_check(struct ctx *, const struct entry *,
    const struct entry *now, struct entry_wrong *wrong) MUST_CHECK;

#endif
