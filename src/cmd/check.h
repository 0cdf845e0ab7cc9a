/*
 * check.h - what the parts of guichet check share.
 */
#ifndef GUICHET_CMD_CHECK_H
#define GUICHET_CMD_CHECK_H

#include "base/ctx.h"

/* Counts what it complains of. */
struct report {
	int64_t complaints;
	bool deep, quiet;
};

/* One line on stdout; arg is the report. */
void complain(void *arg, const char *line);

/* The stored files: is each that a row names there, of its size and with the
 * right mode, and, `deep`, with its bytes? */
enum err check_files(struct ctx *, struct report *) MUST_CHECK;

#endif
