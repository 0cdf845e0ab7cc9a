/*
 * picture_webp.c - WebP, but for its films.
 */
#include <string.h>
#include <webp/decode.h>

#include "base/paint.h"
#include "base/picture.h"
#include "base/sniff.h"

/* Exif is a chunk of its own, after the picture. */
static int
orientation_of(const unsigned char *p, size_t len)
{
	for (size_t at = 12; at + 8 <= len;) {
		const size_t n = le32(p + at + 4);

		if (n > len - at - 8)
			break;
		if (memcmp(p + at, "EXIF", 4) == 0) {
			const size_t skip = n > 6 &&
				memcmp(p + at + 8, "Exif\0\0", 6) == 0
			    ? 6
			    : 0;

			return exif_orientation(p + at + 8 + skip, n - skip);
		}
		at += 8 + n + n % 2;
	}
	return 1;
}

bool
paint_webp(struct paint *p)
{
	WebPBitstreamFeatures f;
	int w, h;
	unsigned char *px;

	if (WebPGetFeatures(p->in, p->len, &f) != VP8_STATUS_OK ||
	    f.has_animation || f.width < 1 || f.height < 1 ||
	    (uint64_t)f.width * (uint64_t)f.height > PICTURE_WHOLE_MAX ||
	    !paint_begin(p, (uint32_t)f.width, (uint32_t)f.height))
		return false;
	p->lossy = f.format == 1 && !f.has_alpha;
	p->orientation = orientation_of(p->in, p->len);
	px = WebPDecodeRGBA(p->in, p->len, &w, &h);
	if (px == NULL)
		return false;
	for (int y = 0; y < h; y++)
		paint_row(p, px + (size_t)y * (size_t)w * 4);
	WebPFree(px);
	return true;
}
