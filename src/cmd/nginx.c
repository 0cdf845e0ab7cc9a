/*
 * nginx.c - nginx.conf, made of its template and the settings, so that
 * every limit has one value.
 */
#include "cmd/cmd.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "web/headers.h"

#define LINE_MAX_BYTES 512

/* Writes the value that stands for a @name@ of the template. */
typedef void fill_fn(struct buf *, const struct conf *);

static void
fill_data(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->paths_data);
}

static void
fill_run(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->run_dir);
}

static void
fill_static(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->static_dir);
}

static void
fill_page_socket(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->page_socket);
}

static void
fill_login_socket(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->login_socket);
}

static void
fill_stream_socket(struct buf *b, const struct conf *conf)
{
	buf_puts(b, conf->stream_socket);
}

static void
fill_stream_workers(struct buf *b, const struct conf *conf)
{
	buf_printf(b, "%d", conf->server_stream_workers);
}

/*
 * Loopback is always among the addresses: whoever asks for our health
 * does it from there.
 */
static void
put_listen(struct buf *b, const struct conf *conf, const char *options)
{
	const char *address = conf->server_listen;
	int port = conf->server_port;

	buf_printf(b, "\t\tlisten %s:%d%s;", address, port, options);
	if (strcmp(address, "127.0.0.1") != 0 &&
	    strcmp(address, "0.0.0.0") != 0)
		buf_printf(b, "\n\t\tlisten 127.0.0.1:%d%s;", port, options);
}

static void
fill_listen(struct buf *b, const struct conf *conf)
{
	put_listen(b, conf, "");
}

static void
fill_listen_default(struct buf *b, const struct conf *conf)
{
	put_listen(b, conf, " default_server backlog=1024");
}

static void
fill_body_cap(struct buf *b, const struct conf *conf)
{
	buf_printf(b, "%" PRId64, conf->body_cap);
}

static void
fill_request_timeout(struct buf *b, const struct conf *conf)
{
	buf_printf(b, "%" PRId64, conf->server_request_timeout);
}

static void
fill_login_rate(struct buf *b, const struct conf *conf)
{
	buf_printf(b, "%d", conf->server_login_rate);
}

static void
fill_login_burst(struct buf *b, const struct conf *conf)
{
	buf_printf(b, "%d", conf->server_login_burst);
}

/* Hand every name under which we answer to `put`, each once. */
static void
each_name(struct buf *b, const struct conf *conf,
    void (*put)(struct buf *, const char *))
{
	const char *own[] = { conf->base_host, "localhost", "127.0.0.1" };

	put(b, own[0]);
	for (size_t i = 1; i < NELEM(own); i++) {
		if (strcmp(own[i], own[0]) != 0)
			put(b, own[i]);
	}
	for (size_t i = 0; conf->site_hosts[i] != NULL; i++) {
		bool known = false;

		for (size_t j = 0; j < NELEM(own); j++)
			known |= strcasecmp(conf->site_hosts[i], own[j]) == 0;
		if (!known)
			put(b, conf->site_hosts[i]);
	}
}

static void
put_name(struct buf *b, const char *name)
{
	buf_printf(
	    b, "%s%s", b->len > 0 && b->s[b->len - 1] != ' ' ? " " : "", name);
}

static void
fill_server_names(struct buf *b, const struct conf *conf)
{
	each_name(b, conf, put_name);
}

/* As an alternative of a regular expression: only dots need care. */
static void
put_pattern(struct buf *b, const char *name)
{
	if (b->s[b->len - 1] != '(')
		buf_putc(b, '|');
	for (; *name != '\0'; name++) {
		if (*name == '.')
			buf_putc(b, '\\');
		buf_putc(b, *name);
	}
}

static void
fill_host_pattern(struct buf *b, const struct conf *conf)
{
	each_name(b, conf, put_pattern);
}

static void
fill_trusted_proxies(struct buf *b, const struct conf *conf)
{
	const char *const *proxy = conf->server_trusted_proxies;

	if (proxy[0] == NULL)
		return;
	for (; *proxy != NULL; proxy++)
		buf_printf(b, "\tset_real_ip_from %s;\n", *proxy);
	buf_puts(b,
	    "\treal_ip_header X-Forwarded-For;\n"
	    "\treal_ip_recursive on;\n");
}

static void
put_header(struct buf *b, const struct header *h, const char *value)
{
	buf_printf(b, "\t\t\tadd_header %s \"%s\" always;\n", h->name, value);
}

static void
put_headers(struct buf *b, const struct conf *conf, bool blob)
{
	for (size_t i = 0; i < PAGE_HEADER_COUNT; i++) {
		const struct header *h = &PAGE_HEADERS[i];

		put_header(b, h,
		    blob && h->blob_value != NULL ? h->blob_value : h->value);
	}
	if (conf->base_https)
		put_header(b, &HSTS_HEADER, HSTS_HEADER.value);
	buf_puts(b, "\t\t\tadd_header X-Request-Id $request_id always;");
}

static void
fill_page_headers(struct buf *b, const struct conf *conf)
{
	put_headers(b, conf, false);
}

static void
fill_blob_headers(struct buf *b, const struct conf *conf)
{
	put_headers(b, conf, true);
}

static const struct {
	const char *name;
	fill_fn *fill;
} FILLS[] = {
	{ "blob_headers", fill_blob_headers },
	{ "body_cap", fill_body_cap },
	{ "data", fill_data },
	{ "host_pattern", fill_host_pattern },
	{ "listen", fill_listen },
	{ "listen_default", fill_listen_default },
	{ "login_burst", fill_login_burst },
	{ "login_rate", fill_login_rate },
	{ "login_socket", fill_login_socket },
	{ "page_headers", fill_page_headers },
	{ "page_socket", fill_page_socket },
	{ "request_timeout", fill_request_timeout },
	{ "run", fill_run },
	{ "server_names", fill_server_names },
	{ "static", fill_static },
	{ "stream_socket", fill_stream_socket },
	{ "stream_workers", fill_stream_workers },
	{ "trusted_proxies", fill_trusted_proxies },
};

/* The length of "@name@" at s, or 0 if there is none. */
static size_t
placeholder(const char *s)
{
	size_t len = 1;

	if (s[0] != '@')
		return 0;
	while (islower((unsigned char)s[len]) || s[len] == '_')
		len++;
	return len > 1 && s[len] == '@' ? len + 1 : 0;
}

static bool
fill(struct buf *b, const struct conf *conf, const char *name, size_t len)
{
	for (size_t i = 0; i < NELEM(FILLS); i++) {
		if (strlen(FILLS[i].name) == len &&
		    strncmp(FILLS[i].name, name, len) == 0) {
			FILLS[i].fill(b, conf);
			return true;
		}
	}
	return false;
}

/* Returns false, having said why, if the line names something unknown. */
static bool
fill_line(struct buf *b, const struct conf *conf, const char *line)
{
	size_t len;

	for (; *line != '\0'; line += len) {
		len = placeholder(line);
		if (len == 0) {
			buf_putc(b, *line);
			len = 1;
		} else if (!fill(b, conf, line + 1, len - 2)) {
			cmd_warn(
			    "nginx.conf.in: unknown name %.*s", (int)len, line);
			return false;
		}
	}
	return true;
}

int
cmd_print_nginx(const struct conf *conf)
{
	struct arena *mem = arena_new();
	const char *path = arena_printf(
	    mem, "%s/conf/nginx.conf.in", conf->paths_share);
	char line[LINE_MAX_BYTES];
	int status = CMD_OK;
	struct buf b;
	FILE *in;

	in = fopen(path, "re");
	if (in == NULL) {
		cmd_warn("cannot read \"%s\": %s", path, strerror(errno));
		arena_free(mem);
		return errno == EACCES ? EX_NOPERM : EX_CONFIG;
	}
	buf_init(&b, mem);
	while (status == CMD_OK && fgets(line, sizeof(line), in) != NULL) {
		if (!fill_line(&b, conf, line))
			status = EX_CONFIG;
	}
	if (ferror(in)) {
		cmd_warn("cannot read \"%s\": %s", path, strerror(errno));
		status = EX_IOERR;
	}
	fclose(in);
	if (status == CMD_OK)
		fputs(b.s, stdout);
	arena_free(mem);
	return status;
}
