/*
 * body.c - the body of a request: text into the arena, files to the disk.
 */
#include "edge/request.h"

#include <assert.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/urlencoded.h"
#include "edge/multipart.h"
#include "store/blob.h"
#include "web/csrf.h"
#include "web/router.h"

#define PIECE ((size_t)64 * 1024) /* bytes read at once */

/* More files than a form may have are kept on disk: that those too many
 * can be told from those refused for another reason. */
#define SPARE_FILES 3

struct reader {
	struct ctx *cx;
	struct req *rq;
	struct param *param;
	struct upload *file;
	struct blob_temp *temp; /* of the file that comes; NULL: not kept */
	bool takes_files;       /* route and session do */
	bool token_ok;          /* seen so far */
	size_t kept;            /* files */
	enum err rc;            /* of the disk */
};

static enum body
body_of(enum parse fault)
{
	static const enum body body[PARSE__MAX] = {
		[PARSE_OK] = BODY_OK,
		[PARSE_BAD_ESCAPE] = BODY_MALFORMED,
		[PARSE_NUL] = BODY_TEXT,
		[PARSE_UTF8] = BODY_TEXT,
		[PARSE_NAME] = BODY_TEXT,
		[PARSE_FILENAME] = BODY_TEXT,
		[PARSE_TOO_MANY] = BODY_TOO_MUCH,
		[PARSE_TOO_LONG] = BODY_TOO_MUCH,
		[PARSE_FIELD_TOO_LONG] = BODY_TOO_MUCH,
		[PARSE_HEADER] = BODY_MALFORMED,
		[PARSE_UNSUPPORTED] = BODY_MALFORMED,
		[PARSE_TRUNCATED] = BODY_TRUNCATED,
	};

	return body[fault];
}

/* The first fault counts. */
static void
note(struct req *rq, enum body b)
{
	if (rq->body == BODY_OK)
		rq->body = b;
}

static void
take_param(struct reader *b, const char *name, const char *value)
{
	b->param[b->rq->nparam++] = (struct param){ name, value };
	if (strcmp(name, FIELD_CSRF) == 0)
		b->token_ok = csrf_right(b->cx, b->rq->session, value);
}

static void
on_field(void *arg, const char *name, const char *value)
{
	take_param(arg, name, value);
}

/* The limits of this form are known when its fields are: until then, those
 * that no form is over. */
static int
most_files(const struct conf *conf)
{
	return conf->uploads_max_count > conf->uploads_ceiling_count
	    ? conf->uploads_max_count
	    : conf->uploads_ceiling_count;
}

static int64_t
most_bytes(const struct conf *conf)
{
	return conf->uploads_max_size > conf->uploads_ceiling_size
	    ? conf->uploads_max_size
	    : conf->uploads_ceiling_size;
}

static bool
is_wanted(const struct reader *b)
{
	return b->takes_files && b->rc == ERR_OK &&
	    b->kept < (size_t)most_files(b->cx->conf) + SPARE_FILES &&
	    (b->rq->site == SITE_SAME || b->token_ok);
}

/* A full disk takes the file, and not the text beside it, which comes back
 * with the form. */
static void
note_disk(struct reader *b, struct upload *u, enum err rc)
{
	if (rc == ERR_OK)
		return;
	b->temp = NULL;
	if (rc != ERR_BUSY) {
		b->rc = rc;
		return;
	}
	u->no_room = true;
	log_failure(LOG_WARNING, b->cx);
	err_clear(b->cx);
}

static bool
on_file_begin(void *arg, const char *name, const char *filename)
{
	struct reader *b = arg;

	assert(b->rq->nfile < MULTIPART_FILES_MAX);
	b->file[b->rq->nfile++] = (struct upload){
		.field = name, .name = filename, .fd = -1
	};
	b->temp = NULL;
	if (is_wanted(b))
		note_disk(b, &b->file[b->rq->nfile - 1],
		    blob_temp_open(b->cx, b->cx->conf->tmp_dir, &b->temp));
	return true; /* its size is to be known in any case */
}

static void
on_file_data(void *arg, const void *p, size_t len)
{
	struct reader *b = arg;
	struct upload *u = &b->file[b->rq->nfile - 1];

	u->size += (int64_t)len;
	u->too_big = u->size > most_bytes(b->cx->conf);
	if (b->temp == NULL)
		return;
	if (u->too_big) {
		/* The disk may have it back at once. */
		(void)!ftruncate(b->temp->fd, 0);
		b->temp = NULL;
		return;
	}
	note_disk(b, u, blob_temp_put(b->cx, b->temp, p, len));
}

static void
on_file_end(void *arg, bool whole)
{
	struct reader *b = arg;
	struct upload *u = &b->file[b->rq->nfile - 1];

	if (b->temp == NULL || !whole)
		return;
	blob_temp_end(b->temp, u->sha256);
	u->fd = b->temp->fd;
	u->temp = b->temp->path;
	b->kept++;
}

static const struct multipart_sink sink = {
	.field = on_field,
	.file_begin = on_file_begin,
	.file_data = on_file_data,
	.file_end = on_file_end,
};

/* "application/x-www-form-urlencoded", with no charset but UTF-8. */
static bool
is_urlencoded(const char *type)
{
	static const char name[] = "application/x-www-form-urlencoded";
	static const char utf8[] = "charset=utf-8";

	if (strncasecmp(type, name, sizeof(name) - 1) != 0)
		return false;
	type += sizeof(name) - 1;
	type += strspn(type, " \t");
	if (*type == ';') {
		type += 1 + strspn(type + 1, " \t");
		if (strncasecmp(type, utf8, sizeof(utf8) - 1) != 0)
			return false;
		type += sizeof(utf8) - 1;
	}
	return type[strspn(type, " \t")] == '\0';
}

/* Where the bytes go that are read. */
typedef void take_fn(void *arg, const void *, size_t len);

/*
 * Read to the end.  The length that was announced, -1 if none was, must
 * be what comes.
 */
static void
read_all(struct exchange *x, struct req *rq, take_fn *take, void *arg,
    struct arena *mem)
{
	const char *announced = x->param(x, "CONTENT_LENGTH");
	char *piece = arena_alloc(mem, PIECE);
	int64_t want = -1, got = 0;
	ssize_t n;

	if (announced != NULL && *announced != '\0' &&
	    !parse_int(announced, 0, INT64_MAX, &want))
		note(rq, BODY_MALFORMED);
	do {
		n = x->read(x, piece, PIECE);
		if (n > 0) {
			got += n;
			take(arg, piece, (size_t)n);
		}
	} while (n == (ssize_t)PIECE);
	if (n == -1 || got < want)
		note(rq, BODY_TRUNCATED);
	else if (want != -1 && got > want)
		note(rq, BODY_MALFORMED);
}

static bool
is_announced(const struct exchange *x)
{
	const char *announced = x->param(x, "CONTENT_LENGTH");

	return announced != NULL && *announced != '\0' &&
	    strcmp(announced, "0") != 0;
}

static void
drop(void *arg, const void *p, size_t len)
{
	(void)arg;
	(void)p;
	(void)len;
}

/* The first BODY_TEXT_MAX bytes. */
struct text {
	char *s;
	size_t len, cap;
	struct arena *mem;
	bool more;
};

static void
take_text(void *arg, const void *p, size_t len)
{
	struct text *t = arg;

	if (len > BODY_TEXT_MAX - t->len) {
		len = BODY_TEXT_MAX - t->len;
		t->more = true;
	}
	if (len > t->cap - t->len) {
		size_t cap = (t->len + len) * 2;
		char *s = arena_alloc(t->mem, cap);

		if (t->len > 0)
			memcpy(s, t->s, t->len);
		t->s = s;
		t->cap = cap;
	}
	if (len > 0)
		memcpy(t->s + t->len, p, len);
	t->len += len;
}

/*
 * What was cut off in the middle of a character ends with a piece of it,
 * and its value would be lost for that: twelve bytes are one in escapes.
 */
static enum parse
parse_cut(struct arena *mem, const struct text *t, struct param **p, size_t *n)
{
	enum parse fault = PARSE_OK;

	for (size_t less = 0; less < 12 && less <= t->len; less++) {
		fault = urlencoded_read(mem, t->s, t->len - less, p, n);
		if (fault != PARSE_BAD_ESCAPE && fault != PARSE_UTF8)
			break;
	}
	return fault;
}

static void
read_urlencoded(struct reader *b, struct exchange *x)
{
	struct text t = { .mem = b->cx->mem };
	struct param *p = NULL;
	enum parse fault;
	size_t n = 0;

	read_all(x, b->rq, take_text, &t, b->cx->mem);
	if (t.len == 0)
		return;
	if (t.more) {
		note(b->rq, BODY_TOO_MUCH);
		fault = parse_cut(b->cx->mem, &t, &p, &n);
	} else {
		fault = urlencoded_read(b->cx->mem, t.s, t.len, &p, &n);
	}
	note(b->rq, body_of(fault));
	for (size_t i = 0; i < n; i++)
		take_param(b, p[i].name, p[i].value);
}

static void
feed(void *arg, const void *p, size_t len)
{
	multipart_feed(arg, p, len);
}

static void
read_multipart(struct reader *b, struct exchange *x, struct multipart *m)
{
	read_all(x, b->rq, feed, m, b->cx->mem);
	note(b->rq, body_of(multipart_end(m)));
}

/* Is it somebody who is signed in, at a route that takes this? */
static bool
takes(struct ctx *cx, struct req *rq, unsigned flag)
{
	const struct route *other;
	const struct route *r = route_find(cx, rq, &other);

	return r != NULL && r->flags & flag && rq->session != NULL;
}

static void
begin(struct reader *b, struct ctx *cx, struct req *rq)
{
	*b = (struct reader){ .cx = cx, .rq = rq };
	b->param = arena_array(cx->mem,
	    rq->nparam + URLENCODED_PARAMS_MAX + MULTIPART_FIELDS_MAX,
	    sizeof(*b->param));
	for (size_t i = 0; i < rq->nparam; i++)
		b->param[i] = rq->param[i];
	b->file = arena_array(cx->mem, MULTIPART_FILES_MAX, sizeof(*b->file));
	rq->param = b->param;
	rq->file = b->file;
	b->takes_files = takes(cx, rq, FILES);
	b->token_ok = csrf_right(cx, rq->session, rq->csrf_header);
}

enum err
request_body(struct ctx *cx, struct exchange *x, struct req *rq)
{
	const char *type = x->param(x, "CONTENT_TYPE");
	struct multipart *m;
	struct reader b;

	if (!req_is_foreign(rq) && takes(cx, rq, RAW) &&
	    csrf_right(cx, rq->session, rq->csrf_header))
		return request_raw(cx, x, rq);
	if (rq->method != POST || req_is_foreign(rq)) {
		if (is_announced(x))
			read_all(x, rq, drop, NULL, cx->mem);
		rq->body = BODY_OK;
		return ERR_OK;
	}
	begin(&b, cx, rq);
	if (type == NULL || *type == '\0')
		type = "application/x-www-form-urlencoded";
	m = multipart_new(cx->mem, type, &sink, &b);
	if (m != NULL) {
		read_multipart(&b, x, m);
	} else if (is_urlencoded(type)) {
		read_urlencoded(&b, x);
	} else {
		note(rq,
		    strncasecmp(type, "multipart/form-data", 19) == 0
			? BODY_MALFORMED
			: BODY_TYPE);
		read_all(x, rq, drop, NULL, cx->mem);
	}
	return b.rc;
}
