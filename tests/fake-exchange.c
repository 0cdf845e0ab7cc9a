#include "fake-exchange.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/urlenc.h"

#define BOUNDARY "----fake7MA4YWxkTrZu0gW"

static const char *
get_param(const struct exchange *x, const char *name)
{
	const struct fake *f = (const struct fake *)x;

	for (size_t i = 0; i < f->nparam; i++)
		if (strcmp(f->param[i].name, name) == 0)
			return f->param[i].value;
	return NULL;
}

static ssize_t
read_body(struct exchange *x, void *out, size_t len)
{
	struct fake *f = (struct fake *)x;
	size_t end = f->body.len;

	if (f->breaks >= 0 && f->at + len > (size_t)f->breaks)
		return -1;
	if (len > end - f->at)
		len = end - f->at;
	memcpy(out, f->body.s + f->at, len);
	f->at += len;
	return (ssize_t)len;
}

static bool
write_response(struct exchange *x, const void *p, size_t len)
{
	struct fake *f = (struct fake *)x;

	if (f->leaves_after > 0 && f->out.len >= f->leaves_after)
		return false;
	buf_put(&f->out, p, len);
	return true;
}

static bool
flush_response(struct exchange *x)
{
	(void)x;
	return true;
}

void
fake_begin(struct fake *f, const char *method, const char *uri)
{
	struct arena *mem = f->mem == NULL ? arena_new() : f->mem;

	arena_reset(mem);
	*f = (struct fake){
		.x = { .param = get_param,
		    .read = read_body,
		    .write = write_response,
		    .flush = flush_response },
		.mem = mem,
		.breaks = -1,
	};
	buf_init(&f->body, mem);
	buf_init(&f->out, mem);
	fake_param(f, "REQUEST_METHOD", method);
	fake_param(f, "REQUEST_URI", uri);
	fake_param(f, "REMOTE_ADDR", "127.0.0.1");
	fake_param(f, "HTTP_SEC_FETCH_SITE", "same-origin");
}

void
fake_param(struct fake *f, const char *name, const char *value)
{
	size_t i = 0;

	while (i < f->nparam && strcmp(f->param[i].name, name) != 0)
		i++;
	if (i == FAKE_PARAMS)
		abort();
	if (i == f->nparam)
		f->nparam++;
	f->param[i].name = name;
	f->param[i].value = value == NULL ? NULL : arena_strdup(f->mem, value);
}

void
fake_as(struct fake *f, const char *token)
{
	fake_param(f, "HTTP_COOKIE",
	    token == NULL ? NULL
			  : arena_printf(f->mem, "guichet_sid=%s", token));
}

void
fake_body(struct fake *f, const char *type, const void *p, size_t len)
{
	fake_param(f, "CONTENT_TYPE", type);
	buf_put(&f->body, p, len);
	f->typed = true;
}

static void
part(struct fake *f, const char *name, const char *filename, const void *p,
    size_t len)
{
	buf_printf(&f->body,
	    "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"",
	    name);
	if (filename != NULL)
		buf_printf(&f->body,
		    "; filename=\"%s\"\r\nContent-Type: image/png", filename);
	buf_puts(&f->body, "\r\n\r\n");
	buf_put(&f->body, p, len);
	buf_puts(&f->body, "\r\n");
}

/* What was written urlencoded so far is written again as parts. */
void
fake_multipart(struct fake *f)
{
	if (f->body.len > 0 && !f->multipart)
		abort(); /* before the first field, please */
	f->multipart = true;
}

void
fake_field(struct fake *f, const char *name, const char *value)
{
	if (f->multipart) {
		part(f, name, NULL, value, strlen(value));
		return;
	}
	if (f->body.len > 0)
		buf_putc(&f->body, '&');
	buf_puts(&f->body, url_encode(f->mem, name));
	buf_putc(&f->body, '=');
	buf_puts(&f->body, url_encode(f->mem, value));
}

void
fake_file(struct fake *f, const char *name, const char *filename, const void *p,
    size_t len)
{
	fake_multipart(f);
	part(f, name, filename, p, len);
}

void
fake_end(struct fake *f)
{
	const char *method = get_param(&f->x, "REQUEST_METHOD");

	if (!f->typed && method != NULL && strcmp(method, "POST") == 0) {
		if (f->multipart)
			buf_puts(&f->body, "--" BOUNDARY "--\r\n");
		fake_param(f, "CONTENT_TYPE",
		    f->multipart ? "multipart/form-data; boundary=" BOUNDARY
				 : "application/x-www-form-urlencoded");
	}
	if (get_param(&f->x, "CONTENT_LENGTH") == NULL && f->body.len > 0)
		fake_param(f, "CONTENT_LENGTH",
		    arena_printf(f->mem, "%zu", f->body.len));
}

static void
take_apart(struct fake *f)
{
	char *end = strstr(f->out.s, "\r\n\r\n");

	f->status = 0;
	f->head = f->page = "";
	if (end == NULL)
		return;
	f->page = end + 4;
	f->page_len = f->out.len - (size_t)(f->page - f->out.s);
	f->head = arena_strndup(f->mem, f->out.s, (size_t)(end + 2 - f->out.s));
	if (strncmp(f->head, "Status: ", 8) == 0)
		f->status = atoi(f->head + 8);
}

void
fake_send(struct fake *f, struct server *sv)
{
	fake_end(f);
	answer(sv, &f->x);
	take_apart(f);
}

const char *
fake_header_n(struct fake *f, const char *name, int n)
{
	const size_t len = strlen(name);
	const char *s = f->head, *end;

	for (; (end = strstr(s, "\r\n")) != NULL; s = end + 2)
		if (strncasecmp(s, name, len) == 0 &&
		    strncmp(s + len, ": ", 2) == 0 && n-- == 0)
			return arena_strndup(
			    f->mem, s + len + 2, (size_t)(end - s) - len - 2);
	return "";
}

const char *
fake_header(struct fake *f, const char *name)
{
	return fake_header_n(f, name, 0);
}

const char *
fake_between(struct fake *f, const char *before, const char *after)
{
	const char *s = strstr(f->page, before), *end;

	if (s == NULL)
		return "";
	s += strlen(before);
	end = strstr(s, after);
	return end == NULL ? "" : arena_strndup(f->mem, s, (size_t)(end - s));
}

void
fake_free(struct fake *f)
{
	if (f->mem != NULL)
		arena_free(f->mem);
	f->mem = NULL;
}
