/*
 * disposition.h - the name under which a browser saves a file.
 */
#ifndef GUICHET_BASE_DISPOSITION_H
#define GUICHET_BASE_DISPOSITION_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * The value of a Content-Disposition header (RFC 6266), visible ASCII and
 * spaces only whatever the name holds:
 *
 *	attachment; filename="a_.png"; filename*=UTF-8''a%E5%B7%A5.png
 *
 * `name` is valid UTF-8.  Characters that deceive (utf8.h) and slashes
 * become "_" in both forms, as a person would otherwise save a program
 * as a picture; a name of nothing or of dots becomes "file".
 */
char *disposition(struct arena *, bool inline_, const char *name);

#endif
