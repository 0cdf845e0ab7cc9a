#include <string.h>

#include "base/sniff.h"

static enum verdict
judge_size(uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0)
		return TYPE_MISMATCH;
	return (uint64_t)width * height > SNIFF_PIXELS_MAX ? TYPE_BOMB
							   : TYPE_OK;
}

/* --- PNG -------------------------------------------------------------- */

/* The CRC of ISO 3309, as PNG uses it: of a header, so bit by bit. */
static uint32_t
crc(const unsigned char *p, size_t len)
{
	uint32_t c = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		c ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			c = c >> 1 ^ (c & 1 ? 0xedb88320 : 0);
	}
	return ~c;
}

/* Depths in bits that a type of colour may have. */
static const struct {
	unsigned char colour;
	const char *depths;
} png_colours[] = {
	{ 0, "\1\2\4\10\20" }, /* grey */
	{ 2, "\10\20" },       /* red, green, blue */
	{ 3, "\1\2\4\10" },    /* palette */
	{ 4, "\10\20" },       /* grey, alpha */
	{ 6, "\10\20" },       /* red, green, blue, alpha */
};

static bool
png_colour_exists(unsigned char depth, unsigned char colour)
{
	for (size_t i = 0; i < NELEM(png_colours); i++)
		if (png_colours[i].colour == colour)
			return depth != 0 &&
			    strchr(png_colours[i].depths, depth) != NULL;
	return false;
}

/* The signature and the chunk IHDR. */
static enum verdict
check_png_header(struct source *s)
{
	static const unsigned char start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	unsigned char b[33];

	if (!source_get(s, 0, sizeof(b), b) || memcmp(b, start, 16) != 0 ||
	    crc(b + 12, 17) != be32(b + 29) ||
	    !png_colour_exists(b[24], b[25]) || b[26] != 0 || b[27] != 0 ||
	    b[28] > 1 || be32(b + 16) > INT32_MAX || be32(b + 20) > INT32_MAX)
		return TYPE_MISMATCH;
	return judge_size(be32(b + 16), be32(b + 20));
}

static bool
is_chunk_name(const unsigned char *p)
{
	for (int i = 0; i < 4; i++)
		if (!(p[i] >= 'A' && p[i] <= 'Z') &&
		    !(p[i] >= 'a' && p[i] <= 'z'))
			return false;
	return true;
}

enum verdict
check_png(struct source *s)
{
	enum verdict v = check_png_header(s);
	int64_t at = 33;
	bool image = false;
	unsigned char b[12];

	/* Chunks: length, name, bytes, CRC.  All have these twelve. */
	for (; v == TYPE_OK; at += 12 + (int64_t)be32(b)) {
		if (!source_get(s, at, sizeof(b), b) || be32(b) > INT32_MAX ||
		    !is_chunk_name(b + 4))
			return TYPE_MISMATCH;
		if (memcmp(b + 4, "IDAT", 4) == 0)
			image = true;
		else if (memcmp(b + 4, "acTL", 4) == 0 &&
		    be32(b + 8) > SNIFF_FRAMES_MAX)
			v = TYPE_BOMB;
		else if (memcmp(b, "\0\0\0\0IEND\xae\x42\x60\x82", 12) == 0)
			return image ? source_ends_at(s, at + 12)
				     : TYPE_MISMATCH;
		else if (memcmp(b + 4, "IEND", 4) == 0)
			return TYPE_MISMATCH;
	}
	return v;
}

/* --- JPEG ------------------------------------------------------------- */

enum { SOI = 0xd8, EOI = 0xd9, SOS = 0xda };

/* A start of frame: height and width.  Others share its range. */
static bool
is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	    marker != 0xc8 && marker != 0xcc;
}

/* Frame header: length, precision, height, width, components. */
static enum verdict
check_jpeg_frame(const unsigned char *b)
{
	if (b[2] < 2 || b[2] > 16 || b[7] < 1 || b[7] > 4 ||
	    be16(b) != 8U + 3U * b[7])
		return TYPE_MISMATCH;
	return judge_size(be16(b + 5), be16(b + 3));
}

/* The end of the image, near the end of the file. */
static enum verdict
check_jpeg_end(struct source *s)
{
	size_t len;
	const unsigned char *tail = source_tail(
	    s, SNIFF_TRAILING_MAX + 2, &len);

	if (tail == NULL)
		return TYPE_MISMATCH;
	for (size_t i = 0; i + 1 < len; i++)
		if (tail[i] == 0xff && tail[i + 1] == EOI)
			return source_ends_at(s, s->size);
	return TYPE_MISMATCH;
}

enum verdict
check_jpeg(struct source *s)
{
	enum verdict v = TYPE_OK;
	bool frame = false;
	unsigned char b[10];
	int64_t at = 2;

	if (!source_get(s, 0, 2, b) || b[0] != 0xff || b[1] != SOI)
		return TYPE_MISMATCH;
	/* Segments: marker, length with itself, bytes; to the first scan. */
	for (; v == TYPE_OK; at += 2 + (int64_t)be16(b + 2)) {
		if (!source_get(s, at, sizeof(b), b) || b[0] != 0xff)
			return TYPE_MISMATCH;
		while (b[1] == 0xff) /* padding */
			if (!source_get(s, ++at, sizeof(b), b))
				return TYPE_MISMATCH;
		if (b[1] < 0xc0 || (b[1] >= 0xd0 && b[1] <= EOI) ||
		    be16(b + 2) < 2)
			return TYPE_MISMATCH;
		if (b[1] == SOS)
			return frame ? check_jpeg_end(s) : TYPE_MISMATCH;
		if (is_frame(b[1])) {
			v = frame ? TYPE_MISMATCH : check_jpeg_frame(b + 2);
			frame = true;
		}
	}
	return v;
}

/* --- GIF -------------------------------------------------------------- */

/* After a block's head: sub-blocks of a length and as many bytes. */
static bool
skip_sub_blocks(struct source *s, int64_t *at)
{
	unsigned char len;

	do {
		if (!source_get(s, *at, 1, &len))
			return false;
		*at += 1 + len;
	} while (len > 0);
	return true;
}

/* The bytes of a table of colours that a field of flags announces. */
static int64_t
colours_size(unsigned char packed)
{
	return packed & 0x80 ? (int64_t)3 << ((packed & 7) + 1) : 0;
}

/* Position, size, flags; colours; then the code size and the pixels. */
static enum verdict
skip_image(struct source *s, int64_t *at)
{
	unsigned char b[9], code_size;
	enum verdict v;

	if (!source_get(s, *at, sizeof(b), b))
		return TYPE_MISMATCH;
	if ((v = judge_size(le16(b + 4), le16(b + 6))) != TYPE_OK)
		return v;
	*at += (int64_t)sizeof(b) + colours_size(b[8]);
	if (!source_get(s, *at, 1, &code_size) || code_size < 2 ||
	    code_size > 11)
		return TYPE_MISMATCH;
	++*at;
	return skip_sub_blocks(s, at) ? TYPE_OK : TYPE_MISMATCH;
}

/* A GIF too long to walk through must at least end like one. */
static enum verdict
check_gif_end(struct source *s)
{
	unsigned char b[2];

	s->reads_left = 2;
	s->bytes_left = (size_t)128 * 1024;
	if (!source_get(s, s->size - 2, sizeof(b), b) || b[0] != 0 ||
	    b[1] != ';')
		return TYPE_MISMATCH;
	return source_ends_at(s, s->size);
}

static enum verdict
check_gif_blocks(struct source *s, int64_t at)
{
	enum verdict v = TYPE_OK;
	int frames = 0;
	unsigned char b[2];

	while (v == TYPE_OK) {
		if (at == s->size && frames > 0)
			return TYPE_OK; /* the end is often left out */
		if (!source_get(s, at++, 1, b))
			return TYPE_MISMATCH;
		switch (b[0]) {
		case ';':
			return frames > 0 ? source_ends_at(s, at)
					  : TYPE_MISMATCH;
		case '!': /* an extension: its label, then sub-blocks */
			at++;
			if (!skip_sub_blocks(s, &at))
				return TYPE_MISMATCH;
			break;
		case ',':
			v = ++frames > SNIFF_FRAMES_MAX ? TYPE_BOMB
							: skip_image(s, &at);
			break;
		default:
			return TYPE_MISMATCH;
		}
	}
	return v;
}

enum verdict
check_gif(struct source *s)
{
	unsigned char b[13];
	enum verdict v;

	if (!source_get(s, 0, sizeof(b), b) ||
	    (memcmp(b, "GIF87a", 6) != 0 && memcmp(b, "GIF89a", 6) != 0))
		return TYPE_MISMATCH;
	if ((v = judge_size(le16(b + 6), le16(b + 8))) != TYPE_OK)
		return v;
	v = check_gif_blocks(s, (int64_t)sizeof(b) + colours_size(b[10]));
	if (v == TYPE_MISMATCH && source_spent(s))
		v = check_gif_end(s);
	return v;
}

/* --- BMP -------------------------------------------------------------- */

/* Sizes of the second header, in all its versions. */
static bool
is_bmp_header_size(uint32_t n)
{
	return n == 12 || n == 40 || n == 52 || n == 56 || n == 64 ||
	    n == 108 || n == 124;
}

static bool
is_bmp_depth(uint32_t bits)
{
	return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 ||
	    bits == 24 || bits == 32;
}

enum verdict
check_bmp(struct source *s)
{
	uint32_t size, pixels, width, height, bits, packing = 0;
	int64_t end;
	enum verdict v;
	unsigned char b[54] = { 0 };

	if (s->size < 26 + 4 ||
	    !source_get(s, 0, s->size < 54 ? 30 : sizeof(b), b) ||
	    b[0] != 'B' || b[1] != 'M')
		return TYPE_MISMATCH;
	pixels = le32(b + 10);
	size = le32(b + 14);
	if (!is_bmp_header_size(size) || pixels < 14 + size)
		return TYPE_MISMATCH;
	if (size == 12) { /* of OS/2: shorter fields */
		width = le16(b + 18);
		height = le16(b + 20);
		bits = le16(b + 24);
	} else {
		width = le32(b + 18);
		height = le32(b + 22);
		bits = le16(b + 28);
		packing = le32(b + 30);
		if (height > INT32_MAX) /* from the top down */
			height = -height;
	}
	if (width > INT32_MAX || !is_bmp_depth(bits) || packing > 6 ||
	    le16(b + (size == 12 ? 22 : 26)) != 1)
		return TYPE_MISMATCH;
	if ((v = judge_size(width, height)) != TYPE_OK)
		return v;

	/* Rows have whole words; where they are packed, trust the header. */
	end = packing == 0 || packing == 3 || packing == 6
	    ? pixels + ((int64_t)width * bits + 31) / 32 * 4 * height
	    : (int64_t)le32(b + 2);
	return end > s->size ? TYPE_MISMATCH : source_ends_at(s, end);
}

/* --- WebP -------------------------------------------------------------- */

/* A picture in one piece, or the canvas of several. */
static enum verdict
judge_webp_chunk(struct source *s, int64_t at, uint32_t size, const char *kind)
{
	unsigned char b[10];

	if (size < sizeof(b) || !source_get(s, at, sizeof(b), b))
		return TYPE_MISMATCH;
	if (memcmp(kind, "VP8 ", 4) == 0)
		return memcmp(b + 3, "\x9d\x01\x2a", 3) != 0
		    ? TYPE_MISMATCH
		    : judge_size(le16(b + 6) & 0x3fff, le16(b + 8) & 0x3fff);
	if (memcmp(kind, "VP8L", 4) == 0)
		return b[0] != 0x2f ? TYPE_MISMATCH
				    : judge_size((le32(b + 1) & 0x3fff) + 1,
					  (le32(b + 1) >> 14 & 0x3fff) + 1);
	return judge_size(
	    (le32(b + 3) >> 8) + 1, (le16(b + 7) | (uint32_t)b[9] << 16) + 1);
}

/* Chunks up to the end that the file's head tells, a picture among them. */
static enum verdict
check_webp_chunks(struct source *s, int64_t end)
{
	int64_t frames = 0;
	unsigned char b[8];
	bool picture = false;
	enum verdict v;

	for (int64_t at = 12; at < end;
	     at += 8 + (int64_t)le32(b + 4) + (b[4] & 1)) {
		if (!source_get(s, at, sizeof(b), b) ||
		    (int64_t)le32(b + 4) > end - at - 8)
			return TYPE_MISMATCH;
		if (at == 12 && memcmp(b, "VP8", 3) != 0)
			return TYPE_MISMATCH;
		if (memcmp(b, "ANMF", 4) == 0) {
			picture = true;
			if (++frames > SNIFF_FRAMES_MAX)
				return TYPE_BOMB;
		}
		if (memcmp(b, "VP8", 3) != 0)
			continue;
		picture |= b[3] != 'X';
		v = judge_webp_chunk(s, at + 8, le32(b + 4), (const char *)b);
		if (v != TYPE_OK)
			return v;
	}
	return picture ? TYPE_OK : TYPE_MISMATCH;
}

enum verdict
check_webp(struct source *s)
{
	unsigned char b[12];
	int64_t end;
	enum verdict v;

	if (!source_get(s, 0, sizeof(b), b) || memcmp(b, "RIFF", 4) != 0 ||
	    memcmp(b + 8, "WEBP", 4) != 0)
		return TYPE_MISMATCH;
	end = 8 + (int64_t)le32(b + 4);
	if (end > s->size)
		return TYPE_MISMATCH;
	v = check_webp_chunks(s, end);
	return v == TYPE_OK ? source_ends_at(s, end) : v;
}
