/*
 * multipart.h - the parts of a form with files, while they arrive.
 *
 * A push parser for multipart/form-data: it is fed the body in pieces of
 * any size and calls a sink with what it finds, so that memory does not
 * grow with the files.  The result does not depend on the pieces.
 *
 * It goes on after a fault.  A part that is wrong or over a cap is left
 * out, everything else still reaches the sink, and the first fault is
 * what multipart_end() returns: the caller can show the form again with
 * all that was understood.  Memory and time stay bounded while it does.
 *
 * Lines end with CRLF.  A delimiter is CRLF (or the start of the body),
 * "--", the boundary, and then at once CRLF or "--"; any other line that
 * begins so is content.
 */
#ifndef GUICHET_EDGE_MULTIPART_H
#define GUICHET_EDGE_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/parse.h"

#define MULTIPART_HEAD_MAX   ((size_t)8 * 1024)   /* bytes, of one part */
#define MULTIPART_FIELD_MAX  ((size_t)64 * 1024)  /* bytes, one value */
#define MULTIPART_TEXT_MAX   ((size_t)256 * 1024) /* all names and values */
#define MULTIPART_FIELDS_MAX 200
#define MULTIPART_FILES_MAX  64
#define MULTIPART_PARTS_MAX  1000 /* of any kind */

/*
 * Who takes the parts.  Names and values are valid UTF-8 without NUL, in
 * the arena; data lives for the call.
 */
struct multipart_sink {
	/* A field, complete; cut short if it is the one too long. */
	void (*field)(void *arg, const char *name, const char *value);
	/*
	 * A file comes: `filename` has no folders, and is "" for one that
	 * has bytes but no name.  (No name and no bytes is no file.)
	 * Returns whether the bytes are wanted.
	 */
	bool (*file_begin)(void *arg, const char *name, const char *filename);
	/* The next bytes of the file, if they are wanted. */
	void (*file_data)(void *arg, const void *data, size_t len);
	/* After each file_begin; not `whole` if the body broke off in it. */
	void (*file_end)(void *arg, bool whole);
};

struct multipart;

/* NULL if `content_type` is not multipart/form-data with a boundary; the
   sink and `arg` are kept. */
struct multipart *multipart_new(struct arena *, const char *content_type,
    const struct multipart_sink *, void *arg);

/* The next bytes.  Returns the first fault so far, which is no reason to
   stop feeding. */
enum parse multipart_feed(struct multipart *, const void *, size_t len);
/* The body is over.  Returns the first fault of all. */
enum parse multipart_end(struct multipart *) MUST_CHECK;

/* The field in which the first fault is, or NULL if none has its name. */
const char *multipart_where(const struct multipart *);

#endif
