/*
 * space.h - how much room there is on the disks, and what is still done.
 *
 * Below the low mark no files are taken, so that what people write still
 * has room; below the critical one nothing is written at all, before the
 * database finds the disk full: then even deleting would fail.  It is read
 * again each second, so all goes on by itself when there is room.
 *
 * A file of ballast keeps some room for that day: `guichet emergency-free`
 * gives it up.
 */
#ifndef GUICHET_DOMAIN_SPACE_H
#define GUICHET_DOMAIN_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"

enum space { SPACE_GOOD, SPACE_LOW, SPACE_CRITICAL };

struct space_state {
	enum space database; /* of the file system of the data folder */
	enum space files;    /* the worst of that, of blobs and of tmp */
	int64_t free;        /* bytes, in the data folder; -1: not known */
};

/* At most a second old. */
const struct space_state *space_read(const struct ctx *);

/* What pages say: no files, or nothing at all. */
enum space space_level(const struct ctx *);

/*
 * Both are for those who come over the network: who runs the command line
 * may know what he does.  ERR_BUSY, say "files_stopped", below the low mark:
 * it guards every way in which files come.
 */
enum err space_for_files(struct ctx *) MUST_CHECK;
/* ERR_BUSY, say "read_only", below the critical mark. */
enum err space_for_acts(struct ctx *) MUST_CHECK;

/* Make the ballast if there is none and there is room for it. */
enum err ballast_make(struct ctx *) MUST_CHECK;
/* Give it up: *freed is its size, 0 if there was none. */
enum err ballast_drop(struct ctx *, int64_t *freed) MUST_CHECK;
/* Is all of it there, or is none wanted? */
bool ballast_is_there(const struct ctx *);

#endif
