/*
 * name.h - names of users, groups and accounts, and the keys by which two
 * of them count as the same.
 */
#ifndef GUICHET_DOMAIN_NAME_H
#define GUICHET_DOMAIN_NAME_H

#include <stdbool.h>

#include "base/arena.h"

#define NAME_MAX_CHARS 64   /* code points */
#define PASSWORD_MAX   1024 /* bytes */

/* Trimmed and case-folded, so that "Mei" and "mei " are one. */
char *name_key(struct arena *, const char *name);
/* To sign in with: letters and digits of ASCII, and . _ - @ inside. */
bool name_good_login(const char *);
/* To be shown: 1 to 64 characters, nothing that deceives the eye. */
bool name_good(const char *);
/* Good enough to be written to: one @, no blanks, no controls. */
bool email_good(const char *);
/* "+86 138-0013-8000": three digits or more, and what stands between them. */
bool phone_good(const char *);

#endif
