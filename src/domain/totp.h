/*
 * totp.h - the second factor: a code from an app, or one of ten codes that
 * were written down.
 *
 * A secret counts once a code of it was given.  Of a code the step is kept,
 * so that it does once and no earlier one does any more; the clock may be
 * one step off.  The secret is sealed in the database, the codes to recover
 * are hashed there.
 */
#ifndef GUICHET_DOMAIN_TOTP_H
#define GUICHET_DOMAIN_TOTP_H

#include "base/ctx.h"

#define RECOVERY_CODES 10
#define RECOVERY_LEN   19 /* characters: four groups of four */

struct totp {
	bool on;            /* it counts */
	bool must;          /* the settings want it of this actor */
	int64_t since;      /* when it was switched on */
	int64_t left;       /* codes to recover that were not used */
	const char *secret; /* base32, of one that waits to be confirmed, if
			       the actor gave his password; else NULL */
	const char *uri;    /* otpauth, likewise */
};

struct recovery {
	char code[RECOVERY_CODES][RECOVERY_LEN + 1];
	bool known; /* false: this form was sent before, too long ago for
		       its codes to be shown once more */
};

/* Do the settings want it of that role? */
bool totp_must(const struct ctx *, enum role);
/* The actor's own. */
enum err totp_get(struct ctx *, struct totp *) MUST_CHECK;
/* A fresh secret, which does not count yet.  ERR_CONFLICT (say "totp_on") if
 * there is one that does.  ERR_PROOF, as for the next but one and two. */
enum err totp_begin(struct ctx *) MUST_CHECK;
/* It counts from now on; all other sessions end.  ERR_INVALID (say
 * "totp_wrong"), ERR_CONFLICT (say "totp_on", "totp_none"). */
enum err totp_confirm(struct ctx *, const char *code, int64_t keep_session,
    struct recovery *) MUST_CHECK;
/* Ten new codes; the old ones are void. */
enum err totp_recovery(struct ctx *, struct recovery *) MUST_CHECK;
/* ERR_DENIED (say "totp_must") if the settings want it.  All other sessions
 * end; a password that is too short without it has to be changed. */
enum err totp_off(struct ctx *, int64_t keep_session) MUST_CHECK;

/* Of any user, for signing in. */
enum err totp_is_on(struct ctx *, int64_t user, bool *on) MUST_CHECK;
enum totp_how { TOTP_WRONG, TOTP_CODE, TOTP_RECOVERY };
/* Use a code up, inside a transaction.  Spaces and dashes do not count. */
enum err totp_use(
    struct ctx *, int64_t user, const char *code, enum totp_how *) MUST_CHECK;

/* Somebody has lost all of it: whoever manages him (people.h) takes it away,
 * not himself.  His sessions end.  ERR_NOTFOUND if he has none; ERR_PROOF, as
 * proof_check(). */
enum err totp_reset(struct ctx *, int64_t id) MUST_CHECK;

#endif
