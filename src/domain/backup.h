/*
 * backup.h - copies of the whole portal, made while it runs, and back.
 *
 *	DIR/20261124T171500Z/	one backup
 *		manifest.json	what is in it
 *		guichet.db	one moment of the database
 *		blobs.sha256	the files that its rows name, for sha256sum -c
 *		vault.key …	only if they were asked for
 *	DIR/pool/ab/cd/abcd…	files, named by their content, of all backups
 *
 * The database first, then the files: whatever a row names was there before
 * it, and stays at least until the backup ends (the collector waits for it,
 * see store/blob.h), so every row's file is in the copy.  A backup gets its
 * name when all of it is on the disk; what has no manifest is none.
 */
#ifndef GUICHET_DOMAIN_BACKUP_H
#define GUICHET_DOMAIN_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"
#include "store/store.h"

#define BACKUP_NAME_LEN 16 /* 20261124T171500Z */

/* Of manifest.json.  Texts are in cx->mem. */
struct manifest {
	int64_t format; /* 1 */
	int64_t made_at;
	const char *version; /* of the program that made it */
	int64_t schema;
	const char *database_sha256;
	int64_t database_size;
	const char *list_sha256; /* of blobs.sha256 */
	int64_t blobs, blob_bytes;
	struct row_counts rows;
	int64_t keys; /* 1: the keys are in it */
};

enum err manifest_write(
    struct ctx *, const char *dir, const struct manifest *) MUST_CHECK;
/* ERR_NOTFOUND: DIR is no backup; ERR_INVALID: not one that we know. */
enum err manifest_read(
    struct ctx *, const char *dir, struct manifest *) MUST_CHECK;

/* What is wrong with what is stored, a line each. */
typedef void complain_fn(void *arg, const char *line);

struct backup_want {
	const char *dir;
	bool keys;
	int64_t keep; /* backups that stay, this one too; 0: all */
	complain_fn *complain;
	void *arg;
};

struct backup_done {
	const char *path; /* of the backup */
	struct manifest manifest;
	int64_t new_blobs, new_bytes; /* that no backup had */
	int64_t bad_blobs;            /* missing or changed, and told */
	int64_t removed;              /* older backups */
};

/* ERR_BUSY: another one is being made in DIR, or the disk is full. */
enum err backup_make(
    struct ctx *, const struct backup_want *, struct backup_done *) MUST_CHECK;

/* FROM is a backup, or a folder of them: the newest.  ERR_NOTFOUND. */
enum err backup_find(
    struct ctx *, const char *from, const char **path) MUST_CHECK;

/*
 * Look at every byte of a backup, and write nothing: hashes, the database's
 * own checks, the audit trail, that each row's file is there.  ctx has no
 * database yet; this one's is opened for the while.
 */
enum err backup_verify(struct ctx *, const char *path, complain_fn *, void *arg,
    struct manifest *) MUST_CHECK;

/*
 * Make the data folder of cx->conf what the backup says.  ERR_CONFLICT if
 * there is anything in it already.  The database comes last: before it the
 * portal does not start.
 */
enum err backup_restore(
    struct ctx *, const char *path, struct manifest *) MUST_CHECK;

/* Give up the older backups of DIR but for the newest `keep`, and what only
 * they had. */
enum err backup_prune(
    struct ctx *, const char *dir, int64_t keep, int64_t *removed) MUST_CHECK;

/* The file in the pool, in `out`. */
#define BACKUP_PATH_MAX 4096
void backup_pool_path(const char *pool, const char *hex, char *out);

#endif
