#include "base/sink.h"

enum err
sink_put(struct ctx *cx, struct sink *s, const void *p, size_t len)
{
	if (!s->broken && len > 0)
		s->broken = !s->put(s, p, len);
	if (s->broken)
		return err_fail(cx, ERR_BUSY, "nobody takes the bytes");
	return ERR_OK;
}
