/*
 * blob.h - uploaded bytes, kept as files that are named by their content.
 *
 * Bytes are streamed into a temporary file and hashed on the way; once
 * they are wanted, the file is linked to DIR/ab/cd/<SHA-256 in hex>.
 * Name, type and owner are rows of the database, written after the link:
 * a crash leaves bytes without a row, never a row without bytes.
 *
 * DIR is conf->blob_dir, the temporary files stand in conf->tmp_dir, on
 * the same file system.  A full disk is ERR_BUSY, say "disk_full".
 */
#ifndef GUICHET_STORE_BLOB_H
#define GUICHET_STORE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/crypto.h"
#include "base/ctx.h"

/* A file in the making.  It has a name, so that it can be linked without
 * /proc; that name is removed and fd closed at the reset of cx->mem. */
struct blob_temp {
	int fd; /* to read and to write */
	const char *path;
	int64_t size; /* bytes so far */
	struct sha256 hash;
};

enum err blob_temp_open(
    struct ctx *, const char *tmp_dir, struct blob_temp **out) MUST_CHECK;
enum err blob_temp_put(
    struct ctx *, struct blob_temp *, const void *, size_t len) MUST_CHECK;
/* The hash of all that was put, as lower-case hex.  Once, at the end. */
void blob_temp_end(struct blob_temp *, char hex[HEX_LEN]);

/*
 * Keep the bytes of a temporary file, durably: when this returns ERR_OK
 * they survive a power cut.  `temp` is its path, fd its descriptor.  It
 * is no error if they were kept before.
 */
enum err blob_commit(struct ctx *, const char *dir, int fd, const char *temp,
    const char *sha256) MUST_CHECK;

/* "ab/cd/abcd…" below DIR, or NULL if `sha256` is not 64 hex digits. */
const char *blob_path(struct arena *, const char *sha256);
bool blob_exists(struct ctx *, const char *dir, const char *sha256);
/* To read; closed at the reset of cx->mem.  ERR_NOTFOUND. */
enum err blob_open(
    struct ctx *, const char *dir, const char *sha256, int *fd) MUST_CHECK;
/*
 * Remove a blob that nobody has kept, or kept again, since `before` (Unix
 * seconds); *gone: it is not there any more.  blob_commit() of the same bytes
 * comes before, and then it stays, or after, and then it is made anew: both
 * lock its folder.  Whether a row names it is the caller's to know.
 */
enum err blob_reap(struct ctx *, const char *dir, const char *sha256,
    int64_t before, bool *gone) MUST_CHECK;
/* Keep backups off, which hold a lock on DIR that others may share; false if
 * there is one. */
bool blob_lock(const char *dir, int *fd);
void blob_unlock(int fd);

/* A file below DIR, or a folder. */
struct blob_file {
	const char *name;
	const char *path;
	bool is_blob; /* it has the name of one, and stands where that must */
	bool is_folder;
	unsigned mode; /* its permissions */
	int64_t size;
};
/*
 * Every blob's time of change: nginx tells it to whoever downloads one, and
 * that of the first upload would say that somebody had the same bytes before.
 * A blob never changes, so it is as good for its ETag.
 */
#define BLOB_TIME 1577836800 /* 2020-01-01 */
/* The modes that both must have. */
#define BLOB_FILE_MODE   0440
#define BLOB_FOLDER_MODE 0750
/* Call fn for each in the folder of that first byte. */
void blob_walk(const char *dir, unsigned first,
    void (*fn)(void *, const struct blob_file *), void *arg);

/* It is no error if there is none. */
enum err blob_remove(
    struct ctx *, const char *dir, const char *sha256) MUST_CHECK;

/* Remove temporary files that a killed process left more than `age`
 * seconds before cx->now; *removed is how many. */
enum err blob_sweep(struct ctx *, const char *tmp_dir, int64_t age,
    int64_t *removed) MUST_CHECK;

#endif
