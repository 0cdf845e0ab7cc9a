#include "domain/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/people.h"
#include "store/store.h"

/* Of every column but the hash itself, each with its length before it,
 * after the hash of the row before. */
static void
chain(const unsigned char before[HASH_LEN], const struct audit_row *r,
    unsigned char out[HASH_LEN])
{
	struct sha256 h;
	char number[3][24];

	snprintf(number[0], sizeof(number[0]), "%" PRId64, r->seq);
	snprintf(number[1], sizeof(number[1]), "%" PRId64, r->at);
	snprintf(number[2], sizeof(number[2]), "%" PRId64, r->actor_id);
	sha256_begin(&h);
	sha256_put(&h, before, HASH_LEN);
	for (int i = 0; i < 3; i++)
		sha256_put_text(&h, number[i]);
	sha256_put_text(&h, r->event);
	sha256_put_text(&h, r->resource_type);
	sha256_put_text(&h, r->resource_id);
	sha256_put_text(&h, r->actor_name);
	sha256_put_text(&h, r->ip);
	sha256_put_text(&h, r->request_id);
	sha256_put_text(&h, r->rating);
	sha256_put_text(&h, r->detail);
	sha256_end(&h, out);
}

enum err
audit_add(struct ctx *cx, enum rating rating, const char *event,
    const char *resource_type, const char *resource_id, const char *detail)
{
	static const char *const rating_word[] = {
		[RATING_NORMAL] = "normal",
		[RATING_WARNING] = "warning",
		[RATING_INCIDENT] = "incident",
	};
	unsigned char before[HASH_LEN];
	struct audit_row r = {
		.at = cx->now,
		.event = event,
		.resource_type = resource_type,
		.resource_id = resource_id,
		.actor_id = cx->actor,
		.ip = cx->peer == NULL ? "" : cx->peer,
		.request_id = cx->request_id == NULL ? "" : cx->request_id,
		.rating = rating_word[rating],
		.detail = detail,
	};
	enum err rc;

	if (!audit_event_known(event))
		return err_fail(cx, ERR_FAULT,
		    "event \"%s\" is not in domain/audit_event.c", event);
	rc = store_user_name(cx, cx->actor, &r.actor_name);
	if (resource_id == NULL)
		r.resource_id = r.actor_name;
	if (rc == ERR_OK)
		rc = store_audit_last(cx, &r.seq, before);
	if (rc != ERR_OK)
		return rc;
	r.seq++;
	chain(before, &r, r.hash);
	return store_audit_add(cx, &r);
}

/* Characters of a value that a detail shows. */
#define VALUE_SHOWN 60

static const char *
shown(struct ctx *cx, const char *value)
{
	const char *line = utf8_truncate(cx->mem, value, VALUE_SHOWN);

	return *value == '\0' ? "–"
	    : strlen(line) == strlen(value)
	    ? line
	    : arena_printf(cx->mem, "%s…", line);
}

const char *
audit_change(struct ctx *cx, const char *name, const char *was, const char *is)
{
	return arena_printf(
	    cx->mem, "%s: %s → %s", name, shown(cx, was), shown(cx, is));
}

/* Looking back ------------------------------------------------------------- */

/* Does the row stand where it should, and say what it said? */
static bool
fits(const unsigned char before[HASH_LEN], int64_t seq,
    const struct audit_row *r)
{
	unsigned char hash[HASH_LEN];

	chain(before, r, hash);
	return r->seq == seq && crypto_equal(hash, r->hash, HASH_LEN);
}

/* The next rows, in an arena of their own: the trail may be long.  *n is how
 * many there were. */
static enum err
walk_some(struct ctx *cx, unsigned char before[HASH_LEN],
    struct audit_verdict *v, size_t *n)
{
	struct ctx some = *cx;
	struct audit_row *r;
	enum err rc;

	some.mem = arena_new();
	rc = store_audit_walk(&some, v->count, &r, n);
	for (size_t i = 0; rc == ERR_OK && v->bad == 0 && i < *n; i++)
		if (fits(before, v->count + 1, &r[i])) {
			memcpy(before, r[i].hash, HASH_LEN);
			v->count++;
		} else {
			v->bad = r[i].seq;
		}
	if (rc != ERR_OK)
		rc = err_fail(cx, rc, "cannot walk the trail: %s", some.why);
	arena_free(some.mem);
	return rc;
}

static enum err
walk(struct ctx *cx, struct audit_verdict *v)
{
	unsigned char before[HASH_LEN] = { 0 }, noted[HASH_LEN];
	char hex[HEX_LEN];
	int64_t head;
	size_t n;
	enum err rc;

	*v = (struct audit_verdict){ 0 };
	do
		rc = walk_some(cx, before, v, &n);
	while (rc == ERR_OK && v->bad == 0 && n > 0);
	crypto_hex(before, HASH_LEN, hex);
	v->head = arena_strdup(cx->mem, hex);
	if (rc != ERR_OK || v->bad != 0)
		return rc;
	rc = store_audit_head(cx, &head, noted);
	if (rc == ERR_OK &&
	    (head != v->count || !crypto_equal(noted, before, HASH_LEN))) {
		v->bad = v->count + 1;
		v->cut = true;
	}
	return rc;
}

enum err
audit_verify(struct ctx *cx, int64_t *count, int64_t *bad)
{
	struct audit_verdict v;
	enum err rc;

	rc = walk(cx, &v);
	*count = v.count;
	*bad = v.bad;
	return rc;
}

/* The walk takes its time and needs no lock; the row about it does. */
enum err
audit_check(struct ctx *cx, struct audit_verdict *out)
{
	enum err rc;

	rc = people_rules_all(cx);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK)
		rc = snapshot_end(cx, walk(cx, out));
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = audit_add(cx,
		    out->bad == 0 ? RATING_NORMAL : RATING_INCIDENT,
		    "verifyAudit", "audit",
		    arena_printf(cx->mem, "%" PRId64, out->count),
		    out->bad == 0
			? out->head
			: arena_printf(cx->mem, "≠ %" PRId64, out->bad));
	return act_end(cx, rc, out->count);
}

static void
turn(struct audit_list *l)
{
	for (size_t i = 0; i < l->count / 2; i++) {
		struct audit_row r = l->row[i];

		l->row[i] = l->row[l->count - 1 - i];
		l->row[l->count - 1 - i] = r;
	}
}

enum err
audit_list(struct ctx *cx, const struct audit_filter *filter, int64_t limit,
    struct audit_list *out)
{
	struct audit_filter f = *filter;
	bool more;
	enum err rc;

	if (f.to == 0)
		f.to = INT64_MAX;
	if (f.seq == 0)
		f.at = f.to;
	*out = (struct audit_list){ 0 };
	/* One more than is shown tells whether there is more. */
	rc = store_audit_list(cx, &f, limit + 1, &out->row, &out->count);
	if (rc != ERR_OK)
		return rc;
	more = out->count > (size_t)limit;
	if (f.up && !more) { /* the newest page, and that whole */
		f.up = false;
		f.at = f.seq = 0;
		return audit_list(cx, &f, limit, out);
	}
	if (more)
		out->count = (size_t)limit;
	out->newer = f.up || f.seq != 0;
	out->older = f.up || more;
	if (f.up)
		turn(out);
	return ERR_OK;
}

enum err
audit_exported(struct ctx *cx, int64_t n, const char *asked)
{
	enum err rc;

	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "exportAudit", "audit",
		    arena_printf(cx->mem, "%" PRId64, n), asked);
	return act_end(cx, rc, 0);
}
