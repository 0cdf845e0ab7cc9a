#include "web/href.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/urlenc.h"
#include "domain/ticket.h"

const char *
href_ticket_name(struct arena *mem, int64_t id)
{
	return arena_printf(mem, TICKET_NAME_FMT, id);
}

const char *
href_ticket(struct arena *mem, bool staff, int64_t id)
{
	return arena_printf(
	    mem, "%s/tickets/" TICKET_NAME_FMT, staff ? "/agent" : "", id);
}

const char *
href_ticket_act(struct arena *mem, bool staff, int64_t id, const char *act)
{
	return arena_printf(mem, "%s/%s", href_ticket(mem, staff, id), act);
}

const char *
href_withdraw(struct arena *mem, int64_t id, int64_t number)
{
	return arena_printf(mem, "%s/messages/%" PRId64 "/withdraw",
	    href_ticket(mem, false, id), number);
}

const char *
href_poll(struct arena *mem, int64_t id, int64_t since)
{
	return arena_printf(
	    mem, "%s/poll?since=%" PRId64, href_ticket(mem, false, id), since);
}

const char *
href_attachment(struct arena *mem, const char *id, const char *name)
{
	return arena_printf(
	    mem, "/attachments/%s/%s", id, url_encode(mem, name));
}

const char *
href_attachment_act(struct arena *mem, const char *id, const char *act)
{
	return arena_printf(mem, "/attachments/%s/%s", id, act);
}

const char *
href_draft_delete(struct arena *mem, int64_t id)
{
	return arena_printf(mem, "/drafts/%" PRId64 "/delete", id);
}

static void
put_param(struct buf *b, const char *name, const char *value)
{
	buf_putc(b, strchr(b->s, '?') == NULL ? '?' : '&');
	buf_puts(b, url_encode(b->mem, name));
	buf_putc(b, '=');
	buf_puts(b, url_encode(b->mem, value));
}

const char *
href_query(struct arena *mem, const char *path, const struct param *p, size_t n)
{
	struct buf b;

	buf_init(&b, mem);
	buf_puts(&b, path);
	for (size_t i = 0; i < n; i++)
		if (p[i].value[0] != '\0')
			put_param(&b, p[i].name, p[i].value);
	return b.s;
}

const char *
href_done(struct arena *mem, const char *href, const char *key)
{
	const struct param done = { "done", key };

	return href_query(mem, href, &done, 1);
}

const char *
href_login(struct arena *mem, const char *next)
{
	const struct param p = { "next", next == NULL ? "" : next };

	return href_query(mem, "/login", &p, 1);
}

const char *
href_path(struct arena *mem, const char *path)
{
	struct buf b;

	buf_init(&b, mem);
	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		buf_puts(&b, url_encode(mem, arena_strndup(mem, path, len)));
		path += len;
		if (*path == '/') {
			buf_putc(&b, '/');
			path++;
		}
	}
	return b.s;
}
