/*
 * raw.c - a body that is bytes and no form: nginx's file of it, or one that
 * we make of what comes.
 */
#include "edge/request.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/transfer.h"
#include "store/blob.h"

#define PIECE      ((size_t)64 * 1024) /* bytes read at once */
#define CHUNK_TYPE "application/offset+octet-stream"

/* What nginx names is a file of its own folder, or we do not open it. */
static bool
is_nginx_file(const struct conf *conf, const char *path)
{
	const size_t data = strlen(conf->paths_data);

	return strncmp(path, conf->paths_data, data) == 0 &&
	    strncmp(path + data, "/nginx/body/", 12) == 0 &&
	    strstr(path, "/../") == NULL;
}

static enum err
open_file(struct ctx *cx, const char *path, struct raw_body *out)
{
	struct stat st;

	if (!is_nginx_file(cx->conf, path))
		return err_fail(
		    cx, ERR_FAULT, "\"%s\" is no file of nginx's", path);
	out->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (out->fd == -1)
		return err_fail(cx, ERR_FAULT, "cannot open \"%s\": %s", path,
		    strerror(errno));
	arena_defer_close(cx->mem, out->fd);
	if (fstat(out->fd, &st) == -1 || !S_ISREG(st.st_mode))
		return err_fail(cx, ERR_FAULT, "\"%s\" is no file", path);
	out->size = st.st_size;
	return ERR_OK;
}

/* Nobody made a file of it: it comes in pieces, and goes on in a file. */
static enum err
spool(struct ctx *cx, struct exchange *x, struct req *rq, struct raw_body *out)
{
	char *piece = arena_alloc(cx->mem, PIECE);
	struct blob_temp *temp;
	enum err rc;
	ssize_t n;

	rc = blob_temp_open(cx, cx->conf->tmp_dir, &temp);
	do {
		n = x->read(x, piece, PIECE);
		if (n > 0 && temp->size + n > TRANSFER_CHUNK_MAX)
			rq->body = BODY_TOO_MUCH;
		else if (n > 0 && rc == ERR_OK)
			rc = blob_temp_put(cx, temp, piece, (size_t)n);
	} while (n == (ssize_t)PIECE);
	if (n == -1 && rq->body == BODY_OK)
		rq->body = BODY_TRUNCATED;
	if (rc == ERR_OK && lseek(temp->fd, 0, SEEK_SET) == -1)
		rc = err_fail(
		    cx, ERR_FAULT, "cannot rewind: %s", strerror(errno));
	if (rc == ERR_OK)
		*out = (struct raw_body){ temp->fd, temp->size };
	return rc;
}

enum err
request_raw(struct ctx *cx, struct exchange *x, struct req *rq)
{
	const char *file = x->param(x, "REQUEST_BODY_FILE");
	const char *announced = x->param(x, "CONTENT_LENGTH");
	const char *type = x->param(x, "CONTENT_TYPE");
	struct raw_body *raw = arena_alloc(cx->mem, sizeof(*raw));
	int64_t want = -1;
	enum err rc = ERR_OK;

	*raw = (struct raw_body){ .fd = -1 };
	if (announced != NULL && *announced != '\0' &&
	    !parse_int(announced, 0, INT64_MAX, &want))
		rq->body = BODY_MALFORMED;
	else if (type == NULL || strcmp(type, CHUNK_TYPE) != 0)
		rq->body = BODY_TYPE;
	if (file != NULL && *file != '\0')
		rc = open_file(cx, file, raw);
	else if (want != 0)
		rc = spool(cx, x, rq, raw);
	if (rc != ERR_OK || rq->body != BODY_OK)
		return rc;
	if (raw->size > TRANSFER_CHUNK_MAX)
		rq->body = BODY_TOO_MUCH;
	else if (want != -1 && raw->size != want)
		rq->body = raw->size < want ? BODY_TRUNCATED : BODY_MALFORMED;
	else
		rq->raw = raw;
	return ERR_OK;
}
