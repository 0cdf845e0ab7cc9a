#include "web/form.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/crypto.h"
#include "base/urlenc.h"
#include "base/urlencoded.h"
#include "base/utf8.h"

#define KEY_MAX 64 /* characters */

static bool
is_hidden(const char *name)
{
	return strcmp(name, FIELD_CSRF) == 0 || strcmp(name, FIELD_KEY) == 0 ||
	    strcmp(name, FIELD_REVISION) == 0 || strcmp(name, FIELD_PROOF) == 0;
}

static bool
begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

const struct field *
schema_field(const struct schema *sc, const char *name)
{
	for (size_t i = 0; i < sc->n; i++)
		if (sc->field[i].type != FIELD_RATED &&
		    strcmp(sc->field[i].name, name) == 0)
			return &sc->field[i];
	for (size_t i = 0; i < sc->n; i++)
		if (sc->field[i].type == FIELD_RATED &&
		    begins(name, sc->field[i].name))
			return &sc->field[i];
	return NULL;
}

/* The values that belong to a row, empty ones left out. */
static void
collect(struct ctx *cx, const struct schema *sc, const struct field *fd,
    const struct req *rq, struct values *out)
{
	*out = (struct values){
		.name = arena_array(cx->mem, rq->nparam, sizeof(*out->name)),
		.value = arena_array(cx->mem, rq->nparam, sizeof(*out->value)),
	};
	for (size_t i = 0; i < rq->nparam; i++) {
		const struct param *p = &rq->param[i];

		if (*p->value == '\0' || schema_field(sc, p->name) != fd)
			continue;
		out->name[out->count] = p->name;
		out->value[out->count++] = p->value;
	}
}

void
form_values(
    struct ctx *cx, const struct req *rq, const char *name, struct values *out)
{
	const struct field one = { .name = name, .type = FIELD_MANY };
	const struct schema sc = { .field = &one, .n = 1 };

	collect(cx, &sc, &one, rq, out);
}

static bool
has_deceiver(const char *s)
{
	uint32_t cp;
	size_t n;

	for (; (n = utf8_next(s, &cp)) > 0; s += n)
		if (utf8_deceives(cp))
			return true;
	return false;
}

/* A complaint, or NULL; *n is the number for its sentence. */
static const char *
read_text(struct ctx *cx, const struct field *fd, const char *s, int64_t *n,
    const char **out)
{
	const char *seen = utf8_name(cx->mem, s);
	const char *wrong = fd->say == NULL ? "invalid" : fd->say;

	*out = fd->flags & LINE ? seen : text_normalise(cx->mem, s);
	if (*seen == '\0')
		return fd->flags & REQUIRED ? "required" : NULL;
	*n = (int64_t)utf8_count(*out);
	if (*n > fd->max)
		return "too_long";
	if (*n < fd->min) {
		*n = fd->min;
		return wrong;
	}
	return fd->flags & LINE && has_deceiver(*out) ? wrong : NULL;
}

static const char *
read_int(const struct field *fd, const char *s, int64_t *out)
{
	if (*s == '\0')
		return fd->flags & REQUIRED ? "required" : NULL;
	if (parse_int(s, fd->min, fd->max, out))
		return NULL;
	return fd->say == NULL ? "invalid" : fd->say;
}

static const char *
read_values(const struct field *fd, const struct values *v, int64_t *n)
{
	if ((int64_t)v->count > fd->max) {
		*n = fd->max;
		return "too_many";
	}
	if (v->count == 0 && fd->flags & REQUIRED)
		return "required";
	if ((int64_t)v->count < fd->min) {
		*n = fd->min;
		return fd->say == NULL ? "required" : fd->say;
	}
	return NULL;
}

static const char *
read_field(struct ctx *cx, const struct form *f, const struct field *fd,
    int64_t *n, void *member)
{
	const char *s = req_param(f->rq, fd->name);

	if (s == NULL)
		s = "";
	switch (fd->type) {
	case FIELD_TEXT:
		return read_text(cx, fd, s, n, member);
	case FIELD_INT:
		*(int64_t *)member = 0;
		return read_int(fd, s, member);
	case FIELD_BOOL:
		*(bool *)member = *s != '\0';
		return *s == '\0' && fd->flags & REQUIRED ? "required" : NULL;
	case FIELD_MANY:
	case FIELD_RATED:
		collect(cx, f->schema, fd, f->rq, member);
		return read_values(fd, member, n);
	}
	abort(); /* no such type */
}

/* What is shown again of a field. */
static const char *
shown(const struct field *fd, const struct param *p, size_t n)
{
	if (fd->flags & SECRET || fd->type == FIELD_RATED)
		return "";
	for (size_t i = 0; i < n; i++)
		if (strcmp(p[i].name, fd->name) == 0)
			return p[i].value;
	return "";
}

static void
begin(struct form *f, const struct schema *sc, const struct req *rq,
    const struct param *p, size_t n)
{
	assert(sc->n <= FORM_MAX);
	*f = (struct form){ .schema = sc, .rq = rq };
	for (size_t i = 0; i < sc->n; i++)
		f->value[i] = shown(&sc->field[i], p, n);
}

/*
 * Of everything that the form says, so that its key cannot be used for
 * something else.  What differs each time (hidden fields) and what must
 * not be guessed from a stolen database (secrets) stays out.
 */
static void
hash_fields(struct ctx *cx, const struct schema *sc, const struct req *rq)
{
	char hex[HEX_LEN];
	struct sha256 h;

	sha256_begin(&h);
	for (size_t i = 0; i < rq->nparam; i++) {
		const struct param *p = &rq->param[i];
		const struct field *fd = schema_field(sc, p->name);

		if (is_hidden(p->name) || (fd != NULL && fd->flags & SECRET))
			continue;
		sha256_put_text(&h, p->name);
		sha256_put_text(&h, p->value);
	}
	sha256_put_text(&h, "files");
	for (size_t i = 0; i < rq->nfile; i++) {
		sha256_put_text(&h, rq->file[i].field);
		sha256_put_text(&h, rq->file[i].name);
		sha256_put_text(&h, rq->file[i].sha256);
	}
	sha256_end(&h, cx->op.hash);
	crypto_hex(cx->op.hash, HASH_LEN, hex);
	hmac(cx->keys->op, cx->op.hash, "fields", rq->path, hex, NULL);
}

static bool
key_fits(const char *key)
{
	size_t len = key == NULL ? 0 : strlen(key);

	return len > 0 && len <= KEY_MAX &&
	    strspn(key,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-_") == len;
}

/* False if the form is not one that we gave to this session. */
static bool
read_key(struct ctx *cx, struct form *f)
{
	const char *key = req_param(f->rq, FIELD_KEY);
	const char *revision = req_param(f->rq, FIELD_REVISION);

	if (f->rq->method != POST)
		return true;
	cx->op.form = f->rq->path;
	if (!cx->op.needed)
		return true;
	if (f->schema->revision &&
	    (revision == NULL ||
		!parse_int(revision, 1, INT64_MAX, &f->revision)))
		return false;
	if (!f->rq->token_ok || !key_fits(key))
		return false;
	cx->op.key = key;
	hash_fields(cx, f->schema, f->rq);
	return true;
}

bool
form_read(struct ctx *cx, struct form *f, const struct schema *sc,
    const struct req *rq, void *out)
{
	bool ours;

	begin(f, sc, rq, rq->param, rq->nparam);
	ours = read_key(cx, f);
	for (size_t i = 0; i < sc->n; i++) {
		int64_t n = 0;
		const char *say = read_field(cx, f, &sc->field[i], &n,
		    (char *)out + sc->field[i].offset);

		/* Of a form that is old, that alone is said. */
		if (ours) {
			f->error[i] = say;
			f->error_n[i] = n;
		}
	}
	if (!ours)
		f->say = "form_old";
	return !form_wrong(f);
}

void
form_blank(struct ctx *cx, struct form *f, const struct schema *sc,
    const struct req *rq, const char *draft)
{
	struct param *p = NULL;
	size_t n = 0;

	/* A draft is what form_encode() made; were it not, what can be
	 * read of it is all there is. */
	if (draft != NULL)
		(void)!urlencoded_read(cx->mem, draft, strlen(draft), &p, &n);
	begin(f, sc, rq, p, n);
}

const char *
form_encode(struct ctx *cx, const struct schema *sc, const struct req *rq)
{
	struct buf b;

	buf_init(&b, cx->mem);
	for (size_t i = rq->nquery; i < rq->nparam; i++) {
		const struct param *p = &rq->param[i];
		const struct field *fd = schema_field(sc, p->name);

		if (is_hidden(p->name) || *p->value == '\0' || fd == NULL ||
		    fd->flags & SECRET)
			continue;
		if (b.len > 0)
			buf_putc(&b, '&');
		buf_puts(&b, url_encode(cx->mem, p->name));
		buf_putc(&b, '=');
		buf_puts(&b, url_encode(cx->mem, p->value));
	}
	return b.s;
}

bool
form_typed(const struct schema *sc, const struct req *rq)
{
	for (size_t i = rq->nquery; i < rq->nparam; i++) {
		const struct param *p = &rq->param[i];
		const struct field *fd = schema_field(sc, p->name);

		if (fd != NULL && *p->value != '\0' &&
		    (fd->type == FIELD_TEXT || fd->type == FIELD_RATED) &&
		    !(fd->flags & (SECRET | CHOSEN)))
			return true;
	}
	return false;
}

/* Which of the fields has the name; the number of fields if none. */
static size_t
place_of(const struct form *f, const char *name)
{
	size_t i = 0;

	while (i < f->schema->n && strcmp(f->schema->field[i].name, name) != 0)
		i++;
	return i;
}

const char *
form_value(const struct form *f, const char *name)
{
	size_t i = place_of(f, name);

	return i < f->schema->n ? f->value[i] : "";
}

void
form_set(struct form *f, const char *name, const char *value)
{
	size_t i = place_of(f, name);

	if (i < f->schema->n)
		f->value[i] = value;
}

const char *
form_error(const struct form *f, const char *name)
{
	size_t i = place_of(f, name);

	return i < f->schema->n ? f->error[i] : NULL;
}

void
form_complain(struct form *f, const char *field, const char *say, int64_t n)
{
	size_t i = place_of(f, field);

	if (i < f->schema->n) {
		f->error[i] = say;
		f->error_n[i] = n;
	} else {
		f->say = say;
		f->say_n = n;
	}
}

bool
form_wrong(const struct form *f)
{
	for (size_t i = 0; i < f->schema->n; i++)
		if (f->error[i] != NULL)
			return true;
	return f->say != NULL;
}

int
form_status(const struct form *f, enum err rc)
{
	static const int status[ERR__MAX] = {
		[ERR_INVALID] = 422,
		[ERR_LOGIN] = 422,
		[ERR_DENIED] = 403,
		[ERR_PROOF] = 403,
		[ERR_NOTFOUND] = 404,
		[ERR_CONFLICT] = 409,
		[ERR_TOOBIG] = 413,
		[ERR_BUSY] = 503,
		[ERR_FAULT] = 500,
	};

	if (rc != ERR_OK)
		return status[rc];
	return form_wrong(f) ? 422 : 200;
}

const char *
form_key(struct ctx *cx, const struct session *se, const char *address,
    int64_t revision)
{
	unsigned char mac[HASH_LEN];

	if (se == NULL || revision == 0)
		return crypto_random_token(cx->mem);
	hmac(cx->keys->op, mac, "key",
	    arena_printf(cx->mem, "%" PRId64, se->id),
	    arena_printf(cx->mem, "%" PRId64, se->user_id), address,
	    arena_printf(cx->mem, "%" PRId64, revision), NULL);
	return crypto_base64(cx->mem, mac, sizeof(mac));
}
