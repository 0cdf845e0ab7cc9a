/*
 * picture.h - a picture made anew: smaller, upright, and nothing but its
 * pixels.
 *
 * What the sender's file says besides (where it was taken, and by whom)
 * does not come along.  Decoders are where bugs are: only a helper calls
 * this, in a child (edge/helper.h); everybody else asks it.  The only door
 * to turbojpeg.h, spng.h, webp/ and gif_lib.h is in picture_*.c.
 */
#ifndef GUICHET_BASE_PICTURE_H
#define GUICHET_BASE_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ask.h"
#include "base/filetype.h"

/* More pixels are not decoded. */
#define PICTURE_PIXELS_MAX ((uint64_t)50 * 1000 * 1000)
/* Nor what is longer: more than a JPEG can be, and a row of it is small. */
#define PICTURE_SIDE_MAX 65535
/* Of a picture that has to be decoded as a whole. */
#define PICTURE_WHOLE_MAX ((uint64_t)25 * 1000 * 1000)

enum picture_made {
	PICTURE_NOT, /* it cannot be made */
	PICTURE_JPEG,
	PICTURE_PNG,
	PICTURE_LATER, /* there was no answer: try again */
	PICTURE__MAX
};

/*
 * Ask the helper at `socket` for the picture in the file `in`, whose type
 * is known, at most `side` pixels long and wide, in the empty file `out`.
 */
enum picture_made picture_ask(
    const char *socket, enum filetype, int in, int side, int out) MUST_CHECK;

/* The helper's end of it. */
#define PICTURE_ANSWER_LEN 2
void picture_answer(const struct question *, void *out);

#endif
