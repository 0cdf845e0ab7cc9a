#include "domain/transfer.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/space.h"
#include "store/chunks.h"
#include "store/store.h"

#define HOUR ((int64_t)60 * 60)

/* Opening ------------------------------------------------------------------ */

static enum err
refuse(struct ctx *cx, struct kept *k, const char *say, int64_t n)
{
	k->say = say;
	k->say_n = n;
	return err_fail(cx, ERR_INVALID, "no upload of %" PRId64 " bytes: %s",
	    k->upload->size, say);
}

/* Within the transaction: nobody else opens one meanwhile. */
static enum err
open_new(struct ctx *cx, struct transfer *t, struct kept *k)
{
	int64_t open;
	enum err rc;

	rc = store_transfer_open(cx, &open);
	if (rc == ERR_OK && open >= cx->conf->uploads_max_open)
		return refuse(
		    cx, k, "uploads_open", cx->conf->uploads_max_open);
	if (rc == ERR_OK)
		rc = attachment_volume(cx, t->size, &k->say, &k->say_n);
	if (rc != ERR_OK)
		return rc;
	if (k->say != NULL)
		return refuse(cx, k, k->say, k->say_n);
	t->id = crypto_random_hex(cx->mem, ATTACHMENT_ID_LEN / 2);
	sha256_begin(&t->hash);
	return store_transfer_add(cx, t);
}

/* The one that the form opened when it came before. */
static enum err
open_again(struct ctx *cx, struct transfer *t)
{
	bool found = false;
	enum err rc;

	rc = store_transfer_of(cx, cx->op.result, &found, t);
	if (rc == ERR_OK && !found)
		rc = err_say(cx, ERR_CONFLICT, "key_reused",
		    "the upload of this key is gone");
	return rc;
}

/* Whatever guichet.conf or an administrator allow, never over the ceiling. */
static int64_t
largest(const struct conf *conf)
{
	return conf->uploads_max_chunked < conf->uploads_ceiling_chunked
	    ? conf->uploads_max_chunked
	    : conf->uploads_ceiling_chunked;
}

enum err
transfer_open(struct ctx *cx, struct transfer *t, struct kept *k)
{
	struct upload *u = arena_alloc(cx->mem, sizeof(*u));
	enum err rc;

	*u = (struct upload){ .name = t->name, .size = t->size, .fd = -1 };
	*k = (struct kept){ .upload = u };
	k->say = attachment_refused(
	    cx, u, largest(cx->conf), &k->file, &k->say_n);
	if (k->say != NULL)
		return refuse(cx, k, k->say, k->say_n);
	t->name = k->file.name;
	t->file = "";
	rc = space_for_files(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = cx->op.replayed ? open_again(cx, t) : open_new(cx, t, k);
	return act_end(cx, rc, t->number);
}

/* On the way --------------------------------------------------------------- */

enum err
transfer_get(struct ctx *cx, const char *id, struct transfer *out)
{
	bool found = false;
	enum err rc;

	rc = store_transfer_get(cx, id, &found, out);
	if (rc == ERR_OK && !found)
		rc = err_fail(cx, ERR_NOTFOUND, "no upload \"%s\"", id);
	return rc;
}

enum err
transfer_list(struct ctx *cx, struct transfer **out, size_t *count)
{
	return store_transfer_list(cx, out, count);
}

/* If the bytes that the row speaks of are gone, it all begins again. */
static void
look(const struct chunks *c, struct transfer *t)
{
	if (c->size >= t->came)
		return;
	t->came = t->settled = 0;
	sha256_begin(&t->hash);
}

static enum err
grow(struct ctx *cx, const struct transfer *t, int64_t before)
{
	bool changed = false;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_transfer_grow(cx, t, before, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "upload \"%s\" was given up meanwhile", t->id);
	return store_end(cx, rc);
}

/* A chunk for whose end there is no byte in the row is overwritten by the
 * next one. */
static enum err
add(struct ctx *cx, struct chunks *c, struct transfer *t, int64_t before,
    int fd, int64_t len)
{
	struct transfer next = *t;
	enum err rc;

	rc = chunks_put(cx, c, t->came, fd, len);
	next.came += len;
	if (rc == ERR_OK)
		rc = grow(cx, &next, before);
	if (rc == ERR_OK)
		*t = next;
	return rc;
}

static enum err
drop(struct ctx *cx, const char *id)
{
	bool changed = false;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_end(cx, store_transfer_drop(cx, id, &changed));
	if (rc == ERR_OK && !changed)
		return err_fail(cx, ERR_NOTFOUND, "no upload \"%s\"", id);
	return rc == ERR_OK ? chunks_remove(cx, cx->conf->tmp_dir, id) : rc;
}

/* All of it is there. */
static enum err
finish(struct ctx *cx, const struct chunks *c, struct transfer *t,
    struct kept *out)
{
	struct upload *u = arena_alloc(cx->mem, sizeof(*u));
	unsigned char hash[HASH_LEN];
	struct sha256 state = t->hash;
	struct kept *kept;
	enum err rc;

	rc = chunks_hash(cx, c, t->settled, t->came, &state);
	if (rc != ERR_OK)
		return rc;
	*u = (struct upload){
		.field = "file",
		.name = t->name,
		.fd = c->fd,
		.temp = c->path,
		.size = t->size,
		.transfer = t->id,
	};
	sha256_end(&state, hash);
	crypto_hex(hash, sizeof(hash), u->sha256);
	rc = attachment_keep(cx, u, 1, 0, &kept);
	if (rc != ERR_OK)
		return rc;
	/* All of it is here, and stays, for who asks again. */
	if (kept->say != NULL && strcmp(kept->say, "file_unchecked") == 0)
		return err_say(cx, ERR_BUSY, kept->say, "nobody judges files");
	*out = *kept;
	if (kept->say != NULL)
		return drop(cx, t->id);
	t->file = kept->file.id;
	return chunks_remove(cx, cx->conf->tmp_dir, t->id);
}

static enum err
finished(struct ctx *cx, const struct transfer *t, struct kept *out)
{
	enum err rc;

	*out = (struct kept){ 0 };
	/* It is told of, not sent: whatever the virus scan says. */
	rc = store_file_get(cx, is_staff(cx), t->file, &out->file);
	if (rc == ERR_OK)
		attachment_describe(&out->file);
	return rc;
}

static enum err
add_locked(struct ctx *cx, struct chunks *c, int64_t at, int fd, int64_t len,
    struct transfer *t, struct kept *kept)
{
	const int64_t before = t->came;
	enum err rc = ERR_OK;

	if (*t->file != '\0')
		return finished(cx, t, kept);
	look(c, t);
	if (at != t->came)
		rc = err_say(cx, ERR_CONFLICT, "upload_offset",
		    "byte %" PRId64 " comes, %" PRId64 " is wanted", at,
		    t->came);
	if (rc == ERR_OK && len > t->size - t->came)
		rc = err_fail(cx, ERR_TOOBIG, "more than was announced");
	if (rc == ERR_OK && len > 0)
		rc = space_for_files(cx);
	if (rc == ERR_OK && len > 0)
		rc = add(cx, c, t, before, fd, len);
	if (rc == ERR_OK && t->came == t->size)
		rc = finish(cx, c, t, kept);
	return rc;
}

enum err
transfer_add(struct ctx *cx, const char *id, int64_t at, int fd, int64_t len,
    struct transfer *t, struct kept *kept)
{
	struct chunks c;
	enum err rc;

	*kept = (struct kept){ 0 };
	rc = transfer_get(cx, id, t);
	if (rc != ERR_OK)
		return rc;
	if (*t->file != '\0')
		return finished(cx, t, kept);
	rc = chunks_open(cx, cx->conf->tmp_dir, t->id, &c);
	if (rc != ERR_OK)
		return rc;
	/* As it is now that nobody else writes it. */
	rc = transfer_get(cx, id, t);
	if (rc == ERR_OK)
		rc = add_locked(cx, &c, at, fd, len, t, kept);
	chunks_release(&c); /* the next chunk may come before we settle */
	return rc;
}

static enum err
note_settled(struct ctx *cx, const struct transfer *t, int64_t before)
{
	bool changed;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_transfer_settle(cx, t, before, &changed));
}

enum err
transfer_settle(struct ctx *cx, const char *id)
{
	struct transfer t;
	struct chunks c;
	int64_t before;
	bool found;
	enum err rc;

	rc = store_transfer_get(cx, id, &found, &t);
	if (rc != ERR_OK || !found || *t.file != '\0' || t.settled == t.came)
		return rc;
	rc = chunks_watch(cx, cx->conf->tmp_dir, id, &found, &c);
	if (rc != ERR_OK || !found || c.size < t.came)
		return rc;
	before = t.settled;
	rc = chunks_hash(cx, &c, before, t.came, &t.hash);
	if (rc == ERR_OK)
		rc = chunks_sync(cx, &c);
	t.settled = t.came;
	return rc == ERR_OK ? note_settled(cx, &t, before) : rc;
}

enum err
transfer_trust(struct ctx *cx)
{
	enum err rc;

	rc = store_begin(cx);
	return rc == ERR_OK ? store_end(cx, store_transfer_trust(cx)) : rc;
}

enum err
transfer_drop(struct ctx *cx, const char *id)
{
	bool changed = true;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = store_transfer_drop(cx, id, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_NOTFOUND, "no upload \"%s\"", id);
	rc = act_end(cx, rc, 0);
	return rc == ERR_OK ? chunks_remove(cx, cx->conf->tmp_dir, id) : rc;
}

enum err
transfer_sweep(struct ctx *cx)
{
	return chunks_sweep(cx, cx->conf->tmp_dir, HOUR, store_transfer_known);
}
