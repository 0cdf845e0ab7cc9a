#include "domain/message.h"

#include <inttypes.h>

#include "base/conf.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/confidential.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "store/store.h"

/* Files come in the order of their messages: give each its run. */
static void
hand_out(struct messages *list, const struct files *files)
{
	for (size_t i = 0; i < list->count; i++) {
		struct message *m = &list->item[i];
		size_t n = 0;

		m->nfile = 0;
		m->file = NULL;
		for (size_t j = 0; j < files->count; j++) {
			const struct attachment *f = &files->item[j];

			if ((m->note ? f->note_number : f->message_number) !=
			    m->number)
				continue;
			if (n++ == 0)
				m->file = f;
			m->nfile = n;
		}
	}
}

static void
hand_out_confided(struct messages *list, const struct confided_list *confided)
{
	for (size_t i = 0; i < confided->count; i++)
		for (size_t j = 0; j < list->count; j++)
			if (list->item[j].number == confided->item[i].message)
				list->item[j].confided = &confided->item[i];
}

static void
mark_withdrawable(const struct ctx *cx, struct messages *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct message *m = &list->item[i];

		m->may_withdraw = m->author_id == cx->actor && m->number > 1 &&
		    m->withdrawn_at == 0 &&
		    m->created_at > cx->now - cx->conf->tickets_withdraw_window;
	}
}

static bool
any_files(const struct messages *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->item[i].nfile > 0)
			return true;
	return false;
}

enum err
thread_get(struct ctx *cx, int64_t ticket, int64_t before, int64_t limit,
    struct thread *out)
{
	bool staff = is_staff(cx);
	int64_t last = before > 0 ? before - 1 : INT64_MAX, since = 0;
	struct messages messages, notes = { 0 };
	struct files files = { 0 };
	struct logs logs;
	struct ticket t = { .has_confided = true };
	enum err rc;

	*out = (struct thread){ 0 };
	if (before <= 0) {
		rc = ticket_get(cx, ticket, &t);
		if (rc != ERR_OK)
			return rc;
		last = t.message_count;
	}
	rc = store_messages(cx, staff, ticket, last, limit, &messages);
	if (rc == ERR_OK && messages.count > 1) {
		out->earlier = messages.item[1].number - 2;
		if (out->earlier > 0)
			since = messages.item[1].created_at;
	}
	if (rc == ERR_OK && staff)
		rc = store_notes(cx, ticket, since, limit, &notes);
	if (rc == ERR_OK)
		rc = store_logs(cx, staff, ticket, &logs);
	if (rc == ERR_OK && (any_files(&messages) || any_files(&notes)))
		rc = store_files(cx, staff, ticket, &files);
	if (rc == ERR_OK && t.has_confided)
		rc = confidential_list(cx, ticket, &out->confided);
	if (rc != ERR_OK)
		return rc;

	for (size_t i = 0; i < files.count; i++)
		attachment_describe(&files.item[i]);
	hand_out(&messages, &files);
	hand_out(&notes, &files);
	hand_out_confided(&messages, &out->confided);
	mark_withdrawable(cx, &messages);
	out->message = messages.item;
	out->nmessage = messages.count;
	out->note = notes.item;
	out->nnote = notes.count;
	out->log = logs.item;
	out->nlog = logs.count;
	return ERR_OK;
}

enum err
thread_part(struct ctx *cx, int64_t ticket, bool notes, int64_t first,
    int64_t last, struct messages *out)
{
	const bool staff = is_staff(cx);
	struct files files = { 0 };
	enum err rc;

	/* Message 1 comes with each part, and where there are fewer, older
	 * ones. */
	rc = notes
	    ? store_note_part(cx, ticket, first, last, out)
	    : store_messages(cx, staff, ticket, last, last - first + 2, out);
	if (rc == ERR_OK && any_files(out))
		rc = store_files(cx, staff, ticket, &files);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < files.count; i++)
		attachment_describe(&files.item[i]);
	while (out->count > 0 && out->item->number < first) {
		out->item++;
		out->count--;
	}
	hand_out(out, &files);
	return ERR_OK;
}

/* Withdrawal -------------------------------------------------------------- */

static enum err
log_withdrawal(struct ctx *cx, const struct ticket *t, int64_t number)
{
	struct ticket_change c = {
		.may = is_staff(cx) ? MAY_STAFF : MAY_CUSTOMER,
		.ticket = t->id,
		.from = STATUSES_ALL,
		.to = STATE_KEEP,
		.seen = -1,
		.visible = true,
		.log = LOG_WITHDRAW,
	};
	struct log_new log = {
		.ticket = t->id,
		.type = LOG_WITHDRAW,
		.operator_kind = is_staff(cx) ? 1 : 0,
		.from_status = (int)t->status,
		.to_status = (int)t->status,
		.visible = true,
		.description = "",
		.message_number = number,
	};
	enum err rc;

	rc = store_ticket_change(cx, &c);
	if (rc == ERR_OK && !c.changed)
		rc = err_say(cx, ERR_DENIED, "denied",
		    "withdrawal was refused by its statement");
	log.number = c.log_number;
	return rc == ERR_OK ? store_log_add(cx, &log) : rc;
}

static enum err
withdraw(struct ctx *cx, int64_t ticket, int64_t number)
{
	bool found, withdrawn;
	struct ticket t;
	int64_t changed;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = store_message_mine(cx, ticket, number, &found, &withdrawn);
	if (rc == ERR_OK && (!found || withdrawn))
		rc = err_fail(cx, ERR_NOTFOUND,
		    "user %" PRId64 " has no message %" PRId64, cx->actor,
		    number);
	if (rc == ERR_OK)
		rc = store_message_withdraw(cx, ticket, number,
		    cx->now - cx->conf->tickets_withdraw_window, &changed);
	if (rc == ERR_OK && changed == 0)
		rc = err_say(cx, ERR_CONFLICT, "withdraw_late",
		    "message %" PRId64 " is past its window", number);
	if (rc == ERR_OK)
		rc = store_file_delete_of_message(cx, ticket, number);
	if (rc == ERR_OK)
		rc = confidential_wipe(cx, ticket, number);
	if (rc == ERR_OK)
		rc = log_withdrawal(cx, &t, number);
	if (rc == ERR_OK)
		rc = clock_update(cx, ticket);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "withdrawMessage", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, ticket),
		    arena_printf(cx->mem, "message %" PRId64, number));
	return rc;
}

enum err
message_withdraw(struct ctx *cx, int64_t ticket, int64_t number)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = withdraw(cx, ticket, number);
	return act_end(cx, rc, ticket);
}

/* Writing ----------------------------------------------------------------- */

enum err
message_check(struct ctx *cx, const char *text, size_t max, size_t files)
{
	if (text_blank(text) && files == 0)
		return err_say(
		    cx, ERR_INVALID, "message_empty", "neither text nor file");
	if (utf8_count(text) > max) {
		cx->say_n = (int64_t)max;
		return err_say(cx, ERR_INVALID, "too_long",
		    "a text of more than %zu characters", max);
	}
	return ERR_OK;
}

enum err
message_bind(struct ctx *cx, const char *const *id, size_t n, int64_t ticket,
    int64_t message, int64_t note)
{
	enum err rc = ERR_OK;
	int64_t changed;

	if (n > (size_t)cx->conf->uploads_max_count) {
		cx->say_n = cx->conf->uploads_max_count;
		return err_say(
		    cx, ERR_INVALID, "file_count", "%zu files at once", n);
	}
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		rc = store_file_bind(
		    cx, id[i], ticket, message, note, (int64_t)i + 1, &changed);
		if (rc == ERR_OK && changed != 1)
			rc = err_say(cx, ERR_INVALID, "accessory_unknown",
			    "no unbound file \"%s\"", id[i]);
	}
	return rc;
}
