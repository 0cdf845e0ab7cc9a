#include "domain/presence.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/store.h"

void
presence_here(struct ctx *cx, int64_t ticket, bool writing)
{
	if (cx->there != NULL && is_staff(cx))
		there_put(cx->there, ticket, cx->actor, cx->now, writing);
}

static enum err
name_of(
    struct ctx *cx, int64_t id, struct presence_names *known, const char **out)
{
	enum err rc;

	for (size_t i = 0; i < known->n; i++)
		if (known->id[i] == id) {
			*out = known->name[i];
			return ERR_OK;
		}
	rc = store_display_name(cx, id, out);
	if (rc == ERR_OK && known->n < NELEM(known->id)) {
		known->id[known->n] = id;
		known->name[known->n++] = *out;
	}
	return rc;
}

static int
by_writing(const void *a, const void *b)
{
	const struct there_row *x = a, *y = b;

	if (x->writing != y->writing)
		return x->writing ? -1 : 1;
	return (x->user > y->user) - (x->user < y->user);
}

enum err
presence_some(struct ctx *cx, int64_t ticket, size_t max,
    struct presence_names *known, struct present_list *out)
{
	struct there_row row[THERE_MAX];
	size_t n = 0;
	enum err rc = ERR_OK;

	*out = (struct present_list){ .tag = "" };
	if (cx->there != NULL)
		n = there_get(cx->there, ticket, cx->now, row);
	if (max < n) /* who writes is named before those who look */
		qsort(row, n, sizeof(*row), by_writing);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		struct present *p = &out->item[out->count];

		if (row[i].user == cx->actor)
			continue;
		if (out->count == max) {
			out->more++;
			continue;
		}
		rc = name_of(cx, row[i].user, known, &p->name);
		if (rc != ERR_OK || *p->name == '\0')
			continue;
		p->id = row[i].user;
		p->writing = row[i].writing;
		out->count++;
	}
	return rc;
}

enum err
presence_others(struct ctx *cx, int64_t ticket, struct present_list *out)
{
	struct presence_names known = { .n = 0 };
	struct buf tag;
	enum err rc;

	rc = presence_some(cx, ticket, THERE_MAX, &known, out);
	if (rc != ERR_OK || out->count == 0)
		return rc;
	buf_init(&tag, cx->mem);
	for (size_t i = 0; i < out->count; i++)
		buf_printf(&tag, "%s%" PRId64 "%s", i > 0 ? "." : "",
		    out->item[i].id, out->item[i].writing ? "w" : "");
	out->tag = tag.s;
	return rc;
}
