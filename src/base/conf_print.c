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
	if (key->fallback[0] != '\0') {
		fputs("The default is\n.Ql ", out);
		man_text(out, key->fallback);
		fputs(" .\n", out);
	}
	if (key->reload)
		fputs("Read again on\n.Dv SIGHUP .\n", out);
}

void
conf_man(FILE *out)
{
	struct arena *mem = arena_new();

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
	arena_free(mem);
}
