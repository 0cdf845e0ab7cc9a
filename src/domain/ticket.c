#include "domain/ticket.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/act.h"
#include "domain/clock.h"
#include "domain/confidential.h"
#include "domain/contact.h"
#include "domain/extra.h"
#include "domain/message.h"
#include "domain/quota.h"
#include "domain/reach.h"
#include "domain/relation.h"
#include "domain/search.h"
#include "domain/visit.h"
#include "store/store.h"

static void
open_contact(struct ctx *cx, struct ticket *t)
{
	const struct sealed sealed = { t->contact, t->contact_len };
	const struct sealed reach = { t->submitter_reach,
		t->submitter_reach_len };
	struct contact c;

	contact_open(cx, t->id, &sealed, &c);
	t->remind_mail = c.mail;
	t->remind_mobile = c.mobile;
	t->cc_email = c.cc;
	if (is_staff(cx))
		reach_open(cx, t->submitter_id, &reach, &t->submitter_email,
		    &t->submitter_mobile);
}

enum err
ticket_get(struct ctx *cx, int64_t id, struct ticket *out)
{
	enum err rc;

	rc = store_ticket_get(cx, is_staff(cx), id, out);
	if (rc == ERR_OK)
		open_contact(cx, out);
	return rc;
}

enum err
ticket_revision(struct ctx *cx, int64_t id, int64_t *out)
{
	int64_t messages;

	return ticket_progress(cx, id, out, &messages);
}

enum err
ticket_progress(
    struct ctx *cx, int64_t id, int64_t *revision, int64_t *messages)
{
	return store_ticket_revision(cx, is_staff(cx), id, revision, messages);
}

/* What the tickets of a list wear, in one go. */
static enum err
read_labels(struct ctx *cx, struct ticket_list *list)
{
	int64_t *id = arena_array(cx->mem, list->count + 1, sizeof(*id));
	struct label_list all;
	enum err rc;

	for (size_t i = 0; i < list->count; i++)
		id[i] = list->item[i].id;
	rc = label_of_rows(cx, id, list->count, &all);
	for (size_t i = 0; rc == ERR_OK && i < list->count; i++) {
		struct label_list *l = &list->item[i].labels;

		for (size_t k = 0; k < all.count; k++) {
			if (all.item[k].ticket != id[i])
				continue;
			if (l->count == 0)
				l->item = arena_array(cx->mem,
				    TICKET_LABELS_MAX, sizeof(*l->item));
			if (l->count < TICKET_LABELS_MAX)
				l->item[l->count++] = all.item[k];
		}
	}
	return rc;
}

enum err
ticket_list(
    struct ctx *cx, const struct ticket_filter *f, struct ticket_list *out)
{
	struct ticket_filter filter = *f;
	enum err rc;

	*out = (struct ticket_list){ 0 };
	filter.words = search_words(cx->mem, f->q);
	if (*f->q != '\0' && *filter.words == '\0')
		return ERR_OK;
	rc = store_ticket_list(cx, &filter, out);
	if (rc == ERR_OK)
		rc = read_labels(cx, out);
	return rc == ERR_OK ? visit_unread(cx, out) : rc;
}

enum err
ticket_counts(struct ctx *cx, enum scope scope, int64_t group_id,
    struct ticket_counts *out)
{
	return store_ticket_counts(cx, scope, group_id, out);
}

enum err
ticket_submitters(
    struct ctx *cx, enum scope scope, int64_t group_id, struct choices *out)
{
	*out = (struct choices){ 0 };
	if (scope != SCOPE_ACCOUNT && scope != SCOPE_GROUP)
		return ERR_OK;
	return store_submitters(cx, scope == SCOPE_GROUP ? group_id : 0, out);
}

enum err
ticket_count_late(struct ctx *cx, int64_t max, int64_t *n)
{
	return store_count_late(cx, max, n);
}

enum err
ticket_open_of(struct ctx *cx, int64_t customer, int64_t *n)
{
	return store_customer_open(cx, customer, n);
}

enum err
ticket_may_create(struct ctx *cx, bool *out)
{
	return store_may_create(cx, out);
}

/* Creation ---------------------------------------------------------------- */

/* The first line that says something, cut at TICKET_TITLE_MAX. */
static const char *
title_of(struct ctx *cx, const char *description)
{
	const char *s = description;
	size_t len;
	char *line;

	for (;;) {
		s += strspn(s, " \t\n");
		len = strcspn(s, "\n");
		line = utf8_name(cx->mem, arena_strndup(cx->mem, s, len));
		if (*line != '\0' || s[len] == '\0')
			break;
		s += len;
	}
	if (utf8_count(line) <= TICKET_TITLE_MAX)
		return line;
	return arena_printf(
	    cx->mem, "%s…", utf8_truncate(cx->mem, line, TICKET_TITLE_MAX - 1));
}

/* Do the chosen ids go together, and is what they need there? */
static enum err
check_choices(
    struct ctx *cx, const struct ticket_new *in, const char **sub_type)
{
	bool found, region_ok;
	int case_type;
	enum err rc;

	rc = store_choice_check(
	    cx, in, &found, sub_type, &case_type, &region_ok);
	if (rc != ERR_OK)
		return rc;
	if (!found || !region_ok)
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "product, problem type, severity or region is unknown");
	if (case_type == 5 && *in->region_id == '\0')
		return err_say(cx, ERR_INVALID, "region_needed",
		    "a fault report without a region");
	return ERR_OK;
}

/* The newest agreement must be accepted, now or before. */
static enum err
check_agreement(struct ctx *cx, const struct ticket_new *in, bool *sign)
{
	struct agreement a;
	bool signed_already;
	enum err rc;

	rc = store_agreement_latest(cx, &a, &signed_already);
	if (rc != ERR_OK)
		return rc;
	*sign = a.id != 0 && !signed_already;
	if (*sign && in->agreement_id != a.id)
		return err_say(cx, ERR_INVALID, "agreement_needed",
		    "agreement %" PRId64 " is not accepted", a.id);
	return ERR_OK;
}

static enum err
create(struct ctx *cx, const struct ticket_new *in, int64_t *id)
{
	struct log_new log = { .number = 1,
		.type = LOG_CREATE,
		.visible = true,
		.description = "",
		.message_number = 1 };
	struct sealed contact;
	const char *sub_type;
	bool may, sign;
	enum err rc;

	rc = store_may_create(cx, &may);
	if (rc == ERR_OK && !may)
		rc = err_say(cx, ERR_DENIED, "may_not_create",
		    "user %" PRId64 " may not open tickets", cx->actor);
	if (rc == ERR_OK)
		rc = check_choices(cx, in, &sub_type);
	if (rc == ERR_OK)
		rc = quota_check(cx, in->problem_type_id);
	if (rc == ERR_OK)
		rc = check_agreement(cx, in, &sign);
	if (rc == ERR_OK)
		rc = store_sequence_next(cx, "ticket", id);
	if (rc == ERR_OK)
		rc = contact_seal(cx, *id,
		    &(struct contact){ .mail = in->remind_mail,
			.mobile = in->remind_mobile,
			.cc = in->cc_email },
		    &contact);
	if (rc == ERR_OK)
		rc = store_ticket_add(cx, *id, in, &contact, sub_type,
		    title_of(cx, in->description));
	if (rc == ERR_OK)
		rc = store_message_add(cx, *id, 1, AUTHOR_CUSTOMER,
		    in->description, in->nattachment);
	if (rc == ERR_OK)
		rc = message_bind(
		    cx, in->attachment, in->nattachment, *id, 1, 0);
	if (rc == ERR_OK)
		rc = extra_add(
		    cx, *id, in->problem_type_id, in->extra, in->nextra);
	if (rc == ERR_OK)
		rc = confidential_put(cx, *id, 1, in->confidential);
	log.ticket = *id;
	if (rc == ERR_OK)
		rc = store_log_add(cx, &log);
	if (rc == ERR_OK && in->related != 0)
		rc = relation_follow(cx, *id, in->related);
	if (rc == ERR_OK && sign)
		rc = store_agreement_sign(cx, in->agreement_id, *id);
	if (rc == ERR_OK)
		rc = clock_update(cx, *id);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "createCase", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, *id), "");
	return rc;
}

enum err
ticket_create(struct ctx *cx, const struct ticket_new *in, int64_t *id)
{
	enum err rc;

	rc = message_check(cx, in->description, TICKET_DESCRIPTION_MAX, 0);
	if (rc == ERR_OK)
		rc = confidential_check(cx, in->confidential);
	if (rc != ERR_OK)
		return rc;
	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = create(cx, in, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}
