#include "domain/scrub.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/log.h"
#include "domain/backup.h"
#include "store/copy.h"

#define DAY          ((int64_t)24 * 60 * 60)
#define TICKETS_TOLD 20

enum blob_state
scrub_look(struct ctx *cx, const char *sha256, int64_t *size)
{
	char path[BACKUP_PATH_MAX];
	struct copied got = { .sha256 = "" };
	enum err rc;

	backup_pool_path(cx->conf->blob_dir, sha256, path);
	rc = copy_hash(cx, path, &got);
	err_clear(cx);
	*size = got.size;
	if (rc == ERR_NOTFOUND)
		return BLOB_MISSING;
	if (rc != ERR_OK)
		return BLOB_UNREAD;
	return strcmp(got.sha256, sha256) == 0 ? BLOB_GOOD : BLOB_CHANGED;
}

const char *
scrub_words(struct ctx *cx, const char *sha256, enum blob_state state)
{
	static const char *const word[] = {
		[BLOB_GOOD] = "is good",
		[BLOB_MISSING] = "is missing",
		[BLOB_CHANGED] = "has changed",
		[BLOB_UNREAD] = "cannot be read",
	};
	int64_t ticket[TICKETS_TOLD];
	struct buf b;
	size_t n = 0;

	if (store_blob_tickets(cx, sha256, ticket, TICKETS_TOLD, &n) != ERR_OK)
		err_clear(cx);
	buf_init(&b, cx->mem);
	buf_printf(&b, "the stored file %s %s", sha256, word[state]);
	for (size_t i = 0; i < n; i++)
		buf_printf(
		    &b, "%s TS-%07" PRId64, i == 0 ? ": of" : ",", ticket[i]);
	return b.s;
}

/* What became of one; only what is news is written. */
static enum err
note(struct ctx *cx, const char *sha256, enum blob_state state)
{
	bool was_bad = false;
	enum err rc;

	rc = store_bad_get(cx, sha256, &was_bad);
	if (rc != ERR_OK || was_bad == (state != BLOB_GOOD))
		return rc;
	log_event(state == BLOB_GOOD ? LOG_INFO : LOG_ERROR, "%s",
	    scrub_words(cx, sha256, state));
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_bad_put(cx, sha256, state != BLOB_GOOD));
}

/* Up to `quota` bytes, or to the end of the round. */
static enum err
look_at_some(struct ctx *cx, struct scrub *s, int64_t quota)
{
	char(*hex)[HEX_LEN] = arena_array(cx->mem, BLOB_PAGE, HEX_LEN);
	int64_t size;
	size_t n = 0;
	enum err rc;

	rc = store_blob_list(cx, s->place, hex, &n);
	for (size_t i = 0; rc == ERR_OK && i < n && quota > 0; i++) {
		rc = note(cx, hex[i], scrub_look(cx, hex[i], &size));
		quota -= size;
		s->place = hex[i];
	}
	if (rc == ERR_OK && n == 0) {
		s->ended_at = cx->now;
		s->place = "";
	}
	return rc;
}

/* Is a round under way, or is it time for one? */
static enum err
begin(struct ctx *cx, struct scrub *s, bool *go)
{
	const int64_t days = cx->conf->storage_scrub_days;
	enum err rc;

	*go = days > 0;
	rc = store_scrub_get(cx, s);
	if (rc != ERR_OK || !*go || s->ended_at < s->begun_at)
		return rc;
	/* The one before has ended. */
	*go = cx->now >= s->begun_at + days * DAY;
	if (!*go)
		return ERR_OK;
	s->begun_at = cx->now;
	s->place = "";
	return store_blob_bytes(cx, &s->bytes);
}

enum err
scrub_run(struct ctx *cx)
{
	struct scrub s;
	int64_t runs;
	bool go;
	enum err rc;

	rc = begin(cx, &s, &go);
	if (rc != ERR_OK || !go)
		return rc;
	runs = cx->conf->storage_scrub_days * DAY / SCRUB_EVERY;
	/* What has come since the round began is looked at as well. */
	rc = look_at_some(cx, &s, s.bytes / runs + s.bytes / runs / 8 + 1);
	if (rc == ERR_OK)
		rc = store_begin(cx);
	return rc != ERR_OK ? rc : store_end(cx, store_scrub_put(cx, &s));
}

enum err
scrub_state(struct ctx *cx, int64_t *bad, int64_t *ended_at)
{
	struct scrub s;
	enum err rc;

	rc = store_scrub_get(cx, &s);
	*ended_at = s.ended_at;
	return rc == ERR_OK ? store_bad_count(cx, bad) : rc;
}

enum err
scrub_known(struct ctx *cx, const char *sha256)
{
	bool bad = false;
	enum err rc;

	rc = store_bad_get(cx, sha256, &bad);
	if (rc == ERR_OK && bad)
		rc = err_say(cx, ERR_FAULT, "file_damaged",
		    "the stored file %s is damaged", sha256);
	return rc;
}
