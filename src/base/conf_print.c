/*
 * conf_print.c - settings as a file, and the table as a manual page.
 */
#include <inttypes.h>
#include <string.h>

#include "base/conf.h"

static bool
begins_section(size_t i)
{
	return i == 0 ||
	    strcmp(CONF_KEYS[i].section, CONF_KEYS[i - 1].section) != 0;
}

void
conf_dump(const struct conf *conf, FILE *out, bool origins)
{
	struct arena *mem = arena_new();

	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		const struct conf_key *key = &CONF_KEYS[i];
		const struct conf_origin *o = &conf->origin[i];
		const char *value;

		if (begins_section(i))
			fprintf(
			    out, "%s[%s]\n", i > 0 ? "\n" : "", key->section);
		if (origins && o->file != NULL)
			fprintf(out, "# %s:%d\n", o->file, o->line);
		else if (origins)
			fprintf(out, "# default\n");
		value = conf_value(conf, key, mem);
		fprintf(out, "%s =%s%s\n", key->name,
		    value[0] != '\0' ? " " : "", value);
	}
	arena_free(mem);
}

/* Text for mdoc: nothing in it may look like a macro or an escape. */
static void
man_text(FILE *out, const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", out);
	for (; *s != '\0'; s++) {
		if (*s == '\\')
			fputs("\\e", out);
		else
			fputc(*s, out);
	}
}

static void
man_key(FILE *out, const struct conf_key *key, struct arena *mem)
{
	fprintf(out, ".It Cm %s\n", key->name);
	man_text(out, key->doc);
	fputs(".\nTakes ", out);
	man_text(out, conf_takes(key, mem));
	fputs(".\n", out);
	/* Where things lie depends on how the program was built. */
	if (key->type == CONF_PATH && key->fallback[0] != '\0') {
		fputs("The default was chosen when the program was built.\n",
		    out);
	} else if (key->fallback[0] != '\0') {
		fputs("The default is\n.Ql ", out);
		man_text(out, key->fallback);
		fputs(" .\n", out);
	}
	if (key->reload)
		fputs("Read again on\n.Dv SIGHUP .\n", out);
	if (key->limit)
		fputs("An administrator may set another value in the portal.\n",
		    out);
}

static const char MAN_HEAD[] =
    ".\\\" Made by \"guichet config man\"; change src/base/conf_table.c.\n"
    ".Dd November 24, 2026\n"
    ".Dt GUICHET.CONF 5\n"
    ".Os\n"
    ".Sh NAME\n"
    ".Nm guichet.conf\n"
    ".Nd settings of guichet\n"
    ".Sh DESCRIPTION\n"
    "The file has sections, each with its name between brackets, and in them\n"
    "lines of the form\n"
    ".Pp\n"
    ".Dl key = value\n"
    ".Pp\n"
    "What follows a\n"
    ".Ql #\n"
    "or\n"
    ".Ql \\&;\n"
    "at the beginning of a line, or a\n"
    ".Ql \\&;\n"
    "after a blank, is a comment.\n"
    "A list has blanks or commas between its words and goes on in lines that\n"
    "begin with a blank.\n"
    "A relative path begins in the folder of the file.\n"
    "A line has 197 bytes at most.\n"
    ".Pp\n"
    "Files in\n"
    ".Pa conf.d\n"
    "beside it whose names end in\n"
    ".Pa .conf\n"
    "are read after it, in order of their names; what is read later wins.\n"
    "A key that does not exist, a value that it does not take and a key that\n"
    "stands twice in a file are mistakes, with which\n"
    ".Xr guichet 1\n"
    "does not start.\n";

static const char MAN_TAIL[] =
    ".Sh EXAMPLES\n"
    "A portal behind a proxy that speaks https, for larger files:\n"
    ".Bd -literal -offset indent\n"
    "[site]\n"
    "name = Support\n"
    "base_url = https://support.example.org\n"
    "language = zh-cn\n"
    "time_zone = Asia/Shanghai\n"
    "\n"
    "[server]\n"
    "trusted_proxies = 192.0.2.7\n"
    "\n"
    "[uploads]\n"
    "max_size = 50M\n"
    "ceiling_size = 50M\n"
    ".Ed\n"
    ".Sh SEE ALSO\n"
    ".Xr guichet 1\n";

void
conf_man(FILE *out)
{
	struct arena *mem = arena_new();

	fputs(MAN_HEAD, out);
	for (size_t i = 0; i < CONF_KEY_COUNT; i++) {
		if (begins_section(i)) {
			if (i > 0)
				fputs(".El\n", out);
			fprintf(out, ".Ss [%s]\n.Bl -tag -width Ds\n",
			    CONF_KEYS[i].section);
		}
		man_key(out, &CONF_KEYS[i], mem);
	}
	fputs(".El\n", out);
	fputs(MAN_TAIL, out);
	arena_free(mem);
}
