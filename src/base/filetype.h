/*
 * filetype.h - is an uploaded file what its name says, and may we take it?
 *
 * Three must agree: the extension, our own look at the structure of the
 * bytes, and libmagic, which can only lower the trust.  Nothing is
 * decoded, unpacked or believed that the sender says.  The only door to
 * magic.h.
 */
#ifndef GUICHET_BASE_FILETYPE_H
#define GUICHET_BASE_FILETYPE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/ask.h"
#include "base/ctx.h"
#include "base/err.h"

enum filetype {
	FT_NONE,
	FT_JPEG,
	FT_PNG,
	FT_GIF,
	FT_BMP,
	FT_WEBP,
	FT_TXT,
	FT_LOG,
	FT_INI,
	FT_PDF,
	FT_ZIP,
	FT_DOCX,
	FT_XLSX,
	FT_MSG,
	FT_EML,
	FT_MP4,
	FT_MOV,
	FT__MAX
};

struct filetype_info {
	const char *name;          /* "jpeg": in the database */
	const char *extensions[3]; /* lower case, NULL at the end */
	const char *mime;          /* that we serve it with */
	bool is_raster;            /* may be shown inline */
};

/* Of a type, FT_NONE included ("none", application/octet-stream). */
const struct filetype_info *filetype_info(enum filetype);
/* The type of that name; FT_NONE if there is none. */
enum filetype filetype_by_name(const char *name);
/* "png" of "a.PNG" as it is written there, or NULL: ".png" has none. */
const char *filetype_extension(const char *name);

enum verdict {
	TYPE_OK,
	TYPE_BAD_NAME,    /* no name, or not a clean one */
	TYPE_NOT_ALLOWED, /* the extension is not one of ours */
	TYPE_EMPTY,       /* there are no bytes */
	TYPE_MISMATCH,    /* the content is not what the name says */
	TYPE_BOMB,        /* small, but to open it would take too much */
	TYPE_FAULT,       /* our fault: reading failed, or it is not open */
	TYPE_BUSY         /* the sniffer did not answer: try again */
};

/*
 * Open libmagic, once for the process, before it is fenced in: the
 * database stays mapped.  ERR_FAULT if there is none.
 */
enum err filetype_open(struct ctx *) MUST_CHECK;
void filetype_close(void);

/*
 * Who has the database open does not judge bytes that strangers sent:
 * from here on this process asks the sniffer, which listens at `socket`
 * and answers with filetype_answer() in a child of its own (see
 * edge/helper.h).  The text must stay.
 */
void filetype_ask_at(const char *socket);
#define FILETYPE_ANSWER_LEN 3
void filetype_answer(const struct question *, void *out);

/*
 * Judge the `size` bytes of `fd` (its offset is not used) by a name
 * from filetype_name_clean().  Reads at most FILETYPE_READ_MAX bytes,
 * whatever the size.  *out is set with TYPE_OK only.
 */
#define FILETYPE_READ_MAX ((size_t)1792 * 1024)
enum verdict filetype_judge(
    int fd, off_t size, const char *name, enum filetype *out) MUST_CHECK;
/* The same of the sniffer at `socket`, for filetype.c. */
enum verdict filetype_ask(const char *socket, int fd, off_t size,
    const char *name, enum filetype *out) MUST_CHECK;

/*
 * The name to show, from the name that came: without a path, without
 * what is not to be seen (controls, turns of direction, zero widths),
 * without dots or spaces at its end, not that of a device of Windows,
 * at most FILENAME_BYTES of UTF-8 with its extension kept.  NULL if
 * nothing is left, or it was not UTF-8.
 */
#define FILENAME_BYTES 255
char *filetype_name_clean(struct arena *, const char *name);

#endif
