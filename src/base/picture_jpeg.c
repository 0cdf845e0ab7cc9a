/*
 * picture_jpeg.c - JPEG, in and out.
 */
#include <string.h>
#include <turbojpeg.h>

#include "base/paint.h"
#include "base/picture.h"

#define QUALITY 85

/* Exif is a segment of its own, before the picture. */
static int
orientation_of(const unsigned char *p, size_t len)
{
	for (size_t at = 2; at + 4 <= len && p[at] == 0xff;) {
		const size_t n = (size_t)p[at + 2] << 8 | p[at + 3];

		if (p[at + 1] == 0xda || n < 2 || at + 2 + n > len)
			return 1;
		if (p[at + 1] == 0xe1 && n >= 8 &&
		    memcmp(p + at + 4, "Exif\0\0", 6) == 0)
			return exif_orientation(p + at + 10, n - 8);
		at += 2 + n;
	}
	return 1;
}

/*
 * The library decodes at eighths of the size, which takes a fraction of
 * the time: the least that has the pixels that we want.
 */
static tjscalingfactor
scale_for(int longest, uint32_t side)
{
	tjscalingfactor best = { 1, 1 };
	int n;
	const tjscalingfactor *f = tjGetScalingFactors(&n);

	for (int i = 0; f != NULL && i < n; i++) {
		const int got = TJSCALED(longest, f[i]);

		if (f[i].num <= f[i].denom && got >= (int)side &&
		    got < TJSCALED(longest, best))
			best = f[i];
	}
	return best;
}

/* As printers want it, and as Adobe writes it: inverted. */
static void
from_cmyk(unsigned char *row, int n)
{
	for (unsigned char *c = row; n > 0; n--, c += 4) {
		for (int i = 0; i < 3; i++)
			c[i] = (unsigned char)(c[i] * c[3] / 255);
		c[3] = 255;
	}
}

static bool
decode(struct paint *p, tjhandle tj)
{
	int w, h, sampling, space;
	tjscalingfactor f;
	unsigned char *px;

	if (tjDecompressHeader3(tj, p->in, p->len, &w, &h, &sampling, &space) !=
		0 ||
	    w < 1 || h < 1 || (uint64_t)w * (uint64_t)h > PICTURE_PIXELS_MAX)
		return false;
	f = scale_for(w > h ? w : h, p->side);
	w = TJSCALED(w, f);
	h = TJSCALED(h, f);
	if (!paint_begin(p, (uint32_t)w, (uint32_t)h))
		return false;
	px = paint_room(p, (size_t)w * 4, (size_t)h);
	if (px == NULL)
		return false;
	/* What a warning is about is still a picture. */
	if (tjDecompress2(tj, p->in, p->len, px, w, 0, h,
		space == TJCS_CMYK || space == TJCS_YCCK ? TJPF_CMYK
							 : TJPF_RGBA,
		TJFLAG_LIMITSCANS) != 0 &&
	    tjGetErrorCode(tj) != TJERR_WARNING)
		return false;
	for (int y = 0; y < h; y++, px += (size_t)w * 4) {
		if (space == TJCS_CMYK || space == TJCS_YCCK)
			from_cmyk(px, w);
		paint_row(p, px);
	}
	return true;
}

bool
paint_jpeg(struct paint *p)
{
	tjhandle tj = tjInitDecompress();
	bool good;

	p->lossy = true;
	p->orientation = orientation_of(p->in, p->len);
	good = tj != NULL && decode(p, tj);
	if (tj != NULL)
		tjDestroy(tj);
	return good;
}

unsigned char *
paint_as_jpeg(struct paint *p, size_t *len)
{
	tjhandle tj = tjInitCompress();
	unsigned char *out = NULL, *kept = NULL;
	unsigned long n = 0;

	if (tj == NULL)
		return NULL;
	if (tjCompress2(tj, p->px, (int)p->w, 0, (int)p->h, TJPF_RGBA, &out, &n,
		TJSAMP_420, QUALITY, 0) == 0) {
		kept = paint_room(p, n, 1);
		if (kept != NULL)
			memcpy(kept, out, n);
		*len = n;
	}
	tjFree(out);
	tjDestroy(tj);
	return kept;
}
