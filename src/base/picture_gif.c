/*
 * picture_gif.c - GIF: its first frame.
 */
#include <gif_lib.h>
#include <string.h>

#include "base/err.h"
#include "base/paint.h"
#include "base/picture.h"

struct reader {
	const unsigned char *p;
	size_t left;
};

static int
read_some(GifFileType *gif, GifByteType *to, int want)
{
	struct reader *r = gif->UserData;
	const size_t n = (size_t)want < r->left ? (size_t)want : r->left;

	memcpy(to, r->p, n);
	r->p += n;
	r->left -= n;
	return (int)n;
}

/* Of what stands before the frame, only the transparent colour counts. */
static bool
skip_extension(GifFileType *gif, int *transparent)
{
	GraphicsControlBlock gcb;
	GifByteType *block;
	int code;

	if (DGifGetExtension(gif, &code, &block) != GIF_OK)
		return false;
	while (block != NULL) {
		if (code == GRAPHICS_EXT_FUNC_CODE &&
		    DGifExtensionToGCB(block[0], block + 1, &gcb) == GIF_OK)
			*transparent = gcb.TransparentColor;
		if (DGifGetExtensionNext(gif, &block) != GIF_OK)
			return false;
	}
	return true;
}

/* Interlaced rows come in four rounds. */
static bool
read_frame(GifFileType *gif, unsigned char *px)
{
	static const int first[] = { 0, 4, 2, 1 }, step[] = { 8, 8, 4, 2 };
	const int w = gif->Image.Width, h = gif->Image.Height;

	if (!gif->Image.Interlace) {
		for (int y = 0; y < h; y++)
			if (DGifGetLine(gif, px + (size_t)y * (size_t)w, w) !=
			    GIF_OK)
				return false;
		return true;
	}
	for (size_t i = 0; i < NELEM(first); i++)
		for (int y = first[i]; y < h; y += step[i])
			if (DGifGetLine(gif, px + (size_t)y * (size_t)w, w) !=
			    GIF_OK)
				return false;
	return true;
}

/* A row of the screen, in which the frame is a part. */
static void
put_row(struct paint *p, const GifFileType *gif, int y, const unsigned char *px,
    int transparent, unsigned char *row)
{
	const GifImageDesc *f = &gif->Image;
	const ColorMapObject *map = f->ColorMap != NULL ? f->ColorMap
							: gif->SColorMap;

	memset(row, 0, (size_t)p->from_w * 4);
	if (y >= f->Top && y < f->Top + f->Height)
		px += (size_t)(y - f->Top) * (size_t)f->Width;
	else
		px = NULL;
	for (int x = 0; px != NULL && x < f->Width; x++) {
		const int to = f->Left + x, colour = px[x];

		if (to >= (int)p->from_w || colour == transparent ||
		    colour >= map->ColorCount)
			continue;
		row[4 * to] = map->Colors[colour].Red;
		row[4 * to + 1] = map->Colors[colour].Green;
		row[4 * to + 2] = map->Colors[colour].Blue;
		row[4 * to + 3] = 255;
	}
	paint_row(p, row);
}

static bool
decode(struct paint *p, GifFileType *gif)
{
	GifRecordType what;
	int transparent = NO_TRANSPARENT_COLOR;
	unsigned char *px, *row;
	size_t n;

	for (;;) {
		if (DGifGetRecordType(gif, &what) != GIF_OK)
			return false;
		if (what == IMAGE_DESC_RECORD_TYPE)
			break;
		if (what != EXTENSION_RECORD_TYPE ||
		    !skip_extension(gif, &transparent))
			return false;
	}
	if (DGifGetImageDesc(gif) != GIF_OK ||
	    (gif->Image.ColorMap == NULL && gif->SColorMap == NULL) ||
	    gif->Image.Width < 1 || gif->Image.Height < 1 ||
	    !paint_begin(p, (uint32_t)gif->SWidth, (uint32_t)gif->SHeight))
		return false;
	n = (size_t)gif->Image.Width * (size_t)gif->Image.Height;
	if (n > PICTURE_PIXELS_MAX)
		return false;
	px = paint_room(p, n, 1);
	if (px == NULL || !read_frame(gif, px))
		return false;
	row = arena_alloc(p->mem, (size_t)p->from_w * 4);
	for (int y = 0; y < gif->SHeight; y++)
		put_row(p, gif, y, px, transparent, row);
	return true;
}

bool
paint_gif(struct paint *p)
{
	struct reader r = { p->in, p->len };
	int why;
	GifFileType *gif = DGifOpen(&r, read_some, &why);
	bool good = gif != NULL && decode(p, gif);

	if (gif != NULL)
		DGifCloseFile(gif, &why);
	return good;
}
