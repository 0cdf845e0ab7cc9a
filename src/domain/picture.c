#include "domain/picture.h"

#include <string.h>

#include "store/store.h"
#include "store/thumb.h"

enum err
picture_get(struct ctx *cx, const char *id, int side, struct picture *out)
{
	struct thumb_of of = { .side = side };
	enum err rc;

	rc = attachment_get(cx, id, &out->file);
	if (rc != ERR_OK)
		return rc;
	if (!out->file.picture)
		return err_fail(
		    cx, ERR_NOTFOUND, "attachment \"%s\" is no picture", id);
	of.sha256 = out->file.sha256;
	of.type = filetype_by_name(out->file.type);
	rc = thumb_get(cx, &of, &out->made);
	if (rc == ERR_OK && out->made == PICTURE_NOT)
		return err_say(cx, ERR_NOTFOUND, "picture_not",
		    "attachment \"%s\" cannot be shown", id);
	if (rc == ERR_OK)
		out->suffix = thumb_suffix(cx->mem, side, out->made);
	return rc;
}

enum err
picture_place(
    struct ctx *cx, const struct attachment *f, struct picture_place *out)
{
	const struct attachment *last = NULL;
	bool found = false;
	struct files all;
	enum err rc;

	*out = (struct picture_place){ .n = 1, .of = 1 };
	rc = store_file_ticket(cx, is_staff(cx), f->id, &out->ticket);
	if (rc != ERR_OK || out->ticket == 0)
		return rc;
	rc = store_files(cx, is_staff(cx), out->ticket, &all);
	out->of = 0;
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++) {
		const struct attachment *a = &all.item[i];

		attachment_describe(&all.item[i]);
		if (!a->picture)
			continue;
		out->of++;
		if (strcmp(a->id, f->id) == 0) {
			out->n = out->of;
			out->before = last;
			found = true;
		} else if (found && out->after == NULL) {
			out->after = a;
		}
		last = a;
	}
	return rc;
}
