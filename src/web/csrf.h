/*
 * csrf.h - the token by which a form shows that it is from a page of ours.
 *
 * It is a keyed hash of the session, constant while that lasts, so that a
 * page out of the browser's cache still carries the right one.
 */
#ifndef GUICHET_WEB_CSRF_H
#define GUICHET_WEB_CSRF_H

#include <stdbool.h>

#include "base/ctx.h"
#include "domain/session.h"

/* "" for nobody. */
const char *csrf_token(struct ctx *, const struct session *);
/* Constant time; false for nobody, and for NULL. */
bool csrf_right(struct ctx *, const struct session *, const char *token);

#endif
