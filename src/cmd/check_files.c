#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "cmd/check.h"
#include "domain/scrub.h"
#include "store/blob.h"
#include "store/store.h"

/* What the rows say ---------------------------------------------------------
 */

static void
check_row(struct ctx *cx, struct report *r, const struct attachment *f)
{
	const char *path = blob_path(cx->mem, f->sha256);
	struct stat st;

	if (path == NULL ||
	    stat(arena_printf(cx->mem, "%s/%s", cx->conf->blob_dir, path),
		&st) == -1)
		complain(r,
		    arena_printf(cx->mem,
			"the bytes of attachment %s are missing", f->id));
	else if (st.st_size != f->size)
		complain(r,
		    arena_printf(cx->mem,
			"attachment %s has %" PRId64 " bytes, its file %jd",
			f->id, f->size, (intmax_t)st.st_size));
}

static enum err
check_rows(struct ctx *cx, struct report *r)
{
	char after[ATTACHMENT_ID_LEN + 1] = "";
	struct files files;
	enum err rc;

	do {
		rc = store_file_all(cx, after, &files);
		for (size_t i = 0; rc == ERR_OK && i < files.count; i++)
			check_row(cx, r, &files.item[i]);
		if (rc == ERR_OK && files.count > 0)
			snprintf(after, sizeof(after), "%s",
			    files.item[files.count - 1].id);
		arena_reset(cx->mem);
	} while (rc == ERR_OK && files.count > 0);
	return rc;
}

/* What the disk says --------------------------------------------------------
 */

struct walk {
	struct ctx *cx;
	struct report *r;
	int64_t unnamed, bytes;
	enum err rc; /* the first */
};

static void
check_mode(struct walk *w, const struct blob_file *f, unsigned want)
{
	if (f->mode != want)
		complain(w->r,
		    arena_printf(w->cx->mem, "\"%s\" has mode %04o, not %04o",
			f->path, f->mode, want));
}

static void
look(void *arg, const struct blob_file *f)
{
	struct walk *w = arg;
	bool used = true;

	if (f->is_folder) {
		check_mode(w, f, BLOB_FOLDER_MODE);
		return;
	}
	if (!f->is_blob) {
		complain(w->r,
		    arena_printf(
			w->cx->mem, "\"%s\" is no stored file", f->path));
		return;
	}
	check_mode(w, f, BLOB_FILE_MODE);
	if (w->rc == ERR_OK)
		w->rc = store_blob_used(w->cx, f->name, &used);
	w->unnamed += !used;
	w->bytes += used ? 0 : f->size;
}

static enum err
check_disk(struct ctx *cx, struct report *r)
{
	struct walk w = { .cx = cx, .r = r };
	struct statvfs st;

	for (unsigned i = 0; w.rc == ERR_OK && i < 256; i++) {
		blob_walk(cx->conf->blob_dir, i, look, &w);
		arena_reset(cx->mem);
	}
	if (r->quiet)
		return w.rc;
	if (w.unnamed > 0)
		printf("(%" PRId64 " stored files of %" PRId64
		       " bytes that nothing names; they go after a while)\n",
		    w.unnamed, w.bytes);
	if (r->deep && statvfs(cx->conf->blob_dir, &st) == 0 &&
	    !(st.f_flag & ST_NOEXEC))
		printf("(their file system could be mounted noexec)\n");
	return w.rc;
}

/* What the bytes say --------------------------------------------------------
 */

static enum err
check_bytes(struct ctx *cx, struct report *r)
{
	static char hex[BLOB_PAGE][HEX_LEN];
	char after[HEX_LEN] = "";
	enum blob_state state;
	int64_t size;
	size_t n = 0;
	enum err rc;

	do {
		rc = store_blob_list(cx, after, hex, &n);
		for (size_t i = 0; rc == ERR_OK && i < n; i++) {
			state = scrub_look(cx, hex[i], &size);
			if (state != BLOB_GOOD)
				complain(r, scrub_words(cx, hex[i], state));
		}
		if (n > 0)
			memcpy(after, hex[n - 1], sizeof(after));
		arena_reset(cx->mem);
	} while (rc == ERR_OK && n > 0);
	return rc;
}

enum err
check_files(struct ctx *cx, struct report *r)
{
	enum err rc;

	rc = check_rows(cx, r);
	if (rc == ERR_OK)
		rc = check_disk(cx, r);
	if (rc == ERR_OK && r->deep)
		rc = check_bytes(cx, r);
	return rc;
}
