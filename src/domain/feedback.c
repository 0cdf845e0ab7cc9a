#include "domain/feedback.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/vault.h"
#include "store/store.h"

#define PURGE_MAX 100 /* at once */

const char *const feedback_types[] = { FEEDBACK_INFRINGEMENT, "illegal", NULL };
const char *const feedback_ip_types[] = { "copyright", "trademark", "patent",
	NULL };
const int64_t feedback_id_types[] = { FEEDBACK_ENTERPRISE, 20, 21, 22, 23, 0 };

static bool
is_one_of(const char *const *list, const char *s)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, s) == 0)
			return true;
	return false;
}

static bool
is_id_type(int64_t n)
{
	for (size_t i = 0; feedback_id_types[i] != 0; i++)
		if (feedback_id_types[i] == n)
			return true;
	return false;
}

static const char *
check_files(size_t n)
{
	return n == 0                ? "file_needed"
	    : n > FEEDBACK_FILES_MAX ? "files_many"
				     : NULL;
}

size_t
feedback_check(
    const struct feedback_new *in, struct feedback_wrong out[FEEDBACK_WRONGS])
{
	const struct feedback_contact *c = &in->contact;
	const bool ip = strcmp(in->type, FEEDBACK_INFRINGEMENT) == 0;
	const bool typed = *in->ip_type != '\0';
	const struct feedback_wrong rows[] = {
		{ "type",
		    is_one_of(feedback_types, in->type) ? NULL
							: "unknown_choice",
		    0 },
		{ "title", text_blank(in->title) ? "required" : NULL, 0 },
		{ "content", text_blank(in->content) ? "required" : NULL, 0 },
		{ "files", check_files(in->nfile), FEEDBACK_FILES_MAX },
		{ "ip_type",
		    typed && !is_one_of(feedback_ip_types, in->ip_type)
			? "unknown_choice"
			: ip && !typed ? "ip_needed"
				       : NULL,
		    0 },
		{ "ip_content",
		    ip && text_blank(in->ip_content) ? "ip_needed" : NULL, 0 },
		{ "contacts_id_type",
		    is_id_type(in->id_type) ? NULL : "unknown_choice", 0 },
		{ "contacts_name", text_blank(c->name) ? "required" : NULL, 0 },
		{ "contacts_company_name",
		    in->id_type == FEEDBACK_ENTERPRISE && text_blank(c->company)
			? "company_needed"
			: NULL,
		    0 },
		{ "contacts_id_files", check_files(in->nid_file),
		    FEEDBACK_FILES_MAX },
		{ "contacts_mobile",
		    phone_good(c->mobile) ? NULL : "phone_invalid", 0 },
		{ "contacts_mail",
		    *c->mail == '\0' || email_good(c->mail) ? NULL
							    : "email_invalid",
		    0 },
	};
	size_t n = 0;

	_Static_assert(NELEM(rows) == FEEDBACK_WRONGS, "a row a complaint");
	for (size_t i = 0; i < NELEM(rows); i++)
		if (rows[i].say != NULL)
			out[n++] = rows[i];
	return n;
}

/* Sealing ----------------------------------------------------------------- */

#define CONTACT_LINES 7

/* The lines in the order in which they are sealed: never change it. */
static void
contact_lines(struct feedback_contact *c, const char **line[CONTACT_LINES])
{
	const char **const lines[CONTACT_LINES] = { &c->name, &c->mobile,
		&c->mail, &c->area, &c->address, &c->company, &c->other };

	memcpy(line, lines, sizeof(lines));
}

static enum err
seal(struct ctx *cx, int64_t id, const struct feedback_contact *contact,
    struct feedback_row *row)
{
	const struct vault_place at = { VAULT_FEEDBACK, id, "contact" };
	struct feedback_contact c = *contact;
	const char **line[CONTACT_LINES];
	const char *plain = "";

	contact_lines(&c, line);
	for (size_t i = 0; i < CONTACT_LINES; i++)
		plain = arena_printf(cx->mem, "%s%s\n", plain, *line[i]);
	return vault_seal(cx, &at, plain, &row->sealed, &row->sealed_len);
}

/* What does not open (another vault.key) is as if it were not given: a line
 * of the log says so. */
static void
unseal(
    struct ctx *cx, const struct feedback_row *row, struct feedback_contact *c)
{
	const struct vault_place at = { VAULT_FEEDBACK, row->id, "contact" };
	const char **line[CONTACT_LINES];
	const char *plain = "";

	if (vault_unseal(cx, &at, row->sealed, row->sealed_len, &plain) !=
	    ERR_OK) {
		log_failure(LOG_WARNING, cx);
		err_clear(cx);
	}
	contact_lines(c, line);
	for (size_t i = 0; i < CONTACT_LINES; i++) {
		size_t len = strcspn(plain, "\n");

		*line[i] = arena_strndup(cx->mem, plain, len);
		plain += len + (plain[len] == '\n');
	}
}

/* Reporting --------------------------------------------------------------- */

static enum err
audit(struct ctx *cx, const char *event, int64_t id, const char *detail)
{
	return audit_add(cx, RATING_NORMAL, event, "feedback",
	    arena_printf(cx->mem, FEEDBACK_NAME_FMT, id), detail);
}

static enum err
bind_files(struct ctx *cx, int64_t id, enum feedback_part part,
    const char *const *file, size_t n)
{
	enum err rc = ERR_OK;
	bool bound;

	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = store_feedback_file_bind(
		    cx, file[i], id, part, (int64_t)i + 1, &bound);
		if (rc == ERR_OK && !bound)
			rc = err_say(cx, ERR_INVALID, "accessory_unknown",
			    "no unbound file \"%s\"", file[i]);
	}
	return rc;
}

static enum err
check(struct ctx *cx, const struct feedback_new *in)
{
	struct feedback_wrong wrong[FEEDBACK_WRONGS];

	if (feedback_check(in, wrong) == 0)
		return ERR_OK;
	cx->say_n = wrong[0].n;
	return err_say(cx, ERR_INVALID, wrong[0].say, "%s: %s", wrong[0].field,
	    wrong[0].say);
}

static enum err
create(struct ctx *cx, const struct feedback_new *in, int64_t *id)
{
	struct feedback_row row = { .type = in->type,
		.title = in->title,
		.content = in->content,
		.ip_type = in->ip_type,
		.ip_area = in->ip_area,
		.ip_number = in->ip_number,
		.ip_content = in->ip_content,
		.id_type = in->id_type };
	const struct feedback_event came = { .number = 1, .note = "" };
	bool added;
	enum err rc;

	rc = check(cx, in);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "feedback", id);
	if (rc == ERR_OK)
		rc = seal(cx, *id, &in->contact, &row);
	if (rc == ERR_OK)
		rc = store_feedback_add(cx, *id, &row, &added);
	if (rc == ERR_OK && !added)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "user %" PRId64 " does not report", cx->actor);
	if (rc == ERR_OK)
		rc = bind_files(
		    cx, *id, FEEDBACK_EVIDENCE, in->file, in->nfile);
	if (rc == ERR_OK)
		rc = bind_files(
		    cx, *id, FEEDBACK_IDENTITY, in->id_file, in->nid_file);
	if (rc == ERR_OK)
		rc = store_feedback_log_add(cx, *id, &came);
	return rc == ERR_OK ? audit(cx, "createFeedback", *id, in->type) : rc;
}

enum err
feedback_create(struct ctx *cx, const struct feedback_new *in, int64_t *id)
{
	enum err rc;

	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = create(cx, in, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}

/* Reading ----------------------------------------------------------------- */

static bool
sees_all(const struct ctx *cx)
{
	return cx->role == ROLE_ADMIN;
}

static enum err
read_files(struct ctx *cx, int64_t id, enum feedback_part part,
    struct attachment **file, size_t *n)
{
	struct files files;
	enum err rc;

	rc = store_feedback_files(cx, sees_all(cx), id, part, &files);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < files.count; i++)
		attachment_describe(&files.item[i]);
	*file = files.item;
	*n = files.count;
	return ERR_OK;
}

enum err
feedback_get(struct ctx *cx, int64_t id, struct feedback *out)
{
	enum err rc;

	rc = store_feedback_get(cx, sees_all(cx), id, &out->row);
	if (rc == ERR_OK)
		rc = read_files(
		    cx, id, FEEDBACK_EVIDENCE, &out->file, &out->nfile);
	if (rc == ERR_OK)
		rc = read_files(
		    cx, id, FEEDBACK_IDENTITY, &out->id_file, &out->nid_file);
	if (rc == ERR_OK)
		unseal(cx, &out->row, &out->contact);
	return rc;
}

enum err
feedback_list(struct ctx *cx, const struct feedback_filter *filter,
    struct feedback_list *out)
{
	struct feedback_filter f = *filter;
	struct feedback_rows rows;
	enum err rc;

	*out = (struct feedback_list){ 0 };
	if (f.before == 0)
		f.before = INT64_MAX;
	f.limit++; /* one more than is shown tells whether there is more */
	rc = store_feedback_list(cx, sees_all(cx), &f, &rows);
	if (rc != ERR_OK)
		return rc;
	out->item = rows.item;
	out->count = rows.count;
	if (out->count > (size_t)filter->limit) {
		out->count = (size_t)filter->limit;
		out->next = rows.item[out->count - 1].id;
	}
	return ERR_OK;
}

enum err
feedback_counts(struct ctx *cx, struct feedback_counts *out)
{
	return store_feedback_counts(cx, out);
}

enum err
feedback_history(struct ctx *cx, int64_t id, struct feedback_history *out)
{
	return store_feedback_log(cx, id, out);
}

/* Working on it ------------------------------------------------------------ */

/* What may follow, the state itself besides. */
static const unsigned follows[FEEDBACK__MAX] = {
	[FEEDBACK_NEW] = F(FEEDBACK_WORK) | F(FEEDBACK_DONE) |
	    F(FEEDBACK_REJECTED),
	[FEEDBACK_WORK] = F(FEEDBACK_DONE) | F(FEEDBACK_REJECTED),
	[FEEDBACK_DONE] = F(FEEDBACK_WORK),
	[FEEDBACK_REJECTED] = F(FEEDBACK_WORK),
};

bool
feedback_follows(enum feedback_state from, enum feedback_state to)
{
	return from == to || (follows[from] & F(to)) != 0;
}

static enum err
check_step(struct ctx *cx, const struct feedback_row *row,
    const struct feedback_step *step)
{
	const bool tells = step->to == row->state ||
	    (F(step->to) & FEEDBACK_OPEN) == 0;

	if (row->revision != step->revision ||
	    !feedback_follows(row->state, step->to))
		return err_say(cx, ERR_CONFLICT, "feedback_changed",
		    "report %" PRId64 " is at revision %" PRId64 " in state %d",
		    row->id, row->revision, (int)row->state);
	if (tells && text_blank(step->note))
		return err_say(cx, ERR_INVALID, "note_needed",
		    "nothing is said of report %" PRId64, row->id);
	return ERR_OK;
}

static enum err
work(struct ctx *cx, int64_t id, const struct feedback_step *step)
{
	struct feedback_row row;
	struct feedback_event e;
	bool changed;
	enum err rc;

	rc = store_feedback_get(cx, true, id, &row);
	if (rc == ERR_OK)
		rc = check_step(cx, &row, step);
	if (rc == ERR_OK)
		rc = store_feedback_change(
		    cx, id, step->revision, step->to, &changed);
	if (rc == ERR_OK && !changed)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "report %" PRId64 " was refused by its statement", id);
	if (rc != ERR_OK)
		return rc;
	e = (struct feedback_event){ .number = step->revision + 1,
		.from = row.state,
		.to = step->to,
		.note = step->note };
	rc = store_feedback_log_add(cx, id, &e);
	return rc != ERR_OK ? rc
			    : audit(cx, "updateFeedback", id,
				  arena_printf(cx->mem, "state %d to %d",
				      (int)e.from, (int)e.to));
}

enum err
feedback_work(struct ctx *cx, int64_t id, const struct feedback_step *step)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = work(cx, id, step);
	return act_end(cx, rc, id);
}

/* The end ----------------------------------------------------------------- */

/* What is left of it is in the audit trail. */
static enum err
purge(struct ctx *cx, int64_t id)
{
	enum err rc;

	rc = store_feedback_purge(cx, id);
	return rc == ERR_OK ? audit(cx, "purgeFeedback", id, "") : rc;
}

enum err
feedback_purge(struct ctx *cx)
{
	int64_t id[PURGE_MAX];
	size_t n = 0;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = store_feedback_purge_list(cx,
		    cx->now - cx->conf->tickets_feedback_retention, id,
		    PURGE_MAX, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = purge(cx, id[i]);
	return act_end(cx, rc, 0);
}
