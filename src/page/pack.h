/*
 * pack.h - an archive that is made while it is sent: its members, one at a
 * time, and what was put into each.
 */
#ifndef GUICHET_PAGE_PACK_H
#define GUICHET_PAGE_PACK_H

#include "base/crypto.h"
#include "base/zip.h"
#include "domain/attachment.h"

struct packed {
	const char *name; /* in the archive, with its folder */
	char sha256[HEX_LEN];
	int64_t size;
};

/* A file of a ticket, if he may see it still. */
enum err pack_file(struct ctx *, struct zip *, const char *folder,
    const char *id, struct packed *) MUST_CHECK;

/* A text, in parts: begin, put as often as need be, end. */
struct pack_text {
	struct zip *zip;
	struct packed is;
	struct sha256 hash;
};
enum err pack_text_begin(struct ctx *, struct pack_text *, struct zip *,
    const char *name, int64_t at) MUST_CHECK;
enum err pack_text_put(
    struct ctx *, struct pack_text *, const char *, size_t len) MUST_CHECK;
enum err pack_text_end(struct ctx *, struct pack_text *) MUST_CHECK;

#endif
