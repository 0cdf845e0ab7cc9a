/*
 * templates.c - the list of templates that are parsed at the start.
 *
 * What a page includes is parsed with it and not named here.
 */
#include "view/tree.h"

const char *const view_pages[] = {
	"error.cs",
	"login.cs",
	NULL,
};
