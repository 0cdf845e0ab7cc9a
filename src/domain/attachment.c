#include "domain/attachment.h"

#include <string.h>
#include <strings.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "base/filetype.h"
#include "domain/act.h"
#include "domain/scan.h"
#include "domain/scrub.h"
#include "domain/space.h"
#include "domain/ticket.h"
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

const char *
attachment_refused(struct ctx *cx, const struct upload *u, int64_t most,
    struct attachment *f, int64_t *say_n)
{
	*say_n = most;
	if (u->too_big || u->size > most)
		return "file_too_big";
	*say_n = 0;
	if (u->size == 0)
		return "file_empty";
	f->name = filetype_name_clean(cx->mem, u->name);
	if (f->name == NULL)
		return "file_name";
	return is_listed(cx->conf->uploads_types, f->name) ? NULL : "file_type";
}

/* What is wrong with what came of it, or NULL. */
static const char *
lost(const struct upload *u)
{
	if (u->no_room)
		return "disk_full";
	return u->fd == -1 ? "file_lost" : NULL;
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
	const int64_t most = u->transfer == NULL ? cx->conf->uploads_max_size
						 : INT64_MAX;
	const char *why = attachment_refused(cx, u, most, f, say_n);
	enum filetype type;
	enum verdict v;

	if (why == NULL)
		why = lost(u);
	if (why != NULL)
		return why;
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
	f->created_at = cx->now;
	attachment_describe(f);
	return ERR_OK;
}

enum err
attachment_used(struct ctx *cx, int64_t *account, int64_t *own)
{
	return store_file_volume(cx, cx->now - cx->now % DAY, account, own);
}

enum err
attachment_volume(
    struct ctx *cx, int64_t size, const char **say, int64_t *say_n)
{
	const struct conf *conf = cx->conf;
	int64_t account, own;
	enum err rc;

	rc = attachment_used(cx, &account, &own);
	if (rc != ERR_OK)
		return rc;
	if (own + size > conf->uploads_user_volume) {
		*say = "volume_own";
		*say_n = conf->uploads_user_volume;
	} else if (account + size > conf->uploads_daily_volume) {
		*say = "volume_today";
		*say_n = conf->uploads_daily_volume;
	}
	return ERR_OK;
}

/* What came with this key before. */
static enum err
look_up(struct ctx *cx, struct kept *k, bool *found)
{
	struct attachment f;
	enum err rc;

	rc = store_file_of_key(cx, k->upload->key, found, &f);
	if (rc != ERR_OK || !*found)
		return rc;
	if (strcmp(f.sha256, k->file.sha256) != 0 ||
	    strcmp(f.name, k->file.name) != 0)
		return err_say(cx, ERR_CONFLICT, "key_reused",
		    "key \"%s\" came with another file", k->upload->key);
	attachment_describe(&f);
	k->file = f;
	return ERR_OK;
}

static enum err
finish_transfer(struct ctx *cx, const struct kept *k)
{
	bool changed = false;
	enum err rc;

	rc = store_transfer_keep(cx, k->upload->transfer, k->file.id, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "upload \"%s\" was given up meanwhile",
		    k->upload->transfer);
	return rc;
}

static enum err
add_row(struct ctx *cx, struct kept *k)
{
	const struct upload *u = k->upload;
	bool found = false;
	enum err rc = ERR_OK;

	if (u->key != NULL)
		rc = look_up(cx, k, &found);
	if (rc == ERR_OK && !found && u->transfer == NULL)
		rc = attachment_volume(cx, u->size, &k->say, &k->say_n);
	if (rc != ERR_OK || found || k->say != NULL)
		return rc;
	k->file.key = u->key;
	rc = store_file_add(cx, &k->file);
	if (rc == ERR_OK && u->transfer != NULL)
		rc = finish_transfer(cx, k);
	return rc;
}

static enum err
add_rows(struct ctx *cx, struct kept *kept, size_t n)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		if (kept[i].say == NULL)
			rc = add_row(cx, &kept[i]);
	return store_end(cx, rc);
}

enum err
attachment_keep(struct ctx *cx, const struct upload *u, size_t n,
    size_t already, struct kept **out)
{
	struct kept *kept = arena_array(cx->mem, n, sizeof(*kept));
	size_t good = 0;
	enum err rc;

	*out = kept;
	rc = space_for_files(cx);
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
		rc = scan_gate(cx, out);
	if (rc == ERR_OK)
		attachment_describe(out);
	return rc;
}

static const struct attachment *
find_file(const struct files *files, const char *id)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->item[i].id, id) == 0)
			return &files->item[i];
	return NULL;
}

static enum err
choose_files(struct ctx *cx, const struct files *all, const char *const *ids,
    size_t n, struct files *out)
{
	*out = (struct files){ .item = arena_array(
				   cx->mem, n, sizeof(*out->item)) };
	for (size_t i = 0; i < n; i++) {
		const struct attachment *f = find_file(all, ids[i]);

		if (f == NULL)
			return err_fail(cx, ERR_NOTFOUND,
			    "the ticket has no attachment \"%s\"", ids[i]);
		if (scan_gate(cx, f) != ERR_OK)
			return ERR_CONFLICT;
		if (find_file(out, ids[i]) == NULL)
			out->item[out->count++] = *f;
	}
	return ERR_OK;
}

/* Of all files those that may be sent. */
static void
drop_held(struct ctx *cx, struct files *files)
{
	size_t n = 0;

	for (size_t i = 0; i < files->count; i++)
		if (scan_lets_pass(cx, &files->item[i]))
			files->item[n++] = files->item[i];
	files->count = n;
}

enum err
attachment_list(struct ctx *cx, int64_t ticket, const char *const *ids,
    size_t n, struct files *out)
{
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = store_files(cx, is_staff(cx), ticket, out);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < out->count; i++)
		attachment_describe(&out->item[i]);
	if (n > 0) {
		struct files all = *out;

		rc = choose_files(cx, &all, ids, n, out);
	} else {
		drop_held(cx, out);
	}
	return rc;
}

enum err
attachment_open(struct ctx *cx, const struct attachment *f, int *fd)
{
	enum err rc = attachment_whole(cx, f);

	if (rc == ERR_OK)
		rc = blob_open(cx, cx->conf->blob_dir, f->sha256, fd);
	/* There is a row, so the bytes should be there. */
	return rc == ERR_NOTFOUND ? ERR_FAULT : rc;
}

enum err
attachment_whole(struct ctx *cx, const struct attachment *f)
{
	return scrub_known(cx, f->sha256);
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
		rc = store_file_get(cx, is_staff(cx), id, &f);
		if (rc == ERR_OK)
			rc = store_file_delete(cx, id, &changed);
		if (rc == ERR_OK && changed == 0)
			rc = err_say(cx, ERR_DENIED, "file_bound",
			    "attachment \"%s\" belongs to a message", id);
	}
	return act_end(cx, rc, 0);
}
