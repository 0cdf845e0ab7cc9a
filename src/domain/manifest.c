#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "domain/backup.h"
#include "store/copy.h"

#define MANIFEST_MAX (64 * 1024) /* bytes */

#define TEXT(member)                                                           \
	{                                                                      \
#member, offsetof(struct manifest, member), true               \
	}
#define INT(name, member)                                                      \
	{                                                                      \
		name, offsetof(struct manifest, member), false                 \
	}

/* name, place, is it a text?  In the order of the file. */
static const struct row {
	const char *name;
	size_t at;
	bool text;
} members[] = {
	INT("format", format),
	INT("made_at", made_at),
	TEXT(version),
	INT("schema", schema),
	TEXT(database_sha256),
	INT("database_size", database_size),
	TEXT(list_sha256),
	INT("blobs", blobs),
	INT("blob_bytes", blob_bytes),
	INT("tickets", rows.tickets),
	INT("messages", rows.messages),
	INT("attachments", rows.attachments),
	INT("users", rows.users),
	INT("audit_rows", rows.audit),
	INT("keys", keys),
};

static void *
member(struct manifest *m, const struct row *r)
{
	return (char *)m + r->at;
}

enum err
manifest_write(struct ctx *cx, const char *dir, const struct manifest *m)
{
	struct manifest copy = *m;
	struct json j;

	json_init(&j, cx->mem);
	json_open(&j, NULL, '{');
	for (size_t i = 0; i < NELEM(members); i++) {
		const struct row *r = &members[i];

		if (r->text)
			json_text(
			    &j, r->name, *(const char **)member(&copy, r));
		else
			json_int(&j, r->name, *(int64_t *)member(&copy, r));
	}
	json_close(&j, '}');
	buf_putc(&j.out, '\n');
	return copy_text(
	    cx, j.out.s, arena_printf(cx->mem, "%s/manifest.json", dir), 0600);
}

/* What stands behind "name": in a flat object whose names are its own. */
static const char *
value_of(struct ctx *cx, const char *text, const char *name)
{
	const char *key = arena_printf(cx->mem, "\"%s\":", name);
	const char *p = strstr(text, key);

	if (p == NULL)
		return NULL;
	p += strlen(key);
	return p + strspn(p, " \t\n");
}

static bool
read_member(
    struct ctx *cx, const char *text, const struct row *r, struct manifest *m)
{
	const char *p = value_of(cx, text, r->name);
	char *end;
	size_t len;

	if (p == NULL)
		return false;
	if (r->text) {
		if (*p++ != '"')
			return false;
		len = strcspn(p, "\"\\");
		*(const char **)member(m, r) = arena_strndup(cx->mem, p, len);
		return p[len] == '"';
	}
	errno = 0;
	*(int64_t *)member(m, r) = strtoll(p, &end, 10);
	return errno == 0 && end > p && strchr(",} \n", *end) != NULL;
}

static enum err
read_text(struct ctx *cx, const char *path, const char **out)
{
	char *text = arena_alloc(cx->mem, MANIFEST_MAX);
	ssize_t n;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return copy_failed(cx, "open", path);
	n = read(fd, text, MANIFEST_MAX - 1);
	close(fd);
	if (n == -1)
		return copy_failed(cx, "read", path);
	*out = text; /* zeroed by the arena */
	return ERR_OK;
}

enum err
manifest_read(struct ctx *cx, const char *dir, struct manifest *m)
{
	const char *path = arena_printf(cx->mem, "%s/manifest.json", dir);
	const char *text = NULL;
	enum err rc;

	rc = read_text(cx, path, &text);
	if (rc != ERR_OK)
		return rc;
	*m = (struct manifest){ 0 };
	for (size_t i = 0; i < NELEM(members); i++)
		if (!read_member(cx, text, &members[i], m))
			return err_fail(cx, ERR_INVALID,
			    "\"%s\" has no good \"%s\"", path, members[i].name);
	if (m->format != 1)
		return err_fail(cx, ERR_INVALID,
		    "\"%s\" is of format %" PRId64 ", which this program does"
		    " not know",
		    path, m->format);
	return ERR_OK;
}
