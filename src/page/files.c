/*
 * files.c - the files of a form, kept whatever becomes of the form.
 */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/urlencoded.h"
#include "domain/act.h"
#include "domain/upload_limit.h"
#include "page/page.h"
#include "view/ticket.h"
#include "view/time.h"

/* That one is gone, and that one was infected. */
#define COMPLAINTS_BEFORE 2

/* What a virus was found in meanwhile is not among them any more. */
static void
drop_infected(struct ctx *cx, struct taken *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->file[i].scan != SCAN_INFECTED)
			t->file[n++] = t->file[i];
		else
			t->infected = t->infected == NULL
			    ? t->file[i].name
			    : arena_printf(cx->mem, "%s, %s", t->infected,
				  t->file[i].name);
	t->n = n;
}

/* Those that were kept before and are still his. */
static enum err
take_before(struct ctx *cx, const struct values *before, struct taken *t)
{
	enum err rc;

	rc = attachment_unbound(
	    cx, before->value, before->count, &t->file, &t->n);
	t->gone = rc == ERR_OK && t->n < before->count;
	if (rc == ERR_OK)
		drop_infected(cx, t);
	t->wrong = t->gone || t->infected != NULL;
	return rc;
}

/* A file that was kept for another form may be none for this one: it goes to
 * those that came, and are refused. */
static void
part_before(struct ctx *cx, struct taken *t)
{
	const struct conf *conf = cx->conf;
	const int64_t most = conf->uploads_max_size > conf->uploads_max_chunked
	    ? conf->uploads_max_size
	    : conf->uploads_max_chunked;
	struct kept *came = arena_array(
	    cx->mem, t->ncame + t->n, sizeof(*came));
	const size_t n = t->n, ncame = t->ncame;

	for (size_t i = 0; i < ncame; i++)
		came[i] = t->came[i];
	t->came = came;
	t->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct upload *u = arena_alloc(cx->mem, sizeof(*u));
		struct kept *k = &came[t->ncame];

		*u = (struct upload){ .name = t->file[i].name,
			.size = t->file[i].size,
			.fd = -1 };
		*k = (struct kept){ .upload = u };
		k->say = attachment_refused(cx, u, most, &k->file, &k->say_n);
		if (k->say == NULL)
			t->file[t->n++] = t->file[i];
		else
			t->ncame++;
	}
}

static void
list_ids(struct ctx *cx, struct taken *t)
{
	t->id = arena_array(cx->mem, t->n, sizeof(*t->id));
	for (size_t i = 0; i < t->n; i++)
		t->id[i] = t->file[i].id;
}

/* Add those that came now and could be kept. */
static void
add_new(struct ctx *cx, struct taken *t)
{
	struct attachment *all;

	all = arena_array(cx->mem, t->n + t->ncame, sizeof(*all));
	for (size_t i = 0; i < t->n; i++)
		all[i] = t->file[i];
	t->file = all;
	for (size_t i = 0; i < t->ncame; i++) {
		const struct kept *k = &t->came[i];

		if (k->say == NULL)
			t->file[t->n++] = k->file;
		else
			t->wrong = true;
		t->too_big |= k->say != NULL &&
		    strcmp(k->say, "file_too_big") == 0;
		t->busy |= k->say != NULL &&
		    strcmp(k->say, "file_unchecked") == 0;
	}
}

/* A request that anyone could have made keeps nothing. */
static bool
is_ours(const struct req *rq)
{
	return rq->token_ok || rq->site == SITE_SAME;
}

/* A form that is sent twice has its files already.  A key that was used
 * for something else is told by the act itself. */
static enum err
look_back(struct ctx *cx, bool *replayed)
{
	enum err rc;

	if (cx->op.key == NULL)
		return ERR_OK;
	rc = act_replayed(cx, replayed);
	if (rc == ERR_CONFLICT) {
		err_clear(cx);
		return ERR_OK;
	}
	return rc;
}

/* None of those that came could be kept, just now: the form comes back
 * without them. */
static void
lose(struct ctx *cx, const struct req *rq, struct taken *t)
{
	const char *say = "file_lost";

	if (cx->say != NULL && strcmp(cx->say, "busy") != 0)
		say = cx->say;
	err_clear(cx);
	t->busy = true;
	t->stopped = strcmp(say, "files_stopped") == 0;
	t->came = arena_array(cx->mem, t->ncame, sizeof(*t->came));
	for (size_t i = 0; i < t->ncame; i++)
		t->came[i] = (struct kept){ .upload = &rq->file[i],
			.say = say };
}

enum err
files_limits(struct ctx *cx, const char *problem_type_id, int64_t ticket,
    struct model *page)
{
	const struct conf *usual = cx->conf;
	enum err rc;

	rc = upload_limit_apply(cx, problem_type_id, ticket);
	if (rc == ERR_OK && page != NULL)
		model_put_uploads(cx, page, usual);
	return rc;
}

enum err
files_keep(struct ctx *cx, const struct req *rq, struct taken *t)
{
	struct values before;
	enum err rc;

	*t = (struct taken){ 0 };
	form_values(cx, rq, "accessory_ids", &before);
	rc = take_before(cx, &before, t);
	if (rc == ERR_OK && is_ours(rq) && rq->nfile > 0) {
		t->ncame = rq->nfile;
		rc = attachment_keep(cx, rq->file, t->ncame, t->n, &t->came);
	}
	if (rc == ERR_OK)
		part_before(cx, t);
	if (rc == ERR_BUSY && t->ncame > 0) {
		lose(cx, rq, t);
		rc = ERR_OK;
	}
	if (rc != ERR_OK)
		return rc;
	add_new(cx, t);
	list_ids(cx, t);
	return ERR_OK;
}

enum err
files_take(struct ctx *cx, const struct req *rq, struct taken *t)
{
	bool replayed = false;
	enum err rc;

	rc = look_back(cx, &replayed);
	if (rc != ERR_OK)
		return rc;
	if (!replayed)
		return files_keep(cx, rq, t);
	*t = (struct taken){ .replayed = true };
	return ERR_OK;
}

enum err
files_draft(struct ctx *cx, const char *fields, struct taken *t)
{
	struct req rq = { 0 };
	struct values before;
	struct param *p = NULL;
	enum err rc;

	*t = (struct taken){ 0 };
	(void)!urlencoded_read(cx->mem, fields, strlen(fields), &p, &rq.nparam);
	rq.param = p;
	form_values(cx, &rq, "accessory_ids", &before);
	rc = take_before(cx, &before, t);
	t->wrong = false; /* a file that was swept is no mistake of his */
	t->gone = false;
	return rc;
}

/* "jpg, png, log" */
static const char *
type_words(struct ctx *cx)
{
	const char *const *type = cx->conf->uploads_types;
	struct buf b;

	buf_init(&b, cx->mem);
	for (; *type != NULL; type++) {
		buf_puts(&b, b.len > 0 ? ", " : "");
		buf_puts(&b, *type);
	}
	return b.s;
}

/* All that there would be: those that are kept, and those refused. */
static size_t
brought(const struct taken *t)
{
	size_t n = t->n;

	for (size_t i = 0; i < t->ncame; i++)
		n += t->came[i].say != NULL;
	return n;
}

/* "“shot.png” is 12 MB. A file may have 10 MB at most." */
const char *
files_complaint(struct ctx *cx, const struct taken *t, const struct kept *k)
{
	const bool count = strcmp(k->say, "file_count") == 0 ||
	    strcmp(k->say, "uploads_open") == 0;
	const struct slot slot[] = {
		{ "name", k->upload->name },
		{ "size", size_words(cx, k->upload->size) },
		{ "types", type_words(cx) },
		{ "max",
		    count ? arena_printf(cx->mem, "%" PRId64, k->say_n)
			  : size_words(cx, k->say_n) },
		{ "n", arena_printf(cx->mem, "%zu", brought(t)) },
	};

	return lang_say(cx, k->say, k->say_n, slot, NELEM(slot));
}

/* "“a.zip”: removed by the virus check." */
static const char *
complaint_infected(struct ctx *cx, const char *names)
{
	const struct slot slot = { "name", names };

	return lang_say(cx, "file_infected_named", 0, &slot, 1);
}

/* Complaint n, NULL if there is none; the last are about those before. */
static const char *
complaint_at(struct ctx *cx, const struct taken *t, size_t n)
{
	if (n < t->ncame)
		return t->came[n].say != NULL
		    ? files_complaint(cx, t, &t->came[n])
		    : NULL;
	if (n > t->ncame)
		return t->infected != NULL ? complaint_infected(cx, t->infected)
					   : NULL;
	return t->gone ? lang_say(cx, "file_gone", 0, NULL, 0) : NULL;
}

const char *
files_say(struct ctx *cx, const struct taken *t)
{
	struct buf all;

	buf_init(&all, cx->mem);
	for (size_t i = 0; i < t->ncame + COMPLAINTS_BEFORE; i++) {
		const char *say = complaint_at(cx, t, i);

		if (say == NULL)
			continue;
		buf_puts(&all, all.len > 0 ? " " : "");
		buf_puts(&all, say);
	}
	return all.s;
}

void
files_show(struct ctx *cx, struct model *page, struct model *form,
    const struct taken *t, const char *id)
{
	model_put_kept(cx, form, t->file, t->n);
	if (!t->wrong)
		return;
	for (size_t i = 0; i < t->ncame + COMPLAINTS_BEFORE; i++) {
		const char *say = complaint_at(cx, t, i);

		if (say != NULL)
			model_put_error(page, id, say);
	}
	model_text(form, "files.e", files_say(cx, t));
}

int
files_status(const struct taken *t, int status)
{
	if (!t->wrong)
		return status;
	if (t->stopped)
		return 507;
	if (t->busy)
		return 503;
	return t->too_big ? 413 : 422;
}
