/*
 * link.h - addresses of files that end by themselves.
 *
 * A link names files of one ticket, the user whom it was made for, and when
 * it ends, and is signed with a key that has no other use.  It opens nothing:
 * whoever follows it must be signed in as that user, and the statements ask
 * for his rights once more.  (A link that worked for anybody would be found
 * in histories, proxies' logs and chats, and would outlive the right.)
 */
#ifndef GUICHET_DOMAIN_LINK_H
#define GUICHET_DOMAIN_LINK_H

#include "domain/attachment.h"

#define LINK_FILES_MAX 100

struct link {
	int64_t ticket, until; /* Unix seconds */
	const char *id[LINK_FILES_MAX];
	size_t n;
};

/* Make one of these files of the ticket, of all if n is 0: *out is its token.
 * ERR_NOTFOUND as attachment_list(); ERR_INVALID if there is no file, or more
 * than LINK_FILES_MAX.  Leaves an audit row. */
enum err link_make(struct ctx *, int64_t ticket, const char *const *ids,
    size_t n, const char **out) MUST_CHECK;
/* What it names, and the files; ERR_NOTFOUND whatever is wrong with it. */
enum err link_follow(
    struct ctx *, const char *token, struct link *, struct files *) MUST_CHECK;

#endif
