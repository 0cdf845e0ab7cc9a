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

struct attachment {
	const char *id;
	const char *name;
	const char *type; /* "png": of base/filetype.h */
	const char *mime; /* that it is served with */
	const char *sha256;
	int64_t size;           /* bytes */
	bool picture;           /* may be shown inline */
	int64_t message_number; /* 0: of a note, or unbound */
	int64_t note_number;
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
 * Judge uploaded files and keep the good ones, unbound, in a transaction
 * of their own; `already` files of the same form count against the limit
 * of uploads.max_count.  *out has one row a file.  Refused files are not
 * errors: they are said in *out.  (A form that is sent twice is found by
 * act_replayed() before this.)
 */
enum err attachment_keep(struct ctx *, const struct upload *, size_t n,
    size_t already, struct kept **out) MUST_CHECK;

/* An attachment that the actor may see: of a ticket he sees (of a note:
 * staff only), or unbound and his own. */
enum err attachment_get(
    struct ctx *, const char *id, struct attachment *) MUST_CHECK;
/* Those of his own unbound files that `ids` names, in that order; ids
 * that name none are left out. */
enum err attachment_unbound(struct ctx *, const char *const *ids, size_t n,
    struct attachment **out, size_t *count) MUST_CHECK;
/* Remove one's own unbound file.  ERR_DENIED (say "file_bound"). */
enum err attachment_delete(struct ctx *, const char *id) MUST_CHECK;

#endif
