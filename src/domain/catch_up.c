#include "domain/catch_up.h"

#include "domain/clock.h"
#include "domain/contact.h"
#include "domain/draft.h"
#include "domain/first.h"
#include "domain/reach.h"
#include "domain/search.h"

/* Some in memory of their own: there may be a million. */
static enum err
some(struct ctx *cx, enum err (*fn)(struct ctx *, size_t *n), size_t *n)
{
	struct arena *keep = cx->mem;
	enum err rc;

	*n = 0;
	cx->mem = arena_new();
	rc = fn(cx, n);
	if (cx->why != NULL)
		cx->why = arena_strdup(keep, cx->why);
	arena_free(cx->mem);
	cx->mem = keep;
	return rc;
}

enum err
catch_up(struct ctx *cx)
{
	static enum err (*const fn[])(struct ctx *, size_t *) = {
		contact_seal_some,
		reach_seal_some,
		draft_seal_some,
		clock_update_some,
		search_fill_some,
	};
	enum err rc;

	rc = first_settings(cx);
	if (rc == ERR_OK)
		rc = first_access_agreement(cx);
	for (size_t i = 0; rc == ERR_OK && i < NELEM(fn); i++) {
		size_t n = CATCH_UP_MAX;

		while (rc == ERR_OK && n == CATCH_UP_MAX)
			rc = some(cx, fn[i], &n);
	}
	return rc;
}
