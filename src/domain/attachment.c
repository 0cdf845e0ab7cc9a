#include "domain/attachment.h"

#include <string.h>
#include <strings.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/filetype.h"
#include "domain/act.h"
#include "store/blob.h"
#include "store/store.h"

#define DAY ((int64_t)24 * 60 * 60)

void
attachment_describe(struct attachment *f)
{
	const struct filetype_info *info = filetype_info(
	    filetype_by_name(f->type));

	f->mime = info->mime;
	f->picture = info->is_raster;
}

/* Is the name's extension one that the configuration lists? */
static bool
is_listed(const char *const *types, const char *name)
{
	const char *extension = filetype_extension(name);

	for (; extension != NULL && *types != NULL; types++)
		if (strcasecmp(*types, extension) == 0)
			return true;
	return false;
}

/* Why this file cannot be kept, or NULL; fills in the file's description. */
static const char *
judge(struct ctx *cx, const struct upload *u, struct attachment *f,
    int64_t *say_n)
{
	static const char *const say[] = {
		[TYPE_OK] = NULL,
		[TYPE_NOT_ALLOWED] = "file_type",
		[TYPE_MISMATCH] = "file_mismatch",
		[TYPE_BOMB] = "file_mismatch",
		[TYPE_EMPTY] = "file_empty",
		[TYPE_BAD_NAME] = "file_name",
		[TYPE_FAULT] = "file_unread",
		[TYPE_BUSY] = "file_unchecked",
	};
	enum filetype type;
	enum verdict v;

	*say_n = 0;
	if (u->too_big) {
		*say_n = cx->conf->uploads_max_size;
		return "file_too_big";
	}
	if (u->size == 0)
		return "file_empty";
	if (u->no_room)
		return "disk_full";
	if (u->fd == -1)
		return "file_lost";
	f->name = filetype_name_clean(cx->mem, u->name);
	if (f->name == NULL)
		return "file_name";
	if (!is_listed(cx->conf->uploads_types, f->name))
		return "file_type";
	v = filetype_judge(u->fd, u->size, f->name, &type);
	if (v == TYPE_OK)
		f->type = filetype_info(type)->name;
	return say[v];
}

static enum err
keep_one(struct ctx *cx, const struct upload *u, struct attachment *f)
{
	enum err rc;

	rc = blob_commit(cx, cx->conf->blob_dir, u->fd, u->temp, u->sha256);
	if (rc != ERR_OK)
		return rc;
	f->id = crypto_random_hex(cx->mem, ATTACHMENT_ID_LEN / 2);
	f->sha256 = u->sha256;
	f->size = u->size;
	attachment_describe(f);
	return ERR_OK;
}

static enum err
add_rows(struct ctx *cx, struct kept *kept, size_t n)
{
	int64_t volume;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_file_volume(cx, cx->now - cx->now % DAY, &volume);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		struct kept *k = &kept[i];

		if (k->say != NULL)
			continue;
		volume += k->file.size;
		if (volume > cx->conf->uploads_daily_volume) {
			volume -= k->file.size;
			k->say = "volume_today";
			k->say_n = cx->conf->uploads_daily_volume;
			continue;
		}
		rc = store_file_add(cx, &k->file);
	}
	return store_end(cx, rc);
}

enum err
attachment_keep(struct ctx *cx, const struct upload *u, size_t n,
    size_t already, struct kept **out)
{
	struct kept *kept = arena_array(cx->mem, n, sizeof(*kept));
	size_t good = 0;
	enum err rc = ERR_OK;

	*out = kept;
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		struct kept *k = &kept[i];

		k->upload = &u[i];
		if (already + good >= (size_t)cx->conf->uploads_max_count) {
			k->say = "file_count";
			k->say_n = cx->conf->uploads_max_count;
			continue;
		}
		k->say = judge(cx, &u[i], &k->file, &k->say_n);
		if (k->say != NULL)
			continue;
		good++;
		rc = keep_one(cx, &u[i], &k->file);
	}
	if (rc != ERR_OK || good == 0)
		return rc;
	return add_rows(cx, kept, n);
}

enum err
attachment_get(struct ctx *cx, const char *id, struct attachment *out)
{
	enum err rc;

	rc = store_file_get(cx, is_staff(cx), id, out);
	if (rc == ERR_OK)
		attachment_describe(out);
	return rc;
}

enum err
attachment_unbound(struct ctx *cx, const char *const *ids, size_t n,
    struct attachment **out, size_t *count)
{
	enum err rc = ERR_OK;
	bool found;

	*out = arena_array(cx->mem, n, sizeof(**out));
	*count = 0;
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = store_file_unbound(cx, ids[i], &found, &(*out)[*count]);
		if (rc == ERR_OK && found)
			attachment_describe(&(*out)[(*count)++]);
	}
	return rc;
}

enum err
attachment_delete(struct ctx *cx, const char *id)
{
	struct attachment f;
	int64_t changed = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = attachment_get(cx, id, &f);
		if (rc == ERR_OK)
			rc = store_file_delete(cx, id, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_say(cx, ERR_DENIED, "file_bound",
			    "attachment \"%s\" belongs to a message", id);
	}
	return act_end(cx, rc, 0);
}
