#include <string.h>

#include "base/sniff.h"

/* --- MP4 and QuickTime ------------------------------------------------ */

struct box {
	int64_t body, end; /* positions in the file */
	unsigned char type[4];
};

static bool
is_type(const struct box *b, const char *type)
{
	return memcmp(b->type, type, 4) == 0;
}

/* The box at `at`, which lies before `end`. */
static bool
read_box(struct source *s, int64_t at, int64_t end, struct box *out)
{
	unsigned char b[16];
	uint64_t size;

	if (!source_get(s, at, 8, b))
		return false;
	size = be32(b);
	memcpy(out->type, b + 4, 4);
	out->body = at + 8;
	if (size == 1) { /* the size does not fit and follows */
		if (!source_get(s, at + 8, 8, b + 8))
			return false;
		size = (uint64_t)be32(b + 8) << 32 | be32(b + 12);
		out->body += 8;
	} else if (size == 0) /* to the end */
		size = (uint64_t)(end - at);
	for (int i = 4; i < 8; i++)
		if (b[i] < 0x20 || b[i] > 0x7e)
			return false;
	if (size < (uint64_t)(out->body - at) || size > (uint64_t)(end - at))
		return false;
	out->end = at + (int64_t)size;
	return true;
}

/* A film's description begins with its header, or is packed. */
static bool
is_film(struct source *s, const struct box *b)
{
	struct box first;

	return is_type(b, "moov") && read_box(s, b->body, b->end, &first) &&
	    (is_type(&first, "mvhd") || is_type(&first, "cmov"));
}

/* Boxes to the very end, a film among them. */
static enum verdict
check_boxes(struct source *s, const char *const *first)
{
	bool film = false;
	struct box b;

	for (int64_t at = 0; at < s->size; at = b.end) {
		if (!read_box(s, at, s->size, &b))
			return TYPE_MISMATCH;
		while (at == 0 && *first != NULL && !is_type(&b, *first))
			first++;
		if (*first == NULL)
			return TYPE_MISMATCH;
		film |= is_film(s, &b);
	}
	return film ? source_ends_at(s, s->size) : TYPE_MISMATCH;
}

enum verdict
check_mp4(struct source *s)
{
	static const char *const first[] = { "ftyp", NULL };

	return check_boxes(s, first);
}

enum verdict
check_mov(struct source *s)
{
	static const char *const first[] = { "ftyp", "moov", "mdat", "wide",
		"free", "skip", "pnot", NULL };

	return check_boxes(s, first);
}

/* --- Outlook's messages ------------------------------------------------ */

/*
 * A compound file is a small file system: sectors in chains, which a
 * table of sectors links, and a directory of streams.  A message has a
 * stream of properties.
 */
enum { HEADER_SIZE = 512, DIR_ENTRY_SIZE = 128, HEADER_TABLES = 109 };

#define DIR_SECTORS_MAX 256

struct compound {
	struct source *s;
	unsigned char header[HEADER_SIZE];
	uint32_t sector_size;
};

static bool
read_compound(struct source *s, struct compound *c)
{
	const unsigned char *h = c->header;
	uint32_t shift;

	c->s = s;
	if (!source_get(s, 0, HEADER_SIZE, c->header) ||
	    memcmp(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0 ||
	    le16(h + 28) != 0xfffe || le16(h + 32) != 6 || le32(h + 56) != 4096)
		return false;
	shift = le16(h + 30);
	c->sector_size = 1U << (shift & 15);
	return (le16(h + 26) == 3 && shift == 9) ||
	    (le16(h + 26) == 4 && shift == 12);
}

/* Sector 0 follows the header, which has a sector for itself. */
static bool
read_sector(const struct compound *c, uint32_t sector, uint32_t offset,
    size_t n, void *out)
{
	int64_t at = ((int64_t)sector + 1) * c->sector_size + offset;

	return source_get(c->s, at, n, out);
}

/* The sector that follows in a chain; beyond any if there is none. */
static uint32_t
next_sector(const struct compound *c, uint32_t sector)
{
	uint32_t per_table = c->sector_size / 4;
	uint32_t table = sector / per_table;
	unsigned char b[4];

	/* Tables beyond those of the header: 7 MB and more before it. */
	if (table >= HEADER_TABLES ||
	    !read_sector(c, le32(c->header + 76 + 4 * (size_t)table),
		sector % per_table * 4, sizeof(b), b))
		return UINT32_MAX;
	return le32(b);
}

/* Names are UTF-16; a name that we look for is ASCII. */
static bool
entry_is(const unsigned char *entry, const char *name)
{
	size_t len = strlen(name);

	if (le16(entry + 64) != 2 * (len + 1))
		return false;
	for (size_t i = 0; i <= len; i++)
		if (le16(entry + 2 * i) != (unsigned char)name[i])
			return false;
	return true;
}

/* A sector of the directory.  False if it is none. */
static bool
look_for_properties(
    const struct compound *c, uint32_t sector, bool first, bool *found)
{
	unsigned char entry[DIR_ENTRY_SIZE];

	for (uint32_t at = 0; at < c->sector_size; at += DIR_ENTRY_SIZE) {
		if (!read_sector(c, sector, at, sizeof(entry), entry))
			return false;
		if (first && at == 0 &&
		    (entry[66] != 5 || !entry_is(entry, "Root Entry")))
			return false;
		*found |= entry[66] == 2 &&
		    entry_is(entry, "__properties_version1.0");
	}
	return true;
}

enum verdict
check_msg(struct source *s)
{
	struct compound c;
	uint32_t sector;
	bool found = false;

	if (!read_compound(s, &c))
		return TYPE_MISMATCH;
	sector = le32(c.header + 48);
	for (int i = 0; i < DIR_SECTORS_MAX && !found; i++) {
		if (!look_for_properties(&c, sector, i == 0, &found))
			return TYPE_MISMATCH;
		sector = next_sector(&c, sector);
	}
	return found ? source_ends_at(s, s->size) : TYPE_MISMATCH;
}
