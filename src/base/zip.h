/*
 * zip.h - a ZIP archive, written into a sink as it is made.
 *
 *	z = zip_new(mem, sink);
 *	rc = zip_begin(cx, z, "files", f->name, f->created_at, f->size, &name);
 *	while (rc == ERR_OK && …)
 *		rc = zip_put(cx, z, bytes, len);
 *	rc = zip_end(cx, z);
 *	…
 *	rc = zip_close(cx, z);
 *
 * Nothing is compressed: what is worth sending at once mostly is already,
 * and so the archive is made as fast as the files are read.  Bytes go as
 * "stored" blocks of Deflate, so that programs that read from a pipe find
 * the end of a member too, whose size stands behind it.  From 4 GB or
 * 65,535 members on it is ZIP64.
 *
 * Names are UTF-8, said so; whatever they were, they stay below the folder
 * that the archive is unpacked in, can be written on every system, and are
 * different from each other there: "a.png", "a (2).png".
 */
#ifndef GUICHET_BASE_ZIP_H
#define GUICHET_BASE_ZIP_H

#include <stdint.h>

#include "base/ctx.h"
#include "base/sink.h"

struct zip;

/* `mem` holds the directory: some hundred bytes a member. */
struct zip *zip_new(struct arena *mem, struct sink *);

/* The next member, in a folder of the archive or at its top (""), last
 * changed at that time; it will have at most that many bytes.  *out is the
 * name that it got, with its folder. */
enum err zip_begin(struct ctx *, struct zip *, const char *folder,
    const char *name, int64_t at, int64_t most, const char **out) MUST_CHECK;
enum err zip_put(struct ctx *, struct zip *, const void *, size_t) MUST_CHECK;
enum err zip_end(struct ctx *, struct zip *) MUST_CHECK;
/* The directory, at the end. */
enum err zip_close(struct ctx *, struct zip *) MUST_CHECK;

#endif
