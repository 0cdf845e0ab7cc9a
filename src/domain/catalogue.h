/*
 * catalogue.h - what a new ticket chooses from, in the actor's language.
 */
#ifndef GUICHET_DOMAIN_CATALOGUE_H
#define GUICHET_DOMAIN_CATALOGUE_H

#include "base/ctx.h"

/* One thing to choose; strings are in cx->mem, never NULL. */
struct choice {
	const char *id, *name, *desc;
	/* product: name of its sub-type; place: of its product */
	const char *group;
	int case_type;                      /* problem type: 0 or 5 */
	int64_t first_response, resolution; /* severity: seconds */
	bool around_the_clock;    /* severity: else in working hours */
	int64_t value, per_value; /* dimension */
	bool used;                /* region */
};

struct choices {
	struct choice *item;
	size_t count;
};

enum err catalogue_products(struct ctx *, struct choices *) MUST_CHECK;
enum err catalogue_problem_types(
    struct ctx *, const char *product_id, struct choices *) MUST_CHECK;
/* Every problem type of every product, and the one of that id though it can
 * be chosen no more: where a ticket can go. */
enum err catalogue_places(
    struct ctx *, const char *present, struct choices *) MUST_CHECK;
enum err catalogue_severities(struct ctx *, struct choices *) MUST_CHECK;
/* used: the tickets of the actor's account named it. */
enum err catalogue_regions(struct ctx *, struct choices *) MUST_CHECK;
enum err catalogue_dimensions(struct ctx *, struct choices *) MUST_CHECK;
/* "" if the problem type has none. */
enum err catalogue_template(
    struct ctx *, const char *problem_type_id, const char **content) MUST_CHECK;

/* The agreement that the actor has to accept before he opens a ticket;
 * id 0 if he has accepted the newest one, or there is none. */
struct agreement {
	int64_t id, version;
	const char *name, *content;
};
enum err agreement_due(struct ctx *, struct agreement *) MUST_CHECK;
/* The newest one, accepted or not; id 0 if there is none. */
enum err agreement_latest(struct ctx *, struct agreement *) MUST_CHECK;

#endif
