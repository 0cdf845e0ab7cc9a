#include "domain/presence.h"

#include <inttypes.h>

#include "base/buf.h"
#include "store/store.h"

void
presence_here(struct ctx *cx, int64_t ticket, bool writing)
{
	if (cx->there != NULL && cx->role >= ROLE_AGENT)
		there_put(cx->there, ticket, cx->actor, cx->now, writing);
}

enum err
presence_others(struct ctx *cx, int64_t ticket, struct present_list *out)
{
	struct there_row row[THERE_MAX];
	struct user u;
	struct buf tag;
	size_t n = 0;
	bool found;
	enum err rc = ERR_OK;

	*out = (struct present_list){ .tag = "" };
	if (cx->there != NULL)
		n = there_get(cx->there, ticket, cx->now, row);
	buf_init(&tag, cx->mem);
	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		if (row[i].user == cx->actor)
			continue;
		rc = store_user_by_id(cx, row[i].user, &found, &u, NULL);
		if (rc != ERR_OK || !found)
			continue;
		out->item[out->count++] = (struct present){ .id = u.id,
			.name = u.display_name,
			.writing = row[i].writing };
		buf_printf(&tag, "%s%" PRId64 "%s", tag.len > 0 ? "." : "",
		    u.id, row[i].writing ? "w" : "");
	}
	if (tag.len > 0)
		out->tag = tag.s;
	return rc;
}
