/*
 * contact.h - how the customer of a ticket wants to be reached, beside the
 * ticket itself.
 */
#ifndef GUICHET_DOMAIN_CONTACT_H
#define GUICHET_DOMAIN_CONTACT_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

#define CONTACT_TIMES 4
/* When we may call, beside "0", at any time. */
extern const char *const contact_times[CONTACT_TIMES];

/* None is NULL; "" is not given. */
struct contact {
	const char *mail, *cc, *area, *mobile, *time;
};

/* What a column has of it: sealed bytes, NULL where there is nothing. */
struct sealed {
	const void *bytes;
	size_t len;
};

/*
 * E-mail, mobile and copies are stored sealed, all in one, bound to the
 * ticket; *c is as contact_open() found it, "" for what is not given.  What
 * does not open (another vault.key) is as if it were not given: a line of the
 * log says so.
 */
enum err contact_seal(struct ctx *, int64_t ticket, const struct contact *c,
    struct sealed *) MUST_CHECK;
void contact_open(
    struct ctx *, int64_t ticket, const struct sealed *, struct contact *c);
/* Of catch_up(): seal what an older version has left in the clear, or drop it
 * where the ticket is over. */
enum err contact_seal_some(struct ctx *, size_t *n) MUST_CHECK;

/* The names of these on the wire. */
#define CONTACT_MAIL   "remind_mail"
#define CONTACT_CC     "cc_email"
#define CONTACT_AREA   "area_code"
#define CONTACT_MOBILE "remind_mobile"
#define CONTACT_TIME   "remind_time"

struct contact_wrong {
	const char *field; /* as above */
	const char *say;   /* key under Lang.Say */
	int64_t n;
};
#define CONTACT_WRONGS 5

/* What is wrong with it, at most one complaint a field; how many. */
size_t contact_check(struct ctx *, const struct contact *,
    struct contact_wrong out[CONTACT_WRONGS]);

/*
 * Change that of a ticket that is not ended; with nothing given it is
 * removed.  ERR_INVALID with the first complaint; ERR_CONFLICT
 * "state_changed" if the ticket is not at `revision` any more, "wrong_state"
 * once it has ended.
 */
enum err contact_change(struct ctx *, int64_t ticket, int64_t revision,
    const struct contact *) MUST_CHECK;

#endif
