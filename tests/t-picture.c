/*
 * Small pictures, made by the artist: a process of its own, as in the
 * portal.
 */
#include <fcntl.h>
#include <gif_lib.h>
#include <webp/encode.h>

#include "base/conf.h"
#include "base/paint.h"
#include "base/picture.h"
#include "cmd/helpers.h"
#include "files.h"
#include "fixture.h"
#include "helper.h"
#include "tap.h"

#define SECRET "N 31.2304 E 121.4737"

static struct ctx cx;
static const char *path;
static int in, out; /* files, as the artist gets them */
static struct file file;

static void
row(bool good, const char *what)
{
	tap_ok(good, what, __FILE__, __LINE__);
}

/* --- Pictures ------------------------------------------------------------ */

/* Red and green above, blue and white below. */
static const unsigned char corners[4][3] = { { 255, 0, 0 }, { 0, 255, 0 },
	{ 0, 0, 255 }, { 255, 255, 255 } };

static struct paint
painting(uint32_t w, uint32_t h)
{
	struct paint p = { .mem = cx.mem, .w = w, .h = h, .opaque = true };

	p.px = paint_room(&p, (size_t)w * 4, h);
	for (uint32_t y = 0; y < h; y++)
		for (uint32_t x = 0; x < w; x++) {
			unsigned char *to = p.px + ((size_t)y * w + x) * 4;

			memcpy(to, corners[(y * 2 / h) * 2 + x * 2 / w], 3);
			to[3] = 255;
		}
	return p;
}

static void
fill_in(const unsigned char *b, size_t len)
{
	file.len = 0;
	put(&file, b, len);
}

static void
paint_file_jpeg(uint32_t w, uint32_t h)
{
	struct paint p = painting(w, h);
	size_t len;
	const unsigned char *b = paint_as_jpeg(&p, &len);

	fill_in(b, len);
}

static void
paint_file_png(uint32_t w, uint32_t h)
{
	struct paint p = painting(w, h);
	size_t len;
	const unsigned char *b = paint_as_png(&p, &len);

	fill_in(b, len);
}

static void
paint_file_webp(uint32_t w, uint32_t h)
{
	const struct paint p = painting(w, h);
	uint8_t *b;
	const size_t len = WebPEncodeRGBA(
	    p.px, (int)w, (int)h, (int)w * 4, 90, &b);

	fill_in(b, len);
	WebPFree(b);
}

static void
paint_file_bmp(uint32_t w, uint32_t h)
{
	const struct paint p = painting(w, h);
	const size_t stride = ((size_t)w * 3 + 3) / 4 * 4;

	file.len = 0;
	put_bmp(&file, w, h, stride * h);
	for (uint32_t y = 0; y < h; y++)
		for (uint32_t x = 0; x < w; x++)
			for (size_t c = 0; c < 3; c++)
				file.b[54 + (h - 1 - y) * stride +
				    (size_t)x * 3 +
				    c] = p.px[((size_t)y * w + x) * 4 + 2 - c];
}

static int
take_gif(GifFileType *gif, const GifByteType *b, int n)
{
	(void)gif;
	put(&file, b, (size_t)n);
	return n;
}

static void
paint_file_gif(uint32_t w, uint32_t h)
{
	GifColorType colours[4];
	ColorMapObject *map;
	GifFileType *gif;
	int why;
	GifByteType *line = arena_alloc(cx.mem, w);

	for (size_t i = 0; i < 4; i++)
		colours[i] = (GifColorType){ corners[i][0], corners[i][1],
			corners[i][2] };
	file.len = 0;
	map = GifMakeMapObject(4, colours);
	gif = EGifOpen(NULL, take_gif, &why);
	EGifPutScreenDesc(gif, (int)w, (int)h, 8, 0, map);
	EGifPutImageDesc(gif, 0, 0, (int)w, (int)h, false, NULL);
	for (uint32_t y = 0; y < h; y++) {
		for (uint32_t x = 0; x < w; x++)
			line[x] = (GifByteType)((y * 2 / h) * 2 + x * 2 / w);
		EGifPutLine(gif, line, (int)w);
	}
	EGifCloseFile(gif, &why);
	GifFreeMapObject(map);
}

static const struct {
	const char *name;
	enum filetype type;
	void (*paint)(uint32_t, uint32_t);
	enum picture_made made;
} sorts[] = {
	{ "jpeg", FT_JPEG, paint_file_jpeg, PICTURE_JPEG },
	{ "png", FT_PNG, paint_file_png, PICTURE_PNG },
	{ "gif", FT_GIF, paint_file_gif, PICTURE_PNG },
	{ "bmp", FT_BMP, paint_file_bmp, PICTURE_PNG },
	{ "webp", FT_WEBP, paint_file_webp, PICTURE_JPEG },
};

/* --- To ask, and to look ------------------------------------------------ */

static struct file small;

static enum picture_made
make(enum filetype type, int side)
{
	enum picture_made made;
	ssize_t n;

	if (ftruncate(in, 0) == -1 || ftruncate(out, 0) == -1 ||
	    pwrite(in, file.b, file.len, 0) != (ssize_t)file.len)
		abort();
	made = picture_ask(path, type, in, side, out);
	n = pread(out, small.b, sizeof(small.b), 0);
	small.len = n < 0 ? 0 : (size_t)n;
	return made;
}

static struct paint
look(enum picture_made made)
{
	struct paint p = {
		.mem = cx.mem, .in = small.b, .len = small.len, .side = 10000
	};
	const bool good = made == PICTURE_JPEG ? paint_jpeg(&p)
	    : made == PICTURE_PNG              ? paint_png(&p)
					       : false;

	if (!good)
		p.w = p.h = 0;
	return p;
}

/* Is that what the corner shows, as far as JPEG keeps it? */
static bool
is_corner(const struct paint *p, int corner, int want)
{
	const uint32_t x = corner % 2 ? p->w * 3 / 4 : p->w / 4;
	const uint32_t y = corner / 2 ? p->h * 3 / 4 : p->h / 4;
	const unsigned char *px;

	if (p->w == 0)
		return false;
	px = p->px + ((size_t)y * p->w + x) * 4;
	for (int c = 0; c < 3; c++)
		if (abs(px[c] - corners[want][c]) > 12)
			return false;
	return px[3] == 255;
}

static bool
shows(const struct paint *p, const int want[4])
{
	return is_corner(p, 0, want[0]) && is_corner(p, 1, want[1]) &&
	    is_corner(p, 2, want[2]) && is_corner(p, 3, want[3]);
}

static const int upright[4] = { 0, 1, 2, 3 };

/* --- Tests --------------------------------------------------------------- */

static void
test_makes_each_sort_smaller(void)
{
	for (size_t i = 0; i < NELEM(sorts); i++) {
		struct paint p;
		enum picture_made made;

		sorts[i].paint(640, 480);
		made = make(sorts[i].type, 320);
		row(made == sorts[i].made, sorts[i].name);
		p = look(made);
		row(p.w == 320 && p.h == 240, "of the size that was asked for");
		row(shows(&p, upright), "with the same picture");
		sorts[i].paint(10, 300);
		p = look(make(sorts[i].type, 320));
		row(p.w == 10 && p.h == 300, "never larger than it was");
		sorts[i].paint(1, 1);
		p = look(make(sorts[i].type, 320));
		row(p.w == 1 && p.h == 1, "however small");
	}
}

static void
put_exif(struct file *f, int orientation, bool big)
{
	static struct file exif;

	exif.len = 0;
	put(&exif, "Exif\0\0", 6);
	put(&exif, big ? "MM\0*\0\0\0\x08\0\2" : "II*\0\x08\0\0\0\2\0", 10);
	put(&exif, big ? "\1\x0f\0\2\0\0\0\4abc" : "\x0f\1\2\0\4\0\0\0abc", 12);
	put(&exif, big ? "\1\x12\0\3\0\0\0\1\0" : "\x12\1\3\0\1\0\0\0",
	    big ? 9 : 8);
	put(&exif, (const char[]){ (char)orientation, 0, 0, 0 }, big ? 3 : 4);
	puts_in(&exif, SECRET);
	put_segment(f, 0xe1, exif.b, exif.len);
}

/* The same JPEG with Exif and a comment. */
static void
add_exif(int orientation, bool big)
{
	static struct file jpeg;

	jpeg = file;
	file.len = 0;
	put(&file, "\xff\xd8", 2);
	put_exif(&file, orientation, big);
	put_segment(&file, 0xfe, SECRET, strlen(SECRET));
	put(&file, jpeg.b + 2, jpeg.len - 2);
}

static bool
tells(const struct file *f)
{
	return memmem(f->b, f->len, SECRET, strlen(SECRET)) != NULL ||
	    memmem(f->b, f->len, "Exif", 4) != NULL ||
	    memmem(f->b, f->len, "eXIf", 4) != NULL;
}

/* A telephone that was held askew says so, and the picture stands up. */
static void
test_turns_pictures_upright(void)
{
	static const int want[9][4] = { { 0 }, { 0, 1, 2, 3 }, { 1, 0, 3, 2 },
		{ 3, 2, 1, 0 }, { 2, 3, 0, 1 }, { 0, 2, 1, 3 }, { 2, 0, 3, 1 },
		{ 3, 1, 2, 0 }, { 1, 3, 0, 2 } };
	char name[40];

	for (int o = 1; o <= 8; o++)
		for (int big = 0; big < 2; big++) {
			struct paint p;

			paint_file_jpeg(640, 480);
			add_exif(o, big);
			p = look(make(FT_JPEG, 320));
			snprintf(name, sizeof(name), "orientation %d, %s", o,
			    big ? "MM" : "II");
			row(shows(&p, want[o]) && p.w == (o < 5 ? 320 : 240),
			    name);
		}
}

/* E20: where a photograph was taken is nobody's business but the sender's. */
static void
test_E20_only_the_pixels_come_along(void)
{
	static struct file whole;

	paint_file_jpeg(640, 480);
	add_exif(1, true);
	whole = file;
	for (int side = 320; side <= 2560; side += 2240) {
		ok(make(FT_JPEG, side) == PICTURE_JPEG);
		ok(!tells(&small) && small.len > 100);
	}
	ok(tells(&whole)); /* what is downloaded */

	paint_file_png(100, 100);
	whole = file;
	file.len = 0;
	put(&file, whole.b, 33);
	put_chunk(&file, "tEXt", "Comment\0" SECRET, 8 + strlen(SECRET));
	put_chunk(
	    &file, "eXIf", "II*\0\x08\0\0\0\0\0" SECRET, 10 + strlen(SECRET));
	put(&file, whole.b + 33, whole.len - 33);
	ok(tells(&file));
	ok(make(FT_PNG, 320) == PICTURE_PNG);
	ok(!tells(&small) && small.len > 50);
	ok(look(PICTURE_PNG).w == 100);
}

static void
test_keeps_what_is_transparent(void)
{
	struct paint p = painting(40, 40);
	const unsigned char *b;
	size_t len;

	for (size_t i = 0; i < 40 * 20; i++)
		p.px[4 * i + 3] = 0;
	p.opaque = false;
	b = paint_as_png(&p, &len);
	fill_in(b, len);
	p = look(make(FT_PNG, 20));
	ok(p.w == 20 && p.px[3] == 0 && p.px[4 * 20 * 15 + 3] == 255);
}

/* E14: small files that would be large pictures. */
static void
test_E14_bombs_are_not_decoded(void)
{
	static unsigned char zeros[1 << 16];

	put_png_start((file.len = 0, &file), 50000, 50000, 1, 0);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	row(make(FT_PNG, 320) == PICTURE_NOT, "PNG of 2500 megapixels");
	put_png_start((file.len = 0, &file), 7072, 7072, 8, 6);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	row(make(FT_PNG, 320) == PICTURE_NOT, "PNG that says more than it has");
	put_jpeg_start((file.len = 0, &file), 65535, 65535);
	put_segment(&file, 0xda, "\1\1\0\0\x3f\0", 6);
	put(&file, "\xff\xd9", 2);
	row(make(FT_JPEG, 320) == PICTURE_NOT, "JPEG of 4295 megapixels");
	put_gif_start((file.len = 0, &file), 65535, 65535);
	put_gif_frame(&file);
	puts_in(&file, ";");
	row(make(FT_GIF, 320) == PICTURE_NOT, "GIF of 4295 megapixels");
	put_bmp((file.len = 0, &file), 40000, 40000, 10);
	row(make(FT_BMP, 320) == PICTURE_NOT, "BMP of 1600 megapixels");
	put(&file, zeros, sizeof(zeros));
	row(make(FT_BMP, 320) == PICTURE_NOT, "and with something behind");
	/* One row of 16 million pixels took more memory than there is. */
	row(!paint_begin(
		&(struct paint){ .mem = cx.mem, .side = 16 }, 16839936, 1),
	    "a picture that is only long");
	paint_file_png(64, 64);
	row(make(FT_PNG, 32) == PICTURE_PNG, "the next picture is made");
}

static void
test_makes_nothing_of_what_is_no_picture(void)
{
	file.len = 0;
	puts_in(&file, "hello");
	for (int t = FT_NONE; t < FT__MAX; t++)
		if (make((enum filetype)t, 320) != PICTURE_NOT)
			row(false, "hello");
	ok(small.len == 0);
}

/* What fuzzing finds must stay where it is found. */
static void
test_survives_broken_pictures(void)
{
	static struct file whole;
	uint32_t seed = 7;
	int made[PICTURE__MAX] = { 0 };

	for (size_t i = 0; i < NELEM(sorts); i++) {
		sorts[i].paint(64, 48);
		whole = file;
		for (int n = 0; n < 150; n++) {
			file = whole;
			for (int j = 0; j <= n % 4; j++) {
				seed = seed * 1664525 + 1013904223;
				file.b[(seed >> 8) % file.len] =
				    (unsigned char)(seed >> 24);
			}
			if (n % 5 == 0)
				file.len = 1 + (seed >> 8) % file.len;
			made[make(sorts[i].type, 20)]++;
		}
	}
	ok(made[PICTURE_LATER] == 0);
	ok(made[PICTURE_NOT] > 50 && made[PICTURE_JPEG] > 20);
}

static void
test_says_when_there_is_nobody(void)
{
	paint_file_png(10, 10);
	ok(make(FT_PNG, 320) == PICTURE_LATER);
}

int
main(void)
{
	fixture_open(&cx);
	path = arena_printf(cx.mem, "%s/artist.sock", cx.conf->run_dir);
	in = open(arena_printf(cx.mem, "%s/in", cx.conf->tmp_dir),
	    O_RDWR | O_CREAT, 0600);
	out = open(arena_printf(cx.mem, "%s/out", cx.conf->tmp_dir),
	    O_RDWR | O_CREAT, 0600);
	helper_start(&cx, path, help_painting, (void *)(uintptr_t)cx.conf);
	test_makes_each_sort_smaller();
	test_turns_pictures_upright();
	test_E20_only_the_pixels_come_along();
	test_keeps_what_is_transparent();
	test_E14_bombs_are_not_decoded();
	test_makes_nothing_of_what_is_no_picture();
	test_survives_broken_pictures();
	ok(helper_stop(path));
	test_says_when_there_is_nobody();
	close(in);
	close(out);
	fixture_close(&cx);
	return tap_done();
}
