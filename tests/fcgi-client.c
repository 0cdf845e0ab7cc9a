#include "fcgi-client.h"

#include <errno.h>
#include <fastcgi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define REQUEST_ID 1

static void
put_record(struct buf *b, unsigned char type, const void *content, size_t len)
{
	const unsigned char head[FCGI_HEADER_LEN] = { FCGI_VERSION_1, type, 0,
		REQUEST_ID, (unsigned char)(len >> 8),
		(unsigned char)(len & 0xff), 0, 0 };

	buf_put(b, head, sizeof(head));
	buf_put(b, content, len);
}

/* A stream is records, and an empty one at its end. */
static void
put_stream(struct buf *b, unsigned char type, const char *s, size_t len)
{
	const size_t piece = 32768;

	for (; len > piece; s += piece, len -= piece)
		put_record(b, type, s, piece);
	if (len > 0)
		put_record(b, type, s, len);
	put_record(b, type, "", 0);
}

void
fcgi_put_begin(struct buf *b, unsigned role, bool keep)
{
	const unsigned char body[8] = { (unsigned char)(role >> 8),
		(unsigned char)(role & 0xff), keep ? FCGI_KEEP_CONN : 0 };

	put_record(b, FCGI_BEGIN_REQUEST, body, sizeof(body));
}

static void
put_len(struct buf *b, size_t len)
{
	const unsigned char big[4] = { (unsigned char)(0x80 | len >> 24),
		(unsigned char)(len >> 16 & 0xff),
		(unsigned char)(len >> 8 & 0xff), (unsigned char)(len & 0xff) };

	if (len < 128)
		buf_putc(b, (char)len);
	else
		buf_put(b, big, sizeof(big));
}

void
fcgi_put_vars(struct buf *b, const char *const *vars)
{
	struct buf pairs;

	buf_init(&pairs, b->mem);
	for (; *vars != NULL; vars += 2) {
		put_len(&pairs, strlen(vars[0]));
		put_len(&pairs, strlen(vars[1]));
		buf_puts(&pairs, vars[0]);
		buf_puts(&pairs, vars[1]);
	}
	put_stream(b, FCGI_PARAMS, pairs.s, pairs.len);
}

void
fcgi_put_body(struct buf *b, const void *body, size_t len)
{
	put_stream(b, FCGI_STDIN, body, len);
}

int
fcgi_connect(const char *path)
{
	const struct timeval patience = { .tv_sec = FCGI_PATIENCE };
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(sun.sun_path))
		return -1;
	strcpy(sun.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (const struct sockaddr *)&sun, sizeof(sun)) == 0)
		return fd;
	close(fd);
	return -1;
}

bool
fcgi_send(int fd, const void *data, size_t len)
{
	const char *p = data;

	while (len > 0) {
		ssize_t n = send(fd, p, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
receive(int fd, void *data, size_t len)
{
	char *p = data;

	while (len > 0) {
		ssize_t n = read(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* Split what came as FCGI_STDOUT into head and body. */
static void
split(struct arena *mem, struct reply *r, const struct buf *out)
{
	const char *gap = strstr(out->s, "\r\n\r\n");
	const char *status;

	if (gap == NULL) {
		r->head = "";
		r->body = out->s;
		r->body_len = out->len;
	} else {
		r->head = arena_strndup(
		    mem, out->s, (size_t)(gap + 2 - out->s));
		r->body = gap + 4;
		r->body_len = out->len - (size_t)(r->body - out->s);
	}
	status = reply_header(mem, r, "Status");
	r->status = status != NULL ? atoi(status) : 200;
}

bool
fcgi_receive(struct arena *mem, int fd, struct reply *r)
{
	unsigned char head[FCGI_HEADER_LEN], content[65536 + 256];
	struct buf out;

	*r = (struct reply){ .app = 0 };
	buf_init(&out, mem);
	while (!r->whole && receive(fd, head, sizeof(head))) {
		size_t len = (size_t)head[4] << 8 | head[5];

		if (!receive(fd, content, len + head[6]))
			break;
		if (head[1] == FCGI_STDOUT)
			buf_put(&out, content, len);
		if (head[1] == FCGI_END_REQUEST && len == 8) {
			r->whole = content[4] == FCGI_REQUEST_COMPLETE;
			r->app = (unsigned)content[0] << 24 |
			    (unsigned)content[1] << 16 |
			    (unsigned)content[2] << 8 | content[3];
			break;
		}
	}
	split(mem, r, &out);
	return r->whole;
}

const char *
reply_header(struct arena *mem, const struct reply *r, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = r->head; *p != '\0';) {
		size_t line = strcspn(p, "\r\n");

		if (line > len && strncasecmp(p, name, len) == 0 &&
		    p[len] == ':') {
			p += len + 1;
			p += strspn(p, " ");
			return arena_strndup(mem, p, strcspn(p, "\r\n"));
		}
		p += line;
		p += strspn(p, "\r\n");
	}
	return NULL;
}

bool
fcgi_ask(struct arena *mem, const char *path, const char *const *vars,
    const void *body, size_t len, struct reply *r)
{
	struct buf b;
	bool whole;
	int fd;

	*r = (struct reply){ .head = "", .body = "" };
	fd = fcgi_connect(path);
	if (fd < 0)
		return false;
	buf_init(&b, mem);
	fcgi_put_begin(&b, FCGI_RESPONDER, false);
	fcgi_put_vars(&b, vars);
	fcgi_put_body(&b, body, len);
	/* Who answers without reading all of it answers all the same. */
	fcgi_send(fd, b.s, b.len);
	whole = fcgi_receive(mem, fd, r);
	close(fd);
	return whole;
}
