/*
 * score.h - what the customer thinks of the result.
 */
#ifndef GUICHET_DOMAIN_SCORE_H
#define GUICHET_DOMAIN_SCORE_H

#include "base/ctx.h"

struct ticket;

struct score_value {
	int64_t dimension_id, value;
	const char *name; /* when read: of the dimension */
	int64_t max;      /* likewise: its highest value */
};

struct score_input {
	const struct score_value *value;
	size_t nvalue;
	const char *judgement; /* "" none */
};

struct score {
	bool given;
	int64_t created_at;
	const char *judgement;
	const struct score_value *value;
	size_t nvalue;
};

/* Each value names a dimension, once, and is one of its steps; at least
 * one value.  ERR_INVALID, say "score_value". */
enum err score_check(struct ctx *, const struct score_input *) MUST_CHECK;
enum err score_get(struct ctx *, int64_t ticket, struct score *) MUST_CHECK;

/* For the staff: what a customer thought of his last tickets. */
struct score_last {
	int64_t ticket, at, sum, max; /* of all dimensions */
	const char *title, *judgement;
};
#define SCORE_LAST_MAX 3
enum err score_last(struct ctx *, int64_t customer,
    struct score_last out[SCORE_LAST_MAX], size_t *n) MUST_CHECK;

/* Until when a closed ticket can be scored, or its score changed. */
int64_t score_until(
    const struct ctx *, const struct ticket *, const struct score *);

#endif
