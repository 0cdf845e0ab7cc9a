#include "base/conf.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/un.h>

#include "base/buf.h"
#include "base/conf_value.h"
#include "base/near.h"
#include "base/utf8.h"

/* The longest line that inih takes: its buffer less "\r\n" and NUL. */
#define LINE_ROOM 3

/*
 * A file being read.  inih hands us names and values, but not where they
 * stood: our own line reader counts.
 */
struct reader {
	struct conf *conf;
	struct conf_origin *origin; /* conf->origin, to be written */
	FILE *complaints;
	FILE *in;
	const char *file; /* as messages name it */
	const char *base; /* where relative paths begin */
	int line;
	bool indented; /* the line began with a blank */
	bool bad;
	const struct conf_key *last;
};

/* Pairs that must not be the wrong way round. */
static const struct {
	const char *low, *high;
} ORDERED[] = {
	{ "uploads.max_count", "uploads.ceiling_count" },
	{ "uploads.max_size", "uploads.ceiling_size" },
	{ "sessions.customer_idle", "sessions.customer_lifetime" },
	{ "sessions.staff_idle", "sessions.staff_lifetime" },
};

static bool
is_key(const struct conf_key *key, const char *section, const char *name)
{
	return strcmp(key->section, section) == 0 &&
	    strcmp(key->name, name) == 0;
}

static const struct conf_key *
find(const char *section, const char *name)
{
	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		if (is_key(&CONF_KEYS[i], section, name))
			return &CONF_KEYS[i];
	}
	return NULL;
}

const struct conf_key *
conf_key_find(const char *name)
{
	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];
		size_t len = strlen(key->section);

		if (strncmp(name, key->section, len) == 0 && name[len] == '.' &&
		    strcmp(name + len + 1, key->name) == 0)
			return key;
	}
	return NULL;
}

const struct conf_key *
conf_key_suggest(const char *name)
{
	const struct conf_key *best = NULL;
	unsigned least = UINT_MAX;
	const char *dot = strchr(name, '.');

	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];
		char whole[64];
		unsigned d;

		snprintf(
		    whole, sizeof(whole), "%s.%s", key->section, key->name);
		if (near_enough(name, whole, &d) && d < least) {
			best = key;
			least = d;
		}
		/* A right name in the wrong section is nearly as good. */
		if (strcmp(dot != NULL ? dot + 1 : name, key->name) == 0 &&
		    least > 1) {
			best = key;
			least = 1;
		}
	}
	return best;
}

static void __attribute__((format(printf, 2, 3)))
complain(struct reader *r, const char *fmt, ...)
{
	va_list ap;

	r->bad = true;
	fprintf(r->complaints, "guichet: %s:%d: ", r->file, r->line);
	va_start(ap, fmt);
	vfprintf(r->complaints, fmt, ap);
	va_end(ap);
	fputc('\n', r->complaints);
}

static void
complain_unknown(struct reader *r, const char *section, const char *name)
{
	const struct conf_key *near;
	char whole[128];

	snprintf(whole, sizeof(whole), "%s%s%s", section,
	    section[0] != '\0' ? "." : "", name);
	near = conf_key_suggest(whole);
	if (near != NULL)
		complain(r, "%s: unknown key (did you mean %s.%s?)", whole,
		    near->section, near->name);
	else
		complain(r, "%s: unknown key", whole);
}

/* Called by inih for each name and value; nonzero is "go on". */
static int
take(void *arg, const char *section, const char *name, const char *value)
{
	struct reader *r = arg;
	const struct conf_key *key = find(section, name);
	struct conf_origin *origin;
	const char *why;

	if (key == NULL) {
		complain_unknown(r, section, name);
		return 1;
	}
	origin = &r->origin[key - CONF_KEYS];
	if (r->indented && key == r->last && key->type == CONF_LIST) {
		why = conf_value_add(r->conf, key, value);
	} else if (r->indented) {
		why = "only a list goes on in an indented line";
	} else if (origin->file == r->file) {
		why = arena_printf(r->conf->mem,
		    "given twice, first in line %d", origin->line);
	} else {
		why = conf_value_set(r->conf, key, value, r->base);
		*origin = (struct conf_origin){ r->file, r->line };
	}
	r->last = key;
	if (why != NULL)
		complain(r, "%s.%s: %s", section, name, why);
	return 1;
}

/*
 * The next line, as fgets() would, but that inih sees neither control
 * characters nor half of a long line.
 */
static char *
next_line(char *line, int size, void *arg)
{
	struct reader *r = arg;
	size_t len = 0, room = (size_t)size - LINE_ROOM;
	bool odd = false, more = true;
	int c;

	while ((c = getc(r->in)) != EOF && c != '\n') {
		if (len == room)
			more = false;
		else if (c < ' ' && c != '\t' && c != '\r')
			odd = true;
		else
			line[len++] = (char)c;
	}
	if (c == EOF && len == 0 && more && !odd)
		return NULL;
	r->line++;
	r->indented = len > 0 && (line[0] == ' ' || line[0] == '\t');
	if (odd || !utf8_valid(line, len))
		complain(r, "not plain UTF-8 text");
	if (!more) {
		complain(r, "the line is longer than %zu bytes", room);
		len = 0;
	}
	line[len++] = '\n';
	line[len] = '\0';
	return line;
}

static enum err
open_error(const struct reader *r, int why)
{
	fprintf(r->complaints, "guichet: cannot read \"%s\": %s\n", r->file,
	    strerror(why));
	return why == EACCES || why == EPERM ? ERR_DENIED : ERR_NOTFOUND;
}

static enum err
read_file(struct reader *r)
{
	int rc;

	r->in = fopen(r->file, "re");
	if (r->in == NULL)
		return open_error(r, errno);
	r->line = 0;
	r->last = NULL;
	errno = 0;
	rc = ini_parse_stream(next_line, r, take, r);
	if (ferror(r->in)) {
		int why = errno;

		fclose(r->in);
		return open_error(r, why);
	}
	fclose(r->in);
	if (rc > 0) {
		r->line = rc;
		complain(r, "neither a [section] nor key = value");
	}
	return ERR_OK;
}

static int
is_conf_file(const struct dirent *e)
{
	size_t len = strlen(e->d_name);

	return e->d_name[0] != '.' && len > 5 &&
	    strcmp(e->d_name + len - 5, ".conf") == 0;
}

/* Read what lies in conf.d beside the main file; no folder is fine. */
static enum err
read_folder(struct reader *r)
{
	struct arena *mem = r->conf->mem;
	const char *folder;
	struct dirent **found;
	enum err rc = ERR_OK;
	int n;

	folder = arena_printf(mem, "%s/conf.d", r->base);
	n = scandir(folder, &found, is_conf_file, alphasort);
	if (n < 0) {
		r->file = folder;
		return errno == ENOENT ? ERR_OK : open_error(r, errno);
	}
	for (int i = 0; i < n; i++) {
		r->file = arena_printf(mem, "%s/%s", folder, found[i]->d_name);
		if (rc == ERR_OK)
			rc = read_file(r);
		free(found[i]);
	}
	free(found);
	return rc;
}

static int64_t
number_of(const struct conf *conf, const struct conf_key *key)
{
	return key->type == CONF_INT ? *conf_int_at(conf, key)
				     : *conf_long_at(conf, key);
}

/* Complain of what is wrong only together, at the line of `key`. */
static void
point_at(struct reader *r, const struct conf_key *key)
{
	const struct conf_origin *o = &r->origin[key - CONF_KEYS];

	r->file = o->file;
	r->line = o->line;
}

static void
check_pairs(struct reader *r)
{
	struct arena *mem = r->conf->mem;

	for (size_t i = 0; i < NELEM(ORDERED); i++) {
		const struct conf_key *low = conf_key_find(ORDERED[i].low);
		const struct conf_key *high = conf_key_find(ORDERED[i].high);

		if (number_of(r->conf, low) <= number_of(r->conf, high))
			continue;
		point_at(r, r->origin[low - CONF_KEYS].file ? low : high);
		complain(r, "%s (%s) is more than %s (%s)", ORDERED[i].low,
		    conf_value(r->conf, low, mem), ORDERED[i].high,
		    conf_value(r->conf, high, mem));
	}
}

/* Take the base address apart; its form has been checked. */
static void
derive_base(struct conf *c)
{
	char *url = arena_strdup(c->mem, c->site_base_url);
	char *host, *colon;

	for (char *s = url; *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
	host = strstr(url, "://") + 3;
	colon = strchr(host, ':');
	c->base_https = strncmp(url, "https:", 6) == 0;
	c->base_port = c->base_https ? 443 : 80;
	if (colon != NULL && strtol(colon + 1, NULL, 10) == c->base_port)
		*colon = '\0';
	c->base_origin = arena_strdup(c->mem, url);
	if (colon != NULL && *colon == ':') {
		c->base_port = (int)strtol(colon + 1, NULL, 10);
		*colon = '\0';
	}
	c->base_host = host;
}

/* `path`, or where it is if it was left empty. */
static const char *
path_or(struct conf *c, const char *path, const char *folder, const char *name)
{
	if (path[0] != '\0')
		return path;
	return arena_printf(c->mem, "%s/%s", folder, name);
}

/* Fill in what follows from the settings. */
static void
derive(struct conf *c)
{
	derive_base(c);
	c->body_cap = 2 * c->uploads_ceiling_count * c->uploads_ceiling_size;
	c->run_dir = path_or(c, c->paths_run, c->paths_data, "run");
	c->template_dir = path_or(
	    c, c->paths_templates, c->paths_share, "templates");
	c->static_dir = path_or(c, c->paths_static, c->paths_share, "static");
	c->db_file = path_or(c, "", c->paths_data, "guichet.db");
	c->blob_dir = path_or(c, "", c->paths_data, "blobs");
	c->thumb_dir = path_or(c, "", c->paths_data, "thumbs");
	c->tmp_dir = path_or(c, "", c->paths_data, "tmp");
	c->page_socket = path_or(c, "", c->run_dir, "page.sock");
	c->login_socket = path_or(c, "", c->run_dir, "login.sock");
	c->sniff_socket = path_or(c, "", c->run_dir, "sniff.sock");
	c->artist_socket = path_or(c, "", c->run_dir, "artist.sock");
	c->stream_socket = path_or(c, "", c->run_dir, "stream.sock");
}

/* The address of a Unix socket has little room. */
static void
check_sockets(struct reader *r)
{
	const struct conf_key *key = conf_key_find("paths.run");
	size_t most = sizeof(((struct sockaddr_un *)0)->sun_path) - 1;

	if (strlen(r->conf->artist_socket) <= most)
		return;
	if (r->origin[key - CONF_KEYS].file == NULL)
		key = conf_key_find("paths.data");
	point_at(r, key);
	complain(r, "paths.run: \"%s\" is too long for the name of a socket",
	    r->conf->run_dir);
}

static struct conf *
new_conf(struct conf_origin **origin)
{
	struct arena *mem = arena_new();
	struct conf *conf = arena_alloc(mem, sizeof(*conf));

	conf->mem = mem;
	*origin = arena_array(mem, CONF_KEY_COUNT, sizeof(**origin));
	conf->origin = *origin;
	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];

		if (conf_value_set(conf, key, key->fallback, "") != NULL)
			abort(); /* the table contradicts itself */
	}
	return conf;
}

struct conf *
conf_default(void)
{
	struct conf_origin *origin;
	struct conf *conf = new_conf(&origin);

	derive(conf);
	return conf;
}

enum err
conf_set(
    struct conf *conf, const char *name, const char *value, const char **why)
{
	const struct conf_key *key = conf_key_find(name);
	const char *wrong = "unknown key";

	if (key != NULL)
		wrong = conf_value_set(conf, key, value, "");
	if (wrong == NULL)
		derive(conf);
	if (why != NULL)
		*why = wrong;
	return wrong == NULL ? ERR_OK : ERR_INVALID;
}

/* The folder of the file, absolute: relative paths begin there. */
static enum err
find_base(struct reader *r)
{
	char *slash, *folder, *real;

	folder = arena_strdup(r->conf->mem, r->file);
	slash = strrchr(folder, '/');
	if (slash == NULL)
		folder = arena_strdup(r->conf->mem, ".");
	else
		slash[slash == folder] = '\0';
	real = realpath(folder, NULL);
	if (real == NULL)
		return open_error(r, errno);
	r->base = arena_strdup(r->conf->mem, real);
	free(real);
	return ERR_OK;
}

enum err
conf_load(const char *path, FILE *complaints, struct conf **out)
{
	struct reader r = { .complaints = complaints };
	enum err rc;

	r.conf = new_conf(&r.origin);
	r.file = arena_strdup(r.conf->mem, path);
	rc = find_base(&r);
	if (rc == ERR_OK)
		rc = read_file(&r);
	if (rc == ERR_OK)
		rc = read_folder(&r);
	if (rc == ERR_OK && !r.bad) {
		derive(r.conf);
		check_pairs(&r);
		check_sockets(&r);
	}
	if (rc == ERR_OK && r.bad)
		rc = ERR_INVALID;
	if (rc != ERR_OK) {
		conf_free(r.conf);
		return rc;
	}
	*out = r.conf;
	return ERR_OK;
}

void
conf_free(struct conf *conf)
{
	if (conf != NULL)
		arena_free(conf->mem);
}

bool
conf_serves_host(const struct conf *conf, const char *host)
{
	if (strcasecmp(host, conf->base_host) == 0 ||
	    strcasecmp(host, "localhost") == 0 ||
	    strcmp(host, "127.0.0.1") == 0)
		return true;
	for (size_t i = 0; conf->site_hosts[i] != NULL; i++) {
		if (strcasecmp(host, conf->site_hosts[i]) == 0)
			return true;
	}
	return false;
}
