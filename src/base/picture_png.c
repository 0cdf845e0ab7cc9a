/*
 * picture_png.c - PNG, in and out.
 */
#include <spng.h>
#include <stdlib.h>
#include <string.h>

#include "base/paint.h"
#include "base/picture.h"

/* Fast: what is made here is sent more often than it is made, but not by
 * so much. */
#define COMPRESSION 3
#define CHUNK_MAX   ((size_t)4 * 1024 * 1024)

/* Rows come from the top, each once. */
static bool
decode_rows(struct paint *p, spng_ctx *png)
{
	const size_t n = (size_t)p->from_w * 4;
	unsigned char *row = arena_alloc(p->mem, n);
	int rc = 0;

	while (rc == 0) {
		rc = spng_decode_row(png, row, n);
		if (rc == 0 || rc == SPNG_EOI)
			paint_row(p, row);
	}
	return rc == SPNG_EOI;
}

/* Adam7: the rows come several times, with ever more of their pixels. */
static bool
decode_interlaced(struct paint *p, spng_ctx *png)
{
	const size_t n = (size_t)p->from_w * 4;
	unsigned char *all;
	struct spng_row_info at;
	int rc;

	if ((uint64_t)p->from_w * p->from_h > PICTURE_WHOLE_MAX)
		return false;
	all = paint_room(p, n, p->from_h);
	if (all == NULL)
		return false;
	do {
		if (spng_get_row_info(png, &at) != 0)
			return false;
		rc = spng_decode_row(png, all + n * at.row_num, n);
	} while (rc == 0);
	for (uint32_t y = 0; rc == SPNG_EOI && y < p->from_h; y++)
		paint_row(p, all + n * y);
	return rc == SPNG_EOI;
}

static bool
decode(struct paint *p, spng_ctx *png)
{
	struct spng_ihdr head;
	struct spng_exif exif;

	if (spng_set_chunk_limits(png, CHUNK_MAX, 2 * CHUNK_MAX) != 0 ||
	    spng_set_png_buffer(png, p->in, p->len) != 0 ||
	    spng_get_ihdr(png, &head) != 0 ||
	    !paint_begin(p, head.width, head.height))
		return false;
	if (spng_get_exif(png, &exif) == 0)
		p->orientation = exif_orientation(
		    (const unsigned char *)exif.data, exif.length);
	if (spng_decode_image(png, NULL, 0, SPNG_FMT_RGBA8,
		SPNG_DECODE_TRNS | SPNG_DECODE_PROGRESSIVE) != 0)
		return false;
	return head.interlace_method == SPNG_INTERLACE_NONE
	    ? decode_rows(p, png)
	    : decode_interlaced(p, png);
}

bool
paint_png(struct paint *p)
{
	spng_ctx *png = spng_ctx_new(0);
	bool good = png != NULL && decode(p, png);

	spng_ctx_free(png);
	return good;
}

/* Without alpha, if every pixel is opaque. */
static size_t
drop_alpha(const struct paint *p)
{
	const size_t n = (size_t)p->w * p->h;

	for (size_t i = 1; i < n; i++)
		memmove(p->px + 3 * i, p->px + 4 * i, 3);
	return 3 * n;
}

static bool
encode(struct paint *p, spng_ctx *png)
{
	struct spng_ihdr head = { .width = p->w,
		.height = p->h,
		.bit_depth = 8,
		.color_type = SPNG_COLOR_TYPE_TRUECOLOR_ALPHA };
	size_t n = (size_t)p->w * p->h * 4;

	if (p->opaque) {
		head.color_type = SPNG_COLOR_TYPE_TRUECOLOR;
		n = drop_alpha(p);
	}
	return spng_set_option(png, SPNG_ENCODE_TO_BUFFER, 1) == 0 &&
	    spng_set_option(png, SPNG_IMG_COMPRESSION_LEVEL, COMPRESSION) ==
	    0 &&
	    spng_set_ihdr(png, &head) == 0 &&
	    spng_encode_image(
		png, p->px, n, SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE) == 0;
}

unsigned char *
paint_as_png(struct paint *p, size_t *len)
{
	spng_ctx *png = spng_ctx_new(SPNG_CTX_ENCODER);
	unsigned char *out, *kept = NULL;
	int rc;

	if (png != NULL && encode(p, png) &&
	    (out = spng_get_png_buffer(png, len, &rc)) != NULL) {
		kept = paint_room(p, *len, 1);
		if (kept != NULL)
			memcpy(kept, out, *len);
		free(out);
	}
	spng_ctx_free(png);
	return kept;
}
