/*
 * paint.h - for picture*.c: rows of a picture come in, a small one comes
 * out.
 *
 * A decoder says how large its picture is, and then gives row after row,
 * from the top; they are averaged into the small picture as they come, so
 * that nobody has the large one in memory.
 */
#ifndef GUICHET_BASE_PAINT_H
#define GUICHET_BASE_PAINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct paint {
	struct arena *mem;
	const unsigned char *in; /* the file */
	size_t len;
	uint32_t side; /* of the small picture, at most */

	bool lossy;      /* it was a photograph: so is what we make */
	int orientation; /* of Exif, 1 to 8: how to turn it */

	/* The decoder's picture, and the small one. */
	uint32_t from_w, from_h, w, h;
	uint32_t rows;     /* that came */
	uint32_t *column;  /* of the small picture, by column that comes */
	uint64_t *sum;     /* red, green, blue, each by alpha; alpha; number */
	unsigned char *px; /* w × h × RGBA */
	bool opaque;
};

/* Room for pixels, which is more than an arena has; it goes with it.  NULL
 * if there is not so much. */
unsigned char *paint_room(struct paint *, size_t width, size_t height);

/* False if it is too large, or has no pixels. */
bool paint_begin(struct paint *, uint32_t width, uint32_t height);
/* The next row, of RGBA. */
void paint_row(struct paint *, const unsigned char *rgba);
/* Turn it upright, once all rows are there; false if they are not. */
bool paint_end(struct paint *);

/* The orientation that Exif data (from its "II" or "MM" on) asks for; 1 if
 * none. */
int exif_orientation(const unsigned char *, size_t len);

/* Each decodes the file into the small picture; false if it cannot. */
bool paint_jpeg(struct paint *);
bool paint_png(struct paint *);
bool paint_gif(struct paint *);
bool paint_bmp(struct paint *);
bool paint_webp(struct paint *);

/* The small picture as a file; NULL if that fails. */
unsigned char *paint_as_jpeg(struct paint *, size_t *len);
unsigned char *paint_as_png(struct paint *, size_t *len);

#endif
