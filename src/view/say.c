/*
 * say.c - complaints in words, and forms that are shown again.
 */
#include "view/view.h"

#include <inttypes.h>
#include <string.h>

#include "view/time.h"

#define SLOTS_MAX 16

const char *
lang_say(struct ctx *cx, const char *key, int64_t n, const struct slot *slot,
    size_t nslot)
{
	const char *text = lang_text(cx, "Say", key);
	struct slot all[SLOTS_MAX];
	const char *number;
	size_t count = 0;

	if (*text == '\0')
		text = lang_text(cx, "Say", "invalid");
	if (strchr(text, '{') == NULL)
		return text;

	while (count < nslot && count < SLOTS_MAX - 6) {
		all[count] = slot[count];
		count++;
	}
	number = arena_printf(cx->mem, "%" PRId64, n);
	all[count++] = (struct slot){ "n", number };
	all[count++] = (struct slot){ "max", number };
	all[count++] = (struct slot){ "min", number };
	all[count++] = (struct slot){ "at", time_words(cx, n) };
	all[count++] = (struct slot){ "wait", duration_words(cx, n) };
	all[count++] = (struct slot){ "size", size_words(cx, n) };
	return lang_fill(cx, text, all, count);
}

static bool
is_numbered(const char *name, const char *as)
{
	size_t len = strlen(as);

	return len > 0 && as[len - 1] == '_' && strncmp(name, as, len) == 0 &&
	    name[len] >= '1' && name[len] <= '9' && name[len + 1] == '\0';
}

const char *
field_label(const struct ctx *cx, const char *name)
{
	static const struct {
		const char *name, *group, *key;
	} rows[] = {
		{ "account", "Fact", "Account" },
		{ "account_", "Auth", "User" },
		{ "agency_id", "Auth", "Agency" },
		{ "area_code", "New", "Area" },
		{ "auth_describe", "Auth", "Why" },
		{ "auth_effective_time", "Auth", "From" },
		{ "auth_expire_time", "Auth", "To" },
		{ "cc_email", "Fact", "Copies" },
		{ "confidential", "Auth", "Confide" },
		{ "contacts_address", "Feedback", "Address" },
		{ "contacts_area", "Feedback", "Area" },
		{ "contacts_company_name", "Feedback", "Company" },
		{ "contacts_id_type", "Feedback", "As" },
		{ "contacts_mobile", "Feedback", "Phone" },
		{ "contacts_name", "Feedback", "Name" },
		{ "contacts_other_way", "Feedback", "Other" },
		{ "contacts_mail", "Fact", "Mail" },
		{ "content", "Compose", "Message" },
		{ "email", "Fact", "Mail" },
		{ "from", "List", "From" },
		{ "instance_name_", "Auth", "Name" },
		{ "ip_area", "Feedback", "IpArea" },
		{ "ip_content", "Feedback", "IpContent" },
		{ "ip_number", "Feedback", "IpNumber" },
		{ "ip_type", "Feedback", "IpType" },
		{ "judgement", "Score", "Say" },
		{ "language", "Foot", "Language" },
		{ "label_ids", "Label", "Title" },
		{ "mobile", "Fact", "Mobile" },
		{ "name", "Account", "Name" },
		{ "new_password", "Account", "New" },
		{ "new_password_again", "Account", "Again" },
		{ "operate_desc", "Auth", "Reason" },
		{ "password", "Login", "Password" },
		{ "related_id", "Relation", "Number" },
		{ "password_", "Auth", "Password" },
		{ "port_", "Auth", "Port" },
		{ "reject_reason", "Auth", "RefuseWhy" },
		{ "remind_mail", "Fact", "Mail" },
		{ "remind_mobile", "Fact", "Mobile" },
		{ "remind_time", "New", "Call" },
		{ "role", "Org", "Role" },
		{ "simple_description", "New", "What" },
		{ "time_zone", "Account", "Zone" },
		{ "title", "Feedback", "Subject" },
		{ "to", "List", "To" },
		{ "type", "Feedback", "Type" },
		{ "user", "Login", "User" },
		{ "username", "Login", "User" },
		{ "visit_type_id", "Auth", "Visit_" },
	};

	/* "port_2" is called as "port_" is. */
	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].name, name) == 0 ||
		    is_numbered(name, rows[i].name))
			return lang_text(cx, rows[i].group, rows[i].key);
	return NULL;
}

void
model_put_error(struct model *page, const char *to, const char *say)
{
	struct model *row = model_row(model_at(page, "F.Errors"));

	model_text(row, "to", to);
	model_text(row, "say", say);
}

/* The number of most complaints is the limit; that of a text that is too
 * long is how long it is. */
static const char *
complaint(struct ctx *cx, const struct form *f, size_t i)
{
	const struct slot max = { "max",
		arena_printf(cx->mem, "%" PRId64, f->schema->field[i].max) };
	bool too_long = strcmp(f->error[i], "too_long") == 0;

	return lang_say(cx, f->error[i], f->error_n[i], &max, too_long);
}

/* In the summary, far from its field, a complaint says whose it is. */
static void
put_complaint(struct ctx *cx, struct model *page, const char *field,
    const char *to, const char *say)
{
	const char *label = field_label(cx, field);

	if (label != NULL)
		say = arena_printf(cx->mem, "%s – %s", label, say);
	model_put_error(page, to, say);
}

static const char *
control(const char *field, const struct slot *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(ids[i].name, field) == 0)
			return ids[i].value;
	return field;
}

/* A secret that was typed and does not come back. */
static bool
is_lost(const struct form *f, const struct field *fd)
{
	if ((fd->flags & SECRET) == 0)
		return false;
	for (size_t i = 0; i < f->rq->nparam; i++)
		if (*f->rq->param[i].value != '\0' &&
		    schema_field(f->schema, f->rq->param[i].name) == fd)
			return true;
	return false;
}

void
model_put_form(struct ctx *cx, struct model *page, struct model *at,
    const struct form *f, const struct slot *ids, size_t nids)
{
	if (f->say != NULL)
		model_text(
		    page, "F.Say", lang_say(cx, f->say, f->say_n, NULL, 0));
	for (size_t i = 0; i < f->schema->n; i++) {
		const struct field *fd = &f->schema->field[i];
		struct model *m = model_node(at, fd->name, strlen(fd->name));

		if (fd->type == FIELD_BOOL && *f->value[i] != '\0')
			model_text(m, "v", "1");
		else if ((fd->flags & SECRET) == 0 && *f->value[i] != '\0')
			model_text(m, "v", f->value[i]);
		if (is_lost(f, fd)) {
			model_text(m, "lost", "1");
			model_text(page, "F.Lost", "1");
		}
		if (f->error[i] == NULL)
			continue;
		model_text(m, "e", complaint(cx, f, i));
		put_complaint(cx, page, fd->name, control(fd->name, ids, nids),
		    model_get(m, "e"));
	}
}
