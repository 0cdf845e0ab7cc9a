/*
 * chunks.h - the bytes of uploads that come in chunks: tmp/chunks-ID, one
 * file each, which grows.
 */
#ifndef GUICHET_STORE_CHUNKS_H
#define GUICHET_STORE_CHUNKS_H

#include "base/crypto.h"
#include "base/ctx.h"

struct chunks {
	int fd; /* closed, and the lock given back, with cx->mem */
	const char *path;
	int64_t size; /* bytes that it has */
};

/* Open the file of an id (hex digits), or make it, for this process alone.
 * ERR_BUSY, say "upload_busy": another one writes it. */
enum err chunks_open(
    struct ctx *, const char *dir, const char *id, struct chunks *) MUST_CHECK;
/* Others may write it from now on. */
void chunks_release(struct chunks *);
/* The same to read, for whoever puts it to the disk: *found false where there
 * is none, or somebody else does so just now. */
enum err chunks_watch(struct ctx *, const char *dir, const char *id,
    bool *found, struct chunks *) MUST_CHECK;
/* Put `len` bytes of the file `from` to byte `at`.  A full disk is ERR_BUSY,
 * say "disk_full". */
enum err chunks_put(struct ctx *, struct chunks *, int64_t at, int from,
    int64_t len) MUST_CHECK;
/* Hash the bytes from `begin` to `end`. */
enum err chunks_hash(struct ctx *, const struct chunks *, int64_t begin,
    int64_t end, struct sha256 *) MUST_CHECK;
/* Wait for the disk. */
enum err chunks_sync(struct ctx *, const struct chunks *) MUST_CHECK;
/* It is no error if there is none. */
enum err chunks_remove(
    struct ctx *, const char *dir, const char *id) MUST_CHECK;
/* Remove files whose id is not `known`, untouched for `age` seconds. */
enum err chunks_sweep(struct ctx *, const char *dir, int64_t age,
    enum err (*known)(struct ctx *, const char *id, bool *)) MUST_CHECK;

#endif
