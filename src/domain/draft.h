/*
 * draft.h - what someone typed and has not sent.
 *
 * The script of a page saves one every few seconds; a form that came
 * after its session had ended is kept as one too, and shown again after
 * signing in.  A successful act removes the draft of its form.
 *
 * It is kept sealed by the vault: what was not sent is nobody's business.
 * What does not open, as after the loss of vault.key, is as good as none.
 */
#ifndef GUICHET_DOMAIN_DRAFT_H
#define GUICHET_DOMAIN_DRAFT_H

#include "base/ctx.h"

/* Bytes of one: the longest message that there can be, each character four
 * bytes and each byte three in escapes, and what the form has beside it. */
#define DRAFT_MAX  (192 * 1024)
#define DRAFTS_MAX 50 /* of one user; the oldest goes */

struct draft {
	int64_t id, saved_at;
	const char *form;   /* address that it posts to */
	const char *fields; /* urlencoded */
	const void *sealed; /* the same, as it is kept */
	size_t sealed_len;
};

struct draft_list {
	struct draft *item;
	size_t count;
};

/* Upsert by user and form; empty fields remove it. ERR_TOOBIG. */
enum err draft_put(
    struct ctx *, const char *form, const char *fields) MUST_CHECK;
/* The same for a known user who is not signed in any more. */
enum err draft_park(struct ctx *, int64_t user_id, const char *form,
    const char *fields) MUST_CHECK;
/* *out is NULL if there is none. */
enum err draft_get(
    struct ctx *, const char *form, const struct draft **out) MUST_CHECK;
enum err draft_list(struct ctx *, struct draft_list *) MUST_CHECK;
enum err draft_delete(struct ctx *, int64_t id) MUST_CHECK;

/* For catch_up(): some that older versions have left in the clear. */
enum err draft_seal_some(struct ctx *, size_t *n) MUST_CHECK;

#endif
