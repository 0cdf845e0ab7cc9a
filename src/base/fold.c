#include "base/fold.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"

/* clang-format off */
static const struct row {
	uint32_t cp;
	const char *to;
} rows[] = {
#include "base/fold.inc"
};

/* The canonical combining classes of U+0300 to U+036F: the order in which
 * the marks of one letter stand. */
static const unsigned char class_of_mark[112] = {
	230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230,
	230, 230, 230, 230, 230, 232, 220, 220, 220, 220, 232, 216, 220, 220, 220, 220,
	220, 202, 202, 220, 220, 220, 220, 202, 202, 220, 220, 220, 220, 220, 220, 220,
	220, 220, 220, 220, 1, 1, 1, 1, 1, 220, 220, 220, 220, 230, 230, 230,
	230, 230, 230, 230, 230, 240, 230, 220, 220, 220, 230, 230, 230, 220, 220, 0,
	230, 230, 230, 220, 220, 220, 220, 230, 232, 220, 220, 230, 233, 234, 234, 233,
	234, 234, 233, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230, 230,
};
/* clang-format on */

const char *
fold_char(uint32_t cp)
{
	size_t low = 0, high = NELEM(rows);

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (rows[mid].cp == cp)
			return rows[mid].to;
		if (rows[mid].cp < cp)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static unsigned
class_of(const char *s)
{
	uint32_t cp = 0;

	utf8_next(s, &cp);
	return cp >= 0x300 && cp < 0x370 ? class_of_mark[cp - 0x300] : 0;
}

/* Marks of one letter in their order: each is two bytes long.  There are
 * few, so that moving one by one is quick enough; and none passes another
 * of its own class. */
static void
order_marks(char *s)
{
	bool moved;

	do {
		moved = false;
		for (char *p = s; *p != '\0'; p++) {
			unsigned a = class_of(p), b;
			char mark[2];

			if (a == 0)
				continue;
			b = class_of(p + 2);
			if (b == 0 || b >= a)
				continue;
			memcpy(mark, p, 2);
			memcpy(p, p + 2, 2);
			memcpy(p + 2, mark, 2);
			moved = true;
		}
	} while (moved);
}

char *
fold_key(struct arena *mem, const char *s)
{
	struct buf b;
	uint32_t cp;
	size_t n;

	buf_init(&b, mem);
	for (; (n = utf8_next(s, &cp)) > 0; s += n) {
		const char *to = fold_char(cp);

		if (cp >= 'A' && cp <= 'Z')
			buf_putc(&b, (char)(cp - 'A' + 'a'));
		else if (to != NULL)
			buf_puts(&b, to);
		else
			buf_put(&b, s, n);
	}
	order_marks(b.s);
	return b.s;
}
