/*
 * param.h - one name and value, as a query, a form or a test gives them.
 */
#ifndef GUICHET_BASE_PARAM_H
#define GUICHET_BASE_PARAM_H

/* Decoded, valid UTF-8, without NUL; neither is NULL. */
struct param {
	const char *name, *value;
};

#endif
