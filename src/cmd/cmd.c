#include "cmd/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static void __attribute__((format(printf, 1, 0)))
say(const char *fmt, va_list ap)
{
	fputs("guichet: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void
cmd_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

int
cmd_misused(const char *command, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	fprintf(stderr, "Try: guichet %s%s--help\n", command,
	    command[0] != '\0' ? " " : "");
	return CMD_USAGE;
}

int
cmd_bad_option(const char *command, int c, char **argv)
{
	const char *option = argv[optind - 1];

	return c == ':' ? cmd_misused(command, "%s wants a value", option)
			: cmd_misused(command, "unknown option %s", option);
}

int
cmd_load_conf(const char *path, struct conf **out)
{
	switch (conf_load(path, stderr, out)) {
	case ERR_OK:
		return CMD_OK;
	case ERR_DENIED:
		return EX_NOPERM;
	default:
		return EX_CONFIG;
	}
}
