#include "base/zip.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/filetype.h"
#include "base/fold.h"

#define BLOCK_MAX  0xffffu /* bytes of a stored block */
#define MAX_16     0xffffu
#define MAX_32     0xffffffffu
#define NAMES_STEP 64
#define STEM_MAX   240 /* bytes: a system takes 255, with a number behind */

enum {
	NEEDS = 20,
	NEEDS_64 = 45,
	MADE_BY = 3 << 8 | NEEDS_64, /* Unix: there are permissions */
	FLAGS = 1 << 3 | 1 << 11,    /* sizes come behind; names are UTF-8 */
	DEFLATE = 8,
	MODE = 0100644,
	EXTRA_64 = 0x0001,
	EXTRA_TIME = 0x5455,
};

struct member {
	const char *name;
	int64_t at; /* Unix seconds */
	uint64_t offset, size, packed;
	uint32_t crc;
	bool wide; /* its sizes may need 64 bits */
};

/* A name that is taken, and the number for the next that would be it. */
struct taken {
	const char *key;
	unsigned next;
};

struct zip {
	struct arena *mem;
	struct sink *out;
	uint64_t offset; /* bytes written */
	struct member *member;
	size_t n, cap;
	struct taken *taken; /* open addressing, a power of two */
	size_t ntaken, room;
};

/* ---- names ------------------------------------------------------------ */

static size_t
hash_of(const char *key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

/* Where the key is, or would be. */
static struct taken *
place(struct taken *table, size_t room, const char *key)
{
	size_t i = hash_of(key) & (room - 1);

	while (table[i].key != NULL && strcmp(table[i].key, key) != 0)
		i = (i + 1) & (room - 1);
	return &table[i];
}

static void
make_room(struct zip *z)
{
	size_t room = z->room * 2;
	struct taken *table;

	if (z->ntaken * 2 < z->room)
		return;
	table = arena_array(z->mem, room, sizeof(*table));
	for (size_t i = 0; i < z->room; i++)
		if (z->taken[i].key != NULL)
			*place(table, room, z->taken[i].key) = z->taken[i];
	z->taken = table;
	z->room = room;
}

/* Was the name free?  It is not any more.  *number, if not: what to try
 * behind it. */
static bool
take(struct zip *z, const char *name, unsigned *number)
{
	char *key = fold_key(z->mem, name);
	struct taken *t;

	make_room(z);
	t = place(z->taken, z->room, key);
	if (t->key != NULL) {
		*number = t->next++;
		return false;
	}
	*t = (struct taken){ key, 2 };
	z->ntaken++;
	return true;
}

/* What no file system minds. */
static char *
safe_name(struct arena *mem, const char *name)
{
	char *s = filetype_name_clean(mem, name);

	if (s == NULL)
		return arena_strdup(mem, "file");
	for (char *c = s; *c != '\0'; c++)
		if (strchr("<>:\"|?*/\\", *c) != NULL)
			*c = '_';
	if (*s == '.') /* hidden, or a server's own */
		*s = '_';
	return s;
}

/* Bytes of the name before its extension, with room for a number behind. */
static size_t
stem_len(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t ext = dot == NULL ? 0 : strlen(dot);
	size_t len = strlen(name) - ext;

	if (len > STEM_MAX - ext)
		len = STEM_MAX - ext;
	while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static const char *
free_name(struct zip *z, const char *folder, const char *name)
{
	const char *slash = *folder == '\0' ? "" : "/";
	const char *safe = safe_name(z->mem, name);
	const char *dot = strrchr(safe, '.');
	const int stem = (int)stem_len(safe);
	const char *whole = arena_printf(z->mem, "%s%s%s", folder, slash, safe);
	const char *plain = whole;
	unsigned number;

	while (!take(z, whole, &number)) {
		/* The plain name counts, also for those tried behind it. */
		if (whole != plain)
			take(z, plain, &number);
		whole = arena_printf(z->mem, "%s%s%.*s (%u)%s", folder, slash,
		    stem, safe, number, dot == NULL ? "" : dot);
	}
	return whole;
}

/* ---- records ---------------------------------------------------------- */

static void
put_16(struct buf *b, unsigned n)
{
	const unsigned char le[] = { n & 0xff, n >> 8 & 0xff };

	buf_put(b, le, sizeof(le));
}

static void
put_32(struct buf *b, uint32_t n)
{
	put_16(b, n & MAX_16);
	put_16(b, n >> 16);
}

static void
put_64(struct buf *b, uint64_t n)
{
	put_32(b, n & MAX_32);
	put_32(b, (uint32_t)(n >> 32));
}

static uint32_t
at_most_32(uint64_t n)
{
	return n < MAX_32 ? (uint32_t)n : MAX_32;
}

static unsigned
at_most_16(size_t n)
{
	return n < MAX_16 ? (unsigned)n : MAX_16;
}

/* As DOS had it, in UTC: the extra field says it exactly. */
static void
put_dos_time(struct buf *b, int64_t at)
{
	const time_t t = (time_t)at;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL || tm.tm_year < 80 || tm.tm_year > 207) {
		put_32(b, 0x00210000); /* 1980-01-01 */
		return;
	}
	put_16(
	    b, (unsigned)(tm.tm_hour << 11 | tm.tm_min << 5 | tm.tm_sec / 2));
	put_16(b,
	    (unsigned)((tm.tm_year - 80) << 9 | (tm.tm_mon + 1) << 5 |
		tm.tm_mday));
}

static void
put_time(struct buf *b, int64_t at)
{
	put_16(b, EXTRA_TIME);
	put_16(b, 5);
	buf_putc(b, 1); /* of the last change, no other */
	put_32(b, (uint32_t)at);
}

/* What both headers of a member begin with. */
static void
put_common(struct buf *b, const struct member *m, bool after, struct buf *extra)
{
	put_16(b, m->wide ? NEEDS_64 : NEEDS);
	put_16(b, FLAGS);
	put_16(b, DEFLATE);
	put_dos_time(b, m->at);
	put_32(b, m->crc);
	put_32(b, m->wide && !after ? MAX_32 : at_most_32(m->packed));
	put_32(b, m->wide && !after ? MAX_32 : at_most_32(m->size));
	put_16(b, (unsigned)strlen(m->name));
	put_16(b, (unsigned)extra->len);
}

static void
put_local(struct buf *b, const struct member *m)
{
	struct buf extra;

	buf_init(&extra, b->mem);
	put_time(&extra, m->at);
	if (m->wide) {
		put_16(&extra, EXTRA_64);
		put_16(&extra, 16);
		put_64(&extra, 0);
		put_64(&extra, 0);
	}
	put_32(b, 0x04034b50);
	put_common(b, m, false, &extra);
	buf_puts(b, m->name);
	buf_put(b, extra.s, extra.len);
}

/* What is behind the bytes of a member. */
static void
put_descriptor(struct buf *b, const struct member *m)
{
	put_32(b, 0x08074b50);
	put_32(b, m->crc);
	if (m->wide) {
		put_64(b, m->packed);
		put_64(b, m->size);
	} else {
		put_32(b, (uint32_t)m->packed);
		put_32(b, (uint32_t)m->size);
	}
}

/* Of the numbers that have no room in their fields. */
static void
put_wide(struct buf *b, const struct member *m)
{
	const uint64_t n[] = { m->size, m->packed, m->offset };
	unsigned len = 0;

	for (size_t i = 0; i < NELEM(n); i++)
		len += n[i] >= MAX_32 ? 8 : 0;
	if (len == 0)
		return;
	put_16(b, EXTRA_64);
	put_16(b, len);
	for (size_t i = 0; i < NELEM(n); i++)
		if (n[i] >= MAX_32)
			put_64(b, n[i]);
}

static void
put_entry(struct buf *b, const struct member *m)
{
	struct buf extra;

	buf_init(&extra, b->mem);
	put_time(&extra, m->at);
	put_wide(&extra, m);
	put_32(b, 0x02014b50);
	put_16(b, MADE_BY);
	put_common(b, m, true, &extra);
	put_16(b, 0); /* no comment */
	put_16(b, 0); /* on the first disk */
	put_16(b, 0);
	put_32(b, (uint32_t)MODE << 16);
	put_32(b, at_most_32(m->offset));
	buf_puts(b, m->name);
	buf_put(b, extra.s, extra.len);
}

static void
put_end_64(struct buf *b, const struct zip *z, uint64_t begin)
{
	put_32(b, 0x06064b50);
	put_64(b, 44); /* bytes that follow */
	put_16(b, MADE_BY);
	put_16(b, NEEDS_64);
	put_32(b, 0);
	put_32(b, 0);
	put_64(b, z->n);
	put_64(b, z->n);
	put_64(b, z->offset - begin);
	put_64(b, begin);

	put_32(b, 0x07064b50);
	put_32(b, 0);
	put_64(b, z->offset);
	put_32(b, 1);
}

static void
put_end(struct buf *b, const struct zip *z, uint64_t begin)
{
	if (z->n >= MAX_16 || z->offset >= MAX_32)
		put_end_64(b, z, begin);
	put_32(b, 0x06054b50);
	put_32(b, 0);
	put_16(b, at_most_16(z->n));
	put_16(b, at_most_16(z->n));
	put_32(b, at_most_32(z->offset - begin));
	put_32(b, at_most_32(begin));
	put_16(b, 0);
}

/* ---- the archive ------------------------------------------------------ */

static enum err
send_bytes(struct ctx *cx, struct zip *z, const void *p, size_t len)
{
	z->offset += len;
	return sink_put(cx, z->out, p, len);
}

struct zip *
zip_new(struct arena *mem, struct sink *out)
{
	struct zip *z = arena_alloc(mem, sizeof(*z));

	*z = (struct zip){ .mem = mem, .out = out, .room = NAMES_STEP };
	z->taken = arena_array(mem, z->room, sizeof(*z->taken));
	return z;
}

enum err
zip_begin(struct ctx *cx, struct zip *z, const char *folder, const char *name,
    int64_t at, int64_t most, const char **out)
{
	struct member *m;
	struct buf b;

	if (z->n == z->cap)
		z->member = arena_grow(
		    z->mem, z->member, &z->cap, sizeof(*z->member));
	m = &z->member[z->n++];
	*m = (struct member){
		.name = free_name(z, folder, name),
		.at = at,
		.offset = z->offset,
		/* Each block has five bytes of its own. */
		.wide = most + most / 1024 >= MAX_32,
	};
	*out = m->name;
	buf_init(&b, cx->mem);
	put_local(&b, m);
	return send_bytes(cx, z, b.s, b.len);
}

static enum err
put_block(struct ctx *cx, struct zip *z, const void *p, size_t len, bool last)
{
	const unsigned char head[] = { last, len & 0xff, len >> 8 & 0xff,
		~len & 0xff, ~len >> 8 & 0xff };
	struct member *m = &z->member[z->n - 1];
	enum err rc;

	m->packed += sizeof(head) + len;
	rc = send_bytes(cx, z, head, sizeof(head));
	return rc == ERR_OK ? send_bytes(cx, z, p, len) : rc;
}

enum err
zip_put(struct ctx *cx, struct zip *z, const void *p, size_t len)
{
	struct member *m = &z->member[z->n - 1];
	const unsigned char *at = p;
	enum err rc = ERR_OK;

	m->crc = (uint32_t)crc32_z(m->crc, at, len);
	m->size += len;
	for (size_t n; rc == ERR_OK && len > 0; at += n, len -= n) {
		n = len < BLOCK_MAX ? len : BLOCK_MAX;
		rc = put_block(cx, z, at, n, false);
	}
	return rc;
}

enum err
zip_end(struct ctx *cx, struct zip *z)
{
	struct member *m = &z->member[z->n - 1];
	struct buf b;
	enum err rc;

	rc = put_block(cx, z, "", 0, true);
	if (rc == ERR_OK && !m->wide && m->packed >= MAX_32)
		rc = err_fail(cx, ERR_FAULT,
		    "\"%s\" is larger than it was to be", m->name);
	if (rc != ERR_OK)
		return rc;
	buf_init(&b, cx->mem);
	put_descriptor(&b, m);
	return send_bytes(cx, z, b.s, b.len);
}

enum err
zip_close(struct ctx *cx, struct zip *z)
{
	const uint64_t begin = z->offset;
	enum err rc = ERR_OK;
	struct buf b;

	for (size_t i = 0; rc == ERR_OK && i < z->n; i++) {
		buf_init(&b, cx->mem);
		put_entry(&b, &z->member[i]);
		rc = send_bytes(cx, z, b.s, b.len);
	}
	if (rc != ERR_OK)
		return rc;
	buf_init(&b, cx->mem);
	put_end(&b, z, begin);
	return send_bytes(cx, z, b.s, b.len);
}
