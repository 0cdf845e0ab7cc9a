/*
 * canned.h - canned replies: texts that agents write again and again, with
 * variables for what differs from ticket to ticket.
 *
 * One belongs to an agent or to everybody.  It has a text in one language
 * or in both; the customer's language decides which is used.  A variable
 * that the ticket has nothing for stays in the text as it is written, and a
 * text in which one is left is not sent.
 */
#ifndef GUICHET_DOMAIN_CANNED_H
#define GUICHET_DOMAIN_CANNED_H

#include "domain/ticket.h"

struct canned {
	int64_t id;
	int64_t owner_id; /* 0: everybody's */
	const char *name;
	const char *content[LANG__MAX]; /* "" none */
	bool active;
	int64_t updated_at;
};
struct canned_list {
	struct canned *item;
	size_t count;
};

/* What the actor may use: his own first. */
enum err canned_pick(struct ctx *, struct canned_list *) MUST_CHECK;
/* One of these; ERR_NOTFOUND. */
enum err canned_use(struct ctx *, int64_t id, struct canned *) MUST_CHECK;

/* What he may change: shared, as an administrator, or his own. */
enum err canned_list(
    struct ctx *, bool shared, struct canned_list *) MUST_CHECK;
enum err canned_get(
    struct ctx *, bool shared, int64_t id, struct canned *) MUST_CHECK;
/*
 * in->id 0: a new one.  ERR_INVALID, say "name_invalid", "canned_empty",
 * "too_long", or "variable_unknown"; ERR_NOTFOUND.
 */
enum err canned_put(
    struct ctx *, bool shared, const struct canned *in, int64_t *id) MUST_CHECK;

/* The text for that language, or the other one if there is none; *lang is
 * then which. */
const char *canned_text(const struct canned *, enum lang *lang);
/* In which language the customer reads; if he never said, that of cx. */
enum lang canned_language(const struct ctx *, const struct ticket *);
/* The text with its variables filled in. */
const char *canned_fill(
    struct ctx *, const char *text, const struct ticket *, const char *agent);
/* The first variable that is left in a text, or NULL. */
const char *canned_left(const char *text);
/* All there are, for those who write such texts: "customer.name" … NULL. */
extern const char *const canned_variables[];

#endif
