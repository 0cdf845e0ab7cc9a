/*
 * picture_bmp.c - BMP, as far as it is not packed.
 */
#include <string.h>

#include "base/paint.h"
#include "base/sniff.h"

struct bmp {
	uint32_t pixels; /* where they begin */
	uint32_t w, h, bits;
	bool top_down;
	uint32_t mask[3]; /* red, green, blue, of 16 and 32 bits */
	const unsigned char *palette;
	uint32_t colours, colour_size; /* of the palette; bytes of one */
	size_t stride;
};

/* The masks of 16 and 32 bits, if the file does not say. */
static void
set_masks(const struct paint *p, struct bmp *b, uint32_t packing)
{
	static const uint32_t of16[] = { 0x7c00, 0x3e0, 0x1f };
	static const uint32_t of32[] = { 0xff0000, 0xff00, 0xff };

	for (size_t i = 0; i < 3; i++)
		b->mask[i] = packing != 0 ? le32(p->in + 54 + 4 * i)
		    : b->bits == 16       ? of16[i]
					  : of32[i];
}

static bool
read_head(const struct paint *p, struct bmp *b)
{
	const unsigned char *in = p->in;
	uint32_t size, packing = 0;

	if (p->len < 26 || memcmp(in, "BM", 2) != 0)
		return false;
	b->pixels = le32(in + 10);
	size = le32(in + 14);
	b->colour_size = size == 12 ? 3 : 4;
	if (size == 12) {
		b->w = le16(in + 18);
		b->h = le16(in + 20);
		b->bits = le16(in + 24);
	} else {
		if (size < 40 || p->len < 54)
			return false;
		b->w = le32(in + 18);
		b->h = le32(in + 22);
		b->bits = le16(in + 28);
		packing = le32(in + 30);
		b->top_down = b->h > INT32_MAX;
		if (b->top_down)
			b->h = -b->h;
		if (packing != 0 && (packing != 3 || p->len < 66))
			return false;
		set_masks(p, b, packing);
	}
	b->palette = in + 14 + size;
	if (size > 1000 || 14 + size > b->pixels || b->pixels > p->len)
		return false;
	b->colours = (b->pixels - 14 - size) / b->colour_size;
	return true;
}

/* A part of a pixel, brought to eight bits. */
static unsigned char
part(uint32_t v, uint32_t mask)
{
	if (mask == 0)
		return 0;
	v &= mask;
	while ((mask & 1) == 0) {
		mask >>= 1;
		v >>= 1;
	}
	return (unsigned char)((uint64_t)v * 255 / mask);
}

static void
put_pixel(const struct bmp *b, const unsigned char *row, uint32_t x,
    unsigned char *to)
{
	uint32_t v;

	to[3] = 255;
	if (b->bits <= 8) {
		const uint32_t at = x * b->bits;

		v = row[at / 8] >> (8 - b->bits - at % 8) &
		    ((1U << b->bits) - 1);
		for (int i = 0; i < 3 && v < b->colours; i++)
			to[i] =
			    b->palette[v * b->colour_size + 2 - (uint32_t)i];
	} else if (b->bits == 24) {
		for (int i = 0; i < 3; i++)
			to[i] = row[3 * (size_t)x + 2 - (size_t)i];
	} else {
		v = b->bits == 16 ? le16(row + 2 * (size_t)x)
				  : le32(row + 4 * (size_t)x);
		for (int i = 0; i < 3; i++)
			to[i] = part(v, b->mask[i]);
	}
}

bool
paint_bmp(struct paint *p)
{
	struct bmp b = { .pixels = 0 };
	unsigned char *row;

	if (!read_head(p, &b) || !paint_begin(p, b.w, b.h))
		return false;
	if (b.bits != 1 && b.bits != 4 && b.bits != 8 && b.bits != 16 &&
	    b.bits != 24 && b.bits != 32)
		return false;
	b.stride = ((size_t)b.w * b.bits + 31) / 32 * 4;
	if (b.stride * b.h > p->len - b.pixels)
		return false;
	row = arena_alloc(p->mem, (size_t)b.w * 4);
	for (uint32_t y = 0; y < b.h; y++) {
		const uint32_t at = b.top_down ? y : b.h - 1 - y;

		memset(row, 0, (size_t)b.w * 4);
		for (uint32_t x = 0; x < b.w; x++)
			put_pixel(&b, p->in + b.pixels + b.stride * at, x,
			    row + 4 * (size_t)x);
		paint_row(p, row);
	}
	return true;
}
