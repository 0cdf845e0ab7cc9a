#include "domain/link.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/crypto.h"
#include "domain/act.h"
#include "domain/ticket.h"

/* "user ticket until id…": what is signed. */
#define HEAD     "%" PRId64 " %" PRId64 " %" PRId64
#define TEXT_MAX (80 + LINK_FILES_MAX * (ATTACHMENT_ID_LEN + 1))

static enum err
note_link(struct ctx *cx, int64_t ticket, size_t n)
{
	enum err rc;

	/* Each link is one: the same form may be sent for another later. */
	cx->op = (struct op){ 0 };
	rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "createLink", "case",
		    arena_printf(cx->mem, TICKET_NAME_FMT, ticket),
		    arena_printf(cx->mem, "%zu files", n));
	return act_end(cx, rc, ticket);
}

enum err
link_make(struct ctx *cx, int64_t ticket, const char *const *ids, size_t n,
    const char **out)
{
	unsigned char mac[HASH_LEN];
	struct files files;
	struct buf text;
	enum err rc;

	rc = attachment_list(cx, ticket, ids, n, &files);
	if (rc == ERR_OK && files.count == 0)
		rc = err_say(
		    cx, ERR_INVALID, "invalid", "the ticket has no files");
	if (rc == ERR_OK && files.count > LINK_FILES_MAX)
		rc = err_say(cx, ERR_INVALID, "invalid", "a link to %zu files",
		    files.count);
	if (rc == ERR_OK)
		rc = note_link(cx, ticket, files.count);
	if (rc != ERR_OK)
		return rc;
	buf_init(&text, cx->mem);
	buf_printf(&text, HEAD, cx->actor, ticket,
	    cx->now + cx->conf->uploads_link_lifetime);
	for (size_t i = 0; i < files.count; i++)
		buf_printf(&text, " %s", files.item[i].id);
	hmac(cx->keys->link, mac, text.s, NULL);
	*out = arena_printf(cx->mem, "%s.%s",
	    crypto_base64(cx->mem, text.s, text.len),
	    crypto_base64(cx->mem, mac, sizeof(mac)));
	return ERR_OK;
}

/* The text that was signed, or NULL. */
static char *
open_token(struct ctx *cx, const char *token)
{
	const char *dot = strchr(token, '.');
	unsigned char want[HASH_LEN], mac[HASH_LEN];
	char *text = arena_alloc(cx->mem, TEXT_MAX + 1);
	size_t len;

	if (dot == NULL || !crypto_unbase64(dot + 1, mac, sizeof(mac), &len) ||
	    len != sizeof(mac) ||
	    !crypto_unbase64(
		arena_strndup(cx->mem, token, (size_t)(dot - token)), text,
		TEXT_MAX, &len) ||
	    memchr(text, '\0', len) != NULL)
		return NULL;
	hmac(cx->keys->link, want, text, NULL);
	return crypto_equal(want, mac, sizeof(mac)) ? text : NULL;
}

/* What we wrote ourselves: the signature is right. */
static bool
read_text(struct ctx *cx, char *text, int64_t *user, struct link *out)
{
	char *save = NULL, *word;
	int n = 0;

	*out = (struct link){ 0 };
	if (sscanf(text, HEAD "%n", user, &out->ticket, &out->until, &n) != 3)
		return false;
	for (word = strtok_r(text + n, " ", &save);
	     word != NULL && out->n < LINK_FILES_MAX;
	     word = strtok_r(NULL, " ", &save))
		out->id[out->n++] = arena_strdup(cx->mem, word);
	return out->n > 0;
}

enum err
link_follow(
    struct ctx *cx, const char *token, struct link *out, struct files *files)
{
	char *text = open_token(cx, token);
	int64_t user;

	if (text == NULL || !read_text(cx, text, &user, out))
		return err_fail(cx, ERR_NOTFOUND, "no link of ours");
	if (user != cx->actor)
		return err_fail(
		    cx, ERR_NOTFOUND, "a link of user %" PRId64, user);
	if (out->until <= cx->now)
		return err_fail(cx, ERR_NOTFOUND, "a link that has ended");
	return attachment_list(cx, out->ticket, out->id, out->n, files);
}
