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
/* Put `len` bytes of the file `from` to byte `at`, through the hash, and
 * wait for the disk.  A full one is ERR_BUSY, say "disk_full". */
enum err chunks_put(struct ctx *, struct chunks *, int64_t at, int from,
    int64_t len, struct sha256 *) MUST_CHECK;
/* Hash the first `len` bytes. */
enum err chunks_hash(
    struct ctx *, struct chunks *, int64_t len, struct sha256 *) MUST_CHECK;
/* It is no error if there is none. */
enum err chunks_remove(
    struct ctx *, const char *dir, const char *id) MUST_CHECK;
/* Remove files whose id is not `known`, untouched for `age` seconds. */
enum err chunks_sweep(struct ctx *, const char *dir, int64_t age,
    enum err (*known)(struct ctx *, const char *id, bool *)) MUST_CHECK;

#endif
