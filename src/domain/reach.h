/*
 * reach.h - how a user can be reached: as his profile says, which needs no
 * verification, and as his tickets do.  Nothing can be verified as long as
 * no mail is sent.
 */
#ifndef GUICHET_DOMAIN_REACH_H
#define GUICHET_DOMAIN_REACH_H

#include "base/ctx.h"
#include "domain/contact.h"

/* As the API has it. */
enum reach_way { REACH_SMS = 0, REACH_MAIL = 1 };

struct reach {
	enum reach_way way;
	const char *value, *area_code;
	int64_t tickets; /* that name it; 0: it is of the profile */
	int64_t last_at; /* the newest of these */
};

struct reach_list {
	struct reach *item;
	size_t count;
};

/* The actor's own: those of the profile, then those of his tickets that are
 * not of the profile, newest first. */
enum err reach_list(struct ctx *, struct reach_list *) MUST_CHECK;

/*
 * E-mail and mobile of a user are stored sealed, both in one, bound to him.
 * What does not open is "", and a line of the log says so.  The mark of an
 * e-mail, a keyed hash of 32 bytes, finds whole addresses, in any case.
 */
enum err reach_seal(struct ctx *, int64_t user, const char *email,
    const char *mobile, struct sealed *) MUST_CHECK;
void reach_open(struct ctx *, int64_t user, const struct sealed *,
    const char **email, const char **mobile);
void reach_mark(struct ctx *, const char *email, unsigned char out[32]);
/* Of catch_up(): seal what an older version has left in the clear. */
enum err reach_seal_some(struct ctx *, size_t *n) MUST_CHECK;

#endif
