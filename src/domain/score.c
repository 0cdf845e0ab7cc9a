#include "domain/score.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/utf8.h"
#include "domain/ticket.h"
#include "store/store.h"

/* Is value one of the dimension's steps, and named once? */
static bool
good_value(const struct score_input *in, size_t i, const struct choices *dims)
{
	const struct score_value *v = &in->value[i];

	for (size_t j = 0; j < i; j++)
		if (in->value[j].dimension_id == v->dimension_id)
			return false;
	for (size_t d = 0; d < dims->count; d++) {
		const struct choice *c = &dims->item[d];
		char id[24];

		snprintf(id, sizeof(id), "%" PRId64, v->dimension_id);
		if (strcmp(id, c->id) == 0)
			return v->value >= 1 && v->value <= c->value &&
			    v->value % c->per_value == 0;
	}
	return false;
}

enum err
score_check(struct ctx *cx, const struct score_input *in)
{
	struct choices dims;
	enum err rc;

	if (utf8_count(in->judgement) > TICKET_DESC_MAX) {
		cx->say_n = TICKET_DESC_MAX;
		return err_say(cx, ERR_INVALID, "too_long",
		    "a judgement that is too long");
	}
	if (in->nvalue == 0)
		return err_say(
		    cx, ERR_INVALID, "score_value", "a score without a value");
	rc = store_dimensions(cx, &dims);
	for (size_t i = 0; rc == ERR_OK && i < in->nvalue; i++)
		if (!good_value(in, i, &dims))
			rc = err_say(cx, ERR_INVALID, "score_value",
			    "dimension %" PRId64 " has no value %" PRId64,
			    in->value[i].dimension_id, in->value[i].value);
	return rc;
}

enum err
score_get(struct ctx *cx, int64_t ticket, struct score *out)
{
	return store_score_get(cx, is_staff(cx), ticket, out);
}

int64_t
score_until(const struct ctx *cx, const struct ticket *t, const struct score *s)
{
	return (s->given ? s->created_at : t->closed_at) +
	    cx->conf->tickets_score_window;
}

enum err
score_last(struct ctx *cx, int64_t customer,
    struct score_last out[SCORE_LAST_MAX], size_t *n)
{
	return store_score_last(cx, customer, out, SCORE_LAST_MAX, n);
}
