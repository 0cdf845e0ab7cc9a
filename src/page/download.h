/*
 * download.h - files of a ticket as one archive.
 */
#ifndef GUICHET_PAGE_DOWNLOAD_H
#define GUICHET_PAGE_DOWNLOAD_H

#include "domain/attachment.h"
#include "web/http.h"

/* Answer with these files, which he may see, as one ZIP. */
void download_files(
    struct ctx *, struct resp *, int64_t ticket, const struct files *);

#endif
