#include "domain/label.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/touch.h"
#include "store/store.h"

/* At least 4.5:1 against white: tests/t-label.c computes it. */
const struct label_color label_colors[LABEL_COLORS] = {
	{ "#B42318", "red" },
	{ "#B3470C", "orange" },
	{ "#8A5A00", "amber" },
	{ "#1B7340", "green" },
	{ "#0B7285", "teal" },
	{ "#1D5FCB", "blue" },
	{ "#6C45C9", "violet" },
	{ "#B5247A", "pink" },
	{ "#7B4F2E", "brown" },
	{ "#55606E", "grey" },
};

int
label_color_find(const char *hex)
{
	for (int i = 0; i < LABEL_COLORS; i++)
		if (strcmp(label_colors[i].hex, hex) == 0)
			return i;
	return -1;
}

static const char *
ticket_name(struct ctx *cx, int64_t ticket)
{
	return arena_printf(cx->mem, TICKET_NAME_FMT, ticket);
}

static const char *
label_id(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->mem, "%" PRId64, id);
}

/* The set ----------------------------------------------------------------- */

enum err
label_list(struct ctx *cx, struct label_list *out)
{
	return store_labels(cx, out);
}

enum err
label_list_of(
    struct ctx *cx, int64_t account, int64_t label, struct label_list *out)
{
	return store_labels_of(cx, account, label, out);
}

/* By which two names are one. */
static const char *
key_of(struct ctx *cx, const char *name)
{
	return fold_key(cx->mem, utf8_name(cx->mem, name));
}

static enum err
check(struct ctx *cx, int64_t id, const char *name, const char *color)
{
	bool taken;
	enum err rc;

	if (!name_good(name) || strcmp(utf8_name(cx->mem, name), name) != 0)
		return err_say(
		    cx, ERR_INVALID, "label_name", "no name for a label");
	if (label_color_find(color) == -1)
		return err_say(cx, ERR_INVALID, "label_color",
		    "no colour \"%s\" for a label", color);
	rc = store_label_taken(cx, key_of(cx, name), id, &taken);
	if (rc == ERR_OK && taken)
		rc = err_say(cx, ERR_INVALID, "label_taken",
		    "there is a label \"%s\"", name);
	return rc;
}

static enum err
create(struct ctx *cx, const char *name, const char *color, int64_t *id)
{
	int64_t count;
	enum err rc;

	rc = check(cx, 0, name, color);
	if (rc == ERR_OK)
		rc = store_label_count(cx, &count);
	if (rc == ERR_OK && count >= LABELS_MAX) {
		cx->say_n = LABELS_MAX;
		rc = err_say(cx, ERR_CONFLICT, "labels_full",
		    "%" PRId64 " labels are enough", count);
	}
	if (rc == ERR_OK)
		rc = store_label_add(cx, name, key_of(cx, name), color, id);
	return rc != ERR_OK ? rc
			    : audit_add(cx, RATING_NORMAL, "createLabel",
				  "label", label_id(cx, *id), name);
}

enum err
label_create(struct ctx *cx, const char *name, const char *color, int64_t *id)
{
	enum err rc;

	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = create(cx, name, color, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}

static enum err
must_change(struct ctx *cx, int64_t id, int64_t changed)
{
	return changed == 1 ? ERR_OK
			    : err_fail(cx, ERR_NOTFOUND,
				  "no label %" PRId64 " of his account", id);
}

/* What it was called; "" if there is none of the account. */
static enum err
former(struct ctx *cx, int64_t id, const char **out)
{
	struct label_list all;
	enum err rc;

	*out = "";
	rc = label_list(cx, &all);
	for (size_t i = 0; rc == ERR_OK && i < all.count; i++)
		if (all.item[i].id == id)
			*out = all.item[i].name;
	return rc;
}

static enum err
change(struct ctx *cx, int64_t id, const char *name, const char *color)
{
	const char *was;
	int64_t changed;
	enum err rc;

	rc = check(cx, id, name, color);
	if (rc == ERR_OK)
		rc = former(cx, id, &was);
	if (rc == ERR_OK)
		rc = store_label_change(
		    cx, id, name, key_of(cx, name), color, &changed);
	if (rc == ERR_OK)
		rc = must_change(cx, id, changed);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL, "updateLabel", "label",
		  label_id(cx, id), audit_change(cx, "name", was, name));
}

enum err
label_change(struct ctx *cx, int64_t id, const char *name, const char *color)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = change(cx, id, name, color);
	return act_end(cx, rc, id);
}

enum err
label_delete(struct ctx *cx, int64_t id)
{
	int64_t changed;
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = store_label_delete(cx, id, &changed);
		if (rc == ERR_OK)
			rc = must_change(cx, id, changed);
		if (rc == ERR_OK)
			rc = audit_add(cx, RATING_NORMAL, "deleteLabel",
			    "label", label_id(cx, id), "");
	}
	return act_end(cx, rc, id);
}

/* On tickets -------------------------------------------------------------- */

enum err
label_of_ticket(struct ctx *cx, int64_t ticket, struct label_list *out)
{
	return store_labels_of_ticket(cx, is_staff(cx), ticket, out);
}

enum err
label_of_rows(
    struct ctx *cx, const int64_t *ticket, size_t n, struct label_list *out)
{
	struct buf ids;

	*out = (struct label_list){ 0 };
	if (n == 0)
		return ERR_OK;
	buf_init(&ids, cx->mem);
	for (size_t i = 0; i < n; i++)
		buf_puts(&ids,
		    arena_printf(
			cx->mem, "%c%" PRId64, i == 0 ? '[' : ',', ticket[i]));
	buf_putc(&ids, ']');
	return store_labels_of_rows(cx, is_staff(cx), ids.s, out);
}

static const struct label *
find(const struct label_list *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->item[i].id == id)
			return &list->item[i];
	return NULL;
}

/* One by one; *names is what really changed. */
static enum err
move(struct ctx *cx, int64_t ticket, const int64_t *id, size_t n, bool on,
    const char **names)
{
	struct label_list all;
	int64_t changed;
	enum err rc;

	*names = "";
	rc = store_labels(cx, &all);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		const struct label *l = find(&all, id[i]);

		if (l == NULL)
			return err_say(cx, ERR_INVALID, "label_unknown",
			    "no label %" PRId64 " of his account", id[i]);
		rc = on ? store_label_link(cx, ticket, id[i], &changed)
			: store_label_unlink(cx, ticket, id[i], &changed);
		if (rc == ERR_OK && changed > 0)
			*names = **names == '\0'
			    ? l->name
			    : arena_printf(cx->mem, "%s, %s", *names, l->name);
	}
	return rc;
}

static enum err
check_count(struct ctx *cx, int64_t ticket)
{
	struct label_list now;
	enum err rc;

	rc = label_of_ticket(cx, ticket, &now);
	if (rc == ERR_OK && now.count > TICKET_LABELS_MAX) {
		cx->say_n = TICKET_LABELS_MAX;
		rc = err_say(cx, ERR_CONFLICT, "labels_many",
		    "ticket %" PRId64 " would wear %zu labels", ticket,
		    now.count);
	}
	return rc;
}

static enum err
act(struct ctx *cx, int64_t ticket, const int64_t *id, size_t n, bool on)
{
	struct touch how = { .log = on ? LOG_LABEL_ON : LOG_LABEL_OFF,
		.from = STATUSES_OPEN | STATUSES_ENDED };
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = move(cx, ticket, id, n, on, &how.description);
	if (rc == ERR_OK)
		rc = check_count(cx, ticket);
	if (rc != ERR_OK || *how.description == '\0')
		return rc;
	rc = ticket_touch(cx, ticket, &how, &t);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL, on ? "linkLabels" : "unlinkLabels",
		  "case", ticket_name(cx, ticket), how.description);
}

static enum err
act_once(struct ctx *cx, int64_t ticket, const int64_t *id, size_t n, bool on)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = act(cx, ticket, id, n, on);
	return act_end(cx, rc, ticket);
}

enum err
label_link(struct ctx *cx, int64_t ticket, const int64_t *id, size_t n)
{
	return act_once(cx, ticket, id, n, true);
}

enum err
label_unlink(struct ctx *cx, int64_t ticket, const int64_t *id, size_t n)
{
	return act_once(cx, ticket, id, n, false);
}
