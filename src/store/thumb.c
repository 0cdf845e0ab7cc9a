#include "store/thumb.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "store/blob.h"

static const char *const extension[PICTURE__MAX] = {
	[PICTURE_NOT] = "none", [PICTURE_JPEG] = "jpg", [PICTURE_PNG] = "png"
};

const char *
thumb_suffix(struct arena *mem, int side, enum picture_made made)
{
	return arena_printf(mem, ".%d.%s", side, extension[made]);
}

static const char *
path_of(struct ctx *cx, const struct thumb_of *t, enum picture_made made)
{
	const char *path = blob_path(cx->mem, t->sha256);

	return path == NULL
	    ? NULL
	    : arena_printf(cx->mem, "%s/%s%s", cx->conf->thumb_dir, path,
		  thumb_suffix(cx->mem, t->side, made));
}

static bool
is_known(struct ctx *cx, const struct thumb_of *t, enum picture_made *made)
{
	static const enum picture_made any[] = { PICTURE_PNG, PICTURE_JPEG,
		PICTURE_NOT };

	for (size_t i = 0; i < NELEM(any); i++)
		if (access(path_of(cx, t, any[i]), F_OK) == 0) {
			*made = any[i];
			return true;
		}
	return false;
}

/* The folders above a path below DIR; those that are there are fine. */
static void
make_folders(struct ctx *cx, const char *path)
{
	char *folder = arena_strdup(cx->mem, path);

	for (char *c = folder + strlen(cx->conf->thumb_dir); c != NULL;
	     c = strchr(c + 1, '/')) {
		*c = '\0';
		(void)!mkdir(folder, 0750);
		*c = '/';
	}
}

/* Give the new file its place, the mark where it is empty. */
static enum err
keep(struct ctx *cx, const struct thumb_of *t, enum picture_made made,
    const char *temp)
{
	const char *path = path_of(cx, t, made);

	make_folders(cx, path);
	if (rename(temp, path) == 0)
		return ERR_OK;
	if (errno == ENOSPC || errno == EDQUOT)
		return err_say(
		    cx, ERR_BUSY, "disk_full", "no room for \"%s\"", path);
	return err_fail(cx, ERR_FAULT, "cannot rename \"%s\" to \"%s\": %s",
	    temp, path, strerror(errno));
}

enum err
thumb_get(struct ctx *cx, const struct thumb_of *t, enum picture_made *made)
{
	struct blob_temp *temp;
	enum err rc;
	int in;

	if (blob_path(cx->mem, t->sha256) == NULL)
		return err_fail(cx, ERR_FAULT, "no hash: \"%s\"", t->sha256);
	if (is_known(cx, t, made))
		return ERR_OK;
	rc = blob_open(cx, cx->conf->blob_dir, t->sha256, &in);
	if (rc == ERR_OK)
		rc = blob_temp_open(cx, cx->conf->tmp_dir, &temp);
	if (rc != ERR_OK)
		return rc;
	*made = picture_ask(
	    cx->conf->artist_socket, t->type, in, t->side, temp->fd);
	if (*made == PICTURE_LATER)
		return err_say(
		    cx, ERR_BUSY, "picture_busy", "the artist does not answer");
	return keep(cx, t, *made, temp->path);
}

/* --- To clear away ------------------------------------------------------ */

/* Calls fn for each entry that has so many bytes of hexadecimal digits
 * first; `path` is the folder's. */
typedef enum err entry_fn(
    struct ctx *, const char *path, const char *name, int64_t *removed);

static enum err
each(struct ctx *cx, const char *path, size_t digits, entry_fn *fn,
    int64_t *removed)
{
	DIR *d = opendir(path);
	const struct dirent *e;
	enum err rc = ERR_OK;

	if (d == NULL)
		return errno == ENOENT
		    ? ERR_OK
		    : err_fail(cx, ERR_FAULT, "cannot open \"%s\": %s", path,
			  strerror(errno));
	while (rc == ERR_OK && (e = readdir(d)) != NULL)
		if (strspn(e->d_name, "0123456789abcdef") == digits)
			rc = fn(cx, path, e->d_name, removed);
	closedir(d);
	return rc;
}

static enum err
sweep_file(struct ctx *cx, const char *path, const char *name, int64_t *removed)
{
	char sha256[HEX_LEN], file[4096];

	snprintf(sha256, sizeof(sha256), "%s", name);
	if (blob_exists(cx, cx->conf->blob_dir, sha256))
		return ERR_OK;
	snprintf(file, sizeof(file), "%s/%s", path, name);
	if (unlink(file) == 0)
		++*removed;
	return ERR_OK;
}

static enum err
sweep_second(
    struct ctx *cx, const char *path, const char *name, int64_t *removed)
{
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s/%s", path, name);
	return each(cx, folder, HEX_LEN - 1, sweep_file, removed);
}

static enum err
sweep_first(
    struct ctx *cx, const char *path, const char *name, int64_t *removed)
{
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s/%s", path, name);
	return each(cx, folder, 2, sweep_second, removed);
}

enum err
thumb_sweep(struct ctx *cx, int64_t *removed)
{
	*removed = 0;
	return each(cx, cx->conf->thumb_dir, 2, sweep_first, removed);
}
