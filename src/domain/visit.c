#include "domain/visit.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/marks.h"
#include "store/store.h"

#define FLUSH_EVERY 60 /* seconds; as in jobs/kinds.c */

static int64_t
noted(const struct ctx *cx, int64_t ticket)
{
	return cx->marks == NULL ? 0 : marks_get(cx->marks, cx->actor, ticket);
}

enum err
visit_last(struct ctx *cx, int64_t ticket, int64_t *number)
{
	int64_t fresh = noted(cx, ticket);
	enum err rc;

	rc = store_visit_get(cx, ticket, number);
	if (rc == ERR_OK && fresh > *number)
		*number = fresh;
	return rc;
}

void
visit_note(struct ctx *cx, int64_t ticket, int64_t number)
{
	if (cx->marks != NULL)
		marks_put(cx->marks, cx->actor, ticket, number, cx->now);
}

enum err
visit_unread(struct ctx *cx, struct ticket_list *list)
{
	struct unread *new;
	struct buf ids;
	size_t n;
	enum err rc;

	if (list->count == 0)
		return ERR_OK;
	buf_init(&ids, cx->mem);
	for (size_t i = 0; i < list->count; i++)
		buf_puts(&ids,
		    arena_printf(cx->mem, "%c%" PRId64, i == 0 ? '[' : ',',
			list->item[i].id));
	buf_putc(&ids, ']');
	rc = store_unread(cx, is_staff(cx), ids.s, &new, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		for (size_t k = 0; k < list->count; k++)
			if (list->item[k].id == new[i].ticket)
				list->item[k].unread = new[i].number >
				    noted(cx, new[i].ticket);
	return rc;
}

struct writing {
	struct ctx *cx;
	enum err rc; /* the first */
};

static void
write_mark(void *arg, int64_t user, int64_t ticket, int64_t number, int64_t at)
{
	struct writing *w = arg;

	if (w->rc == ERR_OK)
		w->rc = store_visit_put(w->cx, user, ticket, number, at);
}

enum err
visit_flush(struct ctx *cx)
{
	struct writing w = { cx, ERR_OK };

	if (cx->marks == NULL)
		return ERR_OK;
	w.rc = store_begin(cx);
	if (w.rc != ERR_OK)
		return w.rc;
	/* Twice the period, so that a run that failed is made good. */
	marks_walk(cx->marks, cx->now - 2 * FLUSH_EVERY, write_mark, &w);
	return store_end(cx, w.rc);
}
