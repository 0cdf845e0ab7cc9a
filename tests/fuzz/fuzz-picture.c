/*
 * The first byte chooses what the rest is: a picture of one of the types,
 * to be made small, or Exif data.
 */
#include "base/paint.h"

#include "fuzz.h"

static bool (*const painters[])(struct paint *) = { paint_jpeg, paint_png,
	paint_gif, paint_bmp, paint_webp };

#define NPAINTERS (sizeof(painters) / sizeof(painters[0]))

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct paint p = { .mem = fuzz_arena(), .side = 16, .orientation = 1 };

	if (len < 2)
		return 0;
	p.in = data + 1;
	p.len = len - 1;
	if (data[0] >= NPAINTERS) {
		const int o = exif_orientation(p.in, p.len);

		must(o >= 1 && o <= 8);
		return 0;
	}
	if (!painters[data[0]](&p) || !paint_end(&p))
		return 0;
	must(p.w >= 1 && p.w <= 16 && p.h >= 1 && p.h <= 16);
	must(p.orientation >= 1 && p.orientation <= 8);
	return 0;
}
