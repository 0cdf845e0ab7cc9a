/*
 * transfer.h - a file that comes in chunks, over as many requests, sessions
 * and days of bad lines as it takes; then it is an attachment like any other.
 *
 * Only its owner knows of it.  From its opening on it counts as whole
 * against the volume of the day, so that no number of them at once can be
 * more.  A sweep ends what nobody goes on with for uploads.unbound_lifetime.
 *
 * A chunk is written before it is acknowledged, and put to the disk and into
 * the hash behind the answer, while the next one is on its way: to keep the
 * file is to read its last chunk again, and no more.
 */
#ifndef GUICHET_DOMAIN_TRANSFER_H
#define GUICHET_DOMAIN_TRANSFER_H

#include "base/crypto.h"
#include "domain/attachment.h"

#define TRANSFER_CHUNK_MAX ((int64_t)8 * 1024 * 1024) /* bytes */
#define TRANSFER_MARK_MAX  100                        /* characters */

struct transfer {
	int64_t number; /* for the form's key */
	const char *id; /* 32 hex digits */
	const char *name;
	const char *mark;   /* whatever the sender knows the file by */
	int64_t size;       /* bytes, as announced */
	int64_t came;       /* bytes so far: where the next chunk begins */
	int64_t settled;    /* bytes of these that are on disk and in ... */
	struct sha256 hash; /* ... this */
	const char *file;   /* the attachment that it is by now, or "" */
};

/*
 * Open one, as an act; of `t` name, size and mark are set.  What cannot be
 * taken is ERR_INVALID and said in *kept, as of attachment_keep().
 */
enum err transfer_open(
    struct ctx *, struct transfer *t, struct kept *kept) MUST_CHECK;

/* ERR_NOTFOUND: there is none, or it is somebody else's. */
enum err transfer_get(
    struct ctx *, const char *id, struct transfer *) MUST_CHECK;
/* The actor's that are under way, those used last first. */
enum err transfer_list(
    struct ctx *, struct transfer **, size_t *count) MUST_CHECK;

/*
 * Add `len` bytes of the file fd, which begin at byte `at` of the whole.
 * *t is how it is then, in any case but ERR_NOTFOUND.  With the last byte the
 * file is judged and kept: t->file and *kept, which says so if it was refused
 * and is gone.  Whoever does not know whether his last chunk came sends none
 * at its end, and gets the same answer.
 *
 * ERR_CONFLICT, say "upload_offset": they should begin at t->came.
 * ERR_TOOBIG: more than was announced.  ERR_BUSY: another chunk comes just
 * now, or the disk is full.
 */
enum err transfer_add(struct ctx *, const char *id, int64_t at, int fd,
    int64_t len, struct transfer *t, struct kept *kept) MUST_CHECK;

/* After a chunk was acknowledged: put what came to the disk, and into the
 * hash; nothing where somebody else does. */
enum err transfer_settle(struct ctx *, const char *id) MUST_CHECK;
/* When the portal starts: what was not put to the disk may be gone. */
enum err transfer_trust(struct ctx *) MUST_CHECK;

/* Give it up.  What it has become stays.  ERR_NOTFOUND. */
enum err transfer_drop(struct ctx *, const char *id) MUST_CHECK;

/* Remove bytes of which there is no row any more. */
enum err transfer_sweep(struct ctx *) MUST_CHECK;

#endif
