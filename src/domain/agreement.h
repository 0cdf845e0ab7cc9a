/*
 * agreement.h - the agreements as an administrator publishes them.
 *
 * A published version never changes: people have accepted it as it is.  A new
 * version asks everyone again.  What a person has to accept is in
 * catalogue.h and authorization.h.
 */
#ifndef GUICHET_DOMAIN_AGREEMENT_H
#define GUICHET_DOMAIN_AGREEMENT_H

#include "base/ctx.h"

#define AGREEMENT_NAME_MAX 64    /* code points */
#define AGREEMENT_TEXT_MAX 20000 /* likewise */

/* agreement_type of the wire and of the database. */
enum agreement_type {
	AGREEMENT_TICKET = 0, /* before one opens a ticket */
	AGREEMENT_ISV = 1,    /* the same, for vendors of software */
	AGREEMENT_ACCESS = 2, /* before one grants access */
	AGREEMENT__MAX
};

/* One version, in both languages; strings are in cx->mem, never NULL. */
struct agreement_version {
	int64_t id, version, published_at;
	enum agreement_type type;
	int64_t accepted; /* by how many people */
	bool latest;      /* of its type: the one that is asked for */
	const char *name_en, *name_zh, *content_en, *content_zh;
};

struct agreement_versions {
	struct agreement_version *item;
	size_t count;
};

/* All of them for an administrator, by type, the newest first, without
 * their contents; nothing for anybody else. */
enum err agreement_list(struct ctx *, struct agreement_versions *) MUST_CHECK;
/* ERR_NOTFOUND, likewise. */
enum err agreement_get(
    struct ctx *, int64_t id, struct agreement_version *) MUST_CHECK;
/* The newest of that type; id 0 if there is none. */
enum err agreement_newest(
    struct ctx *, enum agreement_type, struct agreement_version *) MUST_CHECK;

/*
 * Publish the next version of in->type.  `after` is the version that it was
 * written after, 0 for none: if there is a newer one by now, ERR_CONFLICT,
 * say "agreement_newer".
 */
enum err agreement_publish(struct ctx *, const struct agreement_version *in,
    int64_t after, int64_t *id) MUST_CHECK;

#endif
