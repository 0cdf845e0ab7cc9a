/*
 * text.h - what people wrote, as pieces that a template can show.
 *
 * Messages are plain text.  Addresses in them become links: those that
 * begin with http://, https:// or mailto:, and no others.
 */
#ifndef GUICHET_VIEW_TEXT_H
#define GUICHET_VIEW_TEXT_H

#include "view/view.h"

/*
 * The text as rows of m's "Seg": each with .t, its text, and .u, where the
 * row is a link; or, where there is no link, as the value "t" alone.
 */
void model_put_message(struct model *, struct arena *, const char *text);

/*
 * The next address at or behind s: its first byte, and its length in *len;
 * NULL if there is none.  Linear in the length of s.
 */
const char *text_link(const char *s, size_t *len);

/* Han, Kana, Hangul and their kin: written without spaces. */
bool text_is_cjk(uint32_t cp);

#endif
