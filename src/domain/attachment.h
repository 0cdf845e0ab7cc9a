/*
 * attachment.h - files: kept, judged, bound to a message, sent.
 *
 * A file is unbound from its upload until a ticket or message takes it;
 * until then only its owner knows it, and a sweep removes it after
 * uploads.unbound_lifetime.
 */
#ifndef GUICHET_DOMAIN_ATTACHMENT_H
#define GUICHET_DOMAIN_ATTACHMENT_H

#include "base/ctx.h"
#include "domain/upload.h"

#define ATTACHMENT_ID_LEN 32 /* hex digits */

/* What the virus scanner says; the numbers are those of the database. */
enum scan { SCAN_PENDING, SCAN_CLEAN, SCAN_INFECTED, SCAN_UNSCANNED };

struct attachment {
	const char *id;
	const char *name;
	const char *type; /* "png": of base/filetype.h */
	const char *mime; /* that it is served with */
	const char *sha256;
	int64_t size; /* bytes */
	int64_t created_at;
	int64_t ticket_id;      /* 0: unbound */
	bool picture;           /* may be shown inline */
	int64_t message_number; /* 0: of a note, or unbound */
	int64_t note_number;
	enum scan scan;  /* see domain/scan.h for what follows of it */
	const char *key; /* that it came with, to be kept; or NULL */
};

struct files {
	struct attachment *item;
	size_t count;
};

/* Fill in mime and picture from the type. */
void attachment_describe(struct attachment *);

/* What became of an uploaded file. */
struct kept {
	const struct upload *upload;
	struct attachment file; /* if say is NULL */
	const char *say;        /* key under Lang.Say: why it was refused */
	int64_t say_n;
};

/*
 * Why a file of that name and size cannot be kept, whatever it holds: a key
 * under Lang.Say, or NULL; then f->name is its name as we keep it.  `most` is
 * the largest size.
 */
const char *attachment_refused(struct ctx *, const struct upload *,
    int64_t most, struct attachment *f, int64_t *say_n);
/* Does the day's volume, of the actor and of his account, leave room for
 * `size` bytes more?  If not *say is why.  In a transaction. */
enum err attachment_volume(
    struct ctx *, int64_t size, const char **say, int64_t *say_n) MUST_CHECK;

/* What the actor's account and he have uploaded today (UTC), and what is under
 * way, in bytes. */
enum err attachment_used(
    struct ctx *, int64_t *account, int64_t *own) MUST_CHECK;

/*
 * Judge uploaded files and keep the good ones, unbound, in a transaction
 * of their own; `already` files of the same form count against the limit
 * of uploads.max_count.  *out has one row a file.  Refused files are not
 * errors: they are said in *out.  ERR_BUSY where the disk has no room for
 * them.  (A form that is sent twice is found by
 * act_replayed() before this.)
 *
 * Whatever way a file came, this is where it is kept: of a form, alone with
 * a key (then the actor's file of that key is the answer, ERR_CONFLICT, say
 * "key_reused", if it is another), or in chunks (its volume was granted at
 * its opening; ERR_NOTFOUND if it was given up meanwhile).
 */
enum err attachment_keep(struct ctx *, const struct upload *, size_t n,
    size_t already, struct kept **out) MUST_CHECK;

/* An attachment that the actor may see: of a ticket he sees (of a note:
 * staff only), or unbound and his own; and that may be sent (scan_gate()). */
enum err attachment_get(
    struct ctx *, const char *id, struct attachment *) MUST_CHECK;
/*
 * The files of a ticket that the actor may see, those of notes first, then in
 * the order of the conversation: those that `ids` names, or all if n is 0.
 * ERR_NOTFOUND if he does not see the ticket, or one of them is not among its
 * files.
 *
 * Whatever sends more than one file asks here which, and asks attachment_get()
 * again before the bytes of each: what may not be sent is refused there, for
 * all of them.
 */
enum err attachment_list(struct ctx *, int64_t ticket, const char *const *ids,
    size_t n, struct files *) MUST_CHECK;
/* Its bytes, to be read; closed at the reset of cx->mem. */
enum err attachment_open(
    struct ctx *, const struct attachment *, int *fd) MUST_CHECK;
/* Before its bytes are sent: ERR_FAULT (say "file_damaged") if the disk is
 * known to have changed or lost them. */
enum err attachment_whole(struct ctx *, const struct attachment *) MUST_CHECK;
/* Those of his own unbound files that `ids` names, in that order; ids
 * that name none are left out. */
enum err attachment_unbound(struct ctx *, const char *const *ids, size_t n,
    struct attachment **out, size_t *count) MUST_CHECK;
/* Remove one's own unbound file.  ERR_DENIED (say "file_bound"). */
enum err attachment_delete(struct ctx *, const char *id) MUST_CHECK;

#endif
