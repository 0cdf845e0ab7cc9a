/*
 * feedback.c - /feedback: a customer reports infringement or illegal
 * content, and sees what he has reported
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/draft.h"
#include "domain/feedback.h"
#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"
#include "view/draft.h"
#include "view/feedback.h"
#include "view/time.h"
#include "web/href.h"

#define HERE "/feedback"
#define ROWS 10 /* of his reports, beside the form */

struct input {
	const char *type, *title, *content;
	const char *ip_type, *ip_area, *ip_number, *ip_content;
	const char *contacts_name, *contacts_mobile, *contacts_mail,
	    *contacts_area, *contacts_address, *contacts_company_name,
	    *contacts_other_way;
	int64_t contacts_id_type;
	struct values accessory_ids, contacts_id_accessory_ids;
};

#define LINE_OF(m) FIELD(input, m, LINE, 0, FEEDBACK_LINE_MAX, NULL)

static const struct field fields[] = {
	FIELD(input, type, REQUIRED | LINE | CHOSEN, 1, 32, "unknown_choice"),
	FIELD(input, title, REQUIRED | LINE, 1, FEEDBACK_TITLE_MAX, NULL),
	FIELD(input, content, REQUIRED, 1, FEEDBACK_CONTENT_MAX, NULL),
	FIELD(input, accessory_ids, 0, 0, 99, "file_gone"),
	FIELD(input, ip_type, LINE | CHOSEN, 0, 32, "unknown_choice"),
	LINE_OF(ip_area),
	LINE_OF(ip_number),
	FIELD(input, ip_content, 0, 0, FEEDBACK_IP_MAX, NULL),
	FIELD(input, contacts_id_type, REQUIRED | CHOSEN, 0, 100,
	    "unknown_choice"),
	FIELD(
	    input, contacts_name, REQUIRED | LINE, 1, FEEDBACK_LINE_MAX, NULL),
	LINE_OF(contacts_company_name),
	FIELD(input, contacts_id_accessory_ids, 0, 0, 99, "file_gone"),
	FIELD(input, contacts_mobile, REQUIRED | LINE, 1, FEEDBACK_MOBILE_MAX,
	    "phone_invalid"),
	FIELD(
	    input, contacts_mail, LINE, 0, FEEDBACK_MAIL_MAX, "email_invalid"),
	LINE_OF(contacts_area),
	LINE_OF(contacts_address),
	LINE_OF(contacts_other_way),
};
const struct schema feedback_schema = { fields, NELEM(fields), false };

/* Files ------------------------------------------------------------------- */

/* The form has two spots for files.  files.c knows of one. */
static const struct spot {
	const char *field, *kept; /* its names on the form */
} evidence = { "files", "accessory_ids" },
  identity = { "contacts_id_files", "contacts_id_accessory_ids" };

/* The request as if it had that spot alone, under its usual names. */
static struct req
with_only(struct ctx *cx, const struct req *rq, const struct spot *at)
{
	struct param *p = arena_array(cx->mem, rq->nparam, sizeof(*p));
	struct upload *u = arena_array(cx->mem, rq->nfile, sizeof(*u));
	struct req only = *rq;

	only.param = p;
	only.file = u;
	only.nparam = only.nfile = 0;
	for (size_t i = 0; i < rq->nparam; i++)
		if (strcmp(rq->param[i].name, at->kept) == 0)
			p[only.nparam++] = (struct param){ evidence.kept,
				rq->param[i].value };
	for (size_t i = 0; i < rq->nfile; i++)
		if (strcmp(rq->file[i].field, at->field) == 0)
			u[only.nfile++] = rq->file[i];
	return only;
}

struct both {
	struct taken evidence, identity;
};

/* In each of the two fewer files are taken than elsewhere, perhaps. */
static enum err
limit_files(struct ctx *cx, struct model *page)
{
	const struct conf *usual = cx->conf;
	struct conf *few = arena_alloc(cx->mem, sizeof(*few));
	enum err rc;

	rc = files_limits(cx, "", 0, NULL);
	if (rc != ERR_OK)
		return rc;
	*few = *cx->conf;
	if (few->uploads_max_count > FEEDBACK_FILES_MAX)
		few->uploads_max_count = FEEDBACK_FILES_MAX;
	cx->conf = few;
	if (page != NULL)
		model_put_uploads(cx, page, usual);
	return ERR_OK;
}

static enum err
take_both(struct ctx *cx, const struct req *rq, struct both *out)
{
	const struct req first = with_only(cx, rq, &evidence);
	const struct req second = with_only(cx, rq, &identity);
	enum err rc;

	rc = files_take(cx, &first, &out->evidence);
	return rc == ERR_OK ? files_take(cx, &second, &out->identity) : rc;
}

/* Those that a draft names; that one was swept is no mistake of his. */
static enum err
take_drafted(struct ctx *cx, const char *draft, struct both *out)
{
	struct req rq = { 0 };
	struct param *p;
	enum err rc;

	draft_params(cx, draft, &p, &rq.nparam);
	rq.param = p;
	rc = take_both(cx, &rq, out);
	out->evidence.wrong = out->evidence.gone = false;
	out->identity.wrong = out->identity.gone = false;
	return rc;
}

/* The form ---------------------------------------------------------------- */

/* His own name, and how we reach him else. */
static enum err
prefill(struct ctx *cx, struct form *f)
{
	struct user u;
	enum err rc;

	rc = user_me(cx, &u);
	if (rc != ERR_OK)
		return rc;
	form_set(f, "contacts_name", u.display_name);
	form_set(f, "contacts_mail", u.email);
	form_set(f, "contacts_mobile",
	    *u.area_code != '\0' && *u.mobile != '\0'
		? arena_printf(cx->mem, "+%s %s", u.area_code, u.mobile)
		: u.mobile);
	return ERR_OK;
}

static enum err
begin_form(struct ctx *cx, const struct req *rq, struct model *m,
    struct form *f, struct both *files)
{
	const struct draft *d;
	enum err rc;

	rc = draft_get(cx, HERE, &d);
	if (rc != ERR_OK)
		return rc;
	form_blank(cx, f, &feedback_schema, rq, d != NULL ? d->fields : NULL);
	if (d == NULL)
		return prefill(cx, f);
	model_text(m, "F.Draft", time_words(cx, d->saved_at));
	return take_drafted(cx, d->fields, files);
}

/* A complaint at a spot for files, which is no field of the schema. */
static void
complain_files(struct ctx *cx, struct model *page, struct model *at,
    const char *id, const struct feedback_wrong *w)
{
	const char *say = lang_say(cx, w->say, w->n, NULL, 0);

	if (*model_get(at, "files.e") != '\0')
		return; /* it is told already why there is none */
	model_text(at, "files.e", say);
	model_put_error(page, id, say);
}

static void
put_form(struct ctx *cx, struct model *m, const struct form *f,
    const struct both *files)
{
	struct model *at = model_at(m, "F");

	model_put_form(cx, m, at, f, NULL, 0);
	files_show(cx, m, at, &files->evidence, evidence.field);
	files_show(cx, m, model_at(at, "Id"), &files->identity, identity.field);
}

static const char *
list_href(struct ctx *cx, int64_t after)
{
	const struct param p = { "after",
		arena_printf(cx->mem, "%" PRId64, after) };

	return href_query(cx->mem, HERE, &p, after != 0);
}

static enum err
put_list(struct ctx *cx, struct model *m, int64_t after)
{
	const struct feedback_filter filter = {
		.type = "", .before = after, .limit = ROWS
	};
	struct feedback_list l;
	enum err rc;

	rc = feedback_list(cx, &filter, &l);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < l.count; i++)
		model_put_report_row(
		    cx, model_row(model_at(m, "Row")), &l.item[i]);
	if (after != 0)
		model_text(m, "List.first", HERE);
	if (l.next != 0)
		model_text(m, "List.next", list_href(cx, l.next));
	return ERR_OK;
}

struct query {
	int64_t after;
};
static const struct field query_fields[] = {
	FIELD(query, after, 0, 1, INT64_MAX, NULL),
};
const struct schema feedback_query = { query_fields, NELEM(query_fields),
	false };

static enum err
begin(struct ctx *cx, const struct req *rq, int64_t after, struct resp *rs)
{
	enum err rc;

	rc = page_begin(cx, rq, rs, "feedback/new.cs");
	if (rc == ERR_OK)
		rc = limit_files(cx, rs->model);
	if (rc == ERR_OK)
		rc = put_list(cx, rs->model, after);
	if (rc == ERR_OK)
		model_put_report_choices(model_at(rs->model, "Choice"));
	if (rc == ERR_OK)
		model_text(
		    rs->model, "Key", form_key(cx, rq->session, HERE, 0));
	return rc;
}

static enum err
read_form(struct ctx *cx, const struct req *rq, int64_t after, struct resp *rs)
{
	struct both files = { 0 };
	struct form f;
	enum err rc;

	rc = begin(cx, rq, after, rs);
	if (rc == ERR_OK)
		rc = begin_form(cx, rq, rs->model, &f, &files);
	if (rc == ERR_OK)
		put_form(cx, rs->model, &f, &files);
	return rc;
}

enum err
page_feedback(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct query in;
	struct form f;
	enum err rc;

	if (!form_read(cx, &f, &feedback_query, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "unknown_choice", "a query of no kind");
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_form(cx, rq, in.after, rs))
			    : rc;
}

/* Sending it -------------------------------------------------------------- */

static struct feedback_new
report_of(const struct input *in, const struct both *files)
{
	return (struct feedback_new){
		.type = in->type,
		.title = in->title,
		.content = in->content,
		.ip_type = in->ip_type,
		.ip_area = in->ip_area,
		.ip_number = in->ip_number,
		.ip_content = in->ip_content,
		.id_type = in->contacts_id_type,
		.contact = { .name = in->contacts_name,
		    .mobile = in->contacts_mobile,
		    .mail = in->contacts_mail,
		    .area = in->contacts_area,
		    .address = in->contacts_address,
		    .company = in->contacts_company_name,
		    .other = in->contacts_other_way },
		.file = files->evidence.id,
		.nfile = files->evidence.n,
		.id_file = files->identity.id,
		.nid_file = files->identity.n,
	};
}

/* What is wrong with it, each at its field. */
struct complaints {
	struct feedback_wrong item[FEEDBACK_WRONGS];
	size_t n;
};

static void
complain(struct form *f, struct complaints *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct feedback_wrong *w = &c->item[i];

		if (schema_field(f->schema, w->field) != NULL &&
		    form_error(f, w->field) == NULL)
			form_complain(f, w->field, w->say, w->n);
	}
}

static void
complain_of_files(struct ctx *cx, struct model *m, const struct complaints *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct feedback_wrong *w = &c->item[i];

		if (strcmp(w->field, evidence.field) == 0)
			complain_files(cx, m, model_at(m, "F"), w->field, w);
		else if (strcmp(w->field, identity.field) == 0)
			complain_files(cx, m, model_at(m, "F.Id"), w->field, w);
	}
}

static enum err
read_again(struct ctx *cx, const struct form *f, const struct both *files,
    const struct complaints *c, struct resp *rs)
{
	enum err rc;

	rc = begin(cx, f->rq, 0, rs);
	if (rc != ERR_OK)
		return rc;
	put_form(cx, rs->model, f, files);
	complain_of_files(cx, rs->model, c);
	return ERR_OK;
}

static enum err
show_again(struct ctx *cx, const struct form *f, const struct both *files,
    const struct complaints *c, enum err why, struct resp *rs)
{
	int status = form_status(f, why);
	enum err rc;

	status = files_status(&files->evidence, status);
	status = files_status(&files->identity, status);
	rs->status = status == 200 ? 422 : status; /* a file is missing */
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_again(cx, f, files, c, rs))
			    : rc;
}

static const char *
report_href(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->mem, HERE "/%" PRId64, id);
}

enum err
page_feedback_post(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct complaints c = { .n = 0 };
	struct feedback_new report;
	struct both files = { 0 };
	struct input in;
	const char *say;
	struct form f;
	int64_t id, n;
	bool good;
	enum err rc;

	good = form_read(cx, &f, &feedback_schema, rq, &in);
	rc = limit_files(cx, NULL);
	if (rc == ERR_OK)
		rc = take_both(cx, rq, &files);
	if (rc != ERR_OK)
		return rc;
	report = report_of(&in, &files);
	if (f.say == NULL && !files.evidence.replayed) {
		c.n = feedback_check(&report, c.item);
		complain(&f, &c);
	}
	if (!good || c.n > 0 || files.evidence.wrong || files.identity.wrong)
		return show_again(cx, &f, &files, &c, ERR_OK, rs);

	rc = feedback_create(cx, &report, &id);
	if (rc == ERR_OK) {
		resp_redirect(
		    rs, href_done(cx->mem, report_href(cx, id), "reported"));
		return rc;
	}
	if (!page_recovers(cx, rc, &say, &n))
		return rc;
	form_complain(&f, "", say, n);
	return show_again(cx, &f, &files, &c, rc, rs);
}

/* One of his -------------------------------------------------------------- */

static enum err
read_one(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	struct feedback f;
	enum err rc;

	rc = feedback_get(cx, req_id(rq, 0), &f);
	if (rc == ERR_OK)
		rc = page_begin(cx, rq, rs, "feedback/show.cs");
	if (rc == ERR_OK)
		model_put_report(cx, rs->model, &f);
	return rc;
}

enum err
page_report(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	enum err rc;

	rs->etag = true;
	rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_one(cx, rq, rs)) : rc;
}
