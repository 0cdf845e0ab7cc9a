/*
 * copy.h - whole files, copied and hashed, for backups.
 *
 * Not for the database that is in use: see db_copy().  A full disk is
 * ERR_BUSY, a file that is not there ERR_NOTFOUND.
 */
#ifndef GUICHET_STORE_COPY_H
#define GUICHET_STORE_COPY_H

#include <sys/types.h>

#include "base/crypto.h"
#include "base/ctx.h"

struct copied {
	char sha256[HEX_LEN]; /* of the bytes that were read */
	int64_t size;
};

/* To a file that is not there yet; what was begun is removed if it fails. */
enum err copy_file(struct ctx *, const char *from, const char *to, mode_t,
    struct copied *) MUST_CHECK;
/* Read it only. */
enum err copy_hash(struct ctx *, const char *path, struct copied *) MUST_CHECK;
/* Write these bytes into a new file. */
enum err copy_text(
    struct ctx *, const char *text, const char *to, mode_t) MUST_CHECK;

/* A folder that may be there already. */
enum err copy_folder(struct ctx *, const char *path, mode_t) MUST_CHECK;

/* All that was written to the file system on which `path` is, and the names
 * of it, survive a power cut from here on. */
enum err copy_sync(struct ctx *, const char *path) MUST_CHECK;

/* What errno says of it, for the record. */
enum err copy_failed(struct ctx *, const char *what, const char *path);

#endif
