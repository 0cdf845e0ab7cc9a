#include "page/pack.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE    65535 /* bytes: as much as a block of an archive takes */
#define TEXT_MAX ((int64_t)2 << 30)

static ssize_t
read_piece(int fd, void *p, size_t len)
{
	ssize_t n;

	do
		n = read(fd, p, len);
	while (n == -1 && errno == EINTR);
	return n;
}

static enum err
copy(struct ctx *cx, struct zip *z, const struct attachment *f, int fd)
{
	unsigned char *piece = arena_alloc(cx->mem, PIECE);
	int64_t left = f->size;
	enum err rc = ERR_OK;
	ssize_t n;

	while (rc == ERR_OK && (n = read_piece(fd, piece, PIECE)) > 0) {
		left -= n;
		rc = zip_put(cx, z, piece, (size_t)n);
	}
	if (rc == ERR_OK && (n < 0 || left != 0))
		rc = err_fail(cx, ERR_FAULT, "cannot read blob \"%s\": %s",
		    f->sha256, n < 0 ? strerror(errno) : "its size is another");
	return rc;
}

enum err
pack_file(struct ctx *cx, struct zip *z, const char *folder, const char *id,
    struct packed *out)
{
	struct attachment f;
	enum err rc;
	int fd;

	rc = attachment_get(cx, id, &f);
	if (rc == ERR_OK)
		rc = attachment_open(cx, &f, &fd);
	if (rc == ERR_OK)
		rc = zip_begin(
		    cx, z, folder, f.name, f.created_at, f.size, &out->name);
	if (rc == ERR_OK)
		rc = copy(cx, z, &f, fd);
	if (rc != ERR_OK)
		return rc;
	/* Of the bytes as they came: were they damaged since, whoever checks
	 * the archive finds out. */
	memcpy(out->sha256, f.sha256, sizeof(out->sha256));
	out->size = f.size;
	return zip_end(cx, z);
}

enum err
pack_text_begin(struct ctx *cx, struct pack_text *t, struct zip *z,
    const char *name, int64_t at)
{
	*t = (struct pack_text){ .zip = z };
	sha256_begin(&t->hash);
	return zip_begin(cx, z, "", name, at, TEXT_MAX, &t->is.name);
}

enum err
pack_text_put(struct ctx *cx, struct pack_text *t, const char *text, size_t len)
{
	sha256_put(&t->hash, text, len);
	t->is.size += (int64_t)len;
	return zip_put(cx, t->zip, text, len);
}

enum err
pack_text_end(struct ctx *cx, struct pack_text *t)
{
	unsigned char hash[HASH_LEN];

	sha256_end(&t->hash, hash);
	crypto_hex(hash, sizeof(hash), t->is.sha256);
	return zip_end(cx, t->zip);
}
