/*
 * picture.h - attachments that are pictures, as they are shown: made anew,
 * upright, without what the file says besides; and one after the other.
 */
#ifndef GUICHET_DOMAIN_PICTURE_H
#define GUICHET_DOMAIN_PICTURE_H

#include "base/picture.h"
#include "domain/attachment.h"

/* Pixels of the longer side, at most. */
#define PICTURE_THUMB 320
#define PICTURE_VIEW  2560

struct picture {
	struct attachment file;
	enum picture_made made; /* PICTURE_JPEG or PICTURE_PNG */
	const char *suffix;     /* of store/thumb.h */
};

/*
 * The picture in an attachment that the actor may see.  ERR_NOTFOUND if it
 * is none of these, or no picture, or none that can be shown (say
 * "picture_not"); ERR_BUSY (say "picture_busy"): in a moment perhaps.
 */
enum err picture_get(
    struct ctx *, const char *id, int side, struct picture *) MUST_CHECK;

/* Where it stands among the pictures of its ticket that the actor sees. */
struct picture_place {
	int64_t ticket;                          /* 0: it is on none yet */
	size_t n, of;                            /* from 1 */
	const struct attachment *before, *after; /* or NULL */
};
enum err picture_place(
    struct ctx *, const struct attachment *, struct picture_place *) MUST_CHECK;

#endif
