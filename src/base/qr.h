/*
 * qr.h - a text as a QR code.  The only door to libqrencode.
 */
#ifndef GUICHET_BASE_QR_H
#define GUICHET_BASE_QR_H

#include "base/arena.h"

/*
 * The dark modules as a path of SVG, a unit each, in a square of *size
 * units with its quiet zone.  NULL if the text is too long for one.
 */
char *qr_path(struct arena *, const char *text, int *size);

#endif
