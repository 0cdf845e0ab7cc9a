/*
 * files.h - the smallest files of each type, good to the last byte, for
 * tests to send, cut and spoil.
 */
#ifndef GUICHET_TESTS_FILES_H
#define GUICHET_TESTS_FILES_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct file {
	unsigned char b[3 * 1024 * 1024];
	size_t len;
};

static inline void
put(struct file *f, const void *p, size_t len)
{
	if (len > sizeof(f->b) - f->len)
		abort();
	memcpy(f->b + f->len, p, len);
	f->len += len;
}

static inline void
puts_in(struct file *f, const char *s)
{
	put(f, s, strlen(s));
}

static inline void
fill(struct file *f, unsigned char c, size_t len)
{
	if (len > sizeof(f->b) - f->len)
		abort();
	memset(f->b + f->len, c, len);
	f->len += len;
}

/* Little-endian, `n` bytes. */
static inline void
put_le(struct file *f, uint64_t v, int n)
{
	for (; n > 0; n--, v >>= 8)
		fill(f, (unsigned char)v, 1);
}

static inline void
put_be(struct file *f, uint64_t v, int n)
{
	while (n-- > 0)
		fill(f, (unsigned char)(v >> (8 * n)), 1);
}

/* Over what is there. */
static inline void
overwrite(struct file *f, size_t at, const void *p, size_t len)
{
	if (at + len > f->len)
		abort();
	memcpy(f->b + at, p, len);
}

/* --- Pictures --------------------------------------------------------- */

static inline void
put_chunk(struct file *f, const char *type, const void *p, size_t len)
{
	size_t at;

	put_be(f, len, 4);
	at = f->len;
	puts_in(f, type);
	put(f, p, len);
	put_be(f, crc32(0, f->b + at, (uInt)(len + 4)), 4);
}

static inline void
put_png_start(struct file *f, uint32_t width, uint32_t height,
    unsigned char depth, unsigned char colour)
{
	static struct file h;

	h.len = 0;
	put(f, "\x89PNG\r\n\x1a\n", 8);
	put_be(&h, width, 4);
	put_be(&h, height, 4);
	put_be(&h, depth, 1);
	put_be(&h, colour, 1);
	put(&h, "\0\0\0", 3);
	put_chunk(f, "IHDR", h.b, h.len);
}

/* One grey pixel. */
static inline void
make_png(struct file *f)
{
	static const unsigned char row[2];
	unsigned char packed[64];
	uLongf len = sizeof(packed);

	if (compress(packed, &len, row, sizeof(row)) != Z_OK)
		abort();
	put_png_start(f, 1, 1, 8, 0);
	put_chunk(f, "IDAT", packed, len);
	put_chunk(f, "IEND", "", 0);
}

static inline void
put_segment(struct file *f, unsigned char marker, const void *p, size_t len)
{
	put_be(f, 0xff00U | marker, 2);
	put_be(f, len + 2, 2);
	put(f, p, len);
}

static inline void
put_jpeg_start(struct file *f, uint32_t width, uint32_t height)
{
	static struct file h;

	h.len = 0;
	put(f, "\xff\xd8", 2);
	put_segment(f, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14);
	put_be(&h, 8, 1);
	put_be(&h, height, 2);
	put_be(&h, width, 2);
	put(&h, "\1\1\x11\0", 4);
	put_segment(f, 0xc0, h.b, h.len);
}

static inline void
make_jpeg(struct file *f)
{
	put_jpeg_start(f, 8, 8);
	put_segment(f, 0xda, "\1\1\0\0\x3f\0", 6);
	put(f, "\xf8\xff\0\x7f\xff\xd9", 6);
}

static inline void
put_gif_start(struct file *f, uint32_t width, uint32_t height)
{
	puts_in(f, "GIF89a");
	put_le(f, width, 2);
	put_le(f, height, 2);
	put(f, "\x80\0\0\0\0\0\xff\xff\xff", 9); /* two colours */
}

static inline void
put_gif_frame(struct file *f)
{
	put(f, "!\xf9\4\0\0\0\0\0", 8);
	put(f, ",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0", 15);
}

static inline void
make_gif(struct file *f)
{
	put_gif_start(f, 1, 1);
	put_gif_frame(f);
	puts_in(f, ";");
}

/* Without compression, 24 bits a pixel. */
static inline void
put_bmp(struct file *f, uint32_t width, uint32_t height, size_t pixels)
{
	puts_in(f, "BM");
	put_le(f, 54 + pixels, 4);
	put_le(f, 0, 4);
	put_le(f, 54, 4);
	put_le(f, 40, 4);
	put_le(f, width, 4);
	put_le(f, height, 4);
	put_le(f, 1, 2);
	put_le(f, 24, 2);
	put_le(f, 0, 4);
	put_le(f, pixels, 4);
	fill(f, 0, 16);
	fill(f, 0x7f, pixels);
}

static inline void
make_bmp(struct file *f)
{
	put_bmp(f, 3, 2, 24);
}

/* A red pixel, without loss: a chunk of VP8L in a RIFF. */
static inline void
make_webp(struct file *f)
{
	put(f,
	    "RIFF\x1c\0\0\0WEBPVP8L\x0f\0\0\0\x2f\0\0\0\0\x07\x10\xfd"
	    "\x8f\xfe\x07\x22\xa2\xff\x01\0",
	    36);
}

/* --- Documents -------------------------------------------------------- */

static inline void
make_txt(struct file *f)
{
	puts_in(f, "Hello, world\r\n\xe4\xbd\xa0\xe5\xa5\xbd\n");
}

static inline void
make_pdf(struct file *f)
{
	puts_in(f,
	    "%PDF-1.4\n"
	    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
	    "2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n"
	    "xref\n0 3\n0000000000 65535 f \n"
	    "0000000009 00000 n \n0000000055 00000 n \n"
	    "trailer\n<</Size 3/Root 1 0 R>>\n"
	    "startxref\n103\n%%EOF\n");
}

static inline void
make_eml(struct file *f)
{
	puts_in(f,
	    "Received: from a by b;\r\n\tMon, 1 Jan 2024 00:00:00 +0000\r\n"
	    "From: Ann <ann@example.org>\r\nTo: bob@example.org\r\n"
	    "Subject: Hello\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n"
	    "\r\nHello\r\n");
}

/* --- Archives --------------------------------------------------------- */

/* An entry, and what its heads claim of it. */
struct member {
	const char *name;
	uint32_t packed;   /* bytes, all 'x' */
	uint32_t unpacked; /* if not 0: deflated, to so many */
	uint32_t flags;
	uint32_t mode; /* of Unix */
};

static inline void
put_local(struct file *f, const struct member *m)
{
	put(f, "PK\3\4\x14\0", 6);
	put_le(f, m->flags, 2);
	put_le(f, m->unpacked != 0 ? 8 : 0, 2);
	put_le(f, 0, 8); /* time, CRC */
	put_le(f, m->packed, 4);
	put_le(f, m->unpacked != 0 ? m->unpacked : m->packed, 4);
	put_le(f, strlen(m->name), 2);
	put_le(f, 0, 2);
	puts_in(f, m->name);
	fill(f, 'x', m->packed);
}

static inline void
put_entry(struct file *f, const struct member *m, size_t local)
{
	put(f, "PK\1\2\x14\3\x14\0", 8);
	put_le(f, m->flags, 2);
	put_le(f, m->unpacked != 0 ? 8 : 0, 2);
	put_le(f, 0, 8);
	put_le(f, m->packed, 4);
	put_le(f, m->unpacked != 0 ? m->unpacked : m->packed, 4);
	put_le(f, strlen(m->name), 2);
	put_le(f, 0, 8);
	put_le(f, (uint64_t)m->mode << 16, 4);
	put_le(f, local, 4);
	puts_in(f, m->name);
}

static inline void
put_end(struct file *f, size_t entries, size_t directory)
{
	size_t size = f->len - directory;

	put(f, "PK\5\6\0\0\0\0", 8);
	put_le(f, entries, 2);
	put_le(f, entries, 2);
	put_le(f, size, 4);
	put_le(f, directory, 4);
	put_le(f, 0, 2);
}

#define MEMBERS_MAX 20000

static inline void
put_zip(struct file *f, const struct member *m, size_t n)
{
	static size_t local[MEMBERS_MAX];
	size_t directory;

	if (n > MEMBERS_MAX)
		abort();
	for (size_t i = 0; i < n; i++) {
		local[i] = f->len;
		put_local(f, &m[i]);
	}
	directory = f->len;
	for (size_t i = 0; i < n; i++)
		put_entry(f, &m[i], local[i]);
	put_end(f, n, directory);
}

static inline void
make_zip(struct file *f)
{
	static const struct member m[] = { { .name = "logs/", .packed = 0 },
		{ .name = "logs/a.log", .packed = 100, .unpacked = 2000 },
		{ .name = "read me.txt", .packed = 30 } };

	put_zip(f, m, 3);
}

static inline void
make_docx(struct file *f)
{
	static const struct member m[] = {
		{ .name = "[Content_Types].xml", .packed = 30, .unpacked = 90 },
		{ .name = "_rels/.rels", .packed = 30, .unpacked = 90 },
		{ .name = "word/document.xml", .packed = 30, .unpacked = 90 }
	};

	put_zip(f, m, 3);
}

static inline void
make_xlsx(struct file *f)
{
	static const struct member m[] = {
		{ .name = "[Content_Types].xml", .packed = 30, .unpacked = 90 },
		{ .name = "_rels/.rels", .packed = 30, .unpacked = 90 },
		{ .name = "xl/workbook.xml", .packed = 30, .unpacked = 90 }
	};

	put_zip(f, m, 3);
}

/* --- Films ------------------------------------------------------------ */

static inline void
put_box(struct file *f, const char *type, const void *p, size_t len)
{
	put_be(f, len + 8, 4);
	puts_in(f, type);
	put(f, p, len);
}

/* A film of no tracks. */
static inline void
put_film(struct file *f)
{
	static const unsigned char header[100];
	static struct file moov;

	moov.len = 0;
	put_box(&moov, "mvhd", header, sizeof(header));
	put_box(f, "moov", moov.b, moov.len);
}

static inline void
make_mp4(struct file *f)
{
	put_box(f, "ftyp", "isom\0\0\2\0isomiso2avc1mp41", 24);
	put_film(f);
	put_box(f, "mdat", "xxxxxxxx", 8);
}

static inline void
make_mov(struct file *f)
{
	put_box(f, "wide", "", 0);
	put_box(f, "mdat", "xxxxxxxx", 8);
	put_film(f);
}

/* --- Compound files --------------------------------------------------- */

static inline void
put_dir_entry(struct file *f, const char *name, unsigned char type)
{
	size_t at = f->len;

	for (const char *p = name; *p != '\0'; p++)
		put_le(f, (unsigned char)*p, 2);
	fill(f, 0, at + 64 - f->len);
	put_le(f, 2 * (strlen(name) + 1), 2);
	put_le(f, type, 1);
	put_le(f, 1, 1); /* black */
	fill(f, 0xff, 12);
	fill(f, 0, at + 128 - f->len);
}

/*
 * Sectors: the table, then the directory in the second and fourth, with
 * `stream` as the last entry.
 */
static inline void
put_compound(struct file *f, const char *stream)
{
	static const uint32_t table[] = { 0xfffffffd, 3, 0xfffffffe,
		0xfffffffe };

	put(f, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	fill(f, 0, 16);
	put(f, "\x3e\0\3\0\xfe\xff\x09\0\6\0", 10);
	fill(f, 0, 10);
	put_le(f, 1, 4); /* a sector of tables */
	put_le(f, 1, 4); /* where the directory starts */
	put_le(f, 0, 4);
	put_le(f, 4096, 4);
	put_le(f, 0xfffffffe, 4); /* no small streams */
	put_le(f, 0, 4);
	put_le(f, 0xfffffffe, 4);
	put_le(f, 0, 8); /* no more tables; that one is sector 0 */
	fill(f, 0xff, 512 - f->len);

	for (size_t i = 0; i < 4; i++)
		put_le(f, table[i], 4);
	fill(f, 0xff, 1024 - f->len);
	put_dir_entry(f, "Root Entry", 5);
	put_dir_entry(f, "__nameid_version1.0", 1);
	put_dir_entry(f, "__substg1.0_001A001F", 2);
	put_dir_entry(f, "__substg1.0_0037001F", 2);
	fill(f, 'x', 512);
	put_dir_entry(f, stream, 2);
	fill(f, 0, 3 * 128);
}

static inline void
make_msg(struct file *f)
{
	put_compound(f, "__properties_version1.0");
}

#endif
