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

/* A number, a size or a duration (the key's type) as it is written, such as
 * "10M" or "8h", and back. */
bool conf_measure(enum conf_type, const char *text, int64_t *out);
const char *conf_measured(enum conf_type, int64_t, struct arena *);

/* The address of a member, for the type that the key says. */
int *conf_int_at(const struct conf *, const struct conf_key *);
int64_t *conf_long_at(const struct conf *, const struct conf_key *);

#endif
