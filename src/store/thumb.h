/*
 * thumb.h - small pictures made of stored ones, kept as files.
 *
 * Beside a picture that was made stands a mark where none can be made, so
 * that nobody tries again.  All of it is only a cache: what is lost is
 * made anew.  DIR is conf->thumb_dir.
 */
#ifndef GUICHET_STORE_THUMB_H
#define GUICHET_STORE_THUMB_H

#include <stdint.h>

#include "base/ctx.h"
#include "base/filetype.h"
#include "base/picture.h"

/*
 * The small picture of a blob, `side` pixels long and wide at most: from
 * the cache, or made now by the artist (conf->artist_socket).  *made is
 * PICTURE_NOT if there can be none.  ERR_BUSY: nobody answers.
 */
struct thumb_of {
	const char *sha256;
	enum filetype type;
	int side;
};
enum err thumb_get(
    struct ctx *, const struct thumb_of *, enum picture_made *made) MUST_CHECK;

/* What stands behind "ab/cd/<hash>" in a file's name below DIR, such as
 * ".320.jpg". */
const char *thumb_suffix(struct arena *, int side, enum picture_made);

/* Remove those whose blob is gone; *removed is how many. */
enum err thumb_sweep(struct ctx *, int64_t *removed) MUST_CHECK;

#endif
