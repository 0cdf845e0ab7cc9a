#include "domain/reach.h"

#include <string.h>

#include "domain/contact.h"
#include "store/store.h"

#define TICKETS_MAX 500 /* that are looked at */
#define REACH_MAX   20  /* of each way, beside the profile's */

static struct reach *
find(struct reach_list *list, enum reach_way way, const char *value)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->item[i].way == way &&
		    strcmp(list->item[i].value, value) == 0)
			return &list->item[i];
	return NULL;
}

/* One more ticket names it; they come newest first. */
static void
count(struct ctx *cx, struct reach_list *list, size_t *cap,
    const struct reach *one)
{
	struct reach *r = find(list, one->way, one->value);
	size_t n = 0;

	if (*one->value == '\0' || (r != NULL && r->tickets == 0))
		return;
	if (r != NULL) {
		r->tickets++;
		return;
	}
	for (size_t i = 0; i < list->count; i++)
		n += list->item[i].way == one->way && list->item[i].tickets > 0;
	if (n == REACH_MAX)
		return;
	if (list->count >= *cap)
		list->item = arena_grow(
		    cx->mem, list->item, cap, sizeof(*list->item));
	list->item[list->count++] = *one;
}

static void
count_all(struct ctx *cx, struct reach_list *list, size_t *cap,
    enum reach_way way, const struct contact_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct contact_row *r = &rows[i];
		struct reach one = { .way = way,
			.area_code = way == REACH_SMS ? r->area : "",
			.tickets = 1,
			.last_at = r->created_at };
		struct contact c;

		contact_open(cx, r->ticket, &r->sealed, &c);
		one.value = way == REACH_SMS ? c.mobile : c.mail;
		count(cx, list, cap, &one);
	}
}

enum err
reach_list(struct ctx *cx, struct reach_list *out)
{
	struct contact_row *rows;
	size_t n, cap;
	enum err rc;

	rc = store_reach(cx, out, &cap);
	if (rc == ERR_OK)
		rc = store_contact_mine(cx, TICKETS_MAX, &rows, &n);
	if (rc != ERR_OK)
		return rc;
	count_all(cx, out, &cap, REACH_MAIL, rows, n);
	count_all(cx, out, &cap, REACH_SMS, rows, n);
	return ERR_OK;
}
