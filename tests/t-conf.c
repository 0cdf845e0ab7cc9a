#include "base/conf.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/near.h"
#include "tap.h"

#define NELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

static char folder[] = "/tmp/t-conf.XXXXXX";
static char path[64], more[64];

static void
write_file(const char *name, const char *text, size_t len)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fwrite(text, 1, len, f) != len || fclose(f) != 0)
		abort();
}

/* Load `text`; what was complained of, without the path, is in *said. */
static enum err
load_bytes(const char *text, size_t len, struct conf **conf, char **said)
{
	size_t n;
	FILE *f = open_memstream(said, &n);
	enum err rc;

	write_file(path, text, len);
	rc = conf_load(path, f, conf);
	fclose(f);
	for (char *p; (p = strstr(*said, path)) != NULL;)
		memmove(p, p + strlen(folder) + 1,
		    strlen(p + strlen(folder) + 1) + 1);
	return rc;
}

static enum err
load(const char *text, struct conf **conf, char **said)
{
	return load_bytes(text, strlen(text), conf, said);
}

static void
test_defaults_are_the_documented_ones(void)
{
	struct conf *c = conf_default();

	is(c->site_base_url, "http://127.0.0.1:8080");
	ok(!c->base_https && c->base_port == 8080);
	ok(c->site_language == CONF_EN);
	ok(c->site_hosts[0] == NULL);
	ok(c->uploads_max_count == 5);
	ok(c->uploads_max_size == 10 * 1024 * 1024);
	ok(c->body_cap == 100 * 1024 * 1024);
	is(c->uploads_types[0], "jpg");
	is(c->uploads_types[15], "mov");
	ok(c->uploads_types[16] == NULL);
	ok(c->tickets_auto_close == 7 * 24 * 60 * 60);
	ok(c->tickets_remind_after == 3 * 24 * 60 * 60);
	ok(c->sessions_staff_idle == 30 * 60);
	ok(c->passwords_argon2_memory == 19 * 1024 * 1024);
	conf_free(c);
}

/* Each key takes its own default and prints it so that it can be read. */
static void
test_every_value_prints_as_it_is_read(void)
{
	struct conf *c = conf_default();
	struct arena *mem = arena_new();

	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];
		char name[64];
		const char *value, *why = NULL;

		snprintf(name, sizeof(name), "%s.%s", key->section, key->name);
		value = conf_value(c, key, mem);
		ok(conf_set(c, name, value, &why) == ERR_OK);
		is(conf_value(c, key, mem), value);
		ok(conf_key_find(name) == key);
	}
	arena_free(mem);
	conf_free(c);
}

static void
test_reads_every_type(void)
{
	struct conf *c = NULL;
	char *said;

	ok(load("# a comment\n"
		"[site]\n"
		"name = 工单 ; and a comment\n"
		"base_url = https://Help.Example\n"
		"hosts = a.example, b.example\n"
		"\tc.example a.example\n"
		"language = zh-cn\n"
		"[paths]\n"
		"data = .\n"
		"run = sockets\n"
		"share = /usr/share/x\n"
		"[uploads]\r\n"
		"max_size = 512K\r\n"
		"ceiling_count = 2\n"
		"max_count = 0\n"
		"types =\n"
		"[tickets]\n"
		"urge_grace = 0\n"
		"auto_close = 36h\n",
	       &c, &said) == ERR_OK);
	is(said, "");
	is(c->site_name, "工单");
	ok(c->base_https && c->base_port == 443);
	is(c->base_host, "help.example");
	is(c->base_origin, "https://help.example");
	is(c->site_hosts[0], "a.example");
	is(c->site_hosts[2], "c.example");
	ok(c->site_hosts[3] == NULL);
	ok(c->site_language == CONF_ZH_CN);
	is(c->paths_data, folder);
	ok(strncmp(c->run_dir, folder, strlen(folder)) == 0);
	is(c->run_dir + strlen(folder), "/sockets");
	is(c->page_socket + strlen(c->run_dir), "/page.sock");
	is(c->static_dir, "/usr/share/x/static");
	ok(c->uploads_max_size == 512 * 1024);
	ok(c->body_cap == 2 * 2 * 10 * 1024 * 1024);
	ok(c->uploads_max_count == 0);
	ok(c->uploads_types[0] == NULL);
	ok(c->tickets_urge_grace == 0);
	ok(c->tickets_auto_close == 36 * 60 * 60);
	conf_free(c);
	free(said);
}

/*	the file, and the first line of the complaint */
static const struct {
	const char *text, *say;
} MISTAKES[] = {
	{ "\n[uploads]\nmax_sizee = 5M\n",
	    "3: uploads.max_sizee: unknown key (did you mean "
	    "uploads.max_size?)" },
	{ "[upload]\nmax_size = 5M\n",
	    "2: upload.max_size: unknown key (did you mean "
	    "uploads.max_size?)" },
	{ "[ticket]\nmax_size = 5M\n",
	    "2: ticket.max_size: unknown key (did you mean "
	    "uploads.max_size?)" },
	{ "[x]\ny = z\n", "2: x.y: unknown key" },
	{ "base_url = http://x\n",
	    "1: base_url: unknown key (did you mean site.base_url?)" },
	{ "[uploads]\nmax_size = 5\nmax_count = x\n",
	    "2: uploads.max_size: wants a size, such as 512K or 10M, of 1K to "
	    "99M, not \"5\"" },
	{ "[uploads]\nmax_count = -1\n",
	    "2: uploads.max_count: wants a whole number of 0 to 99, not "
	    "\"-1\"" },
	{ "[uploads]\nmax_count = 100\n",
	    "2: uploads.max_count: wants a whole number of 0 to 99, not "
	    "\"100\"" },
	{ "[uploads]\nmax_count = 99999999999999999999\n",
	    "2: uploads.max_count: wants a whole number of 0 to 99, not "
	    "\"99999999999999999999\"" },
	{ "[uploads]\nmax_count = 5 files\n",
	    "2: uploads.max_count: wants a whole number of 0 to 99, not \"5 "
	    "files\"" },
	{ "[uploads]\nmax_size = 9999999999999G\n",
	    "2: uploads.max_size: wants a size, such as 512K or 10M, of 1K to "
	    "99M, not \"9999999999999G\"" },
	{ "[tickets]\nauto_close = 7\n",
	    "2: tickets.auto_close: wants a time with its unit (s, m, h, d) "
	    "of 1h to 365d, not \"7\"" },
	{ "[site]\nlanguage = de\n",
	    "2: site.language: wants one of: en zh-cn, not \"de\"" },
	{ "[site]\nname =\n",
	    "2: site.name: wants a text of 1 to 100 bytes, not \"\"" },
	{ "[site]\nbase_url = help.example\n",
	    "2: site.base_url: wants http:// or https://, a host and perhaps a "
	    "port, no path, not \"help.example\"" },
	{ "[site]\nhosts = a.example b$c\n",
	    "2: site.hosts: wants host names without port, not \"b$c\"" },
	{ "[paths]\ndata = /var/$x\n",
	    "2: paths.data: wants a path without \", \\, $ or control "
	    "characters, not \"/var/$x\"" },
	{ "[log]\nlevel = info\nlevel = debug\n",
	    "3: log.level: given twice, first in line 2" },
	{ "[log]\nlevel = info\n debug\n",
	    "3: log.level: only a list goes on in an indented line" },
	{ "[site]\nname\n", "2: neither a [section] nor key = value" },
	{ "[site\n", "1: neither a [section] nor key = value" },
	{ "[site]\nname = a\x01z\n", "2: not plain UTF-8 text" },
	{ "[site]\nname = \xff\n", "2: not plain UTF-8 text" },
	{ "[uploads]\nmax_size = 11M\n",
	    "2: uploads.max_size (11M) is more than uploads.ceiling_size "
	    "(10M)" },
	{ "[uploads]\nceiling_count = 4\n",
	    "2: uploads.max_count (5) is more than uploads.ceiling_count "
	    "(4)" },
	{ "[paths]\ndata = /01234567890123456789012345678901234567890123456789"
	  "01234567890123456789012345678901234567890123456789\n",
	    "2: paths.run: \"/01234567890123456789012345678901234567890123456"
	    "78901234567890123456789012345678901234567890123456789/run\" is "
	    "too long for the name of a socket" },
};

static void
test_says_where_and_what_is_wrong(void)
{
	for (size_t i = 0; i < NELEMENTS(MISTAKES); i++) {
		struct conf *c = NULL;
		char want[512], *said;

		ok(load(MISTAKES[i].text, &c, &said) == ERR_INVALID);
		said[strcspn(said, "\n")] = '\0';
		snprintf(
		    want, sizeof(want), "guichet: x.conf:%s", MISTAKES[i].say);
		is(said, want);
		free(said);
	}
}

static void
test_complains_of_every_mistake(void)
{
	struct conf *c = NULL;
	char *said;

	ok(load("[log]\nlevel = x\n[site]\nlanguage = y\n", &c, &said) ==
	    ERR_INVALID);
	ok(strstr(said, ":2: log.level") != NULL);
	ok(strstr(said, ":4: site.language") != NULL);
	free(said);
}

static void
test_takes_no_long_line_and_no_nul(void)
{
	static const char nul[] = "[site]\nname = a\0b\n";
	struct conf *c = NULL;
	char text[600] = "[site]\nname = ", *said;

	memset(text + strlen(text), 'x', 500);
	ok(load(text, &c, &said) == ERR_INVALID);
	is(said, "guichet: x.conf:2: the line is longer than 197 bytes\n");
	free(said);
	ok(load_bytes(nul, sizeof(nul) - 1, &c, &said) == ERR_INVALID);
	is(said, "guichet: x.conf:2: not plain UTF-8 text\n");
	free(said);
}

static void
test_a_later_file_wins(void)
{
	struct conf *c = NULL;
	const struct conf_key *key = conf_key_find("log.level");
	char *said;

	snprintf(more, sizeof(more), "%s/conf.d", folder);
	mkdir(more, 0700);
	snprintf(more, sizeof(more), "%s/conf.d/10-log.conf", folder);
	write_file(more, "[log]\nlevel = debug\n", 20);
	ok(load("[log]\n\nlevel = error\n", &c, &said) == ERR_OK);
	ok(c->log_level == CONF_DEBUG);
	is(c->origin[key - CONF_KEYS].file + strlen(folder),
	    "/conf.d/10-log.conf");
	ok(c->origin[key - CONF_KEYS].line == 2);
	conf_free(c);
	free(said);
	unlink(more);
	snprintf(more, sizeof(more), "%s/conf.d", folder);
	rmdir(more);
}

static void
test_a_file_that_is_not_there(void)
{
	struct conf *c = NULL;
	char said[256];
	FILE *f = fmemopen(said, sizeof(said), "w");

	ok(conf_load("/nowhere/x.conf", f, &c) == ERR_NOTFOUND);
	fclose(f);
	is(said,
	    "guichet: cannot read \"/nowhere/x.conf\": No such file or "
	    "directory\n");
	f = fmemopen(said, sizeof(said), "w");
	ok(conf_load("/tmp", f, &c) == ERR_NOTFOUND);
	fclose(f);
	is(said, "guichet: cannot read \"/tmp\": Is a directory\n");
}

static void
test_knows_the_names_it_serves(void)
{
	struct conf *c = conf_default();

	ok(conf_set(c, "site.base_url", "http://help.example:80", NULL) ==
	    ERR_OK);
	ok(conf_set(c, "site.hosts", "Other.example", NULL) == ERR_OK);
	is(c->base_origin, "http://help.example");
	ok(conf_serves_host(c, "help.example"));
	ok(conf_serves_host(c, "HELP.EXAMPLE"));
	ok(conf_serves_host(c, "other.example"));
	ok(conf_serves_host(c, "localhost"));
	ok(conf_serves_host(c, "127.0.0.1"));
	ok(!conf_serves_host(c, "help.example.evil"));
	ok(!conf_serves_host(c, ""));
	conf_free(c);
}

static void
test_refuses_and_keeps_what_was(void)
{
	struct conf *c = conf_default();
	const char *why = NULL;

	ok(conf_set(c, "uploads.types", "png .exe", &why) == ERR_INVALID);
	is(why, "wants extensions in lower case, without a dot, not \".exe\"");
	is(c->uploads_types[0], "jpg");
	ok(conf_set(c, "no.such", "1", &why) == ERR_INVALID);
	is(why, "unknown key");
	conf_free(c);
}

static void
test_dump_is_a_configuration(void)
{
	struct conf *c = NULL, *again = NULL;
	char *said, *text;
	size_t len;
	FILE *f;

	ok(load("[uploads]\nmax_size = 3M\n[site]\nhosts = a b\n", &c, &said) ==
	    ERR_OK);
	free(said);
	f = open_memstream(&text, &len);
	conf_dump(c, f, true);
	fclose(f);
	ok(load(text, &again, &said) == ERR_OK);
	is(said, "");
	ok(again->uploads_max_size == 3 * 1024 * 1024);
	is(again->site_hosts[1], "b");
	free(said);
	free(text);
	conf_free(c);
	conf_free(again);
}

/*	one word, another, letters between them */
static const struct {
	const char *a, *b;
	unsigned distance;
} WORDS[] = {
	{ "", "", 0 },
	{ "serve", "serve", 0 },
	{ "srve", "serve", 1 },
	{ "serve", "serves", 1 },
	{ "sevre", "serve", 1 },
	{ "kitten", "sitting", 3 },
	{ "", "jobs", 4 },
};

static void
test_measures_how_far_words_are(void)
{
	char lots[200];
	unsigned d;

	for (size_t i = 0; i < NELEMENTS(WORDS); i++) {
		ok(near_distance(WORDS[i].a, WORDS[i].b) == WORDS[i].distance);
		ok(near_distance(WORDS[i].b, WORDS[i].a) == WORDS[i].distance);
	}
	ok(near_enough("vresion", "version", &d));
	ok(!near_enough("exit", "init", &d));
	memset(lots, 'x', sizeof(lots) - 1);
	lots[sizeof(lots) - 1] = '\0';
	ok(!near_enough(lots, "version", &d));
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/x.conf", folder);

	test_defaults_are_the_documented_ones();
	test_every_value_prints_as_it_is_read();
	test_reads_every_type();
	test_says_where_and_what_is_wrong();
	test_complains_of_every_mistake();
	test_takes_no_long_line_and_no_nul();
	test_a_later_file_wins();
	test_a_file_that_is_not_there();
	test_knows_the_names_it_serves();
	test_refuses_and_keeps_what_was();
	test_dump_is_a_configuration();
	test_measures_how_far_words_are();

	unlink(path);
	rmdir(folder);
	return tap_done();
}
