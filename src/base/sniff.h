/*
 * sniff.h - the structure of files, checked without decoding them.
 *
 * For filetype.c.  Every check reads little, whatever the file claims
 * of itself, and trusts no number in it.
 */
#ifndef GUICHET_BASE_SNIFF_H
#define GUICHET_BASE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/filetype.h"

/* More pixels in a picture, or pictures in a file, are a bomb. */
#define SNIFF_PIXELS_MAX 100000000
#define SNIFF_FRAMES_MAX 10000

/* What may stand behind the end of a picture or document, in bytes. */
#define SNIFF_TRAILING_MAX 2048

/* A file under examination. */
struct source {
	int fd;
	int64_t size;
	const unsigned char *head; /* its first bytes */
	size_t head_len;
	size_t bytes_left; /* that may still be read, the head apart */
	size_t reads_left; /* calls of pread() */
	bool fault;        /* reading failed */
	struct arena *mem;
};

/*
 * Copy `n` bytes from `at`.  False if they are not all in the file, or
 * too much has been read, or reading fails.
 */
bool source_get(struct source *, int64_t at, size_t n, void *out);
/* The last bytes, `max` or the whole file; NULL as above. */
const unsigned char *source_tail(struct source *, size_t max, size_t *len);
/* Was there so much to read that source_get() gave up? */
bool source_spent(const struct source *);
/* Is there an archive's end at the end of the file? */
bool source_ends_as_zip(struct source *);
/* TYPE_OK if little follows `at`, and no archive. */
enum verdict source_ends_at(struct source *, int64_t at);

/* TYPE_OK, TYPE_MISMATCH or TYPE_BOMB. */
typedef enum verdict check_fn(struct source *);

check_fn check_jpeg, check_png, check_gif, check_bmp, check_webp;
check_fn check_text, check_eml, check_pdf;
check_fn check_zip, check_docx, check_xlsx;
check_fn check_mp4, check_mov, check_msg;

static inline uint32_t
le16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t
le32(const unsigned char *p)
{
	return le16(p) | le16(p + 2) << 16;
}

static inline uint64_t
le64(const unsigned char *p)
{
	return le32(p) | (uint64_t)le32(p + 4) << 32;
}

static inline uint32_t
be16(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | (uint32_t)p[1];
}

static inline uint32_t
be32(const unsigned char *p)
{
	return be16(p) << 16 | be16(p + 2);
}

#endif
