#include "domain/relation.h"

#include <inttypes.h>
#include <string.h>

#include "domain/act.h"
#include "domain/touch.h"
#include "store/store.h"

enum err
relation_list(struct ctx *cx, int64_t ticket, struct relation_list *out)
{
	return store_relations(cx, is_staff(cx), ticket, out);
}

int64_t
relation_number(const char *s)
{
	const char *slash = strrchr(s, '/');
	int64_t n = 0;
	size_t len;

	if (slash != NULL)
		s = slash + 1;
	s += strspn(s, " #");
	if ((s[0] == 'T' || s[0] == 't') && (s[1] == 'S' || s[1] == 's') &&
	    s[2] == '-')
		s += 3;
	len = strspn(s, "0123456789");
	if (len == 0 || len > 15 || s[len + strspn(s + len, " ")] != '\0')
		return 0;
	for (size_t i = 0; i < len; i++)
		n = n * 10 + (s[i] - '0');
	return n;
}

static enum err
check(struct ctx *cx, int64_t ticket, int64_t related)
{
	struct relation_list now;
	struct ticket other;
	enum err rc;

	if (related == ticket)
		return err_say(cx, ERR_INVALID, "relation_self",
		    "ticket %" PRId64 " cannot be related to itself", ticket);
	rc = ticket_get(cx, related, &other);
	if (rc == ERR_NOTFOUND) {
		err_clear(cx);
		return err_say(cx, ERR_INVALID, "relation_unknown",
		    "no ticket %" PRId64 " for user %" PRId64, related,
		    cx->actor);
	}
	if (rc == ERR_OK)
		rc = relation_list(cx, ticket, &now);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < now.count; i++)
		if (now.item[i].id == related)
			return err_say(cx, ERR_INVALID, "relation_there",
			    "%" PRId64 " is related already", related);
	if (now.count >= RELATIONS_MAX) {
		cx->say_n = RELATIONS_MAX;
		return err_say(cx, ERR_CONFLICT, "relations_many",
		    "ticket %" PRId64 " has %zu relations", ticket, now.count);
	}
	return ERR_OK;
}

static enum err
touch(struct ctx *cx, int64_t ticket, int64_t related, bool on)
{
	const char *name = arena_printf(cx->mem, TICKET_NAME_FMT, related);
	const struct touch how = { .log = on ? LOG_RELATED : LOG_UNRELATED,
		.description = name,
		.from = STATUSES_OPEN | STATUSES_ENDED };
	struct ticket t;
	enum err rc;

	rc = ticket_touch(cx, ticket, &how, &t);
	return rc != ERR_OK
	    ? rc
	    : audit_add(cx, RATING_NORMAL,
		  on ? "createRelations" : "deleteRelation", "case",
		  arena_printf(cx->mem, TICKET_NAME_FMT, ticket), name);
}

enum err
relation_follow(struct ctx *cx, int64_t ticket, int64_t related)
{
	enum err rc;

	rc = check(cx, ticket, related);
	if (rc == ERR_OK)
		rc = store_relation_add(cx, ticket, related);
	return rc == ERR_OK ? touch(cx, ticket, related, true) : rc;
}

static enum err
add(struct ctx *cx, int64_t ticket, int64_t related)
{
	struct ticket t;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	return rc == ERR_OK ? relation_follow(cx, ticket, related) : rc;
}

enum err
relation_add(struct ctx *cx, int64_t ticket, int64_t related)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = add(cx, ticket, related);
	return act_end(cx, rc, ticket);
}

/* What is not related, or no more, is as was asked. */
static enum err
drop(struct ctx *cx, int64_t ticket, int64_t related)
{
	struct ticket t;
	int64_t changed;
	enum err rc;

	rc = ticket_get(cx, ticket, &t);
	if (rc == ERR_OK)
		rc = store_relation_drop(cx, ticket, related, &changed);
	return rc == ERR_OK && changed > 0 ? touch(cx, ticket, related, false)
					   : rc;
}

enum err
relation_remove(struct ctx *cx, int64_t ticket, int64_t related)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = drop(cx, ticket, related);
	return act_end(cx, rc, ticket);
}
