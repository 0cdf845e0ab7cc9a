/*
 * conf_value.h - the text of one setting and its typed value: between
 * conf.c, which reads and prints files, and the table.
 */
#ifndef GUICHET_BASE_CONF_VALUE_H
#define GUICHET_BASE_CONF_VALUE_H

#include "base/conf.h"

/*
 * Read `text` as the key wants it and set the member.  Returns NULL, or
 * the reason why not; then the member keeps its value.  A relative path
 * begins at `base`, "" being where it is.
 */
const char *conf_value_set(struct conf *, const struct conf_key *,
    const char *text, const char *base) MUST_CHECK;

/* Add words to a list.  Returns NULL, or the reason why not. */
const char *conf_value_add(
    struct conf *, const struct conf_key *, const char *text) MUST_CHECK;

/* The address of a member, for the type that the key says. */
int *conf_int_at(const struct conf *, const struct conf_key *);
int64_t *conf_long_at(const struct conf *, const struct conf_key *);

#endif
