/*
 * filetype_ask.c - the judge sits in another process.
 */
#include <stdint.h>
#include <string.h>

#include "base/filetype.h"

struct answer {
	unsigned char done; /* 0: the judge's child died over it */
	unsigned char verdict, type;
};

_Static_assert(sizeof(struct answer) == FILETYPE_ANSWER_LEN, "as announced");
_Static_assert(
    sizeof(int64_t) + FILENAME_BYTES + 1 <= ASK_MAX, "room for a name");

/* Who was shot over it, rather than by it, does not answer at all: the next one
 * is asked. */
static bool
ask_twice(const char *socket, const struct question *q, struct answer *a)
{
	return ask(socket, q, a, sizeof(*a)) || ask(socket, q, a, sizeof(*a));
}

enum verdict
filetype_ask(const char *socket, int fd, off_t size, const char *name,
    enum filetype *out)
{
	const int64_t bytes = size;
	const size_t len = strlen(name) + 1;
	struct question q = { .len = sizeof(bytes) + len, .fd = { fd, -1 } };
	struct answer a;

	memcpy(q.bytes, &bytes, sizeof(bytes));
	memcpy(q.bytes + sizeof(bytes), name, len);
	if (!ask_twice(socket, &q, &a) || !a.done || a.verdict > TYPE_BUSY ||
	    a.type >= FT__MAX)
		return TYPE_BUSY;
	if (a.verdict == TYPE_OK)
		*out = (enum filetype)a.type;
	return (enum verdict)a.verdict;
}

void
filetype_answer(const struct question *q, void *out)
{
	struct answer a = { .done = 1, .verdict = TYPE_FAULT };
	enum filetype type = FT_NONE;
	int64_t size;

	if (q->fd[0] != -1 && q->len > sizeof(size) &&
	    q->bytes[q->len - 1] == '\0') {
		memcpy(&size, q->bytes, sizeof(size));
		a.verdict = (unsigned char)filetype_judge(q->fd[0], (off_t)size,
		    (const char *)q->bytes + sizeof(size), &type);
		a.type = (unsigned char)type;
	}
	memcpy(out, &a, sizeof(a));
}
