/*
 * ask.h - a question to a helper process, over its Unix socket.
 *
 * What nobody should do who has the database open, another process does:
 * it gets a few bytes and descriptors, and answers with a few bytes.  One
 * question a connection.  edge/helper.h is the other end.
 */
#ifndef GUICHET_BASE_ASK_H
#define GUICHET_BASE_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define ASK_MAX 512 /* bytes of a question */
#define ASK_FDS 2   /* descriptors that come with it, at most */

struct question {
	unsigned char bytes[ASK_MAX];
	size_t len;
	int fd[ASK_FDS]; /* borrowed; -1: none */
};

/*
 * Ask who listens at `socket`, and wait for an answer of exactly `len`
 * bytes.  False if there is none: nobody is there, he died over it, or
 * it takes too long.  errno is of no use.
 */
bool ask(const char *socket, const struct question *, void *answer, size_t len)
    __attribute__((warn_unused_result));

/* The other end: take the question from a connection; its descriptors
 * are then the caller's.  False if it is none. */
bool ask_take(int conn, struct question *) __attribute__((warn_unused_result));
/* Close them. */
void ask_drop(struct question *);

#endif
