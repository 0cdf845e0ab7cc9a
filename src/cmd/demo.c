#include "cmd/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypto.h"
#include "cmd/demo_script.h"
#include "domain/authorization.h"
#include "domain/attachment.h"
#include "domain/extra.h"
#include "domain/feedback.h"
#include "domain/first.h"
#include "domain/message.h"
#include "domain/organization.h"
#include "domain/score.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "store/blob.h"
#include "store/store.h"

/* What the sink keeps between records. */
struct loader {
	int64_t start; /* of the portal: offsets count from it */
	FILE *sign_ins;
	int64_t position;   /* of the next thing of the catalogue */
	int64_t rank;       /* of the next severity */
	int64_t agreement;  /* that everyone accepts */
	struct arena *step; /* memory of one step */
	struct user_id {
		const char *name;
		int64_t id;
		enum role role;
		struct user_id *next;
	} * users;
};

/* The script's words are already in the order of struct words. */
static struct words
words(struct demo_words w)
{
	return (struct words){ w.in[DEMO_EN], w.in[DEMO_ZH_CN] };
}

/* One write of the catalogue, in a transaction of its own. */
#define CATALOGUE(cx, call)                                                    \
	do {                                                                   \
		enum err rc_ = store_begin(cx);                                \
		if (rc_ != ERR_OK)                                             \
			return rc_;                                            \
		return store_end(cx, (call));                                  \
	} while (0)

static enum err
put_subtype(struct ctx *cx, void *arg, const struct demo_subtype *s)
{
	struct loader *l = arg;

	CATALOGUE(
	    cx, store_put_sub_type(cx, s->id, words(s->name), ++l->position));
}

static enum err
put_product(struct ctx *cx, void *arg, const struct demo_product *p)
{
	struct loader *l = arg;

	CATALOGUE(cx,
	    store_put_product(cx, p->id, p->subtype->id, "", words(p->name),
		words(p->desc), ++l->position));
}

static enum err
put_problem(struct ctx *cx, void *arg, const struct demo_problem *b)
{
	struct loader *l = arg;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_put_problem_type(cx, b->id, b->product->id,
	    b->type == DEMO_FAULT ? 5 : 0, words(b->name), words(b->desc),
	    ++l->position);
	if (rc == ERR_OK && b->template != NULL)
		rc = store_put_template(cx,
		    arena_printf(cx->mem, "t-%s", b->id), b->id,
		    words(b->template->text));
	return store_end(cx, rc);
}

/* "value = en = zh-cn" */
static bool
read_item(struct ctx *cx, const char *line, struct extra_new_item *out)
{
	const char **part[] = { &out->value, &out->name_en, &out->name_zh };

	for (size_t i = 0; i < NELEM(part); i++) {
		const char *end = strstr(line, " = ");

		if ((end == NULL) != (i == NELEM(part) - 1))
			return false;
		*part[i] = end == NULL
		    ? line
		    : arena_strndup(cx->mem, line, (size_t)(end - line));
		line = end == NULL ? "" : end + 3;
	}
	return true;
}

static const char *
or_none(const char *s)
{
	return s != NULL ? s : "";
}

static enum err
put_extra(struct ctx *cx, void *arg, const struct demo_extra *x)
{
	struct loader *l = arg;
	struct extra_new_item item[DEMO_ITEMS_MAX];
	char *key = arena_strdup(cx->mem, x->id);
	struct extra_new in = { .problem_type_id = x->problem->id,
		.key = key,
		.type = (enum extra_type)x->type,
		.name_en = x->name.in[DEMO_EN],
		.name_zh = x->name.in[DEMO_ZH_CN],
		.desc_en = "",
		.desc_zh = "",
		.tips_en = or_none(x->tips.in[DEMO_EN]),
		.tips_zh = or_none(x->tips.in[DEMO_ZH_CN]),
		.default_value = or_none(x->start),
		.min = or_none(x->min),
		.max = or_none(x->max),
		.required = x->required,
		.hidden = x->hidden,
		.item = item,
		.position = ++l->position };

	for (char *p = key; *p != '\0'; p++)
		if (*p == '-')
			*p = '_';
	in.sensitive = strncmp(key, EXTRA_SECRET, strlen(EXTRA_SECRET)) == 0;
	while (in.nitem < DEMO_ITEMS_MAX && x->items[in.nitem] != NULL) {
		if (!read_item(cx, x->items[in.nitem], &item[in.nitem]))
			return err_fail(cx, ERR_INVALID,
			    "\"%s\" is no item: value = en = zh-cn",
			    x->items[in.nitem]);
		in.nitem++;
	}
	CATALOGUE(cx, extra_define(cx, &in));
}

static enum err
put_severity(struct ctx *cx, void *arg, const struct demo_severity *s)
{
	struct loader *l = arg;

	CATALOGUE(cx,
	    store_put_severity(cx, s->id, words(s->name), words(s->desc),
		s->first_response, s->resolution, ++l->rank));
}

static enum err
put_region(struct ctx *cx, void *arg, const struct demo_region *r)
{
	struct loader *l = arg;

	CATALOGUE(cx,
	    store_put_region(
		cx, r->id, words(r->name), (int)r->type, ++l->position));
}

static enum err
put_dimension(struct ctx *cx, void *arg, const struct demo_dimension *d)
{
	struct loader *l = arg;

	CATALOGUE(cx,
	    store_put_dimension(cx, atoll(d->id), words(d->name),
		words(d->desc), ++l->position));
}

static enum err
put_agreement(struct ctx *cx, void *arg, const struct demo_agreement *a)
{
	struct loader *l = arg;

	if (a->type != DEMO_AGREE_CREATE)
		return ERR_OK;
	l->agreement++;
	CATALOGUE(cx,
	    store_put_agreement(
		cx, l->agreement, words(a->name), words(a->text)));
}

/* People ------------------------------------------------------------------ */

static enum err
put_group(struct ctx *cx, void *arg, const struct demo_group *g)
{
	int64_t id = 0;

	(void)arg;
	return group_add(cx, g->account->name, g->name, g->ticket_administrator,
	    g->group_operator, &id);
}

static const char *
role_of(const struct demo_user *u)
{
	static const char *const staff[ROLE__MAX] = {
		[ROLE_AGENT] = "agent",
		[ROLE_LEAD] = "lead",
		[ROLE_ADMIN] = "administrator",
	};
	static const char *const customer[2][2] = {
		{ "customer", "Ticket Administrator" },
		{ "Ticket Group Operator",
		    "Ticket Administrator and Ticket Group Operator" },
	};
	bool operates = false, submits = false;

	if (u->role != ROLE_CUSTOMER)
		return staff[u->role];
	if (u->account_admin)
		return "account administrator";
	for (int i = 0; i < DEMO_GROUPS_MAX && u->groups[i] != NULL; i++) {
		operates |= u->groups[i]->group_operator;
		submits |= u->groups[i]->ticket_administrator;
	}
	return customer[operates][submits];
}

static enum err
put_user(struct ctx *cx, void *arg, const struct demo_user *u)
{
	struct loader *l = arg;
	struct user_new in = {
		.name = u->id,
		.display_name = u->name,
		.account = u->account == NULL ? NULL : u->account->name,
		.role = u->role,
		.account_admin = u->account_admin,
		.password = crypto_random_password(cx->mem),
		.email = u->email,
		.area_code = u->area_code,
		.mobile = u->mobile,
		.language = u->language == DEMO_ZH_CN ? "zh-cn" : "en",
		.time_zone = u->time_zone,
	};
	struct user_id *id = arena_alloc(cx->mem, sizeof(*id));
	enum err rc;

	rc = user_add(cx, &in, &id->id);
	for (int i = 0;
	     rc == ERR_OK && i < DEMO_GROUPS_MAX && u->groups[i] != NULL; i++)
		rc = group_join(cx, NULL, u->groups[i]->name, u->id);
	if (rc != ERR_OK)
		return rc;
	id->name = u->id;
	id->role = u->role;
	id->next = l->users;
	l->users = id;
	fprintf(l->sign_ins, "%-10s  %s  %-46s  %s\n", u->id, in.password,
	    role_of(u), in.account == NULL ? "support" : in.account);
	return ERR_OK;
}

/* Steps ------------------------------------------------------------------- */

static void
become(struct ctx *cx, const struct loader *l, const struct demo_user *who,
    int64_t at)
{
	const struct user_id *u = l->users;

	while (strcmp(u->name, who->id) != 0)
		u = u->next;
	cx->actor = u->id;
	cx->role = u->role;
	cx->now = l->start + at;
}

/* Whoever runs the command line, now. */
static void
stand_back(struct ctx *cx, const struct loader *l)
{
	cx->now = l->start;
	cx->actor = 0;
	cx->role = ROLE_CUSTOMER;
}

/* The bytes of a demo file, as if they had been uploaded. */
static enum err
upload(struct ctx *cx, const struct demo_file *f, struct upload *out)
{
	struct blob_temp *t;
	char bytes[8192];
	ssize_t n = 0;
	enum err rc;
	int fd;

	fd = open(f->path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return err_fail(cx, ERR_FAULT, "cannot open \"%s\": %s",
		    f->path, strerror(errno));
	arena_defer_close(cx->mem, fd);
	rc = blob_temp_open(cx, cx->conf->tmp_dir, &t);
	while (rc == ERR_OK && (n = read(fd, bytes, sizeof(bytes))) > 0)
		rc = blob_temp_put(cx, t, bytes, (size_t)n);
	if (rc != ERR_OK)
		return rc;
	*out = (struct upload){ .field = "files",
		.name = f->title,
		.fd = t->fd,
		.temp = t->path,
		.size = t->size };
	blob_temp_end(t, out->sha256);
	return n == 0 ? ERR_OK
		      : err_fail(cx, ERR_FAULT, "cannot read \"%s\"", f->path);
}

static enum err
keep_files(struct ctx *cx, const struct demo_step *s, const char **ids)
{
	struct upload up[DEMO_FILES_MAX];
	struct kept *kept;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < s->nfiles; i++)
		rc = upload(cx, &s->files[i], &up[i]);
	if (rc == ERR_OK && s->nfiles > 0)
		rc = attachment_keep(cx, up, s->nfiles, 0, &kept);
	for (size_t i = 0; rc == ERR_OK && i < s->nfiles; i++) {
		if (kept[i].say != NULL)
			return err_fail(cx, ERR_INVALID, "\"%s\": %s",
			    s->files[i].title, kept[i].say);
		ids[i] = kept[i].file.id;
	}
	return rc;
}

/* One of the demo's files, kept; its id. */
static enum err
keep_file(struct ctx *cx, const char *name, const char **id)
{
	const struct demo_file f = { .title = name,
		.path = arena_printf(
		    cx->mem, "%s/demo/files/%s", cx->conf->paths_share, name) };
	struct upload up;
	struct kept *kept;
	enum err rc;

	rc = upload(cx, &f, &up);
	if (rc == ERR_OK)
		rc = attachment_keep(cx, &up, 1, 0, &kept);
	if (rc == ERR_OK && kept->say != NULL)
		rc = err_fail(cx, ERR_INVALID, "\"%s\": %s", name, kept->say);
	if (rc == ERR_OK)
		*id = kept->file.id;
	return rc;
}

static enum err
put_report(struct ctx *cx, void *arg, const struct demo_report *r)
{
	const bool right = r->type == DEMO_INFRINGEMENT;
	const char *file, *id_file;
	struct feedback_new in = { .type = feedback_types[r->type],
		.title = r->title,
		.content = r->content,
		.ip_type = right ? "trademark" : "",
		.ip_area = "",
		.ip_number = or_none(r->registration),
		.ip_content = or_none(r->right),
		.id_type = r->company != NULL ? FEEDBACK_ENTERPRISE : 20,
		.contact = { r->user->name, r->mobile, r->user->email, "", "",
		    or_none(r->company), "" },
		.file = &file,
		.nfile = 1,
		.id_file = &id_file,
		.nid_file = 1 };
	int64_t id;
	enum err rc;

	become(cx, arg, r->user, -r->ago);
	rc = keep_file(cx, r->evidence, &file);
	if (rc == ERR_OK)
		rc = keep_file(cx, r->proof, &id_file);
	if (rc == ERR_OK)
		rc = feedback_create(cx, &in, &id);
	stand_back(cx, arg);
	return rc;
}

static enum err
create(struct ctx *cx, const struct loader *l, struct demo_step *s,
    const char *const *ids)
{
	const struct demo_ticket *t = s->ticket;
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = t->product->id,
		.problem_type_id = t->problem->id,
		.severity_id = t->severity->id,
		.region_id = t->region == NULL ? "" : t->region->id,
		.description = s->text,
		.remind_mail = t->user->email == NULL ? "" : t->user->email,
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "0",
		.cc_email = "",
		.agreement_id = l->agreement,
		.attachment = ids,
		.nattachment = s->nfiles,
	};

	return ticket_create(cx, &in, &s->ticket->key);
}

static enum err
act(struct ctx *cx, const struct loader *l, struct demo_step *s,
    const char *const *ids)
{
	static const enum verb verb_of[DEMO_ACT__MAX] = {
		[DEMO_TAKE] = VERB_TAKE,
		[DEMO_MESSAGE] = VERB_MESSAGE,
		[DEMO_REPLY] = VERB_REPLY,
		[DEMO_NOTE] = VERB_NOTE,
		[DEMO_ASK] = VERB_ASK,
		[DEMO_RESOLVE] = VERB_RESOLVE,
		[DEMO_PAUSE] = VERB_PAUSE,
		[DEMO_URGE] = VERB_URGE,
		[DEMO_CANCEL] = VERB_CANCEL,
		[DEMO_CLOSE] = VERB_CLOSE,
		[DEMO_REJECT] = VERB_REJECT,
		[DEMO_DELETE] = VERB_DELETE,
		[DEMO_INVALIDATE] = VERB_INVALIDATE,
	};
	struct score_value value[DEMO_SCORES_MAX];
	const struct score_input score = { value, s->nscores,
		s->act == DEMO_CLOSE ? s->text : "" };
	struct act_input in = { .text = s->text,
		.seen = -1,
		.attachment = ids,
		.nattachment = s->nfiles,
		.until = s->act == DEMO_PAUSE ? l->start + s->until : 0 };
	struct ticket t;
	enum err rc;

	for (size_t i = 0; i < s->nscores; i++)
		value[i] = (struct score_value){
			.dimension_id = atoll(s->scores[i].dimension->id),
			.value = s->scores[i].value,
		};
	if (s->act == DEMO_CLOSE && s->nscores > 0) {
		in.score = &score;
		in.text = "";
	}
	rc = ticket_act(cx, s->ticket->key, verb_of[s->act], &in);
	if (rc == ERR_OK && s->act == DEMO_MESSAGE) {
		rc = ticket_get(cx, s->ticket->key, &t);
		s->key = t.message_count;
	}
	return rc;
}

/* Sign-in to the customer's account, for what the text says. */
static enum err
ask_access(struct ctx *cx, const struct demo_step *s)
{
	struct auth_new in = {
		.resource = 2,
		.visit = 4,
		.describe = s->text,
	};
	int64_t id;

	for (size_t i = 0; i < AUTH_DETAILS_MAX; i++)
		in.place[i] = (struct auth_place){ -1, "", "" };
	return authorization_request(cx, s->ticket->key, &in, &id);
}

/* With a user that nobody has. */
static enum err
grant_access(struct ctx *cx, const struct loader *l, const struct demo_step *s)
{
	struct auth_grant in = { .from = cx->now,
		.to = l->start + (int64_t)3 * 86400,
		.agency = "" };
	struct auth_list list;
	enum err rc;

	in.key[0] = (struct auth_key){ 0, "support-guest",
		crypto_random_password(cx->mem) };
	rc = authorization_of_ticket(cx, s->ticket->key, &list);
	if (rc == ERR_OK && list.count == 0)
		rc = err_fail(cx, ERR_NOTFOUND, "nothing is asked for");
	return rc == ERR_OK ? authorization_confirm(cx, list.item[0].id, &in)
			    : rc;
}

static enum err
put_step(struct ctx *cx, void *arg, struct demo_step *s)
{
	struct loader *l = arg;
	const char *ids[DEMO_FILES_MAX];
	struct arena *records = cx->mem;
	enum err rc;

	/* A step's memory goes with it; its records stay. */
	cx->mem = l->step;
	become(cx, l, s->user, s->at);
	rc = keep_files(cx, s, ids);
	if (rc == ERR_OK && s->act == DEMO_CREATE)
		rc = create(cx, l, s, ids);
	else if (rc == ERR_OK && s->act == DEMO_WITHDRAW)
		rc = message_withdraw(cx, s->ticket->key, s->target->key);
	else if (rc == ERR_OK && s->act == DEMO_ACCESS)
		rc = ask_access(cx, s);
	else if (rc == ERR_OK && s->act == DEMO_GRANT)
		rc = grant_access(cx, l, s);
	else if (rc == ERR_OK)
		rc = act(cx, l, s, ids);
	cx->mem = records;
	if (cx->why != NULL)
		cx->why = arena_strdup(records, cx->why);
	arena_reset(l->step);
	return rc;
}

static FILE *
open_sign_ins(struct ctx *cx, const char *path)
{
	int fd;
	FILE *f;

	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	f = fd == -1 ? NULL : fdopen(fd, "w");
	if (f == NULL && fd != -1)
		close(fd);
	if (f == NULL)
		err_fail(cx, ERR_FAULT, "cannot write \"%s\": %s", path,
		    strerror(errno));
	return f;
}

enum err
demo_load(struct ctx *cx)
{
	static const struct demo_sink sink = {
		.subtype = put_subtype,
		.product = put_product,
		.problem = put_problem,
		.extra = put_extra,
		.severity = put_severity,
		.region = put_region,
		.dimension = put_dimension,
		.agreement = put_agreement,
		.group = put_group,
		.user = put_user,
		.report = put_report,
		.step = put_step,
	};
	const char *path = arena_printf(
	    cx->mem, "%s/demo-accounts.txt", cx->conf->paths_data);
	struct conf open_handed = *cx->conf;
	const struct conf *settings = cx->conf;
	struct loader l = { .start = cx->now };
	enum err rc;

	l.sign_ins = open_sign_ins(cx, path);
	if (l.sign_ins == NULL)
		return ERR_FAULT;
	l.step = arena_new();
	/* A month of files arrives within seconds. */
	open_handed.uploads_daily_volume = INT64_MAX / 2;
	cx->conf = &open_handed;
	rc = first_settings(cx);
	if (rc == ERR_OK)
		rc = demo_script_run(cx,
		    arena_printf(cx->mem, "%s/demo", cx->conf->paths_share),
		    &sink, &l);
	cx->conf = settings;
	stand_back(cx, &l);
	arena_free(l.step);
	if (fclose(l.sign_ins) != 0 && rc == ERR_OK)
		rc = err_fail(cx, ERR_FAULT, "cannot write \"%s\": %s", path,
		    strerror(errno));
	return rc;
}
