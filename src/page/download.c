/*
 * download.c - /tickets/:id/attachments.zip: many files at once
 */
#include "page/download.h"

#include "page/pack.h"
#include "page/page.h"
#include "page/pages.h"
#include "web/href.h"

#define FILES_MAX 100 /* that may be named */

struct query {
	struct values id;
};

static const struct field query_fields[] = {
	FIELD(query, id, 0, 0, FILES_MAX, NULL),
};
const struct schema files_query = { query_fields, NELEM(query_fields), false };

/* The archive that is being sent. */
struct archive {
	struct arena *mem; /* of the request */
	struct zip *zip;
	struct files files;
	size_t next;
};

static enum err
pull(struct ctx *cx, void *state, struct sink *out, bool *done)
{
	struct archive *a = state;
	struct packed packed;

	if (a->zip == NULL)
		a->zip = zip_new(a->mem, out);
	if (a->next < a->files.count)
		return pack_file(
		    cx, a->zip, "", a->files.item[a->next++].id, &packed);
	*done = true;
	return zip_close(cx, a->zip);
}

void
download_files(
    struct ctx *cx, struct resp *rs, int64_t ticket, const struct files *files)
{
	struct archive *a = arena_alloc(cx->mem, sizeof(*a));
	struct stream *st = arena_alloc(cx->mem, sizeof(*st));

	*a = (struct archive){ .mem = cx->mem, .files = *files };
	*st = (struct stream){ .pull = pull, .state = a };
	rs->stream = st;
	rs->type = "application/zip";
	rs->file_name = arena_printf(
	    cx->mem, "%s.zip", href_ticket_name(cx->mem, ticket));
}

enum err
page_files_zip(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const int64_t ticket = req_ticket(rq, 0);
	struct files files;
	struct query in;
	struct form f;
	enum err rc;

	if (req_embeds(rq))
		return err_fail(cx, ERR_DENIED, "an archive as part of a page");
	if (!form_read(cx, &f, &files_query, rq, &in))
		return err_fail(cx, ERR_INVALID, "no such choice of files");
	rc = attachment_list(cx, ticket, in.id.value, in.id.count, &files);
	if (rc == ERR_OK)
		download_files(cx, rs, ticket, &files);
	return rc;
}
