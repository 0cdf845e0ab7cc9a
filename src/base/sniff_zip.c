#include <string.h>
#include <strings.h>

#include "base/sniff.h"

/*
 * An archive is judged by its directory, which stands at its end, and
 * by the heads of its entries; nothing is unpacked.
 */
#define ENTRIES_MAX   10000
#define DIRECTORY_MAX ((uint32_t)1024 * 1024)

/* What it would unpack to, in bytes and in times its size. */
#define UNPACKED_MAX ((uint64_t)500 * 1000 * 1000)
#define RATIO_MAX    200
/* A few megabytes of zeros are no bomb. */
#define RATIO_FROM ((uint64_t)16 * 1024 * 1024)

enum {
	END_SIZE = 22,
	END64_SIZE = 56 + 20, /* the record, and what points to it */
	COMMENT_MAX = 0xffff,
	ENTRY_SIZE = 46,
	LOCAL_SIZE = 30,
};

#define ENCRYPTED 1U /* of an entry's flags */

/* The record at the end. */
struct end {
	int64_t at;
	bool one_disk; /* and not Zip64, which puts values in their place */
	uint32_t entries;
	uint32_t directory, directory_size;
};

struct entry {
	uint32_t flags, method, packed, unpacked, local;
	const unsigned char *name; /* not NUL-terminated */
	uint32_t name_len;
	bool is_link;
};

struct facts {
	uint64_t packed, unpacked; /* bytes, entries' heads included */
	bool starts;               /* an entry is at the start of the file */
	bool encrypted, content_types, word, xl, macros;
};

/* The record is there if its comment reaches the end of the file. */
static bool
find_end(struct source *s, struct end *out)
{
	size_t len;
	const unsigned char *p,
	    *tail = source_tail(s, END_SIZE + COMMENT_MAX, &len);

	if (tail == NULL || len < END_SIZE)
		return false;
	for (size_t i = len - END_SIZE + 1; i-- > 0;) {
		p = tail + i;
		if (memcmp(p, "PK\5\6", 4) != 0 ||
		    le16(p + 20) != len - END_SIZE - i)
			continue;
		out->at = s->size - (int64_t)(len - i);
		out->one_disk = le16(p + 4) == 0 && le16(p + 6) == 0 &&
		    le16(p + 8) == le16(p + 10);
		out->entries = le16(p + 10);
		out->directory_size = le32(p + 12);
		out->directory = le32(p + 16);
		return true;
	}
	return false;
}

bool
source_ends_as_zip(struct source *s)
{
	struct end end;

	return find_end(s, &end);
}

/* The entry at p, which has `left` bytes; its size, or 0. */
static size_t
read_entry(const unsigned char *p, size_t left, struct entry *e)
{
	size_t size;
	uint32_t mode;

	if (left < ENTRY_SIZE || memcmp(p, "PK\1\2", 4) != 0)
		return 0;
	e->flags = le16(p + 8);
	e->method = le16(p + 10);
	e->packed = le32(p + 20);
	e->unpacked = le32(p + 24);
	e->name_len = le16(p + 28);
	e->local = le32(p + 42);
	e->name = p + ENTRY_SIZE;
	mode = le16(p + 40);
	e->is_link = p[5] == 3 && (mode & 0170000) == 0120000;
	size = ENTRY_SIZE + e->name_len + le16(p + 30) + le16(p + 32);
	if (size > left || le16(p + 34) != 0 || e->packed == UINT32_MAX ||
	    e->unpacked == UINT32_MAX || e->local == UINT32_MAX)
		return 0;
	return size;
}

/* A relative path that stays below where it is unpacked. */
static bool
name_is_sane(const unsigned char *p, size_t len)
{
	size_t start = 0;

	if (len == 0 || p[0] == '/' || p[0] == '\\' || (len > 1 && p[1] == ':'))
		return false;
	for (size_t i = 0; i <= len; i++) {
		if (i < len && p[i] < 0x20)
			return false;
		if (i < len && p[i] != '/' && p[i] != '\\')
			continue;
		if (i - start == 2 && p[start] == '.' && p[start + 1] == '.')
			return false;
		start = i + 1;
	}
	return true;
}

/* Does the entry's own head, before its bytes, say the same? */
static bool
local_agrees(struct source *s, const struct entry *e, const struct end *end)
{
	unsigned char b[LOCAL_SIZE];
	int64_t bytes_end;

	if (!source_get(s, e->local, sizeof(b), b) ||
	    memcmp(b, "PK\3\4", 4) != 0)
		return false;
	bytes_end = (int64_t)e->local + LOCAL_SIZE + le16(b + 26) +
	    le16(b + 28) + e->packed;
	return le16(b + 8) == e->method && le16(b + 26) == e->name_len &&
	    (le16(b + 6) & ENCRYPTED) == (e->flags & ENCRYPTED) &&
	    bytes_end <= end->directory;
}

static bool
starts_with(const struct entry *e, const char *s)
{
	size_t n = strlen(s);

	return e->name_len >= n && memcmp(e->name, s, n) == 0;
}

static bool
ends_with(const struct entry *e, const char *s)
{
	size_t n = strlen(s);

	return e->name_len >= n &&
	    strncasecmp((const char *)e->name + e->name_len - n, s, n) == 0;
}

static void
note(struct facts *f, const struct entry *e)
{
	static const char types[] = "[Content_Types].xml";

	f->packed += LOCAL_SIZE + e->name_len + e->packed;
	f->unpacked += e->unpacked;
	f->starts |= e->local == 0;
	f->encrypted |= (e->flags & ENCRYPTED) != 0;
	f->content_types |= e->name_len == strlen(types) &&
	    starts_with(e, types);
	f->word |= starts_with(e, "word/");
	f->xl |= starts_with(e, "xl/");
	f->macros |= ends_with(e, "vbaProject.bin");
}

static enum verdict
walk(struct source *s, const struct end *end, struct facts *f)
{
	unsigned char *p = arena_alloc(s->mem, end->directory_size);
	size_t left = end->directory_size, n;
	struct entry e;

	if (!source_get(s, end->directory, left, p))
		return TYPE_MISMATCH;
	for (uint32_t i = 0; i < end->entries; i++) {
		if ((n = read_entry(p, left, &e)) == 0 || e.is_link ||
		    !name_is_sane(e.name, e.name_len) ||
		    !local_agrees(s, &e, end))
			return TYPE_MISMATCH;
		note(f, &e);
		p += n;
		left -= n;
	}
	/* Bytes that several entries share would be counted twice. */
	if (left != 0 || !f->starts || f->packed > end->directory)
		return TYPE_MISMATCH;
	if (f->unpacked > UNPACKED_MAX ||
	    (f->unpacked > RATIO_FROM && f->unpacked / f->packed > RATIO_MAX))
		return TYPE_BOMB;
	return TYPE_OK;
}

/*
 * Between directory and end some archivers put a Zip64 record even where
 * there is no need.  It must not tell another story.
 */
static bool
end64_agrees(struct source *s, const struct end *end)
{
	int64_t at = (int64_t)end->directory + end->directory_size;
	unsigned char b[END64_SIZE];

	return end->at - at == END64_SIZE && source_get(s, at, sizeof(b), b) &&
	    memcmp(b, "PK\6\6", 4) == 0 && memcmp(b + 56, "PK\6\7", 4) == 0 &&
	    le64(b + 4) == 44 && le64(b + 32) == end->entries &&
	    le64(b + 40) == end->directory_size &&
	    le64(b + 48) == end->directory && le64(b + 64) == (uint64_t)at;
}

static enum verdict
check_archive(struct source *s, struct facts *f)
{
	struct end end;

	memset(f, 0, sizeof(*f));
	if (!find_end(s, &end) || !end.one_disk || end.entries == 0)
		return TYPE_MISMATCH;
	if ((int64_t)end.directory + end.directory_size != end.at &&
	    !end64_agrees(s, &end))
		return TYPE_MISMATCH;
	if (end.entries > ENTRIES_MAX || end.directory_size > DIRECTORY_MAX)
		return TYPE_BOMB;
	return walk(s, &end, f);
}

enum verdict
check_zip(struct source *s)
{
	struct facts f;

	return check_archive(s, &f);
}

enum verdict
check_docx(struct source *s)
{
	struct facts f;
	enum verdict v = check_archive(s, &f);

	if (v == TYPE_OK &&
	    (!f.content_types || !f.word || f.macros || f.encrypted))
		v = TYPE_MISMATCH;
	return v;
}

enum verdict
check_xlsx(struct source *s)
{
	struct facts f;
	enum verdict v = check_archive(s, &f);

	if (v == TYPE_OK &&
	    (!f.content_types || !f.xl || f.macros || f.encrypted))
		v = TYPE_MISMATCH;
	return v;
}
