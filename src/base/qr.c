#include "base/qr.h"

#include <qrencode.h>

#include "base/buf.h"

#define QUIET 4 /* modules around the code */

/* From here to the right, how many modules are dark? */
static int
run_of(const QRcode *qr, int x, int y)
{
	int n = 0;

	while (x + n < qr->width && qr->data[y * qr->width + x + n] & 1)
		n++;
	return n;
}

char *
qr_path(struct arena *mem, const char *text, int *size)
{
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buf b;
	int n;

	if (qr == NULL)
		return NULL;
	buf_init(&b, mem);
	for (int y = 0; y < qr->width; y++)
		for (int x = 0; x<qr->width; x += n> 0 ? n : 1) {
			n = run_of(qr, x, y);
			if (n > 0)
				buf_printf(&b, "M%d %dh%dv1h-%dz", x + QUIET,
				    y + QUIET, n, n);
		}
	*size = qr->width + 2 * QUIET;
	QRcode_free(qr);
	return b.s;
}
