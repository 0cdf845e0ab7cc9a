#include "domain/collect.h"

#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "store/blob.h"
#include "store/store.h"

/* Removed in a run; more waits for the next. */
#define REAP_MAX 500

/* The blobs of a part that no row names. */
struct unnamed {
	struct ctx *cx;
	char (*hex)[HEX_LEN];
	size_t count, cap;
	enum err rc; /* the first */
};

static void
look(void *arg, const struct blob_file *f)
{
	struct unnamed *u = arg;
	bool used = true;

	if (u->rc == ERR_OK && f->is_blob)
		u->rc = store_blob_used(u->cx, f->name, &used);
	if (used)
		return;
	if (u->count == u->cap)
		u->hex = arena_grow(
		    u->cx->mem, u->hex, &u->cap, sizeof(*u->hex));
	memcpy(u->hex[u->count++], f->name, HEX_LEN);
}

static enum err
mark(struct ctx *cx, unsigned part)
{
	struct unnamed u = { .cx = cx };
	const unsigned each = 256 / COLLECT_PARTS;
	enum err rc;

	for (unsigned i = 0; u.rc == ERR_OK && i < each; i++)
		blob_walk(cx->conf->blob_dir, part * each + i, look, &u);
	if (u.rc != ERR_OK || u.count == 0)
		return u.rc;
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; rc == ERR_OK && i < u.count; i++)
		rc = store_waste_add(cx, u.hex[i]);
	return store_end(cx, rc);
}

/* Inside the transaction: B, C and D. */
static enum err
reap(struct ctx *cx, const char *hex, int64_t before, bool *gone)
{
	bool used = true;
	enum err rc;

	*gone = false;
	rc = store_blob_used(cx, hex, &used);
	if (rc == ERR_OK && !used)
		rc = blob_reap(cx, cx->conf->blob_dir, hex, before, gone);
	if (rc == ERR_OK && (used || *gone))
		rc = store_waste_drop(cx, hex);
	return rc;
}

static enum err
sweep(struct ctx *cx, int64_t before)
{
	char(*hex)[HEX_LEN] = arena_array(cx->mem, REAP_MAX, HEX_LEN);
	int64_t removed = 0;
	size_t n = 0;
	bool gone;
	enum err rc;

	rc = store_waste_list(cx, before, hex, REAP_MAX, &n);
	/* A transaction each, so that none holds the lock for long. */
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = store_begin(cx);
		if (rc == ERR_OK)
			rc = store_end(cx, reap(cx, hex[i], before, &gone));
		removed += rc == ERR_OK && gone;
	}
	if (removed > 0)
		log_event(
		    LOG_INFO, "%lld stored files removed", (long long)removed);
	return rc;
}

enum err
collect_part(struct ctx *cx, unsigned part)
{
	int lock;
	enum err rc;

	if (!blob_lock(cx->conf->blob_dir, &lock))
		return ERR_OK; /* a backup is being made */
	rc = mark(cx, part);
	if (rc == ERR_OK)
		rc = sweep(cx, cx->now - cx->conf->storage_gc_delay);
	blob_unlock(lock);
	return rc;
}

enum err
collect_run(struct ctx *cx)
{
	return collect_part(
	    cx, (unsigned)(cx->now / COLLECT_EVERY % COLLECT_PARTS));
}
