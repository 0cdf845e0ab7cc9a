#include "base/paint.h"

#include <stdlib.h>
#include <string.h>

#include "base/picture.h"

enum { RED, GREEN, BLUE, ALPHA, NUMBER, SUMS };

static uint32_t
scaled(uint32_t n, uint32_t side, uint32_t longest)
{
	uint64_t to = (uint64_t)n * side / longest;

	if (longest <= side)
		return n;
	return to == 0 ? 1 : (uint32_t)to;
}

unsigned char *
paint_room(struct paint *p, size_t width, size_t height)
{
	unsigned char *px = calloc(width, height);

	if (px != NULL)
		arena_defer(p->mem, free, px);
	return px;
}

bool
paint_begin(struct paint *p, uint32_t width, uint32_t height)
{
	const uint32_t longest = width > height ? width : height;

	if (width == 0 || height == 0 || longest > PICTURE_SIDE_MAX ||
	    (uint64_t)width * height > PICTURE_PIXELS_MAX)
		return false;
	p->from_w = width;
	p->from_h = height;
	p->w = scaled(width, p->side, longest);
	p->h = scaled(height, p->side, longest);
	p->opaque = true;
	p->px = paint_room(p, (size_t)p->w * 4, p->h);
	p->sum = arena_array(p->mem, p->w, SUMS * sizeof(*p->sum));
	p->column = arena_array(p->mem, width, sizeof(*p->column));
	for (uint32_t x = 0; x < width; x++)
		p->column[x] = (uint32_t)((uint64_t)x * p->w / width);
	return p->px != NULL;
}

/* A row of the small picture is complete. */
static void
settle(struct paint *p, uint32_t y)
{
	unsigned char *to = p->px + (size_t)y * p->w * 4;

	for (uint32_t x = 0; x < p->w; x++, to += 4) {
		const uint64_t *s = p->sum + (size_t)x * SUMS;
		const uint64_t a = s[ALPHA] == 0 ? 1 : s[ALPHA];

		for (int c = RED; c <= BLUE; c++)
			to[c] = (unsigned char)((s[c] + a / 2) / a);
		to[3] = (unsigned char)((s[ALPHA] + s[NUMBER] / 2) / s[NUMBER]);
		p->opaque &= to[3] == 255;
	}
	memset(p->sum, 0, p->w * SUMS * sizeof(*p->sum));
}

void
paint_row(struct paint *p, const unsigned char *rgba)
{
	const uint32_t y = (uint32_t)((uint64_t)p->rows * p->h / p->from_h);
	const uint32_t next = (uint32_t)(((uint64_t)p->rows + 1) * p->h /
	    p->from_h);

	for (uint32_t x = 0; x < p->from_w; x++, rgba += 4) {
		uint64_t *s = p->sum + (size_t)p->column[x] * SUMS;
		const uint32_t a = rgba[3];

		s[RED] += rgba[0] * a;
		s[GREEN] += rgba[1] * a;
		s[BLUE] += rgba[2] * a;
		s[ALPHA] += a;
		s[NUMBER]++;
	}
	p->rows++;
	if (next != y)
		settle(p, y);
}

/*
 * Where the pixel (x, y) of the upright picture is in the one that lies:
 * by columns or rows first, each from its end or its beginning.
 */
static const struct {
	bool swap, x_back, y_back;
} turns[9] = {
	[1] = { false, false, false },
	[2] = { false, true, false },
	[3] = { false, true, true },
	[4] = { false, false, true },
	[5] = { true, false, false },
	[6] = { true, false, true },
	[7] = { true, true, true },
	[8] = { true, true, false },
};

bool
paint_end(struct paint *p)
{
	const int o = p->orientation;
	const uint32_t w = p->w, h = p->h;
	unsigned char *to;

	if (p->rows != p->from_h)
		return false;
	if (o < 2 || o > 8)
		return true;
	if (turns[o].swap) {
		p->w = h;
		p->h = w;
	}
	to = paint_room(p, (size_t)w * 4, h);
	if (to == NULL)
		return false;
	for (uint32_t y = 0; y < p->h; y++)
		for (uint32_t x = 0; x < p->w; x++) {
			uint32_t fx = turns[o].swap ? y : x;
			uint32_t fy = turns[o].swap ? x : y;

			fx = turns[o].x_back ? w - 1 - fx : fx;
			fy = turns[o].y_back ? h - 1 - fy : fy;
			memcpy(to + ((size_t)y * p->w + x) * 4,
			    p->px + ((size_t)fy * w + fx) * 4, 4);
		}
	p->px = to;
	return true;
}

/* --- Exif: a directory of TIFF, of which one entry counts --------------- */

static uint32_t
get(const unsigned char *p, int n, bool big)
{
	uint32_t v = 0;

	for (int i = 0; i < n; i++)
		v |= (uint32_t)p[i] << 8 * (big ? n - 1 - i : i);
	return v;
}

int
exif_orientation(const unsigned char *p, size_t len)
{
	const bool big = len > 0 && p[0] == 'M';
	size_t at, n;

	if (len < 8 ||
	    (memcmp(p, "II*\0", 4) != 0 && memcmp(p, "MM\0*", 4) != 0))
		return 1;
	at = get(p + 4, 4, big);
	if (at > len - 2)
		return 1;
	n = get(p + at, 2, big);
	for (at += 2; n > 0 && at + 12 <= len; n--, at += 12)
		if (get(p + at, 2, big) == 0x0112) {
			const uint32_t v = get(p + at + 8, 2, big);

			return v >= 1 && v <= 8 ? (int)v : 1;
		}
	return 1;
}
