/*
 * migrate.h - from any schema of ours to the newest, one step at a time.
 *
 * The steps are the files of store/schema/, embedded when the program is
 * built.  Each runs in a transaction of its own, which also notes its
 * number; a step that fails leaves the database as it was before it.
 */
#ifndef GUICHET_STORE_MIGRATE_H
#define GUICHET_STORE_MIGRATE_H

#include "base/ctx.h"

/* The version that the database has, and the one that this program wants. */
enum err migrate_status(struct ctx *, int64_t *have, int64_t *want) MUST_CHECK;
/* ERR_CONFLICT if the database is newer than the program. */
enum err migrate(struct ctx *) MUST_CHECK;

#endif
