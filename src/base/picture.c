#include "base/picture.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/paint.h"

/* A file that is longer is not looked at. */
#define FILE_MAX ((off_t)100 * 1000 * 1000)

struct ask_picture {
	int32_t type, side;
};

struct answer {
	unsigned char done; /* 0: the child died over it */
	unsigned char made;
};

_Static_assert(sizeof(struct answer) == PICTURE_ANSWER_LEN, "as announced");

enum picture_made
picture_ask(const char *socket, enum filetype type, int in, int side, int out)
{
	const struct ask_picture what = { (int32_t)type, side };
	struct question q = { .len = sizeof(what), .fd = { in, out } };
	struct answer a;

	memcpy(q.bytes, &what, sizeof(what));
	if (!ask(socket, &q, &a, sizeof(a)))
		return PICTURE_LATER;
	/* Who died over it would do so again. */
	if (!a.done || a.made >= PICTURE_LATER)
		return PICTURE_NOT;
	return (enum picture_made)a.made;
}

/* --- In the helper ------------------------------------------------------ */

static bool (*const painters[FT__MAX])(struct paint *) = {
	[FT_JPEG] = paint_jpeg,
	[FT_PNG] = paint_png,
	[FT_GIF] = paint_gif,
	[FT_BMP] = paint_bmp,
	[FT_WEBP] = paint_webp,
};

static bool
put(int fd, const unsigned char *p, size_t len)
{
	off_t at = 0;
	ssize_t n;

	while (len > 0) {
		n = pwrite(fd, p, len, at);
		if (n <= 0)
			return false;
		p += n;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static enum picture_made
make(struct paint *p, enum filetype type, int out)
{
	const bool lossy = type == FT_JPEG || type == FT_WEBP;
	unsigned char *file;
	size_t len = 0;

	if (type >= FT__MAX || painters[type] == NULL || !painters[type](p) ||
	    !paint_end(p))
		return PICTURE_NOT;
	if (lossy && p->lossy && p->opaque) {
		file = paint_as_jpeg(p, &len);
		return file != NULL && put(out, file, len) ? PICTURE_JPEG
							   : PICTURE_NOT;
	}
	file = paint_as_png(p, &len);
	return file != NULL && put(out, file, len) ? PICTURE_PNG : PICTURE_NOT;
}

static enum picture_made
make_of_file(const struct question *q)
{
	struct ask_picture what;
	struct paint p = { .orientation = 1 };
	enum picture_made made;
	struct stat st;
	void *in;

	if (q->fd[0] == -1 || q->fd[1] == -1 || q->len != sizeof(what) ||
	    fstat(q->fd[0], &st) == -1 || st.st_size < 1 ||
	    st.st_size > FILE_MAX)
		return PICTURE_NOT;
	memcpy(&what, q->bytes, sizeof(what));
	if (what.type < 0 || what.type >= FT__MAX || what.side < 1)
		return PICTURE_NOT;
	in = mmap(
	    NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, q->fd[0], 0);
	if (in == MAP_FAILED)
		return PICTURE_NOT;
	p.mem = arena_new();
	p.in = in;
	p.len = (size_t)st.st_size;
	p.side = (uint32_t)what.side;
	made = make(&p, (enum filetype)what.type, q->fd[1]);
	arena_free(p.mem);
	munmap(in, (size_t)st.st_size);
	return made;
}

void
picture_answer(const struct question *q, void *out)
{
	const struct answer a = { .done = 1,
		.made = (unsigned char)make_of_file(q) };

	memcpy(out, &a, sizeof(a));
}
