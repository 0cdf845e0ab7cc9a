#include "domain/upkeep.h"

#include "base/conf.h"
#include "base/seen.h"
#include "store/blob.h"
#include "store/store.h"
#include "store/thumb.h"

#define HOUR ((int64_t)60 * 60)
#define DAY  (24 * HOUR)

/* How long a form's key keeps its act from being done again. */
#define OP_LIFETIME    (7 * DAY)
#define DRAFT_LIFETIME (14 * DAY)
#define TEMP_LIFETIME  HOUR

#define DEVICE_LIFETIME      (365 * DAY) /* since it was signed in last */
#define LOGIN_EVENT_LIFETIME (90 * DAY)

enum err
upkeep_probe(struct ctx *cx)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_probe_put(cx));
}

enum err
upkeep_checkpoint(struct ctx *cx)
{
	int64_t pages;

	return store_checkpoint(cx, &pages);
}

struct writing {
	struct ctx *cx;
	enum err rc; /* the first */
};

static void
write_seen(void *arg, int64_t session, int64_t at)
{
	struct writing *w = arg;

	if (w->rc == ERR_OK)
		w->rc = store_session_seen(w->cx, session, at);
}

enum err
upkeep_sessions(struct ctx *cx)
{
	struct writing w = { cx, ERR_OK };

	if (cx->seen == NULL)
		return ERR_OK;
	w.rc = store_begin(cx);
	if (w.rc != ERR_OK)
		return w.rc;
	/* Twice the period, so that a run that failed is made good. */
	seen_walk(cx->seen, cx->now - 120, write_seen, &w);
	return store_end(cx, w.rc);
}

static int64_t
longest_session(const struct conf *conf)
{
	int64_t a = conf->sessions_customer_lifetime;
	int64_t b = conf->sessions_staff_lifetime;

	return (a > b ? a : b) + conf->sessions_parked_lifetime;
}

enum err
upkeep_sweep(struct ctx *cx)
{
	const int64_t age[SWEEP__MAX] = {
		[SWEEP_OPS] = OP_LIFETIME,
		[SWEEP_DRAFTS] = DRAFT_LIFETIME,
		[SWEEP_SESSIONS] = longest_session(cx->conf),
		[SWEEP_FAILURES] = DAY,
		[SWEEP_DEVICES] = DEVICE_LIFETIME,
		[SWEEP_LOGIN_STEPS] = HOUR,
		[SWEEP_LOGIN_EVENTS] = LOGIN_EVENT_LIFETIME,
		[SWEEP_UNBOUND_FILES] = cx->conf->uploads_unbound_lifetime,
		[SWEEP_TRANSFERS] = cx->conf->uploads_unbound_lifetime,
	};
	int64_t n;
	enum err rc = ERR_OK;

	/* A transaction each, so that none holds the lock for long. */
	for (int i = 0; rc == ERR_OK && i < SWEEP__MAX; i++) {
		rc = store_begin(cx);
		if (rc == ERR_OK)
			rc = store_end(cx,
			    store_sweep(
				cx, (enum sweep)i, cx->now - age[i], &n));
	}
	if (rc == ERR_OK)
		rc = blob_sweep(cx, cx->conf->tmp_dir, TEMP_LIFETIME, &n);
	if (rc == ERR_OK)
		rc = transfer_sweep(cx);
	if (rc == ERR_OK)
		rc = thumb_sweep(cx, &n);
	return rc;
}
