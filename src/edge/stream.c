#include "edge/stream.h"

#include <inttypes.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "domain/act.h"
#include "edge/worker.h"

struct outlet {
	struct sink sink; /* first */
	struct exchange *x;
	int64_t until; /* monotonic_ms() */
	int64_t sent;  /* bytes */
	bool late;
};

static bool
put(struct sink *s, const void *p, size_t len)
{
	struct outlet *o = (struct outlet *)s;

	o->late = monotonic_ms() >= o->until;
	if (o->late || !o->x->write(o->x, p, len))
		return false;
	o->sent += (int64_t)len;
	return true;
}

/* Piece by piece, each in memory that goes with it. */
static enum err
pull_all(struct ctx *cx, const struct stream *st, struct outlet *o)
{
	enum err rc = ERR_OK;
	bool done = false;

	while (rc == ERR_OK && !done) {
		arena_reset(cx->mem);
		rc = st->pull(cx, st->state, &o->sink, &done);
	}
	return rc;
}

static void
log_end_early(struct ctx *cx, const struct outlet *o)
{
	if (!o->sink.broken) {
		log_failure(LOG_ERROR, cx);
		return;
	}
	log_event(LOG_INFO, "%s: a download ends after %" PRId64 " bytes: %s",
	    cx->request_id, o->sent,
	    o->late ? "it took too long" : "the reader is gone");
}

void
stream_send(struct ctx *cx, struct exchange *x, const char *head,
    const struct stream *st)
{
	struct outlet o = { .sink = { .put = put },
		.x = x,
		.until = monotonic_ms() +
		    cx->conf->server_stream_timeout * 1000 };
	struct arena *request = cx->mem;
	enum err rc = ERR_OK;

	/* The head leaves at once: the browser asks where to save. */
	if (!x->write(x, head, strlen(head)) || !x->flush(x))
		return;
	cx->mem = arena_new();
	if (st->snapshot)
		rc = snapshot_begin(cx);
	if (rc == ERR_OK) {
		rc = pull_all(cx, st, &o);
		if (st->snapshot)
			rc = snapshot_end(cx, rc);
	}
	x->cut = rc != ERR_OK;
	if (x->cut)
		log_end_early(cx, &o);
	err_clear(cx);
	arena_free(cx->mem);
	cx->mem = request;
}
